"""学習の手順(バッチ、記録、早期終了、発散、中断、保存と再開)が、説明どおりに働くことを確かめます。"""

import re
import signal
import threading
import tracemalloc
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from eshikaku import training
from eshikaku.clipping import clip_grad_norm
from eshikaku.datasets import load_digits
from eshikaku.functions import cross_entropy
from eshikaku.layers import IdentityWithLoss, SoftmaxWithLoss
from eshikaku.networks import MultiLayerNet
from eshikaku.optimizers import SGD, Adam, AdamW, Momentum
from eshikaku.schedules import StepDecay
from eshikaku.training import DivergenceError, Trainer, evaluate, minibatches, progress_line

RNG = np.random.default_rng(0)
X, X_VAL = RNG.normal(size=(70, 4)), RNG.normal(size=(30, 4))
T, T_VAL = (X.sum(axis=1) > 0).astype(int), (X_VAL.sum(axis=1) > 0).astype(int)


def build(optimizer=None, *, net_options=None, dtype=np.float64, **options):
    net = MultiLayerNet(4, [8, 8], 2, np.random.default_rng(1), dtype=dtype, **(net_options or {}))
    data = [X.astype(dtype), T, X_VAL.astype(dtype), T_VAL]
    return Trainer(net, optimizer or Adam(lr=0.01), *data, rng=np.random.default_rng(2), batch_size=16, **options)


def assert_same_run(a, b):
    """重み、移動平均、乱数、オプティマイザの状態、記録が、1 ビットも違わないことを確かめます。"""
    np.testing.assert_equal(a._state(), b._state())


# --- 手書き数字 ---------------------------------------------------------------


def test_a_small_net_reaches_97_percent_on_digits_with_every_seed(capsys):
    x_train, t_train, x_test, t_test = load_digits()
    accuracies = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        net = MultiLayerNet(64, [200], 10, rng, dropout_ratio=0.2, dtype=np.float32)
        trainer = Trainer(net, Adam(lr=0.003), x_train.astype(np.float32), t_train, rng=rng, evaluate_train=False)
        trainer.fit(20)
        accuracies.append(net.accuracy(x_test.astype(np.float32), t_test))
    with capsys.disabled():
        print(f"\n手書き数字のテスト正解率(5 つの種): 最小 {min(accuracies):.4f}、最大 {max(accuracies):.4f}")
    assert min(accuracies) >= 0.97


# --- ミニバッチ ---------------------------------------------------------------


def test_an_epoch_visits_every_row_once():
    rows = np.concatenate(minibatches(70, 16, np.random.default_rng(0)))
    np.testing.assert_array_equal(np.sort(rows), np.arange(70))
    assert not np.array_equal(rows, np.arange(70))


@pytest.mark.parametrize("n", [48, 49, 63])
def test_the_last_batch_is_kept_small_or_dropped(n):
    kept, dropped = (minibatches(n, 16, np.random.default_rng(0), drop_last) for drop_last in (False, True))
    assert len(kept) == -(-n // 16)
    assert len(dropped) == n // 16
    assert {len(rows) for rows in dropped} == {16}
    assert len(kept[-1]) == (n % 16 or 16)


def test_a_leftover_of_one_row_is_refused_before_the_first_update_of_batch_normalization():
    def trainer(**options):
        net = MultiLayerNet(4, [8], 2, np.random.default_rng(1), batchnorm="before")
        return Trainer(net, SGD(), X[:51], T[:51], rng=np.random.default_rng(2), batch_size=10, **options)

    refused = trainer()
    before = refused._state()
    with pytest.raises(ValueError, match=r"1 件では分散を取れません.*drop_last=True"):
        refused.fit(1)
    np.testing.assert_equal(refused._state(), before)
    assert len(trainer(drop_last=True).fit(1).loss) == 1


@pytest.mark.parametrize(("drop_last", "updates"), [(False, 5), (True, 4)])
def test_one_epoch_is_as_many_updates_as_batches(drop_last, updates):
    trainer = build(drop_last=drop_last)
    trainer.fit(3)
    assert trainer.iteration == trainer.optimizer.iter == 3 * updates


def test_every_epoch_draws_a_new_order():
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(minibatches(70, 16, rng)) for _ in range(2))
    assert not np.array_equal(first, second)


# --- 記録と評価 ---------------------------------------------------------------


@pytest.mark.parametrize("drop_last", [False, True])
def test_logged_loss_is_the_mean_over_the_rows_used(drop_last):
    """学習率 0 なら重みが動かないので、端数のバッチがあっても、全体の損失と一致する。"""
    trainer = build(SGD(lr=0.0), drop_last=drop_last)
    used = np.concatenate(minibatches(70, 16, np.random.default_rng(2), drop_last))
    history = trainer.fit(1)
    assert history.loss[0] == pytest.approx(evaluate(trainer.net, X[used], T[used])[0])
    assert history.train_loss[0] == pytest.approx(evaluate(trainer.net, X, T)[0])


