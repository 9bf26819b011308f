# %% 09-1 ○
answer = [6, -18]

# %% 09-1 ○
answer = (6.0, -18.0)

# %% 09-1 ○
# 展開してから微分する: L = (xy + y)² = y²(x + 1)²
x, y = 2, -1
answer = np.array([2 * y**2 * (x + 1), 2 * y * (x + 1) ** 2])

# %% 09-1 ○
h = 1e-4
L = lambda x, y: (x * y + y) ** 2
answer = [(L(2 + h, -1) - L(2 - h, -1)) / (2 * h), (L(2, -1 + h) - L(2, -1 - h)) / (2 * h)]

# %% 09-1 × 掛け算を通る道だけ | 2 つの道 | 枝分かれ | じか
answer = [6, -12]

# %% 09-1 × じかに入る道だけ | 2 つの道 | 枝分かれ | 掛け算を通る道
answer = [6, -6]

# %% 09-1 × 相手
answer = [-12, 0]

# %% 09-1 × 2v | v² の微分 | 2 が抜け
answer = [3, -9]

# %% 09-1 × 符号
answer = [-6, 18]

# %% 09-1 × 順 | 逆
answer = [-18, 6]

# %% 09-1 × 2v | v² の節点 | 2 乗の節点 | 飛ばし
answer = [-1, 3]

# %% 09-1 × 道どうし | 足し | 掛け合わせ | 枝分かれ
# 道どうしを掛けた
answer = [6, 72]

# %% 09-1 × v の勾配 | 2v | v を 2 乗 | v² | L の値
# v の勾配に L = v² = 9 を使った
answer = [-9, 27]

# %% 09-1 × y の符号 | y は -1 | v は | 順伝播 | 負
# y = 1 とした
answer = [6, 18]

# %% 09-2 ○
answer = [0, -1.8, 1.2]

# %% 09-2 ○
answer = np.array([[0, -1.8, 1.2]])[0]

# %% 09-2 ○
W2 = np.array([[1, 0.5], [0.5, -1], [-0.5, 0.5]])
delta = (np.array([-0.6, 0.6]) @ W2.T) * [0, 1, 1]
answer = np.outer([2, -1], delta)[0]

# %% 09-2 ○
answer = (0.0, -9 / 5, 6 / 5)

# %% 09-2 × ReLU の傾き
answer = [-0.6, -1.8, 1.2]

# %% 09-2 × 符号
answer = [0, 1.8, -1.2]

# %% 09-2 × 2 行目 | 1 つ目の入力
answer = [0, 0.9, -0.6]

# %% 09-2 × δ そのもの | 入力 + 積
answer = [0, -0.9, 0.6]

# %% 09-2 × y - t | 正解のクラスから 1
answer = [0, -0.8, 0.2]

# %% 09-2 × ReLU の値 | 傾きは 1 か 0
answer = [0, -3.6, 0.6]

# %% 09-2 × 正解のクラスを取り違え | 1 番目のクラス
# 2 番目を正解とした: δ2 = (0.4, -0.4)
answer = [0, 1.2, -0.8]

# %% 09-2 × 件数 | クラスの数 | 割 | 1 件
# 2 で割った
answer = [0, -0.9, 0.6]

# %% 09-2 × W2 | dW2 | h
# x と δ1 の代わりに h と δ2 を掛けた
answer = [0, -1.2, -0.3]

# %% 09-2 × 負 | 0 以下 | 止め | 勾配の符号 | a が正 | 順伝播
# a でなく dh の符号で止めた
answer = [0, 0, 1.2]

# %% 09-3 ○
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * self.s + dout * self.x * self.s * (1 - self.s)

# %% 09-3 ○
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        self.y = self.x * self.s
        return self.y

    def backward(self, dout):
        return dout * (self.y + self.s * (1 - self.y))

# %% 09-3 ○
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        dx = dout * self.s
        ds = dout * self.x
        dx += ds * self.s * (1 - self.s)
        return dx

# %% 09-3 × σ を通る道だけ | σ(x) を足
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * self.x * self.s * (1 - self.s)

# %% 09-3 × じかの道だけ
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * self.s

# %% 09-3 × かっこ | dout + 掛
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * self.s + self.x * self.s * (1 - self.s)

# %% 09-3 × 相手 x | x を掛
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.s + self.s * (1 - self.s))

# %% 09-3 × dout を掛
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return self.s + self.x * self.s * (1 - self.s)

# %% 09-3 × じかの道 | σ(x) | 1 ではなく | 相手 | self.s
# じかの道の勾配を 1 とした
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (1 + self.x * self.s * (1 - self.s))

# %% 09-3 × じかの道 | σ(x) | 相手 | self.s + self.x
# じかの道で、相手でなく自分の x を掛けた
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.x + self.x * self.s * (1 - self.s))

# %% 09-3 × 引 | 符号 | 足
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.s - self.x * self.s * (1 - self.s))

# %% 09-3 × σ の傾き | 1 - σ | 1 − σ | シグモイドの傾き | 1 - self.s
# シグモイドの傾きを σ だけとした
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.s + self.x * self.s)

# %% 09-4 ○
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, dz.sum(axis=0))
        if i < len(weights) - 1:
            dh = dz @ weights[-1 - i].T
            dz = np.where(hs[-i - 1] > 0, dh, 0)
    return dWs, dbs

# %% 09-4 ○
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, 0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[len(weights) - 1 - i].T)
            dz = dh * (hs[len(weights) - 1 - i] != 0)
    return dWs, dbs

