"""What an admin can set about Telegram."""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final, Literal

PATH: Final = "/webhooks/telegram"


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """``public_url`` is how Telegram reaches us in mode webhook, such as https://bot.example.

    ``greets`` says whether /start and /help are answered.
    ``speed`` multiplies the pace of sends: 1 keeps Telegram's limits, a server of one's own may allow more.
    """

    token: str = field(repr=False)
    api_base: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    public_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    greets: bool = True
    speed: float = 1.0

    @property
    def secret(self) -> str:
        """What Telegram must show on each webhook call; drawn from the token where none is set."""
        drawn = hmac.new(self.token.encode(), b"handoff webhook", hashlib.sha256)
        return self.webhook_secret or drawn.hexdigest()

    @property
    def webhook(self) -> str:
        """The address that Telegram calls."""
        return self.public_url.rstrip("/") + PATH
