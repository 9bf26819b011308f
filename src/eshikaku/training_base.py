"""学習に共通の部品: 記録、保存と再開、中断、進み具合の表示、データの検査です(学習の手順は training の `Trainer`)。"""

import json
import os
import signal
import threading
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np


class DivergenceError(ArithmeticError):
    """損失や勾配や重みが、有限な数ではなくなったことを表します。"""


@dataclass
class History:
    """学習の記録。どのリストにも、終わったエポックの数だけ要素があります(測らない設定の値は空のまま)。

    | 名前 | 意味 |
    |---|---|
    | `loss` | 学習中のバッチの損失の平均(罰則、Dropout の揺らぎ、更新前の重みを含む。追加の順伝播は不要) |
    | `train_loss, train_accuracy` | エポックの終わりに `evaluate` で測った訓練データの値(罰則を含まない) |
    | `val_loss, val_accuracy` | 同じく検証データの値 |
    | `lr` | エポックの最後の更新で使った学習率 |
    | `best_epoch` | `val_loss` が、それまでの最良から `min_delta` を超えて下がった最後のエポック(1 から数える) |
    | `stopped` | 途中で止めた理由("early" か "diverged")。止めていなければ None |
    | `message` | 重みを前のエポックのものに戻したときの説明。戻していなければ None |
    """

    loss: list = field(default_factory=list)
    train_loss: list = field(default_factory=list)
    train_accuracy: list = field(default_factory=list)
    val_loss: list = field(default_factory=list)
    val_accuracy: list = field(default_factory=list)
    lr: list = field(default_factory=list)
    best_epoch: int | None = None
    stopped: str | None = None
    message: str | None = None


class Resumable:
    """学習の状態を 1 つのファイルに保存し、止めたところから再開する部分です(`Trainer` が継ぎます)。"""

    def save(self, path):
        """再開に要るもの(重み、オプティマイザ、乱数、途中のエポック、記録)を 1 つの .npz に保存します。

        いったん別の名前で書き終えてから名前を替えるので、途中で電源が落ちても、前の保存は壊れません。
        """
        arrays = {}
        text = json.dumps(_pack(self._state(), arrays))
        path = Path(path)
        unfinished = path.with_name(path.name + ".writing")
        with unfinished.open("wb") as file:
            np.savez(file, state=np.array(text), **arrays)
        os.replace(unfinished, path)

    def load(self, path):
        """`save` したところから再開できるようにします。同じ設定で作った `Trainer` で呼びます。

        受け取れないファイルのときは、ネットワークもオプティマイザも記録も変えません。
        """
        with np.load(path) as file:
            arrays = dict(file)
        if "state" not in arrays:
            raise ValueError(f"{path} は Trainer.save で作ったファイルではありません(入っている名前: {list(arrays)})。")
        state = _unpack(json.loads(arrays.pop("state").item()), arrays)
        if state["settings"] != self._settings():
            raise ValueError(f"保存したときと設定が違います(保存: {state['settings']}、今: {self._settings()})。")
        before = self.net.state_dict()
        self.net.load_state_dict(state["net"])
        try:
            self.optimizer.load_state_dict(state["optimizer"])
        except Exception:
            self.net.load_state_dict(before)
            raise
        self.rng.bit_generator.state = state["rng"]
        self.history = History(**state["history"])
        self._best, self._good = state["best"], state["good"]
        self.epoch, self.iteration = state["epoch"], state["iteration"]
        self._order, self._position, self._loss_sum = state["order"], state["position"], state["loss_sum"]

    def _settings(self):
        return {"n": len(self.x_train), "batch_size": self.batch_size, "drop_last": self.drop_last}

    def _state(self):
        return {
            "settings": self._settings(),
            "optimizer": self.optimizer.state_dict(),
            "net": self.net.state_dict(),
            "rng": self.rng.bit_generator.state,
            "history": asdict(self.history),
            "best": self._best,
            "good": self._good,
            "epoch": self.epoch,
            "iteration": self.iteration,
            "order": self._order,
            "position": self._position,
            "loss_sum": self._loss_sum,
        }

    def _raise_interrupt(self):
        if self.checkpoint is not None:
            self.save(self.checkpoint)
        raise KeyboardInterrupt(
            f"更新 {self.iteration} 回で中断しました。重みと記録は残っています。もう一度 fit を呼ぶと再開します。"
        )


def progress_line(epoch, epochs, done, total, loss):
    """学習の進み具合を 1 行の文字にします。

    >>> progress_line(3, 20, 5, 10, 0.25)
    'エポック  3/20 [##########----------]  5/10 損失 0.25      '

    損失の幅をそろえるので、同じ行に書き直しても、前の長い数の端が残りません。
    """
    filled = 20 * done // total
    width, bar = len(str(epochs)), "#" * filled + "-" * (20 - filled)
    return f"エポック {epoch:>{width}}/{epochs} [{bar}] {done:>{len(str(total))}}/{total} 損失 {loss:<10.4g}"


def validation_text(measured):
    """行の終わりに足す、検証データの値です(回帰の正解率は NaN なので書きません)。"""
    if measured is None:
        return ""
    loss, accuracy = measured
    return f" 検証の損失 {loss:.4g}" + ("" if np.isnan(accuracy) else f" 正解率 {accuracy:.4f}")


@contextmanager
def deferred_interrupt():
    """この中で押された Ctrl-C を、すぐには効かせずにリストに覚えます(シグナルを扱えるのはメインスレッドだけです)。"""
    pressed = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    previous = signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, previous)


def all_finite(arrays):
    return all(np.isfinite(value).all() for value in arrays.values())


def same_params(a, b):
    return all(np.array_equal(a[key], b[key]) for key in b)


def append(losses, accuracies, measured):
    if measured is not None:
        losses.append(measured[0])
        accuracies.append(measured[1])


def check_data(x, t, name):
    for part, values in (("入力", x), ("正解", t)):
        if not isinstance(values, np.ndarray):
            got = "なし" if values is None else type(values).__name__
            raise TypeError(f"{name}データの{part}は NumPy の配列にしてください(渡されたもの: {got})。")
        if values.dtype.kind == "f" and not np.isfinite(values).all():
            raise ValueError(
                f"{name}データの{part}に NaN か無限大があります。欠損値を埋めるか、その行を除いてください。"
            )
    if not len(x) == len(t) > 0:
        raise ValueError(
            f"{name}データの入力と正解の件数をそろえ、1 件以上にしてください"
            f"(渡された件数: 入力 {len(x)} 件、正解 {len(t)} 件)。"
        )


def _pack(tree, arrays):
    """辞書の木から配列を取り出して `arrays` に移し、JSON に書ける木にします。"""
    if isinstance(tree, np.ndarray):
        name = f"array{len(arrays)}"
        arrays[name] = tree
        return {"array": name}
    if isinstance(tree, dict):
        return {"dict": {key: _pack(value, arrays) for key, value in tree.items()}}
    return tree


def _unpack(tree, arrays):
    """`_pack` の逆です。"""
    if not isinstance(tree, dict):
        return tree
    if "array" in tree:
        return arrays[tree["array"]]
    return {key: _unpack(value, arrays) for key, value in tree["dict"].items()}
