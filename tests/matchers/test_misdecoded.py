"""Text read in another encoding than it was written in."""

from __future__ import annotations

import pytest

from reportlint.matchers.misdecoded import Misdecoded


def found(text: str) -> list[tuple[str, str]]:
    matcher = Misdecoded()
    gate = set(matcher.gate())
    hits = [(at, 0) for at, char in enumerate(text) if char in gate]
    return [
        (text[match.start : match.end], str((match.values or {})["right"]))
        for match in matcher.find(text, hits, None, None)
    ]


@pytest.mark.parametrize(
    "right", ["政府", "工作", "全县经济", "人民群众", "发展改革，推动落实。", "二是抓学习；三是抓作风"]
)
@pytest.mark.parametrize(("written", "read"), [("utf-8", "gbk"), ("gbk", "latin-1")])
def test_words_in_a_sentence(right: str, written: str, read: str) -> None:
    data = right.encode(written)
    try:
        wrong = data.decode(read)
    except UnicodeDecodeError as error:
        wrong = data[: error.start].decode(read)
    spans = found(f"扎实推进{wrong}再上台阶。")
    assert len(spans) == 1
    assert right.startswith(spans[0][1])
    assert len(spans[0][1]) >= 2


def test_bytes_without_a_character() -> None:
    # 一 is E4 B8 80; the lone byte 80 is shown as €.
    wrong = b"\xe4\xb8".decode("gbk") + "€" + "县人".encode().decode("gbk")
    assert found(f"下一步，{wrong}落实。") == [(wrong, "一县人")]


@pytest.mark.parametrize(
    "text",
    [
        "推动政府工作报告落实。",
        "鐘楼、沈鹂、缁维市、涓涓细流、鍏",
        "Çağlayan、Île-de-France、Müller、éàèù",
        "长3.5×2.0米，±5°，5·12",
        "",
    ],
)
def test_proper_text(text: str) -> None:
    assert found(text) == []
