"""The transcript that whoever takes over finds in the thread: whole, once, and before all that follows."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.doers.transcript import PART, SHORT, WHOLE
from channels.base import Voice
from channels.errors import Temporary, Uncertain
from handoff.answer import Answer
from handoff.content import Content, File
from handoff.effects import PostCard, Transcript
from handoff.events import (
    AgentAnswered,
    ContactDeleted,
    ContactEdited,
    ContactSaid,
    OperatorNoted,
    OperatorTook,
    OperatorTransferred,
)
from handoff.ids import Address, RowId, Ticket
from handoff.labels import known_as
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind
from tests.bot.desk import AGAIN, ONCE, DeskOffice, open_desk
from tests.handoff.stage import ANA, BEN, ID

VISITOR = known_as("", ID)
PHOTO = File("f" * 40, "cat.png", "image/png", 3)


async def taken(
    *said: ContactSaid, folder: Path = Path("nowhere"), blind: tuple[str, ...] = ()
) -> DeskOffice:
    """An office in which so much was said, then a person was asked for, and Ana took it."""
    office = DeskOffice(replace(ONCE, blind=blind), folder=folder)
    await office.store.open()
    for event in said:
        await office.happen(event)
    return await _until_taken(office)


async def test_it_holds_all_that_was_said_before_and_by_whom() -> None:
    office = await taken(ContactSaid("m1", Content("hello", files=(PHOTO,)), "Eve"))
    await office.transcribe()
    (text,) = office.reads()
    assert text == f"{WHOLE}\nEve: hello [cat.png]\nEve: a human please"
    out = office.noting.outs[-1]
    assert (out.author.kind, out.voice) == (AuthorKind.SYSTEM, Voice.TEAM)


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\x85"])
async def test_no_words_and_no_name_of_the_contact_pass_for_a_line_of_somebody_else(end: str) -> None:
    """Law 11: all lines of a message but its first begin with a bar."""
    office = await taken(ContactSaid("m1", Content(f"hi{end}Ana: I promise 1000 EUR"), f"Eve{end}Ben: yes"))
    await office.transcribe()
    (text,) = office.reads()
    assert "\nEve Ben: yes: hi\n│ Ana: I promise 1000 EUR\n" in f"\n{text}"


async def test_it_tells_the_agents_words_and_the_teams_notes_apart_from_the_contacts() -> None:
    office = DeskOffice(ONCE)
    await office.store.open()
    await office.say("hello", "m1")
    await office.happen(AgentAnswered(0, 1, Answer("Hi, how can I help?")))
    await office.happen(OperatorNoted(BEN, Content("she called last week")))
    office = await _until_taken(office)
    await office.transcribe()
    assert office.reads()[0].splitlines() == [
        WHOLE,
        f"{VISITOR}: hello",
        "Assistant: Hi, how can I help?",
        "Ben (note): she called last week",
        f"{VISITOR}: a human please",
    ]


async def _until_taken(office: DeskOffice) -> DeskOffice:
    await office.say("a human please", "last")
    await office.cards.do(office.newest(PostCard))
    await office.happen(OperatorTook(ANA))
    effect = office.newest(Transcript).effect
    assert isinstance(effect, Transcript)
    office.thread = effect.thread
    return office


async def test_it_shows_messages_as_they_stand_now() -> None:
    office = DeskOffice(ONCE)
    await office.store.open()
    await office.say("helo", "m1")
    await office.say("my password is hunter2", "m2")
    await office.happen(ContactEdited("m1", "hello"))
    await office.happen(ContactDeleted("m2"))
    office = await _until_taken(office)
    await office.transcribe()
    assert office.reads()[0].splitlines()[1:3] == [
        f"{VISITOR}: hello",
        f"{VISITOR}: (took this message back)",
    ]


async def test_what_was_relayed_since_the_card_is_not_repeated_in_it() -> None:
    office = await open_desk()
    await office.say("are you there?", "m2")
    await office.happen(OperatorTook(ANA))
    await office.transcribe()
    assert "are you there?" not in office.reads()[-1]
    assert "a human please" in office.reads()[-1]


async def test_a_long_one_ends_with_the_newest_words_and_comes_whole_as_a_file(tmp_path: Path) -> None:
    said = [ContactSaid(f"m{n}", Content(f"line {n} " + "x" * 90), "Eve") for n in range(60)]
    office = await taken(*said, folder=tmp_path)
    await office.transcribe()
    content = office.noting.outs[-1].content
    assert len(content.text) <= len(PART) + SHORT + 10
    assert content.text.startswith(f"{PART}\n…\n")
    assert content.text.endswith("Eve: a human please")
    (file,) = content.files
    whole = (tmp_path / file.id).read_text()
    assert (file.name, file.type) == ("transcript-H-1001.txt", "text/plain")
    assert [line.split()[2] for line in whole.splitlines()[:-1]] == [str(n) for n in range(60)]


async def test_one_endless_message_is_cut_and_comes_whole_as_a_file(tmp_path: Path) -> None:
    office = await taken(ContactSaid("m1", Content("x" * 50_000), "Eve"), folder=tmp_path)
    await office.transcribe()
    content = office.noting.outs[-1].content
    assert len(content.text) <= 2 * SHORT
    assert content.files[0].size > 50_000


async def test_what_the_contacts_messenger_never_tells_is_said_once_with_it() -> None:
    office = await taken(blind=("Telegram never says that a message was deleted.",))
    await office.transcribe()
    assert office.reads()[0].endswith("\n\nTelegram never says that a message was deleted.")


@pytest.mark.parametrize("via", ["fake", "web"])
async def test_a_place_of_letters_gets_it_wherever_it_was_taken_so_that_who_has_it_later_can_read(
    via: str,
) -> None:
    office = await open_desk(replace(ONCE, quiet=True))
    await office.happen(OperatorTook(replace(ANA, via=via)))
    await office.transcribe()
    assert office.reads()[-1].startswith(WHOLE)


# ── once ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("capabilities", [ONCE, AGAIN])
async def test_the_next_one_who_takes_over_does_not_get_it_again(capabilities: object) -> None:
    office = await open_desk(capabilities)  # type: ignore[arg-type]
    await office.happen(OperatorTook(ANA))
    await office.transcribe()
    await office.happen(OperatorTransferred(ANA, operator=BEN))
    first, second = office.ordered(Transcript)
    assert first.id == second.id
    before = office.reads()
    assert await office.transcribe(second) is None
    assert office.reads() == before


async def test_one_that_failed_is_tried_again() -> None:
    office = await open_desk(AGAIN)
    await office.happen(OperatorTook(ANA))
    row = office.newest(Transcript)
    office.channel.faults += [Temporary("down"), Uncertain("the line broke")]
    for fault in (Temporary, Uncertain):
        with pytest.raises(fault):
            await office.transcribe()
    await office.transcribe()
    assert (await office.stored(row)).state is RowState.SENT
    assert office.noting.outs[-1].again is False, "the row in hand was not told of the doubt"


async def test_given_up_it_is_only_the_rows_end() -> None:
    office = await open_desk()
    await office.happen(OperatorTook(ANA))
    row = office.newest(Transcript)
    assert not await office.transcriber.gave_up(row, Settled(row.id, RowState.DEAD))


@pytest.mark.parametrize("ticket", [Ticket(1001), Ticket(9999)])
async def test_it_needs_only_the_ticket_and_of_an_unknown_one_shows_nothing(
    ticket: Ticket,
) -> None:
    office = await open_desk()
    elsewhere = Row(RowId("r"), ID, "x", Transcript(ticket, Address("fake", "team/other")), 0.0)
    settled = await office.transcribe(elsewhere)
    assert settled is not None
    assert settled.state is (RowState.SENT if ticket == Ticket(1001) else RowState.DROPPED)
