"""``handoff run``: the bot."""

from bot.commands.given import Config, runnable
from bot.config.load import chosen


async def run(*, config: Config = None) -> int:
    """Start the bot and keep it running until it is told to stop."""
    runnable(config)
    from bot.process import run as process

    return await process(chosen(config))
