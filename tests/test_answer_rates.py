"""採点器の成績: 説明のうち原因を述べた所だけが数えられること、集まりの成績が下がらないこと。"""

import pytest

import answer_rates
from eshikaku.course.exercises import checking
from eshikaku.course.exercises.result import Result
from known_exercises import check_any

FILE = """
# %% 99-1 × 符号 | 勾配 + 足し
def descend(x, lr):
    y = lr
    return x + y  # ←

# %% 99-1 ○
answer = descend = "正答"

# %% 99-2 × 平均
answer = 13.5
"""


@pytest.fixture
def answers(tmp_path):
    (tmp_path / "learners_answers.py").write_text(FILE, encoding="utf-8")
    return answer_rates.read(tmp_path / "learners_answers.py")


def judged(answer, message, correct=False):
    return answer_rates.judge(answer, lambda id, value: Result(correct, None, "× 不正解  99-1 例\n" + message)).verdict


def test_cells_become_answers_that_run_like_cells_of_a_notebook(answers):
    assert [(a.exercise, a.is_right) for a in answers] == [("99-1", False), ("99-1", True), ("99-2", False)]
    assert answers[0].value()(2, 1) == 3
    assert (answers[1].value(), answers[2].value()) == ("正答", 13.5)
    assert answers[0].lines() == {3}


@pytest.mark.parametrize(
    ("message", "verdict"),
    [
        ("  考えられる原因: 符号が逆です", answer_rates.NAMED),
        ("  考えられる原因: 勾配を足しています", answer_rates.NAMED),
        ("  考えられる原因: 符号が逆です\n  → あなたのコードの 3 行目: return x + y", answer_rates.NAMED),
        ("  気づいたこと: どの入力でも、符号だけが逆です。", answer_rates.NAMED),
        ("  考えられる原因: 符号が逆です\n  → あなたのコードの 2 行目: y = lr", answer_rates.MISNAMED),
        ("  考えられる原因: 学習率を掛けていません", answer_rates.MISNAMED),
        ("  考えられる原因: 勾配を掛けていません", answer_rates.MISNAMED),
        ("  違い: 1.0 ですが、正しくは 2.0 です。", answer_rates.UNNAMED),
        ("  入力: 符号 = 1\n  あなたの出力: 符号\n  → あなたのコードの 3 行目: 符号", answer_rates.UNNAMED),
    ],
)
def test_only_a_stated_cause_with_the_words_and_the_line_counts(answers, message, verdict):
    assert judged(answers[0], message) == verdict


def test_accepted_and_refused_answers_are_told_from_named_ones(answers):
    assert judged(answers[0], "", correct=True) == answer_rates.ACCEPTED
    assert judged(answers[1], "", correct=False) == answer_rates.REFUSED
    assert judged(answers[1], "", correct=True) == answer_rates.PASSED


def test_rates_are_shares_of_the_wrong_and_of_the_right_answers(answers):
    results = [answer_rates.judge(a, lambda id, value: Result(value == 13.5, None, "")) for a in answers]
    found = answer_rates.rates(results)
    assert (found["誤答"], found["正答"]) == (2, 1)
    assert (found[answer_rates.ACCEPTED], found[answer_rates.UNNAMED], found[answer_rates.REFUSED]) == (0.5, 0.5, 1.0)


def test_wrong_answer_without_words_is_refused_by_the_reader(tmp_path):
    (tmp_path / "learners_answers.py").write_text("# %% 99-1 ×\nanswer = 1\n", encoding="utf-8")
    with pytest.raises(ValueError, match="原因の言葉が要ります"):
        answer_rates.read(tmp_path / "learners_answers.py")


# 正誤は原因を調べなければ速く決まるので、すべての答えで確かめる。原因は 1 つに半秒ほどかかるので、標本で確かめる。
# 標本の成績はすべての答えの成績と同じではない。すべての成績は make report が表にする。
EVERY = 10
LOWEST_NAMED, HIGHEST_MISNAMED = 0.75, 0.06


@pytest.mark.parametrize("path", answer_rates.sets(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_wrong_answer_passes_and_no_right_one_is_refused(path, monkeypatch):
    monkeypatch.setattr(checking, "diagnose", lambda *given: None)
    judged = [answer_rates.judge(answer, check_any) for answer in answer_rates.read(path)]
    mistaken = [j for j in judged if j.verdict in (answer_rates.ACCEPTED, answer_rates.REFUSED)]
    assert not mistaken, "\n".join(f"{j.answer.place} {j.verdict}\n{j.message}" for j in mistaken)


def test_causes_are_named_as_often_as_before(monkeypatch):
    monkeypatch.setattr(checking, "DIAGNOSIS_SECONDS", 60.0)  # 混んだ機械で待ち切れずに止めたものを、数えない
    wrong = [answer for path in answer_rates.sets() for answer in answer_rates.read(path) if not answer.is_right]
    judged = [answer_rates.judge(answer, check_any) for answer in wrong[::EVERY]]
    found = answer_rates.rates(judged)
    missed = [f"{j.answer.place} {j.verdict}" for j in judged if j.verdict != answer_rates.NAMED]
    assert found[answer_rates.NAMED] >= LOWEST_NAMED, "\n".join(missed)
    assert found[answer_rates.MISNAMED] <= HIGHEST_MISNAMED, "\n".join(missed)
