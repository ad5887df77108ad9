"""What the bot says in each language it knows; English is the core's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from handoff.clock import ClockWords
from handoff.texts import Texts

FOLDER: Final = Path(__file__).parents[1] / "locales"


def languages() -> tuple[str, ...]:
    """Return the languages that come with the bot."""
    return ("en", *sorted(path.stem for path in FOLDER.glob("*.toml")))


def locale(language: str) -> Texts:
    """Return what the bot says in a language such as ``de`` or ``de-AT``; English where it is not known."""
    path = FOLDER / f"{language.partition('-')[0]}.toml"
    if not path.is_file():
        return Texts()
    tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))
    lists: dict[str, Any] = {
        key: tuple(words) for key, words in tables["clock"].items() if isinstance(words, list)
    }
    return Texts(**tables["texts"], clock=replace(ClockWords(**tables["clock"]), **lists))


def spoken(own: Mapping[str, Mapping[str, str]]) -> dict[str, Texts]:
    """Return every language's texts with the admin's own words laid over them."""
    names = dict.fromkeys((*languages(), *own))
    return {name: _over(locale(name), own.get(name, {})) for name in names}


def _over(texts: Texts, own: Mapping[str, Any]) -> Texts:
    return replace(texts, **own)
