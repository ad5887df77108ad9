"""``handoff workflow check|draw|schema``: what a workflow file says, before it runs."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from bot.commands.given import Config, settings
from bot.commands.say import grumble, say
from bot.config.faults import Fault, SettingsError
from bot.config.load import chosen
from bot.config.values import reason
from bot.log import configure

if TYPE_CHECKING:
    from bot.workflow.checks import Known

File = Annotated[Path, Parameter(help="The workflow's JSON file.")]
Output = Annotated[
    Path | None,
    Parameter(name=["--output", "-o"], help="The SVG file to write; standard output if there is none."),
]


async def check(file: File, /, *, config: Config = None) -> int:
    """Print everything that is wrong with the file, or worth a warning; returns 1 when there is an error.

    Queues, reviewers, channels and tools are checked against the configuration, where there is one.
    """
    from bot.workflow.checks import check as checked
    from bot.workflow.graph import parse
    from bot.workflow.language.findings import WorkflowFaults

    try:
        found = checked(parse(_text(file), file.stem), await _known(config))
    except WorkflowFaults as faults:
        found = list(faults.findings)
    for one in found:
        say(f"{file}:{one.line}: {one}")
    if any(one.level == "error" for one in found):
        return 1
    say(f"{file}: valid{_warned(len(found))}")
    return 0


def draw(file: File, /, *, output: Output = None, config: Config = None) -> int:
    """Draw the workflow as an SVG, also one that has errors; returns 1 when the file has no such shape.

    ``config`` may be given as everywhere, and changes nothing: a drawing is of the file alone.
    """
    from bot.workflow.draw import draw as drawn
    from bot.workflow.graph import parse
    from bot.workflow.language.findings import WorkflowFaults

    try:
        picture = drawn(parse(_text(file), file.stem))
    except WorkflowFaults as faults:
        for one in faults.findings:
            grumble(f"{file}:{one.line}: {one}")
        return 1
    _write(picture, output)
    return 0


def schema(*, config: Config = None) -> int:
    """Print the JSON Schema of workflow files, for editors that check while you type."""
    from bot.workflow.graph import schema as made

    say(json.dumps(made(), indent=2, ensure_ascii=False))
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise SettingsError([Fault(str(file), "", f"cannot be read: {reason(error)}")]) from error


def _write(picture: str, output: Path | None) -> None:
    if output is None:
        say(picture)
        return
    try:
        output.write_text(f"{picture}\n", "utf-8")
    except OSError as error:
        raise SettingsError([Fault(str(output), "", f"cannot be written: {reason(error)}")]) from error


async def _known(config: Path | None) -> "Known":
    """Return what the configuration says; without one nothing is known, and only the file is checked."""
    from bot.workflow.checks import Known

    if chosen(config) is None:
        return Known()
    from bot.commands.automations import connected, tools
    from bot.workflow.running.known import known

    found = settings(config)
    configure("error")  # what is wrong with a server is said here
    async with connected(found) as servers:
        asked = await tools(found, servers)
        for one in asked:
            if not one.ok:
                grumble(f"{one.part}: {one.text}; the workflow's tools are not checked")
        return known(found, servers.tools() if all(one.ok for one in asked) else None)


def _warned(count: int) -> str:
    return f", {count} warning{'' if count == 1 else 's'}" if count else ""
