"""What was said, in order, and how to read it.

A conversation is an append-only list of entries with a growing ``seq``. An edit or a deletion is an
entry of its own that names its target, so history is never lost and a reader that knows the last
``seq`` it saw resumes without loss. ``messages`` folds the entries into what a person reads now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import reduce
from typing import Any

from handoff.content import Content
from handoff.ids import Address, OperatorName


class AuthorKind(StrEnum):
    """Who speaks; a machine never looks like a person, nor the other way round."""

    CONTACT = "contact"
    AGENT = "agent"
    HUMAN = "human"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Author:
    """``name`` is what people see; ``operator`` says which one of the team it was."""

    kind: AuthorKind
    name: str = ""
    operator: OperatorName | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in which desk thread an operator's message stands; an entry keeps it in its ``data``."""

    thread: Address
    ref: str

    @property
    def data(self) -> dict[str, str]:
        """The origin as an entry's data."""
        return {"thread": str(self.thread), "ref": self.ref}


class EntryKind(StrEnum):
    """What an entry records."""

    MESSAGE = "message"
    NOTE = "note"
    """Stays inside the team, always."""
    EDIT = "edit"
    DELETE = "delete"
    REACTION = "reaction"
    """``data`` has ``emoji`` and ``on``; ``target`` is the message."""
    OWNER = "owner"
    """The conversation changed hands; ``data`` has owner, epoch, move, and by whom."""
    EVENT = "event"
    """Anything else the team reads in the transcript: a handoff's beginning, a failed delivery."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. ``at`` is seconds since 1970 UTC.

    ``id`` is the author's own name of a message. An edit or deletion names its target by ``target``
    (a seq) or, when it comes from the contact, by the same ``id`` as the contact's message.
    """

    seq: int
    at: float
    kind: EntryKind
    author: Author
    id: str = ""
    content: Content = Content()
    target: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def origin(entry: Entry) -> Origin | None:
    """Return where in a desk thread an entry was written, if it was."""
    thread = entry.data.get("thread")
    return Origin(Address.parse(thread), entry.data["ref"]) if thread else None


def may_show(entry: Entry, thread: Address) -> bool:
    """Whether a desk thread may show the entry at all; what is ``only`` for one thread, or none, says so."""
    return bool(entry.data.get("only", str(thread)) == str(thread))


@dataclass(frozen=True, slots=True)
class Message:
    """A message or note as it stands now, with the texts it had before."""

    entry: Entry
    content: Content
    edited_at: float | None = None
    deleted_at: float | None = None
    earlier: tuple[str, ...] = ()


def messages(entries: Iterable[Entry]) -> tuple[Message, ...]:
    """Fold entries (in order of seq) into messages and notes as they stand now.

    A messenger may bring a contact's change before the message that it changes.
    """
    found: dict[int, Message] = {}
    theirs: dict[str, int] = {}
    early: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in (EntryKind.MESSAGE, EntryKind.NOTE):
            message = Message(entry, entry.content)
            if entry.id and entry.author.kind is AuthorKind.CONTACT:
                theirs[entry.id] = entry.seq
                message = reduce(_changed, early.pop(entry.id, ()), message)
            found[entry.seq] = message
            continue
        target = theirs.get(entry.id) if entry.target is None else entry.target
        if target in found:
            found[target] = _changed(found[target], entry)
        elif entry.id and entry.target is None:
            early.setdefault(entry.id, []).append(entry)
    return tuple(found.values())


def _changed(message: Message, change: Entry) -> Message:
    if change.kind is EntryKind.EDIT:
        return replace(
            message,
            content=replace(message.content, text=change.content.text),
            edited_at=change.at,
            earlier=(*message.earlier, message.content.text),
        )
    if change.kind is EntryKind.DELETE:
        return replace(message, deleted_at=change.at)
    return message
