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

# %% 05-1 ○
answer = 16/25

# %% 05-1 ○
answer = 1 * 0.8 * 0.8

# %% 05-1 ○
answer = (0.64)

# %% 05-1 ○
answer = np.float64(0.64)

# %% 05-1 ○
x, h = 1, 10
for _ in range(2):
    h = 0.6*h + 0.4*(5*x)**2
    x -= 0.16 * 5*x / h**0.5
answer = x

# %% 05-1 × 平方根 | √ | 根号 | ルート | sqrt
answer = 0.9092

# %% 05-1 × ρ と | 1-ρ | 1 - ρ | 逆 | 入れ替 | 割合
answer = 0.6608

# %% 05-1 × 微分 | 5x | 勾配は | 係数 | f' | 2 倍 | 導関数
answer = 0.732

# %% 05-1 × 2 歩目の勾配 | 勾配を | 計算し直 | 新しい x | 更新した x | 同じ勾配 | 使い回
answer = 0.6193

# %% 05-1 × AdaGrad | 合計 | 足し | 忘れ | 減衰
answer = 0.7704

# %% 05-1 × 古い h | 先に | 更新する前 | 前の h | 新しくする前 | 順 | 更新前 | h を新し
answer = 0.5976

# %% 05-1 × h = 0 | h=0 | 0 から | 10 | 初めの h | 今の h | h の初
answer = 0.5714

# %% 05-1 × 2 乗 | g^2 | g² | 自乗
answer = 0.4874

# %% 05-1 × 3 歩 | 1 歩多 | 歩数 | 余分 | 2 歩 | 多く
answer = 0.5017

# %% 05-1 × 符号 | 逆 | 足し | 引く | 引き | 上る | 上っ | 増
answer = 1.396

# %% 05-1 × h を | h が | 覚え | 残 | 1 歩目の h | 更新した h | 10 に戻 | 引き継
answer = 0.6183

# %% 05-1 × h の | h を | 分母 | x ではな | x を | √h | x の
answer = 16

# %% 05-1 × 1-ρ | 1 - ρ | 0.4 | 掛け忘れ | 掛けて
answer = 0.7436

# %% 05-1 × SGD | h で割 | √h | 割 | 実効学習率 | 正規化
answer = 0.04

# %% 05-1 × 勾配 | 微分 | 係数 | 5x
answer = 0.8635

# %% 05-1 × h を | 更新 | 新しく | 10 の | h が | 古い h
answer = 0.558

# %% 05-1 × 歩幅 | 移動量 | x から | 動いた | 1 歩の | 引く | 引き
answer = -0.36

# %% 05-1 × 学習率 | η | 0.16
answer = 0.1409

# %% 05-1 × Momentum | モメンタム | 勾配の指数移動平均 | 2 乗 | 勾配の平均 | 学習率 | 符号だけ | 符号
answer = 0.68

# %% 05-3 ○
answer = int(np.ceil(np.log(0.1) / np.log(0.9)))

# %% 05-3 ○
answer = 22.0

