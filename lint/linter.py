"""Linting many files and texts under one set of options; the pieces meet here and in ``api``."""

from __future__ import annotations

import os

from . import config as configuration
from .catalog.table import RuleSet, rule_set, rules_dir
from .core.files import load, reason, shown
from .core.finding import Failure, Report
from .core.rule import rank
from .engine import Choice, begin, finish
from .options import Options
from .readers import is_converted, reader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .baseline import Baseline
    from .config import Config, Settings
    from .core.document import Document
    from .core.finding import Finding
    from .engine import Scan
    from .results import Results


class _Setup:
    """What linting one file needs, shared by all files with the same settings."""

    __slots__ = ("choice", "config", "results", "rules", "settings")

    def __init__(
        self, config: Config, settings: Settings, rules: RuleSet, choice: Choice, results: Results | None
    ) -> None:
        self.config = config
        self.settings = settings
        self.rules = rules
        self.choice = choice
        self.results = results

    def ran(self) -> set[str]:
        """Ids, old ids and categories of the rules that run."""
        return {
            name
            for rule, on in zip(self.rules.rules, self.choice.active, strict=True)
            if on
            for name in (rule.id, rule.category, *rule.formerly)
        }


class Begun:
    """A document on its way: read, and unless results of an earlier run are there, past what is looked for first."""

    __slots__ = ("document", "kept", "names", "scan", "setup")

    def __init__(self, document: Document, setup: _Setup, names: tuple[str, bytes] | None = None) -> None:
        self.document = document
        self.setup = setup
        self.names = names
        self.kept = setup.results.load(names, document.path) if setup.results and names else None
        self.scan: Scan | None = None
        if self.kept is None:
            self.scan = begin(document, setup.rules, setup.choice, setup.settings.vocabulary)


