"""A scheme: its graphemes, their conditions, and the regular form they give a native name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from slavonym.errors import SchemeError
from slavonym.locate import compiled_settings, read_table, tables_root
from slavonym.record import record
from slavonym.schemes.letters import fold_apostrophes, is_boundary, strip_accents
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMES = "schemes"
"""Under which the index keeps the schemes, read and checked."""
_LETTER = r"(?:[^\W\d_]|[’' -]|\[\^?[^\W\d_]+(?:[^\W\d_]|[’' -])*\])"
_MARK = re.compile(rf"(?:{_LETTER}|\(\?<?[=!]{_LETTER}+\)|[\^$])+")
"""What a mark may be: a run of letters or classes, each once, so that no name takes long."""
OVERRULED = 0.5
"""What a plain letter costs where a rule for its position says otherwise (Iurii for Yurii)."""


@record
class Grapheme:
    """One line of a scheme: the native letters `native` may be written `latin`.

    Attributes:
        native: One or more lower-case native letters.
        latin: What is written for them; empty for a letter the scheme drops.
        initial: Only at the start of a word. A hyphen or a space starts a word, an apostrophe does not.
        final: Only at the end of a word.
        after: Only after one of these native letters; empty for no condition.
        before: Only before one of these native letters; empty for no condition.
        cost: 0 for the regular spelling; more, the less usual it is (a natural logarithm: 0.7 is about half as
            usual as the regular one, 2.3 about a tenth).
        read: What it adds to the cost of *reading* `latin` as `native`, because the native letters are rare
            or because nothing in the Latin form shows them (a dropped soft sign).
    """

    native: str
    latin: str
    initial: bool = False
    final: bool = False
    after: str = ""
    before: str = ""
    cost: float = 0.0
    read: float = 0.0

    @property
    def plain(self) -> str:
        """`latin` without its accents."""
        return strip_accents(self.latin)

    def stands(self, native: str, at: int) -> bool:
        """Whether the grapheme's letters and conditions hold in `native` at `at`."""
        if not native.startswith(self.native, at):
            return False
        end = at + len(self.native)
        if self.initial and not (at == 0 or is_boundary(native[at - 1])):
            return False
        if self.final and not (end == len(native) or is_boundary(native[end])):
            return False
        if self.after and not (at > 0 and native[at - 1] in self.after):
            return False
        return not self.before or (end < len(native) and native[end] in self.before)

    @property
    def conditions(self) -> int:
        """How many conditions it has; of two that fit, the one with more conditions is regular."""
        return self.initial + self.final + bool(self.after) + bool(self.before)


