"""The ``[channels.*]`` sections: how each messenger is reached. A channel is on when its section is there."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, field_validator

from bot.config.mail import good_sender, good_server
from bot.config.values import Secret, Section, SocketUrl, Url
from channels.email.servers import imap_server

SECRETS: Final[Mapping[str, tuple[str, ...]]] = {
    "telegram": ("token", "webhook_secret"),
    "slack": ("bot_token", "app_token", "signing_secret"),
    "discord": ("token",),
    "email": ("smtp_url", "imap_url", "webhook_secret"),
}
"""The keys of each messenger that nobody may see."""


def _several(value: object) -> object:
    """Take one secret for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


class Paced(Section):
    """What every messenger's section has: ``speed`` multiplies the pace of sends, 1 keeps the platform's."""

    speed: float = Field(1.0, gt=0, le=1000, allow_inf_nan=False)


class Telegram(Paced):
    """``[channels.telegram]``."""

    token: Secret
    api_base: Url = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: Secret | None = None


class Slack(Paced):
    """``[channels.slack]``; ``app_token`` is for mode socket, ``signing_secret`` for mode http."""

    bot_token: Secret
    app_token: Secret | None = None
    signing_secret: Secret | None = None
    api_base: Url = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"

    @field_validator("api_base")
    @classmethod
    def _is_a_folder(cls, base: str) -> str:
        return base.rstrip("/") + "/"  # methods are put behind it as they are


class Discord(Paced):
    """``[channels.discord]``; ``gateway_url`` is asked from the API where it is empty."""

    token: Secret
    api_base: Url = "https://discord.com/api/v10"
    gateway_url: SocketUrl = ""
    cdn_base: Url = "https://cdn.discordapp.com"


class Email(Paced):
    """``[channels.email]``; the URLs hold passwords, so they are secrets as a whole.

    ``readers`` names the operators who read a shared mailbox. ``link_keys`` sign links, and each of the
    ``webhook_secret`` counts, the newest first. ``authserv_id`` is whose word on a From counts.
    """

    smtp_url: Annotated[Secret, AfterValidator(good_server)]
    sender: Annotated[str, AfterValidator(good_sender)] = Field(alias="from", max_length=300)
    inbound: Literal["off", "imap", "webhook", "resend"] = "off"
    imap_url: Secret | None = None
    webhook_secret: Annotated[tuple[Secret, ...], BeforeValidator(_several)] = ()
    authserv_id: str = Field("", max_length=255, pattern=r"^\S*$")
    readers: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    plus_addresses: bool = False
    link_keys: tuple[Annotated[Secret, Field(min_length=32)], ...] = ()
    link_days: int = Field(14, ge=1, le=365)

    @field_validator("imap_url")
    @classmethod
    def _leads_to_imap(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None:
            imap_server(url.get_secret_value())
        return url


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

    @property
    def called(self) -> tuple[str, ...]:
        """The messengers that call us, where the others are asked by us."""
        modes = {
            "telegram": self.telegram and self.telegram.mode,
            "slack": self.slack and self.slack.mode,
            "email": self.email and self.email.inbound,
        }
        return tuple(name for name, mode in modes.items() if mode in ("webhook", "http", "resend"))
