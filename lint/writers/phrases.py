"""What the writers say in Chinese about a finding."""

from __future__ import annotations

from .excerpt import clipped, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..core.finding import Finding, Report, Suppression
    from ..core.finding import Fix as Mending

SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}
#: The categories by their names.
CATEGORY = {
    "placeholder": "占位与脱敏残留",
    "duplicate": "重复",
    "numbering": "编号",
    "typo": "错别字",
    "ad": "广告与网页残留",
    "punctuation": "标点",
    "spacing": "空格与断行",
    "number": "数字、日期与单位的写法",
    "consistency": "前后一致",
    "term": "规范表述与公文格式",
    "privacy": "个人信息",
    "residue": "编辑残留",
    "style": "文风",
}
_BY = {"accept": "已列为接受", "inline": "文中标记", "baseline": "在基线中"}
_HOW = {"safe": "（可自动修改）", "unsafe": "（可用 --unsafe-fixes 修改）"}
_LONGEST = 40
_LONGEST_MESSAGE = 240
_MOST = 3


def message(report: Report, finding: Finding) -> str:
    """A finding's message on one line, nothing invisible in it, private data masked.

    One that quotes whole paragraphs loses its middle.
    """
    return clipped(visible(report.conceal(finding.message)), _LONGEST_MESSAGE)


def suggestion(report: Report, fix: Mending) -> str:
    """What to do, in one line: 扔有→仍有, 删去“的”, 补上“。”, or the fix's title."""
    if fix.title:
        return visible(report.conceal(fix.title))
    steps = [_step(report.text[start:end], new) for start, end, new in fix.edits[:_MOST]]
    more = len(fix.edits) - _MOST
    return "；".join(steps) + (f"；另有{more}处" if more > 0 else "")


def applicability(fix: Mending) -> str:
    """How a fix is applied, in brackets; "" where a person must decide."""
    return _HOW.get(fix.applicability, "")


def _step(old: str, new: str) -> str:
    if not new:
        return f"删去{_named(old)}"
    if not old:
        return f"补上{_named(new)}"
    return f"{_shown(old)}→{_shown(new)}"


def _named(text: str) -> str:
    if not text.strip("\r\n"):
        return "换行"
    if text.isspace():
        return "空格"
    return f"“{_shown(text)}”"


def _shown(text: str) -> str:
    if text.isspace() and "\n" not in text and "\r" not in text:
        return "空格"
    return clipped(visible(text), _LONGEST)


def suppression(found: Suppression) -> str:
    """Who silenced a finding and why, in brackets."""
    reason = f"：{visible(found.reason)}" if found.reason else ""
    return f"（已忽略，{_BY.get(found.by, found.by)}{reason}）"
