"""The engine: one pass over a document finds which rules can fire where, then they look there.

An automaton finds the strings without which a rule cannot match; only rules
whose strings stand in a paragraph read it, and rules that need the whole
document, which come after, are left out where none of theirs stands in it.
Matches stay tuples until they are known to be shown.
"""

from __future__ import annotations

from itertools import accumulate

from .core.finding import Failure
from .core.rule import SEVERITIES, rank
from .core.rule import Choice as Choice
from .outcome import findings_of, yielded
from .text.facts import is_chinese
from .text.flat import joined
from .text.reading import Reading
from .text.views import VIEWS, View, holding, uneven_of, without
from .text.zones import covers, may_stand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from .catalog.table import RuleSet
    from .core.document import Document
    from .core.finding import Finding
    from .core.matcher import Match
    from .core.rule import Rule
    from .outcome import Raw
    from .text.reading import Paragraph

    # A paragraph, and where in it which strings of a rule start.
    Called = tuple[Paragraph, list[tuple[int, int]]]
    # For each kind of view the paragraphs that have one, by index, with where in it strings of which rule stand.
    Views = dict[str, dict[int, tuple[Paragraph, View, dict[int, list[tuple[int, int]]]]]]

# As many characters are searched in one go: a call has its price, and so has a long list of hits.
_BLOCK = 32768


def lint(
    document: Document,
    rules: RuleSet,
    choice: Choice,
    vocabulary: frozenset[str] = frozenset(),
) -> tuple[list[Finding], list[Failure]]:
    """All findings in a document, sorted by place and rule, and the rules that failed on it.

    A document that is not Chinese has none.
    """
    return finish(begin(document, rules, choice, vocabulary))


def begin(
    document: Document,
    rules: RuleSet,
    choice: Choice,
    vocabulary: frozenset[str] = frozenset(),
) -> Scan | None:
    """A document on its way, its first surveys done: those of several documents in a row take less time than one by one."""
    if not is_chinese(document.text):
        return None
    scan = Scan(Reading(document, vocabulary), rules, choice)
    scan.surveys(rules.surveys[: rules.early])
    return scan


def finish(scan: Scan | None) -> tuple[list[Finding], list[Failure]]:
    """What ``lint`` gives, for a document that was begun."""
    if scan is None:
        return [], []
    rules = scan.rules
    scan.paragraphs()
    scan.surveys(rules.surveys[rules.early :])
    kept = yielded(scan.found, rules)
    return findings_of(scan.page, rules, kept), scan.failures


