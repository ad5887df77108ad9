"""What ``handoff check`` finds of the clock, and of the store: ready, held by a running bot, or of no use."""

import sqlite3
from pathlib import Path

import pytest

from bot.commands.findings import WRITTEN, clock, store
from handoff.store.sqlite import SqliteStore


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database as a bot left it that ended."""
    found = SqliteStore(tmp_path / "handoff.db")
    await found.open()
    await found.close()
    return tmp_path / "handoff.db"


def test_the_time_is_said_and_one_before_this_was_written_is_a_fault() -> None:
    found = clock("Europe/Berlin", WRITTEN + 3600)
    assert (found.ok, found.text) == (True, "2026-01-01 02:00 (Europe/Berlin)")
    wrong = clock("UTC", 0.0)
    assert (wrong.ok, wrong.text) == (False, "this machine's clock is wrong: it says 1970-01-01 00:00 (UTC)")


async def test_one_that_can_be_written_is_well(path: Path) -> None:
    found = await store(path)
    assert (found.ok, found.text) == (True, f"{path} can be written")


async def test_one_that_a_running_bot_holds_is_well(path: Path) -> None:
    running = SqliteStore(path)
    await running.open()
    found = await store(path)
    await running.close()
    assert (found.ok, found.text) == (True, f"{path} is in use by a bot that runs")


async def test_one_that_opens_but_takes_nothing_is_a_fault_and_not_taken_for_a_running_bots(
    path: Path,
) -> None:
    with sqlite3.connect(path, isolation_level=None) as shell:
        shell.execute("BEGIN IMMEDIATE")  # somebody looks into it by hand
        found = await store(path)
    shell.close()
    assert (found.ok, "another program holds the database" in found.text) == (False, True)


async def test_one_that_is_none_is_a_fault(path: Path) -> None:
    path.write_bytes(b"no database at all, " * 500)
    found = await store(path)
    assert (found.ok, "is not a database" in found.text) == (False, True)
