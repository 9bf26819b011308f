# %% 07-1 ○
answer = (-0.06, -0.0990)

# %% 07-1 ○
answer = [-3/50, -0.1*(2.5/0.75)/np.sqrt(8.5/0.75)]

# %% 07-1 ○
answer = -0.06, -0.099

# %% 07-1 ○
m = h = s = 0
for t, g in enumerate([4, 3], start=1):
    s += g**2
    m = 0.5*m + 0.5*g
    h = 0.5*h + 0.5*g**2
    move = -0.1 * np.array([g/s**0.5, m/(1 - 0.5**t)/np.sqrt(h/(1 - 0.5**t))])
answer = move

# %% 07-1 ○
g = np.array([4., 3.])
w = np.array([1, 2]) / 3
answer = (-0.1*g[1]/np.linalg.norm(g), -0.1*(w @ g)/np.sqrt(w @ g**2))

# %% 07-1 × 符号 | 逆 | 負 | マイナス | 減ら | 引く | 引き
answer = (0.06, 0.0990)

# %% 07-1 × バイアス補正 | 補正
answer = (-0.06, -0.0857)

# %% 07-1 × t 乗 | 1-β^t | β^t | β^2 | 2 乗 | 1 歩目の補正 | 0.75 | 補正
answer = (-0.06, -0.121)

# %% 07-1 × 1 歩目 | 2 歩目
answer = (-0.1, -0.1)

# %% 07-1 × 順 | 入れ替 | 逆
answer = (-0.0990, -0.06)

# %% 07-1 × 平方根 | √ | ルート
answer = (-0.012, -0.0990)

# %% 07-1 × 足し | 和 | 累積 | 1 歩目の | ためて | 加え | 溜め
answer = (-0.1, -0.0990)

# %% 07-1 × 合計 | 2 歩目だけ | 2 歩分 | 1 歩目から | 位置 | 合わせ | 足した | 1 歩目の動き | 通算
answer = (-0.16, -0.199)

# %% 07-1 × 2 乗 | 和の 2 乗 | 2 乗の和
answer = (-0.0429, -0.0990)

# %% 07-1 × 補正 | h を | h も | h だけ | h の | ĥ | v
answer = (-0.06, -0.114)

# %% 07-1 × 補正 | m を | m も | m の | m̂
answer = (-0.06, -0.0743)

# %% 07-1 × 順 | 入れ替 | 1 歩目 | 逆
answer = (-0.08, -0.0992)

# %% 07-1 × 学習率 | η | 0.1
answer = (-0.6, -0.990)

# %% 07-1 × 平方根 | √ | ルート
answer = (-0.06, -0.0294)

# %% 07-1 × 1-β | 1 - β | (1-β1) | (1 - β1) | 平均
answer = (-0.06, -0.198)

# %% 07-1 × 2 つ | Adam | 個数 | 両方
answer = -0.06

# %% 07-1 × 平均 | 和 | 足し | RMSprop | 累積 | 忘 | 割らない
answer = (-0.0849, -0.0990)

# %% 07-1 × m | 向き | 平均 | 勾配その | Momentum | 速度 | β1
answer = (-0.06, -0.0891)

# %% 07-2 ○
answer = "ウ"

# %% 07-2 ○
answer = 'ｳ'

# %% 07-2 ○
answer = "ウ "

# %% 07-2 ○
options = {"ア": ("Momentum", "Adam", "AdaGrad"), "ウ": ("Momentum", "AdaGrad", "Adam")}
answer, = (k for k, v in options.items() if v[1] == "AdaGrad")

# %% 07-2 ○
answer = "アイウエ"[2]

# %% 07-2 × 通り過ぎ | 弧 | 谷底 | だんだん | 歩幅 | 下回
answer = "ア"

# %% 07-2 × 1 歩目 | 45 | 斜め | 真下 | 平行 | 直角 | 勾配
answer = "イ"

# %% 07-2 × 1 歩目 | 45 | 斜め | 真下 | 平行 | 直角 | 勾配
answer = "エ"

# %% 07-2 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = "Momentum, AdaGrad, Adam"

# %% 07-2 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 番号
answer = 3

# %% 07-2 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = ("Momentum", "AdaGrad", "Adam")

