"""Where something goes: a contact's mailbox, a place of the team, or a desk thread of it."""

import re
from dataclasses import dataclass
from typing import Final

from handoff.ids import Address

NAME: Final = "email"
_THREAD: Final = re.compile(r"(.+)/([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class Spot:
    """A mailbox, and the digest of the card where a desk thread is meant: ``team@shop.example/1f0c...``."""

    mailbox: str
    desk: str = ""

    @classmethod
    def of(cls, address: Address) -> "Spot":
        """Read an address."""
        found = _THREAD.fullmatch(address.chat)
        return cls(found[1], found[2]) if found else cls(address.chat)

    @property
    def chat(self) -> str:
        """The chat part of its address."""
        return f"{self.mailbox}/{self.desk}" if self.desk else self.mailbox

    @property
    def address(self) -> Address:
        """Its address."""
        return Address(NAME, self.chat)
