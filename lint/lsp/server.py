"""The language server: reports on open documents, kept up to date while one types."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from ..api import Linter, LintError, Options, View, accept, forget_configuration
from ..core.rule import SEVERITIES
from .answers import ACCEPT, FIX_ALL, actions, diagnostics, explanation
from .places import Places

if TYPE_CHECKING:
    from pygls.workspace import TextDocument

    from ..core.finding import Finding, Report

#: Seconds after an edit until the document is linted, unless another edit comes first.
PAUSE = 0.05
_WATCHED = ("**/.reportlint.yaml", "**/.reportlint.yml", "**/.reportlint-accept.yaml", "**/pyproject.toml")
_KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)


class _State:
    """What is known of a document: the report on one version of it."""

    __slots__ = ("findings", "places", "report", "version")

    def __init__(self, version: int | None, report: Report, findings: list[Finding], places: Places) -> None:
        self.version = version
        self.report = report
        self.findings = findings
        self.places = places


class ReportServer(LanguageServer):
    """Lints the open documents of one editor; one thread does it, one document at a time."""

    def __init__(self) -> None:
        from .. import __version__

        super().__init__("reportlint", __version__)
        self._thread = ThreadPoolExecutor(1, "lint")
        self._base = Linter()
        self._linter = self._base
        self._least = ""
        self._open: set[str] = set()
        self._states: dict[str, _State] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._troubles: dict[str, str] = {}

    def configure(self, settings: Any) -> None:
        """Take over settings of the editor: ``minSeverity``."""
        least = settings.get("minSeverity") if isinstance(settings, dict) else None
        self._least = least if least in SEVERITIES else ""
        self.reload()

    def reload(self) -> None:
        """Read configuration files anew, and lint all open documents again."""
        forget_configuration()
        # What was worked out under the old files is kept by the old linter.
        self._linter = self._base.under(Options(min_severity=self._least))
        self._troubles.clear()
        for uri in self._open:
            self.later(uri, 0)

    def later(self, uri: str, pause: float = PAUSE) -> None:
        """Lint a document soon, instead of what was to be done for it before."""
        before = self._tasks.pop(uri, None)
        if before is not None:
            before.cancel()
        task = self._tasks[uri] = asyncio.get_running_loop().create_task(self._lint(uri, pause))
        task.add_done_callback(_log)

    def close(self, uri: str) -> None:
        """Forget a document, and take back what was said of it."""
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()
        self._states.pop(uri, None)
        self._open.discard(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def open(self, uri: str) -> None:
        """Begin with a document."""
        self._open.add(uri)
        self.later(uri, 0)

    def _document(self, uri: str) -> TextDocument | None:
        return self.workspace.get_text_document(uri) if uri in self._open else None

    async def state(self, uri: str) -> _State | None:
        """What is known of the document as it is now; waits for a lint that is due."""
        document = self._document(uri)
        if document is None:
            return None
        known = self._states.get(uri)
        if known is None or known.version != document.version:
            if uri not in self._tasks or self._tasks[uri].done():
                self.later(uri, 0)
            task = self._tasks[uri]
            await asyncio.wait((task,))
            known = self._states.get(uri)
        return known if known is not None and known.version == document.version else None

    async def accept(self, uri: str, fingerprint: str) -> str:
        """Accept a finding of a document from now on; the file that says so, "" where there is none such."""
        known = await self.state(uri)
        path = to_fs_path(uri)
        found = next((f for f in known.findings if f.fingerprint == fingerprint), None) if known else None
        if found is None:
            return ""
        if not path or not uri.startswith("file:"):
            raise LintError("文稿还没有存盘；请先保存，再接受这一处")
        root = next((to_fs_path(f.uri) or "" for f in self.workspace.folders.values() if uri.startswith(f.uri)), "")
        target = accept(path, found, root)
        self.reload()
        return target

    async def _lint(self, uri: str, pause: float) -> None:
        if pause:
            await asyncio.sleep(pause)
        document = self._document(uri)
        if document is None:
            return
        version, text = document.version, document.source
        path = _path(uri, document.language_id)
        loop = asyncio.get_running_loop()
        try:
            report = await loop.run_in_executor(self._thread, self._report, text, path)
        except LintError as error:
            self._trouble(uri, str(error))
            return
        if document.version != version:
            return
        least = self._least or self._linter.min_severity([path])
        view = View(min_severity=least)
        findings = [finding for finding in report.shown if view.wants(finding)]
        places = Places(text, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        self._states[uri] = _State(version, report, findings, places)
        found = diagnostics(report, findings, places, uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _report(self, text: str, path: str) -> Report:
        if self._linter.excludes(path):
            return self._base.under(Options(use_config=False)).check_text("", path)
        return self._linter.check_text(text, path, path)

    def _trouble(self, uri: str, message: str) -> None:
        """Say once what is wrong with a configuration."""
        if self._troubles.get(uri) != message:
            self._troubles[uri] = message
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))


def _log(task: asyncio.Task[None]) -> None:
    """Let a fault be seen in the editor's log."""
    if not task.cancelled() and task.exception() is not None:
        logging.getLogger("reportlint").error("linting failed", exc_info=task.exception())


