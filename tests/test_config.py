"""Config: what a user can choose, and how a wrong choice is told."""

import ast
import copy
import pickle
import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from slavonym import Config, ConfigError, Normalizer, SlavonymError, normalize

DEFAULTS = {
    "to": "english",
    "accepted": "keep",
    "renamed": "keep",
    "sources": ("french",),
    "language": "auto",
    "min_confidence": 0.75,
    "tables": (),
    "packs": (),
    "schemes": (),
    "exclude": (),
    "enable": (),
    "disable": (),
    "protect": (),
}

OTHERS = {
    "to": "ukrainian",
    "accepted": "unify",
    "renamed": "current",
    "sources": ("french", "german"),
    "language": "fr",
    "min_confidence": 0.5,
    "tables": ("desk.tsv",),
    "packs": ("acme-names",),
    "schemes": ("spanish.toml",),
    "exclude": ("Larissa",),
    "enable": ("acme-ships",),
    "disable": ("abroad",),
    "protect": (r"\{\{.*?\}\}",),
}

ROW = {"native": "Антон Дробович", "accepted": ["Anton Drobovich"], "rank": 4}
ALL = OTHERS | {"thresholds": {"person": 0.9}, "names": [ROW]}


def test_the_defaults_are_part_of_the_interface():
    options = [option.name for option in fields(Config) if option.name != "origin"]
    assert sorted(options) == sorted(ALL)
    assert {name: getattr(Config(), name) for name in DEFAULTS} == DEFAULTS
    assert {Config().threshold(kind) for kind in ("person", "place", "organization")} == {0.75}


@pytest.mark.parametrize("option", OTHERS)
def test_every_option_can_be_chosen(option):
    config = Config(**{option: OTHERS[option]})
    assert getattr(config, option) == OTHERS[option]
    assert config != Config()
    for other in DEFAULTS.keys() - {option}:
        assert getattr(config, other) == DEFAULTS[other]


@pytest.mark.parametrize("option", [name for name in DEFAULTS if isinstance(DEFAULTS[name], tuple)])
def test_a_list_is_as_good_as_a_tuple(option):
    config = Config(**{option: list(OTHERS[option])})
    assert config == Config(**{option: OTHERS[option]})
    assert hash(config) == hash(Config(**{option: OTHERS[option]}))


def test_options_are_given_by_name():
    with pytest.raises(TypeError):
        Config("ukrainian")


@pytest.mark.parametrize(
    ("config", "kind", "threshold"),
    [
        (Config(), "place", 0.75),
        (Config(min_confidence=0.5), "person", 0.5),
        (Config(thresholds={"person": 0.9}), "person", 0.9),
        (Config(thresholds={"person": 0.9}), "place", 0.75),
        (Config(min_confidence=0.5, thresholds={"place": 0}), "place", 0),
        (Config(thresholds={"table-form": 0.9}), "place", 0.9),
        (Config(thresholds={"table-form": 0.6, "place": 0.9}), "place", 0.6),
        (Config(thresholds={"unknown-name": 0.9}), "place", 0.75),
    ],
)
def test_the_threshold_of_a_kind_or_a_rule(config, kind, threshold):
    assert config.threshold(kind, "table-form") == threshold


@pytest.mark.parametrize(
    ("config", "shown"),
    [
        (Config(), "Config()"),
        (Config(to="english"), "Config()"),
        (Config(to="ukrainian", exclude=["x"]), "Config(to='ukrainian', exclude=('x',))"),
        (Config(thresholds={"person": 0.9}), "Config(thresholds={'person': 0.9})"),
        (Config(names=[{"native": "Ян"}]), "Config(names=[{'native': 'Ян'}])"),
    ],
)
def test_it_shows_what_differs_from_the_defaults(config, shown):
    assert repr(config) == shown
    assert eval(shown, {"Config": Config}) == config  # noqa: S307  our own text


def test_every_mistake_is_told_at_once():
    with pytest.raises(ConfigError) as caught:
        Config(
            to="x",
            min_confidence=2,
            thresholds={"person": 3, "place": "x"},
            names=[{"native": "Київ"}, {"x": 1}, {}],
        )
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "to",
        "min_confidence",
        "thresholds.person",
        "thresholds.place",
        "names, entry 2",
        "names, entry 3",
    ]
    assert str(caught.value).count("\n") == 5


