"""``space``: blanks within a sentence that nobody meant to be there."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import characters_of, flat_of
from ..text.glances import flat_glance_of
from ..text.patterns import Lazy
from ..text.searches import outweighs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_H = "一-鿿"
_UNITS = "年月日号时分秒个家人户名次元亿万千百公米吨亩只条件项套座所处台辆平立度倍成岁周天种类批期级层%％‰℃"
# What stands before a blank, what behind it, and the same two without one.
_FAMILIES = (
    ("[，、；]", f"[{_H}“‘《（0-9A-Za-z]", f"[，、；](?=[{_H}“‘《（0-9A-Za-z])"),
    ("：", f"[{_H}“‘《（][^ \u3000\n]{{8}}", f"：(?=[{_H}“‘《（])"),
    ("[。！？]", f"[{_H}“‘《（0-9]", f"[。！？](?=[{_H}“‘《（0-9])"),
    ("[”》）’]", f"[{_H}]", f"[”》）’](?=[{_H}])"),
    (f"[{_H}A-Za-z0-9%％]", "[，。、；：！？”》）]", f"(?<=[{_H}A-Za-z0-9%％])[，。、；：！？”》）]"),
    ("[“‘《（【]", f"[{_H}A-Za-z0-9]", f"[“‘《（【](?=[{_H}A-Za-z0-9])"),
    ("[0-9]", f"[{_UNITS}]", f"[0-9](?=[{_UNITS}])"),
)
_BLANKS = " \u3000\u00a0"
# Where blanks of each sort stand so, with a group for each family; no place is one of two.
_BESIDES = {
    blank: Lazy(f"{blank}(?:" + "|".join(f"(?<={before}{blank}){blank}?(?={after})()" for before, after, _ in _FAMILIES) + ")")
    for blank in _BLANKS
}
_PROPER = [Lazy(proper) for _, _, proper in _FAMILIES]
# An ordinal and its mark: what stands behind may be set off by a blank.
_ORDINAL = Lazy(
    "[（(［\\[]?[0-9一二三四五六七八九十百]{1,4}[）)］\\]、.．：:]*|[①-⑳]|[0-9.]{1,8}|附[件表录图][0-9一二三四五六七八九十]*：?"
    "|第[0-9一二三四五六七八九十百]{1,4}[章节条款项篇编部分]{1,2}"
)
_STOP = Lazy("[，。；！？]")
# What parts columns: one of these, or as many blanks.
_COLUMNS = "\t|｜"
_GAP = 3
_LAID_OUT = Lazy(f"[ \u3000\u00a0]{{{_GAP}}}")
_BESIDE = Lazy(f" (?<=[{_H}] )(?=[0-9])")
_BETWEEN = Lazy(f" (?<=[{_H}] )(?=[{_H}])")
_ARTICLE = Lazy("第[0-9一二三四五六七八九十百]{1,5}[章节条款项]$")
_LEFT, _RIGHT = Lazy(f"[{_H}]+$"), Lazy(f"[{_H}]+")
# Lines that are shorter are headings, signatures or cells, and may be set with blanks.
_LONG_LINE = 16
_TERM = 24
_SENTENCE = 30
_HEADING = 50
# As far as is looked back for the start of a line.
_FAR = 200
# A text with more blanks between hanzi than this is laid out with them.
_MOST = 60
# As many hanzi on each side are segmented as a long word has.
_REACH = 4


class Space(Matcher):
    """Finds blanks beside marks, between a number and its unit, and within words.

    Blanks of one sort that stand in ``share`` of all places where they could,
    ``habit`` times or more, and all blanks of a text that has more than
    ``most`` of them, are the document's typography and reported once, with
    their number. Blanks behind ordinals, terms and headings at the start of a
    line, between names, in tables and in spaced-out lines are left alone.
    """

    declares = ("count", "note")
    reach = "document"
    turn = 1

    habit: int = 5
    share: float = 0.1
    most: int = 15

    def survey(self, page: Any) -> Iterator[Match]:
        flat = flat_of(page)
        text = flat.text
        slips: list[tuple[int, int]] = []
        habit: list[tuple[int, int]] = []
        blanks = _blanks_of(page, text)
        spaces = blanks[" "]
        for blank in _BLANKS:
            for family, spans in _slips(text, blank, blanks[blank]):
                if len(spans) >= self.habit and outweighs(len(spans), self.share, _PROPER[family], text):
                    habit += spans
                else:
                    slips += spans
        if not habit and (spaces or " " in text):
            others = [at for at in spaces if _BESIDE.match(text, at) and not _lawful(text, at, at + 1)]
            if len(slips) + len(others) > self.most:
                habit = [*slips, *((at, at + 1) for at in others)]
                slips = []
            else:
                for at, sure in _between_hanzi(text, spaces):
                    # Where no word is broken, the blank may stand for a mark that was lost.
                    yield Match(*flat.at(at, at + 1), {"count": 1, "note": ""}, "", unsafe=not sure)
        elif habit and len(slips) + len(habit) > self.most:
            habit += slips
            slips = []
        for start, end in slips:
            yield Match(*flat.at(start, end), {"count": 1, "note": ""}, "")
        if habit:
            note = f"；全文这样的空格有{len(habit)}处，只在此提示"
            yield Match(*flat.at(*min(habit)), {"count": len(habit), "note": note})


def _blanks_of(page: Any, text: str) -> dict[str, list[int]]:
    """The offsets of the blanks of each sort in a flat text, at least of those that stand behind another character."""
    glance = flat_glance_of(page)
    if glance is None:
        held = characters_of(page)
        return {blank: _places(text, blank) if blank in held else [] for blank in _BLANKS}
    found: dict[str, list[int]] = {blank: [] for blank in _BLANKS}
    for at in glance.gaps:
        blank = text[at]
        if blank in found:
            found[blank].append(at)
    return found


def _places(text: str, mark: str) -> list[int]:
    """The offsets of a character."""
    places = []
    at = text.find(mark)
    while at >= 0:
        places.append(at)
        at = text.find(mark, at + 1)
    return places


def _slips(text: str, blank: str, places: list[int]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Which of the places of a blank are none that it may have, by the family of what stands beside it, in order."""
    slips: dict[int, list[tuple[int, int]]] = {}
    match = _BESIDES[blank].match
    last = 0
    for at in places:
        # There are few blanks; where they set lines off, they are many, but stand beside nothing.
        found = match(text, at) if at >= last else None
        if found is not None:
            last = found.end()
            if not _lawful(text, at, last):
                slips.setdefault(found.lastindex - 1, []).append((at, last))
    return sorted(slips.items())


