"""The command: what it writes, to the byte, and how it fails."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import slavonym
from slavonym import explain
from slavonym.cli import main

TEXT = "In Ukraine, Oleg Synegoubov left kyiv.\r\nThen “Chassiv Yar”;\n\tOdessa, Texas."
NORMALIZED = "In Ukraine, Oleh Syniehubov left Kyiv.\r\nThen “Chasiv Yar”;\n\tOdessa, Texas."


class Input:
    """Standard input as bytes."""

    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def stdin(monkeypatch):
    def give(data):
        monkeypatch.setattr(sys, "stdin", Input(data))

    return give


@pytest.fixture
def run(capsysbinary):
    """Run the command in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        written = capsysbinary.readouterr()
        return code, written.out, written.err.decode()

    return run


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def assert_one_line(error):
    assert error.startswith("slavonym: ")
    assert error.endswith("\n")
    assert error.count("\n") == 1
    assert "Traceback" not in error


# normalize


def test_normalize_writes_the_text_and_nothing_else(run, article):
    assert run("normalize", article) == (0, NORMALIZED.encode(), "")


def test_normalize_reads_standard_input_without_a_file(run, stdin):
    stdin(TEXT.encode())
    assert run("normalize") == (0, NORMALIZED.encode(), "")


def test_a_dash_is_standard_input(run, stdin, article):
    stdin(b"kyiv, Ukraine\n")
    code, out, _ = run("normalize", article, "-", article)
    assert (code, out) == (0, NORMALIZED.encode() + b"Kyiv, Ukraine\n" + NORMALIZED.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"\r\n\r\n",
        b"a\rb\r\nc\n\rd",
        b"no newline at the end",
        b"\x00\x01\x1a",
        "\ufeffwith a mark".encode(),
        "e\u0301 \u2028 \u00a0 \u00ad".encode(),
    ],
)
def test_what_is_not_changed_comes_out_byte_for_byte(run, stdin, data):
    stdin(data)
    assert run("normalize") == (0, data, "")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_the_output_has_the_encoding_of_the_input(run, stdin, encoding):
    text = "In Ukraine, the village of Soloné.\r\n"
    stdin(text.encode(encoding))
    expected = text.replace("Soloné", "Solone").encode(encoding)
    assert run("normalize", "--encoding", encoding) == (0, expected, "")


ZELENSKY = "Volodymyr Zelensky of Ukraine"


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ([], ZELENSKY, ZELENSKY),
        (["--to", "english"], ZELENSKY, ZELENSKY),
        (["--to", "ukrainian"], ZELENSKY, "Volodymyr Zelenskyi of Ukraine"),
        (["--accepted", "unify"], ZELENSKY, "Volodymyr Zelenskyy of Ukraine"),
        (["--accepted=keep", "--to=ukrainian"], ZELENSKY, "Volodymyr Zelenskyi of Ukraine"),
        ([], "Houta", "Houta"),
        (["--min-confidence", "0"], "Houta", "Huta"),
        ([], "kyiv in Ukraine", "Kyiv in Ukraine"),
        (["--min-confidence", "1"], "kyiv in Ukraine", "kyiv in Ukraine"),
    ],
)
def test_options_of_the_command_are_those_of_config(run, stdin, options, text, expected):
    stdin(text.encode())
    assert run("normalize", *options) == (0, expected.encode(), "")


def test_a_config_file_sets_options_and_the_command_line_wins(run, article, tmp_path):
    desk = tmp_path / "desk.toml"
    desk.write_text('to = "ukrainian"\n[tables]\nexclude = ["kyiv"]\n', encoding="utf-8")
    article.write_text(f"{ZELENSKY} left kyiv", encoding="utf-8")
    from_file = run("normalize", "--config", desk, article)[1]
    assert from_file == b"Volodymyr Zelenskyi of Ukraine left kyiv"
    overridden = run("normalize", "--config", desk, "--to", "english", article)[1]
    assert overridden == b"Volodymyr Zelensky of Ukraine left kyiv"


