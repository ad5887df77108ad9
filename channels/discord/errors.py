"""How discord.py's errors are told to us, in one table."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Final

import aiohttp
import discord

from channels.errors import ChannelError, Gone, Permanent, Temporary
from channels.troubles import Troubles

TROUBLES: Final = Troubles("Discord")
TIMEOUT: Final = 20.0
"""Seconds until nobody waits for the end of a call any more."""

TOKEN: Final = (
    "Discord refuses the token: make a new one (Developer Portal, your application, Bot, Reset Token)"
)
INTENT: Final = (
    "the message content intent is off: switch it on "
    "(Developer Portal, your application, Bot, Privileged Gateway Intents, Message Content Intent)"
)
CODES: Final[Mapping[int, str]] = {
    10003: "there is no such channel or thread, or not any more",
    10004: "this server does not exist any more, or the bot was removed from it",
    10008: "this message does not exist any more",
    10013: "this person does not exist any more",
    10014: "Discord does not know this emoji",
    10015: "the webhook was deleted",
    20001: "bots cannot do this",
    30007: "the channel has 15 webhooks already: delete one",
    30010: "the message has 20 reactions already",
    40005: "the file is too large for Discord",
    50001: "the bot cannot see this channel: give it View Channel",
    50005: "this message is somebody else's",
    50006: "the message is empty",
    50007: "this person takes no messages of the bot: they blocked it, closed their DMs or left the server",
    50013: "a permission is missing: run the check to see which",
    50035: "Discord does not take a message like this",
    50083: "the thread is archived",
    50278: "this person shares no server with the bot any more",
    90001: "this person blocked the bot",
    160002: "the bot may not read the history here: give it Read Message History",
    160004: "there is a thread on this message already",
    160005: "the thread is locked",
    160006: "the server has as many open threads as Discord allows: close some",
}
NOTHING_THERE: Final = frozenset({10003, 10004, 50007, 50278, 90001})
"""Codes that say it of the place, not only of one message."""
DOUBTFUL: Final = frozenset({500, 502, 504, 524})
"""Answers of a server in trouble that may have done what it was asked."""


class Trouble(aiohttp.ClientError):
    """A 429, or an answer in the 500s: told at once, because discord.py would sleep on it and send again.

    What may no longer be said must not be sent after a pause that nobody sees.
    """

    def __init__(self, status: int, seconds: float, everywhere: bool) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.seconds = seconds
        self.everywhere = everywhere


def watch() -> aiohttp.TraceConfig:
    """Return what raises Trouble; goes into ``discord.Client(http_trace=...)``."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_on_end)
    return trace


async def _on_end(
    session: aiohttp.ClientSession, context: SimpleNamespace, params: aiohttp.TraceRequestEndParams
) -> None:
    answer = params.response
    if answer.status != 429 and answer.status < 500:
        return
    pause = seconds(answer.headers.get("Retry-After") or answer.headers.get("X-RateLimit-Reset-After"))
    answer.close()
    raise Trouble(answer.status, pause, "X-RateLimit-Global" in answer.headers)


def seconds(text: str | None) -> float:
    """Read how long a header says to wait; a second where it says nothing."""
    try:
        return max(0.1, float(text or 1))
    except ValueError:
        return 1.0


@asynccontextmanager
async def told(patience: float = TIMEOUT) -> AsyncIterator[None]:
    """Give what happens inside so many seconds, and turn every error of it into exactly one of ours."""
    try:
        async with asyncio.timeout(patience):
            yield
    except ChannelError:
        raise
    except (discord.DiscordException, aiohttp.ClientError, OSError, ValueError, TypeError) as error:
        raise translated(error) from None


def translated(error: Exception) -> ChannelError:
    """Return the one error of ours that says what happened."""
    match error:
        case Trouble(status=429):
            return TROUBLES.busy(error.seconds)
        case Trouble():
            return TROUBLES.failed() if error.status in DOUBTFUL else TROUBLES.down()
        case discord.RateLimited():
            return TROUBLES.busy(error.retry_after)
        case discord.HTTPException():
            return _refused(error)
        case discord.DiscordException():
            return _other(error)
        case _:
            return _network(error)


def _network(error: Exception) -> ChannelError:
    match error:
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | ConnectionRefusedError():
            return TROUBLES.unreachable()
        case TimeoutError():
            return TROUBLES.late()
        case aiohttp.ClientError() | OSError():
            return TROUBLES.broken()
        case _:
            return Permanent("Discord does not take a message like this")


def _refused(error: discord.HTTPException) -> ChannelError:
    if error.status == 401:
        return Permanent(TOKEN)
    if error.code in CODES:
        return (Gone if error.code in NOTHING_THERE else Permanent)(CODES[error.code])
    if error.status >= 500:
        return TROUBLES.down()
    return Permanent(f"Discord refused it ({error.status}, code {error.code})")


def _other(error: discord.DiscordException) -> ChannelError:
    match error:
        case discord.LoginFailure():
            return Permanent(TOKEN)
        case discord.PrivilegedIntentsRequired():
            return Permanent(INTENT)
        case discord.ConnectionClosed(code=4004):
            return Permanent(TOKEN)
        case discord.ConnectionClosed(code=4013 | 4014):
            return Permanent(INTENT)
        case discord.ConnectionClosed() | discord.GatewayNotFound():
            return Temporary("the connection to Discord was closed")
        case _:
            return Permanent("Discord's answer was not understood")
