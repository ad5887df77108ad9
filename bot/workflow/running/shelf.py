"""The workflows' definitions: read from files, and kept by digest for the runs that are pinned to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bot.config.faults import Fault, SettingsError
from bot.config.values import reason
from bot.config.workflows import Workflow as Entry
from bot.workflow.checks import Known, check
from bot.workflow.graph import Workflow, digest, parse
from bot.workflow.language.findings import Finding, WorkflowFaults
from handoff.ids import QueueName
from handoff.run import Run
from handoff.store.base import Store

MOST: Final = 256
"""So many definitions are kept in memory."""


@dataclass(frozen=True, slots=True)
class Volume:
    """A workflow as its file stands: ``text`` is the file, ``warnings`` what is worth knowing."""

    name: str
    digest: str
    text: str = field(repr=False)
    workflow: Workflow
    enabled: bool = True
    queue: QueueName | None = None
    warnings: tuple[Finding, ...] = ()


def read(entries: Mapping[str, Entry], known: Known) -> Mapping[str, Volume]:
    """Read and check every file of ``[workflows.*]``; raises SettingsError with every fault at once."""
    volumes: dict[str, Volume] = {}
    faults: list[Fault] = []
    for name, entry in entries.items():
        try:
            volumes[name] = _volume(name, entry, known)
        except SettingsError as error:
            faults += error.faults
    if faults:
        raise SettingsError(faults)
    return volumes


def _volume(name: str, entry: Entry, known: Known) -> Volume:
    text = _text(name, entry.file)
    try:
        workflow = parse(text, name)
    except WorkflowFaults as error:
        raise SettingsError(_faults(name, entry.file, error.findings)) from error
    found = check(workflow, replace(known, queue=entry.queue or known.queue))
    if errors := [one for one in found if one.level == "error"]:
        raise SettingsError(_faults(name, entry.file, errors))
    queue = QueueName(entry.queue) if entry.queue else None
    return Volume(name, digest(text), text, workflow, entry.enabled, queue, tuple(found))


def _text(name: str, path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeError) as error:
        raise SettingsError([Fault(str(path), f"workflows.{name}.file", reason(error))]) from error


def _faults(name: str, path: Path, findings: Sequence[Finding]) -> list[Fault]:
    return [Fault(f"{path}:{found.line}", f"workflows.{name}", str(found)) for found in findings]


class Shelf:
    """What is in force for new runs, and everything older that a run is still pinned to."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._volumes: Mapping[str, Volume] = {}
        self._known: dict[str, Workflow] = {}

    @property
    def volumes(self) -> Mapping[str, Volume]:
        """What is in force, by name."""
        return self._volumes

    async def put(self, volumes: Mapping[str, Volume]) -> None:
        """Put what was read in force, once the store has it: no run is pinned to what could be lost."""
        for volume in volumes.values():
            await self._store.keep_definition(volume.digest, volume.name, volume.text)
            self._keep(volume.digest, volume.workflow)
        self._volumes = dict(volumes)

    async def definition(self, digest: str) -> Workflow | None:
        """Return what a run is pinned to, whatever became of the file; None for what was never stored.

        Raises WorkflowFaults for a stored text that this version cannot read any more.
        """
        if digest not in self._known:
            text = await self._store.definition(digest)
            if text is None:
                return None
            self._keep(digest, parse(text, digest))
        return self._known[digest]

    def queue(self, run: Run) -> QueueName | None:
        """Return who decides what a run asks without naming a queue, also once its workflow was removed."""
        volume = self._volumes.get(run.workflow)
        return volume.queue if volume is not None else run.queue

    def _keep(self, digest: str, workflow: Workflow) -> None:
        """Remember it; forget the one that was read longest ago."""
        self._known.pop(digest, None)
        self._known[digest] = workflow
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]
