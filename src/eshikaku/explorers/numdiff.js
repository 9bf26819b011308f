// 数値微分の対話図: 刻み h を動かし、割線の傾きと、誤差が打ち切りと丸めの間で変わる様子を見る。
(function (root) {
  "use strict";
  const { kit } = root.eshikaku;
  const { html, svg, put, number, scale } = kit;

  // ── 計算(node でも動く。tests/explorers が eshikaku.gradient と比べる) ──
  // d1, d2, d3 は 1, 2, 3 階の導関数。
  const sech2 = (x) => 1 - Math.tanh(x) ** 2;
  const FUNCTIONS = {
    exp: { title: "eˣ", f: Math.exp, d1: Math.exp, d2: Math.exp, d3: Math.exp },
    sin: { title: "sin x", f: Math.sin, d1: Math.cos, d2: (x) => -Math.sin(x), d3: (x) => -Math.cos(x) },
    square: { title: "x²", f: (x) => x * x, d1: (x) => 2 * x, d2: () => 2, d3: () => 0 },
    cube: { title: "x³", f: (x) => x * x * x, d1: (x) => 3 * x * x, d2: (x) => 6 * x, d3: () => 6 },
    tanh: {
      title: "tanh x", f: Math.tanh, d1: sech2, d2: (x) => -2 * Math.tanh(x) * sech2(x),
      d3: (x) => (6 * Math.tanh(x) ** 2 - 2) * sech2(x),
    },
  };
  const METHODS = {
    forward: {
      title: "前進差分 (f(x+h) − f(x)) / h", short: "前進差分", points: (x, h) => [x, x + h],
      estimate: (f, x, h) => (f(x + h) - f(x)) / h,
      truncation: (g, x, h) => (Math.abs(g.d2(x)) * h) / 2,
    },
    central: {
      title: "中心差分 (f(x+h) − f(x−h)) / 2h", short: "中心差分", points: (x, h) => [x - h, x + h],
      estimate: (f, x, h) => (f(x + h) - f(x - h)) / (2 * h),
      truncation: (g, x, h) => (Math.abs(g.d3(x)) * h * h) / 6,
    },
  };
  const EPSILON = 2 ** -53; // float64 の丸めの相対誤差の上限
  const rounding = (g, x, h) => (EPSILON * Math.abs(g.f(x))) / h;
  const error = (g, method, x, h) => Math.abs(method.estimate(g.f, x, h) - g.d1(x));

  // 誤差の主な原因。見積もり(テイラー展開の次の項と、丸めの相対誤差の上限)の大きいほうで決める。
  function regime(g, method, x, h) {
    const [a, b] = method.points(x, h);
    if (a === b) return "x+h が x に丸められ、差が 0";
    return method.truncation(g, x, h) >= rounding(g, x, h) ? "打ち切り誤差が主" : "丸め誤差が主";
  }

  // ── 図 ──
  const H = [-20, 0]; // log10 h の範囲
  const E = [-17, 1]; // log10 誤差の範囲。0 の誤差は下端に置く
  const WINDOW = 2.5; // 曲線の図の横の半幅
  const BOX = { left: 46, top: 26, bottom: 38, right: 12 };
  const X_ERROR = "x は −3 から 3 の数にしてください。";
  const H_ERROR = "h は 0 より大きく 1 以下の数にしてください。";
  const validX = (v) => Math.abs(v) <= 3;
  const validH = (v) => v > 0 && v <= 1;
  const TONE = { 打: "--warn", 丸: "--bad", x: "--bad" };

  function check(state) {
    if (!FUNCTIONS[state.function]) throw new Error(`function="${state.function}" という関数はありません。`);
    if (!METHODS[state.method]) throw new Error(`method="${state.method}" という方法はありません。`);
    if (!validX(state.x)) throw new Error(X_ERROR);
    if (!validH(state.h)) throw new Error(H_ERROR);
    return state;
  }

  function build(options, changed) {
    const given = { function: "exp", method: "central", x: 1, h: 0.5, ...options };
    let state = check({ function: given.function, method: given.method, x: +given.x, h: +given.h });
    let zoom = false, width = 0, height = 0, curvesKey, leftKey;

    const left = svg("svg", { role: "img" }), right = svg("svg", { "aria-hidden": "true" });
    const handle = kit.handle("刻み h(左右の矢印キーで動かす)", { "aria-valuemin": H[0], "aria-valuemax": H[1] });
    const stage = html("div", { class: "stage" }, right, handle);
    const leftAxes = svg("g"), curve = svg("path", { class: "curve" }), tangent = svg("path", { class: "tangent" });
    const secant = svg("path", { class: "trace" }), ends = svg("path", { class: "dots" });
    const inside = kit.clipped(curve, tangent, secant, ends);
    left.append(leftAxes, inside.node);
    const rightAxes = svg("g"), curves = svg("g"), insideRight = kit.clipped(curves);
    right.append(rightAxes, insideRight.node, svg("path", { class: "here" }));
    const here = right.lastChild;
    const word = html("div", { class: "word" }), facts = kit.table();
    const spoken = kit.announcer();

    const list = (table) => Object.entries(table).map(([key, entry]) => [key, entry.title]);
    const pick = kit.choice("関数 f", list(FUNCTIONS), (v) => set({ function: v }));
    const method = kit.choice("方法", list(METHODS), (v) => set({ method: v }));
    const xs = kit.slider({ label: "点 x", min: -3, max: 3, step: 0.05, valid: validX, error: X_ERROR, change: (v) => set({ x: v }) });
    const hs = kit.slider({ label: "刻み h", min: 10 ** H[0], max: 10 ** H[1], step: 0.05, log: true, valid: validH, error: H_ERROR, change: (v) => set({ h: v }) });
    const box = html("input", { type: "checkbox" });
    box.addEventListener("change", () => ((zoom = box.checked), draw()));

    function set(patch) {
      state = check({ ...state, ...patch });
      draw();
      changed();
    }

    const area = () => ({ left: BOX.left, top: BOX.top, width: width - BOX.left - BOX.right, height: height - BOX.top - BOX.bottom });
    const bound = (v) => kit.clamp(v, -1e4, 1e4).toFixed(1);
    const line = (points) => "M" + points.map((p) => `${bound(p[0])} ${bound(p[1])}`).join("L");

    // 左: 関数と、割線(数値微分)、接線(真の微分)。座標は x からの差で計算する(拡大しても桁落ちしないように)。
    function drawLeft() {
      const g = FUNCTIONS[state.function], { x, h } = state, [a, b] = METHODS[state.method].points(x, h);
      const half = zoom ? 3 * h : WINDOW, b0 = area(), slope = g.d1(x);
      const count = 240, samples = [];
      for (let k = 0; k <= count; k++) {
        const t = half * ((2 * k) / count - 1);
        samples.push([t, g.f(x + t) - g.f(x)]);
      }
      const reach = zoom
        ? 1.15 * Math.max(...samples.map((s) => Math.abs(s[1])), Math.abs(slope) * half * 0.5, 1e-300)
        : Math.max(1.5, Math.min(6, 1.6 * Math.abs(slope)));
      const at = { x: scale(-half, half, b0.left, b0.left + b0.width), y: scale(-reach, reach, b0.top + b0.height, b0.top) };
      const key = [width, zoom, !zoom && [x, state.function]].join();
      if (key !== leftKey) {
        leftKey = key;
        inside.fit(b0);
        const shift = (ticks, origin) => ticks.map((v) => [v - origin, number(+v.toPrecision(12))]);
        const ticks = zoom
          ? [[-2, "x−2h"], [-1, "x−h"], [0, "x"], [1, "x+h"], [2, "x+2h"]]
          : shift(kit.ticks(x - half, x + half, 5), x);
        leftAxes.replaceChildren(kit.axes(b0,
          { at: zoom ? scale(-3, 3, b0.left, b0.left + b0.width) : at.x, ticks, title: "x" },
          { at: at.y, ticks: zoom ? [] : shift(kit.ticks(g.f(x) - reach, g.f(x) + reach, 5), g.f(x)), title: zoom ? "f の値(x のまわりを拡大)" : `f(x) = ${g.title}` }));
      }
      put(left, { viewBox: `0 0 ${width} ${height}`, height, "aria-label": `${g.title} のグラフに、割線(傾き ${number(METHODS[state.method].estimate(g.f, x, h), 6)})と接線(傾き ${number(slope, 6)})を重ねた図` });
      put(curve, { d: line(samples.map((s) => [at.x(s[0]), at.y(s[1])])) });
      put(tangent, { d: line([-half, half].map((t) => [at.x(t), at.y(slope * t)])) });
      const m = METHODS[state.method].estimate(g.f, x, h), fa = g.f(a) - g.f(x), ta = state.method === "central" ? -h : 0;
      put(secant, { d: line([-half, half].map((t) => [at.x(t), at.y(fa + m * (t - ta))])) });
      put(ends, { d: [[ta, fa], [h, g.f(b) - g.f(x)]].map(([t, v]) => `M${bound(at.x(t))} ${bound(at.y(v))}h0`).join("") });
    }

    // 右: h に対する誤差(両対数)。点は実際の計算、破線は見積もり。
    function drawRight() {
      const g = FUNCTIONS[state.function], { x, h } = state, b0 = area();
      const at = { x: scale(...H, b0.left, b0.left + b0.width), y: scale(...E, b0.top + b0.height, b0.top) };
      const y = (value) => at.y(kit.clamp(Math.log10(value), ...E));
      const key = [width, x, state.function, state.method].join();
      if (key !== curvesKey) {
        curvesKey = key;
        const decades = (low, high, by) => Array.from({ length: (high - low) / by + 1 }, (_, k) => [low + k * by, kit.power10(low + k * by)]);
        const grid = Array.from({ length: 161 }, (_, k) => H[0] + k / 8);
        const measured = (m) => line(grid.map((e) => [at.x(e), y(error(g, m, x, 10 ** e))]));
        // 見積もりの破線。名前は、誤差が 10 の level 乗になる所に、線の右または左に書く。
        const guide = (estimate, name, level, anchor) => {
          if (estimate(1) === 0) return [];
          const points = grid.map((e) => [e, Math.log10(estimate(10 ** e))]);
          const near = points.reduce((a, b) => (Math.abs(b[1] - level) < Math.abs(a[1] - level) ? b : a));
          return [
            svg("path", { class: "guide", d: line(points.map((p) => [at.x(p[0]), at.y(p[1])])) }),
            svg("text", { x: at.x(near[0]) + (anchor === "start" ? 10 : -8), y: at.y(near[1]) + 4, class: "halo", "text-anchor": anchor }, name),
          ];
        };
        const active = METHODS[state.method];
        insideRight.fit(b0);
        rightAxes.replaceChildren(kit.axes(b0, { at: at.x, ticks: decades(...H, 5), title: "刻み h(対数目盛り)" }, { at: at.y, ticks: decades(-15, 0, 5), title: "微分の誤差(対数目盛り)" }));
        curves.replaceChildren(
          ...Object.values(METHODS).filter((m) => m !== active).map((m) => svg("path", { class: "other", d: measured(m) })),
          ...guide((v) => rounding(g, x, v), "丸め誤差", -2.5, "start"),
          ...guide((v) => active.truncation(g, x, v), "打ち切り誤差", -14, "end"),
          svg("path", { class: "curve", d: measured(active) }),
        );
      }
      const px = at.x(kit.clamp(Math.log10(h), ...H)), py = y(error(g, METHODS[state.method], x, h));
      put(right, { viewBox: `0 0 ${width} ${height}`, height });
      put(here, { d: `M${px} ${b0.top}v${b0.height}` });
      kit.moveTo(handle, px, py);
      put(handle, { "aria-valuenow": Math.log10(h).toFixed(2), "aria-valuetext": `h = ${number(h, 3)}` });
    }

    const draw = kit.once(() => {
      if (!width) return;
      drawLeft();
      drawRight();
      const g = FUNCTIONS[state.function], m = METHODS[state.method], { x, h } = state, name = regime(g, m, x, h);
      kit.write(word, name);
      put(word, { style: `--tone:var(${TONE[name[0]]})` });
      const rows = [["刻み h", number(h, 3)], [m.short, number(m.estimate(g.f, x, h), 15)], ["真の微分", number(g.d1(x), 15)], ["誤差", number(error(g, m, x, h), 3)]];
      facts.show(rows);
      spoken.say(`${name}。h = ${number(h, 3)}、誤差 ${number(error(g, m, x, h), 3)}`);
      pick.select.value = state.function;
      method.select.value = state.method;
      xs.set(x);
      hs.set(h);
    });

    const choose = (exponent) => set({ h: +(10 ** kit.clamp(exponent, ...H)).toPrecision(3) });
    const place = (event) => {
      const b0 = area();
      choose(scale(b0.left, b0.left + b0.width, ...H)(event.clientX - stage.getBoundingClientRect().left));
    };
    kit.drag(handle, place);
    stage.addEventListener("click", (event) => event.target !== handle && place(event));
    kit.arrows(handle, (dx, dy) => choose(Math.log10(state.h) + (dx + dy) / 10));
    new ResizeObserver(() => {
      width = stage.clientWidth;
      height = Math.round(kit.clamp(width * 0.8, 230, 300));
      stage.style.height = height + "px";
      draw();
    }).observe(stage);

    const node = html("div", { class: "figure", role: "group", "aria-label": "数値微分の対話図" },
      html("div", { class: "plots even" }, html("div", {}, left), stage),
      html("div", { class: "plots even" }, html("div", { class: "column" }, hs.node, word), facts.node),
      html("div", { class: "controls" }, pick.node, method.node, xs.node,
        html("label", { class: "choice" }, box, html("span", {}, "曲線の図を h に合わせて拡大する"))),
      html("p", { class: "note" }, "誤差の図の橙の点を左右に動かすと h が変わります。橙の線は割線(数値微分)、緑の破線は接線(真の微分)、薄い線はもう一方の方法の誤差です。"),
      spoken.node);
    const result = () => METHODS[state.method].estimate(FUNCTIONS[state.function].f, state.x, state.h);
    return { node, set, state: () => ({ ...state, estimate: result() }) };
  }

  const STYLE = `
.curve{fill:none;stroke:#2f75c0;stroke-width:2;stroke-linejoin:round}
.other{fill:none;stroke:#2f75c0;stroke-width:1.5;opacity:.35}
.tangent{fill:none;stroke:var(--ok);stroke-width:2.5;stroke-dasharray:7 5}
.guide{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:3 4}
.here{stroke:var(--path);stroke-width:1.5;opacity:.6}
.halo{paint-order:stroke;stroke:var(--page);stroke-width:4px}
input[type=checkbox]{width:24px;height:24px;accent-color:var(--key);flex:none}
`;
  root.eshikaku.numdiff = { FUNCTIONS, METHODS, error, regime };
  kit.define({ tag: "eshikaku-numdiff", style: STYLE, build });
})(globalThis);
