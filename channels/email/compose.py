"""A mail of ours as the standard library's message: every header on one line, nothing invisible in it."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from typing import Final

from channels.email.mailer import WIRE
from channels.email.names import Mailbox, address, clean, line
from channels.errors import Permanent
from channels.kinds import UNKNOWN, safe_name
from handoff.content import File

REPLIED: Final = "auto-replied"
GENERATED: Final = "auto-generated"
"""What RFC 3834 calls a machine's answer, and a machine's own mail."""
_SUBJECT: Final = 150
_RE: Final = re.compile(
    r"\s*(re|aw|sv|vs|rv|r|antw|odp|res|ref|ynt|回复|答复|回覆|返信)\s?(\[\d+\])?[:：]", re.IGNORECASE
)
"""What programs put before the subject of an answer, in many languages."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address. ``id`` and ``chain`` are message ids without brackets, the nearest last.

    ``name`` is shown as the sender's, ``automatic`` says what kind of machine's mail it is, empty for a
    person's.
    """

    to: str
    subject: str
    id: str
    text: str
    html: str
    chain: tuple[str, ...] = ()
    name: str = ""
    reply_to: str = ""
    automatic: str = ""
    files: tuple[tuple[File, bytes], ...] = ()


def compose(letter: Letter, own: Mailbox) -> EmailMessage:
    """Return the message; raises Permanent for an address that is none."""
    made = EmailMessage(policy=WIRE)
    made["From"] = Mailbox(own.address, line(letter.name, 80) or own.name).header
    made["To"] = receiver(letter.to)
    made["Subject"] = line(letter.subject, _SUBJECT) or "Your message"
    made["Date"] = format_datetime(localtime())
    made["Message-ID"] = f"<{letter.id}>"
    if letter.chain:
        made["In-Reply-To"] = f"<{letter.chain[-1]}>"
        made["References"] = " ".join(f"<{id}>" for id in letter.chain)
    if letter.reply_to:
        made["Reply-To"] = letter.reply_to
    if letter.automatic:
        made["Auto-Submitted"] = letter.automatic
    made["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    made.set_content(clean(letter.text) + "\n")
    made.add_alternative(clean(letter.html), subtype="html")
    for file, data in letter.files:
        _attach(made, file, data)
    return made


def receiver(text: str) -> str:
    """Return an address that mail can go to; raises Permanent."""
    try:
        return address(text)
    except ValueError:
        raise Permanent("this is no mail address") from None


def again(subject: str) -> str:
    """Return a subject as an answer has it: one "Re:" before it, whatever it had in its own language."""
    return f"Re: {_bare(line(subject, _SUBJECT)) or 'Your message'}"


def named(subject: str, otherwise: str) -> str:
    """Return the subject, or the other one where it names nothing."""
    return subject if _bare(line(subject, _SUBJECT)) else otherwise


def is_reply(subject: str, first: str) -> bool:
    """Say whether a subject answers a mail with that other one, as far as subjects tell."""
    return bool(_RE.match(subject)) and again(subject) == again(first)


def _bare(subject: str) -> str:
    while found := _RE.match(subject):
        subject = subject[found.end() :].strip()
    return subject


def _attach(message: EmailMessage, file: File, data: bytes) -> None:
    main, _, sub = file.type.partition("/")
    known = bool(main and sub) and main not in ("multipart", "message", "text")
    kind = (main, sub) if known else ("application", UNKNOWN.partition("/")[2])
    name = safe_name(file.name, file.type)
    message.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=line(name, 120))
