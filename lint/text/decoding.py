"""Bytes to text: BOM, then strict UTF-8, then what reads as Chinese, else a clear refusal.

The judge of a guess is the share of common hanzi (GB 2312 level 1), kana-free
punctuation and ASCII among its characters; statistical detectors err on short
or cut GB 18030 text, this does not.
"""

from __future__ import annotations

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 16384
_PLAUSIBLE = 0.9
_ORDINARY = frozenset("\t\r\n\u3000，。、；：？！“”‘’（）《》【】—…·％〔〕×＊①②③④⑤⑥⑦⑧⑨⑩℃㎡")


class UndecidableEncoding(ValueError):
    """No encoding reads the bytes as Chinese text; the message tells a user how to go on."""


def decode(data: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """Text, the encoding that reads it, and whether a BOM stood before it.

    ``encoding`` overrules every guess. GB 2312 and GBK are read as GB 18030,
    which holds both. Raises UndecidableEncoding, or LookupError where
    ``encoding`` is no encoding.
    """
    if encoding:
        return _decode_as(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(name), name, True
            except UnicodeDecodeError as error:
                raise UndecidableEncoding(
                    f"文件以 {name} 的字节顺序标记开头，但第 {error.start} 字节起不是 {name}；"
                    "文件可能不完整，请重新保存"
                ) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        damage = error
    else:
        # A stray NUL in Chinese text is a fault to report; any other makes it no text.
        if b"\x00" in data and plausibility(text[:_SAMPLE]) < _PLAUSIBLE:
            return _decode_wide(data)
        return text, "utf-8", False
    if b"\x00" in data[: 4 * _SAMPLE]:
        return _decode_wide(data)
    best = _best(data, ("gb18030", "utf-16-le", "utf-16-be", "big5"))
    if best is None:
        _refuse_damaged(data)
        raise UndecidableEncoding(
            f"无法确定编码：第 {damage.start} 字节起不是 UTF-8，也不像 GB18030 或 UTF-16 的中文；"
            "请用 --encoding 指明编码，或另存为 UTF-8"
        )
    return data.decode(best), best, False


def _decode_as(data: bytes, encoding: str) -> tuple[str, str, bool]:
    import codecs

    name = codecs.lookup(encoding).name
    if name in ("gb2312", "gbk"):
        name = "gb18030"
    for bom, marked in _BOMS:
        if data.startswith(bom) and marked.startswith(name.removesuffix("-sig")):
            data, name, found = data[len(bom) :], marked, True
            break
    else:
        found = False
        # Written back under these names, a text would get a BOM that it did not have.
        name = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)
    try:
        return data.decode(name), name, found
    except UnicodeDecodeError as error:
        raise UndecidableEncoding(
            f"第 {error.start} 字节起不是 {encoding}；请检查 --encoding，或去掉它让程序自己判断"
        ) from None


def _decode_wide(data: bytes) -> tuple[str, str, bool]:
    """Text with NUL bytes: UTF-16 without a BOM, or no text at all."""
    best = _best(data, ("utf-16-le", "utf-16-be"))
    if best is None:
        raise UndecidableEncoding("不是文本文件（含有空字节）；请另存为 UTF-8 文本")
    return data.decode(best), best, False


def _refuse_damaged(data: bytes) -> None:
    """Raise UndecidableEncoding where the bytes are Chinese text that is damaged or cut off."""
    for name in ("utf-8", "gb18030"):
        try:
            data.decode(name)
        except UnicodeDecodeError as error:
            text = data[: 4 * _SAMPLE].decode(name, "replace")[:_SAMPLE]
            if plausibility(text) >= _PLAUSIBLE:
                raise UndecidableEncoding(
                    f"像是 {name}，但第 {error.start} 字节处损坏或被截断；请重新保存或重新获取文件"
                ) from None


def _best(data: bytes, names: tuple[str, ...]) -> str | None:
    scored = []
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        score = plausibility(text[:_SAMPLE], name == "big5")
        if score >= _PLAUSIBLE:
            scored.append((score, name))
    if not scored:
        return None
    top = max(score for score, _ in scored)
    return next(name for score, name in scored if score == top)


def plausibility(text: str, traditional: bool = False) -> float:
    """The share, from 0 to 1, of the characters that ordinary Chinese text is made of.

    Hanzi count where they are common: of level 1 of GB 2312, or of Big5 for
    ``traditional`` text. 0 for text without any: nothing speaks for its
    encoding then.
    """
    charset, rare = ("big5", 0xC9) if traditional else ("gb2312", 0xD8)
    good = hanzi = 0
    for char in text:
        if "一" <= char <= "鿿":
            try:
                common = char.encode(charset)[0] < rare
            except UnicodeEncodeError:
                common = False
            hanzi += common
            good += common
        elif " " <= char <= "~" or char in _ORDINARY:
            good += 1
    if not hanzi:
        return 0.0
    return good / len(text)