def test_logged_loss_needs_no_second_forward_pass(monkeypatch):
    trainer = build(evaluate_train=False)
    calls = []
    forward = MultiLayerNet.activations
    monkeypatch.setattr(
        MultiLayerNet, "activations", lambda net, x, flg=False: calls.append(flg) or forward(net, x, flg)
    )
    trainer.fit(1)
    assert calls == [True] * 5 + [False]  # 更新 5 回と、検証 1 回


def test_evaluation_mode_leaves_running_statistics_and_random_numbers_alone():
    net = build(net_options={"batchnorm": "before", "dropout_ratio": 0.5}).net
    before = net.state_dict()
    first = evaluate(net, X, T)
    assert evaluate(net, X, T) == first
    np.testing.assert_equal(net.state_dict(), before)


def test_history_has_one_entry_per_epoch():
    history = build().fit(4)
    for name in ("loss", "train_loss", "train_accuracy", "val_loss", "val_accuracy", "lr"):
        assert len(getattr(history, name)) == 4, name


def test_schedule_sets_the_rate_of_every_update():
    trainer = build(SGD(), schedule=StepDecay(lr=0.4, step_size=5, gamma=0.5))
    assert trainer.fit(3).lr == [0.4, 0.2, 0.1]  # 5 更新で 1 エポック


def test_clip_limits_the_gradient_that_the_optimizer_sees():
    seen = []

    def clip(grads):
        clipped, _ = clip_grad_norm(grads, max_norm=1e-3)
        seen.append(np.sqrt(sum((g**2).sum() for g in clipped.values())))
        return clipped

    build(clip=clip).fit(1)
    np.testing.assert_allclose(seen, 1e-3)


@pytest.mark.parametrize("decoupled", [False, True])
def test_weight_decay_shrinks_weights_and_not_biases(decoupled):
    trainer = build(SGD(lr=0.1), weight_decay=0.5, decoupled=decoupled)
    for key in trainer.net.params:
        trainer.net.params[key] += 1.0
    before = trainer.net.state_dict()["params"]
    grads = trainer.net.gradient(X, T)
    trainer.step(X, T)
    for key, value in trainer.net.params.items():
        decay = 0.1 * 0.5 * before[key] if key.startswith("W") else 0.0
        np.testing.assert_allclose(value, before[key] - 0.1 * grads[key] - decay, rtol=1e-12)


@pytest.mark.parametrize("decoupled", [False, True])
def test_clip_does_not_clip_the_weight_decay_away(decoupled):
    """PyTorch と同じ順: clip_grad_norm_ で切り詰めた後に、オプティマイザが減衰を加えます。"""
    trainer = build(SGD(lr=0.1), weight_decay=50.0, decoupled=decoupled, clip=lambda g: clip_grad_norm(g, 1e-3)[0])
    before = trainer.net.state_dict()["params"]
    clipped = clip_grad_norm(trainer.net.gradient(X, T), 1e-3)[0]
    trainer.step(X, T)
    for key, value in trainer.net.params.items():
        decay = 50.0 * before[key] if key.startswith("W") else 0.0
        np.testing.assert_allclose(value, before[key] - 0.1 * (clipped[key] + decay), rtol=1e-12)


@pytest.mark.parametrize("decoupled", [False, True])
def test_a_step_that_fails_leaves_params_as_they_were(decoupled):
    # clip は [0] を忘れている
    trainer = build(weight_decay=0.5, decoupled=decoupled, clip=lambda grads: clip_grad_norm(grads, 1.0))
    before = trainer.net.state_dict()["params"]
    with pytest.raises(TypeError, match=r"clip の結果 は辞書に.*tuple.*\[0\] を渡します"):
        trainer.step(X, T)
    np.testing.assert_equal(trainer.net.params, before)


def test_coupled_decay_is_the_gradient_of_the_l2_penalty():
    decay = build(Momentum(lr=0.05), weight_decay=0.1)
    penalty = build(Momentum(lr=0.05), net_options={"l2": 0.1})
    decay.fit(3)
    penalty.fit(3)
    for key, value in decay.net.params.items():
        np.testing.assert_allclose(value, penalty.net.params[key], rtol=1e-10, atol=1e-12)


