"""The names things go by: opaque outside the place that made them."""

import hashlib
from dataclasses import dataclass
from typing import NewType, Self

ConversationId = NewType("ConversationId", str)
OperatorName = NewType("OperatorName", str)
QueueName = NewType("QueueName", str)
ApprovalId = NewType("ApprovalId", str)
RowId = NewType("RowId", str)
RunId = NewType("RunId", str)
Ref = NewType("Ref", str)
"""A message's identity on its platform, as the adapter that sent or received it wrote it."""


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """The number people quote for one handoff: ``H-1042``."""

    number: int

    def __str__(self) -> str:
        return f"H-{self.number}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``H-1042`` or ``1042``; raises ValueError for anything else."""
        return cls(int(text.strip().upper().removeprefix("H-")))


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place on a channel: a contact's chat, or a team's room. Written ``slack:C0123``."""

    channel: str
    chat: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat}" if self.chat else self.channel

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``channel:chat`` (the chat may hold more colons) or a bare ``channel``."""
        channel, _, chat = text.partition(":")
        if not channel:
            raise ValueError(f"{text!r} names no channel")
        return cls(channel, chat)


def conversation_id(contact: Address) -> ConversationId:
    """Return the one conversation of a contact on a channel; the same address gives the same id."""
    digest = hashlib.blake2b(f"{contact.channel}\0{contact.chat}".encode(), digest_size=10)
    return ConversationId("c" + digest.hexdigest())
