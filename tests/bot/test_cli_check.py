"""``handoff check`` before the three messengers: who we are there, which places are ready, what to click."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.commands.check import check
from tests.platforms.discord.server import DiscordServer
from tests.platforms.slack.server import SlackServer
from tests.platforms.slack.site import APP_TOKEN, BOT_TOKEN
from tests.platforms.slack.world import BOT
from tests.platforms.telegram.server import TelegramServer

CONFIG = """\
[web]
port = 0
[contacts]
channels = ["web", "telegram", "slack", "discord"]
[channels.telegram]
token = "{telegram.token}"
api_base = "{telegram.base}"
[channels.slack]
bot_token = "{bot}"
app_token = "{app}"
api_base = "{slack.base}"
[channels.discord]
token = "{discord.token}"
api_base = "{discord.api_base}"
gateway_url = "{discord.gateway_url}"
[operators.anna]
slack = "U0ANA"
telegram = "1"
discord = "1"
[queues.support]
notify = [
  "web",
  "slack:{room}",
  "telegram:{forum}",
  "discord:{discord.place}",
]
"""


@dataclass
class World:
    """The three platforms, each with a place where the team is told."""

    telegram: TelegramServer
    slack: SlackServer
    discord: DiscordServer

    def __post_init__(self) -> None:
        self.room = self.slack.channel("support", id="C0TEAM", bot=False)
        self.forum = self.telegram.group("Support", forum=True)

    def configure(self) -> None:
        """Write the file that leads to them."""
        text = CONFIG.format(
            telegram=self.telegram,
            slack=self.slack,
            discord=self.discord,
            bot=BOT_TOKEN,
            app=APP_TOKEN,
            room=self.room.id,
            forum=self.forum.id,
        )
        Path("config.toml").write_text(text)


@pytest.fixture
async def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    for name in [name for name in os.environ if name.startswith(("HANDOFF__", "HANDOFF_SECRETS"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    async with AsyncExitStack() as stack:
        servers = TelegramServer(), SlackServer(), DiscordServer()
        for server in servers:
            await server.start()
            stack.push_async_callback(server.stop)
        made = World(*servers)
        made.configure()
        yield made


def rows(out: str) -> dict[str, tuple[str, str]]:
    """Return what stands in the table: part -> (ok or FAULT, what was found)."""
    cells = (re.split(r"  +", line, maxsplit=2) for line in out.splitlines())
    return {row[0]: (row[1], row[2]) for row in cells if len(row) == 3}


async def test_every_messenger_and_every_place_is_asked(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.room.members.add(BOT)
    assert await check() == 0
    out, err = capsys.readouterr()
    found = rows(out)
    assert err == ""
    for name, server in (
        ("telegram", "@robin_bot, id "),
        ("slack", "@robin in Shop"),
        ("discord", "@TestBot"),
    ):
        assert found[name][0] == "ok"
        assert found[name][1].startswith(server)
    assert found["slack:C0TEAM"] == ("ok", "#support: ready")
    assert found[f"telegram:{world.forum.id}"][1].startswith("Support: ready")
    assert found[f"discord:{world.discord.place}"] == ("ok", "#support: ready")


async def test_what_is_missing_in_a_place_is_a_fault_at_its_line_with_what_to_click(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    world.forum.rights.discard("can_manage_topics")
    world.discord.deny(world.discord.place, "send_messages")
    assert await check() == 1
    out, err = capsys.readouterr()
    slack, telegram, discord = sorted(err.splitlines())
    assert out.count("FAULT") == 3
    assert slack.startswith("config.toml:21: queues.support.notify.2: the bot is not in #support: ")
    assert telegram.startswith(
        "config.toml:21: queues.support.notify.3: Support: the bot may not open topics"
    )
    assert discord.startswith(
        "config.toml:21: queues.support.notify.4: in #support the bot lacks Send Messages"
    )


async def test_a_token_that_is_not_taken_is_a_fault_of_its_section_and_is_not_shown(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path("config.toml").read_text()
    for token in (BOT_TOKEN, world.telegram.token, world.discord.token):
        text = text.replace(f'"{token}"', '"123:SECRET"')
    Path("config.toml").write_text(text)
    assert await check() == 1
    out, err = capsys.readouterr()
    assert {line.split(": ")[1] for line in err.splitlines()} == {
        "channels.telegram",
        "channels.slack",
        "channels.discord",
    }
    assert "SECRET" not in out + err