def test_label_smoothing_lives_in_the_output_layer():
    plain, smoothed = build(), build(net_options={"last_layer": SoftmaxWithLoss(0.3)})
    assert plain.fit(60).train_loss[-1] < 0.1
    floor = -(0.85 * np.log(0.85) + 0.15 * np.log(0.15))  # 2 クラスで ε=0.3 なら、これより下がらない
    assert smoothed.fit(60).train_loss[-1] > floor


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_training_keeps_dtype(dtype):
    options = {"weight_decay": 0.1, "decoupled": True, "schedule": StepDecay(lr=np.float64(0.01), step_size=3)}
    trainer = build(dtype=dtype, net_options={"batchnorm": "before", "dropout_ratio": 0.5}, **options)
    trainer.fit(2)
    state = trainer.net.state_dict()
    arrays = [*state["params"].values(), *state["running"]["BatchNormalization1"].values()]
    arrays += [value for name in ("m", "v") for value in trainer.optimizer.state_dict()["state"][name].values()]
    assert {a.dtype for a in arrays} == {np.dtype(dtype)}


def test_training_leaves_the_data_unchanged():
    before = X.copy(), T.copy()
    build().fit(2)
    np.testing.assert_array_equal(X, before[0])
    np.testing.assert_array_equal(T, before[1])


# --- 早期終了 -----------------------------------------------------------------


def overfitting():
    """ラベルが入力と無関係なので、検証損失はすぐに悪くなります。"""
    trainer = build(Adam(lr=0.03), net_options={"batchnorm": "before"}, patience=4)
    trainer.t_train = np.random.default_rng(5).permutation(T)
    return trainer


def test_early_stopping_restores_the_best_weights_and_running_statistics():
    trainer = overfitting()
    history = trainer.fit(200)
    assert history.stopped == "early"
    assert history.best_epoch == np.argmin(history.val_loss) + 1 == len(history.val_loss) - 4
    assert evaluate(trainer.net, X_VAL, T_VAL) == (min(history.val_loss), history.val_accuracy[history.best_epoch - 1])
    other = overfitting()
    other.patience = None
    other.fit(history.best_epoch)
    np.testing.assert_equal(trainer.net.state_dict(), other.net.state_dict())
    assert "4 エポック良くならず" in history.message


def test_early_stopping_keeps_the_best_weights_when_the_epochs_run_out_first():
    best = overfitting().fit(200).best_epoch
    trainer = overfitting()
    history = trainer.fit(best + 2)
    assert (history.stopped, history.best_epoch, len(history.loss)) == (None, best, best + 2)
    assert evaluate(trainer.net, X_VAL, T_VAL)[0] == min(history.val_loss) < history.val_loss[-1]
    assert f"エポック {best} の重みに戻しました" in history.message


def test_more_epochs_go_on_from_the_last_weights_and_not_from_the_best(tmp_path):
    best = overfitting().fit(200).best_epoch
    straight, trainer, resumed = overfitting(), overfitting(), overfitting()
    for one in (straight, trainer, resumed):
        one.patience = 10
    straight.fit(best + 5)
    trainer.checkpoint = tmp_path / "run.npz"
    for _ in range(2):  # 2 度目は、何も進まない
        trainer.fit(best + 2)
    resumed.load(tmp_path / "run.npz")
    assert_same_run(resumed, trainer)
    for one in (trainer, resumed):
        one.fit(best + 5)
        assert_same_run(one, straight)


def test_the_message_about_older_weights_goes_away_when_a_later_epoch_is_the_best():
    trainer = build(SGD(lr=0.0), patience=5)
    assert "エポック 1 の重みに戻しました" in trainer.fit(3).message
    trainer.optimizer.lr = 1e-3
    history = trainer.fit(6)
    assert (history.best_epoch, history.message) == (6, None)


def test_weights_that_a_caller_changed_after_the_best_are_not_thrown_away():
    best = overfitting().fit(200).best_epoch
    trainer = overfitting()
    trainer.fit(best + 2)
    trainer.net.params["W1"][:] = 0.5
    trainer.optimizer.lr = 0.0
    trainer.fit(best + 3)
    np.testing.assert_array_equal(trainer._good["params"]["W1"], 0.5)


def test_without_early_stopping_the_last_weights_stay_until_restore_best():
    trainer = overfitting()
    trainer.patience = None
    history = trainer.fit(30)
    assert history.stopped is None
    assert evaluate(trainer.net, X_VAL, T_VAL)[0] == history.val_loss[-1]
    trainer.restore_best()
    assert evaluate(trainer.net, X_VAL, T_VAL)[0] == min(history.val_loss)


def test_restore_best_does_not_rewind_the_random_numbers():
    """巻き戻すと、続きの学習が、前と同じ順番と同じマスクをもう一度使ってしまう。"""
    trainer = build(Adam(lr=0.03), net_options={"dropout_ratio": 0.5})
    trainer.t_train = np.random.default_rng(5).permutation(T)
    trainer.rng = trainer.net.rng  # 乱数を 1 つだけ使う書き方
    trainer.fit(30)
    assert trainer.history.best_epoch < 30
    state = trainer.rng.bit_generator.state
    trainer.restore_best()
    assert trainer.rng.bit_generator.state == state