# %% 07-2 × 1 つ | 一つ | 1 文字 | 選択肢 | 複数 | 文字
answer = "アウ"

# %% 07-2 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = "P"

# %% 07-3 ○
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 ○
def choose_rate(rates, losses):
    middle = np.where(np.isnan(losses).any(axis=1), np.inf, np.median(losses, axis=1))
    best = int(np.argmin(middle))
    return rates[best], best == 0 or best == len(rates) - 1

# %% 07-3 ○
def choose_rate(rates, losses):
    filled = np.nan_to_num(losses, nan=np.inf)
    ok = ~np.isinf(filled).any(axis=1)
    middle = [np.median(row) if good else float("inf") for row, good in zip(filled, ok)]
    best = middle.index(min(middle))
    return rates[best], not 0 < best < len(rates) - 1

# %% 07-3 ○
def choose_rate(rates, losses):
    best, low = None, float("inf")
    for i, row in enumerate(losses):
        if np.any(np.isnan(row)):
            continue
        s = sorted(row)
        n = len(s)
        m = s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2
        if m < low:
            best, low = i, m
    return rates[best], rates[best] in (min(rates), max(rates))

# %% 07-3 ○
import statistics
def choose_rate(rates, losses):
    usable = {i: statistics.median(row) for i, row in enumerate(np.asarray(losses).tolist())
              if not any(v != v for v in row)}
    best = min(usable, key=usable.get)
    return rates[best], bool(rates[best] == rates[0] or rates[best] == rates[-1])

# %% 07-3 ○
def choose_rate(rates, losses):
    middle = np.quantile(losses, 0.5, axis=-1)
    middle[np.isnan(middle)] = np.inf
    best = middle.argmin()
    return rates[best], bool(best in [0, len(middle) - 1])

# %% 07-3 × axis | 軸 | 試行 | 行ごと | 学習率ごと | 向き
def choose_rate(rates, losses):
    middle = np.median(losses, axis=0)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × nan | 発散
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.argmin(middle)  # ←
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × nan | 発散
def choose_rate(rates, losses):
    middle = np.nanmedian(losses, axis=1)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 平均 | 中央値 | mean
def choose_rate(rates, losses):
    middle = np.mean(losses, axis=1)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 最小 | 中央値 | 運 | min | 最良
def choose_rate(rates, losses):
    middle = np.min(losses, axis=1)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 最大 | argmin | argmax | 最小 | 逆 | 小さい
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmax(middle)  # ←
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 端 | 最後 | 最初 | len
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best == len(rates) - 1  # ←

# %% 07-3 × 端 | 最後 | len | - 1 | 1 を引 | 番号
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates))  # ←

# %% 07-3 × 端 | 負 | -1 | 最後 | 番号
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best in (0, -1)  # ←

# %% 07-3 × 端 | 逆 | not | 内側 | 真偽
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], 0 < best < len(rates) - 1  # ←

# %% 07-3 × nan | 発散 | 0 に | inf | 無限
def choose_rate(rates, losses):
    middle = np.median(np.nan_to_num(losses), axis=1)  # ←
    best = np.argmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × nan | 発散 | 1 回でも | inf | 中央値
def choose_rate(rates, losses):
    middle = np.median(np.where(np.isnan(losses), np.inf, losses), axis=1)  # ←
    best = np.argmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 除 | 番号 | 絞 | ずれ | rates | nan | 発散 | 取り除 | 端
def choose_rate(rates, losses):
    ok = ~np.isnan(losses).any(axis=1)
    rates, losses = np.array(rates)[ok], losses[ok]  # ←
    best = np.median(losses, axis=1).argmin()
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 番号 | ずれ | rates | 除 | nan | 発散 | 元の
def choose_rate(rates, losses):
    ok = ~np.isnan(losses).any(axis=1)
    best = np.median(losses[ok], axis=1).argmin()  # ←
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 中央値 | 損失の値 | rates | 番号 | 学習率 | 端
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return middle[best], best in (0, len(rates) - 1)  # ←

# %% 07-3 × 端 | 値 | 番号 | best | 学習率
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], rates[best] in (0, len(rates) - 1)  # ←

# %% 07-3 × axis | 軸 | 全体 | 学習率ごと | 行ごと | 試行
def choose_rate(rates, losses):
    middle = np.median(losses)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 真偽 | 端 | True | 番号
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return rates[best], best  # ←