@record
class Scheme:
    """A romanization or transcription scheme, as its file in `tables/schemes/` gives it.

    Attributes:
        id: The file's name without its ending.
        language: The native language it writes: "uk", "ru", "be" or "bg".
        family: Whose spelling it is: "french", "english", "ukrainian", ...
        target: The kinds of names in the language whose standard form it computes; often none.
        surcharge: What every alignment by this scheme costs, because names come this way less often.
        graphemes: Every grapheme, the regular ones and the alternatives.
        examples: (native, regular form, source) triples; a test runs them all.
        variants: (native, a form met in print, source) triples, which must align but are not regular.
        marks: Regular expressions: lower-case letters without which nothing shows that a form is of the family.
        doubtful: Those of the marks that English spellings have too, for other letters: a name in no table is not read
            by them alone.
    """

    id: str
    title: str
    language: str
    family: str
    target: tuple[str, ...]
    surcharge: float
    graphemes: tuple[Grapheme, ...]
    examples: tuple[tuple[str, str, str], ...]
    variants: tuple[tuple[str, str, str], ...]
    marks: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)  # its graphemes are many, and it is a key of what is kept

    @cached_property
    def _by_letter(self) -> dict[str, list[Grapheme]]:
        by_letter: defaultdict[str, list[Grapheme]] = defaultdict(list)
        for grapheme in self.graphemes:
            by_letter[grapheme.native[0]].append(grapheme)
        return dict(by_letter)

    @cached_property
    def _regular(self) -> dict[str, list[Grapheme]]:
        """The regular graphemes by first letter, the longest and most conditioned first."""
        return {
            letter: sorted(
                (g for g in some if not g.cost), key=lambda g: (-len(g.native), -g.conditions)
            )
            for letter, some in self._by_letter.items()
        }

    def regular_at(self, native: str, position: int) -> Grapheme | None:
        """The grapheme that `romanize` takes in lower-case `native` at `position`."""
        for grapheme in self._regular.get(native[position], ()):
            if grapheme.stands(native, position):
                return grapheme
        return None

    def at(self, native: str, position: int) -> Iterator[tuple[Grapheme, float]]:
        """Every grapheme that fits in lower-case `native` at `position`, with its cost there.

        Only the one that `romanize` takes is free. Another one without a cost of its own (the plain letter where
        a rule for its position holds) is irregular there and costs `OVERRULED`.
        """
        regular = self.regular_at(native, position)
        for grapheme in self._by_letter.get(native[position], ()):
            if grapheme.stands(native, position):
                free = grapheme is regular
                yield grapheme, 0.0 if free else grapheme.cost or OVERRULED

    def romanize(self, native: str) -> str:
        """Write a native name in this scheme.

        Capitals follow the native name: a capital letter makes a capitalised grapheme (Щастя, Shchastia), a
        word in capitals stays in capitals (ЩАСТЯ, SHCHASTIA). Spaces, hyphens, digits and brackets stay. Any
        normalization form and any sign for the apostrophe will do.

        Raises:
            SchemeError: the name has a letter that the scheme does not know.
        """
        native = fold_apostrophes(unicodedata.normalize("NFC", native))
        lower = native.lower()
        written: list[str] = []
        at = 0
        while at < len(lower):
            letter = lower[at]
            grapheme = self.regular_at(lower, at)
            if grapheme is not None:
                written.append(_in_case_of(native, at, grapheme))
                at += len(grapheme.native)
            elif letter.isalpha():
                message = (
                    f"scheme {self.id}: no grapheme for {letter!r} (U+{ord(letter):04X}) "
                    f"in {native!r} at {at}"
                )
                raise SchemeError(message)
            else:
                written.append(letter)
                at += 1
        return "".join(written)


def _in_case_of(native: str, at: int, grapheme: Grapheme) -> str:
    """The grapheme's Latin letters, in the case of the native ones at `at`."""
    latin = grapheme.latin
    if not native[at].isupper():
        return latin
    if len(latin) > 1 and _among_capitals(native, at, at + len(grapheme.native)):
        return latin.upper()
    return latin[:1].upper() + latin[1:]


def _among_capitals(native: str, start: int, end: int) -> bool:
    """Whether the letter that follows in the word, or at its end the one before, is a capital."""
    if end - start > 1:
        return native[end - 1].isupper()
    for char in native[end:]:
        if char.isalpha():
            return char.isupper()
        if is_boundary(char):
            break
    for char in reversed(native[:start]):
        if char.isalpha():
            return char.isupper()
        if is_boundary(char):
            break
    return False


def scheme_ids() -> tuple[str, ...]:
    """The ids of all schemes in the tables, sorted."""
    compiled = compiled_settings().get(SCHEMES)
    if compiled is not None:
        return tuple(sorted(compiled))
    folder = tables_root() / "schemes"
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


def family_of(scheme_id: str) -> str:
    """The family of a scheme of the tables."""
    compiled = compiled_settings().get(SCHEMES)
    family: str = load_scheme(scheme_id).family if compiled is None else compiled[scheme_id][3]
    return family


@cache
def load_scheme(scheme_id: str) -> Scheme:
    """Load `tables/schemes/<scheme_id>.toml`.

    Raises:
        SchemeError: there is no such scheme, or its file is wrong; names the file, the rule and the mistake.
    """
    if scheme_id not in scheme_ids():
        message = f"no scheme {scheme_id!r}; {did_you_mean(scheme_id, scheme_ids())}"
        raise SchemeError(message)
    compiled = compiled_settings().get(SCHEMES)
    if compiled is not None:
        return _scheme(compiled[scheme_id])
    return parse_scheme(read_table(f"schemes/{scheme_id}.toml"), scheme_id)


