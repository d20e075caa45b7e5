"""Many documents: lazily, in their order, an error tied to its document; the same with processes and without."""

import itertools
import multiprocessing

import pytest

from slavonym import Normalizer, RuleError, normalize

DOCUMENTS = [
    f"In Ukraine, Oleg Synegoubov left Tchernihiv for the village of Soloné {number} times."
    for number in range(50)
]


class Rejects:
    """A guard that raises in one document; of the module, so that processes can import it."""

    id = "rejects"

    def forbids(self, _candidate, context):
        if "13 times" in context.text:
            message = "unlucky"
            raise LookupError(message)


@pytest.fixture(autouse=True)
def small_shares(monkeypatch):
    """Shares of a few documents, so that a test needs no megabytes."""
    monkeypatch.setattr("slavonym.streams._SHARE_DOCUMENTS", 4)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_documents(processes):
    normalizer = Normalizer()
    found = normalizer.normalize_many(DOCUMENTS, processes=processes)
    assert list(found) == [normalize(text) for text in DOCUMENTS]


@pytest.mark.parametrize("processes", [1, 2])
def test_explanations_come_whole(processes):
    normalizer = Normalizer()
    found = list(normalizer.explain_many(DOCUMENTS[:9], processes=processes))
    assert found == [normalizer.explain(text) for text in DOCUMENTS[:9]]


def test_no_documents():
    assert list(Normalizer().normalize_many([], processes=2)) == []


@pytest.mark.parametrize(("processes", "most"), [(1, 3), (2, 3 + 4 * 6)])
def test_documents_without_end_are_read_only_a_little_ahead(processes, most):
    read = itertools.count()
    stream = (f"{next(read)}: the village of Soloné in Ukraine" for _ in itertools.repeat(None))
    results = Normalizer().normalize_many(stream, processes=processes)
    assert next(read) == 0, "nothing is read before it is asked for"
    found = list(itertools.islice(results, 3))
    assert found == [f"{number}: the village of Solone in Ukraine" for number in (1, 2, 3)]
    assert next(read) <= most + 1
    results.close()


def test_closing_ends_the_processes():
    results = Normalizer().normalize_many(itertools.cycle(DOCUMENTS), processes=2)
    next(results)
    assert multiprocessing.active_children()
    results.close()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("wrong", [None, b"Kyiv", 7])
def test_what_is_no_document_is_named_by_its_position(processes, wrong):
    results = Normalizer().normalize_many([*DOCUMENTS[:6], wrong], processes=processes)
    assert list(itertools.islice(results, 6)) == [normalize(text) for text in DOCUMENTS[:6]]
    with pytest.raises(TypeError, match=f"document 6 must be str, found {type(wrong).__name__}"):
        next(results)


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_names_its_document_and_comes_after_the_results_before_it(processes):
    results = Normalizer(guards=[Rejects()]).normalize_many(DOCUMENTS, processes=processes)
    assert len(list(itertools.islice(results, 13))) == 13
    with pytest.raises(RuleError, match=r"document 13: guard 'rejects' failed on .*unlucky"):
        next(results)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_the_source_comes_after_the_results_before_it(processes):
    def source():
        yield from DOCUMENTS[:5]
        message = "the disk is gone"
        raise OSError(message)

    results = Normalizer().normalize_many(source(), processes=processes)
    assert len(list(itertools.islice(results, 5))) == 5
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


@pytest.mark.parametrize("wrong", ["one text", b"one text"])
def test_one_text_is_not_taken_for_many(wrong):
    with pytest.raises(TypeError, match="an iterable of documents, found one"):
        Normalizer().normalize_many(wrong)


@pytest.mark.parametrize("wrong", [0, -1])
def test_there_is_at_least_one_process(wrong):
    with pytest.raises(ValueError, match=f"processes: found {wrong}, expected 1 or more"):
        Normalizer().explain_many([], processes=wrong)
