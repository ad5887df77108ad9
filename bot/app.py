"""The composition root: everything one process holds, wired once, in the order of the road.

channel -> intake -> desk (load, decide, commit) -> dispatcher -> agent or channel. Tests call ``build``
with a store, an agent, channels or a clock of their own.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.agent.base import Agent
from bot.agents import agent_for
from bot.config.model import Settings
from bot.dispatch import Dispatcher
from bot.doers.all import Tools, doers
from bot.doers.ask import Asker
from bot.doers.board import Face
from bot.feed import Hub
from bot.health import Health
from bot.inbox.auth import Auth
from bot.inbox.room import Options
from bot.inbox.routes import Inbox
from bot.intake import Intake, Team
from bot.live import Live
from bot.messengers import messengers
from bot.meter import Meter
from bot.metrics import Metrics
from bot.recent import Recent
from bot.refs import Refs
from bot.team.door import Door
from bot.team.people import People
from bot.team.places import Places
from channels.base import Channel
from channels.files import DiskFiles, Files
from channels.web.adapter import WebChannel
from channels.web.http import faults, headers
from channels.web.links import Links
from handoff.desk import Desk, Ports
from handoff.effects import AskAgent, Deliver
from handoff.feed import Changed, Marked, Typing
from handoff.ids import ConversationId
from handoff.state import Conversation
from handoff.store.base import Row, Settled
from handoff.store.sqlite import SqliteStore
from handoff.transcript import Entry

Clock = Callable[[], float]
LARGEST_BODY = 32 * 1024 * 1024


@dataclass
class App:
    """One process's parts. ``after`` runs them in order for every commit."""

    live: Live
    store: SqliteStore
    agent: Agent
    clock: Clock
    files: Files
    channels: dict[str, Channel] = field(default_factory=dict)
    hub: Hub = field(default_factory=Hub)
    metrics: Metrics = field(default_factory=Metrics)
    port: int = 0

    def __post_init__(self) -> None:
        self.meter = Meter(self.metrics)
        self.desk = Desk(
            self.store,
            Ports(
                self.clock,
                self.live.policy,
                self._pull,
                self._published,
                self._started,
                self.metrics.committed,
            ),
        )
        self.recent = Recent(self.store)
        refs, people = Refs(self.recent, self.store), People(self.live.settings)
        self.places = Places(people.places)
        self.intake = Intake(
            self.desk,
            self.hub,
            self.metrics,
            self.channels,
            self.live.display,
            self._team(refs, people),
            lambda channel: channel in self.live.settings().contacts.channels,
        )
        self.asker = Asker(
            self.desk,
            self.recent,
            lambda: self.agent,
            lambda: self.live.settings().agent.timeout,
            self._agent_types,
            self.metrics.turn,
        )
        tools = Tools(
            self.desk, self.store, self.store, self.recent, refs, self.channels, self.files, self._face
        )
        self.dispatcher = Dispatcher(
            self.store, {**doers(tools), AskAgent: self.asker}, self.clock, self._settled
        )

    def reload(self, settings: Settings) -> None:
        """Put changed settings in force."""
        self.live.replace(settings)
        self.metrics.know(self.live.policy().categories)

    def _team(self, refs: Refs, people: People) -> Team:
        """Put the team's side of the intake together."""
        door = Door(self.desk, self.store, refs, people, self.live.policy, self.clock, self.live.time)
        return Team(door, refs, self.store, self.places.of)

    def _face(self, conversation: ConversationId) -> Face:
        """Say what a card shows of us; the inbox is linked only where others can reach it."""
        settings = self.live.settings()
        url = settings.web.public_url.rstrip("/")
        return Face(settings.bot.name, f"{url}/inbox/c/{conversation}" if url else "")

    def _pull(self, channel: str) -> bool:
        found = self.channels.get(channel)
        return found is not None and found.capabilities.pull

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.recent.committed(state.id, entries)
        self.places.committed(state)
        self.asker.committed(state)
        self.dispatcher.started(rows)

    def _published(self, change: Changed) -> None:
        self.meter.committed(change)
        self.hub.publish(change)

    def _settled(self, row: Row, settled: Settled) -> None:
        if isinstance(row.effect, Deliver):
            self.meter.settled(row, settled, row.lane.partition(":")[0])
            self.hub.publish(Marked(row.conversation, row.id))

    async def _agent_types(self, state: Conversation, typing: Typing) -> None:
        self.hub.publish(typing)
        await self.intake.show_typing(state.contact.address)


async def build(
    settings: Settings,
    *,
    agent: Agent | None = None,
    channels: Mapping[str, Channel] | None = None,
    clock: Clock = time.time,
) -> App:
    """Open the store and put everything together; nothing runs yet. Raises StoreError."""
    store = SqliteStore(settings.store.path)
    await store.open()
    files = DiskFiles(settings.store.path.parent / "files")
    found = {**messengers(settings, files, store), **(channels or {})}
    app = App(Live(settings, clock), store, agent or agent_for(settings), clock, files, found)
    app.reload(settings)
    await app.places.load(store, found)
    return app


async def serve(app: App) -> tuple[web.Application, Inbox]:
    """Add the web channel and return the HTTP application with every route."""
    settings = app.live.settings()
    key = await app.store.secret("web")
    chat = WebChannel(settings.web, app.store, app.hub, key, app.files, bot=settings.bot.name)
    app.channels["web"] = chat
    inbox = Inbox(
        app.store,
        app.intake,
        app.hub,
        app.live.policy,
        app.live,
        Auth(await app.store.secret("inbox")),
        Options(https=settings.web.public_url.startswith("https://"), link=Links(key).path),
    )
    site = web.Application(middlewares=[headers, faults], client_max_size=LARGEST_BODY)
    health = Health(app.store, app.store, app.channels, app.metrics)
    for channel in app.channels.values():
        site.add_routes(channel.routes())
    site.add_routes([*inbox.routes(), *health.routes()])
    return site, inbox
