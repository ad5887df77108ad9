"""A decision in the making: the one place that grows seq and epoch and writes entries."""

from dataclasses import replace
from typing import Any

from handoff.approvals import Approval
from handoff.content import Content
from handoff.decision import Decision, Facts
from handoff.effects import AskAgent, Deliver, EditCard, Effect, Relay, Timer, Transcript, Wake
from handoff.envelope import Handoff, Line
from handoff.errors import RuleBroken
from handoff.events import Actor
from handoff.gist import gist
from handoff.ids import RunId, Ticket
from handoff.labels import known_as
from handoff.outcome import Outcome
from handoff.ownership import Move, Owner, after
from handoff.policy import Policy
from handoff.run import Run
from handoff.state import Conversation, changed
from handoff.texts import Texts, fill
from handoff.transcript import Author, AuthorKind, Entry, EntryKind, Origin, may_show

TAIL = 8
CLIP = 300
SYSTEM = Author(AuthorKind.SYSTEM)
NOTHING = Content()


class Draft:
    """Collects what one event changes. Lives inside one call of ``decide`` and never leaves it."""

    def __init__(self, conversation: Conversation, facts: Facts) -> None:
        self.before = conversation
        self._state = conversation
        self._changes: dict[str, Any] = {}
        self.now = facts.now
        self.ticket: Ticket = facts.ticket
        self.policy: Policy = facts.policy
        self._quiet = facts.quiet
        self.opened = False
        self._entries: list[Entry] = []
        self._effects: list[Effect] = []
        self._handoffs: dict[Ticket, Handoff] = {}
        self._approvals: list[Approval] = []
        self._runs: dict[RunId, Run] = {}

    @property
    def state(self) -> Conversation:
        """The conversation as it is by now. Changes are put in when somebody looks: copying is what costs."""
        if self._changes:
            self._state = changed(self._state, self._changes)
            self._changes = {}
        return self._state

    @property
    def words(self) -> Texts:
        """What the bot says, in the contact's language."""
        return self.policy.words(self.state.contact.language)

    @property
    def agent_on(self) -> bool:
        """Whether the agent may answer this contact now."""
        return self.state.agent_on and self.policy.agent_on(self.state.contact.address.channel, self.now)

    @property
    def silent(self) -> bool:
        """Whether the admin wants no word from the bot while the agent is off."""
        return not self.agent_on and self.policy.silent(self.state.contact.address.channel)

    def set(self, **changes: Any) -> None:
        """Change fields of the conversation."""
        self._changes |= changes

    def set_handoff(self, **changes: Any) -> Handoff:
        """Change fields of the open handoff; raises RuleBroken when none is open."""
        if self.state.handoff is None:
            raise RuleBroken("no handoff is open")
        handoff = replace(self.state.handoff, **changes)
        self.file(handoff)
        self.set(handoff=handoff)
        return handoff

    def file(self, handoff: Handoff) -> None:
        """Have the handoff's row written as it is now."""
        self._handoffs[handoff.ticket] = handoff

    def file_approval(self, approval: Approval) -> None:
        """Have the approval's row written as it is now."""
        self._approvals.append(approval)

    def file_run(self, run: Run) -> None:
        """Have the run's row written as it is now."""
        self._runs[run.id] = run

    def add(
        self,
        kind: EntryKind,
        author: Author,
        content: Content = NOTHING,
        *,
        id: str = "",
        target: int | None = None,
        origin: Origin | None = None,
        **data: Any,
    ) -> int:
        """Write one entry down and return its seq."""
        seq = self.state.seq + 1
        if origin is not None:
            data |= origin.data
        self._entries.append(Entry(seq, self.now, kind, author, id, content, target, data))
        self.set(seq=seq)
        if kind is EntryKind.MESSAGE and author.kind is not AuthorKind.SYSTEM:
            self._remember(author, content.words)
        return seq

    def say(
        self,
        author: Author,
        content: Content,
        *,
        fence: int | None = None,
        id: str = "",
        target: int | None = None,
        origin: Origin | None = None,
        **data: Any,
    ) -> int:
        """Write a message to the contact down and have it delivered; return its seq."""
        seq = self.add(EntryKind.MESSAGE, author, content, id=id, target=target, origin=origin, **data)
        self.do(Deliver(seq, fence))
        return seq

    def tell(self, text: str, **values: str) -> int:
        """Tell the contact something as the bot itself, unless nothing is to be heard of it."""
        if self.silent:
            return self.state.seq
        return self.say(SYSTEM, Content(fill(text, **values)))

    def mention(self, text: str, **values: str) -> None:
        """Tell the contact who comes and goes, where that is a line beside the others and no letter."""
        if not self._quiet:
            self.tell(text, **values)

    def event(self, what: str, *, origin: Origin | None = None, **data: Any) -> int:
        """Write something down that only the team reads."""
        return self.add(EntryKind.EVENT, SYSTEM, Content(what), origin=origin, **data)

    def do(self, effect: Effect) -> None:
        """Order one thing."""
        self._effects.append(effect)

    def wake(self, timer: Timer, due: float) -> None:
        """Set a limit on the open handoff as it is owned now."""
        if self.state.handoff is not None:
            self.do(Wake(timer, self.state.handoff.ticket, self.state.epoch, due))

    def move(self, move: Move, by: Actor | None = None, **data: Any) -> None:
        """Change the owner; raises RuleBroken for a move the table does not have.

        The epoch grows, what the agent was writing is no longer wanted, and the contact and the
        team can read in the transcript who has the conversation now.
        """
        owner = after(self.state.owner, move)
        if owner is None:
            raise RuleBroken(f"{self.state.owner} has no move {move}")
        person = by if owner is Owner.HUMAN else None
        self.set(
            owner=owner,
            epoch=self.state.epoch + 1,
            fence=self.state.fence if move is Move.HAND_OVER else self.state.epoch + 1,
            operator=person and person.operator,
            operator_name=person.name if person else "",
            operator_shown="",
            last_operator=person.operator if person else self.state.last_operator,
            owned_since=self.now,
            asked=False,
        )
        self.add(
            EntryKind.OWNER,
            SYSTEM,
            owner=str(owner),
            epoch=self.state.epoch,
            move=str(move),
            operator=self.state.operator_name,
            by=by.name if by else "",
            via=by.via if by else "",
            **data,
        )

    def ask_agent(self) -> None:
        """Let the agent answer everything since the last answer; an older turn is no longer wanted."""
        self.set(turn=self.state.turn + 1, asked=True, told_off=False)
        self.do(AskAgent(self.state.turn, self.state.epoch, self.now + self.policy.burst))

    def edit_cards(self, handoff: Handoff) -> None:
        """Have every live card of the handoff redrawn."""
        for copy in handoff.cards:
            if copy.ref is not None:
                self.do(EditCard(handoff.ticket, copy.place, copy.ref))

    def show_transcript(self, handoff: Handoff) -> None:
        """Have what was said before the handoff shown in its desk threads, once in each."""
        for copy in handoff.cards:
            if copy.desk is not None:
                self.do(Transcript(handoff.ticket, copy.desk))

    def finish(self, outcome: Outcome) -> Decision:
        """Close the draft. What was written down is shown in the desk threads; undelivered
        messages of a machine are withheld that has not got the conversation any more.
        """
        self._relay()
        return Decision(
            self.state,
            tuple(self._entries),
            tuple(self._effects),
            tuple(self._handoffs.values()),
            tuple(self._approvals),
            tuple(self._runs.values()),
            drop_fenced=self.state.fence != self.before.fence,
            opened=self.opened,
            outcome=outcome,
        )

    def _relay(self) -> None:
        """Show the new entries in every desk thread of the open handoff, or of the one that just ended.

        A thread is not shown what was written in it.
        """
        handoff = self.state.handoff or self.before.handoff
        if handoff is None:
            return
        ended = self._handoffs.get(handoff.ticket, handoff)
        for thread in filter(None, (copy.desk for copy in ended.cards)):
            for entry in self._entries:
                if entry.data.get("thread") != str(thread) and may_show(entry, thread):
                    self.do(Relay(entry.seq, thread))

    def _remember(self, author: Author, text: str) -> None:
        contact = author.kind is AuthorKind.CONTACT
        name = known_as(author.name, self.state.id) if contact else author.name or "Assistant"
        text = text if contact else gist(text)
        line = Line(name, text if len(text) <= CLIP else text[:CLIP].rstrip() + "…")
        self.set(tail=(*self.state.tail, line)[-TAIL:])
