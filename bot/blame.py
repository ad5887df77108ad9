"""At the start, what the world refuses becomes one line about the setting that leads there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.agent.knowledge.folder import KnowledgeMissing
from bot.config.faults import Fault, SettingsError
from bot.config.load import locate
from handoff.errors import StoreError


@contextmanager
def blame(config: Path | None, key: str, what: str = "") -> Iterator[None]:
    """Raise SettingsError for the key when the system, the store or the knowledge refuses.

    ``what`` says what was tried, such as a path; it is put before a refusal that does not name it.
    """
    try:
        yield
    except (OSError, StoreError, KnowledgeMissing) as error:
        text = _said(error)
        message = text if what in text else f"{what}: {text}"
        raise SettingsError([Fault(locate(config, os.environ, key), key, message)]) from error


def _said(error: Exception) -> str:
    """Say what was refused: the event loop wraps the system's own words about an address in many more."""
    if not isinstance(error, OSError):
        return str(error)
    if error.errno is None or error.errno <= 0:  # a name that could not be looked up
        return (error.strerror or str(error)).lower()
    reason = os.strerror(error.errno).lower()
    return f"{error.filename}: {reason}" if error.filename else reason
