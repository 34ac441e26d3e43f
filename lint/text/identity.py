"""Numbers that carry their own proof: identity numbers, bank cards, mobile telephones."""

from __future__ import annotations

# Codes of the provinces, GB/T 2260; 83 is used on residence permits for people from Taiwan.
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for code in range(first, last + 1)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FIRST, _LAST = 1900, 2049
# datetime knows, too; importing it takes a tenth of the time of a run.
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_identity_form(number: str) -> bool:
    """Whether 18 characters have the form of an identity number: province and a day that there is.

    GB 11643-1999, 4; the last character is a digit or X. Old numbers have 15
    digits, without the century and the check character.
    """
    if len(number) == 15:
        return number.isdigit() and number[:2] in _PROVINCES and _is_day("19" + number[6:12])
    return (
        len(number) == 18
        and number[:17].isdigit()
        and (number[17].isdigit() or number[17] == "X")
        and number[:2] in _PROVINCES
        and _is_day(number[6:14])
    )


def has_identity_check(number: str) -> bool:
    """Whether the last of 18 characters is the check character of the others (GB 11643-1999, 4.2.4)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return len(number) == 18 and _CHECKS[total % 11] == number[17]


def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12):
        return False
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 1 <= day <= _DAYS[month - 1] + leap


def is_mobile(number: str) -> bool:
    """Whether digits are the number of a mobile telephone in China, without 86."""
    return len(number) == 11 and number[0] == "1" and "3" <= number[1] <= "9"


def is_card(number: str) -> bool:
    """Whether digits have the length and the first digits of a bank card (ISO/IEC 7812-1)."""
    return 16 <= len(number) <= 19 and (number[0] in "3456" or number[:2] == "95")


def has_luhn_check(number: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(number)) > 1
