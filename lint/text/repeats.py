"""What stands in a document twice: paragraphs, sentences, clauses, and runs inside sentences."""

from __future__ import annotations

from .extensions import extension
from .passages import Places, Repeat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .reading import Reading

#: That of twice/twice.h: another one finds something else.
EDITION = 2
# The extension; None before it was looked for, False where it is not there.
_twice: Any = None


def repeats_of(page: Reading) -> list[Repeat]:
    """The repeats of a document in order, table cells and code left out.

    A unit inside a larger repeated one is not listed again. Computed once for a
    document and kept on its shelf; in C where that is compiled.
    """
    found: list[Repeat] | None = page.shelf.get("repeats")
    if found is None:
        paragraphs = [paragraph for paragraph in page.paragraphs if paragraph.kind not in ("code", "cell")]
        compiled = twice()
        made = None
        if compiled:
            if page.large:
                most = sum(here.end - here.start if here.map is None else len(here.text) for here in paragraphs)
                # Not a list of them: it would be another copy of the document.
                made = compiled.repeats((paragraph.text for paragraph in paragraphs), len(paragraphs), most)
            else:
                made = compiled.repeats([paragraph.text for paragraph in paragraphs])
        if made is None:
            from .comparison import Search

            found = Search(paragraphs).run()
        else:
            places = Places(paragraphs, memoryview(made[0]).cast("I"))
            found = [Repeat(places, *row) for row in made[1]]
        page.shelf["repeats"] = found
    return found


def twice() -> Any:
    """The extension that finds what stands in a text twice; false where Python is to do its work."""
    global _twice  # noqa: PLW0603  # threads that look for it at the same time come to the same
    if _twice is None:
        _twice = extension(f"{__package__}._twice", EDITION) or False
    return _twice
