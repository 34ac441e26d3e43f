"""``count``: numbers of things announced, against the things that are listed."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.listings import loose, miscounted
from ..text.numerals import hanzi_text, hanzi_value
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

    from ..core.matcher import Guard

_NUMERAL = "[二三四五六七八九两]|十[一二三四五]?|[2-9]|1[0-5]"
_NO_NUMERAL = "(?<![0-9.一二三四五六七八九十第零百千万前后])"
_COUNTED = "个方面|方面|个|项|点|条|件|大|类|种|步"
_WHAT = "(?!百分|月|工作日|小时|交易日|自然日|学期|季度|星期|年)[一-鿿]{0,12}"
# The announcement: how many of what, up to the colon (or the stop) that the items follow.
_ANNOUNCED = Lazy(rf"{_NO_NUMERAL}(?P<number>{_NUMERAL})(?P<unit>{_COUNTED})(?P<what>{_WHAT})[”]?$")
_CLOSES = ("：", ":", "。一是", "。一要", "，即")
# The same with what closes it, where the first item follows or the paragraph ends; a line end may stand before it as before every ``$``.
_OPENED = (
    rf"(?=[二三四五六七八九十两1-9]){_NO_NUMERAL}(?:{_NUMERAL})(?:{_COUNTED}){_WHAT}”?\n?"
    r"(?:。一[是要]|[：:](?:[ \u3000]*(?:一[是要]|第一[，、,是]|[（(](?:0?1|一)[)）]|①)|\s*$))"
)
# Without a colon only these say that what follows is the list.
_FOLLOWING = Lazy("以下|下列|如下")
_OTHERS = Lazy(rf"({_NUMERAL})(?:个|项|点|条|件|大|类|种|步|型|方面)")
# What an announcement has, looked for first.
_UNIT = Lazy("[个项点条件大类种步面]")
# 前三项 and 每个 name others; 之一 picks one.
_NOT_ALL = Lazy("[第每各前后另]$|之一|几|多|余|以上")
_START = r"(?:^|(?<=[：:。；，;,、 \u3000\n”）]))"
_HANZI = "([一二三四五六七八九]|十[一二三四五]?)"
_KINDS = (
    Lazy(rf"{_START}{_HANZI}[是要](?!否|求|素|点|件)"),
    Lazy(rf"{_START}第{_HANZI}(?:，|、|,|是)"),
    Lazy(rf"{_START}[（(]([0-9]{{1,2}})[)）]"),
    Lazy(rf"{_START}[（(]{_HANZI}[)）]"),
    Lazy("([①-⑮])"),
)
_HEADING = Lazy(r"[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])")
_FIRST_LEVEL = Lazy(r"[ \u3000]*[一二三四五六七八九十]{1,3}、")
_MARKS = Lazy("[、，；]")
# What heads a paragraph that is an item.
_HEADED = Lazy(
    r"[ \u3000\t]*(?:(?P<是>[一二三四五六七八九]|十[一二三四五]?)[是要]|第(?P<第>[一二三四五六七八九]|十[一二三四五]?)[，、,]"
    r"|[（(](?P<中>[一二三四五六七八九]|十[一二三四五]?)[)）]|[（(](?P<括>[0-9]{1,2})[)）]|(?P<点>[0-9]{1,2})[.．、](?![0-9]))"
)
_SET_NUMERALS = "二三四五六七八九十"
# The first item begins with the word; nothing but marks stands before it.
_SET_OPENED = r"(?=[二三四五六七八九十]个)(?<![0-9.一二三四五六七八九十第零百千万]).个([一-鿿]{2})”?(?:[：:]|，即)[、，；]*“?\1"
_SET = Lazy(
    r"“?(?<![0-9.一二三四五六七八九十第零百千万])(?P<number>[二三四五六七八九十])个(?P<word>[一-鿿]{2})”?(?P<close>[：:]|，即)(?P<list>[^。；\n]{4,200})"
)
_MEASURES = "大|个|家|项|方面|类|条|所|座|处|种|件|名|位"
# What no list holds.
_OUTSIDE = r"，。；：:（）()“”《》\n0-9"
# What places end in, as the noun behind the number of them.
_PLACES = "镇乡村县区市州省旗"
_NO_MEASURE = f"(?<![{_OUTSIDE}][^、{_OUTSIDE}])(?<![{_OUTSIDE}][^、{_OUTSIDE}][^、{_OUTSIDE}{_PLACES}])"
# The last item of a list, and how many there are said to be.
_LISTED = Lazy(
    rf"、(?P<last>[^、{_OUTSIDE}]{{1,14}}?)(?P<etc>等)?"
    rf"(?P<number>[0-9]{{1,2}}|[一二三四五六七八九两]|十[一二三四五]?)(?P<unit>{_MEASURES})(?P<what>[一-鿿]{{0,6}})"
)
# A numeral of two to fifteen that ends in a character, by that: the last item of a list, and how many there are.
_LAST = {
    **{digit: f"[1-9]{digit}" for digit in "01"},
    **{digit: f"[0-9]?{digit}" for digit in "23456789"},
    **{digit: digit for digit in "六七八九十两"},
    **{digit: f"十?{digit}" for digit in "二三四五"},
    "一": "十一",
}
# What the list holds before that item, read backwards.
_BACK = Lazy(f"[^{_OUTSIDE}]*")
_JOINED = Lazy("以及|[和与及]")


class Count(Matcher):
    """Finds numbers that do not agree with the list beside them, by ``check``.

    ``announced``: ``三点不足：一是…四是…``, ``五项工作：`` with items in the same paragraph or at
    the start of the next ones, ``“三个坚持”：坚持…``. ``listed``: ``甲镇、乙镇4个镇`` and more names than
    ``等3家`` says.
    """

    check: Literal["announced", "listed"]
    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("found", "number", "counted")

    def gate(self) -> Sequence[str]:
        if self.check == "announced":
            return _CLOSES
        return [number + measure for number in _LAST for measure in _MEASURES.split("|")]

    def guards(self) -> Sequence[Guard]:
        if self.check == "announced":
            # From the number on, which stands before at most three characters of a unit, twelve of what, a mark and a line end.
            opened = (_OPENED, 2, 19)
            either = (f"(?:{_OPENED}|{_SET_OPENED})", 2, 19)
            return [either, either, opened, opened, (_SET_OPENED, 4, 5)]
        # From the 、 on: an item of at most fourteen characters, 等, and a numeral of two. Of two things, the first a measure as
        # in 3家、学校4所, nothing is said.
        return [
            (f"{_NO_MEASURE}、[^、{_OUTSIDE}]{{1,14}}等?{number}(?:{_MEASURES})", 2, 17)
            for number in _LAST.values()
            for _ in _MEASURES.split("|")
        ]

    def survey(self, page: Any) -> Iterator[Match]:
        for here, hits in page.called:
            if here.kind == "cell":
                continue
            if self.check == "announced":
                yield from _announced(page, here, hits)
                continue
            text = here.text
            # A number and its measure stand at most fourteen characters behind the 、 of the last item.
            commas = {text.rfind("、", start - 17 if start > 17 else 0, start - 1) for start, _ in hits if start > 1}
            commas.discard(-1)
            if commas:
                yield from _listed(here, sorted(commas))


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑮":
        return ord(numeral) - ord("①") + 1
    return hanzi_value(numeral) or 0


def _match(here: Any, start: int, end: int, number: int, counted: int, places: list[tuple[int, int]]) -> Match:
    text = here.text
    related = tuple((*place, f"第{hanzi_text(order)}项") for order, place in enumerate(places[:20], 1))
    values: dict[str, object] = {"found": text[start:end], "number": number, "counted": counted}
    low, high = here.at(start, end)
    return Match(low, high, values, related=related)


def _begun(listed: str, word: str) -> list[int]:
    """Where items of a list begin with a word: ``坚持…，坚持…``."""
    import re

    return [found.start() for found in re.finditer(rf"(?:^|(?<=[、，；]))[“]?{word}", listed)]


def _announced(page: Any, here: Any, hits: list[tuple[int, int]]) -> Iterator[Match]:
    text = here.text
    index = here.index
    length = len(text.rstrip())
    for close, which in hits:
        low = max(0, close - 24)
        head = text[low:close]
        if _CLOSES[which] == "，即" or not _UNIT.search(head):
            continue
        match = _ANNOUNCED.search(head)
        if match is None or _NOT_ALL.search(match["what"]):
            continue
        start, end = low + match.start("number"), low + match.end("what")
        before = text[max(text.rfind("。", 0, start), text.rfind("；", 0, start)) + 1 : start]
        if _NOT_ALL.search(before[-4:]) or (
            text[close] == "。"
            and not _FOLLOWING.search(before)
            and (text[close - 1] != "”" or match["unit"] == "方面")
        ):
            continue
        number = _value(match["number"])
        if close + 1 < length:
            places = _inside(page, index, close + 1, number)
        else:
            places = _below(page, index)
        others = {_value(other) for other in _OTHERS.findall(before)}
        # 三个方面11项工作: either may be the list.
        if len(places) >= 2 and len(places) != number and len(places) not in others:
            yield _match(here, start, end, number, len(places), places)
    last = 0
    for close, _ in hits:
        # 三个坚持： and “三个坚持”：
        at = next((at for at in (close - 5, close - 4) if text[at + 1 : at + 2] == "个"), -1)
        match = _SET.match(text, at) if at >= last and text[at] in _SET_NUMERALS else None
        if match is None:
            continue
        last = match.end()
        number, word = _value(match["number"]), match["word"]
        listed = match["list"]
        items = _begun(listed, word)
        parts = [part for part in _MARKS.split(listed) if part]
        if len(items) >= 2 and len(items) == len(parts) and len(items) != number:
            low = match.start("list")
            places = [here.at(low + at, low + at + len(word)) for at in items]
            yield _match(here, match.start("number"), match.end("word"), number, len(items), places)


def _inside(page: Any, index: int, start: int, number: int) -> list[tuple[int, int]]:
    """Where the items that begin right at an offset stand: one, two, three … of one kind.

    They may go on in the paragraphs below, up to the next heading. [] where they cannot be counted,
    or where those of the first sentence are as many as announced.
    """
    here = page.paragraphs[index]
    text = here.text
    while text[start : start + 1] in (" ", "\u3000"):
        start += 1
    for pattern in _KINDS:
        first = pattern.match(text, start)
        if first is None or _value(first.group(1)) != 1:
            continue
        places = [here.at(first.start(), first.end())]
        at = first.end()
        stop = text.find("。", at)
        if stop >= 0 and len(_counted(here, pattern, list(places), at, stop)) == number:
            # 一是甲；二是乙。: what counts on behind the stop may belong to another list.
            return []
        for paragraph in page.paragraphs[index : index + 800]:
            if paragraph is not here and _HEADING.match(paragraph.text):
                # （二） below goes on with what （一） began on the line itself.
                if pattern is not _KINDS[3] or paragraph.text.lstrip(" \u3000")[0] not in "（(":
                    break
            for found in pattern.finditer(paragraph.text, at):
                order = _value(found.group(1))
                if order == len(places) + 1:
                    places.append(paragraph.at(found.start(), found.end()))
                elif order == 1:
                    return places
                elif order > len(places) + 1:
                    # An item is missing: a matter of numbering, and nothing can be counted.
                    return []
            at = 0
        return places
    return []


def _counted(
    here: Any, pattern: Any, places: list[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int]]:
    """The places with the second and further items of ``[start, end)`` added; [] where one is missing."""
    for found in pattern.finditer(here.text, start, end):
        number = _value(found.group(1))
        if number == len(places) + 1:
            places.append(here.at(found.start(), found.end()))
        elif number > len(places) + 1:
            return []
    return places


def _below(page: Any, index: int) -> list[tuple[int, int]]:
    """Where the paragraphs below begin that are items: one, two, three … of one kind."""
    places: list[tuple[int, int]] = []
    kind = ""
    others = 0
    for here in page.paragraphs[index + 1 : index + 800]:
        head = _HEADED.match(here.text)
        if head is None:
            if not here.text.strip():
                continue
            if not kind or _FIRST_LEVEL.match(here.text):
                break
            others += 1
            continue
        name = head.lastgroup or ""
        number = _value(head.group(name))
        if not kind:
            if number != 1:
                break
            kind = name
        elif name != kind:
            others += 1
            continue
        elif number == 1:
            break
        if number != len(places) + 1:
            return []
        # Loose paragraphs after 一是 may be the next thing altogether.
        if others and kind in "是第" and others > 3 * len(places):
            return []
        places.append(here.at(head.start(), head.end()))
    return places


def _listed(here: Any, commas: list[int]) -> Iterator[Match]:
    """The lists of a paragraph whose last item begins behind one of the ``commas``."""
    text = here.text
    last = 0
    for comma in commas:
        match = _LISTED.match(text, comma) if comma >= last else None
        if match is None:
            continue
        last = match.end()
        number = _value(match["number"])
        if number < 2:
            continue
        low = comma - _BACK.match(text[max(0, comma - 200) : comma][::-1]).end()
        count = text.count("、", low, comma) + 2
        etc = match["etc"]
        # As many as there are said to be; items that are joined are only fewer. Most lists are so.
        if number == count or (etc and number > count):
            continue
        if count == 2 and (not match["what"] or match["what"][0] not in _PLACES):
            # Of two things only places are counted, 东镇、西镇3个镇.
            continue
        stop = match.end("last")
        if text.find("等", low, stop) >= 0:
            continue
        items = text[low:stop].split("、")
        if "" in items:
            continue
        if _JOINED.search(text, low, stop):
            joined = [order for order, item in enumerate(items) if _JOINED.search(item)]
            # 甲和乙、丙: two or three; only too small a number is surely wrong.
            low += sum(len(item) + 1 for item in items[: joined[-1]])
            items = items[joined[-1] :]
            if number >= len(items):
                continue
        if etc:
            wrong = len(items) > number and not loose(items)
        else:
            wrong = len(items) != number and miscounted(items, number, match, text)
        if wrong:
            places = []
            at = low
            for item in items:
                places.append(here.at(at, at + len(item)))
                at += len(item) + 1
            yield _match(here, low, match.end("unit"), number, len(items), places)
