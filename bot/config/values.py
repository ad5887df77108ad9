"""The kinds of values a setting can have: durations, names, zones, patterns, addresses, secrets."""

import re
from errno import ENOENT
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic import StringConstraints as Limits

from bot.config import shapes

LONGEST: Final = 40
"""Bytes in the name of a queue or an operator: some messengers' buttons hold no more than 64 in all."""
_SECONDS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_PART: Final = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|[smhdw])\s*")
_DURATION: Final = re.compile(f"(?:{_PART.pattern})+")


class Section(BaseModel):
    """A table of the file: read once, never changed, and with no key that is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def seconds(value: object) -> object:
    """Turn ``"10m"`` or ``"1h 30m"`` into seconds, leave what is no text alone; raises ValueError."""
    if not isinstance(value, str):
        return value
    text = value.strip().lower()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if not _DURATION.fullmatch(text):
        raise ValueError('must be seconds, or a duration such as "90s", "10m", "2h" or "1d"')
    return sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(text))


def expanded(path: Path) -> Path:
    """Fill in a ``~`` at the beginning; raises OSError where nobody knows that home."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise FileNotFoundError(ENOENT, "there is no such home folder") from error


def home(path: Path) -> Path:
    """Do the same for a setting; raises ValueError."""
    try:
        return expanded(path)
    except OSError as error:
        raise ValueError(f"{path}: {reason(error)}") from error


def _from_file(value: object) -> object:
    if not isinstance(value, dict) or list(value) != ["file"]:
        return value
    path = Path(str(value["file"]))
    try:
        return expanded(path).read_text("utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ValueError(f"cannot read the secret's file {path}: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Say what the operating system, or the decoder, did not like, without repeating the path."""
    said: str | None = getattr(error, "strerror", None)
    return said.lower() if said else "it is not UTF-8 text"


def _zone(name: str) -> str:
    from zoneinfo import available_timezones

    from bot.config.faults import hint
    from handoff.hours import Hours

    try:
        Hours("24/7", name)
    except ValueError as error:
        raise ValueError(f"there is no such time zone{hint(name, sorted(available_timezones()))}") from error
    return name


def _country(name: str) -> str:
    from handoff.hours import Hours

    Hours("24/7", country=name)
    return name


def _pattern(text: str) -> str:
    from handoff.escalation.pattern import readable

    readable(text)
    return text


def _address(text: str) -> str:
    from handoff.ids import Address

    address = Address.parse(text)
    if not address.chat and address.channel != "web":
        raise ValueError(f"names no place; write for example '{address.channel}:C0123'")
    shapes.place(address.channel, address.chat)
    return text


def _short(name: str) -> str:
    if len(name.encode()) > LONGEST:
        raise ValueError(f"is too long: at most {LONGEST} bytes, because buttons must hold it")
    return name


def url(text: str) -> str:
    """Return an address such as ``https://api.example``, as it was; raises ValueError."""
    if not _leads(text, ("http", "https")):
        raise ValueError("must be an address that begins with https:// or http://")
    return text


def _socket_url(text: str) -> str:
    if text and not _leads(text, ("ws", "wss")):
        raise ValueError("must be an address that begins with wss:// or ws://, or empty")
    return text


def _leads(text: str, schemes: tuple[str, ...]) -> bool:
    """Whether a client can put a path behind it and reach something."""
    try:
        parts = urlsplit(text)
        good = parts.scheme in schemes and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(good) and not re.search(r"[\s?#]", text)


Seconds = Annotated[float, BeforeValidator(seconds), Field(ge=0, le=10 * 366 * 86400, allow_inf_nan=False)]
"""A duration; in the file a number of seconds, or text such as ``10m``."""
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[str, Limits(pattern=r"^[\w.@+-](?:[\w .@+-]*[\w.@+-])?$", max_length=64)]
"""What people call an operator, a queue, a category or a rule: letters, digits, blanks and ``. _ @ + -``."""
Label = Annotated[Name, AfterValidator(_short)]
"""The name of a queue or an operator, which buttons carry."""
Member = Annotated[str, AfterValidator(shapes.member)]
"""An operator's name, or a group of a messenger such as ``slack-group:S012``."""
Text = Annotated[str, Limits(min_length=1, max_length=4000)]
Title = Annotated[str, Limits(min_length=1, max_length=80)]
Language = Annotated[str, Limits(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Zone = Annotated[str, AfterValidator(_zone)]
Country = Annotated[str, AfterValidator(_country)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Place = Annotated[str, AfterValidator(_address)]
Url = Annotated[str, AfterValidator(url)]
SocketUrl = Annotated[str, AfterValidator(_socket_url)]
Secret = Annotated[SecretStr, BeforeValidator(_from_file), Field(min_length=1)]
"""A value nobody may see; in the file the text itself, or ``{ file = "path" }``."""
FilePath = Annotated[Path, AfterValidator(home)]
"""A file or folder; ``~`` is the home of whoever runs the bot."""
