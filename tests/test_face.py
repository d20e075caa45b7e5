"""The face: the names of the package, and what they promise whatever the text."""

import ast
import copy
import inspect
import json
import os
import pickle
import subprocess
import sys
import threading
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slavonym
from slavonym import (
    Candidate,
    Config,
    ConfigError,
    Evidence,
    Explanation,
    GoldError,
    Match,
    Name,
    Normalizer,
    RuleError,
    SchemeError,
    SlavonymError,
    TableError,
    apply,
    explain,
    lookup,
    normalize,
)

PACKAGE = Path(slavonym.__file__).parent
TEXT = "In Ukraine, Oleg Synegoubov spoke of Chassiv Yar; Dmitri Peskov, in Moscow, did not."

HEAVY = {
    "argcomplete", "datasets", "langdetect", "numpy", "pandas", "polars", "pycountry", "pyspark", "rich",
    "slavonym.integrations", "slavonym.report", "spacy", "tqdm",
}  # fmt: skip


# The names


def test_the_package_offers_these_names_and_no_others():
    assert sorted(slavonym.__all__) == sorted(
        [
            "normalize",
            "explain",
            "lookup",
            "apply",
            "Normalizer",
            "Config",
            "default_rules",
            "default_guards",
            "Name",
            "Match",
            "Candidate",
            "Evidence",
            "Explanation",
            "SlavonymError",
            "ConfigError",
            "GoldError",
            "RuleError",
            "SchemeError",
            "TableError",
            "TableWarning",
            "__version__",
        ]
    )
    assert all(hasattr(slavonym, name) for name in slavonym.__all__)
    assert len(slavonym.__all__) == len(set(slavonym.__all__))


@pytest.mark.parametrize("name", sorted(set(slavonym.__all__) - {"__version__"}))
def test_every_name_says_what_it_is(name):
    assert inspect.getdoc(getattr(slavonym, name))


@pytest.mark.parametrize("error", [ConfigError, GoldError, RuleError, SchemeError, TableError])
def test_every_error_is_of_one_family(error):
    assert issubclass(error, SlavonymError)
    assert not issubclass(SlavonymError, ValueError)


def test_the_version_is_that_of_the_installed_package():
    assert slavonym.__version__
    try:
        installed = metadata.version("slavonym")
    except metadata.PackageNotFoundError:
        pytest.skip("runs from a checkout that is not installed")
    assert slavonym.__version__ == installed


# The functions


def test_normalize_returns_the_text_and_explain_the_reasons():
    explanation = explain(TEXT)
    assert type(explanation) is Explanation
    assert normalize(TEXT) == explanation.text == apply(TEXT, explanation.matches)
    assert type(explanation.matches) is type(explanation.rejected) is tuple
    assert [match.surface for match in explanation.matches] == ["Oleg Synegoubov", "Chassiv Yar"]


def test_a_match_tells_what_was_done_and_why():
    match = explain(TEXT).matches[1]
    assert type(match) is Match
    assert (match.start, match.end, match.surface) == (37, 48, "Chassiv Yar")
    assert (match.out_start, match.out_end, match.replacement) == (37, 47, "Chasiv Yar")
    assert 0.75 <= match.confidence <= 1
    assert match.rule == "table-form"
    assert match.reason == ""
    assert type(match.name) is Name
    assert (match.name.kind, match.name.language, match.name.native) == ("place", "uk", "Часів Яр")
    assert match.name.english == match.name.ukrainian == "Chasiv Yar"
    assert match.name.region == "UA-14"
    assert all(type(evidence) is Evidence for evidence in match.evidence)
    assert "".join(surface for surface, _ in match.alignment) == "Chassiv Yar"
    assert "".join(native for _, native in match.alignment) == "Часів Яр"


def test_the_alignment_tells_which_letters_stand_for_which():
    (match,) = explain("In Ukraine, governor Synegoubov spoke.").matches
    pairs = "S-С y-и n-н e-є g-г ou-у b-б o-о v-в"
    assert match.alignment == tuple(tuple(pair.split("-")) for pair in pairs.split())


