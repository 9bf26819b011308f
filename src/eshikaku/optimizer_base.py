"""オプティマイザに共通の部品: 入力の検査、状態の用意、区画ごとの更新、保存と再開です(式は optimizers の `rule`)。"""

import copy
import itertools

import numpy as np

from eshikaku import checks

# 途中の配列がキャッシュに収まる大きさ。大きくすると、glibc は 128 KiB を超えた空きを OS へ返し、次に使うときに
# ページフォールトが起きる(始めたばかりのプロセスでは 2、3 倍遅い)。小さくすると、区画ごとの手間が目立つ。
BLOCK_BYTES = 64 * 1024


class Hyperparameter:
    """代入のたびに範囲を確かめ、Python の float で持つ属性です(スケジュールが `lr` を変えるときも同じ検査です)。"""

    def __init__(self, **bounds):
        self.bounds = bounds

    def __set_name__(self, owner, name):
        self.name = name

    def __set__(self, optimizer, value):
        vars(optimizer)[self.name] = checks.real(self.name, value, **self.bounds)


class Optimizer:
    """検査、状態の用意、更新回数 `iter`、保存と再開の共通部分です。式は各クラスの `rule` にあります。"""

    state_names = ()  # この名前の属性に、パラメータの名前 → 同じ形の配列(または数)の辞書を持つ
    lr = Hyperparameter(at_least=0)

    def __init__(self, **hyperparameters):
        for name, value in hyperparameters.items():
            setattr(self, name, value)
        for name in self.state_names:
            setattr(self, name, {})
        self.iter = 0

    def update(self, params, grads):
        """`params` を一回更新します。エラーのときは、`params` も状態も変えません。

        Args:
            params: 名前 → float32 / float64 の配列、またはただの数、の辞書。配列は中身を、数は辞書の値を書き換えます。
            grads: 同じ名前 → 同じ形の勾配、の辞書。書き換えません。

        Raises:
            TypeError: 辞書でない。整数の配列など、float32 / float64 でない値がある。
            ValueError: 名前、形、dtype が合わない。勾配に NaN か無限大。書き込めない配列、メモリを共有する配列がある。
        """
        _check_inputs(params, grads)
        states = self._states_for(params)
        self.iter += 1
        for key, x in params.items():
            values = [x, grads[key], *(state[key] for state in states)]
            if isinstance(x, np.ndarray):
                for block in _blocks(values):
                    self.rule(*block)
            else:
                boxes = [np.array([value], dtype=float) for value in values]
                self.rule(*boxes)
                for owner, box in zip([params, *states], [boxes[0], *boxes[2:]], strict=True):
                    owner[key] = box.item()

    def state_dict(self):
        """続きから再開するのに要るもの(更新回数、ハイパーパラメータ、状態)の写しを、辞書で返します。"""
        names = {"hyperparameters": self._hyperparameter_names(), "state": self.state_names}
        values = {kind: {name: getattr(self, name) for name in names[kind]} for kind in names}
        return copy.deepcopy({"class": type(self).__name__, "iter": self.iter, **values})

    def load_state_dict(self, state_dict):
        """`state_dict()` の写しを読み込みます。続きの更新は、中断しなかったときと 1 ビットも違いません。

        Raises:
            TypeError, ValueError: クラス、名前、形が合わない。このとき今の状態は変わりません。
        """
        current = self.state_dict()
        checks.same_keys("state_dict", state_dict, "この optimizer", current)
        if state_dict["class"] != current["class"]:
            raise ValueError(f"{state_dict['class']} の状態なので、{current['class']} には読み込めません。")
        for kind in ("hyperparameters", "state"):
            checks.same_keys(kind, state_dict[kind], "この optimizer", current[kind])
        restored = copy.copy(self)
        restored.iter = checks.whole("iter", state_dict["iter"], at_least=0)
        for name, value in state_dict["hyperparameters"].items():
            setattr(restored, name, value)
        for name, state in copy.deepcopy(state_dict["state"]).items():
            _check_state(name, state, *state_dict["state"].values())
            if bool(state) != (restored.iter > 0):
                raise ValueError(f"状態 {name} の有無が、更新回数 iter={restored.iter} と合いません。")
            setattr(restored, name, state)
        vars(self).update(vars(restored))

    def _states_for(self, params):
        states = [getattr(self, name) for name in self.state_names]
        if self.iter == 0:
            _check_no_sharing(params)
            for state in states:
                state.update((key, np.zeros_like(x) if isinstance(x, np.ndarray) else 0.0) for key, x in params.items())
        for state in states[:1]:  # 状態どうしは、いつも同じ名前、形、dtype
            if changed := _different_names(params, state):
                raise ValueError(
                    f"params の名前、形、dtype が、これまでの update と違います(違うもの: {changed})。"
                    "別のパラメータには、新しい optimizer を作ってください。"
                )
        return states

    def _hyperparameter_names(self):
        return [name for name in vars(self) if isinstance(getattr(type(self), name, None), Hyperparameter)]

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n)}' for n in self._hyperparameter_names())})"


