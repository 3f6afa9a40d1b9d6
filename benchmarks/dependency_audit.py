"""Known vulnerabilities of the pinned dependencies: ``python -m benchmarks.dependency_audit``.

Returns 0 where all were looked up and none has any, 1 where one has, 3 where the service could not say.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

PINNED = Path(__file__).resolve().parent.parent / "requirements" / "runtime.txt"
UNKNOWN = 3


def main() -> int:
    """Ask pip-audit and print what it says."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(PINNED), "--require-hashes", "--disable-pip", "-f", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        dependencies = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"Not audited: {done.stderr.strip().splitlines()[-1:]}")  # noqa: T201
        return UNKNOWN
    skipped = [entry["name"] for entry in dependencies if "skip_reason" in entry]
    affected = [(entry["name"], found["id"]) for entry in dependencies for found in entry.get("vulns", ())]
    for name, known in affected:
        print(f"{name}: {known}")  # noqa: T201
    asked = len(dependencies) - len(skipped)
    print(f"{asked} of {len(dependencies)} pinned dependencies audited, {len(affected)} known vulnerabilities")  # noqa: T201
    if affected:
        return 1
    return UNKNOWN if skipped else 0


if __name__ == "__main__":
    sys.exit(main())
