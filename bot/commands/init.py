"""``handoff init``: a first config.toml, valid before it is there."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

from cyclopts import Parameter

from bot.commands.draft import Answers, draft
from bot.commands.given import Config
from bot.commands.say import say
from bot.config.faults import Fault, SettingsError
from bot.config.load import DEFAULT, load
from bot.config.values import reason

DEFAULTS: Final = Answers()
QUESTIONS: Final = {
    "name": "What is the assistant called?",
    "language": "Which language does it speak: en, de, fr or es?",
    "zone": "In which time zone are you?",
    "knowledge": "In which folder are your Markdown files (the sample if you leave this empty)?",
    "operator": "Who may talk to contacts (names, with commas between)?",
    "hours": "When is somebody there, such as Mo-Fr 09:00-18:00 (always if you leave this empty)?",
}


def init(
    *,
    answers: Answers = DEFAULTS,
    yes: Annotated[bool, Parameter(negative="", help="Ask nothing: options and defaults will do.")] = False,
    force: Annotated[bool, Parameter(negative="", help="Write over a file that is there.")] = False,
    config: Config = None,
) -> int:
    """Ask, or take the options, and write the file; nothing is written that is not valid."""
    path = config or DEFAULT
    if path.exists() and not force:
        raise SettingsError([Fault(str(path), "", "is there already; --force writes over it")])
    if not yes and sys.stdin.isatty():
        answers = _asked(answers)
    _write(path, draft(answers))
    say(f"Wrote {path}. Next: handoff check{_option(config)}, then handoff run{_option(config)}")
    return 0


def _asked(answers: Answers) -> Answers:
    changed: dict[str, Any] = {}
    for field, question in QUESTIONS.items():
        known = getattr(answers, field)
        shown = ", ".join(known) if isinstance(known, tuple) else known
        said = input(f"{question}{f' [{shown}]' if shown else ''} ").strip()
        if said:
            changed[field] = tuple(_names(said)) if field == "operator" else said
    return replace(answers, **changed)


def _names(said: str) -> Iterator[str]:
    return filter(None, (name.strip() for name in said.split(",")))


def _write(path: Path, text: str) -> None:
    """Put the whole file in its place at once, after it was read like any other."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, "utf-8")
        load(new, {})
        new.replace(path)
    except OSError as error:
        raise SettingsError([Fault(str(path), "", f"cannot be written: {reason(error)}")]) from error
    except SettingsError as error:
        raise SettingsError([Fault("", fault.key, fault.message) for fault in error.faults]) from None
    finally:
        new.unlink(missing_ok=True)


def _option(config: Path | None) -> str:
    return f" --config {config}" if config else ""
