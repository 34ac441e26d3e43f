"""What the server is asked to do with a document: a job of plain values in, an answer out.

Jobs run in worker processes (``workers``), one at a time in each.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import os
import re
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from ..api import FORMATS, Linter, LintError, Options, View, apply, forget_conversions, review, writer
from ..core.finding import Failure, Report
from ..core.rule import SEVERITIES

if TYPE_CHECKING:
    from ..core.finding import Finding

KINDS = ("check", "apply", "review", "report")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Media types of answers, by the suffix of the file that they make.
MEDIA = {
    ".docx": WORD,
    ".docm": "application/vnd.ms-word.document.macroEnabled.12",
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
}
_SUFFIX = {"sarif": ".sarif.json", "jsonl": ".jsonl", "csv": ".csv", "html": ".html", "junit": ".xml"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNNAMED = "文稿.txt"
_LONGEST_NAME = 120
_MOST_LINTERS = 8
_MOST_EDITS = 20_000


class Job(NamedTuple):
    """A request: its ``kind``, the media type and bytes of its body, and the parameters of its address."""

    kind: str
    media: str
    body: bytes
    query: dict[str, str]


class Answer(NamedTuple):
    """A response: status, media type, body, and the name to save it under ("" to show it)."""

    status: int
    media: str
    body: bytes
    name: str = ""


class Refused(Exception):
    """A request that makes no sense: what is wrong with it, and how to go on."""


class _Request:
    """A job's document and options, checked. ``data`` is None where a text was given."""

    def __init__(self, job: Job) -> None:
        values: dict[str, Any] = dict(job.query)
        self.data: bytes | None = job.body
        self.text = ""
        if job.media == "application/json":
            values = {**values, **_object(job.body)}
            self.data = _bytes(values.get("data"))
            if self.data is None:
                text = values.get("text")
                if not isinstance(text, str):
                    raise Refused("JSON 里要有 text（文本），或 data（文件内容，base64）和 name（文件名）")
                # JSON may carry half a character, which no encoding holds.
                self.text = _SURROGATE.sub("\ufffd", text)
        elif not job.body:
            raise Refused("请求里没有内容；请发送文件内容，或 JSON：{\"text\": \"…\"}")
        self.name = _name(values.get("name"))
        self.select = _names(values.get("select"), "select")
        self.ignore = _names(values.get("ignore"), "ignore")
        self.min_severity = str(values.get("min_severity") or "")
        if self.min_severity not in ("", *SEVERITIES):
            raise Refused(f"min_severity 应为 {'、'.join(SEVERITIES)} 之一")
        self.format = str(values.get("format") or "json")
        if self.format not in FORMATS:
            raise Refused(f"没有名为“{self.format}”的格式；可用：{'、'.join(FORMATS)}")
        self.with_document = values.get("document") in (True, "1", "true")
        self.edits = _edits(values.get("edits"))


