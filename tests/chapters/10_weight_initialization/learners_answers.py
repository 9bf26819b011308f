# %% 10-1 ○
answer = [0.5, 0.5, 1.5, 1.5]

# %% 10-1 ○
answer = (1 / 2, 1 / 2, 3 / 2, 3 / 2)

# %% 10-1 ○
x = np.array([[1.0, 3.0]])
W1, W2 = np.full((2, 2), 0.5), np.full((2, 1), 0.5)
y = x @ W1 @ W2
answer = (x.T @ ((y - 1) @ W2.T)).ravel()

# %% 10-1 ○
answer = np.array([[0.5, 0.5], [1.5, 1.5]])

# %% 10-1 ○
answer = np.outer([1, 3], [0.5, 0.5]).ravel().tolist()

# %% 10-1 × 転置 | 行と列 | 列 | 順 | 向き
answer = [0.5, 1.5, 0.5, 1.5]

# %% 10-1 × w | W_2 | W2 | 出力への重み | 2 層目の重み | 出力の重み | 0.5
answer = [1, 1, 3, 3]

# %% 10-1 × 符号 | 逆 | y - t | y − t | t - y | マイナス
answer = [-0.5, -0.5, -1.5, -1.5]

# %% 10-1 × 入力 | x
# δ と w だけ
answer = [0.5, 0.5, 0.5, 0.5]

# %% 10-1 × 1/2 | 2 倍 | 2 を掛け | ½ | 微分
answer = [1, 1, 3, 3.0]

# %% 10-1 × 0.25 | 二重 | 2 回 | 余分 | 1/2 | 半分 | W1 | W_1
answer = [0.25, 0.25, 0.75, 0.75]

# %% 10-1 × W_2 | 出力層 | 2 層目 | W2 | 隠れ
# W2 の勾配
answer = [2, 2]

# %% 10-1 × t | 正解 | 誤差 | 残差
# y をそのまま δ にした
answer = [1.0, 1.0, 3.0, 3.0]

# %% 10-1 × 誤差 | y - t | y − t | 残差 | 出力 | 1 人分 | 足し | 2 つ
# y を 1 ユニット分だけで計算: y = 1、δ = 0
answer = [0, 0, 0, 0]

# %% 10-1 × 個 | 4 つ | 形 | 2 つ | 長さ
answer = [0.5, 1.5]

# %% 10-1 × シグモイド | 恒等 | 傾き | 活性化
h = 1 / (1 + np.exp(-2))
d = (h - 1) * 0.5 * h * (1 - h)
answer = [d, d, 3 * d, 3 * d]

# %% 10-2 ○
answer = [0.25, 0.5]

# %% 10-2 ○
answer = (0.25, 0.5)

# %% 10-2 ○
answer = np.sqrt([2 / 32, 2 / 8])

# %% 10-2 ○
answer = [1 / 4, 1 / 2]

# %% 10-2 ○
def std(fan):
    return (2 / fan) ** 0.5
answer = np.array([std(8 + 24), std(8)])

# %% 10-2 × 分散 | 平方根 | √ | ルート
answer = [2 / 32, 2 / 8]

# %% 10-2 × 順 | 逆 | 入れ替
answer = [0.5, 0.25]

# %% 10-2 × 入力 | fan-in | fan-out | 出力の数 | n_in
answer = [0.25, np.sqrt(2 / 24)]

# %% 10-2 × 一様 | √3 | 端
answer = [np.sqrt(6 / 32), np.sqrt(6 / 8)]

# %% 10-2 × 2 / | 分子 | 2 倍 | 和 | fan-out | n_out | LeCun | 1/n | 平均
answer = [np.sqrt(1 / 8), 0.5]

# %% 10-2 × 2 | 分子 | gain | 半分
answer = [0.25, np.sqrt(1 / 8)]

# %% 10-2 × 分子 | 2 | 平均
answer = [np.sqrt(1 / 32), 0.5]

# %% 10-2 × He | fan-in | 入力 | 和 | n_in
answer = [0.25, 0.25]

# %% 10-2 × 積 | 個数 | 和 | 足
answer = [np.sqrt(2 / (8 * 24)), 0.5]

# %% 10-2 × 2 つ | 個数 | 長さ | 形 | 両方
answer = 0.25

# %% 10-2 × √ | 平方根 | ルート | 根
answer = [2 / np.sqrt(32), 2 / np.sqrt(8)]

