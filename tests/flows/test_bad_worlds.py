"""What may happen around a running process: its file changes, its disk is full, its database is held."""

import sqlite3
from pathlib import Path
from uuid import uuid4

from tests.flows.people import People, people_of
from tests.process import MIRROR, Bot, Settings, bot_in

MESSAGES = "/api/chat/messages"
PERSON = "/api/chat/person"
REFUSED = "the changed configuration is refused"
IN_FORCE = "the changed configuration is in force"


def team(reply: str, queue: str = "support") -> Settings:
    """Return settings in which who asks for a person is told this, and goes to this queue."""
    return {
        "agent": {"kind": "scripted"},
        "queues": {"support": {}, "second": {}},
        "categories": {"person_requested": {"reply": reply, "queue": queue}},
        "operators": {"anna": {"name": "Anna Berg"}},
    }


async def told(people: People) -> tuple[str, str]:
    """Let somebody new ask for a person; return what they are told and the queue they are in."""
    contact, anna = await people.contact(), await people.operator("anna")
    async with contact.listening():
        await contact.call("POST", PERSON, {"id": str(uuid4())})
        text = (await contact.hears("system"))["text"]
    (row,) = [row for row in await anna.list() if row["contact"] == contact.id]
    return text, row["queue"]


async def test_a_changed_file_is_live_and_a_faulty_or_missing_one_changes_nothing(tmp_path: Path) -> None:
    async with bot_in(tmp_path, team("First.")) as bot, people_of(bot) as people:
        assert await told(people) == ("First.", "support")
        await changed(bot, team("Second.", "second"), IN_FORCE)
        assert await told(people) == ("Second.", "second")
        line = await changed(bot, team("Third.", "nowhere"), REFUSED)
        assert "categories.person_requested.queue: there is no queue 'nowhere'" in line
        assert await told(people) == ("Second.", "second")
        seen = bot.log.count
        bot.config.unlink()
        assert "cannot be read" in await bot.log.find(REFUSED, seen)
        assert await told(people) == ("Second.", "second")
        await changed(bot, team("Fourth."), IN_FORCE)
        assert await told(people) == ("Fourth.", "support")


async def test_what_waits_for_a_restart_is_named(tmp_path: Path) -> None:
    agent = {"kind": "scripted"}
    async with bot_in(tmp_path, {"agent": agent}) as bot:
        news: Settings = {
            "agent": {**agent, "active": "off"},
            "bot": {"name": "Robin"},
            "privacy": {"log_texts": True},
        }
        assert '"needs_restart": ["bot", "privacy"]' in await changed(bot, news, IN_FORCE)


async def changed(bot: Bot, settings: Settings, line: str) -> str:
    """Write the file anew and wait for the line that tells what came of it; return the line."""
    seen = bot.log.count
    bot.configure(settings)
    return await bot.log.find(line, seen)


async def test_a_full_disk_refuses_clearly_keeps_all_and_works_again_with_room(tmp_path: Path) -> None:
    later = tmp_path / "answer"
    waits = {"MIRROR_UNTIL": str(later), "MIRROR_PAST": "no"}
    async with bot_in(tmp_path, program=MIRROR, env=waits) as bot, people_of(bot) as people:
        mia, tom = await people.contact("Mia"), await people.contact("Tom")
        async with mia.listening(), tom.listening():
            assert (await mia.say("Is there room?")).status == 202
            await mia.until(lambda: any(told.event == "typing" for told in mia.heard))
            bot.traces = True  # of the answer that could not be stored
            fill(bot)
            later.touch()
            lost = tom.post("Is there room for me?")
            reply = await tom.call("POST", MESSAGES, lost)
            assert (reply.status, reply.body["error"]) == (503, "unavailable")
            assert int(reply.headers["Retry-After"]) >= 1
            async with people.http.get("/readyz") as ready:
                assert (ready.status, (await ready.json())["store"]) == (503, False)
            await bot.log.find("not recorded")
            assert (tom.messages, mia.by("agent")) == ([], [])
            bot.allow_files(-1)
            assert (await tom.insist("POST", MESSAGES, lost)).status == 202
            await tom.answered(lost["id"])
            await mia.hears("agent")
        assert await bot.stop() == 0
    assert [len(one.by("agent")) for one in (mia, tom)] == [1, 1]
    assert [len(one.by("contact")) for one in (mia, tom)] == [1, 1]


def fill(bot: Bot) -> None:
    """Leave no file of the process room to grow."""
    log = bot.database.with_name("handoff.db-wal")
    bot.allow_files(log.stat().st_size)


async def test_while_another_program_holds_the_database_nothing_is_taken_in(tmp_path: Path) -> None:
    async with bot_in(tmp_path, answers="Hello.") as bot, people_of(bot) as people:
        mia = await people.contact()
        message = mia.post("Can you hear me?")
        holder = sqlite3.connect(bot.database, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        reply = await mia.call("POST", MESSAGES, message)
        assert (reply.status, reply.body["error"], "Retry-After" in reply.headers) == (
            503,
            "unavailable",
            True,
        )
        holder.execute("ROLLBACK")
        holder.close()
        async with mia.listening():
            assert (await mia.insist("POST", MESSAGES, message)).status == 202
            await mia.answered(message["id"])
        assert [told["author"]["kind"] for told in mia.messages] == ["contact", "agent"]
