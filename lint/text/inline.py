"""Markdown inside a block: which characters are markup, and which a reader sees."""

from __future__ import annotations

import re

from .emphasis import marks
from .patterns import Lazy, compile_pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_SPECIAL = Lazy(r"[\\`<\[&*_~]")
_TOKEN = Lazy(
    r"""(?P<escape>\\(?=[!-/:-@\[-`{-~]))
    |(?P<ticks>`+)
    |(?P<comment><!--)
    |(?P<auto><(?=(?:https?://|mailto:)[^<>\s]{1,1000}>))
    |</?(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,500})?/?>
    |(?P<note>\[\^[^\]\s]{1,40}\])
    |(?P<link>!?\[)
    |(?P<blank>&(?:nbsp|ensp|emsp|\#160|\#xa0);)
    |(?P<stars>\*+)
    |(?P<lines>(?<![\w_])__(?=[^\s_][^_]{0,80}__(?![\w_])))
    |(?P<struck>~~)""",
    re.VERBOSE | re.DOTALL,
)
# Nothing but a target that looks like one makes brackets a link: “[2023](试行)” is text.
_LINK = Lazy(
    r"!?\[(?P<text>(?>[^\[\]\\]|\\.|!?\[[^\[\]]{0,300}\](?:\([^()\s]{0,1000}\))?){0,500}+)"
    r"(?P<target>\]\(\s*(?:<[^<>]{0,1000}>|(?=(?:[^\s()]|\([^\s()]{0,200}\)){0,300}?[./#:?=%]|\s*\))(?>[^()\s]|\([^()\s]{0,200}\)){0,1000}+)"
    r"(?:\s+(?:\"[^\"]{0,300}\"|'[^']{0,300}'))?\s*\)|\]\[(?P<label>[^\[\]]{1,80})\])",
    re.DOTALL,
)
# Tags at which a line ends for whoever reads the page.
_BREAKING = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "thead",
        "tbody",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "section",
        "center",
    ]
)


class Inline:
    """What is not text in a block: ``cuts`` are sorted ``(start, end, whether a line ends there)``.

    ``comments`` lists ``(start, end, text)`` of HTML comments. Offsets are
    those of the block's joined lines.
    """

    __slots__ = ("comments", "cuts")

    def __init__(self) -> None:
        self.cuts: list[tuple[int, int, bool]] = []
        self.comments: list[tuple[int, int, str]] = []


def inline(text: str, labels: frozenset[str] = frozenset(), masked: bool = False) -> Inline | None:
    """The markup in a block's text; None where there is none.

    ``labels`` are the link labels that the document defines, in lower case;
    ``masked`` is for ``emphasis.marks``.
    """
    if _SPECIAL.search(text) is None:
        return None
    found = Inline()
    cuts = found.cuts
    stars: list[tuple[int, int]] = []
    targets: list[tuple[int, int]] = []
    struck = -1
    for start, end, kind, token in _tokens(text):
        if targets:
            targets = [target for target in targets if target[1] > start]
            if any(low <= start for low, _ in targets):
                continue
        if kind == "stars":
            stars.append((start, end))
        elif kind == "link":
            link = _LINK.match(text, start)
            label = link and link.group("label")
            if link and (label is None or label.lower() in labels):
                cuts += [(start, end, False), (*link.span("target"), False)]
                targets.append(link.span("target"))
        elif kind == "lines":
            close = text.index("__", end)
            cuts += [(start, end, False), (close, close + 2, False)]
        elif kind == "struck":
            close = text.find("~~", end)
            if close > end and start != struck:
                struck = close
                cuts += [(start, end, False), (close, close + 2, False)]
        elif kind == "auto":
            cuts += [(start, end, False), (close := text.index(">", end), close + 1, False)]
        elif kind == "comment":
            cuts.append((start, end, False))
            found.comments.append((start, end, text[start + 4 : end - 3]))
        else:
            cuts.append((start, end, kind == "tag" and token.group("tag").lower() in _BREAKING))
    cuts += [(*run, False) for run in marks(text, stars, masked)]
    found.cuts = _apart(cuts)
    return found if found.cuts else None


def _tokens(text: str) -> Iterator[tuple[int, int, str, re.Match[str]]]:
    """``(start, end, kind, match)`` from left to right, comments and code spans whole.

    Nothing is looked for behind a backslash or inside a comment or code span.
    """
    at = 0
    unclosed: set[str] = set()
    while token := _TOKEN.search(text, at):
        start, at = token.span()
        kind = token.lastgroup or ""
        if kind == "escape":
            yield start, at, kind, token
            at += 1
            continue
        if kind in ("ticks", "comment"):
            opener = token.group()
            if opener in unclosed:
                continue
            closer = compile_pattern(rf"(?<!`){opener}(?!`)" if kind == "ticks" else "-->").search(text, at)
            if closer is None:
                # Nor will anything close the next one.
                unclosed.add(opener)
                continue
            at = closer.end()
        yield start, at, kind, token


def _apart(cuts: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The cuts sorted, those that overlap made one."""
    cuts.sort()
    merged: list[tuple[int, int, bool]] = []
    for start, end, breaks in cuts:
        if merged and start < merged[-1][1]:
            low, high, broke = merged[-1]
            merged[-1] = (low, max(high, end), broke or breaks)
        else:
            merged.append((start, end, breaks))
    return merged


def seen(pieces: list[tuple[int, int]], cuts: list[tuple[int, int, bool]]) -> list[list[tuple[int, int]]]:
    """The pieces of a document without the cuts, in runs that end where a cut ends a line.

    ``pieces`` are document offsets; cuts are offsets of their joined text.
    """
    runs: list[list[tuple[int, int]]] = [[]]
    at = 0
    index = 0
    for start, end in pieces:
        low = start
        while index < len(cuts) and cuts[index][0] < at + end - start:
            cut, past, breaks = cuts[index]
            if start + cut - at > low:
                runs[-1].append((low, start + cut - at))
            low = max(low, min(end, start + past - at))
            if past - at > end - start:
                break
            if breaks and runs[-1]:
                runs.append([])
            index += 1
        if low < end:
            runs[-1].append((low, end))
        at += end - start
    return [run for run in runs if run]