# A Config is a value


def test_replace_gives_a_copy():
    config = Config(to="ukrainian")
    changed = config.replace(accepted="unify")
    assert (changed.to, changed.accepted) == ("ukrainian", "unify")
    assert (config.to, config.accepted) == ("ukrainian", "keep")
    assert config.replace() == config


@pytest.mark.parametrize("option", ALL)
def test_it_is_frozen(option):
    with pytest.raises(FrozenInstanceError):
        setattr(Config(), option, ALL[option])


def test_the_callers_dictionary_is_not_shared():
    thresholds = {"person": 0.9}
    config = Config(thresholds=thresholds)
    thresholds["person"] = 0.1
    assert config.threshold("person") == 0.9


def test_the_thresholds_are_frozen_too():
    config = Config(thresholds={"person": 0.9})
    with pytest.raises(TypeError):
        config.thresholds["person"] = 0.1


@pytest.mark.parametrize(
    "options", [{}, ALL, {"thresholds": {"person": 0.9}}], ids=["none", "all", "table"]
)
def test_equal_configs_have_equal_hashes(options):
    one, other = Config(**options), Config(**options)
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other}) == 1


def test_configs_that_differ_in_thresholds_are_different():
    assert Config(thresholds={"person": 0.9}) != Config(thresholds={"person": 0.8})


@pytest.mark.parametrize("options", [{}, ALL], ids=["none", "all"])
@pytest.mark.parametrize(
    "through",
    [copy.copy, copy.deepcopy]
    + [lambda c, p=p: pickle.loads(pickle.dumps(c, p)) for p in range(pickle.HIGHEST_PROTOCOL + 1)],  # noqa: S301  our own pickle
)
def test_copies_and_pickles_are_equal(options, through):
    config = Config(**options)
    assert through(config) == config


# A wrong value is one clear error


WRONG_VALUES = [
    # option, wrong value, what the message must say besides the option
    ("to", "ukranian", ["'ukranian'", "did you mean 'ukrainian'?", "english, ukrainian"]),
    ("to", "French", ["'French'", "english, ukrainian"]),
    ("to", "", ["english", "ukrainian"]),
    ("to", None, []),
    ("to", 3, []),
    ("to", ["english"], []),
    ("accepted", "unite", ["'unite'", "did you mean 'unify'?", "keep, unify"]),
    ("accepted", True, []),
    ("renamed", "curent", ["'curent'", "did you mean 'current'?", "current, keep"]),
    ("min_confidence", 1.5, ["1"]),
    ("min_confidence", -0.1, ["0"]),
    ("min_confidence", float("nan"), []),
    ("min_confidence", float("inf"), []),
    ("min_confidence", "0.9", []),
    ("min_confidence", True, []),
    ("min_confidence", None, []),
    ("min_confidence", {}, []),
    ("thresholds", {"person": 2}, ["person", "1"]),
    ("thresholds", {"person": "high"}, ["person"]),
    ("thresholds", {"person": None}, ["person"]),
    ("thresholds", 0.9, []),
    ("thresholds", None, []),
    ("sources", "french", []),
    ("sources", [], []),
    ("sources", [""], ["1"]),
    ("language", "English", ["'English'", "'auto'", "'none'", "ISO 639-1"]),
    ("language", 3, []),
    ("tables", "desk.tsv", []),
    ("tables", [3], ["1"]),
    ("names", {"native": "Ян"}, []),
    ("names", [3], ["1"]),
    ("names", [{"native": 3}], ["entry 1", "native"]),
    ("names", [{"nativ": "Ян"}], ["entry 1", "'nativ'", "did you mean 'native'?"]),
    ("names", [ROW, {"native": "Ян", "kind": "persn"}], ["entry 2", "kind", "'person'"]),
    ("names", [{"native": "Ян", "rank": 7}], ["entry 1", "rank", "6"]),
    ("names", [{"native": "Ян", "forms": "Ian"}], ["entry 1", "forms"]),
    ("names", [{"native": "Ян", "forms": ["a|b"]}], ["entry 1", "forms", "1"]),
    ("enable", ["", "x"], ["1"]),
    ("exclude", "Larissa", []),
    ("exclude", (1, 2), []),
    ("exclude", {}, []),
    ("exclude", None, []),
    ("disable", "abroad", []),
    ("disable", (None,), []),
    ("protect", "x+", []),
    ("protect", (b"x",), []),
    ("protect", ("(",), ["'('", "regular expression"]),
    ("protect", ("fine", "[a-"), ["'[a-'", "2"]),
]


