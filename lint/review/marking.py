"""From a file's bytes to the bytes of its reviewed copy."""

from __future__ import annotations

from ..core.finding import Failure, Report
from ..fixer import chosen
from ..ooxml.package import Package
from ..readers.doc import as_docx
from .anchors import Anchors
from .comments import Comments, forget
from .former import Former, restored
from .marks import mark
from .parts import Parts
from .remarks import OVERVIEW_FROM, Remark, elsewhere, grouped, overview, remark
from .revisions import Revisions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.document import Document
    from ..core.finding import Finding, Report
    from ..linter import Linter
    from ..writers.view import View


class Plan:
    """How a report is reviewed.

    ``tracked`` writes safe fixes as tracked changes, ``accepted`` makes them
    without a trace; ``fold`` lets the findings of one rule in one paragraph
    share a comment. ``date`` (``2026-03-01T09:30:00Z``, the local time, as Word
    has it) is that of new comments.
    """

    __slots__ = ("accepted", "date", "fold", "tracked")

    def __init__(self, date: str, tracked: bool = True, accepted: bool = False, fold: bool = True) -> None:
        self.date = date
        self.tracked = tracked
        self.accepted = accepted
        self.fold = fold


class Review:
    """A reviewed copy: its bytes (None where the input could not be read), and what it came from.

    ``findings`` are those that comments tell of; ``comments``, ``revisions``
    and ``mended`` count comments, tracked fixes and fixes made directly.
    """

    __slots__ = ("comments", "data", "findings", "mended", "report", "revisions")

    def __init__(self, data: bytes | None, report: Report) -> None:
        self.data = data
        self.report = report
        self.findings: list[Finding] = []
        self.comments = 0
        self.revisions = 0
        self.mended = 0


def reviewed(linter: Linter, data: bytes, name: str, path: str, plan: Plan, view: View) -> Review:
    """Review the bytes of a file; ``path`` decides format and configuration, ``name`` is shown.

    ``view`` says which findings are shown. What could not be read or written is
    in the failures of the report.
    """
    former = Former()
    try:
        data = as_docx(data, path)
    except ValueError as error:
        return Review(None, Report(name, None, [], [Failure(name, "read", str(error))], {}))
    if data[:4] == b"PK\x03\x04":
        try:
            data, former = restored(data)
        except ValueError:
            pass  # the reader says what is wrong with it
    mended = 0
    if plan.accepted:
        data, mended, report = linter.fix_bytes(data, name, path)
    else:
        report = linter.check_bytes(data, name, path)
    document = report.document
    if document is None:
        return Review(None, report)
    if document.format in ("pdf", "ofd"):
        kind = document.format.upper()
        why = f"{kind} 是版式文件，不能转成带批注的 Word 文档；请对原稿（docx、doc、wps、odt）使用 review"
        report.failures.append(Failure(name, "write", why))
        return Review(None, report)
    if document.format != "docx":
        from .fresh import built

        data, document = built(document)
    review = Review(data, report)
    review.mended = mended
    review.findings = [finding for finding in report.shown if view.wants(finding)]
    try:
        _marked(review, document, former, plan)
    except ValueError as error:
        report.failures.append(Failure(name, "write", str(error)))
        review.data = None
    return review


def _marked(review: Review, document: Document, former: Former, plan: Plan) -> None:
    """Put comments and tracked changes into the bytes of a review."""
    assert review.data is not None
    parts = Parts(Package(review.data))
    anchors = Anchors(parts, document)
    groups = grouped(review.findings, anchors.paragraph, plan.fold)
    # All cuts before any mark, so that a review of the outcome meets the same runs.
    for group in groups:
        anchors.anchor(group[0])
    revisions = Revisions(anchors, former.revised or plan.date)
    tracked = set()
    if plan.tracked and not plan.accepted:
        for finding in chosen(review.findings)[1]:
            if finding.fix is not None and revisions.track(finding.fix):
                tracked.add(id(finding))
    review.revisions = revisions.count
    notes = [remark(review.report, group, tracked) for group in groups]
    comments = Comments(parts)
    if len(review.findings) >= OVERVIEW_FROM:
        _comment(overview(review.report, review.findings, revisions.count), review, anchors, comments, former, plan)
    for note in notes:
        _comment(note, review, anchors, comments, former, plan)
    review.comments = len(notes)
    forget(parts, set(former.threads.values()))
    if parts.changed:
        review.data = parts.written()


def _comment(
    note: Remark, review: Review, anchors: Anchors, comments: Comments, former: Former, plan: Plan
) -> None:
    anchor = anchors.anchor(note.findings[0]) if note.findings else anchors.first()
    lines = note.lines
    if anchor.elsewhere:
        lines = [lines[0], elsewhere(review.report, note.findings[0]), *lines[1:]]
    date = former.dates.get(note.key) or plan.date
    made = comments.add(lines, note.key, date, former.threads.pop(note.key, ""))
    mark(anchor, made, comments.reference_style)
    anchors.parts.changed.add(anchors.parts.main)
