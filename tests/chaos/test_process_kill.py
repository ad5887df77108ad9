"""kill -9 of the whole process under load, again and again, on the same database."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handoff.effects import Wake
from handoff.store.outbox import LIVE
from handoff.store.reader import open_readonly
from handoff.store.reading import Query
from tests.flows.load import WORD, Load, Tally
from tests.flows.people import People, people_of
from tests.process import MIRROR, Bot, Settings, bot_in

SEED = 20260814
CONTACTS = 20
TAKEN = 6
KILLS = 6
OFF = ["rule", "failure", "promise", "mood", "stuck", "confidence"]
SETTINGS: Settings = {"escalation": {"off": OFF}, "operators": {"anna": {"name": "Anna Berg"}}}
SLOWLY = {"MIRROR_SECONDS": "0.03", "MIRROR_PAST": "no"}
"""Answers take a while, so that every kill finds some half done."""


async def kill_now_and_then(bot: Bot, load: Load, chance: random.Random) -> None:
    """Kill after a random number of messages and a little time; twice, kill what is just starting as well."""
    for number in range(KILLS):
        await load.grown(chance.randint(5, 120))
        await asyncio.sleep(chance.random() * 0.03)
        await bot.kill()
        if number % 3 == 2:
            await bot.launch()
            await asyncio.sleep(chance.random())
            await bot.kill()
        await bot.start()
    load.over = True


async def talk_through_kills(people: People) -> Load:
    """Let everybody talk and listen while the process is killed; return what they were told."""
    operator = await people.operator("anna")
    load = Load([await people.contact() for _ in range(CONTACTS)], TAKEN, SEED)
    await asyncio.gather(load.run(operator), kill_now_and_then(people.bot, load, random.Random(SEED)))
    return load


async def told_afresh(load: Load) -> Tally:
    """Read every stream from its beginning; what was heard live, over all kills, must be the same."""
    tally = Tally()
    for talk in load.talks:
        last = talk.contact.messages[-1]["seq"]
        whole = [one.data for one in await talk.contact.read(last) if one.event == "message"]
        assert talk.contact.messages == whole
        tally.add(talk, whole)
        check_order(talk.acknowledged, whole)
        people = [message["text"] for message in whole if message["author"]["kind"] == "human"]
        assert people == talk.replies
    return tally


def check_order(acknowledged: dict[str, int], messages: list[dict[str, Any]]) -> None:
    """Every message stands where its sender was told, in the order they were sent."""
    places = [message["seq"] for message in messages]
    assert places == sorted(set(places))
    said = {message["text"]: message["seq"] for message in messages if message["author"]["kind"] == "contact"}
    assert list(said.items()) == list(acknowledged.items())


async def check_store(bot: Bot) -> None:
    """Nothing is half done: only time limits still wait, no send has no end, no place is empty or double."""
    async with open_readonly(bot.database) as store:
        found = await store.conversations(Query())
        assert Counter(one.owner for one in found) == {"agent": CONTACTS - TAKEN, "human": TAKEN}
        for one in found:
            places = [entry.seq for entry in await store.entries(one.id)]
            assert places == list(range(1, one.seq + 1))
            waiting = [row for row in await store.rows(one.id) if row.state in LIVE]
            assert all(isinstance(row.effect, Wake) for row in waiting), waiting


@pytest.mark.chaos
async def test_nothing_is_lost_or_said_twice_when_the_process_is_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with bot_in(tmp_path, SETTINGS, program=MIRROR, env=SLOWLY) as bot, people_of(bot) as people:
        bot.private.add(WORD)
        load = await talk_through_kills(people)
        tally = await told_afresh(load)
        assert await bot.stop() == 0
        await check_store(bot)
    kills = KILLS + KILLS // 3
    opened = sum(talk.contact.connections for talk in load.talks)
    ready = max(start.seconds for start in bot.starts)
    record_property(
        "kill -9 of the process", f"{kills} kills, {tally}; {opened} streams; ready in {ready:.1f} s"
    )
    assert (tally.lost, tally.doubled, tally.unanswered, tally.late) == ([], [], [], [])
    assert opened > KILLS
    assert all(talk.taken is not None for talk in load.talks[:TAKEN])


@pytest.mark.chaos
async def test_a_reader_goes_on_after_a_kill_where_it_was(tmp_path: Path) -> None:
    async with bot_in(tmp_path, SETTINGS, program=MIRROR) as bot, people_of(bot) as people:
        mia = await people.contact()
        first = await mia.say("Where is my parcel?")
        await mia.read(last=first.body["seq"] + 1)
        await bot.kill()
        await bot.start()
        second = await mia.say("And my other one?")
        last = second.body["seq"] + 1
        whole = [one.data for one in await mia.read(last) if one.event == "message"]
        assert [one["seq"] for one in whole] == [1, 2, 3, 4]
        for place in range(1, last):
            for told in (await mia.read(last, after=place), await mia.read(last, resume=str(place))):
                assert [one.data for one in told if one.event == "message"] == whole[place:]
