"""A message of ours as Discord shows it: its head, its text in pieces, its small print."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from channels import marks
from channels.base import Outgoing, Voice
from channels.discord.identity import shown_name
from channels.discord.text import MESSAGE, begun, data, line, native, small
from channels.fit import clip, split
from channels.names import noted
from handoff.content import Content, Source
from handoff.transcript import Author, AuthorKind

ROOM: Final = MESSAGE - 4
"""What a piece may have, so that its beginning can still be escaped."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """``pieces`` are messages in order. ``name`` is who they are from, where a webhook can show it."""

    pieces: tuple[str, ...]
    name: str = ""


def draw(out: Outgoing, *, named: bool) -> Drawn:
    """Draw a message; ``named`` says that the author's name is shown beside it and need not be in it."""
    words = _words(out.author, out.content.text, out.voice)
    body = "\n".join(filter(None, (words, *_facts(out.content), _sources(out.content.sources))))
    head = "" if named else _head(out)
    pieces = _pieces(head, body, out.voice)
    if out.author.kind is AuthorKind.CONTACT:  # what stood inside a line may begin a message now
        pieces = [begun(piece) for piece in pieces]
    return Drawn(tuple(pieces), shown_name(out.author))


def nonce(key: str, part: int = 0) -> str:
    """Return what lets Discord recognise the same message again."""
    return hashlib.blake2b(f"{part}\0{key}".encode("utf-8", "replace"), digest_size=12).hexdigest()


def _words(author: Author, text: str, voice: Voice) -> str:
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be sent
    if author.kind is AuthorKind.CONTACT:
        return data(text)
    if author.kind is AuthorKind.SYSTEM:
        return data(text) if voice is Voice.CONTACT or "\n" in text else small([data(text)])
    return native(text)


def _head(out: Outgoing) -> str:
    """Return the line that says who speaks, where nothing else does."""
    if out.voice is Voice.NOTE:
        return f"**{line(noted(out.author))}**"
    if out.author.kind is AuthorKind.SYSTEM:
        return ""
    if out.voice is Voice.CONTACT:
        return f"**{line(out.author.name)}:**" if _is_named_person(out.author) else ""
    return f"**{line(shown_name(out.author))}:**"


def _is_named_person(author: Author) -> bool:
    return author.kind is AuthorKind.HUMAN and bool(author.name.strip())


def _pieces(head: str, body: str, voice: Voice) -> list[str]:
    """Split so that the first piece has room for its head; a body of blocks begins on its own line."""
    if not head:
        return split(body, ROOM)
    head = clip(head, 200)
    glue = "\n" if voice is Voice.NOTE or body.startswith(("#", "-", ">", "`", "*", "1")) else " "
    pieces = split(body, ROOM - len(head) - 1) or [""]
    return [f"{head}{glue}{pieces[0]}".rstrip(), *pieces[1:]]


def _facts(content: Content) -> Iterable[str]:
    return (f"**{line(field.name)}:** {line(field.value)}" for field in content.fields)


def _sources(sources: Sequence[Source]) -> str:
    shown = " · ".join(map(_source, sources))
    return small([clip(f"{marks.READ} {shown}", 900)]) if shown else ""


def _source(source: Source) -> str:
    title = line(" › ".join(filter(None, (source.title, source.section))))
    url = source.url
    linked = url.startswith(("http://", "https://")) and not set(url) & set(" ()<>\n")
    return f"[{title}](<{url}>)" if linked and title else title
