"""The messengers there are, by name; an SDK is imported only when its adapter is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from channels.base import Channel


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a messenger's adapter is, as ``module:Class``, and the modules of others that it needs.

    An adapter is made of its own settings, ``Files`` and ``Memos``.
    """

    adapter: str
    needs: tuple[str, ...]


ENTRIES: Final[Mapping[str, Entry]] = {
    "telegram": Entry("channels.telegram.adapter:TelegramChannel", ("telegram", "telegramify_markdown")),
    "slack": Entry("channels.slack.adapter:SlackChannel", ("slack_bolt", "slackify_markdown")),
    "discord": Entry("channels.discord.adapter:DiscordChannel", ("discord",)),
    "email": Entry("channels.email.adapter:EmailChannel", ("aiosmtplib", "aioimaplib")),
}


def load(name: str) -> "type[Channel]":
    """Return the adapter's class. Raises KeyError for an unknown name, ImportError without its SDK."""
    from channels.base import Channel  # it brings the HTTP server, which not every command needs

    module, _, called = ENTRIES[name].adapter.partition(":")
    found = getattr(import_module(module), called)
    if not (isinstance(found, type) and issubclass(found, Channel)):
        raise TypeError(f"{ENTRIES[name].adapter} is no Channel")
    return found


def lacking(name: str) -> tuple[str, ...]:
    """Return the modules that the adapter needs and this installation has not; imports none of them."""
    return tuple(module for module in ENTRIES[name].needs if find_spec(module) is None)
