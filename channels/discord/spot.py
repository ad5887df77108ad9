"""The chat part of an address: ``CHANNEL`` for a DM or a channel, ``CHANNEL/THREAD`` for a thread."""

from dataclasses import dataclass
from typing import Final, Self

from channels.errors import Permanent
from handoff.ids import Address

NAME: Final = "discord"
BIGGEST: Final = 1 << 63


@dataclass(frozen=True, slots=True)
class Spot:
    """``parent`` is the channel a thread hangs in, None for everything else."""

    id: int
    parent: int | None = None

    def __str__(self) -> str:
        return str(self.id) if self.parent is None else f"{self.parent}/{self.id}"

    @classmethod
    def parse(cls, chat: str) -> Self:
        """Read what ``str`` wrote; raises Permanent for anything else."""
        first, slash, second = chat.partition("/")
        return cls(snowflake(second), snowflake(first)) if slash else cls(snowflake(first))

    @classmethod
    def of(cls, address: Address) -> Self:
        """Read an address; raises Permanent for one that Discord cannot have."""
        return cls.parse(address.chat)

    @property
    def address(self) -> Address:
        """The spot as the rest of the program knows it."""
        return Address(NAME, str(self))


def snowflake(text: str) -> int:
    """Read an id of Discord's; raises Permanent for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) < BIGGEST):
        raise Permanent("this is no id of Discord's")
    return int(text)


def refs(ref: str) -> list[int]:
    """Read the ids of a message that was perhaps split; raises Permanent for anything else."""
    return [snowflake(part) for part in ref.split(",")]


def first(ref: str | None) -> int | None:
    """Return the message that is quoted: what cannot be found is no reason to say nothing."""
    try:
        return refs(ref)[0] if ref else None
    except Permanent:
        return None
