"""Setting up: the manifest asks for what is used, and the check says what to click."""

import ast
from pathlib import Path

import aiohttp
import pytest
import slack_sdk.errors
from slack_sdk.errors import SlackApiError, SlackClientError

from channels.errors import ChannelError, Permanent, Temporary, Uncertain
from channels.slack.adapter import SlackChannel
from channels.slack.errors import translate
from channels.slack.manifest import EVENTS, NEEDED, WANTED, manifest
from channels.slack.settings import SlackSettings
from handoff.ids import Address
from tests.channels.slack.harness import Scene
from tests.platforms.slack import site
from tests.platforms.slack.api import TABLE

ADAPTER = Path(__file__).parents[3] / "channels" / "slack"
NO_SCOPE = {"auth.test", "views.open", "apps.connections.open"}


def called() -> set[str]:
    """Return the Web API methods named in the adapter's code."""
    found = {"auth.test", "apps.connections.open"}
    for file in ADAPTER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Constant) and node.value in TABLE:
                found.add(str(node.value))
    return found


def test_the_manifest_asks_for_the_scopes_of_the_methods_that_are_called_and_no_more() -> None:
    methods = {scope for method in called() - NO_SCOPE for scope in TABLE[method][1]}
    events = {"reactions:read", "channels:history", "groups:history", "im:history"}
    others = {"commands", "chat:write.customize"}
    asked = manifest("Robin", "socket")["oauth_config"]["scopes"]["bot"]
    assert set(asked) == methods | events | others == set(NEEDED) | set(WANTED)
    assert set(asked) == site.SCOPES
    assert set(EVENTS) == site.EVENTS


def test_by_socket_no_address_is_needed() -> None:
    made = manifest("Robin", "socket")
    assert made["settings"]["socket_mode_enabled"] is True
    assert "http" not in str(made)


def test_by_http_all_addresses_are_the_one_route(here: Scene) -> None:
    made = manifest("Robin", "http", "https://bot.example/")
    settings, command = made["settings"], made["features"]["slash_commands"][0]
    wanted = "https://bot.example/webhooks/slack"
    assert settings["event_subscriptions"]["request_url"] == wanted
    assert settings["interactivity"]["request_url"] == command["url"] == wanted
    channel = SlackChannel(here.settings(mode="http"), here.files, here.memos)
    assert [route.path for route in channel.routes()] == ["/webhooks/slack"]
    assert here.channel.routes() == ()


async def test_the_check_says_who_we_are(here: Scene) -> None:
    assert await here.channel.check() == "@robin in Shop, user U0BOT"
    here.slack.site.scopes -= {"usergroups:read", "chat:write.customize"}
    line = await here.channel.check()
    assert "without: chat:write.customize to show operators and contacts by name" in line


@pytest.mark.parametrize(
    ("break_", "words"),
    [
        (
            lambda here: here.slack.site.scopes.discard("im:history"),
            r"missing scopes: im:history .* Reinstall",
        ),
        (lambda here: setattr(here.slack.site, "token", "x"), "check bot_token"),
        (lambda here: setattr(here.slack.site, "app_token", "x"), "App-Level Tokens, with the scope"),
    ],
    ids=["scope", "bot token", "app token"],
)
async def test_the_check_says_what_is_missing(here: Scene, break_: object, words: str) -> None:
    assert callable(break_)
    break_(here)
    with pytest.raises(Permanent, match=words):
        await here.channel.check()


async def test_a_place_is_checked_with_what_to_click(here: Scene) -> None:
    assert await here.channel.check_place(here.desk) == "#support: ready"
    other = here.slack.channel("secret", here.ana, bot=False)
    with pytest.raises(Permanent, match="write /invite @robin there"):
        await here.channel.check_place(Address("slack", other.id))
    here.team.archived = True
    with pytest.raises(Permanent, match="archived"):
        await here.channel.check_place(here.desk)
    private = here.slack.channel("private", here.ana, kind="group")
    here.slack.site.scopes.discard("groups:history")
    with pytest.raises(Permanent, match="groups:history is missing for #private"):
        await here.channel.check_place(Address("slack", private.id))


def test_secrets_are_not_shown() -> None:
    shown = repr(SlackSettings("xoxb-1", "xapp-1", "sig-1"))
    assert not [secret for secret in ("xoxb-1", "xapp-1", "sig-1") if secret in shown]


def _all(kind: type[Exception]) -> set[type[Exception]]:
    return {kind} | {one for sub in kind.__subclasses__() for one in _all(sub)}


def test_every_error_of_the_library_is_one_of_ours() -> None:
    """Fails when the library grows an error that nobody has thought about."""
    known = {
        "BotUserAccessError", "SlackApiError", "SlackClientConfigurationError", "SlackClientError",
        "SlackClientNotConnectedError", "SlackObjectFormationError", "SlackRequestError",
        "SlackTokenRotationError",
    }  # fmt: skip
    found = {error for error in _all(SlackClientError) if error.__module__ == slack_sdk.errors.__name__}
    assert {error.__name__ for error in found} == known
    for error in found - {SlackApiError}:
        assert type(translate(error.__new__(error))) is Permanent


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (aiohttp.ConnectionTimeoutError(), Temporary),
        (aiohttp.ServerDisconnectedError(), Uncertain),
        (aiohttp.ClientPayloadError(), Uncertain),
        (ConnectionResetError(), Uncertain),
        (TimeoutError(), Uncertain),
        (ValueError("x"), Permanent),
        (RuntimeError("x"), Uncertain),
        (Temporary("x"), Temporary),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_end_of_a_call_is_told_apart(error: Exception, kind: type[ChannelError]) -> None:
    assert type(translate(error)) is kind
