"""check は、どんな答えを渡されても、学習者に役立つ日本語で答え、学習者の環境を壊さないこと。"""

import _thread
import contextlib
import io
import random
import signal
import sys
import threading
import time
import warnings
from pathlib import Path

import nbclient
import nbformat
import numpy as np
import pytest

import toy_exercises as toy
from eshikaku.course import contents
from eshikaku.course.exercises import attempts, check, get, hint, ids, running, sandbox
from eshikaku.course.exercises import result as results
from eshikaku.course.exercises.comparing import clearly_different, compare
from eshikaku.course.exercises.mutants import mutants
from eshikaku.course.exercises.showing import show

NORMALIZE, COUNT, GRADIENT, DESCEND = "99-4", "99-5", "99-1", "99-3"
PATIENCE = 30  # 秒。止まらないコードも、check が待ってしまったときに、いつかは終わるように


@pytest.fixture(autouse=True)
def toys(monkeypatch):
    monkeypatch.setattr(contents, "CHAPTERS", toy.CHAPTERS)


def rejected(id, answer, *texts, diagnosis=None):
    """check が不正解とし、texts のすべてを含む短い説明を出すこと。"""
    found = check(id, answer)
    assert (found.correct, found.diagnosis) == (False, diagnosis), found.message
    for text in texts:
        assert text in found.message, found.message
    assert len(found.message.splitlines()) <= 15
    assert "Traceback" not in found.message
    assert "eshikaku/exercises/" not in found.message
    return found


# ---- 窓口 ----


def test_ids_lists_every_exercise_and_get_finds_it():
    toys = tuple(exercise.id for exercise in toy.EXERCISES)
    assert ids()[-len(toys) :] == toys
    assert get("99-9") is toy.EXERCISES[-1]


def test_unknown_id_suggests_near_ids_and_does_not_raise(capsys):
    assert check("99-31", 1).correct is None
    hint("9-3")
    shown = capsys.readouterr().out
    assert "演習 '99-31' はありません。近い id: 99-3、" in shown
    assert "演習 '9-3' はありません。近い id: 99-3" in shown
    with pytest.raises(KeyError, match="近い id"):
        get("99-31")


def test_hint_gives_one_step_per_call_then_the_solution_page(capsys):
    for _ in range(3):
        hint(GRADIENT)
    first, second, last = capsys.readouterr().out.splitlines()
    assert first == "ヒント 1/2: 1 つの座標だけを h 動かします。"
    assert second.startswith("ヒント 2/2")
    assert "appendix/solutions.html#solution-99-" in last
    hint(GRADIENT)
    assert capsys.readouterr().out.startswith("ヒント 1/2")


def test_check_without_an_answer_says_what_to_pass():
    found = check("99-7")
    assert found.correct is None
    assert 'check("99-7", 答え)' in found.message


def test_message_is_printed_and_kept_in_the_result(capsys):
    found = check("99-7", 0.333)
    assert capsys.readouterr().out == found.message + "\n"


def test_characters_that_the_terminal_lacks_do_not_raise(monkeypatch):
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="cp932")
    monkeypatch.setattr(sys, "stdout", terminal)
    results.say("○ x² − 1")
    terminal.seek(0)
    assert terminal.read() == "○ x? － 1\n"


# ---- 未解答 ----


def stub(f, x): ...


def stub_with_docstring(f, x):
    """勾配を返す。"""


def stub_returning_ellipsis(f, x):
    return ...


def half_written(f, x):
    grad = np.zeros(3)
    for i in ...:
        grad[i] = f(x)
    return grad


def blank_in_expression(f, x):
    return f(x) * ... / 2


def blank_line_left(f, x):
    grad = np.zeros_like(x)
    for _ in range(x.size):
        ...
    return grad


def not_implemented(f, x):
    raise NotImplementedError


@pytest.mark.parametrize(
    "answer",
    [
        ...,
        None,
        "",
        stub,
        stub_with_docstring,
        stub_returning_ellipsis,
        half_written,
        blank_in_expression,
        blank_line_left,
        not_implemented,
        lambda f, x: ...,
    ],
)
def test_unfinished_answer_is_unanswered_not_wrong(answer):
    found = check(GRADIENT, answer)
    assert found.correct is None
    assert "未解答" in found.message


