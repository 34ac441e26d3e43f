"""The language server, spoken to by a client as an editor does."""

from __future__ import annotations

import asyncio
import pathlib
import sys
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Union

import pytest
import pytest_asyncio
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities, make_test_lsp_client

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

TEXT = "𠮷祥村工作总结\n𠮷祥村全县认真布署，共开展培训**场。\n班子成员分别到到联系村，违规现象扔有发生。\n"
REPORT = "全县各项工作取得成效，重点项目建设统筹推进，群众满意度持续提升。\n"


#: What the server asked to be told of.
REGISTERED: list[str] = []


class Editor:
    """An editor with one document of a folder open."""

    def __init__(self, client: LanguageClient, folder: pathlib.Path) -> None:
        self.client = client
        self.folder = folder
        self.uri = (folder / "报告.txt").as_uri()
        self.version = 0
        self.text = ""

    async def open(self, text: str, uri: str = "", language: str = "plaintext") -> None:
        """Open a document and wait for its diagnostics."""
        self.uri = uri or self.uri
        self.text = text
        document = types.TextDocumentItem(self.uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await self.until(lambda: self.uri in self.client.diagnostics)

    def type(self, line: int, character: int, text: str, length: int = 0) -> None:
        """Replace some UTF-16 units of a line."""
        self.version += 1
        span = types.Range(types.Position(line, character), types.Position(line, character + length))
        change = types.TextDocumentContentChangePartial(range=span, text=text)
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, f"still not so: {self.rules} {self.client.messages}"
            await asyncio.sleep(0.01)

    @property
    def rules(self) -> list[Any]:
        """The rules of the diagnostics."""
        return [one.code for one in self.client.diagnostics.get(self.uri, ())]

    async def actions(self, line: int, character: int, *only: str) -> list[types.CodeAction]:
        """What is offered at a place."""
        place = types.Position(line, character)
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(self.uri), types.Range(place, place), context)
        found = await self.client.text_document_code_action_async(params)
        return [one for one in found or [] if isinstance(one, types.CodeAction)]

    async def hover(self, line: int, character: int) -> str:
        """What is said at a place."""
        params = types.HoverParams(types.TextDocumentIdentifier(self.uri), types.Position(line, character))
        found = await self.client.text_document_hover_async(params)
        return str(found.contents.value) if found and isinstance(found.contents, types.MarkupContent) else ""

    def applied(self, action: types.CodeAction) -> str:
        """The text after an action's edits, which must be for this version."""
        assert action.edit
        assert action.edit.document_changes
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == self.version
        lines = [line.encode("utf-16-le") for line in self.text.splitlines(keepends=True)]
        for edit in sorted(change.edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            assert isinstance(edit, types.TextEdit)
            assert edit.range.start.line == edit.range.end.line
            line = lines[edit.range.start.line]
            start, end = 2 * edit.range.start.character, 2 * edit.range.end.character
            lines[edit.range.start.line] = line[:start] + edit.new_text.encode("utf-16-le") + line[end:]
        return b"".join(lines).decode("utf-16-le")


def made() -> LanguageClient:
    """A client that knows an action from a command, where an action holds one; lsprotocol's hook does not."""
    client = make_test_lsp_client()
    converter = client.protocol._converter

    def either(found: dict[str, Any], _: object) -> Any:
        kind = types.Command if isinstance(found.get("command"), str) else types.CodeAction
        return converter.structure(found, kind)

    converter.register_structure_hook(Union[types.Command, types.CodeAction], either)  # noqa: UP007
    return client


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=ClientServerConfig([sys.executable, "-m", "reportlint", "lsp"], client_factory=made)
)
async def client(lsp_client: LanguageClient, tmp_path: pathlib.Path) -> AsyncIterator[None]:
    """A client that has said hello."""

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def _(params: types.RegistrationParams) -> None:
        REGISTERED[:] = [one.method for one in params.registrations]

    params = types.InitializeParams(
        capabilities=client_capabilities("visual-studio-code"),
        workspace_folders=[types.WorkspaceFolder(tmp_path.as_uri(), "folder")],
    )
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


@pytest_asyncio.fixture
async def editor(client: LanguageClient, tmp_path: pathlib.Path) -> Editor:
    """An editor in an empty folder."""
    return Editor(client, tmp_path)


