# %% 01-1 ○
answer = [1.44, -0.65]

# %% 01-1 ○
answer = (1.44, -0.65)

# %% 01-1 ○
p = np.array([2.0, -1.0])
for _ in range(2):
    p = p - 0.1*np.array([2*p[0]+p[1], p[0]+4*p[1]])
answer = p

# %% 01-1 ○
answer = [1.7 - 0.1*2.6, -0.8 + 0.15]

# %% 01-1 × 1 歩 | 1歩 | 2 歩 | 2歩 | もう 1 | 途中
answer = [1.7, -0.8]

# %% 01-1 × 符号 | 逆 | 足し | 上る | 上り | 登
answer = [2.64, -1.45]

# %% 01-1 × xy | 交差 | 混合
answer = [1.28, -0.36]

# %% 01-1 × 更新する前 | 更新前 | 同時 | 更新した x | 更新後 | 新しい x | 更新済み
answer = [1.437, -0.6057]

# %% 01-1 × 順 | 入れ替 | 入れ換 | x と y が逆 | [x, y]
answer = [-0.65, 1.44]

# %% 01-1 × 1 歩目の勾配 | 同じ勾配 | 計算し直 | 出発点の勾配 | 出発点で | 2 歩目の勾配 | 最初の勾配 | 使い回
answer = [1.4, -0.6]

# %% 01-1 × 学習率 | lr | η | 0.1
answer = [0, -2]

# %% 01-1 × 4y | 2y^2 | 2y² | 2 y^2 | 係数 | y の偏微分 | y で偏微分 | y 成分 | ∂f/∂y
answer = [1.46, -0.97]

# %% 01-1 × xy | 偏微分
answer = [0.98, -0.25]

# %% 01-1 × 3 歩 | 3歩 | 2 歩 | 2歩 | 余分 | 1 歩多
answer = [1.217, -0.534]

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * grad(x)
    return x

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    x = np.asarray(init_x)
    for _ in range(step_num):
        x = x - lr*np.asarray(grad(x))
    return x

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x).astype(np.float64)
    n = 0
    while n < step_num:
        g = grad(x)
        x -= lr * g
        n += 1
    return x

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    if step_num == 0:
        return np.array(init_x, float)
    x = descend_to_end(grad, init_x, lr, step_num - 1)
    return x - lr * grad(x)

# %% 01-2 ○
from functools import reduce
def descend_to_end(grad, init_x, lr, step_num):
    return reduce(lambda x, _: x - lr*grad(x), range(step_num), 1.0*np.array(init_x))

# %% 01-2 ○
from copy import deepcopy
def descend_to_end(grad, init_x, lr, step_num):
    x = np.float64(deepcopy(init_x))
    for step in range(1, step_num + 1):
        delta = -lr * grad(x)
        x = x + delta
    return x

# %% 01-2 ○
def descend_to_end(grad, init_x, lr, step_num):
    history = [np.array(init_x, dtype=float)]
    for _ in range(step_num):
        g = grad(history[-1])
        history.append(np.array([xi - lr*gi for xi, gi in zip(history[-1], g)]))
    return history[-1]

# %% 01-2 × 符号 | 逆 | 足し | 引き算 | 引く | 上り | 上る | 勾配の向きへ進んでいます
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x + lr * grad(x)     # ←
    return x

# %% 01-2 × 書き換 | コピー | copy | 複製 | 整数 | dtype | 小数 | リスト
def descend_to_end(grad, init_x, lr, step_num):
    x = init_x                   # ←
    for _ in range(step_num):
        x -= lr * grad(x)        # ←
    return x

# %% 01-2 × 書き換 | コピー | copy | 複製 | 元の配列 | 同じ配列
def descend_to_end(grad, init_x, lr, step_num):
    x = np.asarray(init_x, dtype=float)   # ←
    for _ in range(step_num):
        x -= lr * grad(x)                 # ←
    return x

# %% 01-2 × 整数 | dtype | float | 小数 | 浮動小数
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x)     # ←
    for _ in range(step_num):
        x -= lr*grad(x)      # ←
    return x

