# %% 12-1 ○
answer = [1.7, -0.45, 0.15]

# %% 12-1 ○
answer = (1.7, -0.45, 0.15)

# %% 12-1 ○
w = np.array([2, -0.5, 0])
g = np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.2 * np.sign(w))

# %% 12-1 ○
answer = np.array([2 - 0.3, -0.5 + 0.05, 0.3 / 2])

# %% 12-1 ○
from fractions import Fraction as F
answer = [F(17, 10), F(-9, 20), F(3, 20)]

# %% 12-1 × L2 | 比例 | 符号 | sign | 一定
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.2 * w)

# %% 12-1 × 罰則
answer = [1.8, -0.55, 0.15]

# %% 12-1 × 符号 | sign | 負の重み | 正の重み | 向き
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.2)

# %% 12-1 × 符号 | sign | 0 へ | 逆 | 引く | 遠ざ | 引い | 離れ
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g - 0.2 * np.sign(w))

# %% 12-1 × 符号 | 引く | 引き | 上る | 逆
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w + 0.5 * (g + 0.2 * np.sign(w))

# %% 12-1 × 学習率 | η
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * g - 0.2 * np.sign(w)

# %% 12-1 × 学習率 | η
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - (g + 0.2 * np.sign(w))

# %% 12-1 × 更新 | 動 | 勾配 | 引 | 位置
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = g + 0.2 * np.sign(w)

# %% 12-1 × 勾配の符号 | 重みの符号 | 勾配 + sign
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.2 * np.sign(g))

# %% 12-1 × 0 の重み | sign(0) | 符号は 0 | 0 のとき | 0 なら | 軟しきい値 | 3 番目 | 3 つ目
answer = [1.7, -0.45, 0.05]

# %% 12-1 × 絶対値 | 符号 | sign | 微分 | 値
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.2 * np.abs(w))

# %% 12-1 × 個数 | 3 つ | 長さ | 形 | 要素
answer = [1.7, -0.45]

# %% 12-1 × 半分 | ½ | 1/2 | 0.5 | 2 で割 | L1
w, g = np.array([2, -0.5, 0]), np.array([0.4, 0.1, -0.3])
answer = w - 0.5 * (g + 0.1 * np.sign(w))

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return w - np.clip(w, -lr * l1, lr * l1)

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    cut = lr * l1
    return np.where(w > cut, w - cut, np.where(w < -cut, w + cut, 0))

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.maximum(w - lr * l1, 0) - np.maximum(-w - lr * l1, 0)

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = w + -lr * g
    size = np.abs(w) - lr * l1
    return np.sign(w) * size * (size > 0)

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    w = np.subtract(w, g * lr)
    out = np.zeros_like(w)
    big = np.abs(w) > lr * l1
    out[big] = w[big] - lr * l1 * np.sign(w[big])
    return out

# %% 12-2 × 0 | しきい値 | 飛び越 | max | 勾配のまま
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return w - lr * l1 * np.sign(w)

# %% 12-2 × 学習率 | lr | η
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) - l1, 0)  # ←

# %% 12-2 × 符号 | sign
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.maximum(np.abs(w) - lr * l1, 0)  # ←

# %% 12-2 × 絶対値 | abs | 負
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(w - lr * l1, 0)  # ←

# %% 12-2 × 書き換え | 写し | コピー | もとの | 元の | その場
def lasso_step(w, g, lr, l1):
    w -= lr * g  # ←
    return np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)

# %% 12-2 × L2 | 倍 | 比例 | 割 | 荷重減衰
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return (1 - lr * l1) * w  # ←

# %% 12-2 × 符号 | 引く | 逆 | + | 増
def lasso_step(w, g, lr, l1):
    w = w + lr * g  # ←
    return np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)

# %% 12-2 × 硬 | 縮め | 引 | そのまま | 残
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.where(np.abs(w) > lr * l1, w, 0)  # ←

# %% 12-2 × 最小 | minimum | 最大 | maximum | 大きい方
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.minimum(np.abs(w) - lr * l1, 0)  # ←

# %% 12-2 × データの勾配 | g | 先に | 順 | 勾配
def lasso_step(w, g, lr, l1):
    w = np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)
    return w - lr * g

# %% 12-2 × 学習率 | lr | η
def lasso_step(w, g, lr, l1):
    w = w - g  # ←
    return np.sign(w) * np.maximum(np.abs(w) - lr * l1, 0)

