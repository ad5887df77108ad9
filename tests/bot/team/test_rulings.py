"""Approvals on the team's messengers: decided once, by a reviewer."""

from pathlib import Path

import pytest

from handoff.approvals import Ruling
from handoff.events import ApprovalAsked, ApprovalDue, ApprovalWithdrawn
from handoff.ids import ApprovalId
from tests.bot.team.house import (
    ANA,
    BEN_THERE,
    EVE,
    FORUM,
    ID,
    ROOM,
    ZOE,
    open_house,
)

# ── approvals ────────────────────────────────────────────────────────────────────────────────────

REVIEWED = {
    "support": {"notify": ["slack:C1", "telegram:-100"], "reviewers": ["ben", "slack-group:S1"]},
    "sales": {"notify": ["slack:C2"]},
}


async def test_a_question_is_decided_once_whatever_messenger_it_is_pressed_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        assert [button.action for button in house.card(FORUM).content.buttons] == ["approve:a1", "reject:a1"]
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


async def test_who_comes_too_late_is_told_who_decided_and_is_asked_for_no_reason(tmp_path: Path) -> None:
    """Law 2: it would be asked for in vain."""
    async with open_house(tmp_path, queues=REVIEWED) as house:
        await house.say()
        await house.happen(ApprovalAsked(ApprovalId("a1"), "Refund 40 euros?"))
        await house.press("approve:a1", BEN_THERE)
        answer = await house.press("reject:a1", ZOE)
    assert (answer.ask, answer.alert) == (None, True)
    assert "by Ben" in answer.text


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
