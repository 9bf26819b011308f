# %% 90-1 ○
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)
        for key in params.keys():
            self.v[key] = self.momentum*self.v[key] - self.lr*grads[key]
            params[key] += self.v[key]

# %% 90-1 ○
from collections import defaultdict

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.eta, self.mu = lr, momentum
        self.velocity = defaultdict(float)

    def update(self, params, grads):
        for name, g in grads.items():
            self.velocity[name] = self.mu * self.velocity[name] - self.eta * g
            params[name] = params[name] + self.velocity[name]

# %% 90-1 ○
# vをlrで割って持つ(同じこと)
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr=lr
        self.a=momentum
        self.buf={}
    def update(self, params, grads):
        for k in params:
            if k not in self.buf:
                self.buf[k]=grads[k].copy()
            else:
                self.buf[k]=self.a*self.buf[k]+grads[k]
            params[k]=params[k]-self.lr*self.buf[k]

# %% 90-1 ○
class Base:
    def __init__(self, lr):
        self.lr = lr
        self.state = {}

    def step(self, key, x, g):
        raise NotImplementedError

    def update(self, params, grads):
        new = {k: self.step(k, params[k], grads[k]) for k in params}
        params.update(new)

class Momentum(Base):
    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr)
        self.momentum = momentum

    def step(self, key, x, g):
        v = self.state.get(key, 0.0)
        v = self.momentum * v - self.lr * g
        self.state[key] = v
        return x + v

# %% 90-1 ○
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.__dict__.update(lr=lr, momentum=momentum, v={})

    def update(self, params, grads):
        for k, p in params.items():
            try:
                v = self.v[k]
            except KeyError:
                v = self.v[k] = np.zeros(p.shape)
            v *= self.momentum
            v -= self.lr * grads[k]
            p += v

# %% 90-1 ○
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.prev = {}

    def update(self, params, grads):
        old = {k: np.array(p, copy=True) for k, p in params.items()}
        for k in params:
            diff = old[k] - self.prev.get(k, old[k]) if k in self.prev else 0
            params[k] = old[k] + self.momentum * diff - self.lr * grads[k]
        self.prev = old

# %% 90-1 × 符号 | マイナス | 逆向き | 逆方向 | 足して | 引く
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = self.momentum * self.v[key] + self.lr * grads[key]  # ←
            params[key] += self.v[key]  # ←

# %% 90-1 × 符号 | マイナス | 逆向き | 逆方向 | 引いて | 足す
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None
    def update(self, params, grads):
        if self.v is None:
            self.v = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.v[k] = self.momentum*self.v[k] - self.lr*grads[k]  # ←
            params[k] -= self.v[k]    # ←

# %% 90-1 × 毎回 | リセット | 初期化 | 引き継 | 前回 | 覚え | 保存 | 残 | self に残りません
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        v = {}     # ←
        for key, val in params.items():
            v[key] = np.zeros_like(val)     # ←
        for key in params.keys():
            v[key] = self.momentum*v[key] - self.lr*grads[key]
            params[key] += v[key]

# %% 90-1 × 共有 | キーごと | 鍵ごと | パラメータごと | パラメーターごと | 使い回 | 別々 | 混ざ | 1 つの v | 一つの v | 同じ値を使い回
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0

    def update(self, params, grads):
        for key in params:
            self.v = self.momentum * self.v - self.lr * grads[key]  # ←
            params[key] = params[key] + self.v

# %% 90-1 × 1-momentum | 1 - momentum | 1−momentum | 1 − momentum | 余分 | 余計 | 指数移動平均 | 小さ
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for k in params.keys():
            v = self.v.get(k, np.zeros_like(params[k]))
            v = self.momentum * v - (1 - self.momentum) * self.lr * grads[k]   # ←
            self.v[k] = v
            params[k] = params[k] + v

# %% 90-1 × self | NameError | 定義されていない
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = momentum * self.v[key] - lr * grads[key]  # ←
            params[key] += self.v[key]

# %% 90-1 × __init__ | 初期化メソッド | コンストラクタ | アンダースコア | 綴り | つづり
class Momentum:
    def _init_(self, lr=0.01, momentum=0.9):   # ←
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

# %% 90-1 × 引数 + 順 | 引数 + 逆 | 入れ替 | 順番 | 取り違え
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, grads, params):   # ←
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

# %% 90-1 × v + 更新され | v + 保存 | v + 覚え | v + 代入 | v + 残 | v + 0 のまま | 速度 + 更新 | 慣性 | v + 初めの値のまま
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        if not self.v:
            for k, p in params.items():
                self.v[k] = np.zeros_like(p)
        for k in params:
            params[k] += self.momentum*self.v[k] - self.lr*grads[k]    # ←

# %% 90-1 × params + 変わ | params + 変更 | params + 代入 | params[ | ローカル | 局所 | その場 | もとの配列の中身は変わっていません
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key, x in params.items():
            if key not in self.v:
                self.v[key] = np.zeros_like(x)
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            x = x + self.v[key]   # ←

# %% 90-1 × キー | key | 鍵 | KeyError | 決め打ち
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {"W1": 0, "b1": 0}

    def update(self, params, grads):
        for key in ["W1", "b1"]:    # ←
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]   # ←
            params[key] = params[key] + self.v[key]

# %% 90-1 × 初期値 | 0 で始 | 0 から | ゼロ | zeros | 最初 | はじめ
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = val.copy()   # ←
        for key in params.keys():
            self.v[key] = self.momentum*self.v[key] - self.lr*grads[key]
            params[key] += self.v[key]

# %% 90-1 × クラス変数 | クラス属性 | クラスの変数 | インスタンス | 共有 | 別のオブジェクト
class Momentum:
    v = {}   # ←
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        for key in params:
            if key not in self.v:
                self.v[key] = np.zeros_like(params[key])
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]

# %% 90-1 × 入れ替 | 取り違え | 逆 | 係数 + lr
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            old = self.v.get(k, 0)
            self.v[k] = self.lr*old - self.momentum*grads[k]   # ←
            params[k] = params[k] + self.v[k]

# %% 90-1 × 括弧 | かっこ | カッコ | 勾配 + momentum | g + momentum | 余分 | 余計
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            if k not in self.v:
                self.v[k] = np.zeros_like(params[k])
            self.v[k] = self.momentum * (self.v[k] - self.lr * grads[k])   # ←
            params[k] += self.v[k]

# %% 90-1 × Nesterov | ネステロフ | 先読み | 二重 | もう一度 | 2 回 | 余分 | 余計
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.h = {}

    def update(self, params, grads):
        for k, g in grads.items():
            h = self.h.get(k, 0)
            h = self.momentum*h - self.lr*g
            params[k] = params[k] + self.momentum*h - self.lr*g    # ←
            self.h[k] = h

# %% 90-1 × lr | 学習率
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for k in params:
            v = self.v.setdefault(k, np.zeros_like(params[k]))
            v[...] = self.momentum * v - grads[k]   # ←
            params[k] += v

# %% 90-2 ○
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)
        self.iter += 1
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key]**2 - self.v[key])
            mh = self.m[key] / (1 - self.beta1**self.iter)
            vh = self.v[key] / (1 - self.beta2**self.iter)
            params[key] -= self.lr * mh / (np.sqrt(vh) + self.eps)

# %% 90-2 ○
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.states = {}

    def update(self, params, grads):
        for k in params:
            m, v, t = self.states.get(k, (0., 0., 0))
            g = grads[k]
            t += 1
            m = self.b1*m + (1-self.b1)*g
            v = self.b2*v + (1-self.b2)*g*g
            self.states[k] = (m, v, t)
            params[k] = params[k] - self.lr*(m/(1-self.b1**t))/((v/(1-self.b2**t))**0.5 + self.eps)

