"""``gongpyo doctor``: versions, limits, and what is missing."""

from __future__ import annotations

import importlib.metadata
import platform
import re

import msgspec

from extract.readers.limits import NAMES, setting_of
from extract.readers.registry import READERS, Reader
from gongpyo.sandbox.os_limits import MEMORY_LIMITED
from gongpyo.sandbox.settings import limits_of_environment
from gongpyo.telling.extras import EXTRAS
from gongpyo.telling.speech import Speech
from normalize.cells import read as numbers
from plan.errors import ExitCode

NEEDED = re.compile(r"(?P<name>[\w.-]+)[^;]*$")  # a requirement without a marker is of no extra


def examine(speech: Speech) -> int:
    """Print what is installed and the limits in force; 70 where a library that is needed is missing."""
    versions = {name: _version(name) for name in _needed()}
    extras = {name: _version(name.replace("_", "-")) for name in EXTRAS}
    missing = [name for name, version in versions.items() if not version]
    limits = msgspec.to_builtins(limits_of_environment()) | {"cell_characters": numbers.MAX_LENGTH}
    if speech.as_json:
        speech.result_json(
            {
                "gongpyo": _version("gongpyo"),
                "python": platform.python_version(),
                "libraries": versions,
                "extras": extras,
                "formats": sorted(reader.format for reader in READERS),
                "forms": {reader.format: _form(reader) for reader in READERS},
                "limits": limits,
                "settings": {setting_of(name): name for name in NAMES},
                "memory_limited": MEMORY_LIMITED,
                "missing": missing,
            }
        )
    else:
        speech.result(f"gongpyo {_version('gongpyo')}, Python {platform.python_version()}, {platform.platform()}")
        for name, version in versions.items():
            speech.result(f"  {name} {version}" if version else "  " + speech.sentence("doctor_missing", name=name))
        for name, version in extras.items():
            missing_extra = speech.sentence("doctor_extra", name=name, extra=EXTRAS[name])
            speech.result(f"  {name} {version} [{EXTRAS[name]}]" if version else f"  {missing_extra}")
        for reader in READERS:
            speech.result(f"  {_told(reader, speech)}")
        for name, limit in limits.items():
            setting = f" ({setting_of(name)})" if name in NAMES else ""
            speech.result(f"  {speech.sentence('doctor_limit', name=name, limit=limit, setting=setting)}")
        if not MEMORY_LIMITED:
            speech.result(f"  {speech.sentence('doctor_no_memory_limit', system=platform.system())}")
        if not missing:
            without = sorted({EXTRAS[name] for name, version in extras.items() if not version})
            key = "doctor_ok_without" if without else "doctor_ok"
            speech.result(speech.sentence(key, extras=", ".join(without)))
    return ExitCode.BUG if missing else ExitCode.CLEAN


def _form(reader: Reader) -> dict[str, object]:
    """Whether documents of a form can be read here, and what is missing for it."""
    missing = reader.missing()
    return {
        "files": list(reader.suffixes),
        "read": not missing,
        "password": reader.unlocks,
        "missing": {name: EXTRAS.get(name, "") for name in missing},
    }


def _told(reader: Reader, speech: Speech) -> str:
    """The same in a sentence."""
    words = {"form": reader.ko if speech.language == "ko" else reader.en, "files": " ".join(reader.suffixes)}
    missing = reader.missing()
    if not missing:
        return speech.sentence("doctor_form", **words)
    extras = sorted({EXTRAS[name] for name in missing if name in EXTRAS})
    others = [name for name in missing if name not in reader.libraries]
    if extras:
        install = speech.sentence("doctor_install", extras=",".join(extras))
    else:
        install = speech.sentence("doctor_install_other", names=", ".join(others) or "gongpyo")
    return speech.sentence("doctor_form_missing", **words, missing=", ".join(missing), install=install)


def _needed() -> list[str]:
    """The libraries that gongpyo cannot do without, by their names on the package index."""
    required = importlib.metadata.requires("gongpyo") or []
    return sorted(found["name"] for entry in required if (found := NEEDED.match(entry)))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
