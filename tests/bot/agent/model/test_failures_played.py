"""Every way in which a provider fails, over a real socket: each is named, and none of them tells the key."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.agent.model.errors import Kind, ModelFailed
from tests.bot.agent.model.parts import Desk, desk_with
from tests.models.faults import BROKEN, FAULTS, KEY
from tests.models.provider import Provider
from tests.models.script import Step

EXPECTED = {
    "rate_limit": Kind.RATE_LIMIT,
    "rate_limit_long": Kind.RATE_LIMIT,
    "quota": Kind.QUOTA,
    "billing": Kind.QUOTA,
    "server": Kind.SERVER,
    "gateway": Kind.SERVER,
    "unavailable": Kind.UNAVAILABLE,
    "overloaded": Kind.UNAVAILABLE,
    "unauthorized": Kind.AUTHENTICATION,
    "forbidden": Kind.AUTHENTICATION,
    "not_found": Kind.NOT_FOUND,
    "context": Kind.CONTEXT,
    "rejected": Kind.REJECTED,
    "cut": Kind.CONNECTION,
    "drop": Kind.CONNECTION,
}
ELSEWHERE = {"hang", "silence", "garbage", "empty", "late_error"}
STREAMED = [False, True]
OWN = {("anthropic", "quota"): Kind.RATE_LIMIT}
"""What a dialect has no word for: Anthropic tells of spent money by 402, which is ``billing`` here."""


def quiet(text: str) -> None:
    """Look at a draft and say nothing."""


def drafts(streamed: bool) -> Callable[[str], None] | None:
    return quiet if streamed else None


async def failure(desk: Desk, streamed: bool = False) -> ModelFailed:
    with pytest.raises(ModelFailed) as caught:
        await desk.ask(draft=drafts(streamed))
    return caught.value


def test_every_fault_is_played() -> None:
    assert set(EXPECTED) | ELSEWHERE == FAULTS
    assert BROKEN >= ELSEWHERE


@pytest.mark.parametrize("streamed", STREAMED, ids=["whole", "streamed"])
@pytest.mark.parametrize("fault", sorted(EXPECTED))
async def test_a_failure_is_named_and_holds_no_secret(
    desk: Desk, fault: str, streamed: bool, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> None:
    caplog.set_level(logging.INFO)
    desk.say({"fault": fault})
    error = await failure(desk, streamed)
    dialect = request.node.callspec.params["desk"]
    assert error.kind == OWN.get((dialect, fault), EXPECTED[fault])
    shown = "".join(traceback.format_exception(error)) + caplog.text + error.reason
    assert KEY not in shown
    assert "gravity" not in shown
    assert error.__context__ is None
    assert error.reason.startswith("The language model gave no answer: ")
    assert len(desk.provider.requests) == 1


@pytest.mark.parametrize("streamed", STREAMED, ids=["whole", "streamed"])
@pytest.mark.parametrize("fault", ["hang", "silence"])
@pytest.mark.parametrize("dialect", ["openai", "anthropic"])
async def test_a_silent_provider_is_left_and_notices(
    provider: Provider, folder: Path, fault: str, streamed: bool, dialect: str
) -> None:
    async with desk_with(provider, folder, provider=dialect, timeout=1.0) as desk:
        desk.say({"fault": fault, "times": 0})
        while not provider.requests:  # on a busy machine the time may be over before the request
            assert (await failure(desk, streamed)).kind is Kind.TIMEOUT
        await provider.until(gone=1)


@pytest.mark.parametrize("fault", ["garbage", "empty", "late_error"])
@pytest.mark.parametrize("streamed", STREAMED, ids=["whole", "streamed"])
async def test_nonsense_is_a_failure_and_never_an_answer(desk: Desk, fault: str, streamed: bool) -> None:
    desk.say({"fault": fault, "times": 0})
    error = await failure(desk, streamed)
    assert error.kind in Kind
    assert KEY not in error.reason


async def test_a_provider_that_is_not_there(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder) as desk:
        await provider.close()
        assert (await failure(desk)).kind is Kind.CONNECTION


async def test_a_host_that_is_a_stranger_to_the_machine(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder, base_url="http://127.0.0.1:9/v1") as desk:
        assert (await failure(desk)).kind is Kind.CONNECTION


async def test_tries_are_ours_to_count_and_the_wait_is_the_providers(
    provider: Provider, folder: Path
) -> None:
    async with desk_with(provider, folder, retries=1) as desk:
        desk.say({"fault": "rate_limit"}, {"answer": "Here I am."})
        assert (await desk.ask()).text == "Here I am."
    assert len(provider.requests) == 2


async def test_a_wait_that_is_too_long_ends_with_our_time(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder, retries=3, timeout=0.5) as desk:
        desk.say({"fault": "rate_limit", "times": 0})
        assert (await failure(desk)).kind in (Kind.TIMEOUT, Kind.RATE_LIMIT)


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        ([{"text": "I answer in prose.", "times": 0}], Kind.BEHAVIOUR),
        ([{"call": "answer", "with": {"confidence": "very"}, "times": 0}], Kind.BEHAVIOUR),
        ([{"call": "no_such_tool", "times": 0}], Kind.BEHAVIOUR),
        ([{"call": "search_knowledge", "with": {"query": "moon"}, "times": 0}], Kind.LOOP),
        ([{"answer": "Half an ans", "finish": "content_filter"}], None),
        ([{"text": "", "finish": "content_filter"}], Kind.FILTERED),
        ([{"call": "answer", "with": '{"text": "A lon', "finish": "length", "times": 0}], Kind.LENGTH),
    ],
    ids=["prose", "bad answer", "unknown tool", "loop", "answer all the same", "filtered", "too long"],
)
async def test_a_model_that_misbehaves_ends_in_a_failure(
    provider: Provider, folder: Path, steps: list[Step], kind: Kind | None
) -> None:
    async with desk_with(provider, folder) as desk:
        desk.say(*steps)
        if kind is None:
            assert (await desk.ask()).text == "Half an ans"
        else:
            assert (await failure(desk)).kind is kind


async def test_broken_arguments_are_asked_for_again(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder) as desk:
        desk.say({"call": "answer", "with": '{"text": "Half'}, {"answer": "A whole one."})
        assert (await desk.ask()).text == "A whole one."


async def test_calls_that_share_one_id_do_no_harm(provider: Provider, folder: Path) -> None:
    async with desk_with(provider, folder) as desk:
        twice = {"call": "search_knowledge", "with": {"query": "moon"}}
        desk.say({"calls": [twice, twice], "same_id": True}, {"answer": "Done.", "times": 0})
        assert (await failure(desk)).kind is Kind.BEHAVIOUR


@pytest.mark.parametrize("fault", ["unauthorized", "quota", "server", "context", "drop", "hang"])
async def test_the_fallback_answers_when_the_first_model_fails_and_the_log_is_told(
    provider: Provider, folder: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with Provider([{"answer": "I am the second."}]) as second:
        spare = {"provider": "anthropic", "model": "spare", "base_url": second.anthropic, "key": "sk-2"}
        async with desk_with(provider, folder, fallback=spare, timeout=3) as desk:
            desk.say({"fault": fault})
            assert (await desk.ask()).text == "I am the second."
        assert f"the model stand-in failed: {EXPECTED.get(fault, Kind.TIMEOUT)} " in caplog.text
        assert KEY not in caplog.text
        assert "sk-2" in str(second.headers)
        assert KEY not in str(second.headers)


async def test_when_both_fail_both_are_named(provider: Provider, folder: Path) -> None:
    async with Provider([{"fault": "quota"}]) as second:
        spare = {"model": "spare", "base_url": second.openai}
        async with desk_with(provider, folder, fallback=spare) as desk:
            desk.say({"fault": "unauthorized"})
            error = await failure(desk)
    assert error.kind is Kind.AUTHENTICATION
    assert "refused the key; with the fallback, the account's quota" in error.reason
    assert KEY not in error.reason