# %% 90-2 ○
# tを使わずにβの積を持っておく
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr=lr; self.beta1=beta1; self.beta2=beta2; self.eps=eps
        self.p1=1.0
        self.p2=1.0
        self.m={}
        self.v={}
    def _ema(self, d, key, new, beta):
        d[key] = beta*d.get(key, np.zeros_like(new)) + (1-beta)*new
        return d[key]
    def update(self, params, grads):
        self.p1 *= self.beta1
        self.p2 *= self.beta2
        for key in params:
            m = self._ema(self.m, key, grads[key], self.beta1)
            v = self._ema(self.v, key, np.square(grads[key]), self.beta2)
            params[key] = params[key] - self.lr*(m/(1-self.p1))/(np.sqrt(v/(1-self.p2))+self.eps)

# %% 90-2 ○
import math

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 1
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        c1 = 1 - math.pow(self.beta1, self.t)
        c2 = 1 - math.pow(self.beta2, self.t)
        for name in params:
            if name not in self.m:
                self.m[name] = np.zeros(np.shape(params[name]))
                self.v[name] = np.zeros(np.shape(params[name]))
            m, v, g = self.m[name], self.v[name], grads[name]
            m *= self.beta1
            m += (1 - self.beta1) * g
            v *= self.beta2
            v += (1 - self.beta2) * g ** 2
            params[name] -= self.lr * (m / c1) / (np.sqrt(v / c2) + self.eps)
        self.t += 1

# %% 90-2 ○
class _Slot:
    """1つのパラメータのm, v, t"""
    def __init__(self, shape):
        self.m = np.zeros(shape)
        self.v = np.zeros(shape)
        self.t = 0

    def step(self, g, b1, b2):
        self.t += 1
        self.m = b1 * self.m + (1 - b1) * g
        self.v = b2 * self.v + (1 - b2) * np.power(g, 2)
        return self.m / (1 - b1 ** self.t), self.v / (1 - b2 ** self.t)

class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.cfg = dict(lr=lr, b1=beta1, b2=beta2, eps=eps)
        self.slots = {}

    def update(self, params, grads):
        c = self.cfg
        for k in list(params):
            try:
                slot = self.slots[k]
            except KeyError:
                slot = self.slots[k] = _Slot(params[k].shape)
            mh, vh = slot.step(grads[k], c["b1"], c["b2"])
            params[k] = params[k] - c["lr"] * mh / (np.sqrt(vh) + c["eps"])

# %% 90-2 × 補正 | バイアス | 1-β | 1 − β1^t | m̂ | hat
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        for k in params:
            if k not in self.m:
                self.m[k] = np.zeros_like(params[k])
                self.v[k] = np.zeros_like(params[k])
            self.m[k] = self.beta1*self.m[k] + (1-self.beta1)*grads[k]
            self.v[k] = self.beta2*self.v[k] + (1-self.beta2)*grads[k]**2
            params[k] -= self.lr*self.m[k]/(np.sqrt(self.v[k])+self.eps)    # ←

# %% 90-2 × t = 0 | t=0 | t が 0 | t は 0 | 1 から | t を増や | 先に | 0 で割 | ゼロ除算 | 0 除算 | nan
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0  # ←
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        for k in params:
            if k not in self.m:
                self.m[k] = np.zeros_like(params[k])
                self.v[k] = np.zeros_like(params[k])
            self.m[k] = self.beta1*self.m[k] + (1-self.beta1)*grads[k]
            self.v[k] = self.beta2*self.v[k] + (1-self.beta2)*grads[k]**2
            mhat = self.m[k]/(1-self.beta1**self.t)   # ←
            vhat = self.v[k]/(1-self.beta2**self.t)   # ←
            params[k] -= self.lr*mhat/(np.sqrt(vhat)+self.eps)
        self.t += 1   # ←

# %% 90-2 × t + キーごと | t + パラメータごと | t + パラメーターごと | t + ループ | t + for | t + 進 | t + 1 回 | t + 増え
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        for key in params:
            self.t += 1   # ←
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × eps + 中 | ε + 中 | eps + 外 | ε + 外 | 根号 | 平方根 + 中 | eps + 位置 | ε + 位置
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.beta1*self.m.get(k, 0) + (1-self.beta1)*g
            self.v[k] = self.beta2*self.v.get(k, 0) + (1-self.beta2)*g**2
            mh = self.m[k]/(1-self.beta1**self.t)
            vh = self.v[k]/(1-self.beta2**self.t)
            params[k] = params[k] - self.lr*mh/np.sqrt(vh + self.eps)   # ←

# %% 90-2 × 乗 | べき | 冪 | ** | ^t | 指数
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1)   # ←
            v_hat = self.v[key] / (1 - self.beta2)   # ←
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 2 乗 | 二乗 | 2乗 | 自乗 | g² | g**2
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m = {}
        self.v = {}
        self.t = 0

    def update(self, params, grads):
        self.t = self.t + 1
        for k in params.keys():
            g = grads[k]
            m = self.b1 * self.m.get(k, 0.0) + (1 - self.b1) * g
            v = self.b2 * self.v.get(k, 0.0) + (1 - self.b2) * g      # ←
            self.m[k], self.v[k] = m, v
            m = m / (1 - self.b1 ** self.t)
            v = v / (1 - self.b2 ** self.t)
            params[k] = params[k] - self.lr * m / (np.sqrt(v) + self.eps)

# %% 90-2 × beta2 | β2 | β₂
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta1 * self.v[key] + (1 - self.beta1) * grads[key] ** 2   # ←
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 1-β | 1 - β | 1−β | 1 − β | 1 - beta | 1-beta | 1 − beta | 重み | 係数 | 割合 | self.beta1 と 1 - self.beta1 が逆
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = (1 - self.beta1) * self.m[key] + self.beta1 * grads[key]        # ←
            self.v[key] = (1 - self.beta2) * self.v[key] + self.beta2 * grads[key] ** 2   # ←
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 1-β | 1 - β | 1−β | 1 − β | 1 - beta | 1-beta | 1 − beta | 係数 | 1 - self.b1 を掛け忘れて
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.n = {}, {}, 0
    def update(self, params, grads):
        self.n += 1
        for key in params:
            self.m[key] = self.b1*self.m.get(key, 0) + grads[key]    # ←
            self.v[key] = self.b2*self.v.get(key, 0) + (1-self.b2)*grads[key]**2
            mh = self.m[key]/(1-self.b1**self.n)
            vh = self.v[key]/(1-self.b2**self.n)
            params[key] = params[key] - self.lr*mh/(np.sqrt(vh)+self.eps)

# %% 90-2 × 符号 | 逆向き | 逆方向 | マイナス | 足して | 引く
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k in params:
            m = self.m[k] = self.b1*self.m.get(k, 0) + (1-self.b1)*grads[k]
            v = self.v[k] = self.b2*self.v.get(k, 0) + (1-self.b2)*grads[k]**2
            mh = m/(1-self.b1**self.t)
            vh = v/(1-self.b2**self.t)
            params[k] += self.lr*mh/(np.sqrt(vh)+self.eps)    # ←

# %% 90-2 × 平方根 | sqrt | √ | ルート
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            params[key] -= self.lr * m_hat / (v_hat + self.eps)   # ←

