"""What ``handoff check`` asks of each messenger, and what it makes of the answers."""

import json
import os
import socket
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.finding import Finding
from bot.commands.platforms import platforms
from bot.config.model import Settings
from channels.errors import ChannelError, Permanent, Temporary
from channels.fake import FakeChannel
from handoff.ids import Address

SETTINGS = Settings.model_validate(
    {
        "channels": {"slack": {"bot_token": "x", "signing_secret": "y", "mode": "http"}},
        "queues": {
            "first": {"notify": ["web", "slack:C1", "telegram:-1"]},
            "second": {"notify": ["slack:C1", "slack:C2"]},
        },
    }
)


@dataclass
class Judged(FakeChannel):
    """A channel whose answers to a check are written down before."""

    unwell: ChannelError | None = None
    bad: dict[Address, ChannelError] = field(default_factory=dict)

    async def check(self) -> str:
        if self.unwell is not None:
            raise self.unwell
        return f"@{self.name}-bot"

    async def check_place(self, place: Address) -> str:
        if place in self.bad:
            raise self.bad[place]
        return "may post"


TEAM_ONLY = "for the team only: contacts who write there get no answer; see channels in [contacts]"


async def test_each_messenger_and_each_place_has_a_row() -> None:
    bad: dict[Address, ChannelError] = {Address("slack", "C2"): Permanent("invite the bot")}
    channels = {"slack": Judged(bad=bad, name="slack"), "telegram": Judged(name="telegram")}
    assert await platforms(SETTINGS, channels) == [
        Finding("slack", ("channels", "slack"), "@slack-bot"),
        Finding("slack webhook", ("web", "public_url"), "set public_url to the address it is to call"),
        Finding("slack use", ("channels", "slack"), TEAM_ONLY),
        Finding("slack:C1", ("queues", "first", "notify", 1), "may post"),
        Finding("slack:C2", ("queues", "second", "notify", 1), "invite the bot", ok=False),
        Finding("telegram", ("channels", "telegram"), "@telegram-bot"),
        Finding("telegram use", ("channels", "telegram"), TEAM_ONLY),
        Finding("telegram:-1", ("queues", "first", "notify", 2), "may post"),
    ]


@pytest.mark.parametrize("error", [Permanent("the token was revoked"), Temporary("cannot connect")])
async def test_where_a_messenger_does_not_know_us_its_places_are_not_asked(error: ChannelError) -> None:
    settings = SETTINGS.model_copy(update={"channels": Settings().channels})
    assert await platforms(settings, {"slack": Judged(unwell=error, name="slack")}) == [
        Finding("slack", ("channels", "slack"), str(error), ok=False),
        Finding("slack use", ("channels", "slack"), TEAM_ONLY),
    ]


async def test_a_messenger_that_nothing_leads_to_is_told() -> None:
    _, use = await platforms(SETTINGS, {"discord": Judged(name="discord")})
    assert use.ok
    assert use.text.startswith("no contact may write there and no queue is told there")


async def test_the_address_that_is_called_is_shown() -> None:
    web = SETTINGS.web.model_copy(update={"public_url": "https://bot.example/"})
    settings = SETTINGS.model_copy(update={"web": web})
    _, door, *_ = await platforms(settings, {"slack": Judged(name="slack")})
    assert door.text == "it calls https://bot.example/webhooks/slack"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration in a folder of its own, and no other settings."""
    for name in [name for name in os.environ if name.startswith("HANDOFF")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "config.toml"


def closed() -> str:
    """Return the address of a port where nobody listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{door.getsockname()[1]}"


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("telegram", 'token = "123:SECRET"\napi_base = "{}"\n'),
        ("slack", 'bot_token = "xoxb-SECRET"\napp_token = "xapp-SECRET"\napi_base = "{}/api/"\n'),
        ("discord", 'token = "SECRET"\napi_base = "{}/api/v10"\n'),
    ],
)
def test_a_platform_that_is_down_is_a_fault_of_its_section(
    file: Path, name: str, keys: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f"[web]\nport = 0\n[channels.{name}]\n{keys.format(closed())}")
    assert main(("check",)) == 1
    out, err = capsys.readouterr()
    assert out.count("FAULT") == 1
    assert f"config.toml:3: channels.{name}: " in err
    assert "SECRET" not in out + err


def test_the_manifest_is_json_that_slack_takes(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('[bot]\nname = "Ada"\n[channels.slack]\n')  # no token yet: first the app must be made
    assert main(("manifest", "slack")) == 0
    out, err = capsys.readouterr()
    made = json.loads(out)
    assert made["display_information"]["name"] == "Ada"
    assert made["settings"]["socket_mode_enabled"] is True
    assert "api.slack.com/apps" in err
    assert "App-Level Tokens" in err


def test_the_manifest_needs_no_file_at_all(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("manifest", "slack")) == 0
    assert json.loads(capsys.readouterr().out)["display_information"]["name"] == "Assistant"


def test_the_manifest_of_mode_http_names_the_address(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("manifest", "slack", "--mode", "http")) == 1
    assert "web.public_url: mode http needs the https address" in capsys.readouterr().err
    file.write_text('[web]\npublic_url = "https://bot.example"\n[channels.slack]\nmode = "http"\n')
    assert main(("manifest", "slack")) == 0
    out, err = capsys.readouterr()
    settings = json.loads(out)["settings"]
    assert settings["event_subscriptions"]["request_url"] == "https://bot.example/webhooks/slack"
    assert settings["socket_mode_enabled"] is False
    assert "signing secret" in err


def test_a_manifest_of_anything_else_is_refused() -> None:
    assert main(("manifest", "telegram")) == 2
    assert main(("manifest",)) == 2
