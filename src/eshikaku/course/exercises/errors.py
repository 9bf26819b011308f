"""学習者のコードで起きた例外を説明する: 学習者が書いた行だけを示し、例外の種類に応じて次に見るところを伝えます。"""

import difflib
import linecache
import re
import sysconfig
import traceback
from pathlib import Path
from types import FrameType

import numpy as np

from eshikaku.course.exercises.showing import shorten, show

OURS = str(Path(__file__).parents[2])
LIBRARIES = tuple(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib", "platlib"))
ENDLESS = "繰り返しを終える条件と、その条件に使う変数の更新を確かめてください。"
TOO_MUCH_MEMORY = "メモリが足りません。配列が大きすぎるか、繰り返しの中で増え続けています。"
SCALAR = "数 1 つ(スカラー)に [ ] を付けています。配列のつもりの変数を確かめてください。"
WORDS = re.compile(r"[^\W\d]\w*")


def explain(error: BaseException, with_advice: bool = True) -> list[str]:
    """例外を、型とメッセージ、学習者の行、そのときの変数、手がかり(原因がほかにわかれば省く)の数行にします。"""
    kind = type(error).__name__
    message = shorten(" ".join(str(error).split()))
    lines = [f"エラー: {kind}: {message}" if message else f"エラー: {kind}"]
    frame, line_number = learner_frame(error)
    if frame:
        lines += _learner_line(frame, line_number)
    return [*lines, f"手がかり: {advice(error, frame)}"] if with_advice else lines


def explain_stop(stop: BaseException | None, with_advice: bool = True) -> list[str]:
    """時間切れで止めたとき、実行中だった学習者の行を示します。"""
    frame, line_number = learner_frame(stop) if stop else (None, 0)
    lines = _learner_line(frame, line_number) if frame else []
    return [*lines, f"手がかり: {ENDLESS}"] if with_advice else lines


def learner_frame(error: BaseException) -> tuple[FrameType | None, int]:
    """例外が通った呼び出しのうち、学習者のコードでいちばん深いものと、その行番号。"""
    found: tuple[FrameType | None, int] = (None, 0)
    for frame, line_number in traceback.walk_tb(error.__traceback__):
        if is_learners(frame.f_code.co_filename):
            found = (frame, line_number)
    return found


def is_learners(filename: str) -> bool:
    """学習者の書いたファイルやセルか。"""
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
        name = re.search(r"'(\w+)'", str(error))
        return f"変数 {name[1] if name else ''} は、値を入れる前に使われています。先に初めの値を代入してください。"
    if isinstance(error, NameError):
        return _name_advice(error, frame)
    if isinstance(error, AttributeError):
        return _attribute_advice(error)
    if SCALAR_INDEXED.search(str(error)) and not is_learners(_deepest(error).f_code.co_filename):
        return "呼び出した関数は配列を受け取りますが、数 1 つ(スカラー)を渡しています。配列のまま渡してください。"
    noticed = _noticed_in(frame) if isinstance(error, TypeError | ValueError) and frame else None
    if noticed:
        return noticed
    message = str(error)
    for kind, pattern, text in ADVICE:
        if isinstance(error, kind) and re.search(pattern, message):
            return text
    return "エラーの型とメッセージを読み、示した行の変数を print で確かめてください。"


def _noticed_in(frame: FrameType) -> str | None:
    """計算できない理由になる値: 組のままの戻り値、one-hot とみなした番号の並び。"""
    source = linecache.getline(frame.f_code.co_filename, frame.f_lineno, frame.f_globals)
    used = {name: frame.f_locals[name] for name in WORDS.findall(source) if name in frame.f_locals}
    for name, value in used.items():
        if isinstance(value, tuple) and any(isinstance(item, np.ndarray) for item in value):
            return f"`{name}` は {len(value)} 個の値の組(タプル)です。要る値だけを取り出してください。"
    for name, value in used.items():
        is_labels = isinstance(value, np.ndarray) and value.dtype.kind in "iu" and value.ndim == 1
        tables = [x for x in used.values() if isinstance(x, np.ndarray) and x.ndim == 2]
        if is_labels and tables and f"{name}]" not in source and any(len(x) == len(value) for x in tables):
            return f"`{name}` は整数の番号の並び(形 {value.shape})で、one-hot の行列ではありません。"
    return None


def _deepest(error: BaseException) -> FrameType:
    return [frame for frame, _ in traceback.walk_tb(error.__traceback__)][-1]


def _name_advice(error: NameError, frame: FrameType | None) -> str:
    """その場所で使える名前のうち、いちばん近いものを挙げます。"""
    name = error.name or ""
    undefined = f"{name} という名前は定義されていません。"
    own = vars(frame.f_locals["self"]) if frame and hasattr(frame.f_locals.get("self"), "__dict__") else {}
    if name in own:
        return f"{undefined}self.{name} のつもりではありませんか。self. を忘れています。"
    if name in IMPORTABLE:
        return f"{undefined}`import {IMPORTABLE[name]}` がありません。"
    known = {**frame.f_globals, **frame.f_locals} if frame else {}
    near = difflib.get_close_matches(
        name, [*(k for k in known if not k.startswith("_")), *CLOSE_BUILTINS], n=1, cutoff=0.75
    )
    if near:
        return f"{undefined}{near[0]} の書き間違いではありませんか。"
    if hasattr(np, name):
        return f"{undefined}np.{name} のように、前に np. を付けます。"
    return f"{undefined}引数の名前、import、代入の順を確かめてください。"


def _attribute_advice(error: AttributeError) -> str:
    if error.obj is None:
        return "None の属性を使っています。None のままの変数がないか、return を忘れた関数がないか確かめてください。"
    owner = "np" if error.obj is np else "self" if is_learners(_file_of(type(error.obj))) else ""
    near = difflib.get_close_matches(error.name or "", dir(error.obj), n=1, cutoff=0.75)
    if near:
        right = f"{owner}.{near[0]}" if owner else near[0]
        return f"{error.name} という名前の属性はありません。{right} の書き間違いではありませんか。"
    if owner == "self":
        return f"self.{error.name} に値を入れていません。__init__ などで `self.{error.name} = …` としてください。"
    return "その名前の属性やメソッドはありません。綴りを確かめてください。"


def _file_of(cls: type) -> str:
    functions = [member for member in vars(cls).values() if hasattr(member, "__code__")]
    return functions[0].__code__.co_filename if functions else OURS


IMPORTABLE = {name: name for name in ("math", "random", "itertools", "functools", "collections", "copy", "sys", "time")}
IMPORTABLE |= {"np": "numpy as np", "numpy": "numpy", "plt": "matplotlib.pyplot as plt"}
CLOSE_BUILTINS = (
    "range",
    "len",
    "sum",
    "abs",
    "min",
    "max",
    "float",
    "int",
    "print",
    "zip",
    "enumerate",
    "round",
    "list",
)
SCALAR_INDEXED = re.compile(
    r"invalid index to scalar|object is not subscriptable|too many indices|len\(\) of unsized|has no len"
)
ADVICE = (
    (RecursionError, "", "関数が自分自身を呼び続けています。終わる条件を確かめてください。"),
    (SystemExit, "", "exit() や sys.exit() は使わず、return で値を返してください。"),
    (ZeroDivisionError, "", "0 で割っています。分母が 0 になる入力を確かめてください。"),
    (IndexError, "invalid index to scalar", SCALAR),
    (
        IndexError,
        "only integers",
        "添字が整数ではありません。小数なら // や int() で整数にし、条件なら真偽値の配列にしてください。",
    ),
    (IndexError, "too many indices", "配列の次元より多い添字を付けています。形(shape)を確かめてください。"),
    (IndexError, "", "添字が範囲の外です。添字は 0 から「長さ − 1」までです。"),
    (KeyError, "", "辞書にそのキーがありません。キーの綴りと、初めの値を入れたかを確かめてください。"),
    (
        TypeError,
        "takes no arguments",
        "クラスが引数を受け取りません。__init__ の綴り(前後に _ が 2 つずつ)を確かめてください。",
    ),
    (
        TypeError,
        r"takes (\d) positional arguments? but (\d) were given",
        "渡された引数が多すぎます。メソッドなら、最初の引数 self を忘れていないか確かめてください。",
    ),
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
    (
        TypeError,
        "'(builtin_)?function_or_method'|'function'|'method'",
        "関数を、呼び出さずに計算に使っています。() を付けて、引数を渡してください。",
    ),
    (
        TypeError,
        "integer scalar|interpreted as an integer",
        "整数が要る所に、整数でない値があります。割り算なら // を使います。",
    ),
    (TypeError, "not iterable", "繰り返せない値を for や sum に渡しています。回数なら range(n) とします。"),
    (
        TypeError,
        "indices must be",
        "添字の型が違います。リストなら整数 1 つだけを使い、[i, j] には np.array が要ります。",
    ),
    (
        TypeError,
        "NoneType",
        "None を計算に使っています。値を返さない関数(rng.shuffle や append など)の結果ではありませんか。",
    ),
    (
        TypeError,
        "not subscriptable",
        "[ ] で要素を取り出せない値(数 1 つなど)です。配列・リスト・辞書のつもりの変数を確かめてください。",
    ),
    (TypeError, "ufunc|cast", "整数の配列に小数を書き込もうとしています。astype(float) で小数の配列にしてください。"),
    (TypeError, "", "この型の値どうしでは計算できません。リストなら np.array にしてください。"),
    (
        ValueError,
        "inhomogeneous",
        "長さや形の違う値を、1 つの配列にしようとしています。返す値が 1 つか(組になっていないか)確かめてください。",
    ),
    (
        ValueError,
        "broadcast|aligned|mismatch|shape",
        "配列の形(shape)が合いません。上の変数の形を見比べ、転置や軸を確かめてください。",
    ),
    (ValueError, "read-only", "渡された配列を書き換えようとしています。先に .copy() で写しを作ってください。"),
    (ValueError, "setting an array element", "1 つの要素に、配列を入れようとしています。形(shape)を確かめてください。"),
    (
        ValueError,
        "ambiguous",
        "配列を 1 つの真偽として使っています(if、and、max など)。"
        "要素ごとなら np.where か np.maximum、全体なら np.any か np.all です。",
    ),
    (ImportError, "", "その名前のライブラリや関数が見つかりません。綴りを確かめてください。"),
    (MemoryError, "", TOO_MUCH_MEMORY),
    (AssertionError, "", "あなたの assert が成り立っていません。示した行の式を確かめてください。"),
)
