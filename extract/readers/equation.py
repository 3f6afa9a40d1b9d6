"""The script of an equation (수식) as the text that it is seen as, where it is no more than a number or a power.

>>> [equation_text(script) for script in ("40", "times 10 ^{3}", "km^2", "km", "1`,`234", "a over b", "sqrt 2")]
['40', '×10³', 'km²', 'km', '1,234', None, None]
"""

from __future__ import annotations

from plan import script
from plan.patterns import lazy_pattern

TIMES_SIGN = script.TIMES_SIGNS[0]
TIMES = lazy_pattern(r"(?i)\btimes\b")
BLANKS = lazy_pattern(r"[\s`~]+")  # of an equation's script, which are hardly seen
POWER = lazy_pattern(r"\^\{?(?P<power>\d{1,2})\}?(?!\d)")
PLAIN = lazy_pattern(rf"[\d.,%{TIMES_SIGN}()\-+{script.RAISED}]+|[ckm]?m[{script.RAISED}]?|[\p{{Hangul}}]+")
RAISED = str.maketrans("0123456789", script.RAISED)


def equation_text(written: str) -> str | None:
    """The text, or None where it is not certain how the script is seen."""
    text = BLANKS.sub("", TIMES.sub(TIMES_SIGN, written))
    text = POWER.sub(lambda found: found["power"].translate(RAISED), text)
    return text if PLAIN.fullmatch(text) else None
