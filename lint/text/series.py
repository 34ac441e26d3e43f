"""Lists of the members of a fixed group in running text, and what is wrong with them."""

from __future__ import annotations

from .patterns import Lazy, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..core.matcher import Guard

# What may stand between two items, and before an item that repeats the verb.
JOINT = Lazy(r"[”’]?[ \u3000]*(?:[、，,；;/]|以及|和(?!谐)|及|与|并)+[ \u3000]*[“‘]?")
VERB = r"(?:坚定|坚持|增强|树牢|树立|强化|提高|提升|做到|打好|抓好|推进|反对|严守|实现|(?:[一二三四五六七八九十]是)|[0-9①-⑨][.．、]?)?"
_SOFT = "，,；;"
BREAKS = "。；！？：:（(）)\n"
# From a name to its members.
LEAD = Lazy(
    r"[”’]?[^，。；：:（(—“”\n]{0,8}?[”’]?[ \u3000]*"
    r"(?:[，,]?(?:主要|具体|分别)?(?:内容|要求)?(?:也就是|即|是指|指的是|就是|包括|是|为|指)?[：:]"
    r"|[，,]?(?:也就是|即|是指|指的是|就是|包括|分别是|分别为|主要是|具体是|具体为|指)，?|[—－-]{1,2}|[（(])"
    r"[ \u3000]*(?:即|就是|是指|指的是|指|也就是|是)?[：:]?[ \u3000]*[“‘]?"
)


class Run:
    """Items in a text: ``items`` lists ``(member or -1, start, end)``; ``open`` that 等 or … follows."""

    __slots__ = ("end", "items", "open", "start")

    def __init__(self, items: list[tuple[int, int, int]], open_: bool) -> None:
        self.items = items
        self.start = items[0][1]
        self.end = items[-1][2]
        self.open = open_


