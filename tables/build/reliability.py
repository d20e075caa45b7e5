"""Draw `docs/reliability.svg`: confidences against what came out, on texts that no step of the fit had seen.

They are the documents of the test quarter as they were written, so that a name in no table is there what it is in
print. What is judged is the library as it is installed.

    python tables/build/reliability.py           write the diagram
    python tables/build/reliability.py --check   draw it again and compare
"""

from __future__ import annotations

import sys
from pathlib import Path

from fit_confidence import fold_of
from generating import run
from labelled import read_documents
from slavonym.evaluation import evaluate
from slavonym.evaluation.plot import as_svg

DIAGRAM = Path(__file__).resolve().parents[2] / "docs" / "reliability.svg"


def build() -> str:
    """The diagram as text."""
    documents = (d for d in read_documents() if fold_of(d.source) is None)
    return as_svg(
        evaluate(
            {
                "text": document.text,
                "spans": [
                    {"start": span.start, "end": span.end, "right": [*span.right]}
                    for span in document.spans
                ],
            }
            for document in documents
        )
    )


if __name__ == "__main__":
    sys.exit(run(DIAGRAM, build, {}))
