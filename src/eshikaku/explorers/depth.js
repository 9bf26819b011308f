// 深さの対話図: 重みの広がりを変え、層ごとの出力のヒストグラムと、出力・勾配の大きさを見る。
(function (root) {
  "use strict";
  const { kit, random, walk: parts } = root.eshikaku;
  const { html, svg, put, number } = kit;

  // ── 計算(tests/explorers が eshikaku.explorers.depth と比べる) ──
  function normals(seed) {
    const uniform = random(seed);
    let spare = null;
    return () => {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      const r = Math.sqrt(-2 * Math.log(uniform())), angle = 2 * Math.PI * uniform();
      spare = r * Math.sin(angle);
      return r * Math.cos(angle);
    };
  }
  // 関数と、出力から傾き。
  const ACTIVATIONS = {
    relu: [(a) => Math.max(a, 0), (h) => (h > 0 ? 1 : 0)],
    tanh: [Math.tanh, (h) => 1 - h * h],
    sigmoid: [(a) => 1 / (1 + Math.exp(-a)), (h) => h * (1 - h)],
    identity: [(a) => a, () => 1],
  };
  const RULES = {
    xavier: (n) => Math.sqrt(1 / n),
    he: (n) => Math.sqrt(2 / n),
    torch: (n) => Math.sqrt(1 / (3 * n)),
  };
  const weightStd = ({ rule, std, width }) => (rule === "own" ? std : RULES[rule](width));

  // rows × n の x に、n × n の W(transposed なら Wᵀ)を掛ける。
  function times(x, W, rows, n, transposed) {
    const out = new Float64Array(rows * n);
    for (let i = 0; i < rows; i++)
      for (let k = 0; k < n; k++) {
        if (transposed) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += x[i * n + j] * W[k * n + j];
          out[i * n + k] = sum;
        } else {
          const v = x[i * n + k];
          if (v !== 0) for (let j = 0; j < n; j++) out[i * n + j] += v * W[k * n + j];
        }
      }
    return out;
  }
  const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  function spread(values) {
    const middle = mean(values);
    return Math.sqrt(mean(values.map((v) => (v - middle) ** 2)));
  }

  // 層ごとの、出力の標準偏差、勾配の大きさ(最後の層を 1)、ヒストグラムの度数、傾きが最大の 1 % 未満の割合。
  function signals(facts, activation, std, depth, n, seed) {
    const next = normals(seed), [act, slope] = ACTIVATIONS[activation], rows = facts.samples;
    const draw = (count, factor) => Float64Array.from({ length: count }, () => factor * next());
    const hs = [], weights = [], sizes = [];
    let h = draw(rows * n, 1);
    for (let k = 0; k < depth; k++) {
      weights.push(draw(n * n, std));
      h = times(h, weights[k], rows, n, false).map(act);
      hs.push(h);
    }
    let g = draw(rows * n, 1);
    for (let k = depth - 1; k >= 0; k--) {
      sizes.unshift(Math.sqrt(mean(g.map((v) => v * v))));
      g = times(g.map((v, i) => v * slope(hs[k][i])), weights[k], rows, n, true);
    }
    const [low, high] = facts.ranges[activation], steepest = activation === "sigmoid" ? 0.25 : 1;
    const counts = hs.map((layer) => {
      const bins = Array(facts.bins).fill(0);
      for (const v of layer) bins[kit.clamp(Math.trunc(((v - low) / (high - low)) * facts.bins), 0, facts.bins - 1)]++;
      return bins;
    });
    return {
      outputs: hs.map(spread),
      gradients: sizes.map((size) => size / sizes[depth - 1]),
      counts,
      flat: hs.map((layer) => mean(layer.map((v) => (slope(v) < 0.01 * steepest ? 1 : 0)))),
    };
  }
  // 動きの名前。定義は eshikaku.explorers.depth.behaviour の docstring にある。
  function behaviour({ outputs, gradients }) {
    const output = outputs[outputs.length - 1] / outputs[0], gradient = gradients[0];
    if (Math.max(output, gradient) > 10) return "爆発する";
    if (output < 0.1) return gradient < 0.1 ? "信号も勾配も消える" : "信号が消える";
    return gradient < 0.1 ? "勾配が消える" : "保たれている";
  }

  // ── 図 ──
  const TONE = { 保たれている: "--ok", 爆発する: "--bad", 信号も勾配も消える: "--bad", 信号が消える: "--warn", 勾配が消える: "--warn" };
  const COLUMNS = 5;

  function build(options, changed) {
    const { facts, activation, rule, std, depth, width, seed } = options, { limits } = facts;
    const LABELS = { std: ["標準偏差", "数"], depth: ["深さ", "整数"], width: ["幅", "整数"], seed: ["乱数の種", "整数"] };
    const error = (name) => `${LABELS[name][0]}は ${limits[name][0]} から ${limits[name][1]} の${LABELS[name][1]}にしてください。`;
    const valid = (name) => (v) => v >= limits[name][0] && v <= limits[name][1] && (name === "std" || Number.isInteger(v));
    function check(state) {
      if (!ACTIVATIONS[state.activation]) throw new Error(`activation="${state.activation}" という活性化関数はありません。`);
      if (state.rule !== "own" && !RULES[state.rule]) throw new Error(`rule="${state.rule}" という規則はありません。`);
      for (const name of Object.keys(LABELS)) if (!valid(name)(state[name])) throw new Error(error(name));
      return state;
    }
    let state = check({ activation, rule, std: +std, depth: +depth, width: +width, seed: +seed });
    let found, name, across = 0;

    function set(patch) {
      // 標準偏差を動かしたら、規則から離れる。
      state = check({ ...state, ...("std" in patch && !("rule" in patch) ? { rule: "own" } : {}), ...patch });
      compute();
      changed();
    }
    function compute() {
      found = signals(facts, state.activation, weightStd(state), state.depth, state.width, state.seed);
      name = behaviour(found);
      draw();
    }

    const panels = svg("svg", { role: "img" });
    const draw = kit.once(() => {
      drawPanels();
      const styles = [{ color: facts.colors.output }, { color: facts.colors.gradient, dash: "6 4" }];
      const xs = found.outputs.map((_, k) => k + 1);
      const ends = (values) => `${number(values[0], 2)} から ${number(values[values.length - 1], 2)} へ`;
      sizes.show({ lines: [found.outputs, found.gradients], styles, xs, span: [1, state.depth], floor: 1e-60, label: `1 層目から最後の層まで、出力の標準偏差は ${ends(found.outputs)}、勾配の大きさは ${ends(found.gradients)}` });
      drawWords();
      acts.select.value = state.activation;
      rules.select.value = state.rule;
      spreads.set(weightStd(state));
      depths.set(state.depth);
      widths.set(state.width);
    });
    // 層ごとのヒストグラム。範囲の外の値は、端の棒に入れる。
    function drawPanels() {
      if (!across) return;
      const rows = Math.ceil(state.depth / COLUMNS), cell = across / COLUMNS, tall = 96, [low, high] = facts.ranges[state.activation];
      put(panels, { viewBox: `0 0 ${across} ${rows * tall}`, height: rows * tall, "aria-label": `${state.depth} 層の出力のヒストグラム。${name}` });
      panels.replaceChildren(...found.counts.flatMap((counts, k) => {
        const left = (k % COLUMNS) * cell + 4, top = Math.floor(k / COLUMNS) * tall + 20, w = cell - 8, h = tall - 42;
        const x = kit.scale(0, facts.bins, left, left + w), y = kit.scale(0, Math.max(...counts), 0, h);
        const bars = counts.map((c, b) => `M${x(b).toFixed(1)} ${top + h}v${(-y(c)).toFixed(1)}h${(w / facts.bins).toFixed(2)}V${top + h}z`).join("");
        return [
          svg("text", { x: left, y: top - 6 }, `${k + 1} 層目`),
          svg("rect", { x: left, y: top, width: w, height: h, class: "box" }),
          svg("path", { d: bars, class: "bars" }),
          svg("text", { x: left, y: top + h + 14 }, number(low)),
          svg("text", { x: left + w, y: top + h + 14, "text-anchor": "end" }, number(high)),
        ];
      }));
    }
    function drawWords() {
      const last = state.depth - 1;
      kit.write(word, name);
      put(word, { style: `--tone:var(${TONE[name]})` });
      facts_.show([
        ["重みの標準偏差", number(weightStd(state), 3)],
        [`${state.depth} 層目の出力の標準偏差`, number(found.outputs[last], 3)],
        ["1 層目の勾配", `最後の層の ${number(found.gradients[0], 3)} 倍`],
        ["傾きがほぼ 0", `最後の層の ${Math.round(100 * found.flat[last])} %`],
      ]);
      spoken.say(`${name}。${facts.activations[state.activation]}、標準偏差 ${number(weightStd(state), 2)}、深さ ${state.depth}、幅 ${state.width}`);
    }

    const stage = html("div", { class: "histograms" }, panels);
    new ResizeObserver(() => {
      across = stage.clientWidth;
      draw();
    }).observe(stage);
    const sizes = parts.chart({ title: "大きさ(対数目盛り)", log: true, height: 230, xtitle: "層", redraw: draw });
    const acts = kit.choice("活性化関数", Object.entries(facts.activations), (v) => set({ activation: v }));
    const rules = kit.choice("規則", Object.entries(facts.rules), (v) => set(v === "own" ? { rule: v, std: +kit.clamp(weightStd(state), ...limits.std).toPrecision(3) } : { rule: v }));
    const slider = (field, label, more) => kit.slider({ label, min: limits[field][0], max: limits[field][1], valid: valid(field), error: error(field), change: (v) => set({ [field]: v }), ...more });
    const spreads = slider("std", "重みの標準偏差", { step: 0.02, log: true });
    const depths = slider("depth", "深さ(層の数)", { step: 1, integer: true });
    const widths = slider("width", "幅(ユニット数)", { stops: [4, 10, 20, 50, 100, 128], integer: true });
    const again = kit.button("別の乱数", () => set({ seed: (state.seed % limits.seed[1]) + 1 }));
    const word = html("div", { class: "word" }), facts_ = kit.table(), spoken = kit.announcer();
    const legend = kit.legend([
      { text: "出力の標準偏差", color: facts.colors.output },
      { text: "勾配の大きさ(最後の層を 1)", color: facts.colors.gradient, dash: "6 4" },
    ]);
    const node = html("div", { class: "figure", role: "group", "aria-label": "深さの対話図" },
      html("div", { class: "plots" },
        html("div", { class: "column" }, stage, acts.node, rules.node, spreads.node),
        html("div", {}, word, sizes.node, legend, facts_.node)),
      html("div", { class: "controls" }, depths.node, widths.node, html("div", { class: "buttons" }, again)),
      html("p", { class: "note" }, `標準正規分布の入力 ${facts.samples} 件の結果です。枠の外の値は、ヒストグラムの端の棒に入れます。標準偏差を動かすと、規則は「${facts.rules.own}」になります。`),
      spoken.node);
    compute();
    return { node, set, state: () => ({ ...state, outputs: found.outputs, gradients: found.gradients, behaviour: name }) };
  }

  const STYLE = parts.STYLE + `
.box{fill:none;stroke:var(--line)}
.bars{fill:var(--key);stroke:none}
`;
  root.eshikaku.depth = { normals, weightStd, signals, behaviour };
  kit.define({ tag: "eshikaku-depth", style: STYLE, build });
})(globalThis);
