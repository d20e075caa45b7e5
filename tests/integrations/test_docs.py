"""Every example of docs/integrations.md does what the page says.

Its examples are plain `python` blocks, not doctests: each needs an engine that a user of another one does not have.
Here each block is run as a program of its own and must print the `text` block that follows it. The blocks of a section
are skipped where what its extra installs is missing.
"""

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "integrations.md"
ENGINES = {
    "pandas": "pandas",
    "polars": "polars",
    "Spark": "pyspark",
    "Hugging Face datasets": "datasets",
    "spaCy": "spacy",
}
EXAMPLE = re.compile(
    r"^```python\n(?P<program>.*?)^```\n\n```text\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)


def examples():
    for section in re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        for number, example in enumerate(EXAMPLE.finditer(body), 1):
            yield pytest.param(title, *example.groups(), id=f"{title} {number}")


def test_every_integration_has_a_section_with_an_example_and_no_example_goes_unrun():
    titles = [example.values[0] for example in examples()]
    assert set(titles) == set(ENGINES)
    assert len(titles) == PAGE.read_text(encoding="utf-8").count("```python")


@pytest.mark.parametrize(("title", "program", "printed"), list(examples()))
def test_an_example_prints_what_the_page_says(title, program, printed, tmp_path):
    engine = ENGINES[title]
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    if engine == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no java on the PATH")
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        encoding="utf-8",
        env=os.environ
        | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable, "HF_HUB_OFFLINE": "1"},
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout == printed
