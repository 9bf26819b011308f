# %% 05-1 ○
answer = 0.64

# %% 05-1 ○
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h = 0.6 * h + 0.4 * g ** 2
    x -= 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × 1 歩目 | もう 1 歩
answer = 0.8

# %% 05-1 × AdaGrad | 足し続け | 0.64
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h += g ** 2
    x -= 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × 逆 | 1 − ρ
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h = 0.4 * h + 0.6 * g ** 2
    x -= 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × 平方根
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h = 0.6 * h + 0.4 * g ** 2
    x -= 0.16 * g / h
answer = x

# %% 05-1 × 向き | 逆へ | 符号
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h = 0.6 * h + 0.4 * g ** 2
    x += 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × 着いた点 | 勾配は
x, h, g = 1.0, 10.0, 5.0
for _ in range(2):
    h = 0.6 * h + 0.4 * g ** 2
    x -= 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × 5x | 微分 | 勾配 + 2
x, h = 1.0, 10.0
for _ in range(2):
    g = 2.5 * x
    h = 0.6 * h + 0.4 * g ** 2
    x -= 0.16 * g / np.sqrt(h)
answer = x

# %% 05-1 × SGD | √h | 割って
answer = 1.0 * (1 - 0.16 * 5) ** 2

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g * g
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × AdaGrad | 足し続け | ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = h + g * g  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × ρ | rho
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 逆 | 1 − ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = (1 - rho) * h + rho * g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 根号の中 | ε
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / np.sqrt(h + eps)  # ←
    return x, h

# %% 05-2 × ε | eps
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / np.sqrt(h)  # ←
    return x, h

# %% 05-2 × 平方根 | sqrt
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (h + eps)  # ←
    return x, h

# %% 05-2 × 2 乗
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × かっこ | 優先 | ε | eps
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / np.sqrt(h) + eps  # ←
    return x, h

# %% 05-2 × 符号 | 引 | 足し
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x + lr * g / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 順 | 更新する前
def rmsprop_step(x, h, g, lr, rho, eps):
    x = x - lr * g / (np.sqrt(h) + eps)
    h = rho * h + (1 - rho) * g ** 2
    return x, h

# %% 05-2 × 書き換え | その場 | 引数
def rmsprop_step(x, h, g, lr, rho, eps):
    h *= rho  # ←
    h += (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-3 ○
answer = 22

# %% 05-3 × 切り捨て | 切り上げ
answer = 21

# %% 05-3 × 半減期 | 半分
answer = 7

# %% 05-3 × 1/(1 − ρ)
answer = 10

# %% 05-3 × 整数
answer = np.log(0.1) / np.log(0.9)

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 作り直 | None | 0 に戻 | 毎回
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        self.h = {k: np.zeros_like(x)  # ←
                  for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 逆 | 1 − ρ
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= 1 - self.rho  # ←
            self.h[key] += self.rho * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × AdaGrad | 足し続け | ρ 倍していません
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] += (1 - self.rho) * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × self.h | h が無い | 属性 | __init__
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        if self.h is None:  # ←
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × params | 書き戻 | 辞書
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x) for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            x = params[key] - self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)  # ←

# %% 05-4 × 1 から | ones
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.ones_like(x) for k, x in params.items()}  # ←
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + self.eps)

# %% 05-5 ○
answer = "ウ"

# %% 05-5 × 半減期
answer = "イ"

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt((s + eps) / (h + eps)) * g
    s = rho * s + (1 - rho) * dx**2
    x = x + dx
    return x, h, s

# %% 05-6 × 符号 | 引 | 負 | 逆
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = np.sqrt(s + eps) / np.sqrt(h + eps) * g  # ←
    s = rho * s + (1 - rho) * dx**2
    x = x + dx  # ←
    return x, h, s

# %% 05-6 × 更新する前 | 順 | 移動量
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    s = rho * s + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    return x + dx, h, s

# %% 05-6 × ε | eps | 根号
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -(np.sqrt(s) + eps) / (np.sqrt(h) + eps) * g
    s = rho * s + (1 - rho) * dx**2
    return x + dx, h, s

# %% 05-6 × s | 更新
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    return x + dx, h, s

# %% 05-6 × 順 | 返 | 入れ替
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx**2
    return x + dx, s, h
