"""From a payload of Slack's to the sink and back: stored first, then acknowledged, then answered."""

import asyncio
import json
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Final

import structlog

from channels.base import Sink
from channels.commands import COMMANDS
from channels.durable import asked, stored
from channels.errors import ChannelError
from channels.recent import Seen
from channels.slack.answers import ASKS, Answers, Where
from channels.slack.api import Api, Identity
from channels.slack.catchup import CatchUp
from channels.slack.contacts import Contacts, show_choice
from channels.slack.downloads import Downloads
from channels.slack.inbound import Changed, Click, Fact, Gone, Reaction, Said, Sent, Typed, parse
from channels.slack.people import People
from channels.slack.posting import Posting
from channels.slack.recovery import Recovery
from channels.slack.spot import NAME, Spot
from channels.slack.team import Team, where
from channels.team import Answer, Ask
from handoff.errors import StoreError
from handoff.lanes import Lanes
from handoff.outcome import Again

log = structlog.get_logger(__name__)

MOST: Final = 2000
HELP: Final = (
    "Handoffs are shown as cards in the team's channels. Work in a card's thread: press its buttons, write "
    "to answer, or use commands there. Slack keeps slash commands out of threads, so begin them with an "
    f"exclamation mark: {', '.join(f'!{one.name}' for one in COMMANDS)}."
)


