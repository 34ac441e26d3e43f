"""What ``reportlint serve`` does."""

from __future__ import annotations

import sys

from ..core.finding import LintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run(options: dict[str, Any]) -> int:
    """Serve the page until interrupted; the exit status."""
    if options["config"] and options["no_config"]:
        raise LintError("--config 与 --no-config 只能用一个")
    try:
        from ..web.app import Limits
        from ..web.server import serve
    except ModuleNotFoundError as error:
        if error.name not in ("starlette", "uvicorn", "anyio", "h11"):
            raise
        raise LintError("网页要先安装：pip install 'reportlint[web]'") from None
    limits = Limits(
        upload=options["max_upload"] << 20,
        held=max(options["max_upload"] << 20, Limits().held),
        working=options["timeout"],
        waiting=options["queue"],
        workers=options["jobs"] or _cores(),
    )

    def ready(address: str) -> None:
        sys.stdout.write(f"已启动：{address}  （按 Ctrl-C 结束）\n")
        sys.stdout.flush()
        if options["open"]:
            import webbrowser

            webbrowser.open(address)

    serve(
        options["host"],
        options["port"],
        options["allow_host"],
        limits,
        options["config"],
        not options["no_config"],
        ready,
    )
    return 0


def _cores() -> int:
    import os

    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))
