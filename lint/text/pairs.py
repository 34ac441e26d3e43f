"""Marks that come in pairs: what stands alone, faces the wrong way, or is nested as it must not be.

GB/T 15834-2011, 4.8 (quotation marks, ``“`` outside and ``‘`` inside), 4.9 (brackets), 4.15 (titles).
One pass in C reads the marks of the whole document; only lines where something is left over after
all plain pairs are taken away are looked at mark by mark.
"""

from __future__ import annotations

from bisect import bisect_right

from .flat import flat_of, stretches
from .glances import flat_glance_of
from .patterns import Lazy
from .quoting import NAMES, SHORT, Fault, Loose, Quotes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .flat import Flat
    from .quoting import Edits
    from .reading import Reading

_PAIRS = ("（）", "《》", "〈〉", "【】", "〔〕", "「」", "『』")
# What is typed for a closing mark where it is not at hand.
_ALIKE = {"《": ">＞", "〔": "]］", "【": "]］", "（": "}｝"}
_COMMON = ("“”", "（）", "《》", "【】")
_PARTNER = {"“": "”", "‘": "’", **{pair[0]: pair[1] for pair in _PAIRS}, "(": "）"}
_OPENER = {"”": "“", "’": "‘", **{pair[1]: pair[0] for pair in _PAIRS}, ")": "（"}
_OPEN = {
    pair: Lazy(f"{pair[0]}[^{pair}\n]*+(?!{pair[1]})") for pair in ("“”", *_PAIRS)
}
# What a closing mark follows that nothing opens: another one, or the end of a line.
_UNOPENED = {pair: Lazy(f"[\n{pair[1]}](?=[^{pair}\n]*+{pair[1]})") for pair in ("“”", *_PAIRS)}
# The marks of a kind, brackets of either width.
_MARKS_OF = {pair: Lazy(f"[{pair}()]" if pair == "（）" else f"[{pair}]") for pair in _PAIRS}
_LOCKS = Lazy("[《〈（(【〔》〉）)】〕]")
_SINGLE = Lazy("‘[^‘’\n]*+’?")
# How far before a single quotation mark a double one is looked for.
_LOOK = 300
_CROSSINGS = (Lazy("《[^《》（）\n]*+）"), Lazy("（[^《》（）\n]*+》"), Lazy("〈[^〈〉《》\n]*+》"))
# What may be meant by a closing bracket alone: an ordinal.
_HALF = Lazy("(?:(?:^|[。；;：:，、,\\s）])(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])|(?<![A-Za-z])[A-Za-z])$")
_ENDED = "。！？；：.!?;:”’）》"
# How many paragraphs a quotation may run through.
_FAR = 60
# Through how many lines a text without ends of sentences may run that was broken by its layout.
_NEAR, _BROKEN = 3, 8
# As far as blanks reach at the edges of a line.
_MARGIN = 40


def faults_of(page: Reading) -> list[Fault]:
    """Every fault of paired marks in a document, by place; found once and kept on its shelf."""
    found: list[Fault] | None = page.shelf.get("pairs")
    if found is None:
        found = page.shelf["pairs"] = _Search(page).run()
    return found


