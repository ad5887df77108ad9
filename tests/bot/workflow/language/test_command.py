"""``handoff workflow check|draw|schema``: one line a finding, and the exit code that fits."""

import json
from pathlib import Path

import pytest

from bot.commands.workflow import check, draw, schema
from bot.config.faults import SettingsError
from tests.bot.workflow.language.files import TRIGGER, ask, gate, say, text


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(source: str, name: str = "flow.json") -> Path:
    path = Path(name)
    path.write_text(source, "utf-8")
    return path


async def test_a_good_file_is_valid(capsys: pytest.CaptureFixture[str]) -> None:
    assert await check(written(text([TRIGGER, say("a")], ["start -> a"]))) == 0
    assert capsys.readouterr().out == "flow.json: valid\n"


async def test_warnings_alone_are_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert await check(written(text([TRIGGER, gate("a"), say("b")], ["start -> a", "a.verified -> b"]))) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("flow.json:10: a: warning: the exit 'failed' has no edge: ")
    assert out[1] == "flow.json: valid, 1 warning"


async def test_errors_are_told_by_line_and_node(capsys: pytest.CaptureFixture[str]) -> None:
    assert await check(written(text([TRIGGER, say("a", "{{nope}}")], ["start -> a"]))) == 1
    assert capsys.readouterr().out.splitlines() == [
        "flow.json:14: a: message: {{nope}}: nobody sets 'nope'; known are contact, conversation, message"
    ]
    assert await check(written('{"nodes": 1}')) == 1
    assert capsys.readouterr().out == "flow.json:1: nodes must be a list\n"


async def test_queues_are_checked_against_the_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    flow = text(
        [TRIGGER, ask("a", queue="mony"), say("b")], ["start -> a", "a.approved -> b", "a.rejected -> b"]
    )
    config = written('[operators.ana]\n[queues.money]\nreviewers = ["ana"]\n', "shop.toml")
    assert await check(written(flow)) == 0
    assert await check(written(flow), config=config) == 1
    assert "there is no queue 'mony'; did you mean 'money'?" in capsys.readouterr().out
    assert await check(written(flow.replace("mony", "money")), config=config) == 0


async def test_a_file_that_cannot_be_read_is_said_in_a_line() -> None:
    with pytest.raises(SettingsError, match=r"gone\.json: cannot be read: no such file"):
        await check(Path("gone.json"))
    Path("bytes.json").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read: it is not UTF-8 text"):
        draw(Path("bytes.json"))


def test_a_drawing_goes_to_a_file_or_to_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    path = written(text([TRIGGER, say("a")], ["start -> a"]))
    assert draw(path) == 0
    said = capsys.readouterr().out
    assert said.startswith("<svg ")
    assert draw(path, output=Path("flow.svg")) == 0
    assert Path("flow.svg").read_text("utf-8") == said
    with pytest.raises(SettingsError, match="cannot be written"):
        draw(path, output=Path("no/flow.svg"))


def test_what_has_no_shape_is_not_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(written("[]")) == 1
    assert capsys.readouterr().err == "flow.json:1: must be an object\n"


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema() == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
