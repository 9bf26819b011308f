// 2 変数の地形を歩く対話図に共通の部品: 等高線の舞台、歩いた跡、歩みに沿った曲線、歩みを進めるボタン。
(function (root) {
  "use strict";
  const { kit } = root.eshikaku;
  const { html, svg, put, number } = kit;

  // 画素の並び [[x, y], …] を、線、点、矢印の形(path の d)にする。
  const bound = (v) => kit.clamp(Number.isNaN(v) ? 0 : v, -1e5, 1e5).toFixed(1);
  const line = (points) => (points.length ? "M" + points.map((p) => `${bound(p[0])} ${bound(p[1])}`).join("L") : "");
  const spots = (points) => points.map((p) => `M${bound(p[0])} ${bound(p[1])}h0`).join("");
  function arrowPath([x0, y0], [x1, y1]) {
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (!(length > 1 && length < 1e5)) return "";
    const size = Math.min(9, length / 2), [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const wing = (side) => [x1 - size * (ux + 0.6 * side * uy), y1 - size * (uy - 0.6 * side * ux)];
    return line([[x0, y0], [x1, y1]]) + line([wing(1), [x1, y1], wing(-1)]);
  }

  // 縁取りのある矢印(跡や等高線の上でも見えるように)。
  function arrow(name) {
    const edge = svg("path", { class: "edge" }), ink = svg("path", { class: name });
    const node = svg("g", { class: "arrow" }, edge, ink);
    const show = (from, to) => [edge, ink].forEach((path) => put(path, { d: to ? arrowPath(from, to) : "" }));
    return { node, show };
  }

  // 歩いた跡や曲線の束。show に渡す { points, shown, marked, style } ごとに、shown 番目までを濃く、その先を薄く描き、
  // marked に印を付ける。style は { color, dash }(省けば --path の色の実線)。初めの線がいちばん手前に来る。
  function trails() {
    const node = svg("g"), made = [];
    function add() {
      const [faint, trace, dots] = ["trace faint", "trace", "dots"].map((name) => svg("path", { class: name }));
      const group = svg("g", {}, faint, trace, dots);
      node.prepend(group);
      made.push({ group, faint, trace, dots });
    }
    function show(lines) {
      while (made.length < lines.length) add();
      made.forEach(({ group, faint, trace, dots }, i) => {
        const { points = [], shown = 0, marked = [], style: { color, dash } = {} } = lines[i] || {};
        put(group, { class: color && "inked", style: color && `--ink:${color}`, "stroke-dasharray": dash || null });
        put(faint, { d: line(points.slice(Math.max(0, shown))) });
        put(trace, { d: line(points.slice(0, shown + 1)) });
        put(dots, { d: spots(marked) });
      });
    }
    return { node, show };
  }
  // 舞台の上の道。点には、出発点を除いて印を付ける。
  const trod = (points, shown, style) => ({ points, shown, marked: points.slice(1, shown + 1), style });

  // 等高線: 画素ごとに高さの段 t を求め、段ごとの濃さと、段の境目の線を塗る。色は半透明なので明暗どちらの地にも合う。
  function paint(canvas, surface, view, width, height) {
    const ratio = Math.min(2, root.devicePixelRatio || 1);
    const w = (canvas.width = Math.round(width * ratio)), h = (canvas.height = Math.round(height * ratio));
    const lowest = surface.f(...surface.minima[0]);
    const heights = new Float32Array((w + 1) * (h + 1));
    for (let j = 0; j <= h; j++)
      for (let i = 0; i <= w; i++)
        heights[j * (w + 1) + i] = surface.f(
          view.x[0] + ((view.x[1] - view.x[0]) * (i + 0.5)) / w,
          view.y[1] - ((view.y[1] - view.y[0]) * (j + 0.5)) / h,
        ) - lowest;
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
        const ink = Math.max(0, 1 - edge) * Math.min(1, 0.3 / slope);
        const band = 0.62 * Math.exp(-Math.max(0, Math.floor(t)) / 5);
        image.data.set([38, 108, 190, 255 * Math.min(1, band + 0.03 + 0.42 * ink)], k);
      }
    canvas.getContext("2d").putImageData(image, 0, 0);
  }

  const ASPECT = 3 / 4; // 縦横比。縦と横の 1 目盛りは同じ長さ(勾配が等高線と直角に見えるように)
  const MARGIN = { left: 34, right: 10, top: 10, bottom: 22 };
  const SNAP = 8; // 軸までこの画素より近ければ、軸の上に置く(指では 1 画素をねらえない)

  // 等高線の舞台。start() はいまの出発点、つまみを動かすと choose([x, y])、大きさが変わると redraw() を呼ぶ。layers は等高線に重ねる絵。
  function stage({ layers, start, choose, redraw }) {
    const canvas = html("canvas", { "aria-hidden": "true" }), grid = svg("g"), marks = svg("g");
    const inside = kit.clipped(...layers, marks), map = svg("svg", { "aria-hidden": "true" }, grid, inside.node);
    const handle = kit.handle("出発点(矢印キーで動かす。Shift を押すと大きく動く)", kit.PLANAR);
    const node = html("div", { class: "stage" }, canvas, map, handle);
    let width = 0, height = 0, view, painted;
    const api = { node, at: null, unit: 0 };

    // 地形か大きさが変わったときだけ、目盛りと等高線を描き直す。まだ大きさが無ければ false。
    api.fit = (surface, name) => {
      if (!width) return false;
      const key = [name, width].join();
      if (painted === key) return true;
      painted = key;
      const box = { left: MARGIN.left, top: MARGIN.top, width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom };
      const unit = Math.max((surface.xlim[1] - surface.xlim[0]) / box.width, (surface.ylim[1] - surface.ylim[0]) / box.height);
      const around = ([a, b], length) => [(a + b - length) / 2, (a + b + length) / 2];
      view = { x: around(surface.xlim, unit * box.width), y: around(surface.ylim, unit * box.height) };
      const x = kit.scale(...view.x, box.left, box.left + box.width), y = kit.scale(...view.y, box.top + box.height, box.top);
      Object.assign(api, { unit, at: ([a, b]) => [x(a), y(b)] });
      const text = (v) => [v, number(v)];
      put(map, { viewBox: `0 0 ${width} ${height}` });
      inside.fit(box);
      grid.replaceChildren(kit.axes(box, { at: x, ticks: kit.ticks(...view.x, 6).map(text) }, { at: y, ticks: kit.ticks(...view.y, 5).map(text) }));
      marks.replaceChildren(
        ...surface.minima.map((m) => svg("g", { class: "target" },
          svg("circle", { cx: x(m[0]), cy: y(m[1]), r: (surface.radius || 0) / unit }),
          svg("path", { d: `M${x(m[0]) - 5} ${y(m[1])}h10m-5 -5v10` }))),
        ...(surface.saddles || []).map((m) => svg("path", { class: "target", d: `M${x(m[0]) - 4} ${y(m[1]) - 4}l8 8m0 -8l-8 8` })),
      );
      Object.assign(canvas.style, { left: box.left + "px", top: box.top + "px", width: box.width + "px", height: box.height + "px" });
      paint(canvas, surface, view, box.width, box.height);
      return true;
    };
    api.hold = (point) => {
      const [x, y] = api.at(point);
      // 図の外の出発点(数値で渡せる)でも、つまみは端に残して手が届くようにする。
      kit.moveTo(handle, kit.clamp(x, MARGIN.left, width - MARGIN.right), kit.clamp(y, MARGIN.top, height - MARGIN.bottom));
      put(handle, { "aria-valuenow": point[0], "aria-valuetext": `x = ${number(point[0])}, y = ${number(point[1])}` });
    };

    const round = (v, range) => +kit.clamp(v, ...range).toPrecision(4);
    function place(event) {
      const area = node.getBoundingClientRect();
      const back = (pixel, range, from, to) => {
        const value = kit.scale(from, to, ...range)(pixel);
        return Math.abs(value) < SNAP * api.unit ? 0 : round(value, range);
      };
      choose([
        back(event.clientX - area.left, view.x, MARGIN.left, width - MARGIN.right),
        back(event.clientY - area.top, view.y, height - MARGIN.bottom, MARGIN.top),
      ]);
    }
    kit.drag(handle, place);
    node.addEventListener("click", (event) => event.target !== handle && place(event));
    kit.arrows(handle, (dx, dy) => {
      const by = (view.x[1] - view.x[0]) / 200, [x, y] = start(); // 描く前の次のキーも、いまの値から動かす
      choose([round(x + dx * by, view.x), round(y + dy * by, view.y)]);
    });
    // 大きさを読むのはここだけ(描くたびに読むと、配置の計算が何度も走る)。
    new ResizeObserver(() => {
      width = node.clientWidth;
      height = Math.round(width * ASPECT);
      node.style.height = height + "px";
      redraw();
    }).observe(node);
    return api;
  }

  const STEPS = "歩数";
  // 曲線の図。縦軸は log なら 10 の累乗の目盛り。
  function chart({ title, log = false, height = 190, xtitle = STEPS, redraw }) {
    const axes = svg("g"), guide = svg("g"), curves = trails();
    const node = svg("svg", { role: "img" }, axes, curves.node, guide);
    let width = 0, drawn;

    // lines: 曲線ごとの値の並び、styles: 曲線ごとの { color, dash }、xs: 値の横の位置(省けば 0, 1, 2, …)、
    // span: 横軸の範囲、guides と verticals: 破線 [[値, 名前], …]、shown: 何番目まで濃く描くか(省けば全部)、
    // range: 縦軸の範囲(省けば値から決める)、floor: 対数の縦軸で、これより小さい値を置く高さ。
    function show({ lines, styles = [], xs, span, guides = [], verticals = [], shown, range, label, floor = 1e-16 }) {
      if (!width) return;
      const read = log ? (v) => Math.log10(Math.max(v, floor)) : (v) => v;
      const values = lines.map((l) => l.map(read)), marks = guides.map(([v, text]) => [read(v), text]);
      const [low, high] = range ? range.map(read) : limits(values.flat().concat(marks.map((m) => m[0])).filter(Number.isFinite));
      const box = { left: 44, top: 24, width: width - 56, height: height - 60 };
      const x = kit.scale(...span, box.left, box.left + box.width), y = kit.scale(low, high, box.top + box.height, box.top);
      const key = [width, low, high, ...span].join();
      if (key !== drawn) {
        drawn = key;
        put(node, { viewBox: `0 0 ${width} ${height}`, height });
        const whole = kit.ticks(...span, 4).filter((v) => xtitle !== STEPS || Number.isInteger(v)).map((v) => [v, number(v)]);
        axes.replaceChildren(kit.axes(box, { at: x, ticks: whole, title: xtitle }, { at: y, ticks: ticks(low, high), title }));
      }
      const right = box.left + box.width;
      guide.replaceChildren(
        ...marks.flatMap(([v, text]) => [
          svg("path", { class: "guide", d: `M${box.left} ${y(v)}h${box.width}` }),
          svg("text", { class: "halo", x: right - 4, y: y(v) - 4, "text-anchor": "end" }, text),
        ]),
        ...verticals.flatMap(([v, text], i) => [
          svg("path", { class: "guide", d: `M${x(v)} ${box.top}v${box.height}` }),
          svg("text", { class: "halo", x: x(v) + (x(v) > right - 60 ? -4 : 4), y: box.top + 14 + 15 * i, "text-anchor": x(v) > right - 60 ? "end" : "start" }, text),
        ]),
      );
      curves.show(values.map((line, i) => {
        const all = line.map((v, k) => [x(xs ? xs[k] : k), kit.clamp(y(v), box.top - 2, box.top + box.height + 2)]);
        const lost = all.findIndex((p) => !Number.isFinite(p[1])), points = lost < 0 ? all : all.slice(0, lost);
        const style = styles[i];
        return shown === undefined ? { points, shown: Infinity, style } : { points, shown, marked: points.slice(0, shown + 1).slice(-1), style };
      }));
      put(node, { "aria-label": label });
    }
    function limits(values) {
      const low = Math.min(...values), high = Math.max(...values);
      if (log) return [Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 2)];
      const by = kit.ticks(low, high > low ? high : low + 1, 4), step = by[1] - by[0];
      return [Math.floor(low / step) * step, Math.max(Math.ceil(high / step), Math.floor(low / step) + 1) * step];
    }
    function ticks(low, high) {
      if (!log) return kit.ticks(low, high, 5).map((v) => [v, number(v)]);
      const every = Math.ceil((high - low) / 5), decades = [];
      for (let n = Math.ceil(low); n <= high; n += every) decades.push([n, kit.power10(n)]);
      return decades;
    }
    new ResizeObserver(() => {
      width = node.clientWidth;
      redraw();
    }).observe(node);
    return { node, show };
  }

  // 「1 歩」「再生」「最初から」のボタンと、何歩目までを見せるか。extra は、右に並べるほかのボタン。
  function player({ steps, redraw, extra = [] }) {
    let last = steps, timer;
    const one = kit.button("1 歩", () => (stop(), api.show(api.shown < last ? api.shown + 1 : 1)));
    const play = kit.button("再生", () => (timer ? stop() : start()));
    const reset = kit.button("最初から", () => (stop(), api.show(0)));
    const node = html("div", { class: "buttons" }, one, play, reset, ...extra);
    const api = { node, shown: steps };

    // 動きを減らす設定のときは、途中を見せずに最後へ進む。
    function start() {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) return api.show(last);
      if (api.shown >= last) api.show(0);
      timer = setInterval(() => {
        api.show(api.shown + 1);
        if (api.shown >= last || !node.isConnected) stop();
      }, Math.max(40, Math.min(250, 5000 / last)));
      play.textContent = "停止";
    }
    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = "再生";
    }
    api.show = (count) => {
      api.shown = Math.min(count, last);
      redraw();
    };
    // 歩数が変わったとき。最後まで見せていたら、新しい最後まで見せる。
    api.limit = (count) => {
      if (count !== last) stop();
      api.shown = api.shown === last ? count : Math.min(api.shown, count);
      last = count;
    };
    return api;
  }

  // 読み取りと検査: 出発点、学習率、歩数は、どの図でも同じ。
  const finite = (point) => point.every(Number.isFinite);
  const LR_ERROR = "学習率は 0 より大きい数にしてください。";
  const STEPS_ERROR = "歩数は 1 から 1000 の整数にしてください。";
  const validLr = (v) => v > 0 && Number.isFinite(v);
  const validSteps = (v) => Number.isInteger(v) && v >= 1 && v <= 1000;
  function checkLr(...values) {
    if (!values.every(validLr)) throw new Error(LR_ERROR);
  }
  function checkWalk(start, steps) {
    if (!validSteps(steps)) throw new Error(STEPS_ERROR);
    if (start.length !== 2 || !finite(start)) throw new Error("start は x,y の 2 つの数にしてください。");
  }
  const LR = { field: "lr", label: "学習率 η", valid: validLr, error: LR_ERROR }; // kit.slider の引数の、どの図でも同じところ
  const stepsSlider = (change, max = 300) => kit.slider({ label: "歩数", min: 1, max, step: 1, integer: true, valid: validSteps, error: STEPS_ERROR, change });

  // 手法の色は白い地に合わせて選んである(eshikaku.plotting)。暗い地では白を混ぜる。
  const STYLE = `
.inked{--path:var(--ink)}
@supports (color:light-dark(red,red)){.inked{--path:light-dark(var(--ink),color-mix(in oklab,var(--ink) 58%,#fff))}}
.target circle{fill:none;stroke:var(--text);stroke-dasharray:3 3}
path.target,.target path{fill:none;stroke:var(--text);stroke-width:2}
.arrow path{fill:none;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.arrow .edge{stroke:var(--page);stroke-width:6}
.guide{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 4}
.halo{paint-order:stroke;stroke:var(--page);stroke-width:4px}
`;
  root.eshikaku.walk = { arrow, trails, trod, stage, chart, player, finite, checkWalk, checkLr, LR, stepsSlider, STYLE };
})(globalThis);
