"""Series of texts in pandas, of every dtype that holds texts."""

import subprocess
import sys

import pytest

pd = pytest.importorskip("pandas", reason="the extra pandas is not installed")

from slavonym import ConfigError, Normalizer, explain  # noqa: E402
from slavonym.integrations import pandas as integration  # noqa: E402
from slavonym.integrations.columns import FIELDS, as_row  # noqa: E402

TEXTS = ["In kyiv, Ukraine", None, "no names here", "Tchernihiv", "In kyiv, Ukraine"]
NORMALIZED = ["In Kyiv, Ukraine", None, "no names here", "Chernihiv", "In Kyiv, Ukraine"]
DTYPES = ["object", "string[python]", "category"]
try:
    import pyarrow as pa
except ImportError:
    pass
else:
    DTYPES += ["string[pyarrow]", pd.ArrowDtype(pa.string()), pd.ArrowDtype(pa.large_string())]
if pd.__version__ >= "3":
    DTYPES += ["str"]


def series(values, dtype, **options):
    return pd.Series(values, dtype=dtype, **options)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_names_are_put_right_and_the_rest_of_the_series_stays(dtype):
    given = series(TEXTS, dtype, index=[10, 20, 20, 30, 5], name="text")
    given.attrs["source"] = "desk"
    before = given.copy()
    got = integration.normalize(given)
    expected = series(NORMALIZED, dtype, index=[10, 20, 20, 30, 5], name="text")
    if dtype == "category":  # the categories are normalized, in their order
        expected = expected.cat.set_categories(["In Kyiv, Ukraine", "Chernihiv", "no names here"])
    pd.testing.assert_series_equal(got, expected)
    assert got.attrs == given.attrs
    pd.testing.assert_series_equal(given, before)


@pytest.mark.parametrize("dtype", [dtype for dtype in DTYPES if dtype != "category"], ids=str)
def test_the_dtype_is_kept_to_its_storage(dtype):
    given = series(TEXTS, dtype)
    assert repr(integration.normalize(given).dtype) == repr(given.dtype)


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("values", [[], [None], [None, None]])
def test_a_series_without_texts_comes_back_as_it_is(values, dtype):
    given = series(values, dtype)
    pd.testing.assert_series_equal(integration.normalize(given), given)
    assert len(integration.explain(given)) == 0


@pytest.mark.parametrize("null", [None, float("nan"), pd.NA, pd.NaT], ids=repr)
def test_a_null_stays_the_null_it_was(null):
    got = integration.normalize(pd.Series(["kyiv, Ukraine", null], dtype=object))
    assert got[1] is null


def test_a_column_of_nothing_but_nulls_of_another_dtype_stays():
    given = pd.Series([float("nan")] * 2)
    pd.testing.assert_series_equal(integration.normalize(given), given)


def test_categories_that_become_alike_become_one_and_the_order_stays():
    given = pd.Series(
        pd.Categorical(
            ["Tchernihiv", "Chernihiv", None, "Lviv"],
            categories=["Lviv", "Tchernihiv", "Tcherkassy", "Chernihiv"],
            ordered=True,
        )
    )
    got = integration.normalize(given)
    assert got.tolist()[:2] == ["Chernihiv", "Chernihiv"]
    assert got.isna().tolist() == [False, False, True, False]
    assert got.cat.categories.tolist() == ["Lviv", "Chernihiv", "Cherkasy"]
    assert got.cat.ordered


def test_a_multi_index_is_kept():
    index = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["letter", "number"])
    given = pd.Series(["kyiv, Ukraine", "x"], index=index)
    assert integration.normalize(given).index.equals(index)
    assert integration.explain(given).index.names == ["letter", "number"]


@pytest.mark.parametrize("function", [integration.normalize, integration.explain])
@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([1, 2], "int"),
        (["kyiv", 2], "int in row 1"),
        (["kyiv", b"kyiv"], "bytes in row 1"),
        (["kyiv", ["kyiv"]], "list in row 1"),
    ],
)
def test_what_is_no_text_is_refused(function, values, found):
    with pytest.raises(TypeError, match=f"found {found}"):
        function(pd.Series(values))


def test_options_and_a_normalizer_are_taken():
    given = pd.Series(["Volodymyr Zelensky of Ukraine"])
    for got in (
        integration.normalize(given, to="ukrainian"),
        integration.normalize(
            given, normalizer=Normalizer(Normalizer().config.replace(to="ukrainian"))
        ),
    ):
        assert got.tolist() == ["Volodymyr Zelenskyi of Ukraine"]
    with pytest.raises(ConfigError, match="unknown option"):
        integration.normalize(given, too="ukrainian")


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_explain_gives_one_row_a_match_under_the_label_of_its_text(dtype):
    text = "In Ukraine, Oleg Synegoubov spoke of Chassiv Yar."
    given = series([None, "x", text, "Tchernihiv"], dtype, index=list("abcd"))
    got = integration.explain(given)
    assert list(got.columns) == list(FIELDS)
    assert got.index.tolist() == ["c", "c", "d"]
    matches = [*explain(text).matches, *explain("Tchernihiv").matches]
    assert got.to_dict("records") == [as_row(match) for match in matches]


def test_a_region_that_is_not_known_is_null():
    got = integration.explain(pd.Series(["In Ukraine, Oleg Synegoubov spoke."]))
    assert got["region"].isna().all()


def test_the_columns_have_the_same_dtypes_with_and_without_matches():
    some, none = (integration.explain(pd.Series([text])) for text in ("Tchernihiv", "x"))
    assert some.dtypes.to_dict() == none.dtypes.to_dict()
    assert (len(some), len(none)) == (1, 0)


def test_register_adds_the_accessor_and_only_register_does():
    program = (
        "import pandas as pd, warnings\n"
        "warnings.simplefilter('error')\n"
        "from slavonym.integrations import pandas\n"
        "assert not hasattr(pd.Series, 'slavonym')\n"
        "pandas.register(); pandas.register()\n"
        "s = pd.Series(['kyiv, Ukraine'])\n"
        "print(s.slavonym.normalize().tolist(), s.slavonym.explain(min_confidence=0.1)['english'].tolist())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
    )
    assert (run.stdout, run.stderr) == ("['Kyiv, Ukraine'] ['Kyiv']\n", "")
