"""One look at a text, compiled: what is found by it is what is found without."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportlint.catalog.table import rule_set, rules_dir
from reportlint.readers.txt import document_of
from reportlint.text import glances
from reportlint.text.enumerations import bracketed, items_of
from reportlint.text.flat import flat_of
from reportlint.text.glances import OPENINGS, flat_glance_of, glance_of
from reportlint.text.heading import Heading
from reportlint.text.pairs import _Search as Search
from reportlint.text.pairs import faults_of
from reportlint.text.reading import Reading
from reportlint.text.views import VIEWS, uneven_of, without
from sandbox import PROJECT

if not glances._look():
    pytest.skip("it was not compiled", allow_module_level=True)

PARTS = [
    *"一二三十〇百两1230９（()）、.．，,：:)！？!;；。是要否其第①②⑳㈠⑴⒈*#>-_【[《》〈〉“”‘’〔〕\"'＂ \t\u3000\u00a0\u200b\ufeff\u2060\u00ad\u2002\x0b\x0c页共Pp—",
    "\n", "\n", "\n", "\r\n", "\r", "一、", "（一）", "(二)", "1.", "2．", "3、", "12)", "第一，", "其次", "一是", "二要", "第二节", "\n四.保障措施。", "\n2，加强领导\n",
    "\n— 3 —\n", "\n3/8\n", "\n第 2 页 共 9 页\n", "\n，", "\n\u3000”甲", "习", "近", "平", "习近平总书记", "强化", "全面落实各项工作任务", "持续改善民生，不断提高群众满意程度。",
    "13800138000", "138 0013-8000", "１３８００１３８０００", "2024年", "会议要求：全县上下做到三点：严格纪律。", "责任单位：县财政局。", "\x00", "\ue000", "⺟", "\u202e", "\ud800", "😀", "𠮷", "x",
    "**", "@", "www.", "，甲；\n",
]  # fmt: skip
# The rules whose surveys ask for a glance.
RULES = [
    "stray-space", "line-start-mark", "colon-nested", "page-number", "leader-name-torn", "ordinal-arabic-mark", "ordinal-hanzi-mark",
    "item-sequence", "item-end-mixed", "bank-card", "mobile-phone", "id-card", "control-char", "compatibility-char", "heading-lone",
    "item-separator-mixed", "pair-unbalanced", "mask-inconsistent",
]  # fmt: skip


def told(page: Reading) -> dict[str, object]:
    """Everything that is worked out of a document with the help of a glance."""
    found: dict[str, object] = {
        "headings": [
            [heading.paragraph.index, *(getattr(heading, name) for name in Heading.__slots__ if name != "paragraph")] for heading in page.headings
        ],
        "items": [[getattr(item, name) for name in item.__slots__] for item in items_of(page)],
        "bracketed": [[getattr(item, name) for name in item.__slots__] for item in bracketed(page)],
        "faults": [(fault.kind, fault.start, fault.end, fault.reason) for fault in faults_of(page)],
    }
    rules = rule_set([rules_dir()])
    for name in RULES:
        number = rules.rules.index(rules.by_id()[name])
        matcher = rules.matcher(number)
        found[name] = [(match.start, match.end, match.values, match.replacement, match.edits) for match in matcher.survey(page)]
    return found


def both(text: str) -> Reading:
    """A document of which the same is told with a glance and without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glances, "_glance", False)
        expected = told(Reading(document_of(text, "<text>")))
    page = Reading(document_of(text, "<text>"))
    assert told(page) == expected
    return page


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40))
@example(["（一）", " " * 70, "甲。", "乙"])
@example(["\n" + "\u3000" * 70 + "1，加强领导"])
@example(["一、" + "甲" * 120 + "。" + "乙" * 9000])
@example(["1.甲" + " " * 70 + "\n2.乙"])
def test_parts_in_any_order(parts: list[str]) -> None:
    page = both("".join(parts))
    glance = glance_of(page)
    assert glance is not None
    if glance.rows is not None:
        assert glance.lines == sum(not line.isspace() for line in page.text.replace("\r", "\n").split("\n") if line)


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_views(parts: list[str]) -> None:
    page = Reading(document_of("".join(parts), "<text>"))
    uneven = uneven_of(page)
    assert uneven is not None
    for left_out in VIEWS.values():
        everywhere = {here.index: uneven.get(here.index, []) for here in page.paragraphs}
        assert without(left_out, page.paragraphs, everywhere) == [left_out.sub("", here.text) for here in page.paragraphs]


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_marks(parts: list[str]) -> None:
    page = Reading(document_of("".join(parts), "<text>"))
    glance = flat_glance_of(page)
    assert glance is not None
    kept = "".join(char for char in flat_of(page).text if char in "（）《》〈〉【】〔〕「」『』“”‘’()\"'＂″〝\n")
    # A document may end in a line end that its flat text is without.
    assert glance.marks in ("", kept, f"{kept}\n")
    if not glance.marks:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(glances, "_glance", False)
            assert Search(Reading(page.document))._suspects() == (set(), set())
    # Titles within brackets and brackets within titles are in order.
    if not kept.replace("《》", "").replace("（）", "").replace("《》", "").replace("“”", "").strip("\n"):
        assert not glance.marks


@pytest.mark.parametrize("path", sorted((PROJECT / "seeds").glob("*.txt")), ids=lambda path: path.name)
def test_reports(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    generator = random.Random(path.name)
    changed = "".join(generator.choice([*PARTS, ""]) if generator.randrange(40) == 0 else char for char in text)
    # Longer than what is read of a text at a time.
    both((text + changed) * 3)


@pytest.mark.parametrize("name", ["line-start-mark", "page-number"])
def test_rules_that_a_glance_serves(name: str) -> None:
    """What these rules say of their lines is what a glance tells of."""
    rules = rule_set([rules_dir()])
    matcher: Any = rules.matcher(rules.rules.index(rules.by_id()[name]))
    if name == "page-number":
        assert (matcher.begins, matcher.ends) == (glances.PAGE_BEGINS, glances.PAGE_ENDS)
    else:
        assert matcher.begins == OPENINGS


def test_no_text_is_refused() -> None:
    with pytest.raises(TypeError):
        glances._look()(b"")
