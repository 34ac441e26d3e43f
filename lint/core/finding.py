"""Findings, and the report that holds them."""

from __future__ import annotations

from .lines import Lines, SourceLines
from .redaction import concealed, redacted
from .span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .document import Document
    from .rule import Rule


class Fix:
    """A way to mend a finding.

    ``edits`` are ``(start, end, replacement)`` in document offsets, sorted and
    not overlapping. ``applicability`` is ``safe`` (applied by ``--fix``),
    ``unsafe`` (applied with ``--unsafe-fixes`` too) or ``display`` (a person
    must decide).
    """

    __slots__ = ("applicability", "edits", "title")

    def __init__(
        self, edits: tuple[tuple[int, int, str], ...], applicability: str, title: str = ""
    ) -> None:
        self.edits = edits
        self.applicability = applicability
        self.title = title


class Related:
    """Another place that a finding involves, in the same document."""

    __slots__ = ("message", "span")

    def __init__(self, span: Span, message: str) -> None:
        self.span = span
        self.message = message


class Suppression:
    """Who silenced a finding: ``by`` is accept, inline or baseline."""

    __slots__ = ("by", "reason")

    def __init__(self, by: str, reason: str = "") -> None:
        self.by = by
        self.reason = reason


class Finding:
    """One fault at one run of characters.

    ``span`` is in code points of ``Document.text``; ``text`` is what stands
    there, with private data masked where ``redacted`` is true. ``location``
    says where in formats without lines. ``fingerprint`` is made of the rule,
    the excerpt, its sentence and the number of the occurrence, and of no line
    number, so that it survives moved paragraphs; where only ``occurrence`` is
    given it is made when it is first asked for, which few outputs do.
    """

    __slots__ = (
        "_fingerprint",
        "_occurrence",
        "category",
        "data",
        "fix",
        "location",
        "message",
        "path",
        "redacted",
        "related",
        "rule",
        "sentence",
        "severity",
        "span",
        "suppressed",
        "text",
    )

    def __init__(
        self,
        path: str,
        rule: str,
        category: str,
        severity: str,
        message: str,
        span: Span,
        text: str,
        sentence: str = "",
        data: dict[str, Any] | None = None,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        location: dict[str, Any] | None = None,
        fingerprint: str = "",
        suppressed: Suppression | None = None,
        redacted: bool = False,
        occurrence: int = 0,
    ) -> None:
        self.path = path
        self.rule = rule
        self.category = category
        self.severity = severity
        self.message = message
        self.span = span
        self.text = text
        self.sentence = sentence
        self.data = data or {}
        self.fix = fix
        self.related = related
        self.location = location
        self._fingerprint = fingerprint
        self._occurrence = occurrence
        self.suppressed = suppressed
        self.redacted = redacted

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits; "" where neither they nor the number of the occurrence were given."""
        if self._occurrence and not self._fingerprint:
            from .fingerprint import fingerprint

            self._fingerprint = fingerprint(self.rule, self.text, self.sentence, self._occurrence)
        return self._fingerprint

    def marked(self, suppression: Suppression) -> Finding:
        """A copy of this finding, suppressed."""
        return self._copy(self.fix, suppression)

    def demoted(self) -> Finding:
        """A copy of this finding whose fix is only shown."""
        assert self.fix is not None
        return self._copy(Fix(self.fix.edits, "display", self.fix.title), self.suppressed)

    def _copy(self, fix: Fix | None, suppressed: Suppression | None) -> Finding:
        return Finding(
            self.path,
            self.rule,
            self.category,
            self.severity,
            self.message,
            self.span,
            self.text,
            self.sentence,
            self.data,
            fix,
            self.related,
            self.location,
            self._fingerprint,
            suppressed,
            self.redacted,
            self._occurrence,
        )


class Failure:
    """Something that could not be done: ``stage`` is read, decode, rule or write."""

    __slots__ = ("message", "path", "stage")

    def __init__(self, path: str, stage: str, message: str) -> None:
        self.path = path
        self.stage = stage
        self.message = message


class LintError(Exception):
    """Wrong usage, configuration or rule: what is wrong, where, and how to go on."""


class Report:
    """What linting one document gave.

    ``findings`` are sorted by span and rule and hold the suppressed ones too,
    marked. ``document`` is None where the input could not be read. ``rules``
    maps rule ids to rules for writers that need names and reasons.
    """

    __slots__ = (
        "_lines",
        "_private",
        "_secrets",
        "_text",
        "document",
        "failures",
        "findings",
        "path",
        "rules",
    )

    def __init__(
        self,
        path: str,
        document: Document | None,
        findings: list[Finding],
        failures: list[Failure],
        rules: dict[str, Rule],
    ) -> None:
        self.path = path
        self.document = document
        self.findings = findings
        self.failures = failures
        self.rules = rules
        self._lines: Lines | None = None
        self._private: list[tuple[int, int]] | None = None
        self._secrets: list[str] | None = None
        self._text: str | None = None

    @property
    def private(self) -> list[tuple[int, int]]:
        """The spans of private data in the document, those of suppressed findings too."""
        if self._private is None:
            self._private = [(f.span[0], f.span[1]) for f in self.findings if f.category == "privacy"]
        return self._private

    @property
    def text(self) -> str:
        """The document's text with private data masked; "" where there is no document.

        As long as the document's own text, so that offsets hold in both.
        """
        if self._text is None:
            self._text = redacted(self.document.text, self.private) if self.document else ""
        return self._text

    @property
    def lines(self) -> Lines:
        """Line and column of offsets in the document's text, in its source where that has the lines."""
        if self._lines is None:
            document = self.document
            if document is not None and document.source is not None and document.map is not None:
                self._lines = SourceLines(document.source, document.map)
            else:
                self._lines = Lines(document.text if document else "")
        return self._lines

    def conceal(self, string: str) -> str:
        """A string that may quote the document, with the private data in it masked."""
        if self._secrets is None:
            text = self.document.text if self.document else ""
            # A single character is no secret and would mask half the sentence.
            found = {text[start:end] for start, end in self.private if end - start > 1}
            self._secrets = sorted(found, key=lambda secret: (-len(secret), secret))
        return concealed(string, self._secrets) if self._secrets else string

    @property
    def shown(self) -> list[Finding]:
        """The findings that are not suppressed."""
        return [finding for finding in self.findings if finding.suppressed is None]
