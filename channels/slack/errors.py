"""Every way in which a call to Slack fails, as one of the four that the sender must tell apart."""

import asyncio
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from channels.errors import ChannelError, Gone, Permanent, Uncertain
from channels.troubles import Troubles

TROUBLES: Final = Troubles("Slack")
LIMITED: Final = frozenset({"ratelimited", "rate_limited"})
TEMPORARY: Final = frozenset({"service_unavailable", "request_timeout", "team_added_to_org"})
UNCERTAIN: Final = frozenset({"fatal_error", "internal_error"})
"""Slack says of these that "some aspect of the operation" perhaps succeeded."""
LOST: Final = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "thread_not_found", "user_disabled", "is_inactive"}
)
FORMAT: Final = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
_TOKEN: Final = "Slack no longer accepts the bot's token: reinstall the app and set bot_token anew"
_APP: Final = "Slack does not accept this token; check bot_token and app_token"
SENTENCES: Final = {
    "account_inactive": _TOKEN,
    "token_revoked": _TOKEN,
    "token_expired": _TOKEN,
    "invalid_auth": _APP,
    "not_authed": _APP,
    "not_allowed_token_type": _APP,
    "app_uninstalled": "the app was removed from the workspace; install it again",
    "channel_not_found": "Slack knows no such conversation, or the bot may not see it: invite the bot there",
    "not_in_channel": "the bot is not in this channel: invite it there with /invite",
    "is_archived": "this channel is archived",
    "message_not_found": "this message is no longer there",
    "thread_not_found": "this thread was deleted",
    "cannot_reply_to_message": "this message cannot have a thread",
    "cant_update_message": "the bot may only change its own messages",
    "cant_delete_message": "the bot may only delete its own messages",
    "edit_window_closed": "the workspace no longer allows this message to be changed",
    "restricted_action": "the workspace's settings do not let the bot post here",
    "restricted_action_read_only_channel": "this channel is read-only",
    "restricted_action_thread_only_channel": "this channel takes replies in threads only",
    "messages_tab_disabled": "the app's Messages tab is off: turn it on under App Home",
    "user_not_in_channel": "this person is not in the channel",
    "user_not_found": "Slack knows no such person",
    "user_disabled": "this person's account was deactivated",
    "is_inactive": "this person's account was deactivated",
    "msg_too_long": "the message is too long for Slack",
    "no_text": "the message is empty",
    "too_many_reactions": "this message cannot take more reactions",
    "invalid_name": "Slack has no such reaction",
    "file_not_found": "the file is no longer there",
    "expired_trigger_id": "that took too long for Slack; press the button again",
    "exchanged_trigger_id": "that took too long for Slack; press the button again",
}


class Refusal(Permanent):
    """Slack said no; ``code`` is its word for why, ``needed`` the scope that is missing."""

    def __init__(self, text: str, code: str, needed: str = "") -> None:
        super().__init__(text)
        self.code = code
        self.needed = needed


class Lost(Refusal, Gone):
    """Slack said that the place is no longer there for us."""


def translate(error: Exception) -> ChannelError:
    """Return the one error of ours that says how the call ended; no text of the message is in it."""
    if isinstance(error, ChannelError):
        return error
    if isinstance(error, SlackApiError):
        return _answered(error)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return TROUBLES.unreachable()
    if isinstance(error, asyncio.TimeoutError):
        return TROUBLES.late()
    if isinstance(error, aiohttp.ClientError | OSError):
        return TROUBLES.broken()
    if isinstance(error, SlackClientError | ValueError | TypeError):
        return Permanent(f"the call could not be made ({type(error).__name__})")
    return Uncertain(f"internal error ({type(error).__name__})")


def _answered(error: SlackApiError) -> ChannelError:
    status = getattr(error.response, "status_code", getattr(error.response, "status", 0))
    body = getattr(error.response, "data", None)
    code = str(body.get("error", "")) if isinstance(body, dict) else ""
    if status == 429 or code in LIMITED:
        return TROUBLES.busy(_seconds(error))
    if status == 503 or code in TEMPORARY:
        return TROUBLES.down()
    if code in UNCERTAIN or not code:
        return TROUBLES.failed()
    return refusal(code, str(body.get("needed", "")) if isinstance(body, dict) else "")


def refusal(code: str, needed: str = "") -> Refusal:
    """Say in a sentence why Slack refused."""
    if code == "missing_scope":
        text = f"the app lacks the scope {needed}: add it under OAuth & Permissions, then reinstall the app"
        return Refusal(text, code, needed)
    kind = Lost if code in LOST else Refusal
    return kind(SENTENCES.get(code, f"Slack refused it ({code[:60]})"), code)


def _seconds(error: SlackApiError) -> float:
    headers = getattr(error.response, "headers", None) or {}
    for name, value in headers.items():
        if name.lower() == "retry-after":
            try:
                return max(float(value), 1.0)
            except ValueError:
                break
    return 30.0
