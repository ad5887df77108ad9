"""What an admin can set about Slack."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """``app_token`` is for mode ``socket``, ``signing_secret`` for mode ``http``; times are in seconds.

    ``speed`` multiplies the pace of sends: 1 keeps Slack's limits.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_base: str = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"
    timeout: float = 30.0
    ping: float = 5.0
    speed: float = 1.0
