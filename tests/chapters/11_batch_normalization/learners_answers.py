# %% 11-1 ○
answer = [-2, 0, 1, 2, 4]

# %% 11-1 ○
answer = (-2.0, 0.0, 1.0, 2.0, 4.0)

# %% 11-1 ○
x = np.array([1, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / x.std() + 1

# %% 11-1 ○
x = np.array([1.0, 5, 7, 9, 13])[:, None]
answer = (2 * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5) + 1).ravel()

# %% 11-1 ○
answer = np.array([-4, 0, 2, 4, 8]) / 2

# %% 11-1 ○
answer = [2 * z + 1 for z in (-1.5, -0.5, 0, 0.5, 1.5)]

# %% 11-1 ○
from fractions import Fraction
answer = [Fraction(v - 7, 4) * 2 + 1 for v in (1, 5, 7, 9, 13)]

# %% 11-1 ○
x = np.array([1.0, 5, 7, 9, 13])[:, None]
answer = 2 * (x - 7) / 4 + 1

# %% 11-1 × γ | β | gamma | 尺度 | 正規化しただけ | 4 行目
x = np.array([1.0, 5, 7, 9, 13])
answer = (x - x.mean()) / x.std()

# %% 11-1 × N - 1 | N−1 | N-1 | 不偏 | 割る数 | 4 で割
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / x.std(ddof=1) + 1

# %% 11-1 × 標準偏差 | 平方根 | ルート | √
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / x.var() + 1

# %% 11-1 × 順 | β | かっこ | 掛けてから | γ
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * ((x - x.mean()) / x.std() + 1)

# %% 11-1 × γ | β | 逆 | 取り違え | 入れ替
x = np.array([1.0, 5, 7, 9, 13])
answer = (x - x.mean()) / x.std() + 2

# %% 11-1 × γ | β | 逆 | 取り違え | 入れ替
x = np.array([1.0, 5, 7, 9, 13])
answer = 1 * (x - x.mean()) / x.std() + 2

# %% 11-1 × β | 位置 | 足し
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / x.std()

# %% 11-1 × γ | 尺度 | 掛け
x = np.array([1.0, 5, 7, 9, 13])
answer = (x - x.mean()) / x.std() + 1

# %% 11-1 × 割 | 標準偏差 | 分散
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) + 1

# %% 11-1 × 平均を引 | 引 | 平均
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * x / x.std() + 1

# %% 11-1 × 符号 | 逆 | 引く順 | 引く向き
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x.mean() - x) / x.std() + 1

# %% 11-1 × 最小 | 最大 | 標準偏差 | 平均 | 範囲
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.min()) / (x.max() - x.min()) + 1

# %% 11-1 × β | 符号 | 引 | 足
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / x.std() - 1

# %% 11-1 × 順 | 先に | 後 | 正規化してから | γ
x = np.array([1.0, 5, 7, 9, 13])
answer = (2 * x + 1 - 7) / 4

# %% 11-1 × 絶対値 | 標準偏差 | 2 乗 | 平均偏差 | 分散
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / np.abs(x - x.mean()).mean() + 1

# %% 11-1 × 割 | N | 件数 | 平均 | 5 で
x = np.array([1.0, 5, 7, 9, 13])
answer = 2 * (x - x.mean()) / np.sqrt(80) + 1

