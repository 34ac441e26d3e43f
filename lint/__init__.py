"""reportlint: a data-quality linter for Chinese government reports.

``check`` and ``fix`` take a text or a path and give a report; see ``reportlint.api``.
"""

__version__ = "0.1.0"
__all__ = ["LintError", "__version__", "check", "fix"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .api import check, fix
    from .core.finding import LintError


def __getattr__(name: str) -> object:
    # Loaded on demand: importing the package must cost nothing at start-up.
    if name in ("check", "fix"):
        from . import api

        return getattr(api, name)
    if name == "LintError":
        from .core.finding import LintError

        return LintError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
