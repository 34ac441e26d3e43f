"""Numbers as list levels write them (ST_NumberFormat, ECMA-376 Part 1, 17.18.59)."""

from __future__ import annotations

from .numerals import DIGITS, hanzi_text, roman_text, single_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九十百千〇零", "壹贰叁肆伍陆柒捌玖拾佰仟零零")
_LEGAL_TRADITIONAL = str.maketrans("一二三四五六七八九十百千〇零", "壹貳參肆伍陸柒捌玖拾佰仟零零")


def _hanzi(number: int) -> str:
    return hanzi_text(number) if number < 10000 else str(number)


def _positional(number: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    return roman_text(number) if 0 < number < 400 else str(number)


def _letters(number: int) -> str:
    """A … Z, AA, BB …: the letter repeated."""
    times, letter = divmod(number - 1, 26)
    return chr(65 + letter) * (times + 1) if 0 <= times < 30 else str(number)


def _picked(row: str) -> Callable[[int], str]:
    return lambda number: row[number - 1] if 0 < number <= len(row) else str(number)


def _single(*families: str) -> Callable[[int], str]:
    def written(number: int) -> str:
        return next(filter(None, (single_text(family, number) for family in families)), str(number))

    return written


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    def written(number: int) -> str:
        text = _hanzi(number)
        return ("一" + text if text.startswith("十") else text).translate(table)

    return written


def _ordinal(number: int) -> str:
    if number // 10 % 10 == 1:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


_ENCLOSED_HANZI = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "bullet": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "ordinal": _ordinal,
    "chineseCounting": _hanzi,
    "chineseCountingThousand": _hanzi,
    "taiwaneseCounting": _hanzi,
    "taiwaneseCountingThousand": _hanzi,
    "japaneseCounting": lambda number: _hanzi(number).replace("零", ""),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "chineseLegalSimplified": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _picked(_STEMS),
    "ideographZodiac": _picked(_BRANCHES),
    "ideographEnclosedCircle": _picked(_ENCLOSED_HANZI),
    "decimalEnclosedCircle": _single("circled"),
    "decimalEnclosedCircleChinese": _single("circled"),
    "decimalEnclosedParen": _single("parenthesized"),
    "decimalEnclosedFullstop": _single("full-stop"),
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "numberInDash": lambda number: f"- {number} -",
}


def written(number: int, format: str) -> str:
    """A number as a list level of this format shows it; Arabic digits where the format lacks it."""
    if not 0 < number < 100_000:
        return "" if format in ("none", "bullet") else str(number)
    return _FORMATS.get(format, str)(number)
