# %% 08-1 ○
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = list(np.maximum(x @ W1 + b1, 0) @ W2 + b2)

# %% 08-1 ○
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1 + b1, 0) @ W2 + b2

# %% 08-1 ○
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
a = x @ W1 + b1
a[a < 0] = 0
answer = tuple(a @ W2 + b2)

# %% 08-1 ○
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
h = [max(0, float(x @ W1[:, j] + b1[j])) for j in range(3)]
answer = [sum(h[j] * W2[j, k] for j in range(3)) + b2[k] for k in range(2)]

# %% 08-1 ○
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
h = np.maximum(x[None] @ W1 + b1, 0)
answer = (h @ W2 + b2)[0].round(3).tolist()

# %% 08-1 × ReLU | 負 | 活性化
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = (x @ W1 + b1) @ W2 + b2  # ReLU を忘れた

# %% 08-1 × バイアス | b1 | b_1
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1, 0) @ W2 + b2  # b1 を忘れた

# %% 08-1 × バイアス | b2 | b_2
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1 + b1, 0) @ W2  # b2 を忘れた

# %% 08-1 × バイアス | b1 | b2 | b_1 | b_2
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1, 0) @ W2

# %% 08-1 × ソフトマックス | ロジット | 確率
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
z = np.maximum(x @ W1 + b1, 0) @ W2 + b2
answer = np.exp(z) / np.exp(z).sum()

# %% 08-1 × ReLU | 絶対値 | 負 | 0 に
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.abs(x @ W1 + b1) @ W2 + b2

# %% 08-1 × バイアス | ReLU | 順 | 前に | 先に
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = (np.maximum(x @ W1, 0) + b1) @ W2 + b2  # ReLU のあとで b1

# %% 08-1 × ReLU | 出力 | 負 | 最後 | ロジット
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(np.maximum(x @ W1 + b1, 0) @ W2 + b2, 0)  # 出力にも ReLU

# %% 08-1 × ステップ | ReLU | 値 | そのまま
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = (x @ W1 + b1 > 0) @ W2 + b2  # ステップ関数

# %% 08-1 × 符号 | バイアス | 足 | 引
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1 - b1, 0) @ W2 + b2

# %% 08-1 × 列 | 行 | 転置 | 読み
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1.reshape(3, 2).T + b1, 0) @ W2 + b2  # 行と列

# %% 08-1 × 隠れ | 出力層 | W2 | 途中 | 2 つ | 個数 | 長さ
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1 + b1, 0)

# %% 08-1 × シグモイド | ReLU
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = 1 / (1 + np.exp(-(x @ W1 + b1))) @ W2 + b2

# %% 08-1 × 順 | 逆 | 入れ替
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = (np.maximum(x @ W1 + b1, 0) @ W2 + b2)[::-1]

# %% 08-1 × 順 | x | 入力 | 入れ替 | 逆
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x[::-1] @ W1 + b1, 0) @ W2 + b2

# %% 08-1 × 列 | 行 | 転置 | 読み
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.maximum(x @ W1 + b1, 0) @ W2.reshape(2, 3).T + b2

# %% 08-1 × ReLU | 符号 | 負 | 逆
x = np.array([3.0, 1.0])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
b1 = np.array([0, 0.5, -1])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
b2 = np.array([0.5, 1])
answer = np.minimum(x @ W1 + b1, 0) @ W2 + b2

# %% 08-2 ○
answer = 84060

# %% 08-2 ○
answer = 784 * 100 + 100 + 100 * 50 + 50 + 50 * 10 + 10

# %% 08-2 ○
sizes = [28 * 28, 100, 50, 10]
answer = sum(n * m + m for n, m in zip(sizes[:-1], sizes[1:]))

# %% 08-2 ○
answer = 785 * 100 + 101 * 50 + 51 * 10

# %% 08-2 ○
answer = float(83900 + 160)

# %% 08-2 ○
answer = np.int64(84060)

# %% 08-2 × バイアス
answer = 784 * 100 + 100 * 50 + 50 * 10

