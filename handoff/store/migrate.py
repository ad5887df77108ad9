"""The schema's numbered files, applied in order, each in one transaction with its number."""

import sqlite3
from importlib import resources

from handoff.errors import SchemaTooNew


def scripts() -> list[str]:
    """Return the schema files' texts; the first is number 1."""
    folder = resources.files("handoff.store") / "schema"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda f: f.name)
    return [file.read_text("utf-8") for file in files]


def refuse_newer(connection: sqlite3.Connection) -> None:
    """Raise SchemaTooNew where a newer version of this program wrote the database; changes nothing."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    known = len(scripts())
    if version > known:
        raise SchemaTooNew(
            f"the database has schema {version}, this version of handoff knows {known}: start the newer one"
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; a file that fails changes nothing."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, script in enumerate(scripts()[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.rollback()
            raise