# %% 90-2 × 毎回 | リセット | 初期化 | 引き継 | 前回 | 覚え | 保存 | 前の値が残りません
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0

    def update(self, params, grads):
        self.t += 1
        self.m = {k: np.zeros_like(p) for k, p in params.items()}   # ←
        self.v = {k: np.zeros_like(p) for k, p in params.items()}   # ←
        for key in params:
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            v_hat = self.v[key] / (1 - self.beta2 ** self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 共有 | キーごと | 鍵ごと | パラメータごと | パラメーターごと | 使い回 | 別々 | 混ざ | 同じ値を使い回
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = 0
        self.v = 0

    def update(self, params, grads):
        self.t += 1
        for key in params:
            g = grads[key]
            self.m = self.beta1 * self.m + (1 - self.beta1) * g       # ←
            self.v = self.beta2 * self.v + (1 - self.beta2) * g ** 2  # ←
            m_hat = self.m / (1 - self.beta1 ** self.t)
            v_hat = self.v / (1 - self.beta2 ** self.t)
            params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 上書き | 補正 + 保存 | 補正した | 補正後 | 補正済 | 二重
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.t += 1
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            self.m[key] = self.m[key] / (1 - self.beta1 ** self.t)   # ←
            self.v[key] = self.v[key] / (1 - self.beta2 ** self.t)   # ←
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + self.eps)

# %% 90-2 × math + import | math + 定義 | math + インポート | import | インポート
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.m = {}
        self.v = {}
    def update(self, params, grads):
        self.t += 1
        a = self.lr * math.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)   # ←
        for k in params:
            self.m[k] = self.beta1*self.m.get(k, 0) + (1-self.beta1)*grads[k]
            self.v[k] = self.beta2*self.v.get(k, 0) + (1-self.beta2)*grads[k]**2
            params[k] -= a * self.m[k] / (np.sqrt(self.v[k]) + self.eps)

# %% 90-2 × self
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        t = 0       # ←
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        t += 1      # ←
        for key in params:
            if key not in self.m:
                self.m[key] = np.zeros_like(params[key])
                self.v[key] = np.zeros_like(params[key])
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1 ** t)
            v_hat = self.v[key] / (1 - self.beta2 ** t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)

# %% 90-2 × 既定値 | デフォルト | 規定値 | 0.999 | 省略
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.99, eps=1e-8):   # ←
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k in params:
            m = self.m[k] = self.b1*self.m.get(k, 0) + (1-self.b1)*grads[k]
            v = self.v[k] = self.b2*self.v.get(k, 0) + (1-self.b2)*grads[k]**2
            mh = m/(1-self.b1**self.t)
            vh = v/(1-self.b2**self.t)
            params[k] = params[k] - self.lr*mh/(np.sqrt(vh)+self.eps)

# %% 90-2 × eps | ε | 0 で割 | ゼロ除算 | 0 除算 | nan
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k in params:
            m = self.m[k] = self.b1*self.m.get(k, 0) + (1-self.b1)*grads[k]
            v = self.v[k] = self.b2*self.v.get(k, 0) + (1-self.b2)*grads[k]**2
            mh = m/(1-self.b1**self.t)
            vh = v/(1-self.b2**self.t)
            params[k] = params[k] - self.lr*mh/np.sqrt(vh)     # ←

# %% 90-3 ○
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma, dtype=float)
        self.running_var = np.ones_like(gamma, dtype=float)

    def forward(self, x, train=True):
        if train:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu = self.running_mean
            var = self.running_var
        xhat = (x - mu)/np.sqrt(var + self.eps)
        return self.gamma*xhat + self.beta

# %% 90-3 ○
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.g, self.b, self.m, self.e = gamma, beta, momentum, eps
        self.running_mean = 0
        self.running_var = 1

    def _norm(self, x, mean, var):
        scale = self.g / (var + self.e) ** 0.5
        return x * scale + (self.b - mean * scale)

    def forward(self, x, train=True):
        if not train:
            return self._norm(x, self.running_mean, self.running_var)
        n = len(x)
        mean = sum(x) / n
        var = sum((row - mean) ** 2 for row in x) / n
        self.running_mean = self.m * self.running_mean + (1 - self.m) * mean
        self.running_var = self.m * self.running_var + (1 - self.m) * var
        return self._norm(x, mean, var)

# %% 90-3 ○
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma=gamma
        self.beta=beta
        self.momentum=momentum
        self.eps=eps
        self.running_mean=np.zeros(len(gamma))
        self.running_var=np.ones(len(gamma))
    def forward(self, x, train=True):
        N,D=x.shape
        out=np.empty((N,D))
        for d in range(D):
            col=x[:,d]
            if train:
                m=np.mean(col)
                v=np.mean(col**2)-m**2
                v=max(v, 0.0)
                self.running_mean[d]=self.momentum*self.running_mean[d]+(1-self.momentum)*m
                self.running_var[d]=self.momentum*self.running_var[d]+(1-self.momentum)*v
            else:
                m=self.running_mean[d]
                v=self.running_var[d]
            for n in range(N):
                out[n,d]=self.gamma[d]*(x[n,d]-m)/np.sqrt(v+self.eps)+self.beta[d]
        return out

# %% 90-3 ○
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = np.asarray(gamma, float).reshape(1, -1)
        self.beta = np.asarray(beta, float).reshape(1, -1)
        self.momentum = momentum
        self.eps = eps
        D = self.gamma.size
        self.running_mean = np.zeros(D)
        self.running_var = np.ones(D)

    def forward(self, x, train=True):
        if train:
            ave = np.mean(x, axis=0, keepdims=True)
            dev = x - ave
            bunsan = np.einsum("nd,nd->d", dev, dev) / x.shape[0]
            self.running_mean += (1 - self.momentum) * (ave.ravel() - self.running_mean)
            self.running_var += (1 - self.momentum) * (bunsan - self.running_var)
            xh = dev / np.sqrt(bunsan + self.eps)
        else:
            xh = (x - self.running_mean) / np.sqrt(self.running_var + self.eps)
        return self.gamma * xh + self.beta

# %% 90-3 ○
class Layer:
    def __call__(self, *args, **kw):
        return self.forward(*args, **kw)

class BatchNorm(Layer):
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.params = {"gamma": gamma, "beta": beta}
        self.momentum, self.eps = momentum, eps
        self.running_mean, self.running_var = np.zeros(gamma.shape), np.ones(gamma.shape)

    def forward(self, x, train=True):
        stats = self._batch_stats(x) if train else (self.running_mean, self.running_var)
        out = np.array(x, dtype=float)
        out -= stats[0]
        out /= np.sqrt(stats[1] + self.eps)
        out *= self.params["gamma"]
        out += self.params["beta"]
        return out

    def _batch_stats(self, x):
        mean, var = np.mean(x, 0), np.var(x, 0)
        a = self.momentum
        self.running_mean = a * self.running_mean + (1 - a) * mean
        self.running_var = a * self.running_var + (1 - a) * var
        return mean, var

# %% 90-3 × 軸 | axis | 列ごと | 特徴ごと | 行ごと | 次元ごと
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
            mu = x.mean(axis=1, keepdims=True)   # ←
            var = x.var(axis=1, keepdims=True)   # ←
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu = self.running_mean
            var = self.running_var
        xhat = (x - mu)/np.sqrt(var + self.eps)
        return self.gamma*xhat + self.beta

# %% 90-3 × ddof | 不偏 | N-1 | N - 1 | N−1 | N − 1 | 標本分散
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
            mu = np.mean(x, axis=0)
            var = np.var(x, axis=0, ddof=1)    # ←
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma*(x - mu)/np.sqrt(var + self.eps) + self.beta

