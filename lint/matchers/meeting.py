"""``meeting``: congresses and plenary sessions, against the table of those that were held."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.numerals import hanzi_value
from ..text.patterns import Lazy, escape
from ..text.periods import years

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

_NUMERALS = "一二三四五六七八九"
# What may stand between a year and the meeting that it dates.
_YEAR = "(?:19|20)[0-9]{2}"
_WHEN = "年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?(?:至[0-9]{1,2}日)?)?，?(?:是|，|的|我们?|，?我国)?"
_HELD = "(?:召开的|举行的|胜利召开的|闭幕的|隆重召开的|我们党召开的|我们党召开)?(?:中国共产党|党的|中共)"
# A year before a meeting says when it was held only where what follows says so too.
_TALE = "(?=胜利|隆重|顺利|召开|开幕|闭幕|举行|在北京|作出|提出|通过|审议|选举|报告提出|总结|确立|[，。；：、”）)])"
_LATER = "(?!(?:胜利|隆重|顺利)?(?:召开|举行|闭幕)?(?:以来|之后|以后|后|精神|决策|决定|部署|报告精神|代表|要求))"
_ALONE = "(?!召开(?:以来|之后|后|[0-9一二三四五两]周年))"
# What stands between the meetings of a list, and what characters a list is written with.
_BETWEEN = "(?:党的|中共|全会|精神|、|，|和|及|以及|与|暨)*"
_GAP = Lazy(_BETWEEN)
_SESSION = "中(?:全会|全体会议)?"
_LIST = f"[党的中共全会精神、，和及以与暨大届历次体议十百{_NUMERALS}]*?"
# One session and an earlier one, which may follow its number.
_BACK = "(?:" + "|".join(
    f"{numeral}{_SESSION}{_BETWEEN}(?:{{number}}届)?[{_NUMERALS[:place]}]中" for place, numeral in enumerate(_NUMERALS) if place
) + ")"  # fmt: skip

# What names a congress, behind its number, and what the sessions of one.
_KINDS = ("大", "次全国代表大会", "届")


class Congress:
    """One congress: ``number`` in hanzi (``十九``), ``held`` (``2017-10``), and when its ``plenums`` were held.

    ``ended`` is false while further plenary sessions may come.
    """

    number: str
    held: str | int
    plenums: list[str | int]
    source: str
    ended: bool = True


class Meeting(Matcher):
    """Finds meetings of ``data`` that never were or are dated wrongly.

    A congress that is said to hold a plenary session (``十九大六中全会``, for
    ``十九届六中全会``), a session beyond the last, a year beside a meeting
    that is not the year in which it was held, and meetings in a list that are
    not listed by time.
    """

    declares: ClassVar[tuple[str, ...]] = ("expected", "fault", "source")
    records: ClassVar[dict[str, type]] = {"congresses": Congress}

    data: str | dict[str, Any]

    @classmethod
    def flaw(cls, section: str, record: dict[str, Any]) -> str:
        if hanzi_value(record["number"]) is None:
            return f"number“{record['number']}”应写成汉字数字，如 十九"
        try:
            for held in (record["held"], *record["plenums"]):
                years(held, "")
        except ValueError as error:
            return str(error).replace("since", "时间")
        order = [str(held) for held in (record["held"], *record["plenums"])]
        return "" if order == sorted(order) else f"“{record['number']}大”的会议时间应由先到后"

    def prepare(self) -> None:
        records = self.data["congresses"] if isinstance(self.data, dict) else []
        self._congresses = {record["number"]: record for record in records}
        numbers = "|".join(sorted(map(escape, self._congresses), key=len, reverse=True)) or "(?!)"
        name = f"(?P<name>(?P<number>{numbers})(?:大|次全国代表大会|届(?P<plenum>[{_NUMERALS}])中全会))"
        self._wrong = Lazy(f"(?P<number>{numbers})(?P<at>大|次全国代表大会)(?P<plenum>[{_NUMERALS}])中(?:全会|全体会议)")
        self._beyond = Lazy(f"(?P<number>{numbers})届(?P<plenum>[{_NUMERALS}十]|十[{_NUMERALS}])中全会")
        self._before = Lazy(f"(?P<year>{_YEAR}){_WHEN}{_HELD}{name}{_LATER}{_ALONE}{_TALE}")
        self._behind = Lazy(f"{name}[（(](?P<year>(?:19|20)[0-9]{{2}})年?(?:[0-9]{{1,2}}月)?(?:召开|举行)?[）)]")

        self._told = Lazy(
            f"{name}(?:于|在)(?P<year>(?:19|20)[0-9]{{2}})年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?(?:在北京)?(?:胜利|隆重|顺利)?(?:召开|举行|开幕|闭幕)"
        )
        self._listed = Lazy(
            f"(?P<number>{numbers})(?P<kind>大(?!常|代|报|届|城|区|队|道)|届历次(?:全会|全体会议)|届(?=[{_NUMERALS}]中))|(?P<plenum>[{_NUMERALS}]){_SESSION}"
        )

    def gate(self) -> Sequence[str]:
        strings = []
        for number in self._congresses:
            strings += [f"{number}{kind}" for kind in _KINDS]
        return strings

    def guards(self) -> Sequence[Guard | None]:
        found: list[Guard | None] = []
        for number, record in self._congresses.items():
            value = hanzi_value(number) or 0
            earlier = "|".join(other for other in self._congresses if (hanzi_value(other) or 0) < value) or "(?!)"
            # A list that goes on with an earlier meeting.
            listed = f"{_LIST}(?:(?:{earlier})[大届]|{number}(?:大|届历次)|{_BACK.format(number=number)})"
            for kind in _KINDS:
                if kind != "届":
                    year = self._held(record, None)
                    dated = f"[（(于在](?!{year}){_YEAR}|(?<={_YEAR}(?<!{year}){_WHEN}{_HELD}{number}{kind}){_LATER}{_ALONE}{_TALE}"
                    wrong = f"[{_NUMERALS}]中全"
                else:
                    sessions = [_hanzi(place) for place in range(1, len(record["plenums"]) + 1)]
                    dated = f"[{_NUMERALS}]中全会(?:[（(于在]{_YEAR}|{_LATER}{_ALONE}{_TALE}(?<={_YEAR}{_WHEN}{_HELD}{number}届.中全会))"
                    wrong = f"(?!(?:{'|'.join(sessions) or '(?!)'})中)[{_NUMERALS}十]{{1,2}}中全会" if record["ended"] else "(?!)"
                found.append((f"{number}{kind}(?:{wrong}|{dated}|{listed})", 0, 0))
        return found

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if "中全" in text:
            for found in self._wrong.finditer(text):
                record = self._congresses[found["number"]]
                expected = f"{found['number']}届{found['plenum']}中全会"
                yield self._match(record, found.span(), f"届次有误，应为“{expected}”", expected)
            for found in self._beyond.finditer(text):
                record = self._congresses[found["number"]]
                sessions = len(record["plenums"])
                plenum = hanzi_value(found["plenum"]) or 0
                if record["ended"] and plenum > sessions:
                    fault = f"{found['number']}届中央委员会共召开{sessions}次全会"
                    yield self._match(record, found.span(), fault, "")
            yield from self._disorder(text)
        elif "历次全" in text:
            yield from self._disorder(text)
        if "年" not in text:
            return
        for pattern in (self._before, self._behind, self._told):
            for found in pattern.finditer(text):
                record = self._congresses[found["number"]]
                held = self._held(record, found["plenum"])
                if held and found["year"] != held:
                    fault = f"与召开时间不符，{found['name']}于{held}年召开"
                    yield self._match(record, found.span(), fault, "")

    def _disorder(self, text: str) -> Iterator[Match]:
        """Lists of meetings that are not in the order in which they were held."""
        chain: list[tuple[int, int, int, int]] = []
        number = end = 0
        for found in self._listed.finditer(text):
            gap = text[end : found.start()]
            if chain and _GAP.fullmatch(gap) is None:
                yield from self._descent(text, chain)
                chain = []
            if found["number"]:
                number = hanzi_value(found["number"]) or 0
            elif not chain:
                continue
            end = found.end()
            if found["plenum"]:
                chain.append((number, hanzi_value(found["plenum"]) or 0, found.start(), end))
            elif found["kind"] != "届":
                chain.append((number, int("历次" in found["kind"]), found.start(), end))
            elif not chain:
                chain.append((number, 0, found.start(), end))
        yield from self._descent(text, chain)

    def _descent(self, text: str, chain: list[tuple[int, int, int, int]]) -> Iterator[Match]:
        for one, other in zip(chain, chain[1:], strict=False):
            if other[:2] < one[:2]:
                values: dict[str, object] = {"fault": "次序有误，应按会议时间先后排列", "expected": "", "source": ""}
                yield Match(one[2], other[3], values)
                return

    def _held(self, record: dict[str, Any], plenum: str | None) -> str:
        """The year in which a congress or one of its sessions was held, "" where the table does not say."""
        if plenum is None:
            return str(record["held"])[:4]
        number = hanzi_value(plenum) or 0
        plenums = record["plenums"]
        return str(plenums[number - 1])[:4] if 0 < number <= len(plenums) else ""

    def _match(self, record: dict[str, Any], span: tuple[int, int], fault: str, expected: str) -> Match:
        values: dict[str, object] = {"fault": fault, "expected": expected, "source": record["source"]}
        return Match(*span, values, expected or None)


def _hanzi(number: int) -> str:
    """A number below twenty in hanzi."""
    tens, ones = divmod(number, 10)
    return "十" * tens + (_NUMERALS[ones - 1] if ones else "")
