"""The engine: one pass over a document finds which rules can fire where, then they look there.

An automaton finds the strings without which a rule cannot match; only rules
whose strings stand in a paragraph read it, and rules that need the whole
document, which come after, are left out where none of theirs stands in it.
Matches stay tuples until they are known to be shown.
"""

from __future__ import annotations

from .core.finding import Failure
from .core.rule import SEVERITIES, rank
from .core.rule import Choice as Choice
from .outcome import findings_of, yielded
from .text.facts import is_chinese
from .text.patterns import Lazy
from .text.reading import Reading
from .text.views import VIEWS
from .text.zones import covers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .catalog.table import RuleSet
    from .core.document import Document
    from .core.finding import Finding
    from .core.matcher import Match
    from .core.rule import Rule
    from .outcome import Raw
    from .text.reading import Paragraph
    from .text.views import View

    # For each rule that is called, where its strings start and which they are.
    Called = dict[int, list[tuple[int, int]]]

# Behind the last hit of a block.
_NONE = (1 << 62, 1 << 62, 0)
# As many characters are searched in one go: a call has its price, and so has a long list of hits.
_BLOCK = 32768
# What a view may change; a paragraph without any of it is its own view.
_UNEVEN = Lazy("[ \t\u00a0\u3000\u200b-\u200d\u2060\ufeff\u00ad]")


def lint(
    document: Document,
    rules: RuleSet,
    choice: Choice,
    vocabulary: frozenset[str] = frozenset(),
) -> tuple[list[Finding], list[Failure]]:
    """All findings in a document, sorted by place and rule, and the rules that failed on it.

    A document that is not Chinese has none.
    """
    if not is_chinese(document.text):
        return [], []
    page = Reading(document, vocabulary)
    scan = _Scan(page, rules, choice)
    scan.paragraphs()
    scan.surveys()
    kept = yielded(scan.found, rules)
    return findings_of(page, rules, kept), scan.failures


class _Scan:
    """One document on its way through the rules."""

    def __init__(self, page: Reading, rules: RuleSet, choice: Choice) -> None:
        document = page.document
        self.page = page
        self.rules = rules
        self.severities = choice.severities
        self.found: list[Raw] = []
        self.failures: list[Failure] = []
        #: For each rule for whole documents the paragraphs that hold its strings.
        self.called: dict[int, list[tuple[Paragraph, list[tuple[int, int]]]]] = {}
        self.active = [
            on and rule.category not in document.without and (not rule.when or self._holds(rule))
            for on, rule in zip(choice.active, rules.rules, strict=True)
        ]

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
        active = self.active
        always = [number for number in rules.always if active[number]]
        gated = rules.gated
        viewed = [n for n, rule in enumerate(rules.rules) if rule.view and active[n]]
        uneven = _UNEVEN.search if viewed else None
        read = self._read
        for here, text, called in self._called():
            for number in always:
                called[number] = []
            if uneven is not None and uneven(text):
                self._views(here, viewed, called)
            for number, hits in called.items():
                if number in gated:
                    self.called.setdefault(number, []).append((here, hits))
                else:
                    read(number, text, hits, here)

    def _called(self) -> Iterator[tuple[Paragraph, str, Called]]:
        """Each paragraph but code, and the rules whose strings stand in it, with where they stand.

        Paragraphs are searched many at a time: a call costs as much as a hundred characters.
        """
        rules = self.rules
        owners, find, active = rules.owners, rules.automaton.find, self.active
        pairs = rules.pairs
        for block in _blocks(self.page.paragraphs):
            texts = [here.text for here in block]
            hits = iter(find("\n".join(texts)))
            start, end, string = next(hits, _NONE)
            at = 0
            for here, text in zip(block, texts, strict=True):
                after = at + len(text)
                called: Called = {}
                while end <= after:
                    if start >= at:
                        place = start - at
                        for number, index in owners[string]:
                            if active[number]:
                                found = called.get(number)
                                if found is None:
                                    called[number] = [(place, index)]
                                else:
                                    found.append((place, index))
                    start, end, string = next(hits, _NONE)
                at = after + 1
                for number in pairs & called.keys():
                    if len(called[number]) < 2:
                        del called[number]
                yield here, text, called

    def _views(
        self,
        here: Paragraph,
        viewed: Iterable[int],
        called: Called,
    ) -> None:
        """Let the rules that ask for a view read it instead of the paragraph."""
        made: dict[object, tuple[View, Called] | None] = {}
        for number in viewed:
            make = VIEWS[self.rules.rules[number].view]
            if make not in made:
                view = make(here.text)
                made[make] = (view, self._owned(view.text, viewed)) if view else None
            found = made[make]
            if found is None:
                continue
            view, owned = found
            called.pop(number, None)
            hits = owned.get(number, [])
            if hits or number in self.rules.always:
                self._read(number, view.text, hits, here, view.map.hull)

    def _owned(self, text: str, numbers: Iterable[int]) -> Called:
        """Where in a view the strings of these rules stand, one pass for all of them."""
        wanted = set(numbers)
        owned: Called = {}
        for start, _end, string in self.rules.automaton.find(text):
            for number, index in self.rules.owners[string]:
                if number in wanted:
                    owned.setdefault(number, []).append((start, index))
        return owned

    def _read(
        self,
        number: int,
        text: str,
        hits: list[tuple[int, int]],
        here: Paragraph,
        back: Callable[[int, int], tuple[int, int]] | None = None,
    ) -> None:
        """Run one rule on one paragraph or its view; ``back`` maps view offsets to the paragraph's."""
        rule = self.rules.rules[number]
        if rule.scope and here.kind not in rule.scope:
            return
        # Strings are found in the order of their ends.
        hits.sort()
        try:
            for match in self.rules.matcher(number).find(text, hits, here, self.page):
                start, end = match.start, match.end
                if back is not None:
                    start, end = back(start, end)
                self._keep(number, rule, match, start, end, here)
        except Exception as error:  # a rule's fault must not stop the others
            self._fail(rule, error)

    def surveys(self) -> None:
        """Run every rule that needs the whole document."""
        for number in self.rules.surveys:
            called = self.called.get(number)
            if not self.active[number] or (called is None and number in self.rules.gated):
                continue
            rule = self.rules.rules[number]
            self.page.called = called or []
            try:
                for match in self.rules.matcher(number).survey(self.page):
                    here = self.page.paragraph_at(match.start)
                    within = here.within(match.start, match.end) if here is not None else None
                    if here is not None and within is not None:
                        self._keep(number, rule, match, *within, here)
                        continue
                    severity = self.severities[number]
                    self.found.append((match.start, match.end, number, severity, match, here, -1, -1))
            except Exception as error:
                self._fail(rule, error)

    def _keep(
        self, number: int, rule: Rule, match: Match, start: int, end: int, here: Paragraph
    ) -> None:
        """Take a match at paragraph offsets, unless it stands in a zone the rule keeps out of."""
        severity = self.severities[number]
        if rule.skip or rule.quoted:
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
        size += len(here.text)
        if size > _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
