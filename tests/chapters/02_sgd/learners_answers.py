# %% 02-1 ○
answer = (0.9, 0.4)

# %% 02-1 ○
answer = [0.9, 0.4]

# %% 02-1 ○
x = np.array([1, 3]); t = np.array([3, 5])
answer = np.array([0.1*np.mean(t*x), 0.1*np.mean(t)])

# %% 02-1 ○
answer = (9/10, 2/5)

# %% 02-1 × 平均 | 割 | 合計 | 2 倍 | 件数
answer = (1.8, 0.8)

# %% 02-1 × 符号 | 逆 | 上る | 引く | 引き | 引い | 負
answer = (-0.9, -0.4)

# %% 02-1 × 1 件目 | 1 件だけ | 2 件 | 片方 | 最初の 1 件 | 平均
answer = (0.3, 0.3)

# %% 02-1 × 2 件目 | 1 件だけ | 片方 | 2 件 | 平均
answer = (1.5, 0.5)

# %% 02-1 × 1 件ずつ | 2 回更新 | 1 歩 | 1 回 | まとめて | 同じ w | 2 歩
answer = (1.44, 0.68)

# %% 02-1 × 順 | 入れ替 | w と b | 逆
answer = (0.4, 0.9)

# %% 02-1 × b の勾配 | b に | b で | x を掛け | バイアス | 切片
answer = (0.9, 0.9)

# %% 02-1 × x を掛け | x との積 | w の勾配 | 入力を掛け | x 倍
answer = (0.4, 0.4)

# %% 02-1 × 学習率 | η | lr | 0.1
answer = (9, 4)

# %% 02-1 × 積の平均 | 平均の積 | 別々に平均 | それぞれ平均 | 平均どうし | 1 件ごと | 件ごとに
answer = (0.8, 0.4)

# %% 02-1 × 1/2 | 半分 | 2 で割 | ½ | 2 が | 0.5 | 2 倍
answer = (0.45, 0.2)

# %% 02-1 × 更新 | 学習率 | η | 勾配その | 勾配を答 | 1 歩
answer = (-9, -4)

# %% 02-2 ○
answer = 230

# %% 02-2 ○
answer = 10 * -(-1437 // 64)

# %% 02-2 ○
import math
answer = math.ceil(1437 / 64) * 10

# %% 02-2 ○
answer = np.ceil(1437/64)*10

# %% 02-2 × 端数 | 切り捨て | 切り上げ | 余り | 最後のバッチ
answer = 220

# %% 02-2 × エポックごと | 毎エポック | 1 エポック | 端数 | まとめて | 通し
answer = 225

# %% 02-2 × エポックごと | 毎エポック | 1 エポック | 端数 | 通し | 切り捨て | 切り上げ
answer = 224

# %% 02-2 × 整数 | 端数 | 切り上げ | 回数 | 小数
answer = 14370 / 64

# %% 02-2 × 10 エポック | 1 エポック | 10 倍 | エポック数
answer = 23

# %% 02-2 × バッチ | バッチサイズ | B で割 | 64 | 1 件ずつ
answer = 14370

# %% 02-2 × N を | N で | B × | B を | バッチの数 | バッチサイズ | 1437 | 64
answer = 640

# %% 02-2 × 端数 | 余分 | 切り上げ | 1 エポック | 23 | 24 | 多
answer = 240

# %% 02-3 ○
answer = "イ"

# %% 02-3 ○
answer = 'ｲ'

# %% 02-3 ○
answer = " イ"

# %% 02-3 × 更新回数 | 1 回の更新 | 1 更新 | 計算量 | 353 | 1437 | エポック | 件数
answer = "ア"

# %% 02-3 × 時間 | エポック | 下段 | ミリ秒
answer = "ウ"

# %% 02-3 × 期待値 | エポック | 中段 | 不偏 | 同じ
answer = "エ"

# %% 02-3 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ
answer = "中段"

# %% 02-3 × 記号 | 文字 | 選択肢 | "ア" | ア から | カタカナ | 番号
answer = 2

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(idx)

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx, :], t[idx]
    error = np.dot(x_batch, w) - t_batch
    return (error[:, np.newaxis] * x_batch).mean(axis=0)

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    total = np.zeros(len(w))
    for i in idx:
        total = total + (np.dot(w, x[i]) - t[i]) * x[i]
    return total / len(idx)

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = np.take(x, idx, axis=0), np.take(t, idx)
    error = t_batch - w @ x_batch.T
    return -(error @ x_batch) / x_batch.shape[0]

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    return np.average([(x[i] @ w - t[i]) * x[i] for i in idx], axis=0)

