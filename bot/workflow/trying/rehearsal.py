"""Workflows on a desk without channels: the real interpreter and the real core, with a clock that jumps.

``handoff workflow run`` plays a file on it, and so do the tests.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from bot.config.model import Settings
from bot.config.policy import policy
from bot.dispatch import Doer
from bot.doers.announce import Announcer
from bot.doers.board import Board, Face
from bot.doers.question import QuestionDoer
from bot.doers.sending import Carrier
from bot.doers.tool import ToolDoer
from bot.mcp.base import Toolbox
from bot.refs import Refs
from bot.retry import failed
from bot.workflow.language.nodes import AuthGateData
from bot.workflow.running.barred import barred
from bot.workflow.running.codes import Codes
from bot.workflow.running.flows import flows
from bot.workflow.running.outside import Outside
from bot.workflow.running.proving import Proving
from bot.workflow.running.quota import Quota
from bot.workflow.running.routes import Route
from bot.workflow.running.runner import Runner
from bot.workflow.running.shelf import Shelf, Volume
from channels.base import Capabilities, Channel
from channels.fake import FakeChannel
from handoff.desk import Desk, Ports
from handoff.effects import Announce, AskReviewers, CallTool, EditQuestion, Effect, EndApproval, StepRun
from handoff.events import Event
from handoff.ids import Address, ConversationId, RowId, conversation_id
from handoff.outcome import Outcome
from handoff.policy import Policy
from handoff.run import Run
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.store.memory import MemoryStore
from handoff.store.sqlite import SqliteStore
from handoff.transcript import AuthorKind, Entry, EntryKind

CONTACT: Final = Address("terminal", "you")
BATCH: Final = 100
Routes = Callable[[AuthGateData], Route | None]


class Rehearsal:
    """One contact. ``now`` is the clock, in seconds; it moves when it is told to."""

    def __init__(
        self,
        settings: Settings,
        *,
        toolbox: Toolbox | None = None,
        route: Routes = lambda data: None,
        channels: Mapping[str, Channel] | None = None,
        store: MemoryStore | SqliteStore | None = None,
        now: float = 1_000_000.0,
    ) -> None:
        """``route`` is as ``Proving`` has it; ``channels`` are the team's."""
        self.settings = settings
        self.now = now
        self.store: MemoryStore | SqliteStore = store or MemoryStore()
        self.shelf = Shelf(self.store)
        self.toolbox = toolbox
        self.contact = CONTACT
        self._route = route
        inbox = FakeChannel("web", Capabilities(pull=True))
        self._channels: Mapping[str, Channel] = {"web": inbox, **(channels or {})}
        self._policy = policy(settings)
        ports = Ports(
            lambda: self.now, self.policy, lambda _: True, lambda _: None, lambda state, rows, entries: None
        )
        self.desk = Desk(self.store, ports)
        self._doers: dict[type[Effect], Doer] = {}

    @property
    def id(self) -> ConversationId:
        """The one conversation."""
        return conversation_id(self.contact)

    def policy(self) -> Policy:
        """Return what the core is told: the settings, and the workflows on the shelf."""
        return replace(self._policy, flows=flows(self.shelf.volumes.values()))

    def set_policy(self, **changes: object) -> None:
        """Change what the settings made of it."""
        self._policy = replace(self._policy, **changes)  # type: ignore[arg-type]

    async def open(self, volumes: Mapping[str, Volume]) -> None:
        """Open the store, put the workflows on the shelf, and be ready."""
        await self.store.open()
        await self.shelf.put(volumes)
        self._doers = self._made(Codes(await self.store.secret("codes")))

    async def happen(self, event: Event, key: str | None = None) -> Outcome:
        """Let it happen to the contact's conversation, and do all that comes of it now."""
        outcome = await self.desk.receive(self.contact, event, key)
        await self.work()
        return outcome

    async def later(self, seconds: float) -> None:
        """Let time pass, and do all that has become due."""
        self.now += seconds
        await self.work()

    async def work(self) -> None:
        """Do what is due until nothing is."""
        seen: set[RowId] = set()
        while rows := await self.store.due(self.now, BATCH, frozenset(seen)):
            for row in rows:
                if await self.attempt(row) is None:
                    seen.add(row.id)

    async def attempt(self, row: Row) -> bool | None:
        """Do one row as the dispatcher would; None for what nobody does here."""
        doer = self._doers.get(type(row.effect))
        if doer is None:
            return None
        try:
            settled = await doer.do(row)
        except Exception as error:  # whatever it is, it is tried again
            settled = failed(row, error, self.now)
        if settled is not None:
            await self._record(doer, row, settled)
        return True

    async def state(self) -> Conversation:
        """Return the conversation as it stands."""
        found = await self.store.load(self.id)
        assert found is not None, "nothing has happened yet"
        return found

    async def runs(self) -> Sequence[Run]:
        """Return its live runs."""
        return (await self.state()).runs

    async def entries(self, after: int = 0) -> Sequence[Entry]:
        """Return the transcript after a seq."""
        return await self.store.entries(self.id, after)

    async def told(self, after: int = 0) -> list[str]:
        """Return what the contact was told by the bot after a seq."""
        return [entry.content.text for entry in await self.entries(after) if is_told(entry)]

    async def _record(self, doer: Doer, row: Row, settled: Settled) -> None:
        if settled.state is not RowState.DEAD or not await doer.gave_up(row, settled):
            await self.store.settle(settled)

    def _made(self, codes: Codes) -> dict[type[Effect], Doer]:
        desk, store, refs = self.desk, self.store, Refs(self.store, self.store)
        proving = Proving(self._route, codes, Quota(store, codes, lambda: self.now))
        outside = Outside(store, lambda: self.toolbox, proving)
        runner = Runner(
            desk,
            refs,
            self.shelf,
            outside,
            self.policy,
            self._channels,
            lambda: self.now,
            lambda contact, addresses: barred(self.settings, contact, addresses),
        )
        carrier = Carrier(desk, store, self._channels)
        board = Board(carrier, lambda _: Face(self.settings.bot.name))
        questions = QuestionDoer(desk, store, board)
        return {
            StepRun: runner,
            Announce: Announcer(carrier, refs),
            CallTool: ToolDoer(desk, store, store, self.toolbox),
            AskReviewers: questions,
            EditQuestion: questions,
            EndApproval: questions,
        }


def is_told(entry: Entry) -> bool:
    """Whether the bot said it to the contact."""
    return entry.kind is EntryKind.MESSAGE and entry.author.kind in (AuthorKind.AGENT, AuthorKind.SYSTEM)