class _Search:
    """The lines of a document that may hold faults, and what is wrong with them."""

    def __init__(self, page: Reading) -> None:
        self.flat: Flat = flat_of(page)
        self.text = self.flat.text
        # To look for a mark takes a pass over the text, and there are two dozen; so they are looked for in what is left
        # of it without all else, where that is compiled.
        glance = flat_glance_of(page)
        self.marks: str = self.text if glance is None else glance.marks
        self.quotes = Quotes()
        self.faults = self.quotes.faults
        self.loose = self.quotes.loose

    def run(self) -> list[Fault]:
        quotes, brackets = self._suspects()
        for line in sorted(quotes | brackets):
            low, high = self.flat.lines[line], self.flat.lines[line + 1] - 1
            text = self.text[low:high]
            if line in quotes:
                self.quotes.double(text, low, line)
                self.quotes.single(text, low, line)
            if line in brackets:
                self._brackets(text, low, line)
        double = {one.line for one in self.loose if one.mark in "“”"}
        for line, start, end in self.quotes.bare:
            # Where a quotation may run through several paragraphs it cannot be told what is outside.
            if not any(line - _FAR <= other <= line + 1 for other in double):
                self._fault("nesting", start, end + 1, "外层引号应当用双引号", [
                    (start, start + 1, "“"), (end, end + 1, "”"),
                ])  # fmt: skip
        self._mismatched()
        self._pair_lines()
        self.faults.sort(key=lambda fault: (fault.start, fault.end))
        return self.faults

    def _suspects(self) -> tuple[set[int], set[int]]:
        """The lines whose quotation marks, and whose other marks, are not all in plain pairs."""
        marks = self.marks
        if not marks:
            # As in most documents.
            return set(), set()
        # Without any opening one the first closing one tells enough.
        quotes = set(_uneven(marks, "“”")) if "“" in marks else {at for at in [marks.find("”")] if at >= 0}
        for mark in "\"'＂″〝":
            at = marks.find(mark)
            while at >= 0:
                quotes.add(at)
                at = marks.find(mark, at + 1)
        lines = self._lines(quotes)
        if "‘" in marks or "’" in marks:
            lines |= {bisect_right(self.flat.lines, at) - 1 for at in self._bare(self.text)}
        return lines, self._lines(set(_brackets_in(marks)))

    def _bare(self, text: str) -> Iterator[int]:
        """Where single marks stand that are not in pairs within double ones."""
        paired = 0
        for found in _SINGLE.finditer(text):
            low, at = max(0, found.start() - _LOOK), found.start()
            if text[found.end() - 1] == "’":
                paired += 1
                if text.rfind("“", low, at) > max(text.rfind("”", low, at), text.rfind("\n", low, at)):
                    continue
            yield at
        if text.count("’") > paired:
            at = text.find("’")
            while at >= 0:
                yield at
                at = text.find("’", at + 1)

    def _lines(self, places: set[int]) -> set[int]:
        """The lines in which marks stand."""
        found = set()
        line = low = 0
        for at in sorted(places):
            line += self.marks.count("\n", low, at)
            low = at
            found.add(line)
        return found

    def _brackets(self, text: str, base: int, line: int) -> None:
        """Brackets and marks of titles of a line, each kind by itself."""
        found = len(self.loose) + len(self.faults)
        for pair in _PAIRS:
            opened: list[int] = []
            inner: list[tuple[int, int, int]] = []
            for found_mark in _MARKS_OF[pair].finditer(text):
                at, mark = found_mark.start(), found_mark.group()
                mark = {"(": "（", ")": "）"}.get(mark, mark)
                if mark == pair[0]:
                    opened.append(at)
                elif mark == pair[1]:
                    if opened:
                        start = opened.pop()
                        if pair == "《》" and opened:
                            inner.append((opened[-1], start, at))
                    elif not (pair == "（）" and _HALF.search(text[max(0, at - 8) : at])):
                        self.loose.append(Loose(base + at, line, mark))
            for outer, start, at in inner:
                single = text.count("〈", outer, start) > text.count("〉", outer, start)
                if outer not in opened and not single:
                    self._fault("title", base + start, base + at + 1, "书名号里面再用书名号，里层应当用〈〉", [
                        (base + start, base + start + 1, "〈"), (base + at, base + at + 1, "〉"),
                    ])  # fmt: skip
            for at in opened:
                alike = _alike(text, at)
                if alike:
                    low, high = base + alike, base + alike + 1
                    reason = f"前面是{NAMES[pair[0]]}，这里应为{NAMES[pair[1]]}"
                    self._fault("balance", low, high, reason, [(low, high, pair[1])])
                else:
                    self.loose.append(Loose(base + at, line, pair[0]))
        if found == len(self.loose) + len(self.faults):
            self._interlocked(text, base)

    def _interlocked(self, text: str, base: int) -> None:
        """``（…《…）…》``: pairs that close each other's insides."""
        stack: list[tuple[int, str]] = []
        for found in _LOCKS.finditer(text):
            at, mark = found.start(), found.group()
            if mark in "《〈（(【〔":
                stack.append((at, "（" if mark == "(" else mark))
            elif mark in "》〉）)】〕" and stack:
                wanted = _PARTNER[stack[-1][1]]
                if wanted == ("）" if mark == ")" else mark):
                    stack.pop()
                elif not (mark in "）)" and _HALF.search(text[max(0, at - 8) : at])):
                    self._fault("balance", base + at, base + at + 1, f"与前面的{NAMES[stack[-1][1]]}交叉，应当先写{NAMES[wanted]}")
                    return

    def _fault(self, kind: str, start: int, end: int, reason: str, edits: Edits | None = None) -> None:
        self.faults.append(Fault(kind, start, end, reason, edits))

    def _mismatched(self) -> None:
        """``《…）``: an opening mark and a closing one of another kind are one fault."""
        self.loose.sort(key=lambda loose: loose.at)
        kept: list[Loose] = []
        for loose in self.loose:
            last = kept[-1] if kept else None
            if (
                last and last.mark in _PARTNER and loose.mark not in _PARTNER
                and last.line == loose.line and loose.at - last.at <= SHORT
                and _OPENER[loose.mark] != last.mark
            ):  # fmt: skip
                kept.pop()
                wanted = _PARTNER[last.mark]
                self._fault("balance", loose.at, loose.at + 1, f"前面是{NAMES[last.mark]}，这里应为{NAMES[wanted]}", [
                    (loose.at, loose.at + 1, wanted),
                ])  # fmt: skip
                continue
            kept.append(loose)
        self.loose = kept

    def _pair_lines(self) -> None:
        """Report loose marks, but those whose partner stands in a later paragraph as it may."""
        waiting: dict[str, list[Loose]] = {}
        rest: list[Loose] = []
        for loose in self.loose:
            if loose.mark == "“" and self._goes_on(loose):
                continue
            if loose.mark in _PARTNER:
                waiting.setdefault(loose.mark, []).append(loose)
                continue
            before = waiting.get(_OPENER[loose.mark], [])
            while before and loose.line - before[0].line > _FAR:
                rest.append(before.pop(0))
            if before and self._spans(before, loose):
                rest += [one for one in before[:-1] if not self._leads(one)]
                before.clear()
            else:
                rest.append(loose)
        for left in waiting.values():
            rest += left
        for loose in rest:
            partner = _PARTNER.get(loose.mark) or _OPENER[loose.mark]
            reason = f"这个{NAMES[loose.mark]}没有配对的{NAMES[partner]}"
            self._fault("balance", loose.at, loose.at + 1, reason)

    def _goes_on(self, opener: Loose) -> bool:
        """Whether the next paragraph opens the same quotation anew."""
        lines = self.flat.lines
        if opener.line + 2 >= len(lines):
            return False
        start = lines[opener.line + 1]
        following = self.text[start : min(start + _MARGIN, lines[opener.line + 2])].lstrip()
        return following[:1] == "“" and (self._leads(opener) or self._introduced(opener))

    def _introduced(self, opener: Loose) -> bool:
        before = self.text[max(0, opener.at - 2) : opener.at].rstrip()
        return before[-1:] in ("：", ":", "为", "是", "，", "“", "（")

    def _leads(self, loose: Loose) -> bool:
        """Whether a mark stands at the start of its paragraph."""
        start = self.flat.lines[loose.line]
        return loose.at - start < _MARGIN and not self.text[start : loose.at].strip()

    def _spans(self, openers: list[Loose], closer: Loose) -> bool:
        """Whether a loose closing mark may belong to a paragraph before (GB/T 15834-2011, 4.8.3.5)."""
        opener = openers[-1]
        lines = self.flat.lines
        ends = lines[opener.line + 1] - 1, lines[closer.line + 1] - 1
        head = self.text[max(lines[closer.line], closer.at - _MARGIN) : closer.at].strip()
        tail = self.text[closer.at + 1 : min(ends[1], closer.at + _MARGIN)].strip()
        after = self.text[opener.at + 1 : min(ends[0], opener.at + _MARGIN)].strip()
        apart = closer.line - opener.line
        if apart <= _NEAR and (not head or not after):
            return True
        if apart <= _BROKEN and all(
            self.text[lines[line + 1] - 2 : lines[line + 1] - 1] not in _ENDED
            for line in range(opener.line, closer.line)
        ):
            return True
        if opener.mark in "《〈":
            return False
        if self._leads(opener) or self._introduced(opener):
            return True
        return len(tail) <= 1 and opener.mark != "“"


