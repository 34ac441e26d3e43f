"""``statistical``: a typo that no list holds, by the counts of official Chinese in the package's model."""

from __future__ import annotations

import os

from ..core.matcher import Match, Matcher

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, ClassVar

    from ..text.reading import Paragraph
    from ..typo.sighting import Alarm, Sighting


class Statistical(Matcher):
    """Finds what is written as nobody writes it, where one small change makes it usual.

    ``alarms`` says how many false alarms in 10,000 characters of published
    reports are borne; the model knows the score that belongs to it. Alarms
    that ``beyond`` false alarms would show already are another rule's.
    ``model`` names a file beside the rule, made by ``reportlint model build``,
    instead of the model that comes with the package.
    """

    reach: ClassVar[str] = "document"
    turn: ClassVar[int] = 0
    declares: ClassVar[tuple[str, ...]] = ("wrong", "right", "evidence", "confidence")

    alarms: float
    beyond: float = 0.0
    model: str = ""

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        name = options.get("model")
        if not isinstance(name, str):
            return options
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            raise ValueError(f"没有模型文件 {name}；用 reportlint model build 生成")
        return {**options, "model": path}

    def prepare(self) -> None:
        if not 0 <= self.beyond < self.alarms:
            raise ValueError("alarms 应大于 beyond")

    def survey(self, page: Any) -> Iterator[Match]:
        for sighting, here in sightings(page, self.model):
            if not sighting.shown(self.alarms, self.beyond):
                continue
            alarm = sighting.alarm
            if lawful(here.text, alarm):
                continue
            if page.vocabulary and _protected(here, alarm, page.vocabulary):
                continue
            yield _match(sighting, alarm, here)


def lawful(text: str, alarm: Alarm) -> bool:
    """Whether what an alarm takes for wrong in a paragraph is let pass: one by one, again and again, a name of a place."""
    return _one_by_one(text, alarm) or _of_a_body(text, alarm) or _is_name(text, alarm)


def _protected(here: Paragraph, alarm: Alarm, vocabulary: frozenset[str]) -> bool:
    """Whether the alarm lies within a word of the user's."""
    from ..text.words import protected

    return protected(here.text, alarm.start, max(alarm.end, alarm.start + 1), vocabulary)


def _one_by_one(text: str, alarm: Alarm) -> bool:
    """Whether what the alarm takes for doubled is lawful.

    ``一个项目一个项目`` is how officials say one by one, ``落实落实再落实`` how they say again and again.
    """
    doubled = text[alarm.start : alarm.end]
    if alarm.right or len(doubled) < 2:
        return False
    ahead = text.startswith(doubled, alarm.end)
    again = text.startswith("再", alarm.end + len(doubled) if ahead else alarm.end)
    return (again or doubled.startswith("一")) and (ahead or text.endswith(doubled, 0, alarm.start))


# A word of this level came up some twenty times.
_WORD = 90
# What makes a body or a person of a word.
_BODIES = "团会院部厅局处科所队组员人们长家者"


def _of_a_body(text: str, alarm: Alarm) -> bool:
    """Whether the second of two equal words begins the name of a body: 代表代表团提出."""
    return alarm.longer > _WORD and text[2 * alarm.end - alarm.start :][:1] in tuple(_BODIES)


# What names of places end in; the first ones seldom end anything else but these words.
_PLACES, _ENDINGS = "县镇乡村旗", "县镇乡村旗市区州"
_COMMON = (
    "城市 都市 县市 全市 我市 省市 强市 大市 本市 上市 超市 级市 地区 社区 城区 园区 市区 新区 辖区 景区 片区 山区 小区 校区 库区 灾区 牧区 林区 矿区 "
    "郊区 老区 特区 街区 县区 全区 我区 各区 灌区 港区 湾区 展区 强区 跨区 农村 乡村 全村 山村 新村 强村 名村 古村 村村 城镇 乡镇 村镇 全镇 各镇 小镇 集镇 "
    "强镇 名镇 古镇 全县 我县 各县 强县 大县 名县 市县 区县 旗县 城乡 下乡 返乡 家乡 同乡 驻村 进村 入村 个市 个县 个区 个镇 个乡 个村 "
    # The ends of 示范县, 开发区, 试验区, 棚户区, 集聚区, 核心区, 先行区, 保护区, 度假区, 经开区, 行政村, 自然村, 贫困县 and the like.
    "范市 范县 范区 范镇 范乡 范村 点县 点区 点镇 点村 发区 验区 户区 聚区 集区 心区 心镇 能区 行区 护区 假区 开区 税区 贸区 务区 业区 理区 政区 政村 然村 困县 困村 "
    "制镇 制村"
)
_WORDS = frozenset(_COMMON.split())
# Words that begin with such an ending, and seldom follow the name of a place: what stands before 市场 is none.
_BEGINNINGS = "市场 市级 市属 市容 县级 县域 乡村 乡镇 乡风 乡贤 乡土 乡愁 村庄 村级 村居 村镇 村容 村落 区域 区位 区块 区间 区划 旗帜 旗舰"
_BEGUN = frozenset(_BEGINNINGS.split())


def _is_name(text: str, alarm: Alarm) -> bool:
    """Whether the alarm would change the name of a place that the counts do not know: 青禾县, and not 社取."""
    if not alarm.right or alarm.end - alarm.start > 2:
        return False
    after = text[alarm.end : alarm.end + 3]
    if after[:1] in tuple(_ENDINGS):
        return after[:2] not in _BEGUN and alarm.right[-1] + after[0] not in _WORDS
    name = alarm.end - alarm.start == 1 and after[1:2] in tuple(_PLACES)
    return name and after[:2] not in _WORDS and after[1:] not in _BEGUN


def _match(sighting: Sighting, alarm: Alarm, here: Paragraph) -> Match:
    start, end = alarm.start, alarm.end
    edit = (*here.at(start, end), alarm.right)
    if start == end:
        # Something is missing: the finding stands on its neighbours, the edit between them.
        start, end = max(0, start - 1), min(len(here.text), end + 1)
        middle = here.at(alarm.start, alarm.start + 1)[0] if alarm.start < len(here.text) else here.at(start, end)[1]
        edit = (middle, middle, alarm.right)
    values: dict[str, object] = {
        "wrong": sighting.wrong,
        "right": sighting.right,
        "evidence": sighting.evidence,
        "confidence": sighting.confidence,
    }
    return Match(*here.at(start, end), values, edits=[edit])


def sightings(page: Any, model: str = "") -> list[tuple[Sighting, Paragraph]]:
    """The model's alarms on a document, each with its paragraph and in its offsets; computed once."""
    shelf = f"statistical {model}"
    found: list[tuple[Sighting, Paragraph]] | None = page.shelf.get(shelf)
    if found is None:
        from ..typo.loading import detector

        paragraphs = [here for here in page.paragraphs if here.kind != "code"]
        reader = detector(model)
        found = page.shelf[shelf] = [(sighting, paragraphs[number]) for number, sighting in reader.read(_Texts(paragraphs))]
        if page.large:
            reader.rest()
    return found


class _Texts:
    """The texts of paragraphs, some at a time."""

    __slots__ = ("_paragraphs",)

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self._paragraphs = paragraphs

    def __len__(self) -> int:
        return len(self._paragraphs)

    def __getitem__(self, part: slice) -> list[str]:
        return [here.text for here in self._paragraphs[part]]
