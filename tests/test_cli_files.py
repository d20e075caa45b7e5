"""The command on files: which it reads, how it writes them, and that none is ever half written."""

import io
import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

import slavonym
from slavonym.cli import main, output
from slavonym.cli.inputs import InputError, Source
from slavonym.cli.terminal import uses_colour

BEFORE = "In Ukraine, Oleg Synegoubov left kyiv.\r\nThen “Chassiv Yar”;\n\tOdessa, Texas."
AFTER = "In Ukraine, Oleh Syniehubov left Kyiv.\r\nThen “Chasiv Yar”;\n\tOdessa, Texas."
RIGHT = "Kharkiv, Ukraine\r\n"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])}


@pytest.fixture
def run(capsysbinary):
    """Run the command in this process: (exit code, standard output, standard error)."""

    def run(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        written = capsysbinary.readouterr()
        return code, written.out.decode(), written.err.decode()

    return run


@pytest.fixture
def wire(tmp_path, monkeypatch):
    """A directory of texts, which the command runs in."""
    files = {
        "one.txt": BEFORE,
        "sub/two.md": "kyiv, Ukraine\n",
        "sub/deep/three.rst": RIGHT,
        "sub/picture.png": "kyiv, Ukraine",
        ".git/four.txt": "kyiv, Ukraine",
        "sub/.five.txt": "kyiv, Ukraine",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def every_file(directory):
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in directory.rglob("*")
        if path.is_file()
    }


# Which files


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["one.txt"], ["one.txt"]),
        (["sub/picture.png"], ["sub/picture.png"]),  # what is named is read
        (["."], ["one.txt", "sub/two.md"]),
        (["sub"], ["sub/two.md"]),
        (["--include=*.png", "sub"], ["sub/picture.png"]),
        (["--include=*.png", "--include=*.txt", "."], ["one.txt", "sub/picture.png"]),
        (["*.txt"], ["one.txt"]),
        (["**/*.md"], ["sub/two.md"]),
        (["s*"], ["sub/two.md"]),  # a glob that matches a directory
        (["sub", "one.txt"], ["sub/two.md", "one.txt"]),
    ],
)
def test_files_are_named_by_path_directory_or_glob(run, wire, arguments, found):
    assert wire
    code, out, error = run("normalize", "--check", "--quiet", "--diff", *arguments)
    assert (code, error) == (1, "")
    assert re.findall(r"^\+\+\+ (.*)$", out, re.MULTILINE) == found


def test_a_file_may_be_named_like_a_glob(run, wire):
    (wire / "[1].txt").write_text("kyiv, Ukraine", encoding="utf-8")
    assert run("normalize", "[1].txt") == (0, "Kyiv, Ukraine", "")


@pytest.mark.parametrize(
    ("path", "part"),
    [("*.doc", "no file matches"), ("empty", "--include"), ("nowhere.txt", "No such file")],
)
def test_a_path_that_stands_for_nothing_is_told_and_the_others_are_done(run, wire, path, part):
    (wire / "empty").mkdir()
    code, out, error = run("normalize", path, "sub/two.md")
    assert (code, out) == (2, "Kyiv, Ukraine\n")
    assert error.startswith("slavonym: ")
    assert error.count("\n") == 1
    assert path in error
    assert part in error


# --in-place


def test_files_are_changed_in_place(run, wire):
    before = every_file(wire)
    expected = before | {"one.txt": AFTER.encode(), "sub/two.md": b"Kyiv, Ukraine\n"}
    told = "changed 4 names in 2 of 3 files\n"
    assert run("normalize", "--in-place", ".") == (0, "", told)
    assert every_file(wire) == expected
    assert run("normalize", "--in-place", ".") == (0, "", "changed 0 names in 0 of 3 files\n")
    assert run("normalize", "--in-place", "--quiet", ".") == (0, "", "")
    assert every_file(wire) == expected


