"""``mask``: runs of masking characters that nobody filled in again."""

from __future__ import annotations

from ..core.matcher import Match, Matcher, Placed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal


class MaskRun(Matcher):
    """Finds the masks of one kind; every mask is of exactly one.

    ``of`` is ``asterisk``, ``letter``, ``number`` (digits half masked, the span
    holds them) or ``unit`` (a value without its unit). ``{missing}`` says what
    seems to be left out.
    """

    declares: ClassVar[tuple[str, ...]] = ("found", "missing")
    reach: ClassVar[str] = "document"

    of: Literal["asterisk", "letter", "number", "unit"]

    def gate(self) -> Sequence[str]:
        from ..text.masks import SIGNS

        return SIGNS

    def survey(self, page: Any) -> Iterator[Match]:
        from ..text.masking import masks_of_kind, told

        told(page, [here for here, _ in page.called])
        for here, _ in page.called:
            for mask in masks_of_kind(page, here, self.of):
                found = here.text[mask.start : mask.end]
                yield Placed(here, mask.start, mask.end, {"found": found, "missing": mask.missing})
