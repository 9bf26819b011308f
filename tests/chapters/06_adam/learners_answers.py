# %% 06-1 ○
answer = 0.885

# %% 06-1 ○
answer = 0.88477

# %% 06-1 ○
x, m, v = 1, 0, 0
for t, g in [(1, 3), (2, -1)]:
    m = 0.5*m + 0.5*g
    v = 0.9*v + 0.1*g*g
    x -= 0.1 * (m/(1-0.5**t)) / (v/(1-0.9**t))**0.5
answer = x

# %% 06-1 ○
# 式を変形して、平方根 1 つにまとめた
answer = 0.9 - 0.1/3*np.sqrt(0.19/0.91)

# %% 06-1 ○
answer = np.array(0.8848)

# %% 06-1 ○
# 3 桁より先を切り捨てた値(Numeric の約束)
answer = 0.884

# %% 06-1 × 補正 | 1 - β^t | 1-β^t
answer = 0.816

# %% 06-1 × t 乗 | 乗を忘 | β^t | 1 - β で | いつも 1-β | いつも 1 - β
answer = 0.883

# %% 06-1 × 1 歩目 | 1 歩後 | 1 歩だけ | 2 歩目 | 2 歩後
answer = 0.9

# %% 06-1 × 入れ替え | 逆 | β1 と β2 | β₁ と β₂
answer = 0.853

# %% 06-1 × 平方根 | √ | sqrt
answer = 0.960

# %% 06-1 × 符号 | 逆 | 引 | 上
answer = 1.12

# %% 06-1 × 補正する前 | 補正前 | 補正した値 | 二重 | 2 回割 | もう一度
answer = 0.880

# %% 06-1 × 1 - β | 1-β | 重み | 前の値 | 新しい | 逆 | 入れ替
answer = 0.956

# %% 06-1 × 前の m | 引き継 | 残 | 1 歩目の m | 覚え | 0 に戻 | 忘れ | 前の値
answer = 0.992

# %% 06-1 × 符号 | 負 | -1 | マイナス
answer = 0.824

# %% 06-1 × t = 2 | t=2 | 1 歩目 + t | 回数
answer = 0.893

# %% 06-1 × 動いた | 移動 | 動く量 | 1 から引 | x から引 | 歩の大きさ | 進んだ
answer = 0.115

# %% 06-1 × 2 乗 | g^2 | 符号 | 負
answer = 0.883

# %% 06-1 × 学習率 | η | 0.1
answer = -0.152

# %% 06-2 ○
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 ○
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values, start=1):
        m += (1 - beta) * (value - m)
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 ○
def corrected_ema(values, beta):
    # 分子と分母を別々に足していく
    num = den = 0.0
    averages = []
    for value in values:
        num = beta * num + value
        den = beta * den + 1
        averages.append(num / den)
    return averages

# %% 06-2 ○
def corrected_ema(values, beta):
    out = []
    for t in range(1, len(values) + 1):
        w = np.array([beta**(t - i) for i in range(1, t + 1)])
        out.append(float(np.sum(w * np.array(values[:t])) / w.sum()))
    return out

# %% 06-2 ○
def corrected_ema(values, beta):
    avg, averages = 0.0, []
    for t in range(1, len(values) + 1):
        rate = (1 - beta) / (1 - beta**t)
        avg = avg + rate * (values[t - 1] - avg)
        averages.append(avg)
    return averages

# %% 06-2 ○
def corrected_ema(values, beta):
    m, power, averages = 0.0, 1.0, []
    for value in values:
        power *= beta
        m = m * beta + value * (1 - beta)
        averages = averages + [m / (1 - power)]
    return averages

# %% 06-2 × t 乗 | **t | ** t | β^t | beta**t
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta))     # ←
    return averages

# %% 06-2 × 補正 | 1 - beta**t | 1 - β^t | 割
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m)     # ←
    return averages

