"""Whether the time of all rules grows linearly on hostile input: long runs of one thing.

    python benchmarks/linearity.py

Prints, for each unit that is slow or not linear, the seconds for 20,000 and
40,000 characters of it, and their ratio; 2 is linear, 4 is quadratic.
"""

from __future__ import annotations

import time

from reportlint.api import Linter
from reportlint.engine import Choice, lint
from reportlint.readers.txt import document_of

UNITS = [
    *"xX*（）　 一，。\n…-【《十第、a：%\"('）”》的1“",
    "**区", "（）", "12**", "一是", "“”", "1.\n", "（一）\n", "同比增长", "微信", "__", "加强",
    "加强加强管理，", "甲乙丙丁戊己", "xx年", "2023年", "1至", "亿元", "进一步", "3—5", "各位代表：\n",
    "的问题", "不够", "增长X%，", "全县共有人，", "其中3项，", "由5亿元增至", "（以下简称“甲”）", "见附件1，",
]  # fmt: skip
LENGTH = 20_000


def seconds(text: str, linter: Linter) -> float:
    """CPU time of all rules on a text."""
    rules = linter.rules()
    choice = Choice([True] * len(rules.rules), [rule.severity for rule in rules.rules])
    document = document_of(text, "<hostile>")
    start = time.process_time()
    lint(document, rules, choice)
    return time.process_time() - start


def main() -> None:
    linter = Linter()
    # Everything is imported and compiled before the first measure.
    seconds("今年以来，全县共投入3.2亿元，同比增长5%。" * 40, linter)
    for unit in UNITS:
        # Hanzi around it, or the text would not count as Chinese.
        text = unit * (LENGTH // len(unit))
        once, twice = (seconds("今年以来各项工作" * 200 + text * times, linter) for times in (1, 2))
        ratio = twice / max(once, 1e-9)
        if twice > 0.3 or (twice > 0.1 and ratio > 2.6):
            print(f"{unit!r:16} {once:7.3f} {twice:7.3f} {ratio:5.1f}{'  not linear' if ratio > 2.6 else ''}")


if __name__ == "__main__":
    main()
