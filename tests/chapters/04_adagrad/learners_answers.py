# %% 04-1 ○
answer = (1.8, 1.8)

# %% 04-1 ○
answer = [1.8, 1.8]

# %% 04-1 ○
answer = np.array([9 / 5, 9 / 5])

# %% 04-1 ○
x = np.array([3.0, 3.0])
h = 0
for _ in range(2):
    g = x * np.array([1, 100])
    h = h + g**2
    x = x - 0.75 * g / np.sqrt(h)
answer = x

# %% 04-1 ○
# y の勾配を 50y としても、定数倍は消える
y = 2.25 - 0.75 * (50 * 2.25) / np.sqrt((50 * 3) ** 2 + (50 * 2.25) ** 2)
answer = (2.25 - 0.75 * 2.25 / 3.75, y)

# %% 04-1 ○
from fractions import Fraction
step = Fraction(3, 4) * Fraction(9, 4) / Fraction(15, 4)
answer = (Fraction(9, 4) - step, Fraction(9, 4) - step)

# %% 04-1 × 1 歩 | 1 回 | 2 歩目 | 2 回目
answer = (2.25, 2.25)

# %% 04-1 × 今の勾配 | 足し | ため | 累積 | 1 歩目の | 前の | これまで | 和
answer = (1.5, 1.5)

# %% 04-1 × √h で割 | 割る | 割って | 割り | SGD | h を使
answer = (0.1875, 16428)

# %% 04-1 × 符号 | 逆 | 引く | 引き | 引い | 上る
g2 = 3.75
answer = (3.75 + 0.75 * g2 / np.sqrt(9 + g2**2),) * 2

# %% 04-1 × 座標ごと | 要素ごと | 共通 | 別々 | 1 つの h | 1 つの数
p = np.array([3.0, 3.0])
h = 0
for _ in range(2):
    g = p * [1, 100]
    h += np.sum(g**2)
    p = p - 0.75 * g / np.sqrt(h)
answer = p

# %% 04-1 × 平方根 | ルート | √ | 根号
p = np.array([3.0, 3.0])
h = 0
for _ in range(2):
    g = p * [1, 100]
    h = h + g**2
    p = p - 0.75 * g / h
answer = p

# %% 04-1 × 勾配を計算し直 | 勾配を求め直 | 2 歩目の勾配 | 1 歩目の勾配 | 同じ勾配 | 新しい位置 | 移った先 | 動いた先 | 進んだ先
answer = (2.25 - 0.75 * 3 / np.sqrt(18), 2.25 - 0.75 * 3 / np.sqrt(18))

# %% 04-1 × 足す前 | 前の h | 古い h | 足し終え | 先に | h_1 | h1 | 順 | 1 歩目の h | 今の勾配を
answer = (1.6875, 1.6875)

# %% 04-1 × 2 つ | 組 | 個数 | 長さ | 形 | x と y | 要素
answer = 1.8

# %% 04-1 × 動いた | 位置 | 座標 | 元の | 引い | 歩幅 | 移動
answer = (0.45, 0.45)

# %% 04-1 × 動いた | 位置 | 座標 | 元の | 引い | 歩幅 | 移動
answer = (1.2, 1.2)

# %% 04-1 × 2 乗 | 平方 | 大きさの和 | 絶対値
answer = (2.25 - 0.75 * 2.25 / (3 + 2.25),) * 2

# %% 04-1 × 平均 | 和 | 足し | RMSprop
answer = (2.25 - 0.75 * 2.25 / np.sqrt(14.0625 / 2),) * 2

# %% 04-1 × 3 歩 | 2 歩 | 1 歩多 | 歩数
x = 1.8 - 0.75 * 1.8 / np.sqrt(9 + 2.25**2 + 1.8**2)
answer = (x, x)

# %% 04-1 × 学習率 | η | 0.75
x = 2 - 2 / np.sqrt(13)
answer = (x, x)

# %% 04-1 × 2 乗 | 勾配 | h
# √h の代わりに、2 乗しない勾配の和の平方根
x = 2.25 - 0.75 * 2.25 / np.sqrt(3 + 2.25)
answer = (x, x)

