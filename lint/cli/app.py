"""The commands and their options, in click; what they do is imported when they run."""

from __future__ import annotations

import sys

import click

from ..core.rule import SEVERITIES
from .arguments import FORMATS, LEVELS, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def main(arguments: list[str]) -> int:
    """Run the command that the arguments name; wrong usage is status 2."""
    try:
        status = cli.main(arguments, prog_name="reportlint", standalone_mode=False)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    return status if isinstance(status, int) else 0


class _Group(click.Group):
    """The commands; what is none is a path, for which completion offers files."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """What may come next."""
        from click.shell_completion import CompletionItem

        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]


def _rules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[Any]:
    from .completing import rules

    return list(rules(context, parameter, incomplete))


@click.group(cls=_Group, context_settings=_CONTEXT, invoke_without_command=True)
@click.version_option(message="reportlint %(version)s", package_name="reportlint")
@click.pass_context
def cli(context: click.Context) -> None:
    """检查公文和工作报告里的占位、重复、序号、错字、广告等问题。

    Find what must not go out in Chinese government reports: masks never filled
    in, text pasted twice, wrong numbering, typos, advertising.
    `reportlint PATH...` is the same as `reportlint check PATH...`.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
        context.exit(2)


def _names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for value in values for name in listed(value))


@cli.command(context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, metavar="PATH...", type=click.Path())
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="full", help="Output format.")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to FILE, not to standard output.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="What is shown. [default: warning]")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="What makes exit status 1. [default: error]",
)
@click.option("--select", multiple=True, callback=_names, shell_complete=_rules, help="Only these rules or categories.")
@click.option("--ignore", multiple=True, callback=_names, shell_complete=_rules, help="Not these rules or categories.")
@click.option("--fix", is_flag=True, help="Mend what is safe to mend, in place.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend what needs a look, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing, even with --fix.")
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the nearest one.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option("--encoding", default="", help="How the files are encoded, instead of working it out.")
@click.option("--no-cache", is_flag=True, help="Neither read nor keep results of earlier runs.")
@click.option("--jobs", type=click.IntRange(min=0), default=1, help="Processes; 0: one a core. [default: 1]")
@click.option("--statistics", is_flag=True, help="Add counts by rule.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit status.")
@click.option("--show-suppressed", is_flag=True, help="Show silenced findings too, marked.")
@click.option("--baseline", type=click.Path(dir_okay=False), help="Pass over the findings in FILE.")
@click.option("--update-baseline", is_flag=True, help="Write today's findings into the baseline.")
@click.option("--stdin-filename", default="", help="What standard input (-) is called; decides its format.")
def check(**options: Any) -> int:
    """检查文件、文件夹，或标准输入（-）。

    Lint files, folders, or standard input (-). Exit status: 0 nothing found, 1
    something at or above --fail-on, 2 wrong usage or an input that could not be
    read.
    """
    from .checking import run

    if not options["paths"]:
        raise click.UsageError("请给出要检查的文件或文件夹，例如：reportlint 报告.txt")
    return run(options)


@cli.command(context_settings=_CONTEXT)
@click.argument("path", metavar="IN", type=click.Path())
@click.option("-o", "--output", required=True, metavar="OUT.docx", help="The reviewed copy; IN stays as it is.")
@click.option("--all-comments", is_flag=True, help="A comment for each finding, not for each rule and paragraph.")
@click.option("--comments-only", is_flag=True, help="No tracked changes.")
@click.option("--accept-safe", is_flag=True, help="Make safe fixes directly, without tracked changes.")
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="What is commented on. [default: warning]")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    help="What makes exit status 1. [default: error]",
)
@click.option("--select", multiple=True, callback=_names, shell_complete=_rules, help="Only these rules or categories.")
@click.option("--ignore", multiple=True, callback=_names, shell_complete=_rules, help="Not these rules or categories.")
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the nearest one.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option("--encoding", default="", help="How a text file is encoded, instead of working it out.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit status.")
def review(**options: Any) -> int:
    """把问题写成批注和修订，另存为 Word 文件。

    Write a copy of the report IN with findings as Word comments and safe fixes
    as tracked changes; IN is any format but PDF and OFD. Exit status as for check.
    """
    from .reviewing import run

    return run(options)


@cli.group(context_settings=_CONTEXT)
def model() -> None:
    """用自己的文稿扩充错字模型。

    The model that typos are found by.
    """


@model.command(context_settings=_CONTEXT)
@click.argument("folder", metavar="FOLDER")
@click.option("-o", "--output", required=True, metavar="FILE.model", help="Where the new model goes.")
@click.option("--encoding", default="", help="How text files are encoded, instead of working it out.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit status.")
def build(folder: str, output: str, encoding: str, quiet: bool) -> int:
    """读取文件夹里的文稿，生成也认得其中用语的模型。

    Lay the counts of the texts in FOLDER (of every format that can be linted)
    over the model that comes with the package. What they say at least twice is
    no longer taken for a typo. A rule uses the file by its key `model`.
    """
    from .modelling import run

    return run(folder, output, encoding, quiet)


@cli.command(context_settings=_CONTEXT)
@click.option("-f", "--format", "form", type=click.Choice(("full", "json")), default="full")
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the nearest one.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
def rules(form: str, config: str | None, no_config: bool) -> int:
    """列出所有规则。

    List all rules, those of the configuration's own folders too.
    """
    from .listing import listed

    return listed(form, config, no_config)


@cli.command(context_settings=_CONTEXT)
@click.argument("rule", shell_complete=_rules)
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the nearest one.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
def explain(rule: str, config: str | None, no_config: bool) -> int:
    """说明一条规则：为什么、依据、例子。

    Explain RULE: why, sources, examples.
    """
    from .listing import explained

    return explained(rule, config, no_config)


