"""``handoff init``: a first config.toml, valid before it is there."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Annotated, Any, Final

from cyclopts import Parameter

from bot.commands.draft import TOKENS, Answers, draft, variables
from bot.commands.member import Member
from bot.commands.say import grumble, say
from bot.config.faults import Fault, SettingsError, hint
from bot.config.load import DEFAULT, load
from bot.config.shapes import IDS
from bot.config.values import reason

DEFAULTS: Final = Answers()
Written = Annotated[
    Path | None,
    Parameter(name=["--config", "-c"], help="The TOML file to write; config.toml here if none is named."),
]
QUESTIONS: Final = {
    "name": "What is the assistant called?",
    "language": "Which language does it speak: en, de, fr or es?",
    "zone": "In which time zone are you?",
    "knowledge": "In which folder are your Markdown files (the sample if you leave this empty)?",
    "contacts": "Where may customers write besides the web: telegram, slack, discord, email (none if empty)?",
    "notify": "Where is the team told besides the inbox, such as slack:C0123, telegram:-100123, email:x@y?",
    "operator": "Who may talk to contacts (names, with commas between)?",
    "hours": "When is somebody there, such as Mo-Fr 09:00-18:00 (always if you leave this empty)?",
}


def init(
    *,
    answers: Answers = DEFAULTS,
    yes: Annotated[bool, Parameter(negative="", help="Ask nothing: options and defaults will do.")] = False,
    force: Annotated[bool, Parameter(negative="", help="Write over a file that is there.")] = False,
    config: Written = None,
) -> int:
    """Ask, or take the options, and write the file; nothing is written that is not valid."""
    path = config or DEFAULT
    if path.exists() and not force:
        raise SettingsError([Fault(str(path), "", "is there already; --force writes over it")])
    if yes or not sys.stdin.isatty():
        _write(path, answers)
    else:
        answers = _talk(path, answers)
    given = _option(config)
    say(f"Wrote {path}. Next: {_tokens(answers)}handoff check{given}, then handoff run{given}")
    return 0


def _talk(path: Path, answers: Answers) -> Answers:
    """Ask until the file can be written, with the good answers kept; return what was written."""
    while True:
        answers = _asked(answers)
        try:
            _write(path, answers)
        except SettingsError as error:
            grumble(f"{error}\nOnce more; Enter keeps what stands in brackets, and - clears it.")
        else:
            return answers


def _asked(answers: Answers) -> Answers:
    changed: dict[str, Any] = {}
    for field, question in QUESTIONS.items():
        known = getattr(answers, field)
        shown = ", ".join(known) if isinstance(known, tuple) else known
        said = input(f"{question}{f' [{shown}]' if shown else ''} ").strip()
        if said:
            text = "" if said == "-" else said
            changed[field] = tuple(_names(text)) if isinstance(known, tuple) else text
    return _known(replace(answers, **changed))


def _known(answers: Answers) -> Answers:
    """Ask where mails come from, and for the ids by which the team's messengers know the operators."""
    if "email" in answers.messengers and not answers.sender:
        said = input("Which address do mails come from, such as Shop <help@shop.example>? ").strip()
        answers = replace(answers, sender=said)
    told = {place.partition(":")[0] for place in answers.notify}
    channels = [name for name in answers.messengers if name in told]
    return replace(answers, operator=tuple(_with_ids(member, channels) for member in answers.operator))


def _with_ids(operator: str, channels: Sequence[str]) -> str:
    member = Member.parse(operator)
    for channel in channels:
        if channel not in member.ids:
            question = f"Who is {member.name} on {channel}: {_shape(channel)} (empty if nobody)?"
            said = input(f"{question} ").strip()
            operator += f" {channel}:{said}" if said else ""
    return operator


def _shape(channel: str) -> str:
    """Say what somebody's id on a messenger looks like."""
    return IDS[channel].person.words if channel in IDS else "an address such as anna@shop.example"


def _names(said: str) -> Iterator[str]:
    return filter(None, (name.strip() for name in said.split(",")))


def _unknown(answers: Answers) -> Iterator[Fault]:
    """Yield a fault for each messenger that there is not: the file could only say it is not configured."""
    places = [place.partition(":")[0] for place in answers.notify]
    for option, names in (("--contacts", answers.contacts), ("--notify", places)):
        for name in names:
            if name not in (*TOKENS, "web"):
                yield Fault("", option, f"there is no messenger {name!r}{hint(name, [*TOKENS])}")


def _write(path: Path, answers: Answers) -> None:
    """Put the whole file in its place at once, after it was read like any other.

    Raises SettingsError for the answers, and OSError for the place.
    """
    if unknown := [*_unknown(answers)]:
        raise SettingsError(unknown)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(draft(answers), "utf-8")
        load(new, {}, made_up=True)
        new.replace(path)
    except OSError as error:
        raise OSError(error.errno, f"cannot be written: {reason(error)}", str(path)) from error
    except SettingsError as error:
        raise SettingsError([Fault("", fault.key, fault.message) for fault in error.faults]) from None
    finally:
        new.unlink(missing_ok=True)


def _tokens(answers: Answers) -> str:
    names = [name for messenger in answers.messengers for name in variables(messenger)]
    return f"set {', '.join(names)}, then " if names else ""


def _option(config: Path | None) -> str:
    return f" --config {quote(str(config))}" if config else ""
