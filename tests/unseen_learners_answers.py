# 採点器を直す前に書いて封をし、直した後に 1 度だけ測った答え。測った後に、期待する言葉だけを直した。

# %% 90-1 × 0 で始まる | 覚え | 消え | 毎回 | 初期 | __init__
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        v = {k: np.zeros_like(p) for k, p in params.items()}  # ←
        for k in params:
            v[k] = self.momentum * v[k] - self.lr * grads[k]
            params[k] += v[k]

# %% 90-1 × 鍵 | キー | パラメータごと | key
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0.0  # ←

    def update(self, params, grads):
        for key in params:
            self.v = self.momentum * self.v - self.lr * grads[key]  # ←
            params[key] = params[key] + self.v  # ←

# %% 90-1 × 符号 | 逆 | - | −
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key, g in grads.items():
            old = self.v.get(key, np.zeros_like(g))
            self.v[key] = self.lr * g - self.momentum * old  # ←
            params[key] -= self.v[key]

# %% 90-1 × 学習率 | lr
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = self.momentum * self.v[key] - grads[key]  # ←
            params[key] += self.v[key]  # ←

# %% 90-1 × 初めの | 1 歩目 | 最初 | 1 回目 | else
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])  # ←
            else:
                self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

# %% 90-1 × 最後の | ループ | 字下げ | 繰り返し | for
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
        params[k] += self.v[k]  # ←

# %% 90-1 ○
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.config = {"lr": lr, "mu": momentum}
        self.history = {}

    def update(self, params, grads):
        lr, mu = self.config["lr"], self.config["mu"]
        for key in list(params):
            step = -lr * grads[key]
            if key in self.history:
                step = step + mu * self.history[key]
            self.history[key] = step
            np.add(params[key], step, out=params[key])

# %% 90-2 × beta1 | β1 | β₁ | 取り違え | beta2
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            lr_t = self.lr * np.sqrt(1 - self.beta1 ** self.t) / (1 - self.beta2 ** self.t)  # ←
            params[k] -= lr_t * self.m[k] / (np.sqrt(self.v[k]) + self.eps * np.sqrt(1 - self.beta2 ** self.t))

# %% 90-2 × 2 乗 | 平方 | ** 2
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * np.abs(g)  # ←
            mh = self.m[k] / (1 - self.b1 ** self.t)
            vh = self.v[k] / (1 - self.b2 ** self.t)
            params[k] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 × 分散 | 平均を引 | m を引 | g - self.m | g − self.m | 余分な self.m[k] を引いています
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * (g - self.m[k]) ** 2  # ←
            mh = self.m[k] / (1 - self.b1 ** self.t)
            vh = self.v[k] / (1 - self.b2 ** self.t)
            params[k] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 × 補正 | m_hat | v_hat | self.m | 使われて
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1 ** self.t)
            v_hat = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * self.m[k] / (np.sqrt(v_hat) + self.eps)  # ←

# %% 90-2 × t | 回数 | 0
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 1  # ←

    def update(self, params, grads):
        self.t += 1  # ←
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1 ** self.t)  # ←
            v_hat = self.v[k] / (1 - self.beta2 ** self.t)  # ←
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × かっこ | 括弧 | eps | ε | 順
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m.get(k, 0) + (1 - self.beta1) * grads[k]
            self.v[k] = self.beta2 * self.v.get(k, 0) + (1 - self.beta2) * grads[k] ** 2
            m_hat = self.m[k] / (1 - self.beta1 ** self.t)
            v_hat = self.v[k] / (1 - self.beta2 ** self.t)
            params[k] -= self.lr * m_hat / np.sqrt(v_hat) + self.eps  # ←

# %% 90-2 ○
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.betas, self.eps = lr, (beta1, beta2), eps
        self.state = {}

    def update(self, params, grads):
        b1, b2 = self.betas
        for name, p in params.items():
            m, v, t = self.state.get(name, (0.0, 0.0, 0))
            t = t + 1
            m = m + (1 - b1) * (grads[name] - m)
            v = v + (1 - b2) * (np.square(grads[name]) - v)
            self.state[name] = (m, v, t)
            params[name] = p - self.lr * (m / (1 - b1 ** t)) / (np.sqrt(v / (1 - b2 ** t)) + self.eps)

