"""Every figure comes from the record as it is committed."""

from dataclasses import replace

import pytest

from bot.meter import Meter
from bot.metrics import Metrics
from handoff.effects import PostCard, Timer
from handoff.events import OperatorResolved, OperatorReturned
from handoff.feed import Changed
from handoff.ids import Ticket
from handoff.store.base import RowState, Settled
from tests.bot.rows import row
from tests.handoff.stage import ANA, TEAM, Stage


class Counted(Stage):
    """A stage whose every decision is counted as it would be committed."""

    def __init__(self) -> None:
        super().__init__()
        self.metrics = Metrics()
        self.meter = Meter(self.metrics)
        self.read = 0

    def value(self, name: str) -> float:
        """Return a figure by its name and labels; 0 when it is not there."""
        while self.read < len(self.entries):
            self.meter.committed(Changed(self.state, (self.entries[self.read],)))
            self.read += 1
        lines = self.metrics.render().decode().splitlines()
        return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)


def test_answers_are_counted_apart_from_honest_ignorance() -> None:
    stage = Counted()
    stage.say("hello")
    stage.answer("Hi.")
    stage.say("and?")
    stage.answer("I don't know.", known=False)
    assert stage.value('handoff_answers_total{known="yes"}') == 1
    assert stage.value('handoff_answers_total{known="no"}') == 1


def test_a_bots_words_are_nobodys_answer() -> None:
    stage = Counted()
    stage.escalate()
    assert stage.value('handoff_answers_total{known="yes"}') == 0


def test_handoffs_are_counted_by_what_saw_them_and_how_they_ended() -> None:
    stage = Counted()
    stage.escalate()
    stage.take()
    stage.happen(OperatorReturned(ANA))
    stage.escalate()
    stage.fire(Timer.EXPIRE)
    stage.escalate()
    stage.happen(OperatorResolved(ANA))
    name = 'handoff_handoffs_total{category="person_requested",mechanism="request"}'
    assert stage.value(name) == 3
    for ending in ("returned", "expired", "resolved"):
        assert stage.value(f'handoff_outcomes_total{{outcome="{ending}"}}') == 1


def test_closing_what_was_never_handed_off_ends_no_handoff() -> None:
    stage = Counted()
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    assert stage.value('handoff_outcomes_total{outcome="resolved"}') == 0


def test_the_wait_for_a_person_is_measured_once_from_the_beginning_of_the_handoff() -> None:
    stage = Counted()
    stage.escalate()
    stage.value("")
    stage.later(90)
    stage.reply()
    assert stage.value("handoff_first_reply_seconds_count") == 1
    assert stage.value("handoff_first_reply_seconds_sum") == 90
    stage.later(30)
    stage.reply("and more")
    assert stage.value("handoff_first_reply_seconds_count") == 1


@pytest.mark.parametrize(
    ("state", "result"),
    [
        (RowState.SENT, "sent"),
        (RowState.PENDING, "retried"),
        (RowState.DROPPED, "dropped"),
        (RowState.DEAD, "dead"),
    ],
)
def test_sends_are_counted_by_how_they_ended(state: RowState, result: str) -> None:
    stage = Counted()
    stage.meter.settled(row("1"), Settled(row("1").id, state), "fake")
    assert stage.value(f'handoff_sends_total{{channel="fake",result="{result}"}}') == 1


def test_a_doubt_is_counted_once_when_it_arises() -> None:
    stage, doubtful = Counted(), Settled(row("1").id, RowState.PENDING, doubtful=True)
    stage.meter.settled(row("1"), doubtful, "fake")
    stage.meter.settled(replace(row("1"), doubtful=True), doubtful, "fake")
    assert stage.value('handoff_perhaps_delivered_total{channel="fake"}') == 1


def test_what_is_no_delivery_is_no_send() -> None:
    stage = Counted()
    card = replace(row("1"), effect=PostCard(Ticket(1001), TEAM))
    stage.meter.settled(card, Settled(card.id, RowState.SENT), "fake")
    assert stage.value('handoff_sends_total{channel="fake",result="sent"}') == 0
