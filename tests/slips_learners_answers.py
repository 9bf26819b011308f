# 採点器の作者が集めた書き間違い。形は answer_rates.py の docstring にある。

# %% 01-3 × h + 引数 | 刻み
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        keep = x[i]
        x[i] = keep + 1e-4  # ←
        fp = f(x)
        x[i] = keep - 1e-4  # ←
        fm = f(x)
        grad[i] = (fp - fm) / (2 * 1e-4)  # ←
        x[i] = keep
    return grad

# %% 01-3 × 同時 | すべての成分 | 1 つずつ | 全部
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    return (f(x + h) - f(x - h)) / (2 * h) * np.ones_like(x)

# %% 01-3 × 参照 | 写し | 同じ配列 | copy
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        xp = x
        xm = x
        xp[i] = xp[i] + h
        fp = f(xp)
        xm[i] = xm[i] - h
        fm = f(xm)
        grad[i] = (fp - fm) / (2 * h)
    return grad

# %% 01-3 × かっこ | 分母
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        keep = x[i]
        x[i] = keep + h
        fp = f(x)
        x[i] = keep - h
        fm = f(x)
        grad[i] = (fp - fm) / 2 * h  # ←
        x[i] = keep
    return grad

# %% 01-3 × 整数 | 小数 | dtype | float
def numerical_gradient(f, x, h):
    grad = np.zeros_like(x)  # ←
    x = np.array(x, dtype=float)
    for i in range(x.size):
        keep = x[i]
        x[i] = keep + h
        fp = f(x)
        x[i] = keep - h
        fm = f(x)
        grad[i] = (fp - fm) / (2 * h)
        x[i] = keep
    return grad

# %% 01-3 × 数 | 配列でなく | 1 つの値 | スカラー | 配列を渡
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(len(x)):
        grad[i] = (f(x[i] + h) - f(x[i] - h)) / (2 * h)
    return grad

# %% 01-3 × 戻 | 元
def numerical_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        keep = x[i]
        x[i] = keep + h
        fp = f(x)
        x[i] = keep - h
        fm = f(x)
        grad[i] = (fp - fm) / (2 * h)
    return grad

# %% 01-3 × 逆 | 順
def numerical_gradient(f, x, h):
    x = np.asarray(x, float)
    out = []
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        out.append((f(x - e) - f(x + e)) / (2 * h))  # ←
    return np.array(out)

# %% 01-3 × return + 繰り返し | 字下げ
def numerical_gradient(f, x, h):
    x = np.asarray(x, float)
    out = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = h
        out[i] = (f(x + e) - f(x - e)) / (2 * h)
        return out  # ←

# %% 01-2 × 呼び出 | () | 掛けて | 関数
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * grad  # ←
    return x

# %% 01-2 × return + 繰り返し | 字下げ
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * grad(x)
        return x  # ←

# %% 01-2 × 途中 | 経路 | path | 並び | 余分な次元 | 個数 | 形
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    path = [x]
    for i in range(step_num):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path)

# %% 01-2 × 1回少ない | 1 から始め | 1 回少
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(1, step_num):  # ←
        x = x - lr * grad(x)
    return x

# %% 01-2 × =- | 上書き
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x =- lr * grad(x)  # ←
    return x

# %% 01-2 × 0.1 | 学習率 | lr
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - 0.1 * grad(x)  # ←
    return x

# %% 01-2 × 整数 | 小数 | 型
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x)
    for i in range(step_num):
        x -= lr * grad(x)
    return x

# %% 01-2 × init_x | 出発点
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * grad(init_x)  # ←
    return x

# %% 01-2 × 割 | 掛ける
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - grad(x) / lr  # ←
    return x

# %% 01-2 × 1 つずつ | 成分 | 順に | 写し | 更新前
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        for j in range(len(x)):
            x[j] = x[j] - lr * grad(x)[j]
    return x

