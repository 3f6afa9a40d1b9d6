"""A Korean font for the programs that print or draw, so that they do it alike on every machine; few have one."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_ko

FONT = Path(pylopdf_fonts_ko.sans_path())
SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{cache}</cachedir>
  <match><test name="family" compare="not_eq"><string>monospace</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Noto Sans KR</string></edit></match>
</fontconfig>
"""


def own_fonts(folder: Path) -> dict[str, str]:
    """What tells a program to take this font (a variable of its environment); the machine's own are for other marks."""
    file = folder / "fonts.conf"
    file.write_text(SETTINGS.format(fonts=FONT.parent, cache=folder / "fontconfig"), encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file)}