# %% 11-1 × γ | 偏差値 | 10 | β
x = np.array([1.0, 5, 7, 9, 13])
answer = 10 * (x - x.mean()) / x.std() + 50

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        if not train_flg:
            mu = self.running_mean
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if not train_flg:
            xhat = (x - self.running_mean) / np.sqrt(self.running_var + 1e-5)
            return self.gamma * xhat + self.beta
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            mu, var = np.mean(x, axis=0), np.var(x, axis=0)
            self.running_mean += (1 - m) * (mu - self.running_mean)
            self.running_var += (1 - m) * (var - self.running_var)
        else:
            mu, var = self.running_mean, self.running_var
        std = (var + 1e-5) ** 0.5
        return (x - mu) / std * self.gamma + self.beta

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            mu = x.sum(axis=0) / len(x)
            var = ((x - mu) ** 2).sum(axis=0) / len(x)
            self.running_mean *= m
            self.running_mean += (1 - m) * mu
            self.running_var *= m
            self.running_var += (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 ○
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        a = mu if train_flg else self.running_mean
        v = var if train_flg else self.running_var
        return self.gamma * ((x - a) / np.sqrt(v + 1e-5)) + self.beta

# %% 11-2 × 不偏 | N で割
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            n = x.shape[0]
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var * n / (n - 1)
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 移動平均 | running | 推論
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 分散 | running_var | var
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu = self.running_mean
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 平均 | running_mean | mu
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            var = self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 学習時 | train_flg | バッチの | 移動平均
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        mu, var = self.running_mean, self.running_var     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 逆 | train_flg | 学習時 | 推論時 | not
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if not train_flg:     # ←
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 逆 | 入れ替 | 取り違え | running_mean | 平均と分散
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_var, self.running_mean     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × momentum | 割合 | 古い | 1 - m | 逆
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = (1 - m) * self.running_mean + m * mu     # ←
            self.running_var = (1 - m) * self.running_var + m * var     # ←
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 推論 | 更新 | 学習時だけ
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        self.running_mean = m * self.running_mean + (1 - m) * mu     # ←
        self.running_var = m * self.running_var + (1 - m) * var     # ←
        if not train_flg:     # ←
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × ε | 1e-5
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5 if train_flg else var) + self.beta     # ←

# %% 11-2 × 平方根 | sqrt | 標準偏差 | ルート | √
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / (var + 1e-5) + self.beta     # ←

# %% 11-2 × axis | 軸 | 形
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=1), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × axis | 軸 | 列 | 行 | 形 | 1 件
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)     # ←
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × axis | 軸 | 列 | 全体
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(), x.var()     # ←
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 推論 | 件数 | 1 件 | train_flg | len
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        if len(x) == 1:     # ←
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 移動平均 | 古い | 上書き | 混ぜ | 最後のバッチ | 残 | 割合 | m
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = mu     # ←
            self.running_var = var     # ←
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 正規化 | 移動平均 | そのまま | running | 推論
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            return x     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × γ | gamma | β | beta
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            return (x - self.running_mean) / np.sqrt(self.running_var + 1e-5)     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 標準偏差 | sqrt | 平方根 | 分散
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * np.sqrt(var)     # ←
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 1 - m | 割合 | 新しい | 1 − m | 1-m
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + mu     # ←
            self.running_var = m * self.running_var + var     # ←
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 学習時 | train_flg | バッチの | 移動平均
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        mu, var = self.running_mean, self.running_var     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 移動平均 | running | 0 と 1 | 推論
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        mu, var = x.mean(axis=0), x.var(axis=0)
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu, var = 0, 1     # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - x.mean(1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), (dout * self.xhat).sum(0)
        d = dout * self.gamma
        both = (d * self.xhat).mean(1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - x.mean(axis=1)[:, None]
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(self.xhat * d, axis=1)[:, np.newaxis]
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.sum(x, axis=1, keepdims=True) / x.shape[1]
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.sum(d * self.xhat, 1, keepdims=True) / d.shape[1]
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.einsum('nd,nd->d', dout, self.xhat)
        d = dout * self.gamma
        both = np.einsum('nd,nd->n', d, self.xhat)[:, None] / dout.shape[1]
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - x.mean(-1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = (x - np.mean(x, 1, keepdims=True)) / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = (dout * self.gamma * self.xhat).mean(-1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - x.mean(1).reshape(-1, 1)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = np.divide(xc, self.std)
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(self.xhat * dout, 0)
        d = dout * self.gamma
        both = np.average(d * self.xhat, axis=1).reshape(-1, 1)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 1 件 | 行 | 列 | Batch
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=0)     # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 1 件 | 行 | 列 | Batch | 全体
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x)     # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × keepdims | 形 | 軸
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1)     # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 平均 | xc | 引
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = x / self.std     # ←
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 標準偏差 | 2 乗 | 分散 | std
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std**2     # ←
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 割 | std | 標準偏差
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc     # ←
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × sqrt | 平方根 | std | 標準偏差 | √
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / np.sqrt(self.std)     # ←
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × γ | gamma | 2 度 | 2 回
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = self.gamma * xc / self.std + self.beta     # ←
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × xhat | 掛け
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout, axis=0)     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 形 | 件
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=1)     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 和 | 平均 | sum | mean
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.mean(dout * self.xhat, axis=0)     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 和 | sum | 形 | 足し
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), dout * self.xhat     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 形
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat)     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × xhat | gamma | γ
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.gamma, axis=0)     # ←
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × γ | gamma | d 
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(dout * self.xhat, axis=1, keepdims=True)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 1 件 | 行 | 列 | Batch
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=0)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 平均 | mean | 和 | 割
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.sum(d * self.xhat, axis=1, keepdims=True)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × keepdims | 形 | 軸
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × xhat | 掛け | 分散
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d, axis=1, keepdims=True)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 平均 | mean
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = d * self.xhat     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 分散 | 道 | xhat | both | 定数
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = 0     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × 積 | 平均 | xhat | 掛け
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d, axis=1, keepdims=True) * np.mean(self.xhat, axis=1, keepdims=True)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 1 件 | 行 | 列 | Batch
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=0)     # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=0)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × axis | 軸 | 1 件 | 行 | 列 | Batch
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=0, keepdims=True)     # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × γ | gamma | 2 度 | 2 回
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.gamma * self.xhat, axis=1, keepdims=True)     # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-4 ○
answer = "ウ"

