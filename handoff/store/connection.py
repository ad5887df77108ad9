"""Connections to the database file, set up for their purpose."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from handoff.errors import StoreUnavailable
from handoff.store.migrate import migrate, refuse_newer

OLDEST_SQLITE = (3, 35, 0)
_WRITER = """
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 0;
    PRAGMA journal_size_limit = 67108864;
"""


def connect_writer(path: Path, busy: float) -> sqlite3.Connection:
    """Return the one connection that writes and checkpoints, with the schema brought up to date.

    Makes the file and its folder, readable by nobody else. ``busy`` is how long, in seconds, to wait
    for another program that holds the database. Raises SchemaTooNew, StoreUnavailable, sqlite3.Error.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreUnavailable(f"SQLite {sqlite3.sqlite_version} is too old, 3.35 or newer is needed")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return _connect(path, "rw", busy, _prepare)


def connect_guest(path: Path, busy: float) -> sqlite3.Connection:
    """Return a connection that may write beside the writer; raises as ``connect_reader``.

    It changes neither the schema nor how the file is kept, and does not checkpoint.
    """
    return _connect_known(path, "rw", busy, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;")


def connect_reader(path: Path, busy: float) -> sqlite3.Connection:
    """Return a connection that cannot write; raises SchemaTooNew, StoreUnavailable, sqlite3.Error."""
    return _connect_known(path, "ro", busy, "PRAGMA cache_size = -16384;")


def _connect_known(path: Path, mode: str, busy: float, pragmas: str) -> sqlite3.Connection:
    """Connect to a database that the writer has made."""
    if not path.is_file():
        raise StoreUnavailable(f"there is no database at {path}")

    def prepare(connection: sqlite3.Connection) -> None:
        refuse_newer(connection)
        connection.executescript(pragmas)

    return _connect(path, mode, busy, prepare)


def _connect(
    path: Path, mode: str, busy: float, prepare: Callable[[sqlite3.Connection], None]
) -> sqlite3.Connection:
    """Connect; what cannot be prepared is closed again."""
    uri = f"{path.resolve().as_uri()}?mode={mode}"
    connection = sqlite3.connect(
        uri, uri=True, timeout=busy, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    refuse_newer(connection)
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreUnavailable(f"the database cannot use a write-ahead log here (it stays {mode})")
    connection.executescript(_WRITER)
    migrate(connection)
