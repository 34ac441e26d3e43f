"""``reference``: figures, tables and attachments that are not there, and short names given twice."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.flat import first_of, holding
from ..text.patterns import Lazy
from .repeat import notes_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

_NUMERAL = "[0-9]{1,2}(?:[-—.][0-9]{1,2})?|[一二三四五六七八九十]{1,3}"
_REFERENCE = Lazy(
    rf"(?:详见|参见|见|如|按照|对照|填写|根据)"
    rf"(?P<at>(?P<what>附件|附表|附图|专栏|表|图)[ ]?(?P<number>{_NUMERAL}))(?![0-9年月日个项张%亿万])"
    r"(?=所示|[，。；、）)：:]|$|[ ]|的?(?:要求|任务|名单|说明|格式))"
)
# Another paper's attachment stands behind its title.
_ELSEWHERE = Lazy("》[^。；，]{0,12}$|文件[^。；，]{0,6}$|标准[^。；，]{0,6}$")
_LISTED = Lazy(r"附件[：:]")
_SHORT = Lazy(
    r"[（(](?:(?:以下|下文|下)(?:统一|统|均|合)?(?:简称|称)|简称)(?:为)?[：:]?[ ]?(?:[“\"「《](?P<name>[^“”\"」》（）()\n]{2,20})[”\"」》]"
    r"|(?P<plain>[一-鿿A-Za-z0-9]{2,12}))(?P<rest>[^（）()\n]{0,20})[）)]"
)
# 专班 and 办法 are words too; a name says whose or what.
_COMMON = frozenset(
    (
        "公司", "集团", "专班", "办法", "意见", "方案", "规划", "通知", "条例", "规定", "中心", "本院", "本局", "本市",
        "平台", "协会", "基金", "园区", "学校", "领导小组", "指挥部", "实施方案", "工作方案", "企业", "行动", "行动计划", "计划",
        "纲要", "决定", "细则", "指南", "目录", "办公室", "工作组", "委员会", "联席会议", "专项行动", "项目", "工程", "示范区",
        "开发区", "试点", "高新区", "经开区", "新区",
    )
)  # fmt: skip

# The last character before what is referred to, and that.
_WORDS = [before + what for before in "见如照据写" for what in ("附件", "附表", "附图", "表", "图", "专栏")]
_SHORTENS = ("简称", "下称", "合称")


class Reference(Matcher):
    """Finds what is referred to and is not there, by ``check``.

    ``missing``: ``详见附件3`` ``如表2所示`` where no paragraph begins with that attachment, table or
    figure and no list of attachments names it. ``short``: a short name (``以下简称“…”``) that is given
    a second time.
    """

    check: Literal["missing", "short"]
    reach = "document"
    declares: ClassVar[tuple[str, ...]] = ("found", "what", "number")

    def gate(self) -> Sequence[str] | None:
        return _WORDS if self.check == "missing" else _SHORTENS

    def survey(self, page: Any) -> Iterator[Match]:
        if self.check == "missing":
            yield from _missing(page)
        else:
            yield from _repeated(page)


def _missing(page: Any) -> Iterator[Match]:
    for here, _ in page.called:
        for match in _REFERENCE.finditer(here.text):
            if _ELSEWHERE.search(here.text, max(0, match.start() - 40), match.start()):
                continue
            what, number = match["what"], match["number"]
            if _stands(page, what, number, here):
                continue
            low, high = here.at(*match.span("at"))
            yield Match(low, high, {"found": match["at"], "what": what, "number": number})


def _stands(page: Any, what: str, number: str, here: Any) -> bool:
    """Whether a paragraph begins with the label, or a list of attachments holds the number."""
    import re

    kind = what[-1] if what in ("附表", "附图") else what
    label = re.compile(rf"[ \u3000\t《【]*附?{kind}[ ]?{re.escape(number)}(?![0-9])")
    entry = re.compile(rf"[ \u3000\t]*(?:附件[：:])?[ \u3000]*{re.escape(number)}[.．、](?![0-9])")
    begins = f" \u3000\t《【附{kind[0]}"
    listing = False
    for paragraph in page.paragraphs:
        if not listing and first_of(page, paragraph) not in begins:
            continue
        text = paragraph.text
        if paragraph is not here and label.match(text):
            return True
        if what == "附件":
            listing = listing or _LISTED.match(text.lstrip(" \u3000")) is not None
            if listing and (entry.match(text) or re.search(rf"附件[：:].*(?<![0-9]){re.escape(number)}[.．、]", text)):
                return True
    return False


def _repeated(page: Any) -> Iterator[Match]:
    first: dict[str, tuple[int, int]] = {}
    for here in holding(page, "称"):
        for match in _SHORT.finditer(here.text):
            name = match["name"] or match["plain"]
            low, high = here.at(*match.span())
            if name in first:
                yield Match(low, high, {"found": name, "what": "前面已经定义过", "number": ""}, related=((*first[name], "首次出现"),))
                continue
            first[name] = (low, high)
            # Explanations of terms stand behind the text that uses them.
            early = match["name"] and match.group()[1:3] in ("以下", "下文") and low < notes_at(page)
            used = _used(page.text, name, low) if early else -1
            if used >= 0:
                place = ((used, used + len(name), "首次使用"),)
                yield Match(low, high, {"found": name, "what": "在定义之前已经使用", "number": ""}, related=place)


def _used(text: str, name: str, stop: int) -> int:
    """Where a short name stands alone before the place that explains it, -1 where it does not.

    In the sentence that explains it, it may be a part of the full name.
    """
    if len(name) < 3 or name in _COMMON:
        return -1
    full = max(text.rfind(mark, 0, stop) for mark in "。；\n") + 1
    return text.find(name, 0, full)