def test_lookup_returns_candidates_the_likeliest_first():
    found = lookup("Chassiv Yar", kind="place")
    assert all(type(candidate) is Candidate for candidate in found)
    best = found[0]
    assert (best.english, best.ukrainian, best.native) == ("Chasiv Yar", "Chasiv Yar", "Часів Яр")
    assert best.name.english == best.english
    confidences = [candidate.confidence for candidate in found]
    assert confidences == sorted(confidences, reverse=True)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Tchernihiv", "Chernihiv"),
        ("  Tchernihiv\n", "Chernihiv"),
        ("TCHERNIHIV", "Chernihiv"),
        ("tchernihiv", "Chernihiv"),
        ("Kiev", "Kyiv"),
        ("Kyiv", "Kyiv"),
        ("Kharkiv", "Kharkiv"),
        ("Oleg Synegoubov", "Oleh Syniehubov"),
        ("Vladimir Poutine", "Vladimir Putin"),
        ("Ivano-Frankivsk", "Ivano-Frankivsk"),
    ],
)
def test_lookup_knows_a_name_in_any_spelling(name, english):
    assert lookup(name)[0].english == english


@pytest.mark.parametrize("name", ["", " ", "-", "’", "Wxyzzy", "123", "the city of Kiev"])
def test_lookup_of_what_is_no_name_finds_nothing(name):
    assert lookup(name) == ()


@pytest.mark.parametrize("kind", ["place", "person", "organization"])
def test_lookup_keeps_to_the_kind(kind):
    for name in ("Kiev", "Oleg Synegoubov", "Khmelnitski"):
        assert {candidate.name.kind for candidate in lookup(name, kind=kind)} <= {kind}
    assert lookup("Kiev", kind="place")
    assert lookup("Oleg Synegoubov", kind="person")
    assert lookup("Kiev", kind="person") == ()


def test_lookup_of_an_unknown_kind_says_which_there_are():
    with pytest.raises(ValueError, match=r"'places'.*did you mean 'place'") as caught:
        lookup("Kiev", kind="places")
    assert "person" in str(caught.value)


@pytest.mark.parametrize("function", [normalize, explain, lookup])
@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        ({}, "Zelensky", "Zelensky"),
        ({"accepted": "unify"}, "Zelensky", "Zelenskyy"),
        ({"to": "ukrainian"}, "Zelensky", "Zelenskyi"),
    ],
)
def test_functions_take_the_options_of_config(function, options, text, expected):
    sentence = f"Volodymyr {text} of Ukraine"
    returned = function(sentence if function is not lookup else text, **options)
    if function is normalize:
        assert returned == f"Volodymyr {expected} of Ukraine"
        assert returned == Normalizer(Config(**options)).normalize(sentence)
    elif function is explain:
        assert returned.text == f"Volodymyr {expected} of Ukraine"
        assert returned == Normalizer(Config(**options)).explain(sentence)
    else:
        assert returned == Normalizer(Config(**options)).lookup(text)


@pytest.mark.parametrize("options", [{"to": "ukranian"}, {"nonsense": 1}, {"min_confidence": 2}])
@pytest.mark.parametrize("function", [normalize, explain, lookup])
def test_functions_check_the_options(function, options):
    with pytest.raises(ConfigError):
        function("Kiev", **options)


@pytest.mark.parametrize("options", [{"exclude": ["Kiev"]}, {"thresholds": {"place": 1.0}}])
def test_options_that_are_lists_or_tables_work_too(options):
    assert normalize("the city of Kiev, in Ukraine", **options) == "the city of Kiev, in Ukraine"


NORMALIZER = Normalizer()


@pytest.mark.parametrize(
    "function",
    [normalize, explain, lookup, NORMALIZER.normalize, NORMALIZER.explain, NORMALIZER.lookup],
)
@pytest.mark.parametrize("wrong", [b"Kiev", bytearray(b"Kiev")])
def test_bytes_are_refused_with_the_remedy(function, wrong):
    with pytest.raises(TypeError, match=r"must be str, found byte.*\.decode\('utf-8'\)"):
        function(wrong)


