"""The corridor: the stages in their order. The only module that knows it."""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from slavonym.config import Config
from slavonym.context import Context
from slavonym.errors import ConfigError, TableWarning
from slavonym.gazetteer import load_gazetteer
from slavonym.memo import Memo
from slavonym.model import RENAMED, STYLE, Candidate, Explanation
from slavonym.plugins import enabled
from slavonym.rules import default_guards, default_rules, looks_around
from slavonym.schemes import DEFAULT_SOURCES, schemes_for
from slavonym.spans import Proposal, Span, grouped
from slavonym.stages.candidates import propose
from slavonym.stages.document import detect_language, protected_spans
from slavonym.stages.mentions import Heads, as_mention, find_mentions, find_words, whole
from slavonym.stages.resolution import resolve
from slavonym.stages.rewriting import compose, rewrite
from slavonym.stages.scoring import Scorer, score
from slavonym.streams import one_by_one, shared
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slavonym.context import Detector, Tokenizer
    from slavonym.extension import Extension
    from slavonym.gazetteer import Gazetteer
    from slavonym.rules import Guard, Rule
    from slavonym.streams import Method

_KINDS = ("place", "person", "organization")

_WORTH_TELLING = 0.1
"""Confidence from which `lookup` tells a reading of a name in no table."""
_FORMS_KEPT = 32768
"""Surface forms of which is kept what the rules make of them."""
_MAX_ROUNDS = 8
"""A name that was put right is a sign of what the text is about, and may tip the scale for another: rounds go on until
nothing changes, so that normalizing twice is normalizing once. Two are nearly always enough."""