class Linter:
    """Lints files and texts under one set of options.

    Raises LintError where the configuration or a rule is wrong, at the first
    file that it applies to.
    """

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self._rules: dict[tuple[str, ...], RuleSet] = {}
        self._setups: dict[tuple[int, int], _Setup] = {}
        self._baselines: dict[str, Baseline] = {}
        #: Places of the accept entries that silenced something.
        self.used: set[str] = set()

    def under(self, options: Options) -> Linter:
        """A linter with other options that shares the loaded rules of this one."""
        made = Linter(options)
        made._rules = self._rules
        return made

    def setup(self, path: str) -> _Setup:
        """Rules and settings for a file or folder."""
        options = self.options
        return self._setup(path, configuration.load(path, options.config, options.use_config))

    def _of_file(self, path: str) -> _Setup:
        """Rules and settings for what is known to be a file."""
        options = self.options
        return self._setup(path, configuration.of_file(path, options.config, options.use_config))

    def _setup(self, path: str, config: Config) -> _Setup:
        settings = config.settings(path)
        key = (id(config), id(settings))
        found = self._setups.get(key)
        if found is None:
            rules = self.rules(config.rules)
            settings = settings.over(self.options)
            choice = configuration.resolve(settings, rules)
            results = self._results(settings, rules, choice) if self.options.cache and rules.digest else None
            found = self._setups[key] = _Setup(config, settings, rules, choice, results)
        return found

    def _results(self, settings: Settings, rules: RuleSet, choice: Choice) -> Results:
        """What is kept of earlier runs with the same rules and settings."""
        from .results import Results

        return Results(
            (rules.digest, choice.active, choice.severities, sorted(settings.vocabulary),
             self.options.encoding or settings.encoding)
        )  # fmt: skip

    def rules(self, folders: tuple[str, ...] = ()) -> RuleSet:
        """The built-in rules, with the rules of ``folders`` on top."""
        found = self._rules.get(folders)
        if found is None:
            found = self._rules[folders] = rule_set([rules_dir(), *folders])
        return found

    def baseline(self, path: str) -> str:
        """The baseline file for a file, "" where there is none."""
        return self.setup(path).settings.baseline

    def excludes(self, path: str) -> bool:
        """Whether the configuration keeps a file out."""
        options = self.options
        return not configuration.of_file(path, options.config, options.use_config).covers(path)

    def min_severity(self, paths: list[str]) -> str:
        """The least severity that is shown: the option's, else that of the first file's configuration."""
        return self.setup(paths[0] if paths else os.curdir).settings.min_severity or "warning"

    def unused(self, paths: list[str]) -> list[str]:
        """What to say of accepted findings that silenced nothing in a run over ``paths``."""
        setups: dict[int, list[_Setup]] = {}
        for setup in self._setups.values():
            if setup.config.accept:
                setups.setdefault(id(setup.config), []).append(setup)
        if not setups:
            return []
        from .suppress import unused

        lines = []
        for group in setups.values():
            ran = set.intersection(*(setup.ran() for setup in group))
            lines += unused(group[0].config, self.used, paths, ran)
        return lines

    def fail_on(self, path: str) -> str:
        """The severity from which a finding in this file makes exit status 1, or ``never``."""
        return self._of_file(path).settings.fail_on or "error"

    def failing(self, report: Report, path: str = "") -> bool:
        """Whether a report holds a finding that fails the run."""
        if not report.findings:
            return False
        level = self.fail_on(path or report.path)
        if level == "never":
            return False
        least = rank(level)
        return any(rank(finding.severity) >= least for finding in report.shown)

    def prepare(self, paths: Iterable[str]) -> str:
        """Let LibreOffice convert the files among ``paths`` that it reads for us, with few starts.

        The folder that keeps what was made, "" where there is no such file;
        what fails is said when the file is read.
        """
        wanted = [path for path in paths if is_converted(os.path.splitext(path)[1])]
        if not wanted:
            return ""
        from .readers.doc import prepare

        return prepare(wanted)

    def check_file(self, path: str) -> Report:
        """Lint a file; what cannot be read is a failure in the report."""
        return self.finish(self.begin_file(path))

    def check_bytes(self, data: bytes, name: str, path: str = "") -> Report:
        """Lint the bytes of a file; ``path`` decides format and configuration, ``name`` is shown."""
        return self.finish(self._begun(data, name, path))

    def begin_file(self, path: str) -> Report | Begun:
        """Read a file and begin to lint it; the report where it is there already, as that of a file that cannot be read."""
        name = shown(path)
        try:
            data = [load(path)]
        except OSError as error:
            return self._failed(name, "read", reason(error))
        return self._begun(data.pop(), name, path)

    def _begun(self, data: bytes, name: str, path: str) -> Report | Begun:
        setup = self._of_file(path or name)
        try:
            document = self._read(data, name, path or name, setup)
        except (ValueError, LookupError) as error:
            return self._failed(name, "decode", str(error))
        results = setup.results
        kept = results.names(data, os.path.splitext(path or name)[1].lower()) if results else None
        # The bytes of a long file are not held any longer than they are needed.
        del data
        return Begun(document, setup, kept)

    def check_text(self, text: str, name: str = "<text>", path: str = "") -> Report:
        """Lint a text; ``path`` decides format and configuration."""
        setup = self.setup(path or os.curdir)
        module = reader(os.path.splitext(path or name)[1])
        return self.finish(Begun(module.document_of(text, name), setup))

    def fix_bytes(self, data: bytes, name: str, path: str = "") -> tuple[bytes, int, Report]:
        """The mended bytes, how many findings were mended, and the report on what remains.

        Where something fails the bytes are those given, and the report says why.
        """
        from .mending import bytes_mended

        return bytes_mended(self, data, name, path)

    def fix_text(self, text: str, name: str = "<text>", path: str = "") -> Report:
        """The report on the mended text, which is its document's."""
        from .mending import text_mended

        return text_mended(self, text, name, path)

    def fix_file(self, path: str) -> tuple[int, Report]:
        """Mend a file in place: how many findings were mended, and the report on what remains."""
        from .mending import file_mended

        return file_mended(self, path)

    def read(self, data: bytes, name: str, path: str = "") -> Document:
        """The document in the bytes of a file; ValueError or LookupError where they cannot be read."""
        setup = self._of_file(path or name)
        return self._read(data, name, path or name, setup)

    def _read(self, data: bytes, name: str, path: str, setup: _Setup) -> Document:
        encoding = self.options.encoding or setup.settings.encoding
        module = reader(os.path.splitext(path)[1])
        document: Document = module.read(data, name, encoding)
        return document

    def finish(self, begun: Report | Begun) -> Report:
        """The report on a document that was begun."""
        if isinstance(begun, Report):
            return begun
        document, setup, kept = begun.document, begun.setup, begun.kept
        failures: list[Failure] = []
        if kept is None:
            kept, failures = finish(begun.scan)
            if begun.scan is not None:
                begun.scan.page.close()
            if document.map is not None:
                kept = _makeable(kept, document)
            if setup.results and begun.names and not failures:
                setup.results.store(begun.names, kept)
        findings = self._suppressed(kept, document, setup)
        return Report(document.path, document, findings, failures, setup.rules.by_id())

    def _suppressed(
        self, findings: list[Finding], document: Document, setup: _Setup
    ) -> list[Finding]:
        settings = setup.settings
        if document.directives or settings.accept:
            from .suppress import apply

            findings, used = apply(findings, document, settings, setup.rules.by_id())
            self.used |= used
        if settings.baseline and not self.options.fresh:
            from . import baseline

            known = self._baselines.get(settings.baseline)
            if known is None:
                known = self._baselines[settings.baseline] = baseline.load(settings.baseline)
            findings = baseline.apply(known, findings, document.path)
        return findings

    def _failed(self, name: str, stage: str, message: str) -> Report:
        return Report(name, None, [], [Failure(name, stage, message)], {})


def _makeable(findings: list[Finding], document: Document) -> list[Finding]:
    """The findings, with fixes that the format cannot make in place only shown: a list number is no text."""
    from .editors import editor

    accepts = editor(document.format).accepts
    return [
        finding.demoted()
        if finding.fix and finding.fix.applicability != "display" and not accepts(document, finding.fix.edits)
        else finding
        for finding in findings
    ]
