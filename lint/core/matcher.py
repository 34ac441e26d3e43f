"""What a kind of rule is, and what it finds.

A kind is a class whose annotated attributes are the keys that a rule's YAML
may use under ``matcher:``. They are plain classes and not dataclasses because
importing and building twenty dataclasses costs more than linting a report.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, ClassVar, Self, dataclass_transform

    # A pattern, and how many characters of it stand before a string, at least and at most.
    Guard = tuple[str, int, int]
else:

    def dataclass_transform(**_: object) -> object:
        """Nothing at run time: the type checker reads the decorator, not its effect."""
        return lambda cls: cls


class Match:
    """What a matcher found in the text that it was given.

    ``start`` and ``end`` are code points of that text. ``values`` feed the
    message; ``replacement`` is what could stand there instead, or ``edits``
    lists ``(start, end, text)`` where the mending is elsewhere or in several
    places; ``related`` lists ``(start, end, message)`` of other places
    involved, always in document offsets. ``unsafe`` says that this one fix is
    not safe even where the rule's fixes are.
    """

    __slots__ = ("edits", "end", "related", "replacement", "start", "unsafe", "values")

    #: The paragraph in whose offsets it is where a survey found it there, see ``Placed``; None where they are the document's.
    here: Any = None

    def __init__(
        self,
        start: int,
        end: int,
        values: dict[str, object] | None = None,
        replacement: str | None = None,
        related: Sequence[tuple[int, int, str]] = (),
        edits: Sequence[tuple[int, int, str]] | None = None,
        unsafe: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.values = values
        self.replacement = replacement
        self.related = related
        self.edits = edits
        self.unsafe = unsafe


class Placed(Match):
    """What a survey found in one paragraph, in offsets of its text, as ``find`` would have found it."""

    __slots__ = ("here",)

    def __init__(
        self,
        here: Any,
        start: int,
        end: int,
        values: dict[str, object] | None = None,
        edits: Sequence[tuple[int, int, str]] | None = None,
        unsafe: bool = False,
    ) -> None:
        super().__init__(start, end, values, edits=edits, unsafe=unsafe)
        self.here = here


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Matcher:
    """A kind of rule. Subclasses annotate their options and give defaults.

    The types of options are checked when rules are loaded, not here. ``prepare``
    is called once after construction and may compile what ``find`` needs;
    ``foresee``, when rules are compiled into the table, on what ``prepare`` leaves
    until it is needed.
    """

    #: Names that ``message`` and ``fix.replacement`` may use beside ``text``.
    declares: ClassVar[tuple[str, ...]] = ()
    #: ``paragraph``: ``find`` is called with single paragraphs.
    #: ``document``: ``survey`` is called once with the whole document.
    reach: ClassVar[str] = "paragraph"
    #: When its survey comes, so that little memory is needed at a time: 0, before single paragraphs are read, for a
    #: kind that needs much and leaves nothing; 1 for one that reads all paragraphs as one text; 2 for any other.
    turn: ClassVar[int] = 2
    #: Sections of the data file that an option may name, and the class whose annotations
    #: are the keys of a record in each; see ``catalog/data.py``.
    records: ClassVar[dict[str, type]] = {}

    def __init__(self, **options: Any) -> None:
        for name in self.options():
            if name in options:
                setattr(self, name, options.pop(name))
            elif not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} needs {name!r}")
        if options:
            raise TypeError(f"{type(self).__name__} has no option {min(options)!r}")
        self.prepare()
        self.foresee()

    @classmethod
    def restored(cls, options: dict[str, Any]) -> Self:
        """A matcher with options that were checked before, when the rules were compiled."""
        matcher = cls.__new__(cls)
        matcher.__dict__.update(options)
        matcher.prepare()
        return matcher

    @classmethod
    def options(cls) -> list[str]:
        """The option names, bases first."""
        return [
            name
            for base in reversed(cls.__mro__)
            for name, kind in getattr(base, "__annotations__", {}).items()
            if not name.startswith("_") and not str(kind).startswith("ClassVar")
        ]

    @classmethod
    def load(cls, options: dict[str, Any], folder: str) -> dict[str, Any]:
        """The options with what stands in files beside the rule read in.

        Called once when a rule is loaded from ``folder``; the result goes into
        the compiled table and holds plain data only. ValueError or OSError
        where a file is missing or wrong.
        """
        return options

    @classmethod
    def flaw(cls, section: str, record: dict[str, Any]) -> str:
        """What is wrong with one record of a data file beyond its keys and types; "" where nothing is."""
        return ""

    def prepare(self) -> None:
        """Compile what is needed; raise ValueError with a clear text where an option is wrong."""

    def foresee(self) -> None:
        """Ask for every pattern that a run compiles later, so that the table keeps it; raise ValueError as ``prepare`` does."""

    def names(self) -> tuple[str, ...]:
        """Names that the rule's message may use, beside ``text``."""
        return self.declares

    def gate(self) -> Sequence[str] | None:
        """Strings one of which a paragraph (or document) holds wherever this matcher matches.

        None: the matcher is called for every paragraph.
        """
        return None

    def guards(self) -> Sequence[Guard | None] | None:
        """For each string of the gate what must match around it, None where anything may; None for the whole where none is known.

        A guard is ``(pattern, least, most)``: the pattern is tried so many
        characters before the string, at least and at most, up to where it stands. A paragraph in
        which no string of the gate passes is not read (a rule for whole documents is not told of it); where one passes,
        all are told. Guards save time and decide nothing: wherever the
        matcher finds something, one must pass. They are compiled to be tried
        beside the search for strings, and where that is not compiled everything passes.
        """
        return None

    def paired(self) -> bool:
        """Whether it can only match where strings of its gate stand in a paragraph twice."""
        return False

    def find(
        self, text: str, hits: list[tuple[int, int]], here: Any, page: Any
    ) -> Iterable[Match]:
        """Yield matches in one paragraph, in offsets of ``text``.

        ``text`` is the text of the paragraph ``here``, or the view of it that
        the rule asked for. ``hits`` holds ``(start, index)`` of the gate's
        strings found in ``text``, sorted, ``index`` counting in ``gate()``;
        empty without a gate. ``page`` is the ``Reading`` of the whole document.
        """
        raise NotImplementedError(type(self).__name__)

    def survey(self, page: Any) -> Iterator[Match]:
        """Yield matches, in document offsets unless they are ``Placed``, of a matcher that needs the whole document.

        With a gate, it is called only where one of the gate's strings stands in
        a paragraph that is not code; ``page.called`` then lists ``(paragraph,
        hits)`` for these paragraphs in order, ``hits`` as for ``find``.
        """
        raise NotImplementedError(type(self).__name__)
