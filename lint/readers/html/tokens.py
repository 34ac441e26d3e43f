"""The tokens of an HTML page with their places, as the HTML standard (13.2.5) has them, in linear time.

Parsers that give a tree do not say where a character came from, and what is
searched for afterwards is found in the wrong place.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    # Kind (text, start, end, comment), the tag's name or "", where it starts and ends,
    # and for text and comments the span of their contents.
    Token = tuple[str, str, int, int, int, int]

_OPEN = re.compile(r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?])|(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]*))")
_STOP = re.compile("[>\"']")
_BEFORE_QUOTE = re.compile(r"=\s*\Z")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=]+)))?""")
#: Elements whose contents are text without markup.
_RAW = ("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title")


class Tokens:
    """The tokens of a page, from the left to the right."""

    def __init__(self, source: str) -> None:
        self.source = source
        # Strings that stand nowhere any more: what was looked for once in vain is not looked for again.
        self._gone: set[str] = set()
        self._careless = False

    def __iter__(self) -> Iterator[Token]:
        source = self.source
        at = last = 0
        while found := _OPEN.search(source, at):
            start = found.start()
            if found["comment"]:
                # "<!-->" is a comment too; one that nothing closes hides nothing.
                end = self._find("-->", start + 2)
                low, past = found.end(), end + 3
            elif found["cdata"]:
                end = self._find("]]>", found.end())
                low, past = found.end(), end + 3
            elif found["other"]:
                end = self._find(">", found.end())
                low, past = found.end(), end + 1
            else:
                past = self._tag_end(found.end())
                end, low = past - 1, found.end()
            if past <= found.start() + 1 or end < 0:
                at = start + 1  # "<" is a character here
                continue
            if last < start:
                yield "text", "", last, start, last, start
            at = last = past
            if found["cdata"]:
                yield "raw", "", start, past, low, end
            elif found["comment"]:
                yield "comment", "", start, past, min(low, end), end
            elif found["name"]:
                name = found["name"].lower()
                kind = "end" if found["slash"] else "start"
                yield kind, name, start, past, low, end
                if kind == "start" and name in _RAW:
                    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
                    at = last = closing.start() if closing else len(source)
        if last < len(source):
            yield "text", "", last, len(source), last, len(source)

    def attributes(self, low: int, high: int) -> dict[str, str]:
        """The attributes of a tag whose contents behind its name are ``[low, high)``."""
        return {
            found[1].lower(): found[2] or found[3] or found[4] or ""
            for found in _ATTRIBUTE.finditer(self.source, low, min(high, low + 4096))
        }

    def _find(self, string: str, at: int) -> int:
        if string in self._gone:
            return -1
        found = self.source.find(string, at)
        if found < 0:
            self._gone.add(string)
        return found

    def _tag_end(self, at: int) -> int:
        """Where a tag ends whose name ends at ``at``; 0 where it does not."""
        source = self.source
        begin = at
        while not self._careless and (found := _STOP.search(source, at)):
            at = found.end()
            if found[0] == ">":
                return at
            # A quotation mark counts only behind "=".
            if _BEFORE_QUOTE.search(source, max(begin, at - 40), at - 1):
                closing = self._find(found[0], at)
                if closing >= 0:
                    at = closing + 1
        # Quotation marks that leave no end to a tag are taken for none, from here on.
        self._careless = True
        return self._find(">", begin) + 1
