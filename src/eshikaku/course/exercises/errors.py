"""学習者のコードで起きた例外を説明する: 学習者が書いた行だけを示し、例外の種類に応じて次に見るところを伝えます。"""

import builtins
import difflib
import linecache
import re
import sysconfig
import traceback
from pathlib import Path
from types import FrameType

from eshikaku.course.exercises.showing import shorten, show

OURS = str(Path(__file__).parents[2])
LIBRARIES = tuple(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib"))
WORDS = re.compile(r"[^\W\d]\w*")


def explain(error: BaseException) -> list[str]:
    """例外を、型とメッセージ、学習者の行、そのときの変数、手がかりの数行にします。"""
    kind = type(error).__name__
    message = shorten(" ".join(str(error).split()))
    lines = [f"エラー: {kind}: {message}" if message else f"エラー: {kind}"]
    frame, line_number = learner_frame(error)
    if frame:
        lines += _learner_line(frame, line_number)
    return [*lines, f"手がかり: {advice(error, frame)}"]


def explain_stop(stop: BaseException | None) -> list[str]:
    """時間切れで止めたとき、実行中だった学習者の行を示します。"""
    frame, line_number = learner_frame(stop) if stop else (None, 0)
    lines = _learner_line(frame, line_number) if frame else []
    return [*lines, "手がかり: 繰り返しを終える条件と、その条件に使う変数の更新を確かめてください。"]


def learner_frame(error: BaseException) -> tuple[FrameType | None, int]:
    """例外が通った呼び出しのうち、学習者のコードでいちばん深いものと、その行番号。"""
    found: tuple[FrameType | None, int] = (None, 0)
    for frame, line_number in traceback.walk_tb(error.__traceback__):
        if _is_learners(frame.f_code.co_filename):
            found = (frame, line_number)
    return found


def _is_learners(filename: str) -> bool:
    return not filename.startswith((OURS, *LIBRARIES, "<__array_function__", "<frozen"))


def _learner_line(frame: FrameType, line_number: int) -> list[str]:
    source = linecache.getline(frame.f_code.co_filename, line_number, frame.f_globals).strip()
    lines = [f"あなたのコードの {line_number} 行目: {source}" if source else f"あなたのコードの {line_number} 行目"]
    names = [name for name in dict.fromkeys(WORDS.findall(source)) if name in frame.f_locals]
    values = [f"{name} = {show(frame.f_locals[name])}" for name in names if not callable(frame.f_locals[name])]
    return [*lines, f"そのとき: {shorten(', '.join(values))}"] if values else lines


def advice(error: BaseException, frame: FrameType | None) -> str:
    """例外の種類ごとの手がかり。"""
    if isinstance(error, UnboundLocalError):
        return "この変数は、値を入れる前に使われています。先に初めの値を代入してください。"
    if isinstance(error, NameError):
        return _name_advice(error, frame)
    message = str(error)
    for kind, pattern, text in ADVICE:
        if isinstance(error, kind) and re.search(pattern, message):
            return text
    return "エラーの型とメッセージを読み、示した行の変数を print で確かめてください。"


def _name_advice(error: NameError, frame: FrameType | None) -> str:
    known = [*frame.f_locals, *frame.f_globals, *dir(builtins)] if frame else dir(builtins)
    near = difflib.get_close_matches(error.name or "", [name for name in known if not name.startswith("_")], n=1)
    guess = f"{near[0]} の書き間違いではありませんか。" if near else "引数の名前、import、代入の順を確かめてください。"
    return f"{error.name} という名前は定義されていません。{guess}"


ADVICE = (
    (RecursionError, "", "関数が自分自身を呼び続けています。終わる条件を確かめてください。"),
    (SystemExit, "", "exit() や sys.exit() は使わず、return で値を返してください。"),
    (ZeroDivisionError, "", "0 で割っています。分母が 0 になる入力を確かめてください。"),
    (IndexError, "", "添字が範囲の外です。添字は 0 から「長さ − 1」までです。"),
    (KeyError, "", "辞書にそのキーがありません。キーの綴りと、初めの値を入れたかを確かめてください。"),
    (
        AttributeError,
        "NoneType",
        "None の属性を使っています。None のままの変数がないか、return を忘れた関数がないか確かめてください。",
    ),
    (AttributeError, "", "その名前の属性やメソッドはありません。綴りと、self. に代入したかを確かめてください。"),
    (
        TypeError,
        "required positional|positional argument|keyword argument",
        "呼び出すときの引数の数や名前が、定義と合いません。",
    ),
    (
        TypeError,
        "not callable",
        "関数でないものに () を付けています。* の書き忘れや、関数名への代入がないか確かめてください。",
    ),
    (TypeError, "NoneType", "None を計算に使っています。値を返さない関数の結果を使っていないか確かめてください。"),
    (
        TypeError,
        "not subscriptable",
        "[ ] で要素を取り出せない値です。配列・リスト・辞書のつもりの変数を確かめてください。",
    ),
    (TypeError, "ufunc|cast", "整数の配列に小数を書き込もうとしています。astype(float) で小数の配列にしてください。"),
    (TypeError, "", "この型の値どうしでは計算できません。リストなら np.array にしてください。"),
    (
        ValueError,
        "broadcast|aligned|mismatch|shape",
        "配列の形(shape)が合いません。上の変数の形を見比べ、転置や軸を確かめてください。",
    ),
    (ValueError, "ambiguous", "配列全体を if で判定しています。np.any、np.all、np.where を使ってください。"),
    (ImportError, "", "その名前のライブラリや関数が見つかりません。綴りを確かめてください。"),
    (MemoryError, "", "配列が大きすぎます。形を確かめてください。"),
    (AssertionError, "", "あなたの assert が成り立っていません。示した行の式を確かめてください。"),
)