# %% 90-3 × axis | 軸 | 列ごと | 特徴
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        if train:
            mu = np.mean(x, axis=0)
            var = np.var(x)  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
            xn = (x - mu) / np.sqrt(var + self.eps)
        else:
            xn = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * xn + self.beta

# %% 90-3 × running_var | 推論 | running_mean
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        var = x.var(axis=0)
        if train:
            mu = np.mean(x, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu = self.running_mean
        xn = (x - mu) / np.sqrt(var + self.eps)  # ←
        return self.gamma * xn + self.beta

# %% 90-3 × 推論 | 学習のとき | if train | 字下げ
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        m, v = x.mean(axis=0), x.var(axis=0)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m  # ←
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v  # ←
        if not train:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-3 × eps | ε
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        if train:
            m, v = x.mean(axis=0), x.var(axis=0) + self.eps  # ←
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v  # ←
        else:
            m, v = self.running_mean, self.running_var + self.eps
        return self.gamma * (x - m) / np.sqrt(v) + self.beta

# %% 90-3 × 1 - self.momentum | momentum | 1 − | 逆
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        if train:
            m, v = x.mean(axis=0), x.var(axis=0)
            self.running_mean += self.momentum * (m - self.running_mean)  # ←
            self.running_var += self.momentum * (v - self.running_var)  # ←
        else:
            m, v = self.running_mean, self.running_var
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-3 × running | 推論 + 平均 | 引 | mean
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(beta.shape)
        self.running_var = np.ones(beta.shape)

    def forward(self, x, train=True):
        if not train:
            return self.gamma * x / np.sqrt(self.running_var + self.eps) + self.beta  # ←
        m, v = x.mean(axis=0), x.var(axis=0)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * m
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * v
        return self.gamma * (x - m) / np.sqrt(v + self.eps) + self.beta

# %% 90-3 ○
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.g, self.b, self.rho, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_var = np.zeros(len(beta)), np.ones(len(beta))

    def forward(self, x, train=True):
        mu, s2 = self.running_mean, self.running_var
        if train:
            mu = x.sum(0) / x.shape[0]
            s2 = ((x - mu) ** 2).mean(0)
            self.running_mean = self.running_mean + (1 - self.rho) * (mu - self.running_mean)
            self.running_var = self.running_var + (1 - self.rho) * (s2 - self.running_var)
        scale = self.g / np.sqrt(s2 + self.eps)
        return x * scale + (self.b - mu * scale)

# %% 90-4 × gamma | γ
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xn = (x - mu) / std
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xn).sum(axis=0)
    dx = (N * dout - dbeta - xn * dgamma) / (N * std)  # ←
    return dx, dgamma, dbeta

# %% 90-4 × 順 | 入れ替 | 逆 | dgamma
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xn = (x - mu) / std
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xn).sum(axis=0)
    dx = gamma * (N * dout - dbeta - xn * dgamma) / (N * std)
    return dgamma, dbeta, dx  # ←

# %% 90-4 × xn | 正規化 | normalized | x
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xn = (x - mu) / std
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x).sum(axis=0)  # ←
    dx = gamma / std * (dout - dbeta / N - xn * (dout * xn).sum(axis=0) / N)
    return dx, dgamma, dbeta

# %% 90-4 × axis | 軸 | 方向
def batchnorm_backward(dout, x, gamma, eps):
    N, D = x.shape
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dxn = dout * gamma
    dx = (dxn - dxn.mean(axis=0) - xn * (dxn * xn).mean(axis=1, keepdims=True)) / np.sqrt(var + eps)  # ←
    return dx, np.sum(dout * xn, axis=0), np.sum(dout, axis=0)

# %% 90-4 × dbeta | 平均 | 項 | 引
def batchnorm_backward(dout, x, gamma, eps):
    N, D = x.shape
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    xn = (x - mu) / np.sqrt(var + eps)
    dxn = dout * gamma
    dx = (dxn - xn * (dxn * xn).mean(axis=0)) / np.sqrt(var + eps)  # ←
    return dx, np.sum(dout * xn, axis=0), np.sum(dout, axis=0)

