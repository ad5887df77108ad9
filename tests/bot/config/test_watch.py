"""A changed file is news, a faulty one is news of faults, and an editor's way of saving is no matter."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.config.watch import News, watch
from bot.settings import Settings, SettingsError, load


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text("[web]\nport = 1\n")
    return path


@pytest.fixture
async def news(file: Path) -> AsyncIterator[AsyncIterator[News]]:
    stop = asyncio.Event()
    heard = watch(file, {}, load(file, {}), stop, quiet=0.5)
    yield heard
    stop.set()


async def port(news: AsyncIterator[News]) -> int:
    found = await anext(news)
    assert isinstance(found, Settings)
    return found.web.port


async def test_a_change_a_fault_and_its_mending_are_told_in_turn(
    file: Path, news: AsyncIterator[News]
) -> None:
    waiting = asyncio.ensure_future(port(news))
    file.write_text("[web]\nport = 2\n")
    assert await waiting == 2
    file.write_text("[web]\nprt = 3\n")
    found = await anext(news)
    assert isinstance(found, SettingsError)
    assert found.faults[0].key == "web.prt"
    other = file.with_name("config.toml.swp")
    other.write_text("[web]\nport = 3\n")
    other.replace(file)
    assert await port(news) == 3


async def test_a_file_that_vanishes_is_a_fault_and_comes_back(file: Path, news: AsyncIterator[News]) -> None:
    waiting = asyncio.ensure_future(anext(news))
    file.unlink()
    assert isinstance(await waiting, SettingsError)
    file.write_text("[web]\nport = 4\n")
    assert await port(news) == 4


async def test_what_changes_nothing_is_not_told(file: Path, news: AsyncIterator[News]) -> None:
    waiting = asyncio.ensure_future(port(news))
    file.write_text("# a remark\n[web]\nport = 1\n")
    (file.parent / "other.txt").write_text("not ours")
    file.write_text("[web]\nport = 5\n")
    assert await waiting == 5