# %% 08-2 × バッチ | 128 | 件
answer = 84060 * 128

# %% 08-2 × バイアス | 1 個 | ユニットごと
answer = 83900 + 3

# %% 08-2 × 784 | 28 × 28 | 28×28 | 画素 | 28 * 28
answer = 28 * 100 + 100 + 100 * 50 + 50 + 50 * 10 + 10

# %% 08-2 × 出力層 | 出力 | 最後 | 510 | 10 クラス | 3 つ
answer = 784 * 100 + 100 + 100 * 50 + 50

# %% 08-2 × 隠れ | 50 | 2 層目 | 2 つ目
answer = 784 * 100 + 100 + 100 * 10 + 10

# %% 08-2 × 入力層 | 入力 | バイアス | 784
answer = 84060 + 784

# %% 08-2 × ユニット | 重み | 掛け
answer = 784 + 100 + 50 + 10

# %% 08-2 × バイアス | 出力数 | 入力
answer = 83900 + 784 + 100 + 50

# %% 08-2 × 途中の値 | ユニット | 128 | バッチ | パラメータ
answer = 128 * (100 + 50 + 10)

# %% 08-2 × 重み | バイアス
answer = 100 + 50 + 10

# %% 08-2 × バイアス | 128 | バッチ | 件
answer = 83900 + 160 * 128

# %% 08-2 × バイアス | 128 | バッチ | 件
answer = 83900 * 128

# %% 08-2 × 最初 | 入力 | 1 層目 | 78500 | 画素 | 784
answer = 100 * 50 + 50 + 50 * 10 + 10

# %% 08-2 × 出力層 | バイアス | 出力 | 10
answer = 83900 + 150

# %% 08-2 × 掛け | 足し | 入力数 × 出力数 | 積
answer = (784 + 100) + (100 + 50) + (50 + 10)

# %% 08-2 × 128 | バッチ | 784 | 画素
answer = 128 * 100 + 100 + 100 * 50 + 50 + 50 * 10 + 10

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = a * (a > 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.where(a > 0, a, 0)
    return np.dot(h, params[f"W{layers}"]) + params[f"b{layers}"]

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = (a + np.abs(a)) / 2
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.clip(a, 0, None)
    return h.dot(params["W%d" % layers]) + params["b%d" % layers]

# %% 08-3 ○
def predict_logits(x, params, layers):
    for i in range(1, layers + 1):
        x = x @ params["W" + str(i)] + params["b" + str(i)]
        if i < layers:
            x = np.maximum(0, x)
    return x

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        a[a < 0] = 0
        h = a
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    h = x
    i = 0
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0.0)
    i = i + 1
    return np.matmul(h, params["W" + str(i)]) + params["b" + str(i)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    if layers == 1:
        return x @ params["W1"] + params["b1"]
    h = np.maximum(x @ params["W1"] + params["b1"], 0)
    rest = {"W" + str(i - 1): params["W" + str(i)] for i in range(2, layers + 1)}
    rest.update({"b" + str(i - 1): params["b" + str(i)] for i in range(2, layers + 1)})
    return predict_logits(h, rest, layers - 1)

# %% 08-3 × 出力層 | 最後 | 1 回多 | layers | ReLU | 範囲
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers + 1):  # ←
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h

# %% 08-3 × 出力層 | 最後 | Affine | W | return | 返
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h  # ←

# %% 08-3 × 出力層 | 最後 | 2 度 | 2 回 | 1 回多 | layers | 範囲
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers + 1):  # ←
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 繰り返し | 範囲 | 隠れ | 1 層 | 1 つ | layers | 足り
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers - 1):  # ←
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × バイアス | b
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + 0  # ←
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × バイアス | 最後 | 出力層 | b
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)]  # ←

# %% 08-3 × ReLU | 活性化
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = a  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × ReLU | 出力層 | ロジット | 最後
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return np.maximum(h @ params["W" + str(layers)] + params["b" + str(layers)], 0)  # ←

