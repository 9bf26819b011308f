# %% 03-1 ○
answer = (-0.52, 1.08)

# %% 03-1 ○
answer = [-0.52, 1.08]

# %% 03-1 ○
answer = np.array([-13/25, 27/25])

# %% 03-1 ○
x, v = 2, 0
for _ in range(2):
    v = 0.5*v - 0.1*2*x
    x += v
answer = v, x

# %% 03-1 ○
answer = (0.5*(-0.4) - 0.1*3.2, 1.6 - 0.52)

# %% 03-1 ○
b = 0; x = 2
for k in range(2):
    b = 0.5*b + 2*x
    x = x - 0.1*b
answer = (-0.1*b, x)

# %% 03-1 × 順 | 入れ替 | 逆
answer = (1.08, -0.52)

# %% 03-1 × 1 歩 | 2 歩
answer = (-0.4, 1.6)

# %% 03-1 × 符号 | 上る | 引く | 引き | 引い | 逆 | マイナス | 負
answer = (0.68, 3.08)

# %% 03-1 × SGD | 速度 | 慣性 | α
answer = (-0.32, 1.28)

# %% 03-1 × 微分 | 勾配 | 2x | 1-α | 1 - α | 流儀
answer = (-0.28, 1.52)

# %% 03-1 × 同じ勾配 | 測り直 | 2 歩目の勾配 | 勾配を | 新しい x | x_0 | x0
answer = (-0.6, 1.0)

# %% 03-1 × α | 慣性 | 0.5
answer = (-0.72, 0.88)

# %% 03-1 × 流儀 | PyTorch | 学習率 | η
answer = (5.2, 1.08)

# %% 03-1 × NAG | 先 | Nesterov
answer = (-0.48, 1.12)

# %% 03-1 × 入れ替 | 取り違え | η と α | 学習率 + α | 逆
answer = (-0.2, -0.2)

# %% 03-1 × 符号 | 負 | マイナス | 流儀 | 向き
answer = (0.52, 1.08)

# %% 03-1 × 3 歩 | 2 歩 | 歩数
answer = (-0.476, 0.604)

# %% 03-1 × x_0 | x0 | x_1 | x1 | 1 歩目の | 前の位置 | 2 歩目の出発 | 位置
answer = (-0.52, 1.48)

# %% 03-1 × 更新する前 | 更新前 | 前の速度 | 古い | 順 | 先に
answer = (-0.6, 1.6)

# %% 03-1 × 学習率 | η
answer = (2.0, 0.0)

# %% 03-1 × 符号 | 前の速度 | αv | 速度の | 引
answer = (0.12, 1.72)

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        if not hasattr(self, "v"):
            self.v = {}
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] = params[k] + self.v[k]

# %% 03-2 ○
from collections import defaultdict

class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = defaultdict(float)

    def update(self, params, grads):
        for key, g in grads.items():
            self.v[key] = self.momentum*self.v[key] - self.lr*g
            params[key] += self.v[key]

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        if not self.v:
            self.v = {}
        for key in params:
            v = self.v.setdefault(key, 0.0) * self.momentum
            v -= self.lr * grads[key]
            self.v[key] = v
            params[key] += v

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self._vel = {}

    def update(self, params, grads):
        self._vel = {key: self.momentum * self._vel.get(key, 0.0) - self.lr * grads[key]
                     for key in params}
        for key, v in self._vel.items():
            params[key] += v

# %% 03-2 × 毎回 | 作り直 | リセット | 空 | 消え | __init__ | 覚え | update のたび
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        self.v = {}    # ←
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × 毎回 | 作り直 | リセット | 空 | 消え | __init__ | 覚え
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        self.v = {}    # ←
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × 毎回 | 作り直 | リセット | 空 | 消え | ループ | 覚え
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            self.v = {}    # ←
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × 'v' | self.v | __init__ | 属性
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        if self.v is None:     # ←
            self.v = {}
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × 'v' | self.v | __init__ | 属性
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × self.v[key] | しまう | 保存 | 覚え | 残 | 書き戻
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]    # ←
            params[key] += v     # ←

# %% 03-2 × クラス変数 | 共有 | クラスの属性 | インスタンス | クラスの中 | 別の
class HeavyBall:
    v = {}     # ←

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × params | パラメータ | 位置 | 速度
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = params[key]     # ←

# %% 03-2 × 名前ごと | キー | key | 共有 | 1 つの速度 | 1 つだけ | パラメータごと
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = 0.0

    def update(self, params, grads):
        for key in params:
            self.v = self.momentum * self.v - self.lr * grads[key]     # ←
            params[key] += self.v