@pytest.mark.parametrize(("option", "value", "parts"), WRONG_VALUES)
def test_a_wrong_value_names_option_found_and_expected(option, value, parts):
    with pytest.raises(ConfigError) as caught:
        Config(**{option: value})
    message = str(caught.value)
    for part in (option, *parts):
        assert part in message
    assert "\n" not in message


@pytest.mark.parametrize(("option", "value"), [wrong[:2] for wrong in WRONG_VALUES])
def test_replace_and_keywords_check_the_same(option, value):
    with pytest.raises(ConfigError, match=option):
        Config().replace(**{option: value})
    with pytest.raises(ConfigError, match=option):
        normalize("text", **{option: value})


@pytest.mark.parametrize("value", [0, 1, 0.0, 1.0, 0.5])
def test_a_probability_may_be_an_integer_and_lie_at_the_ends(value):
    assert Config(min_confidence=value, thresholds={"place": value}).threshold("place") == value


@pytest.mark.parametrize(
    ("unknown", "nearest"),
    [
        ("too", "to"),
        ("min_confidance", "min_confidence"),
        ("excluded", "exclude"),
        ("Accepted", "accepted"),
    ],
)
def test_an_unknown_option_names_the_nearest(unknown, nearest):
    for ask in (Config().replace, lambda **options: normalize("text", **options)):
        with pytest.raises(ConfigError) as caught:
            ask(**{unknown: "x"})
        assert repr(unknown) in str(caught.value)
        assert f"did you mean {nearest!r}?" in str(caught.value)
        assert "thresholds" in str(caught.value)  # the valid ones are listed


def test_errors_can_be_caught_in_three_ways():
    for kind in (ConfigError, SlavonymError, ValueError):
        with pytest.raises(kind):
            Config(to="x")


# A file


@pytest.fixture
def write(tmp_path):
    def write(text):
        path = tmp_path / "desk.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_file_sets_every_option(write):
    path = write(
        r"""
to = "ukrainian"
accepted = "unify"
renamed = "current"
sources = ["french", "german"]
language = "fr"
min_confidence = 0.5
[thresholds]
person = 0.9
[tables]
extra = ["desk.tsv"]
packs = ["acme-names"]
schemes = ["spanish.toml"]
exclude = ["Larissa"]
[[names]]
native = "Антон Дробович"
accepted = ["Anton Drobovich"]
rank = 4
[rules]
enable = ["acme-ships"]
disable = ["abroad"]
[protect]
patterns = ['\{\{.*?\}\}']
"""
    )
    config = Config.from_toml(path)
    assert config == Config.from_toml(str(path))
    folder = path.parent
    files = {"tables": (str(folder / "desk.tsv"),), "schemes": (str(folder / "spanish.toml"),)}
    assert config == Config(**ALL | files)


def test_a_file_has_no_null_and_says_none(write):
    assert Config.from_toml(write('language = "none"\n')).language is None


def test_a_path_in_a_file_stays_in_its_folder_or_is_absolute(write, tmp_path):
    path = write(f'[tables]\nextra = ["../desk.tsv", "{tmp_path}/desk.tsv", "sub/desk.tsv"]\n')
    with pytest.raises(ConfigError) as caught:
        Config.from_toml(path)
    (problem,) = caught.value.problems
    assert problem == (
        f"{path}: tables.extra, entry 1: '../desk.tsv' leads out of the config's folder; write an absolute path"
    )


def test_a_file_that_is_far_too_large_is_none(write):
    with pytest.raises(ConfigError, match="more than 1000000 bytes"):
        Config.from_toml(write("# " + "x" * 1_000_000))


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "[tables]\n[rules]\n[protect]\n[thresholds]\n"]
)
def test_an_empty_file_gives_the_defaults(write, text):
    assert Config.from_toml(write(text)) == Config()


