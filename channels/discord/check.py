"""Asks Discord who we are and what we may do, and says what to click."""

from typing import Final

import discord

from channels.discord.errors import INTENT, told
from channels.discord.spot import Spot
from channels.errors import Permanent

NEEDED: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
    "add_reactions": "Add Reactions",
}


async def who(client: discord.Client) -> str:
    """Say who the bot is; raises Permanent if it could not read what people write."""
    async with told():
        info = await client.application_info()
    flags = info.flags
    if not (flags.gateway_message_content or flags.gateway_message_content_limited):
        raise Permanent(INTENT)
    if client.user is None:
        raise Permanent("Discord does not say who we are")
    return f"@{client.user.name}, id {client.user.id}"


async def place(client: discord.Client, spot: Spot) -> str:
    """Say whether a channel of the team's can be worked in; raises Permanent with what is missing."""
    async with told():
        found = await client.fetch_channel(spot.id)
        if not isinstance(found, discord.TextChannel):
            raise Permanent("this is no text channel of a server: name one by its id (Copy Channel ID)")
        guild = await client.fetch_guild(found.guild.id)
        channel = await guild.fetch_channel(spot.id)
        me = await guild.fetch_member(client.user.id if client.user else 0)
    rights = channel.permissions_for(me)
    missing = [said for right, said in NEEDED.items() if not getattr(rights, right)]
    if missing:
        raise Permanent(
            f"in #{found.name} the bot lacks {', '.join(missing)}: "
            "Edit Channel, Permissions, add the bot, and allow these"
        )
    if not rights.manage_webhooks:
        return f"#{found.name}: ready; without Manage Webhooks names in threads are a prefix"
    return f"#{found.name}: ready"