# %% 10-3 ○
answer = "ウ"

# %% 10-3 ○
answer = str("ウ")

# %% 10-3 ○
answer = "ウ "

# %% 10-3 ○
answer = 'ｳ'

# %% 10-3 ○
answer = list("アイウエ")[2]

# %% 10-3 × He | 保 | 水平 | 減ら
answer = "エ"

# %% 10-3 × tanh | なだらか | ゆるやか | ゆっくり
answer = "イ"

# %% 10-3 × 0.05 | 速 | 急 | 小さ
answer = "ア"

# %% 10-3 × 1 つ | 選択肢 | ア | どれか
answer = "オ"

# %% 10-3 × 1 つ | 選択肢 | ア | どれか
answer = 3

# %% 10-3 × 1 つ | 選択肢 | 2 つ
answer = "イウ"

# %% 10-3 × 1 つ | 選択肢 | ア | どれか
answer = "ReLU"

# %% 10-3 × 1 つ | 選択肢 | 記号 | どれか
answer = ["イ", "ウ"]

# %% 10-4 ○
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    scale = min(1, c / norm) if norm > 0 else 1
    return {key: g * scale for key, g in grads.items()}

# %% 10-4 ○
def clip_by_norm(grads, c):
    total = 0.0
    for g in grads.values():
        total += np.sum(g**2)
    norm = np.sqrt(total)
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm) if norm > c else g.copy()
    return clipped

# %% 10-4 ○
def clip_by_norm(grads, c):
    flat = np.concatenate([np.ravel(g) for g in grads.values()])
    norm = np.linalg.norm(flat)
    if norm <= c:
        return dict(grads)
    return {k: c * g / norm for k, g in grads.items()}

# %% 10-4 ○
def clip_by_norm(grads, c):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    return {key: g / max(1, norm / c) for key, g in grads.items()}

# %% 10-4 ○
def clip_by_norm(grads, c):
    norm = 0
    for key in grads:
        norm = np.hypot(norm, np.sqrt(np.sum(np.square(grads[key]))))
    rate = 1.0
    if norm > c:
        rate = c / norm
    out = {}
    for key in grads:
        out[key] = rate * np.array(grads[key])
    return out

# %% 10-4 ○
def clip_by_norm(grads, c):
    norm = sum((g**2).sum() for g in grads.values()) ** 0.5
    scale = min(c / (norm + 1e-12), 1.0)
    return {key: g * scale for key, g in grads.items()}

# %% 10-4 × 全体 | すべての | 配列ごと | 1 本
def clip_by_norm(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))
        clipped[key] = g * min(1, c / norm) if norm > 0 else g
    return clipped

# %% 10-4 × 小さい | 大きく | min | 超え | 1 を | 上限
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm)
    return clipped

# %% 10-4 × 小さい | 大きく | 配列ごと | 全体 | すべての
def clip_by_norm(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))
        clipped[key] = g * (c / norm)
    return clipped

# %% 10-4 × 値 | 要素 | 向き | clip
def clip_by_norm(grads, c):
    return {key: np.clip(g, -c, c) for key, g in grads.items()}

# %% 10-4 × 平方根 | √ | sqrt | ルート
def clip_by_norm(grads, c):
    norm = sum(np.sum(g * g) for g in grads.values())
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped

# %% 10-4 × 和 | 2 乗 | ノルムの | 足
def clip_by_norm(grads, c):
    norm = sum(np.sqrt(np.sum(g * g)) for g in grads.values())
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped

# %% 10-4 × 最大 | 和 | すべて | 全体
def clip_by_norm(grads, c):
    norm = max(np.sqrt(np.sum(g * g)) for g in grads.values())
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * (c / norm) if norm > c else g
    return clipped

# %% 10-4 × 書き換 | 元の | 渡された
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    if norm > c:
        for key in grads:
            grads[key] *= c / norm  # ←
    return grads

# %% 10-4 × 書き換 | 元の | 渡された | 辞書
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    if norm > c:
        for key in grads:
            grads[key] = grads[key] * (c / norm)  # ←
    return grads

# %% 10-4 × max | 大きい方 | 小さい | min
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g * max(1, c / norm) for key, g in grads.items()}

# %% 10-4 × 逆数 | 分母 | 分子 | c / norm | 逆
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g * min(1, norm / c) for key, g in grads.items()}