# %% 01-2 × 整数 | dtype | float | 小数 | 切り捨て | 浮動小数
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x)                 # ←
    for _ in range(step_num):
        x[:] = x - lr*grad(x)            # ←
    return x

# %% 01-2 × リスト | list | np.array | 配列に
def descend_to_end(grad, init_x, lr, step_num):
    x = init_x[:]      # ←
    for _ in range(step_num):
        x = x - lr * grad(x)
    return x

# %% 01-2 × 学習率 | lr
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - grad(x)     # ←
    return x

# %% 01-2 × 学習率 | lr | 固定 | 0.1
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, float)
    for _ in range(step_num):
        x = x - 0.1 * grad(x)     # ←
    return x

# %% 01-2 × return | 字下げ | インデント | ループの中 | 1 回で | 1 歩で
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * grad(x)
        return x     # ←

# %% 01-2 × 出発点 | init_x | 同じ勾配 | 今の点 | 現在の点 | 計算し直
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    g = grad(x)      # ←
    for _ in range(step_num):
        x = x - lr * g
    return x

# %% 01-2 × 呼 | grad(x) | 関数 | 引数
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * grad     # ←
    return x

# %% 01-2 × 回数 | step_num | 1 回少 | 1 歩少 | 1 回足り | 範囲 | range
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(1, step_num):     # ←
        x = x - lr * grad(x)
    return x

# %% 01-2 × 回数 | 1 回多 | 1 歩多 | step_num | 余分 | range | 境界の値(等号)
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    i = 0
    while i <= step_num:      # ←
        x = x - lr * grad(x)
        i += 1
    return x

# %% 01-2 × x - | 引く | 引き | 引い | 今の点 | 現在の点 | 前の点 | 元の点 | 捨て
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = -lr * grad(x)     # ←
    return x

# %% 01-2 × 出発点 | init_x | 初期値 | 原点 | ゼロ | zeros
def descend_to_end(grad, init_x, lr, step_num):
    x = np.zeros(len(init_x))      # ←
    for _ in range(step_num):
        x = x - lr*grad(x)
    return x

# %% 01-2 × 更新する前 | 更新前 | 同時 | 更新後 | 更新した成分 | 1 成分ずつ | 更新済み | 途中
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        for i in range(len(x)):
            x[i] -= lr * grad(x)[i]    # ←
    return x

# %% 01-2 × 途中 | 履歴 | 最後 | 軌跡 | 全部の点 | 形
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    path = [x]
    for _ in range(step_num):
        x = x - lr * grad(x)
        path.append(x)
    return np.array(path)     # ←

# %% 01-2 × return | None | 返し | 返す | 戻り値
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * grad(x)
    print(x)

# %% 01-2 × 名前 | 綴り | つづり | 定義 | スペル | gard | NameError
def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * gard(x)     # ←
    return x

# %% 01-3 ○
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
        x[i] = original
    return grad

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    E = np.eye(len(x)) * h
    return np.array([(f(x + e) - f(x - e)) / (2*h) for e in E])

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    grad = []
    for i in range(len(x)):
        xp = np.array(x, dtype=float)
        xm = xp.copy()
        xp[i] += h
        xm[i] -= h
        grad.append((f(xp) - f(xm)) / 2 / h)
    return np.array(grad)

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = 0.5 * (f_plus - f_minus) / h
    return grad

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    base = np.asarray(x) * 1.0

    def partial(i):
        d = np.zeros(base.shape)
        d[i] = h
        return (f(base + d) - f(base - d)) * (1 / (2 * h))
    return np.fromiter(map(partial, range(base.size)), float)

# %% 01-3 ○
def central_difference_gradient(f, x, h):
    x = [float(v) for v in x]
    g = np.empty(len(x))
    for i, v in enumerate(x):
        g[i] = f(np.array(x[:i] + [v + h] + x[i+1:]))
        g[i] -= f(np.array(x[:i] + [v - h] + x[i+1:]))
    g /= 2*h
    return g

