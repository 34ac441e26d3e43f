"""One JSON object, version 1 of the contract, written finding by finding."""

from __future__ import annotations

from .records import Dump, failure_record, record
from .tally import Tally
from .view import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from ..core.finding import Report
    from .view import View

VERSION = 1


def write(reports: Iterable[Report], out: TextIO, view: View) -> None:
    """Write one object with every finding, every failure and the counts."""
    dump = Dump(out)
    tally = Tally()
    tool = dump({"name": "reportlint", "version": view.version})
    out.write(f'{{"version": {VERSION}, "tool": {tool},\n "findings": [')
    before = "\n  "
    for report in reports:
        tally.add(report, view)
        for finding in shown(report, view):
            out.write(before + dump(record(report, finding)))
            before = ",\n  "
    out.write(f'],\n "failures": {dump([failure_record(f) for f in tally.failures])}')
    if view.statistics:
        out.write(f',\n "statistics": {dump(tally.statistics())}')
    out.write(f',\n "summary": {dump(tally.summary())}}}\n')
