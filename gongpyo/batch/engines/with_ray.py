"""A run whose shards Ray's workers read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from gongpyo.batch.engines.over_shards import OverShards
from gongpyo.batch.engines.ray_cluster import RayCluster
from gongpyo.batch.engines.shard_process import Order
from gongpyo.batch.engines.shard_task import OURS
from gongpyo.batch.journal import Journal
from gongpyo.batch.origins.addresses import Remote
from gongpyo.batch.run import Progress
from gongpyo.batch.store import Store


def read_with_ray(
    store: Store,
    journal: Journal,
    remote: Remote,
    arguments: Mapping[str, Any],
    tell: Callable[[Progress], None],
    workers: int | None,
    address: str,
) -> Progress:
    """Read what waits, with so many workers of the Ray at an address, or of one that is started here."""
    if not journal.left():
        return Progress()  # Ray takes longer to start than to see that
    like = Order(
        root="",
        run=journal.run,
        arguments=dict(arguments),
        hosts=remote.hosts,
        folder=str(Path.cwd()),
        settings={name: value for name, value in os.environ.items() if name.startswith(OURS)},
    )
    with RayCluster(address, workers) as ray:
        return OverShards(store, journal, remote, like, tell).over(ray)
