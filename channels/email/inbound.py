"""A mail as it came, read into a value: who wrote it, what, and what it answers. Never raises."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parseaddr
from typing import Final

from channels.email import html
from channels.email.bounce import Bounce, bounced
from channels.email.loops import automatic
from channels.email.names import LONGEST_ID, address, clean, ids, line

LARGEST: Final = 30 << 20
"""Bytes of a mail that are taken in."""
SUBJECT: Final = 200
_PARTS: Final = 200
_DAEMON: Final = "mailer-daemon@none"
"""Who brings a mail back and has no address."""
_TEXT: Final = 100_000
_BOUNDARY: Final = re.compile(rb"boundary[*0-9]*\s*=", re.IGNORECASE)
_TANGLED: Final = 50_000_000
"""Lines times parts inside of each other: the parser holds each line against each boundary."""
_LOGO: Final = 20_000
"""Bytes of a picture inside of the text that is taken for decoration."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a mail. ``claimed`` is what the mail says it is."""

    name: str
    claimed: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """``id`` is the mail's own, or made of its bytes. ``answers`` holds the ids it refers to, the nearest
    first. ``text`` is all of it, with what it quotes. ``automatic`` says why no person wrote it.
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

    @property
    def key(self) -> str:
        """Its name beside all other mails; nobody can take another sender's."""
        return f"email:{self.sender}:{self.id}"

    @property
    def chain(self) -> tuple[str, ...]:
        """All the ids that an answer refers to, the oldest first and this one last."""
        return (*dict.fromkeys(reversed(self.answers)), self.id)


def read(raw: bytes) -> Mail | None:
    """Read it; None for what is no mail or names nobody who could be answered."""
    try:
        return None if _is_tangled(raw[:LARGEST]) else _read(raw[:LARGEST])
    except Exception:  # the standard library's parser raises many things over what no mail program writes
        return None


def _read(raw: bytes) -> Mail | None:
    message = message_from_bytes(raw, policy=compat32)
    bounce = bounced(message)
    name, sender = _sender(message)
    sender = sender or (_DAEMON if bounce is not None else "")
    if not sender:
        return None
    own = ids(_decoded(_header(message, "Message-ID")))
    text, files = _content(message)
    return Mail(
        id=own[0] if own else f"{hashlib.sha256(raw).hexdigest()[:40]}@none",
        sender=sender,
        name=line(_decoded(name), 80),
        to=tuple(_addressed(message)),
        subject=line(_decoded(_header(message, "Subject")), SUBJECT),
        answers=_answers(message),
        text=clean(text, _TEXT),
        files=files,
        language=_language(message),
        automatic=automatic(message, sender),
        bounce=bounce,
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


def _decoded(text: str) -> str:
    """Return a header's words as people read them (RFC 2047), and plain bytes as UTF-8 where they are."""
    whole = ""
    for part, charset in decode_header(text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")):
        whole += part if isinstance(part, str) else _characters(part, charset or "utf-8")
    return whole


def _characters(data: bytes, charset: str) -> str:
    for one in (charset, "utf-8"):
        try:
            return data.decode(one)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


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
    near = ids(_decoded(_header(message, "In-Reply-To")))
    far = ids(_decoded(_header(message, "References")))
    return tuple(dict.fromkeys((*near, *reversed(far))))


def _language(message: Message) -> str:
    said = _header(message, "Content-Language").partition(",")[0].strip().lower()[:2]
    return said if len(said) == 2 and said.isascii() and said.isalpha() else ""


# ── what it holds ────────────────────────────────────────────────────────────────────────────────


def _content(message: Message) -> tuple[str, tuple[Attached, ...]]:
    plain: list[str] = []
    pages: list[str] = []
    files: list[Attached] = []
    for part, decorates in _leaves(message, 0):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not _is_file(part):
            (plain if kind == "text/plain" else pages).append(_text(part))
        elif (file := _file(part)) and not (decorates and len(file.data) < _LOGO):
            files.append(file)
    text = "\n\n".join(filter(str.strip, plain)) or "\n\n".join(_texts(pages))
    return text, tuple(files)


def _texts(pages: Sequence[str]) -> Iterator[str]:
    """Yield the text of each part that is HTML; all of them together are looked at as far as one may be."""
    left = html.LARGEST
    for page in pages:
        if left > 0:
            yield html.text_of(page[:left])
        left -= len(page)


def _leaves(message: Message, depth: int, related: bool = False) -> Iterator[tuple[Message, bool]]:
    """Return the parts that hold something, and whether each is a picture of the text's layout."""
    inside = message.get_payload()
    if not isinstance(inside, list) or message.get_content_type() == "message/rfc822":
        yield message, related and "Content-ID" in message
        return
    if depth > 20:
        return
    belongs = message.get_content_type() == "multipart/related"
    for part in inside[:_PARTS]:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1, belongs)


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return _characters(data, part.get_content_charset() or "utf-8") if isinstance(data, bytes) else ""


def _file(part: Message) -> Attached | None:
    kind = part.get_content_type()
    inside = part.get_payload()
    if kind == "message/rfc822" and isinstance(inside, list) and inside and isinstance(inside[0], Message):
        return Attached(
            f"{line(_decoded(_header(inside[0], 'Subject')), 60) or 'mail'}.eml", kind, bytes(inside[0])
        )
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data or kind.startswith("message/"):
        return None
    return Attached(line(_decoded(part.get_filename() or ""), 120), kind, data)
