"""plotting.py と style.mplstyle が約束していること。"""

import ast
import io
import itertools
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from eshikaku import optimizers, plotting
from eshikaku.plotting import OPTIMIZER_COLORS, OPTIMIZER_STYLES
from eshikaku.surfaces import SURFACES, bowl, elongated, rosenbrock, saddle

ZIGZAG = np.array([[-7.0, 2.0], [-6.3, -1.8], [-5.7, 1.6]])
DIVERGED = np.array([[-1.0, 1.0], [1e6, 1e5], [-1e240, 1e161], [np.nan, np.nan]])

# 公開している図の関数を、すべて 1 度は描く。
FIGURES = {
    "contour": lambda: plotting.plot_contour(elongated, {"SGD": ZIGZAG, "Adam": ZIGZAG / 2}),
    "contour without paths": lambda: plotting.plot_contour(saddle),
    "contour of a diverged path": lambda: plotting.plot_contour(rosenbrock, DIVERGED),
    "grid": lambda: plotting.plot_contour_grid(elongated, {f"lr = {lr}": ZIGZAG for lr in (0.1, 0.5, 0.95)})[0],
    "surface": lambda: plotting.plot_surface_3d(bowl, path=ZIGZAG / 2),
    "curves": lambda: plotting.plot_curves({"SGD": [3, 2, 1], "Adam": [[3, 1, 0.5], [3, 2, 1]]}, title="損失の変化"),
    "log curve with 0, inf and nan": lambda: plotting.plot_curves([1.0, 0.0, np.inf, np.nan], yscale="log"),
    "error against h": lambda: plotting.plot_error_against_h([1e-2, 1e-4], {"中心差分": [1e-5, 1e-9]}),
    "tangent": lambda: plotting.plot_tangent(np.square, [-1, 2], [-2, 4], xlim=(-3, 3), title="接線"),
    "fit": lambda: plotting.plot_fit([1, 2, 3], [2, 4, 5], {"最小二乗": (2.2, 0.6)}),
    "histogram": lambda: plotting.plot_histogram({"B = 1": [0, 1, 1, 4], "B = 16": [1, 2, 2, 2]}, reference=1.5),
    "scatter": lambda: plotting.plot_scatter({"B = 1": ZIGZAG, "B = 16": -ZIGZAG}, reference=(1, 2)),
    "bars": lambda: plotting.plot_bars({"SGD": [0.9, 0.92, 0.95], "なし": 0.5}, xlabel="正解率"),
    "images": lambda: plotting.plot_images(np.zeros((6, 8, 8)), titles=range(6), title="手書き数字")[0],
} | {name: lambda surface=surface: plotting.plot_contour(surface) for name, surface in SURFACES.items()}

every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())


@pytest.fixture(autouse=True)
def close_figures():
    plt.close("all")
    yield
    plt.close("all")


def svg(ax):
    file = io.BytesIO()
    ax.figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


# --- どの図も


def test_every_public_plot_function_is_drawn_here():
    public = {name for name in vars(plotting) if name.startswith("plot_")}
    drawn = {name for draw in FIGURES.values() for name in draw.__code__.co_names if name.startswith("plot_")}
    assert public == drawn


@every_figure
def test_figure_draws_without_any_warning_such_as_a_missing_glyph(draw):
    svg(draw())


def test_missing_glyph_would_be_an_error():
    ax = plotting.plot_curves([1, 2], title="\U00020bb7")
    with pytest.raises(UserWarning, match="missing from font"):
        svg(ax)


@every_figure
def test_same_figure_is_the_same_svg_byte_for_byte(draw):
    assert svg(draw()) == svg(draw())


@every_figure
def test_only_one_figure_is_made(draw):
    draw()
    assert len(plt.get_fignums()) == 1


def test_functions_draw_on_the_axes_they_are_given():
    for plot, args in [
        (plotting.plot_contour, (bowl,)),
        (plotting.plot_curves, ([1, 2],)),
        (plotting.plot_error_against_h, ([1, 2], {"a": [1, 2]})),
        (plotting.plot_tangent, (np.square, 1, 2, (0, 2))),
        (plotting.plot_fit, ([1, 2], [1, 2], {"a": (0, 1)})),
        (plotting.plot_histogram, ([1, 2, 2],)),
        (plotting.plot_scatter, (ZIGZAG,)),
        (plotting.plot_bars, ({"a": 1},)),
    ]:
        _, ax = plt.subplots()
        before = plt.get_fignums()
        assert plot(*args, ax=ax) is ax
        assert plt.get_fignums() == before


