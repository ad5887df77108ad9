"""A message of ours as the posts that Slack shows; nothing here talks to anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from channels.base import Outgoing, Voice
from channels.fit import clip, split
from channels.names import noted, signed
from channels.slack.blocks import (
    MOST_BLOCKS,
    SECTION,
    Json,
    buttons,
    faint,
    fields,
    raw,
    section,
    small,
    sources,
)
from channels.slack.text import clean, escape, mrkdwn, one_line, pieces
from handoff.content import Content
from handoff.transcript import Author, AuthorKind

NAME: Final = "say"
MOST_TEXT: Final = 3800
LONGEST: Final = 39_000
_DATA: Final = 4 * SECTION
_ROOM: Final = SECTION - 100
_ICONS: Final = {
    AuthorKind.CONTACT: ":bust_in_silhouette:",
    AuthorKind.AGENT: ":robot_face:",
    AuthorKind.HUMAN: ":technologist:",
}


@dataclass(frozen=True, slots=True)
class Post:
    """One chat.postMessage; ``text`` is what is shown where there are no blocks, else what is announced.

    ``broadcast`` shows a reply in the chat as well, with an excerpt of what it replies to.
    """

    text: str
    blocks: tuple[Json, ...] = ()
    username: str = ""
    icon: str = ""
    broadcast: bool = False

    @property
    def words(self) -> str:
        """What is said without any blocks, for a Slack that refuses them."""
        texts = [part for block in self.blocks for part in _texts(block)]
        return clip("\n".join(texts), LONGEST) if texts else self.text


@dataclass(frozen=True, slots=True)
class Look:
    """How a message is shown: to whom, and whose words they are."""

    voice: Voice = Voice.CONTACT
    author: Author = Author(AuthorKind.AGENT)

    @property
    def kind(self) -> AuthorKind:
        """Whether a person or a machine speaks."""
        return self.author.kind

    @property
    def data(self) -> bool:
        """Whether the words are a contact's: shown as they are, with no markup."""
        return self.kind is AuthorKind.CONTACT

    @property
    def who(self) -> str:
        """The name above the message; empty for the bot's own."""
        name = clean(self.author.name)
        if self.voice is not Voice.CONTACT:
            return signed(replace(self.author, name=name))
        return clip(" ".join(name.split()), 60) if self.kind is AuthorKind.HUMAN else ""


def look(out: Outgoing) -> Look:
    """Return how a message is to be shown."""
    return Look(out.voice, out.author)


def posts(content: Content, seen: Look, custom: bool, quote: str = "") -> list[Post]:
    """Return the posts that show the content, at least one unless it is empty.

    ``custom`` says that names and icons can be set; else the name stands in the text. ``quote`` is what
    the message answers.
    """
    drawn = _data(content, seen, custom) if seen.data else _marked(content, seen, custom)
    before = [small(f"↩ {escape(one_line(quote, 120))}")] if quote else []
    after = [*_tail(content), *([small(noted())] if seen.voice is Voice.NOTE else [])]
    if not drawn and _tail(content):
        drawn = [Post(_announced(content), tuple(_tail(content)))]
    elif drawn:
        drawn[0] = _with(drawn[0], before, [])
        drawn[-1] = _with(drawn[-1], [], after)
    who = seen.who if custom else ""
    return [replace(post, username=who, icon=_ICONS.get(seen.kind, "") if who else "") for post in drawn]


def fold(drawn: Sequence[Post], count: int) -> list[Post]:
    """Return at most ``count`` posts: an edit cannot add messages, so the last takes what is left."""
    if len(drawn) <= count:
        return list(drawn)
    kept, rest = list(drawn[: count - 1]), drawn[count - 1 :]
    text = clip("\n".join(post.text for post in rest), LONGEST)
    blocks = tuple(block for post in rest for block in post.blocks)[:MOST_BLOCKS]
    return [*kept, replace(rest[0], text=text, blocks=blocks)]


def _data(content: Content, seen: Look, custom: bool) -> list[Post]:
    """Draw a contact's words: plain text that Slack reads nothing in."""
    drawn = []
    for piece in pieces(content.text, _DATA):
        blocks = [raw(part) for part in pieces(piece, SECTION)]
        drawn.append(Post(f"{_prefix(seen, custom)}{escape(clip(piece, MOST_TEXT // 5))}", tuple(blocks)))
    if drawn and not custom and seen.who:
        drawn[0] = replace(drawn[0], blocks=(small(_prefix(seen, custom)), *drawn[0].blocks))
    return drawn


def _marked(content: Content, seen: Look, custom: bool) -> list[Post]:
    """Draw an agent's or operator's Markdown; the system's are plain, and one line of them is small."""
    prefix, system = _prefix(seen, custom), seen.kind is AuthorKind.SYSTEM
    draw = escape if system else mrkdwn
    sectioned = system or bool(_tail(content)) or seen.voice is Voice.NOTE
    room = (_ROOM if sectioned else MOST_TEXT) - len(prefix)
    parts = split(clean(content.text), room, lambda text: len(draw(text)))
    if system and seen.voice is not Voice.CONTACT:  # it may quote a contact
        return [Post(escape(part), (raw(part) if "\n" in part else faint(part),)) for part in parts]
    return [Post((prefix if not at else "") + (draw(part) or escape(part))) for at, part in enumerate(parts)]


def _prefix(seen: Look, custom: bool) -> str:
    return "" if custom or not seen.who else f"*{escape(seen.who).replace('*', '∗')}:* "


def _tail(content: Content) -> list[Json]:
    return [*fields(content.fields), *sources(content.sources), *buttons(content.buttons, NAME)]


def _with(post: Post, before: list[Json], after: list[Json]) -> Post:
    if not before and not after:
        return post
    own = post.blocks or (section(post.text),)
    return replace(post, blocks=(*before, *own, *after)[:MOST_BLOCKS])


def _announced(content: Content) -> str:
    return escape(one_line(" / ".join(button.label for button in content.buttons), 150))


def _texts(block: Json) -> list[str]:
    found = [block.get("text"), *block.get("elements", ()), *block.get("fields", ())]
    parts = [part for part in found if isinstance(part, dict) and isinstance(part.get("text"), str)]
    return [str(part["text"]) if part["type"] == "mrkdwn" else escape(str(part["text"])) for part in parts]
