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
