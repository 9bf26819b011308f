# 採点器を直す前に、誤答の一覧を見ずに書いた答え。1 度だけ測った後に、期待する言葉だけを足した。

# %% 01-1 × 更新後 | 更新した + 点 | 同時 | 先に更新 | 新しい x | 新しい + 使っ | 更新する前 | 順に | 前の点
x, y = 2.0, -1.0
for _ in range(2):
    x = x - 0.1 * (2 * x + y)  # ←
    y = y - 0.1 * (x + 4 * y)  # ←
answer = [x, y]

# %% 01-1 × 出発点 | 計算し直 | 勾配 + 同じ | 1 歩目の勾配 | 2 歩目の勾配 | 新しい点 | 使い回 | 勾配 + 2 回
answer = [2 - 2 * 0.1 * 3, -1 + 2 * 0.1 * 2]  # ←

# %% 01-1 × xy | 交差 | x の項 | 混ざ | 偏微分 + y | 項 + 落 | 掛け合わせ
answer = [1.28, -0.36]  # ←

# %% 01-1 × 4y | 2y | y^2 | y² | 2 乗 + 微分 | 係数 | y の偏微分 | 第 2 成分
# ∂f/∂x = 2x + y,  ∂f/∂y = x + 2y
g1 = np.array([2 * 2 - 1, 2 - 2])  # ←
p1 = np.array([2, -1]) - 0.1 * g1
g2 = np.array([2 * p1[0] + p1[1], p1[0] + 2 * p1[1]])  # ←
answer = list(p1 - 0.1 * g2)

# %% 01-1 ○
p = np.array([2.0, -1.0])
A = np.array([[2, 1], [1, 4]])
for _ in range(2):
    p = p - 0.1 * A @ p
answer = [p[0], p[1]]

# %% 01-2 × 書き換 | コピー | copy | asarray | 元の配列 | 渡された配列 | -= | その場
def descend_to_end(grad, init_x, lr, step_num):
    x = np.asarray(init_x, dtype=float)  # ←
    for _ in range(step_num):
        x -= lr * grad(x)  # ←
    return x

# %% 01-2 × 歩数 | 1 歩少 | 1 回少 | 回数 | 少ない | 1 歩足り | 足りな | 境界
def descend_to_end(grad, init_x, lr, step_num):
    here = np.array(init_x, dtype=float)
    if step_num <= 1:  # ←
        return here  # ←
    return descend_to_end(grad, here - lr * grad(here), lr, step_num - 1)

# %% 01-2 × 出発点 | init_x | 今の点 | 現在の点 | 計算し直 | 同じ勾配 | 初めの点 | 毎回
def descend_to_end(grad, init_x, lr, step_num):
    start = np.array(init_x, dtype=float)
    x = start.copy()
    for _ in range(step_num):
        x = x - lr * grad(start)  # ←
    return x

# %% 01-2 × 整数 | dtype | float | 小数 | 切り捨て | 整数型 | 型が
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x)  # ←
    for _ in range(step_num):
        g = grad(x)
        for i in range(len(x)):
            x[i] = x[i] - lr * g[i]  # ←
    return x

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    from functools import reduce
    return reduce(lambda p, _: p - lr * grad(p), range(step_num), np.array(init_x, dtype=float))

# %% 01-3 × 戻し | 戻す | 元に | original | ずらしたまま | 復元 | 次の成分
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
    x[i] = original  # ←
    return grad

# %% 01-3 × 2h | 2 * h | 括弧 | かっこ | カッコ | 優先 | h を掛け | h + 掛け | h で割
def central_difference_gradient(f, x, h):
    p = np.array(x, dtype=float)
    out = []
    for i, center in enumerate(p.copy()):
        values = []
        for delta in (+h, -h):
            p[i] = center + delta
            values.append(f(p))
        p[i] = center
        out.append((values[0] - values[1]) / 2 * h)  # ←
    return np.array(out)

# %% 01-3 × 前進差分 | 片側 | f(x - h) | x - h | 中心差分 + ない | 両側 | 両隣 | 右隣
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    base = f(x)  # ←
    return np.array([(f(x + h * e) - base) / h for e in np.eye(x.size)])  # ←

# %% 01-3 × 整数 | zeros_like | dtype | 小数 | 切り捨て | 整数型 | 型が
def central_difference_gradient(f, x, h):
    grad = np.zeros_like(x)  # ←
    for i in range(len(x)):
        up, down = np.array(x, dtype=float), np.array(x, dtype=float)
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)  # ←
    return grad

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    steps = h * np.eye(x.size)
    return np.array([f(x + d) - f(x - d) for d in steps]) / (2 * h)

# %% 01-4 × 平均 | 1/m | m で割 | 件数 | len(y) | データの数 | 和のまま | 割っていな | 割り忘れ
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.sum(residual * X[:, j])  # ←
    return theta

# %% 01-4 × 残差 + 更新 | 同時 | 更新する前 | 更新した後 | 更新後 | 途中 | ループの中 | for + 残差 | 前の θ
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    for j, column in enumerate(X.T):
        theta[j] -= lr * np.mean((X @ theta - y) * column)  # ←
    return theta

# %% 01-4 × 件数 | データの数 | m で割 | len(y) | パラメータの数 | 列の数 | len(theta) | shape | n で割
def regression_step(theta, X, y, lr):
    r = X @ np.asarray(theta, dtype=float) - y
    g = np.einsum("ij,i->j", X, r) / X.shape[1]  # ←
    return theta - lr * g

# %% 01-4 × axis | 軸 | 成分ごと | 1 つの数 | スカラー | 全体の平均 | 列ごと | 同じ値
def regression_step(theta, X, y, lr):
    residual = X @ theta - y
    grad = np.mean(residual[:, np.newaxis] * X)  # ←
    return np.array(theta, dtype=float) - lr * grad

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    m = len(y)
    return np.asarray(theta, dtype=float) - lr / m * ((X @ theta - y) @ X)

# %% 01-5 × 1.05 | 発散 | 増え | 上がって | 上限を超え | 大きすぎ
answer = "ア"  # ←

# %% 01-5 × 学習率 + 0.1 | η=0.1 | 小さい学習率 | 小さすぎ | 遅い | ゆっくり | なめらか
answer = "イ"  # ←

# %% 01-5 × 0.95 | 下がり | 減り | 収束 | 縮ま | 縮み
answer = "エ"  # ←

# %% 01-5 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 曲線の名前 | 学習率の値 | 学習率ではな
answer = 1.0  # ←

# %% 01-5 ○
answer = "ウ"

# %% 01-6 × f_xy + 2 乗 | f_xy² | f_{xy}^2 | f_xy ** 2 | f_xy**2 | 2 乗 | 判別式
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy  # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    if D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × 極小と極大 | 逆 | f_xx > 0 | f_xx + 符号 | 入れ替 | 反対 | 下に凸
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    table = {-1: "鞍点", 0: "判定できない", 1: "極大" if f_xx > 0 else "極小"}  # ←
    return table[int(np.sign(D))]

# %% 01-6 × f_xy | 混合 | 交差 | 斜め | 軸の方向 | 判別式 | 固有値
def classify_stationary_point(f_xx, f_xy, f_yy):
    if f_xx > 0 and f_yy > 0:  # ←
        return "極小"
    elif f_xx < 0 and f_yy < 0:  # ←
        return "極大"
    elif f_xx * f_yy < 0:  # ←
        return "鞍点"
    return "判定できない"

# %% 01-6 × 判定できない | 0 のとき | 固有値 + 0 | D = 0 | D が 0 | 等号 | >=
def classify_stationary_point(f_xx, f_xy, f_yy):
    lam = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
    if np.all(lam >= 0):  # ←
        return "極小"
    if np.all(lam <= 0):  # ←
        return "極大"
    if lam[0] * lam[1] < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    det = f_xx * f_yy - f_xy * f_xy
    if det == 0:
        return "判定できない"
    if det < 0:
        return "鞍点"
    trace = f_xx + f_yy
    return "極小" if trace > 0 else "極大"

# %% 01-7 × m で割 | 1/m | 件数 | データの数 | len(X) | 平均 | 割っていな | 割り忘れ
def step_limit_and_condition(X):
    lam = np.linalg.eigvalsh(X.T @ X)  # ←
    return 2 / lam[-1], lam[-1] / lam[0]

# %% 01-7 × 2 乗 | 特異値 | cond(X) | np.linalg.cond | X の条件数 | ヘッセ行列の条件数 | 平方根
def step_limit_and_condition(X):
    m = X.shape[0]
    sigma = np.linalg.svd(X, compute_uv=False)
    return [2 * m / sigma[0] ** 2, np.linalg.cond(X)]  # ←

# %% 01-7 × 昇順 | 小さい順 | 最大の固有値 | 最小の固有値 | 最大と最小 | λ_min | 順番 | 逆 | lam[0]
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    eigenvalues, _ = np.linalg.eigh(H)
    largest, smallest = eigenvalues[0], eigenvalues[-1]  # ←
    return (2 / largest, largest / smallest)

# %% 01-7 × バイアス | 1 の列 | 列 + 付け | 切片 | 二重 | すでに | 列 + 足し | 列 + 加え
def step_limit_and_condition(X):
    m = len(X)
    A = np.column_stack([np.ones(m), X])  # ←
    lam = sorted(np.linalg.eigvalsh(A.T @ A / m))
    return 2 / lam[-1], lam[-1] / lam[0]

# %% 01-7 ○
def step_limit_and_condition(X):
    X = np.asarray(X, dtype=float)
    H = sum(np.outer(row, row) for row in X) / len(X)
    w = np.linalg.eigvalsh(H)
    return [2 / max(w), max(w) / min(w)]

# %% 02-1 × 平均 | 件数 | 2 で割 | 割って | 合計 | 和のまま | 2 倍 | 足しただけ
w = b = 0
for x, t in [(1, 3), (3, 5)]:
    w += 0.1 * (t - 0) * x  # ←
    b += 0.1 * (t - 0)  # ←
answer = (w, b)

# %% 02-1 × 積の平均 | 平均の積 | 1 件ずつ + 掛け | 掛けてから | 平均してから | 平均どうし
x, t = np.array([1, 3]), np.array([3, 5])
err = (0 - t).mean()
answer = (-0.1 * err * x.mean(), -0.1 * err)  # ←

# %% 02-1 × 1 件ずつ | 1 件ごと | 2 回更新 | 1 歩だけ | 2 歩 | 1 件目 | まとめて | オンライン
answer = (1.44, 0.68)  # ←

# %% 02-1 × 同時 | 更新後の w | 更新した w | 新しい w | w を先に | 更新する前 | 古い w | 前の w
xs, ts = [1, 3], [3, 5]
w, b = 0.0, 0.0
w = w - 0.1 * sum((w * x + b - t) * x for x, t in zip(xs, ts)) / 2
b = b - 0.1 * sum(w * x + b - t for x, t in zip(xs, ts)) / 2  # ←
answer = (w, b)

# %% 02-1 ○
X = np.array([[1, 1], [3, 1]])
answer = tuple(0.1 * X.T @ np.array([3, 5]) / 2)

# %% 02-2 × 端数 | 切り捨て | 切り上げ | 最後のバッチ | 余り | 29 | 22 回
answer = 1437 // 64 * 10  # ←

# %% 02-2 × エポックごと | 1 エポックごと | 10 回の端数 | 毎エポック | まとめて + 割 | またい | エポック + 端数 | 1437 × 10 | 14370
answer = -(-1437 * 10 // 64)  # ←

# %% 02-2 × 10 エポック | 1 エポック | 10 倍 | エポックの数 | エポック数 | 掛け
answer = 23  # ←

# %% 02-2 × 件数 | バッチサイズ | B で割 | 64 | データの数 | 1 件ずつ | まとめて
N, B, epochs = 1437, 64, 10
answer = N * epochs  # ←

# %% 02-2 ○
answer = sum(1 for _ in range(10) for _ in range(0, 1437, 64))

# %% 02-3 × 更新回数 | 1437 | 28 | 更新 1 回 | 上段の横軸 | 横軸 | 5 エポック + 5 回
answer = "ア"  # ←

# %% 02-3 × 時間 | ミリ秒 | 下段 | 計算機
answer = "ウ"  # ←

# %% 02-3 × 期待値 | 不偏 | 平均すると | かたより | 偏り
answer = "エ"  # ←

# %% 02-3 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 選択肢 | 1 つを
answer = "中段"  # ←

# %% 02-3 ○
answer = "イ"

# %% 02-4 × len(idx) | B で割 | バッチの件数 | N で割 | 全データの件数 | 全体の件数 | len(t) | len(x) | idx の数 | 選ばれた件数
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return error @ x_batch / len(t)  # ←

# %% 02-4 × 符号 | 逆 | t_batch - | 予測 + 引 | 正解から | 予測 - 正解 | 誤差の向き | マイナス
def minibatch_gradient(w, x, t, idx):
    total = np.zeros(len(w))
    for i in idx:
        err = t[i] - sum(wj * xj for wj, xj in zip(w, x[i]))  # ←
        total += err * x[i]  # ←
    return total / len(idx)

# %% 02-4 × x の + idx | x[idx] | 先頭 | 対応 | 組み合わせ | ずれ | 選ばれた行 | 別のデータ | 取り出す
def minibatch_gradient(w, x, t, idx):
    parts = [(w @ xi - ti) * xi for xi, ti in zip(x, t[idx])]  # ←
    return np.mean(parts, axis=0)

# %% 02-4 × 重複 | 同じ番号 | 2 度 | 2 回 | マスク | mask | 1 回だけ | 番号 + くり返
def minibatch_gradient(w, x, t, idx):
    mask = np.zeros(len(t), dtype=bool)
    mask[idx] = True  # ←
    X, y = x[mask], t[mask]  # ←
    return X.T @ (X @ w - y) / mask.sum()  # ←

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    per_sample = (np.einsum("nd,d->n", x, w) - t)[:, None] * x
    return per_sample[idx].mean(axis=0)

# %% 02-5 × 符号 | 逆 | 引く | 引き | 引い | 上る | 上り | 足し | +=
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] += self.lr * grads[key]  # ←

# %% 02-5 × 新しい辞書 | 辞書 + 作 | 代入 | 呼び出し元 | 渡された辞書 | params[key] | 変数 + 名前 | ローカル
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params = {k: v - self.lr * grads[k] for k, v in params.items()}  # ←

# %% 02-5 × コピー | copy | 書き戻 | 戻して | params[key] | 代入 | 辞書 + 入れ | 反映
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for name, w in params.items():
            w = w.copy()  # ←
            w -= self.lr * grads[name]  # ←

# %% 02-5 × return | 最初のパラメータ | 1 つ目 | 1 つだけ | 途中で | ほかのパラメータ | 2 つ目 | 残りの | 抜け
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            params[key] = x - self.lr * grads[key]
            return params  # ←

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params.update({k: params[k] - self.lr * g for k, g in grads.items()})

# %% 02-6 × 切り上げ | 四捨五入 | round | 端数 | 丸め | ceil
def epochs_finished(updates, N, B):
    per_epoch = round(N / B)  # ←
    return updates // per_epoch

# %% 02-6 × 割り切れ | 端数がない | +1 | 1 を足 | 1 回多 | 余分 | 余りが 0 | 切り上げ
def epochs_finished(updates, N, B):
    return updates // (N // B + 1)  # ←

