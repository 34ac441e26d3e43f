"""How passages show the make-up of licence and document numbers: ``×1械注×2××××3``."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .lawful import Sign

_FORMAT = Lazy(r"编排方式|编号方式|编码规则|编号规则|编号格式|编码格式|证号格式|号格式|格式为|表示为|式样|样式")
_LEGEND = Lazy(
    r"[0-9]?[ ]?(?:[”’」][ ]?)?(?P<word>代表|表示|是指|即(?!将)|是(?=若干|一批|多个|根据|其他|聘请)|指(?![导示标挥定派])|"
    r"为(?=[一-鿿]{0,14}(?:简称|所在地|编码|代码|年份|流水号|类别|序号))|为(?=企业|若干|一批|其他))"
)
_POSITION = Lazy(r"第[一二三四五六七八九十]+位(?:到第[一二三四五六七八九十]+位)?$")
_GLOSS = Lazy(r"第[一二三四五六七八九十]+位[^。；]{0,16}代表")
_LICENCE = Lazy(r"械注|械备|[省国X]妆|卫消|药准字")
_DOCUMENT = Lazy(r"20[xX]{2}[ 　]*年?[ 　]*第[ 　]*[xX]{1,4}[ 　]*号")


def in_number_form(sign: Sign) -> bool:
    """Whether a run of letters shows how a number is made up, or is explained as a letter."""
    legend = _LEGEND.match(sign.after)
    if legend and (sign.single or legend.group()[:1].isdigit() or legend["word"] == "代表"):
        return True
    if _POSITION.search(sign.before) or _GLOSS.search(sign.text, sign.end, sign.end + 40):
        return True
    if _FORMAT.search(sign.text, max(0, sign.start - 60), sign.start):
        return True
    if _DOCUMENT.search(sign.text, max(0, sign.start - 12), sign.end + 10):
        return True
    return "×" in sign.run and bool(_LICENCE.search(sign.before) or _LICENCE.match(sign.after[1:]))
