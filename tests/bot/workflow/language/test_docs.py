"""The page about workflows says what the code does."""

import json
import re
from pathlib import Path

import jsonschema

from bot.workflow.checks import Known, ToolFacts, check
from bot.workflow.graph import parse, schema
from bot.workflow.language.complaints import DATA
from bot.workflow.language.lexer import FUNCTIONS
from tests.bot.workflow.language.files import errors

PAGE = (Path(__file__).parents[4] / "docs" / "workflows.md").read_text("utf-8")


def test_the_example_is_a_workflow_without_errors() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    tools = {"orders__get_order": ToolFacts(False), "stripe__create_refund": ToolFacts(True)}
    assert errors(check(parse(example, "x"), Known(tools, {"support"}, {"support"}, {"slack"}, True))) == []
    jsonschema.validate(json.loads(example), schema())


def test_every_key_and_every_function_is_on_the_page() -> None:
    keys = {field.alias or name for model in DATA.values() for name, field in model.model_fields.items()}
    assert [key for key in sorted(keys) if f"`{key}`" not in PAGE] == []
    assert [name for name in FUNCTIONS if f"`{name}" not in PAGE] == []
