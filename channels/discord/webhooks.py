"""The webhook of each channel of the team's: only through one can words stand under another's name."""

import time
from typing import Final

import discord

from channels.discord.errors import told
from channels.errors import Permanent

TITLE: Final = "Desk"
AGAIN: Final = 600.0
"""Seconds until a channel that gave no webhook is asked once more."""


class Webhooks:
    """Knows ids and secrets of webhooks while the process lives; they belong to no connection."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, str]] = {}
        self._refused: dict[int, float] = {}

    async def of(self, client: discord.Client, channel: int) -> discord.Webhook | None:
        """Return the channel's webhook, made if need be; None where the bot may have none."""
        if channel not in self._known and time.monotonic() < self._refused.get(channel, 0.0):
            return None
        try:
            known = self._known.get(channel) or await self._found(client, channel)
        except Permanent:
            self._refused[channel] = time.monotonic() + AGAIN
            return None
        self._known[channel] = known
        return discord.Webhook.partial(*known, client=client)

    def forget(self, channel: int) -> None:
        """Forget a webhook that was deleted."""
        self._known.pop(channel, None)

    async def _found(self, client: discord.Client, channel: int) -> tuple[int, str]:
        async with told():
            place = await client.fetch_channel(channel)
            if not isinstance(place, discord.TextChannel):
                raise Permanent("this is no text channel")
            for webhook in await place.webhooks():
                if webhook.token and webhook.user is not None and webhook.user == client.user:
                    return webhook.id, webhook.token
            made = await place.create_webhook(name=TITLE)
            return made.id, made.token or ""
