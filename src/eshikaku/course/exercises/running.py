"""学習者のコードを安全に動かす: 終わらないループ、例外、print、警告、大域的な状態の書き換えから採点側を守ります。"""

import contextlib
import copy
import ctypes
import functools
import io
import math
import random
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

PATCHABLE = (np, np.linalg, np.random, math, random)
POLL_SECONDS = 0.05
GRACE_SECONDS = 2.0
GROWTH = 1 << 30  # 子プロセスを使えない所で、メモリーをこれより増やしたら止める
TICK = 0.01
STARTED = ("動いている",)  # trials の、まだ終わっていない試しの印


@dataclass
class Outcome:
    """1回の呼び出しで起きたこと。used は、呼び出しに使った引数(args の写し。書き換えられたかもしれない)。"""

    args: tuple
    used: tuple = ()
    value: Any = None
    error: BaseException | None = None
    finished: bool = False
    timed_out: bool = False
    printed: str = ""
    warned: list[str] = field(default_factory=list)

    @functools.cached_property
    def changed(self) -> dict[int, Any]:
        """呼び出しの後で値が変わっていた引数(位置 → 変わった後の値)。"""
        finished = self.finished and not self.error
        return {i: after for i, after in enumerate(self.used if finished else ()) if not identical(after, self.args[i])}


def call(function: Callable, args: tuple, seconds: float | None, cpu: bool = False) -> Outcome:
    """function(*args) を args の写しで動かし、起きたことを返します。

    seconds を越えたら、例外を送って止めます。子プロセスの中(use_alarm の後)では時計の割り込みで、そうでなければ、
    別のスレッドで動かし、そのスレッドに送ります。割り込みと違い、スレッドなら Windows でも、Jupyter の主スレッドの
    外でも働きます。学習者の Ctrl+C(■ボタン)は主スレッドに届くので、そのまま外へ伝わります。
    cpu なら、割り込みを CPU 時間で数えるので、混んだ機械でも同じところで止まります。
    seconds が None なら、終わるとわかっているものとして、同じスレッドで動かします。
    """
    outcome = Outcome(args)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        if seconds is None:
            _work(function, fresh(args), outcome)
            if isinstance(outcome.error, KeyboardInterrupt):
                raise outcome.error
        else:
            _limited_work(function, fresh(args), outcome, seconds, cpu)
    outcome.printed = printed.getvalue()
    outcome.warned = [f"{w.category.__name__}: {w.message}" for w in caught]
    return outcome


def _work_in_thread(function: Callable, used: tuple, outcome: Outcome, seconds: float, cpu: bool) -> None:
    done = threading.Lock()  # Thread.join は、Ctrl+C で中断されると、動いているスレッドを終わったことにしてしまう
    done.acquire()

    def work_and_tell() -> None:
        try:
            _work(function, used, outcome)
        finally:
            done.release()

    worker = threading.Thread(target=work_and_tell, daemon=True)
    full = _peak_memory() + GROWTH
    worker.start()
    try:
        outcome.timed_out = not _wait(done, seconds, full)
    finally:
        _stop(worker, done, outcome)
    if outcome.timed_out and _peak_memory() > full:
        outcome.timed_out, outcome.error = False, MemoryError()


def _peak_memory() -> int:
    """このプロセスが使ったメモリーの最大(バイト)。調べられない Windows では 0 で、上限がありません。"""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak


def _work_with_alarm(function: Callable, used: tuple, outcome: Outcome, seconds: float, cpu: bool) -> None:
    def ring(number: int, frame: types.FrameType) -> None:
        if not outcome.finished:
            outcome.timed_out = True
            raise Stop

    clock, number = (signal.ITIMER_PROF, signal.SIGPROF) if cpu else (signal.ITIMER_REAL, signal.SIGALRM)
    signal.signal(number, ring)
    signal.setitimer(clock, seconds, POLL_SECONDS)  # except で受け止められても、また鳴らす
    try:
        _work(function, used, outcome)
    finally:
        signal.setitimer(clock, 0)


_limited_work = _work_in_thread


def use_alarm() -> None:
    """これから先、時間切れを時計の割り込みで知らせます。fork した子プロセスの中でだけ使えます。"""
    global _limited_work
    _limited_work = _work_with_alarm


