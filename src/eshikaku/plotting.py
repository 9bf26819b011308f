"""結果を受け取って図にする関数。最適化は走らせず、``plt.show`` も呼ばない。import すると本の見た目になる。

どの関数も ``ax`` を渡せばそこに描き、渡さなければ新しい図を作って、描いた Axes を返します。
曲線の名前が ``OPTIMIZER_STYLES`` にあれば、その手法の色・線種・印を使います。
手法の名前で始まる名前("Adam(補正なし)" など)は同じ色で線種だけを変え、
ほかの名前には、その図でまだ使っていない色と線種を順に選びます。
"""

import math
import sys
from itertools import zip_longest

import matplotlib.pyplot as plt
import matplotlib_fontja
import numpy as np
from matplotlib import font_manager
from matplotlib.colors import to_hex

# 色は、白地とのコントラストが 3 以上で、1 型・2 型・3 型の色覚でも互いに離れるように、数値で探して選んだ。
# 青は慣性、緑は適応的な学習率、赤と紫は Adam の仲間。
OPTIMIZER_STYLES = {
    "SGD": {"color": "#222222", "linestyle": "-", "marker": "o"},
    "Momentum": {"color": "#3f20ce", "linestyle": "-", "marker": "s"},
    "Nesterov": {"color": "#8786ff", "linestyle": "--", "marker": "D"},
    "AdaGrad": {"color": "#356b52", "linestyle": "-", "marker": "^"},
    "RMSprop": {"color": "#8d9c00", "linestyle": "--", "marker": "v"},
    "AdaDelta": {"color": "#04ab5c", "linestyle": "-.", "marker": "<"},
    "Adam": {"color": "#8b1100", "linestyle": "-", "marker": "P"},
    "AMSGrad": {"color": "#d551a9", "linestyle": "--", "marker": "X"},
    "AdamW": {"color": "#6b1371", "linestyle": "-.", "marker": ">"},
}
OPTIMIZER_COLORS = {name: style["color"] for name, style in OPTIMIZER_STYLES.items()}

CONTOUR_COLOR = "#b4bcc6"
ACCENT_COLOR = "#c2410c"


def use_style():
    """本の見た目(``style.mplstyle``)と日本語フォントを、matplotlib の既定にします。

    ノートブックでは、図を SVG にします。日時を書き込まないので、同じ図はいつも同じファイルになります。

    >>> use_style()
    >>> plt.rcParams["font.family"]
    ['IPAexGothic', 'DejaVu Sans']
    """
    font_manager.fontManager.addfont(matplotlib_fontja.get_font_ttf_path())
    plt.style.use("eshikaku.style")
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython():
        from matplotlib_inline.backend_inline import set_matplotlib_formats

        set_matplotlib_formats("svg", metadata={"Date": None})


use_style()


def panels(rows, cols=1, height=2.4, **kwargs):
    """rows × cols に並べた Axes を作ります。幅は本の図の幅で、1 段の高さが height インチです。

    Args:
        rows, cols: 段と列の数。
        height: 1 段の高さ(インチ)。
        kwargs: ``plt.subplots`` に渡すもの(``sharex=True`` など)。

    Returns:
        (Figure, Axes の配列)。

    >>> figure, (top, bottom) = panels(2)
    >>> plt.close(figure)
    """
    width = plt.rcParams["figure.figsize"][0]
    return plt.subplots(rows, cols, figsize=(width, rows * height), **kwargs)


