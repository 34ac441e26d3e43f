"""Which masks of a document are meant: what is doubtful alone is judged by the others."""

from __future__ import annotations

from .flat import characters_of, holding
from .masks import Mask, masks_of
from .patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .reading import Paragraph, Reading

#: Sure masks from which on a document counts as one that masks.
MASKED = 3
#: Masks from which on even marks that usually are something else count.
HEAVILY = 10
_HOLDS = Lazy(r"[*＊xXｘＸ×╳✕ⅹⅩхХ□○◯]|〇[〇年月日个县镇村%]|●●|△△|▲▲|◇◇|##|某某|YYYY|N[%％亿万个]")
# One of these stands in all that ``_HOLDS`` matches.
_SIGNS = "*＊xXｘＸ×╳✕ⅹⅩхХ□○◯〇●△▲◇#某YN"
# What stands before is asked for last: few characters begin a match, so that a text is searched fast.
_SUM = Lazy(r"[+＋](?<=[0-9N一-鿿”].)[ ]?[“]?[xX](?![a-z%％])|X”(?<=[0-9].{2})")
# Glosses of a glossary are numbered: [7]“1+5+X”: …
_GLOSSED = Lazy(r"[ 　]*[\[［﹝〔（(]?[\^]?[0-9]{1,3}[\]］﹞〕）).．、:：]|[ 　]*“")
_STARS = Lazy(r"\*\*\*?")
_SUFFIX = Lazy(
    r"[省市县区镇乡村州盟旗]|街道|社区|等|在|向|与|和|及|的|同志|余|多|[个名人家项次场期件户条起吨所处亩元万亿年月日%％，。；、）》”]"
)
_ORDINAL = Lazy(
    r"[ 　]*(?:[（(]?[一二三四五六七八九十]{1,3}(?:[）)]|是|、)|[0-9]{1,2}[.、．]|第[一二三四五六七八九十]|——|（|今年|一年来)"
)


def masks_in(page: Reading, here: Paragraph) -> list[Mask]:
    """The masks of a paragraph that stand when the whole document is looked at, in order."""
    shelf = page.shelf.setdefault("masks", {})
    found: list[Mask] | None = shelf.get(here.index)
    if found is None:
        found = shelf[here.index] = _judged(page, here)
    return found


def masks_of_kind(page: Reading, here: Paragraph, kind: str) -> list[Mask]:
    """Those of one kind; the whole document is only looked at where the paragraph may hold one."""
    if not any(mask.kind == kind for mask in _raw(page, here)):
        return []
    return [mask for mask in masks_in(page, here) if mask.kind == kind]


def count(page: Reading) -> int:
    """How many masks of a document are sure by themselves."""
    known: int | None = page.shelf.get("masks sure")
    if known is None:
        known = sum(mask.sure for here in _suspects(page) if _HOLDS.search(here.text) for mask in _raw(page, here))
        page.shelf["masks sure"] = known
    return known


def told(page: Reading, paragraphs: list[Paragraph]) -> None:
    """Tell which paragraphs of a document, but code, hold one of the strings that stand in masks, for whoever asks later."""
    page.shelf["masks told"] = paragraphs


def _suspects(page: Reading) -> list[Paragraph]:
    """The paragraphs but code in which a character stands without which there is no mask."""
    known: list[Paragraph] | None = page.shelf.get("masks told")
    if known is not None:
        return known
    held = characters_of(page)
    # A string is searched for single characters several times as fast as for a class of them.
    found = {here.index: here for sign in _SIGNS if sign in held for here in holding(page, sign) if here.kind != "code"}
    return [found[index] for index in sorted(found)]


def _raw(page: Reading, here: Paragraph) -> list[Mask]:
    shelf = page.shelf.setdefault("masks raw", {})
    found: list[Mask] | None = shelf.get(here.index)
    if found is None:
        found = masks_of(here.text, here.kind == "cell")
        if any(here.text[mask.at] in "*＊" for mask in found):
            markup = markup_in(page)
            found = [m for m in found if here.at(m.at, m.end)[0] not in markup]
        shelf[here.index] = found
    return found