# %% 08-3 × ReLU | シグモイド
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = 1 / (1 + np.exp(-a))  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × ReLU | tanh
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.tanh(a)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 文字 | KeyError | 鍵 | キー | 名前 | str | 辞書
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + layers] + params["b" + layers]  # ←

# %% 08-3 × 文字 | KeyError | 鍵 | キー | 名前 | str | 辞書
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b"]  # ←
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 最後 | 番号 | i | layers | 隠れ層のない | 層が 1 | 定義
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(i + 1)] + params["b" + str(i + 1)]  # ←

# %% 08-3 × ソフトマックス | ロジット | 確率
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    z = h @ params["W" + str(layers)] + params["b" + str(layers)]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)  # ←

# %% 08-3 × h | 入力 | x | 前の層
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = x @ params["W" + str(i)] + params["b" + str(i)]  # ←
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 最大 | 数 1 つ | 要素ごと | np.maximum | np.max | 軸
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.max(a, axis=0)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × np.maximum | np.max | 要素ごと | 最大
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = max(a, 0)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × バイアス | 番号 | i | 同じ | ずれ
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(layers)]  # ←
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 符号 | 負 | ReLU | 最大 | minimum | 最小
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.minimum(a, 0)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × ステップ | ReLU | 0 か 1 | 値
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = (a > 0) * 1.0  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × x | h | 隠れ | 入力
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return x @ params["W" + str(layers)] + params["b" + str(layers)]  # ←

# %% 08-3 × argmax | ロジット | クラス | 番号
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return np.argmax(h @ params["W" + str(layers)] + params["b" + str(layers)], axis=1)  # ←

# %% 08-3 × 絶対値 | ReLU | 負
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.abs(a)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 順 | ReLU | バイアス
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)]
        h = np.maximum(a, 0) + params["b" + str(i)]  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 1 を引 | W | 番号 | 最後 | 1 つ | 同じ | layers
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers - 1)] + params["b" + str(layers - 1)]  # ←

# %% 08-3 × 転置 | 行と列 | .T | 形
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)].T + params["b" + str(i)]  # ←
        h = np.maximum(a, 0)
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-3 × 書き換え | 元の | 写し | コピー | x を | += | 渡され
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)
    params["W" + str(layers)] *= 1
    out = h @ params["W" + str(layers)]
    params["b" + str(layers)] += out.mean(axis=0) * 0 + 1  # ←
    return out + params["b" + str(layers)] - 1

# %% 08-3 × Leaky | 傾き | ReLU | 負
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers):
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.where(a > 0, a, 0.01 * a)  # ←
    return h @ params["W" + str(layers)] + params["b" + str(layers)]

# %% 08-4 ○
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 ○
def softmax_rows(z):
    z = z - z.max(axis=-1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=-1, keepdims=True)

# %% 08-4 ○
def softmax_rows(z):
    z = z.T
    z = z - np.max(z, axis=0)
    e = np.exp(z)
    return (e / np.sum(e, axis=0)).T

# %% 08-4 ○
def softmax_rows(z):
    z = z - np.max(z, axis=1)[:, None]
    e = np.exp(z)
    return e / np.sum(e, axis=1)[:, np.newaxis]

# %% 08-4 ○
def softmax_rows(z):
    z = z - np.max(z, axis=1).reshape(-1, 1)
    e = np.exp(z)
    return e / np.sum(e, axis=1).reshape(-1, 1)

# %% 08-4 ○
def softmax_rows(z):
    return np.array([np.exp(r - r.max()) / np.exp(r - r.max()).sum() for r in z])

# %% 08-4 ○
def softmax_rows(z):
    m = np.max(z, axis=1, keepdims=True)
    log_y = z - m - np.log(np.sum(np.exp(z - m), axis=1, keepdims=True))
    return np.exp(log_y)

# %% 08-4 ○
def softmax_rows(z):
    y = np.empty(z.shape)
    for n in range(len(z)):
        e = np.exp(z[n] - np.max(z[n]))
        y[n] = e / np.sum(e)
    return y

