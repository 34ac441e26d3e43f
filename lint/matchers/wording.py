"""``wording``: names and phrases that are wrong, always or since a certain time, and names out of order."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Search, compile_pattern, kept
from ..text.periods import year_at, years
from ..text.series import Order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

# How far around a match its excuse is looked for.
_AROUND = 16
_OLD = 2010


class Wrong:
    """One wording that should not stand.

    ``wrong`` is a pattern whose group ``at``, where there is one, is the place;
    ``right`` what stands there instead, empty where only a person can say;
    ``note`` what a reader should know. ``unless`` is a pattern that excuses it
    within sixteen characters. ``since`` and ``until``: it is wrong in texts of these years, or
    where its sentence names one of them; without either it is wrong in any.
    ``source`` goes into the message. ``needs`` lists strings one of which
    stands wherever ``wrong`` matches; where the strings that are worked out
    from the pattern stand in every text (``习近平``), longer ones save time.
    """

    wrong: str
    source: str
    right: str = ""
    note: str = ""
    unless: str = ""
    needs: list[str] = []
    since: str | int = ""
    until: str | int = ""


class Line:
    """Names in the order in which they are listed, other wordings of one behind ``|``."""

    name: str
    members: list[str]
    source: str


class Wording(Matcher):
    """Finds the wordings of ``data``, a file beside the rule with ``wordings`` and ``orders``.

    A name of ``orders`` that follows a later one of the same list is reported,
    both names and what joins them.
    """

    declares: ClassVar[tuple[str, ...]] = ("right", "advice", "note", "source")
    records: ClassVar[dict[str, type]] = {"wordings": Wrong, "orders": Line}

    data: str | dict[str, Any]

    @classmethod
    def flaw(cls, section: str, record: dict[str, Any]) -> str:
        if section == "orders":
            return "" if len(record["members"]) > 1 else f"“{record['name']}”至少要有两个名称"
        try:
            years(record["since"], record["until"])
            search = _search(record)
            if record["unless"]:
                compile_pattern(record["unless"])
        except ValueError as error:
            return str(error)
        if not search.needs:
            return f"“{record['wrong']}”没有必定出现的字"
        return ""

    def prepare(self) -> None:
        data: dict[str, Any] = self.data if isinstance(self.data, dict) else {"wordings": [], "orders": []}
        self._wordings = data["wordings"]
        self._lists = data["orders"]
        # Of hundreds of records a document calls a few.
        self._made: dict[int, tuple[Search, Any, tuple[int, int]]] = {}
        self._orders: dict[int, Order] = {}
        key = ["wording"]
        for record in self._wordings:
            key += (record["wrong"], *record["needs"])
        for record in self._lists:
            key += ("", *record["members"])
        self._strings: list[str]
        self._means: list[list[int]]
        self._strings, self._means = kept("\0".join(key), self._called)

    def _called(self) -> tuple[list[str], list[list[int]]]:
        """The strings of the gate, and for each the numbers of the wordings, then orders, that need it."""
        means: dict[str, list[int]] = {}
        needs = [_search(record).needs or [] for record in self._wordings]
        needs += [Order(record["members"]).names for record in self._lists]
        for number, strings in enumerate(needs):
            for string in strings:
                means.setdefault(string, []).append(number)
        return list(means), list(means.values())

    def foresee(self) -> None:
        for record in self._wordings:
            _search(record)
            if record["unless"]:
                compile_pattern(record["unless"])
            years(record["since"], record["until"])

    def gate(self) -> Sequence[str]:
        return self._strings

    def guards(self) -> Sequence[Guard | None]:
        from ..text.guards import around, either

        def guard(number: int, string: str) -> Guard | None:
            if number >= len(self._wordings):
                return Order(self._lists[number - len(self._wordings)]["members"]).guard(string)
            search = _search(self._wordings[number])
            return around(search)[(search.needs or []).index(string)]

        return [
            either([guard(number, string) for number in numbers])
            for string, numbers in zip(self._strings, self._means, strict=True)
        ]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        places: dict[int, list[int]] = {}
        for start, index in hits:
            for number in self._means[index]:
                places.setdefault(number, []).append(start)
        taken: set[int] = set()
        for number in sorted(places):
            if number < len(self._wordings):
                found = self._wrong(number, text, sorted(places[number]), page)
            else:
                found = self._disorder(number - len(self._wordings), text, sorted(places[number]))
            for match in found:
                if match.start not in taken and match.end - 1 not in taken:
                    taken.update(range(match.start, match.end))
                    yield match

    def _wrong(self, number: int, text: str, places: list[int], page: Any) -> Iterator[Match]:
        record = self._wordings[number]
        made = self._made.get(number)
        if made is None:
            unless = compile_pattern(record["unless"]) if record["unless"] else None
            made = self._made[number] = _search(record), unless, years(record["since"], record["until"])
        search, unless, period = made
        for found in search.finditer(text, places):
            start, end = found.span("at") if "at" in search.regex.groupindex else found.span()
            if start < 0 or start == end:
                continue
            if unless is not None and unless.search(text, max(0, found.start() - _AROUND), found.end() + _AROUND):
                continue
            if not _valid(period, text, start, page):
                continue
            right = found.expand(record["right"]) if record["right"] else ""
            advice = f"应为“{right}”" if right else record["note"]
            if right and record["note"]:
                advice += f"（{record['note']}）"
            values: dict[str, object] = {
                "right": right,
                "advice": advice,
                "note": record["note"],
                "source": record["source"],
            }
            yield Match(start, end, values, right or None)

    def _disorder(self, number: int, text: str, places: list[int]) -> Iterator[Match]:
        record = self._lists[number]
        order = self._orders.get(number)
        if order is None:
            order = self._orders[number] = Order(record["members"])
        for start, end, right in order.breaks(text, places):
            values: dict[str, object] = {
                "right": right,
                "advice": f"按通行次序应为“{right}”",
                "note": record["name"],
                "source": record["source"],
            }
            yield Match(start, end, values, right)


def _valid(period: tuple[int, int], text: str, start: int, page: Any) -> bool:
    """Whether the text speaks of a year within the period."""
    low, high = period
    if period == (0, 9999):
        return True
    year = year_at(text, start, page.facts.year)
    # A text that names no year may be any but an old one.
    return low <= year <= high if year else low <= _OLD and high == 9999


def _search(record: dict[str, Any]) -> Search:
    return Search(record["wrong"], record["needs"] or None)
