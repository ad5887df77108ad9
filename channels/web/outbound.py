"""What a contact's page is told: entries of the transcript as events of a stream.

Law 5 is kept here for the web: only messages, and changes of messages, have a frame at all. Notes, and what
the team alone reads, have none, whoever asks.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from channels.web.errors import iso
from channels.web.links import Links
from channels.web.text import Markdown
from handoff.content import Content
from handoff.feed import Typing
from handoff.press import PERSON, SAY
from handoff.state import Conversation
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, Message

JSON = dict[str, object]


@dataclass(frozen=True, slots=True)
class Frame:
    """One server-sent event. Those with a ``seq`` move the reader's place in the transcript."""

    event: str
    data: Mapping[str, object]
    seq: int | None = None

    def encode(self) -> bytes:
        """Write it as the wire has it. JSON has no line breaks of its own, so one data line is enough."""
        place = "" if self.seq is None else f"id: {self.seq}\n"
        data = json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))
        return f"event: {self.event}\n{place}data: {data}\n\n".encode()


class Shapes:
    """Draws frames; ``bot`` is what the assistant is called."""

    def __init__(self, links: Links, bot: str) -> None:
        self._links = links
        self._bot = bot
        self._markdown = Markdown()

    def message(self, message: Message) -> Frame:
        """Show a message as it stands now; one that was deleted says only that."""
        entry = message.entry
        data: JSON = {
            "seq": entry.seq,
            "id": name_of(entry),
            "author": self._author(entry.author),
            "text": "",
            "at": iso(entry.at),
        }
        if message.deleted_at is not None:
            data["deleted"] = True
            return Frame("message", data, entry.seq)
        data |= self._content(entry.author, message.content)
        if message.edited_at is not None:
            data["edited"] = iso(message.edited_at)
        if entry.target is not None:
            data["reply_to"] = entry.target
        return Frame("message", data, entry.seq)

    def change(self, change: Entry, target: Entry) -> Frame:
        """Show that a message was edited or deleted; ``seq`` is the change's own place."""
        data: JSON = {"seq": change.seq, "id": name_of(target), "target": target.seq, "at": iso(change.at)}
        if change.kind is EntryKind.DELETE:
            return Frame("deleted", data, change.seq)
        return Frame("edited", data | self._text(target.author, change.content.text), change.seq)

    def state(self, standing: Conversation | None) -> Frame:
        """Show who has the conversation. ``told`` says that the team was reached and the contact knows."""
        if standing is None:
            return Frame("state", {"owner": "agent", "seq": 0})
        data: JSON = {"owner": standing.owner.value, "seq": standing.seq}
        if standing.operator_name:
            data["operator"] = standing.operator_shown or standing.operator_name
        handoff = standing.handoff
        if handoff is not None and handoff.closed is None:
            data |= {"ticket": str(handoff.ticket), "told": handoff.notified is not None}
        return Frame("state", data)

    def typing(self, notice: Typing) -> Frame | None:
        """Show that somebody else is writing; a contact's own typing is no news."""
        if notice.kind is AuthorKind.CONTACT:
            return None
        data: JSON = {"author": self._author(Author(notice.kind, notice.name))}
        return Frame("typing", data | {"text": notice.draft} if notice.draft else data)

    def _author(self, author: Author) -> JSON:
        name = author.name or (self._bot if author.kind is AuthorKind.AGENT else "")
        return {"kind": author.kind.value, "name": name}

    def _text(self, author: Author, text: str) -> JSON:
        if author.kind in (AuthorKind.AGENT, AuthorKind.HUMAN):
            return {"text": text, "html": self._markdown.html(text)}
        return {"text": text}

    def _content(self, author: Author, content: Content) -> JSON:
        data = self._text(author, content.text)
        buttons = [
            {"label": button.label, "action": button.action}
            for button in content.buttons
            if button.action == PERSON or button.action.startswith(SAY)
        ]
        files = [
            {
                "id": one.id,
                "name": one.name,
                "type": one.type,
                "size": one.size,
                "url": self._links.path(one.id),
            }
            for one in content.files
        ]
        sources = [{"title": one.title, "section": one.section, "url": one.url} for one in content.sources]
        return data | {
            name: found
            for name, found in (("buttons", buttons), ("files", files), ("sources", sources))
            if found
        }


def name_of(entry: Entry) -> str:
    """Return what the page calls a message: the writer's own id, or one made of its place."""
    return entry.id or f"m{entry.seq}"