class StubClass:
    def __init__(self, lr=0.01): ...

    def update(self, params, grads): ...


class HalfClass(toy.RMSprop):
    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(value) for key, value in params.items()}
        ...


@pytest.mark.parametrize("answer", [StubClass, HalfClass])
def test_unfinished_class_is_unanswered(answer):
    assert check("99-2", answer).correct is None


def test_ellipsis_in_an_index_is_not_a_blank():
    rejected(NORMALIZE, lambda x: x[..., 0], "形(shape)が違います: (3,)(正しくは (3, 2))")

    def upside_down(x):
        return toy.normalize(x)[..., ::-1] ** 3

    rejected(NORMALIZE, upside_down, "6 個の要素のうち 6 個が違います")


# ---- 渡し方の誤り ----


def test_calling_the_function_instead_of_passing_it_is_explained():
    rejected(NORMALIZE, toy.normalize(np.eye(2)), "関数ではなく形 (2, 2) の配列", 'check("99-4", normalize)')


def test_wrong_number_of_arguments_is_explained_before_running():
    rejected(GRADIENT, lambda x: x, "(f, x) の 2 個で呼び出しますが、あなたの関数は (x) です")


def test_instance_or_function_for_a_class_exercise_is_explained():
    rejected("99-2", toy.RMSprop(), "クラスを書く問題ですが、RMSprop 型の値が渡されました。() を付けずに")
    rejected("99-2", toy.descend, "関数 descendが渡されました", "クラスの名前を渡してください")
    rejected(NORMALIZE, toy.RMSprop, "関数を書く問題")


def test_class_without_the_method_is_explained():
    class Empty:
        def __init__(self, lr):
            self.lr = lr

    rejected("99-2", Empty, "メソッド `update` がありません", "あるのは __init__")


def test_object_is_shown_by_its_class_and_not_by_its_address():
    class Forgetful:
        def __init__(self, lr):
            lr = 2 * lr

        def update(self, params, grads):
            params["x"] -= self.lr

    found = rejected("99-2", Forgetful, "self = Forgetful 型の値")
    assert "0x" not in found.message


# ---- 違いの述べ方 ----


def test_difference_points_at_the_element():
    off = np.zeros((3, 2))
    off[2, 1] = 1.0
    difference = compare(off, np.zeros((3, 2)), 1e-7, 1e-9).difference
    assert "6 個の要素のうち 1 個が違います。最も違うのは [2, 1] で、1.0(正しくは 0.0)" in difference


def test_constant_ratio_is_told():
    line = sys._getframe().f_lineno + 1
    rejected(NORMALIZE, lambda x: 3 * toy.normalize(x), "正しい値の 3.0 倍です", diagnosis=f"factor-extra:L{line}")


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (lambda x: print(x), "None が返りました。return を書き忘れていませんか"),
        (lambda x: toy.normalize, "値ではなく関数 normalizeが返りました"),
        (lambda x: "0.5", "文字列 '0.5' が返りました"),
        (lambda x: {"x": x}, "辞書が返りました"),
        (lambda x: np.full(x.shape, np.nan), "NaN が含まれます"),
        (lambda x: np.full(x.shape, np.inf), "∞ が含まれます"),
        (lambda x: toy.normalize(x).ravel(), "形(shape)が違います: (6,)(正しくは (3, 2))。値の並びは合っています"),
        (lambda x: toy.normalize(x).astype(int), "出力が整数(int64)の配列なので、小数が切り捨てられています"),
        (lambda x: [[1, 2], [3]], "リストが返りました"),
        (lambda x: np.array([1, "a"], dtype=object), "配列が返りました"),
    ],
)
def test_value_of_the_wrong_kind_is_explained(answer, text):
    rejected(NORMALIZE, answer, text)


class Hostile:
    """表示も比較も複写もできない値。"""

    def __eq__(self, other):
        raise RuntimeError("eq")

    __hash__ = None

    def __repr__(self):
        raise RuntimeError("repr")

    def __deepcopy__(self, memo):
        raise RuntimeError("copy")

    def __array__(self, *args, **kwargs):
        raise RuntimeError("array")


@pytest.mark.parametrize("id", [NORMALIZE, "99-6"])
def test_value_that_cannot_be_compared_or_shown_is_not_our_error(id):
    rejected(id, lambda *args: Hostile(), "表示できない Hostile")


