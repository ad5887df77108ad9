"""Addresses and lines of headers: checked, on one line, and the same however they are written."""

import re
import unicodedata
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from typing import Final

from channels.fit import clip

LONGEST_ID: Final = 240
_ID: Final = re.compile(r"<([^<>\s\x00-\x1f\x7f]{1,240}@[^<>\s\x00-\x1f\x7f@]{1,240})>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whose mailbox it is, as ``name <address>``; the address is in lower case."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.address.rpartition("@")[2]

    @property
    def header(self) -> str:
        """How it is written in a header."""
        return str(Address(self.name, addr_spec=self.address))

    def plus(self, token: str) -> str:
        """Return the address with a token in it: ``help+TOKEN@shop.example``."""
        local, _, domain = self.address.rpartition("@")
        return f"{local}+{token}@{domain}"


def address(text: str) -> str:
    """Return a bare address in lower case; raises ValueError for what is none.

    A domain in other letters is written as servers know it (``xn--bcher-kva.example``, RFC 5890).
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(
            text[:320], check_deliverability=False, globally_deliverable=False, test_environment=True
        )
    except EmailNotValidError as error:
        raise ValueError("is no mail address") from error
    return (found.ascii_email or found.normalized).lower()


def mailbox(text: str) -> Mailbox:
    """Read ``Shop <help@shop.example>``; raises ValueError for what is none, or none of every server."""
    name, found = parseaddr(text[:1000])
    own = address(found)
    if not own.isascii():
        raise ValueError("has letters before its @ that not every mail server takes: use a to z")
    return Mailbox(own, line(name, 80))


def ids(text: str) -> tuple[str, ...]:
    """Return the message ids of a header, without their brackets, in order."""
    return tuple(found[1] for found in _ID.finditer(text[:20_000]))


def line(text: str, most: int) -> str:
    """Return words that fit into a header: one line, nothing invisible in it, no halves of characters."""
    seen = (char if _is_seen(char) else " " for char in text[: 4 * most])
    return clip(" ".join("".join(seen).split()), most)


def clean(text: str, most: int = 200_000) -> str:
    """Return a text without what no mail can hold, each line ended by a line feed alone.

    Mails come with CRLF (RFC 5322, 2.3): a blank in its place would make ``-- `` no signature's line.
    """
    lines = text[:most].replace("\r\n", "\n").replace("\r", "\n")
    whole = lines.encode("utf-8", "replace").decode()
    return "".join(char if (char >= " " and char != "\x7f") or char in "\n\t" else " " for char in whole)


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")