def test_a_file_that_is_right_is_not_touched(run, wire):
    file = wire / "sub/deep/three.rst"
    before = file.stat()
    run("normalize", "--in-place", file)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_backup_is_the_file_as_it_was(run, wire):
    before = every_file(wire)
    (wire / "one.txt.orig").write_bytes(b"an older one")
    (wire / "one.txt").chmod(0o640)
    assert run("normalize", "--in-place", "--backup=.orig", "--quiet", ".") == (0, "", "")
    after = every_file(wire)
    assert after["one.txt.orig"] == before["one.txt"]
    assert after["sub/two.md.orig"] == before["sub/two.md"]
    assert "sub/deep/three.rst.orig" not in after
    assert stat.S_IMODE((wire / "one.txt.orig").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_mode_is_kept(run, wire, mode):
    file = wire / "one.txt"
    file.chmod(mode)
    run("normalize", "--in-place", file)
    assert file.read_bytes() == AFTER.encode()
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_symbolic_link_stays_one(run, wire):
    link, second = wire / "link.txt", wire / "sub/second.txt"
    link.symlink_to("sub/second.txt")
    second.symlink_to("../one.txt")
    run("normalize", "--in-place", "--backup=.orig", link)
    assert link.is_symlink()
    assert second.is_symlink()
    assert (wire / "one.txt").read_bytes() == AFTER.encode()
    assert (wire / "one.txt.orig").read_bytes() == BEFORE.encode()


@pytest.mark.parametrize("step", ["fsync", "fchmod", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(run, wire, monkeypatch, step):
    before = every_file(wire)

    def fail(*_):
        raise OSError(28, "No space left on device")

    where = {"fsync": (output.os, "fsync"), "fchmod": (Path, "chmod"), "replace": (Path, "replace")}
    monkeypatch.setattr(*where[step], fail)
    code, out, error = run("normalize", "--in-place", "--backup=.orig", "one.txt")
    assert (code, out) == (2, "")
    assert error == (
        "slavonym: [Errno 28] No space left on device: 'one.txt'\nchanged 0 names in 0 of 0 files\n"
    )
    assert every_file(wire) == before


@pytest.mark.parametrize("backup", [(), ("--backup=.orig",)], ids=["alone", "with a backup"])
def test_where_there_is_no_room_for_a_file_the_old_one_stays_whole(wire, backup):
    # No mock: the system lets this process write so many bytes of a file and no more.
    resource = pytest.importorskip("resource")
    large = BEFORE.encode() * 500
    (wire / "large.txt").write_bytes(large)
    before = every_file(wire)
    limit = (len(large) // 2,) * 2
    done = subprocess.run(
        [sys.executable, "-m", "slavonym", "normalize", "--in-place", *backup, "."],
        capture_output=True,
        env=ENVIRONMENT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
        check=False,
    )
    assert done.returncode == 2
    assert b"slavonym: [Errno 27] File too large: 'large.txt'\n" in done.stderr
    smaller = {"one.txt": AFTER.encode(), "sub/two.md": b"Kyiv, Ukraine\n"}
    backups = {f"{name}.orig": before[name] for name in smaller} if backup else {}
    assert every_file(wire) == before | smaller | backups


def test_a_file_is_never_seen_half_written(wire):
    # A reader that looks all the time while a large file is written, again and again.
    file = wire / "large.txt"
    old, new = b"a" * 3_000_000, b"b" * 3_000_000
    file.write_bytes(old)
    script = (
        "import sys\nfrom slavonym.cli.output import write_whole\n"
        "for byte in (b'b', b'a') * 10: write_whole(sys.argv[1], byte * 3_000_000)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", script, str(file)], env=ENVIRONMENT)
    seen = 0
    while writer.poll() is None:
        assert file.read_bytes() in (old, new)
        seen += 1
    assert writer.returncode == 0
    assert seen > 10
    assert sorted(path.name for path in wire.glob("*large*")) == ["large.txt"]


def test_wrong_bytes_are_told_and_the_other_files_are_changed(run, wire):
    (wire / "latin.txt").write_bytes("kyiv, Ukraine; Soloné".encode("latin-1"))
    before = every_file(wire)
    code, out, error = run("normalize", "--in-place", ".")
    assert (code, out) == (2, "")
    first, second = error.splitlines()
    assert first == (
        "slavonym: latin.txt: not utf-8 at byte 20; --encoding says which encoding it is"
    )
    assert second == "changed 4 names in 2 of 3 files"
    assert every_file(wire)["latin.txt"] == before["latin.txt"]
    assert every_file(wire)["one.txt"] == AFTER.encode()


def test_a_letter_that_the_encoding_lacks_is_told():
    source = Source("one.txt", "kyiv", b"kyiv", "latin-1")
    assert source.encoded("Kyïv") == b"Ky\xefv"
    with pytest.raises(InputError, match=r"one\.txt: latin-1 has no '’'.*nothing written"):
        source.encoded("Slov’iansk")


def test_what_cannot_be_written_back_as_it_was_is_told(run, wire):
    file = wire / "one.txt"
    file.write_bytes("In Ukraine, kyiv.".encode("cp037"))
    assert run("normalize", "--in-place", "--encoding=cp037", "--quiet", file)[0] == 0
    assert file.read_bytes() == "In Ukraine, Kyiv.".encode("cp037")
    file.write_bytes(b"In Ukraine, +AGs-yiv.")  # a letter may be written in two ways
    code, _, error = run("normalize", "--in-place", "--encoding=utf-7", "--quiet", file)
    assert code == 2
    assert "does not give back the same bytes" in error
    assert file.read_bytes() == b"In Ukraine, +AGs-yiv."


def test_what_is_no_regular_file_is_not_written(run, wire):
    fifo = wire / "pipe.txt"
    os.mkfifo(fifo)
    with subprocess.Popen(["sh", "-c", f"printf 'kyiv, Ukraine' > '{fifo}'"]):
        code, _, error = run("normalize", "--in-place", "--quiet", fifo)
    assert code == 2
    assert "not a regular file" in error


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--in-place"], "standard input"),
        (["--in-place", "-"], "standard input"),
        (["--in-place", "--check", "one.txt"], "--check"),
        (["--in-place", "--diff", "one.txt"], "--diff"),
        (["--backup=.orig", "one.txt"], "--in-place"),
        (["--in-place", "--backup=", "one.txt"], "--backup"),
        (["--in-place", "--backup=/x", "one.txt"], "--backup"),
    ],
)
def test_options_that_do_not_go_together_are_one_line(run, wire, arguments, part):
    before = every_file(wire)
    code, out, error = run("normalize", *arguments)
    assert (code, out) == (2, "")
    assert error.startswith("slavonym: ")
    assert error.count("\n") == 1
    assert part in error
    assert every_file(wire) == before


# Bytes


@pytest.mark.parametrize(
    ("encoding", "raw", "expected"),
    [
        ("utf-8", b"\xef\xbb\xbfkyiv, Ukraine\r\n", b"\xef\xbb\xbfKyiv, Ukraine\r\n"),
        ("utf-8-sig", b"\xef\xbb\xbfkyiv, Ukraine", b"\xef\xbb\xbfKyiv, Ukraine"),
        ("utf-8-sig", b"kyiv, Ukraine\r", b"Kyiv, Ukraine\r"),
        ("utf-16", "\ufeffkyiv, Ukraine".encode("utf-16-be"), "\ufeffKyiv, Ukraine".encode("utf-16-be")),
        ("utf-16", "\ufeffkyiv, Ukraine".encode("utf-16-le"), "\ufeffKyiv, Ukraine".encode("utf-16-le")),
        ("utf-32", "\ufeffkyiv, Ukraine".encode("utf-32-be"), "\ufeffKyiv, Ukraine".encode("utf-32-be")),
        ("latin-1", b"\x85kyiv, Ukraine\xe9\n\r", b"\x85Kyiv, Ukraine\xe9\n\r"),
    ],
)  # fmt: skip
def test_marks_and_line_ends_are_kept(run, tmp_path, encoding, raw, expected):
    file = tmp_path / "file.txt"
    file.write_bytes(raw)
    assert run("normalize", "--in-place", "-q", "--encoding", encoding, file)[0] == 0
    assert file.read_bytes() == expected


# --check and --diff


def test_check_lists_what_would_change_and_exits_with_1(run, wire):
    before = every_file(wire)
    code, out, error = run("normalize", "--check", ".")
    assert code == 1
    assert [line.rsplit(" (", 1)[0] for line in out.splitlines()] == [
        "one.txt:1:13: 'Oleg Synegoubov' should be 'Oleh Syniehubov'",
        "one.txt:1:34: 'kyiv' should be 'Kyiv'",
        "one.txt:2:7: 'Chassiv Yar' should be 'Chasiv Yar'",
        "sub/two.md:1:1: 'kyiv' should be 'Kyiv'",
    ]
    assert error == "would change 4 names in 2 of 3 files\n"
    assert every_file(wire) == before


def test_check_of_what_is_right_exits_with_0(run, wire):
    told = "would change 0 names in 0 of 1 file\n"
    assert run("normalize", "--check", wire / "sub/deep") == (0, "", told)


def test_check_that_cannot_read_a_file_exits_with_2(run, wire):
    assert wire
    assert run("normalize", "--check", "nowhere.txt", "one.txt")[0] == 2


def test_check_can_be_quiet(run, wire):
    assert wire
    assert run("normalize", "--check", "--quiet", ".") == (1, "", "")


def test_a_diff_shows_what_would_change(run, wire):
    before = every_file(wire)
    assert run("normalize", "--diff", "sub") == (
        0,
        "--- sub/two.md\n+++ sub/two.md\n@@ -1 +1 @@\n-kyiv, Ukraine\n+Kyiv, Ukraine\n",
        "",
    )
    assert run("normalize", "--diff", "one.txt")[1].endswith(
        "+Then “Chasiv Yar”;\n \tOdessa, Texas.\n\\ No newline at end of file\n"
    )
    assert every_file(wire) == before


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", BEFORE),
        ("utf-8", f"\ufeffx\n{BEFORE}\n" + "y\r\n" * 9 + BEFORE + "\u2028\x0b\n" * 9 + "kyiv, Ukraine"),
        ("latin-1", "é\x85\nIn Ukraine, kyiv.\r\n\ré\n"),
    ],
)  # fmt: skip
def test_a_diff_can_be_applied(tmp_path, monkeypatch, capsysbinary, encoding, text):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "file.txt"
    file.write_bytes(text.encode(encoding))
    main(["normalize", "--encoding", encoding, "--diff", "file.txt"])
    diff = capsysbinary.readouterr().out
    subprocess.run(
        ["git", "apply", "-p0", "--whitespace=nowarn", "-"], input=diff, check=True, cwd=tmp_path
    )
    assert file.read_bytes() == slavonym.normalize(text).encode(encoding)