def test_min_delta_ignores_small_improvements():
    history = build(SGD(lr=1e-6), patience=3, min_delta=1e-3).fit(50)
    assert np.all(np.diff(history.val_loss) < 0)  # わずかには良くなり続けている
    assert (history.stopped, history.best_epoch, len(history.loss)) == ("early", 1, 4)


# --- 発散 ---------------------------------------------------------------------


def test_divergence_stops_with_a_message_and_keeps_the_last_good_weights(capsys):
    trainer = build(SGD(lr=0.1), schedule=lambda k: 0.1 if k < 10 else 1e200)
    history = trainer.fit(50)
    assert (history.stopped, trainer.epoch, len(history.loss)) == ("diverged", 2, 2)
    reference = build(SGD(lr=0.1))
    reference.fit(2)
    np.testing.assert_equal(trainer.net.state_dict(), reference.net.state_dict())
    message = capsys.readouterr().out
    assert "エポック 2 の終わりの重みに戻しました" in message
    assert "下げるか" in message
    assert history.message in message


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("lr", [1e30, 1e300])
def test_divergence_in_the_first_epoch_keeps_the_initial_weights(lr, dtype):
    trainer = build(SGD(lr=lr), dtype=dtype)
    before = trainer.net.state_dict()
    assert trainer.fit(3).stopped == "diverged"
    np.testing.assert_equal(trainer.net.state_dict()["params"], before["params"])


def test_divergence_in_the_first_epoch_keeps_weights_put_in_after_construction():
    trainer = build(SGD(lr=1e300))
    trainer.net.params["W1"] = mine = trainer.net.params["W1"] + 5
    expected = mine.copy()
    assert trainer.fit(3).stopped == "diverged"
    np.testing.assert_array_equal(trainer.net.params["W1"], expected)


def test_running_statistics_that_overflow_are_a_divergence():
    """float32 の 1e30 は 2 乗すると無限大になり、重みが有限のままでも、推論は定数になる。"""
    trainer = build(dtype=np.float32, net_options={"batchnorm": "before"}, evaluate_train=False)
    trainer.x_train, trainer.x_val = trainer.x_train * np.float32(1e30), None
    assert trainer.fit(2).stopped == "diverged"
    assert np.isfinite(trainer.net.layers["BatchNormalization1"].running_var).all()


@pytest.mark.parametrize(("lr", "evaluate_train"), [(1e308, False), (1e200, True)])
def test_weights_ruined_by_the_last_update_of_an_epoch_are_not_kept(lr, evaluate_train, capsys):
    """最後の更新の後には学習中の損失が無いので、重みと、測り直した損失を調べないと気づけない。"""
    options = {"evaluate_train": evaluate_train, "clip": lambda grads: {k: 1e3 * g for k, g in grads.items()}}
    trainer = build(SGD(), schedule=lambda k: lr if k == 9 else 1e-4, **options)
    trainer.x_val = None
    history = trainer.fit(2)
    assert (history.stopped, trainer.epoch, len(history.loss)) == ("diverged", 1, 1)
    assert "重みか、測り直した損失が有限ではなくなりました" in capsys.readouterr().out
    assert np.isfinite(evaluate(trainer.net, X, T)[0])


def test_a_gradient_that_is_not_finite_is_a_divergence_and_other_errors_are_not():
    trainer = build(clip=lambda grads: grads | {"W1": np.full((4, 8), np.nan)})
    with pytest.raises(DivergenceError, match="勾配が有限ではなくなりました"):
        trainer.step(X, T)
    trainer = build(clip=lambda grads: {"W1": grads["W1"]})
    with pytest.raises(ValueError, match="名前"):
        trainer.fit(1)


# --- 中断と再開 ---------------------------------------------------------------

FULL = {"net_options": {"batchnorm": "before", "dropout_ratio": 0.3}, "schedule": StepDecay(lr=0.01, step_size=8)}


@pytest.mark.parametrize("optimizer", [SGD, Momentum, Adam])
@pytest.mark.parametrize("epochs", [0, 1, 3])
def test_saved_run_resumes_bit_for_bit(tmp_path, optimizer, epochs):
    whole = build(optimizer(), **FULL)
    whole.fit(6)
    first = build(optimizer(), **FULL)
    if epochs:
        first.fit(epochs)
    first.save(tmp_path / "run.npz")
    second = build(optimizer(lr=0.5), **FULL)
    second.net.params["W1"] += 1  # 読み込みで、すべて置き換わる
    second.load(tmp_path / "run.npz")
    assert_same_run(first, second)
    second.fit(6)
    assert_same_run(whole, second)


def assert_resumes_bit_for_bit(start, path):
    """6 エポック続けた学習と、2 エポックで保存して別の Trainer で続けた学習を比べ、前者を返します。"""
    whole, first, second = start(), start(), start()
    whole.fit(6)
    first.fit(2)
    first.save(path)
    second.load(path)
    second.fit(6)
    assert_same_run(whole, second)
    return whole


