"""``handoff workflow run``: a workflow in the terminal, with made-up or real tools."""

import asyncio
import os
import sys
from collections.abc import Mapping
from contextlib import AsyncExitStack
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from bot.commands.given import Config, settings
from bot.commands.say import say
from bot.commands.workflow import File
from bot.config.faults import Fault, SettingsError
from bot.config.model import Settings
from bot.log import configure

Given = Annotated[
    tuple[str, ...],
    Parameter(name="--set", help="A variable it begins with: NAME=VALUE, or NAME=JSON.", negative=""),
]
Tools = Annotated[
    tuple[str, ...],
    Parameter(name="--tool", help="What a tool answers: server__tool=JSON.", negative=""),
]


async def run(file: File, /, *, set: Given = (), tool: Tools = (), config: Config = None) -> int:
    """Play the file; returns 1 when the run failed, or the input ended before it did."""
    from bot.config.workflows import Workflow
    from bot.workflow.checks import Known
    from bot.workflow.running.shelf import read

    found = settings(config)
    configure("error")  # what fails is said in the play's words
    volume = read({file.stem: Workflow(file=file)}, Known())[file.stem]
    for warning in volume.warnings:
        say(f"{file}:{warning.line}: {warning}")
    async with AsyncExitStack() as stack:
        return await _play(found, volume, _pairs("--set", set), _pairs("--tool", tool), stack)


async def _play(
    found: Settings, volume: Any, given: Mapping[str, Any], tools: Mapping[str, Any], stack: AsyncExitStack
) -> int:
    from bot.workflow.trying.bench import Bench, Console, Printer
    from bot.workflow.trying.rehearsal import Rehearsal
    from bot.workflow.trying.terminal import Play
    from channels.base import Capabilities
    from channels.fake import FakeChannel
    from channels.registry import ENTRIES
    from handoff.store.memory import MemoryStore

    console = Console(_line, lambda line: say(line, flush=True))
    store = MemoryStore()
    await store.open()
    real = None
    if found.tools:
        from bot.commands.automations import connected

        real = await stack.enter_async_context(connected(found, store))
        await real.start()
    printer = Printer(console)
    rehearsal = Rehearsal(
        found,
        toolbox=Bench(console, tools, real),
        route=partial(_printed, found, printer),
        channels={name: FakeChannel(name, Capabilities(pull=True)) for name in ENTRIES},
        store=store,
    )
    return await Play(console, volume, rehearsal, given, printer).go()


def _printed(found: Settings, printer: Any, data: Any) -> Any:
    """Return the way on which a code is printed instead of sent, to whatever address a gate takes."""
    from bot.workflow.running.addresses import email_in, phone_in
    from bot.workflow.running.routes import Route

    countries = found.sms.countries if found.sms is not None else ()
    find = partial(phone_in, countries=countries) if data.contact_type == "phone" else email_in
    return Route("printed", find, printer)


def _pairs(option: str, words: tuple[str, ...]) -> dict[str, Any]:
    """Read NAME=VALUE; raises SettingsError that names the option."""
    from bot.workflow.trying.bench import value

    pairs = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not name or not equals:
            raise SettingsError([Fault(option, "", f"{word!r} must be NAME=VALUE")])
        pairs[name] = value(text)
    return pairs


async def _line() -> str | None:
    """Return the next line of standard input; None at its end."""
    if sys.stdin.isatty():
        print("> ", end="", flush=True)  # noqa: T201  # a prompt, for people only
    line = await asyncio.to_thread(sys.stdin.readline)
    return line if line.endswith(os.linesep) or line else None
