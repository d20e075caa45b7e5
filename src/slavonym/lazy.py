"""Patterns of the `regex` package, which is imported when one is used: 15 ms that most texts do not need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import regex


def lazy(pattern: str, *, ignore_case: bool = False) -> regex.Pattern[str]:
    """A pattern that is compiled on first use."""
    return cast("regex.Pattern[str]", _Lazy(pattern, ignore_case=ignore_case))


class _Lazy:
    """Stands for a pattern until it is used, and then hands its methods out."""

    def __init__(self, pattern: str, *, ignore_case: bool) -> None:
        self._source = pattern, ignore_case

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        import regex  # noqa: PLC0415

        pattern, ignore_case = self._source
        method = getattr(regex.compile(pattern, regex.IGNORECASE if ignore_case else 0), name)
        setattr(self, name, method)
        return method