# %% 04-1 × 1 歩目の h | h_1 | 足し | ため | 1 歩目 | √h | 学習率 | 2 歩目
# 2 歩目も 1 歩目と同じだけ動くと思った、の y だけ版
answer = (1.8, 1.5)

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] = self.h[key] + grads[key] ** 2
            params[key] = params[key] - self.lr / (np.sqrt(self.h[key]) + 1e-7) * grads[key]

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = dict.fromkeys(params, 0.0)
        for key in params:
            self.h[key] = self.h[key] + np.square(grads[key])
            params[key] = params[key] - self.lr * grads[key] / (self.h[key] ** 0.5 + 1e-7)

# %% 04-2 ○
from collections import defaultdict

class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = defaultdict(float)

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.h[key] + g * g
            params[key] = params[key] - self.lr * g / (np.sqrt(self.h[key]) + 1e-7)

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            new_h = self.h[key] + grads[key] * grads[key]
            root = np.sqrt(new_h) + 1e-7
            params[key] -= self.lr * grads[key] / root
            self.h[key] = new_h

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key] + grads[key] * grads[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root
            self.h[key] += grads[key] * grads[key]

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.past = {}

    def update(self, params, grads):
        for key in params:
            self.past.setdefault(key, []).append(np.array(grads[key]))
            root = np.sqrt(np.sum(np.square(self.past[key]), axis=0)) + 1e-7
            params[key] = params[key] - self.lr * grads[key] / root

# %% 04-2 × 順 | 先に | 前の h | 古い h | 足す前 | 足してから | 入れ替 | 後で
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7     # ←
            params[key] -= self.lr * grads[key] / root     # ←
            self.h[key] += grads[key] * grads[key]     # ←

# %% 04-2 × 順 | 先に | 前の h | 古い h | 足す前 | 足してから | 入れ替 | root | 後で
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7     # ←
            self.h[key] += grads[key] * grads[key]     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 初め | 初期 | 0 から | zeros | 1 から | ones
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.ones_like(val)     # ←
                      for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7     # ←
            params[key] -= self.lr * grads[key] / root     # ←
            self.h[key] += grads[key] * grads[key]     # ←

# %% 04-2 × 初め | 初期 | 0 から | zeros | 1 から | ones
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.ones_like(val)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × ε | 1e-7 | 小さな数
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 足し込 | += | ため | 累積 | 上書き | 今の勾配だけ | これまで | 前の h | 足す | 今回の
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] = grads[key] * grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 平方根 | ルート | sqrt | √
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = self.h[key] + 1e-7     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 2 乗 | 平方
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 2 乗 | 絶対値
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.abs(grads[key])     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 符号 | 逆 | 引く | 引き | 引い | 足し | 上る
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] += self.lr * grads[key] / root     # ←

# %% 04-2 × 割 | 掛け
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] * root     # ←

# %% 04-2 × ε | 外 | 中 | 1e-7 | 根号 | sqrt の
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key] + 1e-7)     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × ε | 1e-7 | 0 で割 | nan | 小さな数
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key])     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 要素ごと | 座標ごと | 合計 | sum | 1 つの数 | スカラー
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.sum(grads[key] * grads[key])     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 毎回 | 作り直 | 初期化 | None | 0 に戻 | 1 回だけ | 最初の 1 回 | 覚え | 忘れ | 前の h | ため | 累積
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        self.h = {key: np.zeros_like(val)
                  for key, val in params.items()}     # ←
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × RMSprop | 移動平均 | 減らし | 減衰 | 忘れ | 0.9 | 足す
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] = 0.9 * self.h[key] + 0.1 * grads[key] ** 2     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × return | 字下げ | ループの中 | 最初のキー | 1 つ目
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root
            return params     # ←

# %% 04-2 × 学習率 | lr
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= grads[key] / root     # ←

# %% 04-2 × 2 度 | 2 回 | 二重 | 重ね | 余分 | 平方根
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / np.sqrt(root)     # ←

# %% 04-2 × 2 度 | 2 回 | 二重 | 余分 | 重複 | 1 回だけ
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root
            self.h[key] += grads[key] * grads[key]     # ←

# %% 04-2 × grads | 勾配を書き換 | 渡された | 2 乗
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            grads[key] *= grads[key]     # ←
            self.h[key] += grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × かっこ | 括弧 | 優先 | ε | 1e-7
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key]) + 1e-7     # ←