# %% 11-4 ○
choices = list("アイウエ")
answer = choices[2]

# %% 11-4 ○
answer = str("ウ")

# %% 11-4 ○
answer = "ｳ"

# %% 11-4 ○
answer = " ウ "

# %% 11-4 × Group | グループ
answer = "ア"

# %% 11-4 × Layer
answer = "イ"

# %% 11-4 × Instance
answer = "エ"

# %% 11-4 × ア | 選択肢 | 記号
answer = "Batch"

# %% 11-4 × ア | 選択肢 | 記号 | 文字
answer = 3

# %% 11-4 × 1 つ | 文字 | 記号 | 選べません
answer = ["ア", "ウ"]

# %% 11-4 × ア | 選択肢 | 記号
answer = "C"

# %% 11-4 × 1 つ | 選択肢 | 記号
answer = "アイエ"

# %% 11-5 ○
answer = 5136

# %% 11-5 ○
answer = 432 + 32 + 4608 + 64

# %% 11-5 ○
answer = 3 * 16 * 9 + 2 * 16 + 16 * 32 * 9 + 2 * 32

# %% 11-5 ○
answer = np.int64(5136)

# %% 11-5 ○
answer = 5136.0

# %% 11-5 ○
w1 = np.zeros((16, 3, 3, 3))
w2 = np.zeros((32, 16, 3, 3))
answer = w1.size + w2.size + 2 * (16 + 32)

# %% 11-5 × GroupNorm | G | グループ | チャネル
answer = 432 + 32 + 4608 + 8

# %% 11-5 × 移動平均 | 学習し
answer = 432 + 32 + 4608 + 64 + 32

# %% 11-5 × bias | バイアス
answer = 432 + 16 + 32 + 4608 + 32 + 64

# %% 11-5 × γ | 正規化 | BatchNorm
answer = 432 + 4608

# %% 11-5 × γ と β | 2C | 2 つ | β | 2 個 | 両方
answer = 432 + 16 + 4608 + 32

# %% 11-5 × 9 | 3 × 3 | kernel | 核 | 3×3 | カーネル | フィルタ
answer = 144 + 32 + 1536 + 64

# %% 11-5 × GroupNorm
answer = 432 + 32 + 4608

# %% 11-5 × BatchNorm
answer = 432 + 4608 + 64

# %% 11-5 × 出力 | チャネル | 枚
answer = 3 * 9 + 32 + 16 * 9 + 64

# %% 11-5 × 入力 | チャネル
answer = 16 * 9 + 32 + 32 * 9 + 64

# %% 11-5 × 移動平均 | 学習し
answer = 432 + 32 + 4608 + 64 + 32 + 64

# %% 11-5 × GroupNorm | G | グループ | チャネル
answer = 432 + 32 + 4608 + 4

# %% 11-5 × チャネル | ごと | C
answer = 432 + 2 + 4608 + 2

# %% 11-5 × チャネル | ごと | C
answer = 432 + 2 + 4608 + 8

# %% 11-5 × 入力 | 16
answer = 432 + 32 + 3 * 32 * 9 + 64

# %% 11-5 × bias | バイアス
answer = 432 + 32 + 4608 + 64 + 48

# %% 11-5 × γ と β | 2C | 2 つ | β | 2 個 | BatchNorm
answer = 432 + 16 + 4608 + 64