# %% 02-6 × 端数 | 件数 | updates * B | 使った件数 | 数えすぎ | B 件より少な | 最後のバッチ | 切り上げ
def epochs_finished(updates, N, B):
    seen = updates * B  # ←
    return seen // N  # ←

# %% 02-6 × 割り切れ | ちょうど | 等号 | >= | 等しい | used > N | 余りが 0 | 1 回多
def epochs_finished(updates, N, B):
    epoch, used = 0, 0
    for _ in range(updates):
        used += B
        if used > N:  # ←
            epoch += 1
            used = 0
    return epoch

# %% 02-6 ○
def epochs_finished(updates, N, B):
    full, rest = divmod(N, B)
    return updates // (full + (rest > 0))

# %% 02-7 × 並べ替え | シャッフル | permutation + 返 | 戻り値 | 返り値 | 結果を + 使 | 順番のまま | 捨て
def minibatch_list(N, B, rng, drop_last=False):
    order = np.arange(N)
    rng.permutation(order)  # ←
    batches = []
    for start in range(0, N, B):
        batch = order[start:start + B]
        if drop_last and len(batch) < B:
            break
        batches.append(batch)
    return batches

# %% 02-7 × array_split | B 件ずつ | 均等 | 等分 | 大きさ | N // B | 件数 | 個数
def minibatch_list(N, B, rng, drop_last=False):
    idx = rng.permutation(N)
    if drop_last:
        idx = idx[: N // B * B]
    return np.array_split(idx, max(N // B, 1))  # ←

# %% 02-7 × 割り切れ | 端数がない | 端数でない | いつも + 捨 | 最後のバッチ | B 件ある | [:-1] | ちょうど
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    out = [perm[i:i + B] for i in range(0, N, B)]
    return out[:-1] if drop_last else out  # ←

# %% 02-7 × 重複 | 同じ番号 | choice | 1 回ずつ | 抜け | バッチごとに | 毎回 | 全部の番号
def minibatch_list(N, B, rng, drop_last=False):
    sizes = [B] * (N // B)
    if not drop_last and N % B:
        sizes.append(N % B)
    return [rng.choice(N, size=s, replace=False) for s in sizes]  # ←

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    deck = np.arange(N)
    rng.shuffle(deck)
    result = []
    while len(deck) >= B:
        result.append(deck[:B])
        deck = deck[B:]
    if len(deck) and not drop_last:
        result.append(deck)
    return result

# %% 02-8 × 重複 | 復元 | 有限母集団 | 独立 | (N-B)/(N-1) | N - B | 係数 | 2/3
answer = 2.50  # ←

# %% 02-8 × 不偏 | N - 1 で割 | N で割 | ddof | S^2 | S² | 母分散 | 20/3 | 6.67
answer = 20 / 3 / 2 * (4 - 2) / (4 - 1)  # ←

# %% 02-8 × N - 1 | N-1 | 分母 | 係数 | 有限母集団 | 2/3 | (N-B)/N
answer = 1.25  # ←

# %% 02-8 × 不偏 | 組の数 | 6 で割 | 5 で割 | n - 1 | ddof | 標本分散 | 全部の組 | 1 を引
from itertools import combinations
from statistics import mean, variance

answer = variance([mean(pair) for pair in combinations([1, 3, 5, 7], 2)])  # ←

# %% 02-8 ○
g = np.array([1, 3, 5, 7])
answer = round(float(g.var() / 2 * 2 / 3), 2)

# %% 02-9 × k+1 | $k+1$ | 1 を足 | 0 から | 1 回目 | warmup+1 | 学習率が 0 | 1 つずれ
import math

def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k / warmup  # ←
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + math.cos(math.pi * p))

# %% 02-9 × linspace | 終点 | endpoint | 最後 + 0 | K - warmup | K-1 | k = K | 両端 | 分母
def warmup_cosine(k, K, lr_max, warmup):
    up = lr_max * np.arange(1, warmup + 1) / warmup
    p = np.linspace(0, 1, K - warmup)  # ←
    down = lr_max / 2 * (1 + np.cos(np.pi * p))
    return float(np.concatenate([up, down])[k])

# %% 02-9 × warmup を引 | k - warmup | K - warmup | 後半 | warmup から | 全体 | k / K | k=warmup | k = warmup | 0 から数えた
def warmup_cosine(k, K, lr_max, warmup):
    progress = k / K  # ←
    return (lr_max * (k + 1) / warmup if k < warmup
            else 0.5 * lr_max * (1 + np.cos(np.pi * progress)))

# %% 02-9 × k = warmup | k=warmup | <= | 境目 | 等号 | 未満 | 境界 | lr_max を超え
def warmup_cosine(k, K, lr_max, warmup):
    if k <= warmup:  # ←
        rate = (k + 1) / warmup
    else:
        rate = (1 + np.cos(np.pi * (k - warmup) / (K - warmup))) / 2
    return lr_max * rate

# %% 02-9 ○
def warmup_cosine(k, K, lr_max, warmup):
    p = np.clip((k - warmup) / (K - warmup), 0, 1)
    return min((k + 1) / warmup, 1) * lr_max * np.cos(np.pi * p / 2) ** 2

# %% 03-1 × 流儀 | 学習率 + 掛け | PyTorch | 学習率を含 | η を | B の形 | 速度に + 学習率 | 符号
v, x = 0, 2
for _ in range(2):
    v = 0.5 * v + 2 * x  # ←
    x = x - 0.1 * v  # ←
answer = (v, x)

# %% 03-1 × 先読み | NAG | Nesterov | 今の点 | 先の点 | x+αv | ずらした点
answer = (-0.48, 1.12)  # ←

# %% 03-1 × 前の速度 | 古い速度 | 更新した後の速度 | 更新後の | 新しい速度 | 順番 | 順序 | 1 歩遅れ
lr, a = 0.1, 0.5
state = [(0.0, 2.0)]
for t in range(2):
    v, x = state[-1]
    state.append((a * v - lr * 2 * x, x + v))  # ←
answer = state[-1]

# %% 03-1 × 2 歩目の勾配 | 計算し直 | 同じ勾配 | 1 歩目の勾配 | 出発点 | 使い回 | 新しい点 | 3.2
answer = (-0.6, 1.0)  # ←

# %% 03-1 ○
M = np.array([[0.5, -0.2], [0.5, 0.8]])
answer = tuple(np.linalg.matrix_power(M, 2) @ [0, 2])

# %% 03-2 × self.v[key] | 保存 | 覚え | 記録 | 残して | しまって | 書き戻 | 代入 | いつも 0 | 残っていません
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.v.get(key, 0.0)  # ←
            v = self.momentum * v - self.lr * grads[key]  # ←
            params[key] += v  # ←

# %% 03-2 × クラス変数 | 共有 | 別のオプティマイザ | インスタンス | ほかのインスタンス | __init__ | クラスの + 辞書 | 2 つ目の
class HeavyBall:
    v = {}  # ←

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum

    def update(self, params, grads):
        for key in params:
            self.v[key] = self.momentum * self.v.get(key, 0.0) - self.lr * grads[key]
            params[key] += self.v[key]

# %% 03-2 × 辞書 + 作り直 | 最後のパラメータ | 1 つのパラメータ | ほかのキー | ほかのパラメータ | self.v[key] | 上書き | キー + 消 | 辞書ごと
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key, g in grads.items():
            v = self.momentum * self.v.get(key, 0.0) - self.lr * g
            params[key] += v
            self.v = {key: v}  # ←

# %% 03-2 × コピー | copy | 同じ配列 | 参照 | 別名 | 前の位置 | 差が 0 | += | その場
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.before = {}

    def update(self, params, grads):
        for name, now in params.items():
            moved = now - self.before.get(name, now)
            self.before[name] = now  # ←
            now += self.momentum * moved - self.lr * grads[name]  # ←

# %% 03-2 ○
class HeavyBall:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.before = {}

    def update(self, params, grads):
        for name in params:
            now = params[name]
            old = self.before.get(name, now)
            self.before[name] = np.copy(now)
            params[name] = now + self.momentum * (now - old) - self.lr * grads[name]

# %% 03-3 × 0.36 | 小さい α | 速く減 | いちばん速 | √α | 傾き | 急
answer = "イ"  # ←

# %% 03-3 × 0.81 | 大きい α | いちばん遅 | ゆっくり | √α | 傾き | ゆるや
answer = "ウ"  # ←

# %% 03-3 × 0.49 | 2 番目 | √α | 傾き | 0.7
answer = "エ"  # ←

# %% 03-3 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 曲線の名前 | 値ではな
answer = 0.64  # ←

# %% 03-3 ○
answer = "ア"

# %% 03-4 × 先読み | Momentum | 今の点 | x+αv | 0.6 | 先の点 | 勾配を測る点 | 勾配 + 場所
v = 0.8 * -0.5 - 0.1 * 2 * 1  # ←
answer = (v, 1 + v)

# %% 03-4 × α を掛け | αv | 0.8 | x+v | 先読み + α | 先読みの点 | 0.6 | 先読みした点
ahead = 1 + (-0.5)  # ←
v = 0.8 * -0.5 - 0.1 * 2 * ahead
answer = (v, 1 + v)

# %% 03-4 × 元の点 | 今の点から | x から | 先読みした点から | 二重 | 2 回 | 先読みの点から | x に足 | 出発
answer = (-0.52, 0.08)  # ←

# %% 03-4 × α を掛け | 速度 + 0.8 | α 倍 | 減衰 | 前の速度 | 慣性 | αv | 速度を残す
f_grad = lambda s: 2 * s
x, v = 1, -0.5
v += -0.1 * f_grad(x + 0.8 * v)  # ←
answer = (v, x + v)

# %% 03-4 ○
look = 1 + 0.8 * -0.5
new_v = 0.8 * -0.5 - 0.1 * 2 * look
answer = (new_v, 1 + new_v)

# %% 03-5 × α^2 | α² | momentum**2 | 更新する前の速度 | 更新した後の速度 | 更新後の速度 | 1+α | 古い速度 | 前の速度 | 係数
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        a = self.momentum
        for key in params:
            self.v[key] = a * self.v[key] - self.lr * grads[key]
            params[key] += a**2 * self.v[key] - (1 + a) * self.lr * grads[key]  # ←

# %% 03-5 × Momentum | モメンタム | 先読み | α を掛け | 速度だけ | 勾配の項 | lr + grads
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]  # ←

# %% 03-5 × 更新する前の速度 | 更新した後 | 更新後 | 古い速度 | 前の速度 | 同時 | 順番 | 順序 | 新しい速度
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for k, g in grads.items():
            pull = self.momentum * self.v[k] - self.lr * g
            self.v[k], params[k] = pull, params[k] + pull  # ←

# %% 03-5 × α を掛け | α 倍 | momentum を掛け | momentum * | 先読み | αv | α の掛け | 速度 + 掛け
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        for key in params:
            step = self.lr * grads[key]
            self.v[key] = self.momentum * self.v[key] - step
            params[key] += self.v[key] - step  # ←

# %% 03-5 ○
class NAG:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(x)
                      for key, x in params.items()}
        a = self.momentum
        for key in params:
            old = self.v[key]
            self.v[key] = a * old - self.lr * grads[key]
            params[key] = params[key] - a * old + (1 + a) * self.v[key]

# %% 03-6 × 1 - α | (1 - momentum) | 1 - momentum | 流儀 C | C の | 平均 | 指数移動平均 | そのまま足
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        mu = self.momentum
        for key in params:
            self.v[key] = mu * self.v.get(key, 0.0) + (1 - mu) * grads[key]  # ←
            params[key] -= self.lr * self.v[key]

# %% 03-6 × 2 回掛 | 二重 | 学習率 + 速度 | 学習率の 2 乗 | 速度をためる | v の行 | 2 度掛け
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            v = self.momentum * self.v.get(key, 0.0)
            v = v + self.lr * grads[key]  # ←
            params[key] -= self.lr * v  # ←
            self.v[key] = v

# %% 03-6 × 初めの学習率 | 最初の学習率 | 今の学習率 | self.lr | 途中で変え | lr0 | 反映 | 作ったとき | 固定
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = {}

        def step(x, v, g):
            v = momentum * v + g
            return x - lr * v, v  # ←

        self.step = step  # ←

    def update(self, params, grads):
        for key in params:
            params[key], self.v[key] = self.step(
                params[key], self.v.get(key, 0.0), grads[key])  # ←

# %% 03-6 × 1 歩目 | 初期値 | 初めの速度 | 最初の速度 | 0 から | 最初の更新 | 1+α | get | 速度の初め
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.buf = {}

    def update(self, params, grads):
        for name, g in grads.items():
            b = self.buf.get(name, g)  # ←
            b = self.momentum * b + g
            self.buf[name] = b
            params[name] -= self.lr * b

# %% 03-6 ○
class TorchMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.buf = {}

    def update(self, params, grads):
        for name, g in grads.items():
            b = self.buf.get(name)
            self.buf[name] = g.copy() if b is None else self.momentum * b + g
            params[name] = params[name] - self.lr * self.buf[name]

# %% 03-7 × Momentum | モメンタム | 先読み | NAG の方程式 | 1 - q | (1 - ηλ) | 1 - ηλ | 1-ηλ | 1-\eta
def nag_factor(lr, momentum, curvature):
    q = lr * curvature
    r = np.roots([1, -(1 + momentum - q), momentum])  # ←
    return np.abs(r).max()

# %% 03-7 × 実数 | 判別式 | 複素数 + ない | いつも複素 | √c | 解の公式 | 重解
def nag_factor(lr, momentum, curvature):
    # 共役な 2 つの解の積が定数項
    return np.sqrt(abs(momentum * (1 - lr * curvature)))  # ←

# %% 03-7 × 絶対値 | 大きさ | 実部 | abs | 複素 | 虚部 | 負の解 | real
def nag_factor(lr, momentum, curvature):
    s = 1 - lr * curvature
    companion = np.array([[(1 + momentum) * s, -momentum * s], [1, 0]])
    return np.linalg.eigvals(companion).real.max()  # ←

# %% 03-7 × 定数項 | z_{t-1} | 1 - ηλ | (1 - ηλ) | 1-ηλ | 1 - q | α(1 | 前の勾配 | 解の積
import cmath

def nag_factor(lr, momentum, curvature):
    b = (1 + momentum) * (1 - lr * curvature)
    c = momentum  # ←
    root = cmath.sqrt(b * b - 4 * c)
    return max(abs((b + root) / 2), abs((b - root) / 2))

# %% 03-7 ○
import math

def nag_factor(lr, momentum, curvature):
    s = 1 - lr * curvature
    b, c = (1 + momentum) * s, momentum * s
    disc = b * b - 4 * c
    if disc < 0:
        return math.sqrt(c)
    return (abs(b) + math.sqrt(disc)) / 2

# %% 04-1 × 足し | 足す | 和 | ためて | 積み | 今の勾配だけ | これまで | 累積 | 1 歩目の勾配の 2 乗
x = np.array([3.0, 3.0])
for _ in range(2):
    g = x * [1, 100]
    x = x - 0.75 * g / np.sqrt(g**2)  # ←
answer = list(x)

# %% 04-1 × 今の勾配 + 足し | 足し終え | 前の h | 更新する前の h | 古い h | h を更新 | 順番 | 3.75 | 1 歩目の h だけ
answer = [2.25 - 0.75 * 2.25 / 3, 2.25 - 0.75 * 2.25 / 3]  # ←

# %% 04-1 × 座標ごと | 要素ごと | 成分ごと | 座標共通 | 別々 | 全体 | ノルム | それぞれ
p, h = np.array([3.0, 3.0]), 0.0
for _ in range(2):
    g = np.array([p[0], 100 * p[1]])
    h += g @ g  # ←
    p = p - 0.75 * g / np.sqrt(h)  # ←
answer = p.tolist()

# %% 04-1 × 1 歩しか | 1 歩分 | 1 歩目の | 2 歩進 | 歩数 | もう 1 歩 | 1 回だけ
answer = [2.25, 2.25]  # ←

# %% 04-1 ○
pos, acc = [3.0, 3.0], [0.0, 0.0]
for _ in range(2):
    for i, curv in enumerate((1, 100)):
        g = curv * pos[i]
        acc[i] += g**2
        pos[i] -= 0.75 * g / acc[i] ** 0.5
answer = pos

# %% 04-2 × += | 足し | 上書き | ためて | 和 | 代入 | 積み | 累積 | 今の勾配だけ
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)
                      for key, val in params.items()}
        for key in params:
            self.h[key] = grads[key] * grads[key]  # ←
            root = np.sqrt(self.h[key]) + 1e-7
            params[key] -= self.lr * grads[key] / root

