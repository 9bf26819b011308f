"""クイズの約束: 形の誤りは読むときに、答えの誤りや手がかりの漏れは試験で、問題の id とともに見つかります。"""

import operator
import sys
from types import SimpleNamespace

import pytest

import quiz_contract
from eshikaku.course import contents, exercises, questions, quizzes, registry
from eshikaku.course.registry import RegistryError
from quiz_samples import FIRST, GOOD, GROUP, NEGATIVE, TABLE, WORDS, changed, group_from, rooms_with

LISTING = "def step(x, lr):\n    return (あ)\n"
CODE = GOOD | {"type": "code", "test": "step", "listing": LISTING}


@pytest.fixture
def write(tmp_path, monkeypatch):
    """項目を書いて、読み直したクイズを返す関数です。"""

    def write(*entries, text=None):
        monkeypatch.setattr(contents, "ROOMS", rooms_with(tmp_path, *entries, text=text))
        return quizzes.load_quiz(FIRST)

    return write


def loaded(write, question=GOOD):
    return write(question).questions[0]


# --- 読むときに見つかる、形の誤り


@pytest.mark.parametrize(
    "entry", [GOOD, NEGATIVE, WORDS, GROUP, CODE], ids=["single", "negative", "words", "set", "code"]
)
def test_every_form_can_be_read(write, entry):
    assert write(entry).questions


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["question"], None, "「question」がありません"),
        (["question"], "", "「question」が空です"),
        (["quesiton"], "…", "知らない項目「quesiton」"),
        (["type"], "essay", "type は concept・word・calculation"),
        (["difficulty"], 4, "difficulty は 1・2・3"),
        (["difficulty"], True, "「difficulty」は 整数"),
        (["syllabus"], ["9-9"], "syllabus.yml の id"),
        (["verify"], None, "verify"),
        (["choices", 3], None, "ちょうど 4 つ"),
        (["choices", 3, "correct"], True, "今は 2 つ"),
        (["choices", 0, "correct"], None, "今は 0 つ"),
        (["choices", 0, "misconception"], "01-uphill-gradient", "正しい選択肢"),
        (["choices", 1, "misconception"], "01-nothing", "01-uphill-gradient"),
        (["choices", 2, "why"], None, "choices の $-1.8$: 「why」がありません"),
        (["choices", 2, "text"], 2, "文字列"),
        (["choices", 2, "text"], "[a](b)", "リンクの無い 1 行"),
        (["choices", 2, "text"], None, "text と fill のどちらか一方"),
        (["choices", 3, "text"], "$-1.8$", "「$-1.8$」が 2 つ"),
        (["listing"], "x = (あ)", "コードの問題だけ"),
        (["test"], "step", "コードの問題だけ"),
        (["library"], "torch", "コードの問題だけ"),
        (["type"], "figure", "figure(draw と alt)"),
        (["type"], "table", "Markdown の表"),
        (["type"], "word", "空欄 (あ)"),
        (["question"], "誤っているものはどれですか。", "**適切でないもの** と書いて"),
        (["question"], "適切でないものはどれですか。", "** で囲んで"),
        (["part"], 0, "part は 1 から順に"),
        (["part"], 2, "part は 1 から順に"),
        (["id"], "01-q2", "1 番目の id は 01-q1"),
    ],
)
def test_a_broken_question_is_refused_with_its_file_its_id_and_the_remedy(write, path, value, message):
    with pytest.raises(RegistryError) as caught:
        write(changed(path, value))
    assert f"{FIRST}/quiz.yml の 01-q" in str(caught.value)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("base", "path", "value", "message"),
    [
        (CODE, ["listing"], "x = 1", "空欄 (あ) が要ります"),
        (CODE, ["test"], None, "exercise か test"),
        (CODE, ["exercise"], "01-3", "exercise か test"),
        (CODE, ["library"], "tensorflow", "numpy・torch"),
        (CODE, ["blank"], "い", "listing の空欄を 1 つ"),
        (CODE, ["listing"], "(あ) = (い)", "空欄 あ・い の中身を"),
        (WORDS, ["choices", 1, "fill"], {"あ": "等高線"}, "空欄 あ・い をこの順に"),
        (WORDS, ["choices", 1, "fill"], {"い": "学習率", "あ": "等高線"}, "空欄 あ・い をこの順に"),
        (WORDS, ["choices", 1, "fill"], {"あ": 1, "い": "学習率"}, "fill の「あ」は 文字列"),
        (WORDS, ["choices", 1], {"text": "等高線と学習率", "why": "違います。"}, "空欄 あ・い をこの順に"),
        (WORDS, ["question"], "(あ) に入る語はどれですか。", "fill には、空欄 あ を"),
        (NEGATIVE, ["choices", 0, "misconception"], "01-uphill-gradient", "正しい選択肢や記述"),
        (GROUP, ["intro"], None, "「intro」がありません"),
        (GROUP, ["memo"], "…", "知らない項目「memo」"),
        (GROUP, ["questions", 0, "part"], 1, "part は、問題ではなく組に"),
        (GROUP, ["questions", 0, "listing"], "x = (あ)", "組と問題のどちらか一方"),
        (GROUP, ["questions", 0, "blank"], "い", "それぞれ 1 つの問題で"),
        (GROUP, ["questions", 0, "type"], "concept", "blank には"),
        (GROUP, ["questions"], ["…"], "questions には、問題を"),
        (GROUP, ["questions"], [], "questions には、問題を"),
        ({"intro": "次の問いです。", "questions": [GOOD]}, ["part"], 1, "今は 1 問"),
    ],
)
def test_a_broken_form_is_refused_with_the_remedy(write, base, path, value, message):
    with pytest.raises(RegistryError) as caught:
        write(changed(path, value, base))
    assert f"{FIRST}/quiz.yml" in str(caught.value)
    assert message in str(caught.value)


