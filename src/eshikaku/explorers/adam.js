// Adam の対話図: m と v、偏りを直した値、1 歩の大きさを、直した場合と直さない場合で見比べる。
(function (root) {
  "use strict";
  const { kit, walk: parts, descent } = root.eshikaku;
  const { number } = kit;

  // k 歩目までを終えた状態 s から、偏りを直した値を求める(tests/explorers が Python と比べる)。
  const corrected = (s, k, { beta1, beta2 }) => ({ m_hat: s.m / (1 - beta1 ** k), v_hat: s.v / (1 - beta2 ** k) });
  const FIRST = 0.015; // 地形を選んだときの学習率(初めの 1 歩の長さ)は、図の横幅のこの倍
  const BETAS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999];
  const beta = (field, label) => ({
    field, label, stops: BETAS, valid: (v) => v >= 0 && v < 1, error: `${label}は 0 以上 1 未満の数にしてください。`,
  });

  function make(facts, api) {
    const { options: defaults, color } = facts.methods.Adam, plain = { color }, dashed = { color, dash: "6 4" }, gray = { color: "#767676" };
    const steps = ({ path }, i) => path.slice(1).map((p, k) => Math.abs(p[i] - path[k][i]));
    const first = (view) => ({ xs: view.walks[0].path.slice(1).map((_, k) => k + 1), shown: view.shown - 1 });
    const axis = ({ state }) => (state.axis === "x" ? 0 : 1);
    return {
      sliders: [
        { ...parts.LR, min: 0.001, max: 3, step: 0.02, log: true },
        beta("beta1", "β₁"),
        beta("beta2", "β₂"),
      ],
      choices: [{ field: "axis", label: "見る座標", options: [["x", "x 方向"], ["y", "y 方向"]] }],
      runs({ lr, beta1, beta2 }) {
        const options = { ...defaults, lr, beta1, beta2 };
        return [{ rule: "Adam", options, style: plain }, { rule: "Uncorrected", options, style: dashed }];
      },
      enter: (surface) => ({ lr: +(FIRST * descent.width(surface)).toPrecision(3) }),
      legend: [{ text: "補正あり(Adam)", ...plain }, { text: "補正なし", ...dashed }],
      charts: [
        {
          chart: api.chart({ title: "勾配 g(灰)、m̂(実線)、m(破線)", height: 160 }),
          show(view) {
            const i = axis(view), [{ states, grads }] = view.walks, own = states.slice(1).map((s) => s[i]);
            const hats = own.map((s, k) => corrected(s, k + 1, view.state).m_hat);
            return { ...first(view), lines: [hats, own.map((s) => s.m), grads.slice(0, own.length).map((g) => g[i])], styles: [plain, dashed, gray], label: "勾配と、その平均 m、m̂" };
          },
        },
        {
          chart: api.chart({ title: "|g|(灰)、√v̂(実線)、√v(破線)", log: true, height: 160 }),
          show(view) {
            const i = axis(view), [{ states, grads }] = view.walks, own = states.slice(1).map((s) => s[i]);
            const hats = own.map((s, k) => Math.sqrt(corrected(s, k + 1, view.state).v_hat));
            return { ...first(view), lines: [hats, own.map((s) => Math.sqrt(s.v)), grads.slice(0, own.length).map((g) => Math.abs(g[i]))], styles: [plain, dashed, gray], label: "勾配の大きさと、√v、√v̂" };
          },
        },
        {
          chart: api.chart({ title: "1 歩の大きさ(破線は補正なし)", log: true, height: 160 }),
          show: (view) => ({ ...first(view), lines: view.walks.map((w) => steps(w, axis(view))), guides: [[view.state.lr, "η"]], label: "1 歩の大きさ" }),
        },
      ],
      word: descent.arrived,
      rows(view) {
        const { state, walks, now } = view, [walk, other] = walks, i = axis(view), s = walk.states[now][i];
        const rows = [[`${now} 歩目`, descent.pair(walk.path[now])], ["補正なしでは", other.path[now] ? descent.pair(other.path[now]) : "発散"]];
        if (!now) return rows;
        const { m_hat, v_hat } = corrected(s, now, state), size = (w) => number(steps(w, i)[now - 1], 3);
        return [...rows,
          [`m → m̂`, `${number(s.m, 3)} → ${number(m_hat, 3)}`],
          [`√v → √v̂`, `${number(Math.sqrt(s.v), 3)} → ${number(Math.sqrt(v_hat), 3)}`],
          ["1 歩の大きさ", `${size(walk)}(補正なし ${size(other)})`]];
      },
    };
  }

  root.eshikaku.adam = { corrected };
  descent.define({ name: "adam", label: "Adam", note: "右の曲線は、選んだ座標のものです。", make });
})(globalThis);
