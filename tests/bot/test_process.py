"""The life of the whole process: how it starts, how it refuses to, and how it ends."""

import asyncio
import hashlib
import os
import signal
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.flows.load import WORD, Load, Tally
from tests.flows.people import STREAM, Caller, People, people_of
from tests.process import MIRROR, Bot, Settings, bot_in, bot_of

OFF = ["rule", "failure", "promise", "mood", "stuck", "confidence"]
SETTINGS: Settings = {"escalation": {"off": OFF}, "operators": {"anna": {"name": "Anna Berg"}}}
MIRRORING = {"MIRROR_SECONDS": "0.2", "MIRROR_PAST": "no"}
AGES = {"MIRROR_SECONDS": "3600", "MIRROR_PAST": "no"}


# ── how it starts ────────────────────────────────────────────────────────────────────────────────


async def test_it_prints_where_to_go_and_is_ready(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with bot_in(tmp_path) as bot:
        assert bot.chat_url == f"{bot.base}/"
        assert bot.inbox_link.startswith(f"{bot.base}/inbox/login?code=")
        assert await bot.stop() == 0
    (start,) = bot.starts
    with capsys.disabled():
        sys.stdout.write(f"\nhandoff run: ready after {start.seconds:.2f} s, {start.megabytes:.0f} MB\n")


# ── how it refuses ───────────────────────────────────────────────────────────────────────────────


async def refused(bot: Bot) -> str:
    """Start what cannot start: one line on standard error, nothing on the other, exit code 1."""
    await bot.launch()
    assert await bot.ended() == 1, str(bot.log)
    assert str(bot.printed) == ""
    (line,) = str(bot.log).splitlines()
    return line


def fingerprint(folder: Path) -> Mapping[str, str]:
    """Return what every file of a folder holds; locks hold nothing."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


async def test_a_database_of_a_newer_version_is_left_as_it_is(tmp_path: Path) -> None:
    async with bot_in(tmp_path, SETTINGS, answers="Hello.") as bot:
        assert await bot.stop() == 0
    with sqlite3.connect(bot.database) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = fingerprint(bot.database.parent)
    async with bot_of(tmp_path, SETTINGS, answers="Hello.") as bot:
        line = await refused(bot)
    assert line.endswith("the database has schema 999, this version of handoff knows 3: start the newer one")
    assert "store.url" in line
    assert fingerprint(bot.database.parent) == before


async def test_a_second_process_on_the_same_database_or_port_says_so(tmp_path: Path) -> None:
    async with bot_in(tmp_path, SETTINGS, answers="Hello.") as first, people_of(first) as people:
        second = await refused_beside(first, {})
        assert second.endswith("another handoff process uses this database (data/handoff.db)")
        elsewhere: Settings = {"store": {"url": "sqlite:///other.db"}, "web": {"port": first.port}}
        second = await refused_beside(first, elsewhere)
        assert second.endswith(f"web: cannot listen on 127.0.0.1:{first.port}: address already in use")
        mia = await people.contact()
        assert (await mia.say("Are you still there?")).status == 202


async def refused_beside(first: Bot, settings: Settings) -> str:
    """Try to start a second process in the folder of one that runs, with a file of its own."""
    second = Bot(first.folder, {"agent": {"kind": "scripted"}, **settings}, config="second.toml")
    try:
        return await refused(second)
    finally:
        await second.close()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"These are my holiday plans, and no database.\n" * 30, "the file is not a database"),
        (b"SQLite format 3\x00" + b"\xff" * 4096, "the file is not a database"),
    ],
)
async def test_a_file_that_is_no_database_is_left_as_it_is(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "data").mkdir()
    async with bot_of(tmp_path, SETTINGS, answers="Hello.") as bot:
        bot.database.write_bytes(content)
        line = await refused(bot)
        assert bot.database.read_bytes() == content
    assert "config.toml" in line
    assert f"store.url: data/handoff.db: {reason}" in line


async def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    places = ["file/handoff.db"] if os.geteuid() == 0 else ["file/handoff.db", "closed/handoff.db"]
    for place in places:
        settings = {"store": {"url": f"sqlite:///{place}"}}
        async with bot_of(tmp_path, settings, answers="Hello.") as bot:
            assert f"store.url: {place}: the database cannot be opened" in await refused(bot)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"agent": {"folder": "nowhere"}}, "agent.folder: the knowledge folder nowhere cannot be read"),
        ({"agent": {"kind": "scripted", "script": "none.txt"}}, "agent.script: none.txt: no such file"),
        ({"web": {"port": 70000}}, "web.port: must be less than or equal to 65535"),
    ],
)
async def test_what_the_settings_lead_to_must_be_there(
    tmp_path: Path, settings: Mapping[str, Mapping[str, Any]], reason: str
) -> None:
    async with bot_of(tmp_path, settings) as bot:
        assert reason in await refused(bot)


# ── how it ends ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_under_load_it_ends_well_and_loses_nothing(
    tmp_path: Path, how: signal.Signals
) -> None:
    async with bot_in(tmp_path, SETTINGS, program=MIRROR, env=MIRRORING) as bot, people_of(bot) as people:
        bot.private.add(WORD)
        load = Load([await people.contact() for _ in range(8)], 0, seed=1)
        talking = asyncio.create_task(load.run())
        await load.grown(40)
        assert await bot.stop(how) == 0
        await bot.start()
        load.over = True
        await talking
    tally = Tally()
    for talk in load.talks:
        tally.add(talk, talk.contact.messages)
    assert (tally.lost, tally.doubled, tally.unanswered) == ([], [], [])


async def read_to_the_end(people: People, who: Caller, path: str, opened: asyncio.Event) -> None:
    """Follow a stream until the server ends it properly; one that is cut off raises."""
    async with people.http.get(path, headers=who.headers, timeout=STREAM) as reply:
        assert reply.status == 200
        async for _ in reply.content:
            opened.set()


async def test_open_pages_are_told_to_come_back_before_it_ends(tmp_path: Path) -> None:
    async with bot_in(tmp_path, SETTINGS, answers="Hello.") as bot, people_of(bot) as people:
        who = {"/api/chat/events": await people.contact(), "/inbox/live?tab=a": await people.operator("anna")}
        opened = [asyncio.Event() for _ in who]
        async with asyncio.TaskGroup() as pages:
            for (path, caller), event in zip(who.items(), opened, strict=True):
                pages.create_task(read_to_the_end(people, caller, path, event))
                await event.wait()
            assert await bot.stop() == 0


async def test_a_turn_that_outlives_the_limit_is_asked_again_at_the_next_start(tmp_path: Path) -> None:
    async with bot_in(tmp_path, SETTINGS, program=MIRROR, env=AGES) as bot, people_of(bot) as people:
        mia = await people.contact()
        async with mia.listening():
            await mia.say("Is anybody there?")
            await mia.until(lambda: any(told.event == "typing" for told in mia.heard))
            assert await bot.stop() == 0
            assert "left for the next start" in str(bot.log)
            bot.env |= MIRRORING
            await bot.start()
            answer = await mia.hears("agent")
    assert "Is anybody there?" in answer["text"]
    assert len(mia.by("agent")) == 1