# explain


def test_explain_shows_place_change_confidence_and_evidence(run, article):
    code, out, error = run("explain", article)
    lines = out.decode().splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    matches = explain(TEXT).matches
    assert (code, error) == (0, "")
    assert [re.split(" {2,}", line)[:3] for line in heads] == [
        [f"{article}:1:13", "Oleg Synegoubov", "-> Oleh Syniehubov"],
        [f"{article}:1:34", "kyiv", "-> Kyiv"],
        [f"{article}:2:7", "Chassiv Yar", "-> Chasiv Yar"],
    ]
    for head, match in zip(heads, matches, strict=True):
        assert head.endswith(f"  {match.confidence:.3f}  {match.rule}")
    assert len(lines) - len(heads) == sum(len(match.evidence) for match in matches)
    assert f"    {matches[0].evidence[0].weight:+6.2f}  prior: " in out.decode()


def test_explain_shows_the_rejected_only_when_asked(run, article):
    assert b"Odessa" not in run("explain", article)[1]
    out = run("explain", "--rejected", article)[1].decode()
    (line,) = (line for line in out.splitlines() if "Odessa" in line and not line.startswith(" "))
    assert re.split(" {2,}", line)[:3] == [f"{article}:3:2", "Odessa", "-> Odesa"]
    assert "left alone: in Texas" in line


def test_explain_says_when_there_is_nothing(run, stdin):
    stdin(b"nothing")
    assert run("explain") == (0, b"-: nothing to change\n", "")


def test_explain_as_json_is_one_object_a_line(run, article):
    code, out, error = run("explain", "--json", article)
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, error) == (0, "")
    assert len(found) == 3
    for record, match in zip(found, explain(TEXT).matches, strict=True):
        assert record["path"] == str(article)
        for key in (
            "start",
            "end",
            "surface",
            "out_start",
            "out_end",
            "replacement",
            "rule",
            "reason",
        ):
            assert record[key] == getattr(match, key)
        assert record["confidence"] == pytest.approx(match.confidence, abs=1e-6)
        for key in (
            "id",
            "kind",
            "category",
            "language",
            "native",
            "english",
            "ukrainian",
            "region",
        ):
            assert record["name"][key] == getattr(match.name, key)
        assert [e["id"] for e in record["evidence"]] == [e.id for e in match.evidence]
        assert [tuple(pair) for pair in record["alignment"]] == list(match.alignment)
    assert TEXT[found[2]["start"] : found[2]["end"]] == "Chassiv Yar"
    assert NORMALIZED[found[2]["out_start"] : found[2]["out_end"]] == "Chasiv Yar"


def test_explain_as_json_with_the_rejected(run, article):
    records = [
        json.loads(line) for line in run("explain", "--json", "--rejected", article)[1].splitlines()
    ]
    reasons = {record["surface"]: record["reason"] for record in records}
    assert reasons["Chassiv Yar"] == ""
    assert "Texas" in reasons["Odessa"]
    starts = [record["start"] for record in records]
    assert starts == sorted(starts)


def test_explain_as_json_of_nothing_is_empty(run, stdin):
    stdin(b"nothing")
    assert run("explain", "--json") == (0, b"", "")


# What can go wrong: one line on standard error, exit code 2


def test_the_wrong_encoding_is_one_line_that_names_file_and_byte(run, tmp_path):
    latin = tmp_path / "latin.txt"
    latin.write_bytes("In Ukraine, the village of Soloné.".encode("latin-1"))
    code, out, error = run("normalize", latin)
    assert (code, out) == (2, b"")
    assert_one_line(error)
    for part in (str(latin), "utf-8", "32", "--encoding"):
        assert part in error


def test_the_wrong_encoding_of_standard_input_is_one_line(run, stdin):
    stdin(b"Solon\xe9" * 1000)
    code, out, error = run("explain")
    assert (code, out) == (2, b"")
    assert_one_line(error)
    assert len(error) < 200


