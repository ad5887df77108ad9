"""``handoff token NAME``: an operator's API token and a one-time link to the inbox."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from bot.blame import blame
from bot.commands.findings import in_use
from bot.commands.given import Config, settings
from bot.commands.say import grumble, say
from bot.config.faults import Fault, SettingsError, hint
from bot.config.load import chosen
from bot.config.model import Settings

if TYPE_CHECKING:
    from handoff.store.reader import SqliteReader

KEY: Final = "inbox"
"""The name of the secret that signs what operators show."""
Operator = Annotated[str, Parameter(help="The operator's name, as in [operators.NAME].")]


async def token(name: Operator, /, *, config: Config = None) -> int:
    """Print a token and a link; works while the bot runs, and before it ever ran."""
    found = settings(config)
    _require(name, found)
    from bot.inbox.auth import Auth

    with blame(chosen(config), "store.url", str(found.store.path)):
        auth = Auth(await _key(found.store.path))
    say(f"token: {auth.api_token(name)}")
    say(f"inbox: {address(found)}/inbox/login?code={auth.login_code(name)}")
    if not in_use(found.store.path):
        grumble(f"The link is for a bot that runs. Start it, then run `handoff token {name}` again.")
    return 0


def address(found: Settings, port: int | None = None) -> str:
    """Return how a browser reaches the web channel; ``port`` is the one it got where it asked for any."""
    if found.web.public_url:
        return found.web.public_url.rstrip("/")
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(found.web.host, found.web.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port or found.web.port}"


def _require(name: str, found: Settings) -> None:
    """Refuse a stranger where operators are named; where none is, whoever sits at this machine is one."""
    if found.operators and name not in found.operators:
        raise SettingsError(
            [Fault("", "", f"there is no operator {name!r}{hint(name, list(found.operators))}")]
        )
    if not name.isprintable() or not 0 < len(name.strip()) <= 80:
        raise SettingsError([Fault("", "", "an operator's name is 1 to 80 printable characters")])


async def _key(path: Path) -> bytes:
    """Read the key beside a bot that runs; where there is none yet, make the database and the key."""
    from handoff.errors import StoreUnavailable
    from handoff.store.reader import SqliteReader
    from handoff.store.sqlite import SqliteStore

    with suppress(StoreUnavailable):
        return await _secret(SqliteReader(path, readers=1))
    return await _secret(SqliteStore(path, readers=1))


async def _secret(store: "SqliteReader") -> bytes:
    try:
        await store.open()
        return await store.secret(KEY)
    finally:
        await store.close()