class Series:
    """Reads lists of the members of a group: ``创新、协调、绿色…``.

    ``members`` hold other wordings of one behind ``|``; each may stand with or
    without ``head`` and ``tail``.
    """

    def __init__(self, members: Sequence[str], head: str, tail: str, names: Sequence[str]) -> None:
        self.size = len(members)
        self._index: dict[str, int] = {}
        for number, member in enumerate(members):
            for form in member.split("|"):
                for written in (head + form + tail, form + tail, head + form, form):
                    self._index.setdefault(written, number)
        longest = sorted(self._index, key=len, reverse=True)
        either = "|".join(map(escape, longest))
        ends = "|".join(map(escape, ["的", "等", "发展", "理念", "工作", "总体", "方针", "体制", *names]))
        # A short word must end there; a longer one is known wherever it stands.
        short = "|".join(escape(form) for form in longest if len(form) < 3)
        long = "|".join(escape(form) for form in longest if len(form) > 2)
        after = f"(?=[^一-鿿]|$|以及|和|及|与|并|{ends})"
        forms = "|".join(part for part in (long, f"(?:{short}){after}" if short else "") if part)
        self._member = Lazy(f"{VERB}(?P<item>{forms})")
        self._bare = Lazy(f"(?P<item>{forms})")
        self.forms = tuple(longest)
        shape = ""
        if tail:
            shape = f"(?:[一-鿿]{{1,4}}{escape(tail)})"
        elif head:
            shape = f"(?:{escape(head)}[一-鿿]{{1,6}})"
        sizes = [len(form) for form in longest if len(form) > 1]
        plain = f"[一-鿿]{{{max(1, min(sizes) - 1)},{max(sizes) + 1}}}?"
        self._alike = Lazy(f"{VERB}(?P<item>{shape})(?=[^一-鿿]|$|以及|和|及|与|的|等)") if shape else None
        self._other = Lazy(f"{VERB}(?P<item>{plain})(?=[^一-鿿]|$|以及|和|及|与)")
        # An item that ends where the text does, behind a joint or the words of a sentence.
        self._last = Lazy(f"(?P<item>{either})$")
        self._last_alike = Lazy(f"(?P<item>[一-鿿]{{1,4}}{escape(tail)})$") if tail else None

    def around(self, text: str, start: int) -> Run | None:
        """The run that holds the member at ``start``; items before it are read as well."""
        first = start
        ahead: list[tuple[int, int, int]] = []
        for _ in range(self.size):
            stop = _joint_before(text, first)
            if stop < 0:
                break
            low = max(0, stop - 20)
            found = self._last.search(text, low, stop)
            number = self._index[found.group("item")] if found else -1
            if found is None and self._last_alike is not None and text[stop : stop + 1] not in _SOFT:
                found = self._last_alike.search(text, low, stop)
            if found is None:
                break
            first = found.start("item")
            ahead.insert(0, (number, first, stop))
        items, end = self._read(text, start, len(text), False)
        if not items:
            return None
        whole = ahead + items
        return Run(whole, _is_open(text, end)) if len(whole) > 1 else None

    def behind(self, text: str, at: int, stop: int) -> Run | None:
        """The members that follow the name ending at ``at``; None where it is not written out."""
        lead = LEAD.match(text, at, stop)
        if lead is None:
            return None
        items, end = self._read(text, lead.end(), stop, True)
        return self._told(items, _is_open(text, end))

    def before(self, text: str, low: int, at: int) -> Run | None:
        """The members before the name starting at ``at``: ``成员、成员…的“名”``."""
        stop = len(text[:at].rstrip("“‘ "))
        for word in ("五大", "新", "这", "的"):
            if text.endswith(word, low, stop):
                stop -= len(word)
        stop = len(text[:stop].rstrip("”’"))
        if not text.endswith(self.forms, low, stop) and "、" not in text[max(low, stop - 8) : stop]:
            return None
        low = max(low, *(text.rfind(mark, low, stop) + 1 for mark in BREAKS))
        first = None
        for found in self._bare.finditer(text, low, stop):
            joint = JOINT.match(text, found.end(), stop)
            if joint is not None:
                first = found.start("item")
                break
        if first is None:
            return None
        items, end = self._read(text, first, stop, True)
        known = {number for number, _, _ in items if number >= 0}
        return Run(items, False) if end == stop and len(known) >= max(2, self.size - 1) else None

    def _told(self, items: list[tuple[int, int, int]], open_: bool) -> Run | None:
        """A run beside the name, if enough of it belongs to the group; local groups may share a name."""
        known = len({number for number, _, _ in items if number >= 0})
        return Run(items, open_) if known >= max(1, (self.size + 1) // 2) and len(items) > 1 else None

    def _read(self, text: str, at: int, stop: int, named: bool) -> tuple[list[tuple[int, int, int]], int]:
        items: list[tuple[int, int, int]] = []
        end = at
        while len(items) < 2 * self.size + 2:
            found = self._member.match(text, at, stop)
            number = self._index[found.group("item")] if found else -1
            if found is None and (not items or text[end : end + 1] not in _SOFT):
                found = self._alike.match(text, at, stop) if self._alike is not None else None
                if found is None and (items or self._alike is None):
                    known = {number for number, _, _ in items if number >= 0}
                    if len(known) < self.size or (named and self._alike is None):
                        found = self._other.match(text, at, stop)
            if found is None:
                break
            low, end = found.span("item")
            if number < 0:
                inside = self._last.search(text, low, end)
                if inside is not None and len(inside.group()) > 1:
                    number, low = self._index[inside.group()], inside.start()
            items.append((number, low, end))
            joint = JOINT.match(text, end, stop)
            if joint is None:
                break
            at = joint.end()
        return items, end


def _joint_before(text: str, at: int) -> int:
    """Where the item before ``at`` ends, -1 where ``at`` does not follow a joint."""
    low = at
    for _ in range(2):
        if low and text[low - 1] in "“‘ ":
            low -= 1
    stop = low
    while stop and (text[stop - 1] in "、，,和与及" or text[max(0, stop - 2) : stop] in ("坚定", "增强", "坚持")):
        stop -= 1 if text[stop - 1] in "、，,和与及" else 2
    if stop == low or not any(mark in text[stop:low] for mark in "、，,和与及"):
        return -1
    return stop - 1 if stop and text[stop - 1] in "”’" else stop


def _is_open(text: str, end: int) -> bool:
    return text[end : end + 1] == "”" and text.startswith(("等", "…"), end + 1) or text.startswith(("等", "…"), end)


class Clauses:
    """Reads groups whose members are parts of sentences, by the words that stand for each."""

    def __init__(self, members: Sequence[str], head: str, tail: str, names: Sequence[str]) -> None:
        self.size = len(members)
        self._index = {
            form: number for number, member in enumerate(members) for form in member.split("|")
        }
        self.forms = tuple(sorted(self._index, key=len, reverse=True))
        self._any = Lazy("|".join(map(escape, self.forms)))

    def around(self, text: str, start: int) -> Run | None:
        """All members of one sentence that follow each other closely, from the one at ``start`` on."""
        items: list[tuple[int, int, int]] = []
        end = start
        for found in self._any.finditer(text, start, min(len(text), start + 200)):
            gap = text[end : found.start()]
            if len(gap) > 12 or any(mark in gap for mark in "。！？\n"):
                break
            items.append((self._index[found.group()], *found.span()))
            end = found.end()
        return Run(items, True) if len({number for number, _, _ in items}) == self.size else None

    def behind(self, text: str, at: int, stop: int) -> Run | None:
        """The members that follow the name ending at ``at``."""
        lead = LEAD.match(text, at, stop)
        if lead is None:
            return None
        ends = [text.find(mark, lead.end(), stop) for mark in ("。", "；“", "\n", "）", ")")]
        end = min((end for end in ends if end >= 0), default=stop)
        items: list[tuple[int, int, int]] = []
        for found in self._any.finditer(text, lead.end(), end):
            number = self._index[found.group()]
            if all(number != other for other, _, _ in items):
                items.append((number, *found.span()))
        if not items:
            return None
        return Run(items, _is_open(text, items[-1][2]))

    def before(self, text: str, low: int, at: int) -> Run | None:
        """Nothing: clauses before a name are read as a run."""
        return None


def verdict(
    run: Run, size: int, orders: Sequence[Sequence[int]], named: bool, whole: bool, shaped: bool, early: bool
) -> str:
    """What is wrong with a run of the members of a group of ``size``, "" where nothing is.

    ``named``: it stands beside the group's name; ``whole``: a run without the
    name must not leave a member out; ``shaped``: foreign items can be told by
    what they share with the members; ``early``: the text is older than the
    group, so that parts of it mean nothing.
    """
    items = run.items
    while items and items[-1][0] < 0 and not named and not shaped and size < 4:
        items = items[:-1]
    numbers = [number for number, _, _ in items]
    known = [number for number in numbers if number >= 0]
    distinct = set(known)
    foreign = len(numbers) - len(known)
    if not named:
        if len(distinct) < max(2, size - 1) or (
            early and len(distinct) < size and (not foreign or size < 4)
        ):
            return ""
        if len(distinct) == size and numbers[: len(known)] == known:
            # What follows the whole group is a list that goes on.
            foreign = 0
        if len(distinct) < size and (foreign > 1 or (not foreign and (size < 4 or not whole or run.open))):
            return ""
        if len(distinct) < size and foreign and (run.open or numbers[0] < 0 and size < 4):
            return ""
    run.start, run.end = items[0][1], items[-1][2]
    if len(distinct) < size and not run.open:
        return "换了成员" if foreign else "缺少成员"
    if foreign:
        return "" if run.open else "多出成员"
    if len(known) > len(distinct):
        return "成员重复" if named else ""
    if len(distinct) == size:
        return "" if any(list(order) == known for order in orders) else "顺序有误"
    return "" if known == sorted(known) or not named else "顺序有误"


# What joins two names.
_LINK = "[ \u3000]*(?:以及|[、和与及])[ \u3000]*"


class Order:
    """Names that are listed in a certain order, as far as they are listed at all."""

    def __init__(self, members: Sequence[str]) -> None:
        self._index = {form: number for number, member in enumerate(members) for form in member.split("|")}
        self.names = sorted(self._index, key=len, reverse=True)
        self._any = Lazy("[“‘]?(" + "|".join(map(escape, self.names)) + ")[”’]?")
        self._joint = Lazy(_LINK)

    def guard(self, name: str) -> Guard:
        """What must follow a name for a run to be out of order there: another that comes before it in the list."""
        number = self._index[name]
        earlier = "|".join(escape(form) for form in self.names if self._index[form] < number)
        return (f"{escape(name)}[”’]?{_LINK}[“‘]?(?:{earlier})" if earlier else "(?!)", 0, 0)

    def breaks(self, text: str, places: Sequence[int]) -> list[tuple[int, int, str]]:
        """``(start, end, right)`` of each run in ``text`` that is out of order; ``places`` are where names start."""
        found = []
        end = 0
        for place in places:
            if place < end:
                continue
            low = place - 1 if place and text[place - 1] in "“‘" else place
            run = []
            at = low
            while (match := self._any.match(text, at)) is not None:
                run.append((self._index[match.group(1)], match.start(), match.end()))
                joint = self._joint.match(text, match.end())
                if joint is None:
                    break
                at = joint.end()
            if not run:
                continue
            end = run[-1][2]
            numbers = [number for number, _, _ in run]
            if numbers == sorted(numbers):
                continue
            # Only what is out of place: from the first name that stands too early to the last that is too late.
            right = sorted(numbers)
            off = [i for i, (is_, ought) in enumerate(zip(numbers, right, strict=True)) if is_ != ought]
            part = run[off[0] : off[-1] + 1]
            names = "、".join(text[low:high] for _, low, high in sorted(part))
            found.append((part[0][1], part[-1][2], names))
        return found
