"""書き間違いの表(四則): 符号、項、因子、べき、かっこ、重みの取り違え。"""

import ast
import re

from eshikaku.course.exercises.patterns import is_epsilon, is_number
from eshikaku.course.exercises.scopes import Scope
from eshikaku.course.exercises.slips import Slip, slip
from eshikaku.course.exercises.trees import same


def _is_epsilon(found: dict) -> bool:
    return is_epsilon(found.get("b"))


def _is_one(found: dict) -> bool:
    return is_number(found.get("b"), 1) or is_number(found.get("a"), 1)


def _cancels(found: dict) -> bool:
    """引くと 0 になるだけの組(a と、a か a の写し)か。"""
    return ast.unparse(found["b"]) in re.split(r"[().]", ast.unparse(found["a"])) and not isinstance(
        found["a"], ast.BinOp
    )


def _is_unlikely_term(found: dict) -> bool:
    return _is_one(found) or _cancels(found)


def _is_constant(found: dict) -> bool:
    return is_number(found["a"])


def _is_small_power(found: dict) -> bool:
    return not is_number(found["n"], 2, 3)


def _is_mixture(found: dict) -> bool:
    """c * a + (1 − c) * d の形か。2 つの重みを付けた和なので、かっこの抜けたものではありません。"""
    factors = [node for node in ast.walk(found["b"]) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)]
    return any(is_number(node.left, 1) and same(node.right, found["c"]) for node in factors)


TERM, FACTOR, RESULT, VALUE = Scope.is_term, Scope.is_factor, Scope.is_result, Scope.is_value
COMPUTED = Scope.is_computed

SIGNS = (
    slip("sign-flipped", "a + b", "a - b", "符号が逆になっています(+ が −)", 1),
    slip("sign-flipped", "a - b", "a + b", "符号が逆になっています(− が +)", 1),
    slip("sign-flipped", "-a", "a", "符号が逆になっています(先頭の − がない)", 1.3, where=TERM, unless=_is_constant),
    slip(
        "sign-flipped",
        "-a - b",
        "a - b",
        "後ろから数える添字の、先頭の − がありません",
        1.2,
        where=Scope.is_position,
        only="backward",
    ),
    slip("sign-extra", "a", "-a", "余分な − が付いていて、符号が逆です", 1.1, planted=RESULT),
    slip("sign-flipped", "a += b", "a -= b", "{a} の更新の符号が逆です(−= になっている)", 1),
    slip("sign-flipped", "a -= b", "a += b", "{a} の更新の符号が逆です(+= になっている)", 1),
    slip("sign-mistyped", "a -= b", "a = -b", "`-=` のつもりが `=-` で、{a} を上書きしています", 1),
    slip("sign-mistyped", "a += b", "a = +b", "`+=` のつもりが `=+` で、{a} を上書きしています", 1),
    slip("order-reversed", "a - b", "b - a", "引く順が逆です", 1),
)

TERMS = (
    slip("epsilon-dropped", "a + e", "a", "{e} を足し忘れています", 1.4, where=Scope.is_protected_by_epsilon),
    slip(
        "epsilon-dropped",
        "a + 1e-7",
        "a",
        "ごく小さな数(1e-7 など)を足し忘れています",
        1.5,
        where=Scope.is_protected_by_epsilon,
        only="backward",
    ),
    slip("term-dropped", "a + b", "a", "{b} を足し忘れています", 2.2, where=TERM, unless=_is_epsilon),
    slip("term-dropped", "b + a", "a", "{b} を足し忘れています", 2.2, only="forward"),
    slip("term-dropped", "a - b", "a", "{b} を引き忘れています", 2.2, where=TERM, unless=_is_unlikely_term),
    slip("term-dropped", "a = a - b", "a = -b", "もとの {a} から引かずに、{a} を上書きしています", 1.1),
    slip("term-dropped", "a = a + b", "a = b", "もとの {a} に足さずに、{a} を上書きしています", 1.1, only="forward"),
    slip(
        "base-dropped",
        "b - a",
        "a",
        "{b} から引かずに、引く量だけを返しています",
        1.9,
        where=Scope.is_returned,
        only="backward",
    ),
    slip(
        "base-dropped",
        "b + a",
        "a",
        "{b} に足さずに、足す量だけを返しています",
        2,
        where=Scope.is_returned,
        only="backward",
    ),
    slip(
        "one-minus-dropped", "1 - a", "a", "1 − {a} とするところが {a} です", 1.2, where=COMPUTED, unless=_is_constant
    ),
    slip("one-minus-extra", "a", "1 - a", "{a} とするところが 1 − {a} です", 1.2, only="backward"),
    slip("off-by-one", "a + 1", "a", "1 を足し忘れています", 1.6, where=Scope.is_position, only="backward"),
    slip("off-by-one", "a - 1", "a", "1 を引き忘れています", 1.6, where=Scope.is_position, only="backward"),
    slip("off-by-one", "a", "a + 1", "余分な 1 を足しています", 1.2, planted=Scope.is_position),
    slip("off-by-one", "a - 1", "a - 2", "余分な 1 を引いています", 1.1, where=Scope.is_position, only="backward"),
    slip("off-by-one", "a", "a - 1", "余分な 1 を引いています", 1.2, planted=Scope.is_position),
    slip("epsilon-extra", "a", "a + e", "ここでは {e} を足しません", 1.4, only="backward"),
    slip("term-extra", "a", "a + b", "余分な {b} を足しています", 1.8, planted=RESULT, unless=_is_epsilon),
    slip("term-extra", "a", "b + a", "余分な {b} を足しています", 1.8, only="backward", unless=_is_epsilon),
    slip("term-extra", "a", "a - b", "余分な {b} を引いています", 1.8, planted=RESULT),
)

