"""A mail of ours that came back, as the server says that could not deliver it (RFC 3464)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from email.utils import getaddresses
from typing import Final

from channels.email.names import address, ids

_STATUS: Final = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_PARTS: Final = 50
_NOBODY: Final = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
"""The codes that say that the mailbox does not exist, or not any more (RFC 3463)."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """It will never arrive: our mail's id, those it was for, and why, in words for operators.

    Where somebody's mail is passed on the server names the last mailbox, and our own ``To`` the first.
    ``gone`` says that no mail at all will arrive there; otherwise it was only this one. ``key`` is the same
    each time this is told. Who is believed without our id names the ``subject``.
    """

    id: str
    recipients: tuple[str, ...]
    why: str
    gone: bool
    key: str
    subject: str = ""


def is_nobody(code: str) -> bool:
    """Say whether a code means that there is no such mailbox."""
    return code in _NOBODY


def cause(code: str) -> str:
    """Say why a mail came back, in words for operators; the code may be missing."""
    shown = f" ({code})" if code else ""
    return f"there is no such mailbox{shown}" if is_nobody(code) else f"the mail came back{shown}"


def bounced(message: Message) -> Bounce | None:
    """Return what came back for good; None for anything else, such as a delay that goes on."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = parts_of(message)
    failed = [block for block in _blocks(parts) if _word(block, "Action") == "failed"]
    status = next((_word(block, "Status") for block in failed), "")
    ours = next(returned(parts), None)
    id = next(iter(ids(_value(ours, "Message-ID"))), "") if ours is not None else ""
    if ours is None or not id or not _STATUS.fullmatch(status):
        return None
    named = [_word(block, name) for block in failed for name in ("Original-Recipient", "Final-Recipient")]
    fields = [one.partition(";")[2] for one in named]
    return Bounce(id, tuple(addresses((*fields, _value(ours, "To")))), cause(status), is_nobody(status), id)


def parts_of(message: Message) -> list[Message]:
    """Return the parts of a mail, and theirs."""
    return [part for part, _ in zip(message.walk(), range(_PARTS), strict=False)]


def _blocks(parts: list[Message]) -> Iterator[Message]:
    """Return the groups of fields of the delivery status, one for the server and one for each recipient."""
    for part in parts:
        inside = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(inside, list):
            yield from (block for block in inside if isinstance(block, Message))


def returned(parts: list[Message]) -> Iterator[Message]:
    """Return the mail that is given back, whole or as its headers."""
    for part in parts:
        inside = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inside, list):
            yield from (one for one in inside[:1] if isinstance(one, Message))
        elif part.get_content_type() == "text/rfc822-headers" and isinstance(inside, str):
            yield message_from_string(inside[:50_000].lstrip())


def addresses(fields: Iterable[str]) -> Iterator[str]:
    """Yield the addresses that header fields name, in lower case."""
    for _name, found in getaddresses(list(fields))[:20]:
        try:
            yield address(found)
        except ValueError:
            continue


def _value(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:1000]


def _word(block: Message, name: str) -> str:
    return str(block.get(name, ""))[:400].strip().lower()
