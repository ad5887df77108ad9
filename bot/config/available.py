"""What a valid configuration asks for that this version cannot do yet: said clearly, never left out."""

from importlib.util import find_spec

from bot.config.model import Settings


def unavailable(settings: Settings) -> dict[str, str]:
    """Map the key of each such setting to a sentence about it; empty when everything can be done."""
    missing = {
        f"channels.{name}": f"the channel {name!r} is not available yet in this version; remove it"
        for name in settings.channels.names
        if find_spec(f"channels.{name}") is None
    }
    if settings.workflows:
        missing["workflows"] = "workflows are not available yet in this version; leave the section out"
    if settings.privacy.keep_days is not None:
        missing["privacy.keep_days"] = "erasing by age is not available yet in this version; leave it out"
    return missing
