"""The message with buttons that tells a team channel about a handoff, drawn from the handoff alone."""

from dataclasses import dataclass
from enum import StrEnum

from handoff.content import Button, Content, Field, Style
from handoff.envelope import Ending, Handoff
from handoff.ids import ConversationId, Ticket


class Press(StrEnum):
    """What a card's button means."""

    TAKE = "take"
    RETURN = "return"
    RESOLVE = "resolve"
    SNOOZE = "snooze"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Card:
    """``status`` is one line about who has it; a card that is not ``live`` has lost its buttons."""

    ticket: Ticket
    conversation: ConversationId
    status: str
    content: Content
    live: bool


def draw(handoff: Handoff, conversation: ConversationId, bot: str) -> Card:
    """Draw the card as the handoff stands. Everything a contact wrote in it is plain data."""
    live = handoff.closed is None
    content = Content(
        text=handoff.trigger.reason,
        fields=_fields(handoff, bot),
        buttons=_buttons(handoff) if live else (),
    )
    return Card(handoff.ticket, conversation, status(handoff), content, live)


def status(handoff: Handoff) -> str:
    """Say in one line who has it, or how it ended."""
    if handoff.ending is not None:
        return _ENDED[handoff.ending].format(by=handoff.by)
    if handoff.operator is not None:
        return f"{handoff.by or handoff.operator} has it"
    if handoff.snoozed is not None:
        return f"Snoozed by {handoff.by}"
    return "Waiting for someone to take over"


_ENDED = {
    Ending.RETURNED: "Returned to the agent by {by}",
    Ending.RESOLVED: "Resolved by {by}",
    Ending.EXPIRED: "Expired: nobody took it in time",
    Ending.CANCELLED: "Cancelled",
    Ending.FAILED: "Failed",
}


def _fields(handoff: Handoff, bot: str) -> tuple[Field, ...]:
    envelope, trigger = handoff.envelope, handoff.trigger
    rows = [
        Field("Contact", envelope.contact),
        Field("Why", f"{trigger.mechanism} · {trigger.category}"),
        Field("Queue", handoff.queue),
        Field("Bot", bot),
    ]
    if envelope.summary:
        rows.append(Field("Summary", envelope.summary))
    rows += [Field(line.who, line.text) for line in envelope.lines[-3:]]
    rows += [Field(name, str(value)) for name, value in list(envelope.variables.items())[:5]]
    return tuple(rows)


def _buttons(handoff: Handoff) -> tuple[Button, ...]:
    if handoff.operator is None:
        first = Button("Take over", Press.TAKE, Style.PRIMARY)
    else:
        first = Button("Return to agent", Press.RETURN, Style.PRIMARY)
    rest = (("Resolve", Press.RESOLVE), ("Snooze", Press.SNOOZE), ("Transfer", Press.TRANSFER))
    return (first, *(Button(label, press) for label, press in rest))