def test_a_weight_in_fortran_order_resumes_bit_for_bit(tmp_path):
    """PyTorch の重みの転置がその例です。C 順に直すと、行列積の丸めが変わります。"""

    def start():
        trainer = build()
        trainer.x_train = np.random.default_rng(0).normal(size=(70, 40))
        trainer.net = MultiLayerNet(40, [33, 17], 2, np.random.default_rng(1))
        trainer.net.params["W1"] = np.asfortranarray(trainer.net.params["W1"])
        trainer.x_val = None
        return trainer

    assert_resumes_bit_for_bit(start, tmp_path / "run.npz")


def interrupt_at(update):
    """`update` 回目の更新の最中に Ctrl-C を押すスケジュール。"""

    def schedule(k):
        if k == update:
            signal.raise_signal(signal.SIGINT)
        return 0.01

    return schedule


@pytest.mark.parametrize("update", [0, 7, 9])  # 最初、エポックの途中、エポックの最後
def test_ctrl_c_finishes_the_step_and_fit_goes_on_bit_for_bit(tmp_path, update):
    options = {"net_options": FULL["net_options"], "checkpoint": tmp_path / "run.npz"}
    # checkpoint は分ける(続きが、ここから読まれない)
    whole = build(net_options=FULL["net_options"], schedule=lambda k: 0.01)
    whole.fit(4)
    trainer = build(**options, schedule=interrupt_at(update))
    with pytest.raises(KeyboardInterrupt, match=f"更新 {update + 1} 回で中断.*もう一度 fit"):
        trainer.fit(4)
    assert trainer.iteration == update + 1
    resumed = build(**options, schedule=lambda k: 0.01)
    resumed.load(tmp_path / "run.npz")
    assert resumed.iteration == update + 1
    resumed.fit(4)
    assert_same_run(whole, resumed)  # 別のプロセスで読み込んでも
    trainer.fit(4)
    assert_same_run(whole, trainer)  # 同じ trainer で fit を呼んでも


def test_ctrl_c_works_as_usual_after_fit():
    # 裏で動かされたプロセスは Ctrl-C を無視するように始まるので、いつもの受け手を置いてから確かめる
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        build().fit(1)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, previous)


def test_fit_works_outside_the_main_thread():
    trainer = build()
    thread = threading.Thread(target=trainer.fit, args=(2,))
    thread.start()
    thread.join()
    assert trainer.epoch == 2


def test_fit_counts_epochs_in_total():
    once, twice = build(), build()
    once.fit(5)
    twice.fit(2)
    twice.fit(5)
    twice.fit(5)
    assert_same_run(once, twice)


def test_a_failed_save_leaves_the_previous_one_intact(tmp_path, monkeypatch):
    trainer, path = build(), tmp_path / "run.npz"
    trainer.fit(1)
    trainer.save(path)
    saved = path.read_bytes()
    trainer.fit(2)

    def full_disk(file, **arrays):
        file.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="disk full"):
        trainer.save(path)
    assert path.read_bytes() == saved


@pytest.mark.parametrize(
    "changed", [{"drop_last": True}, {"batch_size": 8}, {"x_train": X[:60], "t_train": T[:60]}], ids=list
)
def test_a_run_saved_with_other_settings_is_refused(tmp_path, changed):
    build().save(tmp_path / "run.npz")
    trainer = build()
    vars(trainer).update(changed)
    with pytest.raises(ValueError, match="保存したときと設定が違います"):
        trainer.load(tmp_path / "run.npz")


def other_shape():
    trainer = build(SGD(lr=0.5))
    trainer.net = MultiLayerNet(4, [9, 8], 2, np.random.default_rng(1))
    return trainer


@pytest.mark.parametrize(
    ("saved", "message"),
    [
        (lambda: build(Momentum(lr=0.5)), "Momentum の状態なので、Adam には読み込めません"),
        (lambda: build(dtype=np.float32), "形か dtype が、保存したものと違います"),
        (other_shape, "形か dtype が、保存したものと違います"),
    ],
)
def test_a_file_that_does_not_fit_changes_nothing(tmp_path, saved, message):
    other = saved()
    other.save(tmp_path / "run.npz")
    trainer = build()
    trainer.fit(1)
    before = trainer._state()
    with pytest.raises(ValueError, match=message):
        trainer.load(tmp_path / "run.npz")
    np.testing.assert_equal(trainer._state(), before)
    assert trainer.optimizer.lr == 0.01


def test_a_file_not_made_by_save_is_named(tmp_path):
    np.savez(tmp_path / "other.npz", W=np.ones(2))
    with pytest.raises(ValueError, match=r"other.npz は Trainer.save で作ったファイルではありません.*\['W'\]"):
        build().load(tmp_path / "other.npz")