def test_a_diff_takes_any_file_name_and_nothing_the_encoding_lacks(
    tmp_path, monkeypatch, capsysbinary
):
    monkeypatch.chdir(tmp_path)
    for name in (os.fsdecode(b"\xff.txt"), "Київ.txt"):
        Path(name).write_bytes("kyiv, Ukraine é".encode("latin-1"))
        assert main(["normalize", "--encoding=latin-1", "--diff", name]) == 0
        written = capsysbinary.readouterr().out
        assert b"--- " + os.fsencode(name) + b"\n" in written
        assert "+Kyiv, Ukraine é\n".encode("latin-1") in written
    Path("utf-7.txt").write_bytes(b"In Ukraine, +AGs-yiv.")
    assert main(["normalize", "--encoding=utf-7", "--diff", "utf-7.txt"]) == 2
    assert capsysbinary.readouterr().out == b""


# lookup


def test_lookup_shows_what_a_name_may_be(run):
    code, out, error = run("lookup", "Tchernihiv", "Mychiv")
    assert (code, error) == (0, "")
    assert [re.split(" {2,}", line)[:4] for line in out.splitlines()] == [
        ["Tchernihiv", "-> Chernihiv", "Чернігів", "place"],
        ["Tchernihiv", "-> Chernykhiv", "Чернихів", "place"],
        ["Mychiv", "-> Mychiv", "Мичів", "place"],
        ["Mychiv", "-> Myshiv", "Мишів", "place"],
    ]


