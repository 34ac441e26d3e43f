"""Write ``lint/text/frequency.py``: how often characters and pairs of them stand in reports.

    python generate/frequency.py FOLDER

FOLDER holds published reports, ``*.txt``. Only counts go into the module. It is not written by
``make generate``: the counts change with the reports and hardly at all.
"""

from __future__ import annotations

import pathlib
import re
import sys
from collections import Counter

BUCKETS = (30000, 18000, 10000, 6000, 3300, 1800, 1000, 600, 330, 180, 100)
TARGET = pathlib.Path(__file__).parent.parent / "lint" / "text" / "frequency.py"
HEAD = '''"""How often characters and pairs of characters stand in a million characters of reports.

Made by ``generate/frequency.py``. Digits are counted as one character, ``0``.
"""

# What stands so often at least, and less often than what the line before names.
'''


def main() -> None:
    """Count, and write the module."""
    texts = [path.read_text("utf-8") for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
    text = re.sub("[0-9]", "0", "\n".join(texts))
    text = re.sub(r"\s+", "\n", text)
    lines = [HEAD]
    for name, units in (("CHARACTERS", Counter(text)), ("PAIRS", Counter(map("".join, zip(text, text[1:], strict=False))))):
        lines.append(f"{name} = {{\n")
        above = float("inf")
        for least in BUCKETS:
            found = sorted(
                unit for unit, count in units.items()
                if least <= count / len(text) * 1e6 < above and "\n" not in unit
            )
            above = least
            joined = "".join(found)
            if not joined:
                continue
            lines.append(f"    {least}: (\n")
            for at in range(0, len(joined), 80):
                lines.append(f'        "{joined[at : at + 80]}"\n')
            lines.append("    ),\n")
        lines.append("}\n")
    TARGET.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
