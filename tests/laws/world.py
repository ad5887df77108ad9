"""A whole small process on a store in memory, driven step by step, whose crashes cost nothing.

Real parts: desk, dispatcher, doers, hub, a channel in memory and a scripted agent. Only the clock is
ours. The store yields to the loop around every commit, so that other tasks run in the gap between a
commit and the moment its caller learns of it.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.agent.base import Agent, Turn
from bot.dispatch import Dispatcher, Doer
from bot.doers.all import Tools, doers
from bot.doers.ask import Asker
from bot.doers.board import Face
from bot.doers.sending import Carrier
from bot.feed import Hub
from bot.recent import Recent
from bot.refs import Refs
from bot.team.threads import Threads
from channels.base import Capabilities, Outgoing, Receipt
from channels.fake import FakeChannel
from channels.files import DiskFiles
from handoff.answer import Answer
from handoff.content import Content
from handoff.desk import Desk, Ports
from handoff.effects import AskAgent, Effect
from handoff.escalation.memory import Memory
from handoff.escalation.verdict import Verdict
from handoff.events import Actor, ContactSaid, Event
from handoff.ids import Address, OperatorName, QueueName, RowId, conversation_id
from handoff.outcome import Outcome
from handoff.ownership import Owner
from handoff.policy import Policy, Queue
from handoff.state import Conversation
from handoff.store.base import Result, Row, RowState, Settled, Write
from handoff.store.memory import MemoryStore
from handoff.transcript import AuthorKind, Entry
from handoff.trigger import Mechanism, Trigger

CONTACT = Address("fake", "chat")
TEAM = Address("fake", "team")
SECOND = Address("fake", "second")
ID = conversation_id(CONTACT)
ANA, BEN = (Actor(OperatorName(name.lower()), name) for name in ("Ana", "Ben"))


class WordJudge:
    """Fires on the word "human" in the contact's text and on "promise" in the agent's; no opinion else."""

    def contact(self, text: str, memory: Memory) -> tuple[Verdict, Memory]:
        if "human" not in text:
            return Verdict(), memory
        return Verdict(
            Trigger(Mechanism.REQUEST, "person_requested", "asked for a person", quote=text)
        ), memory

    def failed(self, reason: str) -> Trigger:
        return Trigger(Mechanism.FAILURE, "agent_failed", reason)

    def manual(self, reason: str) -> Trigger:
        return Trigger(Mechanism.MANUAL, "manual", reason)

    def answer(self, answer: Answer, memory: Memory) -> tuple[Verdict, Memory]:
        if "promise" not in answer.text:
            return Verdict(), memory
        return Verdict(Trigger(Mechanism.PROMISE, "promised", "the agent promised a person")), memory


class YieldingStore(MemoryStore):
    """Lets the loop run before and after each commit, as a store with a disk does."""

    async def commit(self, write: Write) -> Result:
        await asyncio.sleep(0)
        result = await super().commit(write)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return result

    async def settle(self, settled: Settled) -> None:
        await asyncio.sleep(0)
        await super().settle(settled)


class GatedAgent(Agent):
    """Answers when let; ``turns`` are all it was ever asked, over crashes."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.turns: list[Turn] = []
        self.fails = False

    async def answer(self, turn: Turn) -> Answer:
        self.turns.append(turn)
        await self.gate.wait()
        if self.fails:
            raise RuntimeError("the agent fell over")
        return Answer(f"answer {len(self.turns)} to {turn.asked}", 0.9)


@dataclass
class Shown:
    """A send as it started: what was committed at that very moment."""

    author: str
    text: str
    owner: Owner
    epoch: int


@dataclass
class WatchedChannel(FakeChannel):
    """Writes down, at the start of every send to the contact, who owned the conversation in the store.

    While ``may`` is not set the platform's limits let no send start.
    """

    store: MemoryStore = field(default_factory=MemoryStore)
    shown: list[Shown] = field(default_factory=list)
    may: asyncio.Event = field(default_factory=asyncio.Event)

    async def ready(self, to: Address) -> None:
        await self.may.wait()
        await asyncio.sleep(0)

    async def send(self, out: Outgoing) -> Receipt:
        state = await self.store.load(ID)
        assert state is not None
        self.shown.append(Shown(out.author.kind, out.content.text, state.owner, state.epoch))
        receipt = await super().send(out)
        await asyncio.sleep(0)
        return receipt


async def _unseen(state: Conversation, typing: object) -> None:
    """Nobody watches who is typing here."""