class Normalizer:
    """Normalizes texts under one config. Immutable, picklable, safe to share between threads.

    Args:
        config: The options; the defaults if left out.
        rules: What proposes candidates, asked in order; `default_rules()` if left out.
        guards: What forbids changes, asked in order; `default_guards()` if left out.
        detect_language: Tells the language of a text (a str) as an ISO 639-1 code, or None when it cannot. Asked at
            most once a document, where the config's `language` is "auto"; stop words and langdetect if left out.
        find_words: Tells where the words of a text are: an iterable of half-open spans (start, end) in code points, in
            text order and disjoint. A name starts and ends with one of them. The built-in pattern if left out.

    Raises:
        ConfigError: the config names a source, rule, guard or table pack that does not exist.
        TableError: tables or names of the config are wrong; says all problems.
        SchemeError: a scheme file of the config is wrong.

    Warns:
        TableWarning: a form that the config adds belongs to another name of the tables.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        rules: Sequence[Rule] | None = None,
        guards: Sequence[Guard] | None = None,
        detect_language: Detector | None = None,
        find_words: Tokenizer | None = None,
    ) -> None:
        self.config = config if config is not None else Config()
        self._detect_language = detect_language
        self._find_words = find_words
        self._extension: Extension | None = None
        self._gazetteer: Gazetteer | None = None
        try:
            self.rules, self.guards = self._chosen(rules, guards)
            conflicts = self._extend()
        except ConfigError as error:
            if not self.config.origin.path:
                raise
            where = self.config.origin.path
            raise ConfigError(*(f"{where}: {problem}" for problem in error.problems)) from error
        for conflict in conflicts:
            warnings.warn(conflict, TableWarning, stacklevel=2)

    def _chosen(
        self, rules: Sequence[Rule] | None, guards: Sequence[Guard] | None
    ) -> tuple[tuple[Rule, ...], tuple[Guard, ...]]:
        """The rules and guards that the config leaves, and those that it enables."""
        known_rules = default_rules() if rules is None else tuple(rules)
        known_guards = default_guards() if guards is None else tuple(guards)
        if self.config.enable:
            more_rules, more_guards = enabled(self.config.enable)
            known_rules, known_guards = known_rules + more_rules, known_guards + more_guards
        _check_ids(self.config, known_rules, known_guards)
        off = self.config.disable
        return (
            tuple(rule for rule in known_rules if rule.id not in off),
            tuple(guard for guard in known_guards if guard.id not in off),
        )

    def _extend(self) -> list[str]:
        """Read what the config adds to the tables; what there is to warn of."""
        conflicts: list[str] = []
        if self.config.names or self.config.tables or self.config.packs or self.config.schemes:
            from slavonym.extension import read_extension  # noqa: PLC0415  only where there is something to read

            self._extension = read_extension(self.config)
        if self._extension is not None or self.config.sources != DEFAULT_SOURCES:
            self._gazetteer, conflicts = self._open()  # what is wrong is told at once
        return conflicts

    @property
    def gazetteer(self) -> Gazetteer:
        """The names it knows, those of its config over those of the tables."""
        if self._gazetteer is None:
            self._gazetteer, _ = self._open()
        return self._gazetteer

    def _open(self) -> tuple[Gazetteer, list[str]]:
        """The gazetteer under the names of the config, and what there is to warn of."""
        sources, extension = self.config.sources, self._extension
        if extension is None and sources == DEFAULT_SOURCES:
            return load_gazetteer(), []
        schemes = schemes_for(sources, extension.schemes if extension else ())
        base = load_gazetteer(schemes)
        if extension is None or not extension.rows:
            return base, []
        from slavonym.gazetteer.overlay import lay_over  # noqa: PLC0415  only where there are rows

        overlay, conflicts = lay_over(extension.rows, base)
        return base.with_overlay(overlay), conflicts

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.config!r})"

    def normalize(self, text: str) -> str:
        """The text with the names it carries in a French spelling written the standard way.

        Args:
            text: Any str. What is not a name in a French spelling comes back byte for byte.

        Raises:
            TypeError: `text` is not a str.
        """
        return self.explain(text).text

    def explain(self, text: str) -> Explanation:
        """What `normalize` does to the text, match by match, and what it left alone and why.

        Args:
            text: Any str.

        Raises:
            TypeError: `text` is not a str.
        """
        _require_str(text, "text")
        explanation = self._round(text)
        if not explanation.matches:
            return explanation
        for _ in range(_MAX_ROUNDS):
            again = self._round(explanation.text)
            if not again.matches:
                break
            explanation = compose(text, explanation, again)
        return explanation

    def normalize_many(self, texts: Iterable[str], *, processes: int = 1) -> Iterator[str]:
        """Normalize documents as they come, and give the results in their order.

        Args:
            texts: Documents; they may be without end, since few are read ahead.
            processes: How many processes share the work. With more than one, documents are handed over in shares of
                about 260,000 code points, so it pays from some megabytes on; the processes are spawned, so a script
                needs `if __name__ == "__main__":`, and rules and guards of your own must be picklable.

        Returns:
            An iterator. Closing it ends the processes.

        Raises:
            ValueError: `processes` is less than 1.
            TypeError: `texts` is one str, or a document is not a str; says which, counting from 0.
            RuleError: a rule or guard raised; says in which document.
        """
        return cast("Iterator[str]", self._many("normalize", texts, processes))

    def explain_many(self, texts: Iterable[str], *, processes: int = 1) -> Iterator[Explanation]:
        """Explain documents as they come; for the arguments and errors see `normalize_many`."""
        return cast("Iterator[Explanation]", self._many("explain", texts, processes))

    def _many(
        self, method: Method, texts: Iterable[str], processes: int
    ) -> Iterator[str | Explanation]:
        if isinstance(texts, str | bytes):
            message = f"texts must be an iterable of documents, found one {type(texts).__name__}"
            raise TypeError(message)
        if processes < 1:
            message = f"processes: found {processes}, expected 1 or more"
            raise ValueError(message)
        if processes == 1:
            return one_by_one(self, method, texts)
        return shared(self, method, texts, processes)

    def _round(self, text: str) -> Explanation:
        """Take a text through the stages once."""
        vocabulary = self._vocabulary
        context = Context(
            text,
            vocabulary.gazetteer,
            self.config,
            protect=lambda text: protected_spans(text, self.config.protect),
            detect_language=self._detect_language or detect_language,
            find_words=self._find_words,
        )
        spans = vocabulary.spans_in(context)
        if not spans:
            return Explanation(text)
        decisions = resolve(
            spans, Scorer(spans, context, kept=vocabulary.weighed), self.guards, context
        )
        return Explanation(*rewrite(text, decisions))

    @cached_property
    def _vocabulary(self) -> _Vocabulary:
        return _Vocabulary(self.gazetteer, self.config, self.rules)

    def __getstate__(self) -> dict[str, object]:
        """All but what is found out again where it is unpickled."""
        kept = {key: value for key, value in vars(self).items() if key != "_vocabulary"}
        return kept | {"_gazetteer": None}

    def lookup(self, name: str, *, kind: str | None = None) -> tuple[Candidate, ...]:
        """What one name standing alone, as in a database column, may be.

        Args:
            name: The name, in any Latin spelling.
            kind: "place", "person" or "organization", if it is known.

        Returns:
            Candidates, the likeliest first, and of equals the one that the letters are those of; of several that would
            be written alike, the most prominent.

        Raises:
            TypeError: `name` is not a str.
            ValueError: `kind` is none of the three.
        """
        _require_str(name, "name")
        if kind is not None and kind not in _KINDS:
            message = f"kind: found {kind!r}; {did_you_mean(str(kind), _KINDS)}"
            raise ValueError(message)
        context = Context(name, self.gazetteer, self.config, standing_alone=True, kind=kind)
        mention = whole(name)
        if not mention.words:
            return ()
        proposed = propose([mention], self.rules, context)
        candidates = [c for c in proposed if kind in (None, c.name.kind)]
        best: dict[tuple[str, str], Candidate] = {}
        for candidate in best_first(score(candidates, context)):
            if candidate.share is None or candidate.confidence >= _WORTH_TELLING:
                best.setdefault((candidate.english, candidate.ukrainian), candidate)
        return tuple(best.values())


def _check_ids(config: Config, rules: Sequence[Rule], guards: Sequence[Guard]) -> None:
    """Check that what a config says of rules, guards and kinds is of some that there are."""
    ids = [*(rule.id for rule in rules), *(guard.id for guard in guards)]
    problems = [
        f"disable: no rule or guard {name!r}; {did_you_mean(name, ids)}"
        for name in config.disable
        if name not in ids
    ]
    judged = [*_KINDS, *(rule.id for rule in rules), STYLE, RENAMED]
    problems += [
        f"thresholds: no kind or rule {name!r}; {did_you_mean(name, judged)}"
        for name in dict(config.thresholds)
        if name not in judged
    ]
    problems += [
        f"two rules or guards have the id {name!r}"
        for name in sorted({*ids})
        if ids.count(name) > 1
    ]
    if problems:
        raise ConfigError(*problems)


class _Vocabulary:
    """The words met so far, under one config: most are nothing, and are passed over at the speed of a dictionary.

    Rules that look around a mention are asked about every mention anew; the others once for each surface form.
    """

    def __init__(self, gazetteer: Gazetteer, config: Config, rules: Sequence[Rule]) -> None:
        self.gazetteer = gazetteer
        self._config = config
        self._rules = rules
        self._lasting = not any(looks_around(rule, config) for rule in rules)
        self.weighed: dict[Any, Any] = {}
        self._proposals = Memo(self._propose, _FORMS_KEPT)
        self._heads = (
            Heads(gazetteer, lambda word: self._proposals[word] is not None)
            if self._lasting
            else Heads(gazetteer)
        )

    def spans_in(self, context: Context) -> list[Span]:
        """The spans of a document that something is proposed for."""
        if not self._lasting:
            return grouped(propose(find_mentions(context, self._heads), self._rules, context))
        spans = []
        text, proposals = context.text, self._proposals
        for words in find_words(context, self._heads):
            start, end = words[0][0], words[-1][1]
            proposal = proposals[text[start:end]]
            if proposal is not None:
                spans.append(Span(start, end, proposal, start))
        return spans

    def _propose(self, surface: str) -> Proposal | None:
        """What the rules make of a surface form."""
        context = Context(surface, self.gazetteer, self._config)
        candidates = propose([as_mention(surface)], self._rules, context)
        return Proposal(candidates) if candidates else None


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first, and of equals the one that the letters are those of, then the most prominent.

    Readings of a name in no table stay in the order they were proposed in, the likeliest letters first.
    """

    def place(candidate: Candidate) -> tuple[Any, ...]:
        name = candidate.name
        known = name.id if candidate.share is None else ""
        return -candidate.confidence, not candidate.alignment, candidate.cost, -name.rank, known

    return sorted(candidates, key=place)


def _require_str(value: Any, what: str) -> None:
    if isinstance(value, bytes | bytearray):
        message = f"{what} must be str, found {type(value).__name__}: decode it first, e.g. {what}.decode('utf-8')"
        raise TypeError(message)
    if not isinstance(value, str):
        message = f"{what} must be str, found {type(value).__name__}"
        raise TypeError(message)