# %% 05-3 ○
answer = -(-2303 // 105.4)

# %% 05-3 ○
k, weight = 0, 1.0
while weight > 0.1:
    weight *= 0.9
    k += 1
answer = k

# %% 05-3 × 整数 | 切り上げ | 小数 | 端数
answer = 21.85

# %% 05-3 × 半減期 | 半分 | 0.5 | 1/2 | 10 分の 1
answer = 6.58

# %% 05-3 × 1 歩 | 1 つ | 今の | 0 歩 | 初め | 多 | 余分 | 切り上げ | すでに
answer = 23

# %% 05-3 × 逆 | 1-ρ | 1 - ρ | ρ と | 0.1 を
answer = 1

# %% 05-3 × 平方根 | √ | 2 乗 | 2 倍 | 半分
answer = 44

# %% 05-3 × 符号 | 負 | マイナス
answer = -22

# %% 05-3 × 逆数 | 分子 | 分母 | 逆 | 割る順 | ln 0.9 / ln
answer = 0.0458

# %% 05-3 × 平方根 | 2 乗 | √ | g ではな | 半分 | 2 倍
answer = 11

# %% 05-3 × 0.99 | ρ | 0.9
answer = 230

# %% 05-3 × 線形 | 掛け | 引き算 | 足し | 0.1 ずつ | 等比 | 割合 | 毎回 | ρ^k | 直線
answer = 9

# %% 05-3 × 掛け | 割 | 積 | 商
answer = 0.243

# %% 05-3 × 1-ρ | 1 - ρ | 0.1 を掛け | 初めの重み | 初めの | 今の重み | 0.01
answer = 0

# %% 05-3 × 1-ρ | 1 - ρ | h の | 0.01 | 初めの重み | 100 分の 1 | 2 回
answer = 44

# %% 05-3 × 半減期 | 半分 | 足し | 8 分の 1 | 16 分の 1 | 10 分の 1
answer = 26

# %% 05-3 × 整数 | 切り上げ | 切り捨て | 小数 | 端数 | 四捨五入
answer = 21.9

# %% 05-5 ○
answer = 'ｳ'

# %% 05-5 ○
answer = " ウ "

# %% 05-5 ○
answer = "ウ"  # ρ=0.99

# %% 05-5 ○
answer = str("ウ")

# %% 05-5 × SGD | 水平 | 学習率のまま | 1 のまま
answer = "ア"

# %% 05-5 × AdaGrad | 合計 | 上がらない | 戻ら | 忘れない
answer = "エ"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = "RMSprop"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = 3

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = 0.99

# %% 05-5 ○
# ひらがなの記号は、カタカナと同じに認める(Choice の約束)
answer = "う"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = "う(ρ=0.99)"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = "C"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = "ア、ウ"

# %% 05-5 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 片仮名 | 1 つ
answer = ["ウ", "イ"]

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = h + (1 - rho) * (g * g - h)
    x = x - lr / (h ** 0.5 + eps) * g
    return x, h

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    new_h = np.add(rho * h, (1 - rho) * np.square(g))
    rate = lr / (eps + np.sqrt(new_h))
    new_x = x + (-rate) * g
    return (new_x, new_h)

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = h.copy()
    h *= rho
    h += (1 - rho) * g * g
    x = x.copy()
    x -= lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = np.average([h, g**2], axis=0, weights=[rho, 1 - rho])
    x = np.subtract(x, np.divide(lr * g, np.sqrt(h) + eps))
    return x, h

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + g ** 2 - rho * g ** 2
    step = -lr * g / (np.power(h, 1 / 2) + eps)
    return x + step, h

# %% 05-2 × AdaGrad | 合計 | 忘れ | rho | ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = h + g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 書き換え | その場 | 渡された | 元の配列 | コピー
def rmsprop_step(x, h, g, lr, rho, eps):
    h *= rho  # ←
    h += (1 - rho) * g ** 2  # ←
    x -= lr * g / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 学習率 | lr
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - g / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 勾配 | g を | 向き
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × x から | 引く | 引き | 引い | x - | 移動量 | 変化
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = -lr * g / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 内積 | スカラー | 成分ごと | ノルム | 和 | 1 つの数 | 形
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.dot(g, g)  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 平均 | 成分ごと | スカラー | 1 つの数 | np.mean | 形
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.mean(g ** 2)  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × バイアス補正 | 補正 | Adam | 1 - rho | 1-ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    h_hat = h / (1 - rho)  # ←
    x = x - lr * g / (np.sqrt(h_hat) + eps)
    return x, h

# %% 05-2 × 勾配の移動平均 | Momentum | 向き | 今の勾配 | 2 乗 | 平均した | 勾配
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g  # ←
    x = x - lr * h
    return x, h

# %% 05-2 × 順 | 入れ替 | x, h | 逆
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + eps)
    return h, x  # ←

