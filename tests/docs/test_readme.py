"""What the README and the pages show is true: its examples are judged, its configurations are read."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from bot.config.load import load
from bot.config.model import Settings
from bot.config.policy import options
from handoff.answer import Answer
from handoff.escalation.judge import Judge
from handoff.escalation.memory import Memory
from handoff.escalation.phrases.all import LANGUAGES
from handoff.trigger import Mechanism
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^ *```toml\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SECRET = re.compile(r'\{ file = "[^"]+" \}')
ROW = re.compile(r"^\| (?P<sees>[^|]+) \| (?P<example>[^|]*) \| `(?P<mechanism>\w+)`", re.MULTILINE)


def rows() -> Iterator[tuple[Mechanism, str]]:
    """Yield each mechanism of the table with its example."""
    table = README.partition("## When does it step aside?")[2].partition("## ")[0]
    return ((Mechanism(row["mechanism"]), row["example"]) for row in ROW.finditer(table))


def conversations() -> Iterator[tuple[Mechanism, list[str]]]:
    """Yield what one side says, message by message: ``"a", "b"`` are two, ``"a", then "b"`` is one."""
    for mechanism, example in rows():
        for one in re.split(r'(?<="), (?=")', example):
            if said := re.findall(r'"([^"]+)"', one):
                times = 3 if one.endswith("three times") else 1
                yield mechanism, said * times


def test_the_table_names_every_mechanism_once() -> None:
    assert sorted(mechanism for mechanism, _ in rows()) == sorted(Mechanism)


@pytest.mark.parametrize(("mechanism", "said"), list(conversations()))
def test_each_example_makes_it_step_aside_for_that_reason(mechanism: Mechanism, said: list[str]) -> None:
    judge, memory = Judge(options(Settings())), Memory()
    fired = []
    for text in said:
        if mechanism is Mechanism.PROMISE:
            verdict, memory = judge.answer(Answer(text), memory)
        else:
            verdict, memory = judge.contact(text, memory)
        fired.append(verdict.trigger and verdict.trigger.mechanism)
    assert fired == [None] * (len(said) - 1) + [mechanism]


@pytest.mark.parametrize(
    "page", ["README.md", *(f"docs/{name}.md" for name in ("discord", "slack", "telegram", "help", "model"))]
)
def test_each_configuration_that_a_page_shows_is_valid(page: str, tmp_path: Path) -> None:
    for shown in BLOCK.findall((ROOT / page).read_text("utf-8")):
        file = tmp_path / "config.toml"
        file.write_text(SECRET.sub('"a secret"', dedent(shown)), "utf-8")
        load(file, {}, made_up=True)


def test_as_many_languages_are_read_as_it_says() -> None:
    assert f"in {len(LANGUAGES)} languages" in README
