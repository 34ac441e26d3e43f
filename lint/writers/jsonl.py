"""JSON lines: a finding a line, with the keys that it has in the json format.

Failures are not findings: they are on standard error and in the exit status.
"""

from __future__ import annotations

from .records import Dump, record
from .view import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ..core.finding import Report
    from .view import View


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write the findings, each as soon as its file is done."""
    dump = Dump(out)
    for report in reports:
        for finding in shown(report, view):
            line = dump(record(report, finding))
            out.write(f"{line}\n")
