// 検索: 本文(text.js)を節ごとに調べ、打つたびに、語のある節へ直接つなぐ。
(() => {
  "use strict";
  // 検索語も本文も、この 1 つの規則でそろえる(全角と半角、大文字と小文字を区別しない)。
  const normal = (text) => text.normalize("NFKC").toLowerCase();
  const tight = (text) => normal(text).replace(/\s/g, "");
  const LETTER = "[\\p{Script=Latin}\\p{N}]";
  const isLetter = (character) => new RegExp(LETTER, "u").test(character);

  // 英数字は語の初めから合わせ(1 文字なら語の全体)、それ以外の文字の前後では、空白があってもなくてもよい。
  function pattern(name) {
    const characters = [...name];
    const body = characters.map((character, i) => {
      if (character === " ") return "\\s+";
      const tight = i === 0 || (isLetter(characters[i - 1]) && isLetter(character));
      return (tight ? "" : "\\s*") + character.replace(/[.*+?^${}()|[\]\\/]/, "\\$&");
    });
    const before = isLetter(characters[0]) ? `(?<!${LETTER})` : "";
    const after = before && characters.length === 1 ? `(?!${LETTER})` : "";
    return before + body.join("") + after;
  }

  // 教える節でない所: クイズ、付録、章の終わりの節。
  const ASIDE = /^(?:quiz|misconception|solution|term|glossary|syllabus|sec-\d+-(?:check|exercises|summary|next|sources))/;

  function searcher({ pages, terms }) {
    const known = terms.map(([names, place]) => ({ names: names.map(normal), keys: names.map(tight), shown: names[0], place }));
    const sections = Object.entries(pages).flatMap(([page, parts]) =>
      parts.map(([id, title, text], i) => {
        const even = text.normalize("NFKC").replace(/\s+/g, " ");
        return { page: `${page}.html`, id, title: i ? [parts[0][1], title] : [title], own: normal(title), text: even, plain: normal(even) };
      }));
    const length = sections.reduce((sum, section) => sum + section.plain.length, 0) / sections.length;

    // 用語の 1 つの書き方で探しても、同じ用語のすべての書き方を見つける。
    function meaning(name) {
      const same = known.filter((term) => term.keys.includes(tight(name)));
      const either = [...new Set([name, ...same.flatMap((term) => term.names)])].map(pattern).join("|");
      return {
        any: new RegExp(either, "gu"), whole: new RegExp(`^(?:${either})$`, "u"), places: same.map((term) => term.place),
        shown: same.map((term) => term.shown).filter((shown) => tight(shown) !== tight(name)),
      };
    }
    function words(query) {
      const whole = normal(query).trim().replace(/\s+/g, " ");
      return (known.some((term) => term.keys.includes(tight(whole))) ? [whole] : whole.split(" ")).filter(Boolean).map(meaning);
    }
    // 用語を教える節、題がその語の節、題に語を含む節、短いのに語の多い節の順に並べる。教える節でない所は、後にする。
    const count = (text, word) => text.match(word.any)?.length || 0;
    function score({ page, id, own, plain }, word) {
      const titled = count(own, word), found = titled + count(plain, word);
      const taught = word.places.includes(`${page}#${id}`), often = found / (found + 0.5 + plain.length / length);
      return found || taught ? 8 * taught + 4 * word.whole.test(own) + 2 * (titled > 0) + often : -Infinity;
    }
    const ranked = (words) =>
      (words.length ? sections : [])
        .map((section) => ({ section, score: words.reduce((sum, word) => sum + score(section, word), ASIDE.test(section.id) ? -2 : 0) }))
        .filter((result) => Number.isFinite(result.score))
        .sort((a, b) => b.score - a.score)
        .map((result) => result.section);

    return (query) => {
      let asked = words(query), found = ranked(asked);
      if (!found.length) {
        // 「x軸」がなければ、「x」と「軸」の両方がある節を探す。
        asked = words(normal(query).replace(new RegExp(`(${LETTER}+)`, "gu"), " $1 "));
        found = ranked(asked);
      }
      // 語の現れる場所 [初め, 終わり] を、前から順に。
      const marks = (text) =>
        asked
          .flatMap((word) => [...normal(text).matchAll(word.any)].map((match) => [match.index, match.index + match[0].length]))
          .sort((a, b) => a[0] - b[0]);
      return { found, marks, renamed: asked.flatMap((word) => word.shown) };
    };
  }

  function add(parent, tag, text, attributes = {}) {
    const element = Object.assign(document.createElement(tag), attributes);
    element.textContent = text;
    return parent.appendChild(element);
  }
  // 最初に語が現れる所の前後を、語を目立たせて示す。
  function excerpt(text, marks) {
    const start = Math.max(0, (marks[0]?.[0] || 0) - 40), end = start + 140;
    const node = document.createElement("p");
    node.className = "context";
    node.append(start ? "…" : "");
    let at = start;
    for (const [from, to] of marks.filter((mark) => mark[1] <= end)) {
      if (from < at) continue;
      node.append(text.slice(at, from));
      add(node, "mark", text.slice(from, to));
      at = to;
    }
    node.append(text.slice(at, end), end < text.length ? "…" : "");
    return node;
  }
  // 開いた先で目立たせる語。空白を含む語は途中で切れ、英字 1 文字は語の中まで光るので、渡さない。
  function address({ page, id, text }, marks) {
    const found = new Set(marks.map((mark) => text.slice(...mark)).filter((word) => !/\s|^[A-Za-z0-9]$/.test(word)));
    const root = document.documentElement.dataset.content_root;
    return root + page + (found.size ? "?" + new URLSearchParams({ highlight: [...found].join(" ") }) : "") + "#" + id;
  }
  function show(out, query, limit) {
    out.replaceChildren();
    if (!query.trim()) return;
    search ||= searcher(bookText);
    const { found, marks, renamed } = search(query);
    const status = add(out, "p", found.length ? `${found.length} か所で見つかりました。` : `「${query}」は見つかりませんでした。`);
    status.setAttribute("role", "status");
    if (renamed.length) status.append(`この本では「${renamed.join("」「")}」と書きます。`);
    if (found.length > limit) status.append(`初めの ${limit} か所です(Enter ですべて)。`);
    const list = add(out, "ul", "", { className: "search" });
    for (const section of found.slice(0, limit)) {
      const item = add(list, "li", ""), places = marks(section.text);
      add(item, "a", section.title.join(" › "), { href: address(section, places) });
      item.append(excerpt(section.text, places));
    }
  }
  // 打つたびに示す所: 検索ページではページの中、ほかのページでは検索欄の下。
  function follow(field) {
    const page = !field.closest("dialog") && document.getElementById("search-results");
    const out = page || Object.assign(document.createElement("div"), { className: "search-hits" });
    if (!page) field.form.after(out);
    const update = () => show(out, field.value, page ? Infinity : 8);
    field.addEventListener("input", update);
    update();
  }
  let search;

  if (typeof document === "undefined") {
    module.exports = searcher; // node で動くテスト(tests/test_search.py)のため
  } else {
    const query = new URLSearchParams(location.search).get("q") || "";
    for (const field of document.querySelectorAll('input[name="q"]')) {
      if (!field.closest("dialog")) field.value = query;
      follow(field);
    }
  }
})();
