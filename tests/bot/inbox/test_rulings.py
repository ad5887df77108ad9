"""Approvals over HTTP: one press decides, the others are told, strangers change nothing."""

import asyncio

import pytest

from handoff.approvals import Approval
from handoff.content import Field
from handoff.ids import ApprovalId, ConversationId, OperatorName, QueueName
from tests.bot.inbox.conftest import Program
from tests.bot.inbox.house import House

REVIEWERS = frozenset({OperatorName("ana"), OperatorName("ben")})


@pytest.fixture
async def asked(house: House, ana: Program) -> ConversationId:
    id = await house.say("a", "a refund please")
    await house.ask_approval(id, question(id))
    return id


def question(id: ConversationId, reviewers: frozenset[OperatorName] = REVIEWERS) -> Approval:
    facts = (Field("Order", "4417"),)
    return Approval(ApprovalId("ap-1"), id, QueueName("support"), "Refund 20 €?", facts, reviewers, 1000.0)


async def test_open_questions_are_listed(asked: ConversationId, ana: Program) -> None:
    status, found = await ana.get("/api/approvals")
    assert status == 200
    (one,) = found["approvals"]
    assert (one["id"], one["conversation"], one["ruling"]) == ("ap-1", asked, "pending")
    assert one["facts"] == [{"name": "Order", "value": "4417"}]
    assert one["asked"] == "1970-01-01T00:16:40.000Z"


async def test_of_two_reviewers_one_decides(
    house: House, asked: ConversationId, ana: Program, ben: Program
) -> None:
    approve, reject = {"decision": "approved"}, {"decision": "rejected", "reason": "too much"}
    answers = await asyncio.gather(
        ana.send("/api/approvals/ap-1", approve), ben.send("/api/approvals/ap-1", reject)
    )
    assert sorted(status for status, _ in answers) == [200, 409]
    lost = next(found for status, found in answers if status == 409)
    now = (await house.state(asked)).approvals[0]
    assert (lost["error"], lost["decision"], lost["by"]) == ("already_decided", now.ruling, now.by)
    assert lost["at"]
    assert (await ana.get("/api/approvals"))[1] == {"approvals": []}


async def test_who_is_no_reviewer_decides_nothing(house: House, asked: ConversationId, cleo: Program) -> None:
    status, found = await cleo.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["error"]) == (403, "not_a_reviewer")
    assert (await house.state(asked)).approvals[0].ruling == "pending"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"decision": "expired"},
        {"decision": "APPROVED"},
        {"decision": True},
        {"decision": "approved", "x": 1},
    ],
)
async def test_another_decision_is_refused(
    asked: ConversationId, ana: Program, body: dict[str, object]
) -> None:
    assert (await ana.send("/api/approvals/ap-1", body))[0] == 422


async def test_an_unknown_question_is_not_found(ana: Program) -> None:
    for id in ("nope", "%00", "x" * 300):
        assert (await ana.send(f"/api/approvals/{id}", {"decision": "approved"}))[0] == 404


async def test_the_page_shows_buttons_to_reviewers_only(
    asked: ConversationId, house: House, ana: Program, cleo: Program
) -> None:
    for program, shown in ((ana, True), (cleo, False)):
        async with program.client.get(f"/inbox/c/{asked}/panes", headers=program.headers) as response:
            html = await response.text()
        assert "Refund 20 €?" in html
        assert ("data-approve" in html) is shown
