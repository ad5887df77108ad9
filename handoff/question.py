"""The card of an approval: one question, the facts, what would be sent, and afterwards who answered it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from handoff.approvals import Approval, Ruling, deciders, fingerprint, progress
from handoff.card import Card
from handoff.content import Button, Content, Field, Style
from handoff.press import Press, Token

QUESTION: Final = 400
DRAFT: Final = 1300
"""Characters of the text that would be sent; every platform shows so many."""
FACTS: Final = 6
FACT: Final = 150
"""Characters of a fact; with the word that it goes on they fit on every platform."""
SHORTENED: Final = "… (shortened: the inbox shows all of it)"
_STATUS: Final = {
    Ruling.PENDING: "Waiting for a decision",
    Ruling.APPROVED: "Approved by {by}",
    Ruling.REJECTED: "Rejected by {by}",
    Ruling.EXPIRED: "Expired: nobody decided in time",
    Ruling.CANCELLED: "Withdrawn: no decision is needed any more",
}


def draw_question(approval: Approval, bot: str, inbox: str = "") -> Card:
    """Draw the card as the question stands. Its facts come from our own data, and are plain data as well."""
    live = approval.ruling is Ruling.PENDING
    return Card(
        None,
        approval.conversation,
        f"{approval.label or 'Approval'} · {approval.contact}",
        status(approval),
        Content(
            _text(approval), buttons=_buttons(approval, inbox) if live else (), fields=_rows(approval, bot)
        ),
        live,
        lines=approval.lines if live else (),
        since=approval.asked if live else None,
        until=approval.expires if live else None,
    )


def status(approval: Approval) -> str:
    """Say in one line how it stands, or who decided."""
    if approval.ruling is Ruling.PENDING and approval.needed > 1:
        approved = f": {deciders(approval)} approved" if approval.votes else " approved"
        return f"{_STATUS[Ruling.PENDING]}, {progress(approval)}{approved}"
    return _STATUS[approval.ruling].format(by=deciders(approval) or approval.by)


def sending(approval: Approval) -> str:
    """Say what becomes of the draft, as its heading; empty where there is none."""
    if not approval.draft:
        return ""
    if approval.ruling is Ruling.PENDING:
        return "Would be sent" if approval.text == approval.draft else "Would be sent, edited"
    if approval.ruling is Ruling.APPROVED:
        return "Approved text" if approval.text == approval.draft else "Approved text, edited"
    return "Not sent"


def _text(approval: Approval) -> str:
    """Return the question on one line and the draft marked line by line: neither passes for the other."""
    question = _clipped(" ".join(approval.question.split()), QUESTION)
    if not approval.draft:
        return question
    draft = "\n".join(f"│ {line}" for line in _clipped(approval.text, DRAFT).splitlines())
    return f"{question}\n\n{sending(approval)}:\n{draft}"


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + SHORTENED


def _rows(approval: Approval, bot: str) -> tuple[Field, ...]:
    return (
        *_decision(approval),
        Field("Contact", approval.contact),
        *_facts(approval.facts),
        Field("Bot", bot),
    )


def _decision(approval: Approval) -> Iterable[Field]:
    """Yield when it was decided, and why."""
    if approval.at is not None:
        yield Field("When", datetime.fromtimestamp(approval.at, UTC).strftime("%Y-%m-%d %H:%M UTC"))
    reasons = [vote for vote in approval.votes if vote.reason]
    if len(approval.votes) > 1:
        yield from (Field(f"Reason of {vote.name}", vote.reason) for vote in reasons[-2:])
    elif approval.reason or reasons:
        yield Field("Reason", approval.reason or reasons[0].reason)


def _facts(facts: tuple[Field, ...]) -> tuple[Field, ...]:
    """Leave nothing out silently: what does not fit is counted, and a value that goes on says so."""
    shown = tuple(replace(one, value=_clipped(one.value, FACT)) for one in facts)
    if len(shown) <= FACTS:
        return shown
    hidden = len(shown) - FACTS + 1
    return (*shown[: FACTS - 1], Field("More facts", f"{hidden} more in the inbox"))


def _buttons(approval: Approval, inbox: str) -> tuple[Button, ...]:
    seen = fingerprint(approval)
    approve = Button("Approve", str(Token(Press.APPROVE, approval.id, seen)), Style.PRIMARY)
    reason = Button("Approve with a reason", str(Token(Press.REASON, approval.id, seen)))
    reject = Button("Reject", str(Token(Press.REJECT, approval.id)), Style.DANGER)
    edit = (Button("Edit and approve", str(Token(Press.EDIT, approval.id))),) if approval.draft else ()
    link = (Button("Open in inbox", "", url=inbox),) if inbox else ()
    return (approve, reason, reject, *edit, *link)
