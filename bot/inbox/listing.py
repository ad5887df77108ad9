"""The list: who needs a person, what is mine, what others have, what workflows and the agent have."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.inbox.ages import Chip, ago, chip
from bot.inbox.operators import Operator
from bot.inbox.people import channel, initials
from bot.inbox.replies import moment
from handoff.ids import QueueName
from handoff.labels import known_as
from handoff.ownership import Owner
from handoff.policy import Policy, Queue
from handoff.routing import opens
from handoff.store.reading import Summary
from handoff.transcript import AuthorKind

NOBODY_WAITS = (
    "Nobody is waiting. A conversation appears here when a contact asks for a person, "
    "or when the assistant is stuck."
)
_MARKUP: Final = re.compile(r"\*\*|__|`|^#+ ")
"""What our own Markdown looks like where there is no room to draw it."""
SECTIONS: Mapping[str, tuple[str, str]] = {
    "needs": ("Needs a person", NOBODY_WAITS),
    "mine": ("Mine", "Nothing is yours. Take a conversation over with t, and it moves here."),
    "others": ("Others", "None of your colleagues has a conversation right now."),
    "flow": ("In a workflow", "No workflow is busy with a contact right now."),
    "agent": ("With the assistant", "The assistant has nobody to talk to. Write on the chat page to try it."),
    "snoozed": ("Snoozed", ""),
    "closed": ("Closed", "Nothing here yet. What you resolve can be found here."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row, ready to draw. ``at`` is the last message's moment; ``theirs``: it is the team's turn."""

    summary: Summary
    name: str
    icon: str
    channel: str
    text: str
    at: str
    ago: str
    chip: Chip | None
    owner: str
    initials: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading. ``empty`` says what will appear here."""

    key: str
    title: str
    empty: str
    lines: tuple[Line, ...]


def sections(found: Iterable[Summary], me: Operator, policy: Policy, now: float) -> list[Section]:
    """Sort conversations under their headings, keeping the store's order in each.

    A heading without rows says what will appear there; some are left out instead, as they are for later.
    """
    optional = ("snoozed", "closed") if policy.flows else ("flow", "snoozed", "closed")
    sorted_: dict[str, list[Line]] = {key: [] for key in SECTIONS}
    for summary in found:
        sorted_[_section(summary, me, now)].append(line(summary, me, policy, now))
    return [
        Section(key, title, empty, tuple(sorted_[key]))
        for key, (title, empty) in SECTIONS.items()
        if sorted_[key] or key not in optional
    ]


def line(summary: Summary, me: Operator, policy: Policy, now: float) -> Line:
    """Draw one row."""
    icon, name = channel(summary.contact)
    owner = "You" if summary.operator == me.name else summary.operator_name
    return Line(
        summary=summary,
        name=known_as(summary.name, summary.id),
        icon=icon,
        channel=name,
        text=_text(summary),
        at=moment(summary.last_at) or "",
        ago=ago(now - summary.last_at),
        chip=_chip(summary, policy, now),
        owner=owner,
        initials=initials(summary.operator_name) if summary.operator_name else "",
        theirs=summary.owner is Owner.WAITING or summary.last_who == AuthorKind.CONTACT,
    )


def _section(summary: Summary, me: Operator, now: float) -> str:
    if summary.owner is Owner.CLOSED:
        return "closed"
    if summary.snoozed is not None and summary.snoozed > now:
        return "snoozed"
    if summary.owner is Owner.WAITING:
        return "needs"
    if summary.owner is Owner.HUMAN:
        return "mine" if summary.operator == me.name else "others"
    return "flow" if summary.owner is Owner.AUTOMATION else "agent"


def _text(summary: Summary) -> str:
    """Say why it is here while it waits, and what was said last otherwise."""
    said = " ".join(summary.last_text.split())
    if summary.last_who in (AuthorKind.AGENT, AuthorKind.HUMAN):
        said = _MARKUP.sub("", said)
    return (summary.reason or said) if summary.owner is Owner.WAITING else (said or summary.reason or "")


def _chip(summary: Summary, policy: Policy, now: float) -> Chip | None:
    queue = policy.queue(_queue_name(summary, policy))
    if summary.owner is Owner.WAITING:
        since = summary.waiting_since or summary.since
        return chip(
            since,
            opens(queue, since),
            claim_limit(summary.category, queue, policy),
            now,
            "Waiting for a person",
        )
    if summary.owner is Owner.HUMAN and summary.waiting_since is not None:
        since = summary.waiting_since
        return chip(since, opens(queue, since), queue.reply_within, now, "Waiting for an answer")
    return None


def claim_limit(category: str | None, queue: Queue, policy: Policy) -> float:
    """Return in how many seconds somebody should have it: the category's promise, or the queue's limit."""
    promised = policy.categories.get(category or "")
    return (promised and promised.within) or queue.claim_within


def _queue_name(summary: Summary, policy: Policy) -> QueueName:
    return QueueName(summary.queue) if summary.queue else policy.default_queue
