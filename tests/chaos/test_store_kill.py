"""kill -9 while under load, again and again: what was acknowledged is there, and nothing is half there."""

import asyncio
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handoff.store.base import Duplicate, RowState
from handoff.store.sqlite import SqliteStore
from tests import builders as make_a
from tests.chaos.store_child import CHATS, row_id

ROUNDS = 12
ROOT = Path(__file__).resolve().parents[2]
SEED = 20260401

Acknowledged = dict[str, int]
"""The newest version that each chat was told is stored."""


def run_and_kill(path: Path, commits: int) -> tuple[Acknowledged, int]:
    """Start the child, read so many acknowledgements, kill it, and read what it had still said."""
    command = [sys.executable, "-m", "tests.chaos.store_child", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(commits)]
        child.kill()
        lines += child.stdout.readlines()
    said = [line.split() for line in lines if line.endswith(b"\n")]
    assert len(said) >= commits, "the child ended by itself"
    return {chat.decode(): int(version) for chat, version, _ in said}, len(said)


async def check_chat(store: SqliteStore, chat: str, acknowledged: int) -> int:
    """Compare one conversation with what was acknowledged; returns how many decisions it holds."""
    id_ = make_a.conversation_id(chat)
    state = await store.load(id_)
    version = state.version if state else 0
    assert version >= acknowledged, f"{chat}: {acknowledged} was acknowledged, {version} is stored"
    assert [entry.seq for entry in await store.entries(id_)] == list(range(1, 2 * version + 1))
    assert state is None or state.seq == 2 * version
    await check_rows(store, chat, version)
    if state is not None:
        redelivered = make_a.write(state, key=f"{chat}-{version}")
        assert await store.commit(redelivered) == Duplicate(2 * version - 1)
    return version


async def check_rows(store: SqliteStore, chat: str, version: int) -> None:
    """Every decision's row is there; all but the last were settled by the decision after."""
    rows = await store.rows(make_a.conversation_id(chat))
    assert [row.id for row in rows] == [row_id(chat, number) for number in range(1, version + 1)]
    assert {row.state for row in rows[:-1]} <= {RowState.SENT}
    assert {row.state for row in rows[-1:]} <= {RowState.PENDING}


async def check_all(path: Path, acknowledged: Acknowledged) -> int:
    store = SqliteStore(path)
    await store.open()
    stored = [await check_chat(store, chat, acknowledged.get(chat, 0)) for chat in acknowledged]
    await store.close()
    return sum(stored)


@pytest.mark.chaos
async def test_nothing_acknowledged_is_lost_by_kill_9(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    path = tmp_path / "handoff.db"
    chance = random.Random(SEED)
    acknowledged: Acknowledged = {f"c{number}": 0 for number in range(CHATS)}
    total = stored = 0
    for _ in range(ROUNDS):
        newest, count = await asyncio.to_thread(run_and_kill, path, chance.randint(1, 1500))
        acknowledged |= newest
        total += count
        stored = await check_all(path, acknowledged)
    assert stored >= total
    record_property("kill -9 of the store", f"{ROUNDS} rounds, {total} acknowledged, {stored} stored, 0 lost")
