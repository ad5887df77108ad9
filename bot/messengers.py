"""The messengers that are configured, built from the settings; nothing is connected yet."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final

from pydantic import SecretStr

from bot.config.locales import words
from bot.config.model import Settings
from channels.base import Channel, Memos
from channels.files import Files
from channels.pace import Rate

Build = Callable[[Settings, Files, Memos], Channel]


def messengers(
    settings: Settings, files: Files, memos: Memos, only: Collection[str] | None = None
) -> dict[str, Channel]:
    """Build every messenger that has a section, or only those named.

    Raises ImportError where an SDK is not installed; ``bot.config.available`` says so before.
    """
    names = (name for name in settings.channels.names if name in BUILDERS and (only is None or name in only))
    return {name: BUILDERS[name](settings, files, memos) for name in names}


def webhook(settings: Settings, name: str) -> str:
    """Return the address that a messenger is to call; empty where the outside has none for us."""
    base = settings.web.public_url.rstrip("/")
    return f"{base}/webhooks/{name}" if base else ""


def _telegram(settings: Settings, files: Files, memos: Memos) -> Channel:
    from channels.telegram.adapter import TelegramChannel
    from channels.telegram.settings import TelegramSettings

    part = settings.channels.telegram
    assert part is not None
    made = TelegramSettings(
        token=part.token.get_secret_value(),
        api_base=part.api_base,
        mode=part.mode,
        public_url=settings.web.public_url,
        webhook_secret=_shown(part.webhook_secret),
        person=words(settings.bot.language, settings.texts).offer,
        speed=part.speed,
    )
    return TelegramChannel(made, files, memos)


def _slack(settings: Settings, files: Files, memos: Memos) -> Channel:
    from channels.slack.adapter import SlackChannel
    from channels.slack.settings import SlackSettings

    part = settings.channels.slack
    assert part is not None
    made = SlackSettings(
        bot_token=part.bot_token.get_secret_value(),
        app_token=_shown(part.app_token),
        signing_secret=_shown(part.signing_secret),
        api_base=part.api_base,
        mode=part.mode,
    )
    paced = replace(made, each=_faster(made.each, part.speed), overall=_faster(made.overall, part.speed))
    return SlackChannel(paced, files, memos)


def _discord(settings: Settings, files: Files, memos: Memos) -> Channel:
    from channels.discord.adapter import DiscordChannel
    from channels.discord.settings import DiscordSettings

    part = settings.channels.discord
    assert part is not None
    made = DiscordSettings(
        token=part.token.get_secret_value(),
        api_base=part.api_base,
        gateway_url=part.gateway_url,
        speed=part.speed,
    )
    return DiscordChannel(made, files, memos)


def _faster(rate: Rate, speed: float) -> Rate:
    return replace(rate, calls=rate.calls * speed)


def _shown(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret is not None else ""


BUILDERS: Final[Mapping[str, Build]] = {"telegram": _telegram, "slack": _slack, "discord": _discord}