def _judged(page: Reading, here: Paragraph) -> list[Mask]:
    found = _raw(page, here)
    if not found:
        return found
    if len(found) == 1 and found[0].sure and here.text[found[0].start] not in "xX":
        return found
    near = sum(mask.sure for mask in found)
    # The whole document is asked only where it matters.
    meant = [mask for mask in found if mask.sure or _meant(mask, page, near)]
    explained = [mask for mask in meant if _explained(mask, here.text)]
    if explained and count(page) < HEAVILY and _sums(page):
        return [mask for mask in meant if mask not in explained]
    return meant


def _explained(mask: Mask, text: str) -> bool:
    """Whether a glossary of "1+X" may speak of it: X个特色产业."""
    single = mask.kind == "letter" and text[mask.start : mask.end] in ("x", "X", "Ｘ")
    if not single or (mask.sure and not text.startswith("个", mask.end)):
        return False
    return not mask.sure or bool(_GLOSSED.match(text) or _SUM.search(text))


def _meant(mask: Mask, page: Reading, near: int) -> bool:
    """Whether the other masks of the paragraph (``near``) or of the document speak for a doubtful one."""
    return near >= MASKED - 1 or count(page) >= (HEAVILY if mask.weak else MASKED)


def _sums(page: Reading) -> bool:
    known: bool | None = page.shelf.get("masks sums")
    if known is None:
        known = page.shelf["masks sums"] = bool(_SUM.search(page.text))
    return known


def markup_in(page: Reading) -> set[int]:
    """Document offsets of ``**`` left over from Markdown: around lines, labels and runs of lines."""
    known: set[int] | None = page.shelf.get("masks markup")
    if known is None:
        known = page.shelf["masks markup"] = _leftover(page.text)
    return known


def _leftover(text: str) -> set[int]:
    runs = [match.span() for match in _STARS.finditer(text)]
    found: set[int] = set()
    index = 0
    while index < len(runs) - 1:
        start, end = runs[index]
        close, after = runs[index + 1]
        if not _opens(text, start, end):
            index += 1
        elif _closes(text, start, end, close, after):
            found.update((start, close))
            index += 2
        else:
            # A numbered heading in bold type may hold masks itself: **一、**镇的工作**
            outer = _line_close(text, runs, index) if _ORDINAL.match(text[end : end + 8]) else -1
            if outer >= 0:
                found.update((start, outer))
            index += 1
    return found


def _line_close(text: str, runs: list[tuple[int, int]], index: int) -> int:
    """Where the run stands that ends the line of ``runs[index]``, among the next few; -1 for none."""
    for start, end in runs[index + 1 : index + 8]:
        if "\n" in text[runs[index][1] : start][:400]:
            return -1
        if text[end : end + 1] in ("", "\r", "\n"):
            return start
    return -1


_MARKED = Lazy(r"(?:[0-9]{1,2}[.、．]|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[-#]+)?")


def _opens(text: str, start: int, end: int) -> bool:
    head = text[max(0, start - 8) : start]
    line = head.replace("\r", "\n").rpartition("\n")[2].strip(" 　\t")
    begins = len(head) < 8 or "\n" in head or "\r" in head
    if begins and _MARKED.fullmatch(line):
        return text[end : end + 1] not in ("", " ", "\n", "\r")
    return head[-1:] in ("。", "；", "，", "：") and bool(_ORDINAL.match(text[end : end + 6]))


def _closes(text: str, start: int, end: int, close: int, after: int) -> bool:
    content = text[end:close] if close - end <= 600 else ""
    if not content.strip():
        return False
    following = text[after : after + 2]
    ends_line = not following.strip(" 　\t") or following[0] in "\r\n"
    if "\n" not in content and ends_line:
        return True
    if _SUFFIX.match(content):
        return False
    if ends_line:
        return True
    if following[0] in " 　":
        return bool(_ORDINAL.match(content)) or "\n" not in content
    if _SUFFIX.match(following):
        return False
    if "\n" in content:
        return len(content) < 100 and content[-1] in ":："
    if content[-1] in "。：；:" and (_ORDINAL.match(content) or len(content) <= 14):
        return True
    return following[0] in "：:。" and 2 <= len(content) <= 20 and "，" not in content
