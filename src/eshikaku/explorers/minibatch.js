// ミニバッチ勾配降下法の対話図: バッチサイズと学習率を変え、勾配の雑音と、損失が下げ止まる床を見る。
(function (root) {
  "use strict";
  const { kit, random, walk: parts } = root.eshikaku;
  const { html, svg, put, number } = kit;

  // ── 計算(tests/explorers が eshikaku.explorers.minibatch と比べる) ──
  // n 件から重複なしに size 件を選ぶ関数。呼ぶたびに、前とは独立に選び直す。
  function sampler(n, size, seed) {
    const order = Array.from({ length: n }, (_, k) => k), next = random(seed);
    return () => {
      for (let k = 0; k < size; k++) {
        const j = k + Math.floor(next() * (n - k));
        [order[k], order[j]] = [order[j], order[k]];
      }
      return order.slice(0, size);
    };
  }

  // 1 件の損失 (w·x − t)²/2 の、全データについての平均。data = { x: [[x1, x2], …], t: […] }。
  const error = (data, w, i) => w[0] * data.x[i][0] + w[1] * data.x[i][1] - data.t[i];
  function gradient(data, w, batch) {
    const sum = [0, 0];
    for (const i of batch) {
      const e = error(data, w, i);
      sum[0] += e * data.x[i][0];
      sum[1] += e * data.x[i][1];
    }
    return sum.map((s) => s / batch.length);
  }

  // 二次関数としての形: ヘッセ行列 [[a, b], [b, c]]、最小点、最小点での 1 件ごとの勾配の共分散、x の 4 次の積率。
  const mean = (n, f) => Array.from({ length: n }, (_, i) => f(i)).reduce((sum, v) => sum + v, 0) / n;
  function quadratic(data) {
    const n = data.t.length, power = (i, p, q) => data.x[i][0] ** p * data.x[i][1] ** q;
    const moment = (p, q) => mean(n, (i) => power(i, p, q));
    const [a, b, c] = [moment(2, 0), moment(1, 1), moment(0, 2)];
    const [u, v] = [0, 1].map((k) => mean(n, (i) => data.x[i][k] * data.t[i]));
    const best = [(c * u - b * v) / (a * c - b * b), (a * v - b * u) / (a * c - b * b)];
    const noise = [[2, 0], [1, 1], [0, 2]].map(([p, q]) => mean(n, (i) => error(data, best, i) ** 2 * power(i, p, q)));
    return { n, a, b, c, best, noise, fourth: [4, 3, 2, 1, 0].map((p) => moment(p, 4 - p)) };
  }
  const gap = (q, w) => {
    const [x, y] = [w[0] - q.best[0], w[1] - q.best[1]];
    return (q.a * x * x + 2 * q.b * x * y + q.c * y * y) / 2;
  };
  // ミニバッチの勾配の共分散は、1 件の共分散のこの倍率(非復元抽出)。
  const thinning = (n, size) => (n - size) / (n - 1) / size;

  // 雑音の床: 歩き続けたときの J − Jmin の期待値。ずれ δ の 2 次の積率 M = E[δδᵀ] が変わらない条件
  //   M = M − η(HM + MH) + η²(HMH + k(E[xxᵀMxxᵀ] − HMH) + kC)   (k は thinning)
  // は M の 3 つの成分の連立一次方程式になる。解が正定値でなければ、揺れは増え続け、床は無い。
  function floor(q, lr, size) {
    const k = thinning(q.n, size), { a, b, c } = q, f = q.fourth;
    const lost = ([x, y, z]) => {
      const [ax, ay, bx, by] = [a * x + b * y, a * y + b * z, b * x + c * y, b * y + c * z]; // HM
      const twice = [ax * a + ay * b, bx * a + by * b, bx * b + by * c]; // HMH
      const fourth = [0, 1, 2].map((i) => f[i] * x + 2 * f[i + 1] * y + f[i + 2] * z);
      return [2 * ax, ay + bx, 2 * by].map((s, i) => lr * s - lr * lr * (twice[i] + k * (fourth[i] - twice[i])));
    };
    const columns = [[1, 0, 0], [0, 1, 0], [0, 0, 1]].map(lost), right = q.noise.map((v) => lr * lr * k * v);
    const det = ([p, r, s]) =>
      p[0] * (r[1] * s[2] - r[2] * s[1]) - r[0] * (p[1] * s[2] - p[2] * s[1]) + s[0] * (p[1] * r[2] - p[2] * r[1]);
    if (k === 0) return lr * largest(q) < 2 ? 0 : Infinity;
    const [x, y, z] = [0, 1, 2].map((i) => det(columns.map((column, j) => (i === j ? right : column))) / det(columns));
    return x > 0 && x * z - y * y > 0 ? (a * x + 2 * b * y + c * z) / 2 : Infinity;
  }
  const largest = ({ a, b, c }) => (a + c + Math.hypot(a - c, 2 * b)) / 2; // ヘッセ行列の最大の固有値
  // 1 次の近似: 床 ≈ η × (最小点での、ミニバッチの勾配の分散) / 4。
  const roughFloor = (q, lr, size) => (lr * thinning(q.n, size) * (q.noise[0] + q.noise[2])) / 4;

  // 道と、その各点で引いたミニバッチの勾配。発散して有限でなくなれば、そこで終わる。
  function walk(data, { batch, lr, start, steps, seed }) {
    const draw = sampler(data.t.length, batch, seed), path = [start], sampled = [];
    for (;;) {
      const w = path[path.length - 1], g = gradient(data, w, draw());
      if (!parts.finite(g)) return { path, sampled };
      sampled.push(g);
      if (path.length > steps) return { path, sampled };
      path.push(w.map((v, i) => v - lr * g[i]));
    }
  }

  // 動きの名前。定義は eshikaku.explorers.minibatch.behaviour の docstring にある。
  function behaviour(gaps, size, n, level) {
    const last = gaps.slice(-Math.ceil(gaps.length / 4)), average = mean(last.length, (i) => last[i]);
    if (!(average <= gaps[0])) return "発散";
    if (size === n) return "雑音なし";
    return average <= 3 * level ? "床の上で揺れている" : "下っている途中";
  }

  // ── 図 ──
  const TONE = { 床の上で揺れている: "--warn", 発散: "--bad", 下っている途中: "--soft", 雑音なし: "--ok" };
  const ARROW = 0.5; // 矢印の長さは、勾配の大きさのこの倍
  const STOPS = [1, 2, 4, 8, 16, 32, 64, 128, 256];
  const SEED_ERROR = "乱数の種は 1 以上 9999 以下の整数にしてください。";

  function build(options, changed) {
    const { data, xlim, ylim } = options.facts, q = quadratic(data), everyone = data.t.map((_, i) => i);
    const surface = { f: (x, y) => gap(q, [x, y]), xlim, ylim, minima: [q.best] };
    const BATCH_ERROR = `バッチサイズは 1 から ${q.n} の整数にしてください。`;
    const validBatch = (v) => Number.isInteger(v) && v >= 1 && v <= q.n;
    const { batch, lr, start, steps, seed } = options;
    let state = check({ batch: +batch, lr: +lr, start: kit.numbers(start), steps: +steps, seed: +seed });
    let path, sampled, gaps, level, name;

    function check(state) {
      parts.checkWalk(state.start, state.steps);
      parts.checkLr(state.lr);
      if (!validBatch(state.batch)) throw new Error(BATCH_ERROR);
      if (!(Number.isInteger(state.seed) && state.seed >= 1 && state.seed <= 9999)) throw new Error(SEED_ERROR);
      return state;
    }
    function set(patch) {
      state = check({ ...state, ...patch });
      player.limit(state.steps);
      compute();
      changed();
    }
    function compute() {
      ({ path, sampled } = walk(data, state));
      gaps = path.map((w) => gap(q, w));
      level = floor(q, state.lr, state.batch);
      name = behaviour(gaps, state.batch, q.n, level);
      draw();
    }

    // 描画
    const trail = parts.trails(), cloud = svg("ellipse", { class: "cloud" }), exact = parts.arrow("exact"), noisy = parts.arrow("noisy");
    const draw = kit.once(() => {
      if (!stage.fit(surface, "")) return;
      const now = Math.min(player.shown, path.length - 1), w = path[now];
      stage.hold(state.start);
      trail.show([parts.trod(path.map(stage.at), player.shown)]);
      drawGradients(w, sampled[now]);
      const guides = level > 0 && level < Infinity ? [[level, "雑音の床"]] : [];
      loss.show({ lines: [gaps], guides, span: [0, state.steps], shown: player.shown, label: `損失曲線: ${number(gaps[0])} から ${number(gaps[gaps.length - 1])} へ` });
      drawWords(now, w);
      size.set(state.batch);
      rate.set(state.lr);
      length.set(state.steps);
    });
    // 今の点での −∇J と −g、そして、引くたびに違う −g の散らばり(標準偏差の楕円)。
    function drawGradients(w, g) {
      const full = gradient(data, w, everyone), from = stage.at(w), tip = (v) => stage.at(w.map((p, i) => p - ARROW * v[i]));
      exact.show(from, tip(full));
      noisy.show(from, g && tip(g));
      const one = everyone.map((i) => data.x[i].map((x, k) => error(data, w, i) * x - full[k])), k = thinning(q.n, state.batch);
      const [a, b, c] = [[0, 0], [0, 1], [1, 1]].map(([r, s]) => k * mean(q.n, (i) => one[i][r] * one[i][s]));
      const top = largest({ a, b, c }), reach = [top, a + c - top].map((v) => (ARROW * Math.sqrt(Math.max(0, v))) / stage.unit);
      const angle = (-Math.atan2(2 * b, a - c) * 90) / Math.PI, [x, y] = tip(full);
      const inside = Math.hypot(...reach) < 1e4 && Math.hypot(x, y) < 1e5;
      put(cloud, inside ? { rx: reach[0], ry: reach[1], transform: `translate(${x},${y})rotate(${angle})` } : { rx: 0, ry: 0 });
    }
    function drawWords(now, w) {
      kit.write(word, name);
      put(word, { style: `--tone:var(${TONE[name]})` });
      const used = state.batch * now;
      facts.show([
        [`${now} 歩目の重み`, `(${number(w[0])}, ${number(w[1])})`],
        ["見たデータ", `${used} 件(${number(used / q.n, 3)} エポック)`],
        ["J − 最小値", number(gaps[now], 3)],
        ["床の予測", level < Infinity ? number(level, 3) : "なし(揺れが増え続ける)"],
        ["目安 ηS²/(4B)", number(roughFloor(q, state.lr, state.batch), 3)],
      ]);
      spoken.say(`${name}。B = ${state.batch}、η = ${number(state.lr)}、床の予測は ${number(level, 2)}`);
    }

    // 画面の部品
    const stage = parts.stage({ layers: [trail.node, cloud, noisy.node, exact.node], start: () => state.start, choose: (start) => set({ start }), redraw: draw });
    const loss = parts.chart({ title: "J − 最小値(対数目盛り)", log: true, height: 220, redraw: draw });
    const again = kit.button("別の乱数", () => set({ seed: (state.seed % 9999) + 1 }));
    const player = parts.player({ steps: state.steps, redraw: draw, extra: [again] });
    const size = kit.slider({ label: "バッチサイズ B", stops: [...STOPS.filter((v) => v < q.n), q.n], integer: true, valid: validBatch, error: BATCH_ERROR, change: (v) => set({ batch: v }) });
    const rate = kit.slider({ ...parts.LR, min: 0.01, max: 2, step: 0.05, log: true, change: (v) => set({ lr: v }) });
    const length = parts.stepsSlider((v) => set({ steps: v }));
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const legend = kit.legend([
      { text: "全データの勾配 −∇J", name: "exact" },
      { text: "引いたミニバッチの勾配 −g", name: "noisy" },
      { text: "−g の散らばり(標準偏差)", name: "cloud" },
    ]);
    const node = html("div", { class: "figure", role: "group", "aria-label": "ミニバッチ勾配降下法の対話図" },
      html("div", { class: "plots" },
        html("div", { class: "column" }, stage.node, legend, size.node, rate.node, player.node),
        html("div", {}, word, loss.node, facts.node)),
      html("div", { class: "controls" }, length.node),
      html("p", { class: "note" }, "橙の点をつかんで動かすか、図の中を押すと、出発点が変わります。＋ は最小点、矢印の長さは勾配の大きさの半分です。"),
      spoken.node);
    compute();
    return { node, set, state: () => ({ ...state, end: path[path.length - 1], behaviour: name, floor: level }) };
  }

  const STYLE = parts.STYLE + `
.figure{--path:var(--text)}
.exact{stroke:var(--ok);stroke-width:3}
.noisy{stroke:var(--handle);stroke-width:3}
.cloud{fill:none;stroke:var(--handle);stroke-width:1.5;stroke-dasharray:4 3}
`;
  root.eshikaku.minibatch = { sampler, gradient, quadratic, gap, floor, roughFloor, walk, behaviour };
  kit.define({ tag: "eshikaku-minibatch", style: STYLE, build });
})(globalThis);
