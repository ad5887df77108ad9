"""Approvals on the team's messengers: decided once, by a reviewer."""

from dataclasses import replace
from pathlib import Path

import pytest

from channels.base import Voice
from channels.team import Answer
from handoff.approvals import ForTool, Ruling
from handoff.events import ApprovalAsked, ApprovalDue, ApprovalWithdrawn
from handoff.ids import ApprovalId, OperatorName, QueueName
from handoff.moves.questions import KEPT
from handoff.texts import Texts
from handoff.transcript import EntryKind
from tests.bot.team.house import (
    ANA,
    BEN,
    BEN_THERE,
    EVE,
    FORUM,
    ID,
    ROOM,
    SALES_ROOM,
    ZOE,
    House,
    open_house,
)

# ── approvals ────────────────────────────────────────────────────────────────────────────────────

SUPPORT = QueueName("support")
REVIEWED = {
    "support": {"notify": ["slack:C1", "telegram:-100"], "reviewers": ["ben", "slack-group:S1"]},
    "sales": {"notify": ["slack:C2"]},
}


async def test_a_question_is_decided_once_whatever_messenger_it_is_pressed_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        actions = [button.action for button in house.card(FORUM).content.buttons]
        assert actions == ["approve:a1", "reason:a1", "reject:a1"]
        assert (await house.press("approve:a1", BEN_THERE)).text == "Approved."
        late = await house.press("reject:a1:-", ZOE, text="no")
        assert (late.alert, late.text) == (True, f"Already approved by Ben at {house.now:g}.")
        assert [house.card(place).status for place in (ROOM, FORUM)] == ["Approved by Ben"] * 2