# %% 01-3 × 戻 | 元の値 | 復元 | ずれたまま | ずらしたまま
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
    return grad

# %% 01-3 × 括弧 | かっこ | カッコ | 優先 | 2h | 2 * h | h で割 | h を掛け
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        grad[i] = (f_plus - f_minus) / 2 * h    # ←
        x[i] = original
    return grad

# %% 01-3 × 戻 | 元の値 | 復元 | ずれたまま | ループの外 | 繰り返しの外 | 字下げ
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
    x[i] = original
    return grad

# %% 01-3 × 戻 | 元の値 | original | ずれたまま
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] += h
        f_plus = f(x)
        x[i] -= 2*h
        f_minus = f(x)
        x[i] = original - h     # ←
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad

# %% 01-3 × -h | - h | 2h | 2 * h | 2h 引 | 戻 | 後ろ | 反対側 | 前進 | 片側 | 元の点
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        x[i] += h
        f_plus = f(x)
        x[i] -= h       # ←
        f_minus = f(x)
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad

# %% 01-3 × 前進 | 片側 | 中心差分 | 後ろ側 | x - h
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    fx = f(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        grad[i] = (f(x) - fx) / h     # ←
        x[i] = original
    return grad

# %% 01-3 × 2h | 2 * h | 2 で割 | 2 倍 | 幅 | 間隔
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = (f_plus - f_minus) / h    # ←
    return grad

# %% 01-3 × 整数 | dtype | float | 小数 | 切り捨て
def central_difference_gradient(f, x, h):
    x = x.copy()                    # ←
    grad = np.zeros(x.shape)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad

# %% 01-3 × 整数 | dtype | float | 小数 | 切り捨て
def central_difference_gradient(f, x, h):
    grad = np.zeros_like(x)         # ←
    for i in range(x.size):
        e = np.zeros(x.size)
        e[i] = h
        grad[i] = (f(x + e) - f(x - e)) / (2 * h)
    return grad

# %% 01-3 × 符号 | 逆 | 順 | 入れ替
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = (f_minus - f_plus) / (2 * h)    # ←
    return grad

# %% 01-3 × return | 字下げ | インデント | ループの中 | 最初の成分だけ | 1 成分だけ
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = (f_plus - f_minus) / (2 * h)
        return grad      # ←

# %% 01-3 × 刻み | 固定 | 引数 | 渡された h | h を使 | 1e-4 | 上書き
def central_difference_gradient(f, x, h):
    h = 1e-4         # ←
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        x[i] = original
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad

# %% 01-3 × すべての成分 | 全ての成分 | 全成分 | 1 成分 | 1 つの成分 | 成分ごと | i 番目 | 1 つずつ | 同時
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        grad[i] = (f(x + h) - f(x - h)) / (2 * h)    # ←
    return grad

# %% 01-3 × コピー | copy | 同じ配列 | 別名 | 参照 | 複製
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        xp = x         # ←
        xm = x         # ←
        xp[i] += h
        xm[i] -= h
        grad[i] = (f(xp) - f(xm)) / (2 * h)
    return grad

# %% 01-3 × 順 | 先に戻 | 前に戻 | 戻してから | 元の点 | 元の値 | 前進 | 片側
def central_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        x[i] = original      # ←
        f_minus = f(x)       # ←
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.sum(residual * X[:, j]) / len(y)
    return theta

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    return theta - lr * X.T @ (X @ theta - y) / len(y)

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    m, n = X.shape
    grad = [0.0]*n
    for i in range(m):
        e = sum(X[i, j]*theta[j] for j in range(n)) - y[i]
        for j in range(n):
            grad[j] += e*X[i, j]/m
    return np.array([theta[j] - lr*grad[j] for j in range(n)])

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    r = np.dot(X, theta) - y
    return np.array(theta) - lr*np.mean(r[:, None] * X, axis=0)

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    new_theta = theta.copy()
    for j in range(len(theta)):
        residual = X @ theta - y
        new_theta[j] = theta[j] - lr * np.mean(residual * X[:, j])
    return new_theta

# %% 01-4 ○
def regression_step(theta, X, y, lr):
    theta = np.asarray(theta, dtype=float)
    g = np.einsum("ij,i->j", X, y - X @ theta) / X.shape[0]
    return theta + lr * g

# %% 01-4 × 更新する前 | 更新前 | ループの外 | ループの前 | 同時 | 更新後 | 更新した | 繰り返しの外 | 繰り返しの前 | 途中 | 更新済み
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    for j in range(len(theta)):
        residual = X @ theta - y       # ←
        theta[j] -= lr * np.sum(residual * X[:, j]) / len(y)
    return theta

# %% 01-4 × m で割 | 1/m | 平均 | 件数 | データ数 | データの数 | len(y)
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.sum(residual * X[:, j])    # ←
    return theta

# %% 01-4 × 更新する前 | 更新前 | コピー | copy | 同じ配列 | 更新した | 同時 | 別名
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    new = theta                     # ←
    for j in range(len(theta)):
        r = X @ theta - y
        new[j] -= lr * np.mean(r * X[:, j])
    return new

# %% 01-4 × 転置 | .T | 形
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    return theta - lr * X @ (X @ theta - y) / len(y)     # ←

# %% 01-4 × 件数 | データ数 | データの数 | len(y) | len(X) | 行数 | m で | X + とするところが theta
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.sum(residual * X[:, j]) / len(theta)    # ←
    return theta

# %% 01-4 × 件数 | データ数 | データの数 | len(y) | 行数 | shape | m で
def regression_step(theta, X, y, lr):
    m = X.shape[1]     # ←
    return theta - lr / m * X.T @ (X @ theta - y)

# %% 01-4 × 符号 | 逆 | 足し | 引く | 引き算
def regression_step(theta, X, y, lr):
    grad = X.T @ (X @ theta - y) / len(y)
    return theta + lr * grad        # ←

# %% 01-4 × 符号 | 逆 | 残差 | y -
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = y - X @ theta        # ←
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual * X[:, j])
    return theta