def test_unreadable_yaml_is_refused_with_its_line(write):
    with pytest.raises(RegistryError, match=r"quiz\.yml の2 行目"):
        write(text="- id: 01-q1\n  text: [")


def test_the_same_id_twice_is_refused(write):
    with pytest.raises(RegistryError, match="「01-q1」が 2 つ"):
        write(GOOD, GOOD)


def test_a_check_after_the_questions_of_the_end_is_refused(write):
    with pytest.raises(RegistryError, match="part の無い問題を最後に"):
        write(GOOD, changed(["part"], 1) | {"id": "01-q2"})


def test_the_questions_of_a_set_take_over_what_it_says_and_only_the_code_ones_are_run(write):
    code, _, table = write(GROUP | {"part": 1}).questions
    assert (code.type, code.test, code.part, code.syllabus) == ("code", "step", 1, ["3-2-1"])
    assert (table.type, table.test, table.part) == ("table", None, 1)


def test_a_missing_part_is_named(write):
    with pytest.raises(RegistryError, match=r"part: 2 の問題がありません"):
        write(GOOD).shown(2)


# --- 記録の名前


def test_a_new_reason_or_number_keeps_the_records_and_a_new_question_drops_them(write):
    before = loaded(write).digest
    for path, value in [(["choices", 0, "why"], "別の理由です。"), (["difficulty"], 3), (["part"], 1)]:
        assert loaded(write, changed(path, value)).digest == before
    for path, value in [(["question"], "別の問いです。"), (["choices", 3, "text"], "$3$"), (["listing"], "x = 1")]:
        assert loaded(write, changed(path, value)).digest != before


def test_a_change_of_what_a_set_shows_drops_the_records_of_its_questions(write):
    before = [question.digest for question in write(GROUP).questions]
    after = [question.digest for question in write(changed(["intro"], TABLE.replace("1.6", "1.2"), GROUP)).questions]
    assert not set(before) & set(after)


def test_the_records_that_readers_already_have_stay_valid(write):
    assert loaded(write).digest == "6d98acd1"


