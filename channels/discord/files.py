"""Files on their way in and out, within Discord's limits."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final

import discord

from channels.discord.durable import asked, stored
from channels.discord.errors import told
from channels.errors import ChannelError
from channels.files import Files
from handoff.content import File

LIMIT: Final = 10 << 20
"""Bytes that a bot may send in one file; more is taken in from nobody either."""
REQUEST: Final = 24 << 20
MOST: Final = 10

_MAGIC: Final = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_MAGIC_AUDIO: Final = ((b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"), (b"%PDF-", "application/pdf"))
_PLAIN: Final = re.compile(r"(audio|video)/[a-z0-9.+-]{1,40}|text/plain")


async def taken(
    files: Files, owner: str, found: Sequence[discord.Attachment], stickers: Sequence[discord.StickerItem]
) -> tuple[tuple[File, ...], list[str]]:
    """Download and keep what came with a message; return the files, and words for the rest."""
    kept: list[File] = []
    said: list[str] = []
    for item in found:
        if item.size > LIMIT:
            said.append(f"[{item.filename}: too large to be taken in, {item.size >> 20} MB]")
            continue
        kept += await _kept(files, owner, item.filename, item.content_type or "", item, said)
    for sticker in stickers:
        if sticker.format is not discord.StickerFormatType.lottie:
            kept += await _kept(files, owner, f"{sticker.name}.png", "", sticker, [])
    return tuple(kept), said


async def _kept(
    files: Files,
    owner: str,
    name: str,
    claimed: str,
    item: discord.Attachment | discord.StickerItem,
    said: list[str],
) -> list[File]:
    try:
        data = await asked(lambda: _read(item), tries=3)
    except ChannelError:
        said.append(f"[{name}: could not be fetched]")
        return []
    return [await stored(lambda: files.save(owner, name, media(data, claimed), data))]


async def _read(item: discord.Attachment | discord.StickerItem) -> bytes:
    async with told(60):
        return await item.read()


def media(data: bytes, claimed: str) -> str:
    """Return what the bytes are. A claim is believed only where nothing can run or be drawn from it."""
    for magic, known in (*_MAGIC, *_MAGIC_AUDIO):
        if data.startswith(magic):
            return known
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    claimed = claimed.partition(";")[0].strip().lower()
    return claimed if _PLAIN.fullmatch(claimed) else "application/octet-stream"


def too_large(found: Sequence[File]) -> list[str]:
    """Say which files Discord does not take."""
    return [
        f"[{file.name}: too large for Discord, {file.size >> 20} MB]" for file in found if file.size > LIMIT
    ]


def batches(found: Sequence[File]) -> Iterator[list[File]]:
    """Put files together that one message may carry."""
    batch: list[File] = []
    for file in found:
        if file.size > LIMIT:
            continue
        if len(batch) == MOST or sum(one.size for one in batch) + file.size > REQUEST:
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


async def opened(files: Files, found: Sequence[File]) -> list[discord.File]:
    """Read files for an upload; one that was erased meanwhile is left out."""
    ready: list[discord.File] = []
    for file in found:
        try:
            ready.append(discord.File(io.BytesIO(await files.read(file.id)), filename=file.name))
        except FileNotFoundError:
            continue
    return ready
