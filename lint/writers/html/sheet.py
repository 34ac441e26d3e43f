"""One report on the page: its text with the findings marked, and the list of them."""

from __future__ import annotations

from html import escape

from ...core.lines import line_ends
from ...core.rule import rank
from ..excerpt import clipped, excerpt, visible
from ..phrases import CATEGORY, SEVERITY, applicability, message, suggestion, suppression
from ..places import folded, located, place, places
from ..view import fix_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ...core.finding import Finding, Report

    Line = tuple[int, int]

#: Lines shown around a finding where the text is not shown whole.
_AROUND = 1
_LONGEST_LINE = 20_000
_EXCERPT = 60


class Sheet:
    """The part of the page for one report.

    ``before`` findings stand on the page already; ``whole`` shows all of the
    text and not only the lines around findings. The rendered part is ``html``,
    so that the report itself need not be kept.
    """

    def __init__(self, number: int, before: int, report: Report, findings: list[Finding], whole: bool) -> None:
        self.number = number
        self.name = visible(report.path)
        self.severities = dict.fromkeys(SEVERITY, 0)
        self.categories: dict[str, int] = {}
        for finding in findings:
            self.severities[finding.severity] += 1
            self.categories[finding.category] = self.categories.get(finding.category, 0) + 1
        self._report = report
        self._numbers = {id(finding): before + index for index, finding in enumerate(findings, 1)}
        self.html = self._rendered(findings, whole)
        del self._report, self._numbers

    def _rendered(self, findings: list[Finding], whole: bool) -> str:
        count = f"{len(findings)} 处" if findings else "没有发现问题"
        parts = [
            f'<section class="sheet" id="s{self.number}"><h2>{escape(self.name)} <small>{count}</small></h2>',
            f'<div class="columns"><article class="text" lang="zh-CN" aria-label="{escape(self.name)}">',
            *self._text(findings, whole),
            "</article>",
        ]
        if findings:
            parts.append(f'<nav class="list"{" id=list" if not self._first else ""} aria-label="问题列表">')
            alone, masses = folded(findings)
            parts.append("<ol>")
            parts += map(self._item, alone)
            parts.append("</ol>")
            parts += map(self._mass, masses)
            parts.append("</nav>")
        parts.append("</div></section>\n")
        return "\n".join(parts)

    @property
    def _first(self) -> int:
        """How many findings stand on the page before this sheet."""
        return min(self._numbers.values()) - 1

    def _mass(self, group: list[Finding]) -> str:
        """Many findings of one rule, folded."""
        first = group[0]
        rule = self._report.rules.get(first.rule)
        name = rule.name if rule else first.rule
        inside = "\n".join(map(self._item, group))
        return (
            f'<details class="mass"><summary>{_badge(first)} {escape(name)} <b>{len(group)}</b> 处</summary>'
            f"<ol>\n{inside}\n</ol></details>"
        )

    def _item(self, finding: Finding) -> str:
        report = self._report
        number = self._numbers[id(finding)]
        fix = fix_of(report, finding)
        said = [f'<span class="what">{escape(message(report, finding))}</span>']
        if fix is not None:
            said.append(f'<span class="fix">建议：{escape(suggestion(report, fix))}{escape(applicability(fix))}</span>')
        notes: dict[str, list[int]] = {}
        for related in finding.related:
            notes.setdefault(related.message or "相关", []).append(related.span[0])
        for note, offsets in list(notes.items())[:3]:
            told = f"{visible(report.conceal(note))}：{places(report, offsets)}"
            said.append(f'<span class="more">{escape(told)}</span>')
        if finding.suppressed is not None:
            said.append(f'<span class="more">{escape(report.conceal(suppression(finding.suppressed)))}</span>')
        words, _ = excerpt(report.text, [(finding.span[0], finding.span[1])], _EXCERPT)
        return (
            f'<li class="finding {finding.severity}{" silenced" if finding.suppressed else ""}" id="f{number}" '
            f'value="{number}" data-severity="{finding.severity}" data-category="{escape(finding.category)}">'
            f'<a href="#m{number}">{_badge(finding)} <span class="where">{escape(self._where(finding))}</span> '
            f'<span class="excerpt">{escape(words)}</span></a>{"".join(said)}'
            f'<a class="rule" href="#r-{escape(finding.rule)}">{escape(CATEGORY.get(finding.category, finding.category))} · '
            f"{escape(finding.rule)}</a></li>"
        )

    def _where(self, finding: Finding) -> str:
        if finding.location is not None:
            return located(finding.location)
        return place(self._report, finding.span[0])

    def _text(self, findings: list[Finding], whole: bool) -> list[str]:
        """The lines of the text, those far from any finding left out unless it is shown whole."""
        text = self._report.text
        lines = _lines(text)
        marks = _Marks(text, findings, self._numbers)
        wanted = set(range(len(lines)))
        if not whole:
            near = [index for index, (start, end) in enumerate(lines) if marks.touch(start, end)]
            wanted = {other for index in near for other in range(index - _AROUND, index + _AROUND + 1)}
        made: list[str] = []
        left_out = 0
        for index, (start, end) in enumerate(lines):
            if index not in wanted:
                left_out += 1
                continue
            if left_out:
                made.append(f'<p class="gap">……（略 {left_out} 行）……</p>')
                left_out = 0
            inside = marks.line(start, end)
            blank = "" if inside.strip() else ' class="blank"'
            made.append(f'<p{blank}><span class="n">{index + 1}</span>{inside}</p>')
        if left_out:
            made.append(f'<p class="gap">……（略 {left_out} 行）……</p>')
        return made


