"""Where a message stands on Telegram: a chat, a topic of a forum, or a chain of replies on a card."""

import re
from dataclasses import dataclass
from typing import Final

from channels.errors import Permanent
from handoff.ids import Address

NAME: Final = "telegram"
_FORM: Final = re.compile(r"(-?\d{1,19})(?:/(\d{1,19})|#(\d{1,19}))?")
_REFS: Final = re.compile(r"\d{1,19}(,\d{1,19})*")


@dataclass(frozen=True, slots=True)
class Place:
    """Written ``-100123``, with a topic ``-100123/55``, as replies on message 77 ``-100123#77``."""

    chat: int
    topic: int | None = None
    root: int | None = None

    def __str__(self) -> str:
        if self.topic is not None:
            return f"{self.chat}/{self.topic}"
        return f"{self.chat}#{self.root}" if self.root is not None else str(self.chat)

    @property
    def address(self) -> Address:
        """The place as the rest of the program knows it."""
        return Address(NAME, str(self))

    @property
    def is_group(self) -> bool:
        """Whether more than one person reads there."""
        return self.chat < 0

    @property
    def is_thread(self) -> bool:
        """Whether it is a desk thread, not a whole chat."""
        return self.topic is not None or self.root is not None


def parse(address: Address) -> Place:
    """Read what ``str`` wrote; raises Permanent for anything else."""
    found = _FORM.fullmatch(address.chat)
    if found is None or not found[0].isascii():
        raise Permanent("this is not a chat of Telegram: a chat's id is a number such as -1001234567890")
    chat, topic, root = (int(part) if part else None for part in found.groups())
    assert chat is not None
    return Place(chat, topic, root)


def refs(ref: str) -> tuple[int, ...]:
    """Return the message ids that a receipt names; raises Permanent for anything else."""
    if not _REFS.fullmatch(ref) or not ref.isascii():
        raise Permanent("Telegram has no such message")
    return tuple(int(part) for part in ref.split(","))
