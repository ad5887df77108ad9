"""Moves the write-ahead log into the database while nobody waits for a commit."""

import sqlite3

# A job adds at most some 25 KB to the log, so these are about 2.5 and 100 MB. A log that is written over is
# durable in half the time of one that grows, so the first checkpoint comes soon.
WHEN_IDLE = 100
AT_LATEST = 4000


class Checkpoint:
    """Counts jobs; only the writer's connection ever checkpoints."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._jobs = 0

    def after(self, jobs: int, idle: bool) -> None:
        """Checkpoint if it is time; one that fails (a full disk) is tried again later, the log holds all."""
        self._jobs += jobs
        if self._jobs >= (WHEN_IDLE if idle else AT_LATEST):
            self._jobs = 0
            try:
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            except sqlite3.Error:
                return
