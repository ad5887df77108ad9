"""Showing the answer while it is written, and stopping it when nobody wants it any more."""

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest

from bot.agent.model.errors import ModelFailed
from tests.bot.agent.model.parts import Box, Desk, desk_with, tool
from tests.models.provider import Provider

SEARCH = {"call": "search_knowledge", "with": {"query": "Gravity"}}


async def test_the_text_grows_and_ends_as_the_answer(desk: Desk) -> None:
    drafts: list[str] = []
    text = 'Gravity is "a sixth" there.\nVery little.'
    desk.say(SEARCH, {"answer": text, "sources": "found", "piece": 5})
    answer = await desk.ask(draft=drafts.append)
    assert answer.text == text == drafts[-1]
    assert len(drafts) > 3
    assert all(later.startswith(earlier) for earlier, later in pairwise(drafts))


async def test_nothing_of_searches_escalations_and_prose_is_shown(desk: Desk) -> None:
    drafts: list[str] = []
    desk.say(SEARCH, {"text": "I think aloud."}, {"escalate": "I give up."})
    assert (await desk.ask(draft=drafts.append)).plea is not None
    assert drafts == []


async def test_a_link_that_will_not_stay_is_never_shown(desk: Desk) -> None:
    drafts: list[str] = []
    desk.say({"answer": "Go to https://evil.example/login now.", "piece": 1})
    await desk.ask(draft=drafts.append)
    assert not any("evil.example" in draft for draft in drafts)


async def test_words_after_a_proposal_are_not_shown(provider: Provider, folder: Path) -> None:
    drafts: list[str] = []
    box = Box([tool("refund")])
    async with desk_with(provider, folder, box, approve=["shop__refund"]) as desk:
        desk.say({"call": "shop__refund"}, {"answer": "I have refunded you."})
        assert (await desk.ask(draft=drafts.append)).proposals
    assert drafts == []


async def test_who_fails_to_show_a_draft_does_not_stop_the_answer(desk: Desk) -> None:
    def breaks(text: str) -> None:
        raise ZeroDivisionError

    desk.say({"answer": "A sixth."})
    assert (await desk.ask(draft=breaks)).text == "A sixth."


async def test_nobody_streams_where_nobody_looks(desk: Desk) -> None:
    desk.say({"answer": "A sixth."})
    await desk.ask()
    assert not desk.provider.requests[-1].get("stream")


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_turn_that_is_called_off_stops_the_provider_too(desk: Desk, streamed: bool) -> None:
    drafts: list[str] = []
    desk.say({"fault": "silence" if streamed else "hang"})
    asking = asyncio.create_task(desk.ask(draft=drafts.append if streamed else None))
    await desk.provider.until(requests=1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await desk.provider.until(gone=1)
    desk.say({"answer": "The next one."})
    assert (await desk.ask()).text == "The next one."


async def test_a_stream_that_breaks_off_is_a_failure_and_not_half_an_answer(desk: Desk) -> None:
    drafts: list[str] = []
    desk.say({"fault": "cut"})
    with pytest.raises(Exception, match="could not be reached, or hung up"):
        await desk.ask(draft=drafts.append)


@pytest.mark.parametrize("fault", ["server", "drop", "cut", "late_error", "silence"])
async def test_a_stream_that_breaks_goes_to_the_fallback_wherever_it_breaks(
    provider: Provider, folder: Path, fault: str
) -> None:
    drafts: list[str] = []
    async with Provider([{"answer": "I am the second."}]) as second:
        spare = {"model": "spare", "base_url": second.openai}
        async with desk_with(provider, folder, fallback=spare, timeout=3) as desk:
            desk.say({"fault": fault})
            assert (await desk.ask(draft=drafts.append)).text == drafts[-1] == "I am the second."


async def test_what_was_called_before_a_stream_broke_is_not_called_again_and_is_known_to_the_fallback(
    provider: Provider, folder: Path
) -> None:
    box = Box([tool("cancel", "order_id")])
    async with Provider([{"answer": "I have cancelled order 7.", "confidence": 0.9}]) as second:
        spare = {"provider": "anthropic", "model": "spare", "base_url": second.anthropic}
        async with desk_with(provider, folder, box, fallback=spare, tools=["shop__cancel"]) as desk:
            desk.say({"call": "shop__cancel", "with": {"order_id": "7"}}, {"fault": "cut"})
            answer = await desk.ask(draft=lambda text: None)
            _, sent, _ = (await desk.store.memos("budget:day"))["budget:day"].split()
    assert answer.text == "I have cancelled order 7."
    assert len(box.calls) == 1
    assert "tool_result" in str(second.requests[0]["messages"])
    assert int(sent) > 240, "the request that broke off is paid as well"


async def test_a_fallback_that_breaks_off_too_is_the_end(provider: Provider, folder: Path) -> None:
    async with Provider([{"fault": "cut", "times": 0}]) as second:
        spare = {"model": "spare", "base_url": second.openai}
        async with desk_with(provider, folder, fallback=spare) as desk:
            desk.say({"fault": "cut"})
            with pytest.raises(ModelFailed):
                await desk.ask(draft=lambda text: None)
        assert len(second.requests) == 1


async def test_nothing_is_shown_before_all_that_judges_it_is_there(desk: Desk) -> None:
    drafts: list[str] = []
    begins = '{"text": "First the words, then the doubts.", "sources": [], "confidence": 0.3}'
    desk.say({"call": "answer", "with": begins, "piece": 4})
    await desk.ask(draft=drafts.append)
    assert drafts in ([], ["First the words, then the doubts."])


async def test_an_answer_that_is_too_unsure_is_not_shown_while_it_grows(desk: Desk) -> None:
    drafts: list[str] = []
    desk.say({"answer": "I guess it is so.", "confidence": 0.1, "piece": 4})
    assert (await desk.ask(draft=drafts.append)).confidence == 0.1
    assert drafts == []


async def test_a_claim_of_an_act_that_never_was_is_not_shown_while_it_grows(desk: Desk) -> None:
    drafts: list[str] = []
    desk.say(
        {"answer": "I have cancelled your order now.", "piece": 3},
        {"answer": "I cannot cancel it.", "piece": 3},
    )
    assert (await desk.ask(draft=drafts.append)).text == "I cannot cancel it."
    assert not any("cancelled" in draft for draft in drafts)
    assert drafts[-1] == "I cannot cancel it."


async def test_an_agent_that_may_not_stream_does_not(provider: Provider, folder: Path) -> None:
    drafts: list[str] = []
    async with desk_with(provider, folder, stream=False) as desk:
        desk.say({"answer": "A sixth."})
        await desk.ask(draft=drafts.append)
    assert drafts == []
    assert not provider.requests[-1].get("stream")
