"""Sample values with everything filled in that a test does not care about."""

from dataclasses import replace
from typing import Any

from handoff.approvals import Approval
from handoff.content import Content, Field
from handoff.effects import AskAgent, Deliver, Effect
from handoff.envelope import Envelope, Handoff, Line
from handoff.ids import Address, ApprovalId, ConversationId, OperatorName, QueueName, RowId, RunId, Ticket
from handoff.ids import conversation_id as id_of
from handoff.ownership import Owner
from handoff.run import Run
from handoff.state import Contact, Conversation
from handoff.store.base import Row, Write
from handoff.transcript import Author, AuthorKind, Entry, EntryKind
from handoff.trigger import Mechanism, Trigger

TWICE = ("approvals", "runs")
"""What a write holds in its state, and once more as rows."""


def address(chat: str = "ana") -> Address:
    return Address("web", chat)


def conversation_id(chat: str = "ana") -> ConversationId:
    return id_of(address(chat))


def conversation(chat: str = "ana", **changes: Any) -> Conversation:
    """A conversation that was never stored, of a contact named like the chat."""
    value = Conversation(conversation_id(chat), Contact(address(chat), chat.title()), created=1.0)
    return replace(value, **changes)


def author(kind: AuthorKind = AuthorKind.CONTACT, name: str = "Ana") -> Author:
    return Author(kind, name)


def entry(seq: int, text: str = "hello", kind: EntryKind = EntryKind.MESSAGE, **changes: Any) -> Entry:
    value = Entry(seq, 100.0 + seq, kind, author(), id=f"m{seq}", content=Content(text))
    return replace(value, **changes)


def row(id: str = "r1", chat: str = "ana", effect: Effect | None = None, **changes: Any) -> Row:
    """A message to deliver, due at 10."""
    effect = effect or Deliver(1)
    return replace(Row(RowId(id), conversation_id(chat), "web:ana", effect, due=10.0), **changes)


def ask(id: str = "a1", chat: str = "ana", **changes: Any) -> Row:
    """An order to let the agent answer, due at 10."""
    return row(id, chat, AskAgent(turn=1, epoch=0, due=10.0), **changes)


def trigger(category: str = "complaint", reason: str = "The contact is angry") -> Trigger:
    return Trigger(Mechanism.MOOD, category, reason)


def handoff(number: int = 1001, **changes: Any) -> Handoff:
    envelope = Envelope(
        "Ana", summary="wants her money", lines=(Line("Ana", "hello"),), variables={"order": 7}
    )
    value = Handoff(Ticket(number), QueueName("support"), trigger(), envelope, opened=50.0)
    return replace(value, **changes)


def approval(id: str = "p1", chat: str = "ana", **changes: Any) -> Approval:
    value = Approval(
        ApprovalId(id),
        conversation_id(chat),
        QueueName("support"),
        "Refund 40 euros?",
        (Field("order", "7"),),
        frozenset({OperatorName("kim"), OperatorName("lee")}),
        asked=60.0,
    )
    return replace(value, **changes)


def run(id: str = "r1", chat: str = "ana", **changes: Any) -> Run:
    """A run of the workflow "refund" that is about to take its first node."""
    value = Run(RunId(id), conversation_id(chat), "refund", "d1", "start", began=70.0, changed=70.0)
    return replace(value, **changes)


def write(before: Conversation, *entries: Entry, **changes: Any) -> Write:
    """The decision that follows a state: one version and these entries later.

    What changes of the state may be given too; ``approvals`` and ``runs`` are stored on both sides.
    """
    names = Conversation.__dataclass_fields__.keys() & changes.keys()
    fields = {name: changes[name] for name in names}
    changes = {name: value for name, value in changes.items() if name not in names or name in TWICE}
    seq = max([before.seq, *(entry.seq for entry in entries)])
    after = replace(before, **{"version": before.version + 1, "seq": seq, **fields})
    return Write(after, before.version, entries, **changes)


def waiting(chat: str, since: float, number: int, *, priority: int = 0, queue: str = "support") -> Write:
    """A conversation's first write, with which it is already waiting for a person."""
    opened = handoff(number, priority=priority, queue=QueueName(queue), opened=since)
    return write(
        conversation(chat),
        entry(1),
        owner=Owner.WAITING,
        handoff=opened,
        waiting_since=since,
        owned_since=since,
        handoffs=(opened,),
    )