def test_missing_key_and_wrong_count_are_told():
    rejected("99-6", lambda v, g: (0.9 * v - 0.1 * g, {}), "キー ['norm'] がありません")
    rejected("99-6", lambda v, g: (0.9 * v - 0.1 * g,), "値の個数が違います: 1 個(正しくは 2 個)")


def test_changed_argument_is_told():
    def in_place(x):
        x -= x.mean(axis=0)
        return x / np.sqrt((x**2).mean(axis=0) + 1e-2)

    line = in_place.__code__.co_firstlineno + 1
    texts = "引数 x を書き換えています", "x.copy()", f"あなたのコードの {line} 行目: x -= x.mean(axis=0)"
    rejected(NORMALIZE, in_place, *texts, diagnosis=f"in-place:L{line}")


def test_prints_and_warnings_are_captured_and_shown_short(capsys):
    def noisy(x):
        print("途中", x.shape)
        print("とても長い" * 100)
        return np.log(x * 0)

    found = rejected(NORMALIZE, noisy, "警告: RuntimeWarning: divide by zero", "print の出力: 途中 (3, 2) / とても長い")
    assert capsys.readouterr().out == found.message + "\n"
    assert max(map(len, found.message.splitlines())) < 240


def test_right_answer_that_prints_is_right():
    def talkative(x):
        print(x)
        return toy.normalize(x)

    assert check(NORMALIZE, talkative).correct is True


def test_unidiomatic_right_answer_is_accepted_with_a_remark():
    assert "ただし、リストを返しています" in check(NORMALIZE, lambda x: toy.normalize(x).tolist()).message
    in_float32 = check(NORMALIZE, lambda x: toy.normalize(x.astype(np.float32)))
    assert in_float32.correct is True
    assert "ただし、float32 で計算しています" in in_float32.message


@pytest.mark.parametrize("word", [np.str_("極小"), np.array("極小"), np.select([True], ["極小"], "極大")])
def test_word_that_prints_alike_is_the_same_word(word):
    assert compare(word, "極小", 1e-7, 0).difference is None
    assert compare(word, "極大", 1e-7, 0).difference == "'極大' が正しい答えです"


def test_object_array_is_compared_by_its_numbers():
    numbers = np.array([1.0, 2], dtype=object)
    assert "object" in compare(numbers, np.array([1.0, 2.0]), 1e-7, 0).remark
    assert "最も違うのは [1]" in compare(numbers, np.array([1.0, 3.0]), 1e-7, 0).difference
    ragged = np.array([1.0, None], dtype=object)
    assert "数でない物" in compare(ragged, np.array([1.0, 2.0]), 1e-7, 0).difference


def test_one_number_where_two_are_wanted_is_told_by_their_count():
    assert compare(1.0, (1.0, 2.0), 1e-7, 0).difference == "値の個数が違います: 1 個(正しくは 2 個)"


def test_ratio_that_is_hardly_a_ratio_is_not_told():
    nearly = compare(np.array([1.0, 2.0]) * (1 + 1e-6), np.array([1.0, 2.0]), 1e-9, 0).difference
    assert "倍です" not in nearly


def test_infinities_and_masks_are_compared_without_a_warning_of_ours():
    infinite = compare(np.array([np.inf, 1.0]), np.array([np.inf, 2.0]), 1e-7, 0)
    assert "最も違うのは [1] で、1.0(正しくは 2.0)" in infinite.difference
    mask = compare(np.array([True, False]), np.array([True, True]), 1e-7, 0)
    assert "最も違うのは [1] で、False(正しくは True)" in mask.difference
    assert compare(np.array([np.nan, -np.inf]), np.array([np.nan, -np.inf]), 1e-7, 0).difference is None
    assert not clearly_different(np.array([np.inf, 1.0]), np.array([np.inf, 1.0]), 0)


# ---- 例外 ----


def typo(x):
    mean = x.mean(axis=0)  # noqa: F841
    return maen / 2  # noqa: F821


def test_misspelt_name_shows_the_learners_line_and_the_likely_name():
    number = typo.__code__.co_firstlineno + 2
    rejected(NORMALIZE, typo, f"あなたのコードの {number} 行目: return maen / 2", "mean の書き間違い")


