"""Memos beside a bot that runs: both read what the other wrote, and nobody's work is lost."""

import asyncio
from pathlib import Path

import pytest

from handoff.errors import StoreUnavailable
from handoff.store.guest import SqliteGuest
from handoff.store.sqlite import SqliteStore


async def test_both_see_what_the_other_kept(tmp_path: Path) -> None:
    store, guest = SqliteStore(tmp_path / "bot.db"), SqliteGuest(tmp_path / "bot.db")
    await store.open()
    try:
        await store.remember("mcp:shop:pay", "old")
        assert await guest.memos("mcp:") == {"mcp:shop:pay": "old"}
        await guest.remember("mcp:shop:pay", "new")
        assert await store.memos("mcp:") == {"mcp:shop:pay": "new"}
        await guest.remember("mcp:shop:pay", "")
        assert await store.memos("mcp:") == {}
    finally:
        await store.close()


async def test_writing_at_the_same_time_loses_nothing(tmp_path: Path) -> None:
    store, guest = SqliteStore(tmp_path / "bot.db"), SqliteGuest(tmp_path / "bot.db")
    await store.open()
    try:
        await asyncio.gather(
            *(store.remember(f"a:{number}", "x") for number in range(50)),
            *(guest.remember(f"b:{number}", "x") for number in range(20)),
        )
        assert len(await store.memos("a:")) == 50
        assert len(await store.memos("b:")) == 20
    finally:
        await store.close()


async def test_a_guest_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="there is no database"):
        await SqliteGuest(tmp_path / "none.db").memos("")
    assert not (tmp_path / "none.db").exists()


async def test_a_guest_needs_no_bot(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.db")
    await store.open()
    await store.close()
    guest = SqliteGuest(tmp_path / "bot.db")
    await guest.remember("mcp:shop:pay", "new")
    assert await guest.memos("mcp:") == {"mcp:shop:pay": "new"}