# %% 02-4 ○
def minibatch_gradient(w, x, t, idx):
    xb, tb = x[idx], t[idx]
    B = tb.size
    # 正規方程式の形に展開
    return (xb.T @ xb @ w - xb.T @ tb) / B

# %% 02-4 × len(idx) | バッチ | B で | B 件 | 件数 | N で | 全データ数 | データ数
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(x)      # ←

# %% 02-4 × 平均 | 割 | len(idx) | 件数 | 合計 | B で
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error       # ←

# %% 02-4 × 符号 | 逆 | 引く順 | 予測 - 正解 | マイナス | 誤差
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = t_batch - x_batch @ w        # ←
    return x_batch.T @ error / len(idx)

# %% 02-4 × 転置 | .T | 形
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch @ error / len(idx)    # ←

# %% 02-4 × 軸 | 行 | 列 | x[idx] | axis
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[:, idx], t[idx]       # ←
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(idx)

# %% 02-4 × t[idx] | t_batch | t も | t から | 正解も | 正解を選 | 形 | t の
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t        # ←
    return x_batch.T @ error / len(idx)

# %% 02-4 × idx | 番号 | 先頭 | 選ばれた
def minibatch_gradient(w, x, t, idx):
    B = len(idx)
    x_batch, t_batch = x[:B], t[:B]      # ←
    error = x_batch @ w - t_batch
    return x_batch.T @ error / B

# %% 02-4 × idx | ミニバッチ | 選ばれた | 全データ | 番号
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x, t              # ←
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(x_batch)

# %% 02-4 × 2 倍 | 1/2 | 係数 | ½ | 2 が | 余分な 2 | 2 を
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return 2 * x_batch.T @ error / len(idx)    # ←

# %% 02-4 × 半分 | 1/2 | 2 で割 | 0.5 | 係数 | ½
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return 0.5 * np.mean(error[:, None] * x_batch, axis=0)    # ←

# %% 02-4 × 軸 | axis | スカラー | 1 つの数 | 列ごと | 全体の平均 | 形
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return np.mean(error[:, None] * x_batch)       # ←

# %% 02-4 × 軸 | axis | 行ごと | 向き | 形
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return np.mean(error[:, None] * x_batch, axis=1)     # ←

# %% 02-4 × 損失を | 損失の値 | 損失では | 損失が | 微分 | 勾配ではな
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return np.mean(error**2) / 2       # ←

# %% 02-4 × 平均の積 | 別々に平均 | それぞれ平均 | それぞれの平均 | 積の平均 | 平均どうし | 先に平均 | 1 件ごと
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return error.mean() * x_batch.mean(axis=0)     # ←

# %% 02-4 × len(idx) | 件数 | バッチ | B で | len(w) | 成分の数 | 次元 | idx + とするところが w
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return x_batch.T @ error / len(w)      # ←

# %% 02-4 × x を掛け | x_batch.T | x_batch を | 入力を掛け | 形 | x との積
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w - t_batch
    return error / len(idx)        # ←

# %% 02-4 × 引く | 引き | 引い | t_batch | 正解 | 誤差 | 予測
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx]
    error = x_batch @ w            # ←
    return x_batch.T @ error / len(idx)

