"""Records: as frozen dataclasses, for whoever uses them."""

import copy
import dataclasses
import pickle

import pytest

from slavonym import Config
from slavonym.model import Mention, Name

NAME = Name("place:kyiv", "place", "city", "uk", "Київ", "Kyiv", "Kyiv", rank=6)


def test_fields_by_place_and_by_name_with_defaults():
    assert (NAME.english, NAME.rank, NAME.accepted, NAME.region) == ("Kyiv", 6, (), None)
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        Mention(0, 1, "K")
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        Mention(0, 1, "K", (), rank=1)
    with pytest.raises(TypeError, match="positional argument"):
        Config("ukrainian")


def test_nothing_can_be_set():
    for change in (lambda: setattr(NAME, "rank", 1), lambda: delattr(NAME, "rank")):
        with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'rank'"):
            change()
    with pytest.raises(AttributeError):
        object.__setattr__(NAME, "other", 1)


def test_equal_by_fields_and_only_to_its_kind():
    assert NAME == copy.copy(NAME) == pickle.loads(pickle.dumps(NAME))  # noqa: S301
    assert hash(NAME) == hash(copy.deepcopy(NAME))
    assert dataclasses.replace(NAME, rank=5) != NAME
    assert dataclasses.astuple(NAME) != NAME


def test_printed_as_it_is_made():
    mention = Mention(0, 4, "Kyiv", ((0, 4),))
    assert repr(mention) == "Mention(start=0, end=4, surface='Kyiv', words=((0, 4),))"
    assert eval(repr(mention)) == mention  # noqa: S307


def test_dataclasses_takes_it_for_one_of_its_own():
    assert dataclasses.is_dataclass(Name)
    assert [field.name for field in dataclasses.fields(Mention)] == [*Mention.__match_args__]
    assert dataclasses.asdict(NAME)["native"] == "Київ"
    assert dataclasses.replace(NAME, rank=1).rank == 1
    defaults = {field.name: field.default for field in dataclasses.fields(Config)}
    assert defaults["to"] == "english"


def test_a_pattern_takes_it_apart():
    match Mention(0, 4, "Kyiv", ((0, 4),)):
        case Mention(start, end, surface):
            assert (start, end, surface) == (0, 4, "Kyiv")