@pytest.mark.parametrize(
    "function",
    [normalize, explain, lookup, NORMALIZER.normalize, NORMALIZER.explain, NORMALIZER.lookup],
)
@pytest.mark.parametrize(
    ("wrong", "called"),
    [(None, "NoneType"), (3, "int"), (["Kiev"], "list"), (float("nan"), "float")],
)
def test_what_is_not_text_is_refused_by_its_name(function, wrong, called):
    with pytest.raises(TypeError, match=f"must be str, found {called}"):
        function(wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "no names here",
        "Nothing To Change Here",
        "The Kyiv and Kharkiv regions of Ukraine.",
        "日本語 Ελληνικά العربية עברית हिन्दी 😀 👨‍👩‍👧",
        "Міста Київ, Харків, Чернігів.",
        "\x00\x01\x1f\x7f\x80\u200b\u2028\ufeff",
        "\ud800 \udfff",
        "a\rb\r\nc\n\rd\u2028e\u2029",
        "e\u0301\u0301\u0301",
        "İstanbul ẞ ﬁ ŉ ǅ Σς",
    ],
)
def test_text_without_such_names_comes_back_as_it_is(text):
    explanation = explain(text)
    assert explanation.text == text
    assert explanation.matches == ()


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Lu",)), max_size=60).filter(
        lambda t: "kyiv" not in t
    )
)
def test_any_text_without_capitals_comes_back_as_it_is(text):
    assert normalize(text) == text


# A Normalizer is a value


@pytest.fixture(
    params=[Config(), Config(to="ukrainian", thresholds={"person": 0.5}, exclude=("Yar",))]
)
def normalizer(request):
    return Normalizer(request.param)


@pytest.mark.parametrize(
    "through",
    [
        copy.copy,
        copy.deepcopy,
        *[
            lambda n, p=p: pickle.loads(pickle.dumps(n, p))  # noqa: S301  our own pickle
            for p in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ],
    ],
)
def test_copies_and_pickles_do_the_same(normalizer, through):
    before = through(normalizer)
    expected = normalizer.explain(TEXT)
    assert before.explain(TEXT) == expected
    assert through(normalizer).explain(TEXT) == expected  # after use, too
    assert before.config == normalizer.config


def test_a_pickle_is_small():
    # The tables are not part of it: a worker process reads its own.
    assert len(pickle.dumps(NORMALIZER)) < 2000


@pytest.mark.parametrize(
    ("get", "attribute"),
    [
        pytest.param(lambda: explain(TEXT), "text", id="Explanation"),
        pytest.param(lambda: explain(TEXT).matches[0], "confidence", id="Match"),
        pytest.param(lambda: explain(TEXT).matches[0].name, "english", id="Name"),
        pytest.param(lambda: explain(TEXT).matches[0].evidence[0], "weight", id="Evidence"),
        pytest.param(lambda: lookup("Kiev")[0], "confidence", id="Candidate"),
    ],
)
def test_what_comes_out_can_be_pickled_and_does_not_change(get, attribute):
    value = get()
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value  # noqa: S301  our own pickle
    assert hash(value) == hash(copy.deepcopy(value))
    with pytest.raises(AttributeError):
        setattr(value, attribute, "other")


def test_it_says_what_it_is():
    assert repr(Normalizer(Config(to="ukrainian"))).startswith("Normalizer(Config(to='ukrainian'")


def test_two_configs_do_not_influence_each_other():
    english, ukrainian = Normalizer(), Normalizer(Config(to="ukrainian", accepted="unify"))
    text = "Volodymyr Zelensky of Ukraine"
    for _ in range(2):
        assert english.normalize(text) == text
        assert ukrainian.normalize(text) == "Volodymyr Zelenskyi of Ukraine"
        assert normalize(text, accepted="unify") == "Volodymyr Zelenskyy of Ukraine"


