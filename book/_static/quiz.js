// 選択肢を並べ替え、「初回の答え」を読者の端末に残し、章ごとの成績を出す。無くてもクイズは解ける。
(() => {
  "use strict";
  const LETTERS = "アイウエ";
  const PREFIX = "eshikaku.quiz.";

  // 保存を許さないブラウザーでも、そのページを開いているあいだは数えられるようにする。
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };
  const save = (stem, answers) => attempt(() => localStorage.setItem(PREFIX + stem, JSON.stringify(answers)));

  // names は「指紋」か「指紋=初版の id」の並び。初版の記録は id で残っているので、指紋に移す。
  // 無くなった問題や、読めない記録は数えない。
  const entries = (names) => names.split(" ").map((name) => name.split("="));
  const load = (stem, names) => {
    const kept = attempt(() => JSON.parse(localStorage.getItem(PREFIX + stem)));
    const answers = {};
    for (const [digest, old] of entries(names)) {
      const first = kept?.[old];
      const answer = kept?.[digest] || { ...first, choice: LETTERS.indexOf(first?.letter) };
      if (LETTERS[answer.choice]) answers[digest] = { choice: answer.choice, correct: answer.correct };
    }
    return answers;
  };
  const score = (answers, names) => {
    const all = Object.values(answers);
    const right = all.filter((answer) => answer.correct).length;
    return `初回正解 ${right}/${entries(names).length}(回答済み ${all.length})`;
  };
  const add = (parent, tag, css) => parent.appendChild(Object.assign(document.createElement(tag), { className: css }));

  // 並び順は、読者の番号と問題の指紋から決まる。番号を残せない端末では、書かれた順のままにする。
  const reader = () =>
    attempt(() => {
      const name = "eshikaku.reader";
      if (!localStorage.getItem(name)) localStorage.setItem(name, String(Math.random()).slice(2));
      return localStorage.getItem(name);
    });
  const hash = (text) => {
    let h = 2166136261;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const shuffled = (choices, seed) => {
    const rank = new Map(choices.map((choice, i) => [choice, hash(seed + i)]));
    return [...choices].sort((a, b) => rank.get(a) - rank.get(b));
  };

  // 章のクイズは、区切りごとに分かれてページに並ぶ。成績と記録は 1 つにまとめる。
  const mount = (blocks) => {
    const { quiz: stem, questions: names } = blocks[0].dataset;
    const seed = reader();
    const bars = blocks.map((block) => {
      const bar = add(block, "div", "quiz-bar");
      block.querySelector(".quiz-howto").after(bar);
      return add(bar, "span", "quiz-score");
    });
    bars[0].setAttribute("role", "status");
    const button = add(bars.at(-1).parentElement, "button", "quiz-reset");
    button.type = "button";
    const questions = blocks.flatMap((block) =>
      [...block.querySelectorAll(".quiz-question")].map((element) => ({
        element,
        digest: element.dataset.digest,
        mark: add(element.querySelector(".quiz-title"), "span", "quiz-mark"),
        choices: [...element.querySelectorAll(".quiz-choice")],
      })),
    );
    let answers = load(stem, names);
    let cleared = null; // 消した直後の記録。「元に戻す」で使う

    const show = () => {
      bars.forEach((bar) => (bar.textContent = score(answers, names)));
      button.textContent = cleared ? "消した記録を元に戻す" : "記録を消す";
      button.disabled = !cleared && Object.keys(answers).length === 0;
      questions.forEach(({ digest, mark, choices }) => {
        const { choice, correct } = answers[digest] || {};
        const letter = choices[choice]?.querySelector(".quiz-letter").textContent;
        mark.textContent = letter ? ` 初回 ${letter} ${correct ? "○ 正解" : "× 不正解"}` : "";
      });
    };
    // 印刷では、正解の一覧に合わせて、書かれた順に戻す。
    const arrange = (mixed) => {
      questions.forEach(({ element, digest, choices }) => {
        const order = mixed ? shuffled(choices, seed + digest) : choices;
        order.forEach((choice, i) => (choice.querySelector(".quiz-letter").textContent = LETTERS[i]));
        element.append(...order);
      });
      show();
    };

    questions.forEach(({ digest, choices }) => {
      choices.forEach((choice, i) => {
        choice.querySelector("summary").addEventListener("click", () => {
          if (choice.open || digest in answers) return;
          answers[digest] = { choice: i, correct: choice.dataset.correct === "true" };
          cleared = null;
          save(stem, answers);
          show();
        });
      });
    });
    button.addEventListener("click", () => {
      [answers, cleared] = cleared ? [cleared, null] : [{}, answers];
      if (cleared) questions.forEach(({ choices }) => choices.forEach((choice) => (choice.open = false)));
      save(stem, answers);
      show();
    });
    arrange(seed !== null);
    matchMedia("print").addEventListener("change", (print) => arrange(seed !== null && !print.matches));
  };

  const start = () => {
    const blocks = [...document.querySelectorAll("div.quiz")];
    const stems = new Set(blocks.map((block) => block.dataset.quiz));
    stems.forEach((stem) => mount(blocks.filter((block) => block.dataset.quiz === stem)));
    document.querySelectorAll(".quiz-progress [data-quiz]").forEach((row) => {
      const { quiz, questions } = row.dataset;
      add(row, "span", "quiz-mark").textContent = " " + score(load(quiz, questions), questions);
    });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
