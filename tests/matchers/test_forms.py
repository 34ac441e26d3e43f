"""Several wrong ways to write one thing: spans, what should stand there, and what excuses them."""

from __future__ import annotations

from typing import Any

import pytest

from reportlint.matchers.forms import Forms


def found(text: str, **options: Any) -> list[tuple[str, str]]:
    matcher = Forms(**options)
    gate = matcher.gate()
    assert gate is not None
    hits = sorted(
        (start, index)
        for index, string in enumerate(gate)
        for start in range(len(text))
        if text.startswith(string, start)
    )
    if not hits:
        return []
    matches = matcher.find(text, hits, None, None)
    return [(text[match.start : match.end], (match.values or {})["expected"]) for match in matches]  # type: ignore[misc]


CASES: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("绿化300平米", {"forms": {"(?P<n>[0-9])平米": r"\g<n>平方米"}}, [("0平米", "0平方米")]),
    ("自2023.6起", {"forms": {r"自(?P<at>(?P<y>[0-9]{4})\.6)": r"\g<y>年6月"}}, [("2023.6", "2023年6月")]),
    ("直径20公分，长3尺", {"forms": {"公分": "厘米", "[0-9]尺": ""}}, [("公分", "厘米"), ("3尺", "")]),
    ("甲乙丙", {"forms": {"甲乙": "", "乙丙": ""}}, [("甲乙", "")]),
    ("甲乙丙", {"forms": {"甲乙": "一", "甲乙丙": "二"}}, [("甲乙", "一")]),
    ("二零二三年", {"forms": {"二[零〇]二三": ""}, "letters": {"零": "〇"}}, [("二零二三", "二〇二三")]),
    ("二〇二三年", {"forms": {"二[零〇]二三": ""}, "letters": {"零": "〇"}}, []),
    ("20世纪90年代", {"forms": {"90年代": ""}, "unless": "世纪"}, []),
    ("90年代", {"forms": {"90年代": ""}, "unless": "世纪"}, [("90年代", "")]),
    ("整改的问题", {"forms": {"改的": ""}, "words": True}, []),
]


@pytest.mark.parametrize(
    ("text", "options", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES]
)
def test_forms(text: str, options: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert found(text, **options) == expected


@pytest.mark.parametrize("options", [{"forms": {}}, {"forms": {"a": ""}, "letters": {"ab": "c"}}])
def test_wrong_options(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"forms|letters"):
        Forms(**options)


def test_every_paragraph_is_read_where_a_form_needs_no_string() -> None:
    assert Forms(forms={"[a-z]+": ""}).gate() is None
