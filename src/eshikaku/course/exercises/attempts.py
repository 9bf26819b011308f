"""演習の入力で動かす: 学習者の関数にも、解答例にも、誤答にも、同じ入力を与えます。"""

import ast
import functools
import inspect
import textwrap
import zlib
from collections.abc import Callable

import numpy as np

from eshikaku.course.exercises import running
from eshikaku.course.exercises.running import Outcome
from eshikaku.course.exercises.spec import Code

RANDOM_CASES = 12
MUTANT_SECONDS = 0.3


@functools.cache
def inputs(exercise: Code, random_cases: int = RANDOM_CASES) -> tuple[tuple, ...]:
    """固定の入力の後に、id から決まる種で作った乱数の入力を並べます。何度採点しても同じ入力です。"""
    rng = np.random.default_rng(zlib.crc32(exercise.id.encode()))
    return (*exercise.cases(), *(exercise.random_case(rng) for _ in range(random_cases)))


@functools.cache
def expected_outcomes(exercise: Code) -> tuple[Outcome, ...]:
    """すべての入力での、解答例の結果。"""
    with running.protected():
        return tuple(attempt(exercise, exercise.solution, args) for args in inputs(exercise))


def attempt(
    exercise: Code, function: Callable, args: tuple, seconds: float | None = None, cpu: bool = False
) -> Outcome:
    """入力1つで function を動かします。seconds を省くのは、終わるとわかっている関数だけです。"""
    return running.call(lambda *used: exercise.outcome(function, used), args, seconds, cpu)


@functools.cache
def known_outcome(exercise: Code, function: Callable, index: int) -> Outcome:
    """誤答や変異を index 番目の入力で動かした結果。何度も比べるので覚えておきます。"""
    seconds = MUTANT_SECONDS if _may_loop_forever(exercise.solution) else None
    return attempt(exercise, function, inputs(exercise)[index], seconds, cpu=True)


@functools.cache
def _may_loop_forever(solution: Callable) -> bool:
    """1か所の書き間違いで終わらなくなりうるか。while と再帰がなければ、必ず終わります。"""
    nodes = list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(solution)))))
    has_while = any(isinstance(node, ast.While) for node in nodes)
    return has_while or any(isinstance(node, ast.Name) and node.id == solution.__name__ for node in nodes)
