"""What a caller of the linter may ask for."""

from __future__ import annotations


class Options:
    """What the caller asks for, over whatever the configuration says.

    ``config`` names a configuration file; ``use_config`` false ignores all of
    them. ``select`` and ``ignore`` hold rule ids or categories. ``baseline``
    is a file of findings to pass over; ``fresh`` passes over none, those of
    the configuration neither. ``cache`` keeps results of files for the next
    run, enciphered with a key that is made of the file (see ``results``).
    """

    __slots__ = (
        "baseline",
        "cache",
        "config",
        "encoding",
        "fail_on",
        "fresh",
        "ignore",
        "min_severity",
        "select",
        "unsafe",
        "use_config",
    )

    def __init__(
        self,
        config: str | None = None,
        use_config: bool = True,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        encoding: str = "",
        baseline: str = "",
        fail_on: str = "",
        min_severity: str = "",
        unsafe: bool = False,
        fresh: bool = False,
        cache: bool = False,
    ) -> None:
        self.config = config
        self.use_config = use_config
        self.select = select
        self.ignore = ignore
        self.encoding = encoding
        self.baseline = baseline
        self.fail_on = fail_on
        self.min_severity = min_severity
        self.unsafe = unsafe
        self.fresh = fresh
        self.cache = cache
