"""When ``*``, ``X`` and ``×`` are what they should be: signs of arithmetic, names, marks.

Every exception here stands for something met in published reports, rules and forms.
"""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z]")
# What X names: rays, axes, chromosomes, bands, certificates of "1+X".
_X_NAMES = re.compile(
    r"射线|光(?:机|片|线|安检|检|设|射|照|摄|衍|影|室|透|诊|成像|源|、|，|。|；|）|）|和|及|与|等)|轴|波段|染色体|"
    r"荧光|衍射|形(?!成|式|势|象)|型(?!企)|证书|线(?:机|片|摄|检查|诊断|胸|照|影像|设备|透视|平板|成像)|"
    r"刀|因子|世代|战警|[- ]?[Rr]ay|档(?!案)|坐标"
)
_TIMES_BEFORE = re.compile(
    r"(?:[0-9０-９]|[0-9０-９](?:米|cm|mm|km|m|公里|小时|天|元|万元|个|人|台|套|次|月|°|度|%|％)|[)）\]])[ 　]*$"
)
_TIMES_AFTER = re.compile(r"[ 　]*[（(]?[0-9０-９.]")
_OPERANDS = re.compile(
    r"(?:[长宽高深厚]|[数重]量|单价|面积|金额|系数|费率|税率|人数|天数|标准|税额|底|直径|本金|利率|基数|比例|价款|债务|时间)"
    r"(?:[（(][^（）()]{1,6}[)）])?[ 　]*$"
)
_OPERAND_AFTER = re.compile(
    r"[ 　]*(?:[长宽高深厚]|[数重]量|单价|单位税额|面积|系数|费率|税率|人数|天数|迟延|行驶|日?万分|百分|月|年限|期限|比例|利率)"
)
_FORMULA = re.compile(r"[=＝]|公式|计算方法")
_CODE_FORMAT = re.compile(
    r"(?:编排方式|编号方式|编码规则|编号规则|编号格式|编码格式|证号格式|号格式|格式为|表示为|式样|样式)"
)
_LEGEND = re.compile(r"[0-9]?[ ]?(?:[”’」][ ]?)?(?:代表|表示|是指|即(?!将)|指(?![导示标挥定派])|为(?=[一-鿿]{0,14}(?:简称|所在地|编码|代码|年份|流水号|类别|序号)))")
_LEGEND_BEFORE = re.compile(
    r"(?:位(?:字母|数字)?|其中[，,]?|以|用|打|标注?|标有|标记|带有?|加|画|划|标“|打“|用“|以“|带“|“√”[或和、]?“?|√[或和、/])[ ]?$"
)
_MARK_AFTER = re.compile(r"(?:[”」])?(?:号(?!文|召)|符号|标记|标识|标注|标明|的(?:为|项|是|条|部分|内容|题|必填)|为必|必[填选])")
_NOTE = re.compile(r"[ 　]*(?:注|说明|备注|必填|选填|为必填|标记|号)[ 　]*[:：为的是]?")
_PHONE = re.compile(r"[ 　]*(?:0[0-9]{2,3}[-—－ ]|1[3-9][0-9]{9}|电话)")
_PURE = re.compile(r"[xXｘＸ×*＊]+")
_OPERAND_LEFT = re.compile(r"([0-9０-９A-Za-z一-鿿*＊×]{1,8})?[ ]?[+＋][ ]?$")
_OPERAND_RIGHT = re.compile(r"[ ]?[+＋][ ]?([0-9０-９A-Za-z*＊×]{1,8}|[一-鿿])?")
_STRONG_NEXT = re.compile(r"[%％]|[亿万]?元|个百分点|[年月日](?![a-z])")
_HANZI_NUMBER = tuple("一二三四五六七八九十百千零两")
_ROAD = re.compile(r"(?:[GSKXYC]|GDP|KTV|PPP|AAA|QQ)$")
_FORM_NUMBER = re.compile(r"20[xX]{2}年?[ 　]*(?:年[ 　]*)?第[ 　]*[xX]{1,4}[ 　]*号")