# %% 09-4 ○
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, np.transpose(weights[~i]))
            dz = dh * (hs[-i - 1] > 0).astype(float)
    return dWs, dbs

# %% 09-4 × 件数で割 | batch_size
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = y - t  # ←
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 符号
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (t - y) / batch_size  # ←
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 平均
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.mean(dz, axis=0))  # ←
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 形 | keepdims | 次元
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0, keepdims=True))  # ←
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 件数の軸 | ユニットについて
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=1))  # ←
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 後ろから | 入力側 | 出力側 | 1 つずれ | weights[0]
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i].T)  # ←
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 1 つ | 次の | hs[-i - 1] | ずれ | 隣
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 2] > 0)  # ←
    return dWs, dbs

# %% 09-4 × 傾きでなく | ReLU の値 | 傾きは 1 か 0
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * hs[-i - 1]  # ←
    return dWs, dbs

# %% 09-4 × 0 以上 | 境目 | 0 だったユニット | 常に | 0 のユニット | ReLU の傾き | >=
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] >= 0)  # ←
    return dWs, dbs

# %% 09-4 × dh | 勾配の符号 | 順伝播
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (dh > 0)  # ←
    return dWs, dbs

# %% 09-4 × 逆 | 反対 | 止める方 | 向き | 0 だったユニット
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] <= 0)  # ←
    return dWs, dbs

# %% 09-4 × 割 | 2 度 | batch_size
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T) / batch_size  # ←
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × 平均 2 乗 | シグモイド | y(1 - y) | y(1 − y) | 傾き | 打ち消
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) * y * (1 - y) / batch_size  # ←
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-4 × クラスの数 | 件数 | t.size | shape の軸
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / y.shape[1]  # ←
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh * (hs[-i - 1] > 0)
    return dWs, dbs

# %% 09-5 ○
answer = "ウ"

# %% 09-5 ○
answer = "ｳ"

# %% 09-5 ○
answer = " ウ "

# %% 09-5 × 倍率 | 水平 | 1
answer = "ア"

# %% 09-5 × シグモイド | 4 分の 1
answer = "イ"

# %% 09-5 × 1 より大きい
answer = "エ"

# %% 09-6 ○
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = self.alpha * (np.exp(x[self.mask]) - 1)
        self.out = out
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = dout[self.mask] * (self.out[self.mask] + self.alpha)
        return dx

# %% 09-6 ○
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x.copy()
        return np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0)))

    def backward(self, dout):
        return dout * np.where(self.x > 0, 1, self.alpha * np.exp(np.minimum(self.x, 0)))

# %% 09-6 ○
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.positive = np.maximum(x, 0)
        self.e = np.exp(-np.maximum(-x, 0))
        self.on = x > 0
        return self.positive + self.alpha * (self.e - 1)

    def backward(self, dout):
        return dout * self.on + dout * ~self.on * self.alpha * self.e

# %% 09-6 ○
# x = 0 の傾きを 1 とした(x = 0 では微分の決め方が分かれる)
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * self.alpha * np.exp(np.minimum(self.x, 0)))

# %% 09-6 × あふれ | inf | nan | オーバーフロー | overflow
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(x) - 1))

    def backward(self, dout):
        return dout * np.where(self.x > 0, 1, self.alpha * np.exp(self.x))

# %% 09-6 × dout を書き換え | 新しい配列
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = self.alpha * (np.exp(x[self.mask]) - 1)
        self.out = out
        return out

    def backward(self, dout):
        dout[self.mask] *= self.out[self.mask] + self.alpha
        return dout

# %% 09-6 × x を書き換え | 入力を書き換え | 引数 | 複製 | copy | 書き換え
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        x[self.mask] = self.alpha * (np.exp(x[self.mask]) - 1)
        self.x = x
        return x

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] *= self.alpha * np.exp(self.x[self.mask])
        return dx

# %% 09-6 × x を書き換え | 新しい配列
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.mask = x <= 0
        self.e = np.exp(x[self.mask])
        x[self.mask] = self.alpha * (self.e - 1)
        return x

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] *= self.alpha * self.e
        return dx

# %% 09-6 × α
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, np.exp(np.minimum(x, 0)) - 1)

    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * np.exp(np.minimum(self.x, 0)))

# %% 09-6 × α | y + α | 出力
# y + α を y + 1 とした(α = 1 でだけ正しい)
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.y = np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))
        return self.y

    def backward(self, dout):
        return np.where(self.y > 0, dout, dout * (self.y + 1))

# %% 09-6 × 傾きの代わり | 出力の値
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        self.y = np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))
        return self.y

    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * self.y)

# %% 09-6 × ReLU の傾き | α eˣ | αeˣ
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, dout):
        dx = dout.copy()
        dx[self.x <= 0] = 0
        return dx

# %% 09-6 × x を掛 | 傾きは 1 | dout をそのまま | 正の
# x > 0 の傾きを x とした
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, dout):
        return dout * np.where(self.x > 0, self.x, self.alpha * np.exp(np.minimum(self.x, 0)))

# %% 09-6 × 引数 | train_flg
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x):  # ←
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, dout):
        return np.where(self.x > 0, dout, dout * self.alpha * np.exp(np.minimum(self.x, 0)))

# %% 09-6 × dout + 掛
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * (np.exp(np.minimum(x, 0)) - 1))

    def backward(self, dout):
        return np.where(self.x > 0, dout, self.alpha * np.exp(np.minimum(self.x, 0)))
