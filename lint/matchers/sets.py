"""``sets``: fixed groups of expressions, in their number, order and wording."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import kept
from ..text.periods import years
from ..text.series import Clauses, Series, verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

    from ..core.matcher import Guard

# How far before its name the members of a group are looked for, and behind it.
_BEFORE, _AFTER = 90, 240
_MANY = 5
_BESIDE = frozenset("、，和与及；“")


class Record:
    """One fixed group.

    ``members`` in their order, other accepted wordings of one behind ``|``.
    ``head`` and ``tail`` are what every member carries and may leave off
    (``意识``, ``稳``). ``also`` lists other names of the group, ``misnomers``
    wrong ones. ``variants`` are other orders that are accepted, as lists of the
    members. ``clauses``: the members are parts of sentences and not items of a
    list. ``run: false``: the members are looked at only beside the name;
    ``whole: false``: a run of members without the name may leave some out.
    """

    name: str
    members: list[str]
    source: str
    also: list[str] = []
    misnomers: list[str] = []
    head: str = ""
    tail: str = ""
    variants: list[list[str]] = []
    clauses: bool = False
    run: bool = True
    whole: bool = True
    since: str | int = ""
    until: str | int = ""


class Sets(Matcher):
    """Finds fixed groups of expressions that are written out wrongly.

    ``data`` is a file of ``sets`` beside the rule. A group is looked at where
    its members follow its name (``名：成员、成员…``), stand before it
    (``成员…的“名”``), or stand in a run that holds all of its members but one.
    Groups of one name with other periods take each other's place by the year of
    the text.
    """

    declares: ClassVar[tuple[str, ...]] = ("name", "expected", "fault", "source")
    records: ClassVar[dict[str, type]] = {"sets": Record}

    data: str | dict[str, Any]

    @classmethod
    def flaw(cls, section: str, record: dict[str, Any]) -> str:
        try:
            years(record["since"], record["until"])
        except ValueError as error:
            return str(error)
        members = [form for member in record["members"] for form in member.split("|")]
        if len(record["members"]) < 2 or not all(members):
            return f"“{record['name']}”至少要有两个成员，且不能为空"
        if len(set(members)) < len(members):
            return f"“{record['name']}”的成员有重复"
        first = [member.split("|")[0] for member in record["members"]]
        for variant in record["variants"]:
            if sorted(variant) != sorted(first):
                return f"“{record['name']}”的 variants 应由同样的成员组成"
        return ""

    def prepare(self) -> None:
        self._groups: list[dict[str, Any]] = []
        self._periods: dict[int, tuple[int, int]] = {}
        self._series: dict[int, Series | Clauses] = {}
        self._strings: list[str] = []
        # For each string of the gate: which group, and whether it is its name (1), a member (2) or wrong (3).
        self._means: list[list[tuple[int, int]]] = []
        if not isinstance(self.data, dict):
            return
        self._groups = self.data["sets"]
        key = ["sets"]
        for group in self._groups:
            key += (group["name"], *group["also"], "", *group["misnomers"], "", *group["members"], "")
            key += (group["head"], group["tail"], str(group["run"]))
        self._strings, self._means, self._rivals = kept("\0".join(key), self._called)

    def _called(self) -> tuple[list[str], list[list[tuple[int, int]]], list[list[int]]]:
        """The strings of the gate, what each means, and for each group those of the same name."""
        means: dict[str, list[tuple[int, int]]] = {}
        for number, group in enumerate(self._groups):
            strings = [(name, 1) for name in (group["name"], *group["also"])]
            strings += [(name, 3) for name in group["misnomers"]]
            if group["run"]:
                # All members but one stand in a run that is looked at, so any two of them will do; but of
                # those that share a tail only one may carry it.
                members = group["members"]
                few = len(members) >= _MANY and not group["tail"]
                some = [members[0], members[-1]] if few else members
                strings += [
                    (group["head"] + form + group["tail"], 2) for member in some for form in member.split("|")
                ]
            for string, meaning in strings:
                means.setdefault(string, []).append((number, meaning))
        named: dict[str, list[int]] = {}
        for number, group in enumerate(self._groups):
            named.setdefault(group["name"], []).append(number)
        return list(means), list(means.values()), [named[group["name"]] for group in self._groups]

    def foresee(self) -> None:
        for number in range(len(self._groups)):
            self._period(number)

    def _period(self, number: int) -> tuple[int, int]:
        """The first and the last year of a group."""
        period = self._periods.get(number)
        if period is None:
            group = self._groups[number]
            period = self._periods[number] = years(group["since"], group["until"])
        return period

    def gate(self) -> Sequence[str]:
        # Asked for when the rule table is made: what the readers compile is kept in it.
        for number in range(len(self._groups)):
            self._reader(number)
        return self._strings

    def guards(self) -> Sequence[Guard | None]:
        from ..text.expansions import listed, named

        def patterns(index: int) -> list[str]:
            """What may match at a string, by what it means; nothing where it is wrong by itself."""
            found = []
            for number, what in self._means[index]:
                reader, group = self._reader(number), self._groups[number]
                if what == 3:
                    return []
                if what == 1:
                    found.append(named(reader, [group["name"], *group["also"]]))
                else:
                    whole = not (group["head"] or group["tail"] or len(group["members"]) >= _MANY)
                    found.append(listed(reader, whole))
            return found

        either = ["|".join(patterns(index)) for index in range(len(self._strings))]
        return [(pattern, 0, 0) if pattern else None for pattern in either]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        taken: set[int] = set()
        judged: set[tuple[int, int, int]] = set()
        last: dict[int, int] = {}
        found: list[Match] = []
        for meaning in (1, 3, 2):
            for start, index in hits:
                for number, what in self._means[index]:
                    if what != meaning:
                        continue
                    end = start + len(self._strings[index])
                    if meaning == 3:
                        found.append(self._misnomer(number, start, end))
                        continue
                    if meaning == 2 and (
                        start < last.get(number, 0) or not _listed(text, start, end)
                    ):
                        continue
                    for run in self._runs(number, text, start, end, meaning):
                        last[number] = max(last.get(number, 0), run.end)
                        key = (number, run.start, run.end)
                        if key in judged or run.start in taken or run.end - 1 in taken:
                            continue
                        judged.add(key)
                        match = self._judged(number, text, run, meaning == 1, page)
                        if match is not None:
                            taken.update(range(run.start, run.end))
                            found.append(match)
        yield from sorted(found, key=lambda match: match.start)

    def _misnomer(self, number: int, start: int, end: int) -> Match:
        group = self._groups[number]
        values: dict[str, object] = {
            "name": group["name"],
            "expected": group["name"],
            "fault": "名称有误",
            "source": group["source"],
        }
        return Match(start, end, values, group["name"])

    def _reader(self, number: int) -> Series | Clauses:
        reader = self._series.get(number)
        if reader is None:
            group = self._groups[number]
            make: type[Series | Clauses] = Clauses if group["clauses"] else Series
            names = [group["name"], *group["also"]]
            reader = self._series[number] = make(group["members"], group["head"], group["tail"], names)
        return reader

    def _runs(self, number: int, text: str, start: int, end: int, meaning: int) -> Iterator[Any]:
        reader = self._reader(number)
        if meaning == 2:
            run = reader.around(text, start)
            if run is not None:
                yield run
            return
        run = reader.behind(text, end, min(len(text), end + _AFTER))
        if run is None:
            run = reader.before(text, max(0, start - _BEFORE), start)
        if run is not None:
            yield run

    def _judged(self, number: int, text: str, run: Any, named: bool, page: Any) -> Match | None:
        """What is wrong with a run, unless some form of the group that the year allows accepts it."""
        year = page.facts.year
        group = self._groups[number]
        rivals = self._rivals[number]
        valid = [n for n in rivals if self._holds(n, year)]
        # A text older than the group can mean no other one.
        valid = valid or [n for n in rivals if 0 < year < self._period(n)[0]]
        if number not in valid:
            return None
        written = text[run.start : run.end]
        for other in valid:
            if other != number:
                reader = self._reader(other)
                again = reader.around(text, run.start)
                if again is not None and not self._fault(other, text, again, named, year):
                    return None
        fault = self._fault(number, text, run, named, year)
        if not fault:
            return None
        members = [member.split("|")[0] for member in group["members"]]
        expected = ("，" if group["clauses"] else "、").join(
            group["head"] + member + group["tail"] for member in members
        )
        values: dict[str, object] = {
            "name": group["name"],
            "expected": expected,
            "fault": fault,
            "source": group["source"],
        }
        return Match(run.start, run.end, values, None if written == expected else expected)

    def _holds(self, number: int, year: int) -> bool:
        low, high = self._period(number)
        return low <= year <= high if year else high == 9999

    def _fault(self, number: int, text: str, run: Any, named: bool, year: int) -> str:
        group = self._groups[number]
        first = [member.split("|")[0] for member in group["members"]]
        orders = [list(range(len(first)))]
        orders += [[first.index(member) for member in variant] for variant in group["variants"]]
        early = 0 < year < self._period(number)[0]
        shaped = bool(group["head"] or group["tail"])
        return verdict(run, len(first), orders, named, group["whole"], shaped, early)


def _listed(text: str, start: int, end: int) -> bool:
    """Whether a member stands beside a mark or word that joins the items of a list."""
    before = text[max(0, start - 1) : start]
    behind = text[end : end + 2].lstrip("”’")[:1]
    return before in _BESIDE or (behind in _BESIDE and behind != "“")
