"""What every command is given: the file to read, and the settings in it."""

import os
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.config.available import unavailable
from bot.config.faults import Fault, SettingsError
from bot.config.lines import Key, dotted
from bot.config.load import chosen, load, locate
from bot.config.model import Settings

Config = Annotated[
    Path | None,
    Parameter(
        name=["--config", "-c"], help="The TOML file to read; config.toml in this folder if there is one."
    ),
]


def settings(config: Path | None) -> Settings:
    """Read the settings this process would run with; raises SettingsError with every fault."""
    return load(chosen(config), os.environ)


def runnable(config: Path | None) -> Settings:
    """Read them, and raise SettingsError as well for what this version cannot do."""
    found = settings(config)
    if missing := unavailable(found):
        raise SettingsError([fault(config, key, message) for key, message in missing.items()])
    return found


def fault(config: Path | None, key: str | Key, message: str) -> Fault:
    """Return a fault at the place where the key was written."""
    shown = key if isinstance(key, str) else dotted(key)
    return Fault(locate(chosen(config), os.environ, key), shown, message)
