"""What a valid configuration asks for that cannot be done here yet: said clearly, never left out."""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Final

from bot.config.model import Settings
from channels.registry import ENTRIES, lacking

NOT_YET: Final = "not available yet in this version"


def unavailable(settings: Settings, lacks: Callable[[str], Sequence[str]] = lacking) -> dict[str, str]:
    """Map the key of each such setting to a sentence about it; empty when everything can be done.

    ``lacks`` names the modules that a messenger needs and this installation has not.
    """
    missing = {}
    for name in settings.channels.names[1:]:
        if name not in ENTRIES:
            missing[f"channels.{name}"] = f"the channel {name!r} is {NOT_YET}; remove it"
        elif modules := lacks(name):
            missing[f"channels.{name}"] = _install(name, modules)
    missing |= _parts(settings)
    if settings.privacy.keep_days is not None:
        missing["privacy.keep_days"] = f"erasing by age is {NOT_YET}; leave it out"
    return missing


def _parts(settings: Settings) -> dict[str, str]:
    """Look for what the agent, its tools and texts to telephones need besides."""
    wanted = {
        "agent.model": ("model", ("pydantic_ai",), settings.agent.model is not None),
        "tools": ("mcp", ("mcp",), bool(settings.tools)),
        "sms": ("sms", ("phonenumbers",), settings.sms is not None),
    }
    missing = {
        key: (extra, [module for module in modules if find_spec(module) is None])
        for key, (extra, modules, asked) in wanted.items()
        if asked
    }
    return {key: _install(extra, modules) for key, (extra, modules) in missing.items() if modules}


def _install(name: str, modules: Sequence[str]) -> str:
    return f'needs {" and ".join(modules)}, not installed here; run: pip install "handoff-bot[{name}]"'