# %% 04-2 × 順番 | 順序 | 先に | 前の h | ones | 1 から | 初期値 | 初めの値 | 足し終え | 0 から | 入れ替
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.ones_like(val)  # ←
                      for key, val in params.items()}
        for key in params:
            root = np.sqrt(self.h[key]) + 1e-7  # ←
            params[key] -= self.lr * grads[key] / root
            self.h[key] += grads[key] * grads[key]  # ←

# %% 04-2 × 平方根 | sqrt | 根号 | √ | ルート | h で割 | h のまま
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.h.get(key, 0) + g**2
            params[key] -= self.lr * g / (self.h[key] + 1e-7)  # ←

# %% 04-2 × 要素ごと | 成分ごと | 座標ごと | axis | 軸 | 全部の要素 | 1 つの数 | スカラー | 共通
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.log = {}

    def update(self, params, grads):
        for key in params:
            past = self.log.setdefault(key, [])
            past.append(np.array(grads[key]))
            scale = np.sqrt(np.sum(np.square(past))) + 1e-7  # ←
            params[key] -= self.lr * grads[key] / scale

# %% 04-2 ○
class MyAdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.log = {}

    def update(self, params, grads):
        for key in params:
            past = self.log.setdefault(key, [])
            past.append(np.array(grads[key]))
            scale = np.sqrt(np.sum(np.square(past), axis=0)) + 1e-7
            params[key] -= self.lr * grads[key] / scale

# %% 04-3 × 平方根 | 根号 | √ | sqrt | ルート | 1/h
answer = 400 / 16  # ←

# %% 04-3 × 逆 | 逆数 | A は B | 分母 | 割る向き | B の何倍 | めったに
answer = np.sqrt(16 * 4) / np.sqrt(400 * 4)  # ←

# %% 04-3 × 回数 | 和 | 平均 | 足し | 合計 | 累積 | 現れた回 | 現れる回 | ためて
g_a = np.full(400, 2.0)
g_b = np.full(16, 2.0)
rate = lambda g: 1 / np.sqrt((g**2).mean())  # ←
answer = rate(g_b) / rate(g_a)

# %% 04-3 × 平方根 | 根号 | √ | 逆 | sqrt | 逆数 | ルート
answer = 0.04  # ←

# %% 04-3 ○
h_A = sum(g**2 for g in [2, -2] * 200)
h_B = sum(g**2 for g in [2, -2] * 8)
answer = (h_A / h_B) ** 0.5

# %% 04-4 × 10 回に 1 | 階段 | 0 の回 | たまに | とびとび | まれ | ときどき | 疎
answer = "ア"  # ←

# %% 04-4 × 初めだけ | 外れ | 勾配 + 8 | 大きな勾配 | 1 回だけ | 最初の勾配 | 初めの勾配 | 後から下が
answer = "イ"  # ←

# %% 04-4 × 一定 | 同じ勾配 | 1/√t | 1/\sqrt | 下がり続け | 直線 | 縮み続け | 収束
answer = "エ"  # ←

# %% 04-4 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 曲線の名前 | 値ではな
answer = 0.6  # ←

# %% 04-4 ○
answer = "ウ"

# %% 04-5 × ε + 外 | ε + 中 | eps + 外 | eps + 中 | 根号の中 | 根号の外 | √ の中 | sqrt の中
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.full_like(val, self.h0)
                      for key, val in params.items()}
        for key in params:
            self.h[key] += grads[key] ** 2
            root = np.sqrt(self.h[key]) + self.eps  # ←
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × h0 | 0 から | 初期値 | zeros | 初めの値 | 0.1 から | 初めの h | h の初め
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: np.zeros_like(val)  # ←
                      for key, val in params.items()}
        for key in params:
            self.h[key] += np.square(grads[key])
            root = np.sqrt(self.h[key] + self.eps)
            params[key] -= self.lr * grads[key] / root

# %% 04-5 × 毎回 | h0 + 足し | h0 + 2 回 | 1 回だけ | 更新のたび | 初めの 1 回 | h0 + 何度 | 最初だけ | 重ね
def squared(g, base):
    return base + g * g  # ←

class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = {}

    def update(self, params, grads):
        for key in params:
            self.h[key] = self.h.get(key, 0.0) + squared(grads[key], self.h0)  # ←
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key] + self.eps)

# %% 04-5 × 優先 | 括弧 | かっこ | カッコ | 平方根 | 根号 | sqrt | 0.5 | 2 で割 | √
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {key: self.h0 * np.ones(np.shape(val))
                      for key, val in params.items()}
        for key, g in grads.items():
            self.h[key] += g * g
            root = (self.h[key] + self.eps) ** 1 / 2  # ←
            params[key] -= self.lr * g / root

# %% 04-5 ○
class KerasAdaGrad:
    def __init__(self, lr=0.001, h0=0.1, eps=1e-7):
        self.lr, self.h0, self.eps = lr, h0, eps
        self.h = {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.h.get(key, self.h0) + g**2
            params[key] = params[key] - self.lr * g * (self.h[key] + self.eps) ** -0.5

# %% 04-6 × 同じ番号 | 重複 | 2 度 | 最後の | add.at | 1 回しか | 足され | 上書き
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W, h = W.copy(), h.copy()
    h[idx] += g**2  # ←
    W[idx] -= lr * g / (np.sqrt(h[idx]) + eps)  # ←
    return W, h

# %% 04-6 × 足してから 2 乗 | 2 乗してから | 2 乗の和 | 和の 2 乗 | 先に足 | 足してから | 2 乗 + 順
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    G, S = np.zeros_like(W), np.zeros_like(h)
    np.add.at(G, idx, g)
    np.add.at(S, idx, g**2)  # ←
    h_new = h + S  # ←
    return W - lr * G / (np.sqrt(h_new) + eps), h_new

# %% 04-6 × 1 件ずつ | 順に更新 | 2 回更新 | まとめて | 足してから | 先に足 | 1 つずつ | 同じ番号 | 2 度
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    W = [row.copy() for row in W]
    h = [row.copy() for row in h]
    for k, i in enumerate(idx):  # ←
        h[i] = h[i] + g[k] * g[k]  # ←
        W[i] = W[i] - lr * g[k] / (np.sqrt(h[i]) + eps)  # ←
    return np.array(W), np.array(h)

# %% 04-6 × 書き換 | コピー | copy | 渡された配列 | 元の配列 | その場 | 呼び出し元
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    for i in np.unique(idx):
        total = g[np.asarray(idx) == i].sum(axis=0)
        h[i] += total**2  # ←
        W[i] -= lr * total / (np.sqrt(h[i]) + eps)  # ←
    return W, h

# %% 04-6 ○
def update_rows(W, h, idx, g, lr=0.1, eps=1e-7):
    rows, place = np.unique(idx, return_inverse=True)
    onehot = (place.reshape(1, -1) == np.arange(len(rows))[:, None]).astype(float)
    total = onehot @ g
    W2, h2 = np.array(W, dtype=float), np.array(h, dtype=float)
    h2[rows] = h[rows] + total**2
    W2[rows] = W[rows] - lr * total / (np.sqrt(h2[rows]) + eps)
    return W2, h2

# %% 05-1 × ρ と 1 | 1 - ρ | 1-ρ | 入れ替 | 逆 | 取り違 | 0.4 と | 割合
x, h = 1.0, 10.0
for _ in range(2):
    g = 5 * x
    h = 0.4 * h + 0.6 * g * g  # ←
    x -= 0.16 * g / h**0.5
answer = x

# %% 05-1 × 前の h | 古い h | 更新する前 | h を先に | 順番 | 順序 | 新しい h | 先に更新 | 更新した h
x, h = 1, 10
for _ in range(2):
    g = 5 * x
    x, h = x - 0.16 * g / np.sqrt(h), 0.6 * h + 0.4 * g**2  # ←
answer = x

# %% 05-1 × 平方根 | √ | 根号 | sqrt | ルート | h のまま | h で割
answer = 0.909  # ←

# %% 05-1 × AdaGrad | 合計 | 忘れ | 足し続け | 指数移動平均 | 和 | ρ を掛け | 減衰 | 1 - ρ
from itertools import accumulate
x, h = 1.0, 10.0
def go(state, _):
    x, h = state
    h = h + (5 * x) ** 2  # ←
    return x - 0.16 * 5 * x / h**0.5, h
answer = list(accumulate(range(2), go, initial=(x, h)))[-1][0]

# %% 05-1 ○
h1 = 0.6 * 10 + 0.4 * 5**2
x1 = 1 - 0.16 * 5 / h1**0.5
h2 = 0.6 * h1 + 0.4 * (5 * x1) ** 2
answer = round(x1 - 0.16 * 5 * x1 / h2**0.5, 4)

# %% 05-2 × 書き換 | コピー | copy | 渡された配列 | 元の配列 | その場 | *= | -= | 呼び出し元
def rmsprop_step(x, h, g, lr, rho, eps):
    h *= rho  # ←
    h += (1 - rho) * g**2  # ←
    x -= lr * g / (np.sqrt(h) + eps)  # ←
    return x, h

# %% 05-2 × 2 乗 | g**2 | g^2 | g² | 二乗 | 勾配そのもの | 負 | 自乗
def rmsprop_step(x, h, g, lr, rho, eps):
    h = h + (1 - rho) * (g - h)  # ←
    return x - lr * g / (np.sqrt(np.abs(h)) + eps), h  # ←

# %% 05-2 × ε + 外 | ε + 中 | eps + 外 | eps + 中 | 根号の中 | 根号の外 | √ の中 | sqrt の中
def rmsprop_step(x, h, g, lr, rho, eps):
    h = rho * h + (1 - rho) * np.square(g)
    x = x - lr * g * (h + eps) ** -0.5  # ←
    return x, h

# %% 05-2 × 前の h | 古い h | 更新する前 | 先に更新 | 順番 | 順序 | 新しい h | 更新した h | 更新後の h
def rmsprop_step(x, h, g, lr, rho, eps):
    return (
        x - lr / (np.sqrt(h) + eps) * g,  # ←
        np.average([h, g**2], axis=0, weights=[rho, 1 - rho]),
    )

# %% 05-2 ○
def rmsprop_step(x, h, g, lr, rho, eps):
    new_h = np.array(h, dtype=float)
    new_h += (1 - rho) * (np.power(g, 2) - new_h)
    return x - np.divide(lr * g, np.sqrt(new_h) + eps), new_h

# %% 05-3 × 切り捨て | 切り上げ | 21.8 | 以下になる | 超え | まだ | 丸め | 0.109
answer = int(2.303 / 0.1054)  # ←

# %% 05-3 × 1/(1-ρ) | 1 - ρ | 1-ρ | 10 歩 | 目安 | 1/e | 0.35 | 平均とみなせ | 0.37
answer = 10  # ←

# %% 05-3 × 半減 | 半分 | 0.5 | 2 分の 1 | 10 分の 1
answer = 7  # ←

# %% 05-3 × 1 歩多 | 数え始め | 0 から | 1 つ多 | 0 歩 | 1 つずれ | 1 大き
steps = 1  # ←
weight = 1.0
while weight > 0.1:  # ←
    weight *= 0.9
    steps += 1  # ←
answer = steps

# %% 05-3 ○
answer = next(k for k in range(100) if 0.9**k <= 0.1)

# %% 05-4 × 1 - ρ | 1 - rho | 1 - self.rho | 入れ替 | 逆 | rho + 掛け | 割合 | 取り違
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

# %% 05-4 × 作り直 | 毎回 | 0 に戻 | リセット | 初期化 | 消え | update のたび | 覚えてい | 初めの 1 回
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps

    def update(self, params, grads):
        self.h = {k: np.zeros_like(x)  # ←
                  for k, x in params.items()}
        for key in params:
            self.h[key] *= self.rho
            self.h[key] += (1 - self.rho) * grads[key] ** 2
            params[key] -= self.lr * grads[key] / (
                np.sqrt(self.h[key]) + self.eps)

# %% 05-4 × 1 - ρ | 1 - rho | 掛け忘れ | 合計 | 平均 | 新しい g | 重み | 1 - self.rho
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.h = {}

    def update(self, params, grads):
        for key, g in grads.items():
            self.h[key] = self.rho * self.h.get(key, 0) + g * g  # ←
            params[key] -= self.lr * g / (self.h[key] ** 0.5 + self.eps)

# %% 05-4 × 補正 | 重みの合計 | np.average | 正規化 | 1 - ρ^t | 0 から | 合計が 1 | η/√(1 | 割って | 初めの
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.squares = {}

    def update(self, params, grads):
        for key in params:
            seen = self.squares.setdefault(key, [])
            seen.insert(0, np.square(grads[key]))
            h = np.average(seen, axis=0, weights=self.rho ** np.arange(len(seen)))  # ←
            params[key] -= self.lr * grads[key] / (np.sqrt(h) + self.eps)

# %% 05-4 ○
class MyRMSprop:
    def __init__(self, lr=0.01, rho=0.99, eps=1e-7):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.squares = {}

    def update(self, params, grads):
        for key in params:
            seen = self.squares.setdefault(key, [])
            seen.insert(0, np.square(grads[key]))
            h = sum((1 - self.rho) * self.rho**k * s for k, s in enumerate(seen))
            params[key] -= self.lr * grads[key] / (np.sqrt(h) + self.eps)

# %% 05-5 × SGD | 変わらな | 水平 | 一定 | 動かな
answer = "ア"  # ←

# %% 05-5 × 0.9 | 早く忘れ | 速く忘れ | 速く戻 | 早く戻 | 10 歩
answer = "イ"  # ←

# %% 05-5 × AdaGrad | 忘れな | 戻らな | 低いまま | 合計 | 下がり続け
answer = "エ"  # ←

# %% 05-5 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 曲線の名前 | 線の名前 | 値ではな
answer = 0.99  # ←

# %% 05-5 ○
answer = "ウ"

# %% 05-6 × 前の h | 古い h | 更新する前の h | h を先に | 順番 | 新しい h | 更新した h | 更新後の h
def adadelta_step(x, h, s, g, rho, eps):
    ema = lambda old, new: rho * old + (1 - rho) * new**2
    rms = lambda a: np.sqrt(a + eps)
    dx = -rms(s) / rms(h) * g  # ←
    return x + dx, ema(h, g), ema(s, dx)

# %% 05-6 × ε + 外 | ε + 中 | eps + 外 | eps + 中 | 根号の中 | 根号の外 | √ の中 | sqrt の中
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g**2
    dx = -(np.sqrt(s) + eps) / (np.sqrt(h) + eps) * g  # ←
    s = rho * s + (1 - rho) * dx**2
    x = x + dx
    return x, h, s

# %% 05-6 × 符号 | 二重 | マイナス | 逆 | 引い | 足す | x+ | 上る | 2 回引
def adadelta_step(x, h, s, g, rho, eps):
    h = rho * h + (1 - rho) * g * g
    delta = -np.sqrt((s + eps) / (h + eps)) * g
    s = rho * s + (1 - rho) * delta * delta
    return x - delta, h, s  # ←

# %% 05-6 × 移動量 | Δx | dx | $s$ + 勾配 | $s$ + $g | 動いた量 | \Delta | 移動した
def moving(old, new, rho):
    return rho * old + (1 - rho) * new * new

def adadelta_step(x, h, s, g, rho, eps):
    h_next, s_next = (moving(a, g, rho) for a in (h, s))  # ←
    step = np.sqrt(s + eps) / np.sqrt(h_next + eps) * g
    return x - step, h_next, s_next

# %% 05-6 ○
def adadelta_step(x, h, s, g, rho, eps):
    h2 = h + (1 - rho) * (g**2 - h)
    move = np.sqrt((s + eps) / (h2 + eps)) * g
    return x - move, h2, s + (1 - rho) * (move**2 - s)

# %% 06-1 × 補正 | 1 - β | 1-β | バイアス | m̂ | 偏り | ハット
x, m, v = 1, 0, 0
for g in [3, -1]:
    m = 0.5 * m + 0.5 * g
    v = 0.9 * v + 0.1 * g**2
    x = x - 0.1 * m / np.sqrt(v)  # ←
answer = x

# %% 06-1 × t = 2 | t=2 | 2 歩目 + 補正 | β^t | t 乗 | t が 1 | t を 1 | 0.75 | 0.19 | 回数
answer = 0.883  # ←

# %% 06-1 × 平方根 | √ | 根号 | sqrt | ルート
answer = 1 - 0.1 * 3 / 9 - 0.1 * (0.25 / 0.75) / (0.91 / 0.19)  # ←

# %% 06-1 × β1 と β2 | β₁ と β₂ | 入れ替 | 逆 | 取り違 | β_1 + β_2 | β₁ + β₂ | 反対
beta = {"m": 0.9, "v": 0.5}  # ←
s, x = {"m": 0.0, "v": 0.0}, 1.0
for t, g in enumerate((3, -1), start=1):
    hat = {}
    for name, new in (("m", g), ("v", g * g)):
        s[name] = beta[name] * s[name] + (1 - beta[name]) * new
        hat[name] = s[name] / (1 - beta[name] ** t)
    x -= 0.1 * hat["m"] / hat["v"] ** 0.5
answer = x

# %% 06-1 ○
m2 = (0.5 * 3 - 1) / (0.5 + 1)
v2 = (0.9 * 9 + 1) / (0.9 + 1)
answer = round(1 - 0.1 - 0.1 * m2 / v2**0.5, 3)

# %% 06-2 × 補正した値 + 残 | 補正する前 | 補正前 | もう一度 | 2 度 | 二重 | 次の歩 | 補正後
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = (beta * m + (1 - beta) * value) / (1 - beta**t)  # ←
        averages.append(m)
    return averages

# %% 06-2 × β と 1 | 1 - β | 1-β | 入れ替 | 逆 | beta + 前の値 | 取り違 | 1 - beta | 前の m
def corrected_ema(values, beta):
    m, averages = 0.0, []
    for t in range(1, len(values) + 1):
        value = values[t - 1]
        m = m + beta * (value - m)  # ←
        averages.append(m / (1 - beta**t))
    return averages

# %% 06-2 × 括弧 | かっこ | カッコ | 優先 | 1 - β^t | (1 - β)^t | beta**t | β の t 乗 | β^t | t 乗 | とするところが
def corrected_ema(values, beta):
    m, averages = 0.0, []
    keep, take = beta, 1 - beta
    for t, value in enumerate(values, 1):
        m = keep * m + take * value
        averages.append(m / take**t)  # ←
    return averages

# %% 06-2 × 0 から | 初期値 | 初めの値 | 1 つ目 | 最初の値 | values[0] | m = 0 | 最初の m | 初めの m
from itertools import accumulate

def corrected_ema(values, beta):
    raw = accumulate(values, lambda m, g: beta * m + (1 - beta) * g)  # ←
    return [m / (1 - beta ** (t + 1)) for t, m in enumerate(raw)]  # ←

# %% 06-2 ○
def corrected_ema(values, beta):
    return [
        sum(beta ** (t - 1 - i) * values[i] for i in range(t)) / sum(beta**k for k in range(t))
        for t in range(1, len(values) + 1)
    ]

# %% 06-3 × 0.15 | 最良 | 0.01 | 学習率を下げ | 学習率を小さ | 底 | 届く
answer = "ア"  # ←

# %% 06-3 × 10 分の 1 | 小さく | 左 | 0.01 | 逆 | 下げ | 大きくなる | 12.9 | 右へ離れ
answer = "イ"  # ←

# %% 06-3 × 0.01 | 動く | 動き | ずれ | 底 | β_2 | β2 | β₂ | 最良の η
answer = "エ"  # ←

# %% 06-3 × 記号 | 文字 | カタカナ | "ア" | ア、イ、ウ、エ | 選択肢 | 値ではな
answer = 0.01  # ←

# %% 06-3 ○
answer = "ウ"

# %% 06-4 × 前の m | 古い m | 更新する前 | 更新した | 更新後 | self.m[key] | 新しい m | self.v[key]
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
            self.v[key] = v + (1 - self.beta2) * (grads[key] ** 2 - v)
            params[key] -= lr_t * m / (np.sqrt(v) + 1e-7)  # ←

# %% 06-4 × 1 - β | 1 - beta | 1-β | 逆 | 入れ替 | 取り違 | 差の何倍 | β 倍
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        c1, c2 = 1 - self.beta1**self.iter, 1 - self.beta2**self.iter
        lr_t = self.lr * c2**0.5 / c1
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + self.beta1 * (grads[key] - m)  # ←
            self.v[key] = v + self.beta2 * (grads[key] ** 2 - v)  # ←
            params[key] -= lr_t * self.m[key] / (self.v[key] ** 0.5 + 1e-7)

# %% 06-4 × 差 + 2 乗 | g**2 | g^2 | g² | 2 乗してから | 2 乗の位置 | 勾配の 2 乗 | 2 乗 + 引 | かっこ | 括弧
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}
    def update(self, params, grads):
        self.iter += 1
        t, b1, b2 = self.iter, self.beta1, self.beta2
        lr_t = self.lr * np.sqrt(1 - b2**t) / (1 - b1**t)
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (1 - b1) * (grads[key] - m)
            self.v[key] = v + (1 - b2) * (grads[key] - v) ** 2  # ←
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)

