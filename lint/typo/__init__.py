"""Typos that no word list holds, found by what official Chinese looks like.

Everything here works on numpy arrays and is imported when a text is first
read for typos, never before.
"""