# %% 03-2 × 符号 | 逆 | 上る | + とするところ | - とするところ
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v + self.lr * grads[key]      # ←
            params[key] += v
            self.v[key] = v

# %% 03-2 × momentum | α | 慣性
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = v - self.lr * grads[key]      # ←
            params[key] += v
            self.v[key] = v

# %% 03-2 × 1 - momentum | (1 - self.momentum) | 1 - α | (1-α) | 1-momentum | 1 - self.momentum
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - (1 - self.momentum) * self.lr * grads[key]      # ←
            params[key] += v
            self.v[key] = v

# %% 03-2 × 更新前 | 更新する前 | 古い | 前の速度 | 1 歩 | 順
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            params[key] += v          # ←
            self.v[key] = self.momentum * v - self.lr * grads[key]      # ←

# %% 03-2 × 消え | 空 | リセット | 毎回 | 作り直 | キー | key
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v = {}       # ←
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-2 × self.v[key] | 速度 | 辞書 | キー | 空 | 覚え | しまう | 保存
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v = v      # ←

# %% 03-2 × = | 代入 | -= | params | params[key] | 足 | +=
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] = v    # ←
            self.v[key] = v

# %% 03-2 × -= | 符号 | 逆 | + | 足
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] -= v    # ←
            self.v[key] = v

# %% 03-2 × self.v[key] | 勾配 | 速度 | grads
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = grads[key]    # ←

# %% 03-2 × 学習率 | lr
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            v = self.momentum * v - grads[key]    # ←
            params[key] += v
            self.v[key] = v

# %% 03-2 × 最初 | 0 | 初期 | 勾配
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, grads[key])     # ←
            v = self.momentum * v - self.lr * grads[key]
            params[key] += v
            self.v[key] = v

# %% 03-3 ○
answer = "ア"

# %% 03-3 ○
answer = 'ｱ'

# %% 03-3 ○
answer = " ア "

# %% 03-3 ○
answer = "ア  "

# %% 03-3 ○
answer = ["イ", "エ", "ア", "ウ"][2]

# %% 03-3 × 0.36 | 小さい α | √α | 速く | 急 | いちばん
answer = "イ"

# %% 03-3 × 0.81 | √α | 大き | 遅
answer = "ウ"

# %% 03-3 × 0.49 | √α | 速
answer = "エ"

# %% 03-3 × 記号 | 文字 | 選択肢 | 1 つ
answer = "イ、ア"

# %% 03-3 × 記号 | 文字 | 選択肢 | "ア" | カタカナ
answer = 0.64

# %% 03-3 × 記号 | 文字 | 選択肢 | "ア" | カタカナ
answer = "実線"

# %% 03-3 × 記号 | 文字 | 選択肢 | "ア" | カタカナ
answer = 1

# %% 03-3 × 記号 | 文字 | 選択肢 | "ア" | カタカナ
answer = "a"

# %% 03-4 ○
answer = (-0.52, 0.48)

# %% 03-4 ○
answer = [-0.52, 0.48]

# %% 03-4 ○
answer = np.array([-0.4 - 0.12, 1 - 0.52])

# %% 03-4 ○
x, v = 1.0, -0.5
g = 2 * (x + 0.8*v)
v = 0.8*v - 0.1*g
answer = (v, x + v)

# %% 03-4 ○
z = 1 + 0.8*(-0.5)
x = z - 0.1*2*z
answer = (x - 1, x)

# %% 03-4 ○
answer = -13/25, 12/25

# %% 03-4 × Momentum | 先 | 今の点 | 今の位置
answer = (-0.6, 0.4)

# %% 03-4 × 符号 | 先 | 逆 | 後ろ
answer = (-0.68, 0.32)

# %% 03-4 × α | 0.8 | x + v | 先
answer = (-0.5, 0.5)

# %% 03-4 × 先 | x から | 今の点 | 二重 | 2 回 | 元の
answer = (-0.52, 0.08)

# %% 03-4 × 先 | z | 書き換え
answer = (-0.52, 0.064)

# %% 03-4 × 順 | 入れ替 | 逆
answer = (0.48, -0.52)

# %% 03-4 × 2x | 微分 | 勾配 | 2 倍
answer = (-0.46, 0.54)

# %% 03-4 × 符号 | 上る | 引く | 引き | 引い | 逆
answer = (-0.28, 0.72)

# %% 03-4 × α | 0.8 | 慣性
answer = (-0.62, 0.38)

# %% 03-4 × 入れ替 | 取り違え | η と α | 逆
answer = (-1.57, -0.57)

# %% 03-4 × 先 | z | 書き換え | 今の点
answer = (-0.6, 0.32)

