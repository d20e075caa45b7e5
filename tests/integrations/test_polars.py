"""Columns of texts in polars: eager, lazy and as a stream."""

import subprocess
import sys

import pytest

pl = pytest.importorskip("polars", reason="the extra polars is not installed")

from slavonym import ConfigError, Normalizer, explain  # noqa: E402
from slavonym.integrations import polars as integration  # noqa: E402
from slavonym.integrations.columns import as_row  # noqa: E402

TEXTS = ["In kyiv, Ukraine", None, "no names here", "Tchernihiv", "In kyiv, Ukraine"]
NORMALIZED = ["In Kyiv, Ukraine", None, "no names here", "Chernihiv", "In Kyiv, Ukraine"]


def frame(values=TEXTS, dtype=pl.String):
    return pl.DataFrame({"text": pl.Series(values, dtype=dtype), "n": range(len(values))})


@pytest.mark.parametrize("column", ["text", pl.col("text"), pl.col("text").str.strip_chars()])
@pytest.mark.parametrize(
    "through",
    [
        pytest.param(lambda df, e: df.with_columns(e), id="eager"),
        pytest.param(lambda df, e: df.lazy().with_columns(e).collect(), id="lazy"),
        pytest.param(
            lambda df, e: df.lazy().with_columns(e).collect(engine="streaming"), id="streaming"
        ),
    ],
)
def test_names_are_put_right_and_nulls_and_other_columns_stay(column, through):
    got = through(frame(), integration.normalize(column))
    assert got.equals(frame(NORMALIZED))


@pytest.mark.parametrize(
    "dtype", [pl.String, pl.Categorical, pl.Enum(sorted({t for t in TEXTS if t}))], ids=str
)
def test_a_column_of_texts_of_any_dtype_gives_strings(dtype):
    got = frame(dtype=dtype).select(integration.normalize("text"))
    assert got.schema == {"text": pl.String}
    assert got["text"].to_list() == NORMALIZED


def test_a_lazy_frame_knows_the_types_before_it_runs():
    lazy = (
        frame()
        .lazy()
        .select(integration.normalize("text"), integration.explain("text").alias("matches"))
    )
    assert lazy.collect_schema() == {"text": pl.String, "matches": integration.MATCHES}


@pytest.mark.parametrize("values", [[], [None], [None, None]])
@pytest.mark.parametrize("dtype", [pl.String, pl.Null])
def test_a_column_without_texts_comes_back_without_texts(values, dtype):
    df = frame(values, dtype)
    assert df.select(integration.normalize("text"))["text"].to_list() == values
    assert df.select(integration.explain("text"))["text"].to_list() == values


@pytest.mark.parametrize("function", [integration.normalize, integration.explain])
@pytest.mark.parametrize("values", [[1], [1.5], [b"kyiv"], [["kyiv"]]])
def test_what_is_no_text_is_refused_with_the_column_and_its_type(function, values):
    df = pl.DataFrame({"text": values})
    with pytest.raises(
        (TypeError, pl.exceptions.PolarsError), match=r"column 'text': expected texts"
    ):
        df.select(function("text"))


def test_explain_gives_a_list_of_matches_for_each_text():
    text = "In Ukraine, Oleg Synegoubov spoke of Chassiv Yar."
    got = frame([text, None, "x"]).select(integration.explain("text"))
    assert got.schema == {"text": integration.MATCHES}
    assert got["text"].to_list() == [[as_row(match) for match in explain(text).matches], None, []]


def test_matches_can_be_unfolded_into_rows():
    df = frame(["In Ukraine, Oleg Synegoubov spoke of Chassiv Yar.", "x", "Tchernihiv"])
    got = (
        df.select("n", integration.explain("text"))
        .filter(pl.col("text").list.len() > 0)
        .explode("text")
        .unnest("text")
    )
    assert got.select("n", "replacement").rows() == [
        (0, "Oleh Syniehubov"),
        (0, "Chasiv Yar"),
        (2, "Chernihiv"),
    ]


def test_options_and_a_normalizer_are_taken():
    df = frame(["Volodymyr Zelensky of Ukraine"])
    normalizer = Normalizer(Normalizer().config.replace(to="ukrainian"))
    for expression in (
        integration.normalize("text", to="ukrainian"),
        integration.normalize("text", normalizer=normalizer),
    ):
        assert df.select(expression).item() == "Volodymyr Zelenskyi of Ukraine"
    with pytest.raises(ConfigError, match="unknown option"):
        integration.normalize("text", too="ukrainian")


def test_register_adds_the_namespace_and_only_register_does():
    program = (
        "import polars as pl, warnings\n"
        "warnings.simplefilter('error')\n"
        "from slavonym.integrations import polars\n"
        "assert not hasattr(pl.Expr, 'slavonym')\n"
        "polars.register(); polars.register()\n"
        "df = pl.DataFrame({'text': ['kyiv, Ukraine']})\n"
        "c = pl.col('text').slavonym\n"
        "print(df.select(c.normalize()).item(), df.select(c.explain(min_confidence=0.1)).item()[0]['english'])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
    )
    assert (run.stdout, run.stderr) == ("Kyiv, Ukraine Kyiv\n", "")