# %% 02-4 × 形 | ブロードキャスト | (B, 1) | reshape | 1 次元 | [:, None] | (B, B)
def minibatch_gradient(w, x, t, idx):
    x_batch, t_batch = x[idx], t[idx].reshape(-1, 1)     # ←
    error = x_batch @ w - t_batch
    return (x_batch.T @ error).mean(axis=1) / len(idx)

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            x -= self.lr * grads[key]

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.eta = lr

    def update(self, params, grads):
        for name, g in grads.items():
            params[name][...] = params[name] - self.eta*g

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params.update({k: v - self.lr * grads[k] for k, v in params.items()})

# %% 02-5 ○
from dataclasses import dataclass

@dataclass
class MySGD:
    lr: float = 0.01

    def _step(self, p, g):
        return p + (-self.lr) * g

    def update(self, params, grads):
        for key in list(params.keys()):
            params[key] = self._step(params[key], grads[key])

# %% 02-5 ○
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            np.subtract(x, np.multiply(self.lr, grads[key]), out=x)

# %% 02-5 × 代入 | params[key] | 新しい配列 | 書き戻 | 戻し | 変わら | 変数 x
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            x = x - self.lr * grads[key]      # ←

# %% 02-5 × 符号 | 逆 | 足し | 引く | 引き | 引い | 上る
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] += self.lr * grads[key]     # ←

# %% 02-5 × 学習率 | lr | 固定 | 0.01
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = 0.01        # ←

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]

# %% 02-5 × self | 属性 | 保存 | AttributeError
class MySGD:
    def __init__(self, lr=0.01):
        lr = lr          # ←

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]

# %% 02-5 × self | 未定義 | 定義 | NameError
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= lr * grads[key]      # ←

# %% 02-5 × return | 字下げ | インデント | 最初のキー | 1 つ目 | 最初の 1 つ | ループの中
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - self.lr * grads[key]
            return params       # ←

# %% 02-5 × キー | key | 名前 | 決め打ち | 固定 | 辞書
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        params["W"] = params["W"] - self.lr * grads["W"]     # ←
        params["b"] = params["b"] - self.lr * grads["b"]     # ←

# %% 02-5 × grads | 勾配
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * params[key]     # ←

# %% 02-5 × コピー | copy | 書き戻 | 複製 | params[key] | 代入
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key].copy()        # ←
            x -= self.lr * grads[key]

# %% 02-5 × 新しい辞書 | 渡された | 渡された辞書 | 元の辞書 | params を書き | params を変 | 別の辞書 | 返す | 書き換え | params の中身が変わっていません
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        new_params = {}             # ←
        for key in params:
            new_params[key] = params[key] - self.lr * grads[key]   # ←
        return new_params           # ←

# %% 02-5 × 代入 | params[key] | 辞書 | 上書き | 全体
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key]
            x = x - self.lr * grads[key]
            params = x           # ←

# %% 02-5 × 引く | 引き | 引い | 元の値 | 今の値 | 前の値 | params[key] - | 上書き
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = -self.lr * grads[key]     # ←

# %% 02-5 × self
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(params, grads):        # ←
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × __init__ | アンダースコア | アンダーバー | 下線 | 綴り | コンストラクタ
class MySGD:
    def _init_(self, lr=0.01):        # ←
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]

# %% 02-5 × 学習率 | lr
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] = params[key] - grads[key]      # ←

# %% 02-5 × 字下げ | インデント | ループの外 | 最後のキー | 最後の 1 つ | 繰り返しの外 | 中に置く行が、外にあります
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            x = params[key] - self.lr * grads[key]
        params[key] = x          # ←

# %% 02-5 × 名前 | update | メソッド | 綴り | つづり
class MySGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def updata(self, params, grads):     # ←
        for key in params:
            params[key] = params[key] - self.lr * grads[key]

# %% 02-6 ○
def epochs_finished(updates, N, B):
    return updates // -(-N // B)

# %% 02-6 ○
import math