def _brackets_in(text: str) -> Iterator[int]:
    """Where brackets and marks of titles of any kind are not in plain pairs."""
    narrow = "(" in text or ")" in text
    pairs = []
    for pair in _PAIRS:
        if pair[0] in text or (pair == "（）" and "(" in text):
            pairs.append(pair)
        elif pair in _COMMON:
            # Looking for the closers of rare kinds as well would cost more than all the rest.
            closers = [text.find(mark) for mark in (pair[1], ")" if pair == "（）" else pair[1])]
            yield from sorted([at for at in closers if at >= 0])[:1]
    # With brackets of either width made one; a copy of the whole would be as large as the text.
    for low, high in stretches(text, lines=True):
        part = text[low:high]
        if narrow:
            part = part.replace("(", "（").replace(")", "）")
        for pair in pairs:
            for at in _uneven(part, pair):
                yield low + at
        for crossing in _CROSSINGS:
            for found in crossing.finditer(part):
                yield low + found.start()


def _uneven(text: str, pair: str) -> list[int]:
    """Where marks of one kind are opened and not closed before the next, or closed and not opened."""
    opener, closer = pair[0], pair[1]
    found = [match.start() for match in _OPEN[pair].finditer(text)]
    opened = text.count(opener) if pair in _COMMON else len(found)
    if text.count(closer) > opened - len(found):
        found += _unopened(text, opener, closer)
    return found


def _unopened(text: str, opener: str, closer: str) -> Iterator[int]:
    """Where closing marks stand with no opening one before them in their line, behind the last closing one."""
    at = text.find(closer)
    if at < 0:
        return
    if text.find(opener, text.rfind("\n", 0, at) + 1, at) < 0:
        yield at
    for before in _UNOPENED[opener + closer].finditer(text, at):
        yield text.find(closer, before.end())


def _alike(text: str, at: int) -> int:
    """Where something like the closing mark stands for the opening one at ``at``; 0 where nothing does."""
    for place in range(at + 1, min(len(text), at + SHORT)):
        if text[place] in _ALIKE.get(text[at], ""):
            return place
        if text[place] in _PARTNER or text[place] in _OPENER:
            break
    return 0