# %% 04-2 × 字下げ | ループの外 | インデント | 最後のキー | 最後の 1 つ | 繰り返しの外 | 中に置く行が、外に
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key]) + 1e-7
        params[key] -= self.lr * grads[key] / root     # ←

# %% 04-2 × params | 重みの 2 乗 | パラメータ | grads | 勾配
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += params[key] * params[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × self | 未定義 | 定義 | NameError
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            h[key] += grads[key] * grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 行列の積 | 要素ごと | @ | 積 | 形
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] @ grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 2 乗の平均 | 平均 | 回数で割 | 割って
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None
        self.t = 0

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        self.t += 1
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key] / self.t) + 1e-7     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × h に | 更新量 | 動いた | 勾配の 2 乗 | grads | 学習率
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += (self.lr * grads[key]) ** 2     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 最初 | 1 歩目 | else | 字下げ | 初め | 1 回目 | 最初の更新 | return
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: grads[key] * grads[key] for key in params}     # ←
        for key in params:
            self.h[key] = self.h[key] + grads[key] * grads[key]     # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-3 ○
answer = 5

# %% 04-3 ○
answer = np.sqrt(400 / 16)

# %% 04-3 ○
answer = (1 / np.sqrt(16 * 4)) / (1 / np.sqrt(400 * 4))

# %% 04-3 ○
a = np.full(400, 2.0)
b = np.where(np.arange(400) % 25 == 0, -2.0, 0.0)
answer = np.sqrt((a**2).sum() / (b**2).sum())

# %% 04-3 ○
answer = 40 / 8

# %% 04-3 ○
from fractions import Fraction
answer = Fraction(5, 1)

# %% 04-3 ○
answer = [5]

# %% 04-3 × 平方根 | ルート | √ | 根号
answer = 25

# %% 04-3 × 逆 | B が A | A が B | A は B | B は A
answer = 0.2

# %% 04-3 × 回数 | 同じ勾配 | 同じ大きさ | 現れ | 2 乗の和 | h は
answer = 1

# %% 04-3 × 平方根 | ルート | √ | 根号 | 逆
answer = 0.04

# %% 04-3 × A | 比 | 何倍 | 割
answer = 20

# %% 04-3 × 比 | 何倍 | B の実効学習率その | A の | A で
answer = 0.125

# %% 04-3 × 比 | 何倍 | A の | A で
answer = 0.25

# %% 04-3 × 2 乗 | 比 | 打ち消
answer = 625

# %% 04-3 × 2 乗 | 打ち消 | 符号
answer = np.inf

# %% 04-3 × 逆数 | 割 | √h | 逆 | 平方根 | h の
answer = 8

# %% 04-3 × 差 | 比 | 何倍 | 割
answer = 1 / 8 - 1 / 40

# %% 04-3 × 2 回 | 両方 | 同じ | 勾配の 2 | 打ち消 | 比 | 2 倍
answer = 10

# %% 04-3 × 平均 | 現れない | 0 の回 | 回数 | 和
# √h を「現れた回の平均」と読んだ
answer = np.sqrt(4) / np.sqrt(4)

# %% 04-3 × 差 | 比 | 回数
answer = np.sqrt(400 - 16)

# %% 04-4 ○
answer = "ウ"

# %% 04-4 ○
answer = 'ｳ'

# %% 04-4 ○
answer = " ウ "

# %% 04-4 ○
answer = "ウ."[:1]

# %% 04-4 ○
answer = list("アイウエ")[2]

# %% 04-4 × 階段 | 0 の回 | ときどき | まれ | 10 回 | 間
answer = "ア"

# %% 04-4 × 初め | 最初 | 大きな | 8 | 外れ
answer = "イ"

# %% 04-4 × 一定 | 1/√t | 直線 | 同じ | 傾き
answer = "エ"

# %% 04-4 × 記号 | 文字 | 選択肢 | カタカナ | ア から | "ア"
answer = 3

# %% 04-4 × 記号 | 文字 | 選択肢 | カタカナ | ア から | "ア"
answer = "0.8 倍"