# %% 10-4 × ノルムで割 | c を掛け | c | 1 に
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g / norm if norm > c else g for key, g in grads.items()}

# %% 10-4 × 絶対値 | 2 乗 | L1 | 符号
def clip_by_norm(grads, c):
    norm = sum(np.sum(np.abs(g)) for g in grads.values())
    return {key: g * min(1, c / norm) if norm else g for key, g in grads.items()}

# %% 10-4 × return | ループ | 字下げ | インデント | 途中
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    clipped = {}
    for key, g in grads.items():
        clipped[key] = g * min(1, c / norm) if norm > 0 else g
        return clipped  # ←

# %% 10-4 × 足し | += | 上書き | 最後の | すべて | 全体 | 配列ごと
def clip_by_norm(grads, c):
    for g in grads.values():
        total = np.sum(g * g)
    norm = np.sqrt(total)
    return {key: g * min(1, c / norm) if norm > 0 else g for key, g in grads.items()}

# %% 10-4 × 途中 | 累積 | すべて | 全体 | そろ | 先に | 順 | ループ | 足し終
def clip_by_norm(grads, c):
    clipped = {}
    total = 0
    for key, g in grads.items():
        total += np.sum(g * g)
        norm = np.sqrt(total)
        clipped[key] = g * min(1, c / norm) if norm > 0 else g
    return clipped

# %% 10-4 × 平均 | 個数 | 和
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.mean(g * g) for g in grads.values()))
    return {key: g * min(1, c / norm) if norm > 0 else g for key, g in grads.items()}

# %% 10-4 × 0 | ゼロ | 消 | 捨て
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    return {key: g * 0 if norm > c else g for key, g in grads.items()}

# %% 10-4 × 0 で割 | ノルムが 0 | 0 のとき | nan | すべて 0 | 勾配が 0
def clip_by_norm(grads, c):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads.values()))
    scale = c / norm
    if scale > 1:
        scale = 1
    return {key: g * (norm * scale / norm) for key, g in grads.items()}

