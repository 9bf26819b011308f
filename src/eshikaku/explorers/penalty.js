// L1 と L2 の罰則の対話図: 損失の最小点と λ を動かし、範囲に触れる解と、ちょうど 0 になる重みを見る。
(function (root) {
  "use strict";
  const { kit, walk: parts } = root.eshikaku;
  const { html, svg, put, number } = kit;

  // ── 計算(tests/explorers が eshikaku.explorers.penalty と比べる) ──
  const TINY = 1e-12; // 丸め誤差とみなす大きさ。境目の点が、どの場合にも当てはまらなくなるのを防ぐ
  const clean = (v) => (Math.abs(v) < TINY ? 0 : v);
  const soft = (v, lam) => Math.sign(v) * Math.max(Math.abs(v) - lam, 0);
  const solve = (...given) => exact(...given).map(clean);
  function exact(rho, kind, lam, best) {
    const b = [best[0] + rho * best[1], rho * best[0] + best[1]];
    if (kind === "l2") {
      const d = 1 + lam, det = d * d - rho * rho;
      return [(d * b[0] - rho * b[1]) / det, (d * b[1] - rho * b[0]) / det];
    }
    if (Math.max(Math.abs(b[0]), Math.abs(b[1])) <= lam + TINY) return [0, 0];
    const alone = b.map((v) => soft(v, lam));
    if (Math.abs(b[1] - rho * alone[0]) <= lam + TINY) return [alone[0], 0];
    if (Math.abs(b[0] - rho * alone[1]) <= lam + TINY) return [0, alone[1]];
    for (const [s, u] of [[1, 1], [1, -1], [-1, 1], [-1, -1]]) {
      const p = b[0] - lam * s, q = b[1] - lam * u;
      const w = [(p - rho * q) / (1 - rho * rho), (q - rho * p) / (1 - rho * rho)];
      if (w[0] * s > 0 && w[1] * u > 0) return w;
    }
    throw new Error("どの場合にも当てはまりません。");
  }
  function loss(rho, w, best) {
    const [x, y] = [w[0] - best[0], w[1] - best[1]];
    return (x * x + 2 * rho * x * y + y * y) / 2;
  }
  const radius = (kind, w) => (kind === "l1" ? Math.abs(w[0]) + Math.abs(w[1]) : Math.sqrt(w[0] * w[0] + w[1] * w[1]));
  function behaviour([a, b]) {
    if (a === 0 && b === 0) return "2 つともちょうど 0";
    return a === 0 ? "w₁ がちょうど 0" : b === 0 ? "w₂ がちょうど 0" : "0 の重みはない";
  }

  // ── 図 ──
  const COLORS = [{ color: "#2f75c0" }, { color: "#a63d00", dash: "7 4" }];
  const LEVELS = [0.05, 0.2, 0.5, 1, 1.8, 3, 4.5, 7, 10];
  const MARGIN = { left: 36, right: 10, top: 22, bottom: 36 };
  const SNAP = 8; // 軸までこの画素より近ければ、軸の上に置く

  function build(options, changed) {
    const { rho, xlim, ylim, lambdaMax, kinds, lams: [least, most] } = options.facts;
    const LAM_ERROR = `λ は ${least} から ${most} の数にしてください。`;
    const validLam = (v) => v >= least && v <= most;
    const given = { kind: "l1", lam: 0.5, optimum: [1.5, 0.2], ...options };
    let state = check({ kind: given.kind, lam: +given.lam, optimum: kit.numbers(given.optimum) });
    let width = 0, at, unit, box, drawn;

    function check(state) {
      if (!kinds[state.kind]) throw new Error(`kind="${state.kind}" という罰則はありません。`);
      if (!validLam(state.lam)) throw new Error(LAM_ERROR);
      if (state.optimum.length !== 2 || !parts.finite(state.optimum)) throw new Error("optimum は w1,w2 の 2 つの数にしてください。");
      return state;
    }
    function set(patch) {
      state = check({ ...state, ...patch });
      draw();
      changed();
    }
    const solution = () => solve(rho, state.kind, state.lam, state.optimum);

    // 左: 損失の等高線(最小点のまわりの楕円)、罰則の範囲、解。
    const grid = svg("g"), rings = LEVELS.map(() => svg("ellipse", { class: "ring" }));
    const touching = svg("ellipse", { class: "touching" }), ball = svg("path", { class: "ball" }), cross = svg("path", { class: "cross" });
    const trace = svg("path", { class: "route" }), dot = svg("circle", { class: "dot", r: 6 });
    const inside = kit.clipped(...rings, ball, cross, touching, trace, dot);
    const map = svg("svg", { role: "img" }, grid, inside.node);
    const handle = kit.handle("損失の最小点(矢印キーで動かす。Shift を押すと大きく動く)", kit.PLANAR);
    const stage = html("div", { class: "stage" }, map, handle);

    function fit() {
      if (!width) return false;
      if (drawn === width) return true;
      drawn = width;
      unit = (xlim[1] - xlim[0]) / (width - MARGIN.left - MARGIN.right);
      box = { left: MARGIN.left, top: MARGIN.top, width: width - MARGIN.left - MARGIN.right, height: (ylim[1] - ylim[0]) / unit };
      const height = box.height + MARGIN.top + MARGIN.bottom;
      const x = kit.scale(...xlim, box.left, box.left + box.width), y = kit.scale(...ylim, box.top + box.height, box.top);
      at = ([a, b]) => [x(a), y(b)];
      stage.style.height = height + "px";
      put(map, { viewBox: `0 0 ${width} ${height}` });
      inside.fit(box);
      const text = (v) => [v, number(v)];
      grid.replaceChildren(kit.axes(box, { at: x, ticks: kit.ticks(...xlim, 5).map(text), title: "w₁" }, { at: y, ticks: kit.ticks(...ylim, 4).map(text), title: "w₂" }));
      const [[x0, y0], far] = [at([0, 0]), 1e4];
      put(cross, { d: `M${x0 - far} ${y0}h${2 * far}M${x0} ${y0 - far}v${2 * far}` });
      return true;
    }
    // 損失が level の楕円。長い軸は w₁ と w₂ の符号が逆の向き(H の小さい方の固有値 1−ρ)。
    function ring(node, level) {
      const [x, y] = at(state.optimum), r = (value) => Math.sqrt(Math.max(0, 2 * level) / value) / unit;
      put(node, { rx: r(1 + rho), ry: r(1 - rho), transform: `translate(${x},${y})rotate(-45)` });
    }
    function region(size) {
      const [x, y] = at([0, 0]), r = size / unit;
      if (state.kind === "l1") return `M${x + r} ${y}L${x} ${y - r}L${x - r} ${y}L${x} ${y + r}Z`;
      return `M${x + r} ${y}A${r} ${r} 0 1 0 ${x - r} ${y}A${r} ${r} 0 1 0 ${x + r} ${y}Z`;
    }

    const draw = kit.once(() => {
      if (!fit()) return;
      const w = solution(), name = behaviour(w), size = radius(state.kind, w), [px, py] = at(w);
      rings.forEach((node, i) => ring(node, LEVELS[i]));
      ring(touching, loss(rho, w, state.optimum));
      put(ball, { d: region(size) });
      put(dot, { cx: px, cy: py });
      const lams = Array.from({ length: 61 }, (_, k) => (lambdaMax * k) / 60);
      const path = lams.map((lam) => solve(rho, state.kind, lam, state.optimum));
      put(trace, { d: "M" + path.map((p) => at(p).map((v) => v.toFixed(1)).join(" ")).join("L") });
      const [hx, hy] = at(state.optimum);
      kit.moveTo(handle, kit.clamp(hx, box.left, box.left + box.width), kit.clamp(hy, box.top, box.top + box.height));
      put(handle, { "aria-valuenow": state.optimum[0], "aria-valuetext": `w₁ = ${number(state.optimum[0])}, w₂ = ${number(state.optimum[1])}` });
      put(map, { "aria-label": `損失の等高線と罰則の範囲。解は (${number(w[0])}, ${number(w[1])})、${name}` });
      chart.show({
        lines: [0, 1].map((i) => path.map((p) => p[i])), styles: COLORS, xs: lams, span: [0, lambdaMax],
        verticals: state.lam <= lambdaMax ? [[state.lam, "今の λ"]] : [], label: "λ を 0 から上げたときの 2 つの重み",
      });
      kit.write(word, name);
      put(word, { style: `--tone:var(${name[0] === "0" ? "--soft" : "--ok"})` });
      facts.show([
        ["損失の最小点", `(${number(state.optimum[0], 3)}, ${number(state.optimum[1], 3)})`],
        ["解", `(${number(w[0])}, ${number(w[1])})`],
        [state.kind === "l1" ? "範囲 |w₁| + |w₂| ≤" : "範囲 √(w₁² + w₂²) ≤", number(size)],
        ["解での損失", number(clean(loss(rho, w, state.optimum)))],
      ]);
      spoken.say(`${name}。解は ${number(w[0], 3)}、${number(w[1], 3)}`);
      kind.select.value = state.kind;
      lam.set(state.lam);
    });

    const round = (v, range) => +kit.clamp(v, ...range).toPrecision(3);
    function place(event) {
      const area = stage.getBoundingClientRect();
      const x = xlim[0] + (event.clientX - area.left - box.left) * unit, y = ylim[1] - (event.clientY - area.top - box.top) * unit;
      const snap = (v, range) => (Math.abs(v) < SNAP * unit ? 0 : round(v, range));
      set({ optimum: [snap(x, xlim), snap(y, ylim)] });
    }
    kit.drag(handle, place);
    stage.addEventListener("click", (event) => event.target !== handle && place(event));
    kit.arrows(handle, (dx, dy) => set({ optimum: [round(state.optimum[0] + dx * 0.05, xlim), round(state.optimum[1] + dy * 0.05, ylim)] }));

    const chart = parts.chart({ title: "解(縦)と λ(横)", xtitle: "罰則の強さ λ", height: 210, redraw: draw });
    const kind = kit.choice("罰則", Object.entries(kinds), (v) => set({ kind: v }));
    const lam = kit.slider({ label: "罰則の強さ λ", min: 0, max: lambdaMax, step: 0.05, valid: validLam, error: LAM_ERROR, change: (v) => set({ lam: v }) });
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const legend = kit.legend([{ text: "w₁", ...COLORS[0] }, { text: "w₂", ...COLORS[1] }]);
    new ResizeObserver(() => {
      width = stage.clientWidth;
      draw();
    }).observe(stage);
    const node = html("div", { class: "figure", role: "group", "aria-label": "L1 と L2 の罰則の対話図" },
      html("div", { class: "plots" },
        html("div", { class: "column" }, stage, kind.node, lam.node),
        html("div", {}, word, chart.node, legend, facts.node)),
      html("p", { class: "note" }, "橙の点(損失の最小点)をつかんで動かすか、図の中を押します。灰色の範囲に、太い等高線が触れる黒い点が解、緑の線は λ を 0 から上げたときの解の道です。"),
      spoken.node);
    return { node, set, state: () => ({ ...state, solution: solution(), behaviour: behaviour(solution()) }) };
  }

  const STYLE = parts.STYLE + `
.ring{fill:none;stroke:#2f75c0;stroke-width:1;opacity:.55}
.touching{fill:none;stroke:#2f75c0;stroke-width:2.5}
.ball{fill:var(--soft);fill-opacity:.25;stroke:var(--text);stroke-width:2}
.cross{stroke:var(--soft);stroke-width:1;fill:none}
.route{fill:none;stroke:var(--ok);stroke-width:2}
.dot{fill:var(--text);stroke:var(--page);stroke-width:2}
`;
  root.eshikaku.penalty = { solve, loss, radius, behaviour };
  kit.define({ tag: "eshikaku-penalty", style: STYLE, build });
})(globalThis);
