"""The registry names every adapter, and imports an SDK only for the one that is asked for."""

import pytest

from channels.base import Channel
from channels.registry import ENTRIES, lacking, load


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_every_name_leads_to_a_channel_of_that_name(name: str) -> None:
    found = load(name)
    assert issubclass(found, Channel)
    assert found.name == name


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("pigeon")


def test_what_is_not_installed_is_told_without_an_import() -> None:
    assert all(lacking(name) == () for name in ENTRIES)
