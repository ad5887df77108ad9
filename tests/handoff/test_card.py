"""The card tells the truth about its handoff, and what a contact wrote in it is data."""

from typing import Any

import pytest

from handoff.card import QUOTED, draw, status
from handoff.envelope import Ending, Envelope, Line
from handoff.ids import OperatorName
from handoff.press import Press, Token
from handoff.trigger import Mechanism, Trigger
from tests.builders import conversation_id, handoff

ANA = OperatorName("ana")


def test_a_waiting_handoff_can_be_taken_resolved_snoozed_and_passed_on() -> None:
    card = draw(handoff(), conversation_id(), "Robin")
    assert [button.action for button in card.content.buttons] == [
        "take:1001",
        "resolve:1001",
        "snooze:1001",
        "transfer:1001",
    ]
    assert (card.live, card.status) == (True, "Waiting for someone to take over")


def test_a_taken_handoff_can_be_returned_and_says_who_has_it() -> None:
    card = draw(handoff(operator=ANA, by="Ana"), conversation_id(), "Robin")
    assert card.content.buttons[0].action == str(Token(Press.RETURN, "1001"))
    assert card.status == "Ana has it"


@pytest.mark.parametrize("ending", Ending)
def test_an_ended_handoff_has_no_buttons_and_says_how_it_ended(ending: Ending) -> None:
    card = draw(handoff(closed=9.0, ending=ending, by="Ana"), conversation_id(), "Robin")
    assert (card.live, card.content.buttons) == (False, ())
    assert card.status == status(handoff(ending=ending, by="Ana"))


def test_no_two_endings_look_the_same() -> None:
    """Law 8."""
    lines = {status(handoff(ending=ending, by="Ana")) for ending in Ending}
    assert len(lines) == len(Ending)


def test_a_snoozed_handoff_says_by_whom() -> None:
    assert status(handoff(snoozed=99.0, by="Ana")) == "Snoozed by Ana"
    assert status(handoff(snoozed=99.0, operator=ANA, by="Ana")) == "Ana has it, snoozed"
    assert draw(handoff(snoozed=99.0, by="Ana"), conversation_id(), "Robin").until == 99.0


def test_one_that_was_passed_on_says_by_whom() -> None:
    assert (
        status(handoff(by="Ana", tried=("support",))) == "Waiting for someone to take over (passed on by Ana)"
    )
    assert status(handoff(tried=("support",))) == "Waiting for someone to take over"


def test_it_says_why_in_words_and_never_in_codes() -> None:
    seen = Trigger(Mechanism.REQUEST, "person_requested", "The contact asked for a person.")
    rows = draw(handoff(trigger=seen), conversation_id(), "Robin").content.fields
    shown = {row.name: row.value for row in rows}
    assert (shown["Why"], shown["Category"]) == ("Asked for a person", "Person requested")


def test_whatever_a_contact_is_called_or_writes_stays_the_text_it_is() -> None:
    evil = "{by} <!channel> [x](http://evil)"
    envelope = Envelope(evil, summary=evil, lines=(Line(evil, evil),), variables={evil: evil})
    card = draw(handoff(envelope=envelope, ending=Ending.RESOLVED, by=evil), conversation_id(), "Robin")
    assert [field.value for field in card.content.fields].count(evil) == 2
    assert (card.summary, card.lines) == (evil, (Line(evil, evil),))
    assert (card.title, card.status) == (f"H-1001 · {evil}", f"Resolved by {evil}")


def test_it_shows_the_last_words_and_a_few_variables() -> None:
    envelope = Envelope(
        "Eve",
        lines=tuple(Line("Eve", f"line {number}") for number in range(8)),
        variables={f"v{number}": number for number in range(9)},
    )
    card = draw(handoff(envelope=envelope), conversation_id(), "Robin")
    assert [line.text for line in card.lines] == [f"line {number}" for number in range(8)][-QUOTED:]
    names = [field.name for field in card.content.fields]
    assert [name for name in names if name.startswith("V")] == ["V0", "V1", "V2", "V3", "V4"]


def test_the_waiting_time_runs_while_nobody_has_it() -> None:
    assert draw(handoff(), conversation_id(), "Robin").since == 50.0
    assert draw(handoff(operator=ANA, by="Ana"), conversation_id(), "Robin").since is None
    ended = handoff(closed=9.0, ending=Ending.EXPIRED)
    assert draw(ended, conversation_id(), "Robin").since is None


def test_only_a_live_card_opens_the_inbox_and_only_where_it_has_an_address() -> None:
    def links(inbox: str, **changes: Any) -> list[str]:
        card = draw(handoff(**changes), conversation_id(), "Robin", inbox)
        return [button.url for button in card.content.buttons if button.url]

    assert links("https://bot.example/inbox#c1") == ["https://bot.example/inbox#c1"]
    assert links("") == []
    assert links("https://bot.example/inbox#c1", closed=9.0, ending=Ending.RESOLVED) == []