def test_an_unknown_encoding_is_one_line(run, article):
    code, out, error = run("normalize", "--encoding", "utf-99", article)
    assert (code, out) == (2, b"")
    assert_one_line(error)
    assert "utf-99" in error


def test_standard_output_in_ascii_is_no_traceback():
    environment = os.environ | {
        "PYTHONPATH": str(Path(slavonym.__file__).parents[1]),
        "PYTHONIOENCODING": "ascii",
    }
    done = subprocess.run(
        [sys.executable, "-m", "slavonym", "explain"],
        input="In Ukraine, the village of Soloné.".encode(),
        capture_output=True,
        env=environment,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0 or done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("command", ["normalize", "explain"])
def test_a_file_that_is_not_there_is_one_line(run, tmp_path, command):
    code, out, error = run(command, tmp_path / "nowhere.txt")
    assert (code, out) == (2, b"")
    assert_one_line(error)
    assert "nowhere.txt" in error


def test_a_directory_is_one_line(run, tmp_path):
    code, _, error = run("normalize", tmp_path)
    assert code == 2
    assert_one_line(error)
    assert str(tmp_path) in error


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        (["--to", "ukranian"], ["to", "'ukranian'", "did you mean 'ukrainian'?"]),
        (["--accepted", "unite"], ["accepted", "'unite'", "did you mean 'unify'?"]),
        (["--min-confidence", "2"], ["min_confidence", "1"]),
        (["--min-confidence", "nan"], ["min_confidence"]),
        (["--config", "nowhere.toml"], ["nowhere.toml"]),
    ],
)
@pytest.mark.parametrize("command", ["normalize", "explain"])
def test_a_wrong_option_is_one_line_with_the_nearest_right_word(
    run, article, command, options, parts
):
    code, out, error = run(command, *options, article)
    assert (code, out) == (2, b"")
    assert_one_line(error)
    for part in parts:
        assert part in error


def test_a_wrong_config_file_is_one_line_that_names_it(run, article, tmp_path):
    desk = tmp_path / "desk.toml"
    desk.write_text('[rules]\ndisabled = ["abroad"]\n', encoding="utf-8")
    code, _, error = run("normalize", "--config", desk, article)
    assert code == 2
    assert_one_line(error)
    assert str(desk) in error
    assert "did you mean 'disable'?" in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["normalise"],
        ["normalize", "--nonsense"],
        ["normalize", "--min-confidence", "high"],
        ["normalize", "--json"],
    ],
)
def test_what_is_no_command_shows_the_usage(run, arguments):
    code, out, error = run(*arguments)
    assert (code, out) == (2, b"")
    assert "usage: slavonym" in error
    assert "Traceback" not in error


# The rest


def test_the_version(run):
    assert run("--version") == (0, f"slavonym {slavonym.__version__}\n".encode(), "")


@pytest.mark.parametrize("arguments", [["--help"], ["normalize", "--help"], ["explain", "--help"]])
def test_help_names_the_commands_and_options(run, arguments):
    code, out, error = run(*arguments)
    assert (code, error) == (0, "")
    assert (b"normalize" in out and b"explain" in out) or b"--to" in out


def test_the_module_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "slavonym", "normalize", "-"],
        input=TEXT.encode(),
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])},
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, NORMALIZED.encode(), b"")


def test_a_reader_that_leaves_early_is_no_error():
    command = subprocess.Popen(
        [sys.executable, "-m", "slavonym", "explain", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])},
    )
    command.stdout.close()
    _, error = command.communicate("In Ukraine, the village of Soloné.\n".encode() * 200)
    assert error == b""


def test_formatting_a_table_that_is_not_utf_8_is_one_line_and_changes_nothing(tmp_path, capsys):
    table = tmp_path / "latin.tsv"
    table.write_bytes("id\tnative\nplace:a\tSoloné\n".encode("latin-1"))
    before = table.read_bytes()
    assert main(["tables", "format", str(table)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert f"{table}: not UTF-8 at byte" in error
    assert table.read_bytes() == before