# %% 06-4 × 逆 | 分母と分子 | 分子 | 分母 | 逆数 | lr_t | η_t | 割る | 掛ける
def toward(old, new, share):
    return old + share * (new - old)

class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.state = {}

    def rate(self):
        warm1, warm2 = (1 - b**self.iter for b in (self.beta1, self.beta2))
        return self.lr * warm1 / np.sqrt(warm2)  # ←

    def update(self, params, grads):
        self.iter += 1
        for key, g in grads.items():
            m, v = self.state.get(key, (0, 0))
            m, v = toward(m, g, 1 - self.beta1), toward(v, g * g, 1 - self.beta2)
            self.state[key] = m, v
            params[key] -= self.rate() * m / (np.sqrt(v) + 1e-7)

# %% 06-4 ○
class AdamByRate:
    def __init__(self, lr=0.01, beta1=0.9, beta2=0.999):
        self.lr, self.iter = lr, 0
        self.beta1, self.beta2 = beta1, beta2
        self.m, self.v = {}, {}

    def update(self, params, grads):
        self.iter += 1
        lr_t = self.lr / (1 - self.beta1**self.iter) * (1 - self.beta2**self.iter) ** 0.5
        for key in params:
            m = self.m.get(key, 0)
            v = self.v.get(key, 0)
            self.m[key] = m + (grads[key] - m) * (1 - self.beta1)
            self.v[key] = v + (grads[key] * grads[key] - v) * (1 - self.beta2)
            params[key] -= lr_t * self.m[key] / (self.v[key] ** 0.5 + 1e-7)

# %% 06-5 × 補正した値 | 補正する前 | 補正前 | もう一度 | 二重 | 2 度 | 補正後 | 残す | self.m
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
            m = self.m[k] = m / (1 - self.b1**self.t)  # ←
            v = self.v[k] = v / (1 - self.b2**self.t)  # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × パラメータの数 | パラメータごと | for の中 | ループの中 | 1 回に 1 | 回数 | self.t | t が + 進 | for の外
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        for k, g in grads.items():
            self.t += 1  # ←
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * g**2
            m_hat = self.m[k] / (1 - self.b1**self.t)
            v_hat = self.v[k] / (1 - self.b2**self.t)
            params[k] -= self.lr * m_hat / (v_hat**0.5 + 1e-8)

# %% 06-5 × その場 | 同じ配列 | /= | 書き換 | コピー | 補正した値 | 補正する前 | 参照 | 補正後 | 補正前
class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k, g in grads.items():
            m, v = self.m.get(k, 0), self.v.get(k, 0)
            m = self.m[k] = m + (1 - self.b1) * (g - m)  # ←
            v = self.v[k] = v + (1 - self.b2) * (g**2 - v)  # ←
            m /= 1 - self.b1**self.t  # ←
            v /= 1 - self.b2**self.t  # ←
            params[k] -= self.lr * m / (v**0.5 + 1e-8)

# %% 06-5 × 回数 | t が 1 | t を | いつも 1 | 増え | 進ま | 数え | 保存 | self.t | 回数 + 覚え | t が進まない
from collections import defaultdict

class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b = lr, np.array([b1, b2])
        self.t = defaultdict(int)
        self.state = {}

    def update(self, params, grads):
        for k, g in grads.items():
            t = self.t[k] + 1  # ←
            now = np.stack([g, g**2])
            b = self.b.reshape(2, *[1] * g.ndim)
            old = self.state.get(k, np.zeros_like(now))
            self.state[k] = b * old + (1 - b) * now
            m_hat, v_hat = self.state[k] / (1 - b**t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)

# %% 06-5 ○
from collections import defaultdict

class MyAdam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999):
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.t = defaultdict(int)
        self.m, self.v = defaultdict(float), defaultdict(float)

    def update(self, params, grads):
        for k, g in grads.items():
            self.t[k] += 1
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v[k] + (1 - self.b2) * g * g
            m_hat = self.m[k] / (1 - self.b1 ** self.t[k])
            v_hat = self.v[k] / (1 - self.b2 ** self.t[k])
            params[k] = params[k] - self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)

# %% 06-6 × L2 | 勾配に足 | g に足 | 勾配へ足 | 割ったあと | 割った後 | 割る前 | decay + 勾配 | √v
def one_adamw_step(x, g, m, v, t, lr, decay):
    g = g + decay * x  # ←
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return x - lr * m_hat / (np.sqrt(v_hat) + 1e-8), m, v

# %% 06-6 × η を掛け | 学習率を掛け | lr を掛け | η + 減衰 | lr + decay | ηλ | 学習率 + λ | lr * | 学習率が掛
def one_adamw_step(x, g, m, v, t, lr, decay):
    b = np.array([0.9, 0.999])
    m = b[0] * m + (1 - b[0]) * g
    v = b[1] * v + (1 - b[1]) * g * g
    hat = lambda a, beta: a / (1 - beta**t)
    x = (1 - decay) * x - lr * hat(m, b[0]) / (hat(v, b[1]) ** 0.5 + 1e-8)  # ←
    return x, m, v

# %% 06-6 × 更新した後の x | 更新後の x | 更新する前 | 新しい x | 順番 | 順序 | 元の x | 動かした後 | 前の x | 更新した x
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = m + 0.1 * (g - m)
    v = v + 0.001 * (g**2 - v)
    x = x - lr * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)  # ←
    x = x - lr * decay * x  # ←
    return x, m, v

# %% 06-6 × 補正した値 | 補正する前 | 補正前 | 返す + 補正 | 補正後 | m_hat | もう一度 | 残す
def ema(old, new, beta):
    return beta * old + (1 - beta) * new

def one_adamw_step(x, g, m, v, t, lr, decay):
    first = ema(m, g, 0.9) / (1 - 0.9**t)  # ←
    second = ema(v, g**2, 0.999) / (1 - 0.999**t)  # ←
    direction = first / (np.sqrt(second) + 1e-8) + decay * x
    return x - lr * direction, first, second  # ←

# %% 06-6 ○
def one_adamw_step(x, g, m, v, t, lr, decay):
    m = m + 0.1 * (g - m)
    v = v + 0.001 * (g * g - v)
    shrink = x * (1 - lr * decay)
    rate = lr * (1 - 0.999**t) ** 0.5 / (1 - 0.9**t)
    return shrink - rate * m / (v**0.5 + 1e-8 * (1 - 0.999**t) ** 0.5), m, v

# %% 07-1 × 符号 | 負 | マイナス | 逆向き | 向き + 逆 | 減る | 引く
g1, g2 = 4.0, 3.0
eta, beta = 0.1, 0.5
step_adagrad = eta * g2 / np.sqrt(g1 ** 2 + g2 ** 2)  # ←
m = beta * (1 - beta) * g1 + (1 - beta) * g2
v = beta * (1 - beta) * g1 ** 2 + (1 - beta) * g2 ** 2
step_adam = eta * (m / (1 - beta ** 2)) / np.sqrt(v / (1 - beta ** 2))  # ←
answer = (round(step_adagrad, 4), round(step_adam, 4))  # ←

# %% 07-1 × バイアス補正 | 偏り | 補正 | 1-β | 1 - β | β^t | 初め + 小さ
answer = (-0.0600, -0.0857)  # ←

# %% 07-1 × 2 歩目 + だけ | 合計 | 2 歩分 | 1 歩目 + 足 | 1 歩目 + 含 | 累積 | 和 + 歩
class Walker:
    def __init__(self):
        self.pos = 0.0
        self.trace = []

    def move(self, dx):
        self.pos += dx  # ←
        self.trace.append(self.pos)  # ←


ada, adam = Walker(), Walker()
h = m = v = 0
for t, g in enumerate([4, 3], start=1):
    h += g * g
    ada.move(-0.1 * g / h ** 0.5)
    m = 0.5 * m + 0.5 * g
    v = 0.5 * v + 0.5 * g * g
    adam.move(-0.1 * (m / (1 - 0.5 ** t)) / (v / (1 - 0.5 ** t)) ** 0.5)
