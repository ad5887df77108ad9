"""What ``decide`` gives back: the new state, what to write down, what to do, and what to tell the presser."""

from dataclasses import dataclass

from handoff.approvals import Approval
from handoff.effects import Effect
from handoff.envelope import Handoff
from handoff.ids import Ticket
from handoff.outcome import Done, Outcome
from handoff.policy import Policy
from handoff.run import Run
from handoff.state import Conversation
from handoff.transcript import Entry


@dataclass(frozen=True, slots=True)
class Facts:
    """What the core may not find out by itself: the time, a free ticket number, the admin's policy.

    ``quiet`` says that each line the contact gets is a letter of its own, as by mail.
    """

    now: float
    ticket: Ticket
    policy: Policy
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """``handoffs``, ``approvals`` and ``runs`` are the rows whose state changed, as they are now.

    ``drop_fenced`` orders every undelivered agent's message of an older epoch to be withheld.
    An unchanged conversation with no entries and no effects needs no commit.
    """

    conversation: Conversation
    entries: tuple[Entry, ...] = ()
    effects: tuple[Effect, ...] = ()
    handoffs: tuple[Handoff, ...] = ()
    approvals: tuple[Approval, ...] = ()
    runs: tuple[Run, ...] = ()
    drop_fenced: bool = False
    opened: bool = False
    outcome: Outcome = Done()
