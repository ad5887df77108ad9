"""Buttons, forms and slash commands: stored, then answered, within Discord's three seconds."""

import asyncio
from collections.abc import Awaitable
from typing import Any, Final, cast

import discord

from channels.base import Sink
from channels.choices import chosen
from channels.discord.answers import ON_ANSWER, Answers, Way
from channels.discord.buttons import Name, Origin, labels
from channels.discord.errors import told
from channels.discord.inbound import person
from channels.discord.spot import NAME, Spot
from channels.discord.team import Team
from channels.durable import stored
from channels.team import Answer, Pressed, Wrote
from handoff.content import Content
from handoff.events import ContactAskedForPerson, ContactSaid
from handoff.ids import Address
from handoff.lanes import Lanes

SOON: Final = 2.0
"""Seconds after which Discord is told that the answer takes longer."""
ELSEWHERE: Final = "Use this in the thread of a handoff: it says something about one conversation."


class Presses:
    """Whoever pressed is answered, privately."""

    def __init__(self, sink: Sink, team: Team, lanes: Lanes) -> None:
        self._sink = sink
        self._team = team
        self._lanes = lanes
        self._answers = Answers()

    async def take(self, interaction: discord.Interaction) -> None:
        """Take in a press or a filled form."""
        data = cast("dict[str, Any]", interaction.data or {})
        name = Name.parse(str(data.get("custom_id", "")))
        if name is None:
            return
        if interaction.guild_id is None:
            await self._contact(interaction, name)
            return
        way = _way(name)
        pressed = await self._pressed(interaction, name, _typed(data))
        work = self._team.bring(pressed, f"discord:interaction:{interaction.id}")
        await self._answered(interaction, work, way)

    async def command(self, interaction: discord.Interaction, text: str) -> None:
        """Take in a slash command as the text that means the same."""
        spot = await self._team.spot(interaction.channel_id or 0)
        if spot is None:
            async with told():
                await interaction.response.send_message(ELSEWHERE, ephemeral=True)
            return
        by, thread = person(interaction.user), spot.address
        event = Wrote(by, thread, str(interaction.id), Content(text))
        work = self._team.bring(event, f"discord:interaction:{interaction.id}")
        await self._answered(interaction, work, Way.COMMAND)

    async def _answered(self, interaction: discord.Interaction, work: Awaitable[Answer], way: Way) -> None:
        task = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=SOON)
            if not done:
                await self._answers.later(interaction, way)
            answer = await task
        finally:
            task.cancel()
        await self._answers.show(interaction, answer, way, late=not done)

    async def _pressed(self, interaction: discord.Interaction, name: Name, typed: str) -> Pressed:
        channel = interaction.channel_id or 0
        spot = await self._team.spot(channel) or Spot(channel)
        ref = str(interaction.message.id) if interaction.message else ""
        return Pressed(person(interaction.user), spot.address, name.action, ref, typed)

    async def _contact(self, interaction: discord.Interaction, name: Name) -> None:
        contact, id = Address(NAME, str(interaction.channel_id)), str(interaction.id)
        label = labels(interaction.message.components if interaction.message else ()).get(str(name), "")
        language = interaction.locale.value
        event = chosen(id, name.action, label, interaction.user.display_name, language)
        if event is None:
            await self._answers.stale(interaction, self._sink.words(language).stale)
            return
        task = asyncio.ensure_future(self._said(contact, event, f"discord:interaction:{id}"))
        try:
            done, _ = await asyncio.wait({task}, timeout=SOON)
            if not done:
                await self._answers.later(interaction, Way.CARD)
            await task
        finally:
            task.cancel()
        await self._answers.chosen(interaction, label, late=not done)

    async def _said(self, contact: Address, event: ContactAskedForPerson | ContactSaid, key: str) -> None:
        """Bring it after all that the contact wrote before."""
        async with self._lanes.hold(int(contact.chat)):
            await stored(lambda: self._sink.receive(contact, event, key))


def _way(name: Name) -> Way:
    if name.origin is Origin.FORM:
        return Way.ANSWER if name.index == ON_ANSWER else Way.FORM
    return Way.ANSWER if name.origin is Origin.ANSWER else Way.CARD


def _typed(data: dict[str, Any]) -> str:
    """Return what was typed into a form's one field."""
    for row in data.get("components", ()):
        for field in (row.get("component"), *row.get("components", ())):
            if field and "value" in field:
                return str(field["value"] or "")
    return ""