FACTORS = (
    slip("factor-dropped", "a * b", "a", "{b} を掛け忘れています", 2, only="forward"),
    slip("factor-dropped", "a * r", "a", "{r} を掛け忘れています", 2, where=FACTOR, only="backward"),
    slip("factor-dropped", "b * a", "a", "{b} を掛け忘れています", 2, only="forward"),
    slip("misplaced-factor", "a - c * b", "c * a - b", "{c} を掛ける相手が違います", 1),
    slip("misplaced-factor", "a + c * b", "c * a + b", "{c} を掛ける相手が違います", 1),
    slip("added", "a * b", "a + b", "掛けるところで足しています", 1.2, only="backward"),
    slip("multiplied", "a + b", "a * b", "足すところで掛けています", 1.2, only="backward"),
    slip("subtracted", "a / b", "a - b", "割るところで引いています", 1.6, only="backward"),
    slip("multiplied", "a // b", "a * b", "{b} で割るところで掛けています", 1.1),
    slip("ratio-inverted", "a // b", "b // a", "分子と分母が逆です", 1),
    slip("ratio-inverted", "-a // b", "-b // a", "分子と分母が逆です", 0.9),
    slip("ratio-inverted", "a % b", "b % a", "割る数と割られる数が逆です", 1),
    slip("divided", "a * b", "a / b", "{b} を掛けるところで割っています", 1),
    slip("multiplied", "a / b", "a * b", "{b} で割るところで掛けています", 1),
    slip("division-dropped", "a / b", "a", "{b} で割り忘れています", 2, only="forward", unless=_is_one),
    slip("division-dropped", "a / r", "a", "{r} で割り忘れています", 2, where=FACTOR, only="backward"),
    slip("ratio-inverted", "a / b", "b / a", "分子と分母が逆です", 1),
    slip("ratio-inverted", "c * a / b", "c * b / a", "分子と分母が逆です", 1.1, only="backward"),
    slip("ratio-inverted", "a * c / b", "b * c / a", "分子と分母が逆です", 1.1, only="backward"),
    slip("factor-extra", "a", "a * b", "余分な {b} を掛けています", 1.5, planted=RESULT),
    slip("factor-extra", "a", "b * a", "余分な {b} を掛けています", 1.5, only="backward"),
    slip("factor-extra", "1 / a", "n / a", "余分な {n} を掛けています", 1.5),
    slip("division-extra", "a", "a / b", "余分に {b} で割っています", 1.5, planted=RESULT),
    slip("not-floored", "a // b", "a / b", "端数を切り捨てていません", 1),
    slip("floored", "a / b", "a // b", "小数まで求めるところで、端数を切り捨てています", 1),
    slip("floored", "-(-a // b)", "a // b", "端数を切り上げるところで、切り捨てています", 1.2),
    slip("not-ceiled", "-(-a // b)", "a / b", "端数を切り上げていません", 1.3, only="backward"),
    slip("ceiled", "a // b", "-(-a // b)", "端数を切り捨てるところで、切り上げています", 1.2),
    slip("always-one-more", "-(-a // b)", "a // b + 1", "割り切れるときにも 1 を足しています", 1),
    slip("remainder", "a // b", "a % b", "商のところで余りを求めています", 1),
    slip("quotient", "a % b", "a // b", "余りのところで商を求めています", 1),
)

POWERS = (
    slip("power-dropped", "a ** n", "a", "{n} 乗を忘れています({a} のまま)", 1.6, where=VALUE),
    slip("squared-instead", "a ** 2", "np.abs(a)", "2 乗するところで絶対値(abs)です", 1.6, only="backward"),
    slip("power-dropped", "a ** i", "a", "{i} 乗を忘れています({a} のまま)", 1.8, where=VALUE),
    slip("power-extra", "a", "a ** b", "余分に {b} 乗しています", 1.4, only="backward"),
    slip("power-to-product", "a ** b", "a * b", "{b} 乗するところで {b} 倍しています", 1.1),
    slip("power-to-product", "a ** n", "n * a", "{n} 乗するところで {n} 倍しています", 1, unless=_is_small_power),
    slip("product-to-power", "a * n", "a ** n", "{n} 倍するところで {n} 乗しています", 1, unless=_is_small_power),
    slip("product-to-power", "n * a", "a ** n", "{n} 倍するところで {n} 乗しています", 1, unless=_is_small_power),
)

