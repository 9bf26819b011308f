"""実験に使うデータ。どれもネットワークなしで読め、呼ぶたびに同じ内容の新しい配列を返す。"""

import gzip
import zlib
from pathlib import Path
from typing import NamedTuple

import numpy as np


class Dataset(NamedTuple):
    """訓練データとテストデータ。``x_train, t_train, x_test, t_test = load_digits()`` とも書けます。

    Attributes:
        x_train, x_test: 入力。形は (N, D)。
        t_train, t_test: 正解。形は (N,)。分類ではクラスの番号(整数)、回帰では目的の値(float64)。
    """

    x_train: np.ndarray
    t_train: np.ndarray
    x_test: np.ndarray
    t_test: np.ndarray


class Points(NamedTuple):
    """平面上の点。x, y とも形は (N,)。"""

    x: np.ndarray
    y: np.ndarray


def five_points():
    r"""直線のあてはめに使う 5 点。最小二乗解は切片 2.2、傾き 0.6 です。

    コストを $J(\theta) = \frac{1}{2m} \sum_i (\theta_0 + \theta_1 x_i - y_i)^2$ とすると最小値は 0.24、
    勾配降下法が収束するのは学習率が 2/λmax ≈ 0.169 より小さいときです。

    >>> x, y = five_points()
    >>> slope, intercept = np.polyfit(x, y, deg=1)
    >>> round(float(intercept), 3), round(float(slope), 3)
    (2.2, 0.6)
    """
    return Points(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.array([2.0, 4.0, 5.0, 4.0, 5.0]))


def load_digits():
    """手書き数字(8×8 画素、1797 枚、0〜9 の 10 クラス)。

    訓練 1437 枚とテスト 360 枚に、クラスの割合を保って分けてあります。並びは混ぜてあるので、
    ``x_train[:300]`` はかたよりの少ない 300 枚です。画像に戻すには ``x_train[0].reshape(8, 8)`` とします。

    Returns:
        Dataset。x は形 (N, 64)、[0, 1] の float64(元の 0〜16 を 16 で割ったもの)。t は形 (N,) の整数。

    出典: UCI Machine Learning Repository, Optical Recognition of Handwritten Digits(scikit-learn 同梱)。

    >>> x_train, t_train, x_test, t_test = load_digits()
    >>> x_train.shape, x_test.shape, float(x_train.max())
    ((1437, 64), (360, 64), 1.0)
    """
    from sklearn import datasets  # 読み込みに 1 秒ほどかかるので、使うときだけ

    x, t = datasets.load_digits(return_X_y=True)
    return _split(x / 16, t, stratify=t)


def load_diabetes(standardize=True):
    """糖尿病患者 442 人の検査値 10 項目から、1 年後の病気の進み具合(25〜346)を当てる回帰データ。

    列は age(歳)、sex(1 か 2)、bmi(kg/m²)、bp(平均血圧 mmHg)、s1〜s6(血清の検査値: 総コレステロール、LDL、HDL、
    総コレステロール/HDL 比、中性脂肪の対数、血糖)の順です。訓練 353 人とテスト 89 人に分けてあります。

    Args:
        standardize: True なら、各列を**訓練データの**平均 0、標準偏差 1 にそろえます(テストデータの平均を使うと、
            見えないはずの情報がもれます)。False なら元の単位のまま。t はどちらでも元の単位です。

    Returns:
        Dataset。x は形 (N, 10) の float64、t は形 (N,) の float64。

    出典: Efron et al. (2004), Least Angle Regression(scikit-learn 同梱)。

    >>> data = load_diabetes()
    >>> data.x_train.shape, data.x_test.shape
    ((353, 10), (89, 10))
    """
    from sklearn import datasets

    data = _split(*datasets.load_diabetes(return_X_y=True, scaled=False))
    if not standardize:
        return data
    mean, std = data.x_train.mean(axis=0), data.x_train.std(axis=0)
    return data._replace(x_train=(data.x_train - mean) / std, x_test=(data.x_test - mean) / std)