def test_exception_inside_numpy_shows_the_learners_line_with_the_shapes():
    def bad_product(x):
        weights = np.ones((5, 5))
        return weights @ x

    rejected(NORMALIZE, bad_product, "ValueError", "return weights @ x", "weights = ", "形(shape)が合いません")


def test_exception_in_a_line_with_a_list_of_arrays_of_many_shapes_shows_that_line():
    def layer_by_layer(x):
        weights = [np.ones((2, 3)), np.ones((3, 1))]
        return x @ weights[0] @ weights[0]

    rejected(NORMALIZE, layer_by_layer, "ValueError", "return x @ weights[0]", "形(shape)が合いません")


@pytest.mark.parametrize(
    ("body", "hint_text"),
    [
        ("return x[99]", "添字が範囲の外"),
        ("return {}['h']", "辞書にそのキーがありません"),
        ("return x.men()", "men という名前の属性はありません。mean の書き間違い"),
        ("return None.mean()", "None の属性を使っています"),
        ("return 1 // 0", "0 で割っています"),
        ("return x + None", "None を計算に使っています"),
        ("return 2(x)", "* の書き忘れ"),
        ("return 3[0]", "要素を取り出せない"),
        ("return [1] / 2", "np.array にしてください"),
        ("return 1 if x else 0", "np.any"),
        ("y = np.array([1, 2]); y += 0.5; return y", "astype(float)"),
        ("total += 1; return total", "先に初めの値を代入"),
        ("import nmupy", "綴りを確かめて"),
        ("assert x is None", "assert が成り立っていません"),
        ("sys.exit()", "return で値を返して"),
        ("exit()", "return で値を返して"),
        ("return again(x)", "終わる条件"),
        ("return np.ones(10**15)", "メモリが足りません"),
        ("raise KeyboardInterrupt", "エラー: KeyboardInterrupt"),
        ("raise Exception('数式\\n' * 99)", "エラー: Exception: 数式"),
        ("return help_me(1)", "引数の数や名前"),
    ],
)
@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_kind_of_exception_gets_its_own_hint(body, hint_text):
    namespace = {"np": np, "sys": sys, "help_me": lambda: 0}
    exec(f"def again(x):\n    {body}\n", namespace)
    rejected(NORMALIZE, namespace["again"], hint_text)


# ---- 終わらないループ ----


def forever(n):
    while True:
        pass


def forever_in_numpy(n):
    a = np.ones((200, 200))
    while True:
        np.dot(a, a)


def forever_swallowing_everything(n):
    a = np.ones((50, 50))
    while True:
        try:  # noqa: SIM105
            np.dot(a, a)
        except:  # noqa: E722
            pass


def forever_with_finally(n):
    while True:
        try:
            np.ones(3)
        finally:
            continue  # noqa: B012


@pytest.mark.parametrize(
    "answer",
    [forever, forever_in_numpy, forever_swallowing_everything, forever_with_finally],
)
def test_endless_loop_is_stopped_and_leaves_no_thread(answer):
    before = threading.active_count()
    rejected(COUNT, answer, "0.3 秒たっても終わらないので止めました", "あなたのコードの", "繰り返しを終える条件")
    assert threading.active_count() == before


def test_endless_loop_is_stopped_outside_the_main_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(check(COUNT, forever)))
    thread.start()
    thread.join(10)
    assert found[0].correct is False
    assert "止めました" in found[0].message


def test_blocking_call_does_not_block_the_check():
    released, ended = threading.Event(), threading.Event()

    def blocked(n):
        try:
            released.wait(PATIENCE)
        finally:
            ended.set()

    rejected(COUNT, blocked, "止めました")
    assert not ended.is_set()
    released.set()


def test_growing_memory_is_stopped_where_there_is_no_child_process(monkeypatch):
    def growing():
        kept = []
        while True:
            kept.append(np.ones(1_000_000))

    monkeypatch.setattr(running, "GROWTH", 100_000_000)
    outcome = running.call(growing, (), 20.0)
    assert isinstance(outcome.error, MemoryError)
    assert not outcome.timed_out


