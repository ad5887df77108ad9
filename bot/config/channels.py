"""The ``[channels.*]`` sections: how each messenger is reached. A channel is on when its section is there."""

from typing import Literal

from pydantic import Field

from bot.config.values import Secret, Section


class Telegram(Section):
    """``[channels.telegram]``."""

    token: Secret
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Secret | None = None


class Slack(Section):
    """``[channels.slack]``; ``app_token`` is for mode socket, ``signing_secret`` for mode http."""

    bot_token: Secret
    app_token: Secret | None = None
    signing_secret: Secret | None = None
    api_base: str = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"


class Discord(Section):
    """``[channels.discord]``; ``gateway_url`` is asked from the API where it is empty."""

    token: Secret
    api_base: str = "https://discord.com/api/v10"
    gateway_url: str = ""


class Email(Section):
    """``[channels.email]``; the URLs hold passwords, so they are secrets as a whole."""

    smtp_url: Secret
    sender: str = Field(alias="from", min_length=3)
    inbound: Literal["off", "imap", "webhook"] = "off"
    imap_url: Secret | None = None
    webhook_secret: Secret | None = None


class Channels(Section):
    """``[channels]``: the web channel is always there and has its own section ``[web]``."""

    telegram: Telegram | None = None
    slack: Slack | None = None
    discord: Discord | None = None
    email: Email | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The channels that are on, ``web`` first."""
        return ("web", *(name for name in type(self).model_fields if getattr(self, name) is not None))