def epochs_finished(updates, N, B):
    per_epoch = math.ceil(N / B)
    return updates // per_epoch

# %% 02-6 ○
def epochs_finished(updates, N, B):
    return int(updates / np.ceil(N / B))

# %% 02-6 ○
def epochs_finished(updates, N, B):
    steps = N // B
    if N % B != 0:
        steps += 1
    return updates // steps

# %% 02-6 ○
def epochs_finished(updates, N, B):
    epochs, seen = 0, 0
    for _ in range(updates):
        seen += B
        if seen >= N:
            epochs += 1
            seen = 0
    return epochs

# %% 02-6 ○
def epochs_finished(updates, N, B):
    q, _ = divmod(updates, (N + B - 1) // B)
    return q

# %% 02-6 ○
def epochs_finished(updates, N, B):
    return updates // len(range(0, N, B))

# %% 02-6 × 端数 | 切り上げ | 切り捨て
def epochs_finished(updates, N, B):
    return updates // (N // B)     # ←

# %% 02-6 × 割り切れ | 余分 | 切り上げ | 端数がない
def epochs_finished(updates, N, B):
    return updates // (N // B + 1)     # ←

# %% 02-6 × 割り切れ | 余分 | 切り上げ | 端数がない | - 1 | 1 多
def epochs_finished(updates, N, B):
    return updates // ((N + B) // B)     # ←

# %% 02-6 × 端数 | 切り上げ | 件数 | 四捨五入 | 切り捨て | 小さいバッチ
def epochs_finished(updates, N, B):
    return updates * B // N       # ←

# %% 02-6 × 端数 | 切り上げ | 小数 | 整数
def epochs_finished(updates, N, B):
    return int(updates / (N / B))     # ←

# %% 02-6 × 四捨五入 | round | 切り上げ | 丸め | 端数
def epochs_finished(updates, N, B):
    return updates // round(N / B)     # ←

# %% 02-6 × 整数 | 切り捨て | 小数 | // | 終わっている
def epochs_finished(updates, N, B):
    return updates / np.ceil(N / B)      # ←

# %% 02-6 × import | math
def epochs_finished(updates, N, B):
    return updates // math.ceil(N / B)     # ←

# %% 02-6 × 途中 | 終わった | 終わって | 始ま | 切り上げ | 切り捨て | 1 多
def epochs_finished(updates, N, B):
    n = -(-N // B)
    return -(-updates // n)       # ←

# %% 02-6 × return | None | 返し | 返す | 戻り値
def epochs_finished(updates, N, B):
    n = -(-N // B)
    epochs = updates // n

# %% 02-6 × % | 余り | 剰余 | //
def epochs_finished(updates, N, B):
    n = -(-N // B)
    return updates % n       # ←

# %% 02-6 × N と B | 逆 | 入れ替 | N / B | B / N | 順
def epochs_finished(updates, N, B):
    return updates // -(-B // N)      # ←

# %% 02-6 × 切り上げ | 先に | // | 整数 | 切り捨て
def epochs_finished(updates, N, B):
    return int(updates // np.ceil(N // B))     # ←

# %% 02-6 × 1 回 | 1 つ | ちょうど | 余分 | 途中 | 引く | 引き | 引い | 境界
def epochs_finished(updates, N, B):
    n = -(-N // B)
    return (updates - 1) // n       # ←

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    end = N // B * B if drop_last else N
    return [perm[i:i + B] for i in range(0, end, B)]

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    order = np.arange(N)
    rng.shuffle(order)
    batches = []
    for start in range(0, N, B):
        idx = order[start:start+B]
        if drop_last and len(idx) < B:
            break
        batches.append(idx)
    return batches

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    batches = np.split(rng.permutation(np.arange(N)), range(B, N, B))
    return [b for b in batches if not drop_last or b.size == B]

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    rest = rng.choice(N, size=N, replace=False)
    out = []
    while len(rest) >= B:
        out.append(rest[:B])
        rest = rest[B:]
    if len(rest) > 0 and not drop_last:
        out.append(rest)
    return out

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    p = np.argsort(rng.random(N))
    q, r = divmod(N, B)
    result = list(p[:q*B].reshape(q, B))
    if r and not drop_last:
        result += [p[q*B:]]
    return result

# %% 02-7 ○
def minibatch_list(N, B, rng, drop_last=False):
    idx = rng.permutation(N)
    batches = [idx[i:i+B] for i in range(0, N, B)]
    if drop_last and N % B != 0:
        batches.pop()
    return batches

# %% 02-7 × 並べ替え | シャッフル | ランダム | rng | 乱数
def minibatch_list(N, B, rng, drop_last=False):
    idx = np.arange(N)         # ←
    end = N // B * B if drop_last else N
    return [idx[i:i+B] for i in range(0, end, B)]

# %% 02-7 × rng | 乱数生成器 | 渡された | 再現
def minibatch_list(N, B, rng, drop_last=False):
    perm = np.random.permutation(N)      # ←
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × rng | 乱数生成器 | 引数 | 渡された | 種 | 毎回同じ | 同じ並び
def minibatch_list(N, B, rng, drop_last=False):
    rng = np.random.default_rng(0)       # ←
    perm = rng.permutation(N)
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × drop_last | 逆 | not
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    end = N if drop_last else N // B * B      # ←
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × drop_last | 端数
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    return [perm[i:i+B] for i in range(0, N, B)]     # ←

# %% 02-7 × drop_last | 端数 | 余り | いつも
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    batches = []
    for i in range(N // B):        # ←
        batches.append(perm[i*B:(i+1)*B])
    return batches

# %% 02-7 × 最後 | 境界 | N - B | 範囲 | range | 終わり | 1 つ足り | 割り切れ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    end = N - B if drop_last else N       # ←
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × 重複 | replace | 復元
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.choice(N, N)         # ←
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × 重複 | 並べ替え | integers | permutation
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.integers(0, N, size=N)     # ←
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × 大きさ | B 件 | 均等 | array_split | 等分 | 同じ長さ | サイズ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    batches = np.array_split(perm, -(-N // B))     # ←
    if drop_last and len(batches[-1]) < B:
        batches = batches[:-1]
    return batches

# %% 02-7 × B 個 | B 件ずつ | 個数 | array_split | バッチの数 | 大きさ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    batches = np.array_split(perm, B)     # ←
    if drop_last:
        batches = [b for b in batches if len(b) == B]
    return batches

# %% 02-7 × shuffle | None | 戻り値 | その場
def minibatch_list(N, B, rng, drop_last=False):
    idx = np.arange(N)
    perm = rng.shuffle(idx)        # ←
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × 0 から | 1 から | N - 1 | N-1 | 範囲 | 番号がずれ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(np.arange(1, N + 1))     # ←
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(0, end, B)]

# %% 02-7 × 割り切れ | 端数 | reshape
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    if drop_last:
        perm = perm[:N // B * B]
    return list(perm.reshape(-1, B))     # ←

# %% 02-7 × 重な | 間隔 | B ずつ | B おき | 刻み | range | 重複 | 1 ずつ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    end = N // B * B if drop_last else N
    return [perm[i:i+B] for i in range(end)]     # ←

# %% 02-7 × 毎回 | 1 回だけ | 一度 | 重複 | ループの外 | バッチごと | 並べ替え直
def minibatch_list(N, B, rng, drop_last=False):
    batches = []
    for i in range(0, N, B):
        idx = rng.permutation(N)[i:i+B]      # ←
        if drop_last and len(idx) < B:
            continue
        batches.append(idx)
    return batches

# %% 02-7 ○
# yield で 1 つずつ返しても、同じバッチが同じ順に得られるので認める(章の正答例にもある)
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    for i in range(0, N, B):
        if drop_last and i + B > N:
            return
        yield perm[i:i+B]

# %% 02-7 × return | 字下げ | インデント | ループの中 | 最初のバッチ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    batches = []
    for i in range(0, N, B):
        if drop_last and i + B > N:
            break
        batches.append(perm[i:i+B])
        return batches           # ←

# %% 02-7 × 割り切れ | 端数でない | 端数がない | いつも | 必ず | 完全なバッチ | B 件そろ
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    batches = [perm[i:i+B] for i in range(0, N, B)]
    if drop_last:
        batches = batches[:-1]     # ←
    return batches

# %% 02-7 × 境界 | 等号 | >= | ちょうど | 割り切れ | 完全なバッチ | 最後
def minibatch_list(N, B, rng, drop_last=False):
    perm = rng.permutation(N)
    out = []
    for i in range(0, N, B):
        if drop_last and i + B >= N:     # ←
            break
        out.append(perm[i:i+B])
    return out

# %% 02-7 × 代入 | 戻り値 | 並べ替え | シャッフル | その場 | 受け取
def minibatch_list(N, B, rng, drop_last=False):
    idx = np.arange(N)
    rng.permutation(idx)         # ←
    end = N // B * B if drop_last else N
    return [idx[i:i+B] for i in range(0, end, B)]

# %% 02-8 ○
answer = 1.67

# %% 02-8 ○
answer = 5/3

# %% 02-8 ○
from itertools import combinations
answer = np.var([np.mean(c) for c in combinations([1, 3, 5, 7], 2)])

# %% 02-8 ○
answer = 5 / 2 * (4 - 2) / (4 - 1)

# %% 02-8 × 重複 | 復元 | 有限母集団 | (N-B)/(N-1) | N-B | N - B | 補正
answer = 2.5

# %% 02-8 × B で割 | 1 件 | 2 件の平均 | ミニバッチ | 母分散 | バッチサイズ
answer = 5.0

# %% 02-8 × 不偏 | N-1 | N - 1 | 標本分散 | 重複 | 有限母集団 | 補正
answer = 3.33

# %% 02-8 × N-1 | N - 1 | 分母 | 補正 | 有限母集団
answer = 1.25

# %% 02-8 × 標準偏差 | 平方根 | ルート | 2 乗 | √
answer = 1.29

# %% 02-8 × 不偏 | 6 通り | 6 で割 | 5 で割 | すべての組 | 標本分散 | n-1
answer = 2.0

# %% 02-8 ○
# 有効数字 3 桁で切り捨てた値。四捨五入した値と同じく認める(Numeric の約束)
answer = 1.66

# %% 02-8 × 平均 | 2 乗 | 散らば
answer = 4

# %% 02-9 ○
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 ○
import math

def warmup_cosine(k, K, lr_max, warmup):
    progress = (k - warmup) / (K - warmup)
    return lr_max * (k + 1) / warmup if k < warmup else 0.5 * lr_max * (1 + math.cos(math.pi * progress))

# %% 02-9 ○
def warmup_cosine(k, K, lr_max, warmup):
    up = [lr_max*(i+1)/warmup for i in range(warmup)]
    p = np.arange(K - warmup) / (K - warmup)
    down = lr_max/2*(1 + np.cos(np.pi*p))
    return np.concatenate([up, down])[k]

# %% 02-9 ○
from math import cos, pi
def warmup_cosine(k, K, lr_max, warmup):
    step = k - warmup
    if step >= 0:
        # 半角の公式 (1+cos a)/2 = cos^2(a/2)
        return lr_max * cos(pi * step / (K - warmup) / 2) ** 2
    return lr_max * (1 + k) / warmup

# %% 02-9 ○
def _linear(k, warmup):
    return (k + 1) / warmup

def _cosine(p):
    return (1 + np.cos(p * np.pi)) / 2

def warmup_cosine(k, K, lr_max, warmup):
    ratio = _linear(k, warmup) if k < warmup else _cosine((k - warmup) / (K - warmup))
    return lr_max * ratio

# %% 02-9 ○
def warmup_cosine(k, K, lr_max, warmup):
    p = max(k - warmup, 0) / (K - warmup)
    return min((k + 1) / warmup, 1) * lr_max / 2 * (1 + np.cos(np.deg2rad(180 * p)))

# %% 02-9 × p の | p は | p を | p = | warmup を引 | k - warmup | 後半 | 進み | 0 から数えた k
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = k / K          # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × K - warmup | K-warmup | 残り | 分母 | 後半 | 区間の長さ | warmup を引き忘れ
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / K          # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × k - warmup | k-warmup | 後半の初め | warmup を引 | 分子 | p が 0 | 初めが 0
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = k / (K - warmup)          # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × k+1 | (k+1) | 1 を足 | 1 を加え | 1 足 | 0 から | 最初の学習率が 0 | 1 回ずれ | 1 つずれ
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * k / warmup      # ←
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 境界 | k = warmup | k=warmup | 等号 | <= | k < warmup | 不等号
def warmup_cosine(k, K, lr_max, warmup):
    if k <= warmup:          # ←
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 境界 | 等号 | warmup - 1 | k < warmup | 不等号 | 条件
def warmup_cosine(k, K, lr_max, warmup):
    if k + 1 < warmup:          # ←
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 符号 | 1+cos | 1 - cos | 上が | 増え | 逆
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 - np.cos(np.pi * p))     # ←

# %% 02-9 × 半分 | 1/2 | 2 で割 | 2 倍 | /2 | / 2
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 + np.cos(np.pi * p))     # ←

# %% 02-9 × - 1 | -1 | 分母 | K - warmup | 1 小さ | 1 ずれ
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup - 1)     # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 1 を足 | 1 を加え | 1 足 | +1 | 1 を引 | 初めが 0 | p が 0 | 1 ずれ | k - warmup | 1 つ先 | 1 回
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup + 1) / (K - warmup)     # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × π | pi | 円周率 | パイ
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(p))     # ←

# %% 02-9 × ラジアン | 角度 | 度数 | 度で | 180 | π | pi
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(180 * p))     # ←

# %% 02-9 × sin | cos
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.sin(np.pi * p))     # ←

# %% 02-9 × 整数 | // | 切り捨て | 小数
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) // (K - warmup)     # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 整数 | // | 切り捨て | 小数
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * ((k + 1) // warmup)     # ←
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × import | math
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + math.cos(math.pi * p))     # ←

# %% 02-9 × warmup | ウォームアップ | 上げ | 前半
def warmup_cosine(k, K, lr_max, warmup):
    p = k / K
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × 括弧 | かっこ | カッコ | 優先
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * 1 + np.cos(np.pi * p)     # ←

# %% 02-9 × 括弧 | かっこ | カッコ | 優先
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = k - warmup / K - warmup     # ←
    return lr_max / 2 * (1 + np.cos(np.pi * p))

# %% 02-9 × return | None | 返し | 返す | 上書き | else
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        lr = lr_max * (k + 1) / warmup      # ←
    p = (k - warmup) / (K - warmup)
    lr = lr_max / 2 * (1 + np.cos(np.pi * p))     # ←
    return lr

# %% 02-9 × cos | コサイン | 直線 | 線形
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return lr_max * (1 - p)      # ←

# %% 02-9 × lr_max | 学習率 | 最大 | 固定 | η
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * (k + 1) / warmup
    p = (k - warmup) / (K - warmup)
    return 0.1 / 2 * (1 + np.cos(np.pi * p))     # ←

# %% 02-9 × 分母 | 分子 | 逆 | warmup で割 | k+1 で割
def warmup_cosine(k, K, lr_max, warmup):
    if k < warmup:
        return lr_max * warmup / (k + 1)     # ←
    p = (k - warmup) / (K - warmup)
    return lr_max / 2 * (1 + np.cos(np.pi * p))
