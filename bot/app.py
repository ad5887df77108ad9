"""The composition root: everything one process holds, wired once, in the order of the road.

channel -> intake -> desk (load, decide, commit) -> dispatcher -> agent or channel. Tests call ``build``
with a store, an agent, channels or a clock of their own.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from bot.agent.base import Agent
from bot.agents import Minds, minds, tools
from bot.assist.drafting import Writer
from bot.automation import Automation
from bot.config.model import Settings
from bot.dispatch import Dispatcher, Doer
from bot.doers.all import Tools, doers
from bot.doers.ask import Asker
from bot.doers.board import Face
from bot.doers.sending import Carrier
from bot.feed import Hub
from bot.health import Health
from bot.inbox.auth import Auth
from bot.inbox.room import Options
from bot.inbox.routes import Inbox
from bot.intake import Intake, Team
from bot.live import Live
from bot.messengers import messengers, renew
from bot.meter import Meter
from bot.metrics import Metrics
from bot.recent import Recent
from bot.refs import Refs
from bot.team.door import Door
from bot.team.people import People
from bot.team.places import Places
from bot.team.threads import Threads
from channels.base import Capabilities, Channel
from channels.files import DiskFiles, Files
from channels.web.adapter import WebChannel
from channels.web.http import faults, headers
from channels.web.links import Links
from channels.web.taking import MEGABYTE
from handoff.desk import Desk, Ports
from handoff.effects import AskAgent, Deliver, Effect
from handoff.feed import Changed, Marked, Typing
from handoff.ids import ConversationId
from handoff.state import Conversation
from handoff.store.base import Row, Settled
from handoff.store.sqlite import SqliteStore
from handoff.transcript import Entry

if TYPE_CHECKING:
    from bot.mcp.servers import McpServers

Clock = Callable[[], float]
LARGEST_BODY = 32 * 1024 * 1024


@dataclass
class App:
    """One process's parts, wired in the order of the road."""

    live: Live
    store: SqliteStore
    minds: Minds
    clock: Clock
    files: Files
    key: bytes
    toolbox: "McpServers | None" = None
    channels: dict[str, Channel] = field(default_factory=dict)
    hub: Hub = field(default_factory=Hub)
    metrics: Metrics = field(default_factory=Metrics)
    port: int = 0

    def __post_init__(self) -> None:
        self.meter = Meter(self.metrics)
        self.desk = Desk(self.store, self._ports())
        self.recent = Recent(self.store)
        self.refs, self.people = Refs(self.recent, self.store), People(self.live.settings)
        self.places, self.threads = Places(self.people.places), Threads(self.store)
        self.intake = self._intake()
        self.asker = self._asker()
        self.automation = Automation(
            self.live,
            self.desk,
            self.store,
            self.refs,
            self.channels,
            self.toolbox,
            self.key,
            self.clock,
        )
        self.dispatcher = Dispatcher(self.store, self._doers(), self.clock, self._settled)

    async def reload(self, settings: Settings) -> None:
        """Put changed settings in force; raises SettingsError, changing nothing, for a faulty workflow."""
        self.live.replace(settings, await self.automation.put_in_force(settings))
        self.metrics.know(self.live.policy().categories)
        renew(self.channels, settings)

    def _ports(self) -> Ports:
        return Ports(
            self.clock,
            self.live.policy,
            lambda channel: self._able(channel).pull,
            self._published,
            self._started,
            self.metrics.committed,
            lambda channel: self._able(channel).quiet,
        )

    def _intake(self) -> Intake:
        return Intake(
            self.desk,
            self.hub,
            self.metrics,
            self.channels,
            self.live.display,
            self._team(),
            self.live.policy,
            lambda channel: channel in self.live.settings().contacts.channels,
        )

    def _team(self) -> Team:
        """Put the team's side of the intake together."""
        door = Door(
            self.desk,
            self.store,
            self.refs,
            self.people,
            self.live.policy,
            self.clock,
            self.live.time,
            self.threads,
        )
        return Team(door, self.refs, self.store, self.places.of, self.threads)

    def _asker(self) -> Asker:
        return Asker(
            self.desk,
            self.recent,
            lambda: self.minds.agent,
            lambda: self.live.settings().agent.timeout,
            self._agent_types,
            self.metrics.turn,
            self.hub.publish,
            lambda: self.live.settings().bot.language,
        )

    def _doers(self) -> dict[type[Effect], Doer]:
        tools = Tools(
            Carrier(self.desk, self.store, self.channels),
            self.store,
            self.recent,
            self.refs,
            self.files,
            self._face,
            self.threads,
            helping=lambda: self.minds.helper,
            assistance=lambda: self.live.policy().assist,
        )
        return {**doers(tools), **self.automation.doers(), AskAgent: self.asker}

    def _face(self, conversation: ConversationId) -> Face:
        """Say what a card shows of us; the inbox is linked only where others can reach it."""
        settings = self.live.settings()
        url = settings.web.public_url.rstrip("/")
        inbox = f"{url}/inbox/c/{conversation}" if url else ""
        return Face(settings.bot.name, inbox, drafts=self.live.policy().assist.drafts)

    def _able(self, channel: str) -> Capabilities:
        found = self.channels.get(channel)
        return found.capabilities if found is not None else Capabilities()

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
    """Open the store and put everything together; nothing runs yet.

    Raises StoreError, and SettingsError for a faulty workflow.
    """
    store = SqliteStore(settings.store.path)
    await store.open()
    try:
        return await _built(settings, store, agent, channels or {}, clock)
    except BaseException:
        await store.close()
        raise


async def _built(
    settings: Settings,
    store: SqliteStore,
    agent: Agent | None,
    channels: Mapping[str, Channel],
    clock: Clock,
) -> App:
    files = DiskFiles(settings.store.path.parent / "files")
    found = {**messengers(settings, files, store), **channels}
    toolbox = tools(settings, store)
    live = Live(settings, clock)
    thinking = minds(live, toolbox, store) if agent is None else Minds(agent)
    key = await store.secret("codes")
    app = App(live, store, thinking, clock, files, key, toolbox, found)
    await app.reload(settings)
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
        Options(
            app.files,
            Links(key).path,
            settings.web.max_file_mb * MEGABYTE,
            https=settings.web.public_url.startswith("https://"),
            writer=Writer(app.recent, lambda: app.minds.helper, lambda: app.live.policy().assist),
        ),
    )
    site = web.Application(middlewares=[headers, faults], client_max_size=LARGEST_BODY)
    health = Health(app.store, app.store, app.channels, app.metrics)
    for channel in app.channels.values():
        site.add_routes(channel.routes())
    site.add_routes([*inbox.routes(), *health.routes()])
    return site, inbox
