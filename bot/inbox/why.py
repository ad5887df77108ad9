"""The context beside a conversation: why it was handed off, and what the agent read, did and believed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.inbox.case import Case
from bot.inbox.definitions import Names
from bot.inbox.people import channel
from bot.inbox.standing import Standing, standings
from handoff.answer import Step
from handoff.content import Source
from handoff.envelope import Ending, Handoff
from handoff.labels import SEEN_BY
from handoff.state import Conversation

ENDED: Final[Mapping[Ending, str]] = {
    Ending.RETURNED: "Returned",
    Ending.RESOLVED: "Resolved",
    Ending.EXPIRED: "Expired",
    Ending.CANCELLED: "Cancelled",
    Ending.FAILED: "Failed",
}


@dataclass(frozen=True, slots=True)
class Context:
    """``handoff`` is the open one or the last; ``earlier`` all the others; ``confidence`` in per cent."""

    handoff: Handoff | None
    live: bool
    mechanism: str
    confidence: int | None
    summary: str
    summarized: bool
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    facts: tuple[tuple[str, str], ...]
    about: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    runs: tuple[Standing, ...]
    earlier: tuple[Handoff, ...]


def context(case: Case, names: Mapping[str, Names]) -> Context:
    """Gather it from the handoff's envelope, or from the agent's last answer where there is none.

    ``names`` are those of the nodes of its workflows' definitions, by digest.
    """
    now, handoff = case.conversation, case.handoff
    live = now.handoff is not None
    seen = handoff.envelope if handoff is not None and live else now.thought
    variables = dict(now.variables)
    return Context(
        handoff=handoff if live else None,
        live=live,
        mechanism=SEEN_BY[handoff.trigger.mechanism] if handoff else "",
        confidence=None if seen.confidence is None else round(100 * seen.confidence),
        summary=handoff.envelope.summary if handoff and live else "",
        summarized=handoff is not None and handoff.envelope.summarized,
        sources=seen.sources,
        steps=seen.steps,
        facts=tuple((str(name), _short(value)) for name, value in variables.items()),
        about=_about(now),
        tags=now.tags,
        runs=standings(now, names),
        earlier=tuple(one for one in case.handoffs if one.closed is not None),
    )


def _about(conversation: Conversation) -> tuple[tuple[str, str], ...]:
    contact = conversation.contact
    rows = (
        ("Channel", channel(str(contact.address))[1]),
        ("Language", contact.language or conversation.spoken),
    )
    return tuple((name, value) for name, value in rows if value)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 300 else text[:300] + "…"
