"""A workflow in the terminal: prints what the contact would read, and asks what people and tools would say.

Lines are read one after another, so that a whole play can be piped in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.workflow.running.flows import flow
from bot.workflow.running.shelf import Volume
from bot.workflow.trying.bench import Console, Over, Printer
from bot.workflow.trying.rehearsal import Rehearsal, is_told
from handoff.answer import Answer
from handoff.approvals import Approval, Ruling
from handoff.content import Content
from handoff.events import Actor, AgentAnswered, ApprovalDue, ContactSaid, ReviewerDecided, RunBegan
from handoff.flow import Occasion
from handoff.ids import Address, OperatorName, QueueName, RunId
from handoff.ownership import Owner
from handoff.policy import Queue
from handoff.run import Awaits, Phase, Run
from handoff.state import Contact
from handoff.store.reading import RunQuery
from handoff.transcript import Entry, EntryKind

YOU: Final = Actor(OperatorName("you"), "You")
QUEUE: Final = QueueName("support")
INBOX: Final = Address("web", "")
LATER: Final = "/later"
"""What is written instead of words to let the time run out."""
CODE: Final = "/code"
"""What is written instead of the code that was printed, where nobody can read it beforehand."""
_TOLD: Final = frozenset(
    {"tagged", "untagged", "announced", "withheld", "contact verified", "workflow tool failed"}
)


@dataclass
class Play:
    """One run of one workflow. ``given`` are variables it begins with, ``printer`` knows the newest code."""

    console: Console
    volume: Volume
    rehearsal: Rehearsal
    given: Mapping[str, Any] = field(default_factory=dict)
    printer: Printer | None = None
    seen: int = 0
    run: RunId | None = None

    async def go(self) -> int:
        """Play until the run ends; return the exit code: 1 when it failed, or the lines ran out."""
        try:
            await self._begin()
            while (run := await self._shown()) is not None:
                await self._answer(run)
        except Over:
            self.console.write("-- no more input")
            return 1
        return await self._ended()

    async def _begin(self) -> None:
        await self.rehearsal.open({self.volume.name: self.volume})
        self._let_you_decide()
        start = flow(self.volume)
        variables = dict(self.given)
        if start.occasion is Occasion.MESSAGE:
            if "message" not in variables:
                variables["message"] = await self.console.ask("contact")
            if not start.matches(variables, Contact(self.rehearsal.contact)):
                self.console.write("-- this message would not start it; it starts anyway")
        await self.rehearsal.happen(RunBegan(start, variables))
        (begun,) = await self.rehearsal.store.runs(RunQuery(live=False))
        self.run = begun.id

    def _let_you_decide(self) -> None:
        """Make you a reviewer of every queue, known or not: nobody else is there."""
        named = {QUEUE, *map(QueueName, self.volume.workflow.queues)}
        known = {**{name: Queue(name) for name in named}, **self.rehearsal.policy().queues}
        mine = {
            name: replace(
                queue, reviewers=queue.reviewers | {YOU.operator}, notify=(INBOX,), decide_within=0.0
            )
            for name, queue in known.items()
        }
        self.rehearsal.set_policy(queues=mine)

    async def _shown(self) -> Run | None:
        """Print what happened since the last look; return the run, or None when it is over."""
        for entry in await self.rehearsal.entries(self.seen):
            self.seen = entry.seq
            if line := _line(entry):
                self.console.write(line)
        return next((run for run in await self.rehearsal.runs() if run.id == self.run), None)

    async def _answer(self, run: Run) -> None:
        """Bring what the run waits for."""
        match run.wait.awaits if run.wait is not None else None:
            case Awaits.WORDS:
                await self._words(run)
            case Awaits.DECISION:
                await self._decision()
            case Awaits.AGENT:
                await self._agent(run)
            case _:
                await self._pass_time(run)

    async def _words(self, run: Run) -> None:
        line = await self.console.ask("contact")
        if line == CODE and self.printer is not None:
            line = self.printer.code
        if line == LATER:
            await self._pass_time(run)
        else:
            await self.rehearsal.happen(ContactSaid(f"m{self.seen}", Content(line)))

    async def _decision(self) -> None:
        question = (await self.rehearsal.state()).approvals[-1]
        for line in _card(question):
            self.console.write(line)
        word, _, reason = (await self.console.ask("reviewer: approve, reject, expire")).partition(" ")
        match word.lower():
            case "approve" | "reject":
                ruling = Ruling.APPROVED if word.lower() == "approve" else Ruling.REJECTED
                await self.rehearsal.happen(ReviewerDecided(YOU, question.id, ruling, reason))
            case "expire":
                await self.rehearsal.happen(ApprovalDue(question.id))
            case _:
                self.console.write("-- write approve, reject or expire, and behind it a reason if you like")

    async def _agent(self, run: Run) -> None:
        """Be the contact, and the agent: its answer ends its part."""
        state = await self.rehearsal.state()
        if not state.asked:
            await self._words(run)
            return
        line = await self.console.ask("agent")
        if line == LATER:
            await self._pass_time(run)
            return
        answer = Answer(line, done=True)
        await self.rehearsal.happen(AgentAnswered(state.epoch, state.turn, answer))

    async def _pass_time(self, run: Run) -> None:
        """Turn the clock to where the wait ends; raises Over where it never does."""
        due = run.wait.due if run.wait is not None else None
        if due is None:
            raise Over
        seconds = max(0.0, due - self.rehearsal.now)
        self.console.write(f"-- {seconds:g} seconds later")
        await self.rehearsal.later(seconds)

    async def _ended(self) -> int:
        run = await self.rehearsal.store.run(self.run) if self.run is not None else None
        state = await self.rehearsal.state()
        if state.owner is Owner.WAITING:
            self.console.write("-- a person is asked to take over")
        if run is None:
            return 0
        why = f": {run.error}" if run.error else ""
        self.console.write(f"-- {run.phase} at {run.node}{why}")
        return 1 if run.phase is Phase.FAILED else 0


def _line(entry: Entry) -> str:
    if is_told(entry):
        buttons = "".join(f" [{button.label}]" for button in entry.content.buttons)
        return f"bot: {entry.content.text}{buttons}"
    if entry.kind is EntryKind.EVENT and entry.content.text in _TOLD:
        known = ("tag", "place", "text", "tool", "why")
        facts = ", ".join(str(entry.data[name]) for name in known if entry.data.get(name))
        return f"-- {entry.content.text}{f': {facts}' if facts else ''}"
    return ""


def _card(question: Approval) -> Iterator[str]:
    yield f"question: {question.question}"
    for fact in question.facts:
        yield f"  {fact.name}: {fact.value}"
    if question.draft:
        yield f"  would be sent: {question.draft}"
