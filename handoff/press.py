"""What a press of a button means, as a short token that needs no memory and so outlives a restart."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

LONGEST = 64
"""Bytes of the longest token; the narrowest platform takes no more."""
PERSON = "person"
"""What a contact's button means that asks for a person."""
SAY = "say:"
"""What a contact's button means that says the words behind this; it begins with it."""


class Press(StrEnum):
    """What is wanted."""

    TAKE = "take"
    RETURN = "return"
    RESOLVE = "resolve"
    SNOOZE = "snooze"
    TRANSFER = "transfer"
    APPROVE = "approve"
    REASON = "reason"
    """Approve, and say why."""
    REJECT = "reject"
    EDIT = "edit"
    """Change the text that approving would send, and approve it."""
    SEND = "send"
    """Take over, and send what was held back."""
    KEEP = "keep"
    """Leave what was held back a note."""
    DRAFT = "draft"
    """Have the assistant write a draft of the next reply."""
    REWORD = "reword"
    """Change a draft, and send it."""
    DROP = "drop"
    """Throw a draft away."""


@dataclass(frozen=True, slots=True)
class Token:
    """Written ``take:1042`` or ``snooze:1042:3600``.

    ``subject`` is a ticket's number or an approval's id. ``detail`` is empty at the first press; the
    buttons and questions that answer it carry one: a ``-`` at its beginning says that the text may be empty.
    Behind ``approve``, ``reason`` and ``edit`` it is the fingerprint of the text that was read; see
    ``approvals.fingerprint``.
    """

    press: Press
    subject: str
    detail: str = ""

    def __str__(self) -> str:
        text = ":".join(filter(None, (self.press, self.subject, self.detail)))
        if len(text.encode()) > LONGEST:
            raise ValueError(f"the token {text!r} is longer than {LONGEST} bytes")
        return text

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what ``str`` wrote; raises ValueError for anything else."""
        press, _, rest = text.partition(":")
        subject, _, detail = rest.partition(":")
        if not subject:
            raise ValueError(f"{text!r} is no token")
        return cls(Press(press), subject, detail)
