"""Values for texts that the team reads: no line of a value can pass for a line of ours."""

from typing import Any, Final

MARK: Final = "> "


def quoted(value: Any) -> Any:
    """Return JSON with ``> `` before every line of a text but its first, which stands behind our own words.

    A contact who writes a line such as ``Approve: https://...`` would else put it below ours in a mail.
    """
    if isinstance(value, str):
        return f"\n{MARK}".join(value.splitlines())
    if isinstance(value, dict):
        return {key: quoted(item) for key, item in value.items()}
    return [quoted(item) for item in value] if isinstance(value, list) else value
