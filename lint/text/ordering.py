"""Where a run of ordinals stops counting 1, 2, 3."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Break:
    """A place where the count breaks, or seems to.

    ``index`` counts in the run; ``kind`` is ``repeat`` (a number that was there
    already), ``restart`` (back to the first), ``skip`` or ``first`` (the run does
    not begin with one); ``expected`` is the number that should stand there;
    ``earlier`` is the index of the same number's last occurrence, -1 where there is
    none. Two more kinds are lawful and only tell how well a reading of the levels
    fits: ``onward`` (the run numbers on from the one before) and ``anew`` (a new list).
    """

    __slots__ = ("earlier", "expected", "index", "kind")

    def __init__(self, index: int, kind: str, expected: int, earlier: int = -1) -> None:
        self.index = index
        self.kind = kind
        self.expected = expected
        self.earlier = earlier


def breaks_of(
    numbers: Sequence[int],
    before: int,
    onward: bool,
    restarts: Callable[[int, int], bool],
    stands: Callable[[int, int, int], bool],
) -> list[Break]:
    """The breaks of a run of numbers; each fault comes once.

    ``before`` is the last number of the run of the same style before this one
    (0 where there is none): a run that goes on from there and keeps counting
    is right, and ``onward`` says that earlier runs did so. ``restarts(index, following)`` says whether a new list may begin
    at an index whose next number is ``following`` (0 at the end);
    ``stands(index, low, high)`` whether the numbers from ``low`` to ``high - 1``
    stand between the previous ordinal and this one in another place than a
    line's start.
    """
    found: list[Break] = []
    places: dict[int, int] = {}
    ahead: set[int] = set()
    suspended: set[int] = set()
    expected = 1
    for index, number in enumerate(numbers):
        following = numbers[index + 1] if index + 1 < len(numbers) else 0
        after = number + 1
        if number == expected:
            while after in ahead:
                after += 1
        elif stands(index, 1 if number < expected else expected, number):
            if number < expected:
                places.clear()
        elif index == 0 and number == before + 1 and (before > 1 or onward) and following in (0, number + 1):
            found.append(Break(index, "onward", number))
        elif index == 0 and onward and number > before + 1 and following in (0, number + 1):
            if not stands(index, before + 1, number):
                found.append(Break(index, "skip", before + 1))
        elif number == 1 and following != expected + 1 and restarts(index, following):
            found.append(Break(index, "anew", 1))
            places.clear()
            suspended.add(expected)
        elif number in suspended and following in (0, 1, number + 1):
            # The list that another one of the same style interrupted goes on.
            suspended.discard(number)
        else:
            alone = following == expected + 1
            if index == 0:
                kind = "first"
            elif number > expected:
                kind = "skip"
            else:
                kind = "restart" if number == 1 else "repeat"
            found.append(Break(index, kind, expected, places.get(number, -1)))
            if alone:
                after = expected + 1
            elif following == expected < number:
                # Out of its order: the others go on as if it were not there.
                ahead.add(number)
                after = expected
        expected = after
        places[number] = index
    return found