@pytest.mark.asyncio
async def test_diagnostics_stand_at_the_characters(editor: Editor) -> None:
    await editor.open(TEXT)
    found = [
        (one.code, one.severity, one.range.start.line, one.range.start.character, one.range.end.character)
        for one in editor.client.diagnostics[editor.uri]
    ]
    error, warning = types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning
    assert found == [
        ("wrong-word", error, 1, 8, 10),
        ("mask-asterisk", error, 1, 16, 18),
        ("character-doubled", error, 2, 6, 8),
        ("confused-word", warning, 2, 16, 18),
    ]
    assert editor.client.diagnostics[editor.uri][0].message == "“布署”应为“部署”"
    assert editor.client.diagnostics[editor.uri][0].source == "reportlint"


@pytest.mark.asyncio
async def test_typing_changes_them(editor: Editor) -> None:
    await editor.open(TEXT)
    editor.type(1, 8, "部署", 2)
    await editor.until(lambda: "wrong-word" not in editor.rules)
    assert editor.rules == ["mask-asterisk", "character-doubled", "confused-word"]
    for letter in "又布署":
        editor.type(0, 0, letter)
    editor.type(0, 0, "布署")
    await editor.until(lambda: editor.rules[:1] == ["wrong-word"])


@pytest.mark.asyncio
async def test_of_many_edits_only_the_last_is_reported(editor: Editor) -> None:
    await editor.open(TEXT)
    seen = []
    before = editor.client.diagnostics[editor.uri]
    for number in range(40):
        editor.type(0, 0, "布署，" if number == 39 else "甲")
        await asyncio.sleep(0.002)
        now = editor.client.diagnostics[editor.uri]
        if now is not before:
            seen.append(now)
            before = now
    await editor.until(lambda: editor.rules.count("wrong-word") == 2)
    assert len(seen) < 10


@pytest.mark.asyncio
async def test_quick_fixes(editor: Editor) -> None:
    await editor.open(TEXT)
    actions = {action.title: action for action in await editor.actions(1, 9)}
    assert list(actions) == [
        "改为“部署”",
        "这里没有错：以后不再报告（wrong-word）",
        "改好全文 2 处可自动修改的",
    ]
    assert actions["改为“部署”"].is_preferred
    assert editor.applied(actions["改为“部署”"]) == TEXT.replace("布署", "部署")
    every = TEXT.replace("布署", "部署").replace("到到", "到")
    assert editor.applied(actions["改好全文 2 处可自动修改的"]) == every
    unsafe = await editor.actions(2, 17)
    assert unsafe[0].title == "改为“仍有”（请核实）"
    assert not unsafe[0].is_preferred
    assert editor.applied(unsafe[0]) == TEXT.replace("扔有", "仍有")


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (("source.fixAll",), ["source.fixAll.reportlint"]),
        (("source.fixAll.reportlint",), ["source.fixAll.reportlint"]),
        (("source.organizeImports",), []),
        (("quickfix",), ["quickfix"]),
    ],
)
@pytest.mark.asyncio
async def test_only_the_wanted_kinds_are_offered(editor: Editor, only: tuple[str, ...], kinds: list[str]) -> None:
    await editor.open(TEXT)
    assert sorted({str(getattr(action.kind, "value", action.kind)) for action in await editor.actions(1, 9, *only)}) == kinds


@pytest.mark.asyncio
async def test_fixes_are_for_the_text_as_it_is_now(editor: Editor) -> None:
    await editor.open(TEXT)
    editor.type(0, 0, "县𠮷\n")
    editor.text = "县𠮷\n" + TEXT
    actions = await editor.actions(2, 9)
    assert editor.applied(actions[0]) == "县𠮷\n" + TEXT.replace("布署", "部署")


@pytest.mark.asyncio
async def test_a_rule_is_explained(editor: Editor) -> None:
    await editor.open(TEXT)
    said = await editor.hover(1, 9)
    assert "`wrong-word`" in said
    assert "同音" in said
    assert "依据" in said
    assert await editor.hover(0, 1) == ""


