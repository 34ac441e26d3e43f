"""Which files the given paths stand for."""

from __future__ import annotations

import os

from .core.files import shown
from .core.finding import Failure
from .readers import supported

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    # Whether a .gitignore ignores a path (and whether it is a folder); None where it says nothing.
    Ignored = Callable[[str, bool], bool | None]


def gather(
    paths: Iterable[str], excluded: Callable[[str], bool] = lambda path: False
) -> tuple[list[str], list[Failure]]:
    """The files to lint, sorted and without repeats, and a failure for each path that gives none.

    A file named outright is taken whatever its suffix, and unless ``excluded``
    says otherwise. Folders are walked for supported suffixes; hidden files,
    Word's ``~$`` lock files and what ``.gitignore`` excludes are passed over.
    """
    files: dict[str, None] = {}
    failures: list[Failure] = []
    for path in paths:
        if os.path.isdir(path):
            found = [file for file in _walk(path) if not excluded(file)]
            if not found:
                failures.append(
                    Failure(shown(path), "read", "文件夹里没有可检查的文件（.txt、.md、.docx、.html、.pdf 等）；请给出文件，或换一个文件夹")
                )
            files.update(dict.fromkeys(found))
        elif os.path.exists(path):
            if not excluded(path):
                files[os.path.normpath(path)] = None
        else:
            failures.append(Failure(shown(path), "read", "没有这个文件或文件夹；请检查路径"))
    return sorted(files, key=shown), failures


def _walk(folder: str) -> Iterator[str]:
    stack: list[tuple[str, list[Ignored]]] = [(os.path.normpath(folder), _above(folder))]
    while stack:
        current, ignored = stack.pop()
        own = _gitignore(current)
        if own is not None:
            ignored = [*ignored, own]
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            # A link to a folder could lead round in circles.
            is_folder = entry.is_dir(follow_symlinks=False)
            path = os.path.normpath(entry.path)
            if _is_ignored(path, is_folder, ignored):
                continue
            if is_folder:
                folders.append((path, ignored))
            elif supported(os.path.splitext(entry.name)[1]) and entry.is_file():
                yield path
        stack.extend(reversed(folders))


def _above(folder: str) -> list[Ignored]:
    """The ``.gitignore`` files between a folder and the root of its repository."""
    found: list[Ignored] = []
    current = os.path.abspath(folder)
    while not os.path.exists(os.path.join(current, ".git")):
        parent = os.path.dirname(current)
        if parent == current:
            return []
        current = parent
        own = _gitignore(current)
        if own is not None:
            found.insert(0, own)
    return found


def _gitignore(folder: str) -> Ignored | None:
    path = os.path.join(folder, ".gitignore")
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(lines)

    def ignored(path: str, is_folder: bool) -> bool | None:
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
        return spec.check_file(relative + "/" if is_folder else relative).include

    return ignored


def _is_ignored(path: str, is_folder: bool, ignored: list[Ignored]) -> bool:
    """What the deepest ``.gitignore`` says that says anything, as git has it."""
    for test in reversed(ignored):
        said = test(path, is_folder)
        if said is not None:
            return said
    return False
