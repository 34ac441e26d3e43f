"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".finding")].sort((a, b) => a.value - b.value);
  const marks = new Map();
  for (const mark of document.querySelectorAll(".mark"))
    for (const number of mark.dataset.f.split(" ")) {
      if (!marks.has(number)) marks.set(number, []);
      marks.get(number).push(mark);
    }
  const form = $("filters"), bar = $("bar");
  let shown = items, now = null;

  const filter = () => {
    const on = new Set([...form.querySelectorAll("input:checked")].map((box) => box.name + box.value));
    shown = items.filter((item) => {
      item.hidden = !(on.has("severity" + item.dataset.severity) && on.has("category" + item.dataset.category));
      return !item.hidden;
    });
    const seen = new Set(shown.map((item) => String(item.value)));
    for (const mark of document.querySelectorAll(".mark"))
      mark.classList.toggle("off", !mark.dataset.f.split(" ").some((number) => seen.has(number)));
    for (const mass of document.querySelectorAll(".mass")) {
      const left = mass.querySelectorAll(".finding:not([hidden])").length;
      mass.hidden = !left;
      mass.querySelector("summary b").textContent = left;
    }
    $("visible").textContent = `显示 ${shown.length} 处，共 ${items.length} 处`;
    if (now && now.hidden) leave();
    else if (now) place();
  };

  const place = () => {
    $("at").textContent = `${shown.indexOf(now) + 1} / ${shown.length}`;
  };

  const leave = () => {
    for (const old of document.querySelectorAll(".now")) old.classList.remove("now");
    now = null;
    bar.hidden = true;
  };

  const go = (item, scroll) => {
    leave();
    now = item;
    item.classList.add("now");
    const mass = item.closest("details");
    if (mass) mass.open = true;
    const own = marks.get(String(item.value)) || [];
    for (const mark of own) mark.classList.add("now");
    const words = (name) => (item.querySelector(name) || { textContent: "" }).textContent;
    $("now").textContent = `${words(".badge")} ${words(".where")}：${words(".what")}`;
    $("do").textContent = words(".fix");
    bar.hidden = false;
    place();
    const list = item.closest(".list");
    if (getComputedStyle(list).overflowY === "auto")
      list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    if (scroll && own.length) own[0].scrollIntoView({ block: "center" });
  };

  const step = (by) => {
    if (!shown.length) return;
    const at = shown.indexOf(now);
    go(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length], true);
  };

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (mark) {
      event.preventDefault();
      const item = mark.dataset.f.split(" ").map((number) => $("f" + number)).find((each) => each && !each.hidden);
      if (item) go(item, false);
      return;
    }
    const link = event.target.closest('.finding > a[href^="#m"]');
    if (link) {
      event.preventDefault();
      go(link.parentElement, true);
    }
    const rule = event.target.closest("a.rule");
    if (rule) {
      const about = $(rule.getAttribute("href").slice(1));
      if (about) about.open = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "escape") leave();
  });
  addEventListener("beforeprint", () => {
    for (const mass of document.querySelectorAll(".mass")) {
      mass.dataset.was = mass.open ? "1" : "";
      mass.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const mass of document.querySelectorAll(".mass")) mass.open = mass.dataset.was === "1";
  });
  if (form) {
    $("back").addEventListener("click", () => step(-1));
    $("next").addEventListener("click", () => step(1));
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    filter();
  }
})();