def test_a_question_that_has_not_changed_since_the_first_edition_names_its_old_record(write, monkeypatch):
    quiz = write(GOOD, NEGATIVE | {"id": "01-q2"})
    old, new = (question.digest for question in quiz.questions)
    monkeypatch.setattr(quizzes, "first_edition_ids", lambda: {old: "01-q7"})
    assert quizzes.record_names(quiz) == [f"{old}=01-q7", new]


# --- 計算で確かめる数


def test_numbers_that_the_calculation_gives_are_accepted(write):
    quiz_contract.check_numbers(loaded(write), [-1.6, -2.4, -1.8, 2])


@pytest.mark.parametrize("values", [[-1.7, -2.4, -1.8, 2], [-1.6, -2.4, -1.8, 2.4], [1.6, -2.4, -1.8, 2]])
def test_a_number_that_the_calculation_does_not_give_is_found(write, values):
    with pytest.raises(AssertionError, match=r"01-q1 の [ア-エ].*計算すると"):
        quiz_contract.check_numbers(loaded(write), values)


def test_a_choice_with_more_numbers_than_the_calculation_is_found(write):
    question = loaded(write, changed(["choices", 0, "text"], "$(-1.6, 3)$"))
    with pytest.raises(AssertionError, match="数は 2 個、計算した値は 1 個"):
        quiz_contract.check_numbers(question, [-1.6, -2.4, -1.8, 2])


def test_the_numbers_of_a_combination_are_compared_in_the_order_of_its_blanks(write):
    question = changed(["choices", 0, "fill"], {"あ": "$(32, 10)$", "い": "330 個"}, WORDS)
    for number, choice in enumerate(question["choices"][1:]):
        choice["fill"] = {"あ": "$(10, 32)$", "い": f"{number} 個"}
    values = [[32, 10, 330], [10, 32, 0], [10, 32, 1], [10, 32, 2]]
    quiz_contract.check_numbers(loaded(write, question), values)
    values[0] = [32, 10, 320]
    with pytest.raises(AssertionError, match="計算すると 320"):
        quiz_contract.check_numbers(loaded(write, question), values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$-0.35$", [-0.35]),
        ("$x_1 = −2.4$", [-2.4]),
        (r"$4.07\times10^{-10}$", [4.07e-10]),
        ("`1.5e-3`", [1.5e-3]),
        ("$10^{-5}$", [1e-5]),
        (r"$\frac{1}{3}$ と 2/3", [1 / 3, 2 / 3]),
        (r"$(1.08,\ -0.04)$", [1.08, -0.04]),
        (r"$15{,}000$", [15000]),
        ("$W^{T} x^{(1)}$ は L2 で 3 つ", [3]),
        ("`(32, 10)`", [32, 10]),
    ],
)
def test_numbers_are_read_from_a_choice_and_indices_are_not(text, values):
    shown = quiz_contract.shown_numbers(text)
    assert [value for value, _ in shown] == pytest.approx(values, rel=1e-12)


# --- 動かして確かめるコード


@pytest.fixture
def run_with(tmp_path, monkeypatch, write):
    """quiz_answers.py を書き、項目を読んで、すべてのコードの問題を動かす関数です。"""
    room = tmp_path / "tests" / FIRST
    room.mkdir(parents=True)
    monkeypatch.setattr(quiz_contract, "ROOMS", room.parent)

    def run_with(entry, answers):
        (room / "quiz_answers.py").write_text(answers, encoding="utf-8")
        quiz = write(entry)
        for question in quiz.questions:
            if question.type == "code":
                quiz_contract.check_runs(quiz, question)

    return run_with


STEP = "def step(run):\n    return run()['step'](2.0, 0.5) == {}\n"


def code_choices(*texts):
    """先頭が正解の、コードの選択肢です。"""
    choices = [{"text": f"`{text}`", "why": "理由です。"} for text in texts]
    choices[0]["correct"] = True
    return choices


SUBTRACT = CODE | {"choices": code_choices("x - lr", "x + lr", "lr", "x")}


def test_a_listing_whose_key_alone_passes_its_small_test_is_accepted(run_with):
    run_with(SUBTRACT, STEP.format(1.5))


