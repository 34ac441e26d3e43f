"""What ``reportlint model build`` does."""

from __future__ import annotations

import os
import sys

from ..api import Linter, Options, gather, load, reason, shown
from ..core.finding import Failure, LintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def run(folder: str, target: str, encoding: str, quiet: bool) -> int:
    """Write a model that knows the texts of a folder; 2 where one of them could not be read.

    Raises LintError where there is nothing to read or the model cannot be written.
    """
    from .checking import check_encoding

    check_encoding(encoding)
    if not os.path.isdir(folder):
        raise LintError(f"没有这个文件夹：{shown(folder)}")
    if not target.endswith(".model"):
        raise LintError(f"-o 的文件名应以 .model 结尾：{shown(target)}")
    files, failures = gather([folder])
    if not files:
        raise LintError("\n".join(failure.message for failure in failures))
    from ..typo.building import build_from
    from ..typo.model import BrokenModel

    failed: list[Failure] = []
    try:
        size, made = build_from(shown(folder), target, _texts(files, encoding, failed))
    except (BrokenModel, ValueError) as error:
        raise LintError(str(error)) from error
    except OSError as error:
        raise LintError(f"{shown(target)}：写不进去：{reason(error)}") from error
    for failure in failed:
        sys.stderr.write(f"{failure.path}: {failure.message}\n")
    if not quiet:
        sys.stdout.write(
            f"{shown(target)}：读取文稿{made['texts']}份、{made['symbols']}字，模型{size / 1e6:.1f} MB\n"
            f"在规则文件里写上 matcher: {{kind: statistical, model: {os.path.basename(target)}}} 即可使用\n"
        )
    return 2 if failed else 0


def _texts(files: list[str], encoding: str, failed: list[Failure]) -> Iterator[str]:
    """The text of each file, its paragraphs in lines; what cannot be read goes to ``failed``."""
    # One cheap rule: what is wanted is what the readers give.
    linter = Linter(Options(use_config=False, encoding=encoding, select=("control-char",)))
    for file in files:
        try:
            data = load(file)
        except OSError as error:
            failed.append(Failure(shown(file), "read", reason(error)))
            continue
        report = linter.check_bytes(data, shown(file), file)
        failed += report.failures
        if report.document is not None:
            yield report.document.text
