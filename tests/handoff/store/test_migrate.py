"""The schema files are applied in order, each whole or not at all."""

import sqlite3
from collections.abc import Iterator
from importlib import resources

import pytest

from handoff.errors import SchemaTooNew
from handoff.store import migrate


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def version(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def test_the_files_are_numbered_without_a_gap() -> None:
    files = sorted(file.name for file in (resources.files("handoff.store") / "schema").iterdir())
    assert files == [f"{number:04}.sql" for number in range(1, len(files) + 1)]


def test_migrating_twice_changes_nothing(connection: sqlite3.Connection) -> None:
    migrate.migrate(connection)
    connection.execute("UPDATE meta SET value = 5000 WHERE name = 'ticket'")
    migrate.migrate(connection)
    assert version(connection) == len(migrate.scripts())
    assert connection.execute("SELECT value FROM meta WHERE name = 'ticket'").fetchone() == (5000,)


def test_a_file_that_fails_half_way_leaves_nothing(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE meta (something TEXT)")
    with pytest.raises(sqlite3.OperationalError):
        migrate.migrate(connection)
    assert not connection.in_transaction
    assert tables(connection) == {"meta"}
    assert version(connection) == 0


def test_a_newer_schema_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {len(migrate.scripts()) + 1}")
    with pytest.raises(SchemaTooNew, match="start the newer one"):
        migrate.refuse_newer(connection)