# %% 06-2 × 重み | 逆 | 入れ替 | 1 - beta | 1-β | 前の値
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = (1 - beta) * m + beta * value     # ←
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × 補正する前 | 補正前 | 補正した値 | 二重 | もう一度 | 2 回 | 上書き
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        m = m / (1 - beta**t)     # ←
        averages.append(m)
    return averages

# %% 06-2 × 補正する前 | 補正前 | 補正した値 | 二重 | もう一度 | 2 回 | 前の m
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = (beta * m + (1 - beta) * value) / (1 - beta**t)     # ←
        averages.append(m)
    return averages

# %% 06-2 × 割 | 掛け | / | ÷ | *
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m * (1 - beta**t))     # ←
    return averages

# %% 06-2 × 1 - beta | 1 - β | 1-β | (1-beta) | 重み
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + value     # ←
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × t 乗 | ** | 累乗 | 乗
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta * t))     # ←
    return averages

# %% 06-2 × t + 1 | t+1 | 1 つ | 1 多 | 回数 | 余分 | ずれ | t 乗 | + 1
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**(t + 1)))     # ←
    return averages

# %% 06-2 × t - 1 | 0 で割 | 回数 | ゼロ | t は | ずれ
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**(t - 1)))     # ←
    return averages

# %% 06-2 × 0 から | 0 で割 | 1 から | 回数 | ゼロ
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t, value in enumerate(values):     # ←
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × 括弧 | かっこ | カッコ | 優先
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / 1 - beta**t)     # ←
    return averages

# %% 06-2 × 括弧 | かっこ | カッコ | 優先 | (1 - beta)**t | 1 - beta**t
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta)**t)     # ←
    return averages

# %% 06-2 × return | 字下げ | インデント | ループの中 | 最初 | 1 つ目
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))
        return averages     # ←

# %% 06-2 × 最後 | リスト | すべて | 1 つだけ | 並べ
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))
    return averages[-1]     # ←

# %% 06-2 × 初期値 | 最初の値 | 1 つ目の値 | 0 から | 補正 | values[0]
def corrected_ema(values, beta):
    m, averages = values[0], []     # ←
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m)
    return averages

# %% 06-2 × 前の | beta * m | 引き継 | 移動平均 | 残 | m を使 | βm
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = (1 - beta) * value     # ←
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × 単純 | 等しい重み | 同じ重み | 普通の平均 | 指数 | 算術平均 | beta を
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = m + value     # ←
        averages.append(m / t)     # ←
    return averages

# %% 06-2 × 1 - | 1- | β^t で | 引
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / beta**t)     # ←
    return averages

# %% 06-2 × 2 乗 | 平方根 | sqrt | √
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value**2     # ←
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × 平方根 | sqrt | √
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / np.sqrt(1 - beta**t))     # ←
    return averages

# %% 06-2 × return | None | 返し | 返す | 戻り値
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = beta * m + (1 - beta) * value
        averages.append(m / (1 - beta**t))

# %% 06-2 × 0.9 | beta | 引数 | 固定
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = 0.9 * m + 0.1 * value     # ←
        averages.append(m / (1 - 0.9**t))     # ←
    return averages

# %% 06-3 ○
answer = "ウ"

# %% 06-3 ○
answer = "ｳ"

# %% 06-3 ○
answer = 'ウ '

# %% 06-3 ○
answer = "「ウ」"

# %% 06-3 ○
answer = "ウ: 学習率を 10 分の 1 にすれば、同じくらいの損失に届く。"

# %% 06-3 × 底 | 最良 | 0.01 | 同じ高さ | ほとんど同じ | 小さい学習率
answer = "ア"

# %% 06-3 × 逆 | 小さく | 10 分の 1 | 長 | 大きすぎ | 左
answer = "イ"

# %% 06-3 × 0.01 | 底の位置 | 動 | 違
answer = "エ"

# %% 06-3 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = 3

# %% 06-3 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = "学習率を 0.01 にする"

# %% 06-3 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 1 つ
answer = ["ウ", "エ"]

# %% 06-4 ○
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 ○
import math

