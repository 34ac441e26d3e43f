"""``number``: document numbers, 机关代字〔年份〕顺序号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

from ..core.matcher import Match, Matcher
from ..text.patterns import Lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any, ClassVar, Literal

_OPEN, _CLOSE = "〔[［【（({｛〖「﹝", "〕]］】）)}｝〗」﹞"
_REST = (
    rf"(?P<year>[{_OPEN.replace('[', chr(92) + '[')}][ \u3000]*(?P<digits>(?:19|20)?[0-9]{{2}})年?[ \u3000]*"
    rf"[{_CLOSE.replace(']', chr(92) + ']')}])[ \u3000]*(?P<order>(?P<word>第)?[ \u3000]*(?P<zero>0*)(?P<serial>[0-9]{{1,5}})[ \u3000]*号)"
)
_NUMBER = Lazy(rf"(?P<code>[一-鿿]{{1,14}})[ \u3000]?{_REST}")
# Without the code, which may begin anywhere.
_YEAR_ON = Lazy(_REST)
# What ends otherwise than the code of a body that issues documents: orders, announcements, certificates, prints.
_OTHER = Lazy(
    r"(?:令|公告|通告|(?<!府)告|照|证|[国集私]用|产权|权属|字第|地字|建字|备字|备|批准|许可|准字|注册|登记|备案|编号|期|案|[刑民行执仲裁诉]字?|年|号|标准|图|[京津沪渝][A-Z])$"
)


class Number(Matcher):
    """Finds document numbers whose year stands in the wrong brackets or is cut short, or whose serial is padded.

    ``fault``: ``bracket`` for the year, ``form`` for the serial. Orders,
    announcements, certificates and the numbers of courts have other forms and
    are left alone.
    """

    declares: ClassVar[tuple[str, ...]] = ("expected",)

    fault: Literal["bracket", "form"]

    def gate(self) -> Sequence[str]:
        if self.fault == "form":
            return ["〕第", "〕 第", "〕0", "]第", "）第", "】第", ")第", "]0", "）0", "】0", ")0", "］第", "］0"]
        short = [f"{open_}{decade}" for open_ in "〔[［【" for decade in ("0", "1", "2")]
        wide = [f"{open_}{century}" for open_ in "（({｛〖「﹝" for century in ("19", "20")]
        blank = [f"{open_} " for open_ in "[［【（("]
        return [*short, *wide, *blank]

    def find(self, text: str, hits: list[tuple[int, int]], here: Any, page: Any) -> Iterator[Match]:
        if "号" not in text or _YEAR_ON.search(text) is None:
            return
        for found in _NUMBER.finditer(text):
            if _OTHER.search(found["code"]):
                continue
            year = found["digits"] if len(found["digits"]) == 4 else f"20{found['digits']}"
            if self.fault == "bracket":
                expected = f"〔{year}〕"
                if found["year"].replace(" ", "").replace("\u3000", "") == expected:
                    continue
                if len(found["digits"]) == 2 and found["year"][0] not in "〔[［【":
                    continue
                yield Match(found.start("year"), found.end("year"), {"expected": expected}, expected)
            elif found["word"] or (found["zero"] and found["serial"]):
                expected = f"{found['serial']}号"
                yield Match(found.start("order"), found.end("order"), {"expected": expected}, expected)