def test_lookup_takes_the_options(run):
    assert "Zelenskyi " in run("lookup", "--to=ukrainian", "Zelensky")[1]
    assert "place" not in run("lookup", "--kind=person", "Khmelnitski")[1]
    code, out, error = run("lookup", "--kind=places", "Kiev")
    assert (code, out) == (2, "")
    assert "--kind" in error


def test_lookup_of_what_is_not_known_exits_with_1(run):
    code, out, error = run("lookup", "Wxyzzy", "Kiev")
    assert (code, error) == (1, "slavonym: Wxyzzy: not known\n")
    assert out.startswith("Kiev  -> Kyiv")


def test_lookup_reads_names_from_standard_input(run, monkeypatch):
    raw = io.BytesIO("\ufeffTchernihiv\r\n\n Wxyzzy \nKiev".encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=raw))
    code, out, error = run("lookup", "--json", "-")
    assert (code, error) == (1, "")
    told = [json.loads(line) for line in out.splitlines()]
    assert [each["surface"] for each in told] == ["Tchernihiv", "Wxyzzy", "Kiev"]
    assert [len(each["candidates"]) > 0 for each in told] == [True, False, True]
    best = slavonym.lookup("Tchernihiv")[0]
    first = told[0]["candidates"][0]
    assert first["confidence"] == pytest.approx(best.confidence, abs=1e-6)
    assert first["name"]["native"] == best.native


