// 勾配降下法の対話図: 等高線の上で出発点を動かし、学習率を変え、道筋と損失曲線を見る。
(function (root) {
  "use strict";
  const { kit, surfaces, walk: parts } = root.eshikaku;
  const { html, svg, put, number } = kit;

  // ── 計算(tests/test_explorers.py が eshikaku.surfaces と比べる) ──
  // 更新則の表。章が進んだら 1 行ずつ足す。memory は更新をまたいで持ち越す量。色は eshikaku.plotting の手法の色
  // (SGD はほぼ黒。暗い地では文字の色にして見えるようにする)。
  const OPTIMIZERS = {
    sgd: { title: "SGD", color: "var(--text)", step: (point, grad, lr, memory) => point.map((p, i) => p - lr * grad[i]) },
  };

  function descend(surface, optimizer, lr, start, steps) {
    const path = [start], memory = {};
    while (path.length <= steps) {
      const at = path[path.length - 1];
      const grad = surface.grad(...at);
      if (!parts.finite(grad)) break;
      path.push(optimizer.step(at, grad, lr, memory));
    }
    return path;
  }

  const REST = 1e-9; // これより短い歩は止まったとみなす(丸め誤差で向きが変わるのを数えない)
  const FAR = 1000; // 図の横幅の何倍離れたら発散とみなすか

  // 動きの名前。定義は eshikaku.explorers.behaviour の docstring にあり、両者が同じ答えを出すことをテストする。
  function behaviour(surface, path) {
    const end = path[path.length - 1];
    if (!parts.finite(end) || Math.hypot(...end) > FAR * (surface.xlim[1] - surface.xlim[0])) return "発散";
    const moves = path.slice(1).map((p, i) => [p[0] - path[i][0], p[1] - path[i][1]]);
    const rest = moves.findIndex((m) => Math.hypot(...m) <= REST);
    const walked = rest < 0 ? moves : moves.slice(0, rest);
    const half = walked.slice(Math.floor(walked.length / 2));
    const pairs = half.slice(1).map((m, i) => [half[i], m]);
    const turns = pairs.filter(([a, b]) => a[0] * b[0] + a[1] * b[1] < 0).length;
    if (pairs.length && 2 * turns >= pairs.length) {
      const ratios = pairs.map(([a, b]) => Math.hypot(...b) / Math.hypot(...a));
      if (ratios.every((r) => r < 0.99)) return "振動しながら収束";
      return ratios.every((r) => r > 1.01) ? "発散" : "振動が続く";
    }
    const near = surface.minima.some((m) => Math.hypot(end[0] - m[0], end[1] - m[1]) <= surface.radius);
    return near ? "収束" : "まだ遠い";
  }

  // ── 図 ──
  const TONE = { 収束: "--ok", 振動しながら収束: "--ok", 振動が続く: "--warn", 発散: "--bad", まだ遠い: "--soft" };

  function build(options, changed) {
    const SURFACES = surfaces.join(options.facts.surfaces);
    const { lr, start, steps, surface, optimizer } = options;
    let state = check({ surface, optimizer, lr: +lr, steps: +steps, start: parts.numbers(start) });
    let path, values, factorWidth, factorKey;

    function check(state) {
      if (!SURFACES[state.surface]) throw new Error(`surface="${state.surface}" という地形はありません。`);
      if (!OPTIMIZERS[state.optimizer]) throw new Error(`optimizer="${state.optimizer}" という手法はありません。`);
      parts.checkWalk(state);
      return state;
    }
    function set(patch) {
      state = check({ ...state, ...patch });
      player.limit(state.steps);
      compute();
      changed();
    }
    function compute() {
      const surface = SURFACES[state.surface], lowest = surface.f(...surface.minima[0]);
      node.style.setProperty("--path", OPTIMIZERS[state.optimizer].color);
      path = descend(surface, OPTIMIZERS[state.optimizer], state.lr, state.start, state.steps);
      values = path.map((p) => surface.f(...p) - lowest);
      draw();
    }

    // 描画
    const trail = parts.trail("", (points) => points.slice(1));
    const draw = kit.once(() => {
      const surface = SURFACES[state.surface];
      if (!stage.fit(surface, state.surface)) return;
      stage.hold(state.start);
      trail.show(path.map(stage.at), player.shown);
      loss.show({ lines: [values], steps: state.steps, shown: player.shown, label: `損失曲線: ${number(values[0])} から ${number(values[values.length - 1])} へ` });
      drawWords();
      pick.select.value = state.surface;
      rate.limits(...surface.rates);
      rate.set(state.lr);
      length.set(state.steps);
    });

    // 二次関数では、1 歩ごとに各軸の座標が 1 − ηλ 倍になる。それを −1 から 1 の帯の上に示す。
    function drawFactors(lambda) {
      factors.style.display = lambda ? "" : "none";
      if (!lambda || !factorWidth) return;
      const at = kit.scale(-1.5, 1.5, 12, factorWidth - 12), values = lambda.map((l) => 1 - state.lr * l);
      if (factorKey !== factorWidth) {
        factorKey = factorWidth;
        put(factors, { viewBox: `0 0 ${factorWidth} 86` });
        factorScale.replaceChildren(
          svg("text", { x: 0, y: 12 }, "1 − ηλ が緑の帯(−1 と 1 の間)なら縮む"),
          svg("rect", { x: at(-1), y: 40, width: at(1) - at(-1), height: 12, rx: 3, class: "safe" }),
          svg("path", { d: `M${at(-1.5)} 46H${at(1.5)}`, class: "rule" }),
          ...[-1, 0, 1].flatMap((v) => [
            svg("text", { x: at(v), y: 82, "text-anchor": "middle" }, number(v)),
            svg("path", { d: `M${at(v)} 40v12`, class: "rule" }),
          ]),
        );
      }
      factorMarks.forEach((mark, i) => put(mark, { transform: `translate(${at(kit.clamp(values[i], -1.5, 1.5))},0)` }));
      put(factors, { "aria-label": `1 − ηλ は x 方向が ${number(values[0])}、y 方向が ${number(values[1])}` });
    }

    function drawWords() {
      const surface = SURFACES[state.surface], name = behaviour(surface, path), lambda = surface.curvature;
      const now = Math.min(player.shown, path.length - 1), pair = (p) => `(${number(p[0])}, ${number(p[1])})`;
      kit.write(word, name);
      put(word, { style: `--tone:var(${TONE[name]})` });
      const rows = [["出発点", pair(state.start)], [`${now} 歩目`, pair(path[now])], ["f − 最小値", number(values[now])]];
      if (lambda) rows.push(["1 − ηλ", `x: ${number(1 - state.lr * lambda[0])}、y: ${number(1 - state.lr * lambda[1])}`], ["η の限界 2/λₘₐₓ", number(2 / Math.max(...lambda))]);
      facts.show(rows);
      drawFactors(lambda);
      spoken.say(`${name}。${state.steps} 歩で ${pair(path[path.length - 1])}`);
    }

    // 画面の部品
    const stage = parts.stage({ layers: [trail.node], choose: (start) => set({ start }), redraw: draw });
    const loss = parts.chart({ title: "損失(最小値との差、対数目盛り)", log: true, redraw: draw });
    const player = parts.player({ steps: state.steps, redraw: draw });
    const pick = kit.choice("地形", Object.entries(SURFACES).map(([k, s]) => [k, s.label]), (name) => {
      const { lr, start, steps } = SURFACES[name].first;
      set({ surface: name, lr, start, steps });
    });
    const rate = parts.lrSlider({ min: 0.01, max: 1, step: 0.01, change: (v) => set({ lr: v }) });
    const length = parts.stepsSlider((v) => set({ steps: v }));
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const factorScale = svg("g"), factorMarks = ["x", "y"].map((name, i) =>
      svg("g", {}, svg("circle", { cy: 46, r: 5, class: "factor" }), svg("text", { y: i ? 66 : 34, "text-anchor": "middle", class: "strong" }, name)));
    const factors = svg("svg", { class: "factors", role: "img", height: 86 }, factorScale, ...factorMarks);
    const side = html("div", {}, word, loss.node, facts.node, factors);
    new ResizeObserver(() => {
      factorWidth = side.clientWidth;
      draw();
    }).observe(side);

    // 学習率とボタンは図のすぐ下に置く(スマートフォンでも、動かしながら道筋が見えるように)。
    const main = html("div", { class: "column" }, stage.node, rate.node, player.node);
    const node = html("div", { class: "figure", role: "group", "aria-label": "勾配降下法の対話図" },
      html("div", { class: "plots" }, main, side),
      html("div", { class: "controls" }, pick.node, length.node),
      html("p", { class: "note" }, "橙の点をつかんで動かすか、図の中を押すと、出発点が変わります。＋ は最小点、破線の円に入れば到着、× は鞍点です。"),
      spoken.node);
    compute();
    return { node, set, state: () => ({ ...state, end: path[path.length - 1], behaviour: behaviour(SURFACES[state.surface], path) }) };
  }

  const STYLE = parts.STYLE + `
.factors{margin-top:6px}
.safe{fill:var(--ok);opacity:.3}
.rule{stroke:var(--soft);fill:none}
.factor{fill:var(--path);stroke:var(--page)}
.strong{fill:var(--text);font-weight:600}
`;
  root.eshikaku.landscape = { OPTIMIZERS, descend, behaviour };
  kit.define({ tag: "eshikaku-landscape", style: STYLE, build });
})(globalThis);
