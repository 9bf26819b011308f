// クイズの「初回の答え」を読者の端末に残し、章ごとの成績を出す。無くてもクイズは解ける。
(() => {
  "use strict";
  const name = (stem) => "eshikaku.quiz." + stem;

  // 保存を許さないブラウザーでも、そのページを開いているあいだは数えられるようにする。
  const load = (stem) => {
    try {
      return JSON.parse(localStorage.getItem(name(stem))) || {};
    } catch {
      return {};
    }
  };
  const save = (stem, answers) => {
    try {
      localStorage.setItem(name(stem), JSON.stringify(answers));
    } catch {}
  };
  const score = (answers, total) => {
    const all = Object.values(answers);
    return `初回正解 ${all.filter((answer) => answer.correct).length}/${total}(回答済み ${all.length})`;
  };
  const add = (parent, tag, css) => {
    const element = document.createElement(tag);
    element.className = css;
    return parent.appendChild(element);
  };

  const mount = (quiz) => {
    const stem = quiz.dataset.quiz;
    const questions = [...quiz.querySelectorAll(".quiz-question")];
    const bar = document.createElement("div");
    bar.className = "quiz-bar";
    questions[0].before(bar);
    const status = add(bar, "span", "quiz-score");
    status.setAttribute("role", "status");
    const button = add(bar, "button", "quiz-reset");
    button.type = "button";
    const marks = questions.map((question) => add(question.querySelector(".quiz-title"), "span", "quiz-mark"));
    let answers = load(stem);
    let cleared = null; // 消した直後の記録。「元に戻す」で使う

    const show = () => {
      status.textContent = score(answers, questions.length);
      button.textContent = cleared ? "消した記録を元に戻す" : "記録を消す";
      button.disabled = !cleared && Object.keys(answers).length === 0;
      questions.forEach((question, i) => {
        const answer = answers[question.id];
        marks[i].textContent = answer ? ` 初回 ${answer.letter} ${answer.correct ? "○ 正解" : "× 不正解"}` : "";
      });
    };

    quiz.addEventListener("click", (event) => {
      const choice = event.target.closest("summary")?.parentElement;
      const question = choice?.closest(".quiz-question");
      if (!question || choice.open || question.id in answers) return;
      const letter = choice.querySelector(".quiz-letter").textContent;
      answers[question.id] = { letter, correct: choice.dataset.correct === "true" };
      cleared = null;
      save(stem, answers);
      show();
    });

    button.addEventListener("click", () => {
      [answers, cleared] = cleared ? [cleared, null] : [{}, answers];
      if (cleared) quiz.querySelectorAll("details").forEach((choice) => (choice.open = false));
      save(stem, answers);
      show();
    });
    show();
  };

  const start = () => {
    document.querySelectorAll("div.quiz").forEach(mount);
    document.querySelectorAll(".quiz-progress [data-quiz]").forEach((row) => {
      add(row, "span", "quiz-mark").textContent = " " + score(load(row.dataset.quiz), row.dataset.total);
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