class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * math.sqrt(1.0 - self.beta2 ** self.iter) / (1.0 - self.beta1 ** self.iter)
        for key in params:
            g = grads[key]
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = self.beta1 * m + (1 - self.beta1) * g
            self.v[key] = self.beta2 * v + (1 - self.beta2) * np.square(g)
            params[key] = params[key] - lr_t * self.m[key] / (self.v[key]**0.5 + 1e-7)

# %% 06-4 ○
class AdamByRate:
    """ゼロから作る Deep Learning の書き方。"""
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val, dtype=float)
                self.v[key] = np.zeros_like(val, dtype=float)

        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key]**2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 ○
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        t = self.iter
        lr_t = self.lr / (1 - self.beta1**t) * (1 - self.beta2**t) ** 0.5
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + -(1 - self.beta1) * (m - grads[key])
            self.v[key] = v + (1 - self.beta2) * (grads[key] * grads[key] - v)
            params[key] -= lr_t * self.m[key] / (1e-7 + np.sqrt(self.v[key]))

# %% 06-4 ○
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            # ε をそろえた、論文の形
            root = np.sqrt(self.v[key] / c2) + 1e-7 / np.sqrt(c2)
            params[key] -= self.lr * (self.m[key] / c1) / root

# %% 06-4 ○
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            m = m + (1 - self.beta1) * (grads[key] - m)
            v = v + (1 - self.beta2) * (grads[key]**2 - v)
            self.m[key], self.v[key] = m, v
            params[key] -= lr_t * m / (np.sqrt(v) + 1e-7)

# %% 06-4 × 逆 | 分母 | 分子 | 上下
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * (1 - self.beta1**self.iter) / np.sqrt(1 - self.beta2**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 平方根 | sqrt | √
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * (1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 乗 | 回数 | self.iter | β^t | **
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2) / (1 - self.beta1)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 1 - | 1- | 重み | 係数 | 差の
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + self.beta1 * (grads[key] - m)     # ←
            self.v[key] = v + self.beta2 * (grads[key]**2 - v)     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 差 | - m | 引 | 前の値 | -m
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * grads[key]     # ←
            self.v[key] = v + (1 - self.beta2) * grads[key]**2     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 2 乗 | **2 | ** 2
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key] - v)     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(np.abs(self.v[key])) + 1e-7)

# %% 06-4 × 2 乗 | 括弧 | かっこ | **2 | 差の
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key] - v)**2     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 平方根の外 | 平方根の中 | 根号 | √ の中 | √ の外 | sqrt の中 | sqrt の外 | ε の位置 | 1e-7 の位置 | 1e-7 + 外 | 1e-7 + 括弧
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / np.sqrt(self.v[key] + 1e-7)     # ←

# %% 06-4 × 更新する前 | 更新前 | 古い | 前の値 | self.m | 新しい | 1 つ前 | 1 歩前 | 更新した後
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * m / (np.sqrt(v) + 1e-7)     # ←

# %% 06-4 × lr_t | 補正
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= self.lr * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)     # ←

# %% 06-4 × 平方根 | sqrt | √
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (self.v[key] + 1e-7)     # ←

# %% 06-4 × 二重 | もう一度 | 2 回 | 補正 + lr_t | 重ね | 補正した
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            m_hat = self.m[key] / (1 - self.beta1**self.iter)     # ←
            v_hat = self.v[key] / (1 - self.beta2**self.iter)     # ←
            params[key] -= lr_t * m_hat / (np.sqrt(v_hat) + 1e-7)     # ←

# %% 06-4 × ε | 1e-7 | 1e-8
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-8)     # ←

# %% 06-4 × 入れ替 | 逆 | beta1 | beta2 | β1 | β2
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta1**self.iter) / (1 - self.beta2**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 符号 | 逆 | 差の向き | 引く順 | g - m | m - g
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (m - grads[key])     # ←
            self.v[key] = v + (1 - self.beta2) * (v - grads[key]**2)     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × beta2 | β2 | β₂ | beta1
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta1) * (grads[key]**2 - v)     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × m を | 勾配その | 分子 | grads[key] | 勾配の平均 | Momentum | RMSprop | self.m
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * grads[key] / (np.sqrt(self.v[key]) + 1e-7)     # ←

