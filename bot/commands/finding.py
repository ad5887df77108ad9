"""One thing that ``handoff check`` found."""

from dataclasses import dataclass

from bot.config.lines import Key


@dataclass(frozen=True, slots=True)
class Finding:
    """``part`` is what was looked at, ``key`` the setting that leads there, ``text`` what was found."""

    part: str
    key: Key
    text: str
    ok: bool = True
