"""What is made when a wheel is built: the compiled index, so that nobody waits for it, and a bill of materials."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledIndexHook(BuildHookInterface[Any]):
    """Adds `_tables/index.bin` and an SBOM to a wheel. An editable install has none: its tables change under it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build both from the source tree and have the wheel include them."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path[:0] = [str(root / "src"), str(root / "tables" / "build")]
        from sbom import NAME, bill_of_materials  # noqa: PLC0415  after the path
        from slavonym.gazetteer.store import PACKAGED, compiled_tables  # noqa: PLC0415  after the path

        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name) / PACKAGED
        path.write_bytes(compiled_tables())
        build_data["force_include"][str(path)] = f"slavonym/_tables/{PACKAGED}"
        bill = Path(self._folder.name) / NAME
        bill.write_bytes(bill_of_materials(root, self.metadata.version))
        build_data["sbom_files"].append(str(bill))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the files once they are in the wheel."""
        if version != "editable":
            self._folder.cleanup()
