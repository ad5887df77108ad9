"""The whole configuration as frozen values: one class a section, every default in its place."""

from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.config.answering import Agent, Escalation
from bot.config.channels import Channels
from bot.config.language_model import Help
from bot.config.sms import Sms
from bot.config.team import Category, Operator, Queue
from bot.config.tools import ServerName, ServerSettings
from bot.config.values import Country, FilePath, Label, Language, Name, Seconds, Section, Title, Zone, home
from bot.config.workflows import Mail, Workflow
from channels.web.settings import WebSettings


class Bot(Section):
    """``[bot]``: how it is called and speaks. ``zone`` and ``country`` hold for all hours that name none."""

    name: Title = "Assistant"
    language: Language = "en"
    zone: Zone = "UTC"
    country: Country | None = None
    burst: Seconds = 0.5
    notify_within: Seconds = Field(20.0, gt=0)


class Store(Section):
    """``[store]``: where everything is kept. The URL of a server holds a password, so it is not shown."""

    url: str = Field("sqlite:///data/handoff.db", repr=False)

    @field_validator("url")
    @classmethod
    def _is_known(cls, url: str) -> str:
        if url.startswith(("postgresql://", "postgres://")):
            raise ValueError('PostgreSQL is not available yet in this version; use "sqlite:///PATH"')
        if not url.startswith("sqlite:///") or url.endswith("/"):
            raise ValueError('must be "sqlite:///PATH"; a fourth slash begins an absolute path')
        home(Path(url.removeprefix("sqlite:///")))
        return url

    @property
    def path(self) -> Path:
        """The database's file; a relative one counts from the working directory."""
        return home(Path(self.url.removeprefix("sqlite:///")))


class Log(Section):
    """``[log]``: ``auto`` is for people on a terminal and JSON lines elsewhere."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "json", "pretty"] = "auto"


class Contacts(Section):
    """``[contacts]``: the channels on which customers may write."""

    channels: tuple[Name, ...] = ("web",)


class Privacy(Section):
    """``[privacy]``: ``log_texts`` lets what people wrote into the log, for finding an error."""

    log_texts: bool = False
    keep_days: int | None = Field(None, ge=1, le=36500)


class Secrets(Section):
    """``[secrets]``: a folder with one file for each secret, named ``channels__telegram__token``."""

    dir: FilePath | None = None


class Settings(BaseSettings):
    """Everything an admin can set. Frozen; whatever is not set has its default.

    Its values are handed in: ``bot.config.layers`` reads file, secret files and environment itself, because
    a fault must name the line or variable it came from, and a mistyped variable must be one.
    """

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    bot: Bot = Bot()
    log: Log = Log()
    store: Store = Store()
    web: WebSettings = WebSettings()
    channels: Channels = Channels()
    contacts: Contacts = Contacts()
    agent: Agent = Agent()
    escalation: Escalation = Escalation()
    categories: dict[Name, Category] = Field(default_factory=dict)
    queues: dict[Label, Queue] = Field(default_factory=dict)
    operators: dict[Label, Operator] = Field(default_factory=dict)
    texts: dict[Language, dict[str, str]] = Field(default_factory=dict)
    tools: dict[ServerName, ServerSettings] = Field(default_factory=dict)
    workflows: dict[Label, Workflow] = Field(default_factory=dict)
    mail: Mail = Mail()
    sms: Sms | None = None
    help: Help = Help()
    privacy: Privacy = Privacy()
    secrets: Secrets = Secrets()

    @property
    def known_queues(self) -> frozenset[str]:
        """The queues that can be named; one is there without a section."""
        return frozenset(("support", *self.queues))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take only what is handed in."""
        return (init_settings,)
