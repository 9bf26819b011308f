"""書き間違いの起こる場所: その式で使える名前と、式の役割(値、項、因子、条件 …)を調べます。"""

import ast
import functools
from dataclasses import dataclass, field

from eshikaku.course.exercises.patterns import MODULES, is_epsilon
from eshikaku.course.exercises.trees import Tree, called

VALUES = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.BinOp, ast.UnaryOp, ast.Constant)
NUMERIC = {"number", "count", "array"}
NOT_NUMERIC = {"dict", "function", "text", "none", "other"}
OPTIONS = {"axis", "keepdims", "dtype", "ddof"}


@dataclass(frozen=True)
class Scope:
    """関数 1 つの構文木と、その中の名前。

    kinds は、名前("self.v" のような属性も)→ 種類。学習者のコードでは動かして調べ、解答例では空です。
    種類は number(小数)、count(整数)、array(小数の配列)、labels(整数の配列)、function、dict、text、other です。
    """

    tree: Tree
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def function(self) -> ast.FunctionDef:
        """調べている関数。"""
        return self.tree.root

    @functools.cached_property
    def parameters(self) -> list[str]:
        """調べている関数の引数の名前。"""
        return [argument.arg for argument in self.function.args.args]

    def names(self, *kinds: str) -> list[ast.expr]:
        """その種類の名前を、式にしたもの。"""
        return [self._nodes[name] for name, kind in self.kinds.items() if kind in kinds]

    @functools.cached_property
    def _nodes(self) -> dict[str, ast.expr]:
        return {name: ast.parse(name, mode="eval").body for name in self.kinds}

    @functools.cached_property
    def _two(self) -> list[ast.expr]:
        return [ast.Constant(2)]

    @functools.cached_property
    def _indexes(self) -> list[ast.expr]:
        return self.names("count", "labels", "text")

    @functools.cached_property
    def _epsilons(self) -> list[ast.expr]:
        return [node for node in self._operands if is_epsilon(node)]

    @functools.cached_property
    def _operands(self) -> list[ast.expr]:
        lengths = [ast.Call(ast.Name("len", ast.Load()), [x], []) for x in self.names("array", "labels")]
        return [*self.names(*NUMERIC), ast.Constant(2), ast.Constant(1), *lengths]

    @functools.cached_property
    def _factors(self) -> list[ast.expr]:
        """掛け忘れや割り忘れの相手。減衰率や確率の 1 − β もありえます。"""
        rates = [ast.BinOp(ast.Constant(1), ast.Sub(), name) for name in self.names("number")]
        return [*self._operands, *rates]

    @functools.cached_property
    def unused(self) -> list[ast.expr]:
        """関数の中でまだ読まれていない名前や属性。"""
        read = {ast.unparse(n) for n in ast.walk(self.function) if isinstance(getattr(n, "ctx", None), ast.Load)}
        return [
            node
            for node in self._operands
            if ast.unparse(node) not in read and not isinstance(node, ast.Constant | ast.Call)
        ]

    @functools.cached_property
    def stored_items(self) -> list[str]:
        """関数の中で値を入れている、辞書や配列の要素。"""
        nodes = [n for n in ast.walk(self.function) if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Store)]
        return [*dict.fromkeys(map(ast.unparse, nodes))]

    def fillers(self, hole: str) -> list[ast.expr]:
        """型紙の空いた穴に入れる式の候補。忘れられた因子や項は、たいてい近くにある名前です。"""
        if hole == "n":
            return self._two
        if hole == "e":
            return self._epsilons
        if hole == "i":
            return self._indexes
        return self._factors if hole == "r" else self._operands

    def is_read(self, node: ast.AST) -> bool:
        """値が読まれる式か。関数の名前、添字、軸の指定、文字列などは含みません。"""
        parent, where = self.tree.parent(node), self.tree.field(node)
        if not isinstance(node, VALUES) or isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            return False
        if isinstance(node, ast.Constant) and type(node.value) not in (int, float):
            return False
        if isinstance(node, ast.Name) and node.id in MODULES | {"self"}:
            return False
        if isinstance(parent, ast.Attribute) and parent.attr != "T" and not isinstance(node, ast.BinOp):
            return False
        if isinstance(parent, ast.Subscript | ast.Slice | ast.Expr | ast.arguments | ast.comprehension):
            return False
        if isinstance(parent, ast.keyword) and parent.arg in OPTIONS:
            return False
        return where not in ("func", "iter", "keys", "annotation", "test")

    def is_value(self, node: ast.AST) -> bool:
        """計算に使う値の式か。辞書や関数は含みません。"""
        return self.is_read(node) and self.kind(node) not in NOT_NUMERIC

    def is_computed(self, node: ast.AST) -> bool:
        """計算に使う値の式か。__init__ が引数をそのまま覚えるだけの所は含みません。"""
        return self.is_value(node) and self.function.name != "__init__"

    def kind(self, node: ast.AST) -> str | None:
        """名前か属性なら、その種類。"""
        return self.kinds.get(ast.unparse(node)) if isinstance(node, ast.Name | ast.Attribute) else None

    def is_array(self, node: ast.AST) -> bool:
        """配列でありうる値の式か。"""
        return self.is_value(node) and self.kind(node) not in ("number", "count", "flag")

    def is_uncalled(self, node: ast.AST) -> bool:
        """呼び出されていない関数の名前か。"""
        return self.kind(node) == "function" and self.tree.field(node) != "func"

    def is_term(self, node: ast.AST) -> bool:
        """足し忘れや引き忘れが起こりうる式か。和の一部なら、その和の全体で 1 度だけ調べます。"""
        parent = self.tree.parent(node)
        inside_sum = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Add | ast.Sub)
        is_end = isinstance(parent, ast.Slice) and isinstance(node, ast.Name)  # x[i:i + B] の i + B など
        return (self.is_value(node) or is_end) and not inside_sum and self.function.name != "__init__"

    def is_factor(self, node: ast.AST) -> bool:
        """掛け忘れや割り忘れが起こりうる式か。積の一部なら、その積の全体で 1 度だけ調べます。"""
        parent = self.tree.parent(node)
        inside_product = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Mult | ast.Div | ast.MatMult)
        if inside_product and isinstance(parent.op, ast.Div) and self.tree.field(node) == "right":
            inside_product = False  # 分母に掛け忘れたもの
        inside_product = inside_product or isinstance(parent, ast.UnaryOp) or called(parent) in ("range", "len")
        is_mask = isinstance(node, ast.Compare) and self.tree.field(node) == "value"
        return (self.is_value(node) or is_mask) and not inside_product and self.function.name != "__init__"

    def is_result(self, node: ast.AST) -> bool:
        """return や += の、式の全体か。途中の値と違い、余分な因子が後で打ち消されることがありません。"""
        whole = isinstance(self.tree.parent(node), ast.AugAssign | ast.Return)
        return whole and self.tree.field(node) == "value" and isinstance(node, ast.BinOp | ast.Call | ast.Name)

    def is_returned(self, node: ast.AST) -> bool:
        """return の式の全体か。"""
        return isinstance(self.tree.parent(node), ast.Return) and not isinstance(node, ast.Tuple)

    def is_protected_by_epsilon(self, node: ast.AST) -> bool:
        """ε を足す習慣のある式か: 割り算の分母と、√ や log の中。"""
        parent = self.tree.parent(node)
        is_divisor = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Div)
        is_divisor = is_divisor and self.tree.field(node) == "right"
        return self.is_term(node) and (is_divisor or called(parent) in ("sqrt", "log"))

    def is_position(self, node: ast.AST) -> bool:
        """添字や、切り出しの端か。"""
        parent, where = self.tree.parent(node), self.tree.field(node)
        inside = isinstance(parent, ast.Slice) or (isinstance(parent, ast.Subscript) and where == "slice")
        return inside and isinstance(node, ast.Name | ast.BinOp | ast.Constant)

    def is_test(self, node: ast.AST) -> bool:
        """if や while の条件か。"""
        return self.tree.field(node) == "test"

    def is_copied(self, node: ast.AST) -> bool:
        """別の名前や辞書の鍵に入れられただけの名前か。同じ配列に 2 つの名前が付きます。"""
        return (
            isinstance(node, ast.Name | ast.Attribute | ast.Subscript)
            and isinstance(self.tree.parent(node), ast.Assign | ast.Dict)
            and self.tree.field(node) in ("value", "values")
        )
