"""Boosted trees from rows of features, and their arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lightgbm
import numpy as np

from reportlint.typo.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    Array = NDArray[Any]


def trained(rows: Array, truth: Array, weights: Array, trees: int, leaves: int, free: Sequence[str] = ()) -> dict[str, Array]:
    """The arrays of ``Trees`` for rows of features, each right or wrong, by weight.

    The trees are held to the ways that ``NAMES`` expects, but for the features
    in ``free``.
    """
    data = lightgbm.Dataset(rows, truth, weight=weights, feature_name=list(NAMES), free_raw_data=False)
    parameters: dict[str, Any] = {
        "objective": "binary", "learning_rate": 0.1, "num_leaves": leaves, "min_data_in_leaf": 40,
        "feature_fraction": 0.7, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0,
        "monotone_constraints": [0 if name in free else way for name, way in NAMES.items()],
        "monotone_constraints_method": "basic",
        "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
    }  # fmt: skip
    booster = lightgbm.train(parameters, data, num_boost_round=trees)
    return arrays(booster.dump_model())


def arrays(dump: dict[str, Any]) -> dict[str, Array]:
    """The arrays of a dumped booster."""
    feature: list[int] = []
    limit: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        index = len(feature)
        feature.append(0)
        limit.append(0.0)
        left.append(index)
        right.append(index)
        value.append(0.0)
        if "leaf_value" in node:
            value[index] = node["leaf_value"]
        else:
            if node["decision_type"] != "<=":
                raise ValueError(node["decision_type"])
            feature[index] = node["split_feature"]
            limit[index] = node["threshold"]
            left[index] = add(node["left_child"], depth + 1)
            right[index] = add(node["right_child"], depth + 1)
        return index

    roots = [add(tree["tree_structure"], 0) for tree in dump["tree_info"]]
    return {
        "feature": np.array(feature, np.uint8),
        "limit": _floor(np.array(limit)),
        "left": np.array(left, np.uint16),
        "right": np.array(right, np.uint16),
        "value": np.array(value, np.float32),
        "roots": np.array(roots, np.uint16),
        "depth": np.array([deepest], np.uint8),
    }


def _floor(numbers: Array) -> Array:
    """The largest float32 that is not above each: equal comparisons for features of float32."""
    short = numbers.astype(np.float32)
    return np.where(short.astype(np.float64) > numbers, np.nextafter(short, np.float32(-np.inf)), short)
