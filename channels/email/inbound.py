"""A mail as it came, read into a value: who wrote it, what, and what it answers. Never raises."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from typing import Final

from channels.brackets import UNREADABLE, missing
from channels.email.bounce import Bounce, bounced
from channels.email.characters import header
from channels.email.contents import Attached, Contents, contents
from channels.email.loops import automatic
from channels.email.names import LONGEST_ID, address, clean, ids, line
from channels.email.nondelivery import came_back
from channels.email.proof import Proof, proof

LARGEST: Final = 30 << 20
"""Bytes of a mail that are taken in."""
SUBJECT: Final = 200
_DAEMON: Final = "mailer-daemon@none"
"""Who brings a mail back and has no address."""
_TEXT: Final = 100_000
_BOUNDARY: Final = re.compile(rb"boundary[*0-9]*\s*=", re.IGNORECASE)
_TANGLED: Final = 50_000_000
"""Lines times parts inside of each other: the parser holds each line against each boundary."""
_HEAD: Final = 100_000
"""Bytes of a header that are looked at where the rest cannot be read."""


@dataclass(frozen=True, slots=True)
class Mail:
    """``id`` is the mail's own, or made of its bytes. ``answers`` holds the ids it refers to, the nearest
    first. ``text`` is all of it, with what it quotes. ``automatic`` says why no person wrote it.
    ``reply_to`` is the one address that answers are wanted at, where that is another than ``sender``.
    ``lacks`` says what of it could not be read.
    """

    id: str
    sender: str
    name: str
    to: tuple[str, ...]
    subject: str
    answers: tuple[str, ...]
    text: str
    files: tuple[Attached, ...] = ()
    language: str = ""
    automatic: str = ""
    bounce: Bounce | None = None
    reply_to: str = ""
    lacks: str = ""
    proof: Proof = Proof.UNASKED

    @property
    def key(self) -> str:
        """Its name beside all other mails; nobody can take another sender's."""
        return f"email:{self.sender}:{self.id}"

    @property
    def chain(self) -> tuple[str, ...]:
        """All the ids that an answer refers to, the oldest first and this one last."""
        return (*dict.fromkeys(reversed(self.answers)), self.id)


def read(raw: bytes, server: str = "") -> Mail | None:
    """Read it; None for what is no mail or names nobody who could be answered.

    ``server`` is whose word counts on who wrote it, see ``proof``.

    Of one that the parser fails over only the header is read: who wrote it must not wait for ever.
    """
    for attempt in (_whole, _header_only):
        try:
            return attempt(raw, server)
        except Exception:  # the standard library's parser raises many things over what no mail program writes
            continue
    return None


def _whole(raw: bytes, server: str) -> Mail | None:
    if _is_tangled(raw[:LARGEST]):
        return _header_only(raw, server)
    message = message_from_bytes(raw[:LARGEST], policy=compat32)
    found = contents(message)
    if len(raw) >= LARGEST:
        found = replace(found, lacks=missing("the end of the mail", f"larger than {LARGEST >> 20} MB"))
    if len(found.text) > _TEXT:
        all = Attached("mail.txt", "text/plain", found.text.encode("utf-8", "replace"))
        found = replace(found, files=(all, *found.files))
    return _mail(message, raw, found, server)


def _header_only(raw: bytes, server: str) -> Mail | None:
    head, _, _ = raw[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    return _mail(message_from_bytes(head, policy=compat32), raw, Contents(lacks=UNREADABLE), server)


def _mail(message: Message, raw: bytes, found: Contents, server: str) -> Mail | None:
    """Return the mail; a text that is longer than may be shown comes whole as a file."""
    name, sender = _sender(message)
    bounce = bounced(message) or came_back(message, sender, found.text)
    sender = sender or (_DAEMON if bounce is not None else "")
    if not sender:
        return None
    own = ids(header(_header(message, "Message-ID")))
    return Mail(
        id=own[0] if own else f"{hashlib.sha256(raw).hexdigest()[:40]}@none",
        sender=sender,
        name=line(header(name), 80),
        to=tuple(_addressed(message)),
        subject=line(header(_header(message, "Subject")), SUBJECT),
        answers=_answers(message),
        text=clean(found.text, _TEXT),
        files=found.files,
        language=_language(message),
        automatic=automatic(message, sender),
        bounce=bounce,
        reply_to=_reply_to(message, sender),
        lacks=found.lacks,
        proof=proof(message, server, sender.rpartition("@")[2]),
    )


def _is_tangled(raw: bytes) -> bool:
    """Say whether the parser would take minutes over it; no mail program writes one like that."""
    lines = raw.count(b"\n") + raw.count(b"\r")
    return lines * len(_BOUNDARY.findall(raw)) > _TANGLED


def _sender(message: Message) -> tuple[str, str]:
    """Return the name and address of who wrote it; no address where there are several, or none that is one.

    Of two From headers a mail server may have checked the other one.
    """
    if len(message.get_all("From", [])) != 1:
        return "", ""
    name, found = parseaddr(_header(message, "From"))
    try:
        return name, address(found)
    except ValueError:
        return "", ""


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))[: 100 * LONGEST_ID]


def _reply_to(message: Message, sender: str) -> str:
    """Return where answers are wanted, if that is one address and not the sender's."""
    named = getaddresses([str(one)[:1000] for one in message.get_all("Reply-To", [])[:2]])
    try:
        found = address(named[0][1]) if len(named) == 1 else ""
    except ValueError:
        return ""
    return found if found != sender else ""


def _addressed(message: Message) -> Iterator[str]:
    fields = [
        str(one)[:5000] for name in ("To", "Cc", "Delivered-To") for one in message.get_all(name, [])[:5]
    ]
    for _name, one in getaddresses(fields)[:100]:
        try:
            yield address(one)
        except ValueError:
            continue


def _answers(message: Message) -> tuple[str, ...]:
    near = ids(header(_header(message, "In-Reply-To")))
    far = ids(header(_header(message, "References")))
    return tuple(dict.fromkeys((*near, *reversed(far))))


def _language(message: Message) -> str:
    said = _header(message, "Content-Language").partition(",")[0].strip().lower()[:2]
    return said if len(said) == 2 and said.isascii() and said.isalpha() else ""