# %% 03-4 × α | 0.8 | 速度
answer = (-0.52, 0.584)

# %% 03-4 × 学習率 | η
answer = (-1.6, -0.6)

# %% 03-4 × 符号 | 負 | マイナス | 向き
answer = (0.52, 0.48)

# %% 03-4 × 符号 | 足 | 引 | 負 | 逆
answer = (-0.52, 1.52)

# %% 03-4 × 1 - α | 1-α | 流儀 | (1−α) | 指数移動平均
answer = (-0.424, 0.576)

# %% 03-4 × 前の速度 | αv | 速度 | SGD
answer = (-0.12, 0.88)

# %% 03-4 × 符号 | αv | 前の速度 | 速度
answer = (0.28, 1.28)

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            g = self.lr * grads[key]
            self.v[key] = self.momentum * self.v[key] - g
            params[key] += -g + self.v[key] * self.momentum

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            old = self.v[key]
            self.v[key] = self.momentum * old - self.lr * grads[key]
            params[key] += (1 + self.momentum) * self.v[key] - self.momentum * old

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            params[key] += self.momentum**2 * self.v[key] - (1 + self.momentum) * self.lr * grads[key]
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            x = params[key] - self.momentum * self.v[key]
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            x = x + self.v[key]
            params[key] = x + self.momentum * self.v[key]

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            a, lr, g = self.momentum, self.lr, grads[key]
            v = a * self.v[key] - lr * g
            self.v[key] = v
            params[key] += a * v - lr * g

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] *= self.momentum
            self.v[key] -= self.lr * grads[key]
            params[key] += self.momentum * self.v[key]
            params[key] -= self.lr * grads[key]

# %% 03-5 × Momentum | NAG ではな | 先 | 速度だけ
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]    # ←

# %% 03-5 × 勾配 | 学習率 | lr | - self.lr
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key]    # ←

# %% 03-5 × momentum | α
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key] - self.lr * grads[key]    # ←

# %% 03-5 × 符号 | + とするところ | - とするところ | 逆 | 引
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] + self.lr * grads[key]    # ←

# %% 03-5 × 符号 | + とするところ | - とするところ | 逆 | 引
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] + self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 更新前 | 更新する前 | 古い | 前の速度 | 更新した後 | 更新後
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum**2 * self.v[key] - (1 + self.momentum) * self.lr * grads[key]    # ←

# %% 03-5 × 更新前 | 更新する前 | 古い | 前の速度 | 更新した後 | 更新後 | 順
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]    # ←
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 1 - momentum | (1 - self.momentum) | 1-α | (1 - α) | 1 - α | 流儀 | 1 - self.momentum
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - (1 - self.momentum) * self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 学習率 | lr
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 学習率 | lr
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] - grads[key]    # ←

# %% 03-5 × momentum | α | 慣性
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.v[key] - self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × += | = | 代入 | params
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] = self.momentum * self.v[key] - self.lr * grads[key]    # ←

# %% 03-5 × (1 + self.momentum) | 1 + momentum | 1 + α | 余分 | 二重 | 2 回 | α | momentum
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key] + self.momentum * self.v[key] - self.lr * grads[key]    # ←

# %% 03-5 × 前の速度 | - self.momentum | 更新前 | 引 | α | 古い | 余分
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += (1 + self.momentum) * self.v[key]    # ←

# %% 03-5 × 前の速度 | momentum | 速度 | ため
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = -self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × params | 速度 | 位置 | self.v
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * params[key] - self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 先 | params[key] + | 勾配 | x | 前の速度 | 余分 | 引
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key]    # ←
            grads[key] = 2 * params[key]

# %% 03-5 × momentum | α | ** | 2 乗 | 余分 | 更新前
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum**2 * self.v[key] - self.lr * grads[key]     # ←

# %% 03-5 × lr | 学習率 | momentum | 入れ替 | 取り違え
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.lr * self.v[key] - self.momentum * grads[key]    # ←
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]

# %% 03-5 × 符号 | -= | + | 逆 | += | 引
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] -= self.momentum * self.v[key] - self.lr * grads[key]    # ←

# %% 03-5 × 括弧 | かっこ | momentum | α | 優先
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * (self.v[key] - self.lr * grads[key])    # ←