def parse_scheme(text: str, scheme_id: str, where: str = "") -> Scheme:
    """Build a scheme from the text of its TOML file.

    Args:
        text: The file.
        scheme_id: Its name without its ending.
        where: What to call it in error messages; its name if left out.

    Raises:
        SchemeError: the file is not TOML, or something in it is unknown, missing or of the wrong kind.
    """
    return _scheme(checked_scheme(text, scheme_id, where))


def checked_scheme(text: str, scheme_id: str, where: str = "") -> list[Any]:
    """What a scheme's file says, checked: the fields of a `Scheme`, and for each grapheme those of a `Grapheme`.

    Raises:
        SchemeError: the file is not TOML, or something in it is unknown, missing or of the wrong kind.
    """
    from slavonym.decode import decode, read_toml  # noqa: PLC0415  what the index spares
    from slavonym.schemes.file import SchemeFile  # noqa: PLC0415

    where = where or f"{scheme_id}.toml"
    data = read_toml(text, where=where, error=SchemeError)
    read = decode(data, SchemeFile, where=where, error=SchemeError)
    for number, mark in enumerate(read.scheme.marks, 1):
        _check_mark(mark, f"{where}: scheme.marks, entry {number}: found {mark!r:.80}")
    for number, mark in enumerate(read.scheme.doubtful, 1):
        if mark not in read.scheme.marks:
            place = f"{where}: scheme.doubtful, entry {number}"
            message = f"{place}: found {mark!r:.80}; {did_you_mean(mark, read.scheme.marks)}"
            raise SchemeError(message)
    graphemes: list[tuple[Any, ...]] = [
        (*pair, False, False, "", "", 0.0, 0.0) for pair in read.letters.items()
    ]
    for number, rule in enumerate(read.special.rules, 1):
        place = f"{where}: special.rules, entry {number}"
        graphemes.append(
            (
                rule.native,
                rule.latin,
                rule.at == "initial",
                rule.at == "final",
                _letters(rule.after, read.classes, f"{place}, after"),
                _letters(rule.before, read.classes, f"{place}, before"),
                rule.cost,
                rule.read,
            )
        )
    head = read.scheme
    return [
        head.id,
        head.title,
        head.language,
        head.family,
        head.target,
        head.surcharge,
        graphemes,
        read.examples.regular,
        read.examples.variants,
        head.marks,
        head.doubtful,
    ]


def _scheme(fields: list[Any]) -> Scheme:
    (
        scheme,
        title,
        language,
        family,
        target,
        surcharge,
        graphemes,
        regular,
        variants,
        marks,
        doubtful,
    ) = fields
    return Scheme(
        id=scheme,
        title=title,
        language=language,
        family=family,
        target=tuple(target),
        surcharge=surcharge,
        graphemes=tuple(Grapheme(*grapheme) for grapheme in graphemes),
        examples=tuple(map(tuple, regular)),
        variants=tuple(map(tuple, variants)),
        marks=tuple(marks),
        doubtful=tuple(doubtful),
    )


def _check_mark(mark: str, found: str) -> None:
    """Check that a mark is a regular expression whose time does not grow faster than the name it is sought in."""
    try:
        re.compile(mark)
    except (re.error, RecursionError, OverflowError) as error:
        message = f"{found}, not a regular expression: {error}"
        raise SchemeError(message) from error
    if not _MARK.fullmatch(mark):
        message = f"{found}; a mark is letters, [classes] and lookarounds of them, without repetition or groups"
        raise SchemeError(message)


def wrong_examples(scheme: Scheme) -> Iterator[str]:
    """What is wrong with a scheme's own examples: regular forms that it does not write so."""
    for number, (native, latin, _) in enumerate(scheme.examples, 1):
        try:
            written = scheme.romanize(native)
        except SchemeError as error:
            yield f"examples.regular, entry {number}: {error}"
            continue
        if written != latin:
            yield f"examples.regular, entry {number}: {native} is written {written!r}, expected {latin!r}"


def _letters(value: str, classes: dict[str, str], where: str) -> str:
    """The letters of a condition: as they stand, or those of a class (@vowel)."""
    if not value.startswith("@"):
        return value
    if value[1:] not in classes:
        message = f"{where}: unknown class {value!r}; {did_you_mean(value[1:], classes)}"
        raise SchemeError(message)
    return classes[value[1:]]