# %% 06-4 × 学習率 | self.lr | η | lr を
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × ε | 1e-7 | 0 で割
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / np.sqrt(self.v[key])     # ←

# %% 06-4 × ループ | for の中 | for の外 | パラメータごと | 回数 | update 1 回
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        for key in params:
            self.iter += 1     # ←
            lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × self.lr | 上書き | 書き換え | 毎回掛け | 積み重
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        self.lr = lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × self | beta2 | 定義され | NameError
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - beta2**self.iter) / (1 - beta1**self.iter)     # ←
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 括弧 | かっこ | カッコ | 優先 | 1e-7
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= lr_t * self.m[key] / np.sqrt(self.v[key]) + 1e-7     # ←

# %% 06-4 × 符号 | 逆 | 引 | 上
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - self.beta1) * (grads[key] - m)
            self.v[key] = v + (1 - self.beta2) * (grads[key]**2 - v)
            params[key] -= -lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)     # ←

# %% 06-4 × 二重 | βm | beta1 * m | 前の値 | 余分 | 足し | m + | 差
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr * np.sqrt(1 - self.beta2**self.iter) / (1 - self.beta1**self.iter)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + self.beta1 * m + (1 - self.beta1) * grads[key]     # ←
            self.v[key] = v + self.beta2 * v + (1 - self.beta2) * grads[key]**2     # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-5 ○
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 ○
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g**2
            m_hat = self.m[k] / (1 - self.b1**self.t)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)

# %% 06-5 ○
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 1, {}, {}       # 1 から始め、最後に増やす

    def update(self, params, grads):
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            self.m[k], self.v[k] = m, v
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)
        self.t += 1

# %% 06-5 ○
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = {}, {}, {}      # 回数もパラメータごとに持つ

    def update(self, params, grads):
        for k, g in grads.items():
            t = self.t[k] = self.t.get(k, 0) + 1
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            params[k] -= self.lr * (m / (1 - self.b1**t)) / ((v / (1 - self.b2**t))**0.5 + 1e-8)

# %% 06-5 ○
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t = self.t + 1
        c1, c2 = 1 - self.b1**self.t, 1 - self.b2**self.t
        for k in params:
            g = grads[k]
            if k not in self.m:
                self.m[k] = np.zeros_like(g, dtype=float)
                self.v[k] = np.zeros_like(g, dtype=float)
            self.m[k] = self.m[k] + (1 - self.b1) * (g - self.m[k])
            self.v[k] = self.v[k] + (1 - self.b2) * (g**2 - self.v[k])
            params[k] = params[k] - self.lr * self.m[k] / c1 / (np.sqrt(self.v[k] / c2) + 1e-8)

# %% 06-5 × 回数 | self.t | ループ | for の | update 1 回
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.t += 1     # ←
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 補正する前 | 補正前 | 補正した値 | 二重 | もう一度 | 2 回 | 前の値
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            m = self.m[k] = m / (1 - self.b1**self.t)     # ←
            v = self.v[k] = v / (1 - self.b2**self.t)     # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 回数 | self.t | ループ | for の | 補正する前 | 補正した値
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.t += 1     # ←
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            m = self.m[k] = m / (1 - self.b1**self.t)     # ←
            v = self.v[k] = v / (1 - self.b2**self.t)     # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 0 で割 | t + 0 | 先に | 前に | ゼロ | 初めに | 1 から
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)
        self.t += 1     # ←

# %% 06-5 × 補正する前 | 補正前 | 補正した値 | 二重 | もう一度 | v の | 2 回
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = self.v[k] = v / (1 - self.b2**self.t)     # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 補正
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)     # ←

