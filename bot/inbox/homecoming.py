"""What the agent, or a workflow that was interrupted, comes back to: shown before the operator decides."""

from dataclasses import dataclass

from bot.inbox.case import Case
from bot.inbox.operators import Operator
from bot.inbox.standing import holding
from handoff.labels import known_as
from handoff.transcript import AuthorKind, EntryKind, Message, messages

SHOWN = 8
CLIP = 160


@dataclass(frozen=True, slots=True)
class Heard:
    """One line the agent will read. ``kind`` says whether a person or the contact spoke."""

    who: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Homecoming:
    """``lines`` are the last of what was said while it was away, ``hidden`` how many come before them.

    ``owed`` is the contact's message that nobody answered yet: the agent answers it at once. ``workflow``
    is the one that goes on instead, where a person came between.
    """

    lines: tuple[Heard, ...]
    hidden: int
    owed: str
    workflow: str = ""


def homecoming(case: Case, me: Operator) -> Homecoming:
    """Work out what the agent was not there for."""
    now = case.conversation
    said = [one for one in messages(case.entries) if _reaches_agent(one)]
    lines = tuple(_heard(one, case, me) for one in said if one.entry.seq > now.away)
    waits = now.said > now.answered and now.agent_on
    owed = next((_clip(one.content.words) for one in said if waits and one.entry.seq == now.said), "")
    return Homecoming(lines[-SHOWN:], max(0, len(lines) - SHOWN), owed, holding(now))


def _reaches_agent(message: Message) -> bool:
    kept = message.entry.kind is EntryKind.MESSAGE and message.deleted_at is None
    return kept and message.entry.author.kind is not AuthorKind.SYSTEM


def _heard(message: Message, case: Case, me: Operator) -> Heard:
    author = message.entry.author
    if author.kind is AuthorKind.CONTACT:
        who = known_as(case.conversation.contact.name, case.conversation.id)
    else:
        who = "You" if author.operator == me.name else author.name or "Assistant"
    return Heard(who, author.kind, _clip(message.content.words))


def _clip(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= CLIP else flat[:CLIP] + "…"