class Desk:
    """Does jobs under one configuration; keeps the rules and no documents."""

    def __init__(self, config: str | None = None, use_config: bool = True) -> None:
        self._config = config
        self._use_config = use_config
        self._first = self._options(())
        self._linters: dict[tuple[tuple[str, ...], ...], Linter] = {}
        self._base = Linter(self._first)

    def warm(self) -> None:
        """Load the rules and whatever a first report would load; LintError where the configuration is wrong."""
        self._base.check_text("全县认真布署，共开展培训**场。\n", _UNNAMED, _UNNAMED)

    def answer(self, job: Job) -> Answer:
        """Do a job; what is wrong with it is an answer, too. Nothing of it stays on the disk."""
        try:
            request = _Request(job)
            linter = self._linter(request)
            return getattr(self, f"_{job.kind}")(request, linter)  # type: ignore[no-any-return]
        except (Refused, LintError) as error:
            return refusal(400, str(error))
        finally:
            forget_conversions()

    def rules(self) -> list[dict[str, Any]]:
        """Every rule as plain values."""
        from ..api import rule_record

        return [rule_record(rule) for rule in self._base.setup(_UNNAMED).rules.rules]

    def _options(self, select: tuple[str, ...], ignore: tuple[str, ...] = (), least: str = "") -> Options:
        return Options(self._config, self._use_config, select, ignore, min_severity=least)

    def _linter(self, request: _Request) -> Linter:
        key = (request.select, request.ignore, (request.min_severity,))
        found = self._linters.pop(key, None)
        if found is None:
            found = self._base.under(self._options(request.select, request.ignore, request.min_severity))
            found.setup(request.name)
            while len(self._linters) >= _MOST_LINTERS:
                self._linters.pop(next(iter(self._linters)))
        self._linters[key] = found
        return found

    def _check(self, request: _Request, linter: Linter) -> Answer:
        report, extra = self._linted(request, linter)
        view = _view(request, linter)
        out = io.StringIO()
        writer("json").write([report], out, view)
        text = out.getvalue()
        if request.with_document and report.document is not None:
            shown = [finding for finding in report.shown if view.wants(finding)]
            document = {
                "path": report.path,
                "format": report.document.format,
                "encoding": report.document.encoding,
                "text": report.document.text,
                "unmakeable": _unmakeable(report, shown),
                **extra,
            }
            text = f'{text.rstrip()[:-1]},\n "document": {json.dumps(document)}}}\n'
        return Answer(200, MEDIA[".json"], text.encode("utf-8"))

    def _apply(self, request: _Request, linter: Linter) -> Answer:
        data, report, refused = self._edited(request, linter)
        if _blocking(report):
            return _failed(report.failures)
        if refused and request.data is not None:
            return refusal(409, f"有 {len(refused)} 处改动写不进这种文件；请在原来的程序里修改", refused=refused)
        return Answer(200, _media(request.name), data, request.name)

    def _review(self, request: _Request, linter: Linter) -> Answer:
        data, report, refused = self._edited(request, linter)
        if _blocking(report):
            return _failed(report.failures)
        if refused:
            return refusal(409, f"有 {len(refused)} 处改动写不进这种文件；请在原来的程序里修改", refused=refused)
        made = review(linter, data, request.name, request.name, _now(), _view(request, linter))
        if made.data is None:
            return _failed(made.report.failures)
        stem, suffix = os.path.splitext(request.name)
        suffix = suffix.lower() if suffix.lower() in (".docm", ".dotx", ".dotm") else ".docx"
        return Answer(200, MEDIA.get(suffix, WORD), made.data, f"{stem}（批注）{suffix}")

    def _report(self, request: _Request, linter: Linter) -> Answer:
        report, _ = self._linted(request, linter)
        if report.document is None:
            return _failed(report.failures)
        out = io.StringIO()
        writer(request.format).write([report], out, _view(request, linter))
        suffix = _SUFFIX.get(request.format, ".json" if request.format in ("json", "gitlab") else ".txt")
        stem = os.path.splitext(request.name)[0]
        media = MEDIA.get(suffix, "text/plain; charset=utf-8")
        return Answer(200, media, out.getvalue().encode("utf-8", "replace"), f"{stem}（检查结果）{suffix}")

    def _linted(self, request: _Request, linter: Linter) -> tuple[Report, dict[str, Any]]:
        """The report on a request's document after its edits, and what to add to the document's record."""
        if not request.edits:
            return self._fresh(request, linter), {"editable": True}
        data, report, refused = self._edited(request, linter)
        if _blocking(report):
            return report, {}
        assert report.document is not None
        if refused or request.data is None:
            # What the file cannot hold is linted as the plain text that the page shows.
            text = _after(report.document.text, request.edits)
            return linter.check_text(text, request.name, _UNNAMED), {"editable": not refused, "refused": refused}
        return linter.check_bytes(data, request.name, request.name), {"editable": True}

    def _fresh(self, request: _Request, linter: Linter) -> Report:
        if request.data is None:
            return linter.check_text(request.text, request.name, request.name)
        return linter.check_bytes(request.data, request.name, request.name)

    def _edited(self, request: _Request, linter: Linter) -> tuple[bytes, Report, list[int]]:
        """The bytes after a request's edits, the report on those before, and the numbers of edits left out."""
        report = self._fresh(request, linter)
        data = request.data
        document = report.document
        if document is None:
            return b"", report, []
        if data is None:
            return _after(request.text, request.edits).encode(), report, []
        _within(request.edits, len(document.text))
        try:
            after, refused = apply(document, data, request.edits)
        except UnicodeEncodeError as error:
            text = error.object[error.start : error.end]
            report.failures.append(Failure(report.path, "write", f"文件的编码 {error.encoding} 写不出“{text}”；请先另存为 UTF-8"))
            return data, report, []
        except ValueError as error:
            report.failures.append(Failure(report.path, "write", str(error)))
            return data, report, []
        return after, report, refused


