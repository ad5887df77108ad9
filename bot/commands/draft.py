"""A first configuration from a few answers, with the example's explanations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

import tomlkit
from cyclopts import Parameter

from bot.commands.example import example, explanations
from bot.commands.member import Member

Section = tuple[str, dict[str, object]]
HEAD = "# Written by `handoff init`. Everything that can be set is in config.example.toml.\n"
TOKENS: Final[Mapping[str, tuple[str, ...]]] = {
    "telegram": ("token",),
    "slack": ("bot_token", "app_token"),
    "discord": ("token",),
    "email": ("smtp_url", "imap_url"),
}
"""What each messenger needs before it can be reached, in the mode that a draft sets."""


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
    contacts: Annotated[
        tuple[str, ...],
        _help("Where customers may write too: telegram, slack, discord or email; may be given again."),
    ] = ()
    notify: Annotated[
        tuple[str, ...],
        _help("Where the team is told besides the inbox, such as slack:C0123; may be given again."),
    ] = ()
    sender: Annotated[
        str, Parameter(name="--from", help="Where mails come from: 'Shop <help@shop.example>'.")
    ] = ""
    operator: Annotated[
        tuple[str, ...],
        _help("Who may talk to contacts, with ids: 'anna slack:U0123ABCD'; may be given again."),
    ] = ()
    hours: Annotated[str, _help("When somebody is there, such as 'Mo-Fr 09:00-18:00'.")] = ""
    host: Annotated[str, _help("The address to listen on.")] = "127.0.0.1"
    port: Annotated[int, _help("The port to listen on.")] = 8080

    @property
    def messengers(self) -> Sequence[str]:
        """The messengers that need a section: where contacts write, and where the team is told."""
        named = (*self.contacts, *(place.partition(":")[0] for place in self.notify))
        return [name for name in TOKENS if name in named]

    @property
    def team(self) -> Sequence[Member]:
        """The operators."""
        return [Member.parse(text) for text in self.operator]


def variables(messenger: str) -> Iterator[str]:
    """Yield the variables of the environment that a messenger's secrets can be put in."""
    return (f"HANDOFF__CHANNELS__{messenger.upper()}__{key.upper()}" for key in TOKENS[messenger])


def draft(answers: Answers) -> str:
    """Return the file's text."""
    why = explanations(example())
    return HEAD + "".join(_section(name, values, why) for name, values in _sections(answers))


def _sections(answers: Answers) -> Iterator[Section]:
    own = {"name": answers.name, "language": answers.language, "zone": answers.zone}
    yield "bot", {**own, "country": answers.country}
    yield "store", {"url": "sqlite:///data/handoff.db"}
    yield "web", {"host": answers.host, "port": answers.port}
    for messenger in answers.messengers:
        yield f"channels.{messenger}", _way(messenger, answers.sender)
    if answers.contacts:
        yield "contacts", {"channels": [*dict.fromkeys(("web", *answers.contacts))]}
    yield "agent", {"kind": "knowledge", "folder": answers.knowledge}
    yield "queues.support", {"notify": [*dict.fromkeys(("web", *answers.notify))], "hours": answers.hours}
    for member in answers.team:
        key = tomlkit.key(member.name).as_string()
        yield f"operators.{key}", {"name": member.name.title(), **member.ids}


def _way(messenger: str, sender: str) -> dict[str, object]:
    """Say how messages come in, so that nothing on the internet has to reach us."""
    ways: dict[str, dict[str, object]] = {
        "telegram": {"mode": "polling"},
        "slack": {"mode": "socket"},
        "email": {"from": sender, "inbound": "imap"},
    }
    return ways.get(messenger, {})


def _section(name: str, values: Mapping[str, object], why: Mapping[str, str]) -> str:
    general = name.split(".", maxsplit=1)[0]
    lines = [f"\n\n{why.get(name, '')}{_hint(name)}[{name}]\n"]
    for key, value in values.items():
        if value != "":
            lines.append(why.get(f"{name}.{key}", why.get(f"{general}.{key}", "")))
            lines.append(f"{key} = {tomlkit.item(value).as_string()}\n")
    return "".join(lines)


def _hint(section: str) -> str:
    """Say where a messenger's secrets go: they are better kept out of the file."""
    general, _, messenger = section.partition(".")
    if general != "channels":
        return ""
    names = "".join(f"#   {name}=...\n" for name in variables(messenger))
    first = TOKENS[messenger][0]
    return f'# In the environment:\n{names}# or in a file: {first} = {{ file = "path" }}\n'
