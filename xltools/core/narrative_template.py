"""Run a pack's template, which may come from another office, and keep what it prints in pieces.

What the template's author wrote comes out as text, in which line breaks and ``#`` have meaning;
what was put in comes out as objects, so that no cell can become a heading, a figure or template
code, whatever characters it holds.  The language is a small part of Jinja: an allow-list of syntax
nodes, no attributes but those of our own mappings, no calls but two, and a budget of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xltools.core.findings import Param
from xltools.core.narrative_filters import Budget, NarrativeError, filters
from xltools.core.narrative_values import Lack, Mark, Rows, Shown, Texts
from xltools.core.numerals import day, plain

MOST_CHARACTERS = 200_000
MOST_STEPS = 2_000_000
MOST_PRINTED = 1_000_000
_FILE = "<template>"
_STEP = "counted"

FUNCTIONS: Mapping[str, Callable[[], Mark]] = {"count": lambda: Mark.COUNT, "clause": lambda: Mark.CLAUSE}
LOOP_NAMES = frozenset({"index", "index0", "first", "last", "length"})
TESTS = frozenset({"none", "divisibleby", "even", "odd", "in"})

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Filter,
    nodes.Test,
    nodes.Call,
    nodes.Keyword,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.Mod,
    nodes.Neg,
    nodes.Pos,
)


class Words(str):
    """Text that was put in, not written by the template's author."""

    __slots__ = ()


Piece = str | Words | Shown | Lack | Mark
"""What a template prints: the author's text, a text put in, a figure, something missing, a mark."""


class TemplateError(NarrativeError):
    """A template that cannot be read or run, with its line."""

    def __init__(self, line: int | None, key: str, **params: Param) -> None:
        super().__init__(key, **params)
        self.line = line


def parse_template(source: str) -> nodes.Template:
    """Read a template and see that it uses nothing but the narrative language.

    Raises:
        TemplateError: At the first line that does.
    """
    if len(source) > MOST_CHARACTERS:
        raise TemplateError(None, "pack.narrative.too_long", maximum=MOST_CHARACTERS)
    try:
        tree = _Environment(Budget(0)).parse(source)
    except TemplateSyntaxError as error:
        raise TemplateError(error.lineno, "pack.narrative.syntax", detail=error.message or "") from None
    except (RecursionError, ValueError, MemoryError):  # deep nesting; an integer of thousands of digits
        raise TemplateError(None, "pack.narrative.too_deep") from None
    for node in _walk(tree):
        _demand_allowed(node)
    return tree


