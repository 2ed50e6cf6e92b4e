"""Run a pack's template, which may come from another office, and keep what it prints in pieces.

What the template's author wrote comes out as text, in which line breaks and ``#`` have meaning;
what was put in comes out as objects, so that no cell can become a heading, a figure or template
code, whatever characters it holds.  The language is a small part of Jinja: an allow-list of syntax
nodes, no attributes but those of our own mappings, no calls but two, and a budget of steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from types import TracebackType
from typing import Any, cast

from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError, nodes, pass_context
from jinja2.exceptions import TemplateRuntimeError
from jinja2.nativetypes import NativeCodeGenerator
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xltools.core.findings import Param
from xltools.core.narration.narrative_filters import Budget, filters, join, piece
from xltools.core.narration.narrative_values import Joined, Lack, Mark, NarrativeError, Piece, Rows, Texts

MOST_CHARACTERS = 200_000
MOST_DEPTH = 60
LARGEST = 10**15
MOST_STEPS = 2_000_000
MOST_PRINTED = 1_000_000
_FULL_WIDTH = re.compile(r"[{｛][｛％%]|[％%｝][}｝]|｝[}｝]")
_FILE = "<template>"
_STEP = "counted"
_TOGETHER = "together"
_LOOP_COST = 8  # steps; going round a loop takes that much longer than looking at a row

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
    nodes.AssignBlock,
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
    nodes.Concat,
    nodes.Pos,
)


class TemplateError(NarrativeError):
    """A template that cannot be read or run, with its line."""

    def __init__(self, line: int | None, key: str, **params: Param) -> None:
        super().__init__(key, **params)
        self.line = line


def read_template(source: str) -> nodes.Template:
    """Read a template's syntax.

    Raises:
        TemplateError: Where it is not Jinja's, or too much.
    """
    if len(source) > MOST_CHARACTERS:
        raise TemplateError(None, "report.template.too_long", maximum=MOST_CHARACTERS)
    try:
        tree = _Environment(Budget(0)).parse(source)
    except TemplateSyntaxError as error:
        raise _syntax_error(error) from None
    except (RecursionError, ValueError, MemoryError):  # deep nesting; an integer of thousands of digits
        raise TemplateError(None, "report.template.too_deep") from None
    if any(depth > MOST_DEPTH for _, depth in _walk(tree)):
        raise TemplateError(None, "report.template.too_deep")
    return tree


def _syntax_error(error: TemplateSyntaxError) -> TemplateError:
    """Say of the usual slips in the reader's words what Jinja says in its own."""
    said = error.message or ""
    if said.startswith("Unexpected end of template"):
        return TemplateError(error.lineno, "report.template.unclosed")
    if said.startswith(("unexpected '}'", "unexpected '{'", "expected token 'end of print statement'")):
        return TemplateError(error.lineno, "report.template.braces")
    return TemplateError(error.lineno, "report.template.syntax", detail=said)


def forbidden(tree: nodes.Template) -> Iterator[TemplateError]:
    """Name what a template uses that is not of the narrative language."""
    for node, _ in _walk(tree):
        if isinstance(node, nodes.TemplateData) and (wide := _FULL_WIDTH.search(node.data)):
            line = node.lineno + node.data.count("\n", 0, wide.start())
            yield TemplateError(line, "report.template.full_width", value=wide[0])
        called = node.node if isinstance(node, nodes.Call) else None
        if called is not None and not (isinstance(called, nodes.Name) and called.name in FUNCTIONS):
            yield TemplateError(node.lineno, "report.template.not_a_function", allowed=tuple(FUNCTIONS))
        if not isinstance(node, _ALLOWED) or (isinstance(node, nodes.For) and node.recursive):
            yield TemplateError(node.lineno, "report.template.not_allowed", value=type(node).__name__.lower())
        if isinstance(node, nodes.Const) and isinstance(node.value, int | float) and not abs(node.value) <= LARGEST:
            yield TemplateError(node.lineno, "report.template.too_large", maximum=LARGEST)
        if isinstance(node, nodes.For | nodes.Assign | nodes.AssignBlock) and not isinstance(node.target, nodes.Name):
            yield TemplateError(node.lineno, "report.template.not_allowed", value="several names at once")


