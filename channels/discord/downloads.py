"""Files that people send: fetched from Discord, told by their bytes, kept in the store of uploads."""

from dataclasses import dataclass
from typing import Final

import discord

from channels.brackets import NOT_FETCHED, UNREADABLE, missing, too_large
from channels.discord.errors import told
from channels.discord.inbound import attachments_of, text_of
from channels.durable import asked, stored
from channels.errors import ChannelError
from channels.files import Files
from channels.kinds import kind, safe_name
from handoff.content import Content, File
from handoff.ids import Address

MOST: Final = 25 << 20
"""Bytes that are taken in of one file."""
PATIENCE: Final = 60.0


@dataclass(frozen=True, slots=True)
class _Item:
    """Something that can be fetched. Pictures of stickers do not tell their size."""

    name: str
    source: discord.Attachment | discord.StickerItem
    claimed: str = ""
    size: int = 0


async def content(files: Files, owner: Address, message: discord.Message) -> Content:
    """Return what a message says, its files fetched and kept; what cannot be had is said in brackets."""
    got = [await _taken(files, owner, item) for item in _items(message)]
    words = [one for one in got if isinstance(one, str)]
    kept = tuple(one for one in got if isinstance(one, File))
    text = "\n".join(filter(None, (text_of(message), *words)))
    return Content(text if text or kept else UNREADABLE, files=kept)


def _items(message: discord.Message) -> list[_Item]:
    found = [_Item(one.filename, one, one.content_type or "", one.size) for one in attachments_of(message)]
    drawn = (one for one in message.stickers if one.format is not discord.StickerFormatType.lottie)
    return [*found, *(_Item(f"{one.name}.png", one) for one in drawn)]


async def _taken(files: Files, owner: Address, item: _Item) -> File | str:
    if item.size > MOST:
        return missing(item.name, too_large(item.size, MOST))
    try:
        data = await asked(lambda: _read(item.source), tries=3)
    except ChannelError:
        return missing(item.name, NOT_FETCHED)
    media = kind(data, item.claimed)
    return await stored(lambda: files.save(str(owner), safe_name(item.name, media), media, data))


async def _read(source: discord.Attachment | discord.StickerItem) -> bytes:
    async with told(PATIENCE):
        return await source.read()