# report


def test_report_writes_a_page(run, wire):
    assert run("report", ".", "-o", "page.html") == (0, "", "")
    page = (wire / "page.html").read_text(encoding="utf-8")
    for part in ("one.txt", "sub/two.md", "sub/deep/three.rst", "Часів Яр"):
        assert part in page
    assert run("report", ".", "-o", "-") == (0, page, "")


def test_report_without_what_cannot_be_read(run, wire):
    code, out, error = run("report", "nowhere.txt", "one.txt", "-o", "page.html")
    assert (code, out) == (2, "")
    assert "nowhere.txt" in error
    assert "one.txt" in (wire / "page.html").read_text(encoding="utf-8")
    code, _, error = run("report", "nowhere.txt", "-o", "other.html")
    assert code == 2
    assert "nothing to show" in error
    assert not (wire / "other.html").exists()


# At a terminal


def at_a_terminal(*arguments, error_only=False, environment=None):
    """Run the command with standard error, and standard output unless `error_only`, on a pseudo-terminal."""
    outer, inner = pty.openpty()
    termios.tcsetwinsize(inner, (24, 80))
    with subprocess.Popen(
        [sys.executable, "-m", "slavonym", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if error_only else inner,
        stderr=inner,
        env=ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "80"} | (environment or {}),
    ) as command:
        os.close(inner)
        shown = b""
        while True:
            try:
                some = os.read(outer, 65536)
            except OSError:  # the other end is closed
                break
            if not some:
                break
            shown += some
    os.close(outer)
    return command.returncode, shown.decode()


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--color=never"], {}, False),
        (["--color=always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colours(wire, arguments, environment, coloured):
    environment = {"NO_COLOR": ""} | environment
    shown = at_a_terminal("explain", *arguments, wire / "one.txt", environment=environment)[1]
    assert "Chasiv Yar" in shown
    assert ("\x1b[" in shown) == coloured


@pytest.mark.parametrize("command", [["explain"], ["normalize", "--diff"], ["lookup"]])
def test_what_is_no_terminal_gets_no_colours(run, wire, command):
    names = ["Kiev"] if command == ["lookup"] else [wire / "one.txt"]
    assert not uses_colour()
    assert "\x1b" not in run(*command, *names)[1]
    assert "\x1b" in run(*command, "--color=always", *names)[1]


def test_a_terminal_gets_a_bar_for_many_files(wire):
    pytest.importorskip("tqdm", reason="tqdm is not installed")
    for number in range(30):
        (wire / f"{number}.txt").write_text(RIGHT, encoding="utf-8")
    code, shown = at_a_terminal("normalize", wire, error_only=True)
    assert code == 0
    assert re.search(r"\d+%\|", shown)
    # Few and small files need none; with the text on the terminal it would be in the way.
    assert at_a_terminal("normalize", wire / "one.txt", error_only=True) == (0, "")
    assert "%|" not in at_a_terminal("normalize", wire)[1]


def test_without_tqdm_there_is_no_bar_and_no_error(wire):
    for number in range(30):
        (wire / f"{number}.txt").write_text(RIGHT, encoding="utf-8")
    (wire / "tqdm.py").write_text("raise ImportError", encoding="utf-8")
    path = f"{wire}{os.pathsep}{ENVIRONMENT['PYTHONPATH']}"
    shown = at_a_terminal("normalize", wire, error_only=True, environment={"PYTHONPATH": path})
    assert shown == (0, "")


def test_an_interrupt_is_no_traceback():
    with subprocess.Popen(
        [sys.executable, "-m", "slavonym", "normalize"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
        # tests that a shell runs in the background ignore interrupts, and so would the command
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as command:
        time.sleep(1.5)  # it waits for its standard input
        command.send_signal(signal.SIGINT)
        _, error = command.communicate(timeout=30)
    assert (command.returncode, error) == (130, b"")


# Help and completion


@pytest.mark.parametrize(
    "command",
    ["", "normalize", "explain", "report", "lookup", "evaluate", "tables", "tables check"],
)
def test_help_tells_the_exit_status_and_gives_examples(run, monkeypatch, command):
    monkeypatch.setenv("COLUMNS", "80")
    code, out, error = run(*command.split(), "--help")
    assert (code, error) == (0, "")
    assert "exit status:\n  0" in out
    assert "\n  2" in out
    assert max(map(len, out.splitlines())) <= 80
    if command:
        assert f"examples:\n  slavonym {command.split()[0]}" in out


def test_help_tells_the_default_threshold(run):
    _, out, _ = run("normalize", "--help")
    assert f"(default: {slavonym.Config().min_confidence})" in " ".join(out.split())


def completions(line):
    """What the command offers for a line, asked as a shell asks it."""
    read, write = os.pipe()
    script = f"exec 8>&{write}; exec {sys.executable} -m slavonym"
    environment = ENVIRONMENT | {
        "_ARGCOMPLETE": "3",  # python -m slavonym are three words
        "_ARGCOMPLETE_IFS": "\n",
        "COMP_LINE": f"python -m {line}",
        "COMP_POINT": str(len(f"python -m {line}")),
        "COMP_TYPE": "9",
    }
    subprocess.run(["bash", "-c", script], env=environment, pass_fds=[write], check=False)
    os.close(write)
    with os.fdopen(read) as offered:
        return offered.read().split("\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("slavonym nor", ["normalize "]),
        ("slavonym tables ", ["check", "format"]),
        ("slavonym normalize --in", ["--include", "--in-place"]),
        ("slavonym lookup --kind p", ["place", "person"]),
    ],
)
def test_the_shell_completes_commands_and_options(line, offered):
    pytest.importorskip("argcomplete", reason="argcomplete is not installed")
    found = {each.strip() for each in completions(line)}
    assert {each.strip() for each in offered} <= found


# The recipes of docs/repositories.md

RECIPES = re.findall(
    r"```sh\n(.*?)```",
    (Path(__file__).resolve().parents[1] / "docs/repositories.md").read_text(encoding="utf-8"),
    re.DOTALL,
)


@pytest.fixture
def repository(tmp_path):
    """A repository of texts with a branch, and a function that runs a shell script in it."""
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/slavonym"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m slavonym "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    where = tmp_path / "repository"
    (where / "texts").mkdir(parents=True)
    identity = {
        f"GIT_{who}_{what}": "desk@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = ENVIRONMENT | identity | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}

    def shell(script):
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=where,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    (where / "texts/old.txt").write_text("From kyiv, in Ukraine.", encoding="utf-8")
    (where / "texts/gone.txt").write_text("From kyiv, in Ukraine.", encoding="utf-8")
    shell(
        "git init -q && git add . && git commit -qm old && git update-ref refs/remotes/origin/main HEAD"
    )
    (where / "texts/a new one.txt").write_text(
        "The ruins of Chassiv Yar, Ukraine.", encoding="utf-8"
    )
    shell("git rm -q texts/gone.txt && git add . && git commit -qm new")
    return shell


def test_the_recipe_for_a_branch_tells_what_it_adds(repository):
    (recipe,) = (each for each in RECIPES if "xargs" in each)
    code, out = repository(recipe)
    assert code != 0
    assert out.splitlines()[0].startswith("texts/a new one.txt:1:14: 'Chassiv Yar' should be")
    assert len(out.splitlines()) == 1


def test_the_recipe_for_a_job_commits_the_changes(repository):
    (recipe,) = (each for each in RECIPES if "--in-place" in each)
    assert repository(recipe)[0] == 0
    assert "Names the standard way" in repository("git log --oneline")[1]
    assert repository("cat texts/old.txt")[1] == "From Kyiv, in Ukraine."
    assert repository("git status --porcelain")[1] == "?? review.html\n"


# The document of the JSON


def test_every_field_of_the_json_is_documented(run, wire):
    page = Path(__file__).resolve().parents[1] / "docs/command-line.md"
    table = page.read_text(encoding="utf-8").split("## explain")[1].split("## lookup")[0]
    record = json.loads(run("explain", "--json", wire / "one.txt")[1].splitlines()[0])
    named = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert [field for row in named for field in re.findall(r"`(\w+)`", row)] == list(record)
    for inner in (record["name"], record["evidence"][0]):
        assert all(f"`{field}`" in table for field in inner)
    assert record["schema"] == 1