answer = tuple(round(w.trace[-1], 3) for w in (ada, adam))  # ←

# %% 07-1 × AdaGrad + 和 | 2 乗の和 | 2 乗和 | ためる | 足し + h | 1 歩目の勾配 | 累積 | 過去の勾配 | h=25 | 忘れ
answer = (-0.1, -0.0990)  # ←

# %% 07-1 ○
answer = (-0.0600, -0.0990)

# %% 07-2 × P + Momentum | Q + AdaGrad | 弧 + Momentum | 斜め + 45 | 通り過ぎ | 折り返 | 1 歩目
answer = "ア"  # ←

# %% 07-2 × P + Momentum | R + Adam | 弧 + Momentum | 斜め + 45 | 直角 | 1 歩目の向き | 通り過ぎ
answer = "エ"  # ←

# %% 07-2 × P + Momentum | Q + AdaGrad | 弧 + Momentum | 斜め + 45 | 直角 | 1 歩目の向き | 通り過ぎ
picked = {"P": "AdaGrad", "Q": "Momentum", "R": "Adam"}  # ←
table = {
    ("Momentum", "Adam", "AdaGrad"): "ア",
    ("AdaGrad", "Momentum", "Adam"): "イ",
    ("Momentum", "AdaGrad", "Adam"): "ウ",
    ("Adam", "AdaGrad", "Momentum"): "エ",
}
answer = table[tuple(picked.values())]  # ←

# %% 07-2 × "ア" | 「ア」 | ア、イ、ウ、エ | 文字 | 記号 | 1 つ + 答 | どれか | 選択肢
answer = ("Momentum", "AdaGrad", "Adam")  # ←

# %% 07-2 ○
answer = "ウ"

# %% 07-3 × nanmedian | nan + 無視 | nan + 除 | 発散 + 選 | 1 回でも + 発散 | nan を飛ばす | 発散した試行
def choose_rate(rates, losses):
    middle = np.nanmedian(losses, axis=1)  # ←
    best = int(np.nanargmin(middle))
    return rates[best], best in (0, len(rates) - 1)

# %% 07-3 × 端 + 番号 | 除いた後 | 除いた + 端 | 残った + 端 | 元の + 格子 | 元の rates | 端 + 元 | 発散 + 端 | 端の判定 | 絞 + 端
def choose_rate(rates, losses):
    alive = [
        (float(np.median(row)), rate)
        for rate, row in zip(rates, losses)
        if not any(np.isnan(v) for v in row)
    ]
    _, chosen = min(alive)
    survivors = [rate for _, rate in alive]  # ←
    at_edge = chosen == survivors[0] or chosen == survivors[-1]  # ←
    return chosen, at_edge  # ←

# %% 07-3 × 平均 + 中央値 | mean | median | 外れ値 | 平均ではなく
def choose_rate(rates, losses):
    losses = np.asarray(losses)
    score = losses.mean(axis=1)  # ←
    score[np.isnan(score)] = np.inf
    i = score.argmin()
    return rates[i], bool(i == 0 or i == len(rates) - 1)

# %% 07-3 × argmin + nan | nanargmin | nan + 最小 | nan + 選ば | 発散 + 選 | nan の位置 | nan を返す | nan が
def choose_rate(rates, losses):
    middle = np.median(losses, axis=1)
    best = np.argmin(middle)  # ←
    return rates[best], bool(best == 0 or best == len(rates) - 1)

# %% 07-3 ○
def choose_rate(rates, losses):
    best, best_loss = None, float("inf")
    for i, row in enumerate(losses):
        row = sorted(row)
        if any(v != v for v in row):
            continue
        mid = float(np.median(row))
        if mid < best_loss:
            best, best_loss = i, mid
    return rates[best], best == 0 or best == len(rates) - 1

# %% 07-4 × 2 つ | m と v | 2 倍 | もう 1 つ | v + 状態 | 4 つ | 4 倍 | 16 バイト | 3 つ
n = 5_000_000
arrays = ["params", "grads", "m"]  # ←
answer = len(arrays) * n * 4 / 10 ** 6

# %% 07-4 × パラメータ + 勾配 | 合わせ | 合計 | 状態だけ | 4 つ | 4 倍 | 含め | 足りない | 16 バイト | 半分 | 4 つあります
adam_state = 2 * 5e6 * 4 / 1e6
answer = adam_state  # ←

# %% 07-4 × 10^6 | 10 の 6 乗 | 1024 | MiB | 2^20 | 1 MB | 1000000
answer = 5_000_000 * 4 * 4 / 1024 ** 2  # ←

# %% 07-4 × float32 | 4 バイト | 8 バイト | float64 | 2 倍 | 倍精度 | バイト数
nbytes = np.zeros(5).nbytes / 5  # ←
answer = 5_000_000 * (1 + 1 + 2) * nbytes / 1e6

# %% 07-4 ○
per_param = 4 * (1 + 1 + 2)
answer = 5 * per_param

# %% 07-5 × start + 写 | start + コピー | copy | その場で + 書き換 | 出発点 | 前の学習率 + 続き | 同じ配列 | 別名 | 共有
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        params = {"x": start}  # ←
        for _ in range(steps):
            grads = {"x": gradient(params["x"])}
            optimizer.update(params, grads)
        found.append(params["x"].copy())
    return found

# %% 07-5 × 状態 | 速度 | 作り直 | make + 毎 | make + ループ | 新しい + optimizer | 引き継 | optimizer + 使い回 | 学習率ごと + make | 前の + 残
def final_values(make, rates, gradient, start, steps):
    optimizer = make(rates[0])  # ←

    def run(lr):
        optimizer.lr = lr  # ←
        params = {"x": np.array(start, dtype=float)}
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        return params["x"]

    return [run(lr) for lr in rates]

# %% 07-5 × スライス | [:] | ビュー | copy | 写し | コピー | その場で + 書き換 | 出発点 | 同じ配列 | メモリ
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        optimizer = make(lr)
        x = start[:]  # ←
        params = {"x": x}  # ←
        for _ in range(steps):
            optimizer.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found

# %% 07-5 × 毎歩 | 歩ごと | 1 歩ごと | 毎回 + 作 | 状態 + 消 | 状態 + 失 | ループの内側 | 内側 + make | 作り直 | 速度 + 0 | 状態がたまら | 更新のたび
def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        x = np.copy(start)
        params = {"x": x}
        for _ in range(steps):
            optimizer = make(lr)  # ←
            optimizer.update(params, {"x": gradient(params["x"])})  # ←
        found.append(params["x"])
    return found

# %% 07-5 ○
import copy


def final_values(make, rates, gradient, start, steps):
    found = []
    for lr in rates:
        opt, params = make(lr), {"x": copy.deepcopy(start)}
        for _ in range(steps):
            opt.update(params, {"x": gradient(params["x"])})
        found.append(params["x"])
    return found

# %% 07-6 × t + 鍵 | t + パラメータごと | t + キー | t + ループ | t + 2 つ | update + 1 回 + t | 1 回の更新 | 回数 | 余計に + 進 | t + 増
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = {k: np.zeros_like(p) for k, p in params.items()}
            self.u = {k: np.zeros_like(p) for k, p in params.items()}
        for k in params:
            self.t += 1  # ←
            self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * grads[k]
            self.u[k] = np.maximum(self.beta2 * self.u[k], np.abs(grads[k]))
            params[k] -= self.lr / (1 - self.beta1 ** self.t) * self.m[k] / self.u[k]

# %% 07-6 × 絶対値 | abs | |g| | 負の勾配 | 負 + g | 符号
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = {}, {}, 0

    def update(self, params, grads):
        self.t += 1
        eta = self.lr / (1 - pow(self.beta1, self.t))
        for name, g in grads.items():
            m = self.m.get(name, 0.0)
            u = self.u.get(name, 0.0)
            m = self.beta1 * m + (1 - self.beta1) * g
            u = np.maximum(self.beta2 * u, g)  # ←
            self.m[name], self.u[name] = m, u
            params[name] -= eta * m / u

# %% 07-6 × u + 補正 | u + 割 | β2 + 補正 | バイアス補正 + u | 1-β2 | 1 - β2 | beta2 + t | u_hat | 最大値 + 補正 | 補正 + 要ら
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def _init_state(self, params):
        self.m = {key: np.zeros_like(val) for key, val in params.items()}
        self.u = {key: np.zeros_like(val) for key, val in params.items()}

    def update(self, params, grads):
        if self.m is None:
            self._init_state(params)
        self.t += 1
        for key in params.keys():
            g = grads[key]
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.u[key] = np.maximum(self.beta2 * self.u[key], abs(g))
            m_hat = self.m[key] / (1 - self.beta1 ** self.t)
            u_hat = self.u[key] / (1 - self.beta2 ** self.t)  # ←
            params[key] -= self.lr * m_hat / u_hat  # ←

# %% 07-6 × 鍵 + 共有 | パラメータごと | 鍵ごと | キーごと | 別のパラメータ | 辞書 + m | 混ざ | 名前ごと | 状態 + 共 | パラメータ + 間 + 共 | ほかのパラメータ
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        b1, b2 = self.beta1, self.beta2
        if self.t == 0:
            self.m = self.u = 0.0
        self.t += 1
        for k, g in grads.items():
            self.m = b1 * self.m + (1 - b1) * g  # ←
            self.u = np.maximum(b2 * self.u, np.abs(g))  # ←
            params[k] -= self.lr / (1 - b1 ** self.t) * self.m / self.u

# %% 07-6 ○
class AdaMax:
    def __init__(self, lr=0.002, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.m, self.u, self.t = None, None, 0

    def update(self, params, grads):
        if self.m is None:
            self.m = dict.fromkeys(params, 0.0)
            self.u = dict.fromkeys(params, 0.0)
        self.t += 1
        rate = self.lr / (1 - self.beta1 ** self.t)
        for k, g in grads.items():
            self.m[k] = self.m[k] + (1 - self.beta1) * (g - self.m[k])
            self.u[k] = np.where(self.beta2 * self.u[k] > np.abs(g), self.beta2 * self.u[k], np.abs(g))
            params[k] -= rate * self.m[k] / self.u[k]

# %% 08-1 × b2 | b_2 | 出力層のバイアス | バイアス + 2 | バイアス + 忘 | 0.5 + 足 | バイアス + 出力
x = np.array([3, 1])
W1 = np.array([[1, -1, 0.5], [-1, 1, 0]])
W2 = np.array([[2, -1], [1, 3], [1, 1]])
h = np.maximum(x @ W1 + [0, 0.5, -1], 0)
answer = list(h @ W2)  # ←

# %% 08-1 × ReLU + 忘 | ReLU + 通 | ReLU + 掛け | ReLU を | 負 + 0 | 活性化 + ない | -1.5
answer = [3.5, -5]  # ←

# %% 08-1 × 出力 + ReLU | 出力層 + 活性化 | ロジット + 負 | 隠れ層だけ | 出力 + 活性化 | ロジット + ReLU
layers_ = [
    ([[1, -1, 0.5], [-1, 1, 0]], [0, 0.5, -1]),
    ([[2, -1], [1, 3], [1, 1]], [0.5, 1]),
]
signal = [3, 1]
for W, b in layers_:
    signal = [max(0, sum(s * w for s, w in zip(signal, col)) + bb)  # ←
              for col, bb in zip(zip(*W), b)]
answer = signal  # ←

# %% 08-1 × b1 | b_1 | 隠れ層のバイアス | バイアス + 1 | バイアス + 忘 | -1 + 足 | バイアス + 隠れ
answer = [6, 0.5]  # ←

# %% 08-1 ○
answer = [5, -0.5]

# %% 08-2 × バイアス | 出力数 | b + 忘 | 160
answer = 784 * 100 + 100 * 50 + 50 * 10  # ←

# %% 08-2 × バッチ | 128 | 件数 | N + よらない | 掛け + 件
sizes = [28 * 28, 100, 50, 10]
total = 0
for n_in, n_out in zip(sizes, sizes[1:]):
    total += n_in * n_out + n_out
answer = total * 128  # ←

# %% 08-2 × バイアス + 1 個 | バイアス + 1 つ | バイアス + ユニット | バイアス + 出力数 | 層ごとに 1 | 層に 1 つ | b の形 | バイアス
answer = sum(a * b + 1 for a, b in [(784, 100), (100, 50), (50, 10)])  # ←

# %% 08-2 × 784 | 28×28 | 28 × 28 | 28*28 | 画素 | 1 列 | 入力の数 | 入力 + 28 | 入力数
W1, b1 = np.zeros((28, 100)), np.zeros(100)  # ←
W2, b2 = np.zeros((100, 50)), np.zeros(50)
W3, b3 = np.zeros((50, 10)), np.zeros(10)
answer = sum(p.size for p in (W1, b1, W2, b2, W3, b3))

# %% 08-2 ○
answer = (784 + 1) * 100 + (100 + 1) * 50 + (50 + 1) * 10

# %% 08-3 × 最後 + ReLU | 出力層 + ReLU | 出力 + 活性化 | ロジット + ReLU | 最後の層 | 最後の Affine | 隠れ層だけ | 負のロジット
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers + 1):  # ←
        a = h @ params["W" + str(i)] + params["b" + str(i)]
        h = np.maximum(a, 0)  # ←
    return h

# %% 08-3 × 範囲 | range | 1 つ足り | 層 + 飛ば | layers - 1 | 隠れ層 + 足り | 隠れ層 + 1 つ + 少 | 終わり | 含ま | 層 + 抜け | 1回少ない
def predict_logits(x, params, layers):
    h = x
    for i in range(1, layers - 1):  # ←
        h = np.maximum(h @ params["W" + str(i)] + params["b" + str(i)], 0)
    n = str(layers)
    return h @ params["W" + n] + params["b" + n]

# %% 08-3 × バイアス | 出力層 + b | b + 忘 | 最後 + b | params["b" + 足
def predict_logits(x, params, layers):
    relu = lambda v: v * (v > 0)
    Ws = [params[f"W{i}"] for i in range(1, layers + 1)]
    bs = [params[f"b{i}"] for i in range(1, layers)]
    for W, b in zip(Ws, bs):
        x = relu(np.dot(x, W) + b)
    return np.dot(x, Ws[-1])  # ←

# %% 08-3 × ReLU + 前 | バイアス + 前 | バイアス + 後 | 順 + ReLU | ReLU + 順 | b + 前 | 足してから | ReLU + バイアス
def predict_logits(x, params, layers):
    def affine(h, i):
        return h @ params["W" + str(i)]

    h = x
    for i in range(1, layers):
        h = np.maximum(affine(h, i), 0) + params["b" + str(i)]  # ←
    return affine(h, layers) + params["b" + str(layers)]

# %% 08-3 ○
def predict_logits(x, params, layers):
    def step(h, i):
        a = h @ params[f"W{i}"] + params[f"b{i}"]
        if i == layers:
            return a
        return step(np.where(a > 0, a, 0.0), i + 1)

    return step(x, 1)

# %% 08-4 × 合計 + 軸 | sum + axis | 分母 | axis=1 | 割る + 行 | データの間 | 和 + 行 | sum + 行 | 合計を列
def softmax_rows(z):
    z = z - np.max(z, axis=1, keepdims=True)
    e = np.exp(z)
    return e / np.sum(e, axis=0)  # ←

