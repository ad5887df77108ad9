"""``handoff manifest slack``: what Slack asks for when an app is made, to be pasted there."""

import json
import os
from typing import Annotated, Literal

from cyclopts import Parameter

from bot.commands.given import Config, fault
from bot.commands.say import grumble, say
from bot.config.faults import SettingsError
from bot.config.load import chosen, load
from bot.config.model import Settings

PASTE = (
    "Paste this at https://api.slack.com/apps: Create New App, From a manifest, choose the workspace, JSON. "
    "Then Install App; "
)
TOKENS = {
    "socket": "the bot's token is under OAuth & Permissions, and the app's (scope connections:write) is made "
    "under Basic Information, App-Level Tokens.",
    "http": "the bot's token is under OAuth & Permissions, the signing secret under Basic Information.",
}
Messenger = Annotated[Literal["slack"], Parameter(help="The only messenger that wants one.")]
Mode = Literal["socket", "http"]


def manifest(
    messenger: Messenger,
    /,
    *,
    mode: Annotated[Mode | None, Parameter(help="socket or http, if not as the file says.")] = None,
    config: Config = None,
) -> int:
    """Print the manifest as JSON; works before there is any token."""
    from channels.slack.manifest import manifest as made

    found = load(chosen(config), os.environ, made_up=True)
    part = found.channels.slack
    how: Mode = mode or (part.mode if part else "socket")
    say(json.dumps(made(found.bot.name, how, _url(found, how, config)), indent=2, ensure_ascii=False))
    grumble(PASTE + TOKENS[how])
    return 0


def _url(found: Settings, mode: Mode, config: Config) -> str:
    """Return where the outside reaches us, which only mode http needs."""
    if mode == "socket" or found.web.public_url:
        return found.web.public_url
    message = "mode http needs the https address of this bot, which Slack calls"
    raise SettingsError([fault(config, "web.public_url", message)])
