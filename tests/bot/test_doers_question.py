"""Approvals' questions on the team's messengers: posted once, redrawn, and ended in time."""

import pytest

from bot.doers.board import Board, Face
from bot.doers.nudge import REMINDER, Nudger
from bot.doers.question import QuestionDoer
from channels.base import Capabilities, Voice
from channels.errors import Permanent
from handoff.approvals import Approval, Ruling
from handoff.effects import AskReviewers, EditQuestion, EndApproval, Nudge, RemindReviewers
from handoff.events import ApprovalAsked, ApprovalWithdrawn, ReviewerDecided
from handoff.ids import ApprovalId
from handoff.policy import Queue
from handoff.store.base import RowState, Settled
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA, SUPPORT, TEAM, Stage
from tests.virtual import on_virtual_time

QUESTION = ApprovalId("a1")


async def asked() -> Office:
    """An office whose reviewers are asked, though no messenger shows it yet."""
    office = await open_office()
    office.stage = Stage(Queue(SUPPORT, (TEAM,), reviewers=frozenset({ANA.operator})))
    await office.say()
    await office.happen(ApprovalAsked(QUESTION, "Refund 40 euros?", expires=5000.0))
    return office


def doer(office: Office) -> QuestionDoer:
    board = Board(office.carrier, lambda _: Face("Robin"))
    return QuestionDoer(office.desk, office.store, board)


async def approval(office: Office) -> Approval:
    (found,) = (await office.state()).approvals
    return found


async def test_a_posted_question_is_known_in_one_commit_with_its_row() -> None:
    office = await asked()
    row = office.newest(AskReviewers)
    assert await doer(office).do(row) is None
    assert (await office.stored(row)).state is RowState.SENT
    (card,) = office.channel.cards("team")
    assert (card.live, card.content.text) == (True, "Refund 40 euros?")
    assert [copy.ref for copy in (await approval(office)).cards] == ["m1"]


async def test_a_decision_redraws_it_without_buttons() -> None:
    office = await asked()
    await doer(office).do(office.newest(AskReviewers))
    await office.happen(ReviewerDecided(ANA, QUESTION, Ruling.APPROVED, "she is right"))
    settled = await doer(office).do(office.newest(EditQuestion))
    assert settled is not None
    (card,) = office.channel.cards("team")
    assert (card.live, card.content.buttons, card.status) == (False, (), "Approved by Ana")
    assert "she is right" in {field.value for field in card.content.fields}


async def test_a_question_that_was_withdrawn_before_it_was_posted_is_posted_as_that() -> None:
    office = await asked()
    await office.happen(ApprovalWithdrawn(QUESTION))
    await doer(office).do(office.newest(AskReviewers))
    (card,) = office.channel.cards("team")
    assert (card.live, card.status) == (False, "Withdrawn: no decision is needed any more")


async def test_its_time_ends_it_and_a_decision_before_that_stays() -> None:
    office = await asked()
    row = office.newest(EndApproval)
    assert row.due == 5000.0
    await office.happen(ReviewerDecided(ANA, QUESTION, Ruling.REJECTED))
    assert await doer(office).do(row) is None
    assert (await approval(office)).ruling is Ruling.REJECTED
    office = await asked()
    await doer(office).do(office.newest(EndApproval))
    assert (await approval(office)).ruling is Ruling.EXPIRED


async def test_a_place_that_will_not_show_it_is_written_down_and_nothing_else_is() -> None:
    office = await asked()
    row = office.newest(AskReviewers)
    assert await doer(office).gave_up(row, Settled(row.id, RowState.DEAD, 1, error="the chat is gone"))
    assert [copy.error for copy in (await approval(office)).cards] == ["the chat is gone"]
    edit = office.newest(EndApproval)
    assert not await doer(office).gave_up(edit, Settled(edit.id, RowState.DEAD))


@on_virtual_time
async def test_a_question_that_was_posted_while_the_store_is_away_is_posted_once() -> None:
    office = await asked()
    office.store.fails = 30
    await doer(office).do(office.newest(AskReviewers))
    assert office.channel.calls == 1
    assert [copy.ref for copy in (await approval(office)).cards] == ["m1"]


async def test_a_question_that_no_store_knows_can_never_be_drawn() -> None:
    office, other = await open_office(), await asked()
    with pytest.raises(Permanent):
        await doer(office).do(other.newest(AskReviewers))


# ── reminders ────────────────────────────────────────────────────────────────────────────────────


async def reminding() -> tuple[Office, Nudger]:
    """An office whose reviewers are asked, have their card, and were reminded once."""
    office = await open_office()
    reviewers = frozenset({ANA.operator})
    office.stage = Stage(Queue(SUPPORT, (TEAM,), reviewers=reviewers, remind_every=60.0))
    await office.say()
    await office.happen(ApprovalAsked(QUESTION, "Refund 40 euros?"))
    await doer(office).do(office.newest(AskReviewers))
    assert await doer(office).do(office.newest(RemindReviewers)) is None
    return office, Nudger(office.store, office.carrier)


async def test_a_reminder_is_one_line_in_reply_to_the_card() -> None:
    office, nudger = await reminding()
    row = office.newest(Nudge)
    settled = await nudger.do(row)
    assert settled is not None
    assert settled.state is RowState.SENT
    seen = office.channel.seen[settled.ref or ""]
    who = (await approval(office)).contact
    assert seen.content.text == REMINDER.format(what=f"Refund 40 euros? · {who}")
    assert (seen.place, seen.quotes, seen.voice) == (TEAM, "m1", Voice.TEAM)


async def test_what_was_decided_meanwhile_is_reminded_of_no_more() -> None:
    office, nudger = await reminding()
    await office.happen(ReviewerDecided(ANA, QUESTION, Ruling.APPROVED))
    settled = await nudger.do(office.newest(Nudge))
    assert settled is not None
    assert settled.state is RowState.DROPPED
    assert not await nudger.gave_up(office.newest(Nudge), settled)


async def test_a_place_that_reads_the_store_itself_needs_no_message() -> None:
    office, nudger = await reminding()
    office.channel.capabilities = Capabilities(pull=True)
    settled = await nudger.do(office.newest(Nudge))
    assert settled is not None
    assert settled.state is RowState.DROPPED
