"""Workflows' runs and their definitions, in memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from handoff.ids import RunId
from handoff.run import Run
from handoff.store.reading import RunQuery


class Runs:
    """Runs by id, ended ones as well, and definitions by digest."""

    def __init__(self) -> None:
        self._runs: dict[RunId, Run] = {}
        self._definitions: dict[str, tuple[str, str]] = {}

    def put(self, runs: Iterable[Run]) -> None:
        """Keep the runs as they stand now."""
        self._runs.update({run.id: run for run in runs})

    def get(self, id: RunId) -> Run | None:
        """Return one as it stands."""
        return self._runs.get(id)

    def find(self, query: RunQuery) -> Sequence[Run]:
        """Return matching runs, what changed last first."""
        found = [run for run in self._runs.values() if _asked_for(run, query)]
        return tuple(sorted(found, key=lambda run: (-run.changed, run.id))[: query.limit])

    def counts(self) -> Mapping[tuple[str, str, str], int]:
        """Count live runs by workflow, definition and node."""
        live = (run for run in self._runs.values() if run.live)
        return dict(Counter((run.workflow, run.digest, run.node) for run in live))

    def keep(self, digest: str, name: str, text: str) -> None:
        """Keep a definition; the first one under its digest stays."""
        self._definitions.setdefault(digest, (name, text))

    def definition(self, digest: str) -> str | None:
        """Return a definition's text."""
        _, text = self._definitions.get(digest, (None, None))
        return text


def _asked_for(run: Run, query: RunQuery) -> bool:
    return (
        (run.live or not query.live)
        and (query.workflow is None or run.workflow == query.workflow)
        and (query.conversation is None or run.conversation == query.conversation)
    )