# %% 10-4 × 最大値 | 最大の要素 | 2 乗 | 絶対値 | ノルム
def clip_by_norm(grads, c):
    norm = max(np.max(np.abs(g)) for g in grads.values())
    return {key: g * min(1, c / norm) if norm else g for key, g in grads.items()}

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in, _ = shape
    a = np.sqrt(3) * np.sqrt(2 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = (6.0 / fan_in) ** 0.5
    W = rng.uniform(low=-a, high=a, size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6) / np.sqrt(fan_in)
    W = rng.uniform(*(-a, a), size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[-2]
    a = np.sqrt(6 / fan_in)
    W = a * rng.uniform(-1, 1, size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = a * (2 * rng.random(shape) - 1)
    return W.astype(dtype)

# %% 10-5 × 入力 | fan_in | shape[0] | 出力
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[1]  # ←
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 一様 | √3 | 6 | 標準偏差 | 分散
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(2 / fan_in)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 負 | -a | −a | 0 から | 左右 | 対称 | 下端
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(0, a, size=shape)  # ←
    return W.astype(dtype)

# %% 10-5 × 負 | -a | −a | 範囲 | 対称 | 下端 | 1
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(a, size=shape)  # ←
    return W.astype(dtype)

# %% 10-5 × Xavier | 和 | fan-out | n_out
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0] + shape[1]  # ←
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 平方根 | √ | sqrt | ルート
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = 6 / fan_in  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × LeCun | gain | 3 | 2 倍 | √2 | ReLU
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(3 / fan_in)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × PyTorch | 既定 | 6 | gain | √6 | 端
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = 1 / np.sqrt(fan_in)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 個数 | 要素 | 積 | 入力数 | fan_in | 入力
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = np.prod(shape)  # ←
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 正規 | 一様
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(2 / fan_in)
    W = rng.normal(0, a, size=shape)  # ←
    return W.astype(dtype)

# %% 10-5 × 逆 | 入れ替 | 順 | 符号 | 下端 | low
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(a, -a, size=shape)  # ←
    return W.astype(dtype)

# %% 10-5 × 6 | √3 | 12 | 2 倍
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(12 / fan_in)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 形 | タプル | shape | shape[0]
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape  # ←
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 分母 | 分子 | 逆数 | 割
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(fan_in / 6)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × dtype | 型 | astype
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W

# %% 10-5 × np.random | rng | 乱数
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(6 / fan_in)
    W = np.random.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-6 ○
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 ○
def calibrate(weights, x):
    result = []
    for W in weights:
        y = np.maximum(0, x @ W)
        ms = (y**2).mean()
        if ms == 0:
            result.append(W.copy())
            x = y
        else:
            result.append(W / np.sqrt(ms))
            x = y / np.sqrt(ms)
    return result

# %% 10-6 ○
def calibrate(weights, x):
    def relu(a):
        return a * (a > 0)

    out = []
    for W in weights:
        r = np.linalg.norm(relu(x @ W)) / np.sqrt(x.shape[0] * W.shape[1])
        W = W if r == 0 else W / r
        out.append(W)
        x = relu(x @ W)
    return out

# %% 10-6 ○
def calibrate(weights, x):
    ws = [np.array(W, dtype=float) for W in weights]
    for i in range(len(ws)):
        h = x
        for W in ws[: i + 1]:
            h = np.where(h @ W > 0, h @ W, 0)
        q = np.mean(np.square(h))
        if q != 0:
            ws[i] = ws[i] * q**-0.5
    return ws

# %% 10-6 ○
def calibrate(weights, x):
    new, h = [], np.asarray(x)
    for W in weights:
        out = np.clip(h @ W, 0, None)
        rms = np.sqrt((out * out).sum() / out.size)
        gain = 1 / rms if rms > 0 else 1.0
        new.append(gain * W)
        h = gain * out
    return new

# %% 10-6 × 標準偏差 | 平均 | std | 2 乗平均
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = out.std()  # ←
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 平方根 | √ | sqrt | ルート
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.mean(out**2)  # ←
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × ReLU | 負 | maximum | 活性化
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = h @ W  # ←
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 合わせた後 | 合わせる前 | 倍率 | 次の層 | 入力 | 直した後 | 古い | 前の
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        new.append(W)
        h = out  # ←
    return new

# %% 10-6 × 次の層 | 入力 | h を | 更新 | 出力を | x のまま | 前の層 | 1 層目
def calibrate(weights, x):
    new = []
    for W in weights:
        out = np.maximum(x @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        new.append(W / scale if scale > 0 else W)
    return new

# %% 10-6 × 0 で割 | すべて 0 | 0 の | nan | ゼロ
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        W = W / np.sqrt(np.mean(out**2))  # ←
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 書き換 | 元の | 新しい | 渡された
def calibrate(weights, x):
    h = x
    for i in range(len(weights)):
        out = np.maximum(h @ weights[i], 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            weights[i] = weights[i] / scale  # ←
        h = np.maximum(h @ weights[i], 0)
    return weights

# %% 10-6 × 書き換 | 元の | 新しい | 渡された
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W /= scale  # ←
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 掛け | 割る | 割り | 逆
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W * scale  # ←
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 軸 | 列ごと | ユニットごと | axis | 1 つの
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2, axis=0))  # ←
        scale[scale == 0] = 1
        W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × return | ループ | 字下げ | インデント | 途中
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
        return new  # ←

# %% 10-6 × 飛ば | そのまま | 個数 | すべて 0 | 加え | append | 足りない
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
            new.append(W)  # ←
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 出力 | 重み | h を | 返 | W
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        h = out / scale if scale > 0 else out
        new.append(h)  # ←
    return new

# %% 10-6 × データ | He | 式 | 測 | `x`
def calibrate(weights, x):
    return [W * np.sqrt(2 / W.shape[0]) / W.std() if W.std() else W for W in weights]

# %% 10-6 × 次の層 | ReLU | 通し | maximum | 入力
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        new.append(W)
        h = h @ W  # ←
    return new

# %% 10-6 × 2 乗の平均 | 平均の 2 乗 | 2 乗平均 | 2 乗 | 平均
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.mean(out)  # ←
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 和 | 平均 | sum | mean | 割
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.sum(out**2))  # ←
        if scale > 0:
            W = W / scale
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new

# %% 10-6 × 0 の層 | そのまま | 0 を | すべて 0 | 捨て
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        out = np.maximum(h @ W, 0)
        scale = np.sqrt(np.mean(out**2))
        if scale > 0:
            W = W / scale
        else:
            W = np.zeros_like(W)  # ←
        new.append(W)
        h = np.maximum(h @ W, 0)
    return new
