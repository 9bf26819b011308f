// 勾配降下法の対話図: 等高線の上で出発点を動かし、学習率を変え、道筋と損失曲線を見る。
(function (root) {
  "use strict";
  const { kit, walk: parts, descent } = root.eshikaku;
  const { svg, put, number } = kit;

  const REST = 1e-9; // これより短い歩は止まったとみなす(丸め誤差で向きが変わるのを数えない)

  // 動きの名前。定義は eshikaku.explorers.behaviour の docstring にあり、両者が同じ答えを出すことをテストする。
  function behaviour(surface, path) {
    const end = path[path.length - 1];
    if (descent.escaped(surface, end)) return "発散";
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
    return descent.near(surface, end) ? "収束" : "まだ遠い";
  }
  const TONE = { 収束: "--ok", 振動しながら収束: "--ok", 振動が続く: "--warn", 発散: "--bad", まだ遠い: "--soft" };

  // 二次関数では、1 歩ごとに各軸の座標が 1 − ηλ 倍になる。それを −1 から 1 の帯の上に示す。
  const factors = (surface, lr) => surface.curvature.map((l) => 1 - lr * l);
  function factorBand(redraw) {
    const scale = svg("g"), marks = ["x", "y"].map((name, i) =>
      svg("g", {}, svg("circle", { cy: 46, r: 5, class: "factor" }), svg("text", { y: i ? 66 : 34, "text-anchor": "middle", class: "strong" }, name)));
    const node = svg("svg", { class: "factors", role: "img", height: 86 }, scale, ...marks);
    let width = 0, drawn;
    new ResizeObserver(() => {
      width = node.clientWidth;
      redraw();
    }).observe(node);
    function show(values) {
      node.style.display = values ? "" : "none";
      if (!values || !width) return;
      const at = kit.scale(-1.5, 1.5, 12, width - 12);
      if (drawn !== width) {
        drawn = width;
        put(node, { viewBox: `0 0 ${width} 86` });
        scale.replaceChildren(
          svg("text", { x: 0, y: 12 }, "1 − ηλ が緑の帯(−1 と 1 の間)なら縮む"),
          svg("rect", { x: at(-1), y: 40, width: at(1) - at(-1), height: 12, rx: 3, class: "safe" }),
          svg("path", { d: `M${at(-1.5)} 46H${at(1.5)}`, class: "rule" }),
          ...[-1, 0, 1].flatMap((v) => [
            svg("text", { x: at(v), y: 82, "text-anchor": "middle" }, number(v)),
            svg("path", { d: `M${at(v)} 40v12`, class: "rule" }),
          ]),
        );
      }
      marks.forEach((mark, i) => put(mark, { transform: `translate(${at(kit.clamp(values[i], -1.5, 1.5))},0)` }));
      put(node, { "aria-label": `1 − ηλ は x 方向が ${number(values[0])}、y 方向が ${number(values[1])}` });
    }
    return { node, show };
  }

  function make(facts, api) {
    const band = factorBand(api.draw);
    return {
      sliders: [{ ...parts.LR, limits: (surface) => surface.rates }],
      runs: ({ lr }) => [{ rule: "SGD", options: { lr }, style: facts.methods.SGD }],
      enter: (surface) => ({ lr: surface.first.lr }),
      charts: [{
        chart: api.chart({ title: "損失(最小値との差、対数目盛り)", log: true }),
        show: descent.losses,
      }],
      aside: [band.node],
      word({ surface, walks: [{ path }] }) {
        const name = behaviour(surface, path);
        return [name, TONE[name]];
      },
      rows({ state, surface, walks: [{ path, gaps }], now }) {
        const rows = [["出発点", descent.pair(state.start)], [`${now} 歩目`, descent.pair(path[now])], ["f − 最小値", number(gaps[now])]];
        if (!surface.curvature) return rows;
        return [...rows, ["1 − ηλ", descent.each(factors(surface, state.lr))], ["η の限界 2/λₘₐₓ", number(2 / Math.max(...surface.curvature))]];
      },
      sync: ({ state, surface }) => band.show(surface.curvature && factors(surface, state.lr)),
    };
  }

  const style = `
.factors{margin-top:6px}
.safe{fill:var(--ok);opacity:.3}
.rule{stroke:var(--soft);fill:none}
.factor{fill:var(--text);stroke:var(--page)}
.strong{fill:var(--text);font-weight:600}
`;
  root.eshikaku.landscape = { behaviour };
  descent.define({ name: "landscape", label: "勾配降下法", style, make });
})(globalThis);