def plot_contour(surface, paths=None, ax=None, title=None):
    """曲面の等高線に、たどった点を重ねます。○ が出発点、■ が最後の点、★ が最小点、× が鞍点です。

    等高線の高さは、最小値からの差が一定の比で増えるように選びます(谷底も高い崖も 1 枚で見られます)。
    縦横の縮尺は同じなので、勾配はいつも等高線と直角です。

    Args:
        surface: :class:`eshikaku.surfaces.Surface`。
        paths: 形 (steps + 1, 2) の配列か、名前 → 配列の辞書。
        title: 題。省略すると曲面の名前。

    >>> from eshikaku.surfaces import elongated
    >>> ax = plot_contour(elongated, {"SGD": [[-7.0, 2.0], [-6.3, -1.8]]})
    >>> plt.close()
    """
    ax = _axes(ax, title=surface.title if title is None else title, xlabel="$x$", ylabel="$y$")
    X, Y, Z = _mesh(surface, 120)
    lowest = surface.f(*surface.minima[0])
    heights = np.geomspace(np.quantile(Z - lowest, 0.01), Z.max() - lowest, 14)
    ax.contour(X, Y, Z, levels=lowest + heights, colors=CONTOUR_COLOR, linestyles="-", linewidths=0.8)
    for points, marker in ((surface.minima, "*"), (surface.saddles, "x")):
        if points:
            ax.plot(*np.transpose(points), linestyle="none", marker=marker, markersize=10, color=ACCENT_COLOR)
    for label, path in _named(paths).items():
        _draw_path(ax, path, label)
    ax.set(xlim=surface.xlim, ylim=surface.ylim, aspect="equal")
    ax.grid(False)
    _legend(ax)
    return ax


def plot_contour_grid(surface, paths, cols=2, title=None):
    """1 つの曲面を下る道を、名前ごとに小さな図に分けて並べます(手法や学習率の比較)。

    Args:
        surface: :class:`eshikaku.surfaces.Surface`。
        paths: 名前 → 形 (steps + 1, 2) の配列。名前が小さな図の題になります。
        cols: 列の数。
        title: 全体の題。省略すると曲面の名前。

    Returns:
        Axes の配列(余った枠は含みません)。

    >>> from eshikaku.surfaces import bowl
    >>> axes = plot_contour_grid(bowl, {"lr = 0.1": [[-2, 3], [-1.6, 2.4]], "lr = 1": [[-2, 3], [2, -3]]})
    >>> plt.close()
    """
    rows = math.ceil(len(paths) / cols)
    height = 0.5 + 3.9 / cols * np.ptp(surface.ylim) / np.ptp(surface.xlim)  # 題の分 + 縦横が同じ縮尺になる高さ
    figure, axes = panels(rows, cols, height, sharex=True, sharey=True, squeeze=False)
    figure.suptitle(surface.title if title is None else title)
    for ax, (label, path) in zip(axes.flat, paths.items(), strict=False):
        plot_contour(surface, {label: path}, ax=ax, title=label)
        ax.get_legend().remove()  # 名前は題にある
        ax.label_outer()
    for ax in axes.flat[len(paths) :]:
        ax.remove()
    return axes.flat[: len(paths)]


def plot_surface_3d(surface, path=None, levels=20, ax=None, title=None):
    """曲面を立体で、高さを levels 段に塗り分けて描き、色の目盛りを添えます。

    Args:
        surface: :class:`eshikaku.surfaces.Surface`。
        path: 曲面の上に重ねる、形 (steps + 1, 2) の配列。
        levels: 塗り分けの段数。

    >>> from eshikaku.surfaces import bowl
    >>> plot_surface_3d(bowl).name
    '3d'
    >>> plt.close()
    """
    if ax is None:
        ax = plt.figure().add_subplot(projection="3d")
    X, Y, Z = _mesh(surface, 40)
    # 面の数が多いので、SVG の中でも画像として埋め込む。
    filled = ax.plot_surface(X, Y, Z, cmap=plt.get_cmap("viridis", levels), rasterized=True, alpha=0.9)
    ax.figure.colorbar(filled, ax=ax, label="$f$", shrink=0.6)
    if path is not None:
        x, y = np.transpose(path)
        ax.plot(x, y, surface.f(x, y), marker="o", color=ACCENT_COLOR, zorder=10)
    ax.set(title=surface.title if title is None else title, xlabel="$x$", ylabel="$y$", zlabel="$f$")
    return ax


