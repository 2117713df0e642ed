// Keyboard: / j k Enter x on lists, c d u n on a lead, ? for help. Everything works without it, by pointing.
"use strict";

const rows = () => Array.from(document.querySelectorAll("[data-list] [data-row]"));

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("active"));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  all.forEach((row) => row.classList.toggle("active", row === next));
  next.scrollIntoView({ block: "nearest" });
}

const active = () => document.querySelector("[data-row].active");

function decide(key) {
  const box = document.querySelector(`[data-decide="${key}"]`);
  if (!box) return;
  box.open = true;
  box.scrollIntoView({ block: "nearest" });
  box.querySelector("input[type=radio]").focus();
}

const actions = {
  "/": () => document.querySelector("[data-focus]")?.select(),
  j: () => move(1),
  k: () => move(-1),
  Enter: () => active()?.querySelector("a")?.click(),
  x: () => active()?.querySelector("input[type=checkbox]")?.click(),
  c: () => decide("c"),
  d: () => decide("d"),
  u: () => document.querySelector("[data-undo]")?.requestSubmit(),
  n: () => document.querySelector("[data-next]")?.click(),
  "?": () => { location.href = "/help"; },
};

function isWriting(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && document.activeElement) { document.activeElement.blur(); return; }
  if (isWriting(event.target)) return;
  if (event.key === "Enter" && (event.target.closest("a, button, summary, form") || !active())) return;
  const action = actions[event.key];
  if (!action || !document.querySelector(".menu")) return;
  event.preventDefault();
  action();
});

// a facet list that is always open on a desk would push the hits off a phone's screen
function foldFacets() {
  if (matchMedia("(max-width: 900px)").matches) document.querySelectorAll("details.facets, details.search-more").forEach((box) => { box.open = false; });
}
foldFacets();
document.addEventListener("htmx:afterSwap", foldFacets);

// a part that could not be fetched says so, instead of staying silently old
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => {
    const target = event.detail.target;
    if (target) target.textContent = "没有取到数据，请刷新页面重试。";
  });
}
