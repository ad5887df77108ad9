"""What an admin can set about the web channel."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_ORIGIN: Final = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise ValueError("must be an origin such as https://shop.example, in lower case, without a path")
    return text


Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Origin = Annotated[str, AfterValidator(_origin)]


class WebSettings(BaseModel):
    """The ``[web]`` section. Sizes and rates have their unit in their name or description."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on; 127.0.0.1 is this machine only.")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    public_url: str = Field(
        "", description="How the outside reaches this server, such as https://bot.example."
    )
    behind_proxy: bool = Field(
        False,
        description="Whether a proxy in front of us sets X-Forwarded-For; its last address is believed.",
    )
    title: str = Field(
        "",
        max_length=80,
        description="Heading of the page and of the widget; empty says so in the reader's language.",
    )
    accent: Colour = Field(
        "#0b6bcb", description="Colour of the contact's bubbles, buttons and links, as #rrggbb."
    )
    color: Colour | None = Field(
        None, description="Colour of the widget's heading and button, as #rrggbb; the accent if not set."
    )
    reach: tuple[Annotated[str, Field(max_length=120)], ...] = Field(
        (), max_length=5, description="Other ways to the team, shown to who waits: a mail address, a number."
    )
    origins: tuple[Origin, ...] = Field(
        (), description="Other sites that may embed the widget, such as https://shop.example."
    )
    max_text: int = Field(8000, ge=1, le=100_000, description="Longest message, in characters.")
    max_file_mb: int = Field(10, ge=1, le=100, description="Largest upload, in megabytes.")
    file_types: tuple[str, ...] = Field(
        ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"),
        description="Media types contacts may upload, out of these six; empty turns uploads off.",
    )
    session_days: int = Field(
        90, ge=1, le=3650, description="How many days a contact's browser is remembered."
    )
    burst: int = Field(20, ge=1, description="How many requests a contact may make at once.")
    per_second: float = Field(
        2.0, gt=0, description="How many requests a second a contact may make on average."
    )
    address_factor: int = Field(
        5, ge=1, description="How many times a contact's share all contacts of one network address have."
    )
    sessions_per_minute: int = Field(
        30, ge=1, description="How many new contacts a minute one network address may bring."
    )
    streams: int = Field(8, ge=1, description="How many open pages one contact may have.")
