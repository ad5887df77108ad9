"""Where discord.py finds Discord: one API and one gateway for the whole process, as class attributes."""

import discord
import yarl
from discord.asset import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from channels.discord.settings import API, GATEWAY, DiscordSettings


def point(settings: DiscordSettings) -> None:
    """Let every client of this process speak to the server of the settings."""
    Route.BASE = settings.api_base.rstrip("/")
    Asset.BASE = settings.cdn_base.rstrip("/")
    if settings.gateway_url or settings.api_base == API:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url or GATEWAY)


async def ask(client: discord.Client, settings: DiscordSettings) -> None:
    """Ask another server for its gateway, where the settings name none."""
    if not settings.gateway_url and settings.api_base != API:
        _, url, _ = await client.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(url)