# %% 01-2 × return
def descend(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * grad(x)

# %% 01-4 × len(theta) | 件数 | len(y)
def regression_step(theta, X, y, lr):
    error = X @ theta - y
    return theta - lr * X.T @ error / len(theta)  # ←

# %% 01-4 × 2 + 余分 | 2 倍 | 掛けて
def regression_step(theta, X, y, lr):
    m = len(y)
    grad = 2 / m * X.T @ (X @ theta - y)  # ←
    return theta - lr * grad

# %% 01-4 × 2 + 余分 | 半分 | 0.5
def regression_step(theta, X, y, lr):
    m = len(y)
    grad = X.T @ (X @ theta - y) / (2 * m)  # ←
    return theta - lr * grad

# %% 01-4 × 引く順 | 符号 | 逆
def regression_step(theta, X, y, lr):
    m = len(y)
    grad = X.T @ (y - X @ theta) / m  # ←
    return theta - lr * grad

# %% 01-4 × 特徴 | shape | 軸
def regression_step(theta, X, y, lr):
    grad = X.T @ (X @ theta - y) / X.shape[1]  # ←
    return theta - lr * grad

# %% 01-4 × 学習率 | lr
def regression_step(theta, X, y, lr):
    grad = X.T @ (X @ theta - y) / len(y)
    return theta - grad  # ←

# %% 01-4 × 転置 | .T
def regression_step(theta, X, y, lr):
    grad = X @ (X @ theta - y) / len(y)  # ←
    return theta - lr * grad

# %% 01-4 × y + 引 | 残差 | 誤差
def regression_step(theta, X, y, lr):
    grad = X.T @ (X @ theta) / len(y)  # ←
    return theta - lr * grad

# %% 01-4 × 軸 | axis
def regression_step(theta, X, y, lr):
    r = X @ theta - y
    grad = np.mean(r[:, None] * X)  # ←
    return theta - lr * grad

# %% 01-6 × 2 + f_xy | 余分な | 4
def classify(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - 4 * f_xy ** 2  # ←
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"

# %% 01-6 × 等号 | 境界
def classify(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D <= 0:  # ←
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"

# %% 01-6 × 逆
def classify(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D > 0:
        if f_xx < 0:  # ←
            return "極小"
        return "極大"
    if D == 0:
        return "判定できない"
    return "鞍点"

# %% 01-6 × 文字 | 綴り | 表記
def classify(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定不能"
    return "極小" if f_xx > 0 else "極大"

# %% 01-7 × 順 | 逆 | 大きい | 最小
def limit(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 2 / w[0], w[0] / w[-1]

# %% 01-7 × 順 | 入れ替
def limit(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return w[-1] / w[0], 2 / w[-1]  # ←

# %% 01-7 × 逆 | 分子
def limit(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 2 / w[-1], w[0] / w[-1]  # ←

# %% 01-7 × X.T | 転置 | 順
def limit(X):
    H = X @ X.T / len(X)  # ←
    w = np.linalg.eigvalsh(H)
    return 2 / w[-1], w[-1] / w[0]

# %% 02-4 × 先頭 | idx
def minibatch_gradient(w, x, t, idx):
    xb = x[:len(idx)]  # ←
    tb = t[:len(idx)]  # ←
    return xb.T @ (xb @ w - tb) / len(idx)

# %% 02-4 × t + 取り出 | idx
def minibatch_gradient(w, x, t, idx):
    xb = x[idx]
    return xb.T @ (xb @ w - t) / len(idx)  # ←

# %% 02-4 × 2 + 余分 | 2 倍
def minibatch_gradient(w, x, t, idx):
    xb, tb = x[idx], t[idx]
    return 2 * xb.T @ (xb @ w - tb) / len(idx)  # ←

# %% 02-4 × 軸 | axis
def minibatch_gradient(w, x, t, idx):
    xb, tb = x[idx], t[idx]
    return np.mean((xb @ w - tb)[:, None] * xb, axis=1)  # ←

# %% 02-4 × 余分な行 | 同じ番号 | 重複 | 2 度
def minibatch_gradient(w, x, t, idx):
    idx = np.unique(idx)
    xb, tb = x[idx], t[idx]
    return xb.T @ (xb @ w - tb) / len(idx)

# %% 02-4 × 上書き | ループ | 繰り返し | 字下げ | 最後
def minibatch_gradient(w, x, t, idx):
    g = np.zeros_like(w)
    for i in idx:
        g = (x[i] @ w - t[i]) * x[i]  # ←
    return g / len(idx)

# %% 02-5 × self
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= lr * grads[key]  # ←

# %% 02-5 × __init__
class SGD:
    def __int__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × self
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × self
class SGD:
    def __init__(self, lr=0.01):
        lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × params + grads | 勾配
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * params[key]  # ←

# %% 02-5 × 既定
class SGD:
    def __init__(self, lr=0.1):  # ←
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × 上書き | =-
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] =- self.lr * grads[key]  # ←

# %% 02-5 × 順番 | 鍵 | 名前
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key, g in zip(params, grads.values()):
            params[key] -= self.lr * g

# %% 02-5 × update | 名前 | メソッド
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-6 × 割り切れ | 1 を足
def epochs(updates, N, B):
    per = N // B + 1  # ←
    return updates // per

# %% 02-6 × import
def epochs(updates, N, B):
    return updates // math.ceil(N / B)

# %% 02-6 × 切り捨て | 端数 | 整数
def epochs(updates, N, B):
    per = -(-N // B)
    return updates / per  # ←

# %% 02-6 × 余り | %
def epochs(updates, N, B):
    per = -(-N // B)
    return updates % per  # ←

# %% 02-7 × 順序 | 切り捨て | 端数 | 先に | 同じ | 使われない
def minibatches(N, B, rng, drop_last=False):
    idx = np.arange(N)
    if drop_last:
        idx = idx[:N - N % B]
    idx = rng.permutation(idx)
    return [idx[i:i + B] for i in range(0, len(idx), B)]

# %% 02-7 × 逆 | not
def minibatches(N, B, rng, drop_last=False):
    idx = rng.permutation(N)
    stop = N if drop_last else N - N % B  # ←
    return [idx[i:i + B] for i in range(0, stop, B)]

# %% 02-7 × B | 1 ずつ | 刻み
def minibatches(N, B, rng, drop_last=False):
    idx = rng.permutation(N)
    stop = N - N % B if drop_last else N
    return [idx[i:i + B] for i in range(0, stop)]  # ←

# %% 02-7 × 最後 | 1 回 | 抜け
def minibatches(N, B, rng, drop_last=False):
    idx = rng.permutation(N)
    stop = N - N % B if drop_last else N
    return [idx[i:i + B] for i in range(0, stop - B, B)]  # ←

# %% 02-7 × 並べ替え | バッチごと | 毎回 | 重複
def minibatches(N, B, rng, drop_last=False):
    stop = N - N % B if drop_last else N
    return [rng.permutation(N)[i:i + B] for i in range(0, stop, B)]

# %% 02-7 × 隣 | 並び | 混ざ | シャッフル
def minibatches(N, B, rng, drop_last=False):
    idx = np.roll(np.arange(N), int(rng.integers(1, N)))
    stop = N - N % B if drop_last else N
    return [idx[i:i + B] for i in range(0, stop, B)]

# %% 02-9 × 度 | ラジアン
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(180 * p)) / 2  # ←

# %% 02-9 × かっこ
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * 1 + np.cos(np.pi * p) / 2

# %% 02-9 × かっこ
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k + 1 / warmup  # ←
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(np.pi * p)) / 2

# %% 02-9 × warmup | 引き忘れ
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / K  # ←
    return lr_max * (1 + np.cos(np.pi * p)) / 2

# %% 02-9 × π | pi + import
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(pi * p)) / 2  # ←

# %% 02-9 × 2 で割 | 2 + 割り忘れ | 半分 | 0.5
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(np.pi * p))  # ←

# %% 02-9 × 等号 | 境界
def schedule(k, K, lr_max, warmup):
    if k <= warmup:  # ←
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.cos(np.pi * p))

# %% 02-9 × sin | cos
def schedule(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.sin(np.pi * p))  # ←

# %% 90-1 × 符号
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] + self.lr * grads[k]
            params[k] += self.v[k]

# %% 90-1 × 毎回 | 作り直 | 初期 | 0 に戻
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] += self.v[k]

# %% 90-1 × momentum + 掛け忘れ | momentum
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.v[k] - self.lr * grads[k]  # ←
            params[k] += self.v[k]

# %% 90-1 × 順序 | 順 | 前の
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            params[k] += self.v[k]  # ←
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]  # ←

# %% 90-1 × 共有 | 1 つの v | 鍵 | 同じ速度
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0

    def update(self, params, grads):
        for k in params:
            self.v = self.momentum * self.v - self.lr * grads[k]
            params[k] += self.v

# %% 90-2 × t 乗 | ** | 乗
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m = self.m[k] / (1 - self.beta1)  # ←
            v = self.v[k] / (1 - self.beta2)  # ←
            params[k] -= self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × 2 乗
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k]  # ←
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × beta1 | beta2
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta2 * self.m.get(k, 0) + (1 - self.beta2) * grads[k]  # ←
            self.v[k] = self.beta1 * self.v.get(k, 0) + (1 - self.beta1) * grads[k] ** 2  # ←
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × √ + 中
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / np.sqrt(v + self.eps)  # ←

