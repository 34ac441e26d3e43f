"""LibreOffice, without a window: documents of older formats become Word documents, many with one start.

It runs with a profile of its own, without macros, links and network, within a
time limit; the profile and everything that it writes lie in a private folder.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from tempfile import TemporaryDirectory

#: Seconds for a start of the program, and for each file.
START_LIMIT = 60
FILE_LIMIT = 30
#: So many files, or so many bytes, go into one start.
MOST_FILES = 64
MOST_BYTES = 256 << 20

MISSING = (
    "读 .doc、.wps、.rtf 需要 LibreOffice，没有找到 soffice；"
    "请安装 LibreOffice（Debian：apt-get install libreoffice-writer-nogui），或先另存为 .docx"
)
_FAILED = "LibreOffice 打不开这个文件；文件可能已损坏或有密码，请用 Word 或 WPS 打开并另存为 .docx"
_SLOW = f"LibreOffice 转换超过 {START_LIMIT + FILE_LIMIT} 秒，已停止，未检查；请用 Word 或 WPS 另存为 .docx"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
# No macros, no updated links, no pictures from elsewhere, and a proxy that is not there.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisablePythonRuntime", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Java", "Enable", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_REGISTRY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    f"{''.join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)}</oor:items>\n"
)


def program() -> str:
    """The path of LibreOffice's program, "" where there is none; ``REPORTLINT_SOFFICE`` names another."""
    import shutil

    named = os.environ.get("REPORTLINT_SOFFICE")
    if named is not None:
        return shutil.which(named) or ""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in _PLACES if os.path.exists(place)), "")


class Conversions:
    """Documents as Word documents, kept in a private folder under the digests of what they came from.

    The folder is made when something is converted, and goes with this object.
    """

    def __init__(self) -> None:
        self._folder = ""
        self._kept: TemporaryDirectory[str] | None = None

    @property
    def folder(self) -> str:
        """The folder, made where it is not there yet."""
        if not self._folder:
            import tempfile

            self._kept = tempfile.TemporaryDirectory(prefix="reportlint-", ignore_cleanup_errors=True)
            self._folder = self._kept.name
        return self._folder

    def share(self, folder: str) -> None:
        """Use the folder of another process, which removes it."""
        self._folder = folder

    def clear(self) -> None:
        """Remove what this object made; a folder of another process stays."""
        if self._kept is not None:
            self._kept.cleanup()
            self._kept = None
            self._folder = ""

    def docx(self, data: bytes, suffix: str) -> bytes:
        """The bytes of a document as a Word document; ``suffix`` says its format to LibreOffice.

        ValueError, with a message for the user, where that is not to be had.
        """
        name = _digest(data, suffix)
        if not self._has(name):
            self.convert([(data, suffix)])
        made = os.path.join(self.folder, f"{name}.docx")
        if os.path.exists(made):
            with open(made, "rb") as file:
                return file.read()
        with open(os.path.join(self.folder, f"{name}.txt"), encoding="utf-8") as file:
            raise ValueError(file.read())

    def convert(self, documents: Iterable[tuple[bytes, str]]) -> None:
        """Convert documents, given as bytes and suffix, as few starts of LibreOffice as the bounds allow."""
        batch: dict[str, tuple[bytes, str]] = {}
        size = 0
        for data, suffix in documents:
            name = _digest(data, suffix)
            if self._has(name) or name in batch:
                continue
            if batch and (len(batch) >= MOST_FILES or size + len(data) > MOST_BYTES):
                self._batch(batch)
                batch, size = {}, 0
            batch[name] = data, suffix
            size += len(data)
        if batch:
            self._batch(batch)

    def _has(self, name: str) -> bool:
        return bool(self._folder) and any(
            os.path.exists(os.path.join(self._folder, name + suffix)) for suffix in (".docx", ".txt")
        )

    def _batch(self, batch: dict[str, tuple[bytes, str]]) -> None:
        soffice = program()
        if not soffice:
            for name in batch:
                self._fail(name, MISSING)
            return
        said = self._run(soffice, batch)
        missing = {name: each for name, each in batch.items() if not self._has(name)}
        for name, each in missing.items():
            # One file may have ended the program for all.
            if len(batch) > 1:
                said = self._run(soffice, {name: each})
            if not self._has(name):
                self._fail(name, said)

    def _fail(self, name: str, why: str) -> None:
        with open(os.path.join(self.folder, f"{name}.txt"), "w", encoding="utf-8") as file:
            file.write(why)

    def _run(self, soffice: str, batch: dict[str, tuple[bytes, str]]) -> str:
        """Convert what can be converted; what to say of what cannot."""
        import pathlib
        import shutil
        import subprocess
        import tempfile

        with tempfile.TemporaryDirectory(prefix="reportlint-", ignore_cleanup_errors=True) as work:
            sources = pathlib.Path(work, "in")
            made = pathlib.Path(work, "out")
            user = pathlib.Path(work, "profile", "user")
            for folder in (sources, made, user):
                folder.mkdir(parents=True)
            user.joinpath("registrymodifications.xcu").write_text(_REGISTRY, encoding="utf-8")
            paths = []
            for name, (data, suffix) in batch.items():
                paths.append(sources / f"{name}{suffix}")
                paths[-1].write_bytes(data)
            environment = {
                key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")
            }
            environment.update(HOME=work, TMPDIR=work, SAL_USE_VCLPLUGIN="svp")
            command = [
                soffice,
                f"-env:UserInstallation={user.parent.as_uri()}",
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--convert-to",
                "docx:MS Word 2007 XML",
                "--outdir",
                str(made),
                *map(str, paths),
            ]
            try:
                process = subprocess.Popen(  # noqa: S603 (the user's own program)
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    start_new_session=True,
                )
            except OSError as error:
                return f"LibreOffice 启动不了：{error.strerror or error}"
            said = _FAILED
            try:
                process.wait(START_LIMIT + FILE_LIMIT * len(batch))
            except subprocess.TimeoutExpired:
                said = _SLOW
            finally:
                _end(process)
            for name in batch:
                found = made / f"{name}.docx"
                if found.exists() and found.stat().st_size:
                    shutil.move(found, os.path.join(self.folder, found.name))
        return said


def _end(process: object) -> None:
    """End the program with all that it started, where anything is left of it."""
    import signal
    import subprocess

    assert isinstance(process, subprocess.Popen)
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
    elif process.poll() is None:
        process.kill()
    process.wait()


def _digest(data: bytes, suffix: str) -> str:
    import hashlib

    return f"{hashlib.sha256(data).hexdigest()[:40]}-{suffix[1:]}"


#: The conversions of this process.
conversions = Conversions()
