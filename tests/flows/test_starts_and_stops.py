"""Starting where the world does not allow it, and being told to stop: clear lines, right exit codes."""

import asyncio
import signal
import socket
from pathlib import Path

import pytest

from tests.flows.people import people_of
from tests.process import MIRROR, Settings, bot_in, bot_of


async def refused(folder: Path, settings: Settings, broken: str = "") -> tuple[int, list[str]]:
    """Try to start; return the exit code, and the lines on standard error."""
    async with bot_of(folder, settings) as bot:
        if broken:
            bot.config.write_text(broken, "utf-8")
        await bot.launch()
        code = await bot.ended()
        assert str(bot.printed) == ""
        return code, str(bot.log).splitlines()


async def test_a_file_that_is_not_toml_is_named_with_the_line(tmp_path: Path) -> None:
    code, said = await refused(tmp_path, {}, '[bot]\nname = "Robin\n')
    assert code == 1
    assert len(said) == 1
    assert "config.toml:2: " in said[0]
    assert "is not TOML" in said[0]


async def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    code, said = await refused(
        tmp_path, {}, '[bot]\nnme = "R"\nlanguage = "xx"\n[queues.a]\nnotify = ["slack:C1"]\n'
    )
    assert code == 1
    assert [line.split("config.toml")[1].split(": ")[0] for line in said] == [":2", ":3", ":5"]
    assert "did you mean 'name'?" in said[0]


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        port = door.getsockname()[1]
        code, said = await refused(tmp_path, {"web": {"port": port}})
    assert code == 1
    assert len(said) == 1
    assert f"web: cannot listen on 127.0.0.1:{port}: address already in use" in said[0]


async def test_a_second_process_is_told_that_there_is_one(tmp_path: Path) -> None:
    async with bot_in(tmp_path):
        other = tmp_path / "other"
        other.mkdir()
        url = f"sqlite:///{tmp_path / 'data' / 'handoff.db'}"
        code, said = await refused(other, {"store": {"url": url}})
    assert code == 1
    assert "store.url: another handoff process uses this database" in said[0]


@pytest.mark.parametrize("what", ["a file stands there", "nobody may write there", "it is no database"])
async def test_a_place_where_no_database_can_be_is_named(tmp_path: Path, what: str) -> None:
    place = tmp_path / "place"
    if what == "a file stands there":
        place.touch()
        expected = "file exists"
    elif what == "nobody may write there":
        place = Path("/proc/self")  # read-only for everybody, the administrator as well
        expected = "the database cannot be opened (/proc/self/"
    else:
        place.mkdir()
        (place / "handoff.db").write_bytes(b"no database at all, " * 500)
        expected = "is not a database"
    code, said = await refused(tmp_path, {"store": {"url": f"sqlite:///{place}/handoff.db"}})
    assert (code, len(said)) == (1, 1), said
    assert "config.toml:" in said[0]
    assert ": store.url: " in said[0]
    assert expected in said[0]
    assert "Errno" not in said[0]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=str)
async def test_a_signal_ends_it_in_order_and_an_answer_that_is_being_made_comes_first(
    tmp_path: Path, how: signal.Signals
) -> None:
    async with (
        bot_in(tmp_path, program=MIRROR, env={"MIRROR_SECONDS": "0.5"}) as bot,
        people_of(bot) as people,
    ):
        mia = await people.contact("Mia")
        async with mia.listening():
            assert (await mia.say("Are you there?")).status == 202
            assert await bot.stop(how) == 0
            await bot.start()
            await mia.hears("agent")
        assert len(mia.by("agent")) == 1


async def test_a_second_signal_does_not_wait_and_nothing_is_lost(tmp_path: Path) -> None:
    slow = {"MIRROR_SECONDS": "30"}
    async with bot_in(tmp_path, program=MIRROR, env=slow) as bot, people_of(bot) as people:
        mia = await people.contact("Mia")
        async with mia.listening():
            assert (await mia.say("Are you there?")).status == 202
            bot.up.clear()
            bot.signal(signal.SIGTERM)
            await bot.log.find("stopping")
            assert await bot.stop() == -signal.SIGTERM
            bot.env["MIRROR_SECONDS"] = "0"
            await bot.start()
            await mia.hears("agent")
        assert len(mia.by("agent")) == 1


async def test_a_signal_while_it_starts_is_no_accident(tmp_path: Path) -> None:
    async with bot_of(tmp_path) as bot:
        await bot.launch()
        await asyncio.sleep(0)
        assert await bot.stop() in (0, -signal.SIGTERM)
        await bot.start()
        assert await bot.stop() == 0