# %% 03-5 × 名前ごと | キー | key | self.v | 辞書
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v = self.momentum * self.v[key] - self.lr * grads[key]    # ←
            params[key] += self.momentum * self.v - self.lr * grads[key]    # ←

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + grads[key]
            self.v[key] = v
            params[key] = params[key] - self.lr * v

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            g = grads[key]
            if key in self.v:
                self.v[key] = self.momentum * self.v[key] + g
            else:
                self.v[key] = g.copy() if hasattr(g, 'copy') else g
            params[key] -= self.lr * self.v[key]

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v - grads[key]
            params[key] += self.lr * v
            self.v[key] = v

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            self.v.setdefault(key, 0.0)
            self.v[key] = grads[key] + self.momentum * self.v[key]
            params[key] += -self.lr * self.v[key]

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            buf = self.v.get(key, np.zeros_like(params[key], dtype=float))
            buf = buf * self.momentum + grads[key] * (1 - 0)
            step = self.lr * buf
            params[key] -= step
            self.v[key] = buf

# %% 03-6 × lr | 学習率 | ためた | 速度に
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + self.lr * grads[key]    # ←
            params[key] -= v    # ←
            self.v[key] = v

# %% 03-6 × lr | 学習率
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= v    # ←
            self.v[key] = v

# %% 03-6 × 2 回 | 二重 | 余分 | lr | 学習率
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + self.lr * grads[key]    # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 符号 | 逆 | -= | 上る | - とするところ
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] += self.lr * v    # ←
            self.v[key] = v

# %% 03-6 × 1 - momentum | 1 - α | (1-α) | 1 - self.momentum | 流儀 C | 指数移動平均 | dampening
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + (1 - self.momentum) * grads[key]     # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × lr | 学習率 | 保存 | しまう | 覚え
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            v = self.lr * v    # ←
            params[key] -= v
            self.v[key] = v

# %% 03-6 × self.v[key] | 保存 | しまう | 覚え | 残 | 速度
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * v    # ←

# %% 03-6 × 括弧 | かっこ | momentum | 勾配に | α
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * (self.v.get(key, 0.0) + grads[key])    # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × momentum | α | 慣性
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)     # ←
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × Nesterov | NAG | grads | momentum
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * (grads[key] + self.momentum * v)    # ←
            self.v[key] = v

# %% 03-6 × lr | 学習率 | 両方 | 速度
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.lr * self.momentum * self.v.get(key, 0.0)    # ←
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 符号 | 逆 | - とするところ | + とするところ
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v - grads[key]    # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 途中 | 初めの | lr を変え | self.lr | 学習率 | 作ったとき
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.eta = lr      # ←
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0) + grads[key]
            params[key] -= self.eta * v     # ←
            self.v[key] = v

# %% 03-6 × lr | 学習率 | 割 | 直
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + self.lr * grads[key]    # ←
            params[key] -= v / self.lr    # ←
            self.v[key] = v

# %% 03-6 × 名前ごと | キー | key | self.v | 辞書
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v = {key: v}     # ←

# %% 03-6 × 毎回 | 空 | 消え | リセット | 作り直
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            self.v = {}     # ←
            v = self.momentum * self.v.get(key, 0.0)
            v = v + grads[key]
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 更新前 | 更新する前 | 古い | 前の速度 | 順 | 1 歩
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)
            params[key] -= self.lr * v     # ←
            self.v[key] = self.momentum * v + grads[key]    # ←

# %% 03-6 × 0 | 最初 | 初め | 1 歩目 | 既定
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, grads[key]) + grads[key]     # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 速度 | momentum | 前の | self.v
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = grads[key]      # ←
            params[key] -= self.lr * v
            self.v[key] = v

# %% 03-6 × 同じ配列 | その場 | grads | 書き換え | 共有 | コピー | copy
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = grads[key]     # ←
            else:
                self.v[key] *= self.momentum     # ←
                self.v[key] += grads[key]     # ←
            params[key] -= self.lr * self.v[key]

# %% 03-7 ○
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    return np.abs(np.roots([1, -(1 + momentum) * (1 - q), momentum * (1 - q)])).max()

# %% 03-7 ○
import cmath
def nag_factor(lr, momentum, curvature):
    s = 1 - lr * curvature
    b, c = (1 + momentum) * s, momentum * s
    d = cmath.sqrt(b * b - 4 * c)
    return max(abs((b + d) / 2), abs((b - d) / 2))

# %% 03-7 ○
def nag_factor(lr, momentum, curvature):
    s = 1 - lr * curvature
    A = np.array([[(1 + momentum) * s, -momentum * s], [1, 0]])
    return max(abs(np.linalg.eigvals(A)))

# %% 03-7 ○
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    # (z, v) の 1 歩を行列で書く
    M = np.array([[1 - (1 + momentum) * q, momentum**2], [-q, momentum]])
    return np.abs(np.linalg.eigvals(M)).max()