PARENTHESES = (
    slip("parentheses", "a / (b * c)", "a / b * c", "分母のかっこがなく、{c} は掛け算になっています", 1),
    slip("parentheses", "(a + b) / c", "a + b / c", "かっこがなく、{b} だけを {c} で割っています", 1),
    slip("parentheses", "(a - b) / c", "a - b / c", "かっこがなく、{b} だけを {c} で割っています", 1),
    slip("parentheses", "(a + b) * c", "a + b * c", "かっこがなく、{b} だけに {c} を掛けています", 1),
    slip("parentheses", "(a - b) * c", "a - b * c", "かっこがなく、{b} だけに {c} を掛けています", 1),
    slip(
        "parentheses", "c * (a + b)", "c * a + b", "かっこがなく、{a} だけに {c} を掛けています", 1, unless=_is_mixture
    ),
    slip(
        "parentheses", "c @ (a - b)", "c @ a - b", "かっこがなく、{a} だけに {c} を掛けています", 0.9, only="backward"
    ),
    slip(
        "parentheses",
        "c @ (a @ b - d)",
        "c @ a @ b - d",
        "かっこがなく、{d} には {c} が掛かっていません",
        0.9,
        only="backward",
    ),
    slip("parentheses", "(a - b) / (c - d)", "a - b / c - d", "分子と分母のかっこがありません", 0.9, only="backward"),
    slip("parentheses", "(a + b) / (c + d)", "a + b / c + d", "分子と分母のかっこがありません", 0.9, only="backward"),
    slip("parentheses", "c * (a - b)", "c * a - b", "かっこがなく、{a} だけに {c} を掛けています", 1),
    slip(
        "parentheses",
        "c * (a + b) / d",
        "c * a + b / d",
        "かっこがなく、{c} は {a} だけに掛かり、{d} は {b} だけを割っています",
        0.9,
    ),
    slip(
        "parentheses", "(a + b) * c / d", "a + b * c / d", "かっこがなく、{a} には {c} も {d} も掛かっていません", 0.9
    ),
    slip("parentheses", "a / (b + c)", "a / b + c", "分母のかっこがなく、{c} は割り算の後で足されます", 1),
    slip("parentheses", "a / (b - c)", "a / b - c", "分母のかっこがなく、{c} は割り算の後で引かれます", 1),
    slip("parentheses", "a - (b + c)", "a - b + c", "かっこがなく、{c} は引かれずに足されます", 1),
    slip("parentheses", "(a - b) ** c", "a - b ** c", "かっこがなく、{b} だけを {c} 乗しています", 1),
    slip("parentheses", "a ** (b / c)", "a ** b / c", "べきのかっこがなく、{b} 乗の後で {c} で割っています", 0.9),
    slip("parentheses", "(a * b) ** c", "a * b ** c", "かっこがなく、{b} だけを {c} 乗しています", 1),
    slip("parentheses-moved", "a + b / c", "(a + b) / c", "かっこの位置が違い、{a} まで {c} で割っています", 1),
    slip("parentheses-moved", "a - b / c", "(a - b) / c", "かっこの位置が違い、{a} まで {c} で割っています", 1),
    slip("parentheses-moved", "a + b * c", "(a + b) * c", "かっこの位置が違い、{a} にまで {c} を掛けています", 1),
    slip("parentheses-moved", "a - b * c", "(a - b) * c", "かっこの位置が違い、{a} にまで {c} を掛けています", 1),
    slip("parentheses-moved", "c * a + b", "c * (a + b)", "かっこの位置が違い、{b} にまで {c} を掛けています", 1),
    slip("parentheses-moved", "c * a - b", "c * (a - b)", "かっこの位置が違い、{b} にまで {c} を掛けています", 1),
    slip("parentheses-moved", "a ** c - b", "(a - b) ** c", "{a} でなく、{a} − {b} 全体を {c} 乗しています", 1),
    slip("parentheses-moved", "a - b ** c", "(a - b) ** c", "かっこの位置が違い、{a} − {b} 全体を {c} 乗しています", 1),
)

WEIGHTS = tuple(
    slip("weights-swapped", right, wrong, "{b} と 1 − {b} が逆です", 0.9)
    for right, wrong in (
        ("b * c + (1 - b) * d", "(1 - b) * c + b * d"),
        ("(1 - b) * c + b * d", "b * c + (1 - b) * d"),
        ("b * c - (1 - b) * d", "(1 - b) * c - b * d"),
        ("c * b + d * (1 - b)", "c * (1 - b) + d * b"),
        ("c * (1 - b) + d * b", "c * b + d * (1 - b)"),
    )
)

ARITHMETIC: tuple[Slip, ...] = (*SIGNS, *WEIGHTS, *TERMS, *FACTORS, *POWERS, *PARENTHESES)
