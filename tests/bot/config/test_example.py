"""``config.example.toml`` is valid as it stands, valid with everything in use, and leaves no key out."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from bot.commands.example import EXAMPLE, example, explanations
from bot.config.complaints import plain
from bot.config.lines import Key
from bot.config.values import seconds
from bot.settings import Settings, load

Shown = tuple[tuple[str, ...], Any, object]
ELSE = {
    "agent.channels.web.silent",
    "agent.model.budget.input_price",
    "agent.model.budget.output_price",
    "categories.legal.priority",
}
"""What is shown with another value than its default, because the default says nothing."""
SECTIONS = {"agent.channels.web", "escalation.rules.order", "operators.anna", "queues.second", "texts.en"}


def uncommented(text: str) -> str:
    """Return the example with every setting in use, as ``#key = value`` is one that is not."""
    return re.sub(r"(?m)^#(?=[\w\[])", "", text)


def test_it_is_valid_as_it_stands() -> None:
    settings = load(EXAMPLE, {})
    assert settings.queues["support"].notify == ("web",)


@pytest.mark.parametrize("name", ["bot", "log", "store", "web", "contacts", "privacy", "secrets"])
def test_the_values_it_shows_are_the_defaults(name: str) -> None:
    assert getattr(load(EXAMPLE, {}), name) == getattr(Settings(), name)


def test_it_is_valid_with_every_setting_in_use(tmp_path: Path) -> None:
    text = uncommented(example())
    for number, line in enumerate(text.splitlines()):
        if "{ file = " in line:
            kind = next((kind for kind in ("smtp", "imap") if f"{kind}_url" in line), "")
            (tmp_path / f"s{number}").write_text(f"{kind}s://a.example" if kind else "a secret" * 4)
            text = text.replace(line, f'{line.split("=")[0]}= {{ file = "{tmp_path}/s{number}" }}')
    (tmp_path / "secrets").mkdir()
    text = text.replace('dir = "/run/secrets"', f'dir = "{tmp_path}/secrets"')
    (tmp_path / "all.toml").write_text(text)
    settings = load(tmp_path / "all.toml", {})
    assert settings.channels.names == ("web", "telegram", "slack", "discord", "email")
    assert settings.agent.channels["web"].silent


def test_every_key_of_every_section_is_in_it_and_explained() -> None:
    tree = tomllib.loads(uncommented(example()))
    missing = [".".join(map(str, key)) for key in keys(Settings) if not written(tree, key)]
    assert missing == []


def test_every_number_that_it_shows_is_the_default_where_there_is_one() -> None:
    tree = tomllib.loads(uncommented(example()))
    differ = {".".join(key) for key, shown, default in numbers(Settings, tree) if seconds(shown) != default}
    assert differ == ELSE


def test_every_section_has_an_explanation_above_its_first_key() -> None:
    why = explanations(example())
    assert "called" in why["bot.name"]
    assert "staffed group" in why["queues.support"]
    assert set(why) >= SECTIONS


def keys(model: type[BaseModel], above: Key = ()) -> Iterator[Key]:
    """Yield the path of every key; ``*`` stands for a name the admin chooses."""
    for name, field in model.model_fields.items():
        kind, key = plain(field.annotation), (*above, field.alias or name)
        if get_origin(kind) is dict:
            kind, key = plain(get_args(kind)[1]), (*key, "*")
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from keys(kind, key)
        elif "*" not in key[-1:]:
            yield key


def numbers(model: type[BaseModel], tree: Any, above: tuple[str, ...] = ()) -> Iterator[Shown]:
    """Yield the key of every number and switch that has a default, what is shown, and the default."""
    for name, field in model.model_fields.items():
        key = field.alias or name
        for below, part, kind in parts(field.annotation, tree.get(key)):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from numbers(kind, part, (*above, key, *below))
            elif isinstance(field.default, int | float) and part is not None:
                yield (*above, key), part, field.default


def parts(kind: Any, shown: Any) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Yield what is shown of a field; of a table of names, what is shown of each."""
    kind = plain(kind)
    if get_origin(kind) is dict:
        yield from (((name,), part, plain(get_args(kind)[1])) for name, part in (shown or {}).items())
    else:
        yield (), shown, kind


def written(tree: Any, key: Key) -> bool:
    if not key:
        return True
    if not isinstance(tree, dict):
        return False
    parts = tree.values() if key[0] == "*" else [tree[key[0]]] if key[0] in tree else []
    return any(written(part, key[1:]) for part in parts)