# %% 90-2 × 進め | t
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 1

    def update(self, params, grads):
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × 1 − | 逆
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = (1 - self.beta1) * self.m.get(k, 0) + self.beta1 * grads[k]  # ←
            self.v[k] = (1 - self.beta2) * self.v.get(k, 0) + self.beta2 * grads[k] ** 2  # ←
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × √ | sqrt
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = {}; self.v = {}; self.t = 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m = self.m[k] / (1 - self.beta1 ** self.t)
            v = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m / (v + self.eps)  # ←

# %% 90-3 × 分散 | var | std
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = x.mean(axis=0)
            var = x.std(axis=0)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        xn = (x - mu) / np.sqrt(var + self.eps)
        return self.gamma * xn + self.beta

# %% 90-3 × momentum + 逆 | 1 −
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mu  # ←
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var  # ←
        else:
            mu = self.running_mean
            var = self.running_var
        xn = (x - mu) / np.sqrt(var + self.eps)
        return self.gamma * xn + self.beta

# %% 90-3 × 軸 | axis
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum, self.eps = momentum, eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = np.mean(x)  # ←
            var = np.var(x)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + self.eps) + self.beta

# %% 90-3 × ddof
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum, self.eps = momentum, eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = np.mean(x, axis=0)
            var = np.var(x, axis=0, ddof=1)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + self.eps) + self.beta

