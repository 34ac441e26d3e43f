"""The table in which the compiled search finds strings: made once, and used where it lies.

Strings are filed in buckets under a hash of their first three characters, or of
all they have, and compared one by one, each beside the rules that need it; bits for each hash, and for
each character that is a string, say where to look at all. ``strings/*.c`` read it; all numbers are of four bytes, little-endian.
"""

from __future__ import annotations

import sys

from .automaton import EDITION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Characters of the basic plane have a bit each.
_SINGLES = 0x10000
_MASK = 0xFFFFFFFF


def packed(
    strings: list[str],
    owners: Sequence[Iterable[tuple[int, int, int]]] | None = None,
    guards: Iterable[int] = (0,),
) -> bytes:
    """The table of non-empty strings; their numbers are their places in the list.

    ``owners`` are, for each, a rule and which of its strings it is, which are told where it stands, and the number of
    the guard that must pass there, 0 for none; ``guards`` are those, as ``Guards.packed`` gives them.
    """
    from array import array

    # About a bucket a string, and one bit set in forty: a look that finds nothing takes longer than the table takes room.
    bits = max(6, len(strings).bit_length())
    key_bits = bits + 5
    keys = bytearray((1 << key_bits) // 8)
    singles = bytearray(_SINGLES // 8)
    buckets: list[list[int]] = [[] for _ in range(1 << bits)]
    for number, string in enumerate(strings):
        codes = [ord(character) for character in string[:3]]
        key = _key(*codes)
        buckets[key >> (32 - bits)].append(number)
        _mark(keys, key >> (32 - key_bits))
        if len(codes) == 1 and codes[0] < _SINGLES:
            _mark(singles, codes[0])
    firsts, records = array("I", [0]), array("I")
    for bucket in buckets:
        for number in bucket:
            owned = list(owners[number]) if owners else []
            records.extend((len(strings[number]), len(owned), number))
            records.extend(map(ord, strings[number]))
            for owner in owned:
                records.extend(owner)
        firsts.append(len(records))
    programs = array("I", guards)
    head = array("I", [EDITION, len(strings), len(records), key_bits, bits, len(programs)])
    for numbers in (head, firsts, records, programs):
        if sys.byteorder == "big":
            numbers.byteswap()
    return b"".join((head.tobytes(), keys, singles, firsts.tobytes(), records.tobytes(), programs.tobytes()))


def _mark(bits: bytearray, bit: int) -> None:
    bits[bit >> 3] |= 1 << (bit & 7)


def _key(one: int, two: int = 0, three: int = 0) -> int:
    """The hash of up to three characters."""
    mixed = (one * 0x9E3779B1 ^ two * 0x85EBCA77 ^ three * 0xC2B2AE3D) & _MASK
    mixed ^= mixed >> 15
    return mixed * 0x2C1B3C6D & _MASK