@pytest.mark.asyncio
async def test_a_finding_is_accepted_here_and_nowhere_else(editor: Editor) -> None:
    text = "全县认真布署，成效明显。\n又在会上认真布署，再次强调。\n"
    await editor.open(text)
    accept = next(action for action in await editor.actions(0, 5) if action.command)
    assert accept.command
    params = types.ExecuteCommandParams(accept.command.command, accept.command.arguments)
    await editor.client.workspace_execute_command_async(params)
    await editor.until(lambda: len(editor.rules) == 1)
    assert editor.client.diagnostics[editor.uri][0].range.start.line == 1
    written = (editor.folder / ".reportlint-accept.yaml").read_text("utf-8")
    assert "wrong-word" in written
    assert "全县认真布署" in written
    assert ".reportlint-accept.yaml" in editor.client.messages[-1].message


@pytest.mark.asyncio
async def test_entries_are_added_to_the_nearest_file(editor: Editor) -> None:
    above = editor.folder / ".reportlint-accept.yaml"
    above.write_text("# 单位的\n- rule: typo\n  text: 甲\n", "utf-8")
    folder = editor.folder / "下级"
    folder.mkdir()
    await editor.open(TEXT, (folder / "报告.txt").as_uri())
    accept = next(action for action in await editor.actions(1, 9) if action.command)
    assert accept.command
    params = types.ExecuteCommandParams(accept.command.command, accept.command.arguments)
    await editor.client.workspace_execute_command_async(params)
    await editor.until(lambda: "wrong-word" not in editor.rules)
    assert above.read_text("utf-8").startswith("# 单位的\n- rule: typo\n  text: 甲\n- rule: \"wrong-word\"\n")
    assert not (folder / ".reportlint-accept.yaml").exists()


@pytest.mark.asyncio
async def test_what_is_not_on_disk_cannot_be_accepted(editor: Editor) -> None:
    await editor.open(TEXT, "untitled:Untitled-1")
    assert "wrong-word" in editor.rules
    accept = next(action for action in await editor.actions(1, 9) if action.command)
    assert accept.command
    params = types.ExecuteCommandParams(accept.command.command, accept.command.arguments)
    await editor.client.workspace_execute_command_async(params)
    await editor.until(lambda: bool(editor.client.messages))
    assert "先保存" in editor.client.messages[-1].message


@pytest.mark.asyncio
async def test_configuration_is_read_again_when_it_changes(editor: Editor) -> None:
    await editor.open(TEXT)
    assert REGISTERED == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
    path = editor.folder / ".reportlint.yaml"
    path.write_text("ignore: [typo]\n", "utf-8")
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.until(lambda: editor.rules == ["mask-asterisk"])
    path.write_text("ignor: [typo]\n", "utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.until(lambda: bool(editor.client.messages))
    assert ".reportlint.yaml:1:1" in editor.client.messages[-1].message
    path.write_text("exclude: [报告.txt]\n", "utf-8")
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
    await editor.until(lambda: editor.rules == [])


@pytest.mark.asyncio
async def test_settings_of_the_editor(editor: Editor) -> None:
    await editor.open(TEXT)
    for least, count in (("error", 3), ("warning", 4), (3, 4)):
        settings = {"reportlint": {"minSeverity": least}}
        editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        await editor.until(lambda: len(editor.rules) == count)  # noqa: B023


@pytest.mark.asyncio
async def test_markdown_is_read_as_markdown(editor: Editor) -> None:
    text = "# 总结\n\n```\n认真布署\n```\n\n认真**布署**。\n"
    await editor.open(text, (editor.folder / "报告.md").as_uri(), "markdown")
    assert [one.range.start.line for one in editor.client.diagnostics[editor.uri]] == [6]


@pytest.mark.asyncio
async def test_private_data_is_masked(editor: Editor) -> None:
    await editor.open("联系人电话13800138000。\n")
    assert editor.rules == ["mobile-phone"]
    said = editor.client.diagnostics[editor.uri][0].message + await editor.hover(0, 8)
    said += "".join(action.title for action in await editor.actions(0, 8))
    assert "13800138000" not in said
    assert "█" in said


@pytest.mark.asyncio
async def test_a_closed_document_has_no_diagnostics(editor: Editor) -> None:
    await editor.open(TEXT)
    editor.client.text_document_did_close(
        types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(editor.uri))
    )
    await editor.until(lambda: editor.rules == [])


@pytest.mark.asyncio
async def test_a_long_report(editor: Editor) -> None:
    await editor.open(REPORT * 1000)
    assert editor.rules.count("wrong-word") == 0
    editor.type(999, 0, "认真布署。")
    await editor.until(lambda: "wrong-word" in editor.rules)
