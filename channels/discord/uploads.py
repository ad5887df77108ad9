"""Files that go out, as many at a time as Discord takes."""

import io
from collections.abc import Iterator, Sequence
from typing import Final

import discord

from channels.cargo import Cargo
from handoff.content import File

LIMIT: Final = 10 << 20
"""Bytes that a bot may send in one file."""
REQUEST: Final = 24 << 20
MOST: Final = 10


def batches(found: Sequence[File]) -> Iterator[list[File]]:
    """Put files together that one message may carry."""
    batch: list[File] = []
    for file in found:
        if len(batch) == MOST or sum(one.size for one in batch) + file.size > REQUEST:
            yield batch
            batch = []
        batch.append(file)
    if batch:
        yield batch


async def opened(cargo: Cargo, found: Sequence[File]) -> list[discord.File]:
    """Read files for an upload; raises Permanent for one that was erased meanwhile."""
    return [discord.File(io.BytesIO(await cargo.read(file)), filename=file.name) for file in found]
