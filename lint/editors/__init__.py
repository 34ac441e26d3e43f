"""Editors: one module a format, each with ``apply``: edits in document offsets into new bytes."""