# %% 11-5 × GroupNorm | G | グループ | チャネル
answer = 432 + 32 + 4608 + 2 * 4 * 32

# %% 11-5 × GroupNorm | G | グループ | チャネル
answer = 432 + 32 + 4608 + 2 * 8

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    s = gamma / (var + eps) ** 0.5
    return W * s.reshape(-1, 1, 1, 1), beta + s * (b - mean)

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    new_W = np.empty_like(W, dtype=float)
    for m in range(len(W)):
        new_W[m] = W[m] * scale[m]
    return new_W, scale * b + beta - scale * mean

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return np.einsum("mchw,m->mchw", W, scale), (b - mean) * scale + beta

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    flat = W.reshape(len(W), -1) * scale[:, np.newaxis]
    return flat.reshape(W.shape), scale * (b - mean) + beta

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    W, b = W.astype(float), b.astype(float)
    scale = gamma / np.sqrt(var + eps)
    W *= scale[:, None, None, None]
    b -= mean
    b *= scale
    b += beta
    return W, b

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return [(W.T * scale).T, (b - mean) * scale + beta]

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    std = np.sqrt(var + eps)
    return gamma[:, None, None, None] * W / std[:, None, None, None], gamma * (b - mean) / std + beta

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = np.diag(gamma / np.sqrt(var + eps))
    return np.tensordot(scale, W, axes=1), scale @ (b - mean) + beta

# %% 11-6 × 形 | 軸 | 最後 | None | reshape | 放送 | ブロードキャスト
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale, (b - mean) * scale + beta     # ←

# %% 11-6 × 軸 | 形 | 先頭 | 0 | 出力
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[None, :, None, None], (b - mean) * scale + beta     # ←

# %% 11-6 × ε | eps
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var)     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × ε | eps | 中
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / (np.sqrt(var) + eps)     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × sqrt | 平方根 | 標準偏差
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / (var + eps)     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × mean | 平均 | 引
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b * scale + beta     # ←

# %% 11-6 × beta | β
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale     # ←

# %% 11-6 × mean | scale | 平均 | かっこ
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b * scale - mean + beta     # ←

# %% 11-6 × 符号 | mean | 引 | 平均
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b + mean) * scale + beta     # ←

# %% 11-6 × b | scale | かっこ | バイアス
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b - mean * scale + beta     # ←

# %% 11-6 × beta | β | かっこ
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean + beta) * scale     # ←

# %% 11-6 × b | バイアス
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], b     # ←

# %% 11-6 × gamma | γ
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = 1 / np.sqrt(var + eps)     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × 書き換え | 写し | copy | 渡された | 整数 | 型
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    W *= scale[:, None, None, None]     # ←
    b -= mean     # ←
    b *= scale     # ←
    b += beta     # ←
    return W, b

# %% 11-6 × 割 | 掛け | 逆
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W / scale[:, None, None, None], (b - mean) / scale + beta     # ←

# %% 11-6 × return | 返
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    W = W * scale[:, None, None, None]
    b = (b - mean) * scale + beta

# %% 11-6 × 順 | 逆 | 入れ替 | 形
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return (b - mean) * scale + beta, W * scale[:, None, None, None]     # ←

# %% 11-6 × b | バイアス | 2 つ | 返 | 組
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None]     # ←

# %% 11-6 × W | 重み | mean | 平均 | 引
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return (W - mean[:, None, None, None]) * scale[:, None, None, None] + beta[:, None, None, None], (b - mean) * scale + beta     # ←

# %% 11-6 × 割 | 掛け | 逆 | sqrt
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma * np.sqrt(var + eps)     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × sqrt | 平方根 | 標準偏差 | ε | eps
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / var     # ←
    return W * scale[:, None, None, None], (b - mean) * scale + beta

# %% 11-6 × 符号 | beta | β
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale - beta     # ←

# %% 11-6 × 軸 | 形 | 先頭 | 出力 | None
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None], (b - mean) * scale + beta     # ←

# %% 11-6 × 書き換え | 写し | copy | 渡された | 整数 | 型
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    for m in range(len(W)):
        W[m] = W[m] * scale[m]     # ←
    return W, (b - mean) * scale + beta

# %% 11-6 × mean | 渡された | 移動平均 | 引数 | 重み
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    mean, var = W.mean(axis=(1, 2, 3)), W.var(axis=(1, 2, 3))     # ←
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None, None], (b - mean) * scale + beta
