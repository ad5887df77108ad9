"""An inbox over the real desk, the store in memory and the real feed; only contact and agent are played.

Times are real with an offset that a test moves, so that a page's own clock agrees with ours.
"""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import gettempdir
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.assist.base import Assist
from bot.assist.drafting import Writer
from bot.feed import Hub
from bot.inbox.auth import Auth
from bot.inbox.operators import Roster
from bot.inbox.room import Options
from bot.inbox.routes import Inbox
from channels.base import ContactSink
from channels.files import DiskFiles
from channels.web.gate import Gate
from channels.web.http import faults, headers
from channels.web.links import Links
from channels.web.session import Sessions
from channels.web.settings import WebSettings
from channels.web.uploads import Uploads
from handoff.answer import Answer
from handoff.approvals import Approval
from handoff.content import Content
from handoff.desk import Desk, Ports
from handoff.escalation.memory import Memory
from handoff.escalation.verdict import Verdict
from handoff.events import AgentAnswered, CardAccepted, ContactSaid, Event
from handoff.feed import Typing
from handoff.ids import Address, ConversationId, OperatorName, QueueName, conversation_id
from handoff.outcome import Outcome
from handoff.ownership import Owner
from handoff.policy import Category, Policy, Queue
from handoff.run import Run
from handoff.state import Conversation
from handoff.store.base import Committed, Write
from handoff.store.memory import MemoryStore
from handoff.transcript import AuthorKind
from handoff.trigger import Mechanism, Signal, Trigger

KEY = b"k" * 32
PEOPLE = {"ana": "Ana Ruiz", "ben": "Ben Okafor", "cleo": "Cleo Marsh"}
WEB = Address("web", "")
OUR_PAGE = {"X-Handoff-Inbox": "1", "Sec-Fetch-Site": "same-origin"}


class WordJudge:
    """Fires on "person", "lawyer" and "furious" in what a contact says."""

    SEEN = (
        ("lawyer", Mechanism.RULE, "legal", "The contact mentions a lawyer."),
        ("furious", Mechanism.MOOD, "complaint", "The contact is upset about a damaged parcel."),
        ("person", Mechanism.REQUEST, "person_requested", "The contact asked for a person."),
    )

    def contact(self, text: str, memory: Memory) -> tuple[Verdict, Memory]:
        signals = tuple(
            Signal(mechanism, category, 0.9, reason, text, fires=True)
            for word, mechanism, category, reason in self.SEEN
            if word in text
        )
        if not signals:
            return Verdict(), memory
        first = signals[0]
        why = Trigger(first.mechanism, first.category, first.reason, 0.9, text[:80], signals)
        return Verdict(why, signals=signals), memory

    def answer(self, answer: Answer, memory: Memory) -> tuple[Verdict, Memory]:
        return Verdict(), memory

    def failed(self, reason: str) -> Trigger:
        return Trigger(Mechanism.FAILURE, "agent_failed", reason)

    def manual(self, reason: str) -> Trigger:
        return Trigger(Mechanism.MANUAL, "manual", reason)


def policy() -> Policy:
    names = frozenset(OperatorName(name) for name in PEOPLE)
    ana, ben = OperatorName("ana"), OperatorName("ben")
    return Policy(
        judge=WordJudge(),
        queues={
            QueueName("support"): Queue(
                QueueName("support"), operators=names, reviewers=frozenset({ana, ben})
            ),
            QueueName("billing"): Queue(QueueName("billing"), operators=frozenset({ana, ben})),
            QueueName("legal"): Queue(QueueName("legal"), operators=frozenset({ben})),
        },
        categories={"legal": Category("legal", queue=QueueName("legal"), priority=5, within=120.0)},
    )


class Typist(ContactSink):
    """The desk, with typing passed on to whoever watches, as the process does it."""

    def __init__(self, desk: Desk, hub: Hub) -> None:
        self._desk = desk
        self._hub = hub
        self.typed: list[tuple[str, str | None]] = []

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        return await self._desk.receive(contact, event, key)

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        self.typed.append((str(contact), who))
        kind = AuthorKind.HUMAN if who else AuthorKind.CONTACT
        self._hub.publish(Typing(conversation_id(contact), kind, PEOPLE.get(who or "", "")))


