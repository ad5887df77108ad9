"""The registry names every adapter, and imports an SDK only for the one that is asked for."""

import subprocess
import sys
from dataclasses import is_dataclass

import pytest

from channels.base import Channel
from channels.registry import ENTRIES, lacking, load, settings
from tests.conftest import ROOT


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_every_name_leads_to_a_channel_of_that_name_and_to_its_settings(name: str) -> None:
    found = load(name)
    assert issubclass(found, Channel)
    assert found.name == name
    assert is_dataclass(settings(name))


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("pigeon")


def test_what_is_not_installed_is_told_without_an_import() -> None:
    assert all(lacking(name) == () for name in ENTRIES)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_settings_and_the_registry_itself_need_no_sdk(name: str) -> None:
    code = (
        "import sys; from channels.registry import ENTRIES, lacking, settings; "
        f"settings({name!r}); lacking({name!r}); "
        "sdks = {module for entry in ENTRIES.values() for module in entry.needs}; "
        "sys.exit(str(sdks & set(sys.modules)) if sdks & set(sys.modules) else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
