"""What a request did wrong, as the one who sent it may read it."""

from collections.abc import Mapping


class Fault(Exception):
    """Ends a request with ``{"error": error, "message": message, **extra}`` and this status.

    ``error`` is a code for programs, ``message`` says to a person what to do. Neither may hold what
    the sender wrote.
    """

    def __init__(
        self,
        status: int,
        error: str,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: object,
    ) -> None:
        super().__init__(f"{status} {error}")
        self.status = status
        self.error = error
        self.message = message
        self.headers = dict(headers or {})
        self.extra = extra
