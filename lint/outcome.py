"""From matches to findings: what yields to what, messages, excerpts, fixes."""

from __future__ import annotations

from .core.finding import Finding, Fix, Related
from .core.redaction import redacted
from .core.span import Span
from .text.sentences import sentence_around
from .text.zones import covers, may_cover

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .catalog.table import RuleSet
    from .core.matcher import Match
    from .core.rule import Rule
    from .text.reading import Paragraph, Reading

    # start and end in the document, rule number, severity, match, its paragraph,
    # start and end in the paragraph (-1 where they are not known).
    Raw = tuple[int, int, int, str, Match, Paragraph | None, int, int]


# What a message is made of that goes into the output as it is.
_PLAIN = (str, int, float, type(None))


def yielded(
    found: list[Raw], rules: RuleSet
) -> list[Raw]:
    """The matches in order, without those that another rule's finding takes the place of."""
    found.sort(key=lambda raw: (raw[0], raw[1], rules.rules[raw[2]].id))
    taken: dict[str, list[tuple[int, int]]] = {}
    needed = {
        other for raw in found for other in rules.rules[raw[2]].yields_to
    }
    if needed:
        for start, end, number, *_ in found:
            rule = rules.rules[number]
            for name in (rule.id, rule.category):
                if name in needed:
                    taken.setdefault(name, []).append((start, end))
    kept = []
    seen: set[tuple[int, int, int]] = set()
    for raw in found:
        start, end, number = raw[:3]
        if (start, end, number) in seen:
            continue
        seen.add((start, end, number))
        rule = rules.rules[number]
        if any(
            low < end and start < high
            for other in rule.yields_to
            for low, high in taken.get(other, ())
        ):
            continue
        kept.append(raw)
    return kept


def findings_of(
    page: Reading,
    rules: RuleSet,
    kept: Iterable[Raw],
) -> list[Finding]:
    """The findings of the matches that are kept, in their order, private data masked in every excerpt."""
    kept = list(kept)
    if not kept:
        return []
    document, listed = page.document, rules.rules
    path, text, places = document.path, document.text, document.places
    private = [(raw[0], raw[1]) for raw in kept if listed[raw[2]].category == "privacy"]
    shown = redacted(text, private)
    counts: dict[tuple[str, str, str], int] = {}
    findings = []
    for start, end, number, severity, match, here, low, high in kept:
        rule = listed[number]
        excerpt = shown[start:end]
        values: dict[str, object] = {}
        data: dict[str, object] | None = None
        if match.values:
            values.update(match.values)
            if private:
                own = text[start:end]
                values = {name: excerpt if value == own else value for name, value in values.items()}
            data = {name: value for name, value in values.items() if isinstance(value, _PLAIN) and name != "text"}
        values["text"] = excerpt
        sentence = sentence_around(shown, start, end, here.start if here is not None else 0)
        key = (rule.id, excerpt, sentence)
        counts[key] = occurrence = counts.get(key, 0) + 1
        findings.append(
            Finding(
                path,
                rule.id,
                rule.category,
                severity,
                rule.message.format_map(values),
                Span(start, end),
                excerpt,
                sentence,
                data,
                _fix(page, rule, match, (start, end), here, (low, high), values),
                tuple([Related(Span(a, b), note) for a, b, note in match.related]) if match.related else (),
                document.location(start) if places else here.location if here is not None else None,
                redacted=bool(private) and any(a < end and start < b for a, b in private),
                occurrence=occurrence,
            )
        )
    return findings


def _fix(
    page: Reading,
    rule: Rule,
    match: Match,
    span: tuple[int, int],
    here: Paragraph | None,
    within: tuple[int, int],
    values: dict[str, object],
) -> Fix | None:
    """The fix of a match; only shown where it would touch a quotation, a title or left-out text."""
    if not rule.fix:
        return None
    edits: list[tuple[int, int, str]]
    if match.edits is not None:
        edits = sorted(match.edits)
    elif match.replacement is not None:
        edits = [(*span, match.replacement)]
    elif "replacement" in rule.fix:
        edits = [(*span, rule.fix["replacement"].format_map(values))]
    else:
        return None
    applicability = rule.fix["applicability"]
    if applicability == "safe" and match.unsafe:
        applicability = "unsafe"
    if applicability != "display" and here is not None:
        # What the view left out inside the span would be lost with it; a deletion means it to be.
        whole = span[1] - span[0] == match.end - match.start or match.replacement == ""
        known = within[0] >= 0
        if not (known or here.map is None) or (known and not whole and match.edits is None):
            applicability = "display"
        elif known and may_cover(here.text, within[0]) and covers(page.zones(here), *within, ("quotation", "title")):
            applicability = "display"
    return Fix(tuple(edits), applicability, rule.fix.get("title", "").format_map(values))
