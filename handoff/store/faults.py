"""What SQLite's errors mean to us."""

import sqlite3

from handoff.errors import StoreUnavailable

# Everything else is a mistake of ours and must not look like bad luck.
_UNAVAILABLE = {
    sqlite3.SQLITE_BUSY: "another program holds the database",
    sqlite3.SQLITE_LOCKED: "another program holds the database",
    sqlite3.SQLITE_PROTOCOL: "another program holds the database",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written",
    sqlite3.SQLITE_READONLY: "the database is read-only",
    sqlite3.SQLITE_PERM: "the database may not be accessed",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened",
    sqlite3.SQLITE_NOMEM: "there is no memory left for the database",
    sqlite3.SQLITE_CORRUPT: "the database is damaged",
    sqlite3.SQLITE_NOTADB: "the file is not a database",
}


def unavailable(error: sqlite3.Error) -> StoreUnavailable | None:
    """Return what to tell the callers, or None for an error that trying again later cannot cure."""
    code = getattr(error, "sqlite_errorcode", None)
    reason = None if code is None else _UNAVAILABLE.get(code & 0xFF)
    if not reason:
        return None
    return StoreUnavailable(reason if str(error) in reason else f"{reason} ({error})")