# %% 07-3 × nan | == | isnan | 発散
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    middle[middle == np.nan] = np.inf  # ←
    best = np.argmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × any | all | 1 回でも | すべて | nan | 発散
def choose_rate(rates, losses):
    bad = np.isnan(losses).all(axis=1)  # ←
    middle = np.where(bad, np.inf, np.nanmedian(losses, axis=1))
    best = middle.argmin()
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 番号 | 学習率 | rates | 返
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.nanargmin(middle)
    return best, best in (0, len(rates) - 1)  # ←

# %% 07-3 × 範囲 | 幅 | 中央値 | 最大 | 最悪
def choose_rate(rates, losses):
    middle = np.max(losses, axis=1)  # ←
    best = np.nanargmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 並べ | 中央値 | sort | 真ん中 | 偶数
def choose_rate(rates, losses):
    middle = np.sort(losses, axis=1)[:, losses.shape[1] // 2]  # ←
    middle[np.isnan(losses).any(axis=1)] = np.inf
    best = np.argmin(middle)
    return rates[best], best in (0, len(rates) - 1)

# %% 07-4 ○
answer = 80

# %% 07-4 ○
answer = 5_000_000 * 4 * (1 + 1 + 2) / 1e6

# %% 07-4 ○
answer = 80.0

# %% 07-4 ○
answer = sum(np.zeros(5_000_000, dtype=np.float32).nbytes for _ in range(4)) / 10**6

# %% 07-4 ○
answer = "80"

# %% 07-4 × 勾配
answer = 60

# %% 07-4 × 状態 | パラメータ | 勾配 | 合わせ | だけ
answer = 40

# %% 07-4 × 状態 | m と v | 2 つ | 2 倍
answer = 40.0

# %% 07-4 × バイト | 4
answer = 20_000_000

# %% 07-4 × 8 バイト | float64 | float32 | 4 バイト
answer = 160

# %% 07-4 × 10^6 | 単位 | MB | 2^20 | 1024 | MiB
answer = 76.3

# %% 07-4 × 単位 | MB | バイト | 10^6 | 10 の
answer = 80_000_000

# %% 07-4 × AMSGrad | 3 | 状態 | 2 つ | 2 倍 | v_max
answer = 100

# %% 07-4 × 状態 | 勾配 | パラメータだけ | パラメータの
answer = 20

# %% 07-4 × ビット | バイト | 8
answer = 640

# %% 07-4 × 桁 | 500 万 | 10 倍 | 単位
answer = 8

# %% 07-5 ○
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 ○
def one_run(optimizer, gradient, start, steps):
    params = {"x": np.array(start)}
    for _ in range(steps):
        optimizer.update(params, {"x": gradient(params["x"])})
    return params["x"]

def final_values(make, rates, gradient, start, steps):
    return [one_run(make(lr), gradient, start, steps) for lr in rates]

# %% 07-5 ○
import copy
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer, x = make(lr), copy.deepcopy(start)
        params = {"x": x}
        k = 0
        while k < steps:
            optimizer.update(params, {"x": gradient(params["x"])})
            k += 1
        found += [params["x"]]
    return found

# %% 07-5 ○
def final_values(make, rates, gradient, start, steps):
    first = np.copy(start)
    found = []
    for lr in rates:
        optimizer = make(lr)
        optimizer.lr = lr
        params = {"x": first + 0}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"].copy())
    return found

# %% 07-5 ○
def final_values(make, rates, gradient, start, steps):
    found = {}
    optimizers = [make(lr) for lr in rates]
    xs = [start[:].copy() for _ in rates]
    for i, (opt, x) in enumerate(zip(optimizers, xs)):
        params = dict(x=x)
        for _ in range(steps):
            opt.update(params, {"x": gradient(params["x"])})
        found[i] = params["x"]
    return list(found.values())

# %% 07-5 ○
def final_values(make, rates, gradient, start, steps):
    found = np.empty((len(rates), *np.shape(start)))
    for i, lr in enumerate(rates):
        optimizer = make(lr)
        params = {"x": start.astype(float)}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found[i] = params["x"]
    return found

# %% 07-5 × 最適化手法 | 状態 | 作り直 | make | 速度
def final_values(make, rates, gradient, start, steps):
    optimizer, found = make(rates[0]), []  # ←
    for lr in rates:
        optimizer.lr = lr  # ←
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × copy | 写し | 複製 | コピー | 出発点 | 書き換え | start
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start}  # ←
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × 最適化手法 + copy | 状態 + 出発点 | 作り直 | make | copy | 写し | 出発点 | 書き換え
def final_values(make, rates, gradient, start, steps):
    optimizer, found = make(rates[0]), []  # ←
    for lr in rates:
        optimizer.lr = lr  # ←
        params = {"x": start}  # ←
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × ループ | 繰り返し | 学習率ごと | 出発点 | 毎回 | copy | 写し | 続き
def final_values(make, rates, gradient, start, steps):
    found = []
    params = {"x": start.copy()}  # ←
    for lr in rates:
        optimizer = make(lr)
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"].copy())
    return found

