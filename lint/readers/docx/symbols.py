"""Characters of symbol fonts (``w:sym``) as the characters that they look like."""

from __future__ import annotations

_FONTS = {
    "wingdings": {
        0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆", 0x76: "❖",
        0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨",
        0x8A: "⑩", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔",
        0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"},
    "symbol": {
        0x2D: "−", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
        0xB9: "≠", 0xBB: "≈",
    },
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """What a ``w:sym`` of a font and a hexadecimal code looks like; ● where that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    known = _FONTS.get(font.strip().lower())
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
        if known is None:
            return "●"
    elif known is None:
        # An ordinary character in an ordinary font.
        return chr(number) if 0x20 <= number < 0xD800 else "●"
    return known.get(number, "●")
