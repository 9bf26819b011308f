"""関数 1 回にかかる時間を測ります(時間は計算機によって変わるので、図に描くだけにし、本文の数値には使いません)。"""

import time


def seconds(function, repeat=20):
    """引数のない関数を repeat 回呼び、いちばん短かった 1 回の秒数を返します。

    最小をとるのは、ほかの仕事に割り込まれた回を除くためです。

    >>> seconds(lambda: sum(range(1000))) > 0
    True
    """
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)
