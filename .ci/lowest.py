"""Print the lowest versions that the ranges of pyproject.toml declare, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
TESTS = ("hypothesis", "jsonschema", "pexpect", "pint", "pytest")  # what the step itself runs on


def lowest(requirement: str) -> str:
    """Return `name==version` for a requirement with a lower bound."""
    bound = re.match(r"([\w.-]+)>=([\w.]+)", requirement)
    if not bound:
        raise SystemExit(f"`{requirement}` declares no lowest version")
    return f"{bound[1]}=={bound[2]}"


for requirement in PROJECT["dependencies"]:
    print(lowest(requirement))
for requirement in PROJECT["optional-dependencies"]["test"]:
    if re.match(r"[\w.-]+", requirement)[0] in TESTS:
        print(lowest(requirement))
