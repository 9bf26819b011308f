// 更新則で地形を下る対話図の組み立て: 舞台、つまみ、曲線、表を並べる。図ごとに違うところは spec が決める。
(function (root) {
  "use strict";
  const { kit, walk: parts, surfaces, rules } = root.eshikaku;
  const { html, put, number } = kit;

  const FAR = 1000; // 図の横幅の何倍離れたら発散とみなすか
  const width = (surface) => surface.xlim[1] - surface.xlim[0];
  const escaped = (surface, [x, y]) => !(Math.hypot(x, y) <= FAR * width(surface));
  const near = (surface, [x, y]) => surface.minima.some((m) => Math.hypot(x - m[0], y - m[1]) <= surface.radius);
  // 最小点のまわりの円に入って、そのまま出なかった最初の歩。着かなければ -1。
  function arrival(surface, path) {
    const inside = path.map((p) => near(surface, p)), last = inside.lastIndexOf(false);
    return last === path.length - 1 ? -1 : last + 1;
  }
  // 動きの名前。定義は eshikaku.explorers.descent.outcome の docstring にある。
  function outcome(surface, path) {
    if (escaped(surface, path[path.length - 1])) return "発散";
    if (arrival(surface, path) >= 0) return "着いた";
    return path.some((p) => near(surface, p)) ? "通り過ぎた" : "まだ遠い";
  }
  const TONE = { 着いた: "--ok", 通り過ぎた: "--warn", 発散: "--bad", まだ遠い: "--soft" };

  const pair = (p) => `(${number(p[0])}, ${number(p[1])})`;
  const each = ([x, y], digits = 4) => `x: ${number(x, digits)}、y: ${number(y, digits)}`;

  // 多くの図に共通の、動きの名前と、損失の曲線。
  function arrived({ surface, walks: [{ path }] }) {
    const name = outcome(surface, path), first = arrival(surface, path);
    return [first < 0 ? name : `${first} 歩目で${name}`, TONE[name]];
  }
  function losses({ walks }) {
    const { gaps } = walks.find(Boolean);
    return { lines: walks.map((w) => (w ? w.gaps : [])), label: `損失曲線: ${number(gaps[0])} から ${number(gaps[gaps.length - 1])} へ` };
  }

  // make(facts, api) が返す spec:
  //   sliders: [{ field, …kit.slider の引数, limits(surface): 地形で変わる範囲 }] 図のすぐ下に置く。choices: [{ field, label, options: [[値, 名前], …] }]
  //   runs(state): 道ごとの { rule, options, style: { color, dash } }(無い道は null)
  //   enter(surface, state): 地形を選び直したときの、出発点と歩数のほかの値
  //   layers: 道の上に重ねる絵、overlay(view, stage): それを描く。legend: kit.legend の引数
  //   charts: [{ chart, show(view) → 曲線の図に渡すもの。null なら隠す, main: ボタンの下に置くか }]、aside: 右に足すもの
  //   buttons: 「最初から」の右に置くボタン、read(options) と check(state): ほかの値の読み取りと検査
  //   word(view) → [言葉, 色]、spoken(view): 言葉に続けて読み上げる文、rows(view) → 表の行、sync(view): そのほかの部品を今の値に合わせる
  // view = { state, surface, walks: [{ path, states, grads, gaps }], now と shown: 何歩目を見せているか(now は道の終わりまで) }
  function define({ name, label, note, style = "", make }) {
    function build(options, changed) {
      const all = surfaces.join(options.facts.surfaces);
      const trails = parts.trails();
      let state, walks;
      const draw = kit.once(() => {
        if (!stage.fit(all[state.surface], state.surface)) return;
        const view = look();
        stage.hold(state.start);
        trails.show(walks.map((walk) => (walk ? parts.trod(walk.path.map(stage.at), player.shown, walk.style) : {})));
        if (spec.overlay) spec.overlay(view, stage);
        spec.charts.forEach(({ chart, show }) => {
          const shown = show(view);
          chart.node.style.display = shown ? "" : "none";
          if (shown) chart.show({ span: [0, state.steps], shown: player.shown, styles: walks.map((walk) => (walk ? walk.style : {})), ...shown });
        });
        const [text, tone] = spec.word(view);
        kit.write(word, text);
        put(word, { style: `--tone:var(${tone})` });
        facts.show(spec.rows(view));
        spoken.say(`${text}。${spec.spoken ? spec.spoken(view) : `${state.steps} 歩で ${pair(last(walks[0].path))}`}`);
        pick.select.value = state.surface;
        length.set(state.steps);
        spec.sliders.forEach(({ field, limits }, i) => {
          if (limits) sliders[i].limits(...limits(view.surface));
          sliders[i].set(state[field]);
        });
        choices.forEach(([field, choice]) => (choice.select.value = state[field]));
        if (spec.sync) spec.sync(view);
      });
      const last = (path) => path[path.length - 1];
      // now は、見せている歩。発散して途中で終わった道では、その最後の歩
      const look = () => ({ state, surface: all[state.surface], walks, shown: player.shown, now: Math.min(player.shown, ...walks.filter(Boolean).map((w) => w.path.length - 1)) });

      const api = { set, draw, state: () => state, surfaces: all, chart: (chart) => parts.chart({ redraw: draw, ...chart }) };
      const spec = make(options.facts, api);
      const fields = spec.sliders.map((s) => s.field), named = (spec.choices || []).map((c) => c.field);
      const player = parts.player({ steps: +options.steps, redraw: draw, extra: spec.buttons });
      const stage = parts.stage({ layers: [trails.node, ...(spec.layers || [])], start: () => state.start, choose: (start) => set({ start }), redraw: draw });
      const pick = kit.choice("地形", Object.entries(all).map(([key, s]) => [key, s.label]), (chosen) => {
        const { start, steps } = all[chosen].first;
        set({ surface: chosen, start, steps, ...spec.enter(all[chosen], state) });
      });
      const sliders = spec.sliders.map((slider) => kit.slider({ ...slider, change: (v) => set({ [slider.field]: v }) }));
      const choices = (spec.choices || []).map(({ field, label, options }) => [field, kit.choice(label, options, (v) => set({ [field]: v }))]);
      const length = parts.stepsSlider((v) => set({ steps: v }));
      const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();

      function check(next) {
        if (!all[next.surface]) throw new Error(`surface="${next.surface}" という地形はありません。`);
        parts.checkWalk(next.start, next.steps);
        spec.sliders.forEach(({ field, valid, error }) => {
          if (!valid(next[field])) throw new Error(error);
        });
        (spec.choices || []).forEach(({ field, options }) => {
          if (!options.some(([value]) => value === next[field])) throw new Error(`${field}="${next[field]}" という選択肢はありません。`);
        });
        return spec.check ? spec.check(next) : next;
      }
      function set(patch) {
        state = check({ ...state, ...patch });
        player.limit(state.steps);
        compute();
        changed();
      }
      function compute() {
        const surface = all[state.surface], lowest = surface.f(...surface.minima[0]);
        walks = spec.runs(state).map((run) => {
          if (!run) return null;
          const walk = rules.descend((p) => surface.grad(...p), run.rule, run.options, state.start, state.steps);
          return { ...walk, style: run.style, gaps: walk.path.map((p) => surface.f(...p) - lowest) };
        });
        draw();
      }

      const curves = (main) => spec.charts.filter((c) => !!c.main === main).map(({ chart }) => chart.node);
      // つまみとボタンは図のすぐ下に置く(スマートフォンでも、動かしながら道筋が見えるように)。
      const main = html("div", { class: "column" }, stage.node, ...(spec.legend ? [kit.legend(spec.legend)] : []),
        ...sliders.map((s) => s.node), player.node, ...curves(true));
      const side = html("div", {}, word, ...curves(false), facts.node, ...(spec.aside || []));
      const node = html("div", { class: "figure", role: "group", "aria-label": label + "の対話図" },
        html("div", { class: "plots" }, main, side),
        html("div", { class: "controls" }, ...choices.map(([, c]) => c.node), pick.node, length.node),
        html("p", { class: "note" }, "橙の点をつかんで動かすか、図の中を押すと、出発点が変わります。＋ は最小点、破線の円に入れば到着、× は鞍点です。" + (note || "")),
        spoken.node);
      const read = (names, as) => Object.fromEntries(names.map((field) => [field, as(options[field])]));
      state = check({
        surface: options.surface, start: kit.numbers(options.start), steps: +options.steps,
        ...read(fields, Number), ...read(named, String), ...(spec.read ? spec.read(options) : {}),
      });
      compute();
      const report = () => ({ ...state, end: last(walks.find(Boolean).path), ends: walks.map((w) => w && last(w.path)), word: spec.word(look())[0] });
      return { node, set, state: report };
    }
    kit.define({ tag: "eshikaku-" + name, style: parts.STYLE + style, build });
  }

  root.eshikaku.descent = { define, arrival, outcome, escaped, near, width, arrived, losses, pair, each };
})(globalThis);