def test_loop_that_swallows_exceptions_twice_does_not_block_the_check():
    released, deadline = threading.Event(), time.monotonic() + PATIENCE

    def waiting():
        return not released.is_set() and time.monotonic() < deadline

    def stubborn(n):
        while waiting():
            try:
                while waiting():
                    try:
                        sum([n])
                    except:  # noqa: E722
                        continue
            except BaseException:
                n = 1

    try:
        rejected(COUNT, stubborn, "止めました")
        assert waiting()
    finally:
        released.set()


def test_interrupt_by_the_learner_passes_through_and_stops_the_code():
    before, stdout = threading.active_count(), sys.stdout
    # 背景で動かしたときなど、SIGINT が無視される設定で始まることがある。
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer = threading.Timer(0.15, _thread.interrupt_main)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            check(COUNT, forever)
    finally:
        timer.join()
        signal.signal(signal.SIGINT, handler)
    assert threading.active_count() == before
    assert sys.stdout is stdout


def piling_up(n):
    kept = []
    while True:
        kept.append(np.ones(10_000))


def squaring(n):
    while True:
        n = n * n + 3


def in_one_step(n):
    return 10**10**10


@pytest.mark.skipif(not sandbox.CAN_FORK, reason="メモリの限りは、子プロセスに分けられるときだけ")
@pytest.mark.parametrize("answer", [piling_up, squaring, in_one_step])
def test_code_that_devours_memory_or_hangs_in_one_step_is_stopped(answer):
    found = check(COUNT, answer)
    assert found.correct is False
    assert any(text in found.message for text in ("メモリが足りません", "止めました", "Python が止まりました"))


def listing_all(n):
    return len(list(range(3 ** (n + 1) ** 2))) - n


def powers(n):
    steps = 0
    while 2**n > steps:
        steps += 1
        n = n * 2
    return steps


@pytest.mark.parametrize("answer", [listing_all, powers])
def test_search_for_a_repair_is_stopped_too(answer):
    """書き換えたコードが、途中で割り込めない計算やメモリの使いすぎになっても、答えだけは返ること。"""
    assert check(COUNT, answer).correct is False


def test_long_list_is_shown_without_writing_all_of_it():
    class Counted:
        made = 0

        def __repr__(self):
            Counted.made += 1
            return "1.0"

    assert show([Counted()] * 100_000).startswith("[1.0, 1.0")
    assert Counted.made <= 100


# ---- 子プロセスに分けられない環境 ----


@pytest.fixture
def without_fork(monkeypatch):
    monkeypatch.setattr(sandbox, "CAN_FORK", False)


def test_without_a_child_process_an_endless_loop_is_stopped_too(without_fork):
    before = threading.active_count()
    rejected(COUNT, forever, "0.3 秒たっても終わらないので止めました")
    assert threading.active_count() == before


def test_without_a_child_process_the_cause_is_found_too(without_fork):
    line = count_without_adding.__code__.co_firstlineno + 5
    rejected(COUNT, count_without_adding, "上書きしています", diagnosis=f"overwritten:L{line}")


def unsquared(x):
    mean = x.mean(axis=0)
    var = (x - mean).mean(axis=0)
    return (x - mean) / np.sqrt(var + 1e-2)


def test_powers_are_tried_only_where_a_runaway_calculation_can_be_killed(monkeypatch):
    line = unsquared.__code__.co_firstlineno + 2
    rejected(NORMALIZE, unsquared, "2 乗を忘れています", diagnosis=f"power-dropped:L{line}")
    monkeypatch.setattr(sandbox, "CAN_FORK", False)
    assert "2 乗を忘れています" not in (check(NORMALIZE, unsquared).message)


# ---- 学習者の環境を壊さない ----


def test_global_state_changed_by_the_answer_is_restored():
    saved = np.exp, np.random.get_state()[1].copy(), random.getstate(), np.geterr()  # noqa: NPY002
    depth = sys.getrecursionlimit()

    def vandal(x):
        np.random.seed(1)  # noqa: NPY002
        random.seed(1)
        np.exp = np.mean = None
        np.seterr(all="raise")
        np.invented = 1
        sys.setrecursionlimit(depth + 1)
        warnings.simplefilter("ignore")
        sys.stdout = io.StringIO()
        return x

    filters = list(warnings.filters)
    rejected(NORMALIZE, vandal, "要素のうち")
    assert np.exp is saved[0]
    assert (np.random.get_state()[1] == saved[1]).all()  # noqa: NPY002
    assert random.getstate() == saved[2]
    assert np.geterr() == saved[3]
    assert not hasattr(np, "invented")
    assert sys.getrecursionlimit() == depth
    assert warnings.filters == filters
    assert check(NORMALIZE, toy.normalize).correct is True


