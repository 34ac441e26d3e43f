"""``attested``: forms that mean something only beside words that say so."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern, kept, required, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

_BEFORE, _AFTER = 30, 20
_ENDS = "。；;！？!?\r\n"
# So many strings are looked for one by one; more take longer than the form itself.
_FEW = 4


class Attested(Matcher):
    """Finds ``forms``, patterns by the name that the message calls them.

    The span is the group ``at`` where there is one. ``near`` gives, by the same
    names, a pattern that must be found around the form; a name without one is
    attested by its own form. ``unless`` gives patterns that must not be found
    there. Around is the same sentence, at most 30 characters before and 20
    behind; the form itself is ``¤`` there. ``needs`` lists strings one of which
    stands in every paragraph with a form.
    """

    declares: ClassVar[tuple[str, ...]] = ("form",)

    forms: dict[str, str]
    needs: list[str]
    near: dict[str, str] = {}
    unless: dict[str, str] = {}

    def prepare(self) -> None:
        unknown = (self.near.keys() | self.unless.keys()) - self.forms.keys()
        if unknown:
            raise ValueError(f"forms 里没有“{min(unknown)}”")
        # Of a few forms one is called for; the rest is known by its strings to stand nowhere.
        self._strings = {name: tuple(required(source) or ("",)) for name, source in self.forms.items()}
        self._forms = {name: compile_pattern(source) for name, source in self.forms.items()}
        self._places = kept("\0".join(("attested", *self.forms.values(), "", *self.needs)), self._called)
        self._near = {name: compile_pattern(source) for name, source in self.near.items()}
        self._unless = {name: compile_pattern(source) for name, source in self.unless.items()}

    def _called(self) -> dict[str, tuple[list[int], int] | None]:
        """For each form which strings of the gate stand in its matches, and how far from one a match can reach; None where it may stand anywhere."""
        found: dict[str, tuple[list[int], int] | None] = {}
        for name, source in self.forms.items():
            strings = self._strings[name]
            within = [[index for index, need in enumerate(self.needs) if need in string] for string in strings]
            reach = width(source)
            known = reach is not None and all(within)
            found[name] = (sorted({index for some in within for index in some}), (reach or 0) + 2 * max(map(len, strings))) if known else None
        return found

    def gate(self) -> Sequence[str]:
        return self.needs

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        for name, form in self._forms.items():
            low, high, places = 0, len(text), self._places[name]
            if hits and places is not None:
                own, reach = places
                starts = [start for start, index in hits if index in own]
                if not starts:
                    continue
                low, high = max(0, starts[0] - reach), starts[-1] + reach
            strings = self._strings[name]
            if len(strings) <= _FEW and not any(string in text for string in strings):
                continue
            for found in form.finditer(text, low, high):
                start, end = found.span("at" if "at" in form.groupindex else 0)
                around = _around(text, start, end)
                if name in self._near and not self._near[name].search(around):
                    continue
                if name in self._unless and self._unless[name].search(around):
                    continue
                yield Match(start, end, {"form": name})


def _around(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _BEFORE) : start]
    after = text[end : end + _AFTER]
    low = max(before.rfind(mark) for mark in _ENDS) + 1
    stops = [at for mark in _ENDS if (at := after.find(mark)) >= 0]
    return f"{before[low:]}¤{after[: min(stops, default=len(after))]}"