# %% 01-4 × 整数 | dtype | float | 小数 | 切り捨て
def regression_step(theta, X, y, lr):
    theta = np.array(theta)      # ←
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual * X[:, j])
    return theta

# %% 01-4 × 2 倍 | 2/m | 2 が | 係数 | 2 を | 余分な 2
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    grad = 2 / len(y) * X.T @ (X @ theta - y)     # ←
    return theta - lr * grad

# %% 01-4 × 半分 | 1/2 | 2 で割 | 2m | 0.5 | 2 * m | 1/m
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.sum(residual * X[:, j]) / (2 * len(y))   # ←
    return theta

# %% 01-4 × 学習率 | lr
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= np.mean(residual * X[:, j])     # ←
    return theta

# %% 01-4 × 軸 | axis | スカラー | 全体の平均 | 列ごと | 1 つの数 | すべての要素
def regression_step(theta, X, y, lr):
    residual = X @ theta - y
    return theta - lr * np.mean(residual[:, None] * X)     # ←

# %% 01-4 × 括弧 | かっこ | カッコ | 優先 | 形 | 残差
def regression_step(theta, X, y, lr):
    grad = (X.T @ X @ theta - y) / len(y)     # ←
    return theta - lr * grad

# %% 01-4 × 勾配を返 | theta を返 | 更新して | θ - | theta - | 勾配その | 更新後 | 引い | 引かずに
def regression_step(theta, X, y, lr):
    residual = X @ theta - y
    theta = lr * X.T @ residual / len(y)     # ←
    return theta

# %% 01-4 × return | 字下げ | インデント | 最初の成分 | ループの中
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual * X[:, j])
        return theta      # ←

# %% 01-4 × 列 | 行 | X[:, j] | 形
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual * X[j])    # ←
    return theta