def test_check_gives_the_same_message_every_time():
    def random_answer(x):
        return x + np.random.normal(size=x.shape)  # noqa: NPY002

    assert check(NORMALIZE, random_answer).message == check(NORMALIZE, random_answer).message


def test_a_wrong_answer_is_told_apart_from_most_causes_by_one_input(monkeypatch):
    calls, call = [], running.call
    monkeypatch.setattr(running, "call", lambda *arguments: calls.append(1) or call(*arguments))
    attempts.known_outcome.cache_clear()
    check(GRADIENT, lambda f, x: np.ones(x.shape))
    ways, causes = len(attempts.inputs(get(GRADIENT))), len(mutants(toy.numerical_gradient))
    assert len(calls) <= 2 * (ways + causes) < ways * causes / 4


# ---- 診断 ----


def test_known_wrong_answer_wins_and_links_its_misconception():
    def downside_up(f, x):
        return toy.numerical_gradient(f, x) * -1

    rejected(
        GRADIENT,
        downside_up,
        "考えられる原因: 谷ではなく山へ向かいます。",
        "よくある誤解: 勾配の向きへ進むと、関数が最も速く減ります。",
        "サイトの付録「よくある誤解」",
        diagnosis="01-uphill-gradient",
    )


def count_without_adding(n):
    total = 0
    steps = 0
    while n > total:
        n = n - 1
        steps = 1
    return steps


def test_slip_found_in_the_learners_own_code_is_pointed_at():
    line = count_without_adding.__code__.co_firstlineno + 5
    text = f"あなたのコードの {line} 行目: steps = 1"
    rejected(COUNT, count_without_adding, "上書きしています", text, diagnosis=f"overwritten:L{line}")


def test_missing_line_is_named_when_nothing_in_the_answer_stands_in_its_place():
    def untouched(params, grads, lr):
        return {key: params[key] for key in params}

    found = check(DESCEND, untouched)
    assert found.diagnosis == "line-dropped:L3"
    assert "params[key] に値を入れる行が抜けています" in found.message


def test_slip_made_twice_on_one_line_is_one_cause():
    found = check("99-6", lambda v, g: (0.9 * v - 0.1 / g, {"norm": abs(0.9 * v - 0.1 / g)}))
    assert found.message.count("考えられる原因") == 1
    assert "`g` を掛けるところで割っています" in found.message
    assert "解答例" not in found.message


def test_two_slips_at_once_are_not_given_a_false_cause():
    rejected(DESCEND, lambda p, g, lr: {k: 2 * p[k] + 3 * g[k] for k in p}, "正しい出力")


def test_answer_that_always_raises_is_not_matched_with_a_slip_that_always_raises():
    rejected(NORMALIZE, lambda x: undefined, "NameError")  # noqa: F821


# ---- 数値 ----


@pytest.mark.parametrize(
    "answer",
    [
        1 / 3,
        0.333,
        0.3333,
        np.float32(1 / 3),
        np.array([1 / 3]),
        [0.333],
        "0.333",
        " ０．３３３回",
        "1/3",
        "3.33e-1",
        0.334,
    ],
)
def test_number_is_accepted_in_any_notation_with_three_digits(answer):
    assert check("99-7", answer).correct is True


@pytest.mark.parametrize(
    ("answer", "diagnosis", "text"),
    [
        (0.33, "coarse-rounding", "有効数字 3 桁まで"),
        (0.3, "coarse-rounding", "有効数字 3 桁まで"),
        (-1 / 3, "sign-flipped", "符号が逆"),
        (2 / 3, "doubled", "2 倍"),
        (3, "inverted", "逆数"),
        (33.3, "percent", "百分率"),
        (1 / 9, "squared", "√ を忘れている"),
        (0.7, "01-uphill-gradient", "勾配を足しています"),
        (0.45, None, "値が違います"),
        ("三分の一", None, "数値として読めません"),
        (True, None, "数値として読めません"),
        (len, None, "数値として読めません"),
        ("1/0", None, "数値として読めません"),
        (float("nan"), None, "値が違います"),
        ([1, 2], None, "値の個数が違います: 2 個(正しくは 1 個)"),
        ([[1], [2, 3]], None, "数値として読めません"),
    ],
)
def test_wrong_number_is_rejected_with_its_reason(answer, diagnosis, text):
    rejected("99-7", answer, text, diagnosis=diagnosis)


