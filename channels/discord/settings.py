"""What an admin can set about Discord."""

from dataclasses import dataclass, field
from typing import Final

API: Final = "https://discord.com/api/v10"
GATEWAY: Final = "wss://gateway.discord.gg/"
CDN: Final = "https://cdn.discordapp.com"


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """``api_base`` and ``gateway_url`` point at another server; discord.py knows one for the whole process.

    An empty ``gateway_url`` is asked from the API. ``speed`` multiplies the pace of sends: 1 keeps
    Discord's limits.
    """

    token: str = field(repr=False)
    api_base: str = API
    gateway_url: str = ""
    cdn_base: str = CDN
    speed: float = 1.0
