"""The places settings come from, the weakest first: the file, secret files, the environment.

Each place becomes a ``Layer``: a tree of values, and where each value was written, so that a fault can
name it. Keys in the names of variables and secret files are parted by ``__`` and may be in any case.
"""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.config.faults import Fault, SettingsError
from bot.config.lines import Key, lines
from bot.config.values import expanded, reason

Tree = dict[str, Any]
PREFIX: Final = "HANDOFF__"
_SHORT: Final = {"HANDOFF_SECRETS_DIR": f"{PREFIX}SECRETS__DIR"}


@dataclass(frozen=True, slots=True)
class Layer:
    """Values, and for each key where it was written; a file's ``name`` is for what is written nowhere."""

    values: Tree = field(default_factory=dict)
    places: Mapping[Key, str] = field(default_factory=dict)
    name: str = ""


def file(path: Path) -> Layer:
    """Read a TOML file. Raises SettingsError when it cannot be read or is not TOML."""
    name = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([_syntax(name, str(error))]) from error
    except (OSError, UnicodeError) as error:
        raise SettingsError([Fault(name, "", f"cannot be read: {reason(error)}")]) from error
    return Layer(values, {key: f"{name}:{line}" for key, line in lines(text).items()}, name)


def _syntax(name: str, error: str) -> Fault:
    message, _, where = error.rpartition(" (at ")
    numbers = [word.rstrip(",)") for word in where.split() if word.rstrip(",)").isdigit()]
    if len(numbers) != 2:
        return Fault(name, "", f"is not TOML: {error}")
    return Fault(f"{name}:{numbers[0]}", f"column {numbers[1]}", f"is not TOML: {message}")


def environment(variables: Mapping[str, str], below: Tree) -> Layer:
    """Read ``HANDOFF__SECTION__KEY`` and ``HANDOFF__SECTION__KEY_FILE`` (a file that holds the value)."""
    # Other names that begin with HANDOFF_ are left alone: Kubernetes makes HANDOFF_PORT for a service.
    long = {_SHORT.get(name.upper(), name): (name, text) for name, text in sorted(variables.items())}
    written = (
        (name[len(PREFIX) :], f"environment {short}", text)
        for name, (short, text) in long.items()
        if name.upper().startswith(PREFIX)
    )
    return _layer(written, below)


def secrets(folder: Path, where: str, below: Tree) -> Layer:
    """Read a folder of files named ``section__key``; raises SettingsError, naming ``where`` it was set."""
    try:
        files = sorted(
            path for path in expanded(folder).iterdir() if path.is_file() and path.name[0] not in ".~"
        )
        texts = [(path.name, str(path), path.read_text("utf-8").strip()) for path in files]
    except (OSError, UnicodeError) as error:
        raise SettingsError(
            [Fault(where, "secrets.dir", f"{folder} cannot be read: {reason(error)}")]
        ) from error
    return _layer(texts, below)


def secrets_dir(tree: Tree) -> Path | None:
    """Return the folder of secret files, where one is named."""
    section = tree.get("secrets")
    named = section.get("dir") if isinstance(section, dict) else None
    return Path(named) if isinstance(named, str) and named else None


def merged(layers: Iterable[Layer]) -> Tree:
    """Lay one over the other, the last on top; tables are merged, everything else is replaced."""
    whole: Tree = {}
    for layer in layers:
        whole = _over(whole, layer.values)
    return whole


def place(key: Key, layers: Iterable[Layer]) -> str:
    """Return where a key was written last; where it was not, where the nearest table around it began.

    What is written nowhere belongs into the file; where there is none, the place is empty.
    """
    below = list(layers)
    for length in range(len(key), 0, -1):
        for layer in reversed(below) if length == len(key) else below:
            if key[:length] in layer.places:
                return layer.places[key[:length]]
    return below[0].name if below else ""


def _over(below: Tree, above: Tree) -> Tree:
    both = (name for name in above if isinstance(below.get(name), dict) and isinstance(above[name], dict))
    return {**below, **above, **{name: _over(below[name], above[name]) for name in both}}


def _layer(written: Iterable[tuple[str, str, str]], below: Tree) -> Layer:
    values: Tree = {}
    places: dict[Key, str] = {}
    for words, where, text in written:
        key = tuple(_as_written(words.split("__"), below))
        value: object = _parsed(text)
        if key[-1].endswith("_file"):
            key, value = (*key[:-1], key[-1].removesuffix("_file")), {"file": text}
        _put(values, key, value)
        places |= {key[:length]: where for length in range(1, len(key) + 1)}
    return Layer(values, places)


def _as_written(words: list[str], below: object) -> Iterator[str]:
    """Spell each word as the file does, whatever its case; a new one is in lower case."""
    for word in words:
        known = list(below) if isinstance(below, dict) else []
        name = next((name for name in known if name.lower() == word.lower()), word.lower())
        below = below.get(name) if isinstance(below, dict) else None
        yield name


def _parsed(text: str) -> object:
    """Read lists and tables as JSON; what is not JSON stays text, and its field will say what it wants."""
    if not text.lstrip().startswith(("[", "{")):
        return text
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value


def _put(tree: Tree, key: tuple[str, ...], value: object) -> None:
    for name in key[:-1]:
        inner = tree.setdefault(name, {})
        if not isinstance(inner, dict):
            return
        tree = inner
    tree[key[-1]] = value
