"""A changed file is read again; a faulty one is told and the settings before it stay."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from watchfiles import awatch

from bot.config.faults import SettingsError
from bot.config.load import load
from bot.config.model import Settings

News = Settings | SettingsError


async def watch(
    path: Path,
    env: Mapping[str, str],
    now: Settings,
    stop: asyncio.Event | None = None,
    quiet: float = 5.0,
) -> AsyncIterator[News]:
    """Yield new settings, or what is wrong with them, when the file or a secret's file changed.

    ``now`` is what is in force. Nothing is yielded for a change that changes nothing, nor twice for the
    same faults. The folders are watched and not the files, because editors and mounts put a new file in
    the old one's place. After ``quiet`` seconds without a sign the file is read anyway: of a change before
    the first watch, on a network mount, or in a secret's file elsewhere nobody tells us. Ends when ``stop``
    is set.
    """
    last: News = now
    folders = {path.parent, now.secrets.dir or path.parent}
    async for _ in awatch(
        *folders,
        recursive=False,
        stop_event=stop,
        debounce=400,
        rust_timeout=round(quiet * 1000),
        yield_on_timeout=True,
    ):
        news = await asyncio.to_thread(_read, path, env)
        if _told(news) != _told(last):
            last = news
            yield news


def _read(path: Path, env: Mapping[str, str]) -> News:
    try:
        return load(path, env)
    except SettingsError as error:
        return error


def _told(news: News) -> object:
    return news.faults if isinstance(news, SettingsError) else news
