"""``unmasked``: names of places that were left in where the others were masked."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.counts import Counts
from ..text.patterns import compile_pattern, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar

# The end of a name, unless it begins another word: 乡镇, 村民, 镇域.
_SUFFIX = (
    r"(?:镇(?![域区村级街长流痛静定守压])|乡(?![村镇亲贤愁土里风音域级下])|街道(?!办?[一二三四五六七八九十]级)|"
    r"村(?![民级干庄落镇居屯容委组务域两史集部社里医企支规]))"
)
# A name starts behind a mark, a preposition, or the name before it in a list.
_NAME = rf"(?:^|(?<=[，。；、：（“《”》）\s])|(?P<at>(?<=[在赴到由以])))(?P<name>[一-鿿]{{2,3}}?{_SUFFIX})"
_SIGNS = ("*", "＊", "x", "X", "×", "Ｘ", "□", "〇", "○", "某某")
_MASKS = 10
_PLACES = 5


class Unmasked(Matcher):
    """Finds real towns and villages in a document that masks its places.

    Only where at least ten masks are sure and five of them stand for places,
    and only names that come in a list, twice, or behind a preposition. Without
    its suffix a name neither starts with one of ``starts`` nor ends with one of
    ``ends`` nor holds one of ``words``; one outside a list holds none of the
    characters ``plain`` either. ``national`` names are known to everybody.
    """

    reach: ClassVar[str] = "document"

    starts: str
    ends: str
    plain: str
    words: list[str]
    national: list[str] = []

    def gate(self) -> Sequence[str] | None:
        return _SIGNS

    def survey(self, page: Any) -> Iterator[Match]:
        # Where the paragraphs are the whole text, so are the hits.
        if sum([len(hits) for _, hits in page.called]) < _MASKS and (page.plain or sum(map(page.text.count, _SIGNS)) < _MASKS):
            return
        from ..text.masking import count, masks_in

        if count(page) < _MASKS:
            return
        places = sum(
            mask.missing == "地名" for here in page.paragraphs for mask in masks_in(page, here)
        )
        if places < _PLACES:
            return
        words = "|".join(map(escape, self.words))
        name_of = compile_pattern(_NAME)
        unlike = compile_pattern(f"^[{self.starts}]|[{self.ends}]$|{words}")
        common = compile_pattern(f"[{self.plain}]")
        found: list[tuple[int, int, str, bool]] = []
        for here in page.paragraphs:
            if here.kind == "code":
                continue
            names = [
                m
                for m in name_of.finditer(here.text)
                if m["name"] not in self.national and not unlike.search(_stem(m["name"]))
            ]
            ends = {m.end() for m in names}
            starts = {m.start("name") for m in names}
            for match in names:
                start, end = match.span("name")
                listed = here.text[start - 1 : start] == "、" and start - 1 in ends
                listed = listed or (here.text[end : end + 1] == "、" and end + 1 in starts)
                plain = not common.search(_stem(match["name"]))
                if listed or plain:
                    sure = listed or match["at"] is not None
                    found.append((*here.at(start, end), match["name"], sure))
        often = Counts(name for *_, name, _sure in found)
        for start, end, name, sure in found:
            if sure or often[name] > 1:
                yield Match(start, end)


def _stem(name: str) -> str:
    return name[:-2] if name.endswith("街道") else name[:-1]
