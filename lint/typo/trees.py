"""Boosted trees as arrays: five numbers a node, walked for all rows at once."""

from __future__ import annotations

import numpy as np

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]


class Trees:
    """A sum of decision trees.

    Node n of the array asks whether column ``feature[n]`` is at most
    ``limit[n]`` and goes on at ``left[n]``, else at ``right[n]``; a leaf leads to
    itself and holds its ``value``. ``roots`` are the trees' first nodes.
    """

    def __init__(self, feature: Array, limit: Array, left: Array, right: Array, value: Array, roots: Array, depth: int) -> None:
        self.feature = feature.astype(np.int64)
        self.limit = limit
        self.left = left.astype(np.int64)
        self.right = right.astype(np.int64)
        self.value = value
        self.roots = roots.astype(np.int64)
        self.depth = depth

    def score(self, rows: Array) -> Array:
        """The sum over all trees, in log-odds, of each row of float32."""
        total = np.zeros(len(rows))
        for low in range(0, len(rows), 256):
            part = rows[low : low + 256]
            node = np.broadcast_to(self.roots, (len(part), len(self.roots))).copy()
            index = np.arange(len(part))[:, None]
            for _ in range(self.depth):
                below = part[index, self.feature[node]] <= self.limit[node]
                node = np.where(below, self.left[node], self.right[node])
            total[low : low + 256] = self.value[node].sum(1)
        return total
