"""The reader of a model's file: the compiled kernel where it was built, else numpy."""

from __future__ import annotations

from ..text.extensions import extension
from .contents import BrokenModel, opened, shipped
from .levels import EDITION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .sighting import Reader

_loaded: dict[tuple[str, bool], Reader] = {}


def compiled() -> bool:
    """Whether texts are read by the compiled kernel."""
    return extension(f"{__package__}._kernel", EDITION) is not None


def detector(path: str = "", pure: bool | None = None) -> Reader:
    """What finds typos by a model's file, by default the one that comes with the package; loaded on the first call.

    ``pure`` says whether by numpy; by default that is so only where the kernel
    is missing. Both find the same. BrokenModel where the file cannot serve.
    """
    if pure is None:
        pure = not compiled()
    found = _loaded.get((path, pure))
    if found is None:
        if pure:
            from .detector import Detector
            from .model import read

            found = Detector(read(path or shipped()))
        else:
            from .compiled import Kernel

            found = Kernel(opened(path or shipped()))
        _loaded[path, pure] = found
    return found


__all__ = ["BrokenModel", "compiled", "detector"]