def _blocks(arrays):
    """x, g, 状態を、同じ位置の区画の組に分けます。途中の配列がキャッシュに収まり、速くなります。"""
    x, g = arrays[:2]
    one_dtype = isinstance(g, np.ndarray) and g.dtype == x.dtype  # 状態の dtype は、いつも x と同じ
    if one_dtype and x.nbytes <= BLOCK_BYTES:
        return [arrays]
    if one_dtype and all(a.flags.c_contiguous for a in arrays):
        lines, size = [a.reshape(-1) for a in arrays], BLOCK_BYTES // x.itemsize
        return ([line[start : start + size] for line in lines] for start in range(0, x.size, size))
    return _strided_blocks(arrays)


def _strided_blocks(arrays):
    """メモリの上で飛び飛びの配列や、dtype の違う勾配は、`np.nditer` が写しながら渡し、結果を書き戻します。"""
    roles = ["readwrite", "readonly", *["readwrite"] * (len(arrays) - 2)]  # x, g, 状態
    with np.nditer(
        arrays,
        flags=["external_loop", "buffered", "zerosize_ok"],
        op_flags=[[role] for role in roles],
        op_dtypes=[arrays[0].dtype] * len(arrays),
        casting="same_kind",
        buffersize=BLOCK_BYTES // arrays[0].itemsize,
    ) as blocks:
        yield from blocks


def _check_inputs(params, grads):
    checks.same_keys("grads", grads, "params", params)
    for key, x in params.items():
        g, x_name, g_name = grads[key], f"params[{key!r}]", f"grads[{key!r}]"
        _check_value(x_name, x)
        _check_value(g_name, g)
        checks.same_shape(g_name, g, x_name, x)
        checks.finite_gradient(g_name, g)
        if isinstance(x, np.ndarray):
            if not x.flags.writeable:
                raise ValueError(f"{x_name} は書き込めない配列です。{x_name}.copy() を渡してください。")
            if np.shares_memory(x, g):
                raise ValueError(f"{g_name} は {x_name} とメモリを共有しています。{g_name}.copy() を渡してください。")


def _check_value(name, value):
    if isinstance(value, np.ndarray):
        checks.float_array(name, value)
    elif isinstance(value, list | tuple):
        kind = type(value).__name__
        raise TypeError(f"{name} は {kind} です。np.array(…, dtype=float) で配列にしてください。")
    else:
        checks.number(name, value)


def _check_no_sharing(params):
    arrays = ((key, x) for key, x in params.items() if isinstance(x, np.ndarray))
    for (key, x), (other_key, other) in itertools.combinations(arrays, 2):
        if np.shares_memory(x, other):
            raise ValueError(
                f"params[{key!r}] と params[{other_key!r}] はメモリを共有しています。"
                "重みを共有するときは、勾配を足し合わせて一つの名前で渡してください。"
            )


def _different_names(values, others):
    """形か dtype の違う名前、片方にしか無い名前を返します。"""
    forms, other_forms = ({key: _form(value) for key, value in each.items()} for each in (values, others))
    if forms == other_forms:  # ふつうはここで終わる。毎回の update で使うので、名前の集合は違うときだけ作る
        return []
    return sorted({key for key, _ in forms.items() ^ other_forms.items()}, key=str)


def _form(value):
    return (value.shape, value.dtype) if isinstance(value, np.ndarray) else "数"


def _check_state(name, state, *states):
    for other in states:
        if not isinstance(other, dict):
            raise TypeError(f"状態は辞書にしてください(渡された型: {type(other).__name__})。")
        if different := _different_names(state, other):
            raise ValueError(f"状態 {name} の名前、形、dtype が、ほかの状態と違います(違うもの: {different})。")
    for key, value in state.items():
        label = f"{name}[{key!r}]"
        checks.float_array(label, value) if isinstance(value, np.ndarray) else checks.number(label, value)
