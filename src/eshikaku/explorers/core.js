// 対話図に共通の部品: 要素の登録、軸、ドラッグ、スライダー、色。どの図でも最初に読み込む。
(function (root) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function put(node, attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === false || value == null) node.removeAttribute(name);
      else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
    }
    return node;
  }
  const make = (node, attributes, children) => (node.append(...children), put(node, attributes || {}));
  const html = (name, attributes, ...children) => make(document.createElement(name), attributes, children);
  const svg = (name, attributes, ...children) => make(document.createElementNS(SVG, name), attributes, children);

  const scale = (d0, d1, r0, r1) => (value) => r0 + ((value - d0) / (d1 - d0)) * (r1 - r0);
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  // 目盛りは 1, 2, 5 × 10ⁿ の間隔にする。
  function ticks(low, high, count) {
    const raw = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].find((m) => m * power >= raw * 0.999) * power;
    const result = [];
    for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) result.push(k * step);
    return result;
  }
  const superscript = (n) => String(n).replace(/./g, (c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] || "⁻");
  const power10 = (n) => (n === 0 ? "1" : n === 1 ? "10" : "10" + superscript(n));
  function number(value, digits = 4) {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? "計算できない値" : (value < 0 ? "−" : "") + "∞";
    let [mantissa, exponent] = value.toExponential(digits - 1).split("e");
    if (+mantissa === 0) return "0";
    const small = +exponent < -3 || +exponent >= Math.max(digits, 4); // 桁を落として、違う整数に見せない
    const text = small
      ? `${+mantissa}×10${superscript(+exponent)}`
      : String(+value.toPrecision(digits));
    return text.replace("-", "−");
  }

  // 「1,2」のような属性の文字列か、渡された並びを、数の並びにする。
  const numbers = (value) => (typeof value === "string" ? value.split(",") : [...value]).map(Number);

  // x, y は { at: 値→画素, ticks: [[値, 文字], …], title }。箱の中の格子と目盛りを作る。
  function axes(box, x, y) {
    const { left, top, width, height } = box;
    const g = svg("g", { class: "axes", "aria-hidden": "true" });
    for (const [value, text] of x.ticks) {
      const at = x.at(value);
      g.append(
        svg("path", { d: `M${at} ${top}v${height}` }),
        svg("text", { x: at, y: top + height + 15, "text-anchor": "middle" }, text),
      );
    }
    for (const [value, text] of y.ticks) {
      const at = y.at(value);
      g.append(
        svg("path", { d: `M${left} ${at}h${width}` }),
        svg("text", { x: left - 5, y: at + 4, "text-anchor": "end" }, text),
      );
    }
    g.append(svg("rect", { x: left, y: top, width, height, class: "frame" }));
    if (x.title) g.append(svg("text", { x: left + width, y: top + height + 30, "text-anchor": "end" }, x.title));
    if (y.title) g.append(svg("text", { x: left, y: top - 7, class: "title" }, y.title));
    return g;
  }

  // 箱の外にはみ出した線を隠す入れ物。
  let clips = 0;
  function clipped(...children) {
    const id = "clip" + ++clips, rect = svg("rect");
    const node = svg("g", {}, svg("clipPath", { id }, rect), svg("g", { "clip-path": `url(#${id})` }, ...children));
    return { node, fit: ({ left, top, width, height }) => put(rect, { x: left, y: top, width, height }) };
  }

  // つまみの外では指でページを送れるように、touch-action は CSS でつまみだけ none にしてある。
  function drag(node, move) {
    node.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
    });
    node.addEventListener("pointermove", (event) => {
      if (node.hasPointerCapture(event.pointerId)) move(event);
    });
  }
  // 図の上のつまみ。見える所に来るまでは置き場所が決まらないので、読み上げる値は 0 としておく。
  const handle = (label, more) => html("button", { type: "button", class: "handle", role: "slider", "aria-label": label, "aria-valuenow": 0, ...more });
  const PLANAR = { "aria-roledescription": "2 次元のつまみ" };
  // Home と End は、いちばん小さい値といちばん大きい値(動かす側が範囲に収める)。
  const ARROWS = {
    ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1], Home: [-Infinity, 0], End: [Infinity, 0],
  };
  function arrows(node, move) {
    node.addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const times = event.shiftKey ? 10 : 1;
      move(arrow[0] * times, arrow[1] * times);
    });
  }

  // スライダー(対数なら中身は log10、stops があればその番号)と数値欄の組。数値欄には端の外の値も書ける。
  function slider({ label, min, max, step, log, stops, integer, valid, error, change }) {
    const range = html("input", { type: "range", "aria-label": label });
    const field = html("input", { type: "number", step: "any", inputmode: "decimal", "aria-label": label + "(数値)" });
    const message = html("span", { class: "error", role: "alert" });
    const node = html("div", { class: "slider" }, html("span", { class: "label" }, label), field, range, message);
    const shown = (value) => String(+value.toPrecision(integer ? 15 : 4));
    const nearest = (value) => stops.reduce((best, v, k) => (Math.abs(v - value) < Math.abs(stops[best] - value) ? k : best), 0);
    const place = (value) => (stops ? nearest(value) : log ? Math.log10(value) : value);
    const read = (at) => (stops ? stops[at] : log ? +(10 ** at).toPrecision(3) : at);
    let now;
    const api = {
      node,
      limits(low, high, by, isLog) {
        log = isLog;
        put(range, { min: place(low), max: place(high), step: by });
      },
      set(value) {
        now = value;
        range.value = place(value);
        put(range, { "aria-valuetext": number(value) });
        if (node.getRootNode().activeElement === field) return; // 書いている途中の数字や、その誤りの説明を消さない
        field.value = shown(value);
        put(field, { "aria-invalid": false });
        message.textContent = "";
      },
    };
    if (stops) [min, max, step] = [stops[0], stops[stops.length - 1], 1];
    api.limits(min, max, step, log);
    range.addEventListener("input", () => change(read(+range.value)));
    field.addEventListener("blur", () => now !== undefined && api.set(now)); // 使えない数字は、離れるときに今の値へ戻す
    field.addEventListener("input", () => {
      const ok = field.value !== "" && valid(+field.value);
      if (ok) change(+field.value);
      put(field, { "aria-invalid": !ok && "true" });
      message.textContent = ok ? "" : error;
    });
    return api;
  }
  function button(text, act) {
    const node = html("button", { type: "button" }, text);
    node.addEventListener("click", act);
    return node;
  }
  function choice(label, options, change) {
    const select = html("select", {}, ...options.map(([value, text]) => html("option", { value }, text)));
    select.addEventListener("change", () => change(select.value));
    return { node: html("label", { class: "choice" }, html("span", { class: "label" }, label), select), select };
  }

  // 見出しと値の表。変わった文字だけを書き換える(作り直すと、その分だけ描画が遅れる)。
  const write = (node, text) => node.textContent !== String(text) && (node.textContent = text);
  function table() {
    const node = html("dl", { class: "facts" });
    const show = (rows) => {
      while (node.children.length < 2 * rows.length) node.append(html("dt"), html("dd"));
      while (node.children.length > 2 * rows.length) node.lastChild.remove();
      rows.flat().forEach((text, k) => write(node.children[k], text));
    };
    return { node, show };
  }
  // 線の見本。name は線のクラス。
  const sample = ({ name = "trace", color, dash }) =>
    svg("svg", { viewBox: "0 0 28 10", width: 28, height: 10, "aria-hidden": "true", class: color ? "sample inked" : "sample", style: color && `--ink:${color}` },
      svg("path", { d: "M1 5H27", class: name, "stroke-dasharray": dash || null }));
  // 見本と名前の一覧。entries は { text, …sample の引数 } の並び。図の説明は aria-label にある。
  const legend = (entries) =>
    html("div", { class: "legend", "aria-hidden": "true" }, ...entries.map((entry) => html("span", {}, sample(entry), entry.text)));
  // 位置は transform で動かす(left や top と違い、ページの配置を計算し直さずにすむ)。
  const moveTo = (node, x, y) => (node.style.transform = `translate(${x}px,${y}px)`);

  // 1 回の描画フレームに何度状態が変わっても、描くのは 1 度。
  function once(draw) {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        draw();
      });
    };
  }
  // 読み上げは、操作が落ち着いて言葉が変わったときだけ。
  function announcer() {
    const node = html("div", { class: "spoken", "aria-live": "polite" });
    let timer, said;
    const say = (text) => {
      clearTimeout(timer);
      if (said === undefined) said = text;
      if (text !== said) timer = setTimeout(() => (node.textContent = said = text), 700);
    };
    return { node, say };
  }

  const STYLE = `
:host{display:block;margin:1rem 0;container-type:inline-size;
 --text:var(--pst-color-text-base,var(--jp-ui-font-color1,#222832));--soft:var(--pst-color-text-muted,var(--jp-ui-font-color2,#48566b));
 --page:var(--pst-color-background,var(--jp-layout-color0,#fff));--panel:var(--pst-color-surface,var(--jp-layout-color2,#f3f4f5));
 --line:var(--pst-color-border,var(--jp-border-color1,#d1d5da));--key:var(--pst-color-primary,var(--jp-brand-color1,#0a7d91));
 --path:#d9540b;--handle:#d9540b;--ok:#1a8f55;--warn:#b98000;--bad:#d13438}
*{box-sizing:border-box}
.figure{color:var(--text);background:var(--page);border:1px solid var(--line);border-radius:10px;padding:12px;
 font:14px/1.5 var(--pst-font-family-base,var(--jp-ui-font-family,system-ui,sans-serif));font-variant-numeric:tabular-nums;print-color-adjust:exact;-webkit-print-color-adjust:exact;break-inside:avoid}
.plots,.controls{display:grid;gap:12px}
.plots+.plots{margin-top:12px}
.controls{margin-top:12px;padding-top:12px;border-top:1px solid var(--line);align-items:center}
@container (min-width:560px){.plots{grid-template-columns:3fr 2fr}.plots.even{grid-template-columns:1fr 1fr}.controls{grid-template-columns:1fr 1fr;gap:12px 28px}}
.plots>*,.controls>*{min-width:0}
.column{display:grid;gap:10px;align-content:start}
.stage{position:relative;touch-action:pan-y pinch-zoom}
.stage>canvas,.stage>svg{position:absolute;inset:0;width:100%;height:100%}
svg{display:block;overflow:hidden;width:100%}
svg text{fill:var(--soft);font-size:12px}
.axes .title{fill:var(--text)}
.axes path{stroke:var(--line);stroke-width:1;opacity:.55}
.axes .frame{fill:none;stroke:var(--line)}
.trace{fill:none;stroke:var(--path);stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
.dots{fill:none;stroke:var(--path);stroke-width:5;stroke-linecap:round}
.faint{opacity:.35}
.handle{position:absolute;left:0;top:0;width:44px;height:44px;margin:-22px 0 0 -22px;padding:0;border:0;border-radius:50%;background:none;cursor:grab;touch-action:none;will-change:transform;outline-offset:-6px}
.handle:active{cursor:grabbing}
.handle::after{content:"";position:absolute;inset:13px;border-radius:50%;background:var(--handle);border:3px solid #fff;box-shadow:0 0 0 1.5px #0009,0 1px 6px #0006}
:focus-visible{outline:3px solid var(--key);outline-offset:2px}
.label{font-weight:600}
.choice{display:flex;flex-wrap:wrap;gap:2px 8px;align-items:center}
.slider{display:grid;grid-template-columns:1fr 6.5em;gap:2px 8px;align-items:center}
.slider input[type=range]{grid-column:1/-1;width:100%;height:28px;margin:0;accent-color:var(--key)}
select,input[type=number],button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:6px;min-height:32px;padding:2px 8px;min-width:0;max-width:100%}
select{flex:1 1 12em}
input[type=number]{width:100%;text-align:right;appearance:textfield}
input::-webkit-inner-spin-button{appearance:none}
input[aria-invalid]{border:2px solid var(--bad)}
.error{grid-column:1/-1;font-weight:600}.error:empty{display:none}
.error:not(:empty)::before{content:"⚠ "}
.buttons{display:flex;gap:8px}
button:not(.handle){flex:1;min-height:44px;cursor:pointer;font-weight:600;background:var(--panel);padding:2px 4px}
button:hover:not(.handle):not(:disabled){border-color:var(--key)}
button:disabled{opacity:.5;cursor:default}
.word{display:flex;align-items:center;gap:8px;font-size:18px;font-weight:700;margin-bottom:6px}
.word::before{content:"";flex:none;width:12px;height:12px;border-radius:50%;background:var(--tone,var(--soft))}
.facts{margin:0;display:grid;grid-template-columns:auto 1fr;gap:2px 12px}
.facts dt{color:var(--soft)}.facts dd{margin:0;overflow-wrap:anywhere;word-break:keep-all}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;color:var(--soft);font-size:13px}
.legend span{display:inline-flex;gap:6px;align-items:center}
.sample{width:28px;flex:none}
.note{margin:8px 0 0;color:var(--soft);font-size:13px}
.spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{.controls,.note{display:none}}
`;

  // figure = { tag, style, build(options, changed) → { node, state, set } }。options は data-* 属性の文字列か、部品から渡した値。
  // options.facts は、Python が渡す「値の範囲や最小点などの事実」(式だけが JavaScript にもある)。
  function define(figure) {
    if (typeof customElements === "undefined" || customElements.get(figure.tag)) return;
    customElements.define(
      figure.tag,
      class extends HTMLElement {
        connectedCallback() {
          if (this.shadowRoot) return;
          const options = { ...this.dataset, ...this.options };
          const changed = () => this.dispatchEvent(new CustomEvent("change", { detail: this.state }));
          this.figure = figure.build({ ...options, facts: JSON.parse(options.facts) }, changed);
          // 影の木を付けると、JavaScript が無いとき用の中身(静止図)は表示されなくなる。ここより前で失敗すれば静止図が残る。
          this.attachShadow({ mode: "open" }).append(html("style", {}, STYLE + (figure.style || "")), this.figure.node);
        }
        get state() {
          return this.figure.state();
        }
        set(patch) {
          this.figure.set(patch);
        }
      },
    );
  }
  const kit = { put, html, svg, scale, clamp, ticks, power10, number, axes, clipped, numbers, handle, PLANAR, drag, arrows, slider, button, choice, table, sample, legend, write, moveTo, once, announcer, define };
  // どの図のスクリプトも、この名前の下に自分の部品を足す(同じものを 2 度読み込んでもよい)。
  root.eshikaku = { ...root.eshikaku, kit };
})(globalThis);