def _path(uri: str, language: str | None) -> str:
    """A path whose suffix says how a document is read."""
    path = (to_fs_path(uri) if uri.startswith("file:") else "") or os.path.abspath("untitled")
    if language == "markdown" and not path.lower().endswith((".md", ".markdown")):
        path += ".md"
    return path


def built() -> ReportServer:
    """A server with all that it answers."""
    server = ReportServer()

    @server.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.INITIALIZED)
    def _(_: types.InitializedParams) -> None:
        watching = server.client_capabilities.workspace and server.client_capabilities.workspace.did_change_watched_files
        if watching and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            wanted = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            one = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, wanted)
            server.client_register_capability(types.RegistrationParams([one]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def _(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def _(params: types.DidChangeTextDocumentParams) -> None:
        server.later(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def _(params: types.DidSaveTextDocumentParams) -> None:
        name = params.text_document.uri.rpartition("/")[2]
        if name in {pattern.rpartition("/")[2] for pattern in _WATCHED}:
            server.reload()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def _(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def _(_: types.DidChangeWatchedFilesParams) -> None:
        server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def _(params: types.DidChangeConfigurationParams) -> None:
        settings = params.settings
        server.configure(settings.get("reportlint") if isinstance(settings, dict) else None)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        known = await server.state(params.text_document.uri)
        if known is None:
            return None
        at = known.places.offset(params.position)
        found = [f for f in known.findings if f.span[0] <= at < max(f.span[1], f.span[0] + 1)]
        return explanation(known.report, found, known.places) if found else None

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=list(_KINDS)))
    async def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        known = await server.state(params.text_document.uri)
        if known is None:
            return []
        start, end = known.places.offset(params.range.start), known.places.offset(params.range.end)
        chosen = [f for f in known.findings if f.span[0] <= end and start <= f.span[1]]
        document = types.VersionedTextDocumentIdentifier(known.version or 0, params.text_document.uri)
        wanted = params.context.only
        return [
            action
            for action in actions(known.report, known.findings, chosen, known.places, document)
            if wanted is None or any(_within(action.kind or "", kind) for kind in wanted)
        ]

    @server.command(ACCEPT)
    async def _(uri: str, fingerprint: str) -> None:
        try:
            target = await server.accept(uri, fingerprint)
        except LintError as error:
            server.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
            return
        if target:
            words = f"已记入 {os.path.basename(target)}"
            server.window_show_message(types.ShowMessageParams(types.MessageType.Info, words))

    return server


def _within(kind: str, wanted: str) -> bool:
    """Whether a kind of action is a wanted one or below it ("source.fixAll" takes in ours)."""
    # Not an f-string: a member of an enumeration prints as its name.
    return kind == wanted or kind.startswith(wanted + ".")


def run() -> int:
    """Serve an editor on standard input and output until it is done; the exit status."""
    logging.basicConfig(level=logging.ERROR)
    # The server closes what it talks through; whatever else is printed must not get in between.
    with os.fdopen(os.dup(sys.stdin.fileno()), "rb") as stdin, os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stdout:
        sys.stdout = sys.stderr
        built().start_io(stdin, stdout)
    return 0
