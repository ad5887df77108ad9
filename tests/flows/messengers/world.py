"""Three platforms on loopback, one bot as a real process that is told of them, and people everywhere."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.flows.messengers.discord import DiscordContact, DiscordOperator
from tests.flows.messengers.slack import SlackContact, SlackOperator
from tests.flows.messengers.telegram import TelegramContact, TelegramOperator
from tests.flows.messengers.web import InboxOperator, WebContact
from tests.flows.people import People, people_of
from tests.platforms.discord.server import DiscordServer
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.site import APP_TOKEN, BOT_TOKEN, SECRET
from tests.platforms.telegram.server import TOKEN, TelegramServer
from tests.process import Bot, Settings, bot_of

Contact = WebContact | TelegramContact | SlackContact | DiscordContact
Desk = TelegramOperator | SlackOperator | DiscordOperator
"""An operator who works in desk threads."""
HOOK: Final = "telegram-hook-secret"
PRIVATE: Final = ("quittance", "in Ghent until", "It fell from", "quince", "late words", "regretted")
"""Words of contacts and operators in these flows, which must never be in a log."""
CONTACTS: Final = ("web", "telegram", "slack", "discord")
TEAMS: Final = ("slack", "telegram topics", "telegram replies", "telegram private", "discord")


@dataclass
class Team:
    """Somebody of the team with all their identities; ``settings`` is their section of the file."""

    key: str
    name: str
    telegram: Any
    slack: Any
    discord: Any

    @property
    def settings(self) -> dict[str, str]:
        """Return the operator as the settings have it."""
        ids = {"telegram": str(self.telegram.id), "slack": self.slack.user.id, "discord": self.discord.id}
        return {"name": self.name, **ids}


@dataclass
class World:
    """The platforms, the people there, and what the bot is to know of them."""

    folder: Path
    telegram: TelegramServer = field(default_factory=TelegramServer)
    slack: SlackServer = field(default_factory=SlackServer)
    discord: DiscordServer = field(default_factory=DiscordServer)
    team: dict[str, Team] = field(default_factory=dict)
    queues: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    """Which word in a contact's text leads to which queue."""
    more: dict[str, Any] = field(default_factory=dict)
    """Further sections of the file."""
    speed: float = 1.0
    """How many times faster than the platforms allow the bot sends."""
    called: bool = False
    """Whether Telegram and Slack call the bot by HTTP, where it else asks them."""
    linked: bool = False
    """Whether links of the bot lead to it from everywhere."""
    _bot: Bot | None = None
    _people: People | None = None
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    # ── before the bot starts ────────────────────────────────────────────────────────────────────

    def member(self, key: str, name: str) -> Team:
        """Let somebody into the team, known on every platform; the same key is the same person."""
        if key not in self.team:
            people = self.telegram.person(name), self.slack.someone(name), self.discord.operator(name)
            self.team[key] = Team(key, name, *people)
        return self.team[key]

    def desk(self, kind: str, title: str, *members: Team) -> list[Desk]:
        """Open a place of the team's; return its members there. ``kind`` is one of ``TEAMS``."""
        match kind:
            case "slack":
                room = self.slack.channel(_slug(title), *(one.slack for one in members))
                return [SlackOperator(one.slack, one.name, room) for one in members]
            case "discord":
                place = self.discord.channel(_slug(title))
                return [DiscordOperator(self.discord, one.discord, place) for one in members]
            case "telegram private":
                return [TelegramOperator(one.telegram, one.name, one.telegram.chat) for one in members]
            case _:
                forum = kind == "telegram topics"
                group = self.telegram.group(title, *(one.telegram for one in members), forum=forum)
                return [TelegramOperator(one.telegram, one.name, group) for one in members]

    def queue(self, name: str, word: str, *places: str, **more: Any) -> None:
        """Have a word in a contact's text lead to a queue that is told in these places."""
        self.queues[name] = {"notify": list(places), **more}
        if word:
            self.words[word] = name

    @property
    def settings(self) -> Settings:
        """Return the bot's file."""
        rules = {queue: {"words": [word], "category": queue} for word, queue in self.words.items()}
        found: dict[str, Any] = {
            "bot": {"name": "Robin", "burst": 0},
            "log": {"level": "info"},
            "channels": self.channels,
            "contacts": {"channels": [*CONTACTS]},
            "escalation": {"rules": rules},
            "categories": {queue: {"queue": queue} for queue in self.words.values()},
            "queues": self.queues,
            "operators": {one.key: one.settings for one in self.team.values()},
        }
        return found | self.more

    @property
    def channels(self) -> Mapping[str, Mapping[str, Any]]:
        """Return the sections that lead to the platforms."""
        discord = {"api_base": self.discord.api_base, "gateway_url": self.discord.gateway_url}
        discord["cdn_base"] = f"{self.discord.base}/cdn"
        found: dict[str, dict[str, Any]] = {
            "telegram": {"token": TOKEN, "api_base": self.telegram.base},
            "slack": {"bot_token": BOT_TOKEN, "app_token": APP_TOKEN, "api_base": self.slack.base},
            "discord": {"token": self.discord.token, **discord},
        }
        return {name: section | {"speed": self.speed} for name, section in found.items()}

    # ── while it runs ────────────────────────────────────────────────────────────────────────────

    @property
    def bot(self) -> Bot:
        """The process."""
        assert self._bot is not None
        return self._bot

    @property
    def people(self) -> People:
        """Whoever comes by HTTP."""
        assert self._people is not None
        return self._people

    async def contact(self, channel: str, name: str) -> Contact:
        """Let a customer come, on one of ``CONTACTS``."""
        match channel:
            case "telegram":
                return TelegramContact(self.telegram.person(name), name)
            case "slack":
                return SlackContact(self.slack.someone(name), name)
            case "discord":
                return DiscordContact(self.discord, self.discord.contact(name))
            case _:
                caller = await self.people.contact(name)
                await self._stack.enter_async_context(caller.listening())
                return WebContact(caller, self.people.http, name)

    async def inbox(self, key: str) -> InboxOperator:
        """Open the inbox for one of the team."""
        return InboxOperator(await self.people.operator(key), self.team[key].name)

    def _be_called(self, bot: Bot) -> None:
        """Have the platforms call this bot."""
        found = {name: dict(section) for name, section in self.channels.items()}
        found["telegram"] |= {"mode": "webhook", "webhook_secret": HOOK}
        found["slack"] |= {"mode": "http", "signing_secret": SECRET}
        bot.configure({**self.settings, "channels": found, "web": {"public_url": bot.base}})
        self.slack.post_to(f"{bot.base}/webhooks/slack", SECRET)

    @asynccontextmanager
    async def running(self, **more: Any) -> AsyncIterator["World"]:
        """Run the bot while the block lasts; ``more`` as ``tests.process.Bot`` takes it."""
        async with bot_of(self.folder, self.settings, **more) as bot:
            self._bot = bot
            bot.private.update([TOKEN, BOT_TOKEN, APP_TOKEN, SECRET, self.discord.token, *PRIVATE])
            if self.called:
                self._be_called(bot)
            if self.linked:
                bot.configure({**self.settings, "web": {"public_url": bot.base}})
            await bot.start()
            async with people_of(bot) as people, contextlib.AsyncExitStack() as stack:
                self._people, self._stack = people, stack
                yield self


@asynccontextmanager
async def world_in(folder: Path) -> AsyncIterator[World]:
    """Start the three platforms; no bot yet."""
    world = World(folder)
    await world.telegram.start()
    await world.slack.start()
    await world.discord.start()
    try:
        yield world
    finally:
        await world.telegram.stop()
        await world.slack.stop()
        await world.discord.stop()


def _slug(title: str) -> str:
    return "-".join(title.lower().split())