# %% 06-5 × v + 補正 | v の補正 | 片方 | v_hat | v を割 | 1 - self.b2**self.t | 2 乗の平均
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)     # ←

# %% 06-5 × 乗 | β^t | ** | self.t
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1)     # ←
            v = v / (1 - self.b2)     # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 回数 | self.t | 1 のまま | 増え | 数え
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t = 1     # ←
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 回数 | self.t | enumerate | パラメータの番号 | 番号 | 順番 | 数え
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        for t, (k, g) in enumerate(grads.items(), 1):     # ←
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**t)
            v = v / (1 - self.b2**t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 保存 | 覚え | 残 | self.m | 代入 | 書き戻 | 引き継
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = m + (1 - self.b1) * (g - m)     # ←
            v = v + (1 - self.b2) * (g**2 - v)     # ←
            m = m / (1 - self.b1**self.t)     # ←
            v = v / (1 - self.b2**self.t)     # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 1 - | 重み | b1 | β1 | 係数
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + self.b1 * (g - m)     # ←
            v = self.v[k] = v + self.b2 * (g**2 - v)     # ←
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 平方根の外 | 平方根の中 | 根号 | √ の中 | √ の外 | sqrt の中 | sqrt の外 | ε の位置 | 1e-8 の位置 | 1e-8 + 外 | 1e-8 + 括弧
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v + 1e-8)**0.5     # ←

# %% 06-5 × 平方根 | sqrt | √ | **0.5 | 0.5
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v + 1e-8)     # ←

# %% 06-5 × 補正 | hat | 使
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m_hat = m / (1 - self.b1**self.t)
            v_hat = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)     # ←

# %% 06-5 × 回数 | self.t | len | パラメータの数 | 個数 | 1 だけ
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += len(grads)     # ←
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)
            m = m / (1 - self.b1**self.t)
            v = v / (1 - self.b2**self.t)
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-6 ○
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 ○
# PyTorch の順: 先に縮めてから、Adam の 1 歩
def one_adamw_step(x, g, m, v, t, lr, decay):
    b1, b2, eps = 0.9, 0.999, 1e-8
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    x = x * (1 - lr * decay)
    x = x - lr * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + eps)
    return x, m, v

# %% 06-6 ○
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = m + 0.1 * (g - m)
    v = v + 0.001 * (g**2 - v)
    step = (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
    return (1 - lr * decay) * x - lr * step, m, v

# %% 06-6 ○
def one_adamw_step(x, g, m, v, t, lr, decay):
    new_x, new_m, new_v = np.array(x, dtype=float), np.array(m, dtype=float), np.array(v, dtype=float)
    new_m *= 0.9
    new_m += 0.1 * g
    new_v *= 0.999
    new_v += 0.001 * g**2
    root = np.sqrt(new_v / (1 - 0.999**t)) + 1e-8
    new_x -= lr * new_m / (1 - 0.9**t) / root + lr * decay * x
    return new_x, new_m, new_v

# %% 06-6 ○
# 学習率にまとめ、ε の尺度をそろえた形
def one_adamw_step(x, g, m, v, t, lr, decay):
    c1, c2 = 1 - 0.9**t, 1 - 0.999**t
    m = 0.9 * m + (1 - 0.9) * g
    v = 0.999 * v + (1 - 0.999) * g**2
    lr_t = lr * np.sqrt(c2) / c1
    return x - lr_t * m / (np.sqrt(v) + 1e-8 * np.sqrt(c2)) - lr * decay * x, m, v

# %% 06-6 × L2 | 割られ | 勾配に足 | g に | 勾配に + 足 | 割ったあと
def one_adamw_step(x, g, m, v, t, lr, decay):
    g = g + decay * x     # ←
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * m_hat / (np.sqrt(v_hat) + 1e-8)
    return x, m, v

# %% 06-6 × 学習率 | lr | η | 括弧 | かっこ
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * m_hat / (np.sqrt(v_hat) + 1e-8) - decay * x     # ←
    return x, m, v

# %% 06-6 × 符号 | 逆 | 増 | 引 | 縮
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * m_hat / (np.sqrt(v_hat) + 1e-8) + lr * decay * x     # ←
    return x, m, v

# %% 06-6 × 順 | 更新した後 | 更新後 | 更新する前 | 更新前 | 元の x | 先に | 前の x | 動いた後 | 動かした後
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * m_hat / (np.sqrt(v_hat) + 1e-8)
    x = x - lr * decay * x     # ←
    return x, m, v

# %% 06-6 × 補正する前 | 補正前 | 補正した値 | m_hat | 返す + 補正
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m_hat, v_hat     # ←

# %% 06-6 × 補正 | 1 - β^t | 割
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    x = x - lr * (m / (np.sqrt(v) + 1e-8) + decay * x)     # ←
    return x, m, v

# %% 06-6 × 乗 | t | β^t
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9)     # ←
    v_hat = v / (1 - 0.999)     # ←
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × 平方根の外 | 平方根の中 | 根号 | √ の中 | √ の外 | sqrt の中 | sqrt の外 | ε の位置 | 1e-8 の位置 | 1e-8 + 外 | 1e-8 + 括弧
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / np.sqrt(v_hat + 1e-8) + decay * x)     # ←
    return x, m, v