def lawful(
    run: str, before: str, after: str, text: str, start: int, end: int, previous: str = ""
) -> str:
    """``lawful`` where a run is no mask, ``weak`` where only a masked document makes it one, else ``""``."""
    sign = run[0]
    if sign in "〇○◯":
        numeral = before.endswith(_HANZI_NUMBER) or after.startswith(_HANZI_NUMBER)
        return "lawful" if numeral else ""
    if sign == "□":
        return _box(run, before, after)
    if sign == "某":
        return _unnamed(before, after)
    if sign in "●△▲◇#YMDN":
        return ""
    if sign in "*＊\\":
        return _asterisk(run.replace("\\", ""), before, after, text, start, end)
    return _letter(run, before, after, text, start, end, previous)


def _times(before: str, after: str, text: str, start: int, end: int) -> bool:
    """Whether a single sign multiplies."""
    if _TIMES_AFTER.match(after) and (
        _TIMES_BEFORE.search(before) or _OPERANDS.search(before) or before.endswith(("°", "′", "″", ")", "）"))
    ):
        return True
    if _OPERANDS.search(before) and _OPERAND_AFTER.match(after):
        return True
    if re.search(r"[0-9](?:cm|mm|m|米)?[ ]?$", before) and re.match(r"[ ]?[长宽高深厚](?:度)?[0-9]?", after):
        return True
    near = text[max(0, start - 80) : start]
    return bool(_FORMULA.search(near) or re.match(r"[^，。；]{0,16}[=＝]", after)) and not (
        _STRONG_NEXT.match(after)
    )


def _asterisk(run: str, before: str, after: str, text: str, start: int, end: int) -> str:
    single = len(run) == 1
    line_start, line_end = not text[:start].strip(), not text[end:].strip()
    if line_start and line_end:
        return "lawful"
    if not text.strip("*＊ 　\t-—"):
        return "lawful"
    if after.startswith("ST") or _NOTE.match(after) and (line_start or single):
        return "lawful"
    if line_start and single and after[:1] in (" ", "\t", "　"):
        return "lawful"
    if _LEGEND_BEFORE.search(before) and single and (
        _MARK_AFTER.match(after) or before.endswith(("注", "记", "“"))
    ):
        return "lawful"
    if _MARK_AFTER.match(after) and single and before[-1:] in ("“", "带", "标", "打", "加", "画", ""):
        return "lawful"
    if _PHONE.match(after):
        return "lawful"
    if re.match(r"\.[A-Za-z]{2,5}(?![A-Za-z])", after):
        return "lawful"
    if _LATIN.match(before[-1:]) and single:
        hx = before[-1:] == "H" and re.match("宣传|页|作品|小程序|海报|动画|产品|长图|答题", after)
        return "" if hx else "lawful"
    if _LATIN.match(after) and single and not re.match(r"A+级", after):
        return "lawful"
    if single and _times(before, after, text, start, end):
        return "lawful"
    if single and before.endswith(("”", "》", "）", ")")) and _follows_word(after):
        return "weak"
    if single and line_start and not re.match(
        r"(?:省|市(?!场)|县|区(?!域)|镇|乡|村|街道|社区|开发区|[年月日]|[余多个])", after
    ):
        return "weak"
    if single and (line_end or re.match(r"[ 　]*[（(][%％]", after)):
        return "weak"
    return ""


def _follows_word(after: str) -> bool:
    return not re.match(r"[省市县区镇乡村年月日个名人家项次场余万亿%％]", after)


def _letter(
    run: str, before: str, after: str, text: str, start: int, end: int, previous: str
) -> str:
    single = len(run) == 1
    left, right = before[-1:], after[:1]
    if _LATIN.match(left) or _LATIN.match(right):
        return _in_word(run, before, after)
    if re.search(r"[A-WYZa-wyz][-/.]$", before) or re.match(r"[-/][A-WYZa-wyz]", after):
        return "lawful"
    if re.search(r"[A-WYZ][0-9]$", before):  # V2X, B2X
        return "lawful"
    if _FORM_NUMBER.search(text[max(0, start - 12) : end + 10]):
        return "lawful"
    if not text[:start].strip() and not text[end:].strip() and single:
        return "lawful"
    if run in ("X", "x", "XX", "XXX", "Ｘ") and _X_NAMES.match(after):
        if single or after.startswith("染色体"):
            return "lawful"
    if single and (_times(before, after, text, start, end)):
        return "lawful"
    if (_TIMES_AFTER.match(after) and re.search("[0-9][ ]?$", before)) and single:
        return "lawful"
    legend = _LEGEND.match(after)
    if legend and (single or legend.group()[:1].isdigit() or "代表" in legend.group()):
        return "lawful"
    if "×" in run and re.match(r"[0-9]", after):
        return "lawful"
    if _in_code(before, text, start, previous):
        return "lawful"
    formula = _in_formula(run, before, after)
    if formula:
        return formula
    if single and right in ("”", "’", "」", "）", ")") and left in ("“", "‘", "「", "（", "(", "√", "或"):
        return "weak"
    if left == "“" and not single and re.match(r"[一-鿿]{0,10}”的?(?:印章|公章|字样|字头|名义|格式)", after):
        return "lawful"
    if "×" in run and single:
        if right in "”’」" or re.match(r"[一-鿿A-Za-z]{0,12}[”」]", after) and re.search(
            r"“[一-鿿A-Za-z]{1,8}$", before
        ):
            return "lawful"
        return "" if re.match(r"[%％]|[亿万]元|个百分点|月|年|[省市县镇乡村](?!场)", after) else "weak"
    return ""


