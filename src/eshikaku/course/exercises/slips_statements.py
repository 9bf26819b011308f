"""書き間違いの表(文): 上書きと積み重ね、抜けた行、逆の順序、字下げ、忘れた return。"""

import ast
import itertools
from collections.abc import Iterator

from eshikaku.course.exercises.patterns import is_number
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slips import Change, Slip, nothing, slip
from eshikaku.course.exercises.trees import called, copied, loaded, names_in

BLOCKS = (ast.FunctionDef, ast.For, ast.While, ast.If)
LOOPS = (ast.For, ast.While)
IN_PLACE = {"at", "fill", "shuffle", "update", "extend"}
AT = (BLOCKS, BLOCKS)


def _with_body(node: ast.AST, body: list, line: int, words: dict | None = None, key: str = "") -> Change:
    return Change(copied(node, body=body), words or {}, key, line)


def _dropped_lines(node: ast.AST, scope: Scope) -> Iterator[Change]:
    for i, statement in enumerate(node.body):
        if isinstance(statement, ast.AugAssign | ast.Assign):
            target = ast.unparse(statement.target if isinstance(statement, ast.AugAssign) else statement.targets[0])
            rest = node.body[:i] + node.body[i + 1 :] or [ast.Pass()]
            yield _with_body(node, rest, statement.lineno, {"a": target})