# %% 04-4 × 記号 | 文字 | 選択肢 | カタカナ | ア から | "ア"
answer = "c"

# %% 04-4 × 記号 | 文字 | 選択肢 | 1 つ | カタカナ | ア から | "ア"
answer = ("ウ", "エ")

# %% 04-4 × 記号 | 文字 | 選択肢 | カタカナ | ア から | "ア"
answer = 0.6

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val) + self.h0
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] * grads[key]
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full(val.shape, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.square(grads[key])
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr / root * grads[key]

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.ones_like(val) * self.h0
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = (self.h[key] + self.eps) ** 0.5
            params[key] -= self.lr * grads[key] / root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: self.h0
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.power(grads[key], 2)
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: self.h0 * np.ones(np.shape(val))
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.power(self.h[key] + self.eps, 1 / 2)
            params[key] -= np.divide(self.lr * grads[key], root)

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = 1 / np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] * root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0, dtype=float)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += abs(grads[key]) ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × h0 | 初め | 初期 | 0 から | 0.1 | zeros
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × h0 | 初め | 初期 | 1 から | 0.1 | ones
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.ones_like(val)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 外 | 中 | 根号 | ε | eps | sqrt の
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key]) + self.eps     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 平方根 | ルート | sqrt | √
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = self.h[key] + self.eps     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 2 乗 | 平方
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key]     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 2 乗 | 絶対値
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.abs(grads[key])     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 符号 | 逆 | 引く | 引き | 引い | 足し | マイナス | 負
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= -self.lr * grads[key] / root     # ←

# %% 04-5 × 学習率 | lr
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= grads[key] / root     # ←

# %% 04-5 × self | 未定義 | 定義 | NameError
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, h0)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × grads[key] | 辞書 | key | キー | dict
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads * grads     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × self.h[key] | 辞書 | key | キー | dict
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h + self.eps)     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 割 | 掛け
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] * root     # ←

# %% 04-5 × かっこ | 括弧 | 優先 | ε | eps | 中 | 根号
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key])     # ←
            params[key] -= self.lr * grads[key] / root + self.eps     # ←

# %% 04-5 × 毎回 | h0 | 2 度 | 初め | 余分 | 足し
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2 + self.h0     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × -= | 2 度 | params[key] | 二重 | もう 1 度 | 余分 | 引き | 引く
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= params[key] - self.lr * grads[key] / root     # ←

# %% 04-5 × += | 2 度 | self.h[key] | 二重 | 2 倍 | 余分 | 足し
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += self.h[key] + grads[key] ** 2     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × パラメータ | 形 | val | 初め | 初期 | 値を掛け | h0
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: val * self.h0     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × h0 | 0.1 | 固定 | 決め打ち | 引数
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, 0.1)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × ε | eps | 初め | 初期 | h0
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.eps)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × h0 | 2 乗 | 初め | 初期
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0 ** 2)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × eps | ε | 1e-7
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key])     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × eps | ε | 2 乗
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps ** 2)     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × eps | ε | 1e-7 | 固定 | 決め打ち | 引数
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + 1e-7)     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 今の | h | 足し | ため | 累積 | これまで | 勾配だけ
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(grads[key] ** 2 + self.eps)     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 2 度 | 二重 | 平方根 | 2 回 | sqrt | ルート
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / np.sqrt(root)     # ←

# %% 04-5 × 勾配 | grads | params
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * params[key] / root     # ←

# %% 04-5 × 勾配 | grads | g | 分子
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr / root     # ←

