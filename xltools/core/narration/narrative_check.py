"""Settle every name and type of a narrative before it is run.

A typing slip in a branch that this year's figures do not reach would otherwise wait for next
year's.  Kinds follow values through ``set``, loops and filters; where a kind cannot be told, what
is done with it is judged when the template runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jinja2 import nodes

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import replace
from xltools.core.narration.narrative_kinds import ANY, FILTERS, LIST, NUMBER, TEXT, Kind, Sort, columns_named, given
from xltools.core.narration.narrative_lines import table_named, unknown_role
from xltools.core.narration.narrative_template import (
    FUNCTIONS,
    LOOP_NAMES,
    TESTS,
    TemplateError,
    forbidden,
    read_template,
)
from xltools.core.nearest import nearest
from xltools.core.pack import Pack
from xltools.core.sheets import ColumnType, SheetKind

NARRATIVE = "narrative.md.j2"


_PRINTED = frozenset({Sort.ANY, Sort.FIGURE, Sort.FORMATTED, Sort.NUMBER, Sort.TEXT, Sort.MARK})
_NUMBERS = frozenset({Sort.ANY, Sort.NUMBER, Sort.VALUE})
_WALKED = frozenset({Sort.ANY, Sort.ROWS, Sort.TEXTS, Sort.LIST})
_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Mod, nodes.Neg, nodes.Pos)
_NUMERIC_COLUMNS = (ColumnType.INTEGER, ColumnType.DECIMAL)

Scope = dict[str, Kind]


def check_narrative(template: str, pack: Pack) -> tuple[Finding, ...]:
    """Find what is wrong in a narrative.

    Args:
        template: Its text.
        pack: The pack it belongs to.

    Returns:
        Every fault with its line, in the order of the lines.
    """
    try:
        tree = read_template(template)
    except TemplateError as error:
        return (_finding(error),)
    errors = list(forbidden(tree)) or _Check(pack).faults(tree)
    errors += [*_unknown_roles(tree), *_unknown_tables(tree, pack)]
    found = {(error.line, error.key, str(error.params)): error for error in errors}
    return tuple(_finding(error) for error in sorted(found.values(), key=lambda error: error.line or 0))


def _finding(error: TemplateError) -> Finding:
    return Finding(Severity.ERROR, Location(NARRATIVE, error.line), error.key, error.params)


def _unknown_roles(tree: nodes.Template) -> Iterator[TemplateError]:
    """Name the words that begin a line as a role would and are none."""
    for data in tree.find_all(nodes.TemplateData):
        for number, line in enumerate(data.data.split("\n")):
            word = unknown_role(line) if number or data is tree.find(nodes.TemplateData) else None
            if word is not None:
                yield TemplateError(data.lineno + number, "report.template.unknown_role", value=word)


def _unknown_tables(tree: nodes.Template, pack: Pack) -> Iterator[TemplateError]:
    """Name the tables that a line asks for and the pack does not draw."""
    for data in tree.find_all(nodes.TemplateData):
        for number, line in enumerate(data.data.split("\n")):
            name = table_named(line)
            if name is not None and name not in pack.tables:
                near = nearest(name, pack.tables)
                key = "report.template.unknown_table" if near is None else "report.template.unknown_table_near"
                yield TemplateError(data.lineno + number, key, value=name, suggestion=near)


class _Check:
    """One walk through a template."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._found: list[TemplateError] = []
        self._names: Mapping[str, Kind] = {
            **{name: Kind(Sort.FIGURE, name) for name in pack.indicators},
            "value": Kind(Sort.VALUES),
            "last": Kind(Sort.VALUES),
            "form": Kind(Sort.FORMS),
            "rows": Kind(Sort.LEDGERS),
            "year": NUMBER,
            **({} if pack.part is None else {pack.part.unit: NUMBER}),
            "unit": TEXT,
            **dict.fromkeys(FUNCTIONS, Kind(Sort.MARK)),
        }

    def faults(self, tree: nodes.Template) -> list[TemplateError]:
        """Judge a template in which nothing is forbidden."""
        self._body(tree.body, {})
        return self._found

    def _fault(self, node: nodes.Node, key: str, **params: Param) -> Kind:
        self._found.append(TemplateError(node.lineno, f"report.template.{key}", **params))
        return ANY

    def _unknown(self, node: nodes.Node, name: str, known: Sequence[str]) -> Kind:
        near = nearest(name, known)
        if near is None:
            return self._fault(node, "unknown_name", value=name)
        return self._fault(node, "unknown_name_near", value=name, suggestion=near)

    # statements

    def _body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if not isinstance(child, nodes.TemplateData):
                        self._print(child, scope)
            elif isinstance(node, nodes.If):
                self._condition(node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self._body(branch, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.Assign):
                self._assign(node.target, self._kind(node.node, scope), scope)
            elif isinstance(node, nodes.AssignBlock):
                self._body(node.body, dict(scope))
                self._assign(node.target, TEXT, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        walked = self._kind(node.iter, scope)
        if walked.sort not in _WALKED:
            self._fault(node, "not_rows", filter="for")
        inner = {**scope, "loop": Kind(Sort.LOOP)}
        one = {Sort.ROWS: Kind(Sort.ROW, walked.name), Sort.TEXTS: TEXT}.get(walked.sort, ANY)
        self._assign(node.target, one, inner)
        if node.test is not None:
            self._condition(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, dict(scope))

    def _assign(self, target: nodes.Node, kind: Kind, scope: Scope) -> None:
        name = target.name if isinstance(target, nodes.Name) else ""
        if name in self._names or name == "loop":
            self._fault(target, "shadowed", value=name)
            return
        scope[name] = kind if scope.get(name, kind) == kind else ANY

    # what is done with values

    def _print(self, node: nodes.Node, scope: Scope) -> None:
        kind = self._kind(node, scope)
        if kind.sort is Sort.VALUE:
            self._fault(node, "value_printed", value=kind.name)
        elif kind.sort not in _PRINTED:
            self._fault(node, "not_printable")

    def _condition(self, node: nodes.Node, scope: Scope) -> Kind:
        kind = self._kind(node, scope)
        if kind.sort is Sort.FIGURE:
            self._fault(node, "figure_as_value", value=kind.name)
        return kind

    def _kind(self, node: nodes.Node, scope: Scope) -> Kind:
        """Give an expression's kind, and judge everything in it."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Const):
            return _constant(node.value)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, self._kind(node.node, scope))
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Call):
            return Kind(Sort.MARK)
        if isinstance(node, nodes.Concat):
            return self._elements(node.nodes, TEXT, scope)
        if isinstance(node, nodes.List | nodes.Tuple):
            return self._elements(node.items, LIST, scope)
        if isinstance(node, _ARITHMETIC):
            return self._arithmetic(node, scope)
        return self._choice(node, scope)

    def _choice(self, node: nodes.Node, scope: Scope) -> Kind:
        """Judge what asks of values whether they hold."""
        if isinstance(node, nodes.CondExpr):
            self._condition(node.test, scope)
            branches = [node.expr1, *([node.expr2] if node.expr2 is not None else [])]
            return _common([self._kind(branch, scope) for branch in branches])
        if isinstance(node, nodes.And | nodes.Or):
            return _common([self._condition(side, scope) for side in (node.left, node.right)])
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            return self._fault(node, "unknown_test", value=node.name, allowed=tuple(sorted(TESTS)))
        for child in _asked(node):
            self._condition(child, scope)
        return Kind(Sort.TRUTH)

    def _elements(self, elements: Sequence[nodes.Expr], kind: Kind, scope: Scope) -> Kind:
        for element in elements:
            self._print(element, scope)
        return kind

    def _arithmetic(self, node: nodes.Node, scope: Scope) -> Kind:
        kinds = [self._condition(child, scope) for child in node.iter_child_nodes() if isinstance(child, nodes.Expr)]
        sorts = {kind.sort for kind in kinds}
        if isinstance(node, nodes.Add) and sorts <= {Sort.LIST, Sort.ANY} and Sort.LIST in sorts:
            return LIST
        if not sorts <= _NUMBERS | {Sort.FIGURE}:
            return self._fault(node, "not_a_number", filter="+ - * / %")
        return next((kind for kind in kinds if kind.sort is Sort.VALUE), NUMBER)

    # names

    def _name(self, node: nodes.Name, scope: Scope) -> Kind:
        found = scope.get(node.name) or self._names.get(node.name)
        return found or self._unknown(node, node.name, [*scope, *self._names])

    def _attribute(self, node: nodes.Getattr, owner: Kind) -> Kind:
        known = self._attributes(owner)
        if known is None:
            return ANY
        return known[node.attr] if node.attr in known else self._unknown(node, node.attr, list(known))

    def _attributes(self, owner: Kind) -> Mapping[str, Kind] | None:
        """Give what may follow a value and a dot; None where that cannot be told."""
        sheets = self._pack.sheets
        if owner.sort is Sort.ANY:
            return None
        if owner.sort is Sort.VALUES:
            return {name: Kind(Sort.VALUE, name) for name in self._pack.indicators}
        if owner.sort is Sort.FORMS:
            return {name: Kind(Sort.FORM, name) for name, sheet in sheets.items() if sheet.kind is SheetKind.FORM}
        if owner.sort is Sort.LEDGERS:
            return {name: Kind(Sort.ROWS, name) for name, sheet in sheets.items() if sheet.kind is not SheetKind.FORM}
        if owner.sort in {Sort.FORM, Sort.ROW}:
            return {c.name: NUMBER if c.type in _NUMERIC_COLUMNS else TEXT for c in sheets[owner.name].columns}
        if owner.sort is Sort.LOOP:
            return {name: Kind(Sort.TRUTH) if name in {"first", "last"} else NUMBER for name in LOOP_NAMES}
        return {}

    # filters

    def _filter(self, node: nodes.Filter, scope: Scope) -> Kind:
        value = ANY if node.node is None else self._kind(node.node, scope)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self._condition(argument, scope)
        rule = FILTERS.get(node.name)
        if rule is None:
            near = nearest(node.name, list(FILTERS))
            if near is None:
                return self._fault(node, "unknown_filter", value=node.name, allowed=tuple(FILTERS))
            return self._fault(node, "unknown_filter_near", value=node.name, suggestion=near)
        named = {str(pair.key) for pair in node.kwargs}
        count = len(node.args) + len(named)
        if node.name != "where" and not (rule.least <= count <= rule.most and named <= rule.options):
            return self._fault(node, "wrong_arguments", filter=node.name)
        if value.sort is not Sort.ANY and value.sort not in rule.takes:
            return self._fault(node, rule.otherwise, filter=node.name)
        for column in columns_named(node):
            if value.sort is Sort.ROWS and column not in self._attributes_of_rows(value):
                self._unknown(node, column, list(self._attributes_of_rows(value)))
        return given(rule, value)

    def _attributes_of_rows(self, rows: Kind) -> Mapping[str, Kind]:
        return self._attributes(replace(rows, sort=Sort.ROW)) or {}


def _asked(node: nodes.Node) -> Iterator[nodes.Expr]:
    """Give the expressions that a comparison, a test or ``not`` asks about."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Operand):
            yield child.expr
        elif isinstance(child, nodes.Expr):
            yield child


def _constant(value: object) -> Kind:
    if isinstance(value, bool) or value is None:
        return Kind(Sort.TRUTH)
    return TEXT if isinstance(value, str) else NUMBER


def _common(kinds: Sequence[Kind]) -> Kind:
    return kinds[0] if len(set(kinds)) == 1 else ANY
