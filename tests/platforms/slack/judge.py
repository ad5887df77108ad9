"""Judges calls and events by Slack's own specifications; without those files everything passes."""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match

from tests.platforms.slack.world import Json

ROOT: Final = Path(__file__).parents[3]
MOST_BLOCKS: Final = 50
REASON: Final = "the specification files are not here; set HANDOFF_SHARED to the folder that holds specs/"
BLOCKS: Final = {
    name: f"{name.title().replace('_', '')}Block"
    for name in ("actions", "context", "divider", "header", "image", "input", "section", "markdown")
}


def folder() -> Path | None:
    """Return where Slack's specifications lie, if they do."""
    shared = Path(os.environ.get("HANDOFF_SHARED", ROOT.parent / "shared"))
    found = shared / "specs" / "slack"
    return found if found.is_dir() else None


class Judge:
    """Finds faults; an empty text is none."""

    def __init__(self, specs: Path) -> None:
        self._specs = specs
        schema = json.loads((specs / "web-api-8.2.0.schema.json").read_text())
        self._definitions: Json = schema["definitions"]
        self._validators: dict[str, Draft7Validator] = {}
        self._samples: dict[str, Json] = {}

    def knows(self, method: str) -> bool:
        """Whether Slack has such a method."""
        return self._name(method) in self._definitions

    def call(self, method: str, args: Json) -> str:
        """Judge a call's arguments, but for its blocks."""
        name = self._name(method)
        unknown = set(args) - self._known(name) - {"team_id"}
        if unknown:
            return f"unknown arguments: {', '.join(sorted(unknown))}"
        rest = {key: value for key, value in args.items() if key not in ("blocks", "view")}
        if method == "views.open":
            return self.view(args["view"])
        return self._fault(name, rest)

    def blocks(self, blocks: list[Json]) -> str:
        """Judge each block by its type; fifty are the most."""
        if len(blocks) > MOST_BLOCKS:
            return f"{len(blocks)} blocks"
        for block in blocks:
            if block.get("type") not in BLOCKS:
                return f"no such block: {block.get('type')}"
            if fault := self._fault(BLOCKS[block["type"]], block):
                return fault
        return _empty(blocks) or _twice(blocks)

    def view(self, view: Json) -> str:
        """Judge a modal."""
        fault = self._fault("ModalView", {**view, "blocks": []})
        return fault or self.blocks(view["blocks"])

    def _known(self, name: str) -> set[str]:
        found: set[str] = set()
        stack: list[Any] = [self._definitions[name]]
        while stack:
            part = stack.pop()
            found |= set(part.get("properties", ()))
            if "$ref" in part:
                key = unquote(part["$ref"].removeprefix("#/definitions/"))
                stack.append(self._definitions.get(key, {}))
            stack += [*part.get("anyOf", ()), *part.get("allOf", ())]
        return found

    def _fault(self, name: str, value: Json) -> str:
        if name not in self._validators:
            schema = {"$ref": f"#/definitions/{name}", "definitions": self._definitions}
            self._validators[name] = Draft7Validator(schema)
        error = best_match(self._validators[name].iter_errors(value))
        return "" if error is None else f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"

    def _name(self, method: str) -> str:
        low = "x_" + method.replace(".", "").lower()
        return next((name for name in self._definitions if name.lower() == low), "")

    def payload(self, sample: str, payload: Json) -> str:
        """Judge an event or interaction: no key may be invented that the real one does not have."""
        if sample not in self._samples:
            self._samples[sample] = json.loads((self._specs / f"{sample}.json").read_text())
        real = self._samples[sample]
        return next(_invented(payload, real, ""), "")


def _invented(value: Any, real: Any, path: str) -> Iterator[str]:
    """Yield invented keys. An empty object in a sample says nothing, and blocks are judged elsewhere."""
    if isinstance(value, dict) and isinstance(real, dict) and real:
        for key, part in value.items():
            if key not in real:
                yield f"{path}/{key}"
            elif key not in ("blocks", "metadata", "values"):
                yield from _invented(part, real[key], f"{path}/{key}")
    elif isinstance(value, list) and isinstance(real, list) and real:
        for part in value:
            yield from _invented(part, real[0], path)


def _empty(blocks: Any) -> str:
    """Slack refuses empty texts, which the schema does not say."""
    if isinstance(blocks, dict):
        if blocks.get("type") in ("mrkdwn", "plain_text") and not str(blocks.get("text", "")).strip():
            return "text: must be more than 0 characters"
        return next(filter(None, map(_empty, blocks.values())), "")
    if isinstance(blocks, list):
        return next(filter(None, map(_empty, blocks)), "")
    return ""


def _twice(blocks: list[Json]) -> str:
    for block in blocks:
        ids = [part.get("action_id") for part in block.get("elements", ()) if isinstance(part, dict)]
        ids = [id for id in ids if id is not None]
        if len(ids) != len(set(ids)):
            return "action_id must be unique"
        if block.get("type") in ("actions", "context") and not block["elements"]:
            return "elements: must not be empty"
    return ""


@cache
def judge() -> Judge | None:
    """Return the judge, if the specifications are here."""
    specs = folder()
    return None if specs is None else Judge(specs)