def plot_curves(
    curves,
    x=None,
    ax=None,
    title=None,
    xlabel="更新回数",
    ylabel="損失",
    xscale="linear",
    yscale="linear",
    markers=False,
):
    """曲線を重ねて描きます。複数の乱数シードの結果なら、中央値の線と、最小から最大までの帯になります。

    Args:
        curves: 名前 → 形 (T,) の配列、または形 (シード数, T) の配列。1 本なら配列だけでもよい。
            シードによって長さが違うとき(早期終了など)は、そこまで続いたシードだけの中央値と帯になる。
        x: 横軸。共通の配列か、名前 → 配列の辞書。省略すると 0, 1, 2, …。
        xscale, yscale: ``"linear"`` か ``"log"``。
        markers: True なら、点に印を付けます。

    >>> ax = plot_curves({"SGD": [4.0, 2.0, 1.0], "Adam": [[4.0, 1.0, 0.5], [4.0, 2.0, 0.7]]}, yscale="log")
    >>> [line.get_label() for line in ax.lines]
    ['SGD', 'Adam']
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
    for label, values in _named(curves).items():
        median, low, high = _median_and_range(values)
        at = x[label] if isinstance(x, dict) else np.arange(len(median)) if x is None else x
        style = _style(label, ax) if markers else _line_style(label, ax)
        (line,) = ax.plot(at, median, label=label, **style)
        if np.ndim(values[0]) and len(values) > 1:
            ax.fill_between(at, low, high, color=line.get_color(), alpha=0.18, linewidth=0)
    _legend(ax)
    return ax


def plot_error_against_h(h, errors, ax=None, title=None):
    """数値微分の誤差を、刻み幅 h に対して両対数で描きます。

    Args:
        h: 形 (K,) の刻み幅。
        errors: 名前 → 形 (K,) の誤差。

    >>> ax = plot_error_against_h([1e-2, 1e-4], {"中心差分": [1e-5, 1e-9]})
    >>> ax.get_xscale(), ax.get_yscale()
    ('log', 'log')
    >>> plt.close()
    """
    return plot_curves(
        errors, x=h, ax=ax, title=title, xlabel="刻み幅 $h$", ylabel="誤差", xscale="log", yscale="log", markers=True
    )


def plot_tangent(f, points, slopes, xlim, ax=None, title=None, xlabel="$x$", ylabel="$f(x)$"):
    """1 変数関数のグラフに、点とそこでの接線を描きます。

    Args:
        f: 配列を受け取れる 1 変数関数。
        points, slopes: 点の x 座標と、そこでの傾き(同じ長さの並び。1 つなら数でもよい)。
        xlim: 横軸の範囲。

    >>> ax = plot_tangent(np.square, points=[-1, 2], slopes=[-2, 4], xlim=(-3, 3))
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, ylabel=ylabel)
    left, right = xlim
    x = np.linspace(left, right, 200)
    ax.plot(x, f(x))
    reach = (right - left) / 6
    for point, slope in zip(np.atleast_1d(points), np.atleast_1d(slopes), strict=True):
        ends = np.array([point - reach, point + reach])
        ax.plot(ends, f(point) + slope * (ends - point), color=ACCENT_COLOR, linestyle="--")
        ax.plot(point, f(point), marker="o", color=ACCENT_COLOR)
        text = f"傾き {slope:.3g}".replace("-", "\N{MINUS SIGN}")
        box = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1}
        ax.annotate(text, (point, f(point)), xytext=(8, -14), textcoords="offset points", bbox=box)
    return ax