def test_a_key_that_fails_the_small_test_is_found(run_with):
    with pytest.raises(AssertionError, match=r"01-q1 の ア.*判定は False"):
        run_with(SUBTRACT, STEP.format(7))


def test_a_distractor_that_passes_the_small_test_is_found(run_with):
    with pytest.raises(AssertionError, match=r"01-q1 の イ.*判定は True"):
        run_with(SUBTRACT | {"choices": code_choices("x - lr", "-lr + x", "lr", "x")}, STEP.format(1.5))


def test_a_key_that_cannot_run_is_found(run_with):
    with pytest.raises(AssertionError, match=r"01-q1 の ア.*NameError"):
        run_with(SUBTRACT | {"choices": code_choices("x - rate", "x + lr", "lr", "x")}, STEP.format(1.5))


def test_a_distractor_that_cannot_run_must_say_so(run_with):
    entry = SUBTRACT | {"choices": code_choices("x - lr", "x + rate", "lr", "x")}
    with pytest.raises(AssertionError, match=r"01-q1 の イ.*why がエラーだと言っていません"):
        run_with(entry, STEP.format(1.5))
    entry["choices"][1]["why"] = "`rate` がなく、エラーになります。"
    run_with(entry, STEP.format(1.5))


def test_a_listing_without_a_function_runs_with_the_names_that_the_test_gives(run_with):
    entry = SUBTRACT | {
        "listing": "for g in grads:\n    x = (あ)\n",
        "choices": code_choices("x - g", "x + g", "g", "x"),
    }
    answers = "def step(run):\n    return run(x=1, grads=[1, 2])['x'] == -2\n"
    run_with(entry, answers)


COMBINATION = CODE | {
    "listing": "def step(x, lr):\n    y = (あ)\n    return (い)\n",
    "choices": [
        {"fill": {"あ": "2 * x", "い": "x - lr * y"}, "correct": True, "why": "正しい。"},
        {"fill": {"あ": "x", "い": "x - lr * y"}, "why": "2 倍がない。"},
        {"fill": {"あ": "2 * x", "い": "x + lr * y"}, "why": "上る。"},
        {"fill": {"あ": "x", "い": "x + lr * y"}, "why": "どちらも違う。"},
    ],
}


def test_a_combination_fills_all_its_blanks_together(run_with):
    run_with(COMBINATION, STEP.format(0.0))


def test_a_combination_that_is_right_in_another_way_is_found(run_with):
    with pytest.raises(AssertionError, match=r"01-q1 の イ「\(あ\) x \(い\) x - 2 \* lr \* y」: .*判定は True"):
        run_with(changed(["choices", 1, "fill"], {"あ": "x", "い": "x - 2 * lr * y"}, COMBINATION), STEP.format(0.0))


def test_in_a_set_the_other_blanks_hold_their_keys_while_one_is_tried(write, run_with):
    quiz = write(GROUP)
    first, second, _ = quiz.questions
    assert quiz.filled(first, first.choices[1]) == "def step(x, lr):\n    g = x\n    return x - lr * g\n"
    assert quiz.filled(second, second.choices[0]) == "def step(x, lr):\n    g = 2 * x\n    return x + lr * g\n"
    run_with(GROUP, "def step(run):\n    return run()['step'](3.0, 0.5) == 0\n")


TORCH = SUBTRACT | {"library": "torch", "choices": code_choices("torch.sub(x, lr)", "torch.add(x, lr)", "lr", "x")}


def test_a_pytorch_listing_is_run_with_torch(run_with, monkeypatch):
    torch = SimpleNamespace(nn=SimpleNamespace(functional=None), optim=None, sub=operator.sub, add=operator.add)
    monkeypatch.setitem(sys.modules, "torch", torch)
    run_with(TORCH, STEP.format(1.5))
    torch.sub = operator.add
    with pytest.raises(AssertionError, match=r"01-q1 の ア.*判定は False"):
        run_with(TORCH, STEP.format(1.5))


# --- 演習で確かめるコード


