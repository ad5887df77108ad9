"""One conversation, its admin's policy and the clock: every event goes through ``decide``."""

from typing import Any

from handoff.answer import Answer
from handoff.content import Content
from handoff.conversation import decide
from handoff.decision import Decision, Facts
from handoff.effects import Effect, Timer, Wake
from handoff.envelope import Handoff
from handoff.events import (
    Actor,
    AgentAnswered,
    CardAccepted,
    CardRefused,
    ContactSaid,
    Event,
    OperatorReplied,
    OperatorTook,
    OperatorWrote,
    TimerFired,
)
from handoff.ids import Address, OperatorName, QueueName, Ticket, conversation_id
from handoff.outcome import Outcome
from handoff.policy import Policy, Queue
from handoff.state import Contact, opening
from handoff.transcript import AuthorKind, Entry, EntryKind, Origin
from tests.laws.world import WordJudge

CONTACT = Address("fake", "chat")
ID = conversation_id(CONTACT)
TEAM, SECOND = Address("fake", "team"), Address("fake", "second")
DESK, SECOND_DESK = Address("fake", "team/t"), Address("fake", "second/t")
HERE = Origin(DESK, "w1")
SUPPORT, SALES = QueueName("support"), QueueName("sales")
ANA, BEN, CAI = (Actor(OperatorName(name.lower()), name) for name in ("Ana", "Ben", "Cai"))


def support(**changes: Any) -> Queue:
    return Queue(SUPPORT, (TEAM,), **changes)


def sales(**changes: Any) -> Queue:
    return Queue(SALES, (SECOND,), **changes)


class Stage:
    """Plays events one after another; ``last`` is the newest decision, ``entries`` the whole transcript.

    With ``quiet`` the contact gets each line as a letter.
    """

    def __init__(self, *queues: Queue, quiet: bool = False, **policy: Any) -> None:
        self.now = 1000.0
        self.quiet = quiet
        self.policy = Policy(
            WordJudge(), queues={queue.name: queue for queue in queues or (support(), sales())}, **policy
        )
        self.state = opening(ID, Contact(CONTACT), self.now)
        self.entries: list[Entry] = []
        self.effects: list[Effect] = []
        self.filed: dict[Ticket, Handoff] = {}
        self.last = Decision(self.state)
        self._ticket = 1001

    def happen(self, event: Event) -> Outcome:
        """Let it happen, and keep what came of it."""
        self.last = decide(self.state, event, Facts(self.now, Ticket(self._ticket), self.policy, self.quiet))
        self._ticket += self.last.opened
        self.state = self.last.conversation
        self.entries += self.last.entries
        self.effects += self.last.effects
        self.filed |= {handoff.ticket: handoff for handoff in self.last.handoffs}
        return self.last.outcome

    def later(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def say(self, text: str, id: str = "") -> Outcome:
        """Be the contact."""
        return self.happen(ContactSaid(id or f"c{self.state.seq}", Content(text)))

    def answer(self, text: str = "An answer.", **parts: Any) -> Outcome:
        """Be the agent, in time."""
        return self.happen(AgentAnswered(self.state.epoch, self.state.turn, Answer(text, **parts)))

    def take(self, by: Actor = ANA) -> Outcome:
        """Be an operator who takes over."""
        return self.happen(OperatorTook(by))

    def reply(self, text: str = "Hello from a person", by: Actor = ANA) -> Outcome:
        """Be an operator who writes."""
        return self.happen(OperatorReplied(by, Content(text)))

    def accept(self, place: Address = TEAM, thread: str = "") -> Outcome:
        """Be a team's channel that takes the card, and perhaps opens a desk thread."""
        return self.happen(CardAccepted(self.handoff.ticket, place, f"ref-{place.chat}", thread))

    def write(
        self, text: str, by: Actor = ANA, *, origin: Origin = HERE, reply_to: int | None = None
    ) -> Outcome:
        """Be an operator who writes plain text in a desk thread."""
        return self.happen(OperatorWrote(by, Content(text), origin, reply_to))

    def refuse(self, place: Address = TEAM) -> Outcome:
        """Be a team's channel that does not."""
        return self.happen(CardRefused(self.handoff.ticket, place, "the room is gone"))

    def escalate(self, *, accepted: bool = True) -> None:
        """Bring the conversation to where it waits for a person."""
        self.say("a human please")
        if accepted:
            self.accept()

    def escalate_with_threads(self, *places: Address) -> None:
        """Bring it there, with a desk thread in each place; in the team's alone if none is named."""
        self.say("a human please")
        for place in places or (TEAM,):
            self.accept(place, f"{place.chat}/t")

    def fire(self, timer: Timer) -> Outcome:
        """Let the newest limit of this kind run out, exactly when it is due."""
        wake = self.wakes(timer)[-1]
        self.now = max(self.now, wake.due)
        return self.happen(TimerFired(wake.timer, wake.ticket, wake.epoch))

    def wakes(self, timer: Timer) -> list[Wake]:
        """Return every limit of this kind that was ever set."""
        return [effect for effect in self.effects if isinstance(effect, Wake) and effect.timer is timer]

    def ordered(self, kind: type[Effect]) -> list[Any]:
        """Return what the newest decision orders of one kind."""
        return [effect for effect in self.last.effects if isinstance(effect, kind)]

    @property
    def handoff(self) -> Handoff:
        """The open handoff; there must be one."""
        assert self.state.handoff is not None
        return self.state.handoff

    @property
    def told(self) -> list[str]:
        """What the bot itself told the contact by the newest decision."""
        return [
            entry.content.text
            for entry in self.last.entries
            if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.SYSTEM
        ]
