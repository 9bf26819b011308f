"""PyTorch の値: 保存したものと、PyTorch があればその場で計算したものの、両方と比べるフィクスチャです。"""

import importlib
from pathlib import Path

import numpy as np
import pytest

REFERENCE = Path(__file__).parent / "reference"


def stored(name: str) -> dict:
    """保存した値です。"""
    with np.load(REFERENCE / f"{name}.npz") as values:
        return dict(values)


def compute_live(name: str) -> dict:
    """保存した値を作ったのと同じ関数 reference/<name>.py を、いま動かします。"""
    pytest.importorskip("torch", reason="PyTorch がないので、その場では計算しません")
    return importlib.import_module(f"reference.{name}").compute()


def torch_fixture(name: str):
    """reference/<name>.npz の値と、いま計算した値を、順に渡すフィクスチャを作ります。"""

    @pytest.fixture(scope="module", params=["stored", "live"])
    def torch_values(request):
        return compute_live(name) if request.param == "live" else stored(name)

    return torch_values
