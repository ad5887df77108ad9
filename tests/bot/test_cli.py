"""The command line as a person meets it: real processes, real files, exit codes and words."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from tests.conftest import ROOT

HANDOFF = [sys.executable, "-m", "bot"]
ENV = {**{k: v for k, v in os.environ.items() if not k.startswith("HANDOFF")}, "PYTHONPATH": str(ROOT)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("HANDOFF")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*HANDOFF, *words], input=stdin, capture_output=True, text=True, env=ENV, check=False, timeout=60
    )


def quiet(*words: str) -> int:
    return main(words)


def test_help_names_every_command_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert quiet("--help") == 0
    shown = capsys.readouterr().out
    for name in ("run", "init", "check", "detect", "log", "token", "manifest"):
        assert f" {name} " in shown
        assert quiet(name, "--help") == 0
        help_ = capsys.readouterr().out
        assert "Examples:" in help_
        assert f"handoff {name}" in help_
        assert "--config" in help_


def test_a_mistyped_command_or_option_is_exit_code_two_with_a_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert quiet("chek") == 2
    assert 'Did you mean "check"?' in capsys.readouterr().err
    assert quiet("log", "--sinse", "7d") == 2
    assert "Did you mean --since?" in capsys.readouterr().err
    assert quiet("token") == 2
    assert quiet("log", "--outcome", "lost") == 2


def test_help_loads_no_command(folder: Path) -> None:
    code = (
        "import sys; from bot.cli import main; main(['--help']); "
        "heavy = {'pydantic', 'aiohttp', 'structlog', 'opening_hours', 'watchfiles', 'tomlkit'}; "
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_init_writes_a_file_that_check_finds_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--name", 'The "Shop"', "--operator", "anna", "--operator", "Ben B", "--port", "0")
    assert quiet("init", "--yes", *words, "--hours", "Mo-Fr 09:00-18:00", "--zone", "Europe/Berlin") == 0
    text = Path("config.toml").read_text()
    assert "# What the assistant is called." in text
    assert quiet("check") == 0
    shown = capsys.readouterr().out
    assert "anna, Ben B" in shown
    assert "FAULT" not in shown


def test_init_prepares_messengers_and_says_where_tokens_go(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--contacts", "telegram", "--notify", "slack:C0123", "--operator", "Ben B slack:U1 telegram:7")
    assert quiet("init", "--yes", *words) == 0
    said = capsys.readouterr().out
    assert "set HANDOFF__CHANNELS__TELEGRAM__TOKEN, HANDOFF__CHANNELS__SLACK__BOT_TOKEN, " in said
    text = Path("config.toml").read_text()
    assert "#   HANDOFF__CHANNELS__SLACK__APP_TOKEN=..." in text
    tree = tomllib.loads(text)
    assert tree["channels"] == {"telegram": {"mode": "polling"}, "slack": {"mode": "socket"}}
    assert tree["contacts"]["channels"] == ["web", "telegram"]
    assert tree["queues"]["support"]["notify"] == ["web", "slack:C0123"]
    assert tree["operators"] == {"Ben B": {"name": "Ben B", "slack": "U1", "telegram": "7"}}
    assert quiet("check") == 1
    missing = capsys.readouterr().err
    assert "channels.slack.bot_token: is required; here, as" in missing
    assert "in the environment as HANDOFF__CHANNELS__TELEGRAM__TOKEN" in missing


def test_init_refuses_a_place_where_nobody_could_act(capsys: pytest.CaptureFixture[str]) -> None:
    assert quiet("init", "--yes", "--notify", "slack:C0123", "--operator", "anna") == 1
    assert "queues.support.notify.2: no operator has an id on slack" in capsys.readouterr().err
    assert not Path("config.toml").exists()


def test_init_never_writes_over_a_file_unless_told_to(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text("# mine\n")
    assert quiet("init", "--yes") == 1
    assert "--force" in capsys.readouterr().err
    assert Path("config.toml").read_text() == "# mine\n"
    assert quiet("init", "--yes", "--force", "--hours", "nine to five") == 1
    assert "queues.support.hours: these are not opening hours" in capsys.readouterr().err
    assert Path("config.toml").read_text() == "# mine\n"
    assert quiet("init", "--yes", "--force") == 0
    assert [path.name for path in Path().iterdir()] == ["config.toml"]


def test_init_asks_on_a_terminal(folder: Path) -> None:
    answers = "Ada\n\nEurope/Berlin\n\n\n\nanna, ben\n\n"
    done = in_terminal([*HANDOFF, "init"], answers)
    assert "What is the assistant called? [Assistant]" in done
    text = Path("config.toml").read_text()
    assert 'name = "Ada"' in text
    assert "[operators.anna]" in text
    assert "[operators.ben]" in text
    assert "\n[channels" not in text


def test_init_asks_again_for_what_was_no_answer_and_keeps_the_rest(folder: Path) -> None:
    first, again = "Ada\n\n\n\ntelegrm\n\n\nnine to five\n", "\n\n\n\n-\n\n\nMo-Fr 09:00-17:00\n"
    done = in_terminal([*HANDOFF, "init"], first + again)
    assert "there is no messenger 'telegrm'; did you mean 'telegram'?" in done
    tree = tomllib.loads(Path("config.toml").read_text())
    assert (tree["bot"]["name"], tree["queues"]["support"]["hours"]) == ("Ada", "Mo-Fr 09:00-17:00")


def test_init_says_that_the_file_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert quiet("init", "--yes", "--config", "no folder/shop.toml") == 1
    assert capsys.readouterr().err == "no folder/shop.toml: cannot be written: no such file or directory\n"


def test_init_asks_for_the_ids_by_which_the_team_is_known(folder: Path) -> None:
    answers = "\n\n\n\nslack\ndiscord:456\nanna, ben discord:7\n\n8\n"
    done = in_terminal([*HANDOFF, "init"], answers)
    assert "Who is anna on discord: a user ID such as" in done
    assert "Who is ben" not in done
    tree = tomllib.loads(Path("config.toml").read_text())
    assert tree["channels"] == {"slack": {"mode": "socket"}, "discord": {}}
    assert {name: one["discord"] for name, one in tree["operators"].items()} == {"anna": "8", "ben": "7"}


def test_check_names_file_line_and_key_of_every_fault(capsys: pytest.CaptureFixture[str]) -> None:
    Path("shop.toml").write_text('[web]\nprt = 1\n[queues.support]\nescalate_to = "secnd"\n')
    assert quiet("check", "--config", "shop.toml") == 1
    assert capsys.readouterr().err.splitlines() == [
        "shop.toml:2: web.prt: unknown key; did you mean 'port'?",
        "shop.toml:4: queues.support.escalate_to: there is no queue 'secnd'; known are support",
    ]


def test_check_names_what_is_valid_but_cannot_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").touch()
    Path("c.toml").write_text(
        '[agent]\nfolder = "none"\n[store]\nurl = "sqlite:///file/x.db"\n[web]\nport = 0\n'
        "[privacy]\nkeep_days = 9\n[queues.support]\nnotify = []\n"
        '[channels.email]\nsmtp_url = "smtp://u:SECRET@127.0.0.1:1"\nfrom = "a@b.c"\n'
    )
    assert quiet("check", "-c", "c.toml") == 1
    out, err = capsys.readouterr()
    assert "c.toml:2: agent.folder: there is no folder none" in err
    assert "c.toml:4: store.url: " in err
    assert "c.toml:8: privacy.keep_days: erasing by age is not available yet" in err
    assert "c.toml:10: queues.support.notify: " in err
    assert "the mail server cannot be reached" in out
    assert out.count("FAULT") == 4
    assert "SECRET" not in out + err


def test_check_says_what_a_scripted_agent_will_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more, code, said in (
        ("", 0, 'says "…" to everything: script names no file'),
        ('script = "lines.txt"\n', 1, "c.toml:3: agent.script: there is no file lines.txt"),
    ):
        Path("c.toml").write_text(f'[agent]\nkind = "scripted"\n{more}[web]\nport = 0\n')
        assert quiet("check", "-c", "c.toml") == code
        assert said in "".join(capsys.readouterr())


def test_run_refuses_what_this_version_cannot_do(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text("[privacy]\nkeep_days = 9\n")
    assert quiet("run") == 1
    shown = capsys.readouterr().err
    assert "config.toml:2: privacy.keep_days: erasing by age is not available yet" in shown


def test_config_may_stand_before_the_command_and_must_exist(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (
        ("--config", "no.toml", "check"),
        ("--config=no.toml", "check"),
        ("check", "-c", "no.toml"),
    ):
        assert quiet(*words) == 1
        assert capsys.readouterr().err == "no.toml: cannot be read: no such file or directory\n"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HANDOFF__WEB__PROT", "1")
    assert quiet("check") == 1
    assert "environment HANDOFF__WEB__PROT: web.prot: unknown key" in capsys.readouterr().err


def test_token_works_before_the_bot_ever_ran_and_keeps_its_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert quiet("token", "anna") == 0
    first = capsys.readouterr()
    token, inbox = first.out.splitlines()
    assert token.startswith("token: ")
    assert inbox.startswith("inbox: http://127.0.0.1:8080/inbox/login?code=")
    assert "Start it" in first.err
    assert Path("data/handoff.db").exists()
    assert quiet("token", "ben") == 0


def test_token_refuses_a_stranger_where_operators_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("config.toml").write_text("[operators.anna]\n")
    assert quiet("token", "ana") == 1
    assert capsys.readouterr().err == "there is no operator 'ana'; did you mean 'anna'?\n"
    assert not Path("data").exists()
    assert quiet("token", "\x1b[2J") == 1


def test_detect_writes_one_line_of_json_for_each_line_of_a_file_or_of_its_input() -> None:
    Path("lines.txt").write_bytes(
        b'where is my order\n{"text": "I want to talk to a human"}\n\xff\xfe broken\n'
    )
    done = call("detect", "lines.txt")
    assert (done.returncode, done.stderr) == (0, "")
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [verdict["escalate"] for verdict in verdicts] == [False, True, False]
    assert verdicts[1]["mechanism"] == "request"
    assert {"escalate", "mechanism", "category", "score", "signals"} <= set(verdicts[0])
    assert call("detect", stdin="I want to talk to a human\n").stdout.startswith('{"escalate": true')
    assert call("detect", "-", stdin="hello\n").returncode == 0
    assert call("detect", stdin="{broken\n").returncode == 1


def test_detect_says_when_a_file_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert quiet("detect", "none.txt") == 1
    assert capsys.readouterr().err == "none.txt: cannot be read: no such file or directory\n"


def test_nobody_reading_any_more_is_no_accident() -> None:
    Path("many.txt").write_text("I want to talk to a human\n" * 2000)
    reading = subprocess.Popen([*HANDOFF, "detect", "many.txt"], stdout=-1, stderr=-1, env=ENV)
    assert reading.stdout is not None
    assert reading.stderr is not None
    reading.stdout.readline()
    reading.stdout.close()
    assert reading.stderr.read() == b""
    assert reading.wait() == 141
    reading.stderr.close()


def test_an_interrupt_ends_quietly_with_130() -> None:
    # Whoever runs the tests in the background may have had interrupts ignored, and children inherit that.
    waiting = subprocess.Popen(
        [*HANDOFF, "detect"],
        stdin=-1,
        stdout=-1,
        stderr=-1,
        env=ENV,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - it does one system call, and no thread runs here
    )
    assert waiting.stdin is not None
    assert waiting.stdout is not None
    waiting.stdin.write(b"hello\n")
    waiting.stdin.flush()
    assert waiting.stdout.readline()  # it is in the middle of its work
    waiting.send_signal(signal.SIGINT)
    _, err = waiting.communicate()
    assert (waiting.returncode, err) == (130, b"")


def in_terminal(command: list[str], typed: str) -> str:
    """Run a command on a terminal of its own, type, and return what stood on it."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=ENV) as running:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b"".join(read_all(ours))
        assert running.wait() == 0, shown.decode()
    os.close(ours)
    return shown.decode()


def read_all(file: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(file, 4096)
        except OSError:  # Linux: the other side closed the terminal
            return
        if not part:
            return
        yield part


def heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
