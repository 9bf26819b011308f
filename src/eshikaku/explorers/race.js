// 最適化手法の競争の対話図: 好きな手法を、好きな地形で、同じ出発点から走らせる。
(function (root) {
  "use strict";
  const { kit, walk: parts, rules, descent } = root.eshikaku;
  const { html, put, number } = kit;

  // 学習率の格子から、最後の損失をいちばん小さくするもの。どの手法も同じ格子、同じ歩数で選ぶ
  // (tests/explorers が eshikaku.explorers.race.tune と比べる)。道が図からはみ出すものは、ほかに無いときだけ選ぶ。
  function tune(surface, rule, options, start, steps, grid) {
    const held = (v, [low, high]) => low <= v && v <= high;
    const ends = grid.map((lr) => {
      const { path } = rules.descend((p) => surface.grad(...p), rule, { ...options, lr }, start, steps);
      const end = path.length > steps ? surface.f(...path[steps]) : NaN;
      const outside = !path.every(([x, y]) => held(x, surface.xlim) && held(y, surface.ylim));
      return { outside, end: Number.isFinite(end) ? end : Infinity };
    });
    const better = (a, b) => (a.outside === b.outside ? a.end < b.end : b.outside);
    return grid[ends.reduce((best, each, k) => (better(each, ends[best]) ? k : best), 0)];
  }

  // lrs は、走る手法の名前 → 学習率。JSON の文字列でも渡せる。
  const parse = (lrs) => (typeof lrs === "string" ? JSON.parse(lrs) : lrs);

  function make({ methods, grid }, api) {
    const names = Object.keys(methods);
    const fit = (surface, { lrs, start, steps }) =>
      Object.fromEntries(Object.keys(lrs).map((name) => [name, tune(surface, name, methods[name].options, start, steps, grid)]));
    const rows = names.map((name) => {
      const box = html("input", { type: "checkbox" });
      const field = html("input", { type: "number", step: "any", inputmode: "decimal", "aria-label": `${name} の学習率` });
      const result = html("span", { class: "result" });
      const choice = html("label", { class: "choice" }, box, kit.sample(methods[name]), name);
      box.addEventListener("change", () => toggle(name, box));
      field.addEventListener("input", () => {
        const ok = field.value !== "" && parts.LR.valid(+field.value);
        put(field, { "aria-invalid": !ok && "true" });
        if (ok) api.set({ lrs: { ...api.state().lrs, [name]: +field.value } });
      });
      return { name, box, field, result, nodes: [choice, field, result] };
    });
    function toggle(name, box) {
      const { lrs, surface, start, steps } = api.state(), { [name]: old, ...rest } = lrs;
      if (box.checked) api.set({ lrs: { ...lrs, ...fit(api.surfaces[surface], { lrs: { [name]: 0 }, start, steps }) } });
      else if (Object.keys(rest).length) api.set({ lrs: rest });
      else box.checked = true; // 最後の 1 つは外せない
    }
    const tuneAll = kit.button("η を選ぶ", () => api.set({ lrs: fit(api.surfaces[api.state().surface], api.state()) }));
    const table = html("div", {}, html("div", { class: "label" }, "手法、学習率 η、着いた歩(または最後の損失)"),
      html("div", { class: "racers" }, ...rows.map((row) => html("div", { class: "racer" }, ...row.nodes))));

    return {
      sliders: [],
      read: ({ lrs }) => ({ lrs: parse(lrs) }),
      check(next) {
        for (const [name, lr] of Object.entries(next.lrs)) {
          if (!methods[name]) throw new Error(`${name} という手法はありません。`);
          parts.checkLr(lr);
        }
        return next;
      },
      runs: ({ lrs }) => names.map((name) => name in lrs
        ? { name, rule: name, options: { ...methods[name].options, lr: lrs[name] }, style: methods[name] } : null),
      enter: (surface, { lrs }) => ({ lrs: fit(surface, { lrs, ...surface.first }) }),
      charts: [{ main: true, chart: api.chart({ title: "損失(最小値との差、対数目盛り)", log: true, height: 240 }), show: descent.losses }],
      buttons: [tuneAll],
      aside: [table],
      word({ surface, walks }) {
        const times = walks.map((w) => (w ? descent.arrival(surface, w.path) : -1)), first = Math.min(...times.filter((k) => k >= 0));
        if (first === Infinity) return ["まだ、どれも着いていない", "--soft"];
        return [`1 着は ${names.filter((_, i) => times[i] === first).join("、")}`, "--ok"];
      },
      spoken: ({ state }) => `${state.steps} 歩、${Object.keys(state.lrs).length} つの手法`,
      rows: ({ now }) => [["見せている歩", `${now} 歩目`]],
      sync({ state, surface, walks }) {
        rows.forEach(({ name, box, field, result }, i) => {
          box.checked = name in state.lrs;
          field.disabled = !box.checked;
          if (box.checked && field.getRootNode().activeElement !== field) {
            field.value = +state.lrs[name].toPrecision(3);
            put(field, { "aria-invalid": false });
          }
          if (!walks[i]) return kit.write(result, "");
          const { path, gaps } = walks[i], at = descent.arrival(surface, path);
          kit.write(result, at >= 0 ? `${at} 歩目` : descent.outcome(surface, path) === "発散" ? "発散" : number(gaps[gaps.length - 1], 2));
        });
      },
    };
  }

  const style = `
@container (max-width:759px){.plots{grid-template-columns:1fr}.column{width:100%;max-width:560px;justify-self:center}}
.racers{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:4px 20px;margin-top:6px}
.racer{display:grid;grid-template-columns:minmax(0,1fr) 4.7em 4.6em;gap:6px;align-items:center;min-height:32px}
.racer .choice{flex-wrap:nowrap}
.racer .sample{width:20px}
.racer input[type=checkbox]{width:24px;height:24px;flex:none;accent-color:var(--key)}
.racer input[type=number]{padding:2px 4px}
.racer input:disabled{visibility:hidden}
.result{font-size:13px}
`;
  root.eshikaku.race = { tune };
  descent.define({
    name: "race", label: "最適化手法の競争", style, make,
    note: "「η を選ぶ」は、どの手法の学習率も同じ格子から、図からはみ出さずに最後の損失がいちばん小さくなるものを選びます。ほかの値はライブラリの既定です。",
  });
})(globalThis);
