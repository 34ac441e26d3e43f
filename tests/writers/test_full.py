"""The formats for people: full and concise."""

from __future__ import annotations

from reportlint.core.finding import Fix
from writing import found, private, report, silenced, written

TEXT = "一、总体情况\n现象扔有发生，学的不深。\n现象扔有发生。"


def test_where_what_excerpt_suggestion_and_related_places() -> None:
    made = report(
        TEXT,
        found(TEXT, "扔有", message="“扔有”应为“仍有”", replacement="仍有"),
        found(
            TEXT,
            "现象扔有发生。",
            rule="sentence-repeat",
            message="整句重复",
            severity="warning",
            related="现象扔有发生，",
        ),
        path="总结/甲县 报告.txt",
    )
    assert written("full", made) == (
        "总结/甲县 报告.txt:2:3: 错误 word-wrong “扔有”应为“仍有”\n"
        "    现象〖扔有〗发生，学的不深。\n"
        "    建议：扔有→仍有（可自动修改）\n"
        "总结/甲县 报告.txt:3:1: 警告 sentence-repeat 整句重复\n"
        "    〖现象扔有发生。〗\n"
        "    首次出现：第2行\n"
        "\n"
        "共检查 1 个文件，发现 1 处错误、1 处警告（其中 1 处可用 --fix 自动修改）。\n"
    )


def test_nothing_found() -> None:
    assert written("full", report("没有问题。"), report("也没有。")) == "共检查 2 个文件，没有发现问题。\n"
    assert written("concise", report("没有问题。")) == ""


def test_what_could_not_be_read_is_only_counted() -> None:
    made = report(None, failures=[("read", "没有这个文件")])
    assert written("full", made) == "共检查 0 个文件，另有 1 个文件读不出来。\n"
    assert written("concise", made) == ""


SUGGESTIONS = [
    (Fix(((9, 11, "仍有"),), "safe"), "建议：扔有→仍有（可自动修改）"),
    (Fix(((9, 11, "仍有"),), "unsafe"), "建议：扔有→仍有（可用 --unsafe-fixes 修改）"),
    (Fix(((9, 11, "仍有"),), "display"), "建议：扔有→仍有"),
    (Fix(((9, 11, ""),), "display"), "建议：删去“扔有”"),
    (Fix(((11, 11, "，"),), "display"), "建议：补上“，”"),
    (Fix(((6, 7, ""),), "display"), "建议：删去换行"),
    (Fix(((11, 11, " "),), "display"), "建议：补上空格"),
    (Fix(((0, 1, "1"), (1, 2, "．")), "display"), "建议：一→1；、→．"),
    (Fix(tuple((n, n + 1, "") for n in range(5)), "display"), "建议：删去“一”；删去“、”；删去“总”；另有2处"),
    (Fix(((9, 11, "仍有"),), "safe", "改为“仍有”"), "建议：改为“仍有”（可自动修改）"),
    (Fix(((9, 11, "长" * 90),), "display"), f"建议：扔有→{'长' * 6}…（略78字）…{'长' * 6}"),
]


def test_suggestions() -> None:
    for fix, expected in SUGGESTIONS:
        output = written("full", report(TEXT, found(TEXT, "扔有", fix=fix)))
        assert output.splitlines()[2] == f"    {expected}"


def test_suggestions_can_be_left_out() -> None:
    made = report(TEXT, found(TEXT, "扔有", replacement="仍有"))
    assert "建议" not in written("full", made, show_fixes=False)


def test_masses_do_not_bury_the_rare() -> None:
    text = "甲*镇、乙*镇。\n\n" + "*村\n" * 300 + "现象扔有发生"
    masks = [found(text, "*", n, rule="mask-asterisk", message="星号占位") for n in range(1, 303)]
    made = report(text, *masks, found(text, "扔有", rule="word-wrong"))
    assert written("full", made) == (
        "a.txt:303:3: 错误 word-wrong “扔有”有误\n"
        "    现象〖扔有〗发生\n"
        "a.txt:1:2: 错误 mask-asterisk 星号占位\n"
        "    甲〖*〗镇、乙〖*〗镇。\n"
        "a.txt:3:1: 错误 mask-asterisk 星号占位\n"
        "    〖*〗村\n"
        "a.txt:4:1: 错误 mask-asterisk 星号占位\n"
        "    〖*〗村\n"
        "    mask-asterisk 另有 298 处：第5—302行\n"
        "\n"
        "共检查 1 个文件，发现 303 处错误。\n"
    )


