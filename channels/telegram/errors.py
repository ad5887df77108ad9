"""What an error of Telegram or of its library means to the sender: one of ours, in words for operators."""

from collections.abc import Callable, Mapping
from typing import Final

import httpx
from telegram import error as sdk

from channels.errors import ChannelError, Gone, Permanent, Temporary, Uncertain
from channels.troubles import Troubles

NO_TOKEN: Final = "Telegram refuses the bot's token: it was revoked or mistyped; ask @BotFather for a new one"
TWO_BOTS: Final = (
    "another program receives this bot's messages with the same token: "
    "stop it, or give this one a bot of its own"
)
TROUBLES: Final = Troubles("Telegram")
GONE: Final = "the topic was deleted"


class Flood(sdk.TelegramError):
    """Telegram's 429, with its seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"flood, {seconds} s")
        self.seconds = seconds


class Down(sdk.TelegramError):
    """An answer of 500 and above. Only 503 says surely that nothing was done."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status}")
        self.status = status


_ENDS: Final[Mapping[str, str]] = {
    "bot was blocked by the user": "the contact blocked the bot",
    "user is deactivated": "the contact's account was deleted",
    "bot was kicked": "the bot was removed from the group: add it again",
    "bot is not a member": "the bot is not in this group: add it",
    "message thread not found": GONE,
    "topic_deleted": GONE,
    "chat not found": (
        "Telegram knows no such chat: the id is wrong, the bot is not in the group, or the person never "
        "pressed Start"
    ),
}
"""What says that nothing can be brought to that place any more."""
_REASONS: Final[Mapping[str, str]] = {
    "bot can't initiate conversation": "this person has to write to the bot first",
    "not enough rights": "the bot has not the right to do this: make it an administrator of the group",
    "topic_closed": "the topic is closed: reopen it",
    "message to edit not found": "the message was deleted",
    "message to delete not found": "the message was deleted",
    "message to be replied not found": "the message was deleted",
    "message to react not found": "the message was deleted",
    "message can't be deleted": "the bot may not delete this message: it is too old, or not its own",
    "message can't be edited": "Telegram does not let the bot change this message any more",
    "reaction_invalid": "this reaction is not allowed here",
    "message is too long": "the message is too long for Telegram",
    "message text is empty": "the message holds nothing that Telegram shows",
    "file is too big": "the file is too large for Telegram",
    "request entity too large": "the file is too large for Telegram",
    "the chat is not a forum": "the group has no topics",
}


def named(error: sdk.TelegramError, *, repeatable: bool) -> ChannelError:
    """Return what it means. A ``repeatable`` call may be made twice, so nothing is in doubt after it."""
    for kind, meaning in _MEANINGS.items():
        if isinstance(error, kind):
            found = meaning(error)
            break
    else:
        found = Uncertain("Telegram's answer could not be understood")
    return Temporary(str(found)) if repeatable and isinstance(found, Uncertain) else found


def is_unchanged(error: ChannelError) -> bool:
    """Say whether it only means that the message says so already."""
    return "is not modified" in str(error)


def is_refused_markup(error: ChannelError) -> bool:
    """Say whether the formatting, not the message, was refused."""
    text = str(error).lower()
    return isinstance(error, Permanent) and ("entit" in text or "parse" in text)


def is_refused_media(error: ChannelError) -> bool:
    """Say whether a file may come through as a plain file only."""
    text = str(error).lower()
    return any(word in text for word in ("image_process", "photo_", "video_", "voice_messages_forbidden"))


def is_gone(error: ChannelError) -> bool:
    """Say whether a topic was deleted."""
    return str(error) == GONE


def _flood(error: sdk.TelegramError) -> ChannelError:
    seconds = error.seconds if isinstance(error, Flood) else 30.0
    return TROUBLES.busy(seconds)


def _down(error: sdk.TelegramError) -> ChannelError:
    assert isinstance(error, Down)
    return TROUBLES.down() if error.status == 503 else TROUBLES.failed()


def _network(error: sdk.TelegramError) -> ChannelError:
    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return TROUBLES.unreachable()
    if isinstance(cause, RuntimeError) and "not initialized" in str(cause):
        return Temporary("the connection to Telegram was just closed")
    if isinstance(cause, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Permanent("the setting api_base is no address of a server")
    if isinstance(cause, httpx.TimeoutException):
        return TROUBLES.late()
    return TROUBLES.broken()


def _refused(error: sdk.TelegramError) -> ChannelError:
    text = error.message.lower()
    for words, reason in _ENDS.items():
        if words in text:
            return Gone(reason)
    for words, reason in _REASONS.items():
        if words in text:
            return Permanent(reason)
    return Permanent(f"Telegram refused: {error.message[:200]}")


def _token(_error: sdk.TelegramError) -> ChannelError:
    return Permanent(NO_TOKEN)


def _moved(_error: sdk.TelegramError) -> ChannelError:
    return Permanent("the group became a supergroup: use its new id in the settings")


def _conflict(_error: sdk.TelegramError) -> ChannelError:
    return Temporary(TWO_BOTS)


_MEANINGS: Final[Mapping[type[sdk.TelegramError], Callable[[sdk.TelegramError], ChannelError]]] = {
    Flood: _flood,
    Down: _down,
    sdk.RetryAfter: _flood,
    sdk.ChatMigrated: _moved,
    sdk.Conflict: _conflict,
    sdk.Forbidden: _refused,
    sdk.InvalidToken: _token,
    sdk.EndPointNotFound: _refused,
    sdk.PassportDecryptionError: _refused,
    sdk.BadRequest: _refused,  # before NetworkError, which it is a kind of
    sdk.TimedOut: _network,
    sdk.NetworkError: _network,
}
"""In the order in which they are tried."""