# %% 05-2 × x を掛け | g ** 2 | 2 倍 | 2 乗
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g * 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 絶対値 | 2 乗 | abs
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.abs(g)  # ←
    x = x - lr * g / (h + eps)
    return x, h

# %% 05-2 × ρ を 2 乗 | 2 乗 | 全体 | 括弧 | かっこ | 1 - rho | 優先 | 1-ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + ((1 - rho) * g) ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 掛け | 割る | 割り | sqrt | 平方根
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g * (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 0.9 | 決め | 固定 | rho | ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = 0.9 * h + 0.1 * g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 1e-7 | 決め | 固定 | eps | ε
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + 1e-7)  # ←
    return x, h

# %% 05-2 × rho * h | 古い h | h を残 | 残 | 前の h | 抜け
def rmsprop_step(x, h, g, lr, rho, eps):
    h = (1 - rho) * g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × import | math
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (math.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × ^ | ** | 累乗 | べき
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ^ 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × return | 返 | None
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + eps)

# %% 05-2 × return | h も | 2 つ | 両方 | 組
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    x = x - lr * g / (np.sqrt(h) + eps)
    return x  # ←

# %% 05-2 × 引 | 分散 | centered | 中心化 | 平均 | x ではな | g | 2 乗
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * x ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 1 + rho | 符号 | 1 - rho | 1-ρ
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 + rho) * g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-2 × 2 度 | 二重 | 2 回 | 余分 | 平方根 | sqrt
def rmsprop_step(x, h, g, lr, rho, eps):
    h = np.sqrt(rho * h + (1 - rho) * g ** 2)  # ←
    x = x - lr * g / (h + eps)
    return x, h

# %% 05-2 × 正負 | 符号 | 1 - rho | 引 | 足し
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h - (1 - rho) * g ** 2  # ←
    x = x - lr * g / (np.sqrt(h) + eps)
    return x, h

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for key in params:
            if key not in self.h:
                self.h[key] = np.zeros_like(params[key])
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for k, g in grads.items():
            h = self.rho * self.h.get(k, 0.0) + (1 - self.rho) * g**2
            params[k] -= self.lr * g / (np.sqrt(h) + self.eps)
            self.h[k] = h

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        if not hasattr(self, "h"):
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] = self.rho * self.h[key] + (1 - self.rho) * grads[key] ** 2
            params[key] = params[key] - self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 ○
from collections import defaultdict

class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.sq = defaultdict(float)

    def update(self, params, grads):
        for key in params:
            g = grads[key]
            self.sq[key] = self.sq[key] + (1 - self.rho) * (g * g - self.sq[key])
            params[key] -= self.lr / (np.sqrt(self.sq[key]) + self.eps) * g

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for key in grads:
            h = self.h.setdefault(key, np.zeros_like(params[key]))
            h += (1 - self.rho) * (grads[key] ** 2 - h)
            params[key] -= self.lr * grads[key] / (np.sqrt(h) + self.eps)

# %% 05-4 × 毎回 | 作り直 | 覚え | 0 に戻 | update のたび | h が残 | 消え | 引き継 | リセット | 保存
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        self.h = {k: np.zeros_like(x)  # ←
                  for k, x in params.items()}  # ←
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 逆 | 入れ替 | 1 - rho | 1-ρ | 1 - self.rho | rho | ρ
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= 1 - self.rho  # ←
            self.h[key] += self.rho * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 毎回 | 作り直 | 覚え | 0 に戻 | 逆 | 入れ替 | 1 - rho | 1-ρ | rho
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        self.h = {k: np.zeros_like(x)  # ←
                  for k, x in params.items()}  # ←
        for key in params:
            self.h[key] *= 1 - self.rho  # ←
            self.h[key] += self.rho * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × AttributeError | params | 定義 | __init__ | NameError | 未定義
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {k: np.zeros_like(x)  # ←
                  for k, x in params.items()}  # ←

    def update(self, params, grads):
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × KeyError | キー | 鍵 | 0 で | zeros | 初め | 無い
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for key in params:
            self.h[key] *= self.rho  # ←
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × None | 添え字 | 辞書 | 初期化 | zeros
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        for key in params:
            self.h[key] *= self.rho  # ←
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 1 つの | キー | 鍵 | 共有 | パラメータごと | 成分ごと | 混ざ | 辞書
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = 0

    def update(self, params, grads):
        for key in params:
            self.h = self.rho * self.h + (1 - self.rho) * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h) + self.eps)

