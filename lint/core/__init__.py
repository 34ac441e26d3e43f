"""The types that the layers exchange. Imports nothing of the project's own."""
