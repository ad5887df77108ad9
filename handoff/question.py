"""The card of an approval: one question, two buttons, and afterwards who answered it."""

from handoff.approvals import Approval, Ruling
from handoff.card import Card
from handoff.content import Button, Content, Field, Style
from handoff.press import Press, Token

_STATUS = {
    Ruling.PENDING: "Waiting for a decision",
    Ruling.APPROVED: "Approved by {by}",
    Ruling.REJECTED: "Rejected by {by}",
    Ruling.EXPIRED: "Expired: nobody decided in time",
    Ruling.CANCELLED: "Withdrawn: no decision is needed any more",
}


def draw_question(approval: Approval, bot: str, inbox: str = "") -> Card:
    """Draw the card as the question stands. Its facts come from our own data, and are plain data as well."""
    live = approval.ruling is Ruling.PENDING
    reason = (Field("Reason", approval.reason),) if approval.reason else ()
    fields = (Field("Contact", approval.contact), *approval.facts, Field("Bot", bot), *reason)
    return Card(
        None,
        approval.conversation,
        f"Approval · {approval.contact}",
        _STATUS[approval.ruling].format(by=approval.by),
        Content(approval.question, buttons=_buttons(approval, inbox) if live else (), fields=fields),
        live,
        since=approval.asked if live else None,
    )


def _buttons(approval: Approval, inbox: str) -> tuple[Button, ...]:
    approve = Button("Approve", str(Token(Press.APPROVE, approval.id)), Style.PRIMARY)
    reject = Button("Reject", str(Token(Press.REJECT, approval.id)), Style.DANGER)
    link = (Button("Open in inbox", "", url=inbox),) if inbox else ()
    return (approve, reject, *link)
