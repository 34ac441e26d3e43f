"""``unmasked``: names of places that were left in where the others were masked."""

from __future__ import annotations

import re
from collections import Counter

from ..core.matcher import Match, Matcher
from ..text.masking import HEAVILY, count, masks_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

_SUFFIX = r"(?:镇(?![域区村级街长流痛静定守压])|乡(?![村镇亲贤愁土里风音域级下])|街道(?![办]?[一二三四五六七八九十]级)|村(?![民级干庄落镇居屯容委组务域两史集部社里医企支规]))"
# A name starts behind a mark, a preposition, or the name before it in a list.
_NAME = re.compile(
    rf"(?:^|(?<=[，。；、：（“《”》）\s])|(?P<at>(?<=[在赴到由以])))(?P<name>[一-鿿]{{2,3}}?{_SUFFIX})"
)
_COMMON = re.compile(
    r"[各全本该每某这那其此一二三四五六七八九十百千两几数多个些的了等和与及或为将对是有在以从向往由给让使把被内外中上下前后"
    r"驻进入帮包联到扶建城郊乡镇村街区市县级地大小新老旧整强弱穷富古名边用立织导动持励托实过合并成办据农基层]"
    r"|示范|特色|重点|美丽|贫困|薄弱|行政|自然|文明|试点|先进|传统|空心|空壳|移民|安置|搬迁|旅游|生态|宜居|幸福|和谐|平安|"
    r"数字|智慧|专业|集体|落后|软弱|涣散|民族|沿海|沿江|明星|产业|经济|问题|红旗|星级|标杆|样板|推进|深化|强化|规范|工业|"
    r"全国|国家|振兴|乡村|森林|园林|卫生|健康|无疫|品牌|典型|淘宝|电商|直播"
)
# In a list of names only what cannot be one counts.
_DETERMINED = re.compile(
    r"^[各全本该每某这那其此一二三四五六七八九十百千两几数多个些以在由到赴向从对与和至把将让]|"
    r"[的了等级农郊乡镇村区市县个类性型化之家老故回小大强名重带到工集合进出]$|中心|达标|淘宝|能人|企业|亚运|奥运|嘎查|苏木|卫星|景德|反哺|特困|精品|提升|做优|培育|"
    r"牵头|帮扶|重点|工业|农业|商贸|文旅|康养|航空|改变|示范|特色|重点|美丽|贫困|薄弱|行政|"
    r"自然|文明|试点|先进|空心|空壳|移民|安置|搬迁|旅游|生态|宜居|专业|落后|软弱|涣散|明星|产业|经济|问题|星级|标杆|样板|振兴|特色|魅力|风情|历史|文化|传统|古老"
)
# Places that everybody knows, and that no mask of a local report would hide.
_NATIONAL = frozenset(("小岗村", "华西村", "西柏坡", "梁家河村", "十八洞村", "大寨村", "沙石峪村", "余村", "中关村", "枫桥镇", "乌镇", "周庄镇"))
_PLACES = 5


class Unmasked(Matcher):
    """Finds real towns and villages in a document that masks its places.

    Only where at least ten masks are sure and five of them stand for places,
    and only names that come in a list, twice, or behind a preposition.
    """

    reach: ClassVar[str] = "document"

    def survey(self, page: Any) -> Iterator[Match]:
        if count(page) < HEAVILY:
            return
        places = sum(
            mask.missing == "地名" for here in page.paragraphs for mask in masks_in(page, here)
        )
        if places < _PLACES:
            return
        found: list[tuple[int, int, str, bool]] = []
        for here in page.paragraphs:
            if here.kind == "code":
                continue
            names = [m for m in _NAME.finditer(here.text) if _possible(m["name"])]
            ends = {m.end() for m in names}
            starts = {m.start("name") for m in names}
            for match in names:
                start, end = match.span("name")
                listed = here.text[start - 1 : start] == "、" and start - 1 in ends
                listed = listed or (here.text[end : end + 1] == "、" and end + 1 in starts)
                plain = not _COMMON.search(_stem(match["name"]))
                if listed or plain:
                    sure = listed or match["at"] is not None
                    found.append((*here.at(start, end), match["name"], sure))
        often = Counter(name for *_, name, _sure in found)
        for start, end, name, sure in found:
            if sure or often[name] > 1:
                yield Match(start, end)


def _possible(name: str) -> bool:
    return name not in _NATIONAL and not _DETERMINED.search(_stem(name))


def _stem(name: str) -> str:
    return name[:-2] if name.endswith("街道") else name[:-1]