# %% 08-4 × keepdims | 形 | 縦 | 列 | ブロードキャスト | (N, 1)
def softmax_rows(z):
    z = z - np.max(z, axis=1)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1)  # ←

# %% 08-4 × 最大 | 行ごと | axis
def softmax_rows(z):
    z = z - np.max(z, axis=0)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 和 | 合計 | 分母 | 割 | axis
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=0)  # ←

# %% 08-4 × 最大 | あふれ | オーバーフロー | 引
def softmax_rows(z):
    e = np.exp(z)  # ←
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 最大 | 行ごと | 全体 | axis | 0 で
def softmax_rows(z):
    z = z - np.max(z)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 全体 | axis | 行ごと | 分母 | 和
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e)  # ←

# %% 08-4 × keepdims | 形 | 縦 | 列 | ブロードキャスト | (N, 1)
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=1)  # ←

# %% 08-4 × keepdims | 形 | 縦 | 列 | ブロードキャスト | (N, 1)
def softmax_rows(z):
    z = z - np.max(z, axis=1)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × axis | 行 | 列 | データの間 | 軸
def softmax_rows(z):
    z = z - np.max(z, axis=0, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=0, keepdims=True)  # ←

# %% 08-4 × 転置 | .T | 元に戻 | 形 | 向き | 戻
def softmax_rows(z):
    z = z.T
    z = z - np.max(z, axis=0)
    e = np.exp(z)
    return e / np.sum(e, axis=0)  # ←

# %% 08-4 × 割 | 和 | 合計 | 正規化 | 1 に
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e  # ←

# %% 08-4 × 対数 | log | 確率
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return z - np.log(np.sum(e, axis=1, keepdims=True))  # ←

