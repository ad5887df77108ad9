"""Lets the agent answer a turn, within a time limit, and stops it when its answer is no longer wanted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.agent.base import Agent, AgentFailure
from bot.agent.history import turn, withdrawn
from bot.recent import Entries
from handoff.answer import Answer
from handoff.desk import Desk
from handoff.effects import AskAgent
from handoff.errors import StoreUnavailable
from handoff.events import AgentAnswered, AgentFailed, AgentStopped
from handoff.feed import Typing
from handoff.ids import ConversationId
from handoff.ownership import Owner
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind

log = structlog.get_logger(__name__)

READ = 400
"""So many of the newest entries are shown to the agent."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A turn the agent is working on; ``acts`` are the tools it called that change something."""

    effect: AskAgent
    work: "asyncio.Task[Answer | None]"
    acts: list[str]


Event = AgentAnswered | AgentFailed | AgentStopped


class Asker:
    """Runs turns. A crash leaves the row pending, so the turn is asked again at the next start."""

    def __init__(
        self,
        desk: Desk,
        reader: Entries,
        agent: Callable[[], Agent],
        limit: Callable[[], float],
        typing: Callable[[Conversation, Typing], Awaitable[None]],
        took: Callable[[float], None] = lambda seconds: None,
        draft: Callable[[Typing], None] = lambda typing: None,
        language: Callable[[], str] = lambda: "",
    ) -> None:
        """``limit`` is in seconds; ``took`` is told how many seconds each answer took.

        ``draft`` shows what an agent that streams has written so far. ``language`` is that of contacts whose
        own is not known.
        """
        self._language = language
        self._draft = draft
        self._took = took
        self._desk = desk
        self._reader = reader
        self._agent = agent
        self._limit = limit
        self._typing = typing
        self._running: dict[ConversationId, Asking] = {}

    def committed(self, state: Conversation) -> None:
        """Stop a turn that the newest state no longer wants. Never waits."""
        asking = self._running.get(state.id)
        if asking is not None and not wanted(asking.effect, state):
            asking.work.cancel()

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, AskAgent)
        state = await self._desk.state(row.conversation)
        if state is None or not wanted(row.effect, state):
            return Settled(row.id, RowState.DROPPED, error="superseded")
        event = await self._answer(row.effect, state)
        if event is None:
            return Settled(row.id, RowState.DROPPED, error="superseded")
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        return done if await self._desk.happened(row.conversation, event, (done,)) is None else None

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Hand over: what could not even be asked must not stay unanswered."""
        assert isinstance(row.effect, AskAgent)
        event = AgentFailed(row.effect.epoch, row.effect.turn, "The assistant could not be asked.")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _answer(self, effect: AskAgent, state: Conversation) -> Event | None:
        acts: list[str] = []
        work = asyncio.create_task(self._run(effect, state, acts))
        asking = self._running[state.id] = Asking(effect, work, acts)
        try:
            answer = await work
            return None if answer is None else AgentAnswered(effect.epoch, effect.turn, answer)
        except asyncio.CancelledError:
            if not work.cancelled() or _self_cancelled():
                work.cancel()
                raise
            return await self._stopped(asking, state.id)
        except StoreUnavailable:
            raise
        except TimeoutError:
            return AgentFailed(
                effect.epoch, effect.turn, f"The assistant took longer than {self._limit():g} s."
            )
        except AgentFailure as error:
            log.warning("agent failed", conversation=state.id, reason=error.reason)
            return AgentFailed(effect.epoch, effect.turn, error.reason)
        except Exception as error:
            log.exception("agent failed", conversation=state.id)
            return AgentFailed(effect.epoch, effect.turn, f"The assistant failed ({type(error).__name__}).")
        finally:
            del self._running[state.id]

    async def _stopped(self, asking: Asking, id: ConversationId) -> Event | None:
        """Tell an agent that stopped by itself, which is a failure, from one that we stopped (law 9)."""
        effect, state = asking.effect, await self._desk.state(id)
        if state is not None and wanted(effect, state):
            return AgentFailed(effect.epoch, effect.turn, "The assistant stopped by itself.")
        return AgentStopped(tuple(dict.fromkeys(asking.acts))) if asking.acts else None

    async def _run(self, effect: AskAgent, state: Conversation, acts: list[str]) -> Answer | None:
        """Return the answer, or None when the contact took back all that was to be answered."""
        typing = asyncio.create_task(self._show_typing(state))
        try:
            await asyncio.sleep(0)  # so that it begins
            entries = await self._reader.entries(state.id, limit=READ)
            if withdrawn(state, entries):
                return None
            began = asyncio.get_running_loop().time()
            async with asyncio.timeout(self._limit()):
                asked = turn(state, entries)
                spoken, draft = asked.language or self._language(), self._drafting(effect, state)
                asked = replace(asked, language=spoken, draft=draft, acting=acts.append)
                answer = await self._agent().answer(asked)
            self._took(asyncio.get_running_loop().time() - began)
            return answer
        finally:
            typing.cancel()

    def _drafting(self, effect: AskAgent, state: Conversation) -> Callable[[str], None]:
        """Return what shows the text so far, for as long as it may still be said (law 1)."""

        def show(text: str) -> None:
            if self._desk.may_send(state.id, effect.epoch):
                self._draft(Typing(state.id, AuthorKind.AGENT, draft=text))

        return show

    async def _show_typing(self, state: Conversation) -> None:
        """Show that an answer is being written, beside the work: a platform that hangs holds nothing up."""
        try:
            await self._typing(state, Typing(state.id, AuthorKind.AGENT))
        except Exception:
            log.debug("typing was not shown", conversation=state.id, exc_info=True)


def wanted(effect: AskAgent, state: Conversation) -> bool:
    """Whether the answer to this turn may still be said."""
    return (
        state.owner is Owner.AGENT
        and state.asked
        and (state.epoch, state.turn) == (effect.epoch, effect.turn)
    )


def _self_cancelled() -> bool:
    """Whether this task, and not only the work it waits for, is being cancelled."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
