"""Whether another program has a file open that cannot be written or read, and what is said of it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from plan.os_errors import Reason

OWNER_FILES = ("~${name}", ".~lock.{name}#")  # beside a file that Excel or LibreOffice has open
IN_USE = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY)
CLOSE_IT = Reason(
    "엑셀 등에서 열려 있으면 닫고 다시 실행하십시오",
    "if it is open in Excel or another program, close it and run again",
)
CLOSE_THEM = Reason(
    "그 안의 파일이 엑셀 등에서 열려 있으면 닫고 다시 실행하십시오",
    "if a file in it is open in Excel or another program, close it and run again",
)


def is_in_use(path: Path, error: OSError) -> bool:
    """Whether a file, or one in a folder, seems to be open: Windows refuses then, offices leave a file beside it."""
    if error.errno not in IN_USE:
        return False
    try:
        files = [path, *(path.iterdir() if path.is_dir() else ())]
        return os.name == "nt" or any(_has_owner(file) for file in files)
    except OSError:  # nor can it be looked into
        return os.name == "nt"


def _has_owner(file: Path) -> bool:
    return any(file.with_name(name.format(name=file.name)).exists() for name in OWNER_FILES)
