"""``block``: several lines that belong together though not each of them tells."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import compile_pattern, kept
from ..text.searches import strings_of
from ..text.tables import rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

STRENGTHS = ("sure", "strong", "weak")


class Block(Matcher):
    """Finds runs of at least ``least`` short lines around lines that tell what they are.

    ``signs`` names a table beside the rule: ``sure``, ``strong`` or ``weak``, a
    tab, and a pattern. A line with a sign that is not weak starts a block; it
    takes in the lines with any sign next to it, and up to ``gap`` lines without
    one between two that have one. Before the first and behind the last paragraph of text, where a
    report has only its title and its signature, it also takes in the lines
    beside it. Only lines with a sign that is not weak may match ``stop``: what a
    title, a signature or a heading looks like; and none of these starts a block. No line is longer than ``longest`` characters.
    """

    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("lines",)

    signs: list[str] | str
    stop: str
    least: int = 2
    gap: int = 2
    beside: int = 3
    longest: int = 60

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        return {**options, "signs": read_signs(options.get("signs"), folder)}

    def prepare(self) -> None:
        signs = parted(self.signs)
        strong, weak = signs["sure"] + signs["strong"], signs["weak"]
        self._strong = compile_pattern("|".join(strong)) if strong else None
        self._any = compile_pattern("|".join(strong + weak)) if strong or weak else None
        self._stop = compile_pattern(self.stop)
        self._needed: list[str] | None = kept("\0".join(("block", *strong)), lambda: strings_of(strong))

    def gate(self) -> Sequence[str] | None:
        return self._needed

    def survey(self, page: Any) -> Iterator[Match]:
        paragraphs = page.paragraphs
        limit = self.longest + 20
        starts = self._starts(page, limit)
        if not starts:
            return
        texts = [text.strip() if len(text := paragraph.text) <= limit else "" for paragraph in paragraphs]
        head, tail = _body(texts)
        last = -1
        for index in starts:
            if index <= last:
                continue
            first = self._grown(texts, index, -1, last + 1, head, tail)
            final = self._grown(texts, index, 1, len(texts) - 1, head, tail)
            if final - first + 1 < self.least:
                continue
            last = final
            begin, finish = paragraphs[first], paragraphs[final]
            start = begin.at(*_bare(begin.text))[0]
            end = finish.at(*_bare(finish.text))[1]
            cut = paragraphs[final + 1].start if final + 1 < len(paragraphs) else len(page.text)
            yield Match(start, end, {"lines": final - first + 1}, edits=[(begin.start, cut, "")])

    def _starts(self, page: Any, limit: int) -> list[int]:
        """The lines with a sign that is not weak, of those that hold the strings of one where every sign has such."""
        lines = page.paragraphs if self._needed is None else [here for here, _ in page.called]
        # Most documents have none.
        short = [(here.index, text.strip()) for here in lines if len(text := here.text) <= limit]
        return [
            index for index, text in short if self._short(text) and self._tells(text) and self._stop.search(text) is None
        ]

    def _short(self, text: str) -> bool:
        return 0 < len(text) <= self.longest

    def _tells(self, text: str) -> bool:
        return self._strong is not None and self._strong.search(text) is not None

    def _grown(self, texts: list[str], index: int, step: int, limit: int, head: int, tail: int) -> int:
        """The last line of the block in one direction from ``index``."""
        reached = index
        free = 0
        at = index
        while at != limit:
            at += step
            text = texts[at]
            if not self._short(text):
                break
            stopped = self._stop.search(text) is not None
            if self._tells(text) or (not stopped and self._has_sign(text)):
                reached, free = at, 0
                continue
            free += 1
            if stopped or free > self.gap:
                break
        # Beside the body, lines that are no title and no signature belong to it too.
        for _ in range(self.beside):
            at = reached + step
            if at < 0 or at >= len(texts) or head <= at <= tail or (at - limit) * step > 0:
                break
            text = texts[at]
            if not self._short(text) or len(text) > 30 or self._stop.search(text):
                break
            reached = at
        return reached

    def _has_sign(self, text: str) -> bool:
        return self._any is not None and self._any.search(text) is not None


def _body(texts: list[str]) -> tuple[int, int]:
    """The first and the last paragraph that is running text."""
    body = [
        index for index, text in enumerate(texts) if not text or (text[-1] in "。；：" and len(text) > 30)
    ]
    return (body[0], body[-1]) if body else (len(texts), -1)


def read_signs(name: object, folder: str) -> list[str]:
    """The rows of a table of signs. ValueError where a row is wrong, OSError where it is missing."""
    if not isinstance(name, str):
        raise ValueError("signs 应当是一个 .tsv 文件名")
    found = []
    for number, row in rows(folder, name):
        strength, _, pattern = row.partition("\t")
        if strength not in STRENGTHS or not pattern:
            raise ValueError(f"{name} 第 {number} 行应为“{'、'.join(STRENGTHS)} 之一，制表符，正则表达式”")
        try:
            compile_pattern(pattern)
        except ValueError as error:
            raise ValueError(f"{name} 第 {number} 行：{error}") from None
        found.append(row)
    return found


def parted(signs: list[str] | str) -> dict[str, list[str]]:
    """The patterns of a table of signs by strength."""
    found: dict[str, list[str]] = {strength: [] for strength in STRENGTHS}
    for row in signs if isinstance(signs, list) else []:
        strength, _, pattern = row.partition("\t")
        found[strength].append(f"(?:{pattern})")
    return found


def _bare(text: str) -> tuple[int, int]:
    """The offsets of a line without the blanks around it."""
    return len(text) - len(text.lstrip()), len(text.rstrip())
