"""Typos that no word list holds, found by what official Chinese looks like.

Imported when a text is first read for typos, never before. ``loading`` says by
what: the kernel in C where it was compiled, which needs no numpy, else arrays
of numpy, which training uses as well.
"""