# %% 01-4 × X を掛け | X[:, j] | X.T | 入力を掛け | 列 | X との積 | 転置
def regression_step(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    residual = X @ theta - y
    for j in range(len(theta)):
        theta[j] -= lr * np.mean(residual)    # ←
    return theta

# %% 01-5 ○
answer = "ウ"

# %% 01-5 ○
answer = 'ｳ'

# %% 01-5 ○
answer = " ウ "

# %% 01-5 × 増 | 発散 | 1.05 | 上が | 超え | 大きくな
answer = "ア"

# %% 01-5 × 0.1 | 小さ | 減 | 下が | 収束 | 遅
answer = "イ"

# %% 01-5 × 0.95 | 減 | 下が | 収束 | 最も低
answer = "エ"

# %% 01-5 × 記号 | 文字 | ア から | "ア" | カタカナ | 選択肢 | 曲線の名前
answer = 1.0

# %% 01-5 × 1 つ | 一つ | 1 文字 | 選択肢 | 複数
answer = "ア、ウ"

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ** 2
    if D > 0:
        if f_xx > 0:
            return "極小"
        else:
            return "極大"
    elif D < 0:
        return "鞍点"
    else:
        return "判定できない"

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    d = np.linalg.det(np.array([[f_xx, f_xy], [f_xy, f_yy]]))
    if np.isclose(d, 0):
        return '判定できない'
    if d < 0:
        return '鞍点'
    return '極小' if f_xx + f_yy > 0 else '極大'

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    if f_xy*f_xy > f_xx*f_yy: return "鞍点"
    if f_xy*f_xy == f_xx*f_yy: return "判定できない"
    return "極小" if f_yy > 0 else "極大"

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    lo, hi = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
    tol = 1e-9 * max(abs(lo), abs(hi))
    if abs(lo) <= tol or abs(hi) <= tol:
        return "判定できない"
    if lo > 0:
        return "極小"
    if hi < 0:
        return "極大"
    return "鞍点"

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = np.sign(f_xx*f_yy - f_xy**2)
    table = {(1, 1): "極小", (1, -1): "極大"}
    if D == 0:
        return "判定できない"
    return table.get((D, np.sign(f_xx)), "鞍点")

# %% 01-6 ○
def classify_stationary_point(f_xx, f_xy, f_yy):
    match (f_xx * f_yy - pow(f_xy, 2), f_xx):
        case (D, _) if D == 0:
            kind = "判定できない"
        case (D, _) if D < 0:
            kind = "鞍点"
        case (_, a) if a < 0:
            kind = "極大"
        case _:
            kind = "極小"
    return kind

# %% 01-6 × 符号 | 逆 | D の
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xy ** 2 - f_xx * f_yy      # ←
    if D > 0 and f_xx > 0:
        return "極小"
    if D > 0 and f_xx < 0:
        return "極大"
    if D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × 2 乗 | 二乗 | 平方 | f_xy^2 | f_xy**2 | f_xy ** 2 | f_xy²
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy      # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    if D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × 極小 + 極大 | 入れ替 | 逆 | 不等号 | 下に凸 | f_xx の符号
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D == 0:
        return "判定できない"
    if D < 0:
        return "鞍点"
    return "極大" if f_xx > 0 else "極小"     # ←

# %% 01-6 × D = 0 | D=0 | D が 0 | D == 0 | 判定できない | 等号 | 0 のとき | 境界
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx*f_yy - f_xy**2
    if D > 0:
        if f_xx > 0:
            return "極小"
        return "極大"
    return "鞍点"      # ←

# %% 01-6 × f_xy | 交差 | D の | 行列式 | f_xx f_yy | 判別式 | 斜め | 軸の方向
def classify_stationary_point(f_xx, f_xy, f_yy):
    if f_xx > 0 and f_yy > 0:      # ←
        return "極小"
    elif f_xx < 0 and f_yy < 0:    # ←
        return "極大"
    elif f_xx * f_yy < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × 4 | 係数 | 判別式 | D の式 | D の
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - 4 * f_xy**2     # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    return "鞍点" if D < 0 else "判定できない"

# %% 01-6 × 符号 | 足し | 引く | 引き | 引い | プラス | マイナス
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy + f_xy**2     # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    return "鞍点" if D < 0 else "判定できない"

# %% 01-6 × 文字列 | 表記 | 判定できない | 綴り | 言葉 | 書き方 | 判定不能 | どれでもない
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    return "鞍点" if D < 0 else "判定不能"     # ←

# %% 01-6 × 文字列 | 表記 | 極小値 | 極大値 | 言葉 | どれでもない | 余分
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D > 0:
        return "極小値" if f_xx > 0 else "極大値"     # ←
    return "鞍点" if D < 0 else "判定できない"

# %% 01-6 × return | None | print | 返して | 返し | 戻り値
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D > 0:
        print("極小" if f_xx > 0 else "極大")
    elif D < 0:
        print("鞍点")
    else:
        print("判定できない")

# %% 01-6 × D = 0 | D=0 | D が 0 | 等号 | >= | 境界 | 0 のとき
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D >= 0 and f_xx > 0:       # ←
        return "極小"
    elif D >= 0 and f_xx < 0:     # ←
        return "極大"
    elif D < 0:
        return "鞍点"
    return "判定できない"

# %% 01-6 × all | any | すべて | 全て | 両方 | 一方 | 片方 | 鞍点 | 固有値
def classify_stationary_point(f_xx, f_xy, f_yy):
    w = np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])
    if np.isclose(w, 0).any():
        return "判定できない"
    if (w > 0).any():        # ←
        return "極小"
    if (w < 0).any():
        return "極大"
    return "鞍点"

