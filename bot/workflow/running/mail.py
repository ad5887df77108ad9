"""Ways to mail a one-time code: the SMTP server of the settings, or Resend's HTTP API."""

import json
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from typing import Any, Final, Protocol

from bot.config.model import Settings
from bot.workflow.running.courier import Courier, Notice
from bot.workflow.running.sms import seconds
from channels.errors import Permanent, RateLimited, Temporary, Uncertain

SECONDS: Final = 20.0
"""A provider that takes longer has not answered."""
MOST: Final = 64 * 1024
"""Bytes of an answer that are read."""


class Mailer(Protocol):
    """Sends one mail; raises ChannelError, whose text holds no secret."""

    async def send(self, message: EmailMessage) -> str:
        """Hand it to the provider; return the provider's name of it."""


class ByMail(Courier):
    """Brings notices as mails of one sender."""

    def __init__(self, sender: str, mailer: Mailer) -> None:
        self._sender = sender
        self._mailer = mailer

    async def bring(self, notice: Notice) -> None:
        """See ``Courier``."""
        await self._mailer.send(letter(self._sender, notice))


def letter(sender: str, notice: Notice) -> EmailMessage:
    """Return a mail in plain text that no machine answers (RFC 3834); sent twice it is one mail still."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = notice.to
    message["Subject"] = notice.subject
    message["Message-ID"] = f"<{notice.id}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(notice.text)
    return message


def mailer(settings: Settings, provider: str) -> tuple[str, Mailer] | None:
    """Return who a provider's mails come from and what sends them; None where neither provider is set up.

    A provider without settings is stood in for by the other one: a file from elsewhere runs as it is.
    """
    mail, email = settings.mail, settings.channels.email
    sender = mail.sender or (email.sender if email is not None else None)
    if sender is None:
        return None
    smtp = mail.smtp_url or (email.smtp_url if email is not None else None)
    if mail.resend_key is not None and (provider == "resend" or smtp is None):
        return sender, Resend(mail.resend_key.get_secret_value(), mail.resend_base)
    return (sender, _smtp(smtp.get_secret_value(), sender)) if smtp is not None else None


def _smtp(url: str, sender: str) -> Mailer:
    from channels.email.mailer import Mailer as Smtp

    return Smtp(url, sender)


class Resend:
    """``POST /emails`` of Resend, which sends one mail for an ``Idempotency-Key`` within a day."""

    def __init__(self, key: str, base: str) -> None:
        self._key = key
        self._base = base.rstrip("/")

    async def send(self, message: EmailMessage) -> str:
        """See ``Mailer``."""
        import aiohttp

        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": _id(message)}
        limit = aiohttp.ClientTimeout(total=SECONDS)
        try:
            async with (
                aiohttp.ClientSession(headers=headers, timeout=limit) as http,
                http.post(f"{self._base}/emails", json=_body(message), allow_redirects=False) as reply,
            ):
                return await _read(reply)
        except aiohttp.ClientConnectorError as error:
            raise Temporary("Resend cannot be reached") from error
        except (TimeoutError, aiohttp.ClientError) as error:
            raise Uncertain("Resend did not answer") from error


def _id(message: EmailMessage) -> str:
    return str(message["Message-ID"]).strip("<>").partition("@")[0]


def _body(message: EmailMessage) -> dict[str, Any]:
    headers = {name: message[name] for name in ("Auto-Submitted", "X-Auto-Response-Suppress")}
    return {
        "from": message["From"],
        "to": [message["To"]],
        "subject": message["Subject"],
        "text": message.get_content(),
        "headers": headers,
    }


async def _read(reply: Any) -> str:
    """Return the mail's id; what Resend says is not repeated, because it may hold the address."""
    if reply.status == 429:
        raise RateLimited("Resend asks us to wait", seconds(reply.headers.get("Retry-After", "")))
    if reply.status >= 500:
        raise Temporary(f"Resend is out of order (status {reply.status})")
    if reply.status in (401, 403):
        raise Permanent("Resend does not let us: check resend_key, and the domain of from")
    if reply.status >= 300:
        raise Permanent(f"Resend does not take the mail (status {reply.status})")
    try:
        found = json.loads(await reply.content.read(MOST))
    except ValueError:
        return ""
    return str(found.get("id", "")) if isinstance(found, dict) else ""