# %% 90-3 × beta | β
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum, self.eps = momentum, eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = np.mean(x, axis=0)
            var = np.var(x, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + self.eps)  # ←

# %% 90-3 × 平均 | mean | mu
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum, self.eps = momentum, eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        if train:
            mu = np.mean(x, axis=0)
            var = np.mean(x**2, axis=0)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + self.eps) + self.beta

# %% 90-4 × 軸 | axis
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dg = np.sum(dout * xn, axis=1)  # ←
    db = np.sum(dout, axis=0)
    dxn = dout * gamma
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / np.sqrt(var + eps)
    return dx, dg, db

# %% 90-4 × gamma | γ
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dg = np.sum(dout * xn, axis=0)
    db = np.sum(dout, axis=0)
    dx = (dout - dout.mean(axis=0) - xn * (dout * xn).mean(axis=0)) / np.sqrt(var + eps)  # ←
    return dx, dg, db

# %% 90-4 × 平均 | mean | sum
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dg = np.mean(dout * xn, axis=0)  # ←
    db = np.sum(dout, axis=0)
    dxn = dout * gamma
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / np.sqrt(var + eps)
    return dx, dg, db

# %% 90-4 × √ | sqrt
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dg = np.sum(dout * xn, axis=0)
    db = np.sum(dout, axis=0)
    dxn = dout * gamma
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=0)) / (var + eps)  # ←
    return dx, dg, db

# %% 90-5 × mask | マスク | scale | 順伝播 | 掛け忘れ
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) > self.rate
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout / (1 - self.rate)  # ←

# %% 90-5 × 割り忘れ | 1 - rate | 1 − rate
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) > self.rate
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout * self.mask  # ←

# %% 90-5 × 逆 | 向き | rate
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) < self.rate  # ←
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout * self.mask / (1 - self.rate)

# %% 90-5 × 逆 | not
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if not train:  # ←
            self.mask = self.rng.random(x.shape) > self.rate
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout * self.mask / (1 - self.rate)

# %% 90-6 × 平均 | 割り忘れ | 件数
def cross_entropy(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t] + 1e-7))  # ←

# %% 90-6 × 符号 | −
def cross_entropy(y, t):
    return np.sum(np.log(y[np.arange(len(t)), t] + 1e-7)) / len(t)  # ←

# %% 90-6 × 行ごと | 列 | arange
def cross_entropy(y, t):
    return -np.sum(np.log(y[:, t] + 1e-7)) / len(t)  # ←

# %% 90-6 × 1e-07 | 1e-7 | 足し忘れ
def cross_entropy(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t])) / len(t)  # ←

# %% 90-6 × 合計 | 要素の総数 | size | 軸
def cross_entropy(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t] + 1e-7)) / y.size  # ←

# %% 90-6 × log + 外
def cross_entropy(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t]) + 1e-7) / len(t)  # ←

# %% 90-7 × 軸 | axis
def softmax(x):
    x = x - np.max(x)
    return np.exp(x) / np.sum(np.exp(x))

# %% 90-7 × keepdims
def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1)  # ←

# %% 90-7 × exp
def softmax(x):
    z = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(z) / np.sum(z, axis=-1, keepdims=True)  # ←

