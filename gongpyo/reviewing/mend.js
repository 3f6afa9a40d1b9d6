"use strict";
// A plan that cannot be shown: why, and where its decisions cannot be read their file, to be mended here.
(() => {
  const { error, text, version, id } = JSON.parse(document.getElementById("data").textContent);
  const words = JSON.parse(document.getElementById("words").textContent);
  const kept = () => { try { return localStorage.getItem("gongpyo.language"); } catch { return null; } };
  const language = kept() ?? (navigator.language.startsWith("en") ? "en" : "ko");
  const t = (key) => words[key][language];
  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children);
    return node;
  };
  document.documentElement.lang = language;
  const told = el("p", { class: "said error", role: "alert" }, error[language]);
  const area = el("textarea", { id: "decisions", spellcheck: "false", rows: "30" });
  area.value = text ?? "";

  // the line that is wrong is what a person sees first
  const show = (line) => {
    if (!line) return;
    const lines = area.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    area.focus();
    area.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
    area.scrollTop = Math.max(0, (area.scrollHeight * (line - 6)) / Math.max(1, lines.length));
  };
  const save = async (event) => {
    event.preventDefault();
    const answer = await fetch(`/api/plan/${encodeURIComponent(id)}/decisions`, { method: "POST",
      headers: { "Content-Type": "application/json", "X-Gongpyo": "1" }, body: JSON.stringify({ version, text: area.value }) }).catch(() => null);
    if (answer?.ok) { location.reload(); return; }
    const said = await answer?.json().catch(() => null);
    told.textContent = said?.error?.[language] ?? t("server_gone");
    show(said?.error?.line);
  };
  document.body.append(el("header", {}, el("p", { class: "brand" }, "gongpyo"), el("h1", {}, t("cannot_be_shown")), el("a", { href: "/" }, t("all_plans"))),
    el("main", {}, told, ...(text === null ? [] : [el("form", { onsubmit: save },
      el("p", {}, el("label", { for: "decisions" }, "corrections.yaml")), area, el("p", {}, el("button", { type: "submit" }, t("save"))))])));
  if (text !== null) show(error.line);
})();
