"""How each messenger writes the ids of people, places and groups, so that a slip is told at the start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.config.faults import hint


@dataclass(frozen=True, slots=True)
class Shape:
    """``words`` says what it looks like, to who wrote it in another way."""

    pattern: str
    words: str

    def hold(self, text: str) -> None:
        """Raise ValueError unless the text has this shape."""
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise ValueError(f"must be {self.words}")


@dataclass(frozen=True, slots=True)
class Ids:
    """One messenger's ids. ``kind`` is what a group of its people is called in the file."""

    person: Shape
    place: Shape
    kind: str
    group: Shape


IDS: Final[Mapping[str, Ids]] = {
    "slack": Ids(
        person=Shape("[UW][A-Z0-9]+", "a member ID such as 'U0123ABCD' (Profile, Copy member ID)"),
        place=Shape("[CG][A-Z0-9]+", "a channel ID such as 'slack:C0123' (at the end of its details)"),
        kind="slack-group",
        group=Shape("S[A-Z0-9]+", "a user group's ID such as 'slack-group:S0123'"),
    ),
    "telegram": Ids(
        person=Shape(r"[1-9]\d*", "a user's number such as '123456789', not the @name"),
        place=Shape(
            r"-?[1-9]\d*", "a chat's number: 'telegram:-100123' for a group, 'telegram:123' for one person"
        ),
        kind="telegram-admin",
        group=Shape(r"-[1-9]\d*", "a group's number such as 'telegram-admin:-100123'"),
    ),
    "discord": Ids(
        person=Shape(r"[1-9]\d*", "a user ID such as '123456789012345678' (developer mode, Copy User ID)"),
        place=Shape(r"[1-9]\d*", "a channel ID such as 'discord:456' (developer mode, Copy Channel ID)"),
        kind="discord-role",
        group=Shape(r"[1-9]\d*", "a role ID such as 'discord-role:345' (developer mode, Copy Role ID)"),
    ),
}
_CHANNELS: Final = {ids.kind: channel for channel, ids in IDS.items()}


def is_group(member: str) -> bool:
    """Whether an entry of ``operators`` or ``reviewers`` is a messenger's group; names hold no colon."""
    return ":" in member


def home(group: str) -> str:
    """Return the messenger that a group belongs to."""
    return _CHANNELS[group.partition(":")[0]]


def member(text: str) -> str:
    """Return an operator's name or a group, as it was; raises ValueError for a group that is none."""
    kind, colon, id = text.partition(":")
    if colon and kind not in _CHANNELS:
        raise ValueError(f"there is no kind of group {kind!r}{hint(kind, sorted(_CHANNELS))}")
    if colon:
        IDS[_CHANNELS[kind]].group.hold(id)
    return text


def person(channel: str, id: str) -> str:
    """Return a person's id on a messenger, as it was, or none; raises ValueError for what cannot be one."""
    if id:
        IDS[channel].person.hold(id)
    return id


def place(channel: str, chat: str) -> None:
    """Raise ValueError for a chat that the messenger cannot have; any will do where we know no shape."""
    if channel in IDS:
        IDS[channel].place.hold(chat)
