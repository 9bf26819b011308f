"""ミニバッチでネットワークを学習し、記録し、止めたところから 1 ビットも違わずに再開するためのモジュールです。"""

import time

import numpy as np

from eshikaku.checks import function, generator, made, real, same_keys, whole
from eshikaku.training_base import (
    DivergenceError,
    History,
    Resumable,
    all_finite,
    append,
    check_data,
    deferred_interrupt,
    progress_line,
    same_params,
    validation_text,
)


def minibatches(n, batch_size, rng, drop_last=False):
    r"""0 から n−1 の番号を並べ替えて `batch_size` 個ずつに分け、番号の配列のリストを返します。

    1 エポックですべての番号がちょうど一度ずつ現れます(復元しない抽出)。`n` が割り切れないときの端数のバッチは、
    `drop_last=False`(既定)なら小さいまま使い(更新は $\lceil n/B \rceil$ 回)、
    `drop_last=True` なら捨てます($\lfloor n/B \rfloor$ 回)。PyTorch の `DataLoader` と同じ約束です。

    >>> [len(rows) for rows in minibatches(10, 4, np.random.default_rng(0))]
    [4, 4, 2]
    >>> [len(rows) for rows in minibatches(10, 4, np.random.default_rng(0), drop_last=True)]
    [4, 4]
    """
    return _split(generator(rng).permutation(whole("データの件数 n", n)), whole("batch_size", batch_size), drop_last)


def _split(order, batch_size, drop_last):
    end = len(order) - len(order) % batch_size if drop_last else len(order)
    return [order[start : start + batch_size] for start in range(0, end, batch_size)]


def evaluate(net, x, t):
    """推論時の損失と正解率を、1 回の順伝播で求めます。

    損失は出力層のもので、罰則を含みません。ラベルスムージングは出力層の一部なので、含みます
    (含まない値は `cross_entropy(net.predict(x), t)` です。ε の違う学習どうしは、これか正解率で比べます)。

    >>> from eshikaku.networks import MultiLayerNet
    >>> net = MultiLayerNet(2, [], 2, np.random.default_rng(0), weight_init=0.0)
    >>> [round(value, 3) for value in evaluate(net, np.eye(2), np.array([0, 1]))]
    [0.693, 0.5]
    """
    y = net.predict(x)
    return float(net.last_layer.forward(y, t)), net.last_layer.accuracy(y, t)


