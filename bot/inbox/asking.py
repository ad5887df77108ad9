"""A question to reviewers as the pages draw it: who may answer, how far it is, what this person can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.inbox.ages import Chip, chip
from bot.inbox.operators import Operator
from bot.inbox.room import Room
from handoff.approvals import Approval, Ruling, fingerprint, has_voted, may_decide, progress, would_count
from handoff.labels import messenger
from handoff.listed import as_listed
from handoff.question import sending, status


@dataclass(frozen=True, slots=True)
class Question:
    """``mine``: this person's word would count now; else ``line`` says why not. ``seen`` names the draft.

    ``objects``: this person approved, others have to as well, and until they did it can become a rejection.

    ``yours`` holds also for what this person has voted on, or could have: it stays where it is on the page.
    """

    approval: Approval
    title: str
    status: str
    heading: str
    seen: str
    yours: bool
    mine: bool
    objects: bool
    line: str
    who: str
    chip: Chip | None

    @property
    def pending(self) -> bool:
        """Whether it still waits for a decision."""
        return self.approval.ruling is Ruling.PENDING


def question(approval: Approval, me: Operator, room: Room) -> Question:
    """Draw one for one reader."""
    approval = as_listed(approval, room.policy())
    pending = approval.ruling is Ruling.PENDING
    mine = would_count(approval, me.actor, Ruling.APPROVED)
    who = _who(approval, room)
    return Question(
        approval=approval,
        title=approval.label or ("Needs approval" if pending else "Approval"),
        status=status(approval),
        heading=sending(approval),
        seen=fingerprint(approval),
        yours=may_decide(approval, me.actor),
        mine=mine,
        objects=not mine and would_count(approval, me.actor, Ruling.REJECTED),
        line="" if mine or not pending else _line(approval, me, who),
        who=who,
        chip=_chip(approval, room.now()) if pending else None,
    )


def questions(found: Iterable[Approval], me: Operator, room: Room) -> list[Question]:
    """Draw them, the oldest first: an answer moves none, so that no press lands on another question."""
    return [question(one, me, room) for one in sorted(found, key=lambda one: (one.asked, one.id))]


def _line(approval: Approval, me: Operator, who: str) -> str:
    if has_voted(approval, me.name):
        return f"You approved: {progress(approval)}. Waiting for {who}."
    if me.name in approval.barred:
        return f"You asked for this yourself. Waiting for {who}."
    return f"Waiting for {who}."


def _who(approval: Approval, room: Room) -> str:
    """Name those whose word would still count."""
    left = approval.reviewers - approval.barred - {vote.operator for vote in approval.votes}
    people = sorted((_named(name, room) for name in left), key=str.casefold)
    groups = sorted({f"a reviewer on {messenger(group.partition('-')[0])}" for group in approval.groups})
    *others, last = [*people, *groups] or ["a reviewer"]
    return f"{', '.join(others)} or {last}" if others else last


def _named(name: str, room: Room) -> str:
    known = room.operators.get(name)
    return known.display if known is not None else name


def _chip(approval: Approval, now: float) -> Chip:
    limit = approval.expires - approval.asked if approval.expires is not None else 0.0
    return chip(approval.asked, approval.asked, limit, now, "Waiting for a decision")
