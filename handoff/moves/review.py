"""Approvals answered: once, by those who may, and every card of it shows the answer (law 2)."""

from dataclasses import replace

from handoff.approvals import Approval, Ruling, close, settle
from handoff.effects import EditQuestion
from handoff.envelope import CardCopy
from handoff.events import (
    ApprovalAsked,
    ApprovalDue,
    ApprovalWithdrawn,
    QuestionPosted,
    QuestionRefused,
    ReviewerDecided,
)
from handoff.ids import ApprovalId
from handoff.listed import as_listed
from handoff.moves import purposes
from handoff.moves.draft import Draft
from handoff.moves.questions import ask, find, put, redraw, tell, unreached, write_ruling
from handoff.outcome import Done, Outcome, Refused

UNKNOWN = Refused("unknown_approval", "There is no such question.")
SETTLED = Refused("already_decided", "The question was answered before.")


def asked(draft: Draft, event: ApprovalAsked) -> Outcome:
    """Put a question; see ``questions.ask``."""
    return ask(draft, event)


def decided(draft: Draft, event: ReviewerDecided) -> Outcome:
    """Count a listed reviewer's word; once it is decided everyone later is told who did and when.

    The list is the settings' as they are by now, not as they were when it was asked.
    After its time it expires here, should nobody have noticed yet: the bot was perhaps away (law 7).
    """
    approval = find(draft, event.approval) or _settled(event)
    if approval is None:
        return UNKNOWN
    approval = as_listed(approval, draft.policy)
    if is_late(draft, approval):
        approval = close(approval, Ruling.EXPIRED, draft.now)
        _ruled(draft, approval)
    after, outcome = settle(approval, event.ruling, event.by, draft.now, event.reason, event.text, event.seen)
    if isinstance(outcome, Done) and after.ruling is Ruling.PENDING:
        _voted(draft, after, outcome)
    elif isinstance(outcome, Done):
        _ruled(draft, after)
    return outcome


def due(draft: Draft, event: ApprovalDue) -> Outcome:
    """Let it expire."""
    return _end(draft, event.approval, Ruling.EXPIRED)


def withdrawn(draft: Draft, event: ApprovalWithdrawn) -> Outcome:
    """Cancel it."""
    return _end(draft, event.approval, Ruling.CANCELLED)


def posted(draft: Draft, event: QuestionPosted) -> Outcome:
    """Remember where the question stands; with the first place the contact is told that it is being decided.

    One that changed while its card was on the way, drawn from before, is redrawn at once.
    """
    approval = find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    first = all(copy.ref is None for copy in approval.cards)
    put(draft, _with(approval, CardCopy(event.place, event.ref)))
    if approval.ruling is not Ruling.PENDING or approval.votes or len(approval.queues) > 1:
        draft.do(EditQuestion(event.approval, event.place, event.ref))
    if first and approval.ruling is Ruling.PENDING:
        tell(draft, approval, draft.words.deciding)
    return Done()


def refused(draft: Draft, event: QuestionRefused) -> Outcome:
    """Show the team which place could not be asked; when none is left tell the contact the truth (law 4)."""
    approval = find(draft, event.approval)
    if approval is None:
        return UNKNOWN
    approval = _with(approval, CardCopy(event.place, error=event.reason))
    put(draft, approval)
    seq = draft.event("card refused", place=str(event.place), reason=event.reason)
    if approval.ruling is Ruling.PENDING and all(copy.error is not None for copy in approval.cards):
        unreached(draft, approval)
    return Done(seq)


def is_late(draft: Draft, approval: Approval) -> bool:
    """Whether its time is over, though perhaps nobody noticed yet."""
    end = approval.expires
    return approval.ruling is Ruling.PENDING and end is not None and end <= draft.now


def _settled(event: ReviewerDecided) -> Approval | None:
    """Return the question as the store has it; what is pending is in the state, or nobody's here."""
    stored = event.stored
    return stored if stored is not None and stored.ruling is not Ruling.PENDING else None


def _end(draft: Draft, id: ApprovalId, ruling: Ruling) -> Outcome:
    approval = find(draft, id)
    if approval is None:
        return UNKNOWN
    if approval.ruling is not Ruling.PENDING:
        return SETTLED
    _ruled(draft, close(approval, ruling, draft.now))
    return Done()


def _voted(draft: Draft, approval: Approval, counted: Done) -> None:
    """Keep a word that is not enough yet, and show it on every card."""
    put(draft, approval)
    vote = approval.votes[-1]
    draft.event("approval vote", id=approval.id, by=vote.name, progress=counted.text, reason=vote.reason)
    redraw(draft, approval)


def _ruled(draft: Draft, approval: Approval) -> None:
    write_ruling(draft, approval)
    purposes.ruled(draft, approval)


def _with(approval: Approval, copy: CardCopy) -> Approval:
    others = tuple(card for card in approval.cards if card.place != copy.place)
    return replace(approval, cards=(*others, copy))