def test_memory_does_not_grow_with_epochs():
    trainer = build(net_options={"batchnorm": "before", "dropout_ratio": 0.3}, patience=10_000)
    trainer.fit(5)
    tracemalloc.start()
    trainer.fit(10)
    after_10 = tracemalloc.get_traced_memory()[0]
    trainer.fit(110)
    after_110 = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    record = 6 * 32 * 100  # 残るのは History の 6 個の数だけ(1 個 32 バイトほど)
    assert after_110 - after_10 < 2 * record


# --- 表示とメッセージ ---------------------------------------------------------


def test_progress_is_silent_unless_asked_for(capsys):
    build().fit(2)
    assert capsys.readouterr().out == ""
    build(progress=True).fit(2)
    lines = capsys.readouterr().out.splitlines()
    shown = [line.split("\r")[-1] for line in lines if "検証の損失" in line and "正解率" in line]
    assert [line[:7] for line in shown] == ["エポック 1/", "エポック 2/"]


def test_progress_of_a_regression_shows_the_loss_and_no_accuracy(capsys):
    net = MultiLayerNet(4, [8], 1, np.random.default_rng(0), last_layer=IdentityWithLoss())
    data = X, X[:, :1], X_VAL, X_VAL[:, :1]
    history = Trainer(net, Adam(), *data, rng=np.random.default_rng(0), progress=True).fit(1)
    shown = capsys.readouterr().out
    assert shown.endswith(f"検証の損失 {history.val_loss[0]:.4g}\n")


@pytest.mark.parametrize(("long", "short"), [(123456.789, 1.5), (2.5e231, 0.25), (float("nan"), 1.0)])
def test_a_shorter_loss_leaves_nothing_of_a_longer_one_on_the_line(long, short):
    assert len(progress_line(1, 9, 1, 4, long)) == len(progress_line(1, 9, 2, 4, short))


def test_the_message_of_a_divergence_starts_on_its_own_line(capsys):
    build(SGD(lr=1e300), progress=True).fit(1)
    last = capsys.readouterr().out.splitlines()[-1].split("\r")[-1]
    assert re.match(r"\d 回の更新の後、損失が", last)


def test_progress_bar_fills_in_proportion():
    assert progress_line(1, 9, 0, 4, 1.0).count("#") == 0
    assert progress_line(1, 9, 1, 4, 1.0).count("#") == 5
    assert progress_line(1, 9, 4, 4, 1.0).count("#") == 20


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"batch_size": 0}, ValueError, "batch_size は 1 以上の整数"),
        ({"batch_size": 71, "drop_last": True}, ValueError, "70 件が batch_size=71 より少なく"),
        ({"t_train": T[:5]}, ValueError, "訓練データの.*入力 70 件、正解 5 件"),
        ({"x_val": X_VAL}, ValueError, "x_val と t_val の両方"),
        ({"t_val": T_VAL}, ValueError, "x_val と t_val の両方"),
        ({"patience": 3}, ValueError, "早期終了.*検証データ"),
        ({"patience": 0, "x_val": X_VAL, "t_val": T_VAL}, ValueError, "patience は 1 以上"),
        ({"weight_decay": -1}, ValueError, "weight_decay は 0 以上"),
        ({"x_train": X.tolist()}, TypeError, "訓練データの入力は NumPy の配列.*list"),
        ({"t_train": T.tolist()}, TypeError, "訓練データの正解は NumPy の配列.*list"),
        ({"x_train": X[:0], "t_train": T[:0]}, ValueError, "訓練データの.*1 件以上.*入力 0 件"),
        ({"x_val": X[:0], "t_val": T[:0]}, ValueError, "検証データの.*1 件以上"),
        ({"x_train": np.where(X > 2, np.nan, X)}, ValueError, "訓練データの入力に NaN"),
        ({"x_val": np.full((2, 4), np.inf), "t_val": T[:2]}, ValueError, "検証データの入力に NaN か無限大"),
        ({"t_train": np.full(70, np.nan)}, ValueError, "訓練データの正解に NaN"),
        ({"rng": 0}, TypeError, "rng には numpy.random.default_rng"),
        ({"schedule": 0.1}, TypeError, r"schedule は schedule\(k\) と呼べる関数.*0.1"),
        ({"schedule": StepDecay}, TypeError, r"schedule は schedule\(k\) と呼べる関数.*StepDecay"),
        ({"clip": 1.0}, TypeError, r"clip は clip\(grads\) と呼べる関数"),
        ({"clip": clip_grad_norm}, TypeError, r"clip は clip\(grads\) と呼べる関数"),
        ({"constraint": 2.0}, TypeError, r"constraint は constraint\(params\) と呼べる関数.*2.0"),
        ({"optimizer": SGD}, TypeError, r"optimizer には、update を持つものを SGD\(lr=0.1\) のように作って.*SGD"),
        ({"optimizer": "sgd"}, TypeError, "optimizer には、update を持つものを.*'sgd'"),
        ({"net": MultiLayerNet}, TypeError, r"net には、.*MultiLayerNet\(…\) のように作って"),
        ({"optimizer": AdamW(), "weight_decay": 0.1}, ValueError, r"二重に.*AdamW\(.*どちらかを 0 に"),
    ],
)
def test_a_slip_gets_a_message_that_says_what_is_wanted(options, error, message):
    net = MultiLayerNet(4, [8], 2, np.random.default_rng(0))
    right = {"net": net, "optimizer": SGD(), "x_train": X, "t_train": T, "rng": np.random.default_rng(0)}
    with pytest.raises(error, match=message):
        Trainer(**(right | options))