def _in_word(run: str, before: str, after: str) -> str:
    """Letters beside x: units and roads may follow a mask, words and models do not hold one."""
    if _LATIN.match(before[-1:]):
        if re.search(r"(?<![A-Za-z])H$", before) and run in "xX" and re.match(
            r"宣传|页|作品|小程序|海报|动画|产品|长图|答题|游戏", after
        ):
            return ""
        if _ROAD.search(before) and len(run) > 1 and not _LATIN.match(after):
            return ""
        return "lawful"
    if re.match(r"(?:km|kg|kW|KW|kV|KV|MW|GW|cm|mm|hm|ha|GB|TB|mg|ml|mL)(?![A-Za-z])", after):
        return ""
    if re.match(r"A{1,5}级", after) or len(run) > 1 and re.match(r"(?:GDP|PPP|KTV|LED|IT|AI)(?![A-Za-z])", after):
        return ""
    if len(run) > 1 and re.match(r"[mt](?![A-Za-z])", after):
        return ""
    return "lawful"


def _in_formula(run: str, before: str, after: str) -> str:
    """The sums of names: ``1+X``, ``人工智能+X`` name something, ``x+x+x`` masks it."""
    left, right = _OPERAND_LEFT.search(before), _OPERAND_RIGHT.match(after)
    if not left and not right:
        return ""
    others = [m.group(1) or "" for m in (left, right) if m]
    masked = [bool(_PURE.fullmatch(re.sub(r"^.*[（“(]", "", other))) for other in others]
    if all(masked):
        return "" if len(run) > 1 or run == "x" or len(others) > 1 or _chain(before, after) else "weak"
    if any(masked) and not _chain(before, after):
        return "lawful"
    if len(run) > 1 and not any(re.search(r"[0-9N一-鿿]", other) for other in others):
        return ""
    return "lawful"


def _chain(before: str, after: str) -> bool:
    """Whether everything that the plus signs join is masked."""
    found = re.search(r"[^“”（）()，。；、 ]*$", before)
    tail = re.match(r"[^“”（）()，。；、 一-鿿]*", after)
    whole = (found.group() if found else "") + (tail.group() if tail else "")
    return all(not part or _PURE.fullmatch(part) for part in re.split("[+＋]", whole))


def _in_code(before: str, text: str, start: int, previous: str) -> bool:
    """Whether a passage explains how numbers of licences are made up."""
    if _CODE_FORMAT.search(text[max(0, start - 60) : start]):
        return True
    if re.search(r"第[一二三四五六七八九十]+位(?:到第[一二三四五六七八九十]+位)?$", before):
        return True
    return bool(re.search(r"(?:械注|械备|妆|卫消|食品|药准字)", before)) and "×" in text


def _box(run: str, before: str, after: str) -> str:
    if len(run) > 1:
        return "lawful" if not before.strip() and not after.strip() else ""
    head = before[-1:]
    if not head or not "一" <= head <= "鿿":
        return "lawful"
    return "" if re.match(r"[%％]|[亿万]?元|[省市县镇乡村](?!场)|个|人(?!员)|次|名|项", after) else "lawful"


def _unnamed(before: str, after: str) -> str:
    """某某 for a place or a body is a mask; for a person, as courts write it, it is not."""
    if re.match(r"(?:省|市(?!场)|县|区(?!域)|镇|乡|村|街道|局|委|厅|同志|单位|集团|部门)", after):
        return "lawful" if re.search(r"[诉告罪犯住]", before[-6:] + after) else ""
    return "lawful"
