"""The commands that apps offer: a few to contacts, the team's own in groups."""

from typing import Final

import structlog
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from channels.commands import COMMANDS
from channels.errors import ChannelError
from channels.telegram.line import Line

log = structlog.get_logger(__name__)

CONTACT: Final = (("start", "Begin"), ("help", "What you can do here"))
TEAM: Final = tuple((one.name, one.does) for one in COMMANDS)


async def publish(line: Line) -> None:
    """Tell Telegram what to offer. Best effort: everything works without."""
    try:
        await line.ask(lambda bot: bot.set_my_commands(CONTACT, BotCommandScopeAllPrivateChats()))
        await line.ask(lambda bot: bot.set_my_commands(TEAM, BotCommandScopeAllGroupChats()))
    except ChannelError as error:
        log.warning("the menu of commands could not be set", error=str(error))