def test_more_digits_are_told_only_to_a_rounded_answer():
    assert "より詳しくは 0.33333回 です" in check("99-7", 0.333).message
    assert "より詳しくは" not in check("99-7", "1/3").message


def test_array_answers_accept_lists_and_name_a_reversed_order():
    assert check("99-8", ("1.5", -0.25, 0)).correct is True
    assert check("99-8", np.array([[1.5], [-0.25], [0.0]])).correct is True
    rejected("99-8", [0.0, -0.25, 1.5], "並ぶ順が逆", diagnosis="reversed")
    assert check("99-8", [1.5, ..., 0.0]).correct is None


# ---- 選択 ----


@pytest.mark.parametrize("answer", ["イ", "ｲ", "い", " イ ", "(イ)", "「イ」", "イ: 勾配と逆の向き", "勾配と逆の向き"])
def test_choice_is_accepted_in_any_notation(answer):
    assert check("99-9", answer).correct is True


def test_wrong_choice_is_explained_and_unknown_choice_lists_the_options():
    rejected("99-9", "ア", "勾配は f が増える向きです", diagnosis="01-uphill-gradient")
    rejected("99-9", "ウ", "選択肢は ア、イ です")


# ---- ノートブック ----

SETUP = """
import sys
sys.path.insert(0, {tests!r})
import toy_exercises
from eshikaku.course import check, contents
contents.CHAPTERS = toy_exercises.CHAPTERS
"""


def run_cells(tmp_path, *cells):
    """IPython のカーネルで上からすべて実行し、各セルの出力を返します。例外を出すセルがあれば失敗します。"""

    setup = SETUP.format(tests=str(Path(__file__).parent))
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in (setup, *cells)])
    nbclient.NotebookClient(book, timeout=60, resources={"metadata": {"path": str(tmp_path)}}).execute()
    return [cell.outputs for cell in book.cells[1:]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_in_a_notebook_the_cells_line_is_shown_and_run_all_reaches_the_bottom(tmp_path):
    outputs = run_cells(
        tmp_path,
        "def normalize(x):\n    ...\ncheck('99-4', normalize)",
        "class RMSprop:\n    def update(self, params, grads):\n        ...\ncheck('99-2', RMSprop)",
        "import numpy as np\ndef normalize(x):\n    mean = np.mean(x)\n    return maen\ncheck('99-4', normalize)",
        "def countdown(n):\n    steps = 0\n    while n > 0:\n        n -= 1\n        steps = 1\n    return steps\n"
        "check('99-5', countdown)",
        "def countdown(n):\n    while True:\n        pass\ncheck('99-5', countdown)",
        "print('最後のセル')",
    )
    texts = ["".join(output.get("text", "") for output in cell) for cell in outputs]
    kinds = {output.output_type for cell in outputs for output in cell}
    assert kinds == {"stream"}, "check の表示のほかに Result(...) を出さない"
    assert texts[0].startswith("－ 未解答  99-4")
    assert texts[1].startswith("－ 未解答  99-2")
    assert "あなたのコードの 4 行目: return maen" in texts[2]
    assert "あなたのコードの 5 行目: steps = 1" in texts[3]
    assert "あなたのコードの 3 行目: pass" in texts[4] or "あなたのコードの 2 行目: while True:" in texts[4]
    assert texts[5] == "最後のセル\n"


def test_captured_output_goes_nowhere_else():
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        found = check(NORMALIZE, lambda x: [print("秘密"), toy.normalize(x)][1])
    assert shown.getvalue() == found.message + "\n"


def test_another_word_where_a_word_is_wanted_is_not_called_a_wrong_type():
    assert compare("極小", "鞍点", 1e-7, 1e-9).difference == "'鞍点' が正しい答えです"
    assert "数値のまま" in compare("1.5", 1.5, 1e-7, 1e-9).difference
