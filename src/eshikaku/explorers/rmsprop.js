// RMSprop の対話図: 動く目標を AdaGrad と並べて追い、初めの大きな勾配を忘れるかどうかを見る。
(function (root) {
  "use strict";
  const { kit, walk: parts, rules } = root.eshikaku;
  const { html, put, number } = kit;

  // ── 計算(tests/explorers が eshikaku.explorers.rmsprop と比べる) ──
  // 目標は −1 と 1 の間を一定の速さで往復する。初めの burst 歩だけ、勾配が scale 倍になる。
  const target = (t, period) => 1 - Math.abs(2 - (4 * (t % period)) / period);
  function chase(rule, options, { scale, steps }, { period, burst, start }) {
    const pull = ([x], t) => [(t < burst ? scale : 1) * (x - target(t, period))];
    const { path, states } = rules.descend(pull, rule, options, [start], steps);
    const rates = states.map(([s]) => options.lr / (Math.sqrt(s.h) + options.eps));
    return { path: path.map(([x]) => x), rates, gaps: path.map(([x], t) => Math.abs(x - target(t, period))) };
  }
  const average = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;
  // 学習率の格子から、ずれの平均をいちばん小さくするもの。どちらの手法も同じ格子で選ぶ。
  function tune(rule, options, setting, fixed) {
    const errors = fixed.grid.map((lr) => average(chase(rule, { ...options, lr }, setting, fixed).gaps));
    return fixed.grid[errors.indexOf(Math.min(...errors))];
  }
  const halfLife = (rho) => Math.log(0.5) / Math.log(rho); // 勾配の 2 乗の重みが半分になる歩数

  // ── 図 ──
  const RHO_ERROR = "ρ は 0 以上 1 未満の数にしてください。";
  const SCALE_ERROR = "勾配の倍率は 1 以上の数にしてください。";
  const validRho = (v) => v >= 0 && v < 1;
  const validScale = (v) => v >= 1 && Number.isFinite(v);

  function build(options, changed) {
    const { methods, ...fixed } = options.facts, { RMSprop, AdaGrad } = methods;
    let state, walks;

    function check(next) {
      if (!validRho(next.rho)) throw new Error(RHO_ERROR);
      if (!validScale(next.scale)) throw new Error(SCALE_ERROR);
      parts.checkWalk([fixed.start, 0], next.steps);
      parts.checkLr(next.lr, next.lr_adagrad);
      return next;
    }
    const given = ({ rho, lr, lr_adagrad }) => [["RMSprop", { ...RMSprop.options, rho, lr }], ["AdaGrad", { ...AdaGrad.options, lr: lr_adagrad }]];
    function set(patch) {
      state = check({ ...state, ...patch });
      player.limit(state.steps);
      compute();
      changed();
    }
    function compute() {
      walks = given(state).map(([rule, values]) => chase(rule, values, state, fixed));
      draw();
    }
    function fit() {
      const [lr, lr_adagrad] = given(state).map(([rule, values]) => tune(rule, values, state, fixed));
      set({ lr, lr_adagrad });
    }
    const tail = (walk) => average(walk.gaps.slice(-Math.ceil(walk.gaps.length / 4)));

    const draw = kit.once(() => {
      const { shown } = player, common = { span: [0, state.steps], shown, styles: [RMSprop, AdaGrad] };
      const goal = Array.from({ length: state.steps + 1 }, (_, t) => target(t, fixed.period));
      const verticals = [[fixed.burst, state.scale === 1 ? "" : `ここまで勾配が ${number(state.scale)} 倍`]];
      place.show({ ...common, lines: [...walks.map((w) => w.path), goal], styles: [RMSprop, AdaGrad, GOAL], verticals, label: "目標と、2 つの手法の位置" });
      // 1 歩も進まないうちは h = 0 で、実効学習率が決まらない
      const rates = walks.map((w) => w.rates.slice(1));
      rate.show({ ...common, lines: rates, xs: rates[0].map((_, k) => k + 1), shown: shown - 1, verticals: [[fixed.burst, ""]], label: "実効学習率" });
      const [rms, ada] = walks.map(tail), winner = rms < ada ? "RMSprop" : "AdaGrad";
      kit.write(word, `${winner} の方が近い`);
      put(word, { style: `--tone:${winner === "RMSprop" ? RMSprop.color : AdaGrad.color}` });
      const now = Math.min(shown, ...walks.map((w) => w.path.length - 1));
      facts.show([
        [`${now} 歩目の目標`, number(goal[now], 3)],
        ["RMSprop の位置", number(walks[0].path[now], 3)],
        ["AdaGrad の位置", number(walks[1].path[now], 3)],
        ["RMSprop のずれ", number(rms, 2)],
        ["AdaGrad のずれ", number(ada, 2)],
        ["h の半減期", state.rho > 0 ? `${number(halfLife(state.rho), 3)} 歩` : "1 歩で全部忘れる"],
      ]);
      spoken.say(`終わりの 4 分の 1 のずれは、RMSprop ${number(rms, 2)}、AdaGrad ${number(ada, 2)}`);
      sliders.forEach(([field, slider]) => slider.set(state[field]));
    });

    const GOAL = { color: "#767676", dash: "2 4" };
    const place = parts.chart({ title: "位置", height: 240, redraw: draw });
    const rate = parts.chart({ title: "実効学習率 η/√h(対数目盛り)", log: true, redraw: draw });
    const player = parts.player({ steps: +options.steps, redraw: draw, extra: [kit.button("η を選ぶ", fit)] });
    const slider = (field, options) => [field, kit.slider({ ...options, change: (v) => set({ [field]: v }) })];
    const rates = { ...parts.LR, min: fixed.grid[0], max: fixed.grid[fixed.grid.length - 1], step: 0.02, log: true };
    const sliders = [
      slider("rho", { label: "ρ(残す割合)", stops: [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999], valid: validRho, error: RHO_ERROR }),
      slider("scale", { label: "初めの勾配の倍率", min: 1, max: 100, step: 0.1, log: true, valid: validScale, error: SCALE_ERROR }),
      slider("lr", { ...rates, label: "RMSprop の η" }),
      slider("lr_adagrad", { ...rates, label: "AdaGrad の η" }),
    ];
    const length = parts.stepsSlider((v) => set({ steps: v }), 1000);
    sliders.push(["steps", length]);
    const [rho, scale, lr, other] = sliders.map(([, s]) => s.node);
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const legend = kit.legend([{ text: "RMSprop", ...RMSprop }, { text: "AdaGrad", ...AdaGrad }, { text: "目標", ...GOAL }]);
    const node = html("div", { class: "figure", role: "group", "aria-label": "RMSprop の対話図" },
      html("div", { class: "plots" },
        html("div", { class: "column" }, place.node, legend, rho, scale, player.node),
        html("div", {}, word, rate.node, facts.node)),
      html("div", { class: "controls" }, lr, other, length.node),
      html("p", { class: "note" }, "「η を選ぶ」は、2 つの手法の学習率を同じ格子から選び、ずれの平均をいちばん小さくします。表の「ずれ」は、終わりの 4 分の 1 での、目標との差の平均です。"),
      spoken.node);
    state = check(Object.fromEntries(sliders.map(([field]) => [field, +options[field]])));
    compute();
    return { node, set, state: () => ({ ...state, ends: walks.map((w) => w.path[w.path.length - 1]), errors: walks.map(tail) }) };
  }

  root.eshikaku.rmsprop = { target, chase, tune, halfLife };
  kit.define({ tag: "eshikaku-rmsprop", style: parts.STYLE, build });
})(globalThis);
