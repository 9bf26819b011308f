/* 横に続く枠(コードや表)を、キーボードでも送れるように Tab で止める。
   テーマは開いたときに全部の枠の幅を測り、後回しにした節まで並べてしまうので、見える所に近づいた枠だけを測る。 */
(() => {
  const FRAMES = ".bd-article :is(pre, .cell_output > .output, .pst-scrollable-table-container)";
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
    }
  }, { rootMargin: "100%" });

  function watch() {
    near.disconnect();
    document.querySelectorAll(FRAMES).forEach((frame) => near.observe(frame));
  }

  document.addEventListener("DOMContentLoaded", watch);
  addEventListener("resize", watch);
})();
