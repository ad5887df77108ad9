"""A stage with workflows: what a run's steps came to is said by the test, in place of an interpreter."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handoff.approvals import Approval, Ruling
from handoff.effects import StepRun
from handoff.events import Act, Actor, AskDecision, Event, LetAgent, ReviewerDecided, RunWent
from handoff.flow import Flow, Occasion, always
from handoff.ids import OperatorName
from handoff.outcome import Outcome
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, Run, Wait
from handoff.transcript import AuthorKind, EntryKind
from tests.handoff.stage import SUPPORT, Stage, sales, support

KIM, LEE = (Actor(OperatorName(name), name.title()) for name in ("kim", "lee"))
REVIEWERS = frozenset({KIM.operator, LEE.operator})
HOUR = 3600.0


def flow(occasion: Occasion = Occasion.MESSAGE, **changes: Any) -> Flow:
    """A workflow that starts at node "first"; of messages it starts with those about a refund."""
    value = Flow("refund", "d1", occasion, "first", lambda known, contact: "refund" in known["message"])
    matches: dict[str, Any] = {} if occasion is Occasion.MESSAGE else {"matches": always}
    return replace(value, **{**matches, **changes})


class Running(Stage):
    """A stage whose support queue has reviewers, and whose workflows may start."""

    def __init__(self, *flows: Flow, **policy: Any) -> None:
        queues = (support(reviewers=REVIEWERS), sales())
        super().__init__(*queues, flows=flows or (flow(),), **policy)
        self.runs: dict[str, Run] = {}

    def happen(self, event: Event) -> Outcome:
        outcome = super().happen(event)
        self.runs |= {run.id: run for run in self.last.runs}
        return outcome

    @property
    def run(self) -> Run:
        """The newest run, as it was last filed."""
        return list(self.runs.values())[-1]

    @property
    def front(self) -> Run:
        """The live run that holds the conversation."""
        (run,) = (run for run in self.state.runs if run.front)
        return run

    @property
    def approval(self) -> Approval:
        """The newest question."""
        return self.state.approvals[-1]

    def goes(
        self, *acts: Act, run: Run | None = None, event: dict[str, Any] | None = None, **then: Any
    ) -> Any:
        """Let a run take its steps: on to node "next" unless ``then`` says otherwise."""
        run = run or self.run
        following = {"node": "next", "visit": run.visit + 1, "phase": Phase.GOING, "wait": None, "exit": ""}
        went = RunWent(run.id, run.step, self.state.epoch, replace(run, **{**following, **then}), acts)
        return self.happen(replace(went, **(event or {})))

    def waits(self, awaits: Awaits, *acts: Act, due: float | None = None, **then: Any) -> Outcome:
        """Let the newest run come to a wait."""
        return self.goes(*acts, phase=Phase.WAITING, wait=Wait(awaits, due), **then)

    def asks(self, draft: str = "", **question: Any) -> Outcome:
        """Let the newest run put a question to reviewers."""
        act = AskDecision("Refund 40 euros?", queue=SUPPORT, draft=draft, **question)
        return self.waits(Awaits.DECISION, act)

    def lets_agent(self, note: str = "", due: float | None = None) -> Outcome:
        """Let the newest run give the conversation to the agent."""
        return self.waits(Awaits.AGENT, LetAgent(note), due=due)

    def decide(self, ruling: Ruling = Ruling.APPROVED, by: Actor = KIM, **parts: Any) -> Outcome:
        """Be a reviewer."""
        return self.happen(ReviewerDecided(by, self.approval.id, ruling, **parts))

    def steps(self) -> list[StepRun]:
        """Return what the newest decision orders runs to do."""
        return self.ordered(StepRun)

    def spoken(self) -> list[str]:
        """Return what workflows said to the contact by the newest decision."""
        return [
            entry.content.text
            for entry in self.last.entries
            if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.AGENT
        ]

    def events(self) -> dict[str, dict[str, Any]]:
        """Return what the newest decision wrote down for the team: the kind of event, and its data."""
        return {
            entry.content.text: dict(entry.data)
            for entry in self.last.entries
            if entry.kind is EntryKind.EVENT
        }


def begun() -> Running:
    """A run that the contact's words began; its first steps are to be taken."""
    stage = Running()
    stage.say("a refund, please")
    return stage


def at_decision() -> Running:
    stage = begun()
    stage.asks()
    return stage


def at_words() -> Running:
    stage = begun()
    stage.waits(Awaits.WORDS, due=stage.now + HOUR)
    return stage


def at_time() -> Running:
    stage = begun()
    stage.waits(Awaits.TIME, due=stage.now + HOUR)
    return stage


def at_agent() -> Running:
    stage = begun()
    stage.lets_agent("be kind")
    return stage


PHASES: dict[str, Callable[[], Running]] = {
    "going": begun,
    "decision": at_decision,
    "words": at_words,
    "time": at_time,
    "agent": at_agent,
}
"""A live run that holds the conversation, by what it does."""

OWNERS = {name: Owner.AGENT if name == "agent" else Owner.AUTOMATION for name in PHASES}
