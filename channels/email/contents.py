"""What a mail holds: the words that a person reads, and files. A part that cannot be read is named."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from email.message import Message
from typing import Final

from channels.brackets import missing
from channels.email import characters, html
from channels.email.flowed import unflowed
from channels.email.names import LONGEST_ID, line

_PARTS: Final = 200
_DEEPEST: Final = 20
_LOGO: Final = 20_000
"""Bytes of a picture inside of the text that is taken for decoration."""
_STUB: Final = 30
"""Words that the HTML has besides three times the plain text, where that only says to look at the HTML."""
_BAD: Final = missing("part of the mail", "cannot be read")
_MAIL: Final = "message/rfc822"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a mail. ``claimed`` is what the mail says it is."""

    name: str
    claimed: str
    data: bytes


@dataclass(slots=True)
class _Found:
    plain: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """``lacks`` says what of it is missing here, in brackets; empty where nothing is."""

    text: str = ""
    files: tuple[Attached, ...] = ()
    lacks: str = ""


def contents(message: Message) -> Contents:
    """Read a mail's words and files; plain text is preferred to HTML, unless it stands in for it."""
    found = _Found()
    for part, decorates in _leaves(message, 0):
        try:
            _sort(part, decorates, found)
        except Exception:  # the standard library raises many things over what no mail program writes
            found.bad = True
    plain = "\n\n".join(filter(str.strip, found.plain))
    rich = "\n\n".join(_texts(found.pages))
    stub = len(rich.split()) > 3 * len(plain.split()) + _STUB
    words = rich if stub or not plain else plain
    return Contents(words, tuple(found.files), _BAD if found.bad else "")


def _sort(part: Message, decorates: bool, found: _Found) -> None:
    kind = part.get_content_type()
    if kind == "text/plain" and not _is_file(part):
        found.plain.append(_plain(part))
    elif kind == "text/html" and not _is_file(part):
        found.pages.append(_decoded(part, characters.page))
    elif (file := _file(part)) and not (decorates and len(file.data) < _LOGO):
        found.files.append(file)


def _plain(part: Message) -> str:
    words = _decoded(part, characters.text)
    if str(part.get_param("format", "")).lower() != "flowed":
        return words
    return unflowed(words, delsp=str(part.get_param("delsp", "")).lower() == "yes")


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
    if not isinstance(inside, list) or message.get_content_type() == _MAIL:
        yield message, related and "Content-ID" in message
        return
    if depth > _DEEPEST:
        return
    belongs = message.get_content_type() == "multipart/related"
    for part in inside[:_PARTS]:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1, belongs)


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _decoded(part: Message, decode: Callable[[bytes, str], str]) -> str:
    data = part.get_payload(decode=True)
    return decode(data, part.get_content_charset() or "") if isinstance(data, bytes) else ""


def _file(part: Message) -> Attached | None:
    kind = part.get_content_type()
    inside = part.get_payload()
    if kind == _MAIL and isinstance(inside, list) and inside and isinstance(inside[0], Message):
        subject = characters.header(str(inside[0].get("Subject", ""))[: 100 * LONGEST_ID])
        return Attached(f"{line(subject, 60) or 'mail'}.eml", kind, bytes(inside[0]))
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data or kind.startswith("message/"):
        return None
    return Attached(line(characters.header(part.get_filename() or ""), 120), kind, data)
