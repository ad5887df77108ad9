"""From the sections of the file to adapters that are ready to connect."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.config.model import Settings
from bot.messengers import SAID, messengers, webhook
from channels.files import DiskFiles
from channels.registry import ENTRIES, load
from handoff.store.memory import MemoryStore
from tests.conftest import ROOT

SETTINGS = Settings.model_validate(
    {
        "web": {"public_url": "https://bot.example/"},
        "channels": {
            "telegram": {"token": "123:abc"},
            "slack": {"bot_token": "xoxb-1", "app_token": "xapp-1"},
            "discord": {"token": "abc"},
            "email": {"smtp_url": "smtp://m", "from": "a@b.c"},
        },
    }
)


def test_whatever_has_a_section_and_an_adapter_is_built(tmp_path: Path) -> None:
    built = messengers(SETTINGS, DiskFiles(tmp_path), MemoryStore())
    assert {name: type(channel) for name, channel in built.items()} == {name: load(name) for name in ENTRIES}
    assert [channel.name for channel in built.values()] == list(built)
    assert not any(channel.connected for channel in built.values())


def test_only_those_that_are_named_are_built(tmp_path: Path) -> None:
    assert list(messengers(SETTINGS, DiskFiles(tmp_path), MemoryStore(), ["slack"])) == ["slack"]
    assert messengers(Settings(), DiskFiles(tmp_path), MemoryStore()) == {}


def test_every_messenger_of_the_registry_is_told_what_the_file_says() -> None:
    assert SAID.keys() == ENTRIES.keys()


def test_nothing_but_a_messenger_that_is_built_imports_its_sdk() -> None:
    code = (
        "import sys; from bot.messengers import SAID; from channels.registry import ENTRIES, lacking; "
        "[lacking(name) for name in SAID]; "
        "sdks = {module for entry in ENTRIES.values() for module in entry.needs}; "
        "sys.exit(str(sdks & set(sys.modules)) if sdks & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("public", "address"), [("https://bot.example/", "https://bot.example/webhooks/slack"), ("", "")]
)
def test_the_address_to_call_is_behind_the_public_one(public: str, address: str) -> None:
    web = SETTINGS.web.model_copy(update={"public_url": public})
    assert webhook(SETTINGS.model_copy(update={"web": web}), "slack") == address


def test_no_token_is_shown_by_repr(tmp_path: Path) -> None:
    shown = repr(messengers(SETTINGS, DiskFiles(tmp_path), MemoryStore()))
    assert not any(secret in shown for secret in ("123:abc", "xoxb-1", "xapp-1"))