def plot_fit(x, y, lines, ax=None, title=None, xlabel="$x$", ylabel="$y$"):
    """データの点に、直線 $\\theta_0 + \\theta_1 x$ を重ねます。

    Args:
        x, y: 形 (N,) のデータ。
        lines: 名前 → (θ0, θ1)。

    >>> ax = plot_fit([1, 2, 3], [2, 4, 5], {"最小二乗": (2.2, 0.6)})
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, ylabel=ylabel)
    ax.plot(x, y, linestyle="none", marker="o", color=ACCENT_COLOR, label="データ")
    ends = np.array([np.min(x), np.max(x)])
    for label, (intercept, slope) in lines.items():
        ax.plot(ends, intercept + slope * ends, label=label, **_line_style(label, ax))
    _legend(ax)
    return ax


def plot_histogram(samples, reference=None, bins=40, ax=None, title=None, xlabel="値", ylabel="密度"):
    """標本のヒストグラムを、線で重ねます(面積はどれも 1)。

    Args:
        samples: 名前 → 形 (N,) の標本。1 組なら配列だけでもよい。
        reference: 縦の線で示す値(真の値など)。
        bins: 区間の数。全部の標本の範囲を等分します。

    >>> ax = plot_histogram({"B = 1": [0, 1, 1, 2], "B = 4": [1, 1, 1, 1]}, reference=1.0)
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, ylabel=ylabel)
    samples = _named(samples)
    edges = np.histogram_bin_edges(np.concatenate([np.ravel(values) for values in samples.values()]), bins)
    for label, values in samples.items():
        density, _ = np.histogram(values, edges, density=True)
        ax.plot(edges, np.append(density, 0.0), drawstyle="steps-post", label=label, **_line_style(label, ax))
    if reference is not None:
        ax.axvline(reference, color=ACCENT_COLOR, linestyle="-", linewidth=1.2)
    _legend(ax)
    return ax


