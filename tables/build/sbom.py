"""What a wheel is made of, as a CycloneDX document: the packages it needs, and the data its tables come from.

It goes into the wheel's `.dist-info/sboms/` (PEP 770). The same checkout gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NAME = "slavonym.cdx.json"

LICENCES = {
    "langdetect": "Apache-2.0",
    "msgspec": "BSD-3-Clause",
    "pycountry": "LGPL-2.1-only",
    "rapidfuzz": "MIT",
    "regex": "Apache-2.0 AND CNRI-Python",
    "unidecode": "GPL-2.0-or-later",
}
"""The licences of the packages it needs, as SPDX has them."""
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*(.*)")


def bill_of_materials(root: Path, version: str) -> bytes:
    """Write the document.

    Args:
        root: The checkout.
        version: The version of the wheel.

    Raises:
        KeyError: a dependency has no licence in LICENCES.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sources = tomllib.loads((root / "tables" / "sources.toml").read_text(encoding="utf-8"))
    packages = [_package(requirement) for requirement in project["dependencies"]]
    data = [_data(name, source) for name, source in sorted(sources.items())]
    itself = {
        "type": "library",
        "bom-ref": f"pkg:pypi/slavonym@{version}",
        "name": "slavonym",
        "version": version,
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": f"pkg:pypi/slavonym@{version}",
    }
    parts = [*packages, *data]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": itself},
        "components": parts,
        "dependencies": [
            {"ref": itself["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _package(requirement: str) -> dict[str, Any]:
    found = _REQUIREMENT.fullmatch(requirement)
    assert found is not None, requirement
    name, versions = found[1], found[2]
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}",
        "name": name,
        "scope": "required",
        "licenses": [{"expression": LICENCES[name]}],
        "purl": f"pkg:pypi/{name}",
        "properties": [{"name": "slavonym:versions", "value": versions}],
    }


def _data(name: str, source: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "data",
        "bom-ref": f"data:{name}",
        "name": source["title"],
        "publisher": source["publisher"],
        "description": source["locator"],
        "licenses": [{"license": {"name": source["licence"]}}],
    }