def exercise_question(write, monkeypatch, *, key="x - lr", trap="x + lr", misconception=None):
    """演習 01-9(x から lr を引く)の空欄を問う問題を動かします。診断は、x + lr に 01-uphill-gradient と出ます。"""

    def step(x, lr):
        return x - lr

    def check(id, answer):
        out = answer(5, 2)
        diagnosis = "01-uphill-gradient" if out == step(5, -2) else None
        return SimpleNamespace(correct=out == step(5, 2), diagnosis=diagnosis)

    monkeypatch.setattr(exercises, "get", lambda id: SimpleNamespace(solution=step))
    monkeypatch.setattr(exercises, "check", check)
    entry = changed(["test"], None, CODE) | {"exercise": "01-9", "choices": code_choices(key, trap, "lr", "x")}
    if misconception:
        entry["choices"][1]["misconception"] = misconception
    quiz = write(entry)
    quiz_contract.check_runs(quiz, quiz.questions[0])


def test_a_code_question_with_a_key_that_passes_is_accepted(write, monkeypatch):
    exercise_question(write, monkeypatch, misconception="01-uphill-gradient")


def test_a_code_key_that_fails_its_exercise_is_found(write, monkeypatch):
    with pytest.raises(AssertionError, match=r"01-q1 の ア.*判定は False"):
        exercise_question(write, monkeypatch, key="lr - x")


def test_a_code_distractor_that_passes_is_found(write, monkeypatch):
    with pytest.raises(AssertionError, match=r"01-q1 の イ.*判定は True"):
        exercise_question(write, monkeypatch, trap="-lr + x")


def test_a_code_distractor_with_another_diagnosis_is_found(write, monkeypatch):
    with pytest.raises(AssertionError, match="診断は 01-uphill-gradient で、01-mutated-start ではありません"):
        exercise_question(write, monkeypatch, misconception="01-mutated-start")


# --- 読めない文、ほかの問題や文字を指す文、手がかりの漏れ


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["listing"], "x" * 57, "56 字を超える行"),
        (["listing"], "x\n" * 21, "20 行まで"),
        (["question"], "$x はいくつですか。", "閉じていません"),
        (["question"], "{ref}`a` を見て答えます。", "MyST のロール"),
        (["choices", 1, "why"], "<b>上る</b>向きです。", "HTML"),
        (["question"], "次の式です。\n$$x = 1$$", "単独の段落"),
        (["question"], "| a | b | c | d | e |\n|---|---|---|---|---|\n", "4 列まで"),
        (["figure"], {"draw": "zigzag_path", "alt": "図"}, "20 字以上"),
    ],
)
def test_text_that_some_screen_cannot_show_is_found(write, path, value, message):
    with pytest.raises(AssertionError, match=message):
        quiz_contract.check_readable(loaded(write, changed(path, value)))


@pytest.mark.parametrize(
    "text",
    [
        "アの計算です。",
        "選択肢イと同じです。",
        "上の選択肢の 2 倍です。",
        "上記のどれでもありません。",
        "前問の値です。",
        "問 3 を見てください。",
    ],
)
@pytest.mark.parametrize("path", [["question"], ["choices", 1, "why"], ["choices", 1, "text"]], ids=str)
def test_text_that_names_a_letter_a_place_or_another_question_is_found(write, path, text):
    with pytest.raises(AssertionError, match=r"「.+」は書けません"):
        quiz_contract.check_stands_alone(loaded(write, changed(path, text)))


def test_text_that_only_looks_like_a_letter_is_allowed(write):
    text = "エポックとアルゴリズム、ミニバッチの (あ)(い)、2 つ目のデータです。"
    quiz_contract.check_stands_alone(loaded(write, changed(["question"], text)))


def test_the_text_of_a_set_may_not_name_a_letter_either(write):
    question = loaded(write, changed(["intro"], f"選択肢ウの関数です。\n\n{TABLE}", GROUP))
    with pytest.raises(AssertionError, match="「ウ」は書けません"):
        quiz_contract.check_stands_alone(question)