# %% 01-6 × ^ | ** | XOR | 排他的 | べき | 2 乗 | 累乗
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy ^ 2     # ←
    if D > 0:
        return "極小" if f_xx > 0 else "極大"
    return "鞍点" if D < 0 else "判定できない"

# %% 01-6 × 鞍点 + 判定できない | 入れ替 | 逆 | D < 0 | D = 0 | 中身が逆
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D > 0 and f_xx > 0:
        return "極小"
    elif D > 0:
        return "極大"
    elif D == 0:                 # ←
        return "鞍点"            # ←
    else:
        return "判定できない"    # ←

# %% 01-6 × D の | 行列式 | f_xx f_yy | 鞍点 | 極大 | else
def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D == 0:
        return "判定できない"
    if D > 0 and f_xx > 0:
        return "極小"
    if f_xx < 0:             # ←
        return "極大"
    return "鞍点"

# %% 01-7 ○
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 2 / lam[-1], lam[-1] / lam[0]

# %% 01-7 ○
def step_limit_and_condition(X):
    m = X.shape[0]
    s = np.linalg.svd(X, compute_uv=False)
    return 2 * m / s.max()**2, (s.max() / s.min())**2

# %% 01-7 ○
def step_limit_and_condition(X):
    H = np.dot(np.transpose(X), X) / X.shape[0]
    w, v = np.linalg.eig(H)
    w = sorted(w.real, reverse=True)
    return (2 / w[0], w[0] / w[len(w)-1])

# %% 01-7 ○
def hessian(X):
    m, n = np.shape(X)
    H = np.zeros((n, n))
    for row in X:
        H += np.outer(row, row)
    return H / m

def step_limit_and_condition(X):
    H = hessian(X)
    return 2 / np.linalg.norm(H, 2), np.linalg.cond(H)

# %% 01-7 ○
def step_limit_and_condition(X):
    lam = np.linalg.eigvalsh(np.einsum("ki,kj->ij", X, X) / len(X))
    lam_max, lam_min = max(lam), min(lam)
    return float(2/lam_max), float(lam_max/lam_min)

# %% 01-7 × m で割 | 1/m | 件数 | データ数 | データの数 | len(X)
def step_limit_and_condition(X):
    H = X.T @ X         # ←
    lam = np.linalg.eigvalsh(H)
    return 2 / lam[-1], lam[-1] / lam[0]

# %% 01-7 × 転置 | .T | (m, m) | 順 | n × n | (n, n) | 形
def step_limit_and_condition(X):
    H = X @ X.T / len(X)        # ←
    lam = np.linalg.eigvalsh(H)
    return 2 / lam.max(), lam.max() / lam.min()

