"""``attachment``: the note that lists the annexes of a document (GB/T 9704-2012, 7.3.4)."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

_NOTE = Lazy(
    "[ \u3000\t]*附[ \u3000]*件[ \u3000]*(?P<number>[一二三四五六七八九十]{1,2})?(?P<colon>[:：])[ \u3000\t]*(?P<rest>.*?)[ \u3000\t\r]*$"
)
_NEXT = Lazy("[ \u3000\t]*(?P<number>[0-9]{1,2})(?P<mark>[.．、，,:：]|[ \u3000]+)[ \u3000]*(?P<rest>.*?)[ \u3000\t\r]*$")
_FIRST = Lazy(
    "(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?P<mark>[、，,:：])|(?P<bracket>[（(][0-9一二三四五六七八九十]{1,2}[）)])"
)
_INNER = Lazy("(?<=[ \u3000])[2-9](?P<mark>[、，,])")
_STOP = "。；;，,、"
_LONGEST = 90


class Attachment(Matcher):
    """Finds what is wrong in ``附件：1.名单``: the colon, the numbers, the mark after them, a mark at the end.

    Lines that go on with ``2.`` are read as well. A line ``附件1`` above an
    annex is no note.
    """

    declares: ClassVar[tuple[str, ...]] = ("fault", "expected")
    reach = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        text = page.text
        at = text.find("附")
        paragraphs = page.paragraphs
        last = -1
        while at >= 0:
            here = page.paragraph_at(at)
            if here is not None and here.index > last:
                last = here.index
                note = _NOTE.match(here.text) if here.map is None and len(here.text) <= _LONGEST else None
                if note is not None and here.kind not in ("cell", "code") and (
                    note["rest"] or _goes_on(paragraphs, here.index)
                ):
                    yield from self._first(here, note)
                    number = 2 if note["rest"] else 1
                    for line in paragraphs[here.index + 1 : here.index + 40]:
                        following = _NEXT.match(line.text) if line.map is None else None
                        if following is None and not line.text.strip():
                            continue
                        if following is None or int(following["number"]) != number or len(line.text) > _LONGEST:
                            break
                        yield from self._line(line, following)
                        number += 1
            stop = text.find("\n", at)
            at = text.find("附", stop) if stop >= 0 else -1

    def _first(self, here: Any, note: Any) -> Iterator[Match]:
        if note["number"]:
            yield self._match(here, note.span("number"), "附件顺序号用阿拉伯数字，写在冒号之后", "")
        if note["colon"] == ":":
            yield self._match(here, note.span("colon"), "“附件”之后用全角冒号", "：")
        rest = note.start("rest")
        first = _FIRST.match(note["rest"])
        if first is not None and first["bracket"]:
            span = (rest + first.start(), rest + first.end())
            yield self._match(here, span, "附件顺序号用阿拉伯数字加下脚点，如 1.", "")
        elif first is not None:
            span = (rest + first.start("mark"), rest + first.end("mark"))
            yield self._match(here, span, "附件顺序号之后用下脚点", ".")
            for inner in _INNER.finditer(note["rest"]):
                span = (rest + inner.start("mark"), rest + inner.end("mark"))
                yield self._match(here, span, "附件顺序号之后用下脚点", ".")
        yield from self._end(here, note)

    def _line(self, here: Any, following: Any) -> Iterator[Match]:
        if following["mark"] in "、，,":
            yield self._match(here, following.span("mark"), "附件顺序号之后用下脚点", ".")
        yield from self._end(here, following)

    def _end(self, here: Any, found: Any) -> Iterator[Match]:
        rest = found["rest"]
        if len(rest) > 1 and rest[-1] in _STOP and "。" not in rest[:-1]:
            end = found.end("rest")
            yield self._match(here, (end - 1, end), "附件名称之后不加标点", "")

    def _match(self, here: Any, span: tuple[int, int], fault: str, expected: str) -> Match:
        low, high = here.at(*span)
        return Match(low, high, {"fault": fault, "expected": expected}, expected)


def _goes_on(paragraphs: Any, index: int) -> bool:
    """Whether the line below a bare ``附件：`` begins a numbered list; above an annex it does not."""
    for line in paragraphs[index + 1 : index + 4]:
        if line.text.strip():
            following = _NEXT.match(line.text)
            return following is not None and following["number"] == "1"
    return False
