"""The auth gate: who has the mailbox gets in, nobody else, and nobody is left without an answer."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from channels.errors import Permanent, RateLimited, Temporary, Uncertain
from handoff.content import Content
from handoff.events import ContactSaid, OperatorTook
from handoff.ids import Address
from handoff.ownership import Owner
from handoff.run import Run
from handoff.store.sqlite import SqliteStore
from handoff.texts import Texts, fill
from tests.bot.workflow.running.house import ANA, LIMITS, House, house_of
from tests.bot.workflow.running.parts import GATE, graph, node, say

WORDS = Texts()
FLOW = graph(
    node("gate", "auth_gate", **GATE),
    say("in", "Welcome {{email}}"),
    say("out", "No entry"),
    edges="gate.verified>in gate.failed>out",
)
SENT = fill(WORDS.gate_sent, address="mia@example.com", minutes="10")


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with house_of(FLOW) as found:
        yield found


async def asked(house: House) -> None:
    """Come as far as the code."""
    assert await house.say("hello") == [WORDS.gate_email]
    assert await house.say("It is Mia@Example.com, thanks.") == [SENT]


def wrong(house: House, by: int = 1) -> str:
    return f"{(int(house.letters.code) + by) % 10**6:06}"


async def used_up(house: House) -> None:
    """Get one code, and guess until the gate is shut."""
    await asked(house)
    for by in (1, 2, 3):
        await house.say(wrong(house, by))


async def notes(house: House) -> dict[str, object]:
    run: Run = await house.run()
    assert run.wait is not None
    return dict(run.wait.notes)


async def test_the_right_code_opens_it(house: House) -> None:
    await asked(house)
    code = house.letters.code
    assert await house.say(f"for order 77 it says {code[:3]} {code[3:]}") == ["Welcome mia@example.com"]


async def test_the_mail_says_what_to_do_and_asks_for_no_answer(house: House) -> None:
    await asked(house)
    (mail,) = house.letters.sent
    assert (mail["To"], mail["From"]) == ("mia@example.com", "Shop <shop@example.com>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "10 minutes" in mail.get_content()


async def test_nobody_can_read_the_code_from_what_is_kept(house: House) -> None:
    await asked(house)
    code = house.letters.code
    run = await house.run()
    assert code not in repr(run)
    assert all(code not in repr(entry) for entry in await house.entries())


async def test_every_wrong_code_costs_a_try_and_the_last_shuts_it(house: House) -> None:
    await asked(house)
    assert await house.say(wrong(house)) == [fill(WORDS.gate_wrong, left="2")]
    assert (await notes(house))["left"] == 2
    assert await house.say(wrong(house, 2)) == [WORDS.gate_wrong_last]
    assert await house.say(wrong(house, 3)) == ["No entry"]
    assert await house.runs() == ()


async def test_the_right_code_is_worth_nothing_after_the_last_try(house: House) -> None:
    await asked(house)
    right = house.letters.code
    for by in (1, 2, 3):
        await house.say(wrong(house, by))
    assert await house.say(right) == [WORDS.gate_email]  # it begins anew, like any other words


async def test_another_mail_gives_no_more_tries(house: House) -> None:
    await asked(house)
    await house.say(wrong(house))
    await house.say(wrong(house))
    assert await house.say(WORDS.gate_again) == [SENT]
    assert await house.say(wrong(house)) == ["No entry"]


async def test_words_without_a_digit_cost_nothing(house: House) -> None:
    await asked(house)
    told = await house.say("where is it?")
    assert told == [fill(WORDS.gate_no_code, digits="6")]
    assert (await notes(house))["left"] == 3


async def test_an_older_code_is_worth_nothing_once_a_newer_was_mailed(house: House) -> None:
    await asked(house)
    first = house.letters.code
    await house.say(WORDS.gate_again)
    if house.letters.code != first:
        assert await house.say(first) == [fill(WORDS.gate_wrong, left="2")]


async def test_a_code_runs_out_and_the_contact_is_told(house: House) -> None:
    await asked(house)
    assert await house.waited(599) == []
    assert await house.waited(1) == ["No entry"]
    assert await house.runs() == ()


async def test_another_address_gets_another_code(house: House) -> None:
    await asked(house)
    first = house.letters.code
    assert await house.say(WORDS.gate_other) == [WORDS.gate_email]
    (sent,) = await house.say("other@example.com")
    assert "other@example.com" in sent
    if house.letters.code != first:
        await house.say(first)
    assert await house.say(house.letters.code) == ["Welcome other@example.com"]


async def test_the_code_of_one_address_does_not_prove_another(house: House) -> None:
    """Mail a code to one's own mailbox, then name somebody else's: the code was for the first."""
    await asked(house)
    mine = house.letters.code
    await house.say("victim@example.com")
    if house.letters.code != mine:
        assert await house.say(mine) == [fill(WORDS.gate_wrong, left="2")]


async def test_three_mails_are_enough(house: House) -> None:
    await asked(house)
    await house.say(WORDS.gate_again)
    await house.say(WORDS.gate_again)
    assert await house.say(WORDS.gate_again) == [WORDS.gate_enough]
    assert len(house.letters.sent) == 3
    assert await house.say(house.letters.code) == ["Welcome mia@example.com"]


@pytest.mark.parametrize(
    "text", ["mia", "mia@", "@example.com", "аnna@example.com", "mia@exa mple", "m" * 500 + "@example.com"]
)
async def test_what_is_no_address_gets_no_mail(house: House, text: str) -> None:
    await house.say("hello")
    assert await house.say(text) == [WORDS.gate_bad_email]
    assert house.letters.sent == []


async def test_five_texts_without_an_address_shut_it(house: House) -> None:
    await house.say("hello")
    for _ in range(4):
        assert await house.say("no") == [WORDS.gate_bad_email]
    assert await house.say("no") == ["No entry"]


async def test_an_address_with_a_line_break_is_no_second_recipient(house: House) -> None:
    await house.say("hello")
    await house.say("mia@example.com\r\nBcc: all@example.com")
    (mail,) = house.letters.sent
    assert mail["To"] == "mia@example.com"
    assert mail["Bcc"] is None


async def test_a_provider_that_is_away_for_a_moment_is_tried_again(house: House) -> None:
    house.letters.faults = [Temporary("away"), Uncertain("cut off")]
    await house.say("hello")
    assert await house.say("mia@example.com") == []
    assert await house.waited(1) == []
    assert await house.waited(2) == [SENT]
    assert await house.say(house.letters.code) == ["Welcome mia@example.com"]


async def test_a_mail_that_is_sent_again_holds_the_same_code_under_the_same_name(house: House) -> None:
    """A process that dies between sending and storing sends again: whichever mail is read, it is right."""
    house.letters.after = [Uncertain("cut off after it was taken")]
    await house.say("hello")
    assert await house.say("mia@example.com") == []
    assert await house.waited(1) == [SENT]
    first, second = house.letters.sent
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_content() == second.get_content()
    assert await house.say(house.letters.code) == ["Welcome mia@example.com"]


async def test_every_code_that_is_asked_for_is_another(house: House) -> None:
    await asked(house)
    await house.say(WORDS.gate_again)
    first, second = house.letters.sent
    assert first["Message-ID"] != second["Message-ID"]
    assert first.get_content() != second.get_content()


async def test_a_short_pause_that_is_asked_for_is_kept_and_a_long_one_is_told(house: House) -> None:
    house.letters.faults = [RateLimited("wait", 2), RateLimited("wait", 600)]
    await house.say("hello")
    assert await house.say("mia@example.com") == []
    assert await house.waited(1) == [fill(WORDS.gate_unsent, address="mia@example.com")]


async def test_the_end_of_a_gate_can_be_told_with_its_reason() -> None:
    flow = graph(
        node("gate", "auth_gate", **GATE),
        say("in", "Welcome"),
        say("out", "No: {{error.reason}}"),
        edges="gate.verified>in gate.failed>out",
    )
    async with house_of(flow) as house:
        await asked(house)
        for by in (1, 2):
            await house.say(wrong(house, by))
        assert await house.say(wrong(house, 3)) == ["No: the code was wrong too often"]


async def test_a_code_expires_with_a_reason_too() -> None:
    flow = graph(
        node("gate", "auth_gate", **GATE), say("out", "No: {{error.reason}}"), edges="gate.failed>out"
    )
    async with house_of(flow) as house:
        await asked(house)
        assert await house.waited(600) == ["No: nothing came in time"]


async def test_a_number_that_is_no_code_costs_nothing(house: House) -> None:
    await asked(house)
    for text in ("order 4711", "12345", "1234567890", f"{wrong(house)} or {wrong(house, 2)}"):
        assert await house.say(text) == [fill(WORDS.gate_no_code, digits="6")]
    assert (await notes(house))["left"] == 3


async def test_digits_of_an_address_are_no_code(house: House) -> None:
    await asked(house)
    (sent,) = await house.say("123456@example.com")
    assert "123456@example.com" in sent


async def test_the_code_of_another_contact_is_worth_nothing(house: House) -> None:
    await asked(house)
    mine = house.letters.code
    house.contact = Address("web", "somebody else")
    assert await house.say("hello") == [WORDS.gate_email]
    assert await house.say("mia@example.com") == [SENT]
    assert house.letters.code != mine  # by one chance in a million it is not: the key is drawn anew each time
    assert await house.say(mine) == [fill(WORDS.gate_wrong, left="2")]


PHONE = graph(
    node("gate", "auth_gate", **{**GATE, "provider": "webhook", "contact_type": "phone"}),
    say("in", "Welcome {{email}}"),
    say("out", "No entry"),
    edges="gate.verified>in gate.failed>out",
)
NUMBER = "+4915123456789"
TEXTED = fill(WORDS.gate_sent, address=NUMBER, minutes="10")


async def test_a_telephone_is_proven_as_an_address_is() -> None:
    async with house_of(PHONE) as house:
        assert await house.say("hello") == [WORDS.gate_phone]
        assert await house.say("no idea") == [WORDS.gate_bad_phone]
        assert await house.say("0151 / 234 567 89, thanks") == [TEXTED]
        (text,) = house.letters.sent
        assert text["To"] == NUMBER
        assert text.get_content().strip() == fill(WORDS.gate_text, code=house.letters.code, minutes="10")
        assert await house.say(wrong(house)) == [fill(WORDS.gate_wrong, left="2")]
        assert await house.say(house.letters.code) == [f"Welcome {NUMBER}"]


async def test_another_number_gets_another_code() -> None:
    async with house_of(PHONE) as house:
        await house.say("hello")
        await house.say("0151 23456789")
        (sent,) = await house.say("sorry, +43 664 1234567")
        assert "+436641234567" in sent
        assert await house.say(WORDS.gate_other_phone) == [WORDS.gate_phone]
        assert await house.say("0151 23456789") == [TEXTED]
        assert await house.say(house.letters.code) == [f"Welcome {NUMBER}"]


async def test_a_provider_that_refuses_is_told_and_another_address_may_help(house: House) -> None:
    house.letters.faults = [Permanent("no such mailbox")]
    await house.say("hello")
    assert await house.say("mia@example.com") == [fill(WORDS.gate_unsent, address="mia@example.com")]
    (sent,) = await house.say("other@example.com")
    assert "other@example.com" in sent


async def test_a_provider_that_stays_away_shuts_nobody_out_in_silence(house: House) -> None:
    house.letters.faults = [Temporary("away")] * 3
    await house.say("hello")
    await house.say("mia@example.com")
    await house.later(1)
    assert await house.waited(2) == [fill(WORDS.gate_unsent, address="mia@example.com")]


async def test_one_mailbox_is_not_flooded_by_many_runs(house: House) -> None:
    for _ in range(LIMITS.per_hour):
        await used_up(house)
    await house.say("hello")
    assert await house.say("mia@example.com") == ["No entry"]
    assert len(house.letters.sent) == LIMITS.per_hour
    await house.later(3600)
    await asked(house)


async def test_guessing_in_run_after_run_ends_with_the_day(house: House) -> None:
    for sent in range(LIMITS.per_day):
        if sent and sent % LIMITS.per_hour == 0:
            await house.later(3600)
        await used_up(house)
    await house.later(3600)
    await house.say("hello")
    assert await house.say("Mia+other@example.com") == ["No entry"]
    await house.later(86400)
    await asked(house)


async def test_a_restart_gives_nobody_more_codes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "bot.db")
    async with house_of(FLOW, store=store) as house:
        for _ in range(LIMITS.per_hour):
            await used_up(house)
    async with house_of(FLOW, store=SqliteStore(tmp_path / "bot.db")) as house:
        house.contact = Address("web", "somebody else")
        await house.say("hello")
        assert await house.say("mia@example.com") == ["No entry"]
        assert house.letters.sent == []
        kept = await house.store.memos("gate:")
        assert len(kept) == LIMITS.per_hour
        assert "mia" not in repr(kept)


async def test_two_guesses_at_once_cost_two_tries(house: House) -> None:
    await asked(house)
    for place in (1, 2):
        event = ContactSaid(f"x{place}", Content(wrong(house, place)))
        await house.desk.receive(house.contact, event)
    await house.work()
    assert (await notes(house))["left"] == 1


async def test_words_that_came_too_early_are_no_answer_to_the_next_question() -> None:
    """Nobody agrees to what they had not read yet."""
    asking = graph(
        node("gate", "auth_gate", **GATE),
        say("ask", "Shall I close your account?"),
        node("wait", "wait", until="reply"),
        say("done", "You said {{message}}"),
        edges="gate.verified>ask ask>wait wait>done",
    )
    async with house_of(asking) as house:
        await asked(house)
        for id in ("m8", "m9"):
            await house.desk.receive(house.contact, ContactSaid(id, Content(house.letters.code)))
        await house.work()
        assert (await house.told())[-1] == "Shall I close your account?"
        assert await house.say("no") == ["You said no"]


async def test_a_person_who_steps_in_ends_it(house: House) -> None:
    await asked(house)
    await house.happen(OperatorTook(ANA))
    assert (await house.state()).owner is Owner.HUMAN
    assert await house.say(house.letters.code) == []
    assert await house.runs() == ()
