"""Many documents, one after the other or shared between processes: lazily, and in their order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Literal, TypeAlias

from slavonym.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from slavonym.model import Explanation
    from slavonym.normalizer import Normalizer

    Result: TypeAlias = str | Explanation

Method = Literal["normalize", "explain"]

_SHARE_LENGTH = 1 << 18
"""Code points of a share of the work: so many that handing it over costs little."""
_SHARE_DOCUMENTS = 2048
"""Documents of a share at most."""
_AHEAD = 2
"""Shares that are read ahead for each process."""


def one_by_one(
    normalizer: Normalizer, method: Method, texts: Iterable[str], first: int = 0
) -> Iterator[Result]:
    """Work on one document after the other; an error says which it was, counting from `first`."""
    work = getattr(normalizer, method)
    for number, text in enumerate(texts, first):
        _require_document(text, number)
        try:
            yield work(text)
        except RuleError as error:
            message = f"document {number}: {error}"
            raise RuleError(message) from error


def shared(
    normalizer: Normalizer, method: Method, texts: Iterable[str], processes: int
) -> Iterator[Result]:
    """Share the documents between processes that end with the iteration.

    Only a few shares are read ahead, so the documents need never end. What was finished before an error is given first.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  12 ms that only this needs
    from multiprocessing import get_context  # noqa: PLC0415

    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_start, initargs=(normalizer, method)
    )
    waiting: deque[Future[tuple[list[Result], Exception | None]]] = deque()
    shares = _shares(texts)
    failure: Exception | None = None
    try:
        while failure is None:
            try:
                first, share = next(shares)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001  raised again, after what came before it
                failure = error
                break
            waiting.append(pool.submit(_work, first, share))
            if len(waiting) > _AHEAD * processes:
                yield from _finished(waiting)
        while waiting:
            yield from _finished(waiting)
        if failure is not None:
            raise failure
    finally:
        pool.shutdown(cancel_futures=True)


def _finished(
    waiting: deque[Future[tuple[list[Result], Exception | None]]],
) -> Iterator[Result]:
    """The results of the share that was handed over first, and its error."""
    results, error = waiting.popleft().result()
    yield from results
    if error is not None:
        raise error


def _shares(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Documents in shares, each with the number of its first; before an error, those that came before it."""
    share: list[str] = []
    first = length = 0
    documents = enumerate(texts)
    while True:
        try:
            number, text = next(documents)
            _require_document(text, number)
        except StopIteration:
            break
        except Exception:
            if share:
                yield first, share
            raise
        share.append(text)
        length += len(text)
        if length >= _SHARE_LENGTH or len(share) >= _SHARE_DOCUMENTS:
            yield first, share
            share, first, length = [], number + 1, 0
    if share:
        yield first, share


def _require_document(text: object, number: int) -> None:
    if not isinstance(text, str):
        message = f"document {number} must be str, found {type(text).__name__}"
        raise TypeError(message)


# In the processes.

_job: tuple[Normalizer, Method] | None = None


def _start(normalizer: Normalizer, method: Method) -> None:
    global _job  # noqa: PLW0603  one process has one job
    _job = normalizer, method


def _work(first: int, share: list[str]) -> tuple[list[Result], Exception | None]:
    """The results of a share, up to an error."""
    assert _job is not None, "the process was started with a job"  # noqa: S101
    results: list[Result] = []
    try:
        results.extend(one_by_one(*_job, share, first))
    except RuleError as error:
        return results, error.with_traceback(None)
    return results, None