# %% 90-4 ○
def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    xc = x - x.mean(0)
    var = (xc ** 2).mean(0)
    inv = (var + eps) ** -0.5
    dxn = dout * gamma
    dvar = (dxn * xc).sum(0) * -0.5 * inv ** 3
    dmu = -(dxn * inv).sum(0)
    dx = dxn * inv + dvar * 2 * xc / N + dmu / N
    return dx, (dout * xc * inv).sum(0), dout.sum(0)

# %% 90-5 × 1 - self.rate | 1 − rate | 確率 | 割合 | 逆
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            keep = 1 - self.rate
            self.mask = self.rng.random(x.shape) > keep  # ←
            return x * self.mask / keep
        return x

    def backward(self, dout):
        return dout * self.mask / (1 - self.rate)

# %% 90-5 × 形 | 行 | 要素ごと | x.shape
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random((len(x), 1)) >= self.rate  # ←
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout * self.mask / (1 - self.rate)

# %% 90-5 × 逆伝播 + 割 | 倍率 | 1 - | 1 − | backward
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) >= self.rate
            return x * self.mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout * self.mask  # ←

# %% 90-5 × 逆伝播 | 同じ要素 | マスク | backward | 選び直
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def _mask(self, a):
        return (self.rng.random(a.shape) >= self.rate) / (1 - self.rate)

    def forward(self, x, train=True):
        return x * self._mask(x) if train else x

    def backward(self, dout):
        return dout * self._mask(dout)  # ←

# %% 90-5 × 推論 | train | 逆
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()
        self.mask = 1.0

    def forward(self, x, train=True):
        if train:  # ←
            return x
        self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.keep = 1.0 - rate
        self.rng = np.random.default_rng() if rng is None else rng

    def forward(self, x, train=True):
        if train:
            self.kept = self.rng.uniform(0, 1, size=x.shape) < self.keep
            return np.where(self.kept, x / self.keep, 0.0)
        return x

    def backward(self, dout):
        return np.where(self.kept, dout / self.keep, 0.0)

# %% 90-6 × 平均 | N | 件数 | 割
def cross_entropy(y, t):
    total = 0.0
    for i in range(len(t)):
        total -= np.log(y[i, t[i]] + 1e-7)
    return total  # ←

# %% 90-6 × クラス | 件数 | N | 列 | 行 | shape の軸が違います
def cross_entropy(y, t):
    N = y.shape[1]  # ←
    return -np.log(y[np.arange(len(t)), t] + 1e-7).sum() / N

# %% 90-6 × return | 字下げ | 1 件 | 繰り返し | ループ
def cross_entropy(y, t):
    loss = 0
    for row, k in zip(y, t):
        loss += -np.log(row[k] + 1e-7)
        return loss / len(t)  # ←

# %% 90-6 × 符号 | マイナス | 負
def cross_entropy(y, t):
    p = np.array([y[i][k] for i, k in enumerate(t)])
    return np.mean(np.log(p + 1e-7))  # ←

# %% 90-6 × log2 | 自然対数 | 底 | np.log | log とするところが log10
def cross_entropy(y, t):
    p = y[range(len(t)), t]
    return np.mean(-np.log10(p + 1e-7))  # ←

# %% 90-6 × argmax | t | 予測 | 正解 | t とするところが k
def cross_entropy(y, t):
    k = np.argmax(y, axis=1)  # ←
    p = y[np.arange(len(y)), k]  # ←
    return -np.mean(np.log(p + 1e-7))

# %% 90-6 ○
def cross_entropy(y, t):
    onehot = np.eye(y.shape[1])[t]
    return float(np.mean(np.sum(-onehot * np.log(y + 1e-7), axis=1)))

# %% 90-7 × axis | 軸 | 行ごと | 最後
def softmax(x):
    x = x - x.max(axis=-1, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=0)  # ←

# %% 90-7 × 最大 | 最小 | max
def softmax(x):
    shifted = x - x.min(axis=-1, keepdims=True)  # ←
    e = np.exp(shifted)
    return e / e.sum(axis=-1, keepdims=True)