# %% 90-7 × 軸 | axis
def softmax(x):
    e = np.exp(x - np.max(x, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)  # ←

# %% 90-7 × 書き換え | 写し
def softmax(x):
    x -= np.max(x, axis=-1, keepdims=True)  # ←
    e = np.exp(x)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-8 × 転置 | .T
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = np.sum(dout, axis=0)
        return dout @ self.W  # ←

# %% 90-8 × 軸 | axis
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = np.sum(dout)  # ←
        return dout @ self.W.T

# %% 90-8 × 順 | 転置
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = dout.T @ self.x  # ←
        self.db = np.sum(dout, axis=0)
        return dout @ self.W.T

# %% 90-8 × x + self | 属性 | self.x
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout  # ←
        self.db = np.sum(dout, axis=0)
        return dout @ self.W.T
# %% 01-2 ○
def gd(grad, init_x, lr, step_num):
    x = [float(v) for v in init_x]
    for _ in range(step_num):
        g = grad(np.array(x))
        x = [xi - lr * gi for xi, gi in zip(x, g)]
    return np.array(x)

# %% 01-2 ○
def gd(g, x0, eta, n):
    return x0 + 0.0 if n == 0 else gd(g, np.asarray(x0) - eta * g(np.asarray(x0)), eta, n - 1)

# %% 01-2 × step_num | 1 回多 | 余分
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    x = x - lr * grad(x)  # ←
    for i in range(step_num):
        x = x - lr * grad(x)
    return x

# %% 01-2 × 2 乗 | 余分
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * grad(x) ** 2  # ←
    return x

# %% 01-2 × 減衰 | lr + 余分 | 変えて | i + 1 | 余分
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr / (i + 1) * grad(x)  # ←
    return x

# %% 01-2 × 1 回 | 繰り返 | step_num
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    x = x - lr * grad(x)
    return x

# %% 01-2 × 合計 | sum
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = x - lr * np.sum(grad(x))  # ←
    return x

# %% 01-2 × 終わ | 止ま | 条件
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    i = 0
    while i < step_num:
        x = x - lr * grad(x)
    return x

# %% 01-2 × 等号 | 境界 | 1 回
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    i = 0
    while i <= step_num:  # ←
        x = x - lr * grad(x)
        i += 1
    return x

# %% 01-2 × init_x | 書き間違い | 定義されて
def gd(grad, init_x, lr, step_num):
    x = np.array(x_init, dtype=float)
    for i in range(step_num):
        x = x - lr * grad(x)
    return x

# %% 01-2 × lr | 学習率
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        x = lr * x - grad(x)  # ←
    return x

# %% 01-2 × 正規化 | ノルム | 長さ | norm
def gd(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        g = grad(x)
        x = x - lr * g / np.linalg.norm(g)  # ←
    return x

# %% 01-3 × 前進 | 片側 | 左隣
def nd(f, x, h):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old
        out[i] = (a - f(x)) / h
    return out

# %% 01-3 × 2 + 割 | h | 2 倍
def nd(f, x, h):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        out[i] = (a - b) / h  # ←
        x[i] = old
    return out

# %% 01-3 × 足し | 符号 | +
def nd(f, x, h):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        out[i] = (a + b) / (2 * h)  # ←
        x[i] = old
    return out

# %% 01-3 × 1 から | 0 番目 | 最初の成分 | 0 から
def nd(f, x, h):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(1, len(x)):  # ←
        old = x[i]
        x[i] = old + h
        a = f(x)
        x[i] = old - h
        b = f(x)
        out[i] = (a - b) / (2 * h)
        x[i] = old
    return out

# %% 01-3 × 2 * h | 2h | 2 + 掛け
def nd(f, x, h):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i]
        x[i] += h
        a = f(x)
        x[i] -= h  # ←
        b = f(x)
        out[i] = (a - b) / (2 * h)
        x[i] = old
    return out

# %% 01-4 ○
def step(theta, X, y, lr):
    m = X.shape[0]
    g = np.zeros(X.shape[1])
    for j in range(X.shape[1]):
        for i in range(m):
            g[j] += (X[i] @ theta - y[i]) * X[i, j] / m
    return theta - lr * g

# %% 01-4 × y.size | 足し | 件数 | 割り忘れ | 平均
def step(theta, X, y, lr):
    g = X.T @ (X @ theta - y)  # ←
    return theta - lr * g  # ←

# %% 01-4 × 更新 | theta + 引 | 返して
def step(theta, X, y, lr):
    g = X.T @ (X @ theta - y) / len(y)
    return lr * g  # ←

# %% 01-4 × 2 乗 | 損失
def step(theta, X, y, lr):
    g = X.T @ (X @ theta - y) ** 2 / len(y)  # ←
    return theta - lr * g

# %% 01-4 × 残差 | X + 掛け忘れ | X.T
def step(theta, X, y, lr):
    r = X @ theta - y
    return theta - lr * r.mean()

# %% 01-4 × 符号 | 足し | 上
def step(theta, X, y, lr):
    m = len(y)
    error = X.dot(theta) - y
    theta = theta + (lr / m) * X.T.dot(error)  # ←
    return theta

# %% 01-4 × 順 | 形 | 転置
def step(theta, X, y, lr):
    r = X @ theta - y
    return theta - lr * X * r / len(y)

# %% 01-6 × f_xy + 2 乗 | 2 乗
def cls(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - 2 * f_xy  # ←
    if D > 0 and f_xx > 0:
        return "極小"
    if D > 0 and f_xx < 0:
        return "極大"
    if D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × 逆 | 極小と極大
def cls(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D > 0:
        return "極大" if f_xx > 0 else "極小"
    return "鞍点" if D < 0 else "判定できない"

# %% 01-6 × 足し | 和 | 符号 | +
def cls(f_xx, f_xy, f_yy):
    D = f_xx + f_yy - f_xy ** 2  # ←
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"

# %% 01-6 × return
def cls(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D < 0:
        kind = "鞍点"
    elif D == 0:
        kind = "判定できない"
    else:
        kind = "極小" if f_xx > 0 else "極大"

# %% 01-6 × else | 判定できない | None | return
def cls(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D > 0 and f_xx > 0:
        return "極小"
    elif D > 0 and f_xx < 0:
        return "極大"
    elif D < 0:
        return "鞍点"

# %% 01-7 × m | 件数 | 平均 | 割
def lim(X):
    w = np.linalg.eigvalsh(X.T @ X)  # ←
    return 2 / w[-1], w[-1] / w[0]

# %% 01-7 × 2 乗 | √ | 特異値
def lim(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 2 / w[-1], np.sqrt(w[-1] / w[0])  # ←

# %% 01-7 × 2 | 1 / | 分子
def lim(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 1 / w.max(), w.max() / w.min()  # ←

# %% 01-7 × 最小 | min | 最大
def lim(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 2 / w.min(), w.max() / w.min()  # ←

# %% 01-7 × 1 つ | 個数 | 条件数 | 2 個
def lim(X):
    H = X.T @ X / len(X)
    w = np.linalg.eigvalsh(H)
    return 2 / w[-1]

# %% 02-4 × len(x) | 件数 | 全データ
def g(w, x, t, idx):
    e = x[idx] @ w - t[idx]
    return x[idx].T @ e / x.shape[0]  # ←

# %% 02-4 × 符号 | 引く順 | 逆
def g(w, x, t, idx):
    e = t[idx] - x[idx] @ w  # ←
    return x[idx].T @ e / len(idx)

# %% 02-4 × 全データ | idx
def g(w, x, t, idx):
    e = x @ w - t
    return x.T @ e / len(idx)

# %% 02-4 × 最後 | 1 件 | 割 | 字下げ | return
def g(w, x, t, idx):
    total = np.zeros(len(w))
    for i in idx:
        total += (x[i] @ w - t[i]) * x[i]
        return total / len(idx)  # ←

# %% 02-4 × 番号 | idx + i | range
def g(w, x, t, idx):
    total = np.zeros(len(w))
    for i in range(len(idx)):
        total += (x[i] @ w - t[i]) * x[i]
    return total / len(idx)

# %% 02-4 × 2 乗 | 誤差
def g(w, x, t, idx):
    e = x[idx] @ w - t[idx]
    return np.mean(e ** 2)

# %% 02-5 × 戻 | params | 辞書 | 中身 | 変わって
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for k, v in params.items():
            v = v - self.lr * grads[k]  # ←

# %% 02-5 × 1 つ | return | 字下げ
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for k in params:
            params[k] = params[k] - self.lr * grads[k]
            return params  # ←

# %% 02-5 × 学習率 | lr
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for k in params:
            params[k] -= 0.01 * grads[k]  # ←

# %% 02-5 × __init__
class SGD:
    def _init_(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        for k in params:
            params[k] -= self.lr * grads[k]

# %% 02-5 × self
class SGD:
    def __init__(self, lr=0.01):
        self.learning_rate = lr
    def update(self, params, grads):
        for k in params:
            params[k] -= self.lr * grads[k]

# %% 02-5 × 鍵 | 名前 | KeyError | キー
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr
    def update(self, params, grads):
        params["W"] -= self.lr * grads["W"]
        params["b"] -= self.lr * grads["b"]

# %% 02-6 × 切り上げ | 端数 | 切り捨て
def ep(updates, N, B):
    return int(updates / (N / B))

# %% 02-6 × 切り上げ | round | 四捨五入
def ep(updates, N, B):
    return updates // round(N / B)  # ←

# %% 02-6 × 逆 | B // N | 分子
def ep(updates, N, B):
    return updates // -(-B // N)  # ←

# %% 02-6 × 掛け | 割
def ep(updates, N, B):
    per = -(-N // B)
    return updates * per  # ←

# %% 02-7 × drop_last | 端数
def mb(N, B, rng, drop_last=False):
    p = rng.permutation(N)
    out = []
    for i in range(0, N, B):
        out.append(p[i:i + B])
    return out

# %% 02-7 × 最初 | 先頭 | i + B | 足し忘れ
def mb(N, B, rng, drop_last=False):
    p = rng.permutation(N)
    stop = N // B * B if drop_last else N
    return [p[i:B] for i in range(0, stop, B)]  # ←

# %% 02-7 × 復元 | 重複 | 同じ番号
def mb(N, B, rng, drop_last=False):
    p = rng.choice(N, N)  # ←
    stop = N // B * B if drop_last else N
    return [p[i:i + B] for i in range(0, stop, B)]

# %% 02-7 × rng
def mb(N, B, rng, drop_last=False):
    p = np.random.permutation(N)
    stop = N // B * B if drop_last else N
    return [p[i:i + B] for i in range(0, stop, B)]

# %% 02-7 × 番号 | 並べ替え | shuffle + None
def mb(N, B, rng, drop_last=False):
    p = np.arange(N)
    p = rng.shuffle(p)
    stop = N // B * B if drop_last else N
    return [p[i:i + B] for i in range(0, stop, B)]

# %% 02-7 × 端数 | 最後 | 逆 | 条件
def mb(N, B, rng, drop_last=False):
    p = rng.permutation(N)
    batches = [p[i:i + B] for i in range(0, N, B)]
    if drop_last:
        batches = batches[:-1]
    return batches

# %% 02-9 × 1 を足 | k + 1
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k / warmup  # ←
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.cos(np.pi * p))

# %% 02-9 × 符号 | 逆
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 - np.cos(np.pi * p))  # ←

# %% 02-9 × π | pi
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.cos(p))  # ←

# %% 02-9 × 2 π | 2 + 余分 | 2 倍
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.cos(2 * np.pi * p))  # ←

# %% 02-9 × lr_max
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return (k + 1) / warmup  # ←
    p = (k - warmup) / (K - warmup)
    return 0.5 * lr_max * (1 + np.cos(np.pi * p))

# %% 02-9 × import
def sch(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    return 0.5 * lr_max * (1 + math.cos(math.pi * (k - warmup) / (K - warmup)))

# %% 02-9 ○
def sch(k, K, lr_max, warmup):
    import math
    if k < warmup:
        return lr_max * (k + 1) / warmup
    return lr_max * math.cos(math.pi / 2 * (k - warmup) / (K - warmup)) ** 2

# %% 90-1 × nesterov | 先 | 余分
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for k in params:
                self.v[k] = np.zeros_like(params[k])
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] += self.momentum * self.v[k] - self.lr * grads[k]

# %% 90-1 × 引 | 符号 | −
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for k in params:
                self.v[k] = np.zeros_like(params[k])
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] -= self.v[k]  # ←

# %% 90-1 × self | クラス | 共有
class Momentum:
    v = {}
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
    def update(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0) - self.lr * grads[k]
            params[k] += self.v[k]

# %% 90-1 × 既定
class Momentum:
    def __init__(self, lr=0.01, momentum=0.99):  # ←
        self.lr, self.momentum, self.v = lr, momentum, {}
    def update(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0) - self.lr * grads[k]
            params[k] += self.v[k]

# %% 90-1 ○
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}
    def update(self, params, grads):
        for k, g in grads.items():
            self.v[k] = self.momentum * self.v.get(k, np.zeros_like(g)) + g
            params[k] = params[k] - self.lr * self.v[k]

# %% 90-2 × v + 2 乗 | 2 乗
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.v = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] += (1 - self.beta1) * (grads[k] - self.m[k])
            self.v[k] += (1 - self.beta2) * (grads[k] - self.v[k])  # ←
            mh = self.m[k] / (1 - self.beta1 ** self.t)
            vh = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 × beta2 | beta1
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.v = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] += (1 - self.beta1) * (grads[k] - self.m[k])
            self.v[k] += (1 - self.beta2) * (grads[k] ** 2 - self.v[k])
            mh = self.m[k] / (1 - self.beta1 ** self.t)
            vh = self.v[k] / (1 - self.beta1 ** self.t)  # ←
            params[k] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 × パラメータごと | 進め | 字下げ | 繰り返し | t
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.v = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params:
            self.t += 1  # ←
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * grads[k] ** 2
            mh = self.m[k] / (1 - self.beta1 ** self.t)
            vh = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 × m_hat | mh | 補正
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = None, None, 0
    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.v = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * grads[k] ** 2
            mh = self.m[k] / (1 - self.beta1 ** self.t)
            vh = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * self.m[k] / (np.sqrt(vh) + self.eps)  # ←

# %% 90-3 × momentum | 逆 | 移動平均 | バッチ
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_var = np.zeros_like(gamma), np.ones_like(gamma)
    def forward(self, x, train=True):
        if train:
            m, v = x.mean(0), x.var(0)
            self.running_mean = m
            self.running_var = v
        else:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-3 × running_var + 初期 | 0 | 1 | ones | zeros
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_var = np.zeros_like(gamma), np.zeros_like(gamma)  # ←
    def forward(self, x, train=True):
        if train:
            m, v = x.mean(0), x.var(0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v
        else:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-3 × 外 | √ | eps
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_var = np.zeros_like(gamma), np.ones_like(gamma)
    def forward(self, x, train=True):
        if train:
            m, v = x.mean(0), x.var(0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v
        else:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / (np.sqrt(v) + self.eps) + self.beta  # ←

# %% 90-3 × 軸 | axis | 0
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_var = np.zeros_like(gamma), np.ones_like(gamma)
    def forward(self, x, train=True):
        if train:
            m, v = x.mean(1, keepdims=True), x.var(1, keepdims=True)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v
        else:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-4 × N | 割り忘れ | 平均 | 件数
def bb(dout, x, gamma, eps):
    mu, var = x.mean(0), x.var(0)
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    dg, db = (dout * xn).sum(0), dout.sum(0)
    return gamma / s * (dout - db - xn * dg), dg, db  # ←

# %% 90-4 × 順 | 逆
def bb(dout, x, gamma, eps):
    mu, var = x.mean(0), x.var(0)
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    dg, db = (dout * xn).sum(0), dout.sum(0)
    return gamma / s * (dout - db / len(x) - xn * dg / len(x)), db, dg  # ←

# %% 90-4 × 正規化 | xn | x_hat | x + dg | normalized
def bb(dout, x, gamma, eps):
    mu, var = x.mean(0), x.var(0)
    s = np.sqrt(var + eps)
    xn = (x - mu) / s
    dg, db = (dout * x).sum(0), dout.sum(0)  # ←
    return gamma / s * (dout - dout.mean(0) - xn * (dout * xn).mean(0)), dg, db

# %% 90-5 × 2 度 | 余分 | 割
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate, self.rng = rate, rng or np.random.default_rng()
    def forward(self, x, train=True):
        if not train:
            return x
        self.mask = (self.rng.random(x.shape) > self.rate) / (1 - self.rate)
        return x * self.mask / (1 - self.rate)  # ←
    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 推論 | train | not
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate, self.rng = rate, rng or np.random.default_rng()
    def forward(self, x, train=True):
        self.mask = (self.rng.random(x.shape) > self.rate) / (1 - self.rate)
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × rate | 1 -
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate, self.rng = rate, rng or np.random.default_rng()
    def forward(self, x, train=True):
        if not train:
            return x
        self.mask = (self.rng.random(x.shape) > self.rate) / self.rate  # ←
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 要素ごと | 行 | 形 | shape
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate, self.rng = rate, rng or np.random.default_rng()
    def forward(self, x, train=True):
        if not train:
            return x
        self.mask = (self.rng.random(x.shape[1]) > self.rate) / (1 - self.rate)  # ←
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask

# %% 90-6 × log2 | 底
def ce(y, t):
    return -np.mean(np.log2(y[np.arange(len(y)), t] + 1e-7))  # ←

# %% 90-6 × クラス | 軸 | mean | 平均 | 要素
def ce(y, t):
    onehot = np.eye(y.shape[1])[t]
    return -np.mean(onehot * np.log(y + 1e-7))  # ←

# %% 90-6 × log
def ce(y, t):
    return -np.mean(y[np.arange(len(y)), t] + 1e-7)  # ←

# %% 90-6 ○
def ce(y, t):
    s = 0
    for row, c in zip(y, t):
        s -= np.log(row[c] + 1e-7)
    return s / len(y)

# %% 90-7 × 最大 | 引 | ∞ | 大き
def sm(x):
    e = np.exp(x)
    return e / e.sum(-1, keepdims=True)

# %% 90-7 × 軸 | axis
def sm(x):
    z = x - np.max(x)
    e = np.exp(z)
    return e / np.sum(e, axis=0)  # ←

# %% 90-7 × 平均 | sum | 合計
def sm(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.mean(axis=-1, keepdims=True)  # ←

# %% 90-7 × 最小 | min
def sm(x):
    e = np.exp(x - x.min(axis=-1, keepdims=True))  # ←
    return e / e.sum(axis=-1, keepdims=True)

# %% 90-8 × b | バイアス | 足し忘れ
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W)  # ←
    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)

# %% 90-8 × 平均 | 件数 | len | N
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b
    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout) / len(dout)  # ←
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)

# %% 90-8 × return | 返
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b
    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        dx = np.dot(dout, self.W.T)

# %% 03-7 × 絶対値 | abs
def nag_factor(lr, momentum, curvature):
    shrink = 1 - lr * curvature
    r = np.roots([1, -(1 + momentum) * shrink, momentum * shrink])
    return r.max()  # ←

# %% 04-6 × `W` | 捨て | 名前
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = np.zeros(W.shape)
    np.add.at(total, idx, g)
    h = h + total * total
    h = W - lr * total / (np.sqrt(h) + eps)  # ←
    return W, h

# %% 04-6 × 写し | copy | 書き換え
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    total = W * 0
    np.add.at(total, idx, g)
    h += total * total  # ←
    return W - lr * total / (np.sqrt(h) + eps), h

# %% 07-5 × 写し | copy
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start}  # ←
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found
