"""The message with buttons that tells a team channel about a handoff, drawn from the handoff alone."""

from dataclasses import dataclass

from handoff.content import Button, Content, Field, Style
from handoff.envelope import Ending, Handoff, Line
from handoff.ids import ConversationId, Ticket
from handoff.labels import SEEN_BY, spaced
from handoff.press import Press, Token

QUOTED = 4


@dataclass(frozen=True, slots=True)
class Card:
    """``status`` is one line about who has it; a card that is not ``live`` has lost its buttons.

    ``content.text`` is the reason, ``content.fields`` short facts, ``content.buttons`` carry tokens (or a
    ``url``). ``lines`` are the last messages, quoted. ``since`` is when somebody began to wait, in
    seconds since 1970 UTC; a platform that can shows it as a running time. ``until`` is when a snooze
    or an approval's time ends. ``ticket`` is None for an approval's question, which opens no desk thread.
    """

    ticket: Ticket | None
    conversation: ConversationId
    title: str
    status: str
    content: Content
    live: bool
    summary: str = ""
    lines: tuple[Line, ...] = ()
    since: float | None = None
    until: float | None = None


def draw(
    handoff: Handoff, conversation: ConversationId, bot: str, inbox: str = "", *, drafts: bool = False
) -> Card:
    """Draw the card as the handoff stands; ``inbox`` is the conversation's public address, if it has one.

    ``drafts`` offers who took over a draft of a reply.
    Everything a contact wrote in it is plain data.
    """
    live = handoff.closed is None
    content = Content(
        text=handoff.trigger.reason,
        fields=_fields(handoff, bot),
        buttons=_buttons(handoff, inbox, drafts) if live else (),
    )
    return Card(
        handoff.ticket,
        conversation,
        f"{handoff.ticket} · {handoff.envelope.contact}",
        status(handoff),
        content,
        live,
        _summary(handoff),
        handoff.envelope.lines[-QUOTED:],
        handoff.opened if live and handoff.operator is None else None,
        handoff.snoozed if live else None,
    )


def status(handoff: Handoff) -> str:
    """Say in one line who has it, or how it ended."""
    if handoff.ending is not None:
        return _ENDED[handoff.ending].format(by=handoff.by)
    if handoff.operator is not None:
        return f"{handoff.by or handoff.operator} has it" + (
            ", snoozed" if handoff.snoozed is not None else ""
        )
    if handoff.snoozed is not None:
        return f"Snoozed by {handoff.by}"
    passed = f" (passed on by {handoff.by})" if handoff.by and handoff.tried else ""
    return f"Waiting for someone to take over{passed}"


_ENDED = {
    Ending.RETURNED: "Returned to the assistant by {by}",
    Ending.RESOLVED: "Resolved by {by}",
    Ending.EXPIRED: "Expired: nobody took over in time",
    Ending.CANCELLED: "Cancelled",
    Ending.FAILED: "Failed",
}


def _summary(handoff: Handoff) -> str:
    envelope = handoff.envelope
    return f"(by the assistant) {envelope.summary}" if envelope.summarized else envelope.summary


def _fields(handoff: Handoff, bot: str) -> tuple[Field, ...]:
    envelope, trigger = handoff.envelope, handoff.trigger
    rows = [
        Field("Contact", envelope.contact),
        Field("Why", SEEN_BY[trigger.mechanism]),
        Field("Category", spaced(trigger.category)),
        Field("Queue", handoff.queue),
        Field("Bot", bot),
    ]
    if envelope.confidence is not None:
        sure = f"{envelope.confidence:.0%} sure" if envelope.confidence else "not known"
        rows.append(Field("Last answer", sure))
    rows += [Field(spaced(name), str(value)) for name, value in list(envelope.variables.items())[:5]]
    return tuple(rows)


def _buttons(handoff: Handoff, inbox: str, drafts: bool) -> tuple[Button, ...]:
    def press(label: str, press: Press, style: Style = Style.PLAIN) -> Button:
        return Button(label, str(Token(press, str(handoff.ticket.number))), style)

    if handoff.operator is None:
        first = press("Take over", Press.TAKE, Style.PRIMARY)
    else:
        first = press("Return to agent", Press.RETURN, Style.PRIMARY)
    rest = (
        press("Resolve", Press.RESOLVE),
        press("Snooze", Press.SNOOZE),
        press("Transfer", Press.TRANSFER),
    )
    draft = (press("Draft a reply", Press.DRAFT),) if drafts and handoff.operator is not None else ()
    link = (Button("Open in inbox", "", url=inbox),) if inbox else ()
    return (first, *draft, *rest, *link)