def _blocking(report: Report) -> bool:
    """Whether a document could not be read or written; a rule that stumbled leaves the others' findings."""
    return report.document is None or any(failure.stage != "rule" for failure in report.failures)


def refusal(status: int, message: str, **more: Any) -> Answer:
    """An answer that says what is wrong."""
    return Answer(status, MEDIA[".json"], json.dumps({"error": message, **more}, ensure_ascii=False).encode())


def _failed(failures: list[Failure]) -> Answer:
    return refusal(422, "；".join(failure.message for failure in failures) or "读不出来")


def _view(request: _Request, linter: Linter) -> View:
    from .. import __version__

    least = request.min_severity or linter.min_severity([request.name])
    return View(min_severity=least, version=__version__, selected=frozenset(request.select))


def _unmakeable(report: Report, findings: list[Finding]) -> list[int]:
    """The numbers of the findings whose fix the format cannot take, so that only a person can make it elsewhere."""
    from ..api import accepts

    assert report.document is not None
    document = report.document
    return [
        number
        for number, finding in enumerate(findings)
        if finding.fix is not None and not accepts(document, finding.fix.edits)
    ]


def _after(text: str, edits: list[tuple[int, int, str]]) -> str:
    _within(edits, len(text))
    pieces = []
    last = 0
    for start, end, replacement in edits:
        pieces += [text[last:start], replacement]
        last = end
    return "".join((*pieces, text[last:]))


def _within(edits: list[tuple[int, int, str]], length: int) -> None:
    last = 0
    for start, end, _ in edits:
        if not last <= start <= end <= length:
            raise Refused("edits 要按位置排好、互不重叠，并在文本之内（按字符从 0 起算）")
        last = end


def _object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused(f"请求不是正确的 JSON：{error}") from None
    if not isinstance(values, dict):
        raise Refused("请求应当是一个 JSON 对象：{\"text\": \"…\"}")
    return values


def _bytes(value: object) -> bytes | None:
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)  # type: ignore[arg-type]
    except (TypeError, ValueError, binascii.Error):
        raise Refused("data 应当是文件内容的 base64") from None


def _name(value: object) -> str:
    """A file name without its folders: a request says nothing about this machine's disk."""
    name = re.split(r"[/\\]", str(value or ""))[-1]
    name = "".join(char for char in name if char.isprintable()).strip(". ")
    stem, suffix = os.path.splitext(name)
    return f"{stem[:_LONGEST_NAME]}{suffix[:10]}" or _UNNAMED


def _names(value: object, key: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refused(f"{key} 应当是规则名或类别的列表")
    return tuple(name.strip() for name in value if name.strip())


def _edits(value: object) -> list[tuple[int, int, str]]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_EDITS:
        raise Refused(f"edits 应当是不多于 {_MOST_EDITS} 条的列表，每条含 start、end、replacement")
    edits = []
    for one in value:
        if not isinstance(one, dict):
            raise Refused("edits 的每条含 start、end、replacement")
        start, end, text = one.get("start"), one.get("end"), one.get("replacement")
        if type(start) is not int or type(end) is not int or not isinstance(text, str):
            raise Refused("edits 的 start、end 是整数，replacement 是文本")
        edits.append((start, end, _SURROGATE.sub("\ufffd", text)))
    return edits


def _media(name: str) -> str:
    return MEDIA.get(os.path.splitext(name)[1].lower(), "application/octet-stream")


def _now() -> str:
    """The local time as Word writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.localtime())
