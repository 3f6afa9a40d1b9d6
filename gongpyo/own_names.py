"""Whether our packages are what their common names stand for here; it imports none of them, since any may be hidden."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

NAMES = ("plan", "extract", "normalize", "output")
HOME = Path(__file__).resolve().parent.parent
USAGE = 2  # plan.errors.ExitCode.USAGE, which may be hidden


class ShadowedModuleError(ImportError):
    """A file of somebody else has the name of one of our packages and is found before it.

    It is no ``PlanError``, since the package that holds that may be the hidden one.
    """

    code = "shadowed-module"
    exit_code = USAGE

    def __init__(self, name: str, path: str) -> None:
        self.ko = (
            f"gongpyo의 패키지 '{name}' 대신 '{path}'에 있는 것이 읽힙니다. 그 파일의 이름을 바꾸거나 다른 폴더에서 "
            "실행하고, 이미 가져온 세션이면 다시 시작하십시오."
        )
        self.en = (
            f"'{path}' hides gongpyo's own package '{name}'; rename that file or run in another folder, and restart a "
            "session that has imported it."
        )
        super().__init__(f"{self.en}\n{self.ko}", name=name, path=path)
        self.details = {"name": name, "path": path}

    def __reduce__(self) -> tuple[type, tuple[str, ...]]:
        """Pickled with all that it says."""
        return type(self), tuple(self.details.values())

    def message(self, language: str) -> str:
        """The sentence in ``ko`` or ``en``."""
        return self.ko if language == "ko" else self.en


def require_own_names() -> None:
    """Refuse to go on where one of our names stands for another file; nothing is imported to see it."""
    for name in NAMES:
        found = _file_of(name)
        if found and Path(found).resolve().parent.parent != HOME:
            raise ShadowedModuleError(name, found)


def _file_of(name: str) -> str:
    """The file that a name is imported from, or has been; '' where none is found."""
    if name in sys.modules:
        return getattr(sys.modules[name], "__file__", None) or ""
    spec = find_spec(name)
    return (spec.origin or "") if spec else ""
