"""演習を書くための部品: 1問は Code(関数・クラス)、Numeric(数値)、Choice(選択)のどれか1つです。"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """よくある誤答1つ。同じ出力をした学習者に、何を間違えたかを伝えるために使います。

    answer:        Code なら誤った関数・クラス、または変異の名前("sign-flipped:L5" など)。
                   Numeric なら誤った値を計算する関数 () -> 値。Choice なら選択肢の記号。
    why:           なぜ誤りか(日本語、1〜2文)。そのまま学習者に表示します。
    misconception: 落とし穴の id("01-uphill-gradient" など)。対応するものがなければ None。
    """

    answer: Any
    why: str
    misconception: str | None = None

    @property
    def label(self) -> str:
        """check の結果の diagnosis に入る名前。落とし穴の id、なければ誤答の名前(lambda なら "known-wrong")。"""
        name = getattr(self.answer, "__name__", str(self.answer))
        return self.misconception or name.replace("<lambda>", "known-wrong")


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """3種類の演習に共通する項目。

    id:     "章-番号"("01-3")。
    stars:  難しさ(1〜3)。章の演習には必ず書き、本文の囲みの題にも同じ数の ★ を書きます。
    hints:  手順の順に並べ、答えは書きません。
    wrong:  よくある誤答。
    topics: 練習になるシラバスの語("3-2-1 学習率の調整" のように、項目と語)。付録の表が、ここから演習を集めます。
    shown:  解答例のページに見せる、このモジュールの最上位の名前(関数、クラス、代入した変数)。
            省くと、Code では解答の関数かクラス、ほかでは何も見せません。
    note:   解答例に添える Markdown の文。
    """

    id: str
    title: str
    stars: int = 0
    hints: tuple[str, ...]
    wrong: tuple[Wrong, ...] = ()
    topics: tuple[str, ...]
    shown: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Code(Exercise):
    """関数またはクラスを書く演習。出力を解答例と比べて採点します。

    solution:    解答例(モジュールの最上位に def / class で書いた実物)。変異はこのソースから作ります。
    cases:       () -> 引数の組のリスト。境界(0、整数の配列、要素1個など)をここで押さえます。呼ぶたびに新しく作ります。
    random_case: (rng) -> 引数の組1つ。rng は numpy.random.Generator。
    observe:     (学習者の関数・クラス, *引数) -> 比べる値。省略すると 関数(*引数)。
                 クラスなら、作って何回か動かし、外から見える値を返します。
                 引数を直接書き換える関数には in_place を使います。
    rtol, atol:  |出力 − 正解| ≤ atol + rtol·|正解| なら一致。float32 の出力には自動で緩めます。
    inplace:     "forbidden" は引数の書き換えを誤りとします。"allowed" は問いません。
    seconds:     1回の呼び出しに許す秒数。越えると終わらないループとみなして止めます。
    equivalent_mutants: どの入力でも解答例と同じ結果になると確かめた変異の名前。
    """

    solution: Callable
    cases: Callable[[], list[tuple]]
    random_case: Callable[[Any], tuple]
    observe: Callable[..., Any] | None = None
    rtol: float = 1e-7
    atol: float = 1e-9
    inplace: Literal["forbidden", "allowed"] = "forbidden"
    seconds: float = 3.0
    equivalent_mutants: frozenset[str] = frozenset()

    def outcome(self, answer: Callable, args: tuple) -> Any:
        """answer を引数の組 args で動かし、比べる値を返します。"""
        return self.observe(answer, *args) if self.observe else answer(*args)


@dataclass(frozen=True, kw_only=True)
class Numeric(Exercise):
    """数値(または数値の並び)を求める演習。

    answer: () -> 値または配列。手で写した数ではなく、計算する関数を渡します。
    digits: 求める有効数字の桁数。この桁で四捨五入または切り捨てた値を正解とします。
    atol:   正解が 0 のときに許す誤差。
    unit:   単位("回" など)。答えに付いていてもいなくても受け付けます。
    """

    answer: Callable[[], Any]
    digits: int = 3
    atol: float = 1e-9
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Choice(Exercise):
    """選択肢から1つ選ぶ演習。options は記号 → 本文、answer は正しい記号。誤りの選択肢には必ず Wrong を書きます。"""

    options: Mapping[str, str]
    answer: str


def in_place(answer: Callable, target: Any, *rest: Any) -> Any:
    """observe 用: 第1引数を書き換える関数の結果として、戻り値か、戻り値がなければ書き換えられた第1引数を返します。

    >>> def descend(params, grads):
    ...     params["x"] -= 0.1 * grads["x"]
    >>> in_place(descend, {"x": 1.0}, {"x": 2.0})
    {'x': 0.8}
    """
    returned = answer(target, *rest)
    return target if returned is None else returned