# %% 07-5 × ループ | 学習率ごと | 出発点 | 毎回 | copy | 写し | 同じ配列 | 続き
def final_values(make, rates, gradient, start, steps):
    found = []
    x = start.copy()  # ←
    for lr in rates:
        optimizer = make(lr)
        params = {"x": x}  # ←
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found

# %% 07-5 × rates[0] | lr | 学習率
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(rates[0])  # ←
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × ループの外 | 毎回 | 繰り返しの中 | make | 状態 | 作り直 | 歩ごと | 1 歩ごと
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        params = {"x": start.copy()}
        for _ in range(steps):
            optimizer = make(lr)  # ←
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × start | 勾配 | 出発点 | params | 今の
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(start)}  # ←
            optimizer.update(params, grads)
        found.append(params["x"])
    return found

# %% 07-5 × return | 字下げ | 最初の | 1 つ目 | インデント
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])
        return found  # ←

# %% 07-5 × return | None | 返し | 返す | 戻り値
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"])

# %% 07-5 × copy | 写し | 複製 | コピー | 出発点 | ビュー | 同じ配列 | 書き換え
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start[:]}  # ←
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found

# %% 07-5 × copy | 写し | 複製 | コピー | 出発点 | 書き換え | 同じ配列
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start}  # ←
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"].copy())
    return found

# %% 07-5 × 字下げ | append | 途中 | 歩ごと | インデント | ループの中 | 最後
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start.copy()}
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
            found.append(params["x"])  # ←
    return found

# %% 07-5 × 状態 | 作り直 | make | 速度 | 最適化手法
import copy
def final_values(make, rates, gradient, start, steps):
    optimizer, found = make(rates[0]), []  # ←
    for lr in rates:
        opt = copy.copy(optimizer)  # ←
        opt.lr = lr
        params = {"x": start.copy()}
        for _ in range(steps):
            opt.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found

# %% 07-6 ○
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v, dtype=float) for k, v in params.items()}
            self.u = {k: np.zeros_like(v, dtype=float) for k, v in params.items()}
        self.t += 1
        for k in params:
            g = grads[k]
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * g
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(g))
            params[k] -= self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 ○
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.t == 0:
            self.m, self.u = {}, {}
        self.t = self.t + 1
        for key, g in grads.items():
            m, u = self.m.get(key, 0), self.u.get(key, 0)
            m = m + (1 - self.beta1) * (g - m)
            u = np.where(self.beta2 * u > abs(g), self.beta2 * u, abs(g))
            self.m[key], self.u[key] = m, u
            m_hat = m / (1 - self.beta1 ** self.t)
            params[key] = params[key] - self.lr * m_hat / u

# %% 07-6 ○
from collections import defaultdict
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = defaultdict(float), defaultdict(float), 0

    def update(self, params, grads):
        self.t += 1
        rate = self.lr / (1 - np.power(self.beta1, self.t))
        for key in params:
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.u[key] = np.fmax(self.beta2 * self.u[key], np.sqrt(np.square(grads[key])))
            params[key] = params[key] - rate * self.m[key] / self.u[key]

