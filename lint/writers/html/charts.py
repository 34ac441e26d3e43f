"""Counts as small charts: SVG without style attributes, every number also as text."""

from __future__ import annotations

from html import escape

from ..phrases import SEVERITY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WIDTH = 300
_ROW = 22
_LABEL = 168
_MOST_ROWS = 13


def share(counts: Mapping[str, int], whole: int = 0) -> str:
    """One bar in parts, by severity; ``whole`` is the count that fills it (0: their sum)."""
    total = sum(counts.values())
    told = "，".join(f"{SEVERITY[level]}{counts[level]}处" for level in SEVERITY if counts[level]) or "没有问题"
    parts = []
    at = 0.0
    legend = []
    for level in SEVERITY:
        count = counts[level]
        if not count:
            continue
        width = _WIDTH * count / (whole or total)
        parts.append(f'<rect class="fill-{level}" x="{at:.1f}" y="2" width="{max(width, 1.5):.1f}" height="14"/>')
        legend.append(f'<span class="key {level}">{SEVERITY[level]} {count}</span>')
        at += width
    drawn = (
        f'<svg class="share" viewBox="0 0 {_WIDTH} 18" preserveAspectRatio="none" role="img" aria-label="{told}">'
        f"{''.join(parts)}</svg>"
    )
    return drawn if whole else f'{drawn}<p class="keys">{"".join(legend)}</p>'


def bars(counts: Iterable[tuple[str, int]], title: str) -> str:
    """A bar a name, the names before them and the counts behind."""
    rows = list(counts)
    if len(rows) > _MOST_ROWS:
        rows = [*rows[: _MOST_ROWS - 1], ("其他", sum(count for _, count in rows[_MOST_ROWS - 1 :]))]
    most = max(count for _, count in rows)
    parts = []
    for index, (name, count) in enumerate(rows):
        y = index * _ROW
        width = (_WIDTH - 50) * count / most
        parts.append(
            f'<text x="{_LABEL - 8}" y="{y + 15}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="fill-plain" x="{_LABEL}" y="{y + 3}" width="{max(width, 2):.1f}" height="15"/>'
            f'<text x="{_LABEL + width + 6:.1f}" y="{y + 15}">{count}</text>'
        )
    return (
        f'<svg class="bars" viewBox="0 0 {_LABEL + _WIDTH} {len(rows) * _ROW}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )
