"""A Ray that is started here: tried again where the machine is too busy for it, and nothing of it is left."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gongpyo.batch.engines import ray_cluster
from gongpyo.batch.engines.ray_cluster import TRIES, RayCluster
from plan.errors import PlanError


class Library:
    """Stands for Ray, which does not come up in time as often as it is ``late``, or fails with ``error``."""

    def __init__(self, late: int = 0, error: Exception | None = None) -> None:
        self.late, self.error, self.asked = late, error, 0
        self.folders: list[Path] = []
        self.wait = self.get = lambda *_: None

    def init(self, _temp_dir: str, **_: object) -> None:
        """Write something, as Ray does."""
        self.asked += 1
        self.folders.append(Path(_temp_dir))
        (Path(_temp_dir) / "session").mkdir()
        if self.error:
            raise self.error
        if self.asked <= self.late:
            raise Exception("The current node timed out during startup.")

    def shutdown(self) -> None:
        """Write once more."""
        (self.folders[-1] / "log").touch()

    def remote(self, _: object) -> Any:
        return SimpleNamespace(options=lambda **_: SimpleNamespace(remote=lambda *_: None))

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 2.0}


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has such a library stand for Ray."""

    def use(**fate: Any) -> Library:
        ray = Library(**fate)
        parts = {
            "ray": ray,
            "ray._private.utils": SimpleNamespace(),
            "ray._private.worker": SimpleNamespace(connect=lambda: None),
            "ray._private.ray_constants": SimpleNamespace(),
        }
        monkeypatch.setattr(ray_cluster.importlib, "import_module", parts.__getitem__)
        return ray

    return use


def test_a_start_that_takes_too_long_is_tried_again(library: Any) -> None:
    ray, before = library(late=TRIES - 1), dict(os.environ)
    with RayCluster("", 2) as cluster:
        assert cluster.workers == 2 and ray.asked == TRIES
        assert [folder.exists() for folder in ray.folders] == [False] * (TRIES - 1) + [True]
    assert not any(folder.exists() for folder in ray.folders)
    assert dict(os.environ) == before


@pytest.mark.parametrize(
    ("fate", "asked"),
    [({"late": TRIES}, TRIES), ({"error": ConnectionError("no port")}, 1), ({"error": ValueError()}, 1)],
)
def test_a_start_that_fails_is_told_and_leaves_nothing(library: Any, fate: dict[str, Any], asked: int) -> None:
    ray = library(**fate)
    with pytest.raises(PlanError) as refused, RayCluster("", 2):
        pass
    assert (refused.value.code, ray.asked) == ("engine-unreachable", asked)
    assert not any(folder.exists() for folder in ray.folders)
