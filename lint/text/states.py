"""States that the parts of a whole are in: finished, under way, not begun."""

from __future__ import annotations

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .quantities import Quantity

# Finished, under way, not begun: whoever names all three has named every state.
_FINISHED = Lazy("(?<!未)(?:已|完成|竣工|完工|办结|建成|投产|交付|审结|销号|整改到位|验收)")
_UNDERWAY = Lazy("在建|正在|在办|推进|办理中|整改中|建设中|施工中|审理中|实施中|续建|开工")
_UNBEGUN = Lazy("未(?!来)|尚|待|剩|其余|余下|筹备|前期")
_MARK = Lazy("[，,：:、。；]")


def names_every_state(text: str, start: int, parts: list[Quantity]) -> bool:
    """Whether the parts are told as finished, under way and not begun, in this order, and no more."""
    if len(parts) != 3:
        return False
    bounds = [start, *(part.end for part in parts[:-1])]
    states = (_FINISHED, _UNDERWAY, _UNBEGUN)
    for state, low, part, following in zip(states, bounds, parts, (*bounds[1:], parts[-1].end + 6), strict=True):
        # 已竣工20个, or 20个已竣工 up to the mark.
        stop = _MARK.search(text, part.end, following)
        if not state.search(text, low, part.start) and not state.search(text, part.end, stop.start() if stop else following):
            return False
    return True
