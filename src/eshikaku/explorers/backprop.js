// 計算グラフの対話図: 入力を動かし、順伝播の値(矢印の上)と逆伝播の勾配(矢印の下)を、1 つずつ進め、1 つずつ戻す。
(function (root) {
  "use strict";
  const { kit } = root.eshikaku;
  const { html, svg, put, number, numbers } = kit;

  // ── 計算(node でも動く。tests/explorers が eshikaku.autodiff と比べる) ──
  // f は値、d は入力ごとの局所の微分。
  const sigmoid = (a) => (a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a)));
  const OPERATIONS = {
    add: { f: (a, b) => a + b, d: () => [1, 1] },
    sub: { f: (a, b) => a - b, d: () => [1, -1] },
    mul: { f: (a, b) => a * b, d: (a, b) => [b, a] },
    square: { f: (a) => a * a, d: (a) => [2 * a] },
    exp: { f: Math.exp, d: (a) => [Math.exp(a)] },
    log: { f: Math.log, d: (a) => [1 / a] },
    sigmoid: { f: sigmoid, d: (a) => [sigmoid(a) * sigmoid(-a)] },
  };

  // 手順 step までの値と勾配。1 つの手順は、節点 1 つの順伝播、出力の勾配を 1 と置くこと、節点 1 つの逆伝播のどれか。
  // values と gradients は名前 → 数、flows は逆に流れた矢印 [節点, もと, 届いた勾配, 局所の微分] の並び。
  function run(graph, inputs, step) {
    const { nodes } = graph, count = nodes.length;
    const values = Object.fromEntries(Object.keys(graph.inputs).map((name, k) => [name, inputs[k]]));
    for (const [name, operation, parents] of nodes.slice(0, step)) values[name] = OPERATIONS[operation].f(...parents.map((p) => values[p]));
    const gradients = {}, flows = [];
    if (step > count) gradients[nodes[count - 1][0]] = 1;
    for (const [name, operation, parents] of nodes.slice().reverse().slice(0, Math.max(0, step - count - 1))) {
      const partials = OPERATIONS[operation].d(...parents.map((p) => values[p]));
      parents.forEach((parent, k) => {
        gradients[parent] = (gradients[parent] || 0) + gradients[name] * partials[k];
        flows.push([name, parent, gradients[name], partials[k]]);
      });
    }
    return { values, gradients, flows };
  }
  const lastStep = (graph) => 2 * graph.nodes.length + 1;

  // ── 図 ──
  const R = 17; // 節点の半径

  function build(options, changed) {
    const { graphs, symbols, limit } = options.facts;
    const INPUT_ERROR = `入力は −${limit} から ${limit} の数にしてください。`;
    const valid = (v) => Math.abs(v) <= limit;
    const initial = (name) => Object.values(graphs[name].inputs);
    let width = 0, timer, sliders = [], shownGraph;

    function check(next) {
      const graph = graphs[next.graph];
      if (!graph) throw new Error(`graph="${next.graph}" という計算グラフはありません。`);
      if (next.inputs.length !== initial(next.graph).length || !next.inputs.every(valid)) throw new Error(INPUT_ERROR);
      if (!(Number.isInteger(next.step) && next.step >= 0 && next.step <= lastStep(graph)))
        throw new Error(`step は 0 から ${lastStep(graph)} の整数にしてください。`);
      return next;
    }
    const start = options.graph || "branch";
    let state = check({ graph: start, inputs: options.inputs ? numbers(options.inputs) : initial(start), step: +(options.step || 0) });

    function set(patch) {
      const next = { ...state, ...patch };
      if (patch.inputs) next.inputs = numbers(patch.inputs);
      if (patch.graph && patch.graph !== state.graph) {
        if (!graphs[patch.graph]) check(next);
        if (!patch.inputs) next.inputs = initial(patch.graph);
        if (patch.step === undefined) next.step = 0;
      }
      state = check(next);
      draw();
      changed();
    }

    const title = html("div", { class: "label" });
    const picture = svg("svg", { role: "img" }), stage = html("div", {}, picture);
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const pick = kit.choice("計算グラフ", Object.entries(graphs).map(([name, graph]) => [name, graph.title]), (v) => (stop(), set({ graph: v })));
    const inputs = html("div", { class: "column" });
    const go = (step) => set({ step: kit.clamp(step, 0, lastStep(graphs[state.graph])) });
    const back = kit.button("1 つ戻す", () => (stop(), go(state.step - 1)));
    const next = kit.button("1 つ進める", () => (stop(), go(state.step + 1)));
    const play = kit.button("再生", () => (timer ? stop() : begin()));
    const reset = kit.button("最初から", () => (stop(), go(0)));
    const position = kit.slider({ label: "手順", min: 0, max: 5, step: 1, integer: true, valid: (v) => Number.isInteger(v) && v >= 0 && v <= lastStep(graphs[state.graph]), error: "手順は 0 から最後の手順までの整数にしてください。", change: (v) => (stop(), set({ step: v })) });

    // 動きを減らす設定のときは、途中を見せずに最後へ進む。
    function begin() {
      const last = lastStep(graphs[state.graph]);
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return go(last);
      if (state.step >= last) go(0);
      timer = setInterval(() => {
        go(state.step + 1);
        if (state.step >= lastStep(graphs[state.graph]) || !stage.isConnected) stop();
      }, 900);
      play.textContent = "停止";
    }
    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = "再生";
    }

    // 計算グラフが替わったら、入力のつまみを作り直す。
    function fit(graph) {
      if (shownGraph === state.graph) return;
      shownGraph = state.graph;
      sliders = Object.keys(graph.inputs).map((name, k) => kit.slider({
        label: `入力 ${name}`, min: -limit, max: limit, step: 0.1, valid, error: INPUT_ERROR,
        change: (v) => set({ inputs: state.inputs.map((old, i) => (i === k ? +v.toPrecision(12) : old)) }),
      }));
      inputs.replaceChildren(...sliders.map((each) => each.node));
      position.limits(0, lastStep(graph), 1, false);
    }

    const short = (v) => number(v, 3);
    function drawGraph(graph, { values, gradients, flows }, active) {
      const tall = width < 560, columns = Math.max(...Object.values(graph.place).map((p) => p[0])) + 0.7;
      const rows = Math.max(...Object.values(graph.place).map((p) => p[1]));
      const across = tall ? Math.min(110, (width - 110) / Math.max(rows, 1)) : 78, along = tall ? 84 : (width - 60) / columns;
      const at = ([column, row]) => (tall ? [55 + row * across, 30 + column * along] : [30 + column * along, 40 + row * across]);
      const height = tall ? 40 + columns * along : 80 + rows * across;
      const parts = [], labels = [];
      const text = (x, y, anchor, name, content) => labels.push(svg("text", { x, y, "text-anchor": anchor, class: `halo ${name}` }, content));
      function edge(from, to, value, gradient, on) {
        const [x0, y0] = at(from), [x1, y1] = at(to), length = Math.hypot(x1 - x0, y1 - y0), ux = (x1 - x0) / length, uy = (y1 - y0) / length;
        const [ax, ay, bx, by] = [x0 + ux * R, y0 + uy * R, x1 - ux * (R + 2), y1 - uy * (R + 2)];
        const wing = (side) => `${(bx - 8 * ux - 5 * side * uy).toFixed(1)} ${(by - 8 * uy + 5 * side * ux).toFixed(1)}`;
        parts.push(svg("path", { class: on ? "wire on" : "wire", d: `M${ax} ${ay}L${bx} ${by}M${wing(1)}L${bx} ${by}L${wing(-1)}` }));
        const mx = (ax + bx) / 2, my = (ay + by) / 2;
        if (tall) {
          // 狭い画面では、矢印が集まる先を避けて、もとの近くに書く。隣の矢印の数と重ならないように、勾配は値より下
          const [vx, vy] = [ax + 0.3 * (bx - ax), ay + 0.3 * (by - ay)];
          if (value !== undefined) text(vx - 5, vy + 4, "end", "value", short(value));
          if (gradient !== undefined) text(vx + (15 * ux) / uy + 5, vy + 19, "start", "slope", short(gradient));
        } else {
          if (value !== undefined) text(mx, my - 7, "middle", "value", short(value));
          if (gradient !== undefined) text(mx, my + 18, "middle", "slope", short(gradient));
        }
      }
      for (const [name, , parents] of graph.nodes)
        for (const parent of parents) {
          const flow = flows.find((f) => f[0] === name && f[1] === parent);
          edge(graph.place[parent], graph.place[name], values[parent], flow && flow[2] * flow[3], name === active);
        }
      const output = graph.nodes[graph.nodes.length - 1][0], [column, row] = graph.place[output];
      edge([column, row], [column + 0.7, row], values[output], gradients[output], false);
      const names = Object.fromEntries(graph.nodes.map(([name, operation]) => [name, symbols[operation]]));
      for (const [name, place] of Object.entries(graph.place)) {
        const [x, y] = at(place);
        parts.push(svg("circle", { cx: x, cy: y, r: R, class: name === active ? "knot on" : names[name] ? "knot" : "knot leaf" }),
          svg("text", { x, y: y + 5, "text-anchor": "middle", class: "name" }, names[name] || name));
        if (names[name]) text(x + 0.8 * R, y - 0.8 * R, "start", "tag", name);
      }
      put(picture, { viewBox: `0 0 ${width} ${height}`, height, "aria-label": `計算グラフ ${graph.title}` });
      picture.replaceChildren(...parts, ...labels);
    }

    const draw = kit.once(() => {
      const graph = graphs[state.graph], count = graph.nodes.length, last = lastStep(graph), { step } = state;
      fit(graph);
      const found = run(graph, state.inputs, step), { values, gradients, flows } = found;
      const going = step > count + 1, k = step === 0 || step === count + 1 ? -1 : going ? last - step : step - 1;
      const current = graph.nodes[k], active = current && current[0];
      if (width) drawGraph(graph, found, active);
      const phase = step === 0 ? "計算の前" : step <= count ? "順伝播" : step === count + 1 ? "出力の勾配を 1 と置く" : "逆伝播";
      kit.write(word, `${phase}(手順 ${step} / ${last})`);
      put(word, { style: `--tone:var(${step <= count ? "--key" : "--path"})` });
      const rows = [];
      if (current && !going) rows.push([`${active}(「${symbols[current[1]]}」の値)`, `${current[2].map((p) => short(values[p])).join("、")} から ${short(values[active])}`]);
      if (current && going)
        for (const [, parent, arrived, partial] of flows.filter((f) => f[0] === active))
          rows.push([`${active} → ${parent}`, `届いた ${short(arrived)} × 傾き ${short(partial)} = ${short(arrived * partial)}`]);
      for (const name of Object.keys(graph.inputs)) rows.push([`∂L/∂${name}`, gradients[name] === undefined ? "まだ" : short(gradients[name])]);
      facts.show(rows);
      spoken.say(`${phase}。${rows.map((row) => row.join(" ")).join("、")}`);
      kit.write(title, graph.title);
      pick.select.value = state.graph;
      sliders.forEach((each, i) => each.set(state.inputs[i]));
      position.set(step);
      // 押せなくなるボタンにいた読者を、次に使うボタンへ移す
      const focused = node.getRootNode().activeElement;
      back.disabled = step === 0;
      next.disabled = step === last;
      if (focused === next && next.disabled) back.focus();
      if (focused === back && back.disabled) next.focus();
    });
    new ResizeObserver(() => {
      width = stage.clientWidth;
      draw();
    }).observe(stage);

    const node = html("div", { class: "figure", role: "group", "aria-label": "計算グラフの対話図" },
      title, stage,
      html("div", { class: "buttons" }, back, next, play, reset),
      html("div", { class: "plots even" }, html("div", { class: "column" }, word, facts.node), inputs),
      html("div", { class: "controls" }, pick.node, position.node),
      html("p", { class: "note" }, "矢印の上(狭い画面では左)が順伝播の値、下(右)の橙が逆伝播の勾配です。"),
      spoken.node);
    return { node, set, state: () => ({ ...state, ...run(graphs[state.graph], state.inputs, lastStep(graphs[state.graph])) }) };
  }

  const STYLE = `
.wire{fill:none;stroke:var(--soft);stroke-width:1.4}
.wire.on{stroke:var(--key);stroke-width:2.6}
.knot{fill:var(--panel);stroke:var(--soft);stroke-width:1.4}
.knot.leaf{fill:var(--page)}
.knot.on{stroke:var(--key);stroke-width:3}
svg text.name{fill:var(--text);font-weight:600}
svg text.tag{font-size:11px;font-style:italic}
svg text.value{fill:var(--text)}
svg text.slope{fill:var(--slope);font-weight:700}
.figure{--slope:#b4430a}
@supports (color:light-dark(red,red)){.figure{--slope:light-dark(#b4430a,#ff9a5c)}}
.halo{paint-order:stroke;stroke:var(--page);stroke-width:4px}
.buttons{margin:8px 0 12px;flex-wrap:wrap}
.buttons button{min-width:80px}
`;
  root.eshikaku.backprop = { run, lastStep };
  kit.define({ tag: "eshikaku-backprop", style: STYLE, build });
})(globalThis);
