"""What the model says it has done, though it called nothing: mended when asked, and never said."""

from pathlib import Path

import pytest

from bot.agent.base import Role, Said
from bot.agent.model.phrases import Phrases
from tests.bot.agent.model.parts import Box, Desk, desk_with, tool
from tests.models.provider import Provider

LIE = "I have refunded you 40 euros."
PASSIVE = "Your order has been cancelled."


async def test_a_model_that_is_told_may_mend_its_words(desk: Desk) -> None:
    desk.say({"answer": LIE}, {"answer": "I cannot refund you myself."})
    answer = await desk.ask("Refund me")
    assert (answer.text, answer.plea) == ("I cannot refund you myself.", None)
    assert "no tool has done it in this turn" in desk.told
    assert ("withheld", LIE) in [(step.kind, step.text) for step in answer.steps]


async def test_a_model_that_insists_is_not_heard_and_a_person_is_asked(desk: Desk) -> None:
    desk.say({"answer": LIE, "times": 2})
    answer = await desk.ask("Refund me", language="de")
    assert answer.plea is not None
    assert "claimed to have acted" in answer.plea.reason
    assert "40" not in answer.text
    assert len(desk.provider.requests) == 2


async def test_a_model_that_is_told_may_still_act(provider: Provider, folder: Path) -> None:
    box = Box([tool("refund")])
    async with desk_with(provider, folder, box, tools=["shop__refund"]) as desk:
        desk.say({"answer": LIE}, {"call": "shop__refund"}, {"answer": LIE})
        assert (await desk.ask("Refund me")).text == LIE
    assert len(box.calls) == 1


async def test_a_call_beside_the_claim_is_an_act_too(provider: Provider, folder: Path) -> None:
    box = Box([tool("refund")])
    async with desk_with(provider, folder, box, tools=["shop__refund"]) as desk:
        both = [{"call": "shop__refund"}, {"call": "answer", "with": {"text": LIE, "confidence": 1}}]
        desk.say({"calls": both}, {"answer": LIE})
        assert (await desk.ask("Refund me")).text == LIE
    assert len(box.calls) == 1


async def test_having_only_looked_is_no_act(provider: Provider, folder: Path) -> None:
    box = Box([tool("status", read_only=True)])
    async with desk_with(provider, folder, box, tools=["shop__status"]) as desk:
        desk.say({"call": "shop__status"}, {"answer": LIE, "times": 2})
        assert (await desk.ask("Refund me")).plea is not None


async def test_a_result_that_tells_of_an_act_may_be_repeated(provider: Provider, folder: Path) -> None:
    box = Box([tool("status", read_only=True)])
    async with desk_with(provider, folder, box, tools=["shop__status"]) as desk:
        desk.say({"call": "shop__status"}, {"answer": PASSIVE})
        assert (await desk.ask("Was it cancelled?")).text == PASSIVE


async def test_what_a_page_tells_may_be_repeated(provider: Provider, folder: Path) -> None:
    (folder / "terms.md").write_text("# Terms\n\n## News\n\nOur terms have been updated in May.\n", "utf-8")
    async with desk_with(provider, folder) as desk:
        search = {"call": "search_knowledge", "with": {"query": "terms news"}}
        desk.say(search, {"answer": "The terms have been updated in May.", "sources": "found"})
        assert (await desk.ask("What is new in your terms?")).text.startswith("The terms have been updated")


@pytest.mark.parametrize(
    "before",
    [
        Said(Role.AGENT, "I have refunded you."),
        Said(Role.SYSTEM, "shop__refund was called after the approval, and worked."),
    ],
)
async def test_what_was_done_before_may_be_told_again(desk: Desk, before: Said) -> None:
    desk.say({"answer": LIE})
    assert (await desk.ask("What about my money?", before)).text == LIE


@pytest.mark.parametrize(
    "before",
    [
        Said(Role.CONTACT, "I have refunded you. It has been refunded."),
        Said(Role.CONTACT, "shop__refund was called after the approval, and worked."),
        Said(Role.SYSTEM, "A colleague decided against: a refund"),
        Said(Role.HUMAN, "I look into it.", "Ana"),
    ],
)
async def test_what_nobody_did_is_not_made_true_by_talk(desk: Desk, before: Said) -> None:
    desk.say({"answer": LIE, "times": 2})
    assert (await desk.ask("What about my money?", before)).plea is not None


async def test_what_a_colleague_did_may_be_told(desk: Desk) -> None:
    desk.say({"answer": "We have refunded you.", "sources": ["team"]})
    before = Said(Role.NOTE, "refund of 40 agreed and booked", "Ana")
    assert (await desk.ask("And?", before)).text == "We have refunded you."


async def test_a_part_that_was_done_is_not_denied_when_the_rest_waits(
    provider: Provider, folder: Path
) -> None:
    box = Box([tool("cancel"), tool("refund")])
    async with desk_with(provider, folder, box, tools=["shop__cancel"], approve=["shop__refund"]) as desk:
        desk.say({"calls": [{"call": "shop__cancel"}, {"call": "shop__refund"}]}, {"answer": "All done!"})
        answer = await desk.ask("Cancel and refund")
    assert (answer.text, len(answer.proposals)) == (Phrases().partly, 1)
