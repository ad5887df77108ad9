"""The commands that apps offer: a few to contacts, the team's own in groups."""

from typing import Final

import structlog
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from channels.errors import ChannelError
from channels.telegram.wire import Line

log = structlog.get_logger(__name__)

CONTACT: Final = (("start", "Begin"), ("help", "What this bot can do"))
TEAM: Final = (
    ("reply", "Send a text to the contact"),
    ("note", "Keep a text inside the team"),
    ("return", "Return the conversation to the agent"),
    ("resolve", "Mark it as resolved"),
    ("snooze", "Hide it for a while"),
    ("transfer", "Give it to another queue or person"),
    ("who", "Who has it"),
    ("help", "All commands"),
)


async def publish(line: Line) -> None:
    """Tell Telegram what to offer. Best effort: everything works without."""
    try:
        await line.ask(lambda bot: bot.set_my_commands(CONTACT, BotCommandScopeAllPrivateChats()))
        await line.ask(lambda bot: bot.set_my_commands(TEAM, BotCommandScopeAllGroupChats()))
    except ChannelError as error:
        log.warning("the menu of commands could not be set", error=str(error))