# %% 07-6 ○
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.b1, self.b2 = lr, beta1, beta2
        self.power = 1.0
        self.state = {}

    def update(self, params, grads):
        self.power *= self.b1
        for key in params:
            g = np.asarray(grads[key])
            m, u = self.state.setdefault(key, (np.zeros(g.shape), np.zeros(g.shape)))
            m = self.b1 * m + (1 - self.b1) * g
            u = np.max([self.b2 * u, np.abs(g)], axis=0)
            self.state[key] = m, u
            params[key] = params[key] - self.lr / (1 - self.power) * (m / u)

# %% 07-6 ○
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {key: 0 * g for key, g in grads.items()}
            self.u = {key: 0 * g for key, g in grads.items()}
        for key in grads:
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.u[key] = np.maximum(self.beta2 * self.u[key], abs(grads[key]))
            bias = 1 - self.beta1 ** (self.t + 1)
            params[key] = params[key] - self.lr * self.m[key] / (bias * self.u[key])
        self.t += 1

# %% 07-6 × 補正 | 1-β1^t | 1 - β1^t | beta1**self.t | beta1 ** self.t | バイアス
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr * self.m[k] / self.u[k]  # ←

# %% 07-6 × 補正 | t 乗 | ** self.t | **self.t | β1^t | t
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1) * self.m[k] / self.u[k]  # ←

# %% 07-6 × t | 0 | 数え | 1 から | 0 で割
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]  # ←
        self.t += 1  # ←

# %% 07-6 × t | 鍵 | ループ | パラメータごと | 1 回の更新 | key
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params:
            self.t += 1  # ←
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × 絶対値 | abs | |g|
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], grads[k])  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × np.maximum | 要素ごと | maximum | max | 配列
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = max(self.beta2 * self.u[k], abs(grads[k]))  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × 平方根 | sqrt | √ | u
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / np.sqrt(self.u[k])  # ←

# %% 07-6 × u + 補正 | 1-β2^t | β2 | beta2
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            m_hat = self.m[k] / (1 - self.beta1**self.t)
            u_hat = self.u[k] / (1 - self.beta2**self.t)  # ←
            params[k] = params[k] - self.lr * m_hat / u_hat

# %% 07-6 × 1 - beta1 | 1-β1 | (1 - β1) | 1 - self.beta1
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + grads[k]  # ←
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × 最大 | max | 移動平均 | 平均 | 2 乗 | Adam
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = self.beta2 * self.u[k] + (1 - self.beta2) * np.abs(grads[k])  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × β2 | beta2 | 減衰 | 忘
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.u[k], np.abs(grads[k]))  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × β1 | β2 | beta1 | beta2 | 入れ替 | 逆
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta2 * self.m[k] + (1 - self.beta2) * grads[k]  # ←
            self.u[k] = np.maximum(self.beta1 * self.u[k], np.abs(grads[k]))  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]  # ←

# %% 07-6 × 符号 | 引 | 足 | 逆
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] += self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]  # ←

# %% 07-6 × None | 0 で | 初め | 作 | 用意 | 準備 | 初期
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]  # ←
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × 毎回 | 状態 | 作り直 | 初期化 | 覚え | 前の | 0 に戻
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        self.m = {k: np.zeros_like(v) for k, v in params.items()}  # ←
        self.u = {k: np.zeros_like(v) for k, v in params.items()}  # ←
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × 同じ辞書 | 同じ配列 | 別 | u と m | 共有 | 同じもの
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = self.u = {k: np.zeros_like(v) for k, v in params.items()}  # ←
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]

# %% 07-6 × t | 補正 | 増や | 数え | 足
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
            self.t = 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]  # ←

# %% 07-6 × 補正 | 1-β1^t | beta1 | t 乗 | 1 - | 1 から引 | 引き忘
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.zeros_like(v) for k, v in params.items()}
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            self.m[k] = self.m[k] / (1 - self.beta1**self.t)  # ←
            params[k] = params[k] - self.lr * self.m[k] / self.u[k]

# %% 07-6 × 最小 | maximum | 最大 | minimum
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(v) for k, v in params.items()}
            self.u = {k: np.full_like(v, np.inf) for k, v in params.items()}  # ←
        self.t += 1
        for k in params:
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.minimum(self.beta2 * self.u[k], np.abs(grads[k]))  # ←
            params[k] = params[k] - self.lr / (1 - self.beta1**self.t) * self.m[k] / self.u[k]