class House:
    """What a test holds: the parts, and short words for what happens."""

    def __init__(self, people: dict[str, str] | None = None) -> None:
        self.offset = 0.0
        self.store = MemoryStore()
        self.hub = Hub()
        self.pull = True
        self.policy = policy()
        ports = Ports(self.now, lambda: self.policy, lambda _: self.pull, self.hub.publish, lambda *_: None)
        self.desk = Desk(self.store, ports)
        self.sink = Typist(self.desk, self.hub)
        self.auth = Auth(KEY, clock=self.now)
        roster = Roster(PEOPLE if people is None else people)
        self.helper: Assist | None = None
        writer = Writer(self.store, lambda: self.helper, lambda: self.policy.assist)
        self.folder = Path(gettempdir()) / f"handoff-house-{token_hex(8)}"
        self.files = DiskFiles(self.folder)
        link, limit = Links(KEY).path, 1024 * 1024
        options = Options(self.files, link, limit, clock=self.now, writer=writer)
        self.inbox = Inbox(self.store, self.sink, self.hub, lambda: self.policy, roster, self.auth, options)
        self._ids = count(1)

    def now(self) -> float:
        return time.time() + self.offset

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[TestClient[web.Request, web.Application]]:
        """Run the inbox on a port of this machine."""
        await self.store.open()
        app = web.Application(middlewares=[headers, faults])
        app.add_routes([*self.inbox.routes(), web.get("/api/chat/files/{id}", self._uploads().get)])

        async def stop(_: web.Application) -> None:
            await self.inbox.close()

        app.on_shutdown.append(stop)
        try:
            async with TestClient(TestServer(app)) as client:
                yield client
        finally:
            rmtree(self.folder, ignore_errors=True)

    def _uploads(self) -> Uploads:
        """What gives uploads out, as the web channel does beside the inbox."""
        settings = WebSettings()
        return Uploads(settings, Gate(settings, Sessions(KEY, 1)), self.files, Links(KEY))

    # ── what happens ─────────────────────────────────────────────────────────────────────────────

    async def say(self, chat: str, text: str, name: str = "", **variables: Any) -> ConversationId:
        """The contact speaks."""
        address = Address("web", chat) if ":" not in chat else Address.parse(chat)
        event = ContactSaid(f"m{next(self._ids)}", Content(text), name, variables=variables)
        await self.desk.receive(address, event)
        return conversation_id(address)

    async def answer(self, id: ConversationId, text: str, **more: Any) -> None:
        """The agent answers the newest turn."""
        now = await self.state(id)
        await self.desk.happened(id, AgentAnswered(now.epoch, now.turn, Answer(text, **more)))

    async def handed_off(
        self, chat: str, text: str = "a person please", name: str = "Maria Lopez"
    ) -> ConversationId:
        """A contact asks for a person, and the team's channel takes the card."""
        id = await self.say(chat, text, name)
        await self.carded(id)
        return id

    async def carded(self, id: ConversationId) -> None:
        """The team's channel takes the card of the open handoff."""
        handoff = (await self.state(id)).handoff
        assert handoff is not None
        await self.desk.happened(id, CardAccepted(handoff.ticket, WEB, "card"))

    async def ask_approval(self, id: ConversationId, approval: Approval) -> None:
        """An approval is put beside a conversation."""
        before = await self.state(id)
        after = self._with(before, approval)
        write = Write(after, before.version, approvals=(approval,))
        assert isinstance(await self.store.commit(write), Committed)
        self.desk._forget(id)

    @staticmethod
    def _with(before: Conversation, approval: Approval) -> Conversation:
        return replace(before, version=before.version + 1, approvals=(*before.approvals, approval))

    async def stands(self, id: ConversationId, *runs: Run, tags: tuple[str, ...] = ()) -> None:
        """Workflows' runs stand in a conversation, and the contact is in these folders."""
        before = await self.state(id)
        after = replace(before, version=before.version + 1, runs=runs, tags=tags)
        assert isinstance(await self.store.commit(Write(after, before.version, runs=runs)), Committed)
        self.desk._forget(id)

    # ── what is ──────────────────────────────────────────────────────────────────────────────────

    async def state(self, id: ConversationId) -> Conversation:
        found = await self.store.conversation(id)
        assert found is not None
        return found

    async def owner(self, id: ConversationId) -> tuple[Owner, str | None]:
        now = await self.state(id)
        return now.owner, now.operator

    async def texts(self, id: ConversationId) -> list[str]:
        return [entry.content.text for entry in await self.store.entries(id)]

    def token(self, name: str) -> dict[str, str]:
        """The header of an operator's program."""
        return {"Authorization": f"Bearer {self.auth.api_token(name)}"}

    def cookie(self, name: str) -> dict[str, str]:
        """The header of an operator's browser."""
        return {"Cookie": f"handoff_inbox={self.auth.session(name)}", **OUR_PAGE}
