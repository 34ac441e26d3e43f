"""The parts of an official document: title and genre, document number, signature and date (GB/T 9704-2012, 7.2 and 7.3)."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# Where a document's head ends and its last lines begin, in lines that are not blank.
_HEAD, _LAST = 10, 10
_LONGEST = 70
# Genres that a title can end in; longer names first.
_GENRES = (
    "请示报告",
    "命令",
    "决议",
    "决定",
    "公报",
    "公告",
    "通告",
    "通报",
    "通知",
    "意见",
    "请示",
    "批复",
    "议案",
    "复函",
    "纪要",
    "总结",
    "小结",
    "汇报",
    "报告",
    "函",
)
_TITLE = Lazy(
    "(?P<genre>" + "|".join(_GENRES) + ")(?:(?<=政府工作报告)》)?[ \u3000]*(?:[（(][^（）()]{1,24}[）)])?[ \u3000]*$"
)
# The last characters of such a line.
_TITLE_ENDS = frozenset(("》", "）", ")", *(genre[-1] for genre in _GENRES)))
# How a document without a title says what it is.
_SAYS = Lazy("(?P<genre>报告|汇报|总结|请示|通知|通报|函|批复)(?:告)?如下[：:。]?|向(?:大会|会议)(?:作工作)?(?P<also>报告)")
_NUMBER = Lazy(
    r"[ \u3000]*[一-鿿]{1,14}[〔\[［【（(][ \u3000]*(?P<year>(?:19|20)?[0-9]{2})[ \u3000]*[〕\]］】）)]"
    r"[ \u3000]*第?[0-9]{1,5}[ \u3000]*号(?:[ \u3000]+签发人.{0,20})?[ \u3000]*$"
)
#: How the name of a body ends that signs a document or that it is sent to.
BODY = (
    r"(?:人民政府|政府|委员会|党委|党组|工委|[省市区县州旗]委|办公室|办公厅|办事处|管委会|[一-鿿](?:局|厅|部|院|处|署|社|会|所|站|队|馆)"
    r"|中心|公司|集团|学校|大学|学院|中学|小学|医院|支部|总支|领导小组|指挥部|专班|工作组|各单位|各部门|各企业|各机构)"
)
_BODY_LINE = Lazy(rf"[ \u3000]*(?P<body>[一-鿿（）() \u3000]{{2,40}}?{BODY})[（(]?(?:盖章|印章|公章)?[）)]?[ \u3000]*$")


class Letter:
    """``genre`` ("" where neither the title nor the first lines tell), ``number_year`` (or 0).

    ``title`` is the index in ``head`` of the line that ends in the genre, -1 where there is none.
    ``head`` and ``last`` are the first and last lines that are not blank, as
    ``(text, start, end)`` in document offsets.
    """

    __slots__ = ("genre", "head", "last", "number_year", "title")

    def __init__(self, page: Any) -> None:
        whole = [
            (line.text, line.start, line.end)
            for line in _edges(page.paragraphs)
            if line.kind not in ("code", "cell") and line.map is None
        ]
        self.head = whole[:_HEAD]
        self.last = whole[-_LAST:]
        self.genre, self.title = "", -1
        self.number_year = 0
        for index, (text, _, _) in enumerate(self.head):
            number = _NUMBER.match(text) if "号" in text else None
            if number is not None and not self.number_year:
                year = int(number["year"])
                self.number_year = year if year > 99 else 2000 + year
            if self.title < 0 and len(text) <= _LONGEST and text.rstrip(" \u3000\n")[-1:] in _TITLE_ENDS:
                found = _TITLE.search(text)
                if found is not None and text[found.start() - 1 : found.start()] not in ("此", "《"):
                    self.genre, self.title = found["genre"], index
        for text, _, _ in self.head if not self.genre else ():
            said = _SAYS.search(text[-120:]) if "如下" in text or "报告" in text else None
            if said is not None:
                self.genre = said["genre"] or said["also"]
                break


def _edges(paragraphs: Any) -> list[Any]:
    """The first and the last paragraphs that hold text, enough for a head and last lines."""
    head = _first(paragraphs, _HEAD)
    if len(head) < _HEAD:
        return head
    last = _first(reversed(paragraphs), _LAST)
    return head + [line for line in reversed(last) if line.index > head[-1].index]


def _first(paragraphs: Iterable[Any], count: int) -> list[Any]:
    """The first paragraphs that hold text."""
    found = []
    for line in paragraphs:
        text = line.text
        if text and not text.isspace():
            found.append(line)
            if len(found) == count:
                break
    return found


def letter_of(page: Any) -> Letter:
    """The parts of a document, worked out once."""
    found = page.shelf.get("letter")
    if found is None:
        found = page.shelf["letter"] = Letter(page)
    return found  # type: ignore[no-any-return]


def is_body(text: str) -> bool:
    """Whether a line is nothing but the name of a body, as under a document."""
    return _BODY_LINE.match(text) is not None
