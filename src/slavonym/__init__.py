"""Writes French-derived spellings of Ukrainian, Russian and Belarusian names the standard way, and nothing else.

>>> from slavonym import normalize
>>> normalize("Fighting went on near Chassiv Yar in Ukraine, governor Oleg Synegoubov said.")
'Fighting went on near Chasiv Yar in Ukraine, governor Oleh Syniehubov said.'
"""

from functools import lru_cache
from typing import Any

from slavonym.config import Config
from slavonym.errors import (
    ConfigError,
    GoldError,
    RuleError,
    SchemeError,
    SlavonymError,
    TableError,
    TableWarning,
)
from slavonym.model import Candidate, Evidence, Explanation, Match, Name
from slavonym.normalizer import Normalizer
from slavonym.rules import default_guards, default_rules
from slavonym.stages.rewriting import apply

__version__ = "0.1.0"

__all__ = [
    "Candidate",
    "Config",
    "ConfigError",
    "Evidence",
    "Explanation",
    "GoldError",
    "Match",
    "Name",
    "Normalizer",
    "RuleError",
    "SchemeError",
    "SlavonymError",
    "TableError",
    "TableWarning",
    "__version__",
    "apply",
    "default_guards",
    "default_rules",
    "explain",
    "lookup",
    "normalize",
]


def normalize(text: str, **options: Any) -> str:
    """Return `text` with its French-derived names written the standard way.

    Args:
        text: Any str.
        **options: The options of `Config`, such as `to="ukrainian"` or `min_confidence=0.95`.

    Raises:
        TypeError: `text` is not a str.
        ConfigError: an option is unknown or has a wrong value.
    """
    return _normalizer(Config().replace(**options)).normalize(text)


def explain(text: str, **options: Any) -> Explanation:
    """Return what `normalize` does to `text`, match by match, and what it left alone and why.

    Args:
        text: Any str.
        **options: The options of `Config`.

    Raises:
        TypeError: `text` is not a str.
        ConfigError: an option is unknown or has a wrong value.
    """
    return _normalizer(Config().replace(**options)).explain(text)


def lookup(name: str, *, kind: str | None = None, **options: Any) -> tuple[Candidate, ...]:
    """Return what one name standing alone may be, the likeliest first.

    Args:
        name: The name, in any Latin spelling.
        kind: "place", "person" or "organization", if it is known.
        **options: The options of `Config`.

    Raises:
        TypeError: `name` is not a str.
        ValueError: `kind` is none of the three.
        ConfigError: an option is unknown or has a wrong value.
    """
    return _normalizer(Config().replace(**options)).lookup(name, kind=kind)


@lru_cache(maxsize=16)
def _normalizer(config: Config) -> Normalizer:
    return Normalizer(config)
