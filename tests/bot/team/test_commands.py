"""Commands in a desk thread: each does what its button does, and a slip never reaches the contact."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.team.commands import NAMES, Command, help_text, parse, span
from bot.team.joiner import bare
from channels.team import Answer, Wrote
from handoff.content import Content
from handoff.envelope import Ending
from handoff.ownership import Owner
from handoff.store.reading import HandoffQuery
from handoff.transcript import EntryKind
from tests.bot.team.house import ANA, BEN, CAI, SALES_ROOM, YOURS, House, open_house

EVE_THERE = "The contact is Eve, on Fake."

# ── reading them ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/note call her back", Command("note", "call her back")),
        ("!note call her back", Command("note", "call her back")),
        ("/NOTE x", Command("note", "x")),
        ("/\u2060note copied from the help", Command("note", "copied from the help")),
        ("  /who  ", Command("who", "")),
        ("/note@robin_bot call her", Command("note", "call her")),
        ("/reply one\n\ntwo", Command("reply", "one\n\ntwo")),
        ("/note: call her", Command("note", "call her")),
        ("/note,call her", Command("note", "call her")),
        ("/ note call her", Command("note", "call her")),
        ("//note call her", Command("note", "call her")),
        ("/note\tx", Command("note", "x")),
        ("/noet call her", Command("noet", "call her")),
        ("/n0te call her", Command("n0te", "call her")),
        ("!noet call her", Command("noet", "call her")),
        ("!replay hello", Command("replay", "hello")),
        ("/re-turn", Command("re-turn", "")),
        ("/заметка перезвонить", Command("заметка", "перезвонить")),
    ],
)
def test_a_command_is_read_however_it_is_typed(text: str, command: Command) -> None:
    assert parse(text) == command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "and/or",
        "see /note below",
        "/",
        "!",
        "/2 of them are left",
        "/etc/hosts has it",
        "!important",
        "!wow",
        "!hello",
        "!now or never",
        "! note that we close at six",
        "/ well",
        "// a comment",
        "¡note!",
    ],
)
def test_anything_else_is_plain_text(text: str) -> None:
    assert parse(text) is None


@given(st.text() | st.tuples(st.sampled_from("/!"), st.text()).map("".join))
def test_whatever_is_written_is_a_command_or_plain_text(text: str) -> None:
    command = parse(text)
    if command is None:
        return
    assert bare(text).strip()[0] in "/!"
    assert command.name == command.name.lower()
    assert command.rest in bare(text)


@given(st.sampled_from(sorted(NAMES)), st.sampled_from("/!"), st.text())
def test_every_command_is_read_with_its_whole_text(name: str, mark: str, text: str) -> None:
    assert parse(f"{mark}{name} {text}") == Command(name, bare(text).strip())


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("30m", 1800), ("30 min", 1800), ("2h", 7200), ("2 hours", 7200), ("1d", 86400), ("1 Day", 86400)],
)
def test_a_span_is_read(text: str, seconds: float) -> None:
    assert span(text) == seconds


@given(st.text())
def test_any_text_is_a_span_or_none(text: str) -> None:
    assert span(text) is None or span(text) >= 0  # type: ignore[operator]


def test_the_help_names_every_command() -> None:
    assert [line.split()[0] for line in help_text().splitlines()] == [f"/{name}" for name in NAMES]


# ── running them ─────────────────────────────────────────────────────────────────────────────────


async def owner(house: House) -> tuple[Owner, str | None]:
    state = await house.state()
    return state.owner, state.operator


async def test_take(house: House) -> None:
    assert await house.write("/take") == Answer(YOURS)
    assert await owner(house) == (Owner.HUMAN, "ana")
    assert "/take" not in house.told


async def test_reply_from_anybody_of_the_queue_takes_over_and_sends(house: House) -> None:
    assert await house.write("/reply Hello there") == Answer()
    assert await owner(house) == (Owner.HUMAN, "ana")
    assert house.told[-1] == "Hello there"


async def test_reply_to_what_a_colleague_has_is_refused_and_goes_nowhere(house: House) -> None:
    await house.write("/take")
    answer = await house.write("/reply me too", BEN)
    assert (answer.alert, answer.text.startswith("Ana already has it")) == (True, True)
    assert "me too" not in " ".join(house.told)


async def test_note_stays_inside_also_from_the_owner(house: House) -> None:
    await house.write("/take")
    assert await house.write("/note she is cross") == Answer(noted=True)
    assert [entry.content.text for entry in await house.entries(EntryKind.NOTE)] == ["she is cross"]
    assert "she is cross" not in " ".join(house.told)


async def test_return_gives_it_back_with_the_note(house: House) -> None:
    await house.write("/take")
    assert (await house.write("/return she wants a refund")).text == "Returned to the assistant."
    assert await owner(house) == (Owner.AGENT, None)
    (ended,) = await house.store.handoffs(HandoffQuery(ending=Ending.RETURNED))
    assert ended.handoff.note == "she wants a refund"
    assert "refund" not in " ".join(house.told)


async def test_resolve(house: House) -> None:
    assert (await house.write("/resolve")).text == "Resolved."
    assert (await owner(house))[0] is Owner.CLOSED


async def test_snooze(house: House) -> None:
    until = house.now + 7200
    assert (await house.write("/snooze 2h")).text == f"Snoozed until {until:g}."


@pytest.mark.parametrize(
    "text", ["/snooze", "/snooze soon", "/snooze 0m", "/snooze -1h", "/snooze 99999999d"]
)
async def test_snooze_without_a_span_says_how(house: House, text: str) -> None:
    answer = await house.write(text)
    assert (answer.alert, "!snooze 30m" in answer.text) == (True, True)
    handoff = (await house.state()).handoff
    assert handoff is not None
    assert handoff.snoozed is None


async def test_transfer_to_a_queue(house: House) -> None:
    assert (await house.write("/transfer sales")).text == "Passed on to the queue sales."
    assert house.slack.cards(SALES_ROOM.chat)


@pytest.mark.parametrize("name", ["cai", "Cai", "CAI"])
async def test_transfer_to_a_colleague_by_either_name(house: House, name: str) -> None:
    assert (await house.write(f"/transfer {name}")).text == "Cai has it now."
    assert await owner(house) == (Owner.HUMAN, "cai")


@pytest.mark.parametrize("name", ["", "dora", "slack:U1"])
async def test_transfer_to_nobody_known_lists_who_there_is(house: House, name: str) -> None:
    answer = await house.write(f"/transfer {name}")
    assert answer.alert
    assert answer.text.endswith("Queues: support, sales. People: Ana, Ben, Cai.")
    assert await owner(house) == (Owner.WAITING, None)


async def test_who_says_who_has_it(house: House) -> None:
    at = house.now
    assert (await house.write("/who")).text == f"Nobody has it yet; it waits, since 1000. {EVE_THERE}"
    await house.write("/take", CAI, thread=await house.thread("telegram"))
    assert (await house.write("/who")).text == f"Cai has it, since {at:g}. {EVE_THERE}"
    await house.write("/return", CAI, thread=await house.thread("telegram"))
    assert (await house.write("/who")).text == f"The assistant has it, since {at:g}. {EVE_THERE}"
    await house.write("/resolve")
    assert (await house.write("/who")).text == f"It is closed, since {at:g}. {EVE_THERE}"


async def test_help_lists_the_commands(house: House) -> None:
    assert (await house.write("!help")).text == help_text("!")


@pytest.mark.parametrize("name", ["reply", "note"])
async def test_a_command_that_wants_a_text_says_so(house: House, name: str) -> None:
    answer = await house.write(f"/{name}  ")
    assert answer == Answer(f"Write a text behind it, as in !{name} TEXT.", alert=True)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("/noet she is cross", "Did you mean !note?"),
        ("/n0te she is cross", "Did you mean !note?"),
        ("!noet she is cross", "Did you mean !note?"),
        ("/retrun", "Did you mean !return?"),
        ("/xyzzy she is cross", "There is no command !xyzzy. Nothing was sent."),
    ],
)
async def test_what_the_owner_mistyped_goes_to_nobody_and_is_explained(
    house: House, text: str, hint: str
) -> None:
    """Law 5: a slip is no explicit act."""
    await house.write("/take")
    before = await house.entries()
    answer = await house.write(text)
    assert (answer.alert, hint in answer.text) == (True, True)
    assert await house.entries() == before


@pytest.mark.parametrize("text", ["/reply hello", "/note hello", "/resolve", "/return", "/transfer cai"])
async def test_a_command_delivered_twice_is_done_once(house: House, text: str) -> None:
    await house.write("/take")
    await house.write(text, ref="w77", key="w77")
    before = await house.entries()
    await house.write(text, ref="w77", key="w77")
    assert await house.entries() == before


@pytest.mark.parametrize("text", ["/take", "/reply hello", "/note hello", "/snooze 1h"])
async def test_what_can_be_said_twice_is_answered_alike_the_second_time(house: House, text: str) -> None:
    first = await house.write(text, ref="w77", key="w77")
    assert await house.write(text, ref="w77", key="w77") == first


async def test_two_who_take_by_command_at_once(house: House) -> None:
    """Law 2."""
    slack, telegram = await house.thread("slack"), await house.thread("telegram")
    first, second = await asyncio.gather(
        house.at_once(Wrote(ANA, slack, "1", Content("/take")), "1"),
        house.at_once(Wrote(CAI, telegram, "1", Content("!take")), "1"),
    )
    assert sorted([first.alert, second.alert]) == [False, True]


async def test_in_the_explicit_mode_the_reply_command_goes_out(tmp_path: Path) -> None:
    queues = {"support": {"notify": ["slack:C1"], "relay": "explicit"}}
    async with open_house(tmp_path, queues=queues) as house:
        await house.escalate()
        await house.write("/take")
        assert (await house.write("thinking")).noted
        await house.write("/reply Hello")
        assert (house.told[-1], "thinking" in house.told) == ("Hello", False)
