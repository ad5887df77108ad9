"""What whoever started the bot reads first: where to go."""

import sys
from pathlib import Path

from bot.app import App
from bot.commands.say import say
from bot.commands.token import KEY, address
from bot.inbox.auth import Auth

ANYBODY = "operator"
"""Who signs in where the settings name no operators."""


async def greet(app: App, config: Path | None, port: int) -> None:
    """Print the chat's address and a one-time link to the inbox."""
    settings = app.live.settings()
    base = address(settings, port)
    name = next(iter(settings.operators), ANYBODY)
    code = Auth(await app.store.secret(KEY)).login_code(name)
    say(f"chat:  {base}/")
    say(f"inbox: {base}/inbox/login?code={code}")
    say(f"       (signs in as {name}, once, within 10 minutes; `handoff token NAME` makes another)")
    if config is None:
        say("No configuration file: sample knowledge, this machine only. `handoff init` writes one.")
    sys.stdout.flush()  # into a pipe or a file as well: a service's log must show it before the end