# %% 90-3 × ddof | 不偏 | N-1 | N - 1 | N−1 | N − 1 | 余分な 1 を引いています
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean = np.zeros(gamma.shape)
        self.running_var = np.ones(gamma.shape)

    def forward(self, x, train=True):
        n = x.shape[0]
        if train:
            mu = x.mean(0)
            xc = x - mu
            var = (xc**2).sum(0)/n
            r = self.momentum
            self.running_mean = r*self.running_mean + (1-r)*mu
            self.running_var = r*self.running_var + (1-r)*var*n/(n-1)   # ←
            return self.gamma*xc/np.sqrt(var+self.eps) + self.beta
        xn = (x - self.running_mean)/np.sqrt(self.running_var+self.eps)
        return self.gamma*xn + self.beta

# %% 90-3 × momentum + 逆 | 入れ替 | 1-momentum | 1 - momentum | 1−momentum | 1 − momentum | 取り違え | 重み
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
            self.running_mean = (1-self.momentum)*self.running_mean + self.momentum*mu   # ←
            self.running_var = (1-self.momentum)*self.running_var + self.momentum*var    # ←
        else:
            mu = self.running_mean
            var = self.running_var
        xhat = (x - mu)/np.sqrt(var + self.eps)
        return self.gamma*xhat + self.beta

# %% 90-3 × train | 推論 | 評価 | テスト時 | 訓練でない | running
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        mu = x.mean(axis=0)     # ←
        var = x.var(axis=0)     # ←
        if train:
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        xhat = (x - mu)/np.sqrt(var + self.eps)    # ←
        return self.gamma*xhat + self.beta

# %% 90-3 × train=False | 推論 | 評価 | テスト時 | 訓練でない | 訓練のときだけ | 訓練時だけ | 更新してしま
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train=True):
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        if train:
            y = (x - mu)/np.sqrt(var + self.eps)
        else:
            y = (x - self.running_mean)/np.sqrt(self.running_var + self.eps)
        self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu    # ←
        self.running_var = self.momentum*self.running_var + (1-self.momentum)*var     # ←
        return self.gamma*y + self.beta

# %% 90-3 × eps + 中 | ε + 中 | eps + 外 | ε + 外 | 根号 | eps + 位置 | ε + 位置
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros(len(gamma))
        self.running_var = np.ones(len(gamma))

    def forward(self, x, train=True):
        if train:
            mu, var = np.mean(x, axis=0), np.var(x, axis=0)
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma*(x-mu)/(np.sqrt(var)+self.eps) + self.beta    # ←

# %% 90-3 × 平方根 | sqrt | √ | 標準偏差 | ルート
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
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu = self.running_mean
            var = self.running_var
        xhat = (x - mu)/(var + self.eps)   # ←
        return self.gamma*xhat + self.beta

# %% 90-3 × 標準偏差 | std | 分散ではな
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
            std = np.sqrt(x.var(axis=0) + self.eps)
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*std   # ←
            xhat = (x - mu)/std
        else:
            xhat = (x - self.running_mean)/np.sqrt(self.running_var + self.eps)
        return self.gamma*xhat + self.beta

# %% 90-3 × 初期値 | 1 から | 1 で始 | ones | 最初 | はじめ
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.zeros_like(gamma)   # ←

    def forward(self, x, train=True):
        if train:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu = self.running_mean
            var = self.running_var
        xhat = (x - mu)/np.sqrt(var + self.eps)
        return self.gamma*xhat + self.beta

# %% 90-3 × gamma + beta | γ + β | 入れ替 | 取り違え
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
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu = self.running_mean
            var = self.running_var
        return self.beta * (x - mu)/np.sqrt(var + self.eps) + self.gamma     # ←

# %% 90-3 × return | 返して | 返し忘れ | 戻り値 | None
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
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
            y = self.gamma*(x - mu)/np.sqrt(var + self.eps) + self.beta
            return y
        else:
            y = self.gamma*(x - self.running_mean)/np.sqrt(self.running_var + self.eps) + self.beta

# %% 90-3 × バッチの統計 | バッチの平均 | 訓練 + running | 訓練時 | 移動平均 + 正規化
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
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*x.mean(axis=0)
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*x.var(axis=0)
        xhat = (x - self.running_mean)/np.sqrt(self.running_var + self.eps)    # ←
        return self.gamma*xhat + self.beta

# %% 90-3 × 軸 | axis | 全体 | 列ごと | 特徴ごと
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
            mu = np.mean(x)     # ←
            var = np.var(x)     # ←
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma*((x - mu)/np.sqrt(var + self.eps)) + self.beta

# %% 90-3 × 書き換 | 書きかえ | 変更 | 破壊 | 壊 | コピー | in-place | その場
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
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu, var = self.running_mean, self.running_var
        x -= mu                         # ←
        x /= np.sqrt(var + self.eps)    # ←
        return self.gamma*x + self.beta

# %% 90-3 × running_mean | 属性 | 名前
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.moving_mean = np.zeros_like(gamma)   # ←
        self.moving_var = np.ones_like(gamma)     # ←

    def forward(self, x, train=True):
        if train:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.moving_mean = self.momentum*self.moving_mean + (1-self.momentum)*mu    # ←
            self.moving_var = self.momentum*self.moving_var + (1-self.momentum)*var    # ←
        else:
            mu = self.moving_mean
            var = self.moving_var
        return self.gamma*(x - mu)/np.sqrt(var + self.eps) + self.beta

# %% 90-3 × self | 引数
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.9, eps=1e-5):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.eps = eps
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(x, train=True):     # ←
        if train:
            mu = x.mean(axis=0)
            var = x.var(axis=0)
            self.running_mean = self.momentum*self.running_mean + (1-self.momentum)*mu
            self.running_var = self.momentum*self.running_var + (1-self.momentum)*var
        else:
            mu, var = self.running_mean, self.running_var
        return self.gamma*(x - mu)/np.sqrt(var + self.eps) + self.beta

# %% 90-4 ○
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    xc = x - mu
    std = np.sqrt(x.var(axis=0) + eps)
    xn = xc / std
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(xn * dout, axis=0)
    dxn = gamma * dout
    dxc = dxn / std
    dstd = -np.sum((dxn * xc) / (std * std), axis=0)
    dvar = 0.5 * dstd / std
    dxc += (2.0 / N) * xc * dvar
    dmu = np.sum(dxc, axis=0)
    dx = dxc - dmu / N
    return dx, dgamma, dbeta

# %% 90-4 ○
def batchnorm_backward(dout, x, gamma, eps):
    s = (x.var(0) + eps) ** -0.5
    h = (x - x.mean(0)) * s
    db = dout.sum(0)
    dg = np.einsum("nd,nd->d", dout, h)
    return gamma * s * (dout - db / len(x) - h * dg / len(x)), dg, db

# %% 90-4 ○
def batchnorm_backward(dout, x, gamma, eps):
    # 列ごとにヤコビ行列を作る
    N, D = x.shape
    dx = np.zeros((N, D))
    dgamma = np.zeros(D)
    dbeta = np.zeros(D)
    I = np.eye(N)
    for d in range(D):
        c = x[:, d]
        s = np.sqrt(((c - c.mean())**2).mean() + eps)
        h = (c - c.mean())/s
        J = gamma[d]/s*(I - 1.0/N - np.outer(h, h)/N)
        dx[:, d] = J.T @ dout[:, d]
        for n in range(N):
            dgamma[d] += dout[n, d]*h[n]
            dbeta[d] += dout[n, d]
    return dx, dgamma, dbeta