# %% 04-5 × 引数 | 順 | np.full | full_like | h0 | 形
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full(self.h0, val)     # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 学習率 | lr | 2 乗 | h に | 更新量
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += (self.lr * grads[key]) ** 2     # ←
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 外 | 中 | 根号 | ε | eps | 両方 | 2 度 | 余分
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key] + self.eps) + self.eps     # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    rows = np.unique(idx)
    W, h = W.copy(), h.copy()
    h[rows] += total[rows] ** 2
    W[rows] -= lr * total[rows] / (np.sqrt(h[rows]) + eps)
    return W, h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    rows, inverse = np.unique(idx, return_inverse=True)
    total = np.zeros((len(rows), W.shape[1]))
    np.add.at(total, inverse, g)
    W, h = W.copy(), h.copy()
    h[rows] += total * total
    W[rows] -= lr * total / (np.sqrt(h[rows]) + eps)
    return W, h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros(W.shape)
    for k, i in enumerate(idx):
        total[i] += g[k]
    h = h + total**2
    W = W - lr * total / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    sums = {}
    for i, row in zip(idx, g):
        sums[i] = sums.get(i, 0) + row
    new_W, new_h = np.array(W), np.array(h)
    for i, s in sums.items():
        new_h[i] = new_h[i] + s * s
        new_W[i] = new_W[i] - lr * s / (np.sqrt(new_h[i]) + eps)
    return new_W, new_h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    onehot = (np.arange(len(W))[:, None] == np.asarray(idx)[None, :]).astype(float)
    total = onehot @ g
    h2 = h + np.square(total)
    return W - lr * total / (np.sqrt(h2) + eps), h2

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    W, h = W.copy(), h.copy()
    h[idx] += total[idx] ** 2     # 同じ番号には同じ値が入る
    W[idx] -= lr * total[idx] / (np.sqrt(h[idx]) + eps)
    return W, h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    idx = np.asarray(idx)
    W, h = W.copy(), h.copy()
    for i in set(idx.tolist()):
        s = g[idx == i].sum(axis=0)
        h[i] += s ** 2
        W[i] -= lr / (np.sqrt(h[i]) + eps) * s
    return W, h

# %% 04-6 × 重な | 2 度 | 同じ番号 | 重複 | add.at
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    h[idx] += g ** 2     # ←
    W[idx] -= lr * g / (np.sqrt(h[idx]) + eps)     # ←
    return W, h

# %% 04-6 × 先に 2 乗 | 足してから | 2 乗してから | 2 乗の和 | 和の 2 乗 | 重な | 2 度 | 同じ番号 | 合計
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    np.add.at(h, idx, g ** 2)     # ←
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    rows = np.unique(idx)
    W[rows] -= lr * total[rows] / (np.sqrt(h[rows]) + eps)
    return W, h

# %% 04-6 × 書き換え | コピー | copy
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    rows = np.unique(idx)
    h[rows] += total[rows] ** 2     # ←
    W[rows] -= lr * total[rows] / (np.sqrt(h[rows]) + eps)     # ←
    return W, h

# %% 04-6 × 書き換え | コピー | copy
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    new_W, new_h = W, h     # ←
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    new_h += total ** 2     # ←
    new_W -= lr * total / (np.sqrt(new_h) + eps)     # ←
    return new_W, new_h

# %% 04-6 × 書き換え | コピー | copy | h
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W = W.copy()
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h += total ** 2     # ←
    W -= lr * total / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 × 足してから | 重な | 2 度 | 同じ番号 | 1 件ずつ | 1 回ずつ | まとめて | 重複 | 合計
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for k, i in enumerate(idx):
        h[i] += g[k] ** 2     # ←
        W[i] -= lr * g[k] / (np.sqrt(h[i]) + eps)     # ←
    return W, h

# %% 04-6 × h も | (W, h) | 組 | 返 | 2 つ | 戻り値
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    return W - lr * total / (np.sqrt(h) + eps)     # ←

# %% 04-6 × 順 | 逆 | 入れ替 | (W, h)
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W - lr * total / (np.sqrt(h) + eps)
    return h, W     # ←

# %% 04-6 × 平均 | 足し | 合計 | 和
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for i in np.unique(idx):
        s = g[np.asarray(idx) == i].mean(axis=0)     # ←
        h[i] += s ** 2
        W[i] -= lr * s / (np.sqrt(h[i]) + eps)
    return W, h

# %% 04-6 × 平方根 | ルート | sqrt | √
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W - lr * total / (h + eps)     # ←
    return W, h

# %% 04-6 × 順 | 前の h | 古い h | 足す前 | 先に | 足してから | 元の h
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    new_h = h + total ** 2
    new_W = W - lr * total / (np.sqrt(h) + eps)     # ←
    return new_W, new_h

# %% 04-6 × 符号 | 逆 | 引く | 引き | 引い | 足し | 上る
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W + lr * total / (np.sqrt(h) + eps)     # ←
    return W, h

