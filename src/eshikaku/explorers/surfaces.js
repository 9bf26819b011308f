// 対話図で歩く地形の式と勾配(範囲や最小点などの事実は、Python の eshikaku.explorers.terrain が渡す)。
(function (root) {
  "use strict";
  const bell = (x, y) => Math.exp(-((x * x) / 8 + (y * y) / 2));
  const beale = (x, y) => [1.5 - x + x * y, 2.25 - x + x * y ** 2, 2.625 - x + x * y ** 3];
  const formulas = {
    elongated: {
      f: (x, y) => (x * x) / 20 + y * y,
      grad: (x, y) => [x / 10, 2 * y],
    },
    bowl: {
      f: (x, y) => x * x + y * y,
      grad: (x, y) => [2 * x, 2 * y],
    },
    rosenbrock: {
      f: (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      grad: (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    },
    beale: {
      f: (x, y) => beale(x, y).reduce((sum, a) => sum + a * a, 0),
      grad(x, y) {
        const [a, b, c] = beale(x, y);
        return [
          2 * a * (y - 1) + 2 * b * (y ** 2 - 1) + 2 * c * (y ** 3 - 1),
          2 * a * x + 4 * b * x * y + 6 * c * x * y ** 2,
        ];
      },
    },
    himmelblau: {
      f: (x, y) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
      grad: (x, y) => [
        4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
        2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
      ],
    },
    saddle: {
      f: (x, y) => (x * x) / 2 - (y * y) / 2 + y ** 4 / 4,
      grad: (x, y) => [x, -y + y ** 3],
    },
    plateau: {
      f: (x, y) => 1 - bell(x, y),
      grad: (x, y) => [(x / 4) * bell(x, y), y * bell(x, y)],
    },
  };
  // 式に、渡された事実を合わせたもの。順は事実の順。
  const join = (facts) => Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, { ...formulas[name], ...fact }]));
  root.eshikaku.surfaces = { formulas, join };
})(globalThis);
