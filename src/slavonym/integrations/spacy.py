"""A component for spaCy pipelines. Installed, it is found by its name: `nlp.add_pipe("slavonym")`."""

# Annotations are evaluated here: spaCy checks the config of a component by those of its factory.
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from slavonym.config import Config
from slavonym.integrations.columns import as_row
from slavonym.normalizer import Normalizer

EXTENSION = "slavonym"
"""The custom attribute of a span that tells its match."""


class SlavonymComponent:
    """Marks the names that `normalize` would write otherwise. The text and its tokens stay as they are.

    `doc.spans[spans_key]` has a span for each match, in text order: the tokens that the match touches. Of a span,
    `label_` is the kind of the name, `kb_id_` its id, and `span._.slavonym` the match as a dictionary with the fields
    of `slavonym.integrations.columns.FIELDS`; `english` is the canonical name.

    Args:
        options: The options of `Config`.
        spans_key: Where the spans are kept in `doc.spans`.

    Raises:
        ConfigError: an option is unknown or has a wrong value.
    """

    def __init__(self, options: dict[str, Any], spans_key: str) -> None:
        self.spans_key = spans_key
        self.normalizer = Normalizer(Config().replace(**options))
        if not Span.has_extension(EXTENSION):
            Span.set_extension(EXTENSION, getter=_match)

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans of a document."""
        spans = []
        for match in self.normalizer.explain(doc.text).matches:
            span = doc.char_span(
                match.start,
                match.end,
                label=match.name.kind,
                kb_id=match.name.id,
                span_id=f"{self.spans_key}:{match.start}:{match.end}",
                alignment_mode="expand",
            )
            doc.user_data[EXTENSION, span.id_] = as_row(match)
            spans.append(span)
        doc.spans[self.spans_key] = spans
        return doc


def _match(span: Span) -> dict[str, Any] | None:
    """The match of a span. Two matches may touch the same tokens, so it is kept under the span's id, not its place."""
    match: dict[str, Any] | None = span.doc.user_data.get((EXTENSION, span.id_))
    return match


def make_component(
    nlp: Language,  # noqa: ARG001  spaCy gives it, and the name, by name
    name: str,  # noqa: ARG001
    options: dict[str, Any],
    spans_key: str,
) -> SlavonymComponent:
    """The component with the options that stand in the config of the pipeline."""
    return SlavonymComponent(options, spans_key)


Language.factory(
    "slavonym",
    default_config={"options": {}, "spans_key": "slavonym"},
    assigns=["doc.spans", f"span._.{EXTENSION}"],
    func=make_component,
)
