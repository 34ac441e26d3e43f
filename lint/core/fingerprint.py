"""What makes a finding the same finding after its paragraph has moved."""

from __future__ import annotations

from _blake2 import blake2b  # what hashlib wraps; hashlib itself costs 2 ms


def fingerprint(rule: str, excerpt: str, sentence: str, occurrence: int) -> str:
    """16 hexadecimal digits over rule, excerpt, sentence (blanks left out) and occurrence."""
    key = "\x1f".join((rule, excerpt, "".join(sentence.split()), str(occurrence)))
    return str(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
