"""隔離: 学習者のコードを、時間とメモリに限りのある子プロセスで動かし、止まっても、それまでの結果を受け取ります。"""

import contextlib
import gc
import io
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from eshikaku.course.exercises import running

# fork なら、ノートブックで定義した関数も、そのまま子プロセスで使える。macOS の fork は numpy の計算で壊れることがある。
CAN_FORK = sys.platform == "linux"
MEMORY = 1 << 30
SPARE = 1 << 28
PAGE = 4096


class Ended(NamedTuple):
    """最後に受け取った結果と、終わりまで進んだか("done")、待っても次が来ないので止めたか("killed")、自分で落ちたか("died")。"""

    last: Any
    how: str


def last_of(steps: Callable[[], Iterator[Any]], patience: Callable[[Any], float]) -> Ended:
    """steps() の結果を順に受け取り、最後のものを返します。

    steps は、進むたびに、より詳しい結果を yield します。次の結果を patience(今の結果) 秒待っても来なければ止めます。
    学習者が Ctrl+C(■ボタン)を押したら、子プロセスを止めてから、KeyboardInterrupt をそのまま外へ伝えます。
    """
    if not CAN_FORK:
        return Ended([*steps()][-1], "done")
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = _forked(steps, receiver, sender)
    sender.close()
    try:
        return _received(receiver, patience)
    finally:
        receiver.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _forked(steps: Callable[[], Iterator[Any]], receiver: Connection, sender: Connection) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # 子プロセスで動くのはこのスレッドだけ。ほかの鍵は取らない
        child = os.fork()
    if child:
        return child
    try:
        receiver.close()
        _prepare()
        for step in steps():
            sender.send(step)
        sender.send(...)
    finally:
        os._exit(0)  # 親から写された後始末(カーネルの通信など)を走らせない


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # 止めるのは親の仕事
    sys.stderr = io.StringIO()
    gc.freeze()  # 親から写された物を数え直さない(写しのページが増えるだけなので)
    running.use_alarm()
    limit_memory(MEMORY)


def limit_memory(extra: int) -> None:
    """今より extra バイトまでしか、メモリを増やせないようにします。越えると MemoryError になります。"""
    import resource

    with open("/proc/self/statm") as file:
        used = int(file.read().split()[0]) * PAGE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + extra
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))


def limit_cpu(seconds: int) -> None:
    """これから先、CPU を seconds 秒より多く使ったら止めます。割り込めない計算(大きな整数のべきなど)も止まります。"""
    if CAN_FORK:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


def make_room() -> None:
    """メモリを使い切った後で、説明を組み立てる分を空けます。"""
    if CAN_FORK:
        limit_memory(SPARE)


def _received(receiver: Connection, patience: Callable[[Any], float]) -> Ended:
    last = None
    while True:
        if not receiver.poll(patience(last)):
            return Ended(last, "killed")
        try:
            step = receiver.recv()
        except EOFError:
            return Ended(last, "died")
        if step is ...:
            return Ended(last, "done")
        last = step
