"""From the file, the secret files and the environment to ``Settings``, or to everything that is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import takewhile
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.config import layers
from bot.config.channels import SECRETS
from bot.config.checks import checks
from bot.config.complaints import complaints
from bot.config.faults import Fault, SettingsError
from bot.config.layers import Layer, Tree
from bot.config.lines import Key, dotted
from bot.config.model import Settings

DEFAULT: Final = Path("config.toml")
MADE_UP: Final[Mapping[str, str | list[str]]] = {
    "smtp_url": "smtp://mail.invalid",
    "imap_url": "imaps://mail.invalid",
    "from": "missing@mail.example",
    "url": "https://missing.invalid",
    "allow": ["missing"],
    "countries": ["DE"],
}
"""What stands in for a key that is missing, where not any word can."""
_ROUNDS: Final = 5


def chosen(path: Path | None) -> Path | None:
    """Return the file that counts: the one named, else ``config.toml`` where there is one, else none."""
    return path or (DEFAULT if DEFAULT.is_file() else None)


def load(path: Path | None, env: Mapping[str, str], made_up: bool = False) -> Settings:
    """Read the settings; without a path from the environment and the defaults alone.

    ``made_up`` puts something in for tokens that are not there yet, where none of them will be used.
    Raises SettingsError with every fault at once: the file's in the order of its lines, then the rest.
    """
    found = _layers(path, env)
    tree = layers.merged(found)
    if made_up:
        tree = layers.merged((Layer(_tokens(tree)), Layer(tree)))
    try:
        settings = Settings.model_validate(tree)
    except ValidationError as error:
        raise SettingsError(_faults(_through(tree, error), found)) from None
    if wrong := list(checks(settings)):
        raise SettingsError(_faults(wrong, found))
    return settings


def locate(path: Path | None, env: Mapping[str, str], key: str | Key) -> str:
    """Return where a key such as ``channels.telegram`` was written; a name with dots needs a tuple."""
    return layers.place(tuple(key.split(".")) if isinstance(key, str) else key, _layers(path, env))


def _layers(path: Path | None, env: Mapping[str, str]) -> Sequence[Layer]:
    found = [layers.file(path)] if path else []
    below = layers.merged(found)
    found.append(layers.environment(env, below))
    if (folder := layers.secrets_dir(layers.merged(found))) is not None:
        where = layers.place(("secrets", "dir"), found)
        found.insert(-1, layers.secrets(folder, where, below))
    return found


def _tokens(tree: Tree) -> Tree:
    """Return made-up tokens for the messengers that have a section."""
    sections = tree.get("channels")
    there = SECRETS.keys() & sections if isinstance(sections, dict) else ()
    return {"channels": {name: {key: MADE_UP.get(key, "made-up") for key in SECRETS[name]} for name in there}}


def _through(tree: Tree, error: ValidationError) -> Iterator[tuple[Key, str]]:
    """Yield the wrong values, and then, with them mended, what they hid, so that all is told in one go.

    A wrong value is left out, and what is required but missing is made up; what is then wrong with the
    table around one is our own doing. What is still wrong after some rounds must wait for the next start.
    """
    mended, told = deepcopy(tree), set[Key]()
    for _ in range(_ROUNDS):
        for key, kind, message in complaints(error):
            if not any(wrong[: len(key)] == key for wrong in told):
                yield key, message
            told.add(key)
            _mend(mended, key, kind)
        try:
            settings = Settings.model_validate(mended)
        except ValidationError as hidden:
            error = hidden
        else:
            yield from checks(settings)
            return


def _mend(tree: Tree, key: Key, kind: str) -> None:
    """Take a wrong value out, with the whole list it is in, and make up one that is missing."""
    words = [str(word) for word in takewhile(lambda word: isinstance(word, str), key)]
    node: Tree = tree
    for word in words[:-1]:
        node = node.get(word, {})
    node.pop(words[-1], None)
    if kind == "missing":
        node[words[-1]] = MADE_UP.get(words[-1], "missing")


def _faults(complaints: Iterable[tuple[Key, str]], found: Sequence[Layer]) -> list[Fault]:
    faults = [Fault(layers.place(key, found), dotted(key), message) for key, message in complaints]
    return sorted(dict.fromkeys(faults), key=_order)


def _order(fault: Fault) -> tuple[str, int, str]:
    name, _, line = fault.where.rpartition(":")
    return (name, int(line), fault.key) if line.isdigit() else (fault.where, 0, fault.key)