# %% 12-2 × 足 | 引く | 符号 | 縮め | 増
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) + lr * l1, 0)  # ←

# %% 12-2 × 0 | 負 | maximum | max | 足りなければ
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * (np.abs(w) - lr * l1)  # ←

# %% 12-3 ○
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key.startswith("W"):
            new[key] = grads[key] + lam * params[key]
    return new

# %% 12-3 ○
def add_decay(params, grads, lam):
    return {k: grads[k] + lam * params[k] if k[0] == "W" else grads[k].copy() for k in grads}

# %% 12-3 ○
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        if "W" in key:
            new[key] = grads[key] + lam * params[key]
        else:
            new[key] = grads[key]
    return new

# %% 12-3 ○
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        if "b" in key:
            new[key] = grads[key]
            continue
        new[key] = grads[key] + lam * params[key]
    return new

# %% 12-3 ○
def add_decay(params, grads, lam):
    new = dict(grads)
    for i in range(1, len(params) // 2 + 1):
        new["W" + str(i)] = grads["W" + str(i)] + lam * params["W" + str(i)]
    return new

# %% 12-3 × バイアス | b | 重みだけ
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key] + lam * params[key]  # ←
    return new

# %% 12-3 × 2 倍 | ½ | 半分 | 微分 | 打ち消
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = grads[key] + 2 * lam * params[key]  # ←
    return new

# %% 12-3 × バイアス | 抜け | キー | 足り | b | 名前
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        if key[0] == "W":
            new[key] = grads[key] + lam * params[key]
    return new

# %% 12-3 × 書き換え | 写し | コピー | その場 | 元の
def add_decay(params, grads, lam):
    new = grads
    for key in params:
        if key[0] == "W":
            new[key] = grads[key] + lam * params[key]
    return new

# %% 12-3 × 書き換え | 写し | コピー | その場 | 元の
def add_decay(params, grads, lam):
    new = dict(grads)
    for key in params:
        if key[0] == "W":
            new[key] += lam * params[key]  # ←
    return new

# %% 12-3 × L1 | 符号 | sign | 比例
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = grads[key] + lam * np.sign(params[key])  # ←
    return new

# %% 12-3 × ½ | 半分 | 0.5 | 2 で割 | 1/2
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = grads[key] + 0.5 * lam * params[key]  # ←
    return new

# %% 12-3 × 符号 | 足 | 引 | 逆
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = grads[key] - lam * params[key]  # ←
    return new

# %% 12-3 × 微分 | 2 乗 | 値 | 勾配
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = grads[key] + lam / 2 * params[key] ** 2  # ←
    return new

# %% 12-3 × W1 | すべて | ほか | 層 | 重み
def add_decay(params, grads, lam):
    new = dict(grads)
    new["W1"] = grads["W1"] + lam * params["W1"]  # ←
    return new

# %% 12-3 × バイアス | 重み | 逆 | W
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "b":
            new[key] = grads[key] + lam * params[key]
    return new

# %% 12-3 × 重み | データ | grads | 勾配
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key[0] == "W":
            new[key] = lam * params[key]  # ←
    return new

# %% 12-4 ○
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 ○
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x.copy()
        keep = self.rng.random(x.shape) >= self.p
        self.mask = np.where(keep, 1 / (1 - self.p), 0)
        return x * self.mask

    def backward(self, dout):
        return self.mask * dout

# %% 12-4 ○
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * 1.0
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep.astype(float) / (1.0 - self.p)
        return x * self.mask

    def backward(self, dout):
        return np.multiply(dout, self.mask)

# %% 12-4 ○
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        q = 1 - self.p
        self.mask = keep * (1 / q)
        return x * self.mask

    def backward(self, dout):
        dx = dout * self.mask
        return dx

# %% 12-4 ○
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = np.zeros(x.shape)
        self.mask[keep] = 1 / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        dx = np.array(dout, dtype=float)
        dx *= self.mask
        return dx

# %% 12-4 × 割 | 調整 | 尺度 | 期待値 | 1/q
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep  # ←
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 推論時 | inverted | 割
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.p)
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 推論 | 2 度 | 両方 | 二重
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.p)  # ←
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 残す割合 | 消す割合 | 1 - | 1 −
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / self.p  # ←
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × マスク | 消した | mask | 逆伝播
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout  # ←

