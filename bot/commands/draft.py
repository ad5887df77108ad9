"""A first configuration from a few answers, with the example's explanations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

import tomlkit
from cyclopts import Parameter

from bot.commands.example import example, explanations

Section = tuple[str, dict[str, object]]
HEAD = "# Written by `handoff init`. Everything that can be set is in config.example.toml.\n"


def _help(text: str) -> Parameter:
    return Parameter(help=text, negative="")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Answers:
    """What ``handoff init`` was told; an empty answer leaves the default in force."""

    name: Annotated[str, _help("What the assistant is called.")] = "Assistant"
    language: Annotated[str, _help("The language it speaks: en, de, fr or es.")] = "en"
    zone: Annotated[str, _help("Your time zone, such as Europe/Berlin.")] = "UTC"
    country: Annotated[str, _help("Whose public holidays PH in the hours means, such as DE.")] = ""
    knowledge: Annotated[str, _help("The folder of Markdown files; the sample if there is none.")] = ""
    operator: Annotated[tuple[str, ...], _help("Who may talk to contacts; may be given again.")] = ()
    hours: Annotated[str, _help("When somebody is there, such as 'Mo-Fr 09:00-18:00'.")] = ""
    host: Annotated[str, _help("The address to listen on.")] = "127.0.0.1"
    port: Annotated[int, _help("The port to listen on.")] = 8080


def draft(answers: Answers) -> str:
    """Return the file's text."""
    why = explanations(example())
    return HEAD + "".join(_section(name, values, why) for name, values in _sections(answers))


def _sections(answers: Answers) -> Iterator[Section]:
    own = {"name": answers.name, "language": answers.language, "zone": answers.zone}
    yield "bot", {**own, "country": answers.country}
    yield "store", {"url": "sqlite:///data/handoff.db"}
    yield "web", {"host": answers.host, "port": answers.port}
    yield "agent", {"kind": "knowledge", "folder": answers.knowledge}
    yield "queues.support", {"notify": ["web"], "hours": answers.hours}
    for operator in answers.operator:
        yield f"operators.{tomlkit.key(operator).as_string()}", {"name": operator.title()}


def _section(name: str, values: Mapping[str, object], why: Mapping[str, str]) -> str:
    general = name.split(".", maxsplit=1)[0]
    lines = [f"\n\n{why.get(name, '')}[{name}]\n"]
    for key, value in values.items():
        if value != "":
            lines.append(why.get(f"{name}.{key}", why.get(f"{general}.{key}", "")))
            lines.append(f"{key} = {tomlkit.item(value).as_string()}\n")
    return "".join(lines)
