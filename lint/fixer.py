"""Which fixes are applied together, and the loop until nothing is left to apply."""

from __future__ import annotations

from bisect import bisect_right, insort

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    from .core.finding import Finding

    Source = TypeVar("Source", str, bytes)

Edit = tuple[int, int, str]
_ROUNDS = 20


class NotConverging(RuntimeError):
    """Fixes kept undoing each other; ``rules`` are the ids of those still at work."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__(f"修改没有稳定下来，涉及规则：{'、'.join(rules)}；文件未改动")
        self.rules = rules


def chosen(findings: Iterable[Finding], unsafe: bool = False) -> tuple[list[Edit], list[Finding]]:
    """The edits that go together, sorted, and the findings they mend.

    Fixes are taken in the order of the findings; one that touches what an
    earlier one changes waits for the next round. Suppressed findings and
    ``display`` fixes are left alone.
    """
    allowed = ("safe", "unsafe") if unsafe else ("safe",)
    edits: list[Edit] = []
    mended: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or finding.suppressed or fix.applicability not in allowed:
            continue
        if any(_clashes(mine, edits) for mine in fix.edits):
            continue
        for mine in fix.edits:
            insort(edits, mine)
        mended.append(finding)
    return edits, mended


def _clashes(mine: Edit, edits: list[Edit]) -> bool:
    """Whether an edit touches one of others, which are sorted and do not overlap."""
    index = bisect_right(edits, mine[1], key=_start)
    while index and edits[index - 1][1] >= mine[0]:
        index -= 1
        if _clash(mine, edits[index]):
            return True
    return False


def _start(edit: Edit) -> int:
    return edit[0]


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch; insertions at one place would have no order."""
    return one[0] <= other[1] and other[0] <= one[1] and not (
        one[1] == other[0] < other[1] or other[1] == one[0] < one[1]
    )


def edited(text: str, edits: list[Edit]) -> str:
    """The text after edits that are sorted and do not overlap."""
    pieces = []
    last = 0
    for start, end, replacement in edits:
        pieces += [text[last:start], replacement]
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


def settle(
    source: Source,
    lint: Callable[[Source], list[Finding]],
    apply: Callable[[Source, list[Edit]], Source],
    unsafe: bool = False,
) -> tuple[Source, int]:
    """Fix, read again and fix, until a round changes nothing: the new source, and fixes applied.

    Raises NotConverging where that does not happen within 20 rounds.
    """
    applied = 0
    mended: list[Finding] = []
    for _ in range(_ROUNDS):
        edits, mended = chosen(lint(source), unsafe)
        if not edits:
            return source, applied
        changed = apply(source, edits)
        if changed == source:
            break
        source = changed
        applied += len(mended)
    raise NotConverging(sorted({finding.rule for finding in mended}))
