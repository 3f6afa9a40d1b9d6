"""What is known of a page that is a picture when its print has been recognised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from extract.readers.page.content import Box, PageContent

Unreadable = Literal["at-an-angle", "no-print", "not-recognised", "too-much"]
Struck = Literal["struck", "struck-ink"]  # in red, and by a pen in another colour
NumberDoubt = Literal[
    "no-number", "three-decimals", "other-ink", "one-engine", "unsure", "cut-off", "red-ink", "ink", Struck
]
Over = Literal["", "red-ink", "ink", Struck]  # what ink in colour was to a line of print
STRUCK: Sequence[Struck] = ("struck", "struck-ink")
Lifted = Literal["", "red-ink", "ink"]


class Doubt(NamedTuple):
    """Why a number is not believed, what was read, and the middle of where it stands.

    ``alone`` is the number that the first engine is certain of where the second reads none, and ``box`` where; it is
    ``layered`` where the words under the picture say it too.
    """

    rule: NumberDoubt
    text: str
    x: float
    y: float
    alone: str = ""
    box: Box = (0.0, 0.0, 0.0, 0.0)
    layered: bool = False

    def stands_in(self, box: Box) -> bool:
        """Whether its middle lies in a box of the page."""
        return box[0] <= self.x <= box[2] and box[1] <= self.y <= box[3]


class ScannedPage(NamedTuple):
    """What was recognised on a page, or why nothing was.

    ``angle`` is by how many degrees it was turned to lie straight, ``codes_doubted`` are the lines whose code of a
    programme two engines do not read alike, ``lifted`` says which ink in colour that lay over print was taken off,
    ``below_ink`` are the lines outside of tables that it touched, with what was read there, ``struck`` the tables that
    are struck out whole, and ``certainties`` how certain, from 0 to 1, an engine was of each line in a table.
    """

    content: PageContent
    doubts: Sequence[Doubt] = ()
    unread: Unreadable | None = None
    angle: float = 0.0
    codes_doubted: Sequence[Box] = ()
    lifted: Lifted = ""
    below_ink: Sequence[tuple[Box, str, Over]] = ()
    struck: Sequence[Box] = ()
    certainties: Sequence[tuple[Box, float]] = ()
