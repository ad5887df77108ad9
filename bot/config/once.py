"""What of the settings is read once: its changes wait for a restart, and the log names its section."""

from collections.abc import Mapping

from bot.config.channels import Email
from bot.config.model import Settings


def once(settings: Settings) -> Mapping[str, object]:
    """Return, for each section of which something is read once, what that is."""
    bot, agent, channels = settings.bot, settings.agent, settings.channels
    return {
        "bot": (bot.name, bot.language, bot.zone),  # the chat page keeps them
        "log": settings.log,
        "store": settings.store,
        "web": settings.web,
        "channels": channels.model_copy(update={"email": _mail(channels.email)}),
        "agent": (agent.kind, agent.folder, agent.script, agent.min_confidence, agent.timeout, agent.model),
        "tools": settings.tools,
        "help": settings.help,
        "privacy": settings.privacy,
    }


def _mail(email: Email | None) -> Email | None:
    """Leave out who reads the mailboxes, which changes at once."""
    return email and email.model_copy(update={"readers": {}})
