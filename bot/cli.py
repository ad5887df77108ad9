"""The command line: ``handoff run|init|check|detect|log|token|manifest|workflow|tools``.

Nothing is imported here that a command does not need: each is loaded when it is called. Exit codes: 0 all
is well, 1 something is wrong with the configuration or the world, 2 with the command line, 130 interrupted,
141 nobody reads our output any more.
"""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import FileIO, TextIOWrapper
from typing import Final

from cyclopts import App, CycloptsError, Parameter

from bot.config.faults import SettingsError
from handoff.errors import HandoffError

BAD: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130
UNREAD: Final = 141

HELP: Final = "A support bot that knows when to step aside, tells the team, and comes back when told to."
START: Final = """\
To try it:      handoff run
To set it up:   handoff init, then handoff check, then handoff run
"""

COMMANDS: Final = {
    "run": (
        "Start the bot. Without a file: the chat page and the inbox on this machine, with sample knowledge.",
        "handoff run\nhandoff run --config shop.toml",
    ),
    "init": (
        "Write a commented config.toml, by asking or from options.",
        """\
handoff init
handoff init --yes --name 'Shop help' --operator anna --operator ben
handoff init --yes --contacts telegram --notify slack:C0123 \\
    --operator 'anna slack:U0123ABCD'
handoff init --yes --contacts email --from 'Shop <help@shop.example>'
""",
    ),
    "check": (
        "Check the configuration, the store, the knowledge and every channel; say what is wrong, and where.",
        "handoff check\nhandoff check --config shop.toml",
    ),
    "detect": (
        "Read texts, one a line, and say for each whether a person is needed, as one line of JSON.",
        "handoff detect messages.txt\necho 'I want to talk to a human' | handoff detect",
    ),
    "log": (
        "List the handoffs: what started each, who took it, how long it took, how it ended.",
        "handoff log --since 7d\nhandoff log --queue support --outcome open\nhandoff log --since 30d --json",
    ),
    "token": (
        "Print an API token for an operator and a one-time link to the inbox.",
        "handoff token anna",
    ),
    "manifest": (
        "Print the manifest from which Slack makes the app that this configuration needs.",
        "handoff manifest slack\nhandoff manifest slack --mode http --config shop.toml",
    ),
    "tools": (
        "List what the tool servers offer, or agree to a tool that has changed.",
        "handoff tools\nhandoff tools show orders create_refund\nhandoff tools accept orders create_refund",
    ),
}
WORKFLOW: Final = "Check a workflow's file, draw it, or try it here in the terminal."
WORKFLOWS: Final = {
    "check": (
        "Say what is wrong with a workflow's file, and what is worth a warning.",
        "handoff workflow check refund.json",
    ),
    "draw": (
        "Draw a workflow as an SVG.",
        "handoff workflow draw refund.json --output refund.svg",
    ),
    "run": (
        "Run a workflow here: you are the contact, the reviewers and, if need be, its tools.",
        "handoff workflow run refund.json\nhandoff workflow run refund.json --set message='I want a refund'",
    ),
    "schema": (
        "Print the JSON Schema of workflow files, for editors that check while you type.",
        "handoff workflow schema > workflow.schema.json",
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; what went wrong is said in a line on standard error."""
    words = sys.argv[1:] if argv is None else argv
    _prepare_output()
    try:
        status = build()(_tidied(words), exit_on_error=False, result_action="return_value")
        sys.stdout.flush()
    except CycloptsError:
        return MISUSED
    except (SettingsError, HandoffError) as error:
        print(error, file=sys.stderr)
        return BAD
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return UNREAD
    except OSError as error:
        _let_go_of_output()
        print(": ".join(filter(None, (error.filename, error.strerror or str(error)))), file=sys.stderr)
        return BAD
    return status if isinstance(status, int) else 0


def build() -> App:
    """Put the commands together without loading any of them."""
    app = App(
        name="handoff",
        help=HELP,
        help_epilogue=START,
        help_format="plaintext",
        version=lambda: version("handoff-bot"),
        suppress_keyboard_interrupt=False,
        default_parameter=Parameter(show_default=_said_default),
    )
    for place, (name, (text, examples)) in enumerate(COMMANDS.items()):
        shown = _shown(examples)
        app.command(f"bot.commands.{name}:{name}", name=name, help=text, help_epilogue=shown, sort_key=place)
    group = App(
        name="workflow",
        help=WORKFLOW,
        help_epilogue=_shown("\n".join(examples for _, examples in WORKFLOWS.values())),
        help_format="plaintext",
        sort_key=len(COMMANDS),
    )
    for place, (name, (text, examples)) in enumerate(WORKFLOWS.items()):
        module = "rehearse" if name == "run" else "workflow"
        shown = _shown(examples)
        group.command(
            f"bot.commands.{module}:{name}", name=name, help=text, help_epilogue=shown, sort_key=place
        )
    app.command(group)
    return app


def _said_default(value: object) -> str | None:
    """Show a default that says something; an empty one or a switch that is off does not."""
    return str(value) if value or (value == 0 and value is not False) else None


def _shown(examples: str) -> str:
    return "Examples:\n" + "".join(f"  {line}\n" for line in examples.splitlines())


def _tidied(words: Sequence[str]) -> list[str]:
    """Let ``handoff --config FILE check`` mean ``handoff check --config FILE``, and ``-`` standard input."""
    named = [word for word in words if word != "-"]  # without a file it is read anyway
    if len(named) > 1 and named[0] in ("--config", "-c"):
        return [*named[2:], *named[:2]]
    if named and named[0].startswith("--config="):
        return [*named[1:], named[0]]
    return named


def _prepare_output() -> None:
    """Write UTF-8 into files and pipes whatever the locale; a terminal gets what it can show.

    A process that was started without standard input, output or errors gets empty ones.
    """
    sys.stdin = sys.stdin or TextIOWrapper(FileIO(os.devnull))
    sys.stdout = sys.stdout or TextIOWrapper(FileIO(os.devnull, "w"))
    sys.stderr = sys.stderr or TextIOWrapper(FileIO(os.devnull, "w"))
    if isinstance(sys.stdout, TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="replace")


def _let_go_of_output() -> None:
    """Leave the interpreter nothing to flush that cannot be, so that it does not complain either."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
