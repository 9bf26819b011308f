// 活性化関数の対話図: 値と微分、微分がほぼ 0 の範囲、ロジットと温度から決まるソフトマックスの確率を見る。
(function (root) {
  "use strict";
  const { kit } = root.eshikaku;
  const { html, svg, put, number, numbers, scale } = kit;

  // ── 計算(node でも動く。tests/explorers が eshikaku.functions と比べる) ──
  const sigmoid = (x) => {
    const e = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  };
  // 誤差関数。どの項も正の級数なので、桁落ちしない。|x| が 6 を超えると、double では ±1 と変わらない。
  function erf(x) {
    if (Math.abs(x) > 6) return Math.sign(x);
    let term = x, sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) sum += term *= (2 * x * x) / (2 * n + 1);
    return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  const normalCdf = (x) => (1 + erf(x / Math.SQRT2)) / 2;
  const density = (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const FUNCTIONS = {
    sigmoid: { title: "シグモイド", f: sigmoid, d: (x) => sigmoid(x) * sigmoid(-x) },
    tanh: { title: "tanh(双曲線関数)", f: Math.tanh, d: (x) => 1 - Math.tanh(x) ** 2 },
    relu: { title: "ReLU", f: (x) => Math.max(x, 0), d: (x) => (x > 0 ? 1 : 0) },
    leaky_relu: { title: "Leaky ReLU", f: (x, alpha) => (x > 0 ? x : alpha * x), d: (x, alpha) => (x > 0 ? 1 : alpha) },
    gelu: { title: "GELU", f: (x) => x * normalCdf(x), d: (x) => normalCdf(x) + x * density(x) },
    step: { title: "ステップ関数", f: (x) => (x > 0 ? 1 : 0), d: () => 0 },
  };
  const value = (name, gain, x, alpha) => FUNCTIONS[name].f(gain * x, alpha);
  const slope = (name, gain, x, alpha) => gain * FUNCTIONS[name].d(gain * x, alpha);
  function softmax(logits, temperature) {
    const top = Math.max(...logits), e = logits.map((z) => Math.exp((z - top) / temperature));
    const sum = e.reduce((a, b) => a + b);
    return e.map((v) => v / sum);
  }
  // 微分の大きさの言葉。d は今の微分、top は微分の最大値、share は塗る割合。
  const regime = (d, top, share) =>
    d === 0 ? "微分は 0" : Math.abs(d) < share * top ? "微分はほぼ 0" : "微分が流れる";

  // ── 図 ──
  const BOX = { left: 40, top: 26, bottom: 38, right: 12 };
  const NAMES = ["A", "B", "C", "D"];
  const Y = [-1.5, 2.5];
  const TONE = { "微分は 0": "--bad", "微分はほぼ 0": "--warn", 微分が流れる: "--ok" };

  function build(options, changed) {
    const { alpha, saturated, tops, limits } = options.facts;
    const between = (name) => (v) => Number.isFinite(v) && v >= limits[name][0] && v <= limits[name][1];
    const told = (label, name) => `${label}は ${number(limits[name][0])} から ${number(limits[name][1])} の数にしてください。`;
    const ERRORS = { x: told("x ", "x"), gain: told("ゲイン", "gain"), temperature: told("温度", "temperature"), logit: told("ロジット", "logit") };

    function check(state) {
      if (!FUNCTIONS[state.function]) throw new Error(`function="${state.function}" という関数はありません。`);
      for (const name of ["x", "gain", "temperature"]) if (!between(name)(state[name])) throw new Error(ERRORS[name]);
      if (state.logits.length !== NAMES.length || !state.logits.every(between("logit"))) throw new Error(ERRORS.logit);
      return state;
    }
    const { gain, x, temperature } = options;
    let state = check({ function: options.function, gain: +gain, x: +x, logits: numbers(options.logits), temperature: +temperature });
    let width = 0, height = 0, key;

    function set(patch) {
      const logits = patch.logits ? numbers(patch.logits) : state.logits;
      state = check({ ...state, ...patch, logits });
      draw();
      changed();
    }

    // 左: 値と微分の曲線。つまみは値の曲線の上を動く。
    const left = svg("svg", { "aria-hidden": "true" }), leftAxes = svg("g"), marks = svg("g");
    const zero = svg("path", { class: "zero" }), curve = svg("path", { class: "curve" }), steep = svg("path", { class: "steep" });
    const here = svg("path", { class: "here" }), dot = svg("path", { class: "dots" });
    const inside = kit.clipped(marks, zero, here, curve, steep, dot);
    left.append(leftAxes, inside.node);
    const slider = (label, low, high) => kit.handle(label, { "aria-valuemin": low, "aria-valuemax": high });
    const handle = slider("点 x(左右の矢印キーで動かす)", ...limits.x);
    const stage = html("div", { class: "stage" }, left, handle);

    // 右: 上が 4 つのロジット(つまみ)、下が確率の棒。
    const right = svg("svg", { "aria-hidden": "true" }), rightAxes = svg("g"), stems = svg("path", { class: "stems" });
    const bars = NAMES.map((name, k) => svg("rect", { class: `bar bar${k}` })), texts = NAMES.map(() => svg("text", { "text-anchor": "middle", class: "halo" }));
    right.append(rightAxes, stems, ...bars, ...texts);
    const grips = NAMES.map((name) => slider(`クラス ${name} のロジット(上下の矢印キーで動かす)`, ...limits.logit));
    const classes = html("div", { class: "stage" }, right, ...grips);

    const word = html("div", { class: "word" }), choiceWord = html("div", { class: "word" });
    const facts = kit.table(), odds = kit.table(), spoken = kit.announcer();
    const list = Object.entries(FUNCTIONS).map(([name, entry]) => [name, entry.title]);
    const pick = kit.choice("活性化関数", list, (v) => set({ function: v }));
    const gains = kit.slider({ label: "ゲイン", min: limits.gain[0], max: limits.gain[1], step: Math.log10(2) / 6, log: true, valid: between("gain"), error: ERRORS.gain, change: (v) => set({ gain: v }) });
    const temperatures = kit.slider({ label: "温度 T", min: limits.temperature[0], max: limits.temperature[1], step: 0.05, log: true, valid: between("temperature"), error: ERRORS.temperature, change: (v) => set({ temperature: v }) });

    const area = () => ({ left: BOX.left, top: BOX.top, width: width - BOX.left - BOX.right, height: height - BOX.top - BOX.bottom });
    const bound = (v) => kit.clamp(v, -1e4, 1e4).toFixed(1);
    const ticks = (low, high, by) => Array.from({ length: Math.round((high - low) / by) + 1 }, (_, k) => [low + k * by, number(low + k * by)]);
    const leftAt = (b) => ({ x: scale(...limits.x, b.left, b.left + b.width), y: scale(...Y, b.top + b.height, b.top) });
    // 上下 2 つの箱。ロジットの箱の高さは全体の半分あまり。
    const boxes = () => {
      const b = area(), upper = { ...b, height: Math.round(b.height * 0.52) };
      const top = upper.top + upper.height + 34;
      return [upper, { ...b, top, height: b.top + b.height - top + 14 }];
    };
    const column = (b, k) => b.left + (b.width * (k + 0.5)) / NAMES.length;
    const logitAt = (b) => scale(...limits.logit, b.top + b.height, b.top);

    function drawAxes() {
      const fresh = [width, height].join();
      if (fresh === key) return;
      key = fresh;
      const b = area(), at = leftAt(b), [upper, lower] = boxes();
      inside.fit(b);
      leftAxes.replaceChildren(kit.axes(b, { at: at.x, ticks: ticks(-6, 6, 2), title: "x" }, { at: at.y, ticks: ticks(-1, 2, 1), title: "値(青)と微分(緑の破線)" }));
      put(zero, { d: `M${b.left} ${at.y(0)}h${b.width}` });
      const names = NAMES.map((name, k) => [k, name]), spot = (k) => column(b, k), chance = scale(0, 1, lower.top + lower.height, lower.top);
      rightAxes.replaceChildren(
        kit.axes(upper, { at: spot, ticks: [], title: "" }, { at: logitAt(upper), ticks: ticks(-4, 4, 2), title: "ロジット z" }),
        kit.axes(lower, { at: spot, ticks: names, title: "" }, { at: chance, ticks: [[0, "0"], [0.5, "0.5"], [1, "1"]], title: "確率" }));
    }
    function drawLeft() {
      const b = area(), at = leftAt(b), { function: name, gain, x } = state, top = gain * tops[name];
      const grid = Array.from({ length: 481 }, (_, k) => limits.x[0] + ((limits.x[1] - limits.x[0]) * k) / 480);
      // 段のある関数では、切れ目をつながない。
      const jump = (v, before) => Math.abs(v - before) > 0.4 && name !== "sigmoid" && name !== "tanh" && name !== "gelu";
      const line = (of) => {
        let before, d = "";
        for (const p of grid) {
          const v = of(p);
          d += `${before === undefined || jump(v, before) ? "M" : "L"}${bound(at.x(p))} ${bound(at.y(v))}`;
          before = v;
        }
        return d;
      };
      put(curve, { d: line((p) => value(name, gain, p, alpha)) });
      put(steep, { d: line((p) => slope(name, gain, p, alpha)) });
      const small = (p) => top === 0 || Math.abs(slope(name, gain, p, alpha)) < saturated * top, bands = [];
      for (const [k, p] of grid.entries()) if (small(p)) k && small(grid[k - 1]) ? (bands[bands.length - 1][1] = p) : bands.push([p, p]);
      marks.replaceChildren(...bands.map(([low, high]) => svg("rect", { class: "flat", x: at.x(low), y: b.top, width: Math.max(1, at.x(high) - at.x(low)), height: b.height })));
      const v = value(name, gain, x, alpha), d = slope(name, gain, x, alpha);
      put(here, { d: `M${at.x(x)} ${b.top}v${b.height}` });
      put(dot, { d: `M${at.x(x)} ${bound(at.y(d))}h0` });
      kit.moveTo(handle, at.x(x), kit.clamp(at.y(v), b.top, b.top + b.height));
      put(handle, { "aria-valuenow": number(x).replace("−", "-"), "aria-valuetext": `x = ${number(x)}、値 ${number(v, 3)}、微分 ${number(d, 3)}` });
      put(left, { viewBox: `0 0 ${width} ${height}`, height });
    }
    function drawRight(y) {
      const [upper, lower] = boxes(), at = logitAt(upper), floor = lower.top + lower.height;
      put(stems, { d: state.logits.map((z, k) => `M${column(upper, k)} ${at(0)}V${at(z)}`).join("") + `M${upper.left} ${at(0)}h${upper.width}` });
      state.logits.forEach((z, k) => {
        const middle = column(upper, k), wide = (lower.width / NAMES.length) * 0.6, tall = y[k] * lower.height;
        kit.moveTo(grips[k], middle, at(z));
        put(grips[k], { "aria-valuenow": z, "aria-valuetext": `ロジット ${number(z)}、確率 ${y[k].toFixed(3)}` });
        put(bars[k], { x: middle - wide / 2, y: floor - tall, width: wide, height: tall });
        put(texts[k], { x: middle, y: Math.max(floor - tall - 4, lower.top + 12) });
        kit.write(texts[k], y[k].toFixed(3));
      });
      put(right, { viewBox: `0 0 ${width} ${height}`, height });
    }

    const draw = kit.once(() => {
      if (!width) return;
      drawAxes();
      drawLeft();
      const { function: name, gain, x, logits, temperature } = state, y = softmax(logits, temperature);
      drawRight(y);
      const d = slope(name, gain, x, alpha), top = gain * tops[name], found = regime(d, top, saturated);
      kit.write(word, found);
      put(word, { style: `--tone:var(${TONE[found]})` });
      facts.show([["点 x", number(x)], ["値", number(value(name, gain, x, alpha))], ["微分", number(d)], ["微分の最大値", number(top)]]);
      const order = logits.map((z, k) => k).sort((a, b) => y[b] - y[a]), [first, second] = order;
      const tied = logits[first] === logits[second];
      kit.write(choiceWord, tied ? "最大のクラスは 1 つでない" : `最大はクラス ${NAMES[first]}`);
      put(choiceWord, { style: `--tone:var(${tied ? "--warn" : "--ok"})` });
      odds.show([
        ["ロジットの差(1 位 − 2 位)", number(logits[first] - logits[second])],
        ["確率の比(1 位 ÷ 2 位)", number(y[first] / y[second])],
        ["合計", number(y.reduce((a, b) => a + b))],
      ]);
      spoken.say(`${found}。微分 ${number(d, 3)}。最大の確率 ${y[first].toFixed(3)}`);
      shift.disabled = Math.max(...logits) + 1 > limits.logit[1];
      pick.select.value = name;
      gains.set(gain);
      temperatures.set(temperature);
    });

    const round = (v, name) => +kit.clamp(v, ...limits[name]).toFixed(2);
    const placeX = (event) => {
      const b = area();
      set({ x: round(scale(b.left, b.left + b.width, ...limits.x)(event.clientX - stage.getBoundingClientRect().left), "x") });
    };
    kit.drag(handle, placeX);
    stage.addEventListener("click", (event) => event.target !== handle && placeX(event));
    kit.arrows(handle, (dx, dy) => set({ x: round(state.x + (dx + dy) / 10, "x") }));
    const setLogit = (k, v) => set({ logits: state.logits.map((z, j) => (j === k ? round(v, "logit") : z)) });
    grips.forEach((grip, k) => {
      kit.drag(grip, (event) => {
        const [upper] = boxes(), y = event.clientY - classes.getBoundingClientRect().top;
        setLogit(k, scale(upper.top + upper.height, upper.top, ...limits.logit)(y));
      });
      kit.arrows(grip, (dx, dy) => setLogit(k, state.logits[k] + (dx + dy) / 10));
    });
    new ResizeObserver(() => {
      width = stage.clientWidth;
      height = Math.round(kit.clamp(width * 0.95, 290, 340));
      for (const each of [stage, classes]) each.style.height = height + "px";
      draw();
    }).observe(stage);

    const shift = kit.button("全部に 1 を足す", () => set({ logits: state.logits.map((z) => round(z + 1, "logit")) }));
    const again = kit.button("ロジットを戻す", () => set({ logits: numbers(options.logits) }));
    const node = html("div", { class: "figure", role: "group", "aria-label": "活性化関数とソフトマックスの対話図" },
      html("div", { class: "plots even" },
        html("div", { class: "column" }, stage, word, facts.node, pick.node, gains.node),
        html("div", { class: "column" }, classes, choiceWord, odds.node, temperatures.node, html("div", { class: "buttons" }, shift, again))),
      html("p", { class: "note" }, "左の橙の点は左右に、右の 4 つの橙の点は上下に動きます。色を付けた範囲では、微分が最大値の 5 % より小さくなります。"),
      spoken.node);
    const result = () => ({ value: value(state.function, state.gain, state.x, alpha), slope: slope(state.function, state.gain, state.x, alpha), probabilities: softmax(state.logits, state.temperature) });
    return { node, set, state: () => ({ ...state, ...result() }) };
  }

  const STYLE = `
.curve{fill:none;stroke:#2f75c0;stroke-width:2;stroke-linejoin:round}
.steep{fill:none;stroke:var(--ok);stroke-width:2;stroke-dasharray:7 4}
.zero{stroke:var(--soft);stroke-width:1;opacity:.6}
.here{stroke:var(--path);stroke-width:1.5;opacity:.6}
.flat{fill:var(--warn);opacity:.18}
.stems{fill:none;stroke:var(--soft);stroke-width:2}
.bar{fill:#2f75c0;stroke:var(--page)}
.halo{paint-order:stroke;stroke:var(--page);stroke-width:4px}
text.halo{fill:var(--text)}
`;
  root.eshikaku.activation = { FUNCTIONS, erf, value, slope, softmax, regime };
  kit.define({ tag: "eshikaku-activation", style: STYLE, build });
})(globalThis);
