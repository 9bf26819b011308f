// 更新則: eshikaku.optimizers の rule と同じ式を、同じ順に、1 つの座標について書く。
(function (root) {
  "use strict";
  // x は座標、g は勾配、s は更新をまたいで持ち越す状態(はじめは 0)、o は学習率などの値、t は今回が何回目の更新か。
  const { sqrt, max } = Math;
  const STATE = { v: 0, h: 0, s: 0, m: 0, v_max: 0 };
  const moments = (g, s, o) => {
    s.m = o.beta1 * s.m + (1 - o.beta1) * g;
    s.v = o.beta2 * s.v + (1 - o.beta2) * (g * g);
  };
  const RULES = {
    SGD: (x, g, s, o) => x - o.lr * g,
    Momentum(x, g, s, o) {
      s.v = o.momentum * s.v - o.lr * g;
      return x + s.v;
    },
    Nesterov(x, g, s, o) {
      s.v = o.momentum * s.v - o.lr * g;
      return x + (o.momentum * s.v - o.lr * g);
    },
    AdaGrad(x, g, s, o) {
      s.h += g * g;
      return x - (o.lr * g) / (sqrt(s.h) + o.eps);
    },
    RMSprop(x, g, s, o) {
      s.h = o.rho * s.h + (1 - o.rho) * (g * g);
      return x - (o.lr * g) / (sqrt(s.h) + o.eps);
    },
    AdaDelta(x, g, s, o) {
      s.h = o.rho * s.h + (1 - o.rho) * (g * g);
      const dx = (-sqrt(s.s + o.eps) / sqrt(s.h + o.eps)) * g;
      s.s = o.rho * s.s + (1 - o.rho) * (dx * dx);
      return x + o.lr * dx;
    },
    Adam(x, g, s, o, t) {
      moments(g, s, o);
      const m_hat = s.m / (1 - o.beta1 ** t), v_hat = s.v / (1 - o.beta2 ** t);
      return x - (o.lr * m_hat) / (sqrt(v_hat) + o.eps);
    },
    // 偏りを直さない Adam(第 6 章の比較に使う。eshikaku.explorers.adam の Uncorrected)。
    Uncorrected(x, g, s, o) {
      moments(g, s, o);
      return x - (o.lr * s.m) / (sqrt(s.v) + o.eps);
    },
    AMSGrad(x, g, s, o, t) {
      moments(g, s, o);
      s.v_max = max(s.v_max, s.v);
      const m_hat = s.m / (1 - o.beta1 ** t), v_hat = s.v_max / (1 - o.beta2 ** t);
      return x - (o.lr * m_hat) / (sqrt(v_hat) + o.eps);
    },
    AdamW(x, g, s, o, t) {
      moments(g, s, o);
      const m_hat = s.m / (1 - o.beta1 ** t), v_hat = s.v / (1 - o.beta2 ** t);
      return x - o.lr * (m_hat / (sqrt(v_hat) + o.eps) + o.weight_decay * x);
    },
  };

  // gradient(点, 何歩目か) の地形を、start から steps 歩下る。grads[k] と states[k] は、k 歩目の点での勾配と状態。
  // 勾配が有限でなくなれば、そこで終わる。
  function descend(gradient, name, options, start, steps) {
    const memory = start.map(() => ({ ...STATE })), copy = () => memory.map((s) => ({ ...s }));
    const path = [start], states = [copy()], grads = [];
    for (let t = 1; ; t++) {
      const at = path[t - 1], g = gradient(at, t - 1);
      if (!g.every(Number.isFinite)) break;
      grads.push(g);
      if (t > steps) break;
      path.push(at.map((x, i) => RULES[name](x, g[i], memory[i], options, t)));
      states.push(copy());
    }
    return { path, states, grads };
  }

  root.eshikaku.rules = { RULES, descend };
})(globalThis);