# %% 08-4 × 最大値 + 行 | max + 行 | 最大値 + 全体 | max + axis | 全体の最大 | 行ごと + 最大 | 0 で割 | 0/0 | 小さい行 | アンダーフロー | すべて 0
def softmax_rows(z):
    exps = [[np.exp(v - np.max(z)) for v in row] for row in z]  # ←
    return np.array([[e / sum(row) for e in row] for row in exps])

# %% 08-4 × 転置 + 戻 | .T | 形 + 逆 | 行と列 + 入れ替 | (C, N) | 転置したまま | 転置
def softmax_rows(z):
    columns = np.transpose(z)
    e = np.exp(columns - np.max(columns, axis=0))
    prob = e / np.sum(e, axis=0)
    return prob  # ←

# %% 08-4 × 全体 + 合計 | 全体の和 | すべて + 和 | axis + sum | 行ごと + 和 | 行ごと + 合計 | 全要素 | 分母 | sum + axis | 集計する軸
def softmax_rows(z):
    e = np.exp(z - z.max(axis=1).reshape(-1, 1))
    return e / e.sum()  # ←

# %% 08-4 ○
def softmax_rows(z):
    out = np.empty(np.shape(z), dtype=float)
    for n, row in enumerate(z):
        shifted = np.exp(row - row.max())
        out[n] = shifted / shifted.sum()
    return out

# %% 08-5 × エ + σ(4a) | 4a | 幅 | 裾 | 同じ高さ | 高さ + 1 | 細い | 広 | ゲイン
answer = "エ"  # ←

# %% 08-5 × 0.5 | σ(2a) | 2a | 高さ | 最大値 | 山 + 1 | 原点 + 1 | 4 倍
answer = "ア"  # ←

# %% 08-5 × 0.25 | 1/4 | σ(a) | シグモイド + 微分 | 最大 + 1 | 高さ | 山 + 1 | 原点 + 1
heights = {"ア": 0.5, "イ": 1.0, "ウ": 0.25, "エ": 1.0}
answer = min(heights, key=heights.get)  # ←

# %% 08-5 × "ア" | 「ア」 | 1 つ | どれか | 記号 | 選択肢 | 文字
answer = "イとエ"  # ←

# %% 08-5 ○
answer = "イ"

# %% 08-6 × 平均 + 和 | 平均 | mean | N で割 | 件数 | sum + 合計 | 合計
def cross_entropy_mean(z, t):
    z = z - z.max(axis=1, keepdims=True)
    total = np.exp(z).sum(axis=1, keepdims=True)
    log_y = z - np.log(total)
    return -np.sum(log_y[np.arange(len(t)), t])  # ←

# %% 08-6 × 全体 + 平均 | クラス + 割 | 要素 + 割 | C で割 | 件数 | N で割 | クラス数 | 平均 + 行 | 0 + 平均 | N×C | one-hot + 平均
def cross_entropy_mean(z, t):
    z = z - np.max(z, axis=1, keepdims=True)
    log_y = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    onehot = np.eye(z.shape[1])[t]
    return -np.mean(onehot * log_y)  # ←

# %% 08-6 × 1e-7 | 確率 + 0 | log + 0 | 小さな数 | 微小 | 頭打ち | アンダーフロー | 0 になっ | ロジットのまま | log_y + 直接
def cross_entropy_mean(z, t):
    loss = 0.0
    for row, label in zip(z, t):
        e = np.exp(row - max(row))
        y = e / e.sum()
        loss += -np.log(y[label] + 1e-7)  # ←
    return loss / len(z)

# %% 08-6 × 番号 + 組 | arange | 行ごと + 正解 | 列 + すべて | log_y[:, t] | [:, t] | 全部の組 | N×N | (N, N) | 取り出
def cross_entropy_mean(z, t):
    z = z - z.max(axis=1)[:, None]
    total = np.exp(z).sum(axis=1)[:, None]
    log_y = z - np.log(total)
    return -log_y[:, t].mean()  # ←

# %% 08-6 ○
def cross_entropy_mean(z, t):
    shifted = z - np.max(z, axis=1, keepdims=True)
    lse = np.log(np.exp(shifted).sum(axis=1))
    right = np.take_along_axis(shifted, np.asarray(t)[:, None], axis=1).ravel()
    return float(np.mean(lse - right))

# %% 08-7 × 条件付き | 掛け | 積 | 独立 | 差 + 引 | P(t>0) + P(t>1) | 引き算 | 累積
pass_rate = [0.9, 0.6, 0.2]
alive, probs = 1.0, []
for p in pass_rate:
    probs.append(alive * (1 - p))  # ←
    alive *= p  # ←
answer = probs + [alive]  # ←

# %% 08-7 × 逆順 | 順 + 逆 | 並び | 段階 0 から | 大きい方から | 3、2、1、0 | 順番 | 逆
answer = [0.2, 0.4, 0.3, 0.1]  # ←

# %% 08-7 × 1 - | 1-P | 差 | 以下 | 累積 | 引 | t≤ | 超える + 確率
answer = [1 - 0.9, 1 - 0.6, 1 - 0.2, 0.2]  # ←

# %% 08-7 × 正規化 | 割 + 合計 | 累積 | 差 | 引 | 超える確率 | P(t>k) + そのまま | 以上
cum = np.array([0.9, 0.6, 0.2, 0.0])
answer = list(cum / cum.sum())  # ←

# %% 08-7 ○
edges = np.array([1, 0.9, 0.6, 0.2, 0])
answer = list(-np.diff(edges))

# %% 08-8 × あふれ | オーバーフロー | inf | logaddexp | 無限 | 大きい + exp | exp + 大き | 1000
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.log1p(np.exp(self.beta * x)) / self.beta  # ←

# %% 08-8 × 1/β | β で割 | beta で割 | 1/beta | / self.beta | 割り忘れ | 割る | 割って
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        return np.logaddexp(0, self.beta * x)  # ←

# %% 08-8 × 切り詰 | clip | 頭打ち | 500 | 大きな + 切 | 大きい + a | 上限 | 値が変わ | クリップ
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    @staticmethod
    def _safe_exp(v):
        return np.exp(np.clip(v, -500, 500))  # ←

    def forward(self, x, train_flg=True):
        return np.log(1 + self._safe_exp(self.beta * x)) / self.beta  # ←

# %% 08-8 × max + β | max の項 | 割 + 片方 | 1/β + 両方 | 1/β + 全体 | βx | β a | beta * x | max + beta | 括弧 | かっこ | 割りすぎ | β で割
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        tail = np.log1p(np.exp(-np.abs(self.beta * x)))
        return (np.maximum(x, 0) + tail) / self.beta  # ←

# %% 08-8 ○
class Softplus:
    params = ()

    def __init__(self, beta=1.0):
        self.beta = beta

    def forward(self, x, train_flg=True):
        scaled = self.beta * x
        self.out = np.maximum(scaled, 0) + np.log1p(np.exp(-np.abs(scaled)))
        return self.out / self.beta

# %% 09-1 × 枝分かれ | 2 つの道 | 道 + 足 | v + y | u + y + 両方 | じか | 直接 | もう 1 つ
x, y = 2, -1
u = x * y
v = u + y
dv = 2 * v
du = dv
answer = [du * y, du * x]  # ←

# %% 09-1 × 2v | 2 倍 | v^2 | v² | 2 乗の微分 | 係数 2 | 2 を掛け
answer = [3, -9]  # ←

# %% 09-1 × 相手 | 入れ替 | 積の微分 | 掛け算 + 逆 | 自分 | x を掛け | xy + 微分 | y を掛け
class Mul:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def backward(self, d):
        return d * self.a, d * self.b  # ←


node = Mul(2, -1)
d = 2 * (2 * -1 + -1)
dx, dy = node.backward(d)
answer = [dx, dy + d]  # ←

# %% 09-1 × 上書き | 枝分かれ | 2 つの道 | 積 + 道 | 後から | xy + 道 | u + 通 | 道だけ
answer = [6, -6]  # ←

# %% 09-1 ○
L = lambda x, y: (x * y + y) ** 2
eps = 1e-5
answer = [round((L(2 + eps, -1) - L(2 - eps, -1)) / (2 * eps), 4),
          round((L(2, -1 + eps) - L(2, -1 - eps)) / (2 * eps), 4)]

# %% 09-2 × ReLU | a1 > 0 | 負 + 止 | マスク | 傾き | a_1 | 1 番目のユニット
W2 = np.array([[1, 0.5], [0.5, -1], [-0.5, 0.5]])
delta2 = np.array([0.4, 0.6]) - np.array([1, 0])
delta1 = W2 @ delta2
answer = list(np.outer([2, -1], delta1)[0])  # ←

# %% 09-2 × 符号 | y - t | y-t | t - y | 逆 | 引く順 | マイナス
answer = [0, 1.8, -1.2]  # ←

# %% 09-2 × 正解 + 1 番目 | 正解 + クラス | one-hot | t + (1 | 番号 + 0 | 1 から数え | クラス + 取り違え | 正解の位置 | (1, 0)
label = 1
y = [0.4, 0.6]
delta = [p - (k == label) for k, p in enumerate(y)]  # ←
rows = [[1, 0.5], [0.5, -1], [-0.5, 0.5]]
back = [sum(w * d for w, d in zip(row, delta)) for row in rows]
answer = [2 * g if a > 0 else 0 for g, a in zip(back, [-1, 2, 0.5])]

# %% 09-2 × x + 掛け | x_1 | x1 | 2 倍 | δ1 + まま | 入力 + 掛け | バイアス | b1 + 勾配 | δ そのもの
answer = [0, -0.9, 0.6]  # ←

# %% 09-2 ○
answer = [0, -1.8, 1.2]

# %% 09-3 × s を足 | もう片方 | x を掛け | じか + 道 | 括弧 | かっこ | 第 1 項 | 1 つ目 + 道 | x + 忘 | 2 つ目 + x | x + 足り | 積の微分 | σ' + x
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        return dout * (self.s + self.s * (1 - self.s))  # ←

# %% 09-3 × dout + 両方 | dout + 片方 | 括弧 | かっこ | dout + 掛け忘れ | dout を掛け | 2 つ目 + dout | dout + 第 | 下流 + 掛け
class Swish:
    def forward(self, x):
        self.x = x
        self.s = 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        d_direct = dout * self.s
        d_gate = self.x * self.s * (1 - self.s)  # ←
        return d_direct + d_gate  # ←

# %% 09-3 × 1 - s | 1-s | σ(1-σ) | シグモイドの微分 | s(1 | s + 微分 | (1 - | 出力 + y(1 | y + 使 | シグモイドの値 | self.s
class Swish:
    def forward(self, x):
        self.x = x
        sig = 1 / (1 + np.exp(-x))
        self.s = sig
        self.out = x * sig
        return self.out

    def backward(self, dout):
        y = self.out
        dsig = y * (1 - y)  # ←
        return dout * (self.s + self.x * dsig)  # ←

# %% 09-3 × 掛け + 足 | 積 + 和 | 枝分かれ + 足 | 道 + 足 | 足す | 和 | 2 つの道
class Swish:
    def forward(self, x):
        self.x, self.s = x, 1 / (1 + np.exp(-x))
        return self.x * self.s

    def backward(self, dout):
        ds = dout * self.x
        dx_via_s = ds * self.s * (1 - self.s)
        dx = dx_via_s * self.s  # ←
        return dx  # ←

# %% 09-3 ○
class Swish:
    def forward(self, x):
        self.s = 1 / (1 + np.exp(-x))
        self.y = x * self.s
        return self.y

    def backward(self, dout):
        return dout * (self.y + self.s * (1 - self.y))

# %% 09-4 × batch_size | 平均 | 件数 | N で割 | バッチ + 割 | 割り忘れ | バッチサイズ
def gradients(hs, y, t, weights):
    dz = y - t  # ←
    dWs, dbs = [], []
    for h, W in zip(reversed(hs), reversed(weights)):
        dWs.append(h.T @ dz)
        dbs.append(dz.sum(axis=0))
        dz = (dz @ W.T) * (h > 0)
    return dWs[::-1], dbs[::-1]

# %% 09-4 × ReLU | マスク | 傾き + 隠れ | hs + 0 より大き | > 0 | 負 + 止
def gradients(hs, y, t, weights):
    batch_size = y.shape[0]
    dz = (y - t) / batch_size
    dWs, dbs = [], []
    for i in range(len(weights)):
        dWs.insert(0, np.dot(hs[-i - 1].T, dz))
        dbs.insert(0, np.sum(dz, axis=0))
        if i < len(weights) - 1:
            dh = np.dot(dz, weights[-i - 1].T)
            dz = dh  # ←
    return dWs, dbs

# %% 09-4 × 平均 + 和 | mean | 2 回 + 割 | 2 度 + 割 | 1 度だけ | もう一度 + 割 | sum | 合計 | 行の和 | 余計に + 割 | 平均しています
def gradients(hs, y, t, weights):
    n = len(y)
    L = len(weights)
    dWs, dbs = [None] * L, [None] * L
    dz = (y - t) / n
    for l in range(L - 1, -1, -1):
        dWs[l] = hs[l].T.dot(dz)
        dbs[l] = dz.mean(axis=0)  # ←
        if l > 0:
            dz = dz.dot(weights[l].T)
            dz[hs[l] <= 0] = 0
    return dWs, dbs

# %% 09-4 × dh > 0 | dh + 符号 | 勾配の符号 | hs | 順伝播 + 値 | 活性 | 入力 + 正 | マスク | ReLU + dh | h > 0
def gradients(hs, y, t, weights):
    def relu_back(grad):
        return np.where(grad > 0, grad, 0)  # ←

    dz = (y - t) / y.shape[0]
    out = []
    for i in range(len(weights)):
        k = len(weights) - 1 - i
        out.append((hs[k].T @ dz, dz.sum(0)))
        dz = relu_back(dz @ weights[k].T)  # ←
    dWs, dbs = zip(*reversed(out))
    return list(dWs), list(dbs)

# %% 09-4 ○
def gradients(hs, y, t, weights):
    def back(k, dz):
        own = (hs[k].T @ dz, np.ones(len(dz)) @ dz)
        if k == 0:
            return [own]
        gate = np.where(hs[k] > 0, 1.0, 0.0)
        return back(k - 1, gate * (dz @ weights[k].T)) + [own]

    pairs = back(len(weights) - 1, (y - t) / len(y))
    return [p[0] for p in pairs], [p[1] for p in pairs]

# %% 09-5 × 1 倍 | w=1 | w が 1 | 水平 | 変わらない | 0.5 | 半分 | 傾き + ほぼ 1
answer = "ア"  # ←

# %% 09-5 × シグモイド | 1/4 | 0.25 | 4 分の 1 | 半分 | 0.5
per_layer = {"ア": 1.0, "イ": 0.25, "ウ": 0.5, "エ": 1.5}
answer = sorted(per_layer, key=per_layer.get)[0]  # ←

# %% 09-5 × 1.5 | 爆発 | 増え | ReLU | 大きくな | 半分 | 0.5 | 縮 | 倍率が 1 より大きい
answer = "エ"  # ←

