"""第1章「勾配降下法」の演習: 解答例、入力、よくある誤答。"""

import numpy as np

from eshikaku.course.exercises import probes
from eshikaku.course.exercises.spec import Choice, Code, Numeric, Wrong

# ---------------------------------------------------------------- 01-1 手で 2 歩進める


def skewed_gradient(point):
    """x² + xy + 2y² の勾配。x と y が混ざるので、更新の順番の誤りが値に表れる。"""
    x, y = point
    return np.array([2 * x + y, x + 4 * y])


def walk(steps, lr):
    point = np.array([2.0, -1.0])
    for _ in range(steps):
        point = point - lr * skewed_gradient(point)
    return point


def walk_with(gradient, steps=2):
    point = np.array([2.0, -1.0])
    for _ in range(steps):
        point = point - 0.1 * np.array(gradient(*point))
    return point


def walk_one_by_one():
    x, y = 2.0, -1.0
    for _ in range(2):
        x = x - 0.1 * (2 * x + y)
        y = y - 0.1 * (x + 4 * y)
    return np.array([x, y])


# ---------------------------------------------------------------- 01-2 勾配降下法


def descend_to_end(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = x - lr * grad(x)
    return x


def ascend_to_end(grad, init_x, lr, step_num):
    return descend_to_end(grad, init_x, -lr, step_num)


def descend_in_callers_array(grad, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x -= lr * grad(x)
    return x


def descend_from_start_gradient(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    slope = grad(x)
    for _ in range(step_num):
        x = x - lr * slope
    return x


def jump_to_scaled_gradient(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        x = -lr * grad(x)
    return x


def forget_learning_rate(grad, init_x, lr, step_num):
    return descend_to_end(grad, init_x, 1.0, step_num)


def descend_one_by_one(grad, init_x, lr, step_num):
    x = np.array(init_x, dtype=float)
    for _ in range(step_num):
        for j in range(x.size):
            x[j] = x[j] - lr * grad(x)[j]
    return x


def bowl_gradient(x):
    return 2 * x


def valley_gradient(x):
    return np.array([x[0] / 10, 2 * x[1]])


def descent_cases():
    return [
        (bowl_gradient, np.array([-2.0, 3.0]), 0.1, 2),
        (valley_gradient, np.array([-7.0, 2.0]), 0.95, 30),
        (bowl_gradient, np.array([1.0, -1.0]), 0.1, 0),
        (probes.tilted_bowl_gradient, np.array([2.0, -1.0]), 0.1, 2),
        (valley_gradient, [-7, 2], 0.5, 3),
        (bowl_gradient, [3, -1], 0.1, 2),  # リストのままでは 2 * x が要素の繰り返しになる
        (np.cos, np.array([0.3]), 0.2, 5),
    ]


def random_descent(rng):
    start = rng.normal(size=rng.integers(2, 5))
    return probes.tilted_bowl_gradient, start, float(rng.uniform(0.02, 0.15)), int(rng.integers(1, 20))


# ---------------------------------------------------------------- 01-3 中心差分の誤り


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


def gradient_as_given(f, x, h):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(x.size):
        original = x[i]
        x[i] = original + h
        f_plus = f(x)
        x[i] = original - h
        f_minus = f(x)
        grad[i] = (f_plus - f_minus) / 2 * h
    return grad


def times_h(f, x, h):
    return h**2 * central_difference_gradient(f, x, h)


def left_at_x_minus_h(f, x, h):
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


def integer_gradient(f, x, h):
    x = np.array(x)
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


def forward_difference_gradient(f, x, h):
    x = np.array(x, dtype=float)
    return np.array([(f(x + h * e) - f(x)) / h for e in np.eye(x.size)])


def all_components_at_once(f, x, h):
    x = np.array(x, dtype=float)
    return np.full(x.size, (f(x + h) - f(x - h)) / (2 * h))


def half_denominator(f, x, h):
    return 2 * central_difference_gradient(f, x, h)


def tiny_step(f, x, h):
    return central_difference_gradient(f, x, 1e-50)


def bowl(x):
    return np.sum(x**2)


def mixed_cubic(x):
    return x[0] ** 3 + np.sum(x) ** 2 + x[-1] * x[0]


def difference_cases():
    return [
        (bowl, np.array([-2, 3]), 1e-4),
        (bowl, np.array([-2.0, 3.0]), 1e-4),
        (mixed_cubic, np.array([1.0, -0.5, 2.0]), 0.1),
        (mixed_cubic, np.array([0.5]), 0.01),
        (mixed_cubic, probes.whole(3), 0.5),
        (probes.tilted_cubic, probes.strided(np.array([0.3, -1.2])), 0.05),
    ]


def random_difference(rng):
    return mixed_cubic, rng.normal(size=int(rng.integers(2, 5))), float(rng.uniform(0.01, 0.2))


# ---------------------------------------------------------------- 01-4 線形回帰の 1 歩


def regression_step(theta, X, y, lr):
    gradient = X.T @ (X @ theta - y) / len(y)
    return theta - lr * gradient


def step_one_by_one_without_mean(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    for j in range(len(theta)):
        residual = X @ theta - y
        theta[j] = theta[j] - lr * np.sum(residual * X[:, j])
    return theta


def step_one_by_one(theta, X, y, lr):
    theta = np.array(theta, dtype=float)
    for j in range(len(theta)):
        residual = X @ theta - y
        theta[j] = theta[j] - lr * np.mean(residual * X[:, j])
    return theta


def step_without_mean(theta, X, y, lr):
    return regression_step(theta, X, y, lr * len(y))


def regression_step_uphill(theta, X, y, lr):
    return regression_step(theta, X, y, -lr)


def step_by_mean_residual(theta, X, y, lr):
    return theta - lr * np.mean(X @ theta - y)


def step_in_callers_array(theta, X, y, lr):
    theta -= lr * X.T @ (X @ theta - y) / len(y)
    return theta


def regression_cases():
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    X, y = np.column_stack([np.ones(5), x]), np.array([2.0, 4.0, 5.0, 4.0, 5.0])
    return [
        (np.zeros(2), X, y, 0.01),
        (np.array([2.2, 0.6]), X, y, 0.1),
        (np.array([1, -1]), X, y, 0.05),
        (probes.whole(3), probes.whole(2, 3), np.array([1, -2]), 0.1),  # データより特徴が多く、どれも整数
        (np.array([0.3, -0.2]), probes.read_only(X), probes.strided(y), 0.05),
        (np.array([0.5]), np.array([[2.0]]), np.array([3.0]), 0.1),
    ]


def random_regression(rng):
    m, n = int(rng.integers(3, 8)), int(rng.integers(2, 4))
    return rng.normal(size=n), rng.normal(size=(m, n)), rng.normal(size=m), float(rng.uniform(0.01, 0.3))


# ---------------------------------------------------------------- 01-6 停留点を分ける


def classify_stationary_point(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy**2
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"


def classify_by_school_sign(f_xx, f_xy, f_yy):
    D = f_xy**2 - f_xx * f_yy
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"


def classify_along_axes(f_xx, f_xy, f_yy):
    if f_xx > 0 and f_yy > 0:
        return "極小"
    if f_xx < 0 and f_yy < 0:
        return "極大"
    return "鞍点" if f_xx * f_yy < 0 else "判定できない"


def classify_by_signs_only(f_xx, f_xy, f_yy):
    if f_xx > 0 and f_yy > 0:
        return "極小"
    if f_xx < 0 and f_yy < 0:
        return "極大"
    return "鞍点"


def classify_with_linear_term(f_xx, f_xy, f_yy):
    D = f_xx * f_yy - f_xy
    if D < 0:
        return "鞍点"
    if D == 0:
        return "判定できない"
    return "極小" if f_xx > 0 else "極大"


def swap_minimum_and_maximum(f_xx, f_xy, f_yy):
    swapped = {"極小": "極大", "極大": "極小"}
    kind = classify_stationary_point(f_xx, f_xy, f_yy)
    return swapped.get(kind, kind)


def stationary_cases():
    return [
        (2, 0, 2),
        (-2, 0, -2),
        (2, 0, -2),
        (2, 3, 2),
        (-1, 2, -1),
        (1, 1, 1),
        (0, 0, 0),
        (0, 0, 3),
        (0, 1, 0),
        (0.1, 0.0, 2.0),
        (2, -1, 1),
        (-2, 1, -2),
    ]


def random_stationary(rng):
    return tuple(int(v) for v in rng.integers(-3, 4, size=3))


# ---------------------------------------------------------------- 01-7 学習率の上限と条件数


def step_limit_and_condition(X):
    H = X.T @ X / len(X)
    eigenvalues = np.linalg.eigvalsh(H)
    return 2 / eigenvalues[-1], eigenvalues[-1] / eigenvalues[0]


def limit_without_mean(X):
    limit, condition = step_limit_and_condition(X)
    return limit / len(X), condition


def limit_of_one_over(X):
    limit, condition = step_limit_and_condition(X)
    return limit / 2, condition


def limit_from_smallest(X):
    eigenvalues = np.linalg.eigvalsh(X.T @ X / len(X))
    return 2 / eigenvalues[0], eigenvalues[-1] / eigenvalues[0]


def singular_values_unsquared(X):
    s = np.linalg.svd(X, compute_uv=False)
    return 2 / s[0], s[0] / s[-1]


def condition_of_design_matrix(X):
    return step_limit_and_condition(X)[0], np.linalg.cond(X)


def limit_from_trace(X):
    return 2 / np.trace(X.T @ X / len(X)), step_limit_and_condition(X)[1]


def diagonal_only(X):
    diagonal = np.diag(X.T @ X / len(X))
    return 2 / diagonal.max(), diagonal.max() / diagonal.min()


def limit_from_norm(X):
    return 2 / np.linalg.norm(X.T @ X / len(X)), step_limit_and_condition(X)[1]


def design_cases():
    x = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    return [
        (np.column_stack([np.ones(5), x]),),
        (np.column_stack([np.ones(5), x - 3]),),
        (np.array([[3.0]]),),
        (np.array([[1, 2], [1, 4], [1, 9]]),),
    ]


def random_design(rng):
    m = int(rng.integers(4, 9))
    return (np.column_stack([np.ones(m), rng.normal(size=(m, 2))]),)


EXERCISES = (
    Numeric(
        id="01-1",
        title="手で 2 歩進める",
        stars=1,
        topics=("3-2-1 最急降下法",),
        shown=("skewed_gradient", "walk"),
        note=r"`walk(2, 0.1)` の値が答えです。1 歩後は $(1.7,\,-0.8)$、2 歩後は $(1.44,\,-0.65)$ です。",
        answer=lambda: walk(2, 0.1),
        wrong=(
            Wrong(
                answer=lambda: walk(2, -0.1),
                misconception="01-uphill-gradient",
                why="勾配を足しています。+∇f は上る向きなので、f は増えます。",
            ),
            Wrong(
                answer=walk_one_by_one,
                why="先に更新した x で y の勾配を計算しています。勾配の成分は、どれも更新前の点で計算します。",
            ),
            Wrong(answer=lambda: walk(1, 0.1), why="1 歩後の点です。もう 1 歩、その点の勾配で進みます。"),
            Wrong(answer=lambda: walk(3, 0.1), why="3 歩後の点です。問われているのは 2 歩後の点です。"),
            Wrong(answer=lambda: walk(2, 1.0), why="学習率 0.1 を掛けずに、勾配をそのまま引いています。"),
            Wrong(
                answer=lambda: walk_with(lambda x, y: skewed_gradient((2, -1))),
                why="2 歩目でも、出発点の勾配を使っています。1 歩後の点で勾配を計算し直します。",
            ),
            Wrong(
                answer=lambda: walk_with(lambda x, y: (2 * x, 4 * y)),
                why="xy の偏微分が抜けています。x で偏微分すると y、y で偏微分すると x が残ります。",
            ),
            Wrong(
                answer=lambda: walk_with(lambda x, y: (3 * x, 5 * y)),
                why="xy の偏微分が逆です。x で偏微分すると残るのは y、y で偏微分すると残るのは x です。",
            ),
            Wrong(
                answer=lambda: walk_with(lambda x, y: (2 * x + y, x + 2 * y)),
                why="2y² の偏微分の係数が違います。2y² を y で偏微分すると 4y です。",
            ),
        ),
        hints=(
            "x と y の偏微分を求めます。xy の項は、どちらの偏微分にも現れます。",
            "最初の点 (2, -1) の勾配は (3, -2) です。",
            "1 歩後の点で勾配を計算し直してから、2 歩目を進みます。",
        ),
    ),
    Code(
        id="01-2",
        title="勾配降下法を完成させる",
        stars=1,
        topics=("3-2-1 最急降下法",),
        solution=descend_to_end,
        cases=descent_cases,
        random_case=random_descent,
        equivalent_mutants=frozenset({"dtype-dropped:L2"}),  # 引き算の結果は、いずれ実数になる
        wrong=(
            Wrong(
                answer=ascend_to_end,
                misconception="01-uphill-gradient",
                why="勾配の向きへ進んでいます。下るには -∇f の向きへ進みます。",
            ),
            Wrong(
                answer=descend_in_callers_array,
                misconception="01-mutated-start",
                why="渡された配列をその場で書き換えています。写しを作ってから更新します。",
            ),
            Wrong(
                answer=descend_from_start_gradient,
                why="勾配を出発点で 1 回しか計算していません。1 歩ごとに、今いる点で計算し直します。",
            ),
            Wrong(
                answer=jump_to_scaled_gradient,
                why="今いる点を足し忘れています。次の点は、今の点からの移動です。",
            ),
            Wrong(answer=forget_learning_rate, why="学習率を掛けていません。"),
            Wrong(
                answer=descend_one_by_one,
                why="成分を 1 つずつ更新し、動かした後の点で次の勾配を求めています。勾配は、更新前の点で求めます。",
            ),
        ),
        hints=(
            "出発点は、実数の配列として写します。渡された配列は書き換えません。",
            "`grad(x)` は、今いる点 x での勾配を返します。",
            "動く向きは勾配の逆向き、動く量は学習率と勾配の積です。",
        ),
    ),
    Code(
        id="01-3",
        title="中心差分の誤りを直す",
        stars=2,
        topics=("S-numerical-differentiation 数値微分",),
        solution=central_difference_gradient,
        cases=difference_cases,
        random_case=random_difference,
        rtol=1e-6,
        atol=1e-7,
        equivalent_mutants=frozenset({"zeros_like-to-ones_like:L3"}),  # すべての成分に値を入れる
        wrong=(
            Wrong(
                answer=gradient_as_given,
                why="渡されたコードのままの動きです。/ 2 * h は h を掛けていて、動かした成分も元の値へ戻していません。",
            ),
            Wrong(answer=times_h, why="`/ 2 * h` は、2 で割ってから h を掛けます。2 * h をかっこで囲みます。"),
            Wrong(
                answer=left_at_x_minus_h,
                why="動かした成分が、ずれたままです。次の成分へ進む前に元の値へ戻します。",
            ),
            Wrong(
                answer=integer_gradient,
                misconception="01-integer-gradient",
                why="整数の配列に x + h を入れると切り捨てられます。最初に実数の写しを作ります。",
            ),
            Wrong(
                answer=forward_difference_gradient,
                why="右隣だけを使う前進差分になっています。中心差分は左隣 f(x - h) も使います。",
            ),
            Wrong(
                answer=all_components_at_once,
                why="すべての成分を同時に動かしています。偏微分では、1 つの成分だけを動かします。",
            ),
            Wrong(answer=half_denominator, why="2 点は 2h 離れています。h で割ると勾配が 2 倍になります。"),
            Wrong(
                answer=tiny_step,
                misconception="01-smaller-h-is-better",
                why="刻み幅が小さすぎて x ± h が x に丸められ、差が 0 になっています。引数の h を使います。",
            ),
        ),
        hints=(
            "h = 0.1 のとき、`6 / 2 * h` と `6 / (2 * h)` はそれぞれいくつですか。",
            "2 番目の成分の差をとるとき、1 番目の成分は元の値になっていますか。",
        ),
    ),
    Code(
        id="01-4",
        title="線形回帰の 1 歩を直す",
        stars=2,
        topics=("3-2-1 最急降下法",),
        note=r"行列の積で一度に計算すると、残差はすべての成分で更新前の $\boldsymbol\theta$ から求まり、"
        r"`/ len(y)` が平均の $\frac1m$ にあたります。",
        solution=regression_step,
        cases=regression_cases,
        random_case=random_regression,
        wrong=(
            Wrong(
                answer=step_one_by_one_without_mean,
                why="渡されたコードのままの動きです。残差を途中まで更新した θ で計算し、m でも割っていません。",
            ),
            Wrong(
                answer=step_one_by_one,
                why="先に更新した θ[0] で θ[1] の勾配を計算しています。残差は、ループの前で 1 回だけ計算します。",
            ),
            Wrong(
                answer=step_by_mean_residual,
                why="残差に X を掛けていません。θ の成分ごとに、その列 X[:, j] との積を平均します。",
            ),
            Wrong(answer=step_without_mean, why="データ数 m で割っていません。コストは平均なので、勾配も平均です。"),
            Wrong(
                answer=regression_step_uphill,
                misconception="01-uphill-gradient",
                why="勾配を足しています。コストが増える向きです。",
            ),
            Wrong(
                answer=step_in_callers_array,
                misconception="01-mutated-start",
                why="渡された theta をその場で書き換えています。写しを作ってから更新します。",
            ),
        ),
        hints=(
            "1 つ目の誤り: ループの 2 周目で、残差に使われている theta は更新前のものですか。",
            "2 つ目の誤り: コストの式にある 1/(2m) のうち、微分しても消えないのは何ですか。",
        ),
    ),
    Choice(
        id="01-5",
        title="曲線から学習率を読む",
        stars=2,
        topics=("3-2-1 学習率の調整",),
        note=r"正解はウです。上限ちょうどの学習率 1.0 では $y$ の倍率が $-1$ になり、"
        r"$y$ は $\pm2$ を往復します。$x$ は 0 へ縮むので、"
        r"$f=\frac{x^2}{20}+y^2$ は $2^2=4$ で水平になります。",
        options={
            "ア": "いったん下がったあと、右上がりに増える曲線",
            "イ": "急に下がったあと、ゆるい傾きで下がり続ける曲線",
            "ウ": "途中で水平になり、そのまま下がらない曲線",
            "エ": "一定の傾きで最も低い所まで下がる曲線",
        },
        answer="ウ",
        wrong=(
            Wrong(
                answer="ア",
                why="増えるのは、学習率が上限を超えたときです。上限ちょうどでは倍率が -1 で、増えも減りもしません。",
            ),
            Wrong(
                answer="イ",
                why="ゆるい傾きは、x 方向の倍率が 1 に近いためです。学習率が上限よりずっと小さい 0.1 の曲線です。",
            ),
            Wrong(
                answer="エ",
                why="最後まで下がるのは、どの軸の倍率も大きさが 1 より小さいときです。学習率 0.95 の曲線です。",
            ),
        ),
        hints=(
            "上限ちょうどのとき、固有値が最大の y 方向の倍率はいくつですか。",
            "y が ±2 を往復すると、f のうち y² の部分はいくつになりますか。",
        ),
    ),
    Code(
        id="01-6",
        title="停留点を分ける",
        stars=2,
        topics=("3-2-1 最急降下法",),
        solution=classify_stationary_point,
        cases=stationary_cases,
        random_case=random_stationary,
        # D > 0 なら f_xx は 0 にならない。2 つの if は同時に成り立たない。
        equivalent_mutants=frozenset({"boundary:L7", "lines-swapped:L3"}),
        wrong=(
            Wrong(
                answer=classify_by_school_sign,
                why="2 次方程式の判別式の符号のままです。ヘッセ行列の行列式 f_xx f_yy − f_xy² とは符号が逆です。",
            ),
            Wrong(
                answer=classify_along_axes,
                why="x 軸と y 軸の方向しか調べていません。f_xy が大きいと、斜めの方向で符号が変わります。",
            ),
            Wrong(
                answer=classify_by_signs_only,
                why="x 軸と y 軸の方向しか調べず、残りを鞍点としています。斜めの方向と判別式 0 が抜けています。",
            ),
            Wrong(answer=classify_with_linear_term, why="f_xy を 2 乗していません。"),
            Wrong(answer=swap_minimum_and_maximum, why="極小と極大が逆です。f_xx > 0 は下に凸を表します。"),
        ),
        hints=(
            "行列式は 2 つの固有値の積です。積の符号から、固有値の符号がそろっているかが分かります。",
            "符号がそろっているときは、f_xx の符号でどちら向きに曲がっているかを見ます。",
            "行列式が 0 のときを忘れずに扱います。",
        ),
    ),
    Code(
        id="01-7",
        title="学習率の上限と条件数",
        stars=3,
        topics=("3-2-1 学習率の調整", "3-2-1 Pathological Curvature"),
        solution=step_limit_and_condition,
        cases=design_cases,
        random_case=random_design,
        rtol=1e-6,
        wrong=(
            Wrong(answer=limit_without_mean, why="ヘッセ行列を m で割っていません。コストは m 個の平均です。"),
            Wrong(answer=limit_of_one_over, why="上限の分子は 2 です。|1 − ηλ| < 1 を解きます。"),
            Wrong(
                answer=limit_from_smallest,
                why="最小固有値から上限を求めています。先に発散するのは、固有値が最大の軸です。",
            ),
            Wrong(
                answer=limit_from_trace,
                why="対角成分の和(トレース)は固有値の和です。上限を決めるのは、最大固有値だけです。",
            ),
            Wrong(
                answer=diagonal_only,
                why="対角成分は固有値ではありません。非対角成分が 0 でなければ、固有値を求めます。",
            ),
            Wrong(
                answer=limit_from_norm,
                why="フロベニウスノルムは固有値の 2 乗和の √ で、最大固有値より大きくなります。",
            ),
            Wrong(
                answer=singular_values_unsquared,
                why="X の特異値をそのまま使っています。XᵀX の固有値は、特異値の 2 乗です。",
            ),
            Wrong(
                answer=condition_of_design_matrix,
                why="X の条件数を返しています。ヘッセ行列の条件数はその 2 乗です。",
            ),
        ),
        hints=(
            "コストのヘッセ行列は、θ によらない (n, n) の行列です。",
            "対称行列の固有値は np.linalg.eigvalsh が小さい順に返します。",
        ),
    ),
)