class Scan:
    """One document on its way through the rules."""

    def __init__(self, page: Reading, rules: RuleSet, choice: Choice) -> None:
        document = page.document
        self.page = page
        self.rules = rules
        self.severities = choice.severities
        self.found: list[Raw] = []
        self.failures: list[Failure] = []
        #: For each rule for whole documents where its strings stand: paragraphs and places, or in a long document, where
        #: they are many, nothing but numbers: index of the paragraph, start, index of the string.
        self.called: dict[int, list[Called]] | dict[int, list[int]] = {}
        self.active = active = list(choice.active)
        for number in rules.conditional:
            active[number] = active[number] and self._holds(rules.rules[number])
        if document.without:
            for number, rule in enumerate(rules.rules):
                active[number] = active[number] and rule.category not in document.without

    def _holds(self, rule: Rule) -> bool:
        """Whether the document's facts meet the rule's conditions."""
        when = rule.when
        formats = when.get("format")
        if formats and self.page.document.format not in formats:
            return False
        if not when.keys() - {"format"}:
            return True
        facts = self.page.facts
        return not (
            ("since" in when and facts.year < when["since"])
            or ("until" in when and facts.year > when["until"])
            or ("genre" in when and facts.genre not in when["genre"])
            or ("masked" in when and facts.masks < when["masked"])
        )

    def paragraphs(self) -> None:
        """Run every rule that reads single paragraphs."""
        rules = self.rules
        gated, called_by, large = rules.gated, rules.gates.called, self.page.large
        viewed, always, asked, modes = rules.plan(bytes(self.active))
        for block in _blocks(self.page.paragraphs):
            # Paragraphs are searched many at a time: a call costs as much as a hundred characters.
            text, starts = joined(self.page, block)
            views = self._views(block, text, starts, viewed, asked) if viewed else {}
            for number, called in called_by(text, block, starts, modes).items():
                if number in gated:
                    kept: list[Any] = self.called.setdefault(number, [])
                    if not large:
                        kept += called
                        continue
                    for here, own in called:
                        for start, index in own:
                            kept += here.index, start, index
                    continue
                made = views.get(rules.rules[number].view)
                if made is not None:
                    called = [one for one in called if one[0].index not in made]
                self._read(number, called)
            for number in always:
                made = views.get(rules.rules[number].view, {})
                self._read(number, [(here, []) for here in block if here.index not in made])
            for number in viewed:
                for here, view, owned in views.get(rules.rules[number].view, {}).values():
                    if number in owned or number in always:
                        self._read(number, [(here, sorted(owned.get(number, ())))], view)

    def _views(self, block: list[Paragraph], text: str, starts: list[int], viewed: Iterable[int], modes: bytes) -> Views:
        """The views that the rules ``viewed`` ask for of paragraphs; ``modes`` say which these are.

        ``text`` is their text, joined, and ``starts`` where each starts in it.
        """
        known = uneven_of(self.page)
        uneven = holding(block, text, starts) if known is None else [here for here in block if here.index in known]
        if not uneven:
            return {}
        views: Views = {}
        for name in {self.rules.rules[number].view for number in viewed}:
            left_out = VIEWS[name]
            parts = without(left_out, uneven, known)
            changed = [(here, part) for here, part in zip(uneven, parts, strict=True) if len(part) != len(here.text)]
            if not changed:
                continue
            made = views[name] = {here.index: (here, View(part, here.text, left_out), {}) for here, part in changed}
            joined = "\n".join([part for _, part in changed])
            places = list(accumulate([len(part) + 1 for _, part in changed], initial=0))
            for number, called in self.rules.gates.called(joined, [here for here, _ in changed], places, modes).items():
                for here, own in called:
                    made[here.index][2][number] = own
        return views

    def _read(
        self,
        number: int,
        called: Iterable[Called],
        view: View | None = None,
    ) -> None:
        """Run one rule on paragraphs, each with where its strings stand, or on the view of one."""
        rule = self.rules.rules[number]
        scope, page = rule.scope, self.page
        find = None
        for here, hits in called:
            if scope and here.kind not in scope:
                continue
            try:
                if find is None:
                    find = self.rules.matcher(number).find
                for match in find(here.text if view is None else view.text, hits, here, page):
                    start, end = match.start, match.end
                    if view is not None:
                        start, end = view.map.hull(start, end)
                    self._keep(number, rule, match, start, end, here)
            except Exception as error:  # a rule's fault must not stop the others
                self._fail(rule, error)

    def surveys(self, numbers: Iterable[int]) -> None:
        """Run rules that need the whole document."""
        turn = 0  # Before any, what single paragraphs needed is given up.
        active, gated, page, large = self.active, self.rules.gated, self.page, self.page.large
        matcher_of = self.rules.matcher
        for number in numbers:
            # Nobody asks for them again, and in a long document they are many.
            called: Any = self.called.pop(number, None)
            if not active[number] or (called is None and number in gated):
                continue
            rule = self.rules.rules[number]
            page.called = self._called(called or ()) if large else called or []
            try:
                matcher = matcher_of(number)
                if large:
                    self.rules.rest()
                    if matcher.turn > turn:
                        turn = matcher.turn
                        page.spare()
                for match in matcher.survey(page):
                    here = match.here
                    if here is not None:
                        if not rule.scope or here.kind in rule.scope:
                            self._keep(number, rule, match, match.start, match.end, here)
                        continue
                    here = page.paragraph_at(match.start)
                    within = here.within(match.start, match.end) if here is not None else None
                    if here is not None and within is not None:
                        self._keep(number, rule, match, *within, here)
                        continue
                    severity = self.severities[number]
                    self.found.append((match.start, match.end, number, severity, match, here, -1, -1))
            except Exception as error:
                self._fail(rule, error)

    def _called(self, flat: Sequence[int]) -> list[Called]:
        """The paragraphs in which strings stand, and where."""
        called: list[Called] = []
        last = -1
        for index, start, string in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            if index != last:
                own: list[tuple[int, int]] = []
                called.append((self.page.paragraphs[index], own))
                last = index
            own.append((start, string))
        return called

    def _keep(
        self, number: int, rule: Rule, match: Match, start: int, end: int, here: Paragraph
    ) -> None:
        """Take a match at paragraph offsets, unless it stands in a zone the rule keeps out of."""
        severity = self.severities[number]
        if (rule.skip or rule.quoted) and may_stand(here.text, start):
            zones = self.page.zones(here)
            if rule.skip and covers(zones, start, end, rule.skip):
                return
            if rule.quoted and covers(zones, start, end, ("quotation",)):
                severity = SEVERITIES[max(0, rank(severity) - 1)]
        low, high = here.at(start, end)
        self.found.append((low, high, number, severity, match, here, start, end))

    def _fail(self, rule: Rule, error: Exception) -> None:
        self.failures.append(
            Failure(
                self.page.document.path,
                "rule",
                f"规则 {rule.id} 在这份文稿上出错，已跳过：{type(error).__name__}: {error}",
            )
        )


def _blocks(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs but code, in runs of some thousand characters."""
    block: list[Paragraph] = []
    size = 0
    for here in paragraphs:
        if here.kind == "code":
            continue
        block.append(here)
        size += here.end - here.start
        if size > _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
