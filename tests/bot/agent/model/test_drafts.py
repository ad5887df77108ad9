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


@pytest.mark.parametrize(("fault", "answered"), [("server", True), ("drop", True), ("cut", False)])
async def test_a_stream_goes_to_the_fallback_unless_it_had_begun(
    provider: Provider, folder: Path, fault: str, answered: bool
) -> None:
    drafts: list[str] = []
    async with Provider([{"answer": "I am the second."}]) as second:
        spare = {"model": "spare", "base_url": second.openai}
        async with desk_with(provider, folder, fallback=spare) as desk:
            desk.say({"fault": fault})
            if answered:
                assert (await desk.ask(draft=drafts.append)).text == drafts[-1] == "I am the second."
            else:
                with pytest.raises(ModelFailed):
                    await desk.ask(draft=drafts.append)
                assert second.requests == []


async def test_an_agent_that_may_not_stream_does_not(provider: Provider, folder: Path) -> None:
    drafts: list[str] = []
    async with desk_with(provider, folder, stream=False) as desk:
        desk.say({"answer": "A sixth."})
        await desk.ask(draft=drafts.append)
    assert drafts == []
    assert not provider.requests[-1].get("stream")
