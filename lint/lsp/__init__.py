"""``reportlint lsp``: findings in editors, over the Language Server Protocol."""
