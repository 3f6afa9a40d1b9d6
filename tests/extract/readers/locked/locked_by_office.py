"""Has LibreOffice lock a document, asked by the system's Python over its own bridge (UNO)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

OFFICE, BRIDGED = shutil.which("soffice"), "/usr/bin/python3"  # Debian's python3-uno belongs to its own Python
LONGEST = 180  # seconds that it may take
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "odt": "writer8"}
SCRIPT = """
import sys, time, uno
from com.sun.star.beans import NamedValue, PropertyValue

def named(kind, name, value):
    made = kind()
    made.Name, made.Value = name, value
    return made

pipe, source, target, filter_name, password = sys.argv[1:]
here = uno.getComponentContext()
resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
for left in range(300, -1, -1):
    try:
        there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        if not left:
            raise
        time.sleep(0.2)
desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
document = desktop.loadComponentFromURL(source, "_blank", 0, (named(PropertyValue, "Hidden", True),))
how = named(PropertyValue, "Password", password)
if "Excel" in filter_name:
    data = (named(NamedValue, "OOXPassword", password), named(NamedValue, "CryptoType", "Standard"))
    how = named(PropertyValue, "EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", data))
document.storeToURL(target, (named(PropertyValue, "FilterName", filter_name), how))
document.close(False)
"""


def locked_by_office(source: Path, into: str, password: str, folder: Path) -> Path:
    """The document as LibreOffice has locked it in a form of its own; the test is skipped where it is not installed."""
    bridged = Path(BRIDGED).exists() and subprocess.run([BRIDGED, "-c", "import uno"], capture_output=True, check=False)
    if OFFICE is None or not bridged or bridged.returncode:
        pytest.skip("LibreOffice and its bridge to Python (python3-uno) are not installed")
    target, pipe = folder / f"locked.{into}", f"gongpyo-{folder.name}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = subprocess.Popen(
        [OFFICE, profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a script that starts the office itself
    )
    try:
        told = (pipe, source.as_uri(), target.as_uri(), FILTERS[into], password)
        done = subprocess.run([BRIDGED, "-c", SCRIPT, *told], capture_output=True, timeout=LONGEST, check=False)
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    assert target.exists(), done.stderr  # the bridge itself may fall when the office ends
    return target