def test_plotting_never_calls_show_and_never_runs_an_optimizer():
    tree = ast.parse(Path(plotting.__file__).read_text(encoding="utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and hasattr(node.func, "attr")}
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)} | {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    assert not called & {"show", "update", "step"}
    assert not [name for name in imported if "eshikaku" in name]


# --- 見た目


def test_importing_plotting_applies_the_style():
    assert plt.rcParams["font.family"] == ["IPAexGothic", "DejaVu Sans"]
    assert plt.rcParams["svg.hashsalt"] == "eshikaku"


def test_use_style_brings_the_style_back():
    with mpl.rc_context():
        mpl.rcdefaults()
        plotting.use_style()
        test_importing_plotting_applies_the_style()


def test_smallest_letters_are_10_px_on_a_phone_340_px_wide():
    plotting.use_style()
    sizes = [v for k, v in plt.rcParams.items() if k in ("font.size", "xtick.labelsize", "legend.fontsize")]
    assert min(sizes) * 340 / (plt.rcParams["figure.figsize"][0] * 72) >= 10


def test_letters_are_outlines_so_that_no_font_is_needed_to_read_the_svg():
    assert b"<text" not in svg(plotting.plot_curves([1, 2], title="損失"))


def test_notebook_shows_one_svg_that_is_the_same_every_time():
    code = "from eshikaku.plotting import plot_curves\nplot_curves([3, 2, 1]);"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for _ in range(2)])
    first, second = NotebookClient(notebook, timeout=60).execute().cells
    assert len(first.outputs) == 1
    assert "image/svg+xml" in first.outputs[0].data
    assert "image/png" not in first.outputs[0].data
    assert first.outputs[0].data["image/svg+xml"] == second.outputs[0].data["image/svg+xml"]


# --- 色

