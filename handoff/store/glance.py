"""What the inbox's list shows of a conversation, worked out once for every store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handoff.envelope import Handoff
from handoff.state import Conversation
from handoff.store.reading import Summary
from handoff.transcript import Entry, EntryKind

CLIP = 160


@dataclass(frozen=True, slots=True)
class Last:
    """The newest message: its seq, when, its beginning, and which kind of author said it."""

    seq: int = 0
    at: float = 0.0
    text: str = ""
    who: str = ""


def last_said(entries: Sequence[Entry]) -> Last | None:
    """Return the newest message among the entries (in order of seq); notes and events are not messages."""
    for entry in reversed(entries):
        if entry.kind is EntryKind.MESSAGE:
            return Last(entry.seq, entry.at, entry.content.words[:CLIP], entry.author.kind.value)
    return None


def changed_texts(entries: Iterable[Entry], conversation: Conversation) -> list[tuple[int, str]]:
    """Return which messages were edited (seq, new beginning) or deleted (seq, nothing), in order.

    A contact names a message by its id; the list shows the last one only, so no other is looked for.
    """
    return [
        (target, entry.content.text[:CLIP] if entry.kind is EntryKind.EDIT else "")
        for entry in entries
        if entry.kind in (EntryKind.EDIT, EntryKind.DELETE)
        and (target := _target(entry, conversation)) is not None
    ]


def _target(entry: Entry, conversation: Conversation) -> int | None:
    if entry.target is None and entry.id and entry.id == conversation.said_id:
        return conversation.said
    return entry.target


def open_handoff(conversation: Conversation) -> Handoff | None:
    """Return the episode the conversation is in; one that has ended is not shown in the list."""
    handoff = conversation.handoff
    return handoff if handoff is not None and handoff.closed is None else None


def summarize(conversation: Conversation, last: Last) -> Summary:
    """Return the list's line."""
    handoff = open_handoff(conversation)
    return Summary(
        id=conversation.id,
        contact=str(conversation.contact.address),
        name=conversation.contact.name,
        owner=conversation.owner,
        last_at=last.at,
        last_text=last.text,
        last_who=last.who,
        since=conversation.owned_since,
        seq=conversation.seq,
        operator=conversation.operator,
        operator_name=conversation.operator_name,
        ticket=str(handoff.ticket) if handoff else None,
        queue=handoff.queue if handoff else None,
        reason=handoff.trigger.reason if handoff else None,
        mechanism=handoff.trigger.mechanism.value if handoff else None,
        category=handoff.trigger.category if handoff else None,
        priority=handoff.priority if handoff else 0,
        waiting_since=conversation.waiting_since,
        snoozed=handoff.snoozed if handoff else None,
    )


def searchable(summary: Summary) -> str:
    """Return what a search looks at beside the transcript: name, reason and ticket, in one case."""
    return "\n".join((summary.name, summary.reason or "", summary.ticket or "")).casefold()


def wanted(words: str) -> tuple[str, ...]:
    """Return the words of a search in one case; a conversation must hold each of them somewhere."""
    return tuple(words.casefold().split())