def test_a_file_changes_what_normalize_does(write):
    path = write('[tables]\nexclude = ["tchernihiv"]\n[protect]\npatterns = ["<.*?>"]\n')
    normalizer = Normalizer(Config.from_toml(path))
    text = "In Ukraine, the city of Tchernihiv, the stronghold of <Chassiv Yar>, the ruins of Chassiv Yar."
    assert normalizer.normalize(text) == text[:-12] + "Chasiv Yar."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('too = "english"', ["'too'", "did you mean 'to'?"]),
        ('to = "ukranian"', ["to", "'ukranian'", "did you mean 'ukrainian'?"]),
        ("min_confidence = 2", ["min_confidence"]),
        ('min_confidence = "high"', ["min_confidence"]),
        ("[thresholds]\nperson = 9", ["thresholds", "person"]),
        ("thresholds = 0.9", ["thresholds"]),
        ('[tables]\nexcluded = ["x"]', ["tables", "'excluded'", "did you mean 'exclude'?"]),
        ('[tables]\nexclude = "x"', ["exclude"]),
        ("[tables]\nexclude = [1]", ["exclude"]),
        ("tables = 1", ["tables", "1", "section"]),
        ('[rules]\ndisabled = ["x"]', ["rules", "'disabled'", "did you mean 'disable'?"]),
        ('[protect]\npattern = ["x"]', ["protect", "'pattern'", "did you mean 'patterns'?"]),
        ('[protect]\npatterns = ["("]', ["protect", "'('"]),
        ("[rule]\n", ["'rule'", "did you mean 'rules'?"]),
        ("to = english", ["line 1"]),
        ('to = "english"\nto = "ukrainian"\n', []),
    ],
)
def test_a_wrong_file_is_one_error_that_names_it(write, text, parts):
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        Config.from_toml(path)
    message = str(caught.value)
    for part in parts:
        assert part in message
    assert message.startswith(f"{path}: ")
    assert message.count(str(path)) == 1
    assert "\n" not in message


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path):
    latin = tmp_path / "latin.toml"
    latin.write_bytes('exclude = ["é"]'.encode("latin-1"))
    for path in (tmp_path / "nowhere.toml", tmp_path, latin):
        with pytest.raises(ConfigError) as caught:
            Config.from_toml(path)
        assert str(caught.value).startswith(f"{path}: ")


def test_a_dictionary_has_the_shape_of_a_file():
    options = {"to": "ukrainian", "tables": {"exclude": ["Larissa"]}, "thresholds": {"person": 0.9}}
    assert Config.from_dict(options) == Config(
        to="ukrainian", exclude=("Larissa",), thresholds={"person": 0.9}
    )
    assert Config.from_dict({}) == Config()
    with pytest.raises(ConfigError, match=r"^somewhere: "):
        Config.from_dict({"to": "x"}, where="somewhere")
    with pytest.raises(ConfigError, match=r"^to: "):
        Config.from_dict({"to": "x"})


def test_a_dictionary_is_not_changed():
    options = {"tables": {"exclude": ["Larissa"]}}
    Config.from_dict(options)
    assert options == {"tables": {"exclude": ["Larissa"]}}


# The documentation


def test_the_documents_have_every_option_and_its_default():
    page = (Path(__file__).resolve().parents[1] / "docs" / "config.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| `(.+?)` \|", page, re.MULTILINE))
    options = [option for option in fields(Config) if option.name != "origin"]
    assert list(rows) == [option.name for option in options]
    assert {name: ast.literal_eval(default) for name, default in rows.items()} == {
        option.name: option.default for option in options
    }


def test_the_file_in_the_documents_is_one(tmp_path):
    page = (Path(__file__).resolve().parents[1] / "docs" / "config.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    path = tmp_path / "desk.toml"
    path.write_text(example, encoding="utf-8")
    chosen = Config.from_toml(path)
    left = {
        option.name for option in fields(Config) if getattr(chosen, option.name) == option.default
    }
    assert left == {"to", "accepted", "renamed", "sources"}
