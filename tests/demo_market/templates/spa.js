"use strict";
const app = document.getElementById("app");
const el = (tag, cls, text) => { const node = document.createElement(tag); if (cls) node.className = cls; if (text) node.textContent = text; return node; };
const link = (href, text) => { const a = el("a", "", text); a.href = href; return a; };
const data = async (name) => (await fetch("/api/" + name + ".json")).json();
const money = (box, item) => {
  box.append(el("span", "{{ c('price') }}", "¥" + item.price));
  if (item.list_price) box.append(el("{{ struck }}", "{{ c('was') }}", "¥" + item.list_price));
};
async function home() {
  const shop = await data("home");
  const list = el("ul", "{{ c('grid') }}");
  for (const item of shop.goods) {
    const row = el("li", "{{ c('card') }}");
    const a = link("#/goods/" + item.sku, item.title);
    row.append(a, " "); money(row, item); list.append(row);
  }
  document.title = shop.name;
  return [el("h1", "", shop.name), list];
}
async function goods(sku) {
  const item = await data("goods/" + sku);
  const box = el("div", "{{ c('box') }}");
  box.append(el("h1", "{{ c('title') }}", item.title));
  const image = el("img"); image.src = "/img/" + sku + ".png"; box.append(image);
  const line = el("p", "{{ c('line') }}"); money(line, item); box.append(line);
  box.append(el("button", "{{ c('buy') }}", "加入购物车"));
  for (const text of item.body) box.append(el("p", "", text));
  document.title = item.title;
  return [box];
}
async function about() {
  const who = await data("about");
  const rows = who.map(([name, value]) => el("p", "", name + "：" + value));
  document.title = "关于我们";
  return [el("h1", "", "关于我们"), ...rows];
}
async function show() {
  const [, page, sku] = location.hash.split("/");
  const parts = page === "goods" ? await goods(sku) : page === "about" ? await about() : await home();
  const nav = el("nav", "{{ c('nav') }}"); nav.append(link("#/", "首页"), " ", link("#/about", "{{ mark }}"));
  app.replaceChildren(nav, ...parts);
}
addEventListener("hashchange", show);
show();