def test_decoupled_decay_is_that_of_adamw_for_weights_and_spares_the_biases():
    ours = build(Adam(lr=0.01), weight_decay=0.1, decoupled=True)
    adamw = build(AdamW(lr=0.01, weight_decay=0.1))
    for trainer in (ours, adamw):
        trainer.net.params["b1"] += 1.0
        trainer.step(X, T)
    np.testing.assert_allclose(ours.net.params["W1"], adamw.net.params["W1"], rtol=1e-12)
    np.testing.assert_allclose(ours.net.params["b1"], adamw.net.params["b1"] + 0.01 * 0.1 * 1.0, rtol=1e-12)


def test_decay_of_adamw_alone_or_of_the_trainer_alone_is_accepted():
    assert build(AdamW(weight_decay=0.1)).weight_decay == 0
    assert build(AdamW(weight_decay=0.0), weight_decay=0.1).weight_decay == 0.1


def test_constraint_is_applied_after_every_update():
    """最大ノルム制約: 更新の直後の重みが、次の順伝播の前に必ず球の中へ戻る。"""

    def max_norm(params):
        for key in ("W1", "W2"):
            norms = np.linalg.norm(params[key], axis=0)
            params[key] *= np.minimum(1, 0.5 / norms)

    trainer = build(SGD(lr=1.0), constraint=max_norm)
    for _ in range(3):
        trainer.step(X, T)
        norms = [np.linalg.norm(trainer.net.params[key], axis=0).max() for key in ("W1", "W2")]
        assert max(norms) == pytest.approx(0.5)


def test_restore_best_before_any_epoch_says_what_to_do():
    with pytest.raises(RuntimeError, match="fit を 1 エポック以上"):
        build().restore_best()


@pytest.mark.parametrize("batch_size", [0, -1])
def test_minibatches_refuses_a_batch_size_below_one(batch_size):
    with pytest.raises(ValueError, match="batch_size は 1 以上の整数"):
        minibatches(70, batch_size, np.random.default_rng(0))


@pytest.mark.parametrize(("n", "error"), [(X, TypeError), (10.0, TypeError), (0, ValueError), (-3, ValueError)])
def test_minibatches_takes_the_number_of_rows_and_not_the_data(n, error):
    with pytest.raises(error, match=r"データの件数 n は ?(1 以上の)?整数にしてください.{1,60}$"):
        minibatches(n, 16, np.random.default_rng(0))


def test_evaluate_includes_label_smoothing_and_cross_entropy_does_not():
    net = MultiLayerNet(4, [8], 2, np.random.default_rng(0), last_layer=SoftmaxWithLoss(label_smoothing=0.2), l2=1.0)
    plain, smoothed = (cross_entropy(net.predict(X), target) for target in (T, 0.8 * np.eye(2)[T] + 0.1))
    assert evaluate(net, X, T)[0] == pytest.approx(smoothed, rel=1e-12)
    assert abs(plain - smoothed) > 1e-3


def test_drop_last_accepts_data_of_exactly_one_batch():
    net = MultiLayerNet(4, [8], 2, np.random.default_rng(0))
    trainer = Trainer(net, SGD(), X, T, rng=np.random.default_rng(0), batch_size=70, drop_last=True)
    trainer.fit(1)
    assert trainer.iteration == 1


def test_min_delta_below_zero_is_refused():
    with pytest.raises(ValueError, match="min_delta は 0 以上"):
        build(min_delta=-0.1)


def test_an_infinite_loss_is_a_divergence_even_when_the_gradient_is_finite():
    """罰則の W² だけがあふれ、勾配 λW は有限なので、損失を調べないと気づけない。"""
    trainer = build(SGD(lr=0.0), net_options={"l2": 1.0})
    trainer.net.params["W1"] *= 1e160
    with np.errstate(over="ignore"), pytest.raises(DivergenceError, match="損失が inf"):
        trainer.step(X, T)
    assert trainer.iteration == 0