class _Marks:
    """The findings as marks in the text, cut where they overlap and where lines end."""

    def __init__(self, text: str, findings: list[Finding], numbers: dict[int, int]) -> None:
        self._text = text
        self._numbers = numbers
        self._findings = findings  # sorted by their place
        self._at = 0
        self._open: list[Finding] = []
        self._begun: set[int] = set()
        self._near: list[Finding] = []
        self._ahead = 0

    def touch(self, start: int, end: int) -> bool:
        """Whether a finding stands in a line; lines must be asked for in order, and once."""
        self._near = [finding for finding in self._near if finding.span[1] >= start]
        while self._ahead < len(self._findings) and self._findings[self._ahead].span[0] <= end:
            self._near.append(self._findings[self._ahead])
            self._ahead += 1
        return any(finding.span[1] >= start for finding in self._near)

    def line(self, start: int, end: int) -> str:
        """A line of the text with its marks; lines must be asked for in order."""
        self._open = [finding for finding in self._open if finding.span[1] > start]
        while self._at < len(self._findings) and self._findings[self._at].span[0] <= end:
            self._open.append(self._findings[self._at])
            self._at += 1
        here = [finding for finding in self._open if finding.span[0] <= end and finding.span[1] >= start]
        if not here:
            return self._plain(start, end)
        cuts = {start, end}
        for finding in here:
            cuts.update(at for at in finding.span if start < at < end)
        ordered = sorted(cuts)
        parts = []
        for finding in here:
            if finding.span[0] == finding.span[1] == start:
                parts.append(self._mark([finding], ""))
        for low, high in zip(ordered, ordered[1:], strict=False):
            inside = [finding for finding in here if finding.span[0] <= low and finding.span[1] >= high and finding.span[0] < finding.span[1]]
            piece = self._plain(low, high)
            parts.append(self._mark(inside, piece) if inside else piece)
            for finding in here:
                if finding.span[0] == finding.span[1] == high or (finding.span[0] == high == end < finding.span[1]):
                    # Something is missing here, or the end of the line is the fault.
                    parts.append(self._mark([finding], ""))
        if start == end:
            # An empty line within a longer fault needs no sign.
            parts += [self._mark([finding], "") for finding in here if finding.span[0] == start < finding.span[1]]
        return "".join(parts)

    def _plain(self, start: int, end: int) -> str:
        if end - start > _LONGEST_LINE:
            end = start + _LONGEST_LINE
            return escape(visible(self._text[start:end].replace("\t", " "))) + "……"
        return escape(visible(self._text[start:end].replace("\t", "    ")))

    def _mark(self, findings: list[Finding], piece: str) -> str:
        worst = max(findings, key=lambda finding: rank(finding.severity))
        numbers = [self._numbers[id(finding)] for finding in findings]
        fresh = [number for number in numbers if number not in self._begun]
        self._begun.update(fresh)
        # A place for each finding that begins here; those inside of another's mark too.
        targets = "".join(f'<span id="m{number}"></span>' for number in fresh)
        signs = "".join(f"<sup>{number}</sup>" for number in fresh)
        silenced = " silenced" if all(finding.suppressed for finding in findings) else ""
        first = self._numbers[id(worst)]
        label = clipped(visible(worst.rule), 40)
        return (
            f'{targets}<a class="mark {worst.severity}{silenced}{"" if piece else " point"}" href="#f{first}" tabindex="-1" '
            f'data-f="{" ".join(map(str, numbers))}" title="{escape(label)}">{piece}</a>{signs}'
        )


def _badge(finding: Finding) -> str:
    return f'<span class="badge {finding.severity}">{SEVERITY[finding.severity]}</span>'


def _lines(text: str) -> list[Line]:
    found = []
    start = 0
    for end, after in line_ends(text):
        found.append((start, end))
        start = after
    if start < len(text):
        found.append((start, len(text)))
    return found
