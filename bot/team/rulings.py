"""Buttons of an approval's card: what is missing is asked for, then a reviewer's word is one event."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from bot.team.acts import Acts
from bot.team.joiner import bare
from bot.team.told import OUTDATED, alert
from channels.team import LONGEST_VALUE, Answer, Ask
from handoff.approvals import Approval, Ruling, fingerprint, may_decide, would_count
from handoff.events import Actor, ReviewerDecided
from handoff.ids import ApprovalId
from handoff.listed import as_listed
from handoff.policy import Policy
from handoff.press import Press, Token
from handoff.store.reading import Reader

REASON: Final = "Reason (optional)"
EMPTY: Final = "-"
"""Begins the detail of a token whose text may be empty."""
TOO_LONG: Final = "The text is too long to be changed here. Open the question in the inbox."


class Rulings:
    """A press names its question by id, so that it works on every card there ever was."""

    def __init__(self, reader: Reader, acts: Acts, policy: Callable[[], Policy]) -> None:
        self._reader = reader
        self._acts = acts
        self._policy = policy

    async def pressed(self, token: Token, by: Actor, text: str, key: str | None) -> Answer:
        """Ask for what is missing, of somebody whose word would count; else let it be decided."""
        approval = await self._reader.approval(ApprovalId(token.subject))
        if approval is None:
            return alert(OUTDATED)
        approval = as_listed(approval, self._policy())
        asked = _asked(token, approval, text) if _counts(token, approval, by) else None
        if asked is not None:
            return asked
        event = replace(_event(token, approval, by, text), stored=approval)
        return await self._acts.decide(approval.conversation, by, event, key)


def _counts(token: Token, approval: Approval, by: Actor) -> bool:
    """Whether their word would be taken; who has approved can still reject, or change the text."""
    if token.press is Press.EDIT:
        return approval.ruling is Ruling.PENDING and may_decide(approval, by)
    ruling = Ruling.REJECTED if token.press is Press.REJECT else Ruling.APPROVED
    return would_count(approval, by, ruling)


def _asked(token: Token, approval: Approval, text: str) -> Answer | None:
    if token.press is Press.REJECT and not token.detail:
        again = str(Token(Press.REJECT, token.subject, EMPTY))
        return Answer(ask=Ask("Reject", REASON, again, "Reject"))
    if token.press is Press.REASON and not token.detail.startswith(EMPTY):
        again = str(Token(Press.REASON, token.subject, EMPTY + token.detail))
        return Answer(ask=Ask("Approve", REASON, again, "Approve"))
    if token.press is Press.EDIT and approval.draft and not text.strip():
        return _edit(approval)
    return None


def _edit(approval: Approval) -> Answer:
    if len(approval.text) > LONGEST_VALUE:
        return alert(TOO_LONG)
    again = str(Token(Press.EDIT, approval.id, fingerprint(approval)))
    return Answer(ask=Ask("Edit and approve", "Text for the contact", again, "Approve", approval.text))


def _event(token: Token, approval: Approval, by: Actor, text: str) -> ReviewerDecided:
    if token.press is Press.REJECT:
        return ReviewerDecided(by, approval.id, Ruling.REJECTED, text)
    if token.press is Press.REASON:
        seen = token.detail.removeprefix(EMPTY)
        return ReviewerDecided(by, approval.id, Ruling.APPROVED, text, seen=seen)
    edited = bare(text) if token.press is Press.EDIT else None
    return ReviewerDecided(by, approval.id, Ruling.APPROVED, text=edited, seen=token.detail)