# %% 05-4 × ones | 1 から | 0 から | 初め | 初期値 | zeros
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.ones_like(x)  # ←
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × AdaGrad | 合計 | 忘れ | rho | ρ
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 1 - rho | 1-ρ | 1 - self.rho | 掛け | rho
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += self.rho * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 1 - rho | 1-ρ | 残 | rho | ρ
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= 1 - self.rho  # ←
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 根号 | 外 | 中 | eps | ε
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key] + self.eps))  # ←

# %% 05-4 × 平方根 | sqrt | 根号 | √
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                self.h[key] + self.eps)  # ←

# %% 05-4 × 書き換え | コピー | params | 代入 | 別 | 共有 | 同じ配列
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = params  # ←
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × クラス | 共有 | インスタンス | self.h | __init__ | ほかの | 別の | 2 つ目
class MyRMSprop:
    h = {}  # ←

    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        for key in params:
            self.h[key] = self.rho * self.h.get(key, 0) + (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 掛け | *= | 2 回 | 代入 | 二重 | 足し | rho | ρ
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] = (1 - self.rho) * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × h を | 足し | 0 のまま | 代入 | 掛け
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho + (1 - self.rho) * grads[key] ** 2  # ←
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 順 | 古い h | 先に | 更新する前 | 更新前 | 前の h
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            params[key] -= self.lr * grads[key] / (  # ←
                np.sqrt(self.h[key]) + self.eps)
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2

