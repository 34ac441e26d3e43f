"""Markdown: the file is its text, as plain text is."""

from __future__ import annotations

from .txt import apply as apply

__all__ = ["apply"]
