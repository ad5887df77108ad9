"""Who of the team acted."""

from dataclasses import dataclass

from handoff.ids import OperatorName


@dataclass(frozen=True, slots=True)
class Actor:
    """One of the team, and through which channel he or she acted.

    ``groups`` are those the platform vouches for. A ``guest`` is known by a group alone, and is no
    configured operator.
    """

    operator: OperatorName
    name: str
    via: str = "web"
    groups: frozenset[str] = frozenset()
    guest: bool = False
