"""Classes of frozen values, as ``dataclasses`` makes them and at a ninth of the cost.

``@frozen`` gives a class what ``@dataclass(frozen=True, slots=True)`` gives it: it is made of its
annotated fields, compared and hashed by them, shown with them, matched by position, and cannot be
changed.  It is here because a command lasts a third of a second and makes some hundred such
classes: ``dataclasses`` writes and compiles the source of six functions for each, and that was
a third of a check.  Here every class shares the same functions.  How it was measured, and what
else was tried: ``docs/decisions/0009-start-up-time.md``.

What it leaves out, since no value here needs it: bases with fields of their own, and all options.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


class _Field:
    """What stands in a class's source for the default of a field, where that is not the value itself."""

    __slots__ = ("compare", "make")

    def __init__(self, make: Callable[[], object], compare: bool) -> None:
        self.make = make
        self.compare = compare


def field(*, default_factory: Callable[[], Any], compare: bool = True) -> Any:
    """Declare a field whose default is made anew for each value, or that does not count when values are compared.

    Args:
        default_factory: Makes the default.
        compare: False for a field by which two values do not differ.
    """
    return _Field(default_factory, compare)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class one of frozen values; its annotations, in their order, are the fields.

    A method ``__post_init__`` is called when a value is made, and may refuse it.
    """
    names = tuple(name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar"))
    body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    defaults = {name: body.pop(name) for name in names if name in body}
    body = {**_FIXED, **_compared_by(_compared(names, defaults)), **body}  # what the class says itself stands
    body |= {"__slots__": names, "__match_args__": names}
    made: Any = type(cls)(cls.__name__, cls.__bases__, body)  # type: ignore[misc] # a class of classes is no value
    made.__init__ = _made_of(made, names, defaults)  # only now are there slots, which it fills
    return made  # type: ignore[no-any-return]


def replace(value: T, /, **changes: object) -> T:
    """Give a value that is as another one but for some fields."""
    return value.__class__(**as_dict(value) | changes)


def as_dict(value: Any) -> dict[str, Any]:
    """Give the fields of a value by name; their own values are left as they are."""
    return {name: getattr(value, name) for name in value.__match_args__}


def _made_of(made: type, names: Sequence[str], defaults: Mapping[str, object]) -> Callable[..., None]:
    """Give the ``__init__`` of a class."""
    count = len(names)
    puts = [getattr(made, name).__set__ for name in names]
    check: Callable[[object], None] | None = getattr(made, "__post_init__", None)

    def filled(self: object, /, *values: object, **named: object) -> None:
        if named or len(values) != count:
            values = _completed(made.__name__, names, defaults, values, named)
        for put, value in zip(puts, values, strict=True):
            put(self, value)
        if check is not None:
            check(self)

    return filled


def _completed(
    of: str, names: Sequence[str], defaults: Mapping[str, object], values: Sequence[object], named: Mapping[str, object]
) -> tuple[object, ...]:
    """Give the values of all fields, in order, of those that were given and the defaults.

    Raises:
        TypeError: Where one is missing, unknown, or given twice.
    """
    given = dict(zip(names, values, strict=False))
    wrong = [*named.keys() - set(names), *named.keys() & given.keys(), *values[len(names) :]]
    missing = [name for name in names if name not in given and name not in named and name not in defaults]
    if wrong or missing:
        raise TypeError(f"{of}({', '.join(names)}): missing {missing}, unknown or given twice {wrong}")
    given |= named
    return tuple(given[name] if name in given else _default(defaults[name]) for name in names)


def _default(declared: object) -> object:
    return declared.make() if isinstance(declared, _Field) else declared


def _compared(names: Sequence[str], defaults: Mapping[str, object]) -> list[str]:
    declared = {name: default for name, default in defaults.items() if isinstance(default, _Field)}
    return [name for name in names if name not in declared or declared[name].compare]


def _compared_by(names: Sequence[str]) -> Mapping[str, Callable[..., object]]:
    """Give what compares and hashes values by some of their fields."""
    parts: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return parts(self) == parts(other)

    def hashed(self: object) -> int:
        return hash(parts(self))

    return {"__eq__": equal, "__hash__": hashed}


def _shown(self: object) -> str:
    parts = ", ".join(f"{name}={value!r}" for name, value in as_dict(self).items())
    return f"{self.__class__.__qualname__}({parts})"


def _refused(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{self.__class__.__qualname__}.{name} cannot be changed")


def _taken_apart(self: object) -> tuple[type, tuple[object, ...]]:
    """Say how to make the value again, for ``copy`` and ``pickle``."""
    return self.__class__, tuple(as_dict(self).values())


_FIXED: Mapping[str, object] = {
    "__repr__": _shown,
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__reduce__": _taken_apart,
}
"""What is the same for all classes."""