def _lawful(text: str, start: int, end: int) -> bool:
    """Whether blanks at ``[start, end)`` may set off an ordinal or a term, or lay out a table."""
    low = text.rfind("\n", max(0, start - _FAR), start) + 1
    if low or start <= _FAR:
        head = text[low:start].strip(_BLANKS)
        if not head or _ORDINAL.fullmatch(head) or _is_term(text, head, end):
            return True
        if head[-1] in "。！？" and len(head) <= _HEADING and not _STOP.search(head[:-1].replace("，", "")):
            return True
    high = text.find("\n", end, end + 40)
    around = text[max(low, start - 40) : high if high >= 0 else end + 40]
    if any(mark in around for mark in _COLUMNS):
        return True
    return sum(map(around.count, _BLANKS)) >= _GAP and _LAID_OUT.search(around) is not None


def _is_term(text: str, head: str, end: int) -> bool:
    """Whether the head of a line is a term that is explained, or a title with what it is about."""
    if head[-1] not in "”》）’" or len(head) > _TERM or _STOP.search(head):
        return False
    if head[0] in "“《":
        return head.count(head[0]) == 1
    if head[0] in "0123456789（([［①②③④⑤⑥⑦⑧⑨⑩":
        return True
    high = text.find("\n", end)
    return not _STOP.search(text, end, high if high >= 0 else len(text))


def _between_hanzi(text: str, spaces: list[int]) -> list[tuple[int, bool]]:
    """Which of the blanks stand between hanzi of one sentence, and whether within a word of the dictionary.

    Names, slogans in two halves and the issuers of a document are set with
    blanks between their parts: outside of words, only blanks in the middle of
    long lines count, and none within quotation marks or titles.
    """
    found = [at for at in spaces if _BETWEEN.match(text, at)]
    kept: list[tuple[int, bool]] = []
    for at in found if len(found) <= _MOST else ():
        if text[at - 2 : at - 1] in _BLANKS or text[at + 2 : at + 3] in _BLANKS:
            continue
        low = text.rfind("\n", 0, at) + 1
        high = text.find("\n", at)
        high = high if high >= 0 else len(text)
        if text.rfind("《", low, at) > text.rfind("》", low, at):
            continue  # 《中共中央 国务院关于…》
        if high - low < _LONG_LINE or not _STOP.search(text, low, high) or _lawful(text, at, at + 1):
            continue
        if _in_word(text, at):
            kept.append((at, True))
        elif (
            high - low >= _SENTENCE
            and _STOP.search(text, low, at)
            and _STOP.search(text, at, high)
            and text.rfind("“", low, at) <= text.rfind("”", low, at)
            and not _ARTICLE.search(text[max(low, at - 8) : at])
        ):
            kept.append((at, False))
    return kept


def _in_word(text: str, at: int) -> bool:
    """Whether a word of the dictionary runs across the blank at ``at``."""
    from ..text.words import segmenter

    left = _LEFT.search(text[max(0, at - _REACH) : at]).group()
    place = 0
    for word in segmenter().cut(left + _RIGHT.match(text[at + 1 : at + 1 + _REACH]).group()):
        if place < len(left) < place + len(word):
            return True
        place += len(word)
    return False
