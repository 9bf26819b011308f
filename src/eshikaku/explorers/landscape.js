// 勾配降下法の対話図: 等高線の上で出発点を動かし、学習率を変え、道筋と損失曲線を見る。
(function (root) {
  "use strict";

  // ── 計算(node でも動く。tests/test_explorers.py が eshikaku.surfaces と比べる) ──
  // lr: [最小, 最大, 刻み, 対数か]。対数のときの刻みは log10 の刻み。start, lr0, steps0: その地形を選んだときの初期値。
  const bell = (x, y) => Math.exp(-((x * x) / 8 + (y * y) / 2));
  const beale = (x, y) => [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3];
  const SURFACES = {
    elongated: {
      title: "細長い谷 x²/20 + y²", xlim: [-10, 10], ylim: [-5, 5], minima: [[0, 0]], curvature: [0.1, 2],
      lr: [0.01, 1.1, 0.01, false], lr0: 0.95, start: [-7, 2], steps0: 30,
      f: (x, y) => (x * x) / 20 + y * y,
      grad: (x, y) => [x / 10, 2 * y],
    },
    bowl: {
      title: "お椀形 x² + y²", xlim: [-5, 5], ylim: [-5, 5], minima: [[0, 0]], curvature: [2, 2],
      lr: [0.01, 1.1, 0.01, false], lr0: 0.1, start: [-2, 3], steps0: 30,
      f: (x, y) => x * x + y * y,
      grad: (x, y) => [2 * x, 2 * y],
    },
    rosenbrock: {
      title: "Rosenbrock 関数", xlim: [-2, 2], ylim: [-1, 3], minima: [[1, 1]],
      lr: [1e-5, 1e-2, 0.02, true], lr0: 0.001, start: [-1.2, 1], steps0: 100,
      f: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      grad: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    },
    beale: {
      title: "Beale 関数", xlim: [-4.5, 4.5], ylim: [-4.5, 4.5], minima: [[3, 0.5]], saddles: [[0, 1]],
      lr: [1e-5, 0.1, 0.02, true], lr0: 0.01, start: [1, 2], steps0: 100,
      f: (x, y) => beale(x, y).reduce((sum, a) => sum + a * a, 0),
      grad(x, y) {
        const [a, b, c] = beale(x, y);
        return [
          2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1),
          2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2,
        ];
      },
    },
    himmelblau: {
      title: "Himmelblau 関数", xlim: [-5, 5], ylim: [-5, 5],
      minima: [
        [3, 2], [-2.805118086952745, 3.131312518250573],
        [-3.779310253377747, -3.28318599128617], [3.584428340330492, -1.848126526964404],
      ],
      lr: [1e-4, 0.1, 0.02, true], lr0: 0.01, start: [0, 0], steps0: 30,
      f: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
      grad: (x, y) => [
        4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
        2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
      ],
    },
    saddle: {
      title: "鞍点 x²/2 − y²/2 + y⁴/4", xlim: [-2, 2], ylim: [-2, 2], minima: [[0, 1], [0, -1]], saddles: [[0, 0]],
      lr: [0.01, 3, 0.02, true], lr0: 0.1, start: [-1.5, 0.01], steps0: 50,
      f: (x, y) => (x * x) / 2 - (y * y) / 2 + y ** 4 / 4,
      grad: (x, y) => [x, -y + y ** 3],
    },
    plateau: {
      title: "高原と谷 1 − exp(−(x²/8 + y²/2))", xlim: [-6, 6], ylim: [-4, 4], minima: [[0, 0]],
      lr: [0.01, 10, 0.02, true], lr0: 0.5, start: [-4, 1.5], steps0: 50,
      f: (x, y) => 1 - bell(x, y),
      grad: (x, y) => [(x / 4) * bell(x, y), y * bell(x, y)],
    },
  };

  // 更新則の表。章が進んだら 1 行ずつ足す。memory は更新をまたいで持ち越す量。色は eshikaku.plotting の手法の色
  // (SGD はほぼ黒。暗い地では文字の色にして見えるようにする)。
  const OPTIMIZERS = {
    sgd: { title: "SGD", color: "var(--text)", step: (point, grad, lr, memory) => point.map((p, i) => p - lr * grad[i]) },
  };

  const finite = (point) => point.every(Number.isFinite);
  function descend(surface, optimizer, lr, start, steps) {
    const path = [start], memory = {};
    while (path.length <= steps) {
      const at = path[path.length - 1];
      const grad = surface.grad(...at);
      if (!finite(grad)) break;
      path.push(optimizer.step(at, grad, lr, memory));
    }
    return path;
  }

  // 最小点に「着いた」とみなす円の半径: 図の横幅の 2%(図に破線で描く)。
  const radius = (surface) => 0.02 * (surface.xlim[1] - surface.xlim[0]);
  const REST = 1e-9; // これより短い歩は止まったとみなす(丸め誤差で向きが変わるのを数えない)
  const FAR = 1000; // 図の横幅の何倍離れたら発散とみなすか

  // 動きの名前。定義は eshikaku.explorers.behaviour の docstring にあり、両者が同じ答えを出すことをテストする。
  function behaviour(surface, path) {
    const end = path[path.length - 1];
    if (!finite(end) || Math.hypot(...end) > FAR * (surface.xlim[1] - surface.xlim[0])) return "発散";
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
    const near = surface.minima.some((m) => Math.hypot(end[0] - m[0], end[1] - m[1]) <= radius(surface));
    return near ? "収束" : "まだ遠い";
  }

  // ── 図 ──
  const ASPECT = 3 / 4; // 図の縦横比。縦と横の 1 目盛りは同じ長さ(勾配が等高線と直角に見えるように)
  const MARGIN = { left: 34, right: 10, top: 10, bottom: 22 };
  const TONE = { 収束: "--ok", 振動しながら収束: "--ok", 振動が続く: "--warn", 発散: "--bad", まだ遠い: "--soft" };
  const LR_ERROR = "学習率は 0 より大きい数にしてください。";
  const STEPS_ERROR = "歩数は 1 から 1000 の整数にしてください。";
  const validLr = (v) => v > 0 && Number.isFinite(v);
  const validSteps = (v) => Number.isInteger(v) && v >= 1 && v <= 1000;

  function check(state) {
    if (!SURFACES[state.surface]) throw new Error(`surface="${state.surface}" という地形はありません。`);
    if (!OPTIMIZERS[state.optimizer]) throw new Error(`optimizer="${state.optimizer}" という手法はありません。`);
    if (!validLr(state.lr)) throw new Error(LR_ERROR);
    if (!validSteps(state.steps)) throw new Error(STEPS_ERROR);
    if (state.start.length !== 2 || !finite(state.start)) throw new Error("start は x,y の 2 つの数にしてください。");
    return state;
  }
  function read(options) {
    const name = options.surface || "elongated";
    const surface = SURFACES[name] || {};
    const { start = surface.start, lr = surface.lr0, steps = surface.steps0, optimizer = "sgd" } = options;
    const list = typeof start === "string" ? start.split(",") : start;
    return check({ surface: name, optimizer, lr: +lr, steps: +steps, start: [...(list || [])].map(Number) });
  }

  // 等高線: 画素ごとに高さの段 t を求め、段ごとの濃さと、段の境目の線を塗る。色は半透明なので明暗どちらの地にも合う。
  function paint(canvas, surface, view, width, height) {
    const ratio = Math.min(2, root.devicePixelRatio || 1);
    const w = (canvas.width = Math.round(width * ratio)), h = (canvas.height = Math.round(height * ratio));
    const floor = surface.f(...surface.minima[0]);
    const heights = new Float32Array((w + 1) * (h + 1));
    for (let j = 0; j <= h; j++)
      for (let i = 0; i <= w; i++)
        heights[j * (w + 1) + i] = surface.f(
          view.x[0] + ((view.x[1] - view.x[0]) * (i + 0.5)) / w,
          view.y[1] - ((view.y[1] - view.y[0]) * (j + 0.5)) / h,
        ) - floor;
    // 段は、谷底でも四隅でも線が混みすぎないように asinh で圧縮する。14 段。
    const sorted = heights.filter((_, k) => k % 97 === 0).sort();
    const knee = sorted[Math.floor(sorted.length * 0.3)], top = Math.asinh(sorted[Math.floor(sorted.length * 0.97)] / knee);
    for (let k = 0; k < heights.length; k++) heights[k] = (14 * Math.asinh(heights[k] / knee)) / top;
    const image = canvas.getContext("2d").createImageData(w, h);
    for (let j = 0, k = 0; j < h; j++)
      for (let i = 0; i < w; i++, k += 4) {
        const at = j * (w + 1) + i, t = heights[at];
        const slope = Math.hypot(heights[at + 1] - t, heights[at + w + 1] - t) + 1e-6;
        const edge = Math.abs(t - Math.round(t)) / (slope * ratio);
        const line = Math.max(0, 1 - edge) * Math.min(1, 0.3 / slope);
        const band = 0.62 * Math.exp(-Math.max(0, Math.floor(t)) / 5);
        image.data.set([38, 108, 190, 255 * Math.min(1, band + 0.03 + 0.42 * line)], k);
      }
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  function build(kit, options, changed) {
    const { html, svg, put, number } = kit;
    let state = read(options), shown = state.steps, path, values, timer, size = [0, 0], sideWidth = 0, view, painted, lossKey, factorKey;

    // 画面の部品
    const canvas = html("canvas", { "aria-hidden": "true" });
    const grid = svg("g"), marks = svg("g"), faint = svg("path", { class: "trace faint" });
    const trace = svg("path", { class: "trace" }), dots = svg("path", { class: "dots" });
    const inside = kit.clipped(marks, faint, trace, dots);
    const map = svg("svg", { "aria-hidden": "true" }, grid, inside.node);
    const handle = html("button", {
      type: "button", class: "handle", role: "slider", "aria-roledescription": "2 次元のつまみ",
      "aria-label": "出発点(矢印キーで動かす。Shift を押すと大きく動く)",
    });
    const stage = html("div", { class: "stage" }, canvas, map, handle);
    const lossGrid = svg("g"), lossFaint = svg("path", { class: "trace faint" });
    const lossTrace = svg("path", { class: "trace" }), lossDot = svg("path", { class: "dots" });
    const loss = svg("svg", { role: "img" }, lossGrid, lossFaint, lossTrace, lossDot);
    const word = html("div", { class: "word" }), facts = kit.table();
    const factorScale = svg("g"), factorMarks = ["x", "y"].map((name, i) =>
      svg("g", {}, svg("circle", { cy: 46, r: 5, class: "factor" }), svg("text", { y: i ? 66 : 34, "text-anchor": "middle", class: "strong" }, name)));
    const factors = svg("svg", { class: "factors", role: "img", height: 86 }, factorScale, ...factorMarks);
    const spoken = kit.announcer();

    const pick = kit.choice("地形", Object.entries(SURFACES).map(([k, s]) => [k, s.title]), (name) => set(read({ surface: name, optimizer: state.optimizer })));
    const lr = kit.slider({ label: "学習率 η", min: 0.01, max: 1, step: 0.01, valid: validLr, error: LR_ERROR, change: (v) => set({ lr: v }) });
    const steps = kit.slider({ label: "歩数", min: 1, max: 300, step: 1, integer: true, valid: validSteps, error: STEPS_ERROR, change: (v) => set({ steps: v }) });
    const button = (text, act) => {
      const node = html("button", { type: "button" }, text);
      node.addEventListener("click", act);
      return node;
    };
    const one = button("1歩", () => (stop(), show(shown + 1)));
    const play = button("再生", () => (timer ? stop() : start()));
    const reset = button("最初から", () => (stop(), show(0)));

    // 再生: 動きを減らす設定のときは、途中を見せずに最後へ進む。
    function start() {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return show(state.steps);
      if (shown >= state.steps) show(0);
      timer = setInterval(() => {
        show(shown + 1);
        if (shown >= state.steps || !stage.isConnected) stop();
      }, Math.max(40, Math.min(250, 5000 / state.steps)));
      play.textContent = "停止";
    }
    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = "再生";
    }
    function show(count) {
      shown = Math.min(count, state.steps);
      draw();
    }
    function set(patch) {
      const next = check({ ...state, ...patch });
      if (next.steps !== state.steps || next.surface !== state.surface) stop();
      if (shown === state.steps || shown > next.steps) shown = next.steps;
      state = next;
      compute();
      changed();
    }
    function compute() {
      const surface = SURFACES[state.surface], floor = surface.f(...surface.minima[0]);
      node.style.setProperty("--path", OPTIMIZERS[state.optimizer].color);
      path = descend(surface, OPTIMIZERS[state.optimizer], state.lr, state.start, state.steps);
      values = path.map((p) => surface.f(...p) - floor);
      draw();
    }

    // 描画
    const pixel = () => ({
      x: kit.scale(...view.x, MARGIN.left, size[0] - MARGIN.right),
      y: kit.scale(...view.y, size[1] - MARGIN.bottom, MARGIN.top),
    });
    const bound = (v) => kit.clamp(Number.isNaN(v) ? 0 : v, -1e5, 1e5).toFixed(1);
    const line = (points) => (points.length ? "M" + points.map((p) => `${bound(p[0])} ${bound(p[1])}`).join("L") : "");
    const spots = (points) => points.map((p) => `M${bound(p[0])} ${bound(p[1])}h0`).join("");

    function layout() {
      const surface = SURFACES[state.surface], [width, height] = size;
      const key = [state.surface, width].join();
      if (painted === key) return;
      painted = key;
      const w = width - MARGIN.left - MARGIN.right, h = height - MARGIN.top - MARGIN.bottom;
      const unit = Math.max((surface.xlim[1] - surface.xlim[0]) / w, (surface.ylim[1] - surface.ylim[0]) / h);
      const around = ([a, b], length) => [(a + b - length) / 2, (a + b + length) / 2];
      view = { x: around(surface.xlim, unit * w), y: around(surface.ylim, unit * h) };
      const at = pixel(), text = (v) => [v, number(v)];
      const box = { left: MARGIN.left, top: MARGIN.top, width: w, height: h };
      inside.fit(box);
      grid.replaceChildren(kit.axes(box,
        { at: at.x, ticks: kit.ticks(...view.x, 6).map(text) }, { at: at.y, ticks: kit.ticks(...view.y, 5).map(text) }));
      marks.replaceChildren(
        ...surface.minima.map((m) => svg("g", { class: "target" },
          svg("circle", { cx: at.x(m[0]), cy: at.y(m[1]), r: radius(surface) / unit }),
          svg("path", { d: `M${at.x(m[0]) - 5} ${at.y(m[1])}h10m-5 -5v10` }))),
        ...(surface.saddles || []).map((m) => svg("path", { class: "target", d: `M${at.x(m[0]) - 4} ${at.y(m[1]) - 4}l8 8m0 -8l-8 8` })),
      );
      Object.assign(canvas.style, { left: MARGIN.left + "px", top: MARGIN.top + "px", width: w + "px", height: h + "px" });
      paint(canvas, surface, view, w, h);
    }

    function drawMap() {
      const at = pixel(), points = path.map((p) => [at.x(p[0]), at.y(p[1])]);
      put(faint, { d: line(points.slice(shown)) });
      put(trace, { d: line(points.slice(0, shown + 1)) });
      put(dots, { d: spots(points.slice(1, shown + 1)) });
      const [x, y] = points[0];
      // 図の外の出発点(数値で渡せる)でも、つまみは端に残して手が届くようにする。
      kit.moveTo(handle, kit.clamp(x, MARGIN.left, size[0] - MARGIN.right), kit.clamp(y, MARGIN.top, size[1] - MARGIN.bottom));
      put(handle, { "aria-valuenow": state.start[0], "aria-valuetext": `x = ${number(state.start[0])}, y = ${number(state.start[1])}` });
    }

    function drawLoss() {
      const width = sideWidth, box = { left: 44, top: 24, width: width - 56, height: 130 };
      const logs = values.map((v) => Math.log10(Math.max(v, 1e-16)));
      const good = logs.filter(Number.isFinite);
      let low = Math.floor(Math.min(...good)), high = Math.ceil(Math.max(...good));
      if (high - low < 2) high = low + 2;
      const at = { x: kit.scale(0, state.steps, box.left, box.left + box.width), y: kit.scale(low, high, box.top + box.height, box.top) };
      const key = [width, low, high, state.steps].join();
      if (key !== lossKey) {
        lossKey = key;
        put(loss, { viewBox: `0 0 ${width} 190`, height: 190 });
        const every = Math.ceil((high - low) / 5), decades = [];
        for (let n = low; n <= high; n += every) decades.push([n, kit.power10(n)]);
        const whole = kit.ticks(0, state.steps, 4).filter(Number.isInteger).map((v) => [v, v]);
        lossGrid.replaceChildren(kit.axes(box, { at: at.x, ticks: whole, title: "歩数" }, { at: at.y, ticks: decades, title: "損失(最小値との差、対数目盛り)" }));
      }
      const points = logs.map((v, k) => [at.x(k), at.y(v)]).filter((p) => Number.isFinite(p[1]));
      put(lossFaint, { d: line(points.slice(shown)) });
      put(lossTrace, { d: line(points.slice(0, shown + 1)) });
      put(lossDot, { d: spots(points.slice(0, shown + 1).slice(-1)) });
      put(loss, { "aria-label": `損失曲線: ${number(values[0])} から ${number(values[values.length - 1])} へ` });
    }

    // 二次関数では、1 歩ごとに各軸の座標が 1 − ηλ 倍になる。それを −1 から 1 の帯の上に示す。
    function drawFactors(lambda) {
      factors.style.display = lambda ? "" : "none";
      if (!lambda) return;
      const at = kit.scale(-1.5, 1.5, 12, sideWidth - 12), values = lambda.map((l) => 1 - state.lr * l);
      if (factorKey !== sideWidth) {
        factorKey = sideWidth;
        put(factors, { viewBox: `0 0 ${sideWidth} 86` });
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
      const now = Math.min(shown, path.length - 1), pair = (p) => `(${number(p[0])}, ${number(p[1])})`;
      kit.write(word, name);
      put(word, { style: `--tone:var(${TONE[name]})` });
      const rows = [["出発点", pair(state.start)], [`${now} 歩目`, pair(path[now])], ["f − 最小値", number(values[now])]];
      if (lambda) rows.push(["1 − ηλ", `x: ${number(1 - state.lr * lambda[0])}、y: ${number(1 - state.lr * lambda[1])}`], ["η の限界 2/λₘₐₓ", number(2 / Math.max(...lambda))]);
      facts.show(rows);
      drawFactors(lambda);
      spoken.say(`${name}。${state.steps} 歩で ${pair(path[path.length - 1])}`);
    }

    function drawControls() {
      const surface = SURFACES[state.surface];
      pick.select.value = state.surface;
      lr.limits(...surface.lr);
      lr.set(state.lr);
      steps.set(state.steps);
      one.disabled = shown >= state.steps;
    }

    const draw = kit.once(() => {
      if (!size[0] || !sideWidth) return;
      layout();
      drawMap();
      drawLoss();
      drawWords();
      drawControls();
    });

    // 操作
    function place(event) {
      const area = stage.getBoundingClientRect();
      const x = kit.clamp(event.clientX - area.left, MARGIN.left, size[0] - MARGIN.right);
      const y = kit.clamp(event.clientY - area.top, MARGIN.top, size[1] - MARGIN.bottom);
      const back = (v, range, a, b) => +kit.scale(a, b, ...range)(v).toPrecision(4);
      set({ start: [back(x, view.x, MARGIN.left, size[0] - MARGIN.right), back(y, view.y, size[1] - MARGIN.bottom, MARGIN.top)] });
    }
    kit.drag(handle, place);
    stage.addEventListener("click", (event) => event.target !== handle && place(event));
    kit.arrows(handle, (dx, dy) => {
      const by = (view.x[1] - view.x[0]) / 200;
      const move = (v, d, range) => +kit.clamp(v + d * by, ...range).toPrecision(4);
      set({ start: [move(state.start[0], dx, view.x), move(state.start[1], dy, view.y)] });
    });
    const side = html("div", {}, word, loss, facts.node, factors);
    // 大きさを読むのはここだけ(描くたびに読むと、配置の計算が何度も走る)。
    const observer = new ResizeObserver(() => {
      sideWidth = side.clientWidth;
      size = [stage.clientWidth, Math.round(stage.clientWidth * ASPECT)];
      stage.style.height = size[1] + "px";
      put(map, { viewBox: `0 0 ${size[0]} ${size[1]}` });
      draw();
    });
    observer.observe(stage);
    observer.observe(side);

    // 学習率とボタンは図のすぐ下に置く(スマートフォンでも、動かしながら道筋が見えるように)。
    const main = html("div", { class: "column" }, stage, lr.node, html("div", { class: "buttons" }, one, play, reset));
    const node = html("div", { class: "figure", role: "group", "aria-label": "勾配降下法の対話図" },
      html("div", { class: "plots" }, main, side),
      html("div", { class: "controls" }, pick.node, steps.node),
      html("p", { class: "note" }, "橙の点をつかんで動かすか、図の中を押すと、出発点が変わります。＋ は最小点、破線の円に入れば到着、× は鞍点です。"),
      spoken.node);
    compute();
    return { node, set, state: () => ({ ...state, end: path[path.length - 1], behaviour: behaviour(SURFACES[state.surface], path) }) };
  }

  const STYLE = `
.target circle{fill:none;stroke:var(--text);stroke-dasharray:3 3}
path.target,.target path{fill:none;stroke:var(--text);stroke-width:2}
.factors{margin-top:6px}
.safe{fill:var(--ok);opacity:.3}
.rule{stroke:var(--soft);fill:none}
.factor{fill:var(--path);stroke:var(--page)}
.strong{fill:var(--text);font-weight:600}
`;
  const figure = { tag: "eshikaku-landscape", style: STYLE, build, SURFACES, OPTIMIZERS, descend, behaviour, radius };
  if (typeof document !== "undefined") (root.eshikakuFigures = root.eshikakuFigures || []).push(figure);
  if (typeof module !== "undefined" && module.exports) module.exports = figure;
})(typeof globalThis !== "undefined" ? globalThis : this);