@contextlib.contextmanager
def trials(seconds: float) -> Iterator[Callable[[Callable, tuple], Outcome]]:
    """同じ入力で何千もの関数を短く試すときの call。終わらないものは、1 つずつ seconds 秒ほどの CPU 時間で止めます。

    時計を 1 度だけ仕掛け、鳴った回数を数えるので、試すたびに OS を呼びません。print と警告は捨てます。
    """
    if _limited_work is not _work_with_alarm:
        yield lambda function, args: call(function, args, seconds, cpu=True)
        return
    patience = math.ceil(seconds / TICK)
    outcome, rung = Outcome(()), 0

    def ring(number: int, frame: types.FrameType) -> None:
        nonlocal rung
        rung += 1
        if rung > patience and outcome.used is STARTED and not outcome.finished:
            outcome.timed_out = True
            raise Stop

    def tried(function: Callable, args: tuple) -> Outcome:
        nonlocal outcome, rung
        outcome, used, rung = Outcome(args, STARTED), fresh(args), 0
        try:
            value = function(*used)
            outcome.value = list(value) if isinstance(value, types.GeneratorType) else value
            outcome.finished = True
        except BaseException as error:
            outcome.finished, outcome.error = True, error
            sys.settrace(None)  # Stop が仕掛けた追跡を外す
        outcome.used = used
        return outcome

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, TICK, TICK)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore"):
            yield tried
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _work(function: Callable, used: tuple, outcome: Outcome) -> None:
    # SystemExit を含むどの例外も、採点側の誤りに見えないように、ここで結果に変える。
    outer_trace = sys.gettrace()
    try:
        value = function(*used)
        # 学習者が後で書き換えても結果が変わらないように写す。写せない値はそのまま比べる。
        outcome.value = _copied(list(value) if isinstance(value, types.GeneratorType) else value)
        outcome.used = used
        outcome.finished = True
    except BaseException as error:
        outcome.finished, outcome.error = True, error
        sys.settrace(outer_trace)  # Stop が仕掛けた追跡を外す


def _wait(done: threading.Lock, seconds: float, full: float = math.inf) -> bool:
    """終わるのを待ち、終わったかどうかを返します。メモリーが full バイトを越えたら、待つのをやめます。

    Windows では長く待つと Ctrl+C を受け付けないので、短く区切ります。
    """
    deadline = time.monotonic() + seconds
    while not done.acquire(timeout=POLL_SECONDS):
        if time.monotonic() > deadline or (full < math.inf and _peak_memory() > full):
            return False
    done.release()
    return True


def _stop(worker: threading.Thread, done: threading.Lock, outcome: Outcome) -> None:
    """動き続けているスレッドに Stop を送ります。except で受け止められても、猶予の間は送り続けます。"""
    deadline = time.monotonic() + GRACE_SECONDS
    while not _wait(done, 0) and time.monotonic() < deadline:
        if not outcome.finished:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(worker.ident), ctypes.py_object(Stop))
    worker.join(POLL_SECONDS)


class Stop(SystemExit):
    """時間切れのループを抜けさせる例外。SystemExit なので、スレッドの終わりに届いても何も表示されません。

    「except: pass」のある無限ループは送った例外を飲み込みます。そこで、例外が作られた瞬間(学習者のスレッドの中)に
    行ごとの追跡を仕掛け、except の行に入ったところで、もう一度例外を起こします。
    """

    def __init__(self):
        super().__init__()
        frame, learners = sys._getframe(1), []
        while frame is not None and frame.f_code is not _work.__code__:
            learners.append(frame)
            frame = frame.f_back
        for learner in learners if frame else ():
            learner.f_trace = _raise_stop
            sys.settrace(_raise_stop)


def _raise_stop(frame: types.FrameType, event: str, arg: Any) -> Any:
    if event != "line":  # Stop がそのまま抜けていくところ。ここで起こすと、学習者の行が記録に残らない(Python 3.13)
        return _raise_stop
    sys.settrace(None)
    raise SystemExit  # Stop を作ると、また追跡を仕掛けてしまう


def _copied(value: Any) -> Any:
    try:
        return copy.deepcopy(value)
    except Exception:
        return value


def fresh(value: Any) -> Any:
    """引数の写し。書き込めない配列や、メモリの中で飛び飛びの配列は、そのままの作りで写します。

    >>> locked = np.zeros(2)
    >>> locked.flags.writeable = False
    >>> fresh([locked])[0].flags.writeable
    False
    """
    if isinstance(value, list | tuple) and type(value) in (list, tuple):
        return type(value)(map(fresh, value))
    if type(value) is dict:
        return {key: fresh(item) for key, item in value.items()}
    if type(value) is not np.ndarray or value.dtype.hasobject:
        return copy.deepcopy(value)
    copied = value.copy()
    if not value.flags.forc:
        copied = np.repeat(value[..., np.newaxis], 2, axis=-1)[..., 0]
    copied.flags.writeable = value.flags.writeable
    return copied


def identical(a: Any, b: Any) -> bool:
    """a と b が、型と値のすべてで等しいか(NaN どうしは等しい)。引数が書き換えられたかを見るのに使います。"""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, dict):
        return list(a) == list(b) and all(identical(a[k], b[k]) for k in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, int | float | complex | str | np.generic):
        return a == b or (a != a and b != b)
    return True  # 関数や乱数生成器は、動かせば内部の状態が変わるのが正しい


@contextlib.contextmanager
def protected() -> Iterator[None]:
    """学習者のコードが乱数の種や numpy の関数を置き換えても、出るときに元へ戻します。乱数は毎回同じ種から始めます。"""
    numpy_state = np.random.get_state()  # noqa: NPY002
    python_state, depth = random.getstate(), sys.getrecursionlimit()
    names = [(module, dict(vars(module))) for module in PATCHABLE]
    try:
        np.random.seed(0)  # noqa: NPY002
        random.seed(0)
        yield
    finally:
        for module, saved in names:
            for name in vars(module).keys() - saved.keys():
                delattr(module, name)
            vars(module).update(saved)
        np.random.set_state(numpy_state)  # noqa: NPY002
        random.setstate(python_state)
        sys.setrecursionlimit(depth)
