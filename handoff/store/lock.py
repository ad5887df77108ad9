"""One process at a time writes a database: a lock beside the file, let go by the system when we die."""

import fcntl
import os
from pathlib import Path

from handoff.errors import StoreUnavailable


class Lock:
    """An exclusive lock on ``<database>.lock``."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._file: int | None = None

    def take(self) -> None:
        """Lock, or raise StoreUnavailable at once where another process has it."""
        path = self._database.with_name(self._database.name + ".lock")
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(file)
            raise StoreUnavailable(
                f"another handoff process uses this database ({self._database})"
            ) from error
        self._file = file

    def free(self) -> None:
        """Unlock. The file stays: removing it would let two processes lock two files of one name."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
