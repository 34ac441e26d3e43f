"""Quotation marks of one line: pairs, and what is left of them.

GB/T 15834-2011, 4.8.3.4: ``“…”`` outside, ``‘…’`` within.
"""

from __future__ import annotations

from bisect import bisect_left

from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    # flat start and end, what should stand there
    Edits = list[tuple[int, int, str]]

_BREAK = Lazy("[。；！？]")
_DOUBLE, _CURLY, _UPRIGHT = Lazy("[“”]"), Lazy("[“”‘’]"), Lazy("'")
_STRAIGHT = Lazy('[“"″＂〝〞]')
# How far a mark may stand from its partner before the two are no longer meant for each other.
SHORT, LONG = 30, 80
#: What the marks are called in messages.
NAMES = {
    "“": "前双引号", "”": "后双引号", "‘": "前单引号", "’": "后单引号", "（": "左括号", "）": "右括号",
    "《": "左书名号", "》": "右书名号", "〈": "左单书名号", "〉": "右单书名号", "【": "左方头括号",
    "】": "右方头括号", "〔": "左六角括号", "〕": "右六角括号", "「": "左直角引号", "」": "右直角引号",
    "『": "左双直角引号", "』": "右双直角引号",
}  # fmt: skip


class Fault:
    """``kind`` is balance, direction, nesting or title; offsets are flat; ``edits`` would mend it."""

    __slots__ = ("edits", "end", "kind", "reason", "start", "straight")

    def __init__(
        self,
        kind: str,
        start: int,
        end: int,
        reason: str,
        edits: Edits | None = None,
        straight: bool = False,
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.reason = reason
        self.edits = edits or []
        self.straight = straight


class Loose:
    """A mark without a partner on its line."""

    __slots__ = ("at", "line", "mark")

    def __init__(self, at: int, line: int, mark: str) -> None:
        self.at = at
        self.line = line
        self.mark = mark


class Quotes:
    """What the lines given to ``double`` and ``single`` hold that is no plain pair.

    ``loose`` are marks without a partner on their line, ``bare`` the
    ``(line, start, end)`` of single quotation marks that no double ones enclose.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.loose: list[Loose] = []
        self.bare: list[tuple[int, int, int]] = []

    def double(self, text: str, base: int, line: int) -> None:
        """``“`` and ``”`` of a line."""
        marks = [(found.start(), found.group()) for found in _DOUBLE.finditer(text)]
        straight = _straight(text)
        loose: list[tuple[int, str]] = []
        index, count = 0, len(marks)
        even = text.count("“") == text.count("”")
        while index < count:
            at, mark = marks[index]
            after = marks[index + 1] if index + 1 < count else (len(text), "")
            if mark == "“":
                if after[1] == "”":
                    index += 2
                elif after[1] == "“":
                    index = self._reopened(text, base, marks, index, loose)
                else:
                    loose.append((at, mark))
                    index += 1
                continue
            following = marks[index + 2][1] if index + 2 < count else ""
            gap = text[at + 1 : after[0]]
            if not text[max(0, at - LONG) : at].strip() or not text[after[0] + 1 : after[0] + LONG].strip():
                gap = ""  # the quotation began in the paragraph before, or goes on in the next
            if after[1] == "”" and _plain(gap) and "，" not in gap and index + 2 == count:
                self._fault("direction", base + at, base + at + 1, "这里是引用开始，应当用前双引号", [
                    (base + at, base + at + 1, "“"),
                ])  # fmt: skip
                index += 2
                continue
            if after[1] == "“" and (following != "”" or even) and len(gap) > 1 and _plain(gap):
                self._fault("direction", base + at, base + after[0] + 1, "引号的方向反了，应为“…”", [
                    (base + at, base + at + 1, "“"), (base + after[0], base + after[0] + 1, "”"),
                ])  # fmt: skip
                index += 2
                continue
            loose.append((at, mark))
            index += 1
        self._upright(text, base, straight, loose)
        self.loose += [Loose(base + at, line, mark) for at, mark in loose]

    def _reopened(
        self, text: str, base: int, marks: list[tuple[int, str]], index: int, loose: list[tuple[int, str]]
    ) -> int:
        """What an opened quotation means that is opened again; the index of the mark to go on with."""
        at, again = marks[index][0], marks[index + 1][0]
        depth, stop = 0, index
        inner: list[tuple[int, int]] = []
        while stop < len(marks):
            depth += 1 if marks[stop][1] == "“" else -1
            if depth > 2:
                break
            if marks[stop][1] == "”" and depth == 1:
                inner.append((marks[stop - 1][0], marks[stop][0]))
            if not depth:
                break
            stop += 1
        gap = text[at + 1 : again]
        if '"' in gap:
            loose.append(marks[index])
            return index + 1
        if depth == 0 and all(_plain(text[low + 1 : high]) for low, high in inner):
            if text.count("‘", at, again) <= text.count("’", at, again):
                for low, high in inner:
                    self._fault("nesting", base + low, base + high + 1, "引号里面再用引号，里层应当用单引号", [
                        (base + low, base + low + 1, "‘"), (base + high, base + high + 1, "’"),
                    ])  # fmt: skip
            return stop + 1
        following = marks[index + 2][1] if index + 2 < len(marks) else ""
        if 1 < len(gap) <= SHORT and following != "”" and not _BREAK.search(gap):
            self._fault("direction", base + again, base + again + 1, "这里是引用结束，应当用后双引号", [
                (base + again, base + again + 1, "”"),
            ])  # fmt: skip
            return index + 2
        loose.append(marks[index])
        return index + 1

    def _upright(self, text: str, base: int, straight: list[int], loose: list[tuple[int, str]]) -> None:
        """``"``, alone, in pairs, or with ``“`` and ``”`` that have lost their partners."""
        places = [at for at, _ in loose]
        gone: set[int] = set()
        index = 0
        while index < len(straight):
            at = straight[index]
            index += 1
            near = bisect_left(places, at)
            before = loose[near - 1] if near and near - 1 not in gone else None
            after = loose[near] if near < len(loose) and near not in gone else None
            right = "”"
            if before and before[1] == "“" and at - before[0] <= LONG:
                gone.add(near - 1)
            elif index < len(straight) and straight[index] - at <= LONG:
                partner = straight[index]
                index += 1
                if any("一" <= mark <= "鿿" for mark in text[max(0, at - 1) : partner + 2]):
                    self._fault("direction", base + at, base + partner + 1, "直引号应当改为“…”", [
                        (base + at, base + at + 1, "“"), (base + partner, base + partner + 1, "”"),
                    ])  # fmt: skip
                continue
            elif after and after[0] - at <= LONG and after[1] == "”":
                gone.add(near)
                right = "“"
            elif not any("一" <= mark <= "鿿" for mark in text[max(0, at - 1) : at + 2]):
                continue
            else:
                self._fault("direction", base + at, base + at + 1, "直引号应当改为弯引号，并且成对")
                continue
            self._fault("direction", base + at, base + at + 1, f"直引号应当改为{NAMES[right]}", [
                (base + at, base + at + 1, right),
            ])  # fmt: skip
        loose[:] = [mark for index, mark in enumerate(loose) if index not in gone]

    def single(self, text: str, base: int, line: int) -> None:
        """``‘`` and ``’`` of a line, and ``'`` around hanzi."""
        depth = 0
        opened: list[tuple[int, int]] = []
        for found in _CURLY.finditer(text):
            at, mark = found.start(), found.group()
            if mark == "“":
                depth += 1
            elif mark == "”":
                depth = max(0, depth - 1)
            elif mark == "‘":
                opened.append((at, depth))
            elif mark == "’":
                if not opened:
                    if not _apostrophe(text, at):
                        self.loose.append(Loose(base + at, line, mark))
                    continue
                start, outside = opened.pop()
                if not outside and not opened and 1 < at - start <= LONG:
                    self.bare.append((line, base + start, base + at))
        self.loose += [Loose(base + at, line, "‘") for at, _ in opened if not _apostrophe(text, at)]
        upright = [found.start() for found in _UPRIGHT.finditer(text) if not _apostrophe(text, found.start())]
        index = 1
        while index < len(upright):
            start, stop = upright[index - 1], upright[index]
            index += 1
            if stop - start <= SHORT and any("一" <= mark <= "鿿" for mark in text[start:stop]):
                index += 1
                low = max(0, start - LONG)
                within = text.rfind("“", low, start) > text.rfind("”", low, start)
                wanted = "‘’" if within else "“”"
                self._fault("direction", base + start, base + stop + 1, "直引号应当改为弯引号", [
                    (base + start, base + start + 1, wanted[0]), (base + stop, base + stop + 1, wanted[1]),
                ])  # fmt: skip

    def _fault(self, kind: str, start: int, end: int, reason: str, edits: Edits | None = None) -> None:
        self.faults.append(Fault(kind, start, end, reason, edits, reason.startswith("直引号")))


def _plain(text: str) -> bool:
    """Whether a text within quotation marks may be a name or a short saying."""
    return 0 < len(text) <= SHORT and not _BREAK.search(text)


def _apostrophe(text: str, at: int) -> bool:
    """Whether ``’`` or ``'`` is an apostrophe, a minute or a year: ``it’s``, ``’99``."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())


def _straight(text: str) -> list[int]:
    """Where straight marks stand that are no inches or seconds and no values of attributes."""
    found: list[int] = []
    value = quoted = False
    for match in _STRAIGHT.finditer(text):
        at = match.start()
        if match.group() == "“":
            quoted = True
            continue
        before = text[at - 1 : at]
        if value or before == "=":
            value = not value
        elif not (before.isdigit() and not found and not quoted):
            found.append(at)
    return found
