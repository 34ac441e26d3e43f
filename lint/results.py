"""Results that are kept from one run to the next, and that only who has the file can read.

What is found in a text depends on the text, the rules, their settings and the
program, so the findings are kept under a digest of all of these. A finding
quotes its text; therefore what is kept is enciphered with a key that is made
of the text itself: without the file nobody learns a word of it. A cache that
is damaged, of another version, or written by several runs at once costs time
and never changes a result.
"""

from __future__ import annotations

import marshal
import os

from .core import cache
from .core.finding import Finding, Fix, Related
from .core.span import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMAT = 2
# Entries of one of 256 folders, and what remains of them when there are more; the largest entry, in bytes.
_MOST, _KEPT, _LARGEST = 96, 64, 200_000


class Results:
    """Findings by text, for one set of rules and settings, described by ``context``."""

    __slots__ = ("_context", "_folder")

    def __init__(self, context: Iterable[object]) -> None:
        self._context = _digest(repr((_FORMAT, *context)).encode("utf-8", "surrogatepass"))
        self._folder = cache.place("results")

    def names(self, data: bytes, suffix: str) -> tuple[str, bytes]:
        """The name of the entry of a file of these bytes and this suffix, and the key that enciphers it.

        They are the two halves of one digest, so that neither gives the other away.
        """
        both = _digest(data, self._context, suffix, 32)
        return both[:16].hex(), both[16:]

    def load(self, names: tuple[str, bytes], path: str) -> list[Finding] | None:
        """The findings of an entry, in a file named ``path``; None where they are not known."""
        name, key = names
        body = cache.load(self._place(name), self._context)
        if body is None:
            return None
        try:
            return [_finding(row, path) for row in marshal.loads(_ciphered(body, key))]
        except (ValueError, EOFError, TypeError, IndexError):
            return None

    def store(self, names: tuple[str, bytes], findings: list[Finding]) -> None:
        """Keep the findings as an entry."""
        name, key = names
        try:
            body = marshal.dumps([_row(finding) for finding in findings])
        except ValueError:
            # A kind of rule of another package may give values that are not plain.
            return
        path = self._place(name)
        if len(body) <= _LARGEST and cache.store(path, _ciphered(body, key), self._context):
            _prune(os.path.dirname(path))

    def _place(self, name: str) -> str:
        return os.path.join(self._folder, name[:2], name[2:]) if self._folder else ""


def _digest(data: bytes, key: bytes = b"", suffix: str = "", size: int = 16) -> bytes:
    from _blake2 import blake2b  # what hashlib wraps; hashlib itself costs 2 ms

    digest = blake2b(data, digest_size=size, key=key)
    digest.update(suffix.encode())
    return bytes(digest.digest())


def _ciphered(body: bytes, key: bytes) -> bytes:
    """The body with a stream laid over it that only the key gives; once more, and it is plain."""
    from _blake2 import blake2b

    blocks = [
        blake2b(number.to_bytes(8, "little"), key=key).digest() for number in range(len(body) // 64 + 1)
    ]
    stream = int.from_bytes(b"".join(blocks)[: len(body)], "little")
    return (int.from_bytes(body, "little") ^ stream).to_bytes(len(body), "little")


def _row(finding: Finding) -> tuple[object, ...]:
    fix = finding.fix
    return (
        finding.rule,
        finding.category,
        finding.severity,
        finding.message,
        tuple(finding.span),
        finding.text,
        finding.sentence,
        finding.data,
        (tuple(map(tuple, fix.edits)), fix.applicability, fix.title) if fix else None,
        tuple((*other.span, other.message) for other in finding.related),
        finding.location,
        finding.fingerprint,
        finding.redacted,
    )


def _finding(row: tuple[object, ...], path: str) -> Finding:
    rule, category, severity, message, span, text, sentence, data, fix, related, location, fingerprint, redacted = row
    return Finding(
        path, rule, category, severity, message, Span(*span), text, sentence, data,  # type: ignore[arg-type,misc]
        Fix(*fix) if fix else None,  # type: ignore[misc]
        tuple(Related(Span(start, end), note) for start, end, note in related),  # type: ignore[attr-defined]
        location, fingerprint, None, redacted,  # type: ignore[arg-type]
    )  # fmt: skip


def _prune(folder: str) -> None:
    """Remove the oldest entries of a folder that holds too many."""
    try:
        names = os.listdir(folder)
        if len(names) <= _MOST:
            return
        paths = [os.path.join(folder, name) for name in names]
        paths.sort(key=os.path.getmtime, reverse=True)
        for path in paths[_KEPT:]:
            os.unlink(path)
    except OSError:
        # Another run removes or replaces entries as well.
        pass
