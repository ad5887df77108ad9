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
    """Judge each line and print the verdict as one line of JSON; returns 1 when a line was faulty."""
    from bot.detect import lines
    from handoff.escalation.judge import Judge

    judge = Judge(options(settings(config)))
    try:
        with open(sys.stdin.fileno() if file is None else file, "rb", closefd=file is not None) as source:
            judged = lines(source, judge)
            for line in judged:
                say(line, flush=file is None)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise SettingsError([Fault(str(file), "", f"cannot be read: {reason(error)}")]) from error
    return 1 if judged.faults else 0