class Trainer(Resumable):
    r"""ネットワークを学習します。

    | 引数 | 意味 |
    |---|---|
    | `net, optimizer` | `MultiLayerNet` と、`update(params, grads)` を持つオプティマイザ |
    | `x_train, t_train, x_val, t_val` | 訓練データと検証データ(検証データは省けます) |
    | `rng` | バッチの順番を引く `numpy.random.default_rng(種)` |
    | `batch_size, drop_last` | `minibatches` の引数 |
    | `schedule` | 更新の番号 k(0 から)を受け取り、その更新の学習率を返す関数 |
    | `clip` | 勾配の辞書を受け取り、切り詰めた辞書を返す関数(例: `lambda g: clip_grad_norm(g, 1.0)[0]`) |
    | `weight_decay` | 荷重減衰 $\lambda$。`W` だけに掛けます(`AdamW` と PyTorch は $b, \gamma, \beta$ にも掛けます) |
    | `decoupled` | False: 切り詰めた後の勾配に $\lambda W$ を足す。True: 別に $\eta\lambda W$ を引く(AdamW の形) |
    | `constraint` | 更新の後の `params` を受け取り、その場で直す関数(最大ノルム制約、L1 の軟しきい値など) |
    | `patience` | `val_loss` が良くならないエポックがこの数だけ続けば、最良の重みに戻して止める(早期終了) |
    | `min_delta` | `val_loss` がこの値を超えて下がったときだけ、良くなったとみなす |
    | `evaluate_train` | 訓練データの推論時の損失と正解率も測る(エポックごとに順伝播が 1 回増えます) |
    | `checkpoint` | ファイルのパス。エポックの終わりと中断のときに `save` します |
    | `progress` | 進み具合を表示する |

    `fit(epochs)` は**通算で** `epochs` エポックになるまで進めます。
    中断した後や `load` した後に同じ `fit(epochs)` を呼ぶと続きから始まり、中断しなかったときと 1 ビットも違いません。

    - Ctrl-C は、更新を 1 回終えてから効きます(更新の途中の重みは残りません)。続きは `fit` で再開できます。
    - 発散すると(損失・勾配・重みが有限でなくなると)止まり、最後に有限だったエポックの終わりの重みに戻します。
    - `patience` があれば、早期終了せずに `epochs` まで進んだときも、最良の重みに戻します。
      `epochs` を増やして `fit` を呼ぶと、最後のエポックの重みから続けます(重みを外で書き換えていれば、その重みから)。
    - 早期終了か発散で止まった後は、`fit` を呼んでも進みません。条件を変えるなら、新しい `Trainer` を作ります。
    - ラベルスムージングは損失の一部なので、`SoftmaxWithLoss(label_smoothing=…)` で指定します。

    >>> from eshikaku.networks import MultiLayerNet
    >>> from eshikaku.optimizers import SGD
    >>> x = np.random.default_rng(0).normal(size=(100, 2))
    >>> t = (x[:, 0] > 0).astype(int)
    >>> net = MultiLayerNet(2, [8], 2, np.random.default_rng(1))
    >>> history = Trainer(net, SGD(lr=0.5), x, t, rng=np.random.default_rng(2), batch_size=32).fit(20)
    >>> len(history.loss), history.train_accuracy[-1] > 0.95
    (20, True)
    """

    def __init__(
        self,
        net,
        optimizer,
        x_train,
        t_train,
        x_val=None,
        t_val=None,
        *,
        rng,
        batch_size=32,
        drop_last=False,
        schedule=None,
        clip=None,
        weight_decay=0.0,
        decoupled=False,
        constraint=None,
        patience=None,
        min_delta=0.0,
        evaluate_train=True,
        checkpoint=None,
        progress=False,
    ):
        check_data(x_train, t_train, "訓練")
        if (x_val is None) != (t_val is None):
            raise ValueError("検証データは、x_val と t_val の両方を渡してください。")
        if x_val is not None:
            check_data(x_val, t_val, "検証")
        if patience is not None and x_val is None:
            raise ValueError("早期終了(patience)には、検証データ x_val, t_val が要ります。")
        made("net", net, "MultiLayerNet(…)", "loss_and_gradient", "state_dict")
        made("optimizer", optimizer, "SGD(lr=0.1)", "update")
        if weight_decay and getattr(optimizer, "weight_decay", 0):
            raise ValueError(
                f"荷重減衰が二重に掛かります。Trainer(weight_decay={weight_decay}) と {optimizer} の"
                "どちらかを 0 にしてください。"
            )
        for name, value, form, argument in (
            ("schedule", schedule, "schedule(k)", 0),
            ("clip", clip, "clip(grads)", {}),
            ("constraint", constraint, "constraint(params)", {}),
        ):
            if value is not None:
                function(name, value, form, argument)
        self.net, self.optimizer, self.rng = net, optimizer, generator(rng)
        self.x_train, self.t_train, self.x_val, self.t_val = x_train, t_train, x_val, t_val
        self.batch_size, self.drop_last = whole("batch_size", batch_size), drop_last
        if drop_last and len(x_train) < batch_size:
            raise ValueError(
                f"データ {len(x_train)} 件が batch_size={batch_size} より少なく、drop_last で全部捨てられます。"
            )
        self.schedule, self.clip, self.constraint = schedule, clip, constraint
        self.weight_decay, self.decoupled = real("weight_decay", weight_decay, at_least=0), decoupled
        self.patience = None if patience is None else whole("patience", patience)
        self.min_delta = real("min_delta", min_delta, at_least=0)
        self.evaluate_train, self.checkpoint, self.progress = evaluate_train, checkpoint, progress

        self.history = History()
        self.epoch = 0  # 終わったエポックの数
        self.iteration = 0  # 終わった更新の数
        self._order, self._position, self._loss_sum = None, 0, 0.0  # 途中のエポックの、順番・終えたバッチの数・損失の和
        self._best = self._good = net.state_dict()  # 検証損失が最小だった状態と、最後に有限だった状態

    def step(self, x, t):
        """1 回の更新を行い、更新前の重みでの損失を返します。有限でない損失や勾配は `DivergenceError` にします。"""
        net, optimizer = self.net, self.optimizer
        if self.schedule is not None:
            optimizer.lr = self.schedule(self.iteration)
        loss, grads = net.loss_and_gradient(x, t)
        if not np.isfinite(loss):
            raise DivergenceError(f"損失が {loss} になりました")
        decays = {key: self.weight_decay * net.params[key] for key in net.weight_names()} if self.weight_decay else {}
        try:
            if self.clip is not None:
                grads = self.clip(grads)
                same_keys("clip の結果", grads, "params", net.params)
            if not self.decoupled:
                grads = grads | {key: grads[key] + decay for key, decay in decays.items()}
            optimizer.update(net.params, grads)
        except ValueError as error:  # 有限でない勾配は、どちらも断る。ほかの間違いは、そのまま伝える
            if all_finite(grads):
                raise
            raise DivergenceError("勾配が有限ではなくなりました") from error
        if self.decoupled:
            for key, decay in decays.items():
                net.params[key] -= optimizer.lr * decay
        if self.constraint is not None:
            self.constraint(net.params)
        self.iteration += 1
        return float(loss)

    def fit(self, epochs):
        """通算で `epochs` エポックになるまで学習し、`History` を返します。"""
        whole("epochs", epochs)
        smallest = _split(self.x_train, self.batch_size, self.drop_last)[-1]
        self.net.check_batch_size(len(smallest))  # 何回も更新してから端数のバッチで断ると、途中の重みが残る
        if self._order is None and self.epoch < epochs:
            self._leave_best()
            self._good = self.net.state_dict()  # 外で書き換えた重みも、ここから「最後に有限だった重み」
        with deferred_interrupt() as pressed, np.errstate(over="ignore", invalid="ignore"):  # 発散は自分で調べる
            while self.epoch < epochs and self.history.stopped is None:
                try:
                    self._run_batches(epochs, pressed)
                    self._finish_epoch()
                    if self.epoch == epochs and self._best_is_earlier():
                        self._end_at_best()
                except DivergenceError as error:
                    self._stop_diverged(error)
                if self.checkpoint is not None:
                    self.save(self.checkpoint)
            if pressed:
                self._raise_interrupt()
        return self.history

    def _run_batches(self, epochs, pressed):
        if self._order is None:
            self._order, self._position, self._loss_sum = self.rng.permutation(len(self.x_train)), 0, 0.0
        batches = _split(self._order, self.batch_size, self.drop_last)
        shown = 0.0
        for rows in batches[self._position :]:
            loss = self.step(self.x_train[rows], self.t_train[rows])
            self._loss_sum += loss * len(rows)
            self._position += 1
            if self.progress and (self._position == len(batches) or time.monotonic() - shown > 0.1):
                shown = time.monotonic()
                print(
                    f"\r{progress_line(self.epoch + 1, epochs, self._position, len(batches), loss)}", end="", flush=True
                )
            if pressed:
                self._raise_interrupt()

    def _finish_epoch(self):
        train = evaluate(self.net, self.x_train, self.t_train) if self.evaluate_train else None
        val = evaluate(self.net, self.x_val, self.t_val) if self.x_val is not None else None
        measured = [loss for loss, _ in filter(None, (train, val))]
        state = self.net.state_dict()
        weights = [state["params"], *state["running"].values()]
        if not (all(map(all_finite, weights)) and np.isfinite(measured).all()):
            raise DivergenceError("重みか、測り直した損失が有限ではなくなりました")
        history, n = self.history, len(self.x_train)
        history.loss.append(self._loss_sum / (n - n % self.batch_size if self.drop_last else n))
        history.lr.append(self.optimizer.lr)
        append(history.train_loss, history.train_accuracy, train)
        append(history.val_loss, history.val_accuracy, val)
        self._order = None
        self.epoch += 1
        self._good = state
        if self.progress:
            print(validation_text(val))
        if self.x_val is not None:
            self._watch_validation()

    def _watch_validation(self):
        history, best = self.history, self.history.best_epoch
        if best is None or history.val_loss[-1] < history.val_loss[best - 1] - self.min_delta:
            history.best_epoch, self._best = self.epoch, self._good
        elif self.patience is not None and self.epoch - best >= self.patience:
            self.restore_best()
            history.stopped = "early"
            history.message = f"検証損失が {self.patience} エポック良くならず、エポック {best} の重みに戻しました。"

    def _best_is_earlier(self):
        """早期終了を頼まれ、まだ止まっておらず、最良の重みが最後のエポックのものではないかどうか。"""
        history = self.history
        return self.patience is not None and history.stopped is None and history.best_epoch not in (None, self.epoch)

    def _end_at_best(self):
        best = self.history.best_epoch
        self.restore_best()
        self.history.message = f"エポック {self.epoch} で終え、検証損失が最小だったエポック {best} の重みに戻しました。"

    def _leave_best(self):
        """続きの学習が 1 度で進めたのと同じになるように、`_end_at_best` の前の重みに戻します。"""
        if self._best_is_earlier():
            self.history.message = None
            if same_params(self.net.params, self._best["params"]):
                self.net.load_weights(self._good)

    def _stop_diverged(self, error):
        self.net.load_weights(self._good)
        self.history.stopped = "diverged"
        self.history.message = (
            f"{self.iteration} 回の更新の後、{error}。学習を止め、エポック {self.epoch} の終わりの重みに戻しました。"
            f"学習率(lr={self.optimizer.lr})を下げるか、初期値や入力の大きさを確かめ、"
            "新しい Trainer で学習し直してください。"
        )
        print(f"\n{self.history.message}" if self.progress else self.history.message)

    def restore_best(self):
        """`history.best_epoch` の終わりの重みと、BatchNorm の移動平均に戻します(乱数は進んだままです)。"""
        if self.history.best_epoch is None:
            raise RuntimeError("戻せる重みがありません。検証データを渡して、fit を 1 エポック以上行ってください。")
        self.net.load_weights(self._best)
