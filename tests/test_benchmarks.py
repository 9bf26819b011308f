"""速さの表に並べた書き方が、どれも同じ計算であることを確かめます。"""

import json
import subprocess
import sys

import pytest

from conftest import ROOT

pytest.importorskip("resource", reason="benchmarks は、ページフォールトを数える resource(Windows にはない)を使う")

LOSSES = """
import json
import numpy as np
from benchmarks.adam_forms import FORMS
from benchmarks.bench_networks import our_net, our_step

def losses(make):
    net = our_net("素のまま", np.float64)
    step = our_step(net, make(net.params))
    return [float(step()) for _ in range(20)]

print(json.dumps({name: losses(make) for name, make in FORMS.items()}))
"""


def test_every_form_of_adam_in_the_table_trains_alike():
    """benchmarks は読み込むとプロセスを 1 コアに固定するので、別のプロセスで動かします。"""
    command = [sys.executable, "-c", LOSSES]
    shown = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    as_the_paper, *others = json.loads(shown).values()
    assert len(others) == 3
    assert as_the_paper[-1] < as_the_paper[0] / 2
    for losses in others:
        assert max(abs(a / b - 1) for a, b in zip(losses, as_the_paper, strict=True)) < 1e-12