# %% 03-7 ○
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    D = b**2 - 4 * c
    if D < 0:
        return np.sqrt(c)
    return (abs(b) + np.sqrt(D)) / 2

# %% 03-7 ○
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.sqrt(complex(b * b - 4 * c))
    return float(np.max(np.abs([(b + d) / 2, (b - d) / 2])))

# %% 03-7 ○
def _poly(lr, a, lam):
    return np.polynomial.Polynomial([a * (1 - lr * lam), -(1 + a) * (1 - lr * lam), 1.0])

def nag_factor(lr, momentum, curvature):
    return sorted(abs(_poly(lr, momentum, curvature).roots()))[-1]

# %% 03-7 × Momentum | 先 | 1 - q | 勾配を測る
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    r = np.roots([1, -(1 + momentum - q), momentum])     # ←
    return np.abs(r).max()

# %% 03-7 × 実数 | 複素数 | 判別式 | いつも
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    return np.sqrt(momentum * (1 - q))     # ←

# %% 03-7 × 大きい | 最大 | max | 小さい
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c])).min()    # ←

# %% 03-7 × 絶対値 | abs | 複素数 | 大きさ
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.roots([1, -b, c]).real.max()    # ←

# %% 03-7 × 絶対値 | abs | 大きさ | 複素数 | 負
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.roots([1, -b, c]).max()    # ←

# %% 03-7 × 複素数 | nan | 負 | 判別式 | 平方根
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return abs((b + np.sqrt(b**2 - 4 * c)) / 2)     # ←

# %% 03-7 × 複素数 | nan | 負 | 判別式 | 平方根
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.sqrt(b**2 - 4 * c)     # ←
    return max(abs((b + d) / 2), abs((b - d) / 2))

# %% 03-7 × SGD | momentum | 1 - q
def nag_factor(lr, momentum, curvature):
    return abs(1 - lr * curvature)     # ←

# %% 03-7 × c | (1 - q) | 1 - lr * curvature | 定数項 | momentum
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum      # ←
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × b | (1 + momentum) | 1 - q | 係数 | Momentum
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = 1 + momentum - q    # ←
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × 2 で割 | / 2 | 半分 | 2 倍
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.emath.sqrt(b**2 - 4 * c)
    return max(abs(b + d), abs(b - d))     # ←

# %% 03-7 × 4 | 判別式 | 係数
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.emath.sqrt(b**2 - c)     # ←
    return max(abs((b + d) / 2), abs((b - d) / 2))

# %% 03-7 × 符号 | 判別式 | 4 | - とするところ
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.sqrt(b**2 + 4 * c)     # ←
    return max(abs((b + d) / 2), abs((b - d) / 2))

# %% 03-7 × 片方 | もう 1 つ | 大きい | 両方 | 2 つ | 負 | abs
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    d = np.emath.sqrt(b**2 - 4 * c)
    return abs((b + d) / 2)    # ←

# %% 03-7 × curvature | λ | 曲率
def nag_factor(lr, momentum, curvature):
    q = lr      # ←
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × 符号 | - とするところ | 1 - q | 1 + q | 逆
def nag_factor(lr, momentum, curvature):
    q = -lr * curvature      # ←
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × momentum | 2 乗 | α | ** | c
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum**2 * (1 - q)     # ←
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × 1 つ | 大きい | max | 最大 | 配列 | 2 つ
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c]))     # ←

# %% 03-7 × return | None | 返
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    r = np.abs(np.roots([1, -b, c])).max()     # ←

# %% 03-7 × 符号 | c | 逆 | 定数項 | -c
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, -c])).max()     # ←

# %% 03-7 × 順 | 逆 | 係数 | 次数 | 最高次
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return np.abs(np.roots([c, -b, 1])).max()     # ←

# %% 03-7 × √ | 平方根 | 2 乗 | sqrt | 積
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    D = b**2 - 4 * c
    if D < 0:
        return c      # ←
    return (abs(b) + np.sqrt(D)) / 2

# %% 03-7 × 負 | abs | 絶対値 | 大きい | もう 1 つ
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    D = b**2 - 4 * c
    if D < 0:
        return np.sqrt(c)
    return (b + np.sqrt(D)) / 2     # ←

# %% 03-7 × (1 + momentum) | 1 + α | 余分 | momentum | b
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = 1 - q      # ←
    c = momentum * (1 - q)
    return np.abs(np.roots([1, -b, c])).max()

# %% 03-7 × 発散 | 1 を | 上限 | min | 1 まで | 超え
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    b = (1 + momentum) * (1 - q)
    c = momentum * (1 - q)
    return min(1.0, np.abs(np.roots([1, -b, c])).max())      # ←
