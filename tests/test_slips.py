"""書き間違いの表: 植える向き(変異)と直す向き(修理)が、互いの逆であること。"""

import ast
import inspect
import textwrap

import pytest

import reference_exercises
import toy_exercises as toy
from eshikaku.course.exercises import get, ids
from eshikaku.course.exercises.attempts import inputs
from eshikaku.course.exercises.kinds import Watch
from eshikaku.course.exercises.mutants import planted
from eshikaku.course.exercises.program import parts_of
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slip_table import SLIPS
from eshikaku.course.exercises.slips import edits
from eshikaku.course.exercises.slips_names import EXCHANGEABLE
from eshikaku.course.exercises.spec import Code
from eshikaku.course.exercises.trees import Tree

EXERCISES = [e for e in (*map(get, ids()), *toy.EXERCISES, *reference_exercises.EXERCISES) if isinstance(e, Code)]


MANY = 40


def kinds(exercise):
    """解答例の関数ごとの、名前の種類。"""
    watch = Watch(part.function for part in parts_of(exercise.solution))
    for args in inputs(exercise):
        watch.during(lambda used=args: exercise.outcome(exercise.solution, used))
    return {function.__name__: seen for function, seen in watch.of.items()}


def is_lost(edit, seen):
    """学習者のコードだけからは戻せないか。

    抜けた行、名前 1 つでない項や因子、軸などの指定ごと落とした呼び出し、種類の違う名前との取り違え。
    """
    if edit.slip.kind == "wrong-name":
        right, wrong = (seen.get(edit.words[side]) for side in ("right", "wrong"))
        return right != wrong or right not in EXCHANGEABLE
    dropped = [word for hole, word in edit.words.items() if hole != "a" and isinstance(word, ast.AST)]
    lost = [word for word in dropped if ast.unparse(word) not in {*seen, "1", "2"}]
    is_bare = not isinstance(edit.new, ast.Call) or (isinstance(edit.old, ast.Call) and edit.new in edit.old.args)
    options = isinstance(edit.old, ast.Call) and bool(edit.old.keywords) and is_bare
    return edit.slip.kind == "line-dropped" or options or (edit.slip.kind.endswith("-dropped") and bool(lost))


def canonical(node):
    """足し算と掛け算の順、np.f(x) と x.f() の違い、キーワードの順を問わない形。"""
    if isinstance(node, list):
        return [canonical(item) for item in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mult | ast.Div):
        return ["sum" if isinstance(node.op, ast.Add) else "product", *sorted(map(repr, operands(node, node.op)))]
    if isinstance(node, ast.Call):
        func = node.func
        is_method = isinstance(func, ast.Attribute) and ast.unparse(func.value) != "np"
        args = [func.value, *node.args] if is_method else node.args
        name = func.attr if isinstance(func, ast.Attribute) else ast.unparse(func)
        return [name, canonical(args), sorted(repr(canonical(keyword)) for keyword in node.keywords)]
    return [type(node).__name__, *(canonical(value) for name, value in ast.iter_fields(node) if name != "ctx")]


def operands(node, op):
    if isinstance(node, ast.BinOp) and isinstance(op, ast.Add) and isinstance(node.op, ast.Add):
        return [*operands(node.left, op), *operands(node.right, op)]
    if isinstance(node, ast.BinOp) and not isinstance(op, ast.Add) and isinstance(node.op, ast.Mult):
        return [*operands(node.left, op), *operands(node.right, op)]
    if isinstance(node, ast.BinOp) and not isinstance(op, ast.Add) and isinstance(node.op, ast.Div):
        return [*operands(node.left, op), *(["÷", factor] for factor in operands(node.right, op))]
    return [canonical(node)]


def reparsed(tree):
    return ast.parse(ast.unparse(ast.fix_missing_locations(tree))).body[0]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_every_planted_slip_is_undone_by_an_edit_of_its_kind_on_its_line(exercise):
    seen = kinds(exercise)
    tree = ast.parse(ast.unparse(ast.parse(textwrap.dedent(inspect.getsource(exercise.solution)))))
    owner = {id(node): f for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for node in ast.walk(f)}
    missed = []
    slips = list(planted(tree))
    for edit in slips[:: len(slips) // MANY + 1]:
        function = owner[id(edit.old)]
        right, known = canonical(reparsed(function)), seen.get(function.name, {})
        wrong = Tree(reparsed(Tree(function).replaced(edit.old, edit.new)))
        of_kind = [slip for slip in SLIPS if slip.kind == edit.slip.kind]
        backward = edits(of_kind, Scope(wrong, known), "backward")
        lines = {
            e.line + function.lineno - 1 for e in backward if canonical(reparsed(wrong.replaced(e.old, e.new))) == right
        }
        if not is_lost(edit, known) and not lines & {edit.line, edit.line + 1}:
            missed.append(f"{edit.slip.kind}:L{edit.line} {edit.text}")
    assert not missed, "\n".join([exercise.id, *missed])
