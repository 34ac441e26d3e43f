"""The HTTP API: the contract's JSON, documents in and out, and what it says to wrong requests."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

import jsonschema
import pytest
from openapi_spec_validator import validate

from command import run
from drafting import comments, docx, p
from reportlint.cli.arguments import FORMATS
from reportlint.matchers import mask
from reportlint.web.jobs import Answer, Desk, Job

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Reply, Running

FAULTY = "青禾县工作总结\n全县认真布署，共开展培训**场，𠮷祥村联系人电话13800138000。\n违规现象扔有发生。\n"
WORD = docx(p("全县认真布署各项工作") + p("共开展培训**场") + "<w:sectPr/>")


def check(server: Running, **values: Any) -> Any:
    """What /api/check answers to JSON, which must be 200."""
    reply = server.post("/api/check", values)
    assert reply.status == 200, reply.body
    return reply.json


def encoded(data: bytes) -> str:
    """Bytes as JSON carries them."""
    return base64.b64encode(data).decode()


@pytest.mark.parametrize("level", ["", "info", "error"])
@pytest.mark.parametrize(("name", "text"), [("报告.txt", FAULTY), ("报告.md", f"# {FAULTY}")])
def test_the_json_is_that_of_the_command(server: Running, tmp_path: Path, name: str, text: str, level: str) -> None:
    (tmp_path / name).write_text(text, "utf-8", newline="")
    arguments = ["-f", "json", "--no-config", *(["--min-severity", level] if level else []), name]
    wanted = json.loads(run(arguments, tmp_path).out)
    assert check(server, text=text, name=name, min_severity=level) == wanted
    assert wanted["findings"]
    raw = server.ask("POST", f"/api/check?name={quote(name)}&min_severity={level}", text.encode())
    assert raw.json == wanted


def test_a_file_in_an_old_encoding(server: Running) -> None:
    reply = server.ask("POST", "/api/check?name=a.txt&document=1", FAULTY.encode("gb18030"))
    assert [finding["rule"] for finding in reply.json["findings"]][:1] == ["wrong-word"]
    assert reply.json["document"]["text"] == FAULTY
    assert reply.json["document"]["encoding"] == "gb18030"


def test_private_data_is_masked_unless_the_text_is_asked_for(server: Running) -> None:
    found = check(server, text=FAULTY, min_severity="info")
    assert "13800138000" not in json.dumps(found)
    assert any(finding.get("redacted") for finding in found["findings"])
    assert "13800138000" in check(server, text=FAULTY, document=True)["document"]["text"]


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ({"select": ["typo"]}, ["confused-word", "wrong-word"]),
        ({"select": "mask-asterisk"}, ["mask-asterisk"]),
        ({"ignore": "typo, privacy"}, ["mask-asterisk"]),
        ({"select": ["typo"], "ignore": ["wrong-word"]}, ["confused-word"]),
        ({"min_severity": "error", "ignore": ["privacy"]}, ["mask-asterisk", "wrong-word"]),
    ],
    ids=str,
)
def test_options(server: Running, options: dict[str, Any], rules: list[str]) -> None:
    assert sorted({finding["rule"] for finding in check(server, text=FAULTY, **options)["findings"]}) == rules


def test_a_word_document(server: Running) -> None:
    found = check(server, data=encoded(WORD), name="报告.docx", document=True)
    assert [finding["rule"] for finding in found["findings"]] == ["wrong-word", "mask-asterisk"]
    assert found["findings"][0]["location"]
    assert found["document"]["text"] == "全县认真布署各项工作\n共开展培训**场"
    assert found["document"]["format"] == "docx"


def test_what_cannot_be_read_is_a_failure(server: Running) -> None:
    found = check(server, data=encoded(b"PK\x03\x04 broken"), name="坏.docx")
    assert found["findings"] == []
    assert "损坏" in found["failures"][0]["message"]


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("全县认真布署工作。\n", [(4, 6, "部署")], "全县认真部署工作。\n"),
        ("𠮷祥村布署。\r\n乙\r\n", [(3, 5, "部署"), (6, 8, "\r\n\r\n")], "𠮷祥村部署。\r\n\r\n乙\r\n"),
        ("甲", [(0, 0, "乙"), (1, 1, "丙")], "乙甲丙"),
        ("甲乙", [], "甲乙"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_edits_keep_the_file_as_it_was(
    server: Running, text: str, edits: list[tuple[int, int, str]], expected: str, encoding: str
) -> None:
    long = "全县各项工作取得明显成效。" * 3  # too few characters would leave the encoding open
    rows = [{"start": start, "end": end, "replacement": new} for start, end, new in edits]
    data = encoded((text + long).encode(encoding))
    reply = server.post("/api/apply", {"data": data, "name": "报告.txt", "edits": rows})
    assert reply.body == (expected + long).encode(encoding), reply.body
    assert unquote(reply.headers["content-disposition"]).endswith("报告.txt")
    again = check(server, data=data, name="报告.txt", edits=rows, document=True)
    assert again["document"]["text"] == expected + long


def test_a_word_document_is_mended_in_place(server: Running) -> None:
    edits = [{"start": 4, "end": 6, "replacement": "部署"}]
    reply = server.post("/api/apply", {"data": encoded(WORD), "name": "报告.docx", "edits": edits})
    assert "word/media/image1.png" in zipfile.ZipFile(io.BytesIO(reply.body)).namelist()
    found = check(server, data=encoded(reply.body), name="报告.docx", document=True)
    assert found["document"]["text"].startswith("全县认真部署各项工作")
    # Linted with the edits, without a file in between, it is the same.
    assert check(server, data=encoded(WORD), name="报告.docx", edits=edits, document=True) == found


def test_an_edit_that_word_cannot_take_is_named(server: Running) -> None:
    edits = [{"start": 4, "end": 6, "replacement": "部署"}, {"start": 8, "end": 8, "replacement": "\n"}]
    values = {"data": encoded(WORD), "name": "报告.docx", "edits": edits}
    found = check(server, **values, document=True)
    assert found["document"]["refused"] == [1]
    assert found["document"]["text"].startswith("全县认真部署各项\n工作")
    for kind in ("apply", "review"):
        reply = server.post(f"/api/{kind}", values)
        assert reply.status == 409
        assert reply.json["refused"] == [1]


def test_an_encoding_that_cannot_hold_an_edit(server: Running) -> None:
    data = "全县认真布署各项工作，取得明显成效。".encode("big5", "replace")
    values = {"data": encoded("全县认真布署各项工作，取得明显成效。".encode("gbk")), "name": "a.txt"}
    reply = server.post("/api/apply", {**values, "edits": [{"start": 0, "end": 1, "replacement": "\ud842"}]})
    assert reply.status in (200, 422)
    assert data


def test_a_review_opens_in_word(server: Running) -> None:
    for values in ({"text": FAULTY}, {"data": encoded(WORD), "name": "报告.docx"}):
        reply = server.post("/api/review", values)
        assert reply.status == 200
        assert "布署" in [one.range for one in comments(reply.body)]
        assert unquote(reply.headers["content-disposition"]).endswith("（批注）.docx")


def test_a_review_has_what_was_edited(server: Running) -> None:
    edits = [{"start": 4, "end": 6, "replacement": "部署"}]
    reply = server.post("/api/review", {"data": encoded(WORD), "name": "报告.docx", "edits": edits})
    assert [one.range for one in comments(reply.body)] == ["**"]


@pytest.mark.parametrize("form", FORMATS)
def test_other_formats(server: Running, tmp_path: Path, form: str) -> None:
    (tmp_path / "报告.txt").write_text(FAULTY, "utf-8")
    reply = server.post("/api/report", {"text": FAULTY, "name": "报告.txt", "format": form})
    assert reply.status == 200
    assert "13800138000" not in reply.body.decode()
    if form not in ("sarif", "junit", "csv", "html", "full"):
        assert reply.body.decode() == run(["-f", form, "--no-config", "报告.txt"], tmp_path).out


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "不是正确的 JSON"),
        (b"{", "不是正确的 JSON"),
        (b"[" * 100_000, "不是正确的 JSON"),
        (b"[]", "JSON 对象"),
        (b"{}", "要有 text"),
        (b'{"text": 3}', "要有 text"),
        (b'{"data": "***"}', "base64"),
        (b'{"data": 3}', "base64"),
        ('{"text": "甲", "min_severity": "bad"}'.encode(), "min_severity"),
        ('{"text": "甲", "select": 3}'.encode(), "select"),
        ('{"text": "甲", "select": ["no-such-rule"]}'.encode(), "no-such-rule"),
        ('{"text": "甲", "format": "pdf"}'.encode(), "pdf"),
        ('{"text": "甲", "edits": 3}'.encode(), "edits"),
        ('{"text": "甲", "edits": [3]}'.encode(), "edits"),
        ('{"text": "甲", "edits": [{"start": 0, "end": 2, "replacement": ""}]}'.encode(), "edits"),
        ('{"text": "甲", "edits": [{"start": true, "end": 1, "replacement": ""}]}'.encode(), "edits"),
        ('{"text": "甲", "edits": [{"start": -1, "end": 1, "replacement": ""}]}'.encode(), "edits"),
    ],
)
def test_wrong_requests(server: Running, body: bytes, message: str) -> None:
    reply = server.ask("POST", "/api/check", body, {"Content-Type": "application/json"})
    assert reply.status == 400
    assert message in reply.json["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/check", 405),
        ("POST", "/api/rules", 405),
        ("GET", "/no", 404),
        ("GET", "/static/no.js", 404),
        ("GET", "/static/..%2fapp.py", 404),
        ("GET", "/static/build.json", 404),
        ("POST", "/api/check", 400),
    ],
)
def test_wrong_addresses(server: Running, method: str, path: str, status: int) -> None:
    reply = server.ask(method, path)
    assert reply.status == status
    assert reply.json["error"]


@pytest.mark.parametrize("name", ["../../etc/x.txt", "C:\\a\\x.txt", "/etc/x.txt", "x.txt"])
def test_a_name_has_no_folders(server: Running, name: str) -> None:
    assert check(server, text="布署", name=name)["findings"][0]["path"] == "x.txt"


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "\x00\x01", "𠮷" * 3, "a" * 5000, "（" * 5000])
def test_any_text_is_answered(server: Running, text: str) -> None:
    assert check(server, text=text)["failures"] == []


def test_the_description_is_valid_and_true(server: Running) -> None:
    description = server.ask("GET", "/api/openapi.json").json
    validate(description)
    schema = {"$ref": "#/components/schemas/Result", "components": description["components"]}
    for values in (
        {"text": FAULTY, "min_severity": "info"},
        {"data": encoded(WORD), "name": "a.docx", "document": True},
        {"text": FAULTY, "document": True, "edits": []},
    ):
        jsonschema.validate(check(server, **values), schema)
    request = {"$ref": "#/components/schemas/Request", "components": description["components"]}
    jsonschema.validate({"text": FAULTY, "select": ["typo"], "edits": []}, request)
    for path in description["paths"]:
        for method in description["paths"][path]:
            reply = server.ask(method.upper(), path)
            assert reply.status == (200 if method == "get" else 400), path


def test_rules_are_those_of_the_command(server: Running, tmp_path: Path) -> None:
    wanted = json.loads(run(["rules", "-f", "json", "--no-config"], tmp_path).out)
    assert server.ask("GET", "/api/rules").json == wanted


def test_info(server: Running) -> None:
    found = server.ask("GET", "/api/info").json
    assert {".txt", ".md", ".docx"} <= set(found["suffixes"])
    assert found["formats"] == list(FORMATS)
    assert found["largest"] == 1 << 20


def test_answers_are_not_kept(server: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer() -> Reply:
        return server.post("/api/check", {"text": FAULTY})

    assert answer().headers["cache-control"] == "no-store"
    before = {path.name for path in tmp_path.iterdir()}
    answer()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_a_rule_that_stumbles_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("boom")

    monkeypatch.setattr(mask.MaskRun, "survey", broken)
    desk = Desk(None, False)
    edits = [{"start": 4, "end": 6, "replacement": "部署"}]
    values = {"data": encoded(WORD), "name": "报告.docx"}

    def answer(kind: str, **more: object) -> Answer:
        return desk.answer(Job(kind, "application/json", json.dumps({**values, **more}).encode(), {}))

    found = json.loads(answer("check", document=True).body)
    assert [failure["stage"] for failure in found["failures"]] == ["rule"] * len(found["failures"]) != []
    assert [finding["rule"] for finding in found["findings"]] == ["wrong-word"]
    assert json.loads(answer("check", edits=edits, document=True).body)["document"]["text"].startswith("全县认真部署")
    for kind, more in (("apply", {"edits": edits}), ("review", {}), ("report", {"format": "csv"})):
        assert answer(kind, **more).status == 200, kind
