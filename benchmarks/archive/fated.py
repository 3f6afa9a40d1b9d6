"""Has readers die or hang at documents that are named for it, in whichever process they are read."""

from __future__ import annotations

import os
from pathlib import Path

IDLE_SECONDS = "10"  # in which one that hangs is given up
PROGRAM = """
import importlib.abc, importlib.util, os, sys, time
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != "gongpyo.sandbox.tasks":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def exec_module(module):
            load(module)
            read = module.TASKS["batch"]
            def fated(*, source, **more):
                if "-killer" in source:
                    os.kill(os.getpid(), 9)
                while "-hanger" in source:
                    time.sleep(1)
                return read(source=source, **more)
            module.TASKS["batch"] = fated
        spec.loader.exec_module = exec_module
        return spec
sys.meta_path.insert(0, Finder())
"""


def fated(folder: Path) -> dict[str, str]:
    """The environment of programs whose readers have these fates; ``folder`` is for what Python imports first."""
    folder.mkdir(parents=True)
    (folder / "sitecustomize.py").write_text(PROGRAM, encoding="utf-8")
    paths = [str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "GONGPYO_MAX_IDLE_SECONDS": IDLE_SECONDS}
