"""Numerals to numbers and back: what ordinals need.

Hanzi (``二十三``, ``二〇二四``), Arabic and full-width digits, Roman numerals
and the characters that hold a whole ordinal (①, ㈠, ⑴, ⒈).
"""

from __future__ import annotations

DIGITS = "〇一二三四五六七八九"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"零": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
#: Characters that may stand in a hanzi numeral.
HANZI = "".join(_VALUES) + "".join(_UNITS)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_STEPS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

# First characters of the runs of ordinals that are one character each.
_RUNS = {
    "circled": (("①", 20), ("㉑", 15), ("㊱", 15)),
    "parenthesized": (("⑴", 20),),
    "parenthesized-hanzi": (("㈠", 10),),
    "full-stop": (("⒈", 20),),
    "black-circled": (("❶", 10), ("⓫", 10)),
    "roman": (("Ⅰ", 12), ("ⅰ", 12)),
}
#: Every one-character ordinal: its family and its number.
SINGLE: dict[str, tuple[str, int]] = {}
for _family, _runs in _RUNS.items():
    _number = 0
    for _first, _length in _runs:
        if _family == "roman":
            _number = 0
        for _offset in range(_length):
            _number += 1
            SINGLE[chr(ord(_first) + _offset)] = (_family, _number)


def hanzi_value(text: str) -> int | None:
    """The number that a hanzi numeral below ten thousand stands for, None where it is none.

    Both ways of writing are read: by units (``一百零三``, ``十二``) and digit
    by digit (``二〇二四``).
    """
    if len(text) < 2:
        # As most are.
        return 10 if text == "十" else _VALUES.get(text)
    if not any(char in _UNITS for char in text):
        total = 0
        for char in text:
            digit = _VALUES.get(char)
            if digit is None:
                return None
            total = total * 10 + digit
        return total
    total = 0
    pending: int | None = None
    last_unit = 10000
    for char in text:
        unit = _UNITS.get(char)
        if unit is not None:
            if unit >= last_unit or (pending is None and (total or unit != 10)):
                return None
            total += (1 if pending is None else pending) * unit
            pending, last_unit = None, unit
            continue
        digit = _VALUES.get(char)
        if digit is None or pending:
            return None
        pending = digit
    return total + (pending or 0)


def hanzi_text(number: int) -> str:
    """A number from 0 to 9999 in hanzi as ordinals write it: ``十二``, ``一百零三``."""
    if not 0 <= number < 10000:
        raise ValueError(f"{number} is not between 0 and 9999")
    if number < 10:
        return DIGITS[number]
    pieces = []
    rest = number
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        count, rest = divmod(rest, unit)
        if count:
            if gap:
                pieces.append("零")
            pieces.append(name if unit == 10 and count == 1 and not pieces else DIGITS[count] + name)
            gap = False
        elif pieces:
            gap = rest > 0
    if rest:
        pieces.append(("零" if gap else "") + DIGITS[rest])
    return "".join(pieces)


def arabic_value(text: str) -> int | None:
    """The number of ASCII or full-width digits, None where there is anything else."""
    return int(text) if text and text.isdecimal() else None


def roman_value(text: str) -> int | None:
    """The number of a Roman numeral in capital letters below 400, None where it is none."""
    total = 0
    for index, char in enumerate(text):
        value = _ROMAN.get(char)
        if value is None:
            return None
        later = _ROMAN.get(text[index + 1]) if index + 1 < len(text) else None
        total += -value if later is not None and later > value else value
    return total if total and roman_text(total) == text else None


def roman_text(number: int) -> str:
    """A number from 1 to 399 as a Roman numeral in capital letters."""
    if not 0 < number < 400:
        raise ValueError(f"{number} is not between 1 and 399")
    pieces = []
    for value, sign in _ROMAN_STEPS:
        count, number = divmod(number, value)
        pieces.append(sign * count)
    return "".join(pieces)


def single_text(family: str, number: int) -> str | None:
    """The one character of a family that stands for a number, None where there is none."""
    for char, entry in SINGLE.items():
        if entry == (family, number):
            return char
    return None


def numeral_like(sample: str, number: int) -> str:
    """``number`` written the way ``sample`` is: hanzi, digits (full-width too), Roman, one character.

    Numbers that a family of characters lacks come out in Arabic digits.
    """
    if sample and sample[0] in SINGLE:
        return single_text(SINGLE[sample[0]][0], number) or str(number)
    if sample.isdecimal():
        if sample.isascii():
            return str(number)
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if sample and sample[0] in _ROMAN:
        return roman_text(number) if 0 < number < 400 else str(number)
    return hanzi_text(number)