# %% 08-4 × 最大 | 最小 | あふれ | np.min | np.max
def softmax_rows(z):
    z = z - np.min(z, axis=1, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 最大 | 割 | 引 | あふれ
def softmax_rows(z):
    z = z / np.max(z, axis=1, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × シグモイド | 行 | 合計 | ソフトマックス
def softmax_rows(z):
    return 1 / (1 + np.exp(-z))  # ←

# %% 08-4 × 写し | 書き換え | 元の | -= | コピー | 渡され | 整数
def softmax_rows(z):
    z -= np.max(z, axis=1, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 足 | 符号 | 引 | あふれ | 最大
def softmax_rows(z):
    z = z + np.max(z, axis=1, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 1e-7 | 足 | 分母 | 0
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / (np.sum(e, axis=1, keepdims=True) + 1)  # ←

# %% 08-4 × 平均 | 最大 | あふれ
def softmax_rows(z):
    z = z - np.mean(z, axis=1, keepdims=True)  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-4 × 和 | 最大 | 合計 | 割
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.max(e, axis=1, keepdims=True)  # ←

# %% 08-4 × 符号 | exp | 逆 | 負
def softmax_rows(z):
    z = np.max(z, axis=1, keepdims=True) - z  # ←
    e = np.exp(z)
    return e / np.sum(e, axis=1, keepdims=True)

# %% 08-5 ○
answer = "イ"

# %% 08-5 ○
answer = 'イ'

# %% 08-5 ○
answer = "イ" + ""

# %% 08-5 ○
answer = " イ ".strip()

# %% 08-5 ○
answer = list("アイウエ")[1]

# %% 08-5 × 0.5 | σ(2a) | 高さ | 1
answer = "ア"

# %% 08-5 × 0.25 | シグモイド | 高さ | 1
answer = "ウ"

# %% 08-5 × 幅 | 狭 | 4a | 広
answer = "エ"

# %% 08-5 × 半角 | ア | 文字 | エ
answer = "a"

# %% 08-5 × 1 つ | 文字 | ア | エ
answer = 2

# %% 08-5 × 1 つ | 文字 | ア | エ
answer = ["イ", "エ"]

# %% 08-5 × 1 つ | 文字 | ア | エ
answer = "tanh"

# %% 08-5 × 1 つ | 文字 | ア | エ
answer = "オ"

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = z - z.max(axis=1)[:, None]
    total = np.exp(z).sum(axis=1)
    log_y = z - np.log(total)[:, None]
    return -np.sum(log_y[np.arange(len(z)), t]) / len(z)

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    one_hot = np.eye(z.shape[1])[t]
    return -np.sum(one_hot * log_y) / len(t)

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=-1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.take_along_axis(log_y, t[:, None], axis=1).mean()

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return float(np.mean([-log_y[n, k] for n, k in enumerate(t)]))

# %% 08-6 ○
def cross_entropy_mean(z, t):
    m = z.max(axis=1)
    log_total = m + np.log(np.exp(z - m[:, None]).sum(axis=1))
    return (log_total - z[range(len(t)), t]).mean()

# %% 08-6 ○
def cross_entropy_mean(z, t):
    loss = 0.0
    for row, k in zip(z, t):
        row = row - row.max()
        loss += np.log(np.exp(row).sum()) - row[k]
    return loss / len(t)

# %% 08-6 ○
def cross_entropy_mean(z, t):
    z = (z.T - z.max(axis=1)).T
    total = np.exp(z).sum(axis=1).reshape(-1, 1)
    log_y = z - np.log(total)
    return np.diag(-log_y[:, t]).mean()

# %% 08-6 × 最大 | あふれ | オーバーフロー
def cross_entropy_mean(z, t):
    z = z - 0  # ←
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 対数 | log
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - total  # ←
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 符号 | マイナス | 負 | -
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return np.mean(log_y[np.arange(len(t)), t])  # ←

# %% 08-6 × 平均 | 件数 | 割 | N
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.sum(log_y[np.arange(len(t)), t])  # ←

# %% 08-6 × 正解 | 全部 | 抜き出 | すべて | t | 各行
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y)  # ←

# %% 08-6 × arange | 列 | 行ごと | 抜き出 | 各行 | 組
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[:, t])  # ←

# %% 08-6 × arange | 行 | 抜き出 | 各行 | 列 | 組
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[t])  # ←

# %% 08-6 × 軸 | axis | 行 | 列
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=0)  # ←
    total = np.sum(np.exp(z), axis=0)  # ←
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × keepdims | 形 | ブロードキャスト | (N, 1) | 縦 | 列
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1)  # ←
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 最大 | 行ごと | 全体 | 0 | log
def cross_entropy_mean(z, t):
    z = z - np.max(z)  # ←
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 全体 | axis | 行ごと | 和
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z))  # ←
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × log | 対数 | 先に | 確率 | あふれ | 0 | 1e-7
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    y = np.exp(z) / total
    return -np.mean(np.log(y[np.arange(len(t)), t]))  # ←

# %% 08-6 × 1e-7 | 16 | 頭打ち | 足 | 正確 | log
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    y = np.exp(z) / total
    return -np.mean(np.log(y[np.arange(len(t)), t] + 1e-7))  # ←

# %% 08-6 × shape | クラス | C | 件数 | N | 平均 | 割
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.sum(log_y[np.arange(len(t)), t]) / z.shape[1]  # ←

# %% 08-6 × shape | クラス | C | 件数 | N | 平均 | 割 | one
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(np.eye(z.shape[1])[t] * log_y)  # ←

# %% 08-6 × exp | 指数
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(z, axis=1, keepdims=True)  # ←
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 平均 | 1 件 | 数 1 つ | 配列 | 形
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -log_y[np.arange(len(t)), t]  # ←

# %% 08-6 × 番号 | 正解 | t | ロジット | log_y
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(z[np.arange(len(t)), t])  # ←

# %% 08-6 × log | 対数 | 確率
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = np.exp(z) / total  # ←
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 最大 | argmax | 正解 | t
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(np.max(log_y, axis=1))  # ←

# %% 08-6 × 底 | log2 | 自然対数 | 対数
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log2(total)  # ←
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 1 を引 | 1 つ | 番号 | 0 から
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t - 1])  # ←