# %% 90-4 ○
def normalize(a, eps):
    m = np.mean(a, axis=0, keepdims=True)
    v = np.mean((a - m)**2, axis=0, keepdims=True)
    return (a - m)/np.sqrt(v + eps), 1/np.sqrt(v + eps)

def batchnorm_backward(dout, x, gamma, eps):
    x_hat, inv = normalize(x, eps)
    grads = {}
    grads["beta"] = np.ones(len(dout)) @ dout
    grads["gamma"] = (x_hat*dout).sum(axis=0)
    d = dout*gamma.reshape(1, -1)
    d = d - d.mean(axis=0, keepdims=True) - x_hat*(d*x_hat).mean(axis=0, keepdims=True)
    return d*inv, grads["gamma"], grads["beta"]

# %% 90-4 ○
def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    mu = np.mean(x, 0)
    var = np.var(x, 0)
    ivar = 1./np.sqrt(var + eps)
    dxhat = dout * gamma
    dvar = (dxhat * (x - mu) * -0.5 * ivar**3).sum(0)
    dmu = (-dxhat * ivar).sum(0) + dvar * (-2*(x - mu)).sum(0)/N
    dx = dxhat*ivar + dvar*2*(x - mu)/N + dmu/N
    return (dx, (dout*(x - mu)*ivar).sum(0), dout.sum(0))

# %% 90-4 × 平均 + 定数 | 平均 + 依存 | 平均 + 経路 | 統計量 | μ | 平均と分散 | 分散を通
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx = dout*gamma/std      # ←
    return dx, dgamma, dbeta

# %% 90-4 × x̂ | xhat | x_hat | 正規化 | dgamma + x
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*x).sum(axis=0)   # ←
    dbeta = dout.sum(axis=0)
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dgamma, dbeta

# %% 90-4 × 軸 | axis | 列ごと | スカラー | 1 つの数 | 全体
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = np.sum(dout*xhat)   # ←
    dbeta = np.sum(dout)         # ←
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dgamma, dbeta

# %% 90-4 × 平均 | μ | dmu
def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    xc = x - x.mean(axis=0)
    std = np.sqrt(np.mean(xc**2, axis=0) + eps)
    xn = xc/std
    dgamma = np.sum(dout*xn, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = dout*gamma
    dvar = np.sum(dxn*xc, axis=0)*(-0.5)*std**(-3)
    dx = dxn/std + 2*xc*dvar/N        # ←
    return dx, dgamma, dbeta

# %% 90-4 × 分散 | σ | dvar
def batchnorm_backward(dout, x, gamma, eps):
    N = len(x)
    xc = x - x.mean(axis=0)
    std = np.sqrt(np.mean(xc**2, axis=0) + eps)
    xn = xc/std
    dgamma = np.sum(dout*xn, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxn = dout*gamma
    dx = (dxn - dxn.mean(axis=0))/std     # ←
    return dx, dgamma, dbeta

# %% 90-4 × 平均 + 和 | 合計 | 総和 | sum | N で割
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*xhat).mean(axis=0)   # ←
    dbeta = dout.mean(axis=0)           # ←
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dgamma, dbeta

# %% 90-4 × 順 | 入れ替 | 逆
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dbeta, dgamma   # ←

# %% 90-4 × gamma | γ
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    s = 1/np.sqrt(x.var(axis=0) + eps)
    h = (x - x.mean(axis=0))*s
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout*h, axis=0)
    dx = s/N*(N*dout - dbeta - h*dgamma)    # ←
    return dx, dgamma, dbeta

# %% 90-4 × ddof | 不偏 | N-1 | N - 1 | N−1 | N − 1
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    s = 1/np.sqrt(x.var(axis=0, ddof=1) + eps)    # ←
    h = (x - x.mean(axis=0))*s
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout*h, axis=0)
    dx = gamma*s/N*(N*dout - dbeta - h*dgamma)
    return dx, dgamma, dbeta

# %% 90-4 × 軸 | axis | 列ごと | 行ごと | バッチ方向
def batchnorm_backward(dout, x, gamma, eps):
    D = x.shape[1]
    mu = x.mean(axis=1, keepdims=True)      # ←
    var = x.var(axis=1, keepdims=True)      # ←
    h = (x - mu)/np.sqrt(var + eps)
    dgamma = (dout*h).sum(axis=0)
    dbeta = dout.sum(axis=0)
    d = dout*gamma
    dx = (d - d.mean(axis=1, keepdims=True) - h*(d*h).mean(axis=1, keepdims=True))/np.sqrt(var + eps)   # ←
    return dx, dgamma, dbeta

# %% 90-4 × 符号 | マイナス | 負 | 足して | 引く
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) + xhat*(dxhat*xhat).mean(axis=0))/std    # ←
    return dx, dgamma, dbeta

# %% 90-4 × 0.5 | 1/2 | 半分 | 2 倍 | 2倍 | 係数
def batchnorm_backward(dout, x, gamma, eps):
    N = x.shape[0]
    xc = x - x.mean(axis=0)
    std = np.sqrt((xc**2).mean(axis=0) + eps)
    xn = xc/std
    dbeta = dout.sum(axis=0)
    dgamma = np.sum(xn*dout, axis=0)
    dxn = gamma*dout
    dxc = dxn/std
    dstd = -np.sum((dxn*xc)/(std*std), axis=0)
    dvar = dstd/std                      # ←
    dxc = dxc + (2.0/N)*xc*dvar
    dx = dxc - np.sum(dxc, axis=0)/N
    return dx, dgamma, dbeta

