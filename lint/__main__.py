"""``python -m reportlint`` and the ``reportlint`` command."""

import sys


def main() -> int:
    """Run the command line; the exit status is 0, 1 or 2."""
    from .cli import run

    return run(sys.argv[1:])


def console() -> None:
    """Run the command line and leave the process with its exit status.

    Taking the interpreter apart costs a fifth of a run on one report; it is
    spared where nobody has asked to be told of the end.
    """
    import gc

    from .modules import use

    # A run on one report allocates little and is over before anything could be collected.
    gc.set_threshold(100_000, 20, 20)
    use()
    status = main()
    import atexit
    import os

    if sys.gettrace() or sys.getprofile() or "threading" in sys.modules or atexit._ncallbacks():
        sys.exit(status)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        sys.exit(status)
    os._exit(status)


if __name__ == "__main__":
    console()