@pytest.mark.parametrize(("base", "choice"), [(GOOD, 1), (NEGATIVE, 1)], ids=["single", "negative"])
def test_a_word_like_always_that_only_a_false_statement_has_is_found(write, base, choice):
    entry = changed(["choices", choice, "text"], "必ず勾配の向きへ進む。", base)
    with pytest.raises(AssertionError, match="必ず"):
        quiz_contract.check_no_giveaway(loaded(write, entry))
    true = next(i for i, each in enumerate(entry["choices"]) if i != choice)
    entry["choices"][true]["text"] = "停留点では決して動かない。"
    quiz_contract.check_no_giveaway(loaded(write, entry))


FORMS = [NEGATIVE, WORDS, COMBINATION, GOOD | {"type": "figure", "figure": {"draw": "zigzag_path", "alt": "図" * 20}}]


def many(write, keys, *, pad="", forms=FORMS, part=None):
    """keys の文字が正解になる問題を並べ、出題の形をそろえたクイズです。pad は正解の文に足します。"""
    plain = []
    for letter in keys:
        choices = [{"text": f"誤りの{each}", "why": "理由です。"} for each in questions.LETTERS]
        choices[questions.LETTERS.index(letter)] |= {"correct": True, "text": f"正しい{pad}"}
        plain.append(GOOD | {"choices": choices, "part": part})
    entries = [{**entry, "id": f"01-q{number}"} for number, entry in enumerate([*plain, *forms], 1)]
    entries = [{name: value for name, value in entry.items() if value is not None} for entry in entries]
    return write(*entries, group_from(len(entries) + 1))


def test_a_quiz_with_enough_questions_of_each_form_is_accepted(write):
    quiz_contract.check_exam_form(many(write, "アイウエ" * 3))


@pytest.mark.parametrize(
    ("keys", "options", "message"),
    [
        ("アイウエ" * 2, {}, "16 問以上"),
        ("アイウエ" * 3, {"forms": FORMS[1:]}, "適切でないもの が 1 問も"),
        ("アイウエ" * 3, {"forms": FORMS[:3] + FORMS[:1]}, "図 が 1 問も"),
        ("アイウエ" * 3, {"part": 1}, "区切り 1 の確認は 3 問"),
        ("アアアアアアアアアイウエ", {}, "正解が ア に偏って"),
        ("アイウエ" * 3, {"pad": "長い"}, "いちばん長い"),
    ],
)
def test_a_quiz_that_is_too_small_or_gives_itself_away_is_found(write, keys, options, message):
    with pytest.raises(AssertionError, match=message):
        quiz_contract.check_exam_form(many(write, keys, **options))


def test_a_word_of_the_syllabus_that_no_question_holds_is_found(write):
    items = [item for item in registry.syllabus().items if not item.is_supplement]
    topics = [topic for item in items for topic in item.topics if topic.taught.chapter == FIRST]
    first, *others = [word for topic in topics for word in topic.words]
    quiz_contract.check_syllabus_words(write(changed(["question"], "、".join([first, *others]))))
    with pytest.raises(AssertionError, match=f"シラバスの語 {first} が"):
        quiz_contract.check_syllabus_words(write(changed(["question"], "、".join(["語", *others]))))


@pytest.mark.parametrize(
    "sources",
    [
        ['quiz("01_gradient_descent")'],
        ['quiz("01_gradient_descent")', 'quiz("01_gradient_descent", part=1)'],
        ['quiz("01_gradient_descent", part=1)'] * 2,
        ['quiz("01_gradient_descent", part=1)', 'quiz("02_sgd")'],
    ],
)
def test_a_page_that_leaves_a_check_out_or_shows_it_elsewhere_is_found(write, sources):
    quiz = write(changed(["part"], 1), GOOD | {"id": "01-q2"})
    quiz_contract.check_shown_once(quiz, ['quiz("01_gradient_descent", part=1)', 'quiz("01_gradient_descent")'])
    with pytest.raises(AssertionError, match="クイズを見せるセル"):
        quiz_contract.check_shown_once(quiz, sources)
