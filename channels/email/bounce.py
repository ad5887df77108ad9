"""A mail of ours that came back, as the server says that could not deliver it (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Final

from channels.email.names import address, ids

_STATUS: Final = re.compile(r"5\.\d{1,3}\.\d{1,3}")
_PARTS: Final = 50


@dataclass(frozen=True, slots=True)
class Bounce:
    """It will never arrive: our mail's id, those it was for, and the enhanced code of why."""

    id: str
    recipients: tuple[str, ...]
    status: str


def bounced(message: Message) -> Bounce | None:
    """Return what came back for good; None for anything else, such as a delay that goes on."""
    if message.get_content_type() != "multipart/report":
        return None
    parts = [part for part, _ in zip(message.walk(), range(_PARTS), strict=False)]
    failed = [block for block in _blocks(parts) if _word(block, "Action") == "failed"]
    status = next((_word(block, "Status") for block in failed), "")
    id = next(_returned(parts), "")
    if not id or not _STATUS.fullmatch(status):
        return None
    named = (_word(block, name) for block in failed for name in ("Original-Recipient", "Final-Recipient"))
    return Bounce(id, tuple(_addresses(named)), status)


def _blocks(parts: list[Message]) -> Iterator[Message]:
    """Return the groups of fields of the delivery status, one for the server and one for each recipient."""
    for part in parts:
        inside = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(inside, list):
            yield from (block for block in inside if isinstance(block, Message))


def _returned(parts: list[Message]) -> Iterator[str]:
    """Return the id of the mail that is given back, whole or as its headers."""
    for part in parts:
        inside = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inside, list) and inside:
            found = inside[0].get("Message-ID", "") if isinstance(inside[0], Message) else ""
            yield from ids(str(found))
        elif part.get_content_type() == "text/rfc822-headers" and isinstance(inside, str):
            found = re.search(r"^Message-ID:\s*(\S+)", inside[:50_000], re.IGNORECASE | re.MULTILINE)
            yield from ids(found[1]) if found else ()


def _addresses(fields: Iterator[str]) -> Iterator[str]:
    for field in fields:
        try:
            yield address(field.partition(";")[2].strip())
        except ValueError:
            continue


def _word(block: Message, name: str) -> str:
    return str(block.get(name, ""))[:400].strip().lower()