def _without_line(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """余分な文を 1 つ除く。"""
    for i, statement in enumerate(node.body):
        if isinstance(statement, ast.AugAssign | ast.Assign | ast.If | ast.Expr) and len(node.body) > 1:
            words = {"a": ast.unparse(statement).splitlines()[0]}
            yield _with_body(node, node.body[:i] + node.body[i + 1 :], statement.lineno, words)


def _without_overwriting(node: ast.FunctionDef, scope: Scope) -> Iterator[Change]:
    """引数を使う前に、ほかの値を入れる文を除く。"""
    parameters = scope.parameters if node is scope.function else []
    for i, statement in enumerate(node.body):
        if isinstance(statement, ast.Assign) and len(node.body) > 1 and ast.unparse(statement.targets[0]) in parameters:
            name = ast.unparse(statement.targets[0])
            if name not in names_in(statement.value):
                yield _with_body(node, node.body[:i] + node.body[i + 1 :], statement.lineno, {"a": name})


def _with_count(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """整数の変数や属性(引数ではないもの)を 1 進める文を、先頭か末尾に足す。"""
    for name in scope.names("count"):
        if ast.unparse(name) in scope.parameters:
            continue
        target = copied(name, ctx=ast.Store())
        step = ast.copy_location(ast.AugAssign(target, ast.Add(), ast.Constant(1)), node.body[-1])
        words = {"a": ast.unparse(name)}
        yield _with_body(node, [step, *node.body], node.lineno, words, words["a"])
        yield _with_body(node, [*node.body, step], node.lineno, words, words["a"])


def _swapped_lines(node: ast.AST, scope: Scope) -> Iterator[Change]:
    body = node.body
    for i, (first, second) in enumerate(itertools.pairwise(body)):
        if order_matters(first, second):
            yield _with_body(node, [*body[:i], second, first, *body[i + 2 :]], first.lineno)


def order_matters(first: ast.stmt, second: ast.stmt) -> bool:
    """2つの文を入れ替えると結果が変わりうるか。互いに相手の変数を書き換えない代入どうしなら、変わりません。"""
    if isinstance(second, ast.Return) or (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
        return False
    if not all(isinstance(s, ast.Assign | ast.AugAssign) for s in (first, second)):
        return True
    shared_calls = _receivers(first) & _receivers(second) - {"np", "math"}
    return bool(_stored(first) & names_in(second) or _stored(second) & names_in(first) or shared_calls)


def _stored(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return {ast.unparse(part.value if isinstance(part, ast.Subscript) else part) for part in parts}


def _receivers(node: ast.AST) -> set[str]:
    """呼び出しの相手。rng.normal() のように、呼ぶたびに状態が変わるものの順序は入れ替えられません。"""
    calls = [n.func for n in ast.walk(node) if isinstance(n, ast.Call)]
    return {ast.unparse(func.value) for func in calls if isinstance(func, ast.Attribute)}


def _return_inside(node: ast.AST, scope: Scope) -> Iterator[Change]:
    for i, (loop, last) in enumerate(itertools.pairwise(node.body)):
        if isinstance(loop, LOOPS) and isinstance(last, ast.Return) and last is node.body[-1]:
            inside = copied(loop, body=[*loop.body, last])
            yield _with_body(node, [*node.body[:i], inside, *node.body[i + 2 :], last], last.lineno)


def _return_outside(node: ast.AST, scope: Scope) -> Iterator[Change]:
    for i, loop in enumerate(node.body):
        if isinstance(loop, LOOPS) and isinstance(loop.body[-1], ast.Return) and len(loop.body) > 1:
            rest, last = copied(loop, body=loop.body[:-1]), loop.body[-1]
            after = [s for s in node.body[i + 1 :] if ast.unparse(s) != ast.unparse(last)]
            yield _with_body(node, [*node.body[:i], rest, last, *after], last.lineno)


def _dedented(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """for や if の中の最初か最後の文を、外に出す。"""
    for i, block in enumerate(node.body):
        if not isinstance(block, (*LOOPS, ast.If)) or len(block.body) < 2:
            continue
        first, last = block.body[0], block.body[-1]
        before, after = copied(block, body=block.body[1:]), copied(block, body=block.body[:-1])
        words = {"a": _opening(block)}
        if isinstance(block, LOOPS):
            yield _with_body(node, [*node.body[:i], first, before, *node.body[i + 1 :]], first.lineno, words)
        if not isinstance(last, ast.Return):
            yield _with_body(node, [*node.body[:i], after, last, *node.body[i + 1 :]], last.lineno, words)


def _indented(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """for や if の直前か直後の文を、中に入れる。"""
    for i, block in enumerate(node.body):
        if not isinstance(block, (*LOOPS, ast.If)):
            continue
        words = {"a": _opening(block)}
        for at in range(i):
            if isinstance(node.body[at], ast.Assign | ast.AugAssign) and isinstance(block, LOOPS):
                inside = copied(block, body=[node.body[at], *block.body])
                rest = [*node.body[:at], *node.body[at + 1 : i], inside, *node.body[i + 1 :]]
                yield _with_body(node, rest, node.body[at].lineno, words)
        after = node.body[i + 1] if i + 1 < len(node.body) else None
        if after is not None and not (isinstance(after, ast.Return) and i + 2 == len(node.body)):
            inside = copied(block, body=[*block.body, after])
            yield _with_body(node, [*node.body[:i], inside, *node.body[i + 2 :]], after.lineno, words)


def _opening(block: ast.stmt) -> str:
    return {ast.For: "for の繰り返し", ast.While: "while の繰り返し", ast.If: "if "}[type(block)]


def _with_return(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """return を忘れた関数で、いちばん後に代入した名前から順に返す。"""
    if not isinstance(node, ast.FunctionDef) or any(isinstance(n, ast.Return) for n in ast.walk(node)):
        return
    last = node.body[-1]
    end = max(n.lineno for n in ast.walk(last) if hasattr(n, "lineno"))
    if isinstance(last, ast.Expr):
        yield _with_body(node, [*node.body[:-1], ast.copy_location(ast.Return(last.value), last)], last.lineno)
    stored = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    for name in dict.fromkeys(reversed(stored)):
        returned = ast.copy_location(ast.Return(ast.Name(name, ast.Load())), last)
        yield _with_body(node, [*node.body, returned], end)


def _with_branch_return(node: ast.If, scope: Scope) -> Iterator[Change]:
    """値を求めただけで終わる枝に、return を足す。"""
    for name in ("body", "orelse"):
        block = getattr(node, name)
        last = block[-1] if block else None
        if isinstance(last, ast.Assign) and isinstance(last.targets[0], ast.Name):
            returned = ast.copy_location(ast.Return(ast.Name(last.targets[0].id, ast.Load())), last)
            yield Change(copied(node, **{name: [*block, returned]}), line=last.lineno)


def _with_else(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """if の後の代入を else に入れる。if で求めた値が、後の文で上書きされるのを防ぐ。"""
    for i, block in enumerate(node.body):
        rest = [*itertools.takewhile(lambda s: isinstance(s, ast.Assign | ast.AugAssign), node.body[i + 1 :])]
        if isinstance(block, ast.If) and not block.orelse and rest:
            joined = copied(block, orelse=rest)
            yield _with_body(node, [*node.body[:i], joined, *node.body[i + 1 + len(rest) :]], rest[-1].lineno)


def _with_target(node: ast.Expr, scope: Scope) -> Iterator[Change]:
    """結果を捨てている呼び出しの、結果を引数の名前に入れる。np.add.at などは、結果を返さず書き換えるだけなので除く。"""
    call = node.value
    if isinstance(call, ast.Call) and called(call) not in IN_PLACE:
        inside = [*call.args, *([call.func.value] if isinstance(call.func, ast.Attribute) else [])]
        for name in inside:
            if isinstance(name, ast.Name) and name.id in scope.kinds:
                target = ast.Name(name.id, ast.Store())
                yield Change(ast.copy_location(ast.Assign([target], call), node), {"a": call.func}, name.id)


def _with_key(node: ast.Assign, scope: Scope) -> Iterator[Change]:
    """辞書の名前そのものに入れている値を、鍵の所に入れる。"""
    target = node.targets[0]
    loop = scope.tree.parent(node)
    if not isinstance(target, ast.Name) or not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
        return
    if target.id in ast.unparse(loop.iter):
        item = ast.Subscript(ast.Name(target.id, ast.Load()), loaded(loop.target), ast.Store())
        yield Change(copied(node, targets=[item]), {"a": target.id, "b": loop.target.id})


def _with_base(node: ast.Assign, scope: Scope) -> Iterator[Change]:
    """引数の名前に、動く量だけを入れ直したもの。"""
    target = node.targets[0]
    if isinstance(target, ast.Name) and target.id in scope.parameters:
        for op in (ast.Sub(), ast.Add()):
            value = ast.BinOp(ast.Name(target.id, ast.Load()), op, node.value)
            yield Change(
                copied(node, value=value), {"a": target.id, "verb": "引かず" if type(op) is ast.Sub else "足さず"}
            )


def _swapped_returns(node: ast.Return, scope: Scope) -> Iterator[Change]:
    """return の中の値を 2 つ入れ替える。"""
    if isinstance(node.value, ast.Tuple | ast.List):
        elements = node.value.elts
        for i in range(len(elements)):
            for j in range(i + 1, len(elements)):
                swapped = list(elements)
                swapped[i], swapped[j] = swapped[j], swapped[i]
                yield Change(copied(node, value=copied(node.value, elts=swapped)))


def _rotated_returns(node: ast.Return, scope: Scope) -> Iterator[Change]:
    """return の中の 3 つの値を、順に回す。"""
    if isinstance(node.value, ast.Tuple | ast.List) and len(node.value.elts) == 3:
        for shift in (1, 2):
            rotated = [*node.value.elts[shift:], *node.value.elts[:shift]]
            yield Change(copied(node, value=copied(node.value, elts=rotated)))


def _without_guard(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """初めの 1 度だけ動く if の中の文を、いつも動くようにする。"""
    for i, block in enumerate(node.body):
        if isinstance(block, ast.If) and not block.orelse and len(node.body) > 1:
            words = {"a": ast.unparse(block.test)}
            yield _with_body(node, [*node.body[:i], *block.body, *node.body[i + 1 :]], block.lineno, words)


def _without_else(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """else の中の文を、if に入ったときにも動くようにする。"""
    for i, block in enumerate(node.body):
        if isinstance(block, ast.If) and block.orelse and not isinstance(block.orelse[0], ast.If):
            alone = copied(block, orelse=[])
            words = {"a": ast.unparse(block.test)}
            body = [*node.body[:i], alone, *block.orelse, *node.body[i + 1 :]]
            yield _with_body(node, body, block.orelse[0].lineno, words)


def _swapped_arms(node: ast.If, scope: Scope) -> Iterator[Change]:
    if node.orelse:
        yield Change(copied(node, body=node.orelse, orelse=node.body))


def _kept(node: ast.FunctionDef, scope: Scope) -> Iterator[Change]:
    """呼ぶたびに作り直している属性を、初めの 1 度だけ作る。"""
    if not isinstance(node, ast.FunctionDef) or node.name == "__init__":
        return
    kept = []
    for i, statement in enumerate(node.body):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self":
            missing = ast.parse(f"not hasattr(self, {target.attr!r})", mode="eval").body
            once = ast.copy_location(ast.If(missing, [statement], []), statement)
            words = {"a": ast.unparse(target), "method": node.name}
            yield _with_body(node, [*node.body[:i], once, *node.body[i + 1 :]], statement.lineno, words)
            kept.append((i, once, words["a"]))
    if len(kept) > 1:
        body = list(node.body)
        for i, once, _ in kept:
            body[i] = once
        words = {"a": "` と `".join(name for *_, name in kept), "method": node.name}
        yield _with_body(node, body, kept[0][1].lineno, words)


def _with_elif(node: ast.AST, scope: Scope) -> Iterator[Change]:
    """続く if を elif にする。前の if に入ったとき、後の if まで調べてしまうのを防ぐ。"""
    for i, (first, second) in enumerate(itertools.pairwise(node.body)):
        if isinstance(first, ast.If) and isinstance(second, ast.If) and not first.orelse:
            joined = copied(first, orelse=[second])
            yield _with_body(node, [*node.body[:i], joined, *node.body[i + 2 :]], second.lineno)


def _starts(found: dict) -> bool:
    """積み重ねではありえない代入か: 0 や空の入れ物から始める行と、組への代入。"""
    is_start = is_number(found.get("b"), 0) or isinstance(found.get("b"), ast.Dict | ast.List)
    return is_start or isinstance(found.get("a"), ast.Tuple | ast.List)


UPDATES = (
    slip("overwritten", "a += b", "a = b", "{a} を積み重ねずに上書きしています(= になっている)", 1, unless=_starts),
    slip("overwritten", "a -= b", "a = b", "{a} から引かずに上書きしています(= になっている)", 1.3, unless=_starts),
    slip("overwritten", "a *= b", "a = b", "{a} に掛けずに上書きしています(= になっている)", 1.3, unless=_starts),
    slip(
        "accumulated",
        "a = b",
        "a += b",
        "{a} に入れ直すところで、足し続けています(+= になっている)",
        1.2,
        only="backward",
    ),
    slip(
        "rebound",
        "a -= b",
        "a = a - b",
        "{a} に別の配列を入れただけで、もとの配列の中身は変わっていません",
        1.6,
        only="backward",
    ),
    slip(
        "rebound",
        "a += b",
        "a = a + b",
        "{a} に別の配列を入れただけで、もとの配列の中身は変わっていません",
        1.6,
        only="backward",
    ),
    slip(
        "in-place",
        "a = a - b",
        "a -= b",
        "{a} をその場で書き換えていて、同じ配列を使うほかの所まで変わります(-=)",
        1.3,
        only="backward",
    ),
    slip(
        "in-place",
        "a = a + b",
        "a += b",
        "{a} をその場で書き換えていて、同じ配列を使うほかの所まで変わります(+=)",
        1.3,
        only="backward",
    ),
    *(
        slip(
            "in-place",
            f"a = a {op} b",
            f"a {op}= b",
            f"{{a}} をその場で書き換えていて、同じ配列を使うほかの所まで変わります({op}=)",
            1.3,
            only="backward",
        )
        for op in ("*", "/")
    ),
)

LINES = (
    Slip("line-dropped", "{a} に値を入れる行が抜けています", 2.5, _dropped_lines, nothing, AT),
    Slip("line-dropped", "`{a}` を 1 進める行が抜けています", 1.6, nothing, _with_count, AT),
    Slip("line-extra", "余分な行があります", 2, nothing, _without_line, AT),
    Slip("parameter-overwritten", "引数 `{a}` を、使う前に上書きしています", 1, nothing, _without_overwriting, AT),
    Slip("lines-swapped", "2行の順序が逆です", 1, _swapped_lines, _swapped_lines, AT),
    Slip("return-in-loop", "return が繰り返しの中にあります(字下げが深い)", 0.7, _return_inside, _return_outside, AT),
    Slip("too-deep", "{a}の外に置く行が、中にあります(字下げが深い)", 1.1, nothing, _dedented, AT),
    Slip("too-shallow", "{a}の中に置く行が、外にあります(字下げが浅い)", 1.1, nothing, _indented, AT),
    Slip("return-forgotten", "return を書き忘れています", 0.8, nothing, _with_return, AT),
    Slip(
        "return-forgotten",
        "この枝では値を求めただけで、return を書き忘れています",
        0.8,
        nothing,
        _with_branch_return,
        ((), (ast.If,)),
    ),
    Slip("else-forgotten", "if で求めた値を上書きしています(else: がありません)", 0.9, nothing, _with_else, AT),
    Slip("result-discarded", "{a} の結果を受け取らずに捨てています", 0.7, nothing, _with_target, ((), (ast.Expr,))),
    Slip(
        "item-dropped",
        "`{a}[{b}]` に入れるところで、`{a}` そのものに入れ直しています",
        0.9,
        nothing,
        _with_key,
        ((), (ast.Assign,)),
    ),
    Slip(
        "base-dropped",
        "もとの `{a}` から{verb}に、動く量だけを `{a}` に入れ直しています",
        1.25,
        nothing,
        _with_base,
        ((), (ast.Assign,)),
    ),
    Slip(
        "values-swapped", "返す値の順が逆です", 0.9, _swapped_returns, _swapped_returns, ((ast.Return,), (ast.Return,))
    ),
    Slip("values-swapped", "返す値の順が違います", 1, nothing, _rotated_returns, ((), (ast.Return,))),
    Slip("guard-extra", "`{a}` のときしか動かさない行を、いつも動かします", 1.3, nothing, _without_guard, AT),
    Slip("else-extra", "`{a}` のときにも、else の中の行を動かします", 1.2, nothing, _without_else, AT),
    Slip("made-anew", "`{a}` を {method} のたびに作り直していて、前の値が残りません", 1.1, nothing, _kept, AT),
    Slip("arms-swapped", "if と else の中身が逆です", 1, nothing, _swapped_arms, ((ast.If,), (ast.If,))),
    Slip("elif-forgotten", "elif とするところが if です", 1.1, nothing, _with_elif, AT),
)

STATEMENTS: tuple[Slip, ...] = (*UPDATES, *LINES)
