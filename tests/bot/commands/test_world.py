"""Commands in an odd world: real processes without room, without outputs, with another character set."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.conftest import ROOT

DISCOUNT = ROOT / "examples/workflows/discount.json"
ENV = {**{k: v for k, v in os.environ.items() if not k.startswith("HANDOFF")}, "PYTHONPATH": str(ROOT)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(words: str, **env: str) -> tuple[int, bytes, str]:
    """Run ``handoff WORDS`` in a shell; return its code, what it wrote, and what it complained of."""
    line = f"{sys.executable} -m bot {words}"
    done = subprocess.run(line, shell=True, capture_output=True, env=ENV | env, check=False, timeout=60)
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device without room")
def test_a_disk_without_room_for_the_output_is_one_sentence() -> None:
    assert shell("workflow schema > /dev/full") == (1, b"", "No space left on device\n")


def test_what_is_written_into_a_file_is_utf_8_in_every_locale() -> None:
    code, picture, complaint = shell(f"workflow draw {DISCOUNT}", PYTHONIOENCODING="latin-1")
    assert (code, complaint) == (0, "")
    assert picture.decode("utf-8").startswith("<svg ")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_process_without_input_or_output_has_empty_ones(closed: str) -> None:
    assert shell(f"detect {closed}") == (0, b"", "")


def test_a_path_with_blanks_can_be_pasted_from_what_init_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--yes", "--config", "my shop.toml"]) == 0
    assert "handoff check --config 'my shop.toml', then" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("log",), ("token", "ana")])
def test_a_broken_database_is_named_with_the_line_that_leads_to_it(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("shop.db").write_bytes(b"no database")
    Path("config.toml").write_text('[store]\nurl = "sqlite:///shop.db"\n')
    assert main(words) == 1
    assert "config.toml:2: store.url: shop.db: the file is not a database" in capsys.readouterr().err


def test_a_port_that_another_program_has_is_a_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        Path("config.toml").write_text(f"[web]\nport = {port}\n")
        assert main(["check"]) == 1
    assert f"config.toml:2: web.port: 127.0.0.1:{port} is taken by another program" in capsys.readouterr().err


def test_a_fault_that_is_written_nowhere_names_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--mode", "http"]) == 1
    assert capsys.readouterr().err.startswith("web.public_url: mode http needs")


def test_a_list_is_never_of_less_than_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--limit", "0"]) == 2
    assert "--limit" in capsys.readouterr().err