# %% 90-4 × eps + 中 | ε + 中 | eps + 外 | ε + 外 | 根号 | eps + 位置 | ε + 位置
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0)) + eps    # ←
    xhat = (x - mu)/std
    dgamma = (dout*xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dgamma, dbeta

# %% 90-4 × 3 つ | 三つ | dgamma | タプル | 戻り値 + 数
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dgamma = (dout*xhat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dxhat = dout*gamma
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx     # ←

# %% 90-4 × gamma + 余分 | γ + 余分 | γ + 要らない | gamma + 要らない | γ + 不要 | gamma + 不要 | dgamma + γ | dgamma + dxhat | dout とするところが dxhat
def batchnorm_backward(dout, x, gamma, eps):
    mu = x.mean(axis=0)
    std = np.sqrt(x.var(axis=0) + eps)
    xhat = (x - mu)/std
    dxhat = dout*gamma
    dgamma = (dxhat*xhat).sum(axis=0)      # ←
    dbeta = dout.sum(axis=0)
    dx = (dxhat - dxhat.mean(axis=0) - xhat*(dxhat*xhat).mean(axis=0))/std
    return dx, dgamma, dbeta

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()
        self.mask = None

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        else:
            self.mask = np.ones(x.shape)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.p = 1 - rate
        self.gen = rng or np.random.default_rng(42)
        self.keep = None

    def forward(self, x, train=True):
        if not train:
            self.keep = None
            return x
        self.keep = self.gen.binomial(1, self.p, size=x.shape).astype(bool)
        return np.where(self.keep, x / self.p, 0.0)

    def backward(self, dout):
        if self.keep is None:
            return dout
        return np.where(self.keep, dout / self.p, 0.0)

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate=rate
        self.rng=np.random.default_rng() if rng is None else rng
    def forward(self, x, train=True):
        self.train=train
        if train==False:
            return x
        out=x.astype(float)
        self.zero=self.rng.uniform(0,1,size=x.shape)<self.rate
        out[self.zero]=0
        out/=1-self.rate
        return out
    def backward(self, dout):
        d=dout.copy()
        if self.train:
            d[self.zero]=0
            d=d/(1-self.rate)
        return d

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()
        self._back = lambda d: d

    def forward(self, x, train=True):
        if train:
            scale = self.rng.choice([0.0, 1 / (1 - self.rate)], size=x.shape, p=[self.rate, 1 - self.rate])
            self._back = lambda d: d * scale
        else:
            self._back = lambda d: d
        return self._back(x)

    def backward(self, dout):
        return self._back(dout)

# %% 90-5 ○
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng
        if self.rng is None:
            self.rng = np.random.default_rng()

    def forward(self, x, train=True):
        flat = np.ravel(x)
        m = np.ones(flat.size)
        if train:
            for i in range(flat.size):
                if self.rng.random() < self.rate:
                    m[i] = 0
                else:
                    m[i] = 1 / (1 - self.rate)
        self.m = m.reshape(np.shape(x))
        return (flat * m).reshape(np.shape(x))

    def backward(self, dout):
        return np.multiply(dout, self.m)

# %% 90-5 × 1-rate | 1 - rate | 1−rate | 1 − rate | 割っていない | 割り忘れ | 期待値 | スケール
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) > self.rate     # ←
            return x * self.mask       # ←
        self.mask = np.ones_like(x)
        return x

    def backward(self, dout):
        return dout * self.mask        # ←

# %% 90-5 × 1-rate | 1 - rate | 1−rate | 1 − rate | rate で割 | 残す確率 | 残る確率 | 1 - self.rate とするところが self.rate
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) > self.rate) / self.rate     # ←
        else:
            self.mask = np.ones(x.shape)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 不等号 | 逆 | 残す確率 | 残る確率 | 残って | 割合
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) < self.rate) / (1 - self.rate)     # ←
        else:
            self.mask = np.ones(x.shape)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × train | 推論 | 評価 | テスト時 | 訓練でない
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 同じマスク | 同じ mask | 新しいマスク | 新しい mask | 新しく | 作り直 | 引き直 | 順伝播のマスク | forward の + mask | 別の
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()
        self.train = True

    def _mask(self, shape):
        return (self.rng.random(shape) >= self.rate) / (1 - self.rate)

    def forward(self, x, train=True):
        self.train = train
        if not train:
            return x
        return x * self._mask(x.shape)

    def backward(self, dout):
        if not self.train:
            return dout
        return dout * self._mask(dout.shape)      # ←

# %% 90-5 × マスク | mask | 落とした | 消した | 0 にした | self に残りません
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            mask = self.rng.random(x.shape) >= self.rate
            return x * mask / (1 - self.rate)
        return x

    def backward(self, dout):
        return dout      # ←

# %% 90-5 × backward + 1-rate | backward + 1 - rate | backward + 1 − rate | 逆伝播 + 1 − rate | 逆伝播 + 割 | backward + 割 | 逆伝播 + 倍 | backward + 倍
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()
        self.mask = None

    def forward(self, x, train=True):
        if train:
            self.mask = self.rng.random(x.shape) >= self.rate     # ←
            return x * self.mask / (1 - self.rate)
        else:
            self.mask = np.ones_like(x)
            return x

    def backward(self, dout):
        return dout * self.mask    # ←

# %% 90-5 × 推論 | train=False | 評価 | テスト時 | 訓練でない | そのまま | inverted
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
            return x * self.mask
        else:
            self.mask = 1.0
            return x * (1 - self.rate)     # ←

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 要素ごと | 行ごと | マスクの形 | mask の形 | x.shape | 同じ行 | 行全体
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            r = self.rng.random((x.shape[0], 1))    # ←
            self.mask = (r >= self.rate) / (1 - self.rate)
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 毎回同じ | 同じマスク | 同じ mask | 種 | シード | seed | default_rng(0) | 固定 | rng
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate

    def forward(self, x, train=True):
        if train:
            rng = np.random.default_rng(0)      # ←
            self.mask = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × rng | 乱数生成器 | np.random
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng

    def forward(self, x, train=True):
        if train:
            self.mask = (np.random.rand(*x.shape) >= self.rate) / (1 - self.rate)    # ←
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × rand | AttributeError | Generator | メソッド
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.rand(*x.shape) >= self.rate) / (1 - self.rate)    # ←
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 一様 | 正規 | normal | 0 から 1 | 0〜1
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng if rng is not None else np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.standard_normal(x.shape) > self.rate) / (1 - self.rate)    # ←
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × None | rng
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng     # ←

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)   # ←
        else:
            self.mask = np.ones_like(x)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 ○
# 推論の後で backward を呼ぶと前のマスクを使うが、解答例も同じで、どちらとも約束していない
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()
        self.mask = 1.0

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
            return x * self.mask
        return x

    def backward(self, dout):
        return dout * self.mask

# %% 90-5 × 書き換 | 書きかえ | 変更 | 破壊 | 壊 | コピー | in-place | その場 | 渡した x は変わらない
class Dropout:
    def __init__(self, rate=0.5, rng=None):
        self.rate = rate
        self.rng = rng or np.random.default_rng()

    def forward(self, x, train=True):
        if train:
            self.mask = (self.rng.random(x.shape) >= self.rate) / (1 - self.rate)
        else:
            self.mask = np.ones(x.shape)
        x *= self.mask       # ←
        return x

    def backward(self, dout):
        return dout * self.mask

# %% 90-6 ○
def cross_entropy(y, t):
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size

# %% 90-6 ○
import math
def cross_entropy(y, t):
    loss = 0
    for row, label in zip(y, t):
        loss -= math.log(row[label] + 1e-7)
    return loss / len(t)

# %% 90-6 ○
def to_one_hot(t, C):
    return np.eye(C)[t]

def cross_entropy(y, t):
    T = to_one_hot(t, y.shape[1])
    return float(-np.einsum("nc,nc->", T, np.log(y + 1e-7)) / len(y))

# %% 90-6 ○
def cross_entropy(probs, labels, eps=1e-7):
    p = np.take_along_axis(probs, labels.reshape(-1, 1), axis=1)
    return np.mean(np.log(1 / (p + eps)))

# %% 90-6 ○
def nll(p): return -np.log(p + 1e-7)
def cross_entropy(y, t):
    N, C = y.shape
    return np.average([nll(y[n][t[n]]) for n in range(N)])

# %% 90-6 ○
def cross_entropy(y, t):
    mask = t[:, None] == np.arange(y.shape[1])[None, :]
    return -(np.log(y[mask] + 1e-7)).mean()

# %% 90-6 × 符号 | マイナス | 負
def cross_entropy(y, t):
    N = y.shape[0]
    return np.sum(np.log(y[np.arange(N), t] + 1e-7)) / N    # ←

# %% 90-6 × 平均 | 割っていない | 割り忘れ | N で割 | バッチサイズ | 件数
def cross_entropy(y, t):
    N = y.shape[0]
    return -np.sum(np.log(y[np.arange(N), t] + 1e-7))    # ←

# %% 90-6 × arange | y[:, t] | N×N | 行ごと | 添字 | インデックス | 対応
def cross_entropy(y, t):
    return -np.mean(np.log(y[:, t] + 1e-7))      # ←

# %% 90-6 × 1e-7 | eps | ε | log(0) | 無限 | inf | 1e-7 など
def cross_entropy(y, t):
    n = len(t)
    return -np.log(y[range(n), t]).mean()    # ←

# %% 90-6 × 1e-7 + 外 | 1e-7 + 中 | log の中 | log の外 | 対数の中 | 括弧 | かっこ | 微小量 + 位置
def cross_entropy(y, t):
    n = len(t)
    p = y[np.arange(n), t]
    return -np.mean(np.log(p) + 1e-7)    # ←

