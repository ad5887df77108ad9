"""The stand-in refuses what Slack refuses, and can be driven from another process."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.channels.slack.harness import Scene
from tests.lines import LIMIT
from tests.platforms.slack.judge import REASON, judge
from tests.platforms.slack.site import BOT_TOKEN
from tests.platforms.slack.world import Json

ROOT = Path(__file__).parents[3]
judged = pytest.mark.skipif(judge() is None, reason=REASON)
SECTION: Json = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}


def client(here: Scene, token: str = BOT_TOKEN) -> AsyncWebClient:
    return AsyncWebClient(token, base_url=here.slack.base, retry_handlers=[])


async def error(here: Scene, method: str, token: str = BOT_TOKEN, **args: object) -> str:
    """Call a method that Slack refuses; return its word for why."""
    with pytest.raises(SlackApiError) as caught:
        await client(here, token).api_call(method, json=args)
    return str(caught.value.response["error"])


@judged
@pytest.mark.parametrize(
    "blocks",
    [
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}],
        [{"type": "section", "text": {"type": "mrkdwn", "text": ""}}],
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "nonsense"}],
        [SECTION] * 51,
        [{"type": "actions", "elements": []}],
        [{"type": "actions", "elements": [{"type": "button", "value": "1"}]}],
    ],
    ids=[
        "too long",
        "empty",
        "markup in a header",
        "long header",
        "unknown",
        "too many",
        "no buttons",
        "no label",
    ],
)
async def test_blocks_that_slack_refuses_are_refused(here: Scene, blocks: list[Json]) -> None:
    assert (
        await error(here, "chat.postMessage", channel="C0TEAM", text="x", blocks=blocks) == "invalid_blocks"
    )


@judged
async def test_unknown_arguments_are_refused(here: Scene) -> None:
    assert await error(here, "chat.postMessage", channel="C0TEAM", text="x", colour=1) == "invalid_arguments"


async def test_who_may_do_what_is_checked(here: Scene) -> None:
    post = "chat.postMessage"
    assert await error(here, post, "xoxb-other", channel="C0TEAM", text="x") == "invalid_auth"
    assert await error(here, post, channel="C9", text="x") == "channel_not_found"
    assert await error(here, post, channel="C0TEAM", text="") == "no_text"
    here.team.members.discard("U0BOT")
    assert await error(here, post, channel="C0TEAM", text="x") == "not_in_channel"
    here.slack.site.scopes.discard("chat:write")
    assert await error(here, post, channel="C0TEAM", text="x") == "missing_scope"


async def test_a_channel_takes_about_a_message_a_second(here: Scene) -> None:
    here.slack.site.pace, here.slack.site.burst, here.slack.site.now = 1.0, 3, lambda: 0.0
    for _ in range(3):
        await client(here).chat_postMessage(channel="C0TEAM", text="x")
    with pytest.raises(SlackApiError) as caught:
        await client(here).chat_postMessage(channel="C0TEAM", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    await client(here).chat_postMessage(channel=here.mia.dm.id, text="x")


async def test_a_trigger_opens_one_modal(here: Scene) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [SECTION]}
    trigger = here.slack.site.trigger("U0ANA")
    await client(here).views_open(trigger_id=trigger, view=view)
    assert await error(here, "views.open", trigger_id=trigger, view=view) == "exchanged_trigger_id"


@asynccontextmanager
async def process() -> AsyncIterator[str]:
    """Start the stand-in as a process; give the address of its Web API."""
    command = [sys.executable, "-m", "tests.platforms.slack", "0"]
    started = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        assert started.stdout is not None
        async with asyncio.timeout(LIMIT):
            yield (await started.stdout.readline()).decode().strip()
    finally:
        started.terminate()
        await started.wait()


async def test_another_process_is_driven_through_its_door() -> None:
    async with process() as base, aiohttp.ClientSession(base_url=base.removesuffix("api/")) as door:

        async def do(action: str, **body: object) -> Json:
            answer = await door.post(f"door/{action}", json=body)
            assert answer.status == 200, await answer.text()
            return dict(await answer.json())

        mia = await do("user", name="Mia")
        await do("channel", name="support", users=[mia["id"]], id="C0TEAM")
        said = await do("say", user=mia["id"], text="hello")
        button = {
            "type": "button",
            "text": {"type": "plain_text", "text": "Yes"},
            "value": "y",
            "action_id": "a",
        }
        blocks = [{"type": "actions", "elements": [button]}]
        await AsyncWebClient(BOT_TOKEN, base_url=base).chat_postMessage(
            channel=mia["dm"], text="Ok?", blocks=blocks
        )
        await do("react", user=mia["id"], channel=mia["dm"], ts=said["ts"], name="+1")
        read = await (
            await door.get("door/messages", params={"channel": mia["dm"], "user": mia["id"]})
        ).json()
    assert [message["text"] for message in read["messages"]] == ["hello", "[Yes]"]
    assert read["messages"][0]["reactions"] == {"+1": [mia["id"]]}
    assert (read["messages"][1]["buttons"], read["modal"], read["alone"]) == (["Yes"], None, [])
