"""Fuzz one target, guided by the code it reaches: `python tests/fuzz/run.py index -max_total_time=600`.

Needs `pip install --group fuzz`. What follows the name are options of libFuzzer. New inputs that reach more code are
kept in tests/fuzz/grown/, and an input that breaks the target in tests/fuzz/found/; git ignores both.
"""

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

with atheris.instrument_imports(include=["slavonym", "tomllib", "targets"]):
    from targets import TARGETS

_SECONDS, _MEGABYTES = 20, 3072
"""What one input may take before it counts as a hang, or as too much memory."""


def main(name: str, *options: str) -> None:
    grown, found = HERE / "grown" / name, HERE / "found"
    grown.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    atheris.Setup(
        [
            sys.argv[0],
            f"-artifact_prefix={found}/{name}-",
            f"-dict={HERE / 'words.dict'}",
            f"-timeout={_SECONDS}",
            f"-rss_limit_mb={_MEGABYTES}",
            *options,
            str(grown),
            str(HERE / "corpus" / name),
        ],
        TARGETS[name],
    )
    atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: run.py {'|'.join(TARGETS)} [libFuzzer options]")
    main(*sys.argv[1:])