class Intake:
    """``take`` returns only when an event is stored; what it raises is to be brought again."""

    def __init__(
        self,
        api: Api,
        sink: Sink,
        people: People,
        downloads: Downloads,
        posting: Posting,
        missed: CatchUp,
        me: Identity,
    ) -> None:
        self._sink = sink
        self._posting = posting
        self._workspace, self._bot = me.team_id, me.user
        self._answers = Answers(api)
        self._contacts = Contacts(sink, people, downloads)
        self._team = Team(sink, api, people, downloads, me.user)
        self._recovery = Recovery(sink)
        self._missed = missed
        self._order = Lanes()
        self._owed: set[str] = set()
        self._taken: Seen[str] = Seen()
        self._after: set[asyncio.Task[None]] = set()

    async def take(self, body: dict[str, Any]) -> str:
        """Take one payload in, durably; return a text to acknowledge it with, empty for none."""
        fact = parse(body)
        if fact is None or _user(fact) == self._bot:
            return ""
        if isinstance(fact, Typed):
            return HELP
        try:
            async with self._order.hold(_lane(fact)):
                await self._in_order(fact)
        except (StoreError, OSError):
            self._owe(fact)
            raise
        return ""

    @property
    def owing(self) -> bool:
        """Whether something is known that could not be stored yet."""
        return bool(self._owed)

    def _owe(self, fact: Fact) -> None:
        """Go on trying: Slack gives up after some minutes. A press is not tried, its person was warned."""
        key = _identity(fact)
        if isinstance(fact, Click | Sent | Typed) or key in self._owed or len(self._owed) >= MOST:
            return
        self._owed.add(key)
        self.later(self._insist(fact))

    async def _insist(self, fact: Fact) -> None:
        async def again() -> None:
            async with self._order.hold(_lane(fact)):
                await self._once(fact)

        with suppress(ChannelError):
            await asked(lambda: stored(again))
        self._owed.discard(_identity(fact))

    async def _in_order(self, fact: Fact) -> None:
        """Take it in after what was missed there before; its lane must be held."""
        if isinstance(fact, Said) and (fact.direct or fact.thread):
            with suppress(ChannelError):  # the sweep tries again
                await self._catch(Spot(fact.channel, "" if fact.direct else fact.thread))
        await self._once(fact)

    async def _once(self, fact: Fact) -> None:
        key = f"{NAME}:{self._workspace}:{_identity(fact)}"
        if key not in self._taken:
            await self._bring(fact, key)
            self._taken.add(key)

    async def _catch(self, spot: Spot) -> None:
        """Take in what was written in a place while nobody listened; its lane must be held."""
        try:
            for body in await self._missed.missed(spot):
                fact = parse(body)
                if isinstance(fact, Said) and fact.user != self._bot:
                    await self._once(fact)
        except Exception:
            self._missed.again(spot)
            raise

    async def sweep(self) -> None:
        """Catch up with every open desk thread and every direct message, as slowly as Slack asks."""
        if self._missed.since is None:
            return
        try:
            threads = [Spot.of(thread) for thread in await self._sink.threads(NAME)]
            waiting = [*threads, *await self._missed.chats()]
        except (ChannelError, StoreError) as error:
            log.warning("what was missed is only read where something new is said", error=str(error))
            return
        for spot in waiting:
            await self._patiently(spot)

    async def _patiently(self, spot: Spot) -> None:
        async def caught() -> None:
            async with self._order.hold(spot.address.chat):
                await self._catch(spot)

        with suppress(ChannelError):
            await asked(lambda: stored(caught))

    async def stop(self) -> None:
        """Leave what was to be shown; everything is stored."""
        await self._recovery.stop()
        for task in list(self._after):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _bring(self, fact: Fact, key: str) -> None:
        if isinstance(fact, Click):
            await self._click(fact, key)
        elif isinstance(fact, Sent):
            await self._sent(fact, key)
        elif _channel(fact) in self._sink.places(NAME):
            await self._from_team(fact, key)
        elif _channel(fact).startswith("D"):
            await self._from_contact(fact, key)

    async def _from_contact(self, fact: Fact, key: str) -> None:
        if isinstance(fact, Said):
            outcome = await self._contacts.said(fact, key)
            if not isinstance(outcome, Again):
                self._recovery.took(Spot(fact.channel).address, fact.ts)
        elif isinstance(fact, Changed):
            await self._contacts.changed(fact, key)
        elif isinstance(fact, Gone):
            await self._contacts.gone(fact, key)
        elif isinstance(fact, Reaction):
            await self._contacts.reacted(fact, key)

    async def _from_team(self, fact: Fact, key: str) -> None:
        came: tuple[Answer, Where] | None = None
        if isinstance(fact, Said):
            came = await self._team.wrote(fact, key)
            if came is not None and self._missed.unheard(fact.ts):
                self._recovery.took(came[1].spot.address, fact.ts)
        elif isinstance(fact, Changed):
            came = await self._team.rewrote(fact, key)
        elif isinstance(fact, Gone):
            await self._team.gone(fact, key)
        elif isinstance(fact, Reaction):
            came = await self._team.reacted(fact, key)
        if came is not None:
            self.later(self._answers.mark(*came))

    async def _click(self, fact: Click, key: str) -> None:
        if fact.channel in self._sink.places(NAME) or not fact.channel.startswith("D"):
            if (ask := _asked(fact)) is not None:
                self.later(self._answers.ask(ask, where(fact)))
                return
            self.later(self._answers.show(*await self._team.pressed(fact, key)))
        elif await self._contacts.pressed(fact, key):
            self.later(show_choice(self._posting, fact))
        else:
            self.later(self._stale(fact))

    async def _stale(self, fact: Click) -> None:
        await self._answers.show(Answer(await self._contacts.stale(fact)), where(fact))

    async def _sent(self, fact: Sent, key: str) -> None:
        if came := await self._team.sent(fact, key):
            self.later(self._answers.show(*came))

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it after the acknowledgement, which Slack wants within three seconds."""
        task = asyncio.create_task(work)
        self._after.add(task)
        task.add_done_callback(self._after.discard)


def _channel(fact: Fact) -> str:
    return "" if isinstance(fact, Sent | Typed) else fact.channel


def _user(fact: Fact) -> str:
    return "" if isinstance(fact, Gone | Typed) else fact.user


def _lane(fact: Fact) -> str:
    """Name the conversation: a direct message, or a thread."""
    if isinstance(fact, Sent | Typed):
        return fact.view if isinstance(fact, Sent) else ""
    if fact.channel.startswith("D"):
        return fact.channel
    thread = "" if isinstance(fact, Reaction) else fact.thread
    return f"{fact.channel}/{thread or fact.ts}"


def _identity(fact: Fact) -> str:
    """Return the platform's identity of what happened: the message's, never the delivery's."""
    if isinstance(fact, Said):
        return f"{fact.channel}:{fact.ts}"
    if isinstance(fact, Changed):
        return f"{fact.channel}:{fact.ts}:edit:{fact.stamp}"
    if isinstance(fact, Gone):
        return f"{fact.channel}:{fact.ts}:gone"
    if isinstance(fact, Reaction):
        sign = "+" if fact.on else "-"
        return f"{fact.channel}:{fact.ts}:{fact.user}:{sign}{fact.name}:{fact.stamp}"
    if isinstance(fact, Click):
        return f"{fact.channel}:{fact.ts}:press:{fact.user}:{fact.stamp}"
    return f"view:{fact.view}" if isinstance(fact, Sent) else ""


def _asked(fact: Click) -> Ask | None:
    """Return the question that a button of ours opens."""
    if fact.action.partition(":")[0] != ASKS:
        return None
    try:
        found = json.loads(fact.value)
        return Ask(*(str(found[key]) for key in ("title", "label", "token", "submit")))
    except (ValueError, KeyError, TypeError):
        return None
