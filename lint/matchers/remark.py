"""``remark``: what stands in a pair of brackets, judged as a whole."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern, escape, kept, required

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..core.matcher import Guard

# So many contents of brackets are remembered.
_KEPT = 4096
_PAIRS = {"（": "）)", "(": "）)", "【": "】", "[": "]］", "［": "]］", "〔": "〕"}


class Remark(Matcher):
    """Finds pairs of brackets whose content one of ``forms`` matches; the span is the pair.

    The content has 1 to ``length`` characters and no bracket of the same sort in
    it; spaces at its edges are left out. ``{name}`` in a form stands for the
    pattern of that name in ``parts``. ``unless`` excuses a content in which it
    is found.
    """

    forms: list[str]
    parts: dict[str, str] = {}
    unless: str = ""
    length: int = 40

    def prepare(self) -> None:
        # Contents of brackets are short, and hardly one of them holds what a form needs: forms wait until one does.
        self._needs: list[list[str] | None] = kept(
            "\0".join(("remark", *self.forms, *self.parts, *self.parts.values())),
            lambda: [required(self._whole(form)) for form in self.forms],
        )
        self._called: dict[str, list[tuple[str, int]]] = {}
        self._free = [number for number, needs in enumerate(self._needs) if needs is None]
        self._made: dict[int, Any] = {}
        self._unless = compile_pattern(self._whole(self.unless)) if self.unless else None
        self._pair = compile_pattern(
            "|".join(
                f"{escape(opener)}([^{escape(opener + closers)}]{{1,{self.length}}})[{escape(closers)}]"
                for opener, closers in _PAIRS.items()
            )
        )
        # （一） and other contents stand in every document.
        self._judged: dict[str, bool] = {}

    def foresee(self) -> None:
        for form in self.forms:
            compile_pattern(self._whole(form))

    def gate(self) -> Sequence[str] | None:
        return tuple(_PAIRS)

    def guards(self) -> Sequence[Guard | None]:
        """A pair whose content may hold what some form needs: one character of it, or its first two."""
        strings = {string for needs in self._needs for string in needs or ()}
        ones = "".join(sorted({string for string in strings if len(string) == 1}))
        first, second = ("".join(sorted({string[at] for string in strings if len(string) > 1})) for at in (0, 1))
        some = [f"[{escape(ones)}]"] * bool(ones) + [f"[{escape(first)}][{escape(second)}]"] * bool(first)
        held = "" if self._free else f"(?:{'|'.join(some) or '(?!)'})"
        found: list[Guard | None] = []
        for opener, closers in _PAIRS.items():
            inner = f"[^{escape(opener + closers)}]"
            found.append((f"{escape(opener)}(?={inner}{{1,{self.length}}}[{escape(closers)}]){inner}*?{held}", 0, 0))
        return found

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        judged = self._judged
        for start, _ in hits:
            found = self._pair.match(text, start)
            if found is None:
                continue
            content = found.group(found.lastindex).strip()
            wrong = judged.get(content)
            if wrong is None:
                if len(judged) > _KEPT:
                    judged.clear()
                wrong = judged[content] = self._wrong(content)
            if wrong:
                yield Match(*found.span())

    def _whole(self, form: str) -> str:
        """A form with its parts filled in; a part may be made of earlier ones."""
        # Last ones first: a part may be made of those above it.
        for name, part in reversed(self.parts.items()):
            form = form.replace(f"{{{name}}}", f"(?:{part})")
        return form

    def _wrong(self, content: str) -> bool:
        if not any(self._fits(number, content) for number in self._forms_of(content)):
            return False
        return self._unless is None or self._unless.search(content) is None

    def _forms_of(self, content: str) -> list[int]:
        """The forms that need nothing, or something that the content holds."""
        called = self._called
        if not called:
            for number, needs in enumerate(self._needs):
                for string in needs or ():
                    called.setdefault(string[0], []).append((string, number))
        found = set(self._free)
        for character in set(content):
            for string, number in called.get(character, ()):
                if string in content:
                    found.add(number)
        return sorted(found)

    def _fits(self, number: int, content: str) -> bool:
        """Whether a form is found in the content of a pair of brackets."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = compile_pattern(self._whole(self.forms[number]))
        return made.search(content) is not None