# %% 90-7 × 書き換 | 引数 | 整数
def softmax(x):
    x -= np.max(x, axis=-1, keepdims=True)  # ←
    e = np.exp(x)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × 1 次元 | axis | 次元 | 軸
def softmax(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))  # ←
    return e / np.sum(e, axis=1, keepdims=True)  # ←

# %% 90-7 × exp
def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)  # ←
    return shifted / np.sum(shifted, axis=-1, keepdims=True)  # ←

# %% 90-7 ○
def softmax(x):
    x = np.asarray(x, dtype=float)
    z = x - x.max(axis=x.ndim - 1)[..., None]
    log_sum = np.log(np.exp(z).sum(axis=-1))[..., None]
    return np.exp(z - log_sum)

# %% 90-8 × b | バイアス
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

# %% 90-8 × 平均 | 割 | 件数 | N
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        N = len(dout)
        self.dW = self.x.T @ dout / N  # ←
        self.db = dout.sum(axis=0) / N  # ←
        return dout @ self.W.T

# %% 90-8 × return | None | 返
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = dout @ self.W.T
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)

# %% 90-8 × 足し | += | 累積 | 前の
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.dW = np.zeros_like(W)
        self.db = np.zeros_like(b)

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW += self.x.T @ dout  # ←
        self.db += dout.sum(axis=0)  # ←
        return dout @ self.W.T

# %% 90-8 × 覚え | 最初 | 前の | self.x | 2 度目 | 2 回目
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
        self.x = None

    def forward(self, x):
        if self.x is None:  # ←
            self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 ○
class Affine:
    def __init__(self, W, b):
        self.params = [W, b]

    def forward(self, x):
        W, b = self.params
        self.cache = x
        return np.einsum("nd,dh->nh", x, W) + b

    def backward(self, dout):
        W, _ = self.params
        self.dW = np.einsum("nd,nh->dh", self.cache, dout)
        self.db = np.ones(len(dout)) @ dout
        return np.einsum("nh,dh->nd", dout, W)

# %% 01-1 × 1 歩 | 2 歩
answer = [1.7, -0.8]

# %% 01-1 × 3 歩 | 歩数 | 2 歩
x, y = 2.0, -1.0
for _ in range(3):
    x, y = x - 0.1 * (2 * x + y), y - 0.1 * (x + 4 * y)
answer = [x, y]

# %% 01-1 × 偏微分 | 勾配 | xy
x, y = 2.0, -1.0
for _ in range(2):
    x, y = x - 0.1 * 2 * x, y - 0.1 * 4 * y
answer = [x, y]

# %% 01-2 × 同じ | 出発点 | init_x | 更新した
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    g = grad(x)  # ←
    for _ in range(step_num):
        x = x - lr * g  # ←
    return x

# %% 01-2 × 回 | range | 1 歩 | 歩数
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(1, step_num):  # ←
        x = x - lr * grad(x)
    return x

# %% 01-2 × 学習率 | lr | 余分に i + 1 で割っています
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for i in range(step_num):
        lr = lr / (i + 1)  # ←
        x = x - lr * grad(x)
    return x

# %% 01-3 × h | 割 | 2 * h | 前進 | 2h
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        e = np.zeros_like(x)
        e[i] = h
        grad[i] = (f(x + e) - f(x - e)) / h  # ←
    return grad

# %% 01-3 × 戻 | 元 | original | 余分な h を足しています
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        grad[i] = (f_plus - f_minus) / (2 * h)
        x[i] = original + h  # ←
    return grad

# %% 01-4 × m | 件数 | 平均 | len(y)
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    r = X @ theta - y
    return theta - lr * X.T @ r  # ←

# %% 01-4 × 絶対値 | 残差 | 符号 | 2 乗
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    r = (X @ theta - y) ** 2  # ←
    return theta - lr * X.T @ r / len(y)

# %% 01-6 × 極大 | 極小 | 逆 | 入れ替
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極大" if f_xx > 0 else "極小"  # ←

# %% 01-6 × D | 判別式 | f_xy | ** 2 | 2 乗
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy  # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    elif D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × D == 0 | 判定できない | 0
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D > 0:
        if f_xx > 0:
            return "極小"
        return "極大"
    return "鞍点"  # ←

