"""What people see on their screens: messages with their buttons, and what a press showed them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from simcord.backend import Backend
from simcord.backend.models import Message
from simcord.components import walk_components

BUTTON, LINK = 2, 5


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it is shown. ``text`` is the content, ``card`` what its embeds say, in lines."""

    id: str
    place: str
    author: str
    text: str
    card: str = ""
    buttons: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    reactions: tuple[str, ...] = ()
    replies_to: str = ""
    private: bool = False
    pings: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """How a press, a form or a command was answered. ``kind`` is ``message``, ``update``, ``modal`` ..."""

    interaction: str
    kind: str
    message: Seen | None = None
    modal: Mapping[str, Any] | None = None


def seen(backend: Backend, message: Message) -> Seen:
    """Draw one message."""
    buttons = [part for part in walk_components(message.components) if part.get("type") == BUTTON]
    name = backend.users[message.author_id].global_name or backend.users[message.author_id].name
    return Seen(
        str(message.id),
        str(message.channel_id),
        message.author_name or name,
        message.content,
        "\n".join(line for embed in message.embeds for line in _lines(embed)),
        tuple(str(part.get("label")) for part in buttons if part.get("style") != LINK),
        tuple(str(part.get("url")) for part in buttons if part.get("style") == LINK),
        tuple(str(file["filename"]) for file in message.attachments),
        tuple(reaction.emoji for reaction in message.reactions),
        str((message.reference or {}).get("message_id", "")),
        message.is_ephemeral,
        len(message.ping_user_ids) + len(message.ping_role_ids) + message.mention_everyone,
    )


def visible(backend: Backend, place: int, viewer: int | None) -> Sequence[Seen]:
    """Draw what one person sees in a place, oldest first; what everybody sees if it is nobody."""
    messages = sorted(backend.messages.get(place, {}).values(), key=lambda message: message.id)
    return [seen(backend, item) for item in messages if item.visible_to(viewer) and item.type in (0, 19, 20)]


def _lines(embed: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(embed[key]) for key in ("title", "description") if embed.get(key))
    yield from (f"{field['name']}: {field['value']}" for field in embed.get("fields") or ())
    if embed.get("footer"):
        yield str(embed["footer"]["text"])
