"""The team's side: what people write and press in a team's channel and in the threads of its cards."""

import json
from typing import Any

from channels.base import Sink
from channels.errors import Permanent
from channels.recent import Recent
from channels.slack.answers import Where
from channels.slack.api import Api
from channels.slack.downloads import Downloads
from channels.slack.emoji import spoken
from channels.slack.inbound import Changed, Click, Gone, Reaction, Said, Sent
from channels.slack.people import People
from channels.slack.spot import Spot
from channels.team import Answer, Erased, Pressed, Reacted, Rewrote, ThreadGone, Wrote


class Team:
    """Brings what the team does to the sink, and says where the answer belongs."""

    def __init__(self, sink: Sink, api: Api, people: People, downloads: Downloads, bot: str) -> None:
        self._sink = sink
        self._api = api
        self._people = people
        self._downloads = downloads
        self._bot = bot
        self._threads: Recent[tuple[str, str], str] = Recent()

    async def wrote(self, fact: Said, key: str) -> tuple[Answer, Where] | None:
        """Bring a text in a thread; one outside of a card's thread is not for us."""
        if not fact.thread or fact.parent not in ("", self._bot):
            return None
        self._threads.put((fact.channel, fact.ts), fact.thread)
        spot, person = Spot(fact.channel, fact.thread), await self._people.person(fact.user)
        content = await self._downloads.content(spot.address, fact.markdown, fact.files)
        answer = await self._sink.team(Wrote(person, spot.address, fact.ts, content), key)
        return answer, Where(spot, fact.user, fact.ts)

    async def rewrote(self, fact: Changed, key: str) -> tuple[Answer, Where] | None:
        """Bring an edit."""
        if not fact.thread:
            return None
        spot, person = Spot(fact.channel, fact.thread), await self._people.person(fact.user)
        answer = await self._sink.team(Rewrote(person, spot.address, fact.ts, fact.markdown), key)
        return answer, Where(spot, fact.user, fact.ts)

    async def gone(self, fact: Gone, key: str) -> None:
        """Bring a deletion; if it is the card's, its thread is gone."""
        if fact.thread and not fact.ours:
            await self._sink.team(Erased(Spot(fact.channel, fact.thread).address, fact.ts), key)
        elif fact.ours and not fact.thread:
            thread = Spot(fact.channel, fact.ts).address
            await self._sink.team(ThreadGone(thread, "the card was deleted in Slack"), key)

    async def reacted(self, fact: Reaction, key: str) -> tuple[Answer, Where] | None:
        """Bring a reaction on a message in a thread, or on a card."""
        spot = Spot(fact.channel, await self._thread(fact.channel, fact.ts))
        person = await self._people.person(fact.user)
        event = Reacted(person, spot.address, fact.ts, spoken(fact.name), fact.on)
        return await self._sink.team(event, key), Where(spot, fact.user, fact.ts)

    async def pressed(self, fact: Click, key: str) -> tuple[Answer, Where]:
        """Bring a press."""
        spot = Spot(fact.channel, fact.thread)
        person = await self._people.person(fact.user, fact.name)
        answer = await self._sink.team(Pressed(person, spot.address, fact.value, fact.ts), key)
        return answer, where(fact)

    async def sent(self, fact: Sent, key: str) -> tuple[Answer, Where] | None:
        """Bring what was typed into a modal."""
        note = _note(fact.note)
        if note is None:
            return None
        spot = Spot(str(note["channel"]), str(note["thread"]))
        person = await self._people.person(fact.user, fact.name)
        event = Pressed(person, spot.address, str(note["token"]), str(note["ref"]), fact.text)
        answer = await self._sink.team(event, key)
        respond, name = str(note.get("respond", "")), str(note.get("name", ""))
        alone = bool(note.get("alone"))
        return answer, Where(spot, fact.user, str(note["ref"]), fact.trigger, respond, name, alone=alone)

    async def _thread(self, channel: str, ts: str) -> str:
        """Return the thread a message stands in; Slack's reactions do not say."""
        if known := self._threads.get((channel, ts)):
            return known
        try:
            answer = await self._api.read("conversations.replies", channel=channel, ts=ts, limit=1)
        except Permanent:  # it is gone by now
            return ts
        found: dict[str, Any] = next(iter(answer.get("messages") or ()), {})
        thread = str(found.get("thread_ts") or ts)
        self._threads.put((channel, ts), thread)
        return thread


def where(fact: Click) -> Where:
    """Return where the answer to a press belongs: beside the button."""
    spot, name = Spot(fact.channel, fact.thread), fact.action.partition(":")[0]
    return Where(spot, fact.user, fact.ts, fact.trigger, fact.respond, name, fact.text, fact.alone)


def _note(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    needed = ("channel", "thread", "token", "ref")
    return found if isinstance(found, dict) and all(key in found for key in needed) else None