# %% 08-6 × 最小 | 最大 | あふれ
def cross_entropy_mean(z, t):
    z = z - np.min(z, axis=1, keepdims=True)  # ←
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 書き換え | 写し | 元の | -= | コピー | 渡され | 整数
def cross_entropy_mean(z, t):
    z -= np.max(z, axis=1, keepdims=True)  # ←
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 掛け | 2 乗 | one-hot | t | 番号
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.sum(t[:, None] * log_y) / len(t)  # ←

# %% 08-6 × keepdims | 形 | ブロードキャスト | (N, 1) | 縦 | 列
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1)  # ←
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-6 × 2 | 足 | 符号 | +
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    total = np.sum(np.exp(z), axis=1, keepdims=True)
    log_y = z + np.log(total)  # ←
    return -np.mean(log_y[np.arange(len(t)), t])

# %% 08-7 ○
answer = [0.1, 0.3, 0.4, 0.2]

# %% 08-7 ○
answer = (0.1, 0.3, 0.4, 0.2)

# %% 08-7 ○
answer = np.array([1 - 0.9, 0.9 - 0.6, 0.6 - 0.2, 0.2])

# %% 08-7 ○
answer = -np.diff([1, 0.9, 0.6, 0.2, 0])

# %% 08-7 ○
from fractions import Fraction as Q
answer = [Q(1, 10), Q(3, 10), Q(4, 10), Q(2, 10)]

# %% 08-7 ○
answer = {0: 0.1, 1: 0.3, 2: 0.4, 3: 0.2}
answer = list(answer.values())

# %% 08-7 × 差 | 累積 | 引 | 超え | 以上 | より大き
answer = [0.9, 0.6, 0.2, 0]

# %% 08-7 × 段階 0 | 1 - | 1 − | 残り | 差 | 4 つ
answer = [0.9, 0.3, 0.4, 0.2]

# %% 08-7 × 逆 | 順
answer = [0.2, 0.4, 0.3, 0.1]

# %% 08-7 × 4 つ | 個 | 長さ | 段階
answer = [0.3, 0.4, 0.2]

# %% 08-7 × 1 - | 1 − | 差 | 引 | 合計 | 超え | 以下
answer = [0.1, 0.4, 0.8, 0.2]

# %% 08-7 × 掛け | 積 | 独立 | 条件 | 差
answer = [0.1, 0.9 * 0.4, 0.9 * 0.6 * 0.8, 0.9 * 0.6 * 0.2]

# %% 08-7 × ソフトマックス | 合計 | 差 | 正規化
s = 0.9 + 0.6 + 0.2
answer = [0, 0.9 / s, 0.6 / s, 0.2 / s]

# %% 08-7 × 差 | ずれ | 段階 3 | 最後 | 0 | 順
answer = [0.3, 0.4, 0.2, 0.1]

# %% 08-7 × 差 | 累積 | 引 | 超え | 以上 | より大き
answer = [1, 0.9, 0.6, 0.2]

# %% 08-7 × 差 | 最後 | 段階 3 | 合計 | 1
answer = [0.1, 0.3, 0.4, 0.8]

# %% 08-7 × 差 | 以下 | 累積 | 引
answer = [0.1, 0.4, 0.8, 1.0]

# %% 08-7 × 段階 2 | 番号 | 確率 | 4 つ | リスト | 個
answer = 2

# %% 08-7 × 差 | 引 | 累積 | 合計 | 4 つ
answer = [0.1, 0.9, 0.6, 0.2]

# %% 08-7 × 符号 | 負 | 逆
answer = [0.1, -0.3, -0.4, 0.2]

