"""Families of names that divide a whole between them: sectors, sexes, degrees, sources of money.

高新技术产业 and 民营经济 overlap and are in none.
"""

from __future__ import annotations

from .patterns import Lazy

# A family a line.
_FAMILIES = (
    "第?[一二三]产(?:业)?|第[一二三]|农业|工业|制造业|建筑业|服务业|农林牧渔业|[一二三]",
    "东部(?:地区)?|中部(?:地区)?|西部(?:地区)?|东北(?:地区)?|[东西南北]片|[东西南北]部",
    "城镇(?:居民|人口)?|城市|农村(?:居民|人口)?|乡村|[城乡]|城区|镇区|国内|国外|境内|境外|省内|省外|市内|市外|县内|县外",
    "男(?:性|职工|党员|生|干部)?|女(?:性|职工|党员|生|干部)?",
    "博士|硕士|研究生|本科|大专|专科|中专|高中|初中|小学|博士研究生|硕士研究生|大学本科|大学专科",
    "优秀|良好|合格|不合格|基本合格|一般|较差|较好|[优良中差]|好|非常满意|满意|比较满意|基本满意|不满意|称职|基本称职|不称职",
    "中央|国家级?|上级|本级|地方|[省市县区州旗乡镇]{1,3}级?|自治区|财政|财政资金|社会资本|社会资金|银行贷款|自筹|自筹资金|企业自筹|民间资本|专项债券",
    "大|中|小|微|大型|中型|小型|微型|(?:大|中|小|微)型企业",
    "老|中|青|老年|中年|青年|[0-9一二三四五六七八九十]+(?:岁|周岁)(?:以下|以上)|[0-9]+(?:至|[—～-])[0-9]+(?:岁|周岁)",
    "[一二三四]季度|上半年|下半年|[一二三四]等(?:奖)?|[甲乙丙丁]类|[ABCD]类|[一二三四]类|[一二三]级",
    "国有|民营|内资|外资|港澳台资|集体|国有企业|民营企业|外资企业|公有制|非公有制|公有制经济|非公有制经济",
    "煤电|火电|水电|风电|光伏|核电|太阳能|煤炭|石油|天然气|公路|铁路|水路|航空|水运",
)  # fmt: skip
_PATTERNS = tuple(Lazy(family) for family in _FAMILIES)
_LONGEST = 8


def families(name: str, ends: bool = False) -> set[int]:
    """The numbers of the families that a name belongs to; with ``ends`` it may stand behind other words."""
    name = name.strip()
    starts = range(max(0, len(name) - _LONGEST), len(name)) if ends else range(min(1, len(name)))
    return {
        order for start in starts for order, pattern in enumerate(_PATTERNS) if pattern.fullmatch(name, start)
    }
