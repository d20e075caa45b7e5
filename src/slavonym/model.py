"""The records that travel from stage to stage. Frozen, slotted, without logic.

Offsets are half-open spans `[start, end)` in Unicode code points of the text they speak of. A confidence is
a number from 0 to 1; an evidence weight is a log-odds (natural logarithm).
"""

from __future__ import annotations

from typing import NamedTuple

from slavonym.record import record

STYLE = "other-romanization"
"""What stands as the rule of a candidate whose form another romanization has (Mykolayiv, Sergiy): a matter of style."""
RENAMED = "renamed"
"""What stands as the rule of a candidate: the good form of an old name, where the present one is asked for."""


@record
class Name:
    """A canonical name.

    `english` is the preferred English form and `ukrainian` the KMU-2010 form (for names that are not
    Ukrainian, the same as `english`). `region` is an ISO 3166-2 code, or None where several places share
    the name and none stands out; `homonyms` counts the other places of that name.
    """

    id: str
    kind: str
    category: str
    language: str
    native: str
    english: str
    ukrainian: str
    accepted: tuple[str, ...] = ()
    region: str | None = None
    rank: int = 0
    homonyms: int = 0


class Piece(NamedTuple):
    """One step of an alignment: these letters of the surface form stand for those of the native name.

    `schemes` names the schemes that spell them so, `cost` is what the step costs (0 is regular).
    """

    surface: str
    native: str
    schemes: frozenset[str]
    cost: float


class Evidence(NamedTuple):
    """One reason for or against a candidate: `weight` is its share of the log-odds."""

    id: str
    detail: str
    weight: float


@record
class Mention:
    """A span of a document that may be a name.

    `words` are the spans of its words: "Chassiv Yar" has two, without what parts them.
    """

    start: int
    end: int
    surface: str
    words: tuple[tuple[int, int], ...]


@record
class Candidate:
    """What a rule says a mention may be: `surface` at `[start, end)` is `name`.

    `cost` and `alignment` tell how the surface form comes from the native name; `listed` is true for a
    form that a table gives as it is. `share` is set for a name in no table: of everything its letters may be read as,
    how much falls on this one (a probability). `evidence` that a rule gives counts with what scoring finds. `lookup`
    returns candidates whose `confidence` is known.
    """

    start: int
    end: int
    surface: str
    name: Name
    rule: str
    cost: float = 0.0
    alignment: tuple[Piece, ...] = ()
    listed: bool = False
    share: float | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0

    @property
    def english(self) -> str:
        """The preferred English form of the name."""
        return self.name.english

    @property
    def ukrainian(self) -> str:
        """The KMU-2010 form of a Ukrainian name; of any other, the English form."""
        return self.name.ukrainian

    @property
    def native(self) -> str:
        """The name in its own script."""
        return self.name.native


@record
class Match:
    """One change: what stood in the text, what stands there now, and why.

    `[start, end)` is the span in the input and `[out_start, out_end)` the span in the output. `reason` is
    empty for a change that was made; in `Explanation.rejected` it says why this one was not.
    """

    start: int
    end: int
    surface: str
    out_start: int
    out_end: int
    replacement: str
    confidence: float
    rule: str
    name: Name
    evidence: tuple[Evidence, ...]
    alignment: tuple[tuple[str, str], ...]
    reason: str = ""

    @property
    def language(self) -> str:
        """The language the name is taken to be in; where it may be another, the evidence `language` says how likely."""
        return self.name.language


@record
class Explanation:
    """What `normalize` returns and why.

    `matches` are the changes, in text order and disjoint; `rejected` is what was considered and left
    alone, each with its reason.
    """

    text: str
    matches: tuple[Match, ...] = ()
    rejected: tuple[Match, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from slavonym.report import fragment  # noqa: PLC0415  the core does not need it

        return fragment(self)
