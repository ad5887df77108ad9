"""Approvals over HTTP: one press decides, the others are told, strangers change nothing."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from handoff.approvals import Approval, Ruling, Vote
from handoff.content import Field
from handoff.events import ApprovalAsked, ApprovalDue, ApprovalWithdrawn
from handoff.ids import Address, ApprovalId, ConversationId, OperatorName, QueueName
from handoff.moves.questions import KEPT
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import PEOPLE, House

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


# ── votes, drafts, who may ───────────────────────────────────────────────────────────────────────

DRAFT = "Dear Maria, no."


async def ask(house: House, **changes: Any) -> ConversationId:
    id = await house.say("a", "a refund please")
    await house.ask_approval(id, replace(question(id), **changes))
    return id


async def test_a_question_is_listed_with_all_that_is_needed_to_decide(house: House, ana: Program) -> None:
    voted = Vote(OperatorName("ben"), "Ben Okafor", Ruling.APPROVED, 1001.0, "fine")
    await ask(house, label="Refund", draft=DRAFT, text=DRAFT, needed=2, votes=(voted,), expires=2000.0)
    (one,) = (await ana.get("/api/approvals"))[1]["approvals"]
    assert (one["label"], one["draft"], one["text"], one["needed"]) == ("Refund", DRAFT, DRAFT, 2)
    assert one["votes"] == [
        {
            "operator": "ben",
            "by": "Ben Okafor",
            "decision": "approved",
            "at": "1970-01-01T00:16:41.000Z",
            "reason": "fine",
        }
    ]
    assert (one["may_decide"], one["decisions"]) == (True, ["approved", "rejected"])
    assert one["expires"] == "1970-01-01T00:33:20.000Z"


async def test_a_vote_that_is_not_enough_is_pending_and_the_last_one_decides(
    house: House, ana: Program, ben: Program
) -> None:
    await ask(house, needed=2)
    status, found = await ana.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["state"], found["needed"]) == (200, "pending", 2)
    assert [vote["operator"] for vote in found["votes"]] == ["ana"]
    status, found = await ana.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["error"]) == (409, "already_voted")
    (left,) = (await ana.get("/api/approvals"))[1]["approvals"]
    assert (left["may_decide"], left["decisions"]) == (True, ["rejected"])
    shown = await page(ana)
    assert ("data-approve" in shown, "data-reject" in shown) == (False, True)
    assert "You approved: 1 of 2. Waiting for Ben Okafor." in shown
    status, found = await ben.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["state"], len(found["votes"])) == (200, "approved", 2)


async def test_the_same_press_again_changes_nothing_and_says_how_it_is(house: House, ana: Program) -> None:
    await ask(house, needed=2)
    body = {"decision": "approved", "id": "k1"}
    assert await ana.send("/api/approvals/ap-1", body) == await ana.send("/api/approvals/ap-1", body)


async def test_who_asked_for_it_decides_nothing(house: House, ana: Program) -> None:
    id = await ask(house, barred=frozenset({OperatorName("ana")}))
    status, found = await ana.send("/api/approvals/ap-1", {"decision": "rejected"})
    assert (status, found["error"]) == (403, "requester")
    assert (await house.state(id)).approvals[0].ruling == "pending"


async def test_who_is_late_by_many_questions_is_still_told_who_decided(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.say("a", "a refund please")
    for number in range(KEPT + 3):
        await house.desk.happened(id, ApprovalAsked(ApprovalId(f"q{number}"), "Refund 20 €?"))
        assert (await ana.send(f"/api/approvals/q{number}", {"decision": "approved"}))[0] == 200
    assert all(one.id != "q0" for one in (await house.state(id)).approvals)
    status, said = await ben.send("/api/approvals/q0", {"decision": "rejected"})
    assert (status, said["error"], said["decision"]) == (409, "already_decided", "approved")
    assert said["by"] == PEOPLE["ana"]


async def test_the_text_is_edited_with_the_decision(house: House, ana: Program) -> None:
    id = await ask(house, draft=DRAFT, text=DRAFT)
    seen = (await ana.get("/api/approvals"))[1]["approvals"][0]["seen"]
    body = {"decision": "approved", "text": " Dear Maria, yes. ", "seen": seen, "reason": "kinder"}
    assert (await ana.send("/api/approvals/ap-1", body))[0] == 200
    (now,) = (await house.state(id)).approvals
    assert (now.text, now.draft, now.reason) == ("Dear Maria, yes.", DRAFT, "kinder")


@pytest.mark.parametrize(
    ("draft", "body", "status", "error"),
    [
        (DRAFT, {"text": "x", "seen": "00000000"}, 409, "text_changed"),
        ("", {"text": "x"}, 409, "no_draft"),
        (DRAFT, {"text": " "}, 422, "invalid"),
        (DRAFT, {"text": "x" * 10_001}, 422, "invalid"),
        (DRAFT, {"text": 7}, 422, "invalid"),
    ],
)
async def test_a_text_that_does_not_fit_is_not_approved(
    house: House, ana: Program, draft: str, body: dict[str, object], status: int, error: str
) -> None:
    id = await ask(house, draft=draft, text=draft)
    got, found = await ana.send("/api/approvals/ap-1", {"decision": "approved", **body})
    assert (got, found["error"]) == (status, error)
    assert (await house.state(id)).approvals[0].ruling == "pending"


@pytest.mark.parametrize(
    ("event", "decision", "words"),
    [(ApprovalDue, "expired", "It expired"), (ApprovalWithdrawn, "cancelled", "It was withdrawn")],
)
async def test_who_comes_after_its_end_reads_how_it_ended(
    house: House, ana: Program, event: Any, decision: str, words: str
) -> None:
    """Law 8."""
    await ask(house)
    await house.desk.receive(Address("web", "a"), event(ApprovalId("ap-1")))
    status, found = await ana.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["error"], found["decision"]) == (409, "already_decided", decision)
    assert found["message"].startswith(words)


# ── the page of them all ─────────────────────────────────────────────────────────────────────────


async def page(program: Program, path: str = "/inbox/approvals/panes") -> str:
    async with program.client.get(path, headers=program.headers) as response:
        assert response.status == 200
        return await response.text()


async def test_every_waiting_question_is_on_one_page_and_only_who_may_has_buttons(
    house: House, ana: Program, cleo: Program
) -> None:
    await ask(house, draft="Bold <b>text</b>", text="Bold <b>text</b>")
    mine, theirs = await page(ana), await page(cleo)
    assert ("data-approve" in mine, "data-approve" in theirs) == (True, False)
    assert "Waiting for Ana Ruiz or Ben Okafor." in theirs
    assert "Bold &lt;b&gt;text&lt;/b&gt;" in theirs


async def test_how_many_must_still_approve_is_one_line(house: House, ana: Program, ben: Program) -> None:
    await ask(house, needed=3)
    assert (await page(ana)).count("needed") == (await page(ana)).count("3 approvals are needed") == 1
    await ben.send("/api/approvals/ap-1", {"decision": "approved"})
    assert "2 more approvals are needed" in await page(ana)


async def test_what_was_decided_stays_on_a_page_that_shows_it(
    asked: ConversationId, ana: Program, ben: Program
) -> None:
    await ben.send("/api/approvals/ap-1", {"decision": "rejected", "reason": "too much"})
    assert "Refund 20 €?" not in await page(ana)
    kept = await page(ana, "/inbox/approvals/panes?keep=ap-1,nope,%00,ap-1")
    assert "Rejected by Ben Okafor: too much" in kept


async def test_the_page_is_for_operators(client: Client) -> None:
    async with client.get("/inbox/approvals") as response:
        assert response.status == 401
    async with client.get("/inbox/approvals/panes") as response:
        assert response.status == 401


# ── the list of reviewers changes while a question waits ─────────────────────────────────────────


async def test_the_inbox_goes_by_the_list_of_reviewers_as_it_is_by_now(
    asked: ConversationId, house: House, ana: Program, cleo: Program
) -> None:
    support = house.policy.queue(QueueName("support"))
    support = replace(support, reviewers=frozenset({OperatorName("cleo")}))
    house.policy = replace(house.policy, queues={**house.policy.queues, support.name: support})
    for person, may in ((ana, False), (cleo, True)):
        (one,) = (await person.get("/api/approvals"))[1]["approvals"]
        assert one["may_decide"] is may
        assert ("data-approve" in await page(person)) is may
    status, found = await cleo.send("/api/approvals/ap-1", {"decision": "approved"})
    assert (status, found["state"]) == (200, "approved")
