"""``handoff detect``: what detection says of some texts; no store, no network."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from bot.commands.given import Config, settings
from bot.commands.say import say
from bot.config.faults import Fault, SettingsError
from bot.config.policy import options
from bot.config.values import reason

Source = Annotated[
    Path | None,
    Parameter(
        help='Lines of text, or JSON lines: {"text": ...} or {"messages": [{"role", "text"}]}. '
        "Standard input if there is none, or for -."
    ),
]


def detect(file: Source = None, /, *, config: Config = None) -> int:
    """Judge each line and print the verdict as one line of JSON."""
    from handoff.escalation.judge import Judge

    from bot.detect import lines

    judge = Judge(options(settings(config)))
    try:
        # Bytes that are no UTF-8 are judged as what is left of them: a log of real chats has some.
        with open(_name(file), encoding="utf-8-sig", errors="replace", closefd=file is not None) as source:
            for line in lines(source, judge):
                say(line, flush=file is None)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise SettingsError([Fault(str(file), "", f"cannot be read: {reason(error)}")]) from error
    return 0


def _name(file: Path | None) -> Path | int:
    return sys.stdin.fileno() if file is None or str(file) == "-" else file
