"""What a messenger's way of connecting needs besides its token."""

import re
from collections.abc import Iterator
from typing import Final

from bot.config.channels import Slack, Telegram
from bot.config.faults import Complaint
from bot.config.mailboxes import mailboxes
from bot.config.model import Settings
from bot.config.values import url

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SLACK: Final = ("channels", "slack")
_TELEGRAM: Final = ("channels", "telegram")


def modes(settings: Settings) -> Iterator[Complaint]:
    """Yield what is missing for the modes that are set."""
    public = settings.web.public_url
    if public:
        yield from _public(public)
    if settings.channels.slack is not None:
        yield from _slack(settings.channels.slack)
    if settings.channels.telegram is not None and settings.channels.telegram.mode == "webhook":
        yield from _webhook(settings.channels.telegram, public)
    if settings.channels.email is not None:
        yield from mailboxes(settings, settings.channels.email)


def _public(address: str) -> Iterator[Complaint]:
    try:
        url(address)
    except ValueError as error:
        yield ("web", "public_url"), str(error)


def _slack(part: Slack) -> Iterator[Complaint]:
    if part.mode == "socket" and part.app_token is None:
        yield (
            (*_SLACK, "app_token"),
            "mode socket needs the app-level token (xapp-...), from Basic Information in the app's settings",
        )
    if part.mode == "http" and part.signing_secret is None:
        yield (
            (*_SLACK, "signing_secret"),
            "mode http needs the signing secret, from Basic Information in the app's settings",
        )


def _webhook(part: Telegram, public: str) -> Iterator[Complaint]:
    if not public:
        yield (*_TELEGRAM, "mode"), "webhook needs public_url in [web], the https address that Telegram calls"
    secret = part.webhook_secret
    if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
        yield (*_TELEGRAM, "webhook_secret"), "must be 1 to 256 letters, digits, _ and - (Telegram's rule)"
