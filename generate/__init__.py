"""Files of the repository that are made from the rules and never written by hand.

``python -m generate`` writes them, ``python -m generate --check`` says which differ.
"""