# %% 90-6 × one-hot | ワンホット | onehot | 整数 | ラベル | one-hot
def cross_entropy(y, t):
    batch_size = y.shape[0]
    return -np.sum(t * np.log(y + 1e-7)) / batch_size     # ←

# %% 90-6 × クラス数 | C で割 | N × C | N×C | NC | 全要素 | N で割 | 要素数 | y.shape[1] で余分に割った
def cross_entropy(y, t):
    onehot = np.zeros_like(y)
    onehot[np.arange(len(t)), t] = 1
    return np.mean(-onehot * np.log(y + 1e-7))    # ←

# %% 90-6 × 自然対数 | 底 | log2 | np.log
def cross_entropy(y, t):
    N = len(y)
    return -np.sum(np.log2(y[np.arange(N), t] + 1e-7)) / N    # ←

# %% 90-6 × 平均 | 1 つの数 | 一つの数 | スカラー | 配列 | 形
def cross_entropy(y, t):
    N = len(y)
    loss = -np.log(y[np.arange(N), t] + 1e-7)
    return loss       # ←

# %% 90-6 × return + ループ | return + 繰り返し | 字下げ | インデント | 途中 | 最初の
def cross_entropy(y, t):
    total = 0
    for n in range(len(t)):
        total += -np.log(y[n, t[n]] + 1e-7)
        return total / len(t)     # ←

# %% 90-6 × return | 返して | 返し忘れ | 戻り値 | None
def cross_entropy(y, t):
    N = len(t)
    loss = -np.sum(np.log(y[np.arange(N), t] + 1e-7)) / N
    print(loss)

# %% 90-6 × softmax | ソフトマックス | 確率 + すでに | 余分 | 余計 | もう一度 | 二重 | y とするところが p
def cross_entropy(y, t):
    e = np.exp(y - y.max(axis=1, keepdims=True))   # ←
    p = e / e.sum(axis=1, keepdims=True)       # ←
    return -np.mean(np.log(p[np.arange(len(t)), t] + 1e-7))    # ←

# %% 90-6 × argmax | 最大 | 正解 | 予測 | t を使 | t とするところが idx
def cross_entropy(y, t):
    N = y.shape[0]
    idx = y.argmax(axis=1)     # ←
    return -np.mean(np.log(y[np.arange(N), idx] + 1e-7))    # ←

# %% 90-6 × 2 値 | 二値 | 1-y | 1 - y | 1−y | 1 − y | 余分 | 余計 | バイナリ
def cross_entropy(y, t):
    T = np.eye(y.shape[1])[t]
    return -np.sum(T*np.log(y+1e-7) + (1-T)*np.log(1-y+1e-7)) / len(t)     # ←

# %% 90-6 × 1e-7 | 10e-7 | 1e-6 | eps | ε | 微小
def cross_entropy(y, t):
    delta = 10e-7      # ←
    n = t.shape[0]
    return -np.sum(np.log(y[np.arange(n), t] + delta)) / n

# %% 90-6 × 行 | y[t] | arange | 添字 | インデックス
def cross_entropy(y, t):
    return -np.mean(np.log(y[t] + 1e-7))     # ←

# %% 90-6 × クラス数 | shape[1] | N で割 | バッチサイズ | 行数 | 件数 | shape の軸が違います
def cross_entropy(y, t):
    return -np.sum(np.log(y[np.arange(len(t)), t] + 1e-7)) / y.shape[1]     # ←

# %% 90-6 × 0 から | 1 引 | ずれ | t - 1 | t-1 | t − 1 | 0 始まり | 余分な 1 を引いています
def cross_entropy(y, t):
    s = 0.0
    for i in range(len(y)):
        s += np.log(y[i, t[i] - 1] + 1e-7)      # ←
    return -s / len(y)

# %% 90-6 × import | インポート | math
def cross_entropy(y, t):
    s = 0.0
    for i in range(len(y)):
        s -= math.log(y[i][t[i]] + 1e-7)      # ←
    return s / len(y)

# %% 90-7 ○
def softmax(x):
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)

# %% 90-7 ○
def softmax(x):
    if x.ndim == 2:
        x = x.T
        x = x - np.max(x, axis=0)
        y = np.exp(x) / np.sum(np.exp(x), axis=0)
        return y.T
    x = x - np.max(x)
    return np.exp(x) / np.sum(np.exp(x))

# %% 90-7 ○
def softmax(x):
    a = np.array(x, dtype=float)
    a -= a.max(axis=-1)[..., None]
    np.exp(a, out=a)
    a /= np.einsum("...c->...", a)[..., np.newaxis]
    return a

# %% 90-7 ○
import math
def softmax(x):
    def one(v):
        m = max(v)
        es = [math.exp(a - m) for a in v]
        s = sum(es)
        return [e / s for e in es]
    if np.ndim(x) == 1:
        return np.array(one(x))
    return np.array([one(r) for r in x])

# %% 90-7 ○
def logsumexp(v):
    c = np.amax(v, axis=-1, keepdims=True)
    return c + np.log(np.exp(v - c).sum(axis=-1, keepdims=True))

def softmax(x):
    return np.exp(x - logsumexp(x))

# %% 90-7 ○
def softmax(x):
    shape = x.shape
    z = x.reshape(-1, shape[-1])
    out = np.zeros(z.shape)
    for i in range(z.shape[0]):
        # 差の逆数で計算
        for j in range(z.shape[1]):
            with np.errstate(over="ignore"):
                out[i, j] = 1/np.sum(np.exp(z[i] - z[i, j]))
    return out.reshape(shape)

# %% 90-7 ○
def softmax(x):
    try:
        m = x.max(axis=1).reshape(-1, 1)
        e = np.exp(x - m)
        return e/e.sum(axis=1).reshape(-1, 1)
    except Exception:
        return softmax(x.reshape(1, -1))[0]

# %% 90-7 × オーバーフロー | あふれ | 溢れ | 最大値 | inf | nan | 大きな
def softmax(x):
    e = np.exp(x)       # ←
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × 書き換 | 書きかえ | 変更 | 破壊 | 壊 | コピー | in-place | その場 | 変わって
def softmax(x):
    x -= np.max(x, axis=-1, keepdims=True)     # ←
    e = np.exp(x)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × 軸 | axis | 列ごと | 行ごと
def softmax(x):
    e = np.exp(x - np.max(x, axis=0))      # ←
    return e / np.sum(e, axis=0)     # ←

# %% 90-7 × 軸 | axis | 全体 | 行ごと
def softmax(x):
    c = np.max(x, axis=-1, keepdims=True)
    e = np.exp(x - c)
    return e / np.sum(e)     # ←

# %% 90-7 × 全体の最大 | 行ごと | axis | 軸 | 0 で割 | nan | アンダーフロー
def softmax(x):
    e = np.exp(x - np.max(x))    # ←
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × keepdims | ブロードキャスト | 縦 | reshape
def softmax(x):
    c = np.max(x, axis=-1)           # ←
    e = np.exp(x - c)                # ←
    return e / np.sum(e, axis=-1)    # ←

# %% 90-7 × 1 次元 | 一次元 | axis=1 | axis=-1 | (C,) | 1次元 | 軸
def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))     # ←
    return e / e.sum(axis=1, keepdims=True)          # ←

# %% 90-7 × 分母 | 分子 | 両方 | 最大値 | 片方 | c を引き忘れて
def softmax(x):
    c = np.max(x, axis=-1, keepdims=True)
    return np.exp(x - c) / np.sum(np.exp(x), axis=-1, keepdims=True)     # ←