def plot_scatter(samples, reference=None, ax=None, title=None, xlabel="$x$", ylabel="$y$"):
    """平面の標本を散らし、基準の点を ★ で示します(ミニバッチの勾配と全体の勾配など)。

    Args:
        samples: 名前 → 形 (N, 2) の標本。1 組なら配列だけでもよい。
        reference: 基準の点 (x, y)。

    >>> ax = plot_scatter({"B = 1": [[0, 1], [2, 3]]}, reference=(1, 2))
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, ylabel=ylabel)
    for label, points in _named(samples).items():
        style = _style(label, ax) | {"linestyle": "none", "markersize": 4, "alpha": 0.5}
        ax.plot(*np.transpose(points), label=label, **style)
    if reference is not None:
        ax.plot(*reference, linestyle="none", marker="*", markersize=13, color=ACCENT_COLOR)
    _legend(ax)
    return ax


def plot_bars(values, ax=None, title=None, xlabel="値", xscale="linear"):
    """名前ごとの値を横棒にします。複数の乱数シードの結果なら、棒は中央値、ひげは最小から最大までです。

    発散した(inf か nan になった)シードが 1 つでもあれば、棒の代わりにその回数を書きます。

    Args:
        values: 名前 → 数、または形 (シード数,) の配列。

    >>> ax = plot_bars({"SGD": [0.90, 0.92, 0.95], "Adam": [0.95, 0.96, 0.97]}, xlabel="正解率")
    >>> plt.close()
    """
    ax = _axes(ax, title=title, xlabel=xlabel, xscale=xscale)
    for label, runs in values.items():
        diverged = np.size(runs) - np.isfinite(runs).sum()
        if diverged:
            ax.barh(label, 0)  # 行を空けておく
            note = f"発散({np.size(runs)} 回のうち {diverged} 回)" if np.size(runs) > 1 else "発散"
            ax.text(0.02, label, note, transform=ax.get_yaxis_transform(), va="center", color=ACCENT_COLOR)
            continue
        middle, low, high = np.median(runs), np.min(runs), np.max(runs)
        ax.barh(label, middle, color=OPTIMIZER_COLORS.get(label, "#5b6b7d"), height=0.6)
        if high > low:
            ax.errorbar(middle, label, xerr=[[middle - low], [high - middle]], color=ACCENT_COLOR, capsize=4)
    ax.invert_yaxis()  # 辞書の順に、上から並べる
    ax.grid(False, axis="y")
    return ax


def plot_images(images, titles=None, cols=5, title=None):
    """白黒の画像を並べます。

    Args:
        images: 形 (N, H, W) の配列。
        titles: 画像ごとの題。
        cols: 列の数。

    >>> axes = plot_images(np.zeros((3, 8, 8)), titles=[0, 1, 2])
    >>> plt.close()
    """
    cols = min(cols, len(images))
    figure, axes = panels(math.ceil(len(images) / cols), cols, height=1.2 if titles is not None else 1.0, squeeze=False)
    figure.suptitle(title)
    for ax in axes.flat:
        ax.axis("off")
    for i, image in enumerate(images):
        axes.flat[i].imshow(image, cmap="gray_r")
        axes.flat[i].set_title("" if titles is None else titles[i])
    return axes.flat[: len(images)]


def _axes(ax, **labels):
    ax = plt.subplots()[1] if ax is None else ax
    ax.set(**{key: value for key, value in labels.items() if value is not None})
    return ax


def _named(curves):
    """名前のない 1 本を、名前が空の辞書にそろえる。"""
    if curves is None:
        return {}
    return curves if isinstance(curves, dict) else {"": curves}


def _median_and_range(values):
    rows = values if np.ndim(values[0]) else [values]
    columns = [[value for value in column if value is not None] for column in zip_longest(*rows)]
    return tuple(np.array([statistic(column) for column in columns]) for statistic in (np.median, np.min, np.max))


def _style(label, ax):
    """手法なら決まった色・線種・印。ほかの名前なら、その図でまだ使っていないもの。"""
    if label in OPTIMIZER_STYLES:
        return OPTIMIZER_STYLES[label]
    named = [line for line in ax.lines if not line.get_label().startswith("_")]  # ○ や ■ の印を除く
    used = {(to_hex(line.get_color()), line.get_linestyle()) for line in named}
    choices = _choices(str(label), named)
    free = [  # 点だけの散布図 ("None") は、色で見分ける
        style
        for style in choices
        if not {(to_hex(style["color"]), line) for line in (style["linestyle"], "None")} & used
    ]
    markers = [style["marker"] for style in OPTIMIZER_STYLES.values()]
    return (free or choices)[0] | {"marker": markers[len(named) % len(markers)]}


def _choices(label, named):
    """手法の変種(名前が手法の名前で始まる)なら、同じ色のすべての線種。そうでなければ、色と線種の組のすべて。

    手法の色を、手法ではない名前がもう使っているときは、紛らわしいので変種もその色を避けます。
    """
    family = max((name for name in OPTIMIZER_STYLES if label.startswith(name)), key=len, default=None)
    taken = {to_hex(line.get_color()) for line in named if not line.get_label().startswith(family or "")}
    if family is None or OPTIMIZER_COLORS[family] in taken:
        return list(plt.rcParams["axes.prop_cycle"])
    own = OPTIMIZER_STYLES[family]
    lines = dict.fromkeys([own["linestyle"], "-", "--", "-.", ":"])
    return [{"color": own["color"], "linestyle": line} for line in lines]


def _line_style(label, ax):
    return _style(label, ax) | {"marker": ""}


def _legend(ax):
    labels = [label for label in ax.get_legend_handles_labels()[1] if label]
    if len(labels) > 5 and ax.figure.axes == [ax]:  # 多いと曲線を隠すので、図の下に出す
        ax.figure.legend(loc="outside lower center", ncols=3)
    elif labels:
        ax.legend()


def _mesh(surface, n):
    X, Y = np.meshgrid(np.linspace(*surface.xlim, n), np.linspace(*surface.ylim, n))
    return X, Y, surface.f(X, Y)


def _draw_path(ax, path, label):
    x, y = np.transpose(path)
    last = np.flatnonzero(np.isfinite(x + y))[-1]
    (line,) = ax.plot(x, y, label=label, linewidth=1.4, **_line_style(label, ax) | {"marker": "."})
    color = line.get_color()
    point = {"color": color, "linestyle": "none"}
    ax.plot(x[0], y[0], marker="o", markersize=8, markerfacecolor="white", markeredgewidth=1.8, **point)
    ax.plot(x[last], y[last], marker="s", markersize=7, **point)