def test_eight_threads_get_the_same_output():
    texts = [
        TEXT,
        "In kyiv, Ukraine, governor Synegoubov left for Tchernihiv.",
        "Volodymyr Zelensky and Sergueï Choïgou, of Ukraine and Russia.",
        "Gestern sagte Selenskyj in Kiew, dass die Ukraine und Russland noch nicht verhandeln werden, hieß es dort.",
    ]
    program = (
        "import sys, threading, json\n"
        "from slavonym import Normalizer\n"
        "texts, start, outputs = json.loads(sys.argv[1]), threading.Barrier(8), [None] * 8\n"
        "normalizer = Normalizer()\n"
        "def work(number):\n"
        "    start.wait()\n"
        "    outputs[number] = [normalizer.normalize(text) for text in texts * 3]\n"
        "threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "print(json.dumps(outputs))\n"
    )
    # A fresh process, so that the threads also race for the first load of tables and langdetect.
    run = python("-c", program, json.dumps(texts))
    outputs = json.loads(run)
    assert outputs == [[normalize(text) for text in texts * 3]] * 8


def test_threads_with_different_configs_do_not_mix():
    configs = [Config(), Config(to="ukrainian"), Config(accepted="unify")] * 3
    text = "Volodymyr Zelensky of Ukraine"
    outputs = [None] * len(configs)

    def work(number):
        outputs[number] = {Normalizer(configs[number]).normalize(text) for _ in range(30)}

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(configs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    endings = [{f"Volodymyr Zelensky{end} of Ukraine"} for end in ("", "i", "y")] * 3
    assert outputs == endings


# The tree


def python(*arguments):
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    assert run.stderr == ""
    assert run.returncode == 0
    return run.stdout


def imports(path):
    """Every module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = sorted(
    path for path in MODULES if path.parent.name == "stages" and path.stem != "__init__"
)


def test_there_are_six_stages():
    assert {path.stem for path in STAGES} == {
        "document",
        "mentions",
        "candidates",
        "scoring",
        "resolution",
        "rewriting",
    }


@pytest.mark.parametrize("path", STAGES, ids=lambda path: path.stem)
def test_no_stage_imports_another(path):
    found = list(imports(path))
    assert not [name for name in found if "stages" in name or name.startswith(".")]
    assert not [name for name in found if name.startswith("slavonym.normalizer")]


def test_only_the_corridor_imports_stages():
    importers = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if any(name.startswith("slavonym.stages") for name in imports(path))
    }
    assert importers == {"normalizer.py", "__init__.py"}
    of_the_face = {n for n in imports(PACKAGE / "__init__.py") if n.startswith("slavonym.stages")}
    assert of_the_face == {"slavonym.stages.rewriting", "slavonym.stages.rewriting.apply"}


def test_every_import_of_the_package_is_absolute():
    for path in MODULES:
        assert not [name for name in imports(path) if name.startswith(".")], path


def test_nothing_in_the_core_imports_the_integrations_or_the_command():
    for path in MODULES:
        if path.parent.name in ("integrations", "cli") or path.name == "__main__.py":
            continue
        found = [
            n for n in imports(path) if n.startswith(("slavonym.integrations", "slavonym.cli"))
        ]
        assert not found, path


def test_only_the_command_imports_the_evaluation():
    importers = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if path.parent.name != "evaluation"
        and any(name.startswith("slavonym.evaluation") for name in imports(path))
    }
    assert importers == {"cli/evaluation.py"}


@pytest.mark.parametrize(
    "program",
    [
        "import slavonym",
        "import slavonym; slavonym.normalize(sys.argv[1])",
        "import slavonym; slavonym.normalize(sys.argv[1], to='ukrainian')",
        "import slavonym; slavonym.lookup('Tchernihiv')",
        "import slavonym.cli",
    ],
)
def test_nothing_heavy_is_loaded_for_english_text(program):
    loaded = set(python("-c", f"import sys; {program}; print(' '.join(sys.modules))", TEXT).split())
    assert "slavonym" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "program",
    [
        "slavonym.normalize(sys.argv[1])",
        "slavonym.explain(sys.argv[1], min_confidence=0)",
        "slavonym.lookup('Kiev')",
        "slavonym.normalize('Ky\\ud800iv, \\ud800')",
        "slavonym.lookup('Ky\\ud800iv')",
    ],
)
def test_nothing_is_printed_and_no_warning_given(program):
    assert python("-c", f"import sys, slavonym; {program}", TEXT) == ""