# %% 90-7 × exp | 指数
def softmax(x):
    return x / np.sum(x, axis=-1, keepdims=True)     # ←

# %% 90-7 × log | 対数 | exp を忘れています
def softmax(x):
    z = x - np.max(x, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))    # ←

# %% 90-7 × 最大 | max | オーバーフロー | あふれ | 溢れ | inf | 最小 | min
def softmax(x):
    z = x - np.min(x, axis=-1, keepdims=True)    # ←
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)

# %% 90-7 × return | 返して | 返し忘れ | 戻り値 | None
def softmax(x):
    z = x - np.max(x, axis=-1, keepdims=True)
    e = np.exp(z)
    y = e / e.sum(axis=-1, keepdims=True)

# %% 90-7 × 整数 | int | 切り捨て | dtype | 型 | 小数
def softmax(x):
    out = np.zeros_like(x)      # ←
    if x.ndim == 1:
        e = np.exp(x - x.max())
        out[:] = e / e.sum()    # ←
        return out
    for i in range(len(x)):
        e = np.exp(x[i] - x[i].max())
        out[i] = e / e.sum()    # ←
    return out

# %% 90-7 × exp の中 | exp の外 | 括弧 | かっこ | カッコ | exp + 前 | 引く + 位置 | exp + 最大
def softmax(x):
    m = np.max(x, axis=-1, keepdims=True)
    e = np.exp(x) - m         # ←
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × シグモイド | sigmoid | 和 | 合計 | 正規化
def softmax(x):
    return 1 / (1 + np.exp(-x))     # ←

# %% 90-7 × 転置 | .T | 元に戻 | 戻し忘
def softmax(x):
    z = x.T
    z = z - z.max(axis=0)
    y = np.exp(z) / np.exp(z).sum(axis=0)
    return y      # ←

# %% 90-7 × clip | 上限 | 頭打ち | 切り詰め | クリップ | 最大値
def softmax(x):
    z = np.clip(x, -500, 500)      # ←
    e = np.exp(z)
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-7 × 符号 | マイナス | 逆
def softmax(x):
    c = np.max(x, axis=-1, keepdims=True)
    e = np.exp(c - x)          # ←
    return e / np.sum(e, axis=-1, keepdims=True)

# %% 90-8 ○
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx

# %% 90-8 ○
class Affine:
    def __init__(self, weight, bias):
        self.params = [weight, bias]

    def forward(self, inputs):
        self.cache = inputs
        w, c = self.params
        return np.einsum("nd,dm->nm", inputs, w) + c

    def backward(self, dout):
        w, _ = self.params
        self.dW = np.einsum("nd,nm->dm", self.cache, dout)
        self.db = np.einsum("nm->m", dout)
        return np.einsum("nm,dm->nd", dout, w)

# %% 90-8 ○
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x=x
        N,D=x.shape
        M=self.W.shape[1]
        y=np.zeros((N,M))
        for n in range(N):
            for m in range(M):
                y[n,m]=self.b[m]
                for d in range(D):
                    y[n,m]+=x[n,d]*self.W[d,m]
        return y
    def backward(self, dout):
        self.dW=np.zeros(self.W.shape)
        self.db=np.zeros(self.b.shape)
        dx=np.zeros(self.x.shape)
        for n in range(len(dout)):
            self.dW+=np.outer(self.x[n],dout[n])
            self.db+=dout[n]
            dx[n]=self.W@dout[n]
        return dx

# %% 90-8 ○
# バイアスをWの最後の行に入れる
class Affine:
    def __init__(self, W, b):
        self.Wb = np.vstack([W, b.reshape(1, -1)])

    def forward(self, x):
        self.xb = np.hstack([x, np.ones((x.shape[0], 1))])
        return self.xb @ self.Wb

    def backward(self, dout):
        g = self.xb.T @ dout
        self.dW, self.db = g[:-1], g[-1]
        return (dout @ self.Wb.T)[:, :-1]

# %% 90-8 ○
class Layer:
    def __init__(self):
        self.saved = {}
    def __call__(self, x):
        return self.forward(x)

class Affine(Layer):
    def __init__(self, W, b):
        super().__init__()
        self.W = W
        self.b = b
    def forward(self, x):
        self.saved["x"] = x.copy()
        out = np.matmul(x, self.W)
        out = out + self.b
        return out
    def backward(self, dout):
        x = self.saved["x"]
        self.dW = (dout.T @ x).T
        self.db = np.ones(dout.shape[0]) @ dout
        return (self.W @ dout.T).T

# %% 90-8 × W @ x | 順 | 逆 | x @ W | 左右 | 入れ替
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return self.W @ x + self.b     # ←

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × 転置 | .T | 順 | 左右
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = dout.T @ self.x        # ←
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × 転置 | .T
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        dx = dout @ self.W              # ←
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dx

# %% 90-8 × db + 和 | db + 合計 | sum | 足し | db + 形 | バッチ方向
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout          # ←
        return dout @ self.W.T

# %% 90-8 × 軸 | axis | バッチ方向 | 列ごと
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=1)    # ←
        return np.dot(dout, self.W.T)

# %% 90-8 × 軸 | axis | スカラー | 1 つの数 | 全体 | 列ごと
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout)    # ←
        return np.dot(dout, self.W.T)

# %% 90-8 × N で割 | 平均 | バッチサイズ | 割って | 余分 | 余計
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        n = len(dout)
        self.dW = self.x.T @ dout / n         # ←
        self.db = dout.sum(axis=0) / n        # ←
        return dout @ self.W.T

# %% 90-8 × return | 返して | 返し忘れ | 戻り値 | None
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        dx = dout @ self.W.T
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)

# %% 90-8 × self.x | x + 保存 | x + 覚え | 属性 | AttributeError
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        out = x @ self.W + self.b     # ←
        return out

    def backward(self, dout):
        self.dW = self.x.T @ dout     # ←
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × self
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        dx = dout @ self.W.T
        dW = self.x.T @ dout       # ←
        db = dout.sum(axis=0)      # ←
        return dx

# %% 90-8 × 行列積 | @ | 要素ごと | 内積 | dot
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x * self.W + self.b       # ←

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × b + 足 | バイアス | + b
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x.dot(self.W)     # ←

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × タプル | dx だけ | dx のみ | 戻り値 | 返
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        dx = dout @ self.W.T
        return dx, self.dW, self.db     # ←

# %% 90-8 × 引数 + 順 | 引数 + 逆 | 入れ替 | 順番 | 取り違え
class Affine:
    def __init__(self, b, W):      # ←
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × dW | 名前 | 大文字 | 綴り | 属性
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dw = self.x.T @ dout      # ←
        self.db = dout.sum(axis=0)
        return dout @ self.W.T

# %% 90-8 × += | 累積 | たま | 足し込 | 前回 | 加算 | 2 回目
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.dW = np.zeros_like(W)
        self.db = np.zeros_like(b)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW += self.x.T @ dout         # ←
        self.db += dout.sum(axis=0)        # ←
        return dout @ self.W.T

# %% 90-8 × reshape | 転置 | .T
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        D, M = self.W.shape
        dx = dout @ self.W.reshape(M, D)     # ←
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dx

# %% 90-8 × W + 更新 | W + 書き換 | W + 変 | 学習率 | 更新し
class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        self.W = self.W - 0.01 * self.dW     # ←
        self.b = self.b - 0.01 * self.db     # ←
        return dout @ self.W.T               # ←

# %% 90-8 × __init__ | 初期化メソッド | コンストラクタ | 綴り | つづり
class Affine:
    def __int__(self, W, b):      # ←
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T
