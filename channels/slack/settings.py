"""What an admin can set about Slack."""

from dataclasses import dataclass, field
from typing import Literal

from channels.pace import Rate


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """``app_token`` is for mode ``socket``, ``signing_secret`` for mode ``http``; times are in seconds.

    ``each`` and ``overall`` pace posting below Slack's limit of about one message a second in a channel.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_base: str = "https://slack.com/api/"
    mode: Literal["socket", "http"] = "socket"
    timeout: float = 30.0
    ping: float = 5.0
    max_file: int = 25 * 1024 * 1024
    each: Rate = Rate(1.0, 1.0, burst=4)
    overall: Rate = Rate(20.0, 1.0, burst=20)
