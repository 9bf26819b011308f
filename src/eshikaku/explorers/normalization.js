// 正規化の対話図: 1 つの立方体 (N, C, H, W) の 4 つの切り方。選んだ要素と平均を共有する要素に色をつける。
(function (root) {
  "use strict";
  const { kit } = root.eshikaku;
  const { html, svg, put, number, numbers, clamp } = kit;

  // ── 計算(tests/explorers が eshikaku.explorers.normalization と比べる) ──
  // 要素は (n, c, h, w) の順に並べる。値は 0 から 9 の整数。
  const values = (size) => Array.from({ length: size }, (_, i) => (7 * i + 3 * Math.floor(i / 4)) % 10);
  const flat = ([, C, H, W], [n, c, h, w]) => ((n * C + c) * H + h) * W + w;
  // 要素ごとの、平均と分散を共有する組の番号。
  const PART = {
    batch: (n, c) => c,
    layer: (n) => n,
    instance: (n, c, C) => C * n + c,
    group: (n, c, C, G) => G * n + Math.floor(c / (C / G)),
  };
  function parts([N, C, H, W], method, groups) {
    return Array.from({ length: N * C * H * W }, (_, i) => {
      const c = Math.floor(i / (H * W));
      return PART[method](Math.floor(c / C), c % C, C, groups);
    });
  }
  function statistics(shape, method, groups, pick, eps) {
    const part = parts(shape, method, groups), x = values(part.length), at = flat(shape, pick);
    const chosen = x.filter((_, i) => part[i] === part[at]), average = (list) => list.reduce((s, v) => s + v, 0) / list.length;
    const mean = average(chosen), variance = average(chosen.map((v) => (v - mean) ** 2));
    const xhat = (x[at] - mean) / Math.sqrt(variance + eps);
    return { size: chosen.length, count: Math.max(...part) + 1, mean, var: variance, xhat };
  }

  // ── 図 ──
  const AXES = {
    batch: "軸 (0, 2, 3): チャネルごと", layer: "軸 (1, 2, 3): 1 件ごと",
    instance: "軸 (2, 3): 1 件の 1 チャネルごと", group: "1 件の、チャネルの組ごと",
  };
  const DEEP = 0.35, SHIFT = 0.75; // 奥行きと、次の板のずれ(マスの幅を 1 とする)
  const divisors = (c) => Array.from({ length: c }, (_, k) => k + 1).filter((g) => c % g === 0);

  function build(options, changed) {
    const { methods, limits, eps } = options.facts;
    let width = 0;
    const shapeOf = (s) => [s.n, s.c, s.h, s.w];
    let state = check({
      method: options.method, n: +options.n, c: +options.c, h: +options.h, w: +options.w,
      groups: +options.groups, pick: numbers(options.pick),
    });

    function check(s) {
      if (!methods[s.method]) throw new Error(`method="${s.method}" という方法はありません。`);
      for (const name of ["n", "c", "h", "w"])
        if (!(Number.isInteger(s[name]) && s[name] >= 1 && s[name] <= limits[name])) throw new Error(`${name} は 1 から ${limits[name]} の整数にしてください。`);
      if (!(Number.isInteger(s.groups) && s.groups >= 1)) throw new Error("groups は 1 以上の整数にしてください。");
      return s;
    }
    // 形が変わったら、組の数は割り切れる数に、選んだ要素は中に収める。
    function set(patch) {
      const s = check({ ...state, ...patch }), shape = shapeOf(s);
      if ("groups" in patch) asked = s.groups;
      state = { ...s, groups: divided(s.c), pick: shape.map((size, k) => clamp(numbers(s.pick)[k], 0, size - 1)) };
      draw();
      changed();
    }
    let asked = state.groups; // 読者が選んだ G。割り切れない C を通っても、覚えておく
    const divided = (c) => Math.max(...divisors(c).filter((g) => g <= asked));
    state = { ...state, groups: divided(state.c) };

    const picture = svg("svg", { role: "slider", tabindex: 0, class: "cube", "aria-label": "要素を選ぶ(左右はチャネル、上下は画素と件。Home と End で端へ)", "aria-valuemin": 0, "aria-valuenow": 0 });
    const word = html("div", { class: "word" }), facts = kit.table(), spoken = kit.announcer();
    const options4 = (n) => Array.from({ length: n }, (_, k) => [String(k + 1), String(k + 1)]);
    const method = kit.choice("方法", Object.entries(methods), (v) => set({ method: v }));
    const sizes = {};
    for (const [name, label] of [["n", "件数 N"], ["c", "チャネル C"], ["h", "高さ H"], ["w", "幅 W"]])
      sizes[name] = kit.choice(label, options4(limits[name]), (v) => set({ [name]: +v }));
    const groups = kit.choice("Group の組の数 G", options4(limits.c), (v) => set({ groups: +v }));

    const polygon = (points, name) => svg("path", { class: name, d: "M" + points.map((p) => p.map((v) => v.toFixed(1)).join(" ")).join("L") + "Z" });
    const draw = kit.once(() => {
      if (!width) return;
      const shape = shapeOf(state), [N, C, H, W] = shape, rows = H * W;
      const unit = Math.min(46, (width - 52) / (C + DEEP + (N - 1) * SHIFT));
      const height = (N * (rows + 0.75) + 0.3) * unit + 26, left = 46;
      const at = (x, y) => [left + x * unit, height - 24 - y * unit];
      const part = parts(shape, state.method, state.groups), x = values(part.length), picked = flat(shape, state.pick);
      picture.replaceChildren();
      for (let n = N - 1; n >= 0; n--) {
        const [x0, y0] = [n * SHIFT, n * (rows + 0.75)];
        for (let c = 0; c < C; c++)
          for (let i = 0; i < rows; i++) {
            const index = (n * C + c) * rows + i, [a, b] = [x0 + c, y0 + rows - 1 - i];
            const shared = part[index] === part[picked] ? " shared" : "";
            if (i === 0) picture.append(polygon([at(a, b + 1), at(a + 1, b + 1), at(a + 1 + DEEP, b + 1 + DEEP), at(a + DEEP, b + 1 + DEEP)], "top" + shared));
            if (c === C - 1) picture.append(polygon([at(a + 1, b), at(a + 1 + DEEP, b + DEEP), at(a + 1 + DEEP, b + 1 + DEEP), at(a + 1, b + 1)], "side" + shared));
            const cell = polygon([at(a, b), at(a + 1, b), at(a + 1, b + 1), at(a, b + 1)], "front" + shared);
            cell.addEventListener("click", () => set({ pick: [n, c, Math.floor(i / W), i % W] }));
            const [tx, ty] = at(a + 0.5, b + 0.5);
            picture.append(cell, svg("text", { x: tx, y: ty + 5, "text-anchor": "middle", class: "value" }, String(x[index])));
          }
        const [lx, ly] = at(x0, y0 + rows / 2);
        picture.append(svg("text", { x: lx - 6, y: ly + 4, "text-anchor": "end" }, `n=${n}`));
      }
      for (let c = 0; c < C; c++) picture.append(svg("text", { x: at(c + 0.5, 0)[0], y: height - 8, "text-anchor": "middle" }, c ? String(c) : "c=0"));
      const [n, c, h, w] = state.pick, [a, b] = [n * SHIFT + c, n * (rows + 0.75) + rows - 1 - (h * W + w)];
      picture.append(polygon([at(a, b), at(a + 1, b), at(a + 1, b + 1), at(a, b + 1)], "picked"));
      put(picture, { viewBox: `0 0 ${width} ${height}`, height, "aria-valuemax": x.length - 1, "aria-valuenow": picked, "aria-valuetext": `n=${n}, c=${c}, h=${h}, w=${w}、値 ${x[picked]}` });

      const found = statistics(shape, state.method, state.groups, state.pick, eps);
      kit.write(word, AXES[state.method]);
      put(word, { style: "--tone:var(--shared)" });
      facts.show([
        ["選んだ要素", `(${state.pick.join(", ")}) の ${x[picked]}`],
        ["1 組の個数 × 組の数", `${found.size} × ${found.count} = ${x.length}`],
        ["平均", number(found.mean)], ["分散", number(found.var)], ["正規化した値", number(found.xhat)],
      ]);
      spoken.say(`${methods[state.method]}。${found.size} 個が共有し、平均 ${number(found.mean)}`);
      method.select.value = state.method;
      for (const name of ["n", "c", "h", "w"]) sizes[name].select.value = String(state[name]);
      const allowed = divisors(C).map((g) => html("option", { value: g }, String(g)));
      if (groups.select.options.length !== allowed.length || groups.select.dataset.c !== String(C)) groups.select.replaceChildren(...allowed);
      groups.select.dataset.c = C;
      groups.select.value = String(state.groups);
      groups.select.disabled = state.method !== "group";
    });

    kit.arrows(picture, (dx, dy) => {
      const [N, C, H, W] = shapeOf(state), rows = H * W, [n, c, h, w] = state.pick;
      if (!Number.isFinite(dx)) return set({ pick: dx < 0 ? [0, 0, 0, 0] : [N - 1, C - 1, H - 1, W - 1] });
      const level = clamp(n * rows + rows - 1 - (h * W + w) + dy, 0, N * rows - 1), row = rows - 1 - (level % rows);
      set({ pick: [Math.floor(level / rows), clamp(c + dx, 0, C - 1), Math.floor(row / W), row % W] });
    });
    const stage = html("div", {}, picture);
    new ResizeObserver(() => {
      if (stage.clientWidth === width) return;
      width = stage.clientWidth;
      draw();
    }).observe(stage);

    const node = html("div", { class: "figure", role: "group", "aria-label": "正規化の対話図" },
      html("div", { class: "plots" }, stage, html("div", { class: "column" }, word, facts.node)),
      html("div", { class: "controls" }, method.node, groups.node, ...Object.values(sizes).map((s) => s.node)),
      html("p", { class: "note" }, "1 枚の板が 1 件、横がチャネル、縦が画素(H×W)です。マスを押すか、図を選んで矢印キーで動かします。色のついたマスが、同じ平均と分散を使います。"),
      spoken.node);
    return { node, set, state: () => ({ ...state, ...statistics(shapeOf(state), state.method, state.groups, state.pick, eps) }) };
  }

  const STYLE = `
:host{--shared:#d9540b}
.cube{cursor:pointer;touch-action:manipulation}
.cube path{fill:var(--panel);stroke:var(--soft);stroke-width:1}
.cube .top{fill:color-mix(in srgb,var(--panel) 82%,#000)}.cube .side{fill:color-mix(in srgb,var(--panel) 68%,#000)}
.cube .front.shared{fill:#f6b07a}.cube .top.shared{fill:#d98f58}.cube .side.shared{fill:#b87342}
.cube .picked{fill:none;stroke:#8a2e00;stroke-width:3.5;pointer-events:none}
.cube .value{fill:var(--text);font-size:15px;pointer-events:none}
.cube .shared+.value{fill:#1d1d1d;font-weight:700}
`;
  root.eshikaku.normalization = { values, parts, statistics };
  kit.define({ tag: "eshikaku-normalization", style: STYLE, build });
})(globalThis);
