"""``selfname``: whose report it is, by what it calls itself (我县), and where it calls itself otherwise."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

#: Places, the higher the number the larger; units have none.
_LEVELS = {
    "省": 5, "市": 4, "州": 4, "盟": 4, "县": 3, "旗": 3, "镇": 2, "乡": 2, "街道": 2, "村": 1, "社区": 1,
}  # fmt: skip
_UNITS = ("校", "院", "厂", "局", "公司", "集团", "厅", "医院", "学院")
_NAMES = ("区", *_LEVELS, *_UNITS)
# The look behind stands after 我: a pattern that begins with a character is searched for forty times as fast.
_SELF = Lazy(
    r"我(?<![自本大忘对依靠为给令让使]我)(?P<name>" + "|".join(sorted(_NAMES, key=len, reverse=True)) + ")"
    r"(?![长场级域员])"
)
# The place whose report it is by its title, and what it cannot call itself: a county belongs to its
# city, not the city to it.
_TITLED = Lazy(
    "(?P<level>自治区|[省市县区镇乡州旗])"
    "(?:人民)?(?:政府|(?:19|20)[0-9]{2}|(?:党委|人大|政协)?(?:年度?)?(?:工作)?(?:总结|报告|情况))"
)
_LOWER = {
    "省": "市县镇乡村旗州", "自治区": "市县镇乡村旗州", "市": "县镇乡村旗", "州": "县镇乡村", "县": "区镇乡村",
    "旗": "镇乡村", "区": "县镇乡村", "镇": "县区乡", "乡": "县区镇",
}  # fmt: skip


class Selfname(Matcher):
    """Finds names that a document gives itself and that are not its own.

    Its own is the place that the title names (河西市2022年工作总结), else the
    one (我省, 我市, 我县 …) that it names most, ``least`` times or more. Smaller
    places are reported, without a title that tells only where they are
    ``times`` times as rare; larger ones are those that its own lies in. In a
    government's report units (我校) are reported too, unless it calls itself
    so more often than anything else.
    """

    declares = ("own",)

    least: int = 3
    times: int = 5

    def gate(self) -> Sequence[str]:
        return [f"我{name}" for name in _NAMES if name not in ("区", "省")]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        # Worked out once for a document.
        told = page.shelf.get("selfname")
        if told is None:
            told = page.shelf["selfname"] = _names(page)
        counted, own, named, _, _ = told
        strange = page.shelf.get(f"selfname {id(self)}")
        if strange is None:
            strange = page.shelf[f"selfname {id(self)}"] = {name for name in counted if self._is_strange(name, *told)}
        if not strange:
            return
        for found in _SELF.finditer(text):
            if found["name"] not in strange:
                continue
            if named:
                whose, related = f"标题是“{page.facts.title}”，", [(*page.facts.title_span, "标题")]
            else:
                whose, related = f"本稿自称“我{own}”，" if counted.get(own, 0) >= self.least else "", []
            yield Match(found.start(), found.end(), {"own": whose}, related=related)

    def _is_strange(self, name: str, counted: dict[str, int], own: str, named: bool, lower: str, government: bool) -> bool:
        """Whether a name that a document gives itself is not its own, by what ``_names`` tells."""
        if name in _UNITS:
            return government and (counted[name] < self.least or counted[name] <= counted.get(own, 0))
        if named and name in lower:
            return name != own or counted[name] < self.least
        return (
            counted.get(own, 0) >= self.least
            and counted[name] * self.times <= counted[own]
            and _LEVELS.get(name, 9) < _LEVELS.get(own, 0)
        )


def _names(page: Any) -> tuple[dict[str, int], str, bool, str, bool]:
    """How often a document gives itself which name, and the one it gives itself most among places.

    Then whether its title names a place, what that one cannot be called, and
    whether it is a government's report.
    """
    counted: dict[str, int] = {}
    for found in _SELF.finditer(page.text):
        counted[found["name"]] = counted.get(found["name"], 0) + 1
    own = max((name for name in counted if name not in _UNITS), key=lambda name: counted[name], default="")
    named = _TITLED.search(page.facts.title)
    lower = _LOWER[named["level"]] if named else ""
    government = page.facts.genre == "政府工作报告" or "各位代表" in page.text[:3000]
    return counted, own, named is not None, lower, government
