"""Office Open XML packages (ECMA-376): their parts, and the runs of text in them."""
