"""Where a message stands on Telegram: a chat, a topic of a forum, or a chain of replies on a card."""

import re
from dataclasses import dataclass
from typing import Final, Self

from channels.errors import Permanent
from handoff.ids import Address

NAME: Final = "telegram"
_FORM: Final = re.compile(r"(-?\d{1,19})(?:/(\d{1,19})|#(\d{1,19}))?")
_REFS: Final = re.compile(r"\d{1,19}(,\d{1,19})*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Written ``-100123``, with a topic ``-100123/55``, as replies on message 77 ``-100123#77``."""

    chat: int
    topic: int | None = None
    root: int | None = None

    def __str__(self) -> str:
        if self.topic is not None:
            return f"{self.chat}/{self.topic}"
        return f"{self.chat}#{self.root}" if self.root is not None else str(self.chat)

    @classmethod
    def parse(cls, chat: str) -> Self:
        """Read what ``str`` wrote; raises Permanent for anything else."""
        found = _FORM.fullmatch(chat)
        if found is None or not chat.isascii():
            raise Permanent("this is not a chat of Telegram: a chat's id is a number such as -1001234567890")
        id, topic, root = (int(part) if part else None for part in found.groups())
        assert id is not None
        return cls(id, topic, root)

    @classmethod
    def of(cls, address: Address) -> Self:
        """Read an address; raises Permanent for one that Telegram cannot have."""
        return cls.parse(address.chat)

    @property
    def address(self) -> Address:
        """The spot as the rest of the program knows it."""
        return Address(NAME, str(self))

    @property
    def is_group(self) -> bool:
        """Whether more than one person reads there."""
        return self.chat < 0

    @property
    def is_thread(self) -> bool:
        """Whether it is a desk thread, not a whole chat."""
        return self.topic is not None or self.root is not None


def refs(ref: str) -> list[int]:
    """Return the message ids that a receipt names; raises Permanent for anything else."""
    if not _REFS.fullmatch(ref) or not ref.isascii():
        raise Permanent("Telegram has no such message")
    return [int(part) for part in ref.split(",")]


def first(ref: str | None) -> int | None:
    """Return the message that is quoted: what cannot be found is no reason to say nothing."""
    try:
        return refs(ref)[0] if ref else None
    except Permanent:
        return None
