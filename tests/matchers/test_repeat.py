"""Where a document's articles, annexes and explanations of terms stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.matchers.repeat import _annexes, is_statute, notes_at
from reportlint.readers.txt import document_of
from reportlint.text.reading import Reading

LINES = st.lists(
    st.sampled_from(
        [
            "第一条 总则", "　第十二条　附则", "见第三条", "附件1：名单", " 附件", "附 件 2", "附录", "（附录）表", "名词解释", "本报告用语说明如下。",
            "注释：", "注释；", "工作总结", "", "　　", "附件一览表都列在后面的文件汇编里，各镇各部门照此办理，不再另行通知，由办公室负责解释说明",
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_as_one_pattern_tells(lines: list[str], end: str) -> None:
    text = end.join(lines)
    page = Reading(document_of(text, "<text>"))
    text = page.text
    articles = re.findall(r"(?m)^[ \t\u3000]*第[一二三四五六七八九十百零0-9]{1,6}条", text)
    assert is_statute(page, 2) == (len(articles) >= 2)
    annexes = re.finditer(
        r"(?m)^[ \t\u3000]*附[ \u3000]?件[ \t\u3000]*[0-9一二三四五六七八九十]{0,3}[:：]?[^。；\r\n]{0,40}$", text
    )
    assert _annexes(page) == [annex.start() for annex in annexes]
    notes = re.compile(
        r"(?m)^[^。；\r\n]{0,16}(?:名词解释|名词注释|名词说明|用语说明|术语解释|注释|指标解释|附录|附表)[^。；\r\n]{0,10}$"
    ).search(text, len(text) // 2)
    assert notes_at(page) == (notes.start() if notes else len(text))


@pytest.mark.parametrize("lead", ["总结" * 8, "总结" * 9, ""])
def test_notes_stand_near_the_start_of_a_line(lead: str) -> None:
    text = "工作总结\n" * 20 + lead + "名词解释\n"
    page = Reading(document_of(text, "<text>"))
    assert notes_at(page) == (len(text) if len(lead) > 16 else text.index(lead + "名词解释"))