def load_mnist(folder):
    """MNIST(28×28 画素、訓練 60000 枚、テスト 10000 枚)を、手元のフォルダーから読みます。

    フォルダーには次の 4 つを置きます。``.gz`` は展開してあってもかまいません。

    - ``train-images-idx3-ubyte.gz``、``train-labels-idx1-ubyte.gz``
    - ``t10k-images-idx3-ubyte.gz``、``t10k-labels-idx1-ubyte.gz``

    Args:
        folder: フォルダーのパス。

    Returns:
        Dataset。x は形 (N, 784)、[0, 1] の float32(float64 では 60000 枚で 376 MB になるため)。t は形 (N,) の整数。

    Raises:
        FileNotFoundError: フォルダーかファイルがないとき。
        ValueError: ファイルが壊れている、種類が違う、画像とラベルの数が合わないとき。

    出典: LeCun et al. (1998), Gradient-based learning applied to document recognition。
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"フォルダー {folder} がありません。{_MNIST_HELP}")
    x_train, t_train = _load_mnist_part(folder, "train")
    x_test, t_test = _load_mnist_part(folder, "t10k")
    return Dataset(x_train, t_train, x_test, t_test)


_MNIST_HELP = (
    "MNIST の 4 つのファイル(train-images-idx3-ubyte.gz、train-labels-idx1-ubyte.gz、t10k-images-idx3-ubyte.gz、"
    "t10k-labels-idx1-ubyte.gz)を置いたフォルダーを渡してください。torchvision の torchvision.datasets.MNIST に"
    " download=True を付けると、同じファイルが MNIST/raw フォルダーに入ります。"
    "ネットワークが使えないときは、同梱の load_digits() で代わりになります。"
)


def _split(x, t, stratify=None):
    from sklearn.model_selection import train_test_split

    x_train, x_test, t_train, t_test = train_test_split(x, t, test_size=0.2, random_state=0, stratify=stratify)
    return Dataset(x_train, t_train, x_test, t_test)


def _load_mnist_part(folder, part):
    images = _read_idx(folder, f"{part}-images-idx3-ubyte", ndim=3)
    labels = _read_idx(folder, f"{part}-labels-idx1-ubyte", ndim=1)
    if len(images) != len(labels):
        raise ValueError(
            f"{part} の画像は {len(images)} 枚、ラベルは {len(labels)} 個で、数が合いません。{_MNIST_HELP}"
        )
    return images.reshape(len(images), -1) / np.float32(255), labels.astype(np.int64)


def _read_idx(folder, name, ndim):
    """IDX 形式の並びは、0, 0, 型(8 = 符号なし 1 バイト), 次元の数, 各次元の長さ(4 バイトずつ), 中身。"""
    path = next((p for p in (folder / f"{name}.gz", folder / name) if p.is_file()), None)
    if path is None:
        raise FileNotFoundError(f"{folder} に {name}.gz がありません。{_MNIST_HELP}")
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{path} を展開できません({error})。ファイルが途中で切れているか、壊れています。") from error
    if data[:4] != bytes([0, 0, 8, ndim]):
        raise ValueError(
            f"{path} は {name} ではありません(先頭の 4 バイトが {data[:4].hex()})。ファイルを取り違えていませんか。"
        )
    header = 4 + 4 * ndim
    shape = tuple(int.from_bytes(data[i : i + 4], "big") for i in range(4, header, 4))
    if len(data) != header + np.prod(shape):
        raise ValueError(
            f"{path} の長さは {len(data)} バイトですが、形 {shape} なら {header + np.prod(shape)} バイトのはずです。"
            "ファイルが途中で切れているか、壊れています。"
        )
    return np.frombuffer(data, np.uint8, offset=header).reshape(shape)