# Machado, Oliveira & Fernandes (2009) の、1 型・2 型・3 型色覚(線形 RGB での行列)。
COLOR_VISION = {
    "normal": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def linear_rgb(color):
    rgb = np.array(mpl.colors.to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def cielab(rgb):
    t = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    x, y, z = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(a, b):
    dark, light = sorted(XYZ[1] @ linear_rgb(color) for color in (a, b))
    return (light + 0.05) / (dark + 0.05)


def test_there_is_one_style_for_each_optimizer():
    classes = {name for name, value in vars(optimizers).items() if isinstance(value, type) and hasattr(value, "rule")}
    assert {"SGD", "Momentum", "Nesterov", "AdaGrad", "RMSprop", "AdaDelta", "Adam", "AMSGrad", "AdamW"} <= classes
    assert classes - {"Optimizer"} == set(OPTIMIZER_STYLES)


@pytest.mark.parametrize("color", [*OPTIMIZER_COLORS.values(), plotting.ACCENT_COLOR])
def test_color_stands_out_from_the_paper(color):
    assert contrast(color, plt.rcParams["figure.facecolor"]) >= 3


@pytest.mark.parametrize("name", ["text.color", "axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor"])
def test_letters_can_be_read_on_the_paper(name):
    assert contrast(plt.rcParams[name], plt.rcParams["figure.facecolor"]) >= 4.5


@pytest.mark.parametrize("vision", COLOR_VISION)
def test_colors_differ_for_every_color_vision(vision):
    labs = [cielab(np.array(COLOR_VISION[vision]) @ linear_rgb(color)) for color in OPTIMIZER_COLORS.values()]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(labs, 2)) > 25


def test_color_is_never_alone():
    styles = OPTIMIZER_STYLES.values()
    assert len({style["marker"] for style in styles}) == len(styles)
    families = [("Momentum", "Nesterov"), ("AdaGrad", "RMSprop", "AdaDelta"), ("Adam", "AMSGrad", "AdamW")]
    for family in families:
        assert len({OPTIMIZER_STYLES[name]["linestyle"] for name in family}) == len(family)


def test_other_curves_use_the_same_palette_with_neighbouring_line_styles_different():
    cycle = list(plt.rcParams["axes.prop_cycle"])
    assert {mpl.colors.to_hex(style["color"]) for style in cycle} == set(OPTIMIZER_COLORS.values())
    assert len({style["linestyle"] for style in cycle[:2]}) == 2


def test_optimizer_keeps_its_style_in_every_kind_of_figure():
    for ax in (
        plotting.plot_curves({"Adam": [1, 2]}),
        plotting.plot_contour(bowl, {"Adam": ZIGZAG}),
        plotting.plot_contour_grid(bowl, {"Adam": ZIGZAG})[0],
        plotting.plot_histogram({"Adam": [1, 2]}),
        plotting.plot_scatter({"Adam": ZIGZAG}),
        plotting.plot_fit([1, 2], [1, 2], {"Adam": (0, 1)}),
    ):
        (line,) = [line for line in ax.lines if line.get_label() == "Adam"]
        assert line.get_color() == OPTIMIZER_COLORS["Adam"]
    assert mpl.colors.to_hex(plotting.plot_bars({"Adam": 1}).patches[0].get_facecolor()) == OPTIMIZER_COLORS["Adam"]


# --- 中身


def marked(ax, marker):
    return np.vstack([line.get_xydata() for line in ax.lines if line.get_marker() == marker])


def drawn(ax):
    return [
        (line.get_color().lstrip("#"), line.get_linestyle())
        for line in ax.lines
        if not line.get_label().startswith("_")
    ]


MANY = [f"α = {a}" for a in (0, 0.5, 0.8, 0.9, 0.95)]


@pytest.mark.parametrize(
    "draw",
    [
        lambda: plotting.plot_contour(elongated, dict.fromkeys(MANY, ZIGZAG)),
        lambda: plotting.plot_curves({name: [3, 2, 1] for name in ["SGD", "AdaGrad", "理論 1/√t"]}),
        lambda: plotting.plot_curves({name: [3, 2, 1] for name in [*MANY, *"abcd"]}),
        lambda: plotting.plot_scatter(dict.fromkeys(MANY, ZIGZAG)),
    ],
    ids=["paths", "a theory beside optimizers", "nine curves", "scattered points"],
)
def test_no_two_curves_of_a_figure_look_the_same(draw):
    styles = drawn(draw())
    assert len(set(styles)) == len(styles)


def test_variants_of_an_optimizer_keep_its_color_and_change_the_line():
    ax = plotting.plot_curves({name: [3, 2, 1] for name in ["Adam", "Adam(補正なし)", "Adam + L2", "AdamW λ = 0.1"]})
    colors, lines = zip(*drawn(ax), strict=True)
    assert [f"#{color}" for color in colors] == [*[OPTIMIZER_COLORS["Adam"]] * 3, OPTIMIZER_COLORS["AdamW"]]
    assert len(set(lines[:3])) == 3
    (alone,) = drawn(plotting.plot_curves({"AdaGrad η = 1.5": [2, 1]}))
    assert alone == (OPTIMIZER_COLORS["AdaGrad"].lstrip("#"), OPTIMIZER_STYLES["AdaGrad"]["linestyle"])


def test_variants_avoid_a_color_that_another_name_has_already_taken():
    first, *others = drawn(plotting.plot_curves({name: [2, 1] for name in ["正解", "SGD(一定)", "SGD(1/k)"]}))
    assert len({color for color, _ in (first, *others)}) == 3


def test_contour_marks_start_end_minima_and_saddles():
    ax = plotting.plot_contour(saddle, ZIGZAG / 7)
    np.testing.assert_array_equal(marked(ax, "o"), ZIGZAG[:1] / 7)
    np.testing.assert_array_equal(marked(ax, "s"), ZIGZAG[-1:] / 7)
    np.testing.assert_array_equal(marked(ax, "*"), saddle.minima)
    np.testing.assert_array_equal(marked(ax, "x"), saddle.saddles)


def test_contour_keeps_the_limits_of_the_surface_and_one_scale_for_both_axes():
    ax = plotting.plot_contour(rosenbrock, DIVERGED)
    assert (ax.get_xlim(), ax.get_ylim()) == (rosenbrock.xlim, rosenbrock.ylim)
    assert ax.get_aspect() == 1
    np.testing.assert_array_equal(marked(ax, "s"), DIVERGED[2:3])


def test_grid_has_one_titled_panel_for_each_path():
    axes = plotting.plot_contour_grid(bowl, {"a": ZIGZAG, "b": ZIGZAG, "c": ZIGZAG}, cols=2)
    assert [ax.get_title() for ax in axes] == ["a", "b", "c"]
    assert len(axes[0].figure.axes) == 3


def test_surface_has_20_levels_and_3d_axes():
    ax = plotting.plot_surface_3d(bowl)
    assert ax.name == "3d"
    assert ax.collections[0].get_cmap().N == 20


def test_surface_has_a_scale_of_its_20_colours():
    ax = plotting.plot_surface_3d(bowl)
    surface, scale = ax.collections[0], ax.figure.axes[-1]
    assert scale is not ax
    assert surface.colorbar.ax is scale
    assert scale.get_ylabel() == "$f$"


def test_several_seeds_become_the_median_and_the_range():
    ax = plotting.plot_curves({"SGD": [[1, 5], [2, 9], [9, 4]]}, x=[10, 20])
    np.testing.assert_array_equal(ax.lines[0].get_xydata(), [[10, 2], [20, 5]])
    band = ax.collections[0].get_paths()[0].vertices
    assert (band[:, 0].min(), band[:, 0].max()) == (10, 20)
    assert {1, 9, 4} <= set(band[:, 1])


def test_seeds_that_stopped_early_count_only_as_far_as_they_went():
    ax = plotting.plot_curves({"検証": [[9, 8, 1], [7], [5, 4]]})
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), [7, 6, 1])
    band = ax.collections[0].get_paths()[0].vertices
    assert {5, 4, 1, 9, 8} == set(band[:, 1])