async def test_a_rejection_asks_for_a_reason_first(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        answer = await house.press("reject:a1", ZOE)
        assert answer.ask is not None
        await house.press(answer.ask.token, ZOE, text="too much")
        (approval,) = (await house.state()).approvals
    assert (approval.ruling, approval.by, approval.reason) == (Ruling.REJECTED, "Zoe", "too much")


async def test_an_approval_can_have_a_reason_too_and_needs_none(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        for id, reason in (("a1", "a good customer"), ("a2", "")):
            await house.happen(ApprovalAsked(ApprovalId(id), "Refund 40 euros?"))
            asked = (await house.press(f"reason:{id}", ZOE)).ask
            assert asked is not None
            assert (asked.title, asked.submit, asked.label) == ("Approve", "Approve", "Reason (optional)")
            assert (await house.press(asked.token, ZOE, text=reason)).text == "Approved."
        found = [(one.ruling, one.reason) for one in (await house.state()).approvals]
    assert found == [(Ruling.APPROVED, "a good customer"), (Ruling.APPROVED, "")]


async def test_a_reason_approves_only_the_text_that_was_read(tmp_path: Path) -> None:
    """Also where the text was changed while the reason was being written."""
    async with open_house(tmp_path, queues=PAIR) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Send this?", draft=DRAFT))
        _, reason, _, edit = house.card().content.buttons
        asked = (await house.press(reason.action, ZOE)).ask
        editing = (await house.press(edit.action, BEN)).ask
        assert asked is not None
        assert editing is not None
        await house.press(editing.token, BEN, text="Pay at once.")
        for token in (asked.token, reason.action):
            late = await house.press(token, ZOE, text="fine")
            late = late if late.ask is None else await house.press(late.ask.token, ZOE, text="fine")
            assert (late.alert, late.text.startswith("A colleague changed the text")) == (True, True)


async def test_who_comes_too_late_is_told_who_decided_and_is_asked_for_no_reason(tmp_path: Path) -> None:
    """Law 2: it would be asked for in vain."""
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        await house.press("approve:a1", BEN_THERE)
        answer = await house.press("reject:a1", ZOE)
    assert (answer.ask, answer.alert) == (None, True)
    assert "by Ben" in answer.text


async def test_who_is_late_by_many_questions_is_still_told_who_decided(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        for number in range(KEPT + 3):
            await house.happen(ApprovalAsked(ApprovalId(f"a{number}"), "Refund 40 euros?"))
            await house.press(f"approve:a{number}", BEN_THERE)
        assert all(one.id != "a0" for one in (await house.state()).approvals)
        answer = await house.press("approve:a0", ZOE)
    assert (answer.alert, answer.text) == (True, f"Already approved by Ben at {house.now:g}.")


@pytest.mark.parametrize(
    ("end", "words"), [(ApprovalDue, "the request expired"), (ApprovalWithdrawn, "the request was withdrawn")]
)
async def test_who_comes_after_the_end_is_told_how_it_ended_and_by_nobody(
    tmp_path: Path, end: type[ApprovalDue | ApprovalWithdrawn], words: str
) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        await house.happen(end(ApprovalId("a1")))
        answer = await house.press("approve:a1", BEN_THERE)
    assert answer.alert
    assert words in answer.text
    assert "system" not in answer.text


@pytest.mark.parametrize("token", ["approve:a1", "reject:a1", "reject:a1:-"])
@pytest.mark.parametrize("who", [ANA, EVE])
async def test_who_is_no_reviewer_decides_nothing(tmp_path: Path, who: object, token: str) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        answer = await house.press(token, who)  # type: ignore[arg-type]
        (approval,) = (await house.state()).approvals
    assert (answer.ask, answer.alert, approval.ruling) == (None, True, Ruling.PENDING)
    assert ID


# ── votes, edits, reminders ──────────────────────────────────────────────────────────────────────

PAIR = {"support": {**REVIEWED["support"], "needed": 2, "reviewers": ["ana", "ben", "slack-group:S1"]}}
ID_ = ApprovalId("a1")
DRAFT = "Dear Maria, no."
REFUND = ForTool("stripe__create_refund", "{}", "k1")


async def test_of_two_who_are_needed_the_first_is_told_how_far_it_is(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=PAIR) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Refund 40 euros?"))
        assert house.card().status == "Waiting for a decision, 0 of 2 approved"
        assert await house.press("approve:a1", BEN_THERE) == Answer("Approved: 1 of 2.")
        statuses = {house.card(place).status for place in (ROOM, FORUM)}
        assert statuses == {"Waiting for a decision, 1 of 2: Ben approved"}
        again = await house.press("approve:a1", BEN)
        assert again.alert
        assert again.text == "You have already approved: 1 of 2. You can still reject it."
        asked = await house.press("reason:a1", BEN)
        assert (asked.ask, asked.alert) == (None, True), "his word counts already: he is asked for nothing"
        assert (await house.press("approve:a1", ZOE)).text == "Approved."
        assert [house.card(place).status for place in (ROOM, FORUM)] == ["Approved by Ben and Zoe"] * 2


async def test_who_has_approved_can_still_change_their_mind(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=PAIR) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Refund 40 euros?"))
        await house.press("approve:a1", BEN_THERE)
        asked = (await house.press("reject:a1", BEN)).ask
        assert asked is not None
        assert (await house.press(asked.token, BEN, text="I misread it")).text == "Rejected."
        (approval,) = (await house.state()).approvals
        assert (approval.ruling, approval.by, approval.reason) == (Ruling.REJECTED, "Ben", "I misread it")
        assert (await house.press("approve:a1", ZOE)).alert


async def test_who_asked_for_it_is_told_that_somebody_else_decides(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=PAIR) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Access?", barred=frozenset({OperatorName("ben")})))
        for token in ("approve:a1", "reject:a1", "reject:a1:-"):
            answer = await house.press(token, BEN_THERE)
            assert (answer.ask, answer.alert) == (None, True)
            assert answer.text == "You asked for this yourself, so somebody else has to decide."
        assert not (await house.state()).approvals[0].votes


async def test_a_text_is_edited_and_approved_with_one_answer(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Send this?", draft=DRAFT, label="Complaint"))
        card = house.card()
        assert card.content.text == f"Send this?\n\nWould be sent:\n│ {DRAFT}"
        approve, _, reject, edit = card.content.buttons
        assert (approve.label, reject.label, edit.label) == ("Approve", "Reject", "Edit and approve")
        asked = (await house.press(edit.action, BEN)).ask
        assert asked is not None
        assert (asked.value, asked.submit) == (DRAFT, "Approve")
        again = (await house.press(asked.token, BEN, text="  ")).ask
        assert again == asked, "an empty text asks again"
        assert (await house.press(asked.token, BEN, text="Dear \u2060Maria, yes.")).text == "Approved."
        (approval,) = (await house.state()).approvals
        assert (approval.text, approval.draft) == ("Dear Maria, yes.", DRAFT)
        assert house.card(FORUM).content.text == "Send this?\n\nApproved text, edited:\n│ Dear Maria, yes."


async def test_a_text_that_a_colleague_changed_is_not_approved_by_an_old_button(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=PAIR) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Send this?", draft=DRAFT))
        old, _, _, edit = house.card().content.buttons
        asked = (await house.press(edit.action, BEN)).ask
        assert asked is not None
        await house.press(asked.token, BEN, text="Pay at once.")
        late = await house.press(old.action, ZOE)
        assert (late.alert, late.text.startswith("A colleague changed the text")) == (True, True)
        assert (await house.press(asked.token, ZOE, text="Mine")).alert
        assert (await house.press(house.card().content.buttons[0].action, ZOE)).text == "Approved."
        assert (await house.state()).approvals[0].text == "Pay at once."


@pytest.mark.parametrize(("draft", "words"), [("", "there is none to edit"), ("x" * 3000, "too long")])
async def test_what_cannot_be_edited_here_is_said_and_decides_nothing(
    tmp_path: Path, draft: str, words: str
) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Send this?", draft=draft))
        answer = await house.press("edit:a1", BEN)
        assert (answer.ask, answer.alert) == (None, True)
        assert words in answer.text
        assert (await house.state()).approvals[0].ruling is Ruling.PENDING


async def test_reviewers_are_reminded_beside_the_card_and_the_next_queue_gets_one(tmp_path: Path) -> None:
    queues = {
        "support": {**REVIEWED["support"], "remind_every": "1h", "decide_escalate_to": "sales"},
        "sales": {"notify": ["slack:C2"], "reviewers": ["ana"]},
    }
    async with open_house(tmp_path, queues=queues) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Refund 40 euros?", label="Refund", purpose=REFUND))
        assert house.told == [Texts().deciding]
        house.now += 3600
        await house.rest()
        reminder = "Reminder: this still waits for a decision. Refund · Eve"
        seen = [one for one in house.slack.seen.values() if one.content.text == reminder]
        assert [(one.place, one.quotes, one.voice) for one in seen] == [
            (ROOM, next(ref for ref, one in house.slack.seen.items() if one.card), Voice.TEAM)
        ]
        assert reminder in house.telegram.texts(FORUM.chat)
        assert house.told == [Texts().deciding, Texts().deciding_longer]
        assert (await house.press("reject:a1:-", ANA, place=SALES_ROOM)).text == "Rejected."
        assert house.card(SALES_ROOM).status == "Rejected by Ana"
        house.now += 3600
        await house.rest()
        assert len([one for one in house.slack.seen.values() if one.content.text == reminder]) == 1


async def test_in_time_it_expires_and_the_contact_hears_it(tmp_path: Path) -> None:
    queues = {"support": {**REVIEWED["support"], "decide_within": "1h", "remind_every": 0}}
    async with open_house(tmp_path, queues=queues) as house:
        await house.say()
        await house.happen(ApprovalAsked(ID_, "Refund 40 euros?", purpose=REFUND))
        house.now += 3600
        await house.rest()
        assert (await house.state()).approvals[0].ruling is Ruling.EXPIRED
        assert house.card().status == "Expired: nobody decided in time"
        assert house.told[-1] == Texts().tool_expired


async def test_where_every_place_refuses_the_contact_hears_the_truth(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        house.slack.gone.add(ROOM)
        house.telegram.gone.add(FORUM)
        await house.happen(ApprovalAsked(ID_, "Refund 40 euros?", purpose=REFUND))
        assert house.told == [Texts().deciding_unreachable]
        events = [entry.content.text for entry in await house.entries(EntryKind.EVENT)]
        assert events.count("reviewers not reached") == 1


# ── the list of reviewers changes while a question waits ─────────────────────────────────────────


def list_reviewers(house: House, *names: str) -> None:
    """Let the settings be read again."""
    support = replace(house.policy.queue(SUPPORT), reviewers=frozenset(map(OperatorName, names)))
    house.policy = replace(house.policy, queues={**house.policy.queues, SUPPORT: support})


async def test_who_was_put_on_the_list_is_asked_for_a_reason_and_a_text_like_the_others(
    tmp_path: Path,
) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Send this?", draft="Dear Mia"))
        list_reviewers(house, "ana")
        assert (await house.press("reject:a1", ANA)).ask is not None
        edit = (await house.press("edit:a1", ANA)).ask
        assert edit is not None
        assert (edit.value, (await house.press(edit.token, ANA, text="Hi")).text) == ("Dear Mia", "Approved.")


async def test_who_was_struck_off_is_asked_for_nothing(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        list_reviewers(house, "ana")
        answer = await house.press("reject:a1", BEN)
        assert (answer.ask, answer.alert) == (None, True)
