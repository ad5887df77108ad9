"""The messengers that are configured, built from the settings; nothing is connected yet.

Which ones there are, and where, is the registry's; here stands only what the file says to each of them.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, cast

from pydantic import SecretStr

from bot.config.model import Settings
from channels.base import Channel, Memos
from channels.discord.settings import DiscordSettings
from channels.email.settings import EmailSettings
from channels.files import Files
from channels.registry import load
from channels.slack.settings import SlackSettings
from channels.telegram.settings import TelegramSettings

Make = Callable[[Any, Files, Memos], Channel]


def messengers(
    settings: Settings, files: Files, memos: Memos, only: Collection[str] | None = None
) -> dict[str, Channel]:
    """Build every messenger that has a section, or only those named.

    Raises ImportError where an SDK is not installed; ``bot.config.available`` says so before.
    """
    names = [name for name in settings.channels.names if name in SAID and (only is None or name in only)]
    return {name: cast("Make", load(name))(SAID[name](settings), files, memos) for name in names}


def renew(channels: Mapping[str, Channel], settings: Settings) -> None:
    """Hand changed settings to the messengers that run; each takes what it can without a restart."""
    for name in settings.channels.names:
        if name in SAID and name in channels:
            channels[name].renew(SAID[name](settings))


def webhook(settings: Settings, name: str) -> str:
    """Return the address that a messenger is to call; empty where the outside has none for us."""
    base = settings.web.public_url.rstrip("/")
    return f"{base}/webhooks/{name}" if base else ""


def _telegram(settings: Settings) -> TelegramSettings:
    part = settings.channels.telegram
    assert part is not None
    return TelegramSettings(
        token=part.token.get_secret_value(),
        api_base=part.api_base,
        mode=part.mode,
        public_url=settings.web.public_url,
        webhook_secret=_shown(part.webhook_secret),
        greets="telegram" in settings.contacts.channels,
        speed=part.speed,
    )


def _slack(settings: Settings) -> SlackSettings:
    part = settings.channels.slack
    assert part is not None
    return SlackSettings(
        bot_token=part.bot_token.get_secret_value(),
        app_token=_shown(part.app_token),
        signing_secret=_shown(part.signing_secret),
        api_base=part.api_base,
        mode=part.mode,
        speed=part.speed,
    )


def _discord(settings: Settings) -> DiscordSettings:
    part = settings.channels.discord
    assert part is not None
    return DiscordSettings(
        token=part.token.get_secret_value(),
        api_base=part.api_base,
        gateway_url=part.gateway_url,
        cdn_base=part.cdn_base,
        speed=part.speed,
    )


def _email(settings: Settings) -> EmailSettings:
    part = settings.channels.email
    assert part is not None
    people = settings.operators
    return EmailSettings(
        smtp_url=part.smtp_url.get_secret_value(),
        sender=part.sender,
        inbound=part.inbound,
        imap_url=_shown(part.imap_url),
        webhook_secrets=tuple(one.get_secret_value() for one in part.webhook_secret),
        resend_key=_shown(settings.mail.resend_key),
        resend_base=settings.mail.resend_base,
        authserv=part.authserv_id,
        public_url=settings.web.public_url,
        keys=tuple(key.get_secret_value().encode() for key in part.link_keys),
        operators={one.email: one.name or name.title() for name, one in people.items() if one.email},
        readers={place: _addresses(settings, names) for place, names in part.readers.items()},
        plus=part.plus_addresses,
        link_days=part.link_days,
        speed=part.speed,
    )


def _addresses(settings: Settings, names: Collection[str]) -> tuple[str, ...]:
    return tuple(settings.operators[name].email for name in names)


def _shown(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret is not None else ""


SAID: Final[Mapping[str, Callable[[Settings], object]]] = {
    "telegram": _telegram,
    "slack": _slack,
    "discord": _discord,
    "email": _email,
}
"""What the settings say to each messenger of the registry, in its own terms."""
