"""A guard: what stands in double square brackets is a key of the archive, not prose."""

from typing import ClassVar

from slavonym import Candidate
from slavonym.context import Context


class Quotes:
    """Forbids changes inside [[archive keys]]."""

    id = "acme-quotes"
    examples: ClassVar = ("See [[city of Tchernihiv, Ukraine]] for the war in Ukraine.",)
    counter_examples: ClassVar = (
        ("The city of Tchernihiv, Ukraine [[1]].", "The city of Chernihiv, Ukraine [[1]]."),
    )

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """A reason, inside brackets that are open before the candidate."""
        before = context.before(candidate.start)
        inside = before.rfind("[[") > before.rfind("]]")
        return "inside an archive key" if inside else None