# %% 04-6 × 要素ごと | 行ごと | 座標ごと | 1 つの数 | sum | 合計 | axis
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + np.sum(total ** 2, axis=1, keepdims=True)     # ←
    W = W - lr * total / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 × 外 | 中 | 根号 | ε | eps | sqrt の
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W - lr * total / np.sqrt(h + eps)     # ←
    return W, h

# %% 04-6 × ため | 足し | 累積 | 前の h | これまで | 上書き | 渡された h | 元の h
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    new_h = h.copy()
    rows = np.unique(idx)
    new_h[rows] = total[rows] ** 2     # ←
    new_W = W.copy()
    new_W[rows] -= lr * total[rows] / (np.sqrt(new_h[rows]) + eps)
    return new_W, new_h

# %% 04-6 × 重な | 2 度 | 同じ番号 | 重複 | add.at
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    total[idx] += g     # ←
    h = h + total ** 2
    W = W - lr * total / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 × 2 度 | 重な | 同じ番号 | 重複 | unique | 1 回だけ | 1 度だけ
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    W, h = W.copy(), h.copy()
    for i in idx:     # ←
        h[i] += total[i] ** 2
        W[i] -= lr * total[i] / (np.sqrt(h[i]) + eps)
    return W, h

# %% 04-6 × 2 度 | 重な | 同じ番号 | 重複 | unique | 1 回だけ | 1 度だけ
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    np.add.at(h, idx, total[idx] ** 2)     # ←
    np.subtract.at(W, idx, lr * total[idx] / (np.sqrt(h[idx]) + eps))     # ←
    return W, h

# %% 04-6 × 学習率 | lr | 0.1 | 固定 | 引数
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W - 0.1 * total / (np.sqrt(h) + eps)     # ←
    return W, h

# %% 04-6 × 順 | 重な | 2 度 | 番号 | 対応 | 同じ番号 | 先頭
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    rows = np.unique(idx)
    s = g[:len(rows)]     # ←
    W, h = W.copy(), h.copy()
    h[rows] += s ** 2
    W[rows] -= lr * s / (np.sqrt(h[rows]) + eps)
    return W, h

# %% 04-6 × return | None | 返し | 返す | 戻り値
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + total ** 2
    W = W - lr * total / (np.sqrt(h) + eps)

# %% 04-6 × eps | ε | 0 で割 | nan | 小さな数
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    rows = np.unique(idx)
    W, h = W.copy(), h.copy()
    h[rows] += total[rows] ** 2
    W[rows] -= lr * total[rows] / np.sqrt(h[rows])     # ←
    return W, h

# %% 04-6 × 重な | 2 度 | 同じ番号 | 重複 | 最後 | 上書き | 足し
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    rows = {i: row for i, row in zip(idx, g)}     # ←
    W, h = W.copy(), h.copy()
    for i, row in rows.items():
        h[i] += row ** 2
        W[i] -= lr * row / (np.sqrt(h[i]) + eps)
    return W, h

# %% 04-6 × idx | 番号 | 形 | 行
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    h = h + g ** 2     # ←
    W = W - lr * g / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 × idx | g[k] | 番号 | g の
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for i in np.unique(idx):
        h[i] += g[i] ** 2     # ←
        W[i] -= lr * g[i] / (np.sqrt(h[i]) + eps)     # ←
    return W, h

# %% 04-6 × 重な | 2 度 | 同じ番号 | 重複 | 合計 | 足してから | W の | add.at | 足し
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    rows = np.unique(idx)
    h[rows] += total[rows] ** 2
    W[idx] -= lr * g / (np.sqrt(h[idx]) + eps)     # ←
    return W, h

# %% 04-6 × 2 乗
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros_like(W)
    np.add.at(total, idx, g)
    h = h + np.abs(total)     # ←
    W = W - lr * total / (np.sqrt(h) + eps)
    return W, h

# %% 04-6 × 全体 | 現れ | 行だけ | 行 | 変えない | 1 つの数 | 合計 | sum | axis
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    for i in np.unique(idx):
        s = g[idx == i].sum()     # ←
        h[i] += s ** 2
        W[i] -= lr * s / (np.sqrt(h[i]) + eps)
    return W, h
