"""The commands that apps offer: a few to contacts in their language, the team's own in groups."""

from typing import Final

import structlog
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from channels.base import Sink
from channels.commands import COMMANDS
from channels.errors import ChannelError
from channels.fit import clip
from channels.telegram.line import Line
from handoff.texts import Texts

Commands = list[tuple[str, str]]

log = structlog.get_logger(__name__)

LONGEST: Final = 256
"""Characters that Telegram takes of what a command does."""
TEAM: Final = tuple((one.name, one.does) for one in COMMANDS)


async def publish(line: Line, sink: Sink) -> None:
    """Tell Telegram what to offer. Best effort: everything works without."""
    try:
        await line.ask(lambda bot: bot.set_my_commands(TEAM, BotCommandScopeAllGroupChats()))
        for language in ("", *filter(_is_known, sink.languages())):
            await _offer(line, _shown(sink.words(language)), language)
    except ChannelError as error:
        log.warning("the menu of commands could not be set", error=str(error))


async def _offer(line: Line, shown: Commands, language: str) -> None:
    """Offer it to whose app speaks the language; to all whose app speaks no such one where it is empty."""
    private = BotCommandScopeAllPrivateChats()
    await line.ask(lambda bot: bot.set_my_commands(shown, private, language_code=language or None))


def _is_known(language: str) -> bool:
    """Whether Telegram knows such a code: it has two letters, and no regions."""
    return len(language) == 2


def _shown(words: Texts) -> Commands:
    return [("start", clip(words.menu_start, LONGEST)), ("help", clip(words.menu_help, LONGEST))]