# %% 05-4 × 符号 | 足し | 引く | 引き | 引い | 逆 | 上る
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(x)
                      for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] += self.lr * grads[key] / (  # ←
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × ループ | 毎回 | 作り直 | 覚え | 0 に戻 | リセット | 残
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for key in params:
            self.h[key] = np.zeros_like(params[key])  # ←
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    new_h = rho * h + (1 - rho) * np.square(g)
    delta = np.sqrt((s + eps) / (new_h + eps)) * g
    new_s = rho * s + (1 - rho) * delta * delta
    return x - delta, new_h, new_s

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    x, h, s = x.copy(), h.copy(), s.copy()
    h *= rho
    h += (1 - rho) * g * g
    dx = -g * (s + eps) ** 0.5 / (h + eps) ** 0.5
    s *= rho
    s += (1 - rho) * dx * dx
    x += dx
    return x, h, s

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    def ema(old, new):
        return old + (1 - rho) * (new - old)

    def rms(v):
        return np.sqrt(v + eps)

    h = ema(h, g ** 2)
    dx = -rms(s) / rms(h) * g
    return x + dx, h, ema(s, dx ** 2)

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    h1 = rho * h + (1 - rho) * g ** 2
    dx2 = (s + eps) / (h1 + eps) * g ** 2
    s1 = rho * s + (1 - rho) * dx2
    return x - np.sign(g) * np.sqrt(dx2), h1, s1

# %% 05-6 × s を | 順 | 先に | 新しい s | 古い s | 更新前の s | 更新する前
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    s = rho * s + (1 - rho) * g ** 2  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    x = x + dx
    return x, h, s

# %% 05-6 × 符号 | 逆 | 引く | 引き | マイナス | 負 | 足し
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = np.sqrt(s + eps) / np.sqrt(h + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx  # ←
    return x, h, s

# %% 05-6 × 符号 | 逆 | 引く | 引き | 足し | 二重 | マイナス
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    x = x - dx  # ←
    return x, h, s

# %% 05-6 × 根号 | 中 | 外 | eps | ε
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -(np.sqrt(s) + eps) / (np.sqrt(h) + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 根号 | 中 | 外 | eps | ε
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / (np.sqrt(h) + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × eps | ε | s が 0
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s) / np.sqrt(h + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 平方根 | sqrt | 根号 | √
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -(s + eps) / (h + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 逆 | 分子 | 分母 | 入れ替
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(h + eps) / np.sqrt(s + eps) * g  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 移動量 | dx | Δx | s に | 勾配の 2 乗ではな | s は
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * g ** 2  # ←
    x = x + dx
    return x, h, s

# %% 05-6 × 2 乗 | dx ** 2 | dx**2
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx  # ←
    x = x + dx
    return x, h, s

# %% 05-6 × 2 乗 | g ** 2 | g**2
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 逆 | 入れ替 | 1 - rho | 1-ρ | rho
def adadelta_step(x, h, s, g, rho, eps):
    h = (1 - rho) * h + rho * g ** 2  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = (1 - rho) * s + rho * dx ** 2  # ←
    x = x + dx
    return x, h, s

# %% 05-6 × 書き換え | その場 | 渡された | 元の配列 | コピー
def adadelta_step(x, h, s, g, rho, eps):
    h *= rho  # ←
    h += (1 - rho) * g ** 2  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s *= rho  # ←
    s += (1 - rho) * dx ** 2  # ←
    x += dx  # ←
    return x, h, s

# %% 05-6 × 書き換え | その場 | 渡された | 元の配列 | コピー | x を
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    x += dx  # ←
    return x, h, s

# %% 05-6 × 古い h | 順 | 先に | 更新する前 | 更新前 | 前の h | 新しい h
def adadelta_step(x, h, s, g, rho, eps):
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g  # ←
    h = rho * h + (1 - rho) * g ** 2
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × 順 | 入れ替 | x, h, s | 逆
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    return x + dx, s, h  # ←

# %% 05-6 × x + | x に | 移動量 | 足し | 加え | 位置
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    return dx, h, s  # ←

# %% 05-6 × 勾配 | g を | 向き | g が
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps)  # ←
    s = rho * s + (1 - rho) * dx ** 2
    x = x + dx
    return x, h, s

# %% 05-6 × x の | 位置 | 移動量 | Δx | dx
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    x = x + dx
    s = rho * s + (1 - rho) * x ** 2  # ←
    return x, h, s

# %% 05-6 × s を | 更新 | s が | s の
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g  # ←
    return x + dx, h, s  # ←

# %% 05-6 × AdaGrad | 合計 | 忘れ | rho | ρ
def adadelta_step(x, h, s, g, rho, eps):
    h = h + g ** 2  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = s + dx ** 2  # ←
    return x + dx, h, s

# %% 05-6 × s | 移動量 | 学習率 | RMSprop | 分子
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -0.01 * g / (np.sqrt(h) + eps)  # ←
    s = rho * s + (1 - rho) * dx ** 2
    return x + dx, h, s

# %% 05-6 × 1 - rho | 1-ρ | 1 - ρ | 掛け
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + g ** 2  # ←
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + dx ** 2  # ←
    return x + dx, h, s

# %% 05-6 × s | h | 覚え | 返 | 3 つ | return
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = rho * s + (1 - rho) * dx ** 2
    return x + dx  # ←

# %% 05-6 × 括弧 | かっこ | カッコ | 優先
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / (np.sqrt(h + eps) * g)  # ←
    s = rho * s + (1 - rho) * dx ** 2
    return x + dx, h, s

# %% 05-6 × 1 - rho | s | 逆 | 入れ替 | 古い s
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g ** 2
    dx = -np.sqrt(s + eps) / np.sqrt(h + eps) * g
    s = (1 - rho) * s + rho * dx ** 2  # ←
    return x + dx, h, s
