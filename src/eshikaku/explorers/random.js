// 乱数を使う対話図に共通の部品: どの処理系でも 1 ビットも違わない、一様乱数(Python の minibatch.random と同じ)。
(function (root) {
  "use strict";
  // 線形合同法(Lehmer の乗算型)。積は 2⁵³ より小さいので、倍精度の数で正確に計算できる。
  const MODULUS = 2 ** 31 - 1;
  function random(seed) {
    let state = (1000003 * seed) % MODULUS;
    return () => (state = (48271 * state) % MODULUS) / MODULUS;
  }
  root.eshikaku.random = random;
})(globalThis);