# %% 08-7 × 1 | 小数 | 百分率 | % | 100 | 割合
answer = [10, 30, 40, 20]

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        b = self.beta * x
        return (np.maximum(b, 0) + np.log1p(np.exp(-np.abs(b)))) / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        b = self.beta * x
        return np.maximum(x, 0) + np.log(1 + np.exp(-np.abs(b))) / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        pos = np.exp(-np.maximum(u, 0))
        neg = np.exp(np.minimum(u, 0))
        return np.where(u > 0, u + np.log1p(pos), np.log1p(neg)) / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = np.asarray(self.beta * x, dtype=float)
        m = np.maximum(u, 0)
        return (m + np.log(np.exp(-m) + np.exp(u - m))) / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * np.asarray(x)
        out = np.empty(u.shape)
        big = u > 30
        out[big] = u[big] + np.exp(-u[big])
        out[~big] = np.log1p(np.exp(u[~big]))
        return out / self.beta

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return (1 / self.beta) * np.logaddexp(self.beta * x, np.zeros_like(x))

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        self.x = x
        with np.errstate(over="ignore"):
            u = self.beta * x
            y = np.log1p(np.exp(u))
        return np.where(u > 100, u, y) / self.beta

# %% 08-8 × あふれ | オーバーフロー | inf | 大き
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.log(1 + np.exp(self.beta * x)) / self.beta  # ←

# %% 08-8 × あふれ | オーバーフロー | inf | 大き
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.log1p(np.exp(self.beta * x)) / self.beta  # ←

# %% 08-8 × 割 | β | beta
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x)  # ←

# %% 08-8 × β | beta | 掛
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, x)  # ←

# %% 08-8 × β | beta | 掛
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, x) / self.beta  # ←

# %% 08-8 × β | beta | 割 | 掛
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) * self.beta  # ←

# %% 08-8 × β | beta | 割 | 掛
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, x / self.beta) * self.beta  # ←

# %% 08-8 × ReLU | なめらか | log | 対数
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.maximum(x, 0)  # ←

# %% 08-8 × 1 | logaddexp | 0
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(1, self.beta * x) / self.beta  # ←

# %% 08-8 × 符号 | 負 | -
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, -self.beta * x) / self.beta  # ←

# %% 08-8 × 正の側 | 絶対値 | 負 | 最大 | ReLU | max
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        return np.log1p(np.exp(-np.abs(u))) / self.beta  # ←

# %% 08-8 × 割 | β | beta | 最大
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        return np.maximum(u, 0) + np.log1p(np.exp(-np.abs(u))) / self.beta  # ←

# %% 08-8 × クリップ | 切り | clip | 頭打ち | 正確 | 大き | 制限
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = np.clip(self.beta * x, -500, 500)  # ←
        return np.log1p(np.exp(u)) / self.beta

# %% 08-8 × self | beta | 固定 | 引数 | 保存
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = 1.0  # ←

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) / self.beta

# %% 08-8 × return | 返 | None
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        y = np.logaddexp(0, self.beta * x) / self.beta  # ←

# %% 08-8 × シグモイド | 微分 | ソフトプラス
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return 1 / (1 + np.exp(-self.beta * x))  # ←

# %% 08-8 × 底 | log2 | 自然対数 | 対数
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.log2(1 + np.exp(-np.abs(self.beta * x))) / self.beta + np.maximum(x, 0)  # ←

# %% 08-8 × 負 | 小さ | 0 | しきい | 切り | 正の
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        return np.where(u > 0, np.logaddexp(0, u), 0) / self.beta  # ←

# %% 08-8 × 書き換え | 元の | 写し | *= | コピー | 渡され | 整数
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        x *= self.beta  # ←
        return np.logaddexp(0, x) / self.beta

# %% 08-8 × 閾値 | 大き | しきい | 近似 | 20 | 差 | 精 | 正確
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        return np.where(u > 5, x, np.logaddexp(0, u) / self.beta)  # ←

# %% 08-8 × 最大 | 全体 | 要素ごと | あふれ | 小さ | 0
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        u = self.beta * x
        m = u.max()  # ←
        return (m + np.log(np.exp(-m) + np.exp(u - m))) / self.beta

# %% 08-8 × train_flg | 引数 | 2 つ
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x):  # ←
        return np.logaddexp(0, self.beta * x) / self.beta

# %% 08-8 × 既定 | 1.0 | beta | 引数
class Softplus:
    params = ()

    def __init__(self, beta=2.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) / self.beta

# %% 08-8 × 2 乗 | beta | β | 割
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x) / self.beta ** 2  # ←
