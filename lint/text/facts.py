"""Facts about a document as a whole, for conditions of rules."""

from __future__ import annotations

import sys

from .counts import Counts
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Reading

_YEAR = Lazy(r"(?<![0-9])(19[4-9][0-9]|20[0-9][0-9])年")
# Years that are not aims: reports name the year that a plan runs to more often than their own.
_REACHED = Lazy(
    r"(?<![0-9到至—－~-])(19[4-9][0-9]|20[0-9][0-9])年(?!远景|规划|目标|底?前|基本|全面)"
)
# Longer names first: 请示 of a 报告 in 请示报告 would otherwise win.
_GENRES = (
    "政府工作报告",
    "工作报告",
    "述职报告",
    "述责述廉",
    "述职述廉",
    "情况报告",
    "调研报告",
    "工作总结",
    "总结",
    "工作要点",
    "实施方案",
    "工作方案",
    "计划",
    "通知",
    "请示",
    "批复",
    "意见",
    "决定",
    "公告",
    "通告",
    "纪要",
    "函",
    "报告",
)


class Facts:
    """``title``, main ``year`` (or 0), ``genre`` (or ""), ``masks`` (runs that surely mask something).

    Year and masks are looked for when they are first asked for.
    """

    __slots__ = ("_page", "_year", "genre", "title", "title_span")

    def __init__(self, page: Reading, title: str, title_span: tuple[int, int], genre: str) -> None:
        self._page = page
        self._year = -1
        self.title = title
        self.title_span = title_span
        self.genre = genre

    @property
    def year(self) -> int:
        """The title's year, else the document number's, else the one named most often and not as one to come."""
        if self._year < 0:
            named = _YEAR.search(self.title)
            if named:
                self._year = int(named.group(1))
            else:
                from .letter import letter_of

                self._year = letter_of(self._page).number_year
            if not self._year:
                counted = Counts(_REACHED.findall(self._page.text))
                if counted:
                    self._year = int(min(counted, key=lambda value: (-counted[value], value)))
        return self._year

    @property
    def masks(self) -> int:
        """How many runs surely mask something."""
        from .masking import count

        return count(self._page)


def facts_of(page: Reading) -> Facts:
    """The facts of a document.

    The title is the first short paragraph among the first eight that does not
    end like a sentence; the year is the title's, else that of the document
    number, else the one that the text names most often and not as one to come.
    """
    title, span = "", (0, 0)
    for paragraph in page.paragraphs[:8]:
        text = paragraph.text.strip()
        if 4 <= len(text) <= 60 and text[-1] not in "。，；：、！":
            genre = next((name for name in _GENRES if name in text), "")
            if genre or paragraph.kind == "heading" or not title:
                title, span = text, (paragraph.start, paragraph.end)
            if genre or paragraph.kind == "heading":
                break
    return Facts(page, title, span, next((name for name in _GENRES if name in title), ""))


# The upper bytes of hanzi, 4E00 to 9FFF, in UTF-16, and where they stand behind the byte order mark. Python has this
# encoding at hand; to ask for one of the two orders would import a module.
_HANZI = bytes(range(0x4E, 0xA0))
_UPPER = slice(3 if sys.byteorder == "little" else 2, None, 2)
# Below this a text is too short to tell by: X% and **镇 are whole texts too.
_TELLING, _SAMPLE = 300, 2000
_GLANCE = 240


def is_chinese(text: str) -> bool:
    """Whether a text, judged by its beginning, middle and end, is Chinese; short ones always are.

    Licences, English manuals and tables of numbers lie beside reports in many
    folders; what the rules ask of Chinese prose means nothing there.
    """
    if len(text) < _TELLING:
        return True
    for at in (0, len(text) // 2, max(0, len(text) - _SAMPLE)):
        sample = text[at : at + _SAMPLE]
        # Most often the first lines tell.
        if _hanzi(sample[:_GLANCE]) >= _SAMPLE / 20 or 20 * _hanzi(sample) >= len(sample):
            return True
    return False


def _hanzi(text: str) -> int:
    """How many hanzi a text holds: bytes are counted many times faster than an expression finds characters."""
    upper = text.encode("utf-16", "surrogatepass")[_UPPER]
    return len(upper) - len(upper.translate(None, _HANZI))
