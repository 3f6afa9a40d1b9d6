"""Which things stand out of the order of the others."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

FEW = 3  # where more than one of so many is out of order, the document has another order


def out_of_order_in(ranks: Mapping[int, tuple[int, ...]]) -> frozenset[int]:
    """The blocks whose rank is out of order; none where there are too many of them.

    Of two that have changed places both are, of one that stands elsewhere it alone.
    """
    turned: dict[int, set[int]] = {}
    for one, other in combinations(sorted(ranks), 2):
        if ranks[one] > ranks[other]:
            turned.setdefault(one, set()).add(other)
            turned.setdefault(other, set()).add(one)
    doubtful = {start for start, others in turned.items() if all(len(turned[other]) <= len(others) for other in others)}
    return frozenset() if FEW * len(doubtful) > len(ranks) + FEW else frozenset(doubtful)
