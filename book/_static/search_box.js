/* 検索欄に入ったとき、本の文章と検索のスクリプトを読み込む(検索ページでは、初めから読み込んである)。 */
(() => {
  const load = (name) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${document.documentElement.dataset.content_root}_static/search/${name}.js`;
    script.onload = done;
    document.head.append(script);
  });
  let loading = location.pathname.endsWith("/search.html");
  document.addEventListener("focusin", (event) => {
    if (loading || !event.target.matches('input[name="q"]')) return;
    loading = load("text").then(() => load("search"));
  });
})();
