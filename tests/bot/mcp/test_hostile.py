"""Servers that do what no server should: nobody waits for them for long, and nothing of theirs is left."""

import asyncio
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.config.tools import ServerSettings
from bot.log import configure
from bot.mcp.base import Fault, ToolFailed
from bot.mcp.connection import FIRST, LONGEST, SOONEST, pause
from tests.bot.mcp.conftest import Open
from tests.process import until
from tests.virtual import now, on_virtual_time

HOSTILE = Path(__file__).with_name("hostile.py")
SECRET = "sk-nested-secret-0123456789"


def hostile(how: str, folder: Path, **more: Any) -> ServerSettings:
    command = [sys.executable, str(HOSTILE), how, str(folder), SECRET]
    return ServerSettings.model_validate({"command": command, "allow": "all", "timeout": 20, **more})


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_a_result_of_ten_megabytes_is_cut(open_servers: Open, tmp_path: Path) -> None:
    servers = open_servers(h=hostile("huge", tmp_path, max_result=1000))
    found = await servers.call("h__act", {})
    assert len(found.text) == 1000
    assert "10,000,000 characters" in found.text


async def test_a_message_without_an_end_ends_the_connection_and_not_our_memory(
    open_servers: Open, tmp_path: Path
) -> None:
    servers = open_servers(h=hostile("endless", tmp_path))
    with pytest.raises(ToolFailed) as caught:
        await servers.call("h__act", {})
    assert (caught.value.fault, caught.value.sent) == (Fault.UNAVAILABLE, True)


@pytest.mark.parametrize("how", ["lines", "line"])
async def test_complaints_without_end_hold_up_nothing(open_servers: Open, tmp_path: Path, how: str) -> None:
    servers = open_servers(h=hostile(how, tmp_path))
    for _ in range(5):
        assert (await servers.call("h__act", {})).text == "done"


async def test_a_server_that_lists_slowly_is_waited_for_by_all_who_call(
    open_servers: Open, tmp_path: Path
) -> None:
    servers = open_servers(h=hostile("slow", tmp_path))
    assert [one.text for one in await asyncio.gather(*(servers.call("h__act", {}) for _ in range(3)))]
    assert (tmp_path / "starts").read_text() == "x"


async def test_whoever_offers_its_tools_at_the_start_waits_for_the_first_connection_only(
    open_servers: Open, tmp_path: Path
) -> None:
    folders = (tmp_path / "slow", tmp_path / "flaps")
    for folder in folders:
        folder.mkdir()
    servers = open_servers(slow=hostile("slow", folders[0]), flaps=hostile("flaps", folders[1]))
    await servers.ready(1)
    assert not servers.tools(), "nothing was begun, so there is nothing to wait for"
    await servers.start()
    await servers.ready(0)
    assert not servers.tools()
    await servers.ready(60)
    assert [tool.full_name for tool in servers.tools()] == ["slow__act"]
    assert servers.status()["flaps"].startswith("down: ")


async def test_a_server_that_is_deaf_to_a_cancel_holds_up_neither_the_caller_nor_the_end(
    open_servers: Open, tmp_path: Path
) -> None:
    servers = open_servers(h=hostile("deaf", tmp_path))
    await servers.check("h")
    with pytest.raises(ToolFailed) as caught:
        await servers.call("h__act", {}, timeout=0.3)
    assert (caught.value.fault, caught.value.sent) == (Fault.TIMEOUT, True)


async def test_children_of_a_server_do_not_outlive_it(open_servers: Open, tmp_path: Path) -> None:
    servers = open_servers(h=hostile("forks", tmp_path))
    await servers.call("h__act", {})
    child = int((tmp_path / "child").read_text())
    assert alive(child)
    await servers.close()
    await until(lambda: not alive(child))


async def test_a_server_that_dies_at_every_start_is_started_once_for_each_call(
    open_servers: Open, tmp_path: Path
) -> None:
    servers = open_servers(h=hostile("flaps", tmp_path))
    for _ in range(3):
        with pytest.raises(ToolFailed, match="it ended, or hung up"):
            await servers.call("h__act", {})
    assert len((tmp_path / "starts").read_text()) == 3


@pytest.mark.parametrize(("called", "part"), [(False, 1.0), (True, SOONEST)])
@on_virtual_time
async def test_a_server_that_fails_is_started_less_and_less_often_however_eagerly_it_is_called(
    called: bool, part: float
) -> None:
    """A tenth of each pause nobody can shorten."""
    needed, waits = asyncio.Event(), [FIRST]
    for _ in range(10):
        began = now()
        if called:
            needed.set()
        waits.append(await pause(needed, waits[-1]))
        assert now() - began == pytest.approx(waits[-2] * part)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST


async def test_a_server_that_dies_in_every_call_is_not_started_for_each(
    open_servers: Open, tmp_path: Path
) -> None:
    servers = open_servers(h=hostile("dies", tmp_path))
    for _ in range(3):
        with pytest.raises(ToolFailed) as caught:
            await servers.call("h__act", {}, timeout=10)
        assert (caught.value.fault, caught.value.sent) == (Fault.UNAVAILABLE, True)


@pytest.mark.parametrize("how", ["secrets", "liar", "noise"])
async def test_what_a_server_says_wrongly_is_in_no_log_and_no_reason(
    own_logging: None, open_servers: Open, tmp_path: Path, how: str
) -> None:
    stream = io.StringIO()
    configure("debug", "json", stream=stream)
    servers = open_servers(h=hostile(how, tmp_path, env={"KEY": SECRET}))
    reason = ""
    try:
        await servers.call("h__act", {})
    except ToolFailed as failed:
        reason = failed.reason
    await servers.close()
    said = stream.getvalue() + reason
    assert SECRET not in said
    assert "nested-secret" not in said
    assert "ana@" not in said
    assert len(stream.getvalue()) < 50_000


async def test_a_program_sees_only_what_it_is_given(open_servers: Open, tmp_path: Path) -> None:
    servers = open_servers(h=hostile("well", tmp_path, env={"KEY": "value"}))
    await servers.call("h__act", {})
    seen = set(json.loads((tmp_path / "environment").read_text()))
    assert seen - {"LC_CTYPE"} <= {"KEY", "PATH", "HOME"}
