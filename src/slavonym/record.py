"""Records: frozen classes that are defined in a tenth of the time `dataclasses` takes, and work with its functions.

    >>> @record
    ... class Town:
    ...     name: str
    ...     rank: int = 0
    >>> Town("Kyiv", rank=6)
    Town(name='Kyiv', rank=6)

A record compares, hashes, prints and pickles by its fields, and nothing of it can be set. `dataclasses.replace`,
`fields`, `asdict` and the like take it for one of theirs; that module is imported only when they ask.
"""

from __future__ import annotations

from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@overload
def record(cls: type[T]) -> type[T]: ...
@overload
def record(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True)
def record(cls: type[T] | None = None, *, kw_only: bool = False) -> Any:
    """Make a record of a class whose annotations are its fields; those with a value come last.

    Args:
        cls: The class. A method `__post_init__` is called when an instance has its fields.
        kw_only: Whether fields are given by name alone.
    """
    return _record(cls, kw_only=kw_only) if cls else lambda cls: _record(cls, kw_only=kw_only)


def _record(cls: type[T], *, kw_only: bool) -> type[T]:
    fields = tuple(cls.__annotations__)
    defaults = {name: vars(cls)[name] for name in fields if name in vars(cls)}
    left_out = ("__dict__", "__weakref__", *defaults)
    caches = any(isinstance(value, cached_property) for value in vars(cls).values())
    body = {name: value for name, value in vars(cls).items() if name not in left_out}
    values = attrgetter(*fields)
    of_fields: Callable[[Any], tuple[Any, ...]] = (
        values if len(fields) > 1 else lambda self: (values(self),)
    )

    def eq_(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return of_fields(self) == of_fields(other)

    def hash_(self: Any) -> int:
        return hash(of_fields(self))

    def repr_(self: Any) -> str:
        shown = (f"{n}={v!r}" for n, v in zip(fields, of_fields(self), strict=True))
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def reduce_(self: Any) -> tuple[Any, ...]:
        return _restored, (type(self), of_fields(self))

    def replace_(self: Any, /, **changes: Any) -> Any:
        return type(self)(**dict(zip(fields, of_fields(self), strict=True)) | changes)

    body |= {
        "__slots__": (*fields, "__dict__") if caches else fields,
        "__record__": {name: defaults.get(name) for name in fields},
        "__match_args__": () if kw_only else fields,
        "__dataclass_fields__": _Fields(dict(cls.__annotations__), defaults, kw_only=kw_only),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__reduce__": reduce_,
        "__replace__": replace_,
    }
    for name, method in (("__eq__", eq_), ("__hash__", hash_), ("__repr__", repr_)):
        body.setdefault(name, method)
    made: Any = type(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    made.__init__ = _init(made, fields, defaults, kw_only=kw_only)
    return made  # type: ignore[no-any-return]


def _init(cls: Any, fields: tuple[str, ...], defaults: dict[str, Any], *, kw_only: bool) -> Any:
    """Write `__init__`: what sets a slot is called directly, since the class itself refuses."""
    parameters = ["self", *(["*"] if kw_only else [])]
    parameters += (f"{name}=_default_{name}" if name in defaults else name for name in fields)
    lines = [f"def __init__({', '.join(parameters)}):"]
    lines += (f" _set_{name}(self, {name})" for name in fields)
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    names: dict[str, Any] = {f"_set_{name}": vars(cls)[name].__set__ for name in fields}
    names |= {f"_default_{name}": value for name, value in defaults.items()}
    exec("\n".join(lines), names)  # noqa: S102  of the names of fields, as dataclasses do
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    made.__annotations__ = dict(cls.__annotations__) | {"return": None}
    return made


def _restored(cls: type[T], values: tuple[Any, ...]) -> T:
    """A record that was pickled or copied."""
    made = object.__new__(cls)
    for name, value in zip(defaults_of(cls), values, strict=True):
        object.__setattr__(made, name, value)
    return made


def _refuse(self: object, name: str, *_value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  only a mistake needs it

    message = f"cannot assign to field {name!r} of {type(self).__name__}"
    raise FrozenInstanceError(message)


class _Fields:
    """What `dataclasses` knows of the fields, made when it asks."""

    def __init__(
        self, annotations: dict[str, Any], defaults: dict[str, Any], *, kw_only: bool
    ) -> None:
        self._annotations, self._defaults, self._kw_only = annotations, defaults, kw_only
        self._known: dict[str, Any] | None = None

    def __get__(self, instance: object, owner: type) -> dict[str, Any]:
        if self._known is None:
            from dataclasses import MISSING, field, make_dataclass  # noqa: PLC0415

            # Given a field of its own, a default may be what cannot be hashed.
            like: Any = make_dataclass(
                owner.__name__,
                [
                    (name, kind, field(default_factory=tuple))
                    if name in self._defaults
                    else (name, kind)
                    for name, kind in self._annotations.items()
                ],
                kw_only=self._kw_only,
            )
            self._known = like.__dataclass_fields__
            for name, value in self._defaults.items():
                self._known[name].default = value
                self._known[name].default_factory = MISSING
        return self._known


def defaults_of(record: object) -> dict[str, Any]:
    """The fields of a record and their defaults, None where there is none."""
    defaults: dict[str, Any] = record.__record__  # type: ignore[attr-defined]
    return defaults


def replace(one: T, /, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    changed: T = one.__replace__(**changes)  # type: ignore[attr-defined]
    return changed