# %% 01-7 × m | 件数 | 割 | 平均
def step_limit_and_condition(X):
    lam = np.linalg.eigvalsh(X.T @ X)  # ←
    return 2 / lam.max(), lam.max() / lam.min()

# %% 01-7 × 特異値 | 2 乗 | svd
def step_limit_and_condition(X):
    s = np.linalg.svd(X, compute_uv=False)
    lam = s / len(X)  # ←
    return 2 / lam[0], lam[0] / lam[-1]

# %% 01-7 × 最大 | 最小 | max | min
def step_limit_and_condition(X):
    lam = np.linalg.eigvalsh(X.T @ X / len(X))
    return 2 / min(lam), max(lam) / min(lam)  # ←

# %% 02-1 × b | バイアス | 2 番目の値だけが違います
answer = (0.9, 0.8)

# %% 02-1 × 符号 | 足 | 逆 | 勾配の向きに進めた
answer = (-0.9, -0.4)

# %% 02-2 × 端数 | 切り捨て | 切り上げ
answer = 220

# %% 02-2 × エポック | 10
answer = 23

# %% 02-4 × t | 全部 | idx | t_batch | 全データの件数で割っています
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(t)  # ←

# %% 02-4 × 平均 | 合計 | axis | 件
def minibatch_gradient(w, x, t, idx):
    xb, tb = x[idx], t[idx]
    error = xb @ w - tb
    return np.mean(error) * xb.mean(axis=0)  # ←

# %% 02-4 × 転置 | .T | 形
def minibatch_gradient(w, x, t, idx):
    xb, tb = x[idx], t[idx]
    error = xb @ w - tb
    return xb @ error / len(idx)  # ←

# %% 02-5 × += | 符号 | 逆 | 増 | 足
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] += self.lr * grads[key]  # ←

# %% 02-6 × 切り上げ | 端数 | ceil
def epochs_finished(updates, N, B):
    return updates // (N / B)  # ←

# %% 02-6 × 余り | % | //
def epochs_finished(updates, N, B):
    per_epoch = -(-N // B)
    return updates % per_epoch  # ←

# %% 02-7 × 並べ替え | shuffle | None | 返
def minibatch_list(N, B, rng, drop_last=False):
    order = rng.shuffle(np.arange(N))  # ←
    batches = [order[i : i + B] for i in range(0, N, B)]
    if drop_last and len(batches[-1]) < B:
        batches.pop()
    return batches

# %% 02-7 × 重複 | 選び直 | 並べ替え | choice | permutation
def minibatch_list(N, B, rng, drop_last=False):
    batches = []
    for start in range(0, N, B):
        size = min(B, N - start)
        if drop_last and size < B:
            break
        batches.append(rng.integers(0, N, size=size))  # ←
    return batches

# %% 02-7 × drop_last | 端数 | 割り切れ | ちょうど
def minibatch_list(N, B, rng, drop_last=False):
    order = rng.permutation(N)
    batches = [order[i : i + B] for i in range(0, N, B)]
    if drop_last:
        batches = batches[:-1]  # ←
    return batches

# %% 02-8 × 重複 | 有限母集団 | 補正 | 戻さ | (N − n) | 復元
answer = 2.5

# %% 02-9 × 1 | + 1 | k + 1 | 始ま
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k / warmup  # ←
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × warmup | 残り | p
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / K  # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × return | 返 | None
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        lr = lr_max * (k + 1) / warmup
    else:
        p = (k - warmup) / (K - warmup)
        lr = lr_max / 2 * (1 + np.cos(np.pi * p))  # ←

# %% 02-9 ○
import math
def warmup_cosine(k, K, lr_max, warmup):
    rising = lr_max * (k + 1) / warmup
    falling = lr_max * math.cos(math.pi / 2 * (k - warmup) / (K - warmup)) ** 2
    return rising if k < warmup else falling

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    order = rng.permutation(N)
    n = N // B if drop_last else -(-N // B)
    return [order[i * B : (i + 1) * B] for i in range(n)]