def test_one_seed_has_no_band():
    assert not plotting.plot_curves([3, 2, 1]).collections


def test_each_curve_may_have_its_own_x():
    ax = plotting.plot_curves({"a": [1, 2], "b": [1, 2, 3]}, x={"a": [0, 10], "b": [0, 1, 2]})
    assert [line.get_xdata()[-1] for line in ax.lines] == [10, 2]


def test_histogram_has_area_1_and_a_line_at_the_reference():
    ax = plotting.plot_histogram({"a": [0, 1, 1, 4], "b": [1, 2, 2, 2]}, reference=1.5, bins=8)
    for line in ax.lines[:2]:
        edges, density = line.get_xydata().T
        assert np.sum(density[:-1] * np.diff(edges)) == pytest.approx(1)
    assert set(ax.lines[2].get_xdata()) == {1.5}


def test_bars_show_the_median_and_the_range_from_top_to_bottom():
    ax = plotting.plot_bars({"a": [1, 2, 9], "b": 5})
    assert [bar.get_width() for bar in ax.patches] == [2, 5]
    (whisker,) = [c.get_segments()[0] for c in ax.collections]
    assert (whisker[0][0], whisker[1][0]) == (1, 9)
    assert ax.yaxis_inverted()


def test_a_long_legend_stands_below_and_hides_no_curve():
    ax = plotting.plot_contour(elongated, dict.fromkeys(OPTIMIZER_STYLES, ZIGZAG))
    svg(ax)
    (legend,) = ax.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == list(OPTIMIZER_STYLES)
    assert legend.get_window_extent().y1 < ax.get_tightbbox().y0
    assert plotting.plot_curves({name: [2, 1] for name in MANY}).get_legend()


def test_a_diverged_run_is_written_on_its_row_instead_of_vanishing():
    ax = plotting.plot_bars({"SGD": [np.inf, 0.3, np.nan], "Momentum": np.inf, "Adam": [0.9, 0.8]})
    svg(ax)
    assert [label.get_text() for label in ax.get_yticklabels()] == ["SGD", "Momentum", "Adam"]
    assert [(text.get_text(), text.get_position()[1]) for text in ax.texts] == [
        ("発散(3 回のうち 2 回)", "SGD"),
        ("発散", "Momentum"),
    ]
    assert [bar.get_width() for bar in ax.patches] == [0, 0, pytest.approx(0.85)]


def test_tangent_touches_the_curve_with_the_given_slope():
    ax = plotting.plot_tangent(np.square, points=2, slopes=4, xlim=(-3, 3))
    (x0, y0), (x1, y1) = ax.lines[1].get_xydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(4)
    assert (y0 + y1) / 2 == pytest.approx(4)


def test_fit_draws_intercept_plus_slope_times_x():
    ax = plotting.plot_fit([1, 5], [2, 5], {"a": (2.2, 0.6)})
    np.testing.assert_allclose(ax.lines[1].get_xydata(), [[1, 2.8], [5, 5.2]])
