"""The three keys that say when somebody is there, shared by the sections that have hours."""

from bot.config.values import Country, Section, Zone


class Opening(Section):
    """``zone`` and ``country`` are the bot's where they are not set; without ``hours`` it is always open."""

    hours: str | None = None
    zone: Zone | None = None
    country: Country | None = None