# %% 12-4 × 割 | 掛 | 逆 | 尺度
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep * (1 - self.p)  # ←
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 1 と 0 | 割 | 尺度 | mask | マスク | 逆伝播
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * (self.mask > 0)  # ←

# %% 12-4 × 推論 | マスク | 消さ | mask
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng
        self.mask = 1

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * self.mask  # ←
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × マスク | mask | 2 乗 | 2 度
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask / (1 - self.p)  # ←

# %% 12-4 × 残す | 消す | 逆 | keep | ~
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p  # ←
        self.mask = ~keep / (1 - self.p)  # ←
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 推論 | 学習時 | / | 割
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x / (1 - self.p)  # ←
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 引き直 | もう一度 | 同じマスク | 乱数 | mask | マスク
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * (self.rng.random(dout.shape) >= self.p) / (1 - self.p)  # ←

# %% 12-5 ○
answer = "イ"

# %% 12-5 ○
answer = "い" if False else "イ"

# %% 12-5 ○
answer = " イ"

# %% 12-5 ○
answer = "ｲ"

# %% 12-5 ○
answer = "イ "

# %% 12-5 × 最小だったとき | 最小の | 最良 | 5 エポック
answer = "ア"

# %% 12-5 × 10 エポック | 9 エポック | 4 回 | 止ま
answer = "ウ"

# %% 12-5 × 9 エポック | 4 回 | 止ま | 4 エポック
answer = "エ"

# %% 12-6 ○
def max_norm(W, c):
    norm = np.linalg.norm(W, axis=0)
    scale = np.where(norm > c, c / np.where(norm > 0, norm, 1), 1)
    return W * scale

# %% 12-6 ○
def max_norm(W, c):
    W = np.array(W, dtype=float)
    for j in range(W.shape[1]):
        n = np.sqrt(np.sum(W[:, j] ** 2))
        if n > c:
            W[:, j] *= c / n
    return W

# %% 12-6 ○
def max_norm(W, c):
    n = np.sqrt((W**2).sum(axis=0, keepdims=True))
    return W * c / np.maximum(n, c)

# %% 12-6 ○
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W / np.maximum(n / c, 1)

# %% 12-6 ○
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W * np.minimum(1, c / (n + 1e-7))

# %% 12-6 ○
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    over = n > c
    out = W.astype(float)
    out[:, over] = out[:, over] / n[over] * c
    return out

# %% 12-6 × 列 | 行 | 軸 | axis
def max_norm(W, c):
    n = np.linalg.norm(W, axis=1, keepdims=True)  # ←
    return W * c / np.maximum(n, c)

# %% 12-6 × 列ごと | 全体 | axis | 軸
def max_norm(W, c):
    n = np.linalg.norm(W)  # ←
    return W * c / max(n, c)

# %% 12-6 × 超えない | 超え | 小さい | そのまま | 伸ば | 0 で
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W * c / n  # ←

# %% 12-6 × 0 | 割り算 | nan | NaN | 超え
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W * np.minimum(n, c) / n  # ←

# %% 12-6 × L1 | 絶対値 | 2 乗
def max_norm(W, c):
    n = np.abs(W).sum(axis=0)  # ←
    return W * c / np.maximum(n, c)

# %% 12-6 × 平方根 | ルート | √ | 2 乗
def max_norm(W, c):
    n = (W**2).sum(axis=0)  # ←
    return W * c / np.maximum(n, c)

# %% 12-6 × 書き換え | 写し | コピー | その場 | 元の
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    W *= c / np.maximum(n, c)  # ←
    return W

# %% 12-6 × 要素 | ノルム | 向き | clip
def max_norm(W, c):
    return np.clip(W, -c, c)  # ←

# %% 12-6 × c | 掛け | 1 に | 長さ
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W / np.maximum(n, 1)  # ←

# %% 12-6 × 掛け | c | 割
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return W / np.maximum(n, c)  # ←

# %% 12-6 × 最大 | L∞ | L2 | 2 乗
def max_norm(W, c):
    n = np.abs(W).max(axis=0)  # ←
    return W * c / np.maximum(n, c)

# %% 12-6 × 不等号 | 超え | 逆 | 小さい
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return np.where(n < c, W * c / (n + 1e-12), W)  # ←

# %% 12-6 × 0 | 超え | 列
def max_norm(W, c):
    n = np.linalg.norm(W, axis=0)
    return np.where(n > c, 0, W)  # ←
