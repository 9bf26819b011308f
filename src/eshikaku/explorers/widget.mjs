// anywidget の入口: ページと同じ要素を置き、Python の値と両方向につなぐ。Python が core.js と図のファイルの後ろに続けて渡す。
export default {
  render({ model, el }) {
    const fields = model.get("_fields");
    const node = document.createElement(model.get("_tag"));
    node.options = Object.fromEntries([...fields.map((name) => [name, model.get(name)]), ["facts", model.get("_facts")]]);
    node.addEventListener("change", () => {
      for (const name of fields) model.set(name, node.state[name]);
      model.save_changes();
    });
    const follow = fields.map((name) => [`change:${name}`, () => node.set({ [name]: model.get(name) })]);
    for (const [event, act] of follow) model.on(event, act);
    el.append(node);
    return () => follow.forEach(([event, act]) => model.off(event, act));
  },
};
