"""Lets runs go on: does what one needs outside, works out its steps, and brings them as one event."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Final

import structlog

from bot.doers.sending import perhaps
from bot.record import record
from bot.refs import Refs
from bot.workflow.graph import Workflow
from bot.workflow.language.edges import DEFAULT
from bot.workflow.language.findings import WorkflowFaults
from bot.workflow.language.nodes import AuthGate, McpTool
from bot.workflow.running.came import Came
from bot.workflow.running.failing import failure
from bot.workflow.running.outside import Outside
from bot.workflow.running.safety import guarded
from bot.workflow.running.shelf import Shelf
from bot.workflow.running.sight import Barred, Sight
from bot.workflow.running.step import leap
from handoff.desk import Desk
from handoff.effects import StepRun
from handoff.events import RunWent
from handoff.ownership import Owner
from handoff.policy import Policy
from handoff.run import Awaits, Phase, Run
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled

log = structlog.get_logger(__name__)

STALE: Final = "the run went on without this step"
LOST: Final = "its definition is not in the store, or not readable any more"
GAVE_UP: Final = "it could not go on: {why}"


class Runner:
    """Does ``StepRun``. A crash leaves the row pending: the step is worked out again, under the same key."""

    def __init__(
        self,
        desk: Desk,
        refs: Refs,
        shelf: Shelf,
        outside: Outside,
        policy: Callable[[], Policy],
        channels: Collection[str],
        clock: Callable[[], float],
        barred: Barred,
    ) -> None:
        """``channels`` are those that the bot has; ``clock`` gives seconds since 1970 UTC."""
        self._desk = desk
        self._refs = refs
        self._shelf = shelf
        self._outside = outside
        self._policy = policy
        self._channels = channels
        self._clock = clock
        self._barred = barred

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, StepRun)
        state = await self._desk.state(row.conversation)
        run = find(state, row.effect) if state is not None else None
        if state is None or run is None or not self._holds(row, row.effect, run, state):
            return Settled(row.id, RowState.DROPPED, row.attempts, error=STALE)
        event = await self._go(row, row.effect, run, state)
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return await record(self._desk, row.conversation, event, done)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """End the run as failed, and tell the contact so (law 9)."""
        assert isinstance(row.effect, StepRun)
        state = await self._desk.state(row.conversation)
        run = find(state, row.effect) if state is not None else None
        if state is None or run is None or not self._holds(row, row.effect, run, state):
            return False
        why = GAVE_UP.format(why=settled.error or "no reason given")
        event = replace(self._failed(row.effect, run, state, why, doubtful=perhaps(row)), done=perhaps(row))
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    def _holds(self, row: Row, effect: StepRun, run: Run, state: Conversation) -> bool:
        return wanted(effect, run, state, self._clock()) or cut_off(row, effect, run)

    async def _go(self, row: Row, effect: StepRun, run: Run, state: Conversation) -> RunWent:
        workflow = await self._definition(run)
        if workflow is None or run.node not in workflow:
            return self._failed(effect, run, state, LOST)
        sight = self._sight(run, state)
        came = await self._came(row, effect, workflow, run, sight)
        found = leap(workflow, run, sight, came)
        done = came is not None and came.done
        return RunWent(run.id, run.step, effect.epoch, found.then, found.acts, done)

    async def _definition(self, run: Run) -> Workflow | None:
        try:
            return await self._shelf.definition(run.digest)
        except WorkflowFaults:
            log.exception("a stored workflow cannot be read", workflow=run.workflow, digest=run.digest)
            return None

    async def _came(
        self, row: Row, effect: StepRun, workflow: Workflow, run: Run, sight: Sight
    ) -> Came | None:
        """Do what the node where the run stands needs; None where it needs nothing but its time."""
        node = workflow.node(run.node)
        if isinstance(node, McpTool) and run.phase is Phase.GOING:
            safe = guarded(workflow, run.node)
            return await self._outside.tool(row, run, node.data, sight, guarded=safe)
        if effect.heard is None or run.wait is None:
            return None
        entry = await self._refs.entry(run.conversation, effect.heard)
        text = entry.content.text if entry is not None else ""
        if isinstance(node, AuthGate):
            return await self._outside.words(row, run, node.data, run.wait.notes, text, sight)
        return Came(DEFAULT, {"message": text})

    def _sight(self, run: Run, state: Conversation) -> Sight:
        policy, contact = self._policy(), state.contact
        language = contact.language or policy.language
        return Sight(
            self._clock(),
            contact,
            state.id,
            policy.words(language),
            language,
            lambda channel: channel in self._channels,
            self._shelf.queue(run),
            self._barred,
        )

    def _failed(
        self, effect: StepRun, run: Run, state: Conversation, why: str, *, doubtful: bool = False
    ) -> RunWent:
        log.error("a workflow's run failed", run=run.id, workflow=run.workflow, node=run.node)
        then = replace(run, phase=Phase.FAILED, wait=None, exit="", error=why)
        words = self._policy().words(state.contact.language)
        return RunWent(run.id, run.step, effect.epoch, then, failure(run, why, words, doubtful=doubtful))


def find(state: Conversation, effect: StepRun) -> Run | None:
    """Return the live run that an order is for."""
    return next((run for run in state.runs if run.id == effect.run), None)


def wanted(effect: StepRun, run: Run, state: Conversation, now: float) -> bool:
    """Whether an order still holds; ``handoff.moves.runs`` asks the same again at the commit.

    Asked before anything is done outside: a run that holds the conversation stands still while a person has
    it, but for what was approved. A wait is over when its time is, however often the run was touched since.
    """
    wait = run.wait
    if wait is None:
        free = not run.front or bool(run.approved)
        return effect.step == run.step and (free or effect.epoch == state.epoch)
    if run.front and state.owner is not Owner.AUTOMATION and wait.awaits is not Awaits.AGENT:
        return False
    if effect.heard is not None:
        return wait.awaits is Awaits.WORDS and effect.visit in (0, run.visit)  # 0: by an older version
    return wait.awaits is not Awaits.DECISION and wait.due is not None and wait.due <= now


def cut_off(row: Row, effect: StepRun, run: Run) -> bool:
    """Whether a call perhaps was made whose end nobody saw.

    That is written down whoever has the conversation by now: the run would make the call again later.
    """
    return perhaps(row) and run.wait is None and effect.step == run.step