def test_five_are_not_folded() -> None:
    text = "*\n" * 5
    output = written("full", report(text, *(found(text, "*", n) for n in range(1, 6))))
    assert [line[:8] for line in output.splitlines() if line.startswith("a.txt")] == [
        f"a.txt:{n}:" for n in range(1, 6)
    ]


def test_nothing_remains_where_the_excerpts_show_all() -> None:
    text = "*镇" * 6
    output = written("full", report(text, *(found(text, "*", n) for n in range(1, 7))))
    assert (
        output
        == f"a.txt:1:1: 错误 word-wrong “*”有误\n    {'〖*〗镇' * 6}\n\n共检查 1 个文件，发现 6 处错误。\n"
    )


def test_private_data_is_masked_in_the_excerpts_of_its_neighbours() -> None:
    text = "身份证号110101199001011237，现象扔有发生"
    made = report(text, private(text, "110101199001011237"), found(text, "扔有"))
    assert written("full", made).splitlines()[:4] == [
        f"a.txt:1:5: 错误 id-card “{'█' * 18}”是身份证号",
        f"    身份证号〖{'█' * 18}〗，现象扔有发生",
        "a.txt:1:26: 错误 word-wrong “扔有”有误",
        f"    身份证号{'█' * 18}，现象〖扔有〗发生",
    ]


def test_suppressed_findings_say_who_silenced_them() -> None:
    by = [
        ("accept", "原文如此", "已列为接受：原文如此"),
        ("inline", "", "文中标记"),
        ("baseline", "", "在基线中"),
    ]
    for name, reason, expected in by:
        made = report(TEXT, silenced(found(TEXT, "扔有"), name, reason))
        assert f"（已忽略，{expected}）" in written("full", made, show_suppressed=True)
        assert f"（已忽略，{expected}）" in written("concise", made, show_suppressed=True)
        assert written("full", made) == "共检查 1 个文件，没有发现问题，已忽略 1 处。\n"


def test_a_location_takes_the_place_of_line_and_column() -> None:
    made = report(TEXT, found(TEXT, "扔有", location={"table": 1, "row": 2, "column": 3}), path="b.docx")
    assert written("full", made).startswith("b.docx:表1第2行第3列: 错误")


def test_lines_are_cut_to_the_width_of_the_terminal() -> None:
    text = f"{'甲' * 900}扔有{'乙' * 900}"
    line = written("full", report(text, found(text, "扔有")), width=44).splitlines()[1]
    assert line == f"    …{'甲' * 7}〖扔有〗{'乙' * 7}…"


def test_colours() -> None:
    output = written("full", report(TEXT, found(TEXT, "扔有")), color=True).splitlines()
    assert output[0] == ("\x1b[1ma.txt:2:3:\x1b[0m \x1b[1;31m错误\x1b[0m \x1b[2mword-wrong\x1b[0m “扔有”有误")
    assert output[1] == "    现象\x1b[7;31m扔有\x1b[0m发生，学的不深。"


def test_a_message_that_quotes_a_paragraph_is_cut() -> None:
    made = report(TEXT, found(TEXT, "扔有", message=f"“{'段' * 500}”与前文重复"))
    for form in ("full", "concise", "github", "junit"):
        assert "段段…（略" in written(form, made)
        assert "与前文重复" in written(form, made)
        assert "段" * 100 not in written(form, made)


def test_statistics_come_before_the_summary() -> None:
    lines = written("full", report(TEXT, found(TEXT, "扔有")), statistics=True).splitlines()
    assert lines[3].split() == ["次数", "每万字", "规则", "名称", "级别", "类别", "修改"]
    assert lines[-1] == "共检查 1 个文件，发现 1 处错误。"


def test_concise_is_a_line_a_finding() -> None:
    made = report(TEXT, found(TEXT, "扔有"), found(TEXT, "学的", severity="warning", message="一行\n两行"))
    assert written("concise", made) == (
        "a.txt:2:3: error word-wrong “扔有”有误\na.txt:2:8: warning word-wrong 一行␊两行\n"
    )


def test_concise_statistics() -> None:
    output = written("concise", report(TEXT, found(TEXT, "扔有")), statistics=True)
    assert output.splitlines()[1:3] == ["", "次数  每万字  规则        名称  级别  类别  修改"]