# %% 09-5 × "ア" | 「ア」 | 1 つ | どれか | 記号 | 選択肢 | 文字 | 数ではなく
answer = 0.5 ** 10  # ←

# %% 09-5 ○
answer = "ウ"

# %% 09-6 × 傾き + exp | e^x | α + 足 | out + α | 1 を引 | - 1 | expm1 | 微分 + 負 | 定数 + 微分
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.x = x
        return np.where(x > 0, x, self.alpha * np.expm1(np.minimum(x, 0)))

    def backward(self, dout):
        slope = np.where(self.x > 0, 1.0, self.alpha * np.expm1(np.minimum(self.x, 0)))  # ←
        return dout * slope

# %% 09-6 × あふれ | オーバーフロー | 警告 | inf | 大きな x | 大きい x | where + 両方 | np.where | minimum
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.pos = x > 0
        self.e = self.alpha * np.exp(x)  # ←
        return np.where(self.pos, x, self.e - self.alpha)

    def backward(self, dout):
        return np.where(self.pos, dout, dout * self.e)

# %% 09-6 × x + 書き換え | その場 | コピー | 写し | copy | 受け取った | 元の配列 | 呼び出し側 | dout + 書き換え
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        self.neg = x <= 0
        out = x
        out[self.neg] = self.alpha * np.expm1(x[self.neg])  # ←
        self.out = out
        return out

    def backward(self, dout):
        dx = dout
        dx[self.neg] *= self.out[self.neg] + self.alpha  # ←
        return dx

# %% 09-6 × alpha | α | 1 を足
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        f = np.vectorize(lambda v: v if v > 0 else self.alpha * np.expm1(v), otypes=[float])
        self.y = f(x)
        return self.y

    def backward(self, dout):
        df = np.vectorize(lambda out: 1.0 if out > 0 else out + 1, otypes=[float])  # ←
        return dout * df(self.y)

# %% 09-6 ○
class Elu:
    params = ()

    def __init__(self, alpha=1.0):
        self.alpha = alpha

    def forward(self, x, train_flg=True):
        mask = x <= 0
        y = x.copy()
        y[mask] = self.alpha * np.expm1(x[mask])
        self.slope = np.ones_like(y)
        self.slope[mask] = self.alpha * np.exp(x[mask])
        return y

    def backward(self, dout):
        return dout * self.slope

# %% 10-1 × 転置 | 行と列 | 行 + 入力 | 列 + ユニット | 並び | (入力 | 形 + 逆 | 順 + 逆 | 1 行目 + 入力
x = np.array([1, 3])
W1 = np.full((2, 2), 0.5)
w2 = np.full(2, 0.5)
h = x @ W1
dh = (h @ w2 - 1) * w2
answer = np.outer(dh, x).ravel().tolist()  # ←

# %% 10-1 × W2 | W_2 | 0.5 + 掛け | 出力層の重み | 隠れ + 勾配 | 2 層目 | dh | 出力の重み
answer = [1, 1, 3, 3]  # ←

# %% 10-1 × x + 掛け | 入力 + 掛け | x を | 入力の値 | 1 と 3 | 入力 + 違 | x^T | バイアスの勾配 | (1, 3)
def forward_backward(inputs, target, w=0.5):
    hidden = [sum(inputs) * w, sum(inputs) * w]
    y = sum(hid * w for hid in hidden)
    dy = y - target
    return [dy * w for _ in inputs for _ in hidden]  # ←


answer = forward_backward([1, 3], 1)  # ←

# %% 10-1 × 1/2 | ½ | 2 分の 1 | 二乗 + 微分 | 2 乗 + 微分 | 2 倍 | 半分 | y - t | y-t | 打ち消 | 半分です
answer = [0.25, 0.25, 0.75, 0.75]  # ←

# %% 10-1 ○
answer = [0.5, 0.5, 1.5, 1.5]

# %% 10-2 × 分散 | 平方根 | ルート | sqrt | √ | 標準偏差ではな
n_in, n_out = 8, 24
xavier = 2 / (n_in + n_out)  # ←
he = 2 / n_in  # ←
answer = [xavier, he]

# %% 10-2 × He + 入力 | fan_in | fan-in | fan_out | fan-out | 入力数 | 出力数 + 割 | n_in | n_out | 24
answer = [0.25, round((2 / 24) ** 0.5, 3)]  # ←

# %% 10-2 × Xavier + 出力 | 入力と出力 | n_in + n_out | 和 + 割 | fan_out | 両方 | 1/√n | 32
std = {"xavier": lambda i, o: np.sqrt(1 / i), "he": lambda i, o: np.sqrt(2 / i)}  # ←
answer = [float(round(f(8, 24), 3)) for f in std.values()]

# %% 10-2 × 一様 | √3 | 端 | 3 倍 | 正規分布 | sqrt(6 | 範囲 | √6
answer = [np.sqrt(6 / (8 + 24)), np.sqrt(6 / 8)]  # ←

# %% 10-2 ○
answer = [0.25, 0.5]

# %% 10-3 × 1/√2 | 0.7 | √2 | 0.14 | He | 保 | 変わらない | 水平 | 縮
answer = "エ"  # ←

# %% 10-3 × 0.05 | 1/√2 | 0.7 | 急 | √2 | 0.1 + 標準偏差 | 縮みすぎ | 8 層 + 分の 1 | 16 分の 1 | 傾き
slopes = {"ア": -1.04, "イ": -0.15, "ウ": -0.35, "エ": 0.0}
answer = min(slopes, key=slopes.get)  # ←

# %% 10-3 × tanh | 1/√2 | 0.7 | √2 | 2 分の 1 | 半分 | 直線 | まっすぐ | ゆっくり
answer = "イ"  # ←

# %% 10-3 × "ア" | 「ア」 | 1 つ | どれか | 記号 | 選択肢 | 文字 | 数ではなく
answer = (1 / 2) ** 0.5  # ←

# %% 10-3 ○
answer = "ウ"

# %% 10-4 × 全体 | 全部の配列 | すべての配列 | 合わせ + ノルム | 1 つのノルム | 共通 | 配列ごと | 比 + 変わ
def clip_by_norm(grads, c):
    clipped = {}
    for key, g in grads.items():
        norm = np.sqrt(np.sum(g * g))  # ←
        clipped[key] = g * min(1.0, c / max(norm, 1e-12))  # ←
    return clipped

# %% 10-4 × 小さい + 大きく | min | 超え | 上限 | 1 より | c より小さ | 拡大 | そのまま | 引き伸ば
def clip_by_norm(grads, c):
    flat = np.concatenate([g.ravel() for g in grads.values()])
    scale = c / np.linalg.norm(flat)  # ←
    return {key: scale * g for key, g in grads.items()}  # ←

# %% 10-4 × 書き換え | その場 | *= | コピー | 写し | copy | 渡された | 元の配列 | 呼び出し側
def clip_by_norm(grads, c):
    total = 0.0
    for g in grads.values():
        total += np.sum(np.square(g))
    norm = np.sqrt(total)
    clipped = dict(grads)  # ←
    if norm > c:
        for g in clipped.values():
            g *= c / norm  # ←
    return clipped

# %% 10-4 × 2 乗の和 | 2 乗和 | ノルムの和 | ノルム + 足 | 平方根 + 順 | 全体のノルム | 2 乗 + 足 | 三平方 | 大きすぎ
def clip_by_norm(grads, c):
    norms = [np.linalg.norm(g) for g in grads.values()]
    total = sum(norms)  # ←
    if total <= c:
        return {k: g.copy() for k, g in grads.items()}
    return {k: c / total * g for k, g in grads.items()}

# %% 10-4 ○
def clip_by_norm(grads, c):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads.values()])
    ratio = c / norm if norm > c else 1.0
    return {k: np.multiply(g, ratio) for k, g in grads.items()}

# %% 10-5 × 標準偏差 | √3 | 6 | 分散 | 端 | sqrt(2 | a²/3 | 一様分布の
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[0]
    a = np.sqrt(2.0 / fan_in)  # ←
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 × 下限 | -a | low | high | 1 つ目の引数 | 上限 | 1.0 | 範囲 + 引数 | 負 | 左右対称 | 平均が 0
def he_uniform(shape, rng, dtype=np.float64):
    fan_in, _ = shape
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(a, size=shape)  # ←
    return W.astype(dtype)

# %% 10-5 × fan_in | 入力数 | shape[0] | shape[1] | 出力数 | fan-in | (入力数, 出力数)
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = shape[-1]  # ←
    half_width = (6 / fan_in) ** 0.5
    u = rng.random(shape)
    W = half_width * (2 * u - 1)
    return W.astype(dtype)

# %% 10-5 × Xavier | fan_out | 出力数 | 入力数だけ | 和 | n_out | 入力 + 出力 + 足 | sum | shape[0]
def he_uniform(shape, rng, dtype=np.float64):
    fan_in = sum(shape)  # ←
    a = np.sqrt(6 / fan_in)
    W = rng.uniform(-a, a, size=shape)
    return W.astype(dtype)

# %% 10-5 ○
def he_uniform(shape, rng, dtype=np.float64):
    std = np.sqrt(2 / shape[0])
    edge = std * np.sqrt(3)
    W = rng.uniform(low=-edge, high=edge, size=shape)
    return W.astype(dtype)

# %% 10-6 × 倍率を合わせた後 | 合わせる前 | 次の層 + 入力 | 縮めた後 | 2 層目 + 入力 | 更新前 | 古い + 出力 | 調整前 | 調整後 | 倍率 + 後
def calibrate(weights, x):
    result = []
    h = x
    for W in weights:
        h = np.maximum(h @ W, 0)  # ←
        rms = np.sqrt(np.mean(h ** 2))
        result.append(W / rms if rms > 0 else W.copy())  # ←
    return result

# %% 10-6 × 平方根 | sqrt | ルート | √ | 2 乗平均 + 割 | 2 乗 + 効 | 4 乗 | rms
def calibrate(weights, x):
    def relu(v):
        return np.maximum(v, 0)

    new = []
    for W in weights:
        power = np.mean(relu(x @ W) ** 2)
        W = W / power if power else W  # ←
        new.append(W)
        x = relu(x @ W)
    return new

# %% 10-6 × 標準偏差 | std | 分散 | 平均を引 | 2 乗平均 | 平均 + 0 でない
def calibrate(weights, x):
    new = []
    h = x
    for W in weights:
        s = np.maximum(h @ W, 0).std()  # ←
        scaled = W.copy() if s == 0 else W / s  # ←
        h = np.maximum(h @ scaled, 0)
        new.append(scaled)
    return new

# %% 10-6 × ReLU + 前 | ReLU を通 | ReLU + 測 | 通す前 | 負 + 含 | ReLU + 忘 | ReLU の後 | ReLU + 通
def calibrate(weights, x):
    if not weights:
        return []
    W, rest = weights[0], weights[1:]
    a = x @ W
    scale = np.sqrt((a * a).mean())  # ←
    if scale > 0:
        W = W / scale
    return [W] + calibrate(rest, np.maximum(x @ W, 0))

# %% 10-6 ○
def calibrate(weights, x):
    new = []
    for W in weights:
        out = np.maximum(x @ W, 0)
        ms = np.mean(out ** 2)
        k = ms ** -0.5 if ms > 0 else 1.0
        new.append(k * W)
        x = k * out
    return new

# %% 11-1 × γ と β | γ + β | 入れ替 | gamma | 逆 + β | 2 倍して | 取り違え | 足す方
col = np.array([1, 5, 7, 9, 13.0])
hat = (col - col.mean()) / col.std()
answer = (1 * hat + 2).tolist()  # ←

# %% 11-1 × N-1 | N - 1 | 不偏 | 件数 + 割 | n - 1 | ddof | 4 で割 | 5 で割 | N で割
import statistics

data = [1, 5, 7, 9, 13]
mu, sd = statistics.mean(data), statistics.stdev(data)  # ←
answer = [round(2 * (v - mu) / sd + 1, 3) for v in data]

# %% 11-1 × 括弧 | かっこ | β + 後 | β + 倍 | β + γ + 掛 | 足してから | 順 + β | 最後に + 足 | γ + 先
answer = [-1, 1, 2, 3, 5]  # ←

# %% 11-1 × 分散 + 割 | 平方根 | 標準偏差 | √ | sqrt | ルート
class BN:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def __call__(self, xs):
        mu = sum(xs) / len(xs)
        var = sum((x - mu) ** 2 for x in xs) / len(xs)
        return [self.gamma * (x - mu) / var + self.beta for x in xs]  # ←


answer = BN(2, 1)([1, 5, 7, 9, 13])

# %% 11-1 ○
answer = [-2, 0, 1, 2, 4]

# %% 11-2 × 学習 + バッチ | 学習時 + 移動平均 | train_flg + 両方 | 学習時も | 学習時 + 統計 | バッチの統計量 + 学習
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        if train_flg:
            self.running_mean = m * self.running_mean + (1 - m) * x.mean(axis=0)
            self.running_var = m * self.running_var + (1 - m) * x.var(axis=0)
        mu, var = self.running_mean, self.running_var  # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta  # ←

# %% 11-2 × 分散 + 移動平均 | running_var | 分散 + バッチ | var + 推論 | 分散も | 分散 + 0
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        m = self.momentum
        var = x.var(axis=0)  # ←
        if train_flg:
            mu = x.mean(axis=0)
            self.running_mean = m * self.running_mean + (1 - m) * mu
            self.running_var = m * self.running_var + (1 - m) * var
        else:
            mu = self.running_mean  # ←
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 推論 + 更新 | 推論 + 移動平均 + 変 | 推論中 | 推論時にも + 更新 | 推論 + ため | train_flg + 更新 | 学習時だけ + 更新 | 更新 + 学習のとき
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def _track(self, mu, var):
        m = self.momentum
        self.running_mean = m * self.running_mean + (1 - m) * mu
        self.running_var = m * self.running_var + (1 - m) * var

    def forward(self, x, train_flg=True):
        stats = x.mean(axis=0), x.var(axis=0)
        self._track(*stats)  # ←
        mu, var = stats if train_flg else (self.running_mean, self.running_var)
        return self.gamma * (x - mu) / np.sqrt(var + 1e-5) + self.beta

# %% 11-2 × 割合 + 逆 | momentum | 0.9 + 0.1 | 古い値 | 残す割合 | 1 - m | m + 逆 | 新しい値 + 割合 | 入れ替
class MyBatchNorm:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta = gamma, beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.ones_like(gamma)

    def forward(self, x, train_flg=True):
        if train_flg:
            mu, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mu  # ←
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var  # ←
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
        if not train_flg:
            return self._apply(x, self.running_mean, self.running_var)
        mu = np.mean(x, axis=0)
        var = np.mean((x - mu) ** 2, axis=0)
        keep = self.momentum
        self.running_mean = keep * self.running_mean + (1 - keep) * mu
        self.running_var = keep * self.running_var + (1 - keep) * var
        return self._apply(x, mu, var)

    def _apply(self, x, mu, var):
        scale = self.gamma / np.sqrt(var + 1e-5)
        return scale * x + (self.beta - scale * mu)

