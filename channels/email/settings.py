"""What an admin can set about mail."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from channels.email.names import Mailbox, mailbox

PATH: Final = "/webhooks/email"
ACT: Final = "/act"


@dataclass(frozen=True)
class EmailSettings:
    """``smtp_url`` and ``imap_url`` hold user and password: smtps://user:password@mail.example:465.

    ``sender`` is the address that mail comes from, ``Shop <help@shop.example>``. ``public_url`` is how
    browsers reach us; without one the team's mails have no links to press. ``keys`` sign those links and the
    names of our mails, the newest first; where there are none one is made and kept. ``operators`` maps the
    address of each operator to a name. ``readers`` says which of them read a shared mailbox; a place that is
    an operator's own address has that one reader. With ``plus`` answers of the team come to
    ``help+TOKEN@shop.example``, for servers that change Message-IDs. Links work for ``link_days``.
    ``authserv`` is the name under which the mail server in front of us says who a mail is from (RFC 8601);
    empty trusts nobody with that. ``webhook_secrets`` all count, the newest first.
    ``speed`` multiplies the pace of sends, ``timeout`` is in seconds.
    """

    smtp_url: str = field(repr=False)
    sender: str
    inbound: Literal["off", "imap", "webhook", "resend"] = "off"
    imap_url: str = field(default="", repr=False)
    webhook_secrets: tuple[str, ...] = field(default=(), repr=False)
    resend_key: str = field(default="", repr=False)
    resend_base: str = "https://api.resend.com"
    authserv: str = ""
    public_url: str = ""
    keys: tuple[bytes, ...] = field(default=(), repr=False)
    operators: Mapping[str, str] = field(default_factory=dict)
    readers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plus: bool = False
    link_days: int = 14
    speed: float = 1.0
    timeout: float = 20.0

    @cached_property
    def own(self) -> Mailbox:
        """The sender's name and address; raises ValueError for one that is none."""
        return mailbox(self.sender)

    @property
    def link_seconds(self) -> float:
        """How long a link works."""
        return self.link_days * 86400.0

    def link(self, token: str) -> str:
        """Return the address of a page that does what a token says; empty where there is none."""
        return f"{self.public_url.rstrip('/')}{ACT}/{token}" if self.public_url else ""
