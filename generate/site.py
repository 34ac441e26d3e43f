"""A hook of MkDocs: links to files of the repository that are no pages become plain words.

The pages are read in the repository, too, where a rule's page links to the rule's file. The site does not hold those
files; a link to one that is there loses its address, one to a file that is not there stays and ends the build.
"""

from __future__ import annotations

import pathlib
import re
from typing import Any

_ROOT = pathlib.Path(__file__).resolve().parent.parent
_LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\((?![a-z]+:)([^()\s#]+)(?:#[^()\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """The text of a page, without links out of the folder of pages."""
    folder = (_ROOT / "docs" / page.file.src_uri).parent

    def unlinked(link: re.Match[str]) -> str:
        target = (folder / link[2]).resolve()
        outside = not target.is_relative_to(_ROOT / "docs")
        return link[1] if outside and target.exists() else link[0]

    return _LINK.sub(unlinked, markdown)