def run_template(tree: nodes.Template, names: Mapping[str, object]) -> tuple[Piece, ...]:
    """Run a template.

    Args:
        tree: From ``read_template``; it is used up.
        names: What it may name; plain values and those of ``narrative_values``.

    Returns:
        What it prints, in order; no two neighbouring pieces are both the author's text.

    Raises:
        TemplateError: Where a name is unknown, a value is not what a filter takes, or it is too long.
    """
    for error in forbidden(tree):
        raise error
    environment = _Environment(Budget(MOST_STEPS))
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, _STEP, environment)
    _replace_concatenations(tree, environment)
    try:
        joined: Any = environment.from_string(tree).render(dict(names))
    except NarrativeError as error:
        raise TemplateError(_line(error.__traceback__), error.key, **error.params) from None
    except UndefinedError as error:
        raise TemplateError(
            _line(error.__traceback__), "report.template.undefined", detail=error.message or ""
        ) from None
    except (TypeError, ValueError, ArithmeticError, TemplateRuntimeError) as error:
        raise TemplateError(_line(error.__traceback__), "report.template.wrong_value", detail=str(error)) from None
    except (RecursionError, SyntaxError, MemoryError):  # too many blocks within blocks
        raise TemplateError(None, "report.template.too_deep") from None
    pieces: tuple[Piece, ...] = joined.pieces
    return pieces


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with our own attributes, operators, filters and output."""

    code_generator_class = NativeCodeGenerator
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, budget: Budget) -> None:
        super().__init__(undefined=StrictUndefined, finalize=_printed, keep_trailing_newline=True, cache_size=0)
        self.globals = dict(FUNCTIONS)
        self.budget = budget
        self.filters = {
            **filters(budget),
            _STEP: partial(_counted, budget),
            _TOGETHER: partial(join, budget),
        }
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
        raise NarrativeError("report.template.unknown_name", value=attribute)

    def getitem(self, _obj: object, argument: object) -> object:
        raise NarrativeError("report.template.unknown_name", value=str(argument))

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        for side in (left, right):
            if isinstance(side, Lack):
                return side
        if operator == "+" and isinstance(left, list) and isinstance(right, list):
            self.budget.spend(len(left) + len(right))
            return left + right
        try:
            result = super().call_binop(context, operator, _number(left), _number(right))
        except (ZeroDivisionError, InvalidOperation):
            raise NarrativeError("report.template.no_result", operator=operator) from None
        return _number(result)


def _number(value: object) -> int | Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise NarrativeError("report.template.not_a_number", filter="+ - * / %")
    if not -LARGEST <= value <= LARGEST:
        raise NarrativeError("report.template.too_large", maximum=LARGEST)
    return Decimal(str(value)) if isinstance(value, float) else value


@pass_context  # with the context Jinja does not print constants before the template runs
def _printed(_context: Context, value: object) -> Piece | Joined:
    if isinstance(value, Undefined):
        str(value)  # says which name is unknown
    return piece(value)


def _filter(node: nodes.Node, name: str, environment: ImmutableSandboxedEnvironment) -> nodes.Filter:
    return nodes.Filter(cast(nodes.Expr, node), name, [], [], None, None, lineno=node.lineno, environment=environment)


def _replace_concatenations(tree: nodes.Template, environment: ImmutableSandboxedEnvironment) -> None:
    """Let ``~`` keep its operands as pieces, where Jinja would make them one string."""
    for node, _ in list(_walk(tree)):
        for name, value in list(node.iter_fields()):
            if isinstance(value, nodes.Concat):
                setattr(node, name, _together(value, environment))
            elif isinstance(value, list):
                value[:] = [_together(n, environment) if isinstance(n, nodes.Concat) else n for n in value]


def _together(node: nodes.Concat, environment: ImmutableSandboxedEnvironment) -> nodes.Filter:
    operands = nodes.List(node.nodes, lineno=node.lineno, environment=environment)
    return _filter(operands, _TOGETHER, environment)


def _counted(budget: Budget, values: object) -> Iterator[object]:
    if isinstance(values, Lack):
        return
    if not isinstance(values, Rows | Texts | tuple | list):
        raise NarrativeError("report.template.not_rows", filter="for")
    for value in values:
        budget.spend(_LOOP_COST)
        yield value


def _merged(chunks: Iterable[Piece | Joined], budget: Budget) -> Joined:
    """Keep the pieces, the author's text in as few as possible, up to the most that may be printed."""
    merged: list[Piece] = []
    printed = 0
    for found in _flat(chunks):
        budget.spend()
        printed += len(found) if isinstance(found, str) else 1
        if printed > MOST_PRINTED:
            raise NarrativeError("report.template.too_much")
        if type(found) is str and merged and type(merged[-1]) is str:
            merged[-1] += found
        else:
            merged.append(found)
    return Joined(tuple(merged))


def _flat(chunks: Iterable[Piece | Joined]) -> Iterator[Piece]:
    for chunk in chunks:
        if isinstance(chunk, Joined):
            yield from chunk.pieces
        else:
            yield chunk


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Give every node and its depth, without recursion: the depth is the author's."""
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in node.iter_child_nodes())


def _line(trace: TracebackType | None) -> int | None:
    """Give the template's line that an error came from."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
