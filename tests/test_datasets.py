"""datasets.py が約束していること。"""

import gzip
import subprocess
import sys

import numpy as np
import pytest

from eshikaku.datasets import five_points, load_diabetes, load_digits, load_mnist

LOADERS = [five_points, load_digits, load_diabetes]


@pytest.mark.parametrize("load", LOADERS)
def test_data_is_the_same_every_time_but_never_shared(load):
    first, second = load(), load()
    for a, b in zip(first, second, strict=True):
        np.testing.assert_array_equal(a, b)
        assert not np.shares_memory(a, b)
        a[...] = 0
    assert all(b.any() for b in second)


def test_import_does_not_load_scikit_learn():
    code = "import eshikaku.datasets, sys; sys.exit('sklearn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def cost(theta, x, y):
    return np.sum((theta[0] + theta[1] * x - y) ** 2) / (2 * len(x))


def test_five_points_have_the_least_squares_solution_of_the_book():
    x, y = five_points()
    slope, intercept = np.polyfit(x, y, deg=1)
    assert (intercept, slope) == pytest.approx((2.2, 0.6))
    assert cost((intercept, slope), x, y) == pytest.approx(0.24)


def test_a_thousand_steps_on_five_points_do_not_reach_the_optimum():
    x, y = five_points()
    X = np.column_stack([np.ones_like(x), x])
    theta = np.zeros(2)
    for _ in range(1000):
        theta -= 0.01 * X.T @ (X @ theta - y) / len(y)
    assert theta == pytest.approx((1.852, 0.696), abs=5e-4)
    assert cost(theta, x, y) == pytest.approx(0.2510, abs=5e-5)
    assert 2 / np.linalg.eigvalsh(X.T @ X / len(y)).max() == pytest.approx(0.169, abs=5e-4)


def test_digits_are_scaled_to_0_1_and_split_without_overlap():
    x_train, t_train, x_test, t_test = load_digits()
    assert (x_train.shape, t_train.shape, x_test.shape, t_test.shape) == ((1437, 64), (1437,), (360, 64), (360,))
    assert (x_train.min(), x_train.max()) == (0, 1)
    assert x_train.dtype == np.float64
    assert len(np.unique(np.vstack([x_train, x_test]), axis=0)) == 1797


def test_digits_keep_the_share_of_each_class():
    _, t_train, _, t_test = load_digits()
    train, test = np.bincount(t_train), np.bincount(t_test)
    assert len(train) == len(test) == 10
    np.testing.assert_allclose(train / train.sum(), test / test.sum(), atol=0.003)


def test_first_300_digits_hold_every_class():
    assert np.bincount(load_digits().t_train[:300]).min() >= 20


def test_diabetes_is_standardised_with_the_training_data_only():
    data, raw = load_diabetes(), load_diabetes(standardize=False)
    np.testing.assert_allclose(data.x_train.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(data.x_train.std(axis=0), 1)
    restored = data.x_test * raw.x_train.std(axis=0) + raw.x_train.mean(axis=0)
    np.testing.assert_allclose(restored, raw.x_test)


def test_raw_diabetes_is_in_the_documented_units():
    raw = load_diabetes(standardize=False)
    age, sex, bmi = raw.x_train.T[:3]
    assert 15 < age.min() < age.max() < 100
    assert set(sex) == {1, 2}
    assert 15 < bmi.min() < bmi.max() < 50
    t = np.concatenate([raw.t_train, raw.t_test])
    assert (t.min(), t.max()) == (25, 346)


# --- MNIST(小さなファイルを作って読む)

IMAGES = {"train": np.arange(3 * 28 * 28).reshape(3, 28, 28) % 256, "t10k": np.full((2, 28, 28), 255)}
LABELS = {"train": np.array([5, 0, 9]), "t10k": np.array([1, 2])}


def idx(array):
    header = bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    return header + array.astype(np.uint8).tobytes()


@pytest.fixture(params=[True, False], ids=["gz", "raw"])
def compressed(request):
    return request.param


@pytest.fixture
def mnist(tmp_path, compressed):
    """4 つのファイルを置いたフォルダーと、1 つを書き換える関数。"""

    def write(name, data):
        path = tmp_path / (name + ".gz" if compressed else name)
        path.write_bytes(gzip.compress(data) if compressed else data)
        return path

    for part in ("train", "t10k"):
        write(f"{part}-images-idx3-ubyte", idx(IMAGES[part]))
        write(f"{part}-labels-idx1-ubyte", idx(LABELS[part]))
    return tmp_path, write


def test_mnist_is_read_as_written(mnist):
    x_train, t_train, x_test, t_test = load_mnist(str(mnist[0]))
    assert x_train.dtype == np.float32
    np.testing.assert_allclose(x_train * 255, IMAGES["train"].reshape(3, 784), rtol=1e-6)
    np.testing.assert_array_equal(x_test, np.ones((2, 784)))
    np.testing.assert_array_equal(t_train, [5, 0, 9])
    np.testing.assert_array_equal(t_test, [1, 2])
    x_train[0] = t_train[0] = 0  # 書き込める


def test_missing_mnist_folder_says_which_files_are_needed_and_where_they_are(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"フォルダー .*nowhere.*train-images-idx3-ubyte\.gz.*torchvision"):
        load_mnist(tmp_path / "nowhere")


def test_missing_mnist_file_is_named(mnist):
    folder, write = mnist
    write("t10k-labels-idx1-ubyte", b"").unlink()
    with pytest.raises(FileNotFoundError, match=r"t10k-labels-idx1-ubyte\.gz がありません"):
        load_mnist(folder)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (idx(LABELS["train"]), "取り違えて"),
        (b"", "取り違えて"),
        (b"<!DOCTYPE html>", "取り違えて"),
        (idx(IMAGES["train"])[:10], "途中で切れて"),
        (idx(IMAGES["train"])[:-1], "途中で切れて"),
        (idx(IMAGES["train"]) + b"\0", "壊れて"),
        (idx(IMAGES["train"][:2]), "画像は 2 枚、ラベルは 3 個で、数が合いません"),
    ],
)
def test_damaged_mnist_file_is_refused_with_the_reason(mnist, data, message):
    folder, write = mnist
    write("train-images-idx3-ubyte", data)
    with pytest.raises(ValueError, match=message):
        load_mnist(folder)


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: b"PK" + data[2:], lambda data: data[:40] * 2])
def test_damaged_gzip_is_refused_with_the_file_name(tmp_path, damage):
    path = tmp_path / "train-images-idx3-ubyte.gz"
    path.write_bytes(damage(gzip.compress(idx(IMAGES["train"]))))
    with pytest.raises(ValueError, match=r"train-images-idx3-ubyte\.gz を展開できません"):
        load_mnist(tmp_path)
