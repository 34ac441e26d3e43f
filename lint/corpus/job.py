"""What a run over a corpus is asked to do."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from typing import Any

from .. import __version__

#: Levels at which near-duplicates are looked for, by the value of ``near``.
LEVELS = {"paragraphs": ("document", "paragraph"), "documents": ("document",), "none": ()}


@dataclass(frozen=True)
class Job:
    """The options that decide what the tables hold; how fast they are made is not among them.

    Lengths are in code points, ``part_bytes`` in bytes of input, ``timeout`` in
    seconds a document. Where ``min_severity`` or ``fail_on`` is "" the configuration says. ``output`` and ``inputs`` are paths or URIs that pyarrow
    opens. ``config`` is a configuration file, "" for the built-in profile.
    """

    inputs: tuple[str, ...]
    output: str
    text: str = "text"
    id: str = "id"
    config: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: str = ""
    fail_on: str = ""
    clean: str = ""
    drop: tuple[str, ...] = ()
    redact: bool = False
    near: str = "paragraphs"
    threshold: float = 0.7
    containment: float = 0.8
    fold_numbers: bool = False
    shingle: int = 5
    bands: int = 24
    rows: int = 4
    cap: int = 64
    paragraph: int = 30
    part_bytes: int = 16 << 20
    max_chars: int = 5_000_000
    timeout: float = 60.0

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels at which near-duplicates are looked for."""
        return LEVELS[self.near]

    @property
    def cleans(self) -> bool:
        """Whether cleaned text is asked for."""
        return bool(self.clean or self.drop or self.redact)

    def identity(self) -> dict[str, object]:
        """All that the tables depend on beside the inputs' bytes: a run with another identity cannot resume this one."""
        values = json.loads(self.dumps())
        for name in ("inputs", "output", "timeout", "fail_on"):
            del values[name]
        values["config_digest"] = _digest(self.config) if self.config else ""
        return {"version": __version__, **values}

    def dumps(self) -> str:
        """The job as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> Job:
        """The job that ``dumps`` wrote."""
        values: dict[str, Any] = json.loads(text)
        made: dict[str, Any] = {
            field.name: tuple(values[field.name]) if isinstance(values[field.name], list) else values[field.name]
            for field in fields(cls)
        }
        return cls(**made)


def profile() -> str:
    """The built-in profile for corpora, "" where this version has none."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "profiles", "corpus.yaml")
    return path if os.path.isfile(path) else ""


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()
