"""Compile the index when a wheel is built, so that nobody who installs it has to wait for it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledIndexHook(BuildHookInterface[Any]):
    """Adds `_tables/index.bin` to a wheel. An editable install has none: its tables change under it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the index from the source tree and have the wheel include it."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from slavonym.gazetteer.store import PACKAGED, compiled_tables  # noqa: PLC0415  after the path

        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / PACKAGED
        path.write_bytes(compiled_tables())
        build_data["force_include"][str(path)] = f"slavonym/_tables/{PACKAGED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the file once it is in the wheel."""
        if version != "editable":
            self._folder.cleanup()
