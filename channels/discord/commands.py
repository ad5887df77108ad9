"""The slash commands of desk threads; each is the same as its text, such as ``/note call her back``."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import astuple
from typing import Any, Final

import discord
from discord import app_commands

from channels.base import Memos
from channels.commands import COMMANDS, Takes
from channels.durable import stored

Handler = Callable[[discord.Interaction[Any], str], Awaitable[None]]

PREFIX: Final = "discord:commands:"


def grow(tree: app_commands.CommandTree[Any], handle: Handler) -> None:
    """Put all commands on a tree."""
    made = {Takes.NOTHING: _bare, Takes.PERHAPS: _free, Takes.TEXT: _full}
    for one in COMMANDS:
        tree.add_command(made[one.takes](one.name, one.does, handle))


async def announce(tree: app_commands.CommandTree[Any], guild: discord.Guild, memos: Memos) -> None:
    """Make the commands known in a server, unless it has just these from before."""
    shape = json.dumps([astuple(one) for one in COMMANDS]) + str(tree.client.application_id)
    digest = hashlib.blake2b(shape.encode(), digest_size=8).hexdigest()
    name = f"{PREFIX}{guild.id}"
    if (await stored(lambda: memos.memos(name))).get(name) == digest:
        return
    tree.copy_global_to(guild=guild)
    await tree.sync(guild=guild)
    await stored(lambda: memos.remember(name, digest))


def _bare(name: str, said: str, handle: Handler) -> app_commands.Command[Any, ..., None]:
    async def call(interaction: discord.Interaction[Any]) -> None:
        await handle(interaction, f"/{name}")

    return app_commands.Command(name=name, description=said, callback=call)


def _free(name: str, said: str, handle: Handler) -> app_commands.Command[Any, ..., None]:
    async def call(interaction: discord.Interaction[Any], text: str = "") -> None:
        await handle(interaction, f"/{name} {text}".strip())

    return app_commands.Command(name=name, description=said, callback=call)


def _full(name: str, said: str, handle: Handler) -> app_commands.Command[Any, ..., None]:
    async def call(interaction: discord.Interaction[Any], text: str) -> None:
        await handle(interaction, f"/{name} {text}".strip())

    return app_commands.Command(name=name, description=said, callback=call)