@cli.command(context_settings=_CONTEXT)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
def test(paths: tuple[str, ...]) -> int:
    """运行规则文件里的例子。

    Run the examples inside rule files. Exit status 1 where one fails.
    """
    from .listing import tested

    return tested(paths)


@cli.command(context_settings=_CONTEXT)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where the tables go; a broken-off run is resumed.")
@click.option("--text", default="text", help="Column or key that holds the text. [default: text]")
@click.option("--id", default="id", help="Column or key that names a document; it may be absent. [default: id]")
@click.option("--engine", type=click.Choice(("embedded", "spark")), default="embedded", help="[default: embedded]")
@click.option("--master", help="Spark master: local[2,4], local-cluster[2,1,1024], spark://…, yarn, k8s://…")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Processes; 0: one a core. [default: 0]")
@click.option("--clean", type=click.Choice(("safe", "unsafe")), help="Write cleaned text with these fixes.")
@click.option("--drop", multiple=True, callback=_names, help="Leave out paragraphs with findings of these categories.")
@click.option("--redact", is_flag=True, help="Mask private data in the cleaned text.")
@click.option(
    "--near",
    type=click.Choice(("paragraphs", "documents", "none")),
    default="paragraphs",
    help="Where near-duplicates are looked for. [default: paragraphs, and documents]",
)
@click.option("--threshold", type=click.FloatRange(0.3, 1.0), default=0.7, help="Jaccard similarity. [default: 0.7]")
@click.option("--containment", type=click.FloatRange(0.3, 1.0), default=0.8, help="Of the shorter. [default: 0.8]")
@click.option("--fold-numbers", is_flag=True, help="Texts that differ in numbers alone are equal.")
@click.option("--bands", type=click.IntRange(1, 256), default=24, help="MinHash bands. [default: 24]")
@click.option("--rows", type=click.IntRange(1, 32), default=4, help="Hashes a band. [default: 4]")
@click.option("--cap", type=click.IntRange(min=8), default=64, help="Units a bucket compared pair by pair. [default: 64]")
@click.option("--min-severity", type=click.Choice(SEVERITIES), help="Rows in findings. [default: the profile's]")
@click.option("--fail-on", type=click.Choice(LEVELS), help="What makes exit status 1. [default: error]")
@click.option("--select", multiple=True, callback=_names, help="Only these rules or categories.")
@click.option("--ignore", multiple=True, callback=_names, help="Not these rules or categories.")
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the profile for corpora.")
@click.option("--no-config", is_flag=True, help="Every rule as its own file states it.")
@click.option("--part-mb", type=click.FloatRange(0.0001, 1024), default=16, help="Input a part. [default: 16]")
@click.option("--max-chars", type=click.IntRange(min=1), default=5_000_000, help="Longer texts are errors. [default: 5000000]")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, help="Seconds a document. [default: 60]")
@click.option("--keep-work", is_flag=True, help="Keep the intermediate tables.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing; only the exit status.")
def corpus(**options: Any) -> int:
    """检查语料：Parquet、JSONL 里成批的文稿。

    Lint corpora: documents in Parquet or JSON lines, given as files, folders or
    patterns, become tables of findings, scores, near-duplicates, errors and
    cleaned text. Exit status as for check; a document in the errors table is 2.
    """
    from .corpora import run

    if options["config"] and options["no_config"]:
        raise click.UsageError("--config 与 --no-config 只能用一个")
    return run(options)


@cli.command(context_settings=_CONTEXT)
@click.option("--host", default="127.0.0.1", help="Address to listen on; others than 127.0.0.1 let others in.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, help="0: a free one. [default: 8765]")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A host name under which it may be called.")
@click.option("--open", is_flag=True, help="Open the page in the browser.")
@click.option("--jobs", type=click.IntRange(0, 64), default=0, help="Worker processes. [default: one a core, at most 4]")
@click.option("--queue", type=click.IntRange(min=1), default=100, help="Requests that may wait. [default: 100]")
@click.option("--timeout", type=click.FloatRange(min=1), default=60, help="Seconds for a document. [default: 60]")
@click.option("--max-upload", type=click.IntRange(1, 512), default=20, help="Megabytes of a document. [default: 20]")
@click.option("--config", type=click.Path(), help="Configuration FILE instead of the nearest one.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
def serve(**options: Any) -> int:
    """在浏览器里检查：启动本机网页和接口。

    Serve a page for the browser and an HTTP API on this machine. Needs
    `pip install 'reportlint[web]'`.
    """
    from .serving import run

    return run(options)


@cli.command(context_settings=_CONTEXT)
def lsp() -> int:
    """为编辑器提供检查（语言服务器，标准输入输出）。

    Speak the Language Server Protocol with an editor, on standard input and
    output. Needs `pip install 'reportlint[lsp]'`.
    """
    try:
        from ..lsp.server import run
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        from ..core.finding import LintError

        raise LintError("语言服务器要先安装：pip install 'reportlint[lsp]'") from None
    return run()


@cli.command(context_settings=_CONTEXT)
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--pre-commit", is_flag=True, help="A hook of pre-commit, too.")
@click.option("--ci", type=click.Choice(("github", "gitlab")), help="The file for a CI, too.")
def init(**options: Any) -> int:
    """在文件夹里写一份带说明的配置文件。

    Write a commented .reportlint.yaml into FOLDER. What exists is never changed.
    """
    from .beginning import run

    return run(options)


@cli.command(context_settings=_CONTEXT)
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> int:
    """打印命令补全脚本。

    Print the script that completes commands, files and rules, for example:
    `eval "$(reportlint completion bash)"`.
    """
    from .completing import script

    return script(shell, cli)
