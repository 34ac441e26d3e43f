"""``reportlint serve``: a page for clerks and an HTTP API, both over ``api``."""