def test_saved_run_of_float32_resumes_bit_for_bit(tmp_path):
    """float32 の損失をそのまま記録すると、JSON に書けない。"""
    whole = assert_resumes_bit_for_bit(lambda: build(dtype=np.float32, **FULL), tmp_path / "run.npz")
    assert {type(loss) for loss in whole.history.loss + whole.history.val_loss} == {float}


@pytest.mark.parametrize(("epochs", "error"), [(0, ValueError), (2.5, TypeError)])
def test_the_number_of_epochs_is_a_positive_integer(epochs, error):
    trainer = build()
    with pytest.raises(error, match="epochs は"):
        trainer.fit(epochs)
    assert trainer.epoch == 0


def test_checkpoint_is_saved_at_the_end_of_every_epoch(tmp_path):
    path = tmp_path / "run.npz"
    for epochs in (1, 2):
        trainer = build(checkpoint=path)
        trainer.fit(epochs)
        saved = build()
        saved.load(path)
        assert_same_run(saved, trainer)


@pytest.mark.parametrize("update", [0, 7, 9])
def test_ctrl_c_saves_the_checkpoint_where_it_stopped(tmp_path, update):
    path = tmp_path / "run.npz"
    trainer = build(**{**FULL, "schedule": interrupt_at(update)}, checkpoint=path)
    with pytest.raises(KeyboardInterrupt):
        trainer.fit(4)
    saved = build(**FULL)
    saved.load(path)
    assert saved.iteration == update + 1
    assert_same_run(saved, trainer)


def test_ctrl_c_during_the_last_evaluation_is_not_lost(monkeypatch):
    trainer = build()

    def pressed_while_evaluating(net, x, t):
        if trainer.epoch == 1:
            signal.raise_signal(signal.SIGINT)
        return evaluate(net, x, t)

    monkeypatch.setattr(training, "evaluate", pressed_while_evaluating)
    with pytest.raises(KeyboardInterrupt, match="更新 10 回で中断"):
        trainer.fit(2)
    assert trainer.epoch == len(trainer.history.loss) == 2


def test_a_validation_loss_that_is_not_finite_is_a_divergence(capsys):
    trainer = build()
    trainer.x_val = np.full_like(X_VAL, 1e308)
    history = trainer.fit(3)
    assert (history.stopped, trainer.epoch, history.val_loss) == ("diverged", 0, [])
    assert "重みか、測り直した損失が有限ではなくなりました" in capsys.readouterr().out


def test_progress_shows_the_last_validation_accuracy_and_works_without_validation(capsys):
    history = build(Adam(lr=0.03), progress=True).fit(3)
    shown = [line.split()[-1] for line in capsys.readouterr().out.split("\n")[:-1]]
    assert shown == [f"{accuracy:.4f}" for accuracy in history.val_accuracy]
    assert len(set(shown)) > 1
    trainer = build(progress=True)
    trainer.x_val = None
    trainer.fit(2)
    assert "検証の" not in capsys.readouterr().out


def test_progress_is_drawn_at_the_first_and_last_batch_and_at_most_every_tenth_of_a_second(capsys, monkeypatch):
    monkeypatch.setattr(training, "time", SimpleNamespace(monotonic=lambda: 1000.0))  # 時計が進まない
    build(progress=True).fit(1)
    drawn = capsys.readouterr().out.split("\r")[1:]
    assert [text.split("] ")[1][:3] for text in drawn] == ["1/5", "5/5"]


def test_an_equal_validation_loss_is_not_an_improvement():
    history = build(SGD(lr=0.0), patience=2).fit(10)
    assert (history.stopped, history.best_epoch, len(history.loss)) == ("early", 1, 3)


def test_by_default_any_improvement_counts():
    history = build(SGD(lr=1e-6), patience=3).fit(8)
    assert (history.stopped, history.best_epoch) == (None, 8)


def test_save_leaves_no_other_file(tmp_path):
    trainer = build()
    for _ in range(2):
        trainer.save(tmp_path / "run.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["run.npz"]


def test_save_writes_next_to_the_final_file(tmp_path, monkeypatch):
    """別のディスクに書くと、名前を替えられない。"""
    written, savez = [], np.savez
    monkeypatch.setattr(np, "savez", lambda file, **arrays: written.append(Path(file.name)) or savez(file, **arrays))
    build().save(tmp_path / "run.npz")
    assert written[0].parent == tmp_path
    assert written[0] != tmp_path / "run.npz"


def test_a_loaded_run_still_knows_its_best_and_its_last_good_weights(tmp_path):
    """最良のエポックを過ぎてから保存する(最良の重みと、最後の重みが違う)。"""
    first, second = overfitting(), overfitting()
    best = first.fit(1000).best_epoch
    first = overfitting()
    first.fit(best + 2)
    first.save(tmp_path / "run.npz")
    second.load(tmp_path / "run.npz")
    assert_same_run(first, second)
    second.restore_best()
    assert evaluate(second.net, X_VAL, T_VAL)[0] == min(first.history.val_loss)
