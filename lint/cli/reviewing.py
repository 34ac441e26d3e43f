"""What ``reportlint review`` does."""

from __future__ import annotations

import os
import sys

from ..api import Linter, Options, View, load, reason, shown
from ..core.files import replace
from ..core.finding import LintError
from ..core.rule import rank
from ..review.marking import Plan, Review, reviewed
from .checking import check_encoding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Word opens a document only under the suffix of its kind.
_KINDS = (".docx", ".docm", ".dotx", ".dotm")


def run(options: dict[str, Any]) -> int:
    """Review one file as the options say; the exit status."""
    if options["config"] and options["no_config"]:
        raise LintError("--config 与 --no-config 只能用一个")
    if options["comments_only"] and options["accept_safe"]:
        raise LintError("--comments-only 与 --accept-safe 只能用一个")
    check_encoding(options["encoding"])
    path, target = options["path"], options["output"]
    _check_target(path, target)
    linter = Linter(
        Options(
            options["config"],
            not options["no_config"],
            options["select"],
            options["ignore"],
            options["encoding"],
            fail_on=options["fail_on"] or "",
            min_severity=options["min_severity"] or "",
        )
    )
    linter.setup(path)
    try:
        data = load(path)
    except OSError as error:
        return _failed(shown(path), reason(error))
    plan = Plan(_now(), not options["comments_only"], options["accept_safe"], not options["all_comments"])
    review = reviewed(linter, data, shown(path), path, plan, _view(linter, options))
    if review.data is not None:
        try:
            replace(target, review.data)
        except OSError as error:
            return _failed(shown(target), f"写不进去：{reason(error)}")
        if not options["quiet"]:
            sys.stdout.write(_summary(review, shown(target)))
    for failure in review.report.failures:
        sys.stderr.write(f"{failure.path}: {failure.message}\n")
    if review.report.failures:
        return 2
    return 1 if linter.failing(review.report, path) else 0


def _check_target(path: str, target: str) -> None:
    """Raise LintError where the output's name would make a file that Word does not open."""
    suffix = os.path.splitext(path)[1].lower()
    wanted = suffix if suffix in _KINDS else ".docx"
    if os.path.splitext(target)[1].lower() != wanted:
        raise LintError(f"-o 的文件名应以 {wanted} 结尾：{shown(target)}")
    if os.path.isdir(target):
        raise LintError(f"-o 是文件夹，不是文件：{shown(target)}")


def _view(linter: Linter, options: dict[str, Any]) -> View:
    least = options["min_severity"] or linter.min_severity([options["path"]])
    level = options["fail_on"]
    if level in ("info", "warning") and rank(level) < rank(least):
        least = level
    return View(min_severity=least, selected=frozenset(options["select"]))


def _now() -> str:
    """The local time as Word writes it; that of SOURCE_DATE_EPOCH where it is set."""
    import time

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = time.gmtime(int(epoch)) if epoch.isdecimal() else time.localtime()
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)


def _summary(review: Review, target: str) -> str:
    if not review.findings:
        changes = f"，已直接修改{review.mended}处" if review.mended else ""
        return f"{target}：没有要批注的问题{changes}\n"
    words = [f"问题{len(review.findings)}处，批注{review.comments}条"]
    if review.revisions:
        words.append(f"修订{review.revisions}处")
    if review.mended:
        words.append(f"已直接修改{review.mended}处")
    return f"{target}：{'，'.join(words)}\n"


def _failed(name: str, message: str) -> int:
    sys.stderr.write(f"{name}: {message}\n")
    return 2
