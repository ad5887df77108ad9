"""A configuration as an admin writes it: a file in a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load

Load = Callable[..., Settings]
Faults = Callable[..., list[str]]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Load a text as config.toml, with these environment variables and no others."""
    monkeypatch.chdir(tmp_path)

    def load_text(text: str = "", **env: str) -> Settings:
        Path("config.toml").write_text(text, "utf-8")
        return load(Path("config.toml"), env)

    return load_text


@pytest.fixture
def faults(read: Load) -> Faults:
    """Load a faulty text and return its faults as they are shown."""

    def load_text(text: str = "", **env: str) -> list[str]:
        with pytest.raises(SettingsError) as caught:
            read(text, **env)
        assert str(caught.value) == "\n".join(map(str, caught.value.faults))
        return str(caught.value).splitlines()

    return load_text
