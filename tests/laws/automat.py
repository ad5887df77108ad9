"""A world with workflows: in place of an interpreter something that lets runs do anything at all."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from bot.agent.base import Turn
from bot.dispatch import Doer
from handoff.answer import Answer, Proposal
from handoff.approvals import Ruling
from handoff.desk import Desk
from handoff.effects import CallTool, Effect, StepRun
from handoff.events import (
    Act,
    AskDecision,
    CallPerson,
    Event,
    Inform,
    LetAgent,
    Noted,
    RunWent,
    SetTag,
    Speak,
    ToolRan,
)
from handoff.flow import Flow, Occasion
from handoff.ids import QueueName
from handoff.ownership import Owner
from handoff.policy import Policy
from handoff.run import Awaits, Phase, Run, Wait
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.store.outbox import LIVE
from handoff.transcript import Entry
from tests.laws.world import ANA, BEN, TEAM, GatedAgent, World

PEOPLE: Final = (Owner.WAITING, Owner.HUMAN)
LONGEST: Final = 9
"""So many nodes a run goes through; then it ends."""
FLOWS: Final = (
    Flow("refund", "d1", Occasion.MESSAGE, "first", lambda known, contact: "refund" in known["message"]),
    Flow("ask", "d2", Occasion.REQUEST, "first"),
    Flow("after", "d3", Occasion.RESOLVED, "first"),
)
NEWS: Final = Flow("news", "d4", Occasion.SCHEDULE, "first")


def with_workflows(policy: Policy, flows: Sequence[Flow]) -> Policy:
    """Let workflows start, and let the first queue decide; nobody may in the second."""
    support = policy.queues[QueueName("support")]
    reviewed = replace(support, reviewers=frozenset({ANA.operator, BEN.operator}), remind_every=400.0)
    queues = {**policy.queues, reviewed.name: reviewed}
    return replace(policy, queues=queues, flows=tuple(flows), tool_queue=reviewed.name)


class EagerAgent(GatedAgent):
    """Says now and then that the contact needs nothing more, or wants a tool called."""

    async def answer(self, turn: Turn) -> Answer:
        answer, count = await super().answer(turn), len(self.turns)
        wish = Proposal("stripe__refund", json.dumps({"order": count}), f"t:{count}")
        return replace(answer, done=count % 3 == 0, proposals=(wish,) if count % 4 == 1 else ())


@dataclass
class Whim:
    """What runs choose, in turn; it lives outside, so a crash does not begin it again."""

    choices: Sequence[int]
    made: int = 0

    def next(self) -> int:
        """Return the next choice."""
        self.made += 1
        return self.choices[self.made % len(self.choices)]


class Automat:
    """Does ``StepRun``: brings an arbitrary leap. Some take a while, as those do that call a tool."""

    def __init__(self, desk: Desk, clock: Callable[[], float], whim: Whim) -> None:
        self._desk = desk
        self._clock = clock
        self._whim = whim

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        effect = row.effect
        assert isinstance(effect, StepRun)
        state = await self._desk.state(row.conversation)
        run = next((one for one in state.runs if one.id == effect.run), None) if state is not None else None
        if run is None or (effect.heard is None and effect.step != run.step) or not _hears(effect, run):
            return Settled(row.id, RowState.DROPPED, error="stale")
        choice, text = self._whim.next(), f"run says {self._whim.made}"
        for _ in range(choice % 7):
            await asyncio.sleep(0)
        event = self._leap(run, effect, choice, text)
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return done if await self._desk.happened(row.conversation, event, (done,)) is None else None

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """See ``bot.dispatch.Doer``."""
        return False

    def _leap(self, run: Run, effect: StepRun, choice: int, text: str) -> RunWent:
        kind = choice % 14 if run.visit < LONGEST else 7
        changes, acts = leap(kind, choice, self._clock(), text)
        following = {"visit": run.visit + 1, "phase": Phase.GOING, "wait": None, "exit": "", **changes}
        return RunWent(run.id, run.step, effect.epoch, replace(run, **following), acts, kind == 11)


def _hears(effect: StepRun, run: Run) -> bool:
    return effect.heard is None or (run.wait is not None and run.wait.awaits is Awaits.WORDS)


def leap(kind: int, choice: int, now: float, text: str) -> tuple[dict[str, Any], tuple[Act, ...]]:
    """Return how a run stands after a leap, and what it wants: everything a workflow can do."""
    ask = AskDecision("May I?", draft=f"draft of {text}", expires=now + 500 if choice % 2 else None)
    table: Mapping[int, tuple[dict[str, Any], tuple[Act, ...]]] = {
        0: ({}, (Speak(text),)),
        1: (_waits(Awaits.WORDS, now + 600), (Speak(text, ("yes",)),)),
        2: (_waits(Awaits.WORDS, None), (Speak(text),)),
        3: (_waits(Awaits.TIME, now + 300), ()),
        4: (_waits(Awaits.DECISION, None), (ask,)),
        5: (_waits(Awaits.DECISION, None), (replace(ask, queue=QueueName("second")),)),
        6: (_waits(Awaits.AGENT, now + 900 if choice % 2 else None), (LetAgent("be kind"),)),
        7: ({"phase": Phase.DONE}, (Speak(text),)),
        8: ({"phase": Phase.DONE}, ()),
        9: ({"phase": Phase.FAILED, "error": "odd"}, (Speak(text),)),
        10: ({}, (CallPerson("the run asks for one"),)),
        11: ({"variables": {"refund": text}}, (Noted("tool called"), Speak(text))),
        12: ({}, (SetTag("Refunds", choice % 3 > 0), Inform(TEAM, text))),
        13: (_waits(Awaits.TIME, now + 300), (Speak(text), SetTag("Sales"))),
    }
    return table[kind]


def _waits(awaits: Awaits, due: float | None) -> dict[str, Any]:
    return {"phase": Phase.WAITING, "wait": Wait(awaits, due)}


class ToolCaller:
    """Does ``CallTool``: every second call fails."""

    def __init__(self, desk: Desk, called: list[str]) -> None:
        self._desk = desk
        self._called = called

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, CallTool)
        self._called.append(row.effect.approval)
        await asyncio.sleep(0)
        event: Event = ToolRan(row.effect.approval, len(self._called) % 2 == 0, "what it gave")
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return done if await self._desk.happened(row.conversation, event, (done,)) is None else None

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """See ``bot.dispatch.Doer``."""
        return False


class RunWorld(World):
    """Looks at every commit whether a live run is stuck, and writes down which."""

    def __init__(
        self,
        *,
        pull: bool = False,
        folder: Path = Path("nowhere"),
        choices: Sequence[int] = (0,),
        flows: Sequence[Flow] = FLOWS,
    ) -> None:
        super().__init__(pull=pull, folder=folder)
        self.policy = with_workflows(self.policy, flows)
        self.agent = EagerAgent()
        self.whim = Whim(choices)
        self.called: list[str] = []
        self.stuck: list[str] = []

    def more_doers(self) -> dict[type[Effect], Doer]:
        """See ``World``."""
        return {
            StepRun: Automat(self.desk, lambda: self.now, self.whim),
            CallTool: ToolCaller(self.desk, self.called),
        }

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.stuck += [f"under {state.owner}: {run}" for run in state.runs if not self.moves(run, state)]
        if len([run for run in state.runs if run.front]) > 1:
            self.stuck.append(f"two hold it: {state.runs}")
        super()._started(state, rows, entries)

    def moves(self, run: Run, state: Conversation) -> bool:
        """Whether something will come of a live run, whatever nobody does."""
        if run.front and state.owner in PEOPLE:
            return run.wait is None or run.wait.awaits not in (Awaits.WORDS, Awaits.AGENT)
        match run.wait.awaits if run.wait is not None else None:
            case None:
                return self.ordered(run, state)
            case Awaits.WORDS:
                return run.front and state.owner is Owner.AUTOMATION
            case Awaits.AGENT:
                return run.front and state.owner is Owner.AGENT
            case Awaits.DECISION:
                return self.asked(run, state)
            case Awaits.TIME:
                return self.ordered(run, state)

    def ordered(self, run: Run, state: Conversation) -> bool:
        """Whether the run's next step is ordered, now or for the time it waits for."""
        due = run.wait.due if run.wait is not None else None
        live = (row for row in self.store._outbox.all() if row.state in LIVE)
        orders = ((row.effect, row.due) for row in live if isinstance(row.effect, StepRun))
        return any(
            (order.run, order.step) == (run.id, run.step)
            and (due is None or at == due)
            and (not run.front or order.epoch == state.epoch)
            for order, at in orders
        )

    def asked(self, run: Run, state: Conversation) -> bool:
        """Whether somebody can still answer what the run waits for."""
        asked = run.wait.approval if run.wait is not None else None
        found = next((one for one in state.approvals if one.id == asked), None)
        return found is not None and found.ruling is Ruling.PENDING and bool(found.reviewers)
