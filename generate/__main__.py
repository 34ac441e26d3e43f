"""Write the generated files, or with ``--check`` name those that differ (exit status 1)."""

from __future__ import annotations

import argparse
import pathlib
import sys

from reportlint.catalog.jsonschema import written

from . import precision, profile_pages, rule_pages, tables
from .files import differing, write

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    changed = differing(ROOT / "docs" / "rules", rule_pages.pages())
    changed |= differing(ROOT / "schemas", written())
    changed |= differing(ROOT / "docs", {"precision.md": precision.page()}, "precision.md")
    changed |= differing(ROOT / "docs", {"profiles.md": profile_pages.page()}, "profiles.md")
    changed |= {page: text for page, text in tables.pages().items() if page.read_text("utf-8") != text}
    for path, text in changed.items():
        print(f"{'stale' if check else 'written' if text is not None else 'removed'}: {path.relative_to(ROOT)}")
        if not check:
            write(path, text)
    if check and changed:
        print("run: make generate", file=sys.stderr)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
