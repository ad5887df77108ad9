"""Buttons: what one of ours is called on Discord, and what a pressed one means. Needs no memory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

import discord

from channels.choices import carried
from channels.fit import clip
from handoff.content import Button, Style

MOST: Final = 25
LABEL: Final = 80
LONGEST: Final = 100

_STYLES: Final = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}


class Origin(StrEnum):
    """What carries the button."""

    CARD = "c"
    MESSAGE = "m"
    ANSWER = "a"
    """Something one person was shown; it loses its buttons when one of them was pressed."""
    FORM = "f"


@dataclass(frozen=True, slots=True)
class Name:
    """Written ``c:0:take:1042``; the number tells buttons of one message apart that mean the same.

    Of an ``action`` that is too long for a name only the beginning is kept: its words are the label's.
    """

    origin: Origin
    index: int
    action: str

    def __str__(self) -> str:
        head = f"{self.origin}:{self.index}:"
        return head + carried(self.action, LONGEST - len(head))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what ``str`` wrote; None for a button that is not ours."""
        origin, _, rest = text.partition(":")
        index, colon, action = rest.partition(":")
        if not colon or origin not in set(Origin) or not index.isdigit():
            return None
        return cls(Origin(origin), int(index), action)


def view(buttons: Iterable[Button], origin: Origin) -> discord.ui.View | None:
    """Return the buttons in rows as discord.py sends them, None for none.

    It is stopped: presses are read from the gateway, so they work after a restart, and nothing is kept.
    """
    shown = discord.ui.View(timeout=None)
    for index, button in enumerate(list(buttons)[:MOST]):
        shown.add_item(_item(button, Name(origin, index, button.action)))
    shown.stop()
    return shown if shown.children else None


def _item(button: Button, name: Name) -> discord.ui.Button[Any]:
    label = clip(" ".join(button.label.split()) or "…", LABEL)
    if button.url.startswith(("http://", "https://")):
        return discord.ui.Button(label=label, url=button.url)
    return discord.ui.Button(label=label, style=_STYLES[button.style], custom_id=str(name))


def labels(rows: Sequence[object]) -> dict[str, str]:
    """Return the labels of a message's buttons by their names."""
    children = [child for row in rows for child in getattr(row, "children", ())]
    return {child.custom_id: child.label or "" for child in children if getattr(child, "custom_id", None)}
