// Momentum の対話図: 速度の矢印を持つ球を転がし、学習率と慣性を変え、行き過ぎと最良の慣性を見る。
(function (root) {
  "use strict";
  const { kit, walk: parts, descent } = root.eshikaku;
  const { svg, put, number } = kit;
  const { max, sqrt, abs } = Math;

  // ── 計算(tests/explorers が eshikaku.explorers.momentum と比べる) ──
  // 二次関数では、固有値 λ の方向の座標は 2 項の漸化式に従う。その特性方程式 r² − b r + c = 0 の係数。
  const CHARACTERISTIC = {
    Momentum: (lr, a, lambda) => [1 + a - lr * lambda, a],
    Nesterov: (lr, a, lambda) => [(1 + a) * (1 - lr * lambda), a * (1 - lr * lambda)],
  };
  // 1 歩ごとの倍率 |r|: 根の大きい方の大きさ。複素数なら 2 つの根の大きさは √c で等しい。
  function factor(method, lr, a, lambda) {
    const [b, c] = CHARACTERISTIC[method](lr, a, lambda), inner = b * b - 4 * c;
    return inner < 0 ? sqrt(c) : (abs(b) + sqrt(inner)) / 2;
  }
  const slowest = (method, lr, a, curvature) => max(...curvature.map((lambda) => factor(method, lr, a, lambda)));
  // この学習率で、いちばん遅い方向の倍率を最も小さくする α(0.001 刻み)。
  const ALPHAS = Array.from({ length: 1000 }, (_, k) => k / 1000);
  function bestMomentum(method, lr, curvature) {
    const factors = ALPHAS.map((a) => slowest(method, lr, a, curvature));
    return ALPHAS[factors.indexOf(Math.min(...factors))];
  }
  // 学習率も選べるときの最良の組 (η, α)。条件数 κ だけで α が決まる。
  function bestPair(method, curvature) {
    const low = Math.min(...curvature), high = max(...curvature), kappa = high / low;
    if (method === "Momentum") return [4 / (sqrt(high) + sqrt(low)) ** 2, ((sqrt(kappa) - 1) / (sqrt(kappa) + 1)) ** 2];
    return [4 / (3 * high + low), (sqrt(3 * kappa + 1) - 2) / (sqrt(3 * kappa + 1) + 2)];
  }
  // 座標が最小点をまたいだ回数(行き過ぎ)。
  const crossings = (path, minimum) =>
    minimum.map((m, i) => path.slice(1).filter((p, k) => (p[i] - m) * (path[k][i] - m) < 0).length);

  // ── 図 ──
  const SPEED = 3; // 速度の矢印は、1 歩で動く長さのこの倍
  const ALPHA_ERROR = "慣性 α は 0 以上 1 未満の数にしてください。";

  function make(facts, api) {
    const ball = svg("circle", { r: 6, class: "ball" }), velocity = parts.arrow("velocity"), push = parts.arrow("push");
    const gray = { color: "#767676", dash: "2 4" }, { methods } = facts;
    return {
      sliders: [
        { ...parts.LR, min: 0.001, max: 3, step: 0.02, log: true },
        { field: "momentum", label: "慣性 α", min: 0, max: 0.99, step: 0.01, valid: (v) => v >= 0 && v < 1, error: ALPHA_ERROR },
      ],
      choices: [{ field: "method", label: "手法", options: [["Momentum", "Momentum"], ["Nesterov", "Nesterov(NAG)"]] }],
      runs: ({ method, lr, momentum }) => [
        { rule: method, options: { lr, momentum }, style: methods[method] },
        { rule: "SGD", options: { lr }, style: gray },
      ],
      // 慣性で 1/(1 − α) 倍進むので、SGD の学習率をその分だけ小さくする
      enter: (surface, { momentum }) => ({ lr: +(surface.first.lr * (1 - momentum)).toPrecision(3) }),
      layers: [push.node, velocity.node, ball],
      legend: [
        { text: "速度 v", name: "velocity" }, { text: "勾配による変化 −ηg", name: "push" },
        { text: "同じ η の SGD(α = 0)", ...gray },
      ],
      overlay({ state, walks: [{ path, states, grads }], now }, stage) {
        const at = path[now], tip = (d) => stage.at(at.map((x, i) => x + SPEED * d[i])), [x, y] = stage.at(at);
        put(ball, { cx: kit.clamp(x, -1e4, 1e4), cy: kit.clamp(y, -1e4, 1e4) });
        velocity.show([x, y], tip(states[now].map((s) => s.v)));
        push.show([x, y], grads[now] && tip(grads[now].map((g) => -state.lr * g)));
      },
      charts: [
        {
          chart: api.chart({ title: "損失(最小値との差、対数目盛り)", log: true }),
          show: descent.losses,
        },
        {
          chart: api.chart({ title: "1 歩ごとの倍率 |r|(実線 x、破線 y)", xtitle: "慣性 α", height: 170 }),
          show({ surface: { curvature }, state: { method, lr, momentum } }) {
            if (!curvature) return null;
            const xs = ALPHAS.filter((_, k) => k % 10 === 0), best = bestMomentum(method, lr, curvature);
            return {
              xs, span: [0, 1], range: [0, 1.4], shown: undefined,
              lines: curvature.map((lambda) => xs.map((a) => factor(method, lr, a, lambda))),
              styles: ["", "6 4"].map((dash) => ({ color: methods[method].color, dash })),
              guides: [[1, ""]], verticals: [[momentum, "今"], [best, "最良"]],
              label: `慣性 α に対する 1 歩ごとの倍率。この学習率で最良の α は ${number(best, 3)}`,
            };
          },
        },
      ],
      word: descent.arrived,
      rows({ state, surface, walks: [{ path, states }], now }) {
        const { method, lr, momentum } = state, { curvature, minima } = surface;
        const rows = [[`${now} 歩目`, descent.pair(path[now])], ["速度 v", descent.pair(states[now].map((s) => s.v))]];
        if (minima.length === 1) rows.push(["行き過ぎ", `x: ${crossings(path, minima[0]).join(" 回、y: ")} 回`]);
        rows.push(["実効 η/(1−α)", number(lr / (1 - momentum))]);
        if (!curvature) return rows;
        const [eta, alpha] = bestPair(method, curvature);
        return [...rows,
          ["倍率 |r|", descent.each(curvature.map((lambda) => factor(method, lr, momentum, lambda)))],
          ["この η で最良の α", number(bestMomentum(method, lr, curvature), 3)],
          ["最良の (η, α)", descent.pair([+eta.toPrecision(3), +alpha.toPrecision(3)])]];
      },
    };
  }

  const style = `
.velocity{stroke:var(--handle);stroke-width:3}
.push{stroke:var(--ok);stroke-width:3}
.ball{fill:var(--handle);stroke:#fff;stroke-width:2}
`;
  root.eshikaku.momentum = { factor, bestMomentum, bestPair, crossings };
  descent.define({ name: "momentum", label: "Momentum", note: `速度と −ηg の矢印は、実際の ${SPEED} 倍の長さです。`, style, make });
})(globalThis);
