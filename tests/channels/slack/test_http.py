"""Events by signed HTTP: the same as by Socket Mode, and nothing without a signature."""

import pytest

from channels.errors import Permanent
from channels.slack.adapter import SlackChannel
from handoff.events import ContactSaid
from tests.channels.slack.harness import Book, Scene, serving, until
from tests.channels.slack.test_team import card
from tests.platforms.slack.site import SECRET

POST = "chat.postMessage"


def texts(book: Book) -> list[str]:
    return [event.content.text for _, event in book.events if isinstance(event, ContactSaid)]


@pytest.fixture
async def http(here: Scene) -> Scene:
    here.channel = SlackChannel(here.settings(mode="http"), here.files, here.memos)
    return here


async def test_by_http_messages_presses_modals_and_commands_arrive(http: Scene) -> None:
    async with serving(http.channel) as base, http.running():
        http.slack.post_to(f"{base}/webhooks/slack", SECRET)
        http.mia.says("hello")
        await http.settled()
        receipt = await http.channel.post_card(http.desk, card(), "c")
        assert (await http.ana.presses("Resolve", http.team.messages[receipt.ref])).ok
        http.ana.says("On its way", http.team, receipt.ref)
        await http.settled()
        assert (await http.ana.runs("/handoff", channel=http.team)).ok
    assert texts(http.book) == ["hello"]
    assert [type(event).__name__ for event in http.book.team_events] == ["Pressed", "Wrote"]
    assert "!note" in http.ana.alone[0].text


async def test_by_http_what_could_not_be_stored_comes_again(http: Scene) -> None:
    async with serving(http.channel) as base, http.running():
        http.slack.post_to(f"{base}/webhooks/slack", SECRET)
        http.book.away = True
        http.mia.says("hello")
        await until(lambda: http.book.refused)
        http.book.away = False
        await http.settled()
    assert texts(http.book) == ["hello"]


async def test_by_http_a_wrong_signature_changes_nothing(http: Scene) -> None:
    async with serving(http.channel) as base, http.running():
        http.slack.courier.retries = ()
        http.slack.post_to(f"{base}/webhooks/slack", "another secret")
        http.mia.says("hello")
        await http.settled()
        assert len(http.slack.courier.lost) == 1
    assert http.book.events == []


async def test_by_http_nothing_is_taken_while_it_does_not_run(http: Scene) -> None:
    http.slack.courier.retries = ()
    async with serving(http.channel) as base:
        http.slack.post_to(f"{base}/webhooks/slack", SECRET)
        http.mia.says("hello")
        await http.settled()
    assert len(http.slack.courier.lost) == 1


async def test_by_http_slacks_challenge_is_answered(http: Scene) -> None:
    async with serving(http.channel) as base, http.running():
        posts = http.slack.post_to(f"{base}/webhooks/slack", SECRET)
        challenge = {"token": "x", "challenge": "abc", "type": "url_verification"}
        reply = await posts.bring("events_api", challenge, 0, "", 3.0)
    assert reply is not None
    assert (reply.ok, reply.payload) == (True, {"challenge": "abc"})


async def test_without_a_signing_secret_http_does_not_start(here: Scene) -> None:
    channel = SlackChannel(here.settings(mode="http", signing_secret=""), here.files, here.memos)
    with pytest.raises(Permanent, match="signing_secret"):
        await channel.run(here.book)