# %% 01-7 × 2/ | 2 / | 2 倍 | 半分 | 1/λ | 1 / | 分子は 2
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 1 / lam.max(), lam.max() / lam.min()      # ←

# %% 01-7 × 逆数 | 逆 | 条件数 | 最大を最小 | 分母
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 2 / lam.max(), lam.min() / lam.max()      # ←

# %% 01-7 × 順 | 入れ替 | 逆
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    limit = 2 / lam.max()
    kappa = lam.max() / lam.min()
    return kappa, limit          # ←

# %% 01-7 × 2 乗 | 二乗 | 特異値 | 平方
def step_limit_and_condition(X):
    s = np.linalg.svd(X, compute_uv=False)     # ←
    return 2 * len(X) / s[0], s[0] / s[-1]     # ←

# %% 01-7 × 2 乗 | 二乗 | cond(X) | X の条件数 | cond(H) | H の条件数 | 平方 | ヘッセ行列の条件数
def step_limit_and_condition(X):
    H = X.T @ X / X.shape[0]
    return 2 / np.linalg.eigvalsh(H).max(), np.linalg.cond(X)     # ←

# %% 01-7 × 昇順 | 小さい順 | 並び | 最小の固有値 | 最小固有値 | λ_min | 逆 | 最大
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 2 / lam[0], lam[0] / lam[-1]      # ←

# %% 01-7 × 順 | 並び | 並べ替え | ソート | sort | 最大 | max
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvals(H)
    return 2 / lam[0], lam[0] / lam[-1]      # ←

# %% 01-7 × 平均を引 | cov | 共分散 | 中心化 | 平均が引
def step_limit_and_condition(X):
    H = np.cov(X, rowvar=False)       # ←
    lam = np.linalg.eigvalsh(H)
    return 2 / lam.max(), lam.max() / lam.min()

# %% 01-7 × バイアス | 1 の列 | 列を足 | 列を付け | 切片 | 列を加え | 列を追加 | X とするところが A
def step_limit_and_condition(X):
    A = np.column_stack([np.ones(len(X)), X])       # ←
    lam = np.linalg.eigvalsh(A.T @ A / len(A))      # ←
    return 2 / lam.max(), lam.max() / lam.min()

# %% 01-7 × 件数 | データ数 | データの数 | 行数 | m で | shape[0] | 列数 | n で | shape の軸が違います
def step_limit_and_condition(X):
    m = X.shape[1]         # ←
    lam = np.linalg.eigvalsh(X.T @ X / m)
    return 2 / lam.max(), lam.max() / lam.min()

# %% 01-7 × 最大 | λ_max | 最小の固有値 | 最小固有値 | λmax
def step_limit_and_condition(X):
    lam = np.linalg.eigvalsh(X.T @ X / len(X))
    return 2 / lam.min(), lam.max() / lam.min()     # ←

# %% 01-7 × 固有ベクトル | eigvals | 組 | 戻り値 | 2 つ
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eig(H)       # ←
    return 2 / max(lam), max(lam) / min(lam)     # ←

# %% 01-7 × 組 | 条件数 | 2 つ | 二つ | タプル | 値の個数が違います
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 2 / lam[-1]      # ←

# %% 01-7 × トレース | trace | 対角 | 固有値の和 | 最大の固有値 | 最大固有値
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.eigvalsh(H)
    return 2 / np.trace(H), lam[-1] / lam[0]      # ←

# %% 01-7 × 対角 | 固有値 | 非対角
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    d = np.diag(H)             # ←
    return 2 / d.max(), d.max() / d.min()

# %% 01-7 × ノルム | norm | フロベニウス | Frobenius | 固有値
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = np.linalg.norm(H)      # ←
    return 2 / lam, np.linalg.cond(H)

# %% 01-7 × import | linalg | np. | 名前 | 定義
def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    lam = LA.eigvalsh(H)       # ←
    return 2 / lam[-1], lam[-1] / lam[0]