def policy(*, reply_within: float = 600.0) -> Policy:
    support = Queue(QueueName("support"), (TEAM,), reply_within=reply_within, escalate_to=QueueName("second"))
    second = Queue(QueueName("second"), (SECOND,), reply_within=reply_within)
    return Policy(WordJudge(), queues={support.name: support, second.name: second})


class World:
    """The process, its outside, and the clock."""

    def __init__(self, *, pull: bool = False, folder: Path = Path("nowhere")) -> None:
        self.now = 1_000_000.0
        self.folder = folder
        self.policy = policy()
        self.store = YieldingStore()
        caps = Capabilities(pull=pull, idempotent=True, edits=True, deletes=True, cards=True)
        self.channel = WatchedChannel(capabilities=caps, store=self.store)
        self.channel.may.set()
        self.channels: dict[str, FakeChannel] = {"fake": self.channel}
        self.agent = GatedAgent()
        self.hub = Hub()
        self.tasks: list[asyncio.Task[None]] = []
        self.sent = 0
        self.said: list[str] = []

    async def start(self) -> None:
        """Begin as a fresh process on what the store holds."""
        await self.store.open()
        ports = Ports(
            clock=lambda: self.now,
            policy=lambda: self.policy,
            pull=lambda name: self.channels[name].capabilities.pull,
            publish=self.hub.publish,
            started=self._started,
        )
        self.desk = Desk(self.store, ports)
        self.recent = Recent(self.store)
        self.asker = Asker(self.desk, self.recent, lambda: self.agent, lambda: 3600.0, _unseen)
        self.refs = Refs(self.recent, self.store)
        self.threads = Threads(self.store)
        tools = Tools(
            Carrier(self.desk, self.store, self.channels),
            self.store,
            self.recent,
            self.refs,
            DiskFiles(self.folder),
            lambda _: Face("Bot"),
            self.threads,
        )
        self.dispatcher = Dispatcher(
            self.store,
            {**doers(tools), AskAgent: self.asker, **self.more_doers()},
            lambda: self.now,
            lambda row, settled: None,
        )
        self.tasks = [asyncio.create_task(self.dispatcher.run())]

    def more_doers(self) -> dict[type[Effect], Doer]:
        """Return who does what only this kind of world has."""
        return {}

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.recent.committed(state.id, entries)
        self.asker.committed(state)
        self.dispatcher.started(rows)

    async def crash(self) -> None:
        """Stop everything where it stands; only what the store has committed survives."""
        alive = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in alive:
            task.cancel()
        await asyncio.gather(*alive, return_exceptions=True)

    async def restart(self) -> None:
        """Crash, and start again."""
        await self.crash()
        await self.start()

    async def steps(self, count: int) -> None:
        """Let the loop run a little."""
        for _ in range(count):
            await asyncio.sleep(0)

    async def say(self, text: str) -> Outcome:
        """Be the contact."""
        self.sent += 1
        key = f"k{self.sent}"
        outcome = await self.desk.receive(CONTACT, ContactSaid(key, Content(text)), key)
        self.said.append(text)
        return outcome

    async def happen(self, event: Event, key: str | None = None) -> Outcome:
        """Be somebody of the team."""
        return await self.desk.receive(CONTACT, event, key)

    async def pass_time(self, seconds: float) -> None:
        """Move the clock and have what became due taken up."""
        self.now += seconds
        self.dispatcher.look()
        await self.steps(3)

    async def settle_down(self) -> None:
        """Let the agent answer and the lanes run until nothing is due any more.

        A row that waits for another try holds up its lane, so the clock moves on a little each round.
        """
        self.agent.gate.set()
        self.channel.may.set()
        for _ in range(200):
            self.dispatcher.look()
            await self.steps(20)
            if not await self.store.due(self.now, 10):
                return
            self.now += 1
        raise AssertionError([row.id for row in await self.store.due(self.now, 10)])

    async def state(self) -> Conversation | None:
        """Return what is committed."""
        return await self.store.load(ID)

    async def entries(self) -> Sequence[Entry]:
        """Return the committed transcript."""
        return await self.store.entries(ID)

    async def row(self, seq: int) -> Row | None:
        """Return the delivery of an entry."""
        for row in await self.store.rows(ID):
            if row.id == RowId(f"{ID}:{seq}"):
                return row
        return None


def agent_texts(shown: Sequence[Shown]) -> list[Shown]:
    """Return the sends of the agent's own messages."""
    return [one for one in shown if one.author == AuthorKind.AGENT]


DONE = (RowState.SENT, RowState.DROPPED, RowState.DEAD)
