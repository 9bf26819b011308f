// AdaGrad の対話図: 座標ごとの実効学習率が、勾配の 2 乗和とともに縮むのを見る。
(function (root) {
  "use strict";
  const { kit, walk: parts, descent } = root.eshikaku;
  const { number } = kit;

  // 実効学習率 η/(√h + ε)。1 歩の大きさは、これに勾配をかけたもの(tests/explorers が Python と比べる)。
  const effective = (state, options) => state.map((s) => options.lr / (Math.sqrt(s.h) + options.eps));
  const FIRST = 0.075; // 地形を選んだときの学習率(初めの 1 歩の長さ)は、図の横幅のこの倍
  const ARROW = 46; // 向きだけを示す矢印の長さ(画素)

  function make(facts, api) {
    const style = facts.methods.AdaGrad, { eps } = style.options;
    const move = parts.arrow("move"), down = parts.arrow("down");
    const rates = ({ states }, lr) => states.slice(1).map((s) => effective(s, { lr, eps }));
    return {
      sliders: [{ ...parts.LR, min: 0.01, max: 30, step: 0.02, log: true }],
      runs: ({ lr }) => [{ rule: "AdaGrad", options: { lr, eps }, style }],
      enter: (surface) => ({ lr: +(FIRST * descent.width(surface)).toPrecision(3) }),
      layers: [down.node, move.node],
      legend: [{ text: "AdaGrad の次の 1 歩の向き", name: "move" }, { text: "勾配を下る向き −∇f", name: "down" }],
      overlay({ walks: [{ path, grads }], now }, stage) {
        const from = stage.at(path[now]);
        const aim = (d) => {
          const length = Math.hypot(...d);
          return length > 0 && [from[0] + (ARROW * d[0]) / length, from[1] - (ARROW * d[1]) / length];
        };
        const next = path[now + 1];
        down.show(from, next && aim(grads[now].map((g) => -g)));
        move.show(from, next && aim(next.map((x, i) => x - path[now][i])));
      },
      charts: [
        {
          chart: api.chart({ title: "実効学習率 η/√h(実線 x、破線 y)", log: true }),
          show({ walks: [walk], state: { lr }, shown }) {
            const lines = [0, 1].map((i) => rates(walk, lr).map((r) => r[i]));
            return {
              lines, xs: lines[0].map((_, k) => k + 1), styles: ["", "6 4"].map((dash) => ({ color: style.color, dash })),
              guides: [[lr, "η"]], shown: shown - 1,
              label: `実効学習率: 最後は ${descent.each(lines.map((l) => l[l.length - 1]), 3)}`,
            };
          },
        },
        { chart: api.chart({ title: "損失(最小値との差、対数目盛り)", log: true }), show: descent.losses },
      ],
      word: descent.arrived,
      rows({ state: { lr }, walks: [{ path, states }], now }) {
        const rows = [[`${now} 歩目`, descent.pair(path[now])], ["勾配の 2 乗和 h", descent.each(states[now].map((s) => s.h), 3)]];
        if (!now) return rows; // h = 0 のうちは、実効学習率が決まらない
        const rate = effective(states[now], { lr, eps });
        return [...rows, ["実効 η/(√h+ε)", descent.each(rate, 3)], ["x と y の比", number(rate[0] / rate[1], 3)]];
      },
    };
  }

  const style = `
.move{stroke:var(--handle);stroke-width:3}
.down{stroke:var(--ok);stroke-width:3}
`;
  root.eshikaku.adagrad = { effective };
  descent.define({ name: "adagrad", label: "AdaGrad", note: "2 本の矢印は向きだけを示し、長さはそろえてあります。", style, make });
})(globalThis);
