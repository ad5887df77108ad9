"""What stands in a channel or a thread, read page by page."""

from collections.abc import AsyncIterator
from typing import Any, Final

from channels.slack.api import Api, Json
from channels.slack.spot import Spot

PAGES: Final = 5
PAGE: Final = 200


async def messages(api: Api, spot: Spot, since: float, until: float | None = None) -> AsyncIterator[Json]:
    """Give messages with their metadata, at most ``PAGES`` full ones; raises ChannelError.

    ``since`` and ``until`` are in seconds since 1970 UTC. Slack gives a chat's newest first.
    """
    args: dict[str, Any] = {"channel": spot.channel, "limit": PAGE, "include_all_metadata": True}
    args["oldest"] = f"{since:.6f}"
    if until is not None:
        args["latest"] = f"{until:.6f}"
    if spot.thread:
        args["ts"] = spot.thread
    method = "conversations.replies" if spot.thread else "conversations.history"
    for _ in range(PAGES):
        answer = await api.read(method, **args)
        for message in answer.get("messages") or ():
            if isinstance(message, dict) and message.get("ts"):
                yield message
        args["cursor"] = next_cursor(answer)
        if not args["cursor"]:
            return


def next_cursor(answer: Json) -> str:
    """Return where the next page begins; empty after the last."""
    return str((answer.get("response_metadata") or {}).get("next_cursor") or "")