def run_template(tree: nodes.Template, names: Mapping[str, object]) -> tuple[Piece, ...]:
    """Run a template.

    Args:
        tree: From ``parse_template``; it is used up.
        names: What it may name; plain values and those of ``narrative_values``.

    Returns:
        What it prints, in order; no two neighbouring pieces are both the author's text.

    Raises:
        TemplateError: Where a name is unknown, a value is not what a filter takes, or it is too long.
    """
    environment = _Environment(Budget(MOST_STEPS))
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, _STEP, [], [], None, None, lineno=loop.lineno, environment=environment)
    try:
        pieces: Any = environment.from_string(tree).render(dict(names))
    except NarrativeError as error:
        raise TemplateError(_line(error.__traceback__), error.key, **error.params) from None
    except UndefinedError as error:
        raise TemplateError(
            _line(error.__traceback__), "pack.narrative.undefined", detail=error.message or ""
        ) from None
    except (TypeError, ValueError, ArithmeticError, TemplateRuntimeError) as error:
        raise TemplateError(_line(error.__traceback__), "pack.narrative.wrong_value", detail=str(error)) from None
    except (RecursionError, SyntaxError, MemoryError):  # too many blocks within blocks
        raise TemplateError(None, "pack.narrative.too_deep") from None
    found: tuple[Piece, ...] = pieces
    return found


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with our own attributes, operators, filters and output."""

    code_generator_class = NativeCodeGenerator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, budget: Budget) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_piece, keep_trailing_newline=True, cache_size=0)
        self.globals = dict(FUNCTIONS)
        self.filters = {**filters(budget), _STEP: lambda values: _counted(values, budget)}
        self.tests = {name: test for name, test in self.tests.items() if name in TESTS}
        self.tests["none"] = lambda value: value is None or isinstance(value, Lack)
        # A template gives its pieces to this, where Jinja would join strings.
        self.concat = lambda chunks: _merged(chunks, budget)  # type: ignore[method-assign, assignment, return-value]

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Lack):
            return obj
        if isinstance(obj, Mapping):
            if attribute in obj:
                found: object = obj[attribute]
                return found
        elif isinstance(obj, LoopContext) and attribute in LOOP_NAMES:
            return getattr(obj, attribute)
        raise NarrativeError("pack.narrative.unknown_name", value=attribute)

    def getitem(self, _obj: object, argument: object) -> object:
        raise NarrativeError("pack.narrative.unknown_name", value=str(argument))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        for side in (left, right):
            if isinstance(side, Lack):
                return side
        try:
            return super().call_binop(context, operator, _number(left), _number(right))
        except (ZeroDivisionError, InvalidOperation):
            raise NarrativeError("pack.narrative.no_result", operator=operator) from None


def _number(value: object) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NarrativeError("pack.narrative.not_a_number", filter="+ - * / %")
    return Decimal(str(value)) if isinstance(value, float) else value


@pass_context  # with the context Jinja does not print constants before the template runs
def _piece(_context: Context, value: object) -> Piece:
    if isinstance(value, Shown | Lack | Mark):
        return value
    if isinstance(value, str):
        return Words(value)
    if isinstance(value, date):
        return Words(day(value))
    if isinstance(value, Decimal) or (isinstance(value, int) and not isinstance(value, bool)):
        return Words(plain(value))
    if isinstance(value, Undefined):
        str(value)  # says which name is unknown
    raise NarrativeError("pack.narrative.not_printable")


def _counted(values: object, budget: Budget) -> Iterator[object]:
    if isinstance(values, Lack):
        return
    if not isinstance(values, Rows | Texts | tuple | list):
        raise NarrativeError("pack.narrative.not_rows", filter="for")
    for value in values:
        budget.spend()
        yield value


def _merged(chunks: Iterable[Piece], budget: Budget) -> tuple[Piece, ...]:
    """Keep the pieces, the author's text in as few as possible, up to the most that may be printed."""
    merged: list[Piece] = []
    printed = 0
    for chunk in chunks:
        budget.spend()
        printed += len(chunk) if isinstance(chunk, str) else 1
        if printed > MOST_PRINTED:
            raise NarrativeError("pack.narrative.too_much")
        if type(chunk) is str and merged and type(merged[-1]) is str:
            merged[-1] += chunk
        else:
            merged.append(chunk)
    return tuple(merged)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """Give a node and all below it, without recursion: the tree's depth is the author's."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(found.iter_child_nodes())


def _demand_allowed(node: nodes.Node) -> None:
    """Refuse what is not of the narrative language.  Raises: TemplateError."""
    called = node.node if isinstance(node, nodes.Call) else None
    if called is not None and not (isinstance(called, nodes.Name) and called.name in FUNCTIONS):
        raise TemplateError(node.lineno, "pack.narrative.not_a_function", allowed=tuple(FUNCTIONS))
    if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.For) and node.recursive):
        word = type(node).__name__.lower()
        raise TemplateError(node.lineno, "pack.narrative.not_allowed", value=word)
    if isinstance(node, nodes.For | nodes.Assign) and not isinstance(node.target, nodes.Name):
        raise TemplateError(node.lineno, "pack.narrative.not_allowed", value="several names at once")


def _line(trace: TracebackType | None) -> int | None:
    """Give the template's line that an error came from."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