# %% 11-3 × 平均 + 軸 | axis=1 | axis=0 | 1 件ごと | 行ごと + 平均 | 列 + 平均 | バッチ + 平均 | Batch Norm | 軸
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - np.mean(x, axis=0)  # ←
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.xhat, axis=0)
        d = dout * self.gamma
        both = np.mean(d * self.xhat, axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × dgamma + xhat | dgamma + 掛け | dγ | dgamma + 正規化 | γ の勾配 | gamma の勾配 | xhat を掛け | self.xhat
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta
    def forward(self, x, train_flg=True):
        xc = x - x.mean(axis=1, keepdims=True)
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta
    def backward(self, dout):
        self.dbeta, self.dgamma = np.sum(dout, axis=0), np.sum(dout * self.gamma, axis=0)  # ←
        d = dout * self.gamma
        both = (d * self.xhat).mean(axis=1, keepdims=True)
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × both + 平均 | both + 和 | both + sum | 平均 + 和 | D で割 | mean | D 倍 | 分散 + 道
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x, train_flg=True):
        mu = x.mean(1)[:, None]
        xc = x - mu
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.einsum("nd,nd->d", dout, self.xhat)
        d = dout * self.gamma
        both = np.einsum("nd,nd->n", d, self.xhat)[:, None]  # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 × γ + both | gamma + both | d + dout | γ を掛け | gamma を掛け | both + dout | both + d | γ + 忘
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
        both = np.mean(dout * self.xhat, axis=1, keepdims=True)  # ←
        d = d - np.mean(d, axis=1, keepdims=True)
        return (d - self.xhat * both) / self.std

# %% 11-3 ○
class MyLayerNorm:
    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x, train_flg=True):
        xc = (x.T - x.T.mean(axis=0)).T
        self.std = np.sqrt(np.mean(xc**2, 1, keepdims=True) + 1e-5)
        self.xhat = xc / self.std
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.xhat).sum(axis=0)
        d = dout * self.gamma
        n = d.shape[1]
        total = n * d - d.sum(axis=1, keepdims=True) - self.xhat * (d * self.xhat).sum(axis=1, keepdims=True)
        return total / (n * self.std)

# %% 11-4 × Layer | 1 件の中 | 1 件ごと | 行 + 横 | N + またが | バッチの方向 | 縦 | ほかの件
answer = "イ"  # ←

# %% 11-4 × Group | 1 件の中 | 1 件ごと | N + またが | バッチの方向 | 縦 | 組 + チャネル | ほかの件
kinds_ = {"ア": "Group", "イ": "Layer", "ウ": "Batch", "エ": "Instance"}
answer = next(k for k, v in kinds_.items() if v == "Group")  # ←

# %% 11-4 × Instance | 1 件の中 | 1 件ごと | N + またが | バッチの方向 | 縦 | 1 マス | ほかの件
answer = "エ"  # ←

# %% 11-4 × "ア" | 「ア」 | 1 つ | どれか | 記号 | 選択肢 | 文字 | 名前
answer = "Batch"  # ←

# %% 11-4 ○
answer = "ウ"

# %% 11-5 × 移動平均 | 学習しない | running | バッファ | 統計量
layers_ = [("conv", 3, 16, 3), ("bn", 16), ("conv", 16, 32, 3), ("gn", 4, 32)]
total = 0
for kind, *args in layers_:
    if kind == "conv":
        c_in, c_out, k = args
        total += c_in * c_out * k * k
    elif kind == "bn":
        total += 4 * args[0]  # ←
    else:
        total += 2 * args[1]
answer = total

# %% 11-5 × GroupNorm | G + よらない | グループ | チャネル + 2 倍 | 4 組 | 2C | 組の数
conv1 = 3 * 16 * 3 * 3
bn = 2 * 16
conv2 = 16 * 32 * 3 * 3
gn = 2 * 4  # ←
answer = conv1 + bn + conv2 + gn

# %% 11-5 × bias=False | バイアス | bias | 48
answer = (3 * 9 + 1) * 16 + 2 * 16 + (16 * 9 + 1) * 32 + 2 * 32  # ←

# %% 11-5 × γ + β | 2C | 2 倍 | 正規化 + 含 | BatchNorm + 数え | gamma | γ | 正規化層 + パラメータ
answer = sum(int(np.prod(s)) for s in [(16, 3, 3, 3), (32, 16, 3, 3)])  # ←

# %% 11-5 ○
answer = 3 * 16 * 9 + 2 * 16 + 16 * 32 * 9 + 2 * 32

# %% 11-6 × b + 倍 | b + 掛け | バイアス + 倍 | b + scale | 元のバイアス | b も | b + γ | (b - mean) | b + gamma
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    k = gamma / np.sqrt(var + eps)
    new_W = W * k.reshape(-1, 1, 1, 1)
    new_b = b + beta - mean * k  # ←
    return new_W, new_b

# %% 11-6 × 平均 + 引 | mean | 移動平均 + 引 | 平均 + 忘 | μ
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    inv_std = 1.0 / np.sqrt(var + eps)
    W2 = np.stack([g * s * w for w, g, s in zip(W, gamma, inv_std)])
    b2 = np.array([g * s * bb + be for bb, g, s, be in zip(b, gamma, inv_std, beta)])  # ←
    return W2, b2

# %% 11-6 × 書き換え | その場 | *= | コピー | 写し | copy | 渡された | 元の配列 | 呼び出し側
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    for m in range(len(W)):
        W[m] *= scale[m]  # ←
        b[m] = (b[m] - mean[m]) * scale[m] + beta[m]  # ←
    return W, b  # ←

# %% 11-6 × 軸 | 出力チャネル | 先頭 | 最後の軸 | 入力チャネル | reshape | [:, None | M + 軸 | ブロードキャスト | 1 番目の軸 | C の
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return W * scale[:, None, None], scale * (b - mean) + beta  # ←

# %% 11-6 ○
def fold(W, b, gamma, beta, mean, var, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    M = len(b)
    return (np.diag(scale) @ W.reshape(M, -1)).reshape(W.shape), scale * (b - mean) + beta

# %% 12-1 × 符号 | sign | 負の重み | -0.5 + 引 | 絶対値 + 微分 | マイナス | |w| + 微分
w = np.array([2, -0.5, 0])
g = np.array([0.4, 0.1, -0.3])
penalty_grad = 0.2 * (w != 0)  # ←
answer = (w - 0.5 * (g + penalty_grad)).tolist()

# %% 12-1 × L2 | λw | sign | 符号だけ | w に比例 | 大きさ + よらない | 重み + 掛け
answer = [1.6, -0.5, 0.15]  # ←

# %% 12-1 × 0 では | sign(0) | 0 の重み | 3 番目 | w=0 | 0 + 罰則 | w + 0 のとき | w_3
def sign(v):
    return 1 if v >= 0 else -1  # ←


w, g = [2, -0.5, 0], [0.4, 0.1, -0.3]
answer = [round(wi - 0.5 * (gi + 0.2 * sign(wi)), 6) for wi, gi in zip(w, g)]

# %% 12-1 × 学習率 | η + 罰則 | η + 掛け | η | 0.5 + 罰則 | lr
answer = [2 - 0.2 - 0.2, -0.5 - 0.05 + 0.2, 0 + 0.15]  # ←

# %% 12-1 ○
answer = [1.7, -0.45, 0.15]

# %% 12-2 × lr | η | 学習率 | しきい値 + 掛け | ηλ
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return np.sign(w) * np.maximum(np.abs(w) - l1, 0)  # ←

# %% 12-2 × 書き換え | その場 | -= | コピー | 写し | copy | 渡された | 呼び出し側 | 元の配列
def lasso_step(w, g, lr, l1):
    t = lr * l1
    w -= lr * g  # ←
    return np.where(w > t, w - t, np.where(w < -t, w + t, 0.0))

# %% 12-2 × 進んだ後 | 進めた後 | 元の + 符号 | 更新前 + 符号 | sign + 新 | 符号 + 前 | 古い + w | 飛び越え | 符号が変わ
def lasso_step(w, g, lr, l1):
    moved = w - lr * g
    shrink = lambda v, s: s * max(abs(v) - lr * l1, 0.0)
    return np.array([shrink(v, np.sign(old)) for v, old in zip(moved, w)])  # ←

# %% 12-2 × 0 で止 | max | 0 を飛び越え | 0 にす | 足りな | 飛び越 | 下限 | 行き過ぎ | ちょうど 0
def lasso_step(w, g, lr, l1):
    w = w - lr * g
    return w - lr * l1 * np.sign(w)  # ←

# %% 12-2 ○
def lasso_step(w, g, lr, l1):
    stepped = w - lr * g
    return stepped - np.clip(stepped, -lr * l1, lr * l1)

# %% 12-3 × バイアス | b に | 重みだけ | "W" | W だけ | b + 罰則 | startswith
def add_decay(params, grads, lam):
    return {key: grads[key] + lam * params[key] for key in params}  # ←

# %% 12-3 × 2 倍 | 1/2 | ½ | 2 * | λ/2 | 係数 | 打ち消 | 2 を | 2λ
def add_decay(params, grads, lam):
    new = {}
    for key in params:
        new[key] = grads[key]
        if key.startswith("W"):
            new[key] = grads[key] + 2 * lam * params[key]  # ←
    return new

# %% 12-3 × 書き換え | その場 | += | 写し | コピー | copy | 別名 | 渡された | 元の grads | 浅い
def add_decay(params, grads, lam):
    new = dict(grads)  # ←
    for key, value in new.items():
        if key[0] == "W":
            value += lam * params[key]  # ←
    return new

# %% 12-3 × バイアス + ない | 鍵 | b + 入っていない | キー | KeyError | 抜け | b + 返 | バイアス + 勾配 + 返 | b1 | 足りない
def add_decay(params, grads, lam):
    weight_keys = filter(lambda k: "W" in k, params)  # ←
    return {k: grads[k] + lam * params[k] for k in weight_keys}  # ←

# %% 12-3 ○
def add_decay(params, grads, lam):
    new = {k: np.array(g) for k, g in grads.items()}
    for k in params:
        if k.startswith("W"):
            new[k] += lam * params[k]
    return new

# %% 12-4 × 推論 + そのまま | 推論 + 掛け | 推論時 + q | 2 重 | 2 度 | 1 - p + 推論 | 推論 + x | 推論 + 縮
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x * (1 - self.p)  # ←
        keep = self.rng.random(x.shape) >= self.p
        self.mask = keep / (1 - self.p)
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 1 - p | 1-p | 残す割合 | 消す割合 | q で割 | p で割 | 残す確率 | 1 − self.p
class InvertedDropout:
    params = ()
    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        keep = self.rng.random(x.shape) >= self.p
        self.mask = np.where(keep, 1 / self.p, 0.0)  # ←
        return x * self.mask

    def backward(self, dout):
        return dout * self.mask

# %% 12-4 × 逆伝播 + 割 | backward + 割 | backward + 1 - p | 逆伝播 + 倍率 | 同じマスク | 勾配 + 1/q | 勾配 + 割 | backward + mask | 逆伝播 + マスク | backward + 倍
class InvertedDropout:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng
        self.scale = 1.0 / (1.0 - dropout_ratio)

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        self.keep = self.rng.random(x.shape) >= self.p
        self.mask = self.keep * self.scale
        out = np.zeros_like(x)
        out[self.keep] = x[self.keep] * self.scale
        return out

    def backward(self, dout):
        dx = np.zeros_like(dout)
        dx[self.keep] = dout[self.keep]  # ←
        return dx

# %% 12-4 × 引き直 | 同じマスク | 新しい乱数 | 別のマスク | 別の乱数 | 順伝播 + マスク | もう一度 + 乱数 | self.mask | 毎回 + マスク | 作り直
class InvertedDropout:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def _mask(self, shape):
        keep = self.rng.random(shape) >= self.p
        return keep / (1 - self.p)

    def forward(self, x, train_flg=True):
        return x * self._mask(x.shape) if train_flg else x

    def backward(self, dout):
        return dout * self._mask(dout.shape)  # ←

# %% 12-4 ○
class InvertedDropout:
    params = ()

    def __init__(self, dropout_ratio, rng):
        self.p, self.rng = dropout_ratio, rng

    def forward(self, x, train_flg=True):
        if not train_flg:
            return x
        dropped = self.rng.random(x.shape) < self.p
        self.mask = np.full(x.shape, 1 / (1 - self.p))
        self.mask[dropped] = 0
        return self.mask * x

    def backward(self, dout):
        return self.mask * dout

# %% 12-5 × 止める + 戻す | 最良 + 5 | 9 + 戻 | 最良のエポック | 最小 + エポック | 最も低 | 最も小さ | 待った | 最後の重み | 5 エポック
losses = [1.2, 0.9, 0.75, 0.7, 0.6, 0.64, 0.62, 0.69, 0.66, 0.56, 0.59, 0.65]
best, wait = float("inf"), 0
for epoch, loss in enumerate(losses, 1):
    if loss < best:
        best, wait = loss, 0
    else:
        wait += 1
    if wait == 4:
        break
restored = epoch  # ←
answer = {(9, 9): "ア", (9, 5): "イ", (12, 12): "ウ", (12, 5): "エ"}[epoch, restored]  # ←

# %% 12-5 × 9 で止 | 9 エポック | 10 エポック + 見 | 4 回 + 続 | 4 エポック | 見られない | patience | 5 + 4 | 前の回 | 最良 + 比べ
answer = "エ"  # ←

# %% 12-5 × 9 で止 | 9 エポック | 戻す + 5 | 最良 | 4 エポック | patience | 5 + 4 | 最も低 | 4 回続けた
answer = "ウ"  # ←

# %% 12-5 × "ア" | 「ア」 | 1 つ | どれか | 記号 | 選択肢 | 文字 | 組
answer = (9, 5)  # ←

# %% 12-5 ○
answer = "イ"

# %% 12-6 × 軸 | 列ごと | axis=0 | axis=1 | 行ごと | 行 + ノルム | 列の
def max_norm(W, c):
    norms = np.linalg.norm(W, axis=1, keepdims=True)  # ←
    return W * np.where(norms > c, c / np.maximum(norms, 1e-12), 1.0)

# %% 12-6 × 超えない | 小さい列 | 超える列だけ | 伸ば | 大きく + し | min | 拡大 | c まで + 広 | 引き伸ば | 変えません
def max_norm(W, c):
    out = np.zeros(W.shape)
    for j in range(W.shape[1]):
        length = np.sqrt(sum(W[i, j] ** 2 for i in range(W.shape[0])))
        if length > 0:  # ←
            out[:, j] = W[:, j] / length * c  # ←
    return out

# %% 12-6 × 要素 | 向き | clip | 成分 | ノルムでなく | ノルムではなく | 値で切
def max_norm(W, c):
    too_long = np.sqrt((W ** 2).sum(axis=0)) > c
    clipped = np.clip(W, -c, c)  # ←
    return np.where(too_long, clipped, W)  # ←

# %% 12-6 × 書き換え | その場 | コピー | 写し | copy | 新しい配列 | 渡された | 元の W | ビュー | 呼び出し側
def max_norm(W, c):
    for col in W.T:  # ←
        length = np.linalg.norm(col)
        if length > c:
            col *= c / length  # ←
    return W  # ←

# %% 12-6 ○
def max_norm(W, c):
    norms = np.linalg.norm(W, axis=0)
    ratio = np.ones(len(norms))
    big = norms > c
    ratio[big] = c / norms[big]
    return W @ np.diag(ratio)
