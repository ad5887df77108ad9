"""A real SMTP server (aiosmtpd) that keeps what it takes, and refuses or breaks off where it is told to."""

import asyncio
import email
import email.policy
import ssl
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import StrEnum
from typing import TypeVar, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.lines import LIMIT

T = TypeVar("T")
USER, PASSWORD = "bot", "p@ss/word"


class Cut(StrEnum):
    """Where the line breaks."""

    BEFORE = "before"
    AFTER = "after"
    """The mail was taken, and nobody is told so."""


@dataclass(frozen=True)
class Refusal:
    """An answer to a command: ``MAIL``, ``RCPT`` or ``DATA``."""

    at: str
    words: str


@dataclass
class Post:
    """What the server took: all mails in the order in which they came."""

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    faults: deque[Refusal | Cut] = field(default_factory=deque)
    sessions: int = 0

    def to(self, address: str) -> list[EmailMessage]:
        """Return the mails to one address."""
        return [mail for mail in self.mails if mail["To"] == address]

    # ── what aiosmtpd calls ──────────────────────────────────────────────────────────────────────

    async def handle_EHLO(  # noqa: N802
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.sessions += 1
        return responses

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self._refused("MAIL") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refused = self._refused("RCPT")
        if refused is None:
            envelope.rcpt_tos.append(address)
        return refused or "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        refused = self._refused("DATA")
        if refused is not None:
            return refused
        cut = self.faults.popleft() if self.faults and isinstance(self.faults[0], Cut) else None
        if cut is not Cut.BEFORE:
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.mails.append(
                email.message_from_bytes(envelope.content, _class=EmailMessage, policy=email.policy.default)
            )
        if cut is not None:
            assert server.transport is not None
            cast("asyncio.Transport", server.transport).abort()
        return "250 OK"

    def _refused(self, at: str) -> str | None:
        fault = self.faults[0] if self.faults else None
        if isinstance(fault, Refusal) and fault.at == at:
            self.faults.popleft()
            return fault.words
        return None


class MailServer:
    """``login`` asks for user and password, ``tls`` offers STARTTLS with this context."""

    def __init__(self, *, login: bool = False, tls: ssl.SSLContext | None = None) -> None:
        self.post = Post()
        self._login = login
        self._tls = tls
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Where it is, without a user."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._server is not None
        return int(self._server.sockets[0].getsockname()[1])

    async def start(self) -> None:
        """Listen on a free port."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._talk, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    def _talk(self) -> SMTP:
        return SMTP(
            self.post,
            hostname="mail.test",
            loop=asyncio.get_running_loop(),
            tls_context=self._tls,
            authenticator=_knows if self._login else None,
            auth_required=self._login,
            auth_require_tls=self._tls is not None,
        )

    def fail(self, *faults: Refusal | Cut) -> None:
        """Have the next mails fail like this, each once."""
        self.post.faults.extend(faults)

    async def until(self, seen: Callable[[Post], T]) -> T:
        """Wait until something is there."""
        async with asyncio.timeout(LIMIT):
            while not (found := seen(self.post)):  # noqa: ASYNC110  # the library has no event for it
                await asyncio.sleep(0.002)
        return found


def text(mail: EmailMessage) -> str:
    """Return what a mail says to who reads no HTML."""
    part = mail.get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n") if part is not None else ""


def html(mail: EmailMessage) -> str:
    """Return a mail's HTML."""
    part = mail.get_body(("html",))
    return str(part.get_content()) if part is not None else ""


def _knows(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, auth: object
) -> AuthResult:
    known = isinstance(auth, LoginPassword) and (auth.login, auth.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=known, handled=False)
