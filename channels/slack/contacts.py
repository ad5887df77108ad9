"""The contact's side: what people say, change and press in direct messages."""

from channels import marks
from channels.base import Sink
from channels.choices import chosen
from channels.errors import ChannelError
from channels.slack.blocks import Json, small
from channels.slack.downloads import Downloads
from channels.slack.emoji import spoken
from channels.slack.inbound import Changed, Click, Gone, Reaction, Said
from channels.slack.outbound import Post
from channels.slack.people import People
from channels.slack.posting import Posting
from channels.slack.spot import Spot
from channels.slack.text import escape, one_line
from handoff.events import (
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
    Event,
)
from handoff.outcome import Outcome


class Contacts:
    """Brings what contacts do to the sink, in the sink's words."""

    def __init__(self, sink: Sink, people: People, downloads: Downloads) -> None:
        self._sink = sink
        self._people = people
        self._downloads = downloads

    async def said(self, fact: Said, key: str) -> Outcome:
        """Bring a message with its files."""
        address = Spot(fact.channel).address
        profile = await self._people.profile(fact.user)
        content = await self._downloads.content(address, fact.words, fact.files)
        event = ContactSaid(
            fact.ts, content, profile.name, profile.language, quotes=fact.thread, person=fact.user
        )
        return await self._sink.receive(address, event, key)

    async def changed(self, fact: Changed, key: str) -> None:
        """Bring an edit."""
        await self._bring(fact.channel, ContactEdited(fact.ts, fact.words), key)

    async def gone(self, fact: Gone, key: str) -> None:
        """Bring a deletion."""
        if not fact.ours:
            await self._bring(fact.channel, ContactDeleted(fact.ts), key)

    async def reacted(self, fact: Reaction, key: str) -> None:
        """Bring a reaction."""
        await self._bring(fact.channel, ContactReacted(fact.ts, spoken(fact.name), fact.on), key)

    async def pressed(self, fact: Click, key: str) -> bool:
        """Bring a press of one of the bot's buttons; False for one that means nothing any more."""
        profile = await self._people.profile(fact.user)
        id = f"press-{fact.ts}-{fact.stamp}"
        event = chosen(id, fact.value, fact.label, profile.name, profile.language)
        if event is not None:
            await self._bring(fact.channel, event, key)
        return event is not None

    async def stale(self, fact: Click) -> str:
        """Return what such a press is answered with."""
        profile = await self._people.profile(fact.user)
        return self._sink.words(profile.language).stale

    async def _bring(self, channel: str, event: Event, key: str) -> None:
        await self._sink.receive(Spot(channel).address, event, key)


async def show_choice(posting: Posting, fact: Click) -> None:
    """Let the message lose its buttons and say which was chosen."""
    kept: list[Json] = [block for block in fact.blocks if block.get("type") != "actions"]
    label = small(marks.chosen(escape(one_line(fact.label, 75))))
    try:
        await posting.change(Spot(fact.channel), fact.ts, Post(fact.text, (*kept, label)))
    except ChannelError:
        return
