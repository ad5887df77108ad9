"""The client: a plain one, with no more intents than are needed, that hands each event on."""

from typing import Any

import aiohttp
import discord
from discord import app_commands

from channels.discord.commands import grow
from channels.discord.intake import Intake

SETTLED = 0.05
"""Seconds without a new server until the start is complete; discord.py's own 2 would be all of it."""


def intents() -> discord.Intents:
    """Return what must come over the gateway."""
    return discord.Intents(
        guilds=True,
        guild_messages=True,
        guild_reactions=True,
        guild_typing=True,
        dm_messages=True,
        dm_reactions=True,
        dm_typing=True,
        message_content=True,
    )


class Line(discord.Client):
    """Deaf without ears: then it can only call. ``open`` says that events can come."""

    def __init__(self, trace: aiohttp.TraceConfig) -> None:
        super().__init__(
            intents=intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            guild_ready_timeout=SETTLED,
            http_trace=trace,
        )
        self.open = False
        self.intake: Intake | None = None
        self.tree = app_commands.CommandTree(self)
        grow(self.tree, self._command)

    async def on_connect(self) -> None:
        """A new session began."""
        if self.intake is not None:
            self.intake.begin()

    async def on_ready(self) -> None:
        """The session is complete: ask for what was missed before it."""
        self.open = True
        if self.intake is not None:
            self.intake.start(self.intake.sweep())

    async def on_resumed(self) -> None:
        """The old session goes on, and what was missed comes by itself."""
        self.open = True

    async def on_disconnect(self) -> None:
        """The line is down."""
        self.open = False

    async def on_message(self, message: discord.Message) -> None:
        """See ``Intake.message``."""
        if self.intake is not None:
            self.intake.start(self.intake.message(message))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """See ``Intake.edited``."""
        if self.intake is not None:
            self.intake.start(self.intake.edited(payload))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """See ``Intake.deleted``."""
        if self.intake is not None:
            self.intake.start(self.intake.deleted(payload.message_id, payload.channel_id, payload.guild_id))

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """See ``Intake.deleted``."""
        if self.intake is not None:
            for message in sorted(payload.message_ids):
                self.intake.start(self.intake.deleted(message, payload.channel_id, payload.guild_id))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """See ``Intake.reacted``."""
        if self.intake is not None:
            self.intake.start(self.intake.reacted(payload))

    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """See ``Intake.reacted``."""
        if self.intake is not None:
            self.intake.start(self.intake.reacted(payload))

    async def on_raw_typing(self, payload: discord.RawTypingEvent) -> None:
        """See ``Intake.typing``."""
        if self.intake is not None:
            self.intake.start(self.intake.typing(payload))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """See ``Intake.gone``."""
        if self.intake is not None:
            self.intake.start(self.intake.gone(payload.thread_id, payload.parent_id))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on presses and forms; commands come through the tree."""
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if self.intake is not None and interaction.type in kinds:
            self.intake.start(self.intake.pressed(interaction))

    async def _command(self, interaction: discord.Interaction[Any], text: str) -> None:
        if self.intake is not None:
            self.intake.start(self.intake.commanded(interaction, text))
