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
    """Where a messenger's classes are, as ``module:Class``, and the modules of others that they need."""

    settings: str
    adapter: str
    needs: tuple[str, ...]


ENTRIES: Final[Mapping[str, Entry]] = {
    "telegram": Entry(
        "channels.telegram.settings:TelegramSettings",
        "channels.telegram.adapter:TelegramChannel",
        ("telegram", "telegramify_markdown"),
    ),
    "slack": Entry(
        "channels.slack.settings:SlackSettings",
        "channels.slack.adapter:SlackChannel",
        ("slack_bolt", "slackify_markdown"),
    ),
    "discord": Entry(
        "channels.discord.settings:DiscordSettings",
        "channels.discord.adapter:DiscordChannel",
        ("discord",),
    ),
}


def load(name: str) -> "type[Channel]":
    """Return the adapter's class. Raises KeyError for an unknown name, ImportError without its SDK."""
    from channels.base import Channel  # it brings the HTTP server, which not every command needs

    found = _found(ENTRIES[name].adapter)
    if not issubclass(found, Channel):
        raise TypeError(f"{found.__name__} is no Channel")
    return found


def settings(name: str) -> type:
    """Return the class of the adapter's settings; needs no SDK. Raises KeyError for an unknown name."""
    return _found(ENTRIES[name].settings)


def lacking(name: str) -> tuple[str, ...]:
    """Return the modules that the adapter needs and this installation has not; imports none of them."""
    return tuple(module for module in ENTRIES[name].needs if find_spec(module) is None)


def _found(path: str) -> type:
    module, _, name = path.partition(":")
    found = getattr(import_module(module), name)
    if not isinstance(found, type):
        raise TypeError(f"{path} is no class")
    return found
