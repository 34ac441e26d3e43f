"""Patterns that begin by looking back, made to begin with a character.

``re`` leaps from one possible first character to the next, but not where a
pattern begins with a look behind: there it tries every place, ten times as
slowly. A look behind before a character says the same after it, where it looks
back one character further: ``(?<!自)我`` is ``我(?<!自.)``.
"""

from __future__ import annotations

from re import _compiler, _parser  # type: ignore[attr-defined]  # private, but stable since 3.11
from re import _constants as constants  # type: ignore[attr-defined]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ONE = (constants.LITERAL, constants.NOT_LITERAL, constants.IN)
_LOOKS = (constants.ASSERT, constants.ASSERT_NOT)
# Any character, line ends too, whatever the flags are.
_ANY = (constants.IN, [(constants.RANGE, (0, 0x10FFFF))])
# A class of so many characters or ranges is written as it stands: as the bits of whole blocks of characters, as ``re``
# writes one of three and more, it takes a hundred numbers, and restoring a pattern takes time by the number.
_SMALL = 8


def anchored(tree: Any) -> Any:
    """The parse tree of a pattern that matches the same, beginning with a character where that can be."""
    looks = 0
    while looks < len(tree) and _is_plain(tree[looks]):
        looks += 1
    if not looks:
        return tree
    state = tree.state
    widened = [
        (operation, (direction, _parser.SubPattern(state, [*inner, _ANY])))
        for operation, (direction, inner) in tree[:looks]
    ]
    moved = _moved(state, widened, list(tree[looks:]))
    return tree if moved is None else _parser.SubPattern(state, moved)


def _is_plain(item: Any) -> bool:
    """Whether an item is a look behind at characters only."""
    operation, argument = item
    return operation in _LOOKS and argument[0] < 0 and _is_text(argument[1])


def _is_text(items: Any) -> bool:
    for operation, argument in items:
        if operation is constants.BRANCH:
            if not all(map(_is_text, argument[1])):
                return False
        elif operation is constants.SUBPATTERN:
            if argument[0] is not None or not _is_text(argument[3]):
                return False
        elif operation not in _ONE:
            return False
    return True


def _moved(state: Any, looks: list[Any], items: list[Any]) -> list[Any] | None:
    """The items with the looks behind their first character; None where they may match without one."""
    if not items:
        return None
    (operation, argument), rest = items[0], items[1:]
    if operation in _ONE:
        return [items[0], *looks, *rest]
    if operation is constants.SUBPATTERN:
        group, on, off, inner = argument
        moved = _moved(state, looks, list(inner))
        if moved is None:
            return None
        return [(operation, (group, on, off, _parser.SubPattern(state, moved))), *rest]
    if operation is constants.BRANCH:
        branches = [_moved(state, looks, list(branch)) for branch in argument[1]]
        if None in branches:
            return None
        return [(operation, (None, [_parser.SubPattern(state, branch) for branch in branches])), *rest]
    if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT) and argument[0] > 0:
        least, most, inner = argument
        if len(inner) != 1 or inner[0][0] not in _ONE:
            return None
        if most is not constants.MAXREPEAT:
            most -= 1
        return [inner[0], *looks, (operation, (least - 1, most, inner)), *rest]
    return None


def code_of(tree: Any, flags: int) -> list[int]:
    """What ``re`` compiles of a parse tree, small classes of hanzi as they stand."""
    optimized = _compiler._optimize_charset

    def small(charset: Any, *folding: Any) -> Any:
        negated = charset[0][0] is constants.NEGATE
        if (folding and folding[1] is not None) or len(charset) > _SMALL + negated:
            return optimized(charset, *folding)
        lasts = [one if operation is constants.LITERAL else one[1] for operation, one in charset[negated:]
                 if operation in (constants.LITERAL, constants.RANGE)]
        if len(lasts) < len(charset) - negated or max(lasts) < 256:
            return optimized(charset, *folding)
        return charset, False

    _compiler._optimize_charset = small
    try:
        return list(_compiler._code(tree, flags))
    finally:
        _compiler._optimize_charset = optimized
