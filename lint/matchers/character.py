"""``character``: single characters that should not stand in a text, found in one sweep."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import characters_of
from ..text.glances import glance_of
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal

_CONTROL = (
    "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff"
)
_RADICAL = "\\u2e80-\\u2fdf\\uf900-\\ufaff"
_PRIVATE = "\\ue000-\\uf8ff"
# One class and nothing else: that is searched fastest, and what it finds is shared.
_SWEEP = Lazy(f"[{_CONTROL}{_RADICAL}{_PRIVATE}]")
# Scripts that need marks of direction and joiners, and the signs of which emoji are made.
_SCRIPT = Lazy("[\u0590-\u08ff\u0f00-\u0fff\u1800-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
_EMOJI = Lazy("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
_SHAPING = "\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_NAMES = {
    "\x00": "空字符",
    "\x0b": "垂直制表符",
    "\x0c": "换页符",
    "\x7f": "删除符",
    "\x85": "换行控制符",
    "\xad": "软连字符",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左至右标记",
    "\u200f": "从右至左标记",
    "\u2028": "行分隔符",
    "\u2029": "段落分隔符",
    "\u2060": "词连接符",
    "\ufeff": "字节顺序标记",
}
# Radicals of the supplement have no decomposition; these stand for whole hanzi in text copied from PDF.
# For two more NFKC would give the traditional form, where the fonts mean 长 and 户.
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⼾",
        "母民虎西见角贝车长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟户",
        strict=True,
    )
)


class Character(Matcher):
    """Finds characters of one sort; the span is a run of them, and the fix what should stand there.

    ``of`` is ``control``: those that nobody sees (zero-width, marks of order
    and direction, C0 and C1 but for tab and line ends), lawful joiners left
    out; or ``compatibility``: radicals and duplicates that look like a hanzi,
    and code points of the private use area, which have no fix.
    """

    reach = "document"
    declares = ("codes", "name", "expected", "note")

    of: Literal["control", "compatibility"]

    def survey(self, page: Any) -> Iterator[Match]:
        runs = page.shelf.get("odd characters")
        if runs is None:
            glance = glance_of(page)
            # Most documents hold none of them.
            odd = _SWEEP.search(characters_of(page)) is not None if glance is None else glance.odd
            runs = page.shelf["odd characters"] = _runs(page.text) if odd else []
        judge = _control if self.of == "control" else _compatible
        for start, end in runs:
            match = judge(page.text, start, end)
            if match is not None:
                yield match


def _runs(text: str) -> list[tuple[int, int]]:
    """``(start, end)`` of neighbouring characters of one sort, in order."""
    runs: list[tuple[int, int]] = []
    sort = -1
    for found in _SWEEP.finditer(text):
        at = found.start()
        char = text[at]
        before, sort = sort, ("\u2e80" <= char <= "\ufaff") + ("\ue000" <= char <= "\uf8ff")
        if runs and runs[-1][1] == at and before == sort:
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return runs


def _control(text: str, start: int, end: int) -> Match | None:
    run = text[start:end]
    if "\u2e80" <= run[0] <= "\ufaff":
        return None
    if all(char in _SHAPING for char in run):
        around = text[max(0, start - 1) : start] + text[end : end + 1]
        if _SCRIPT.search(around) or (run == "\u200d" and len(_EMOJI.findall(around)) == 2):
            return None
    if text[max(0, start - 1) : start] in ("", "\n", "\r") and (
        not run.strip("\x0c") or text[end : end + 1] in ("", "\n", "\r")
    ):
        # A form feed at the start of a line separates pages, and a line of nothing else is blank.
        return None
    breaks = any(char in _BREAKS for char in run)
    inside = start > 0 and text[start - 1] not in "\r\n" and end < len(text) and text[end] not in "\r\n"
    names = "、".join(dict.fromkeys(_NAMES.get(char, "控制字符") for char in run))
    values: dict[str, object] = {"codes": _codes(run), "name": names, "expected": "", "note": ""}
    return Match(start, end, values, "\n" if breaks and inside else "")


def _compatible(text: str, start: int, end: int) -> Match | None:
    run = text[start:end]
    if not "\u2e80" <= run[0] <= "\ufaff":
        return None
    values: dict[str, object] = {"codes": _codes(run), "name": ""}
    if "\ue000" <= run[0] <= "\uf8ff":
        note = f"{_codes(run)}是私用区字符，换一台电脑或换一种字体就显示不出来"
        return Match(start, end, {**values, "expected": "", "note": note})
    from unicodedata import normalize

    right = "".join(_RADICALS.get(char) or normalize("NFKC", char) for char in run)
    if right == run:
        return None
    note = f"“{run}”是与“{right}”同形的部首或兼容字，检索、排版和朗读时会出错"
    return Match(start, end, {**values, "expected": right, "note": note}, right)


def _codes(run: str) -> str:
    return "、".join(dict.fromkeys(f"U+{ord(char):04X}" for char in run))
