"""The promises that every command makes: a file by --config, examples, words, exit codes."""

import json
import tomllib
from pathlib import Path

import pytest

from bot.cli import COMMANDS, WORKFLOWS, main

EVERY = [*((name,) for name in COMMANDS), *(("workflow", name) for name in WORKFLOWS)]
FLOW = {
    "nodes": [
        {"id": "begin", "type": "trigger", "data": {"triggerType": "message_received"}},
        {"id": "say", "type": "send_message", "data": {"message": "Hello."}},
    ],
    "edges": [{"source": "begin", "target": "say"}],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("hello.json").write_text(json.dumps(FLOW), "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_each_command_takes_a_file_and_shows_examples(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "--config" in shown
    assert f"Examples:\n  handoff {' '.join(command)}" in shown
    assert "[default: ()]" not in shown
    assert "[default: False]" not in shown


def test_the_group_of_workflows_shows_its_own_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["workflow", "--help"]) == 0
    shown = capsys.readouterr().out
    assert "handoff workflow draw refund.json --output refund.svg" in shown
    assert "handoff init" not in shown


def test_an_example_can_be_pasted_as_it_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for command in EVERY:
        assert main([*command, "--help"]) == 0
        lines = capsys.readouterr().out.partition("Examples:")[2].splitlines()
        assert all(len(line) < 80 for line in lines), lines
        assert all(line.startswith(("  handoff ", "  echo ", "      --")) for line in lines if line), lines


@pytest.mark.parametrize("name", ["draw", "check"])
def test_the_file_may_be_named_before_a_workflows_command(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("shop.toml").write_text('[bot]\nname = "Robin"\n')
    assert main(["--config", "shop.toml", "workflow", name, "hello.json"]) == 0
    assert capsys.readouterr().err == ""


def test_init_prepares_mail_and_says_where_its_secrets_go(capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "--contacts",
        "email",
        "--from",
        "Shop <help@shop.example>",
        "--notify",
        "email:ana@shop.example",
    ]
    assert main(["init", "--yes", *words, "--operator", "Ana email:ana@shop.example"]) == 0
    assert (
        "set HANDOFF__CHANNELS__EMAIL__SMTP_URL, HANDOFF__CHANNELS__EMAIL__IMAP_URL, "
        in capsys.readouterr().out
    )
    tree = tomllib.loads(Path("config.toml").read_text())
    assert tree["channels"] == {"email": {"from": "Shop <help@shop.example>", "inbound": "imap"}}
    assert tree["contacts"]["channels"] == ["web", "email"]
    assert tree["queues"]["support"]["notify"] == ["web", "email:ana@shop.example"]
    assert tree["operators"] == {"Ana": {"name": "Ana", "email": "ana@shop.example"}}
    assert main(["manifest", "slack"]) == 0


def test_init_needs_the_address_that_mails_come_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--yes", "--contacts", "email"]) == 1
    assert "channels.email.from: is required" in capsys.readouterr().err
    assert not Path("config.toml").exists()


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--contacts", "telegrm", "'telegrm'; did you mean 'telegram'?"),
        ("--notify", "slak:C1", "'slak'; did you"),
    ],
)
def test_init_knows_a_messenger_that_is_misspelt(
    option: str, value: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--yes", option, value]) == 1
    assert f"{option}: there is no messenger {told}" in capsys.readouterr().err
    assert not Path("config.toml").exists()


def test_token_says_what_the_system_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    Path("data").touch()
    assert main(["token", "ana"]) == 1
    said = capsys.readouterr().err
    assert "the database cannot be opened (data: file exists)" in said
    assert "Errno" not in said