# %% 06-6 × decay | 減衰 | λ
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * m_hat / (np.sqrt(v_hat) + 1e-8)     # ←
    return x, m, v

# %% 06-6 × (x, m, v) | 3 つ | m と v | 返
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)     # ←

# %% 06-6 × 順 | 入れ替 | (x, m, v)
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return m, v, x     # ←

# %% 06-6 × 書き換 | 直接 | その場 | 引数 + 変
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x -= lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)     # ←
    return x, m, v

# %% 06-6 × 書き換 | 直接 | その場 | 引数 + 変
def one_adamw_step(x, g, m, v, t, lr, decay):
    m *= 0.9     # ←
    m += 0.1 * g     # ←
    v *= 0.999     # ←
    v += 0.001 * g**2     # ←
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    return x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x), m, v

# %% 06-6 × 割ったあと | 割った後 | 割られ | 括弧 | かっこ | √v で割 | 割る前 | 減衰 + 割
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat + decay * x) / (np.sqrt(v_hat) + 1e-8)     # ←
    return x, m, v

# %% 06-6 × 入れ替 | 逆 | β1 と β2 | β₁ と β₂ | 0.9 + 0.999
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.999 * m + 0.001 * g     # ←
    v = 0.9 * v + 0.1 * g**2     # ←
    m_hat = m / (1 - 0.999**t)     # ←
    v_hat = v / (1 - 0.9**t)     # ←
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × 2 乗 | **2 | ** 2
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * np.abs(g)     # ←
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × t + 1 | t+1 | 1 つ | 回数 | ずれ | 余分
def one_adamw_step(x, g, m, v, t, lr, decay):
    t = t + 1     # ←
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × sign | 符号 | x に比例 | L1 | decay * x | λx
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * np.sign(x))     # ←
    return x, m, v

# %% 06-6 × g で | x を縮 | decay * x | 勾配を | 勾配に | λx | x に + 掛け | g とする | x + とするところが g
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * g)     # ←
    return x, m, v

# %% 06-6 × 重み | 逆 | 入れ替 | 1 - β | 0.1 + 0.9
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.1 * m + 0.9 * g     # ←
    v = 0.001 * v + 0.999 * g**2     # ←
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × beta1 | 定義され | NameError | 名前
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = beta1 * m + (1 - beta1) * g     # ←
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    return x, m, v

# %% 06-6 × ε | 1e-8
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / np.sqrt(v_hat) + decay * x)     # ←
    return x, m, v

# %% 06-6 × 返 | return | print
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat = m / (1 - 0.9**t)
    v_hat = v / (1 - 0.999**t)
    x = x - lr * (m_hat / (np.sqrt(v_hat) + 1e-8) + decay * x)
    print(x, m, v)
