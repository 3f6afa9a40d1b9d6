"use strict";
// Decisions on the page of a plan: accept, correct, confirm, say what a table is; each is written at once.
(() => {
  const { data, words, t, el, cells, seriesId, valuesAt, state, choose } = window.gongpyo;
  const live = data.live;
  const here = location.pathname.replace(/\/$/, "");
  const id = decodeURIComponent(here.split("/").at(-1));
  const api = (what) => `/api/plan/${encodeURIComponent(id)}/${what}`;
  const kept = (name, otherwise = "") => { try { return localStorage.getItem(`gongpyo.${name}`) ?? otherwise; } catch { return otherwise; } };
  const keep = (name, value) => { try { localStorage.setItem(`gongpyo.${name}`, value); } catch { /* not kept */ } };
  const looked = new Set(JSON.parse(kept(`looked.${data.document.sha256}`, "[]")));

  const status = el("p", { id: "live", role: "status", "aria-live": "polite" });
  const say = (text, kind = "") => { status.textContent = text; status.className = kind; };

  const send = async (what, body) => {
    let answer;
    try {
      answer = await fetch(api(what), { method: "POST", headers: { "Content-Type": "application/json", "X-Gongpyo": "1" }, body: JSON.stringify({ version: live.version, ...body }) });
    } catch { say(t("server_gone"), "error"); return null; }
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) { say(said.error?.[state.language] ?? t("server_gone"), "error"); return said.error ?? null; }
    sessionStorage.setItem("gongpyo.before", JSON.stringify(Object.fromEntries(data.values.map((value) => [`${seriesId(value)}|${value.period_type}|${value.year ?? ""}`, [value.value ?? "", value.status]]))));
    sessionStorage.setItem("gongpyo.at", String(scrollY));
    sessionStorage.setItem("gongpyo.item", inside()?.id || document.querySelector(`.item:has([data-key="${CSS.escape(state.selected)}"])`)?.id || "");
    sessionStorage.setItem("gongpyo.selected", state.selected);
    if (said.id === id) location.reload();
    else location.assign(`/plan/${encodeURIComponent(said.id)}`);
    return null;
  };
  const act = (section, entry, form) => {
    const who = form.querySelector("[name=who]").value;
    keep("who", who);
    return send("act", { section, entry, reason: form.querySelector("[name=reason]").value, who });
  };

  const signed = () => [
    el("label", {}, el("span", {}, t("reason")), el("input", { name: "reason", required: true, maxlength: 500 })),
    el("label", {}, el("span", {}, t("who")), el("input", { name: "who", required: true, maxlength: 60, value: kept("who") })),
  ];
  const form = (title, fields, buttons) => {
    const enter = (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      const value = made.elements.value;
      made.querySelector(value && value.value === value.defaultValue ? "[data-do=a]" : "[data-do]").click();
    };
    const made = el("form", { class: "decide", "aria-label": title, onsubmit: (event) => event.preventDefault(), onkeydown: enter }, ...fields, ...signed(), el("p", {}, ...buttons(() => made)));
    return made;
  };
  const button = (text, does, key) => el("button", { type: "button", class: "small", "data-do": key, onclick: (event) => { const own = event.target.closest("form"); if (!own || own.reportValidity()) does(own); } }, `${text}${key ? ` (${key})` : ""}`);

  const cellForm = (value) => form(t("decide_cell"),
    [el("label", {}, el("span", {}, t("right_value")), el("input", { name: "value", value: value.printed ?? "", maxlength: 60 }))],
    (own) => [
      button(t("correct"), () => act("corrections", { ...value.entry, value: own().querySelector("[name=value]").value }, own()), "e"),
      button(t("confirm"), () => act("corrections", { ...value.entry, confirmed: true }, own()), "a"),
    ]);
  const findingForm = (finding) => form(t("decide_finding"), [],
    (own) => [button(t("accept"), () => act("findings", { ...finding.entry, accepted: true }, own()), "a")]);
  const SAID = ["kind", "program", "measure", "unit", "payer", "column", "role", "year"];
  const TIMES = ["year", "baseline", "range"]; // roles that a column has for a year
  // columns whose heads are the same cannot be told apart by them
  const columnsToName = (table) => table.heads.filter((head, at) => head && table.heads.indexOf(head) === at && table.heads.lastIndexOf(head) === at);
  const choice = (name, title, options, more = {}) => el("label", {}, el("span", {}, title), el("select", { name, ...more }, options.map(([value, text]) => el("option", { value }, text))));
  const named = (codes, prefix) => [["", t("as_read")], ...codes.map((code) => [code, t(`${prefix}_${code}`)])];
  const byName = (start) => Object.keys(words).filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
  const columnFields = (table) => {
    const roleChosen = (event) => {
      const { column, role, year } = event.target.form.elements;
      column.required = Boolean(role.value);
      year.closest("label").hidden = !TIMES.includes(role.value);
      year.required = role.value === "year";
      if (!TIMES.includes(role.value)) year.value = "";
    };
    return [choice("column", t("column"), [["", t("none")], ...columnsToName(table).map((head) => [head, head])]),
      choice("role", t("column_is"), named(byName("role_"), "role"), { onchange: roleChosen }),
      el("label", { hidden: true }, el("span", {}, t("period")), el("input", { name: "year", inputmode: "numeric", pattern: "[0-9]{4}", maxlength: 4, size: 6 }))];
  };
  const tableForm = (table) => {
    return form(t("decide_table"),
      [el("label", {}, el("span", {}, t("taken_for")), el("select", { name: "kind" }, [...(table.kind === "unclear" ? [] : [""]), "plan", "actual", "comparison", "schedule", "other"].map((kind) => el("option", { value: kind }, kind ? data.rules.taken_for[kind][state.language] : t("as_read"))))),
      el("label", {}, el("span", {}, t("program")), el("input", { name: "program", maxlength: 120, placeholder: table.program_no })),
      el("label", {}, el("span", {}, `${t("target")}/${t("budget")}`), el("select", { name: "measure" }, ["", "target", "budget"].map((measure) => el("option", { value: measure }, measure ? t(measure) : t("as_read"))))),
      el("label", {}, el("span", {}, t("unit")), el("input", { name: "unit", maxlength: 30 })),
      choice("payer", t("payer"), named(byName("funding_"), "funding")), ...columnFields(table)],
      (own) => [button(t("decide"), () => act("tables", { ...table.entry, ...Object.fromEntries(SAID.map((name) => [name, own().elements[name].value.trim()]).filter(([name, value]) => value && !(name === "column" && !own().elements.role.value))) }, own()), "e")]);
  };

  const answered = new Set(data.proposals.map((proposal) => data.findings[proposal.finding]));
  const step = (what) => send(what, {});
  const toolbar = () => el("div", { class: "toolbar" },
    el("a", { href: "/" }, t("all_plans")),
    el("button", { type: "button", disabled: !live.undo, onclick: () => step("undo") }, `${t("undo")} (u)`),
    el("button", { type: "button", disabled: !live.redo, onclick: () => step("redo") }, `${t("redo")} (r)`),
    ["portal.zip", "workbook.xlsx", "corrections.yaml", "targets.csv", "budgets.csv", "findings.csv"].filter((name) => /zip|xlsx/.test(name) || live.files.includes(name))
      .map((name) => el("a", { href: `${here}/files/${name}`, download: name }, name)),
    el("span", { id: "looked" }), status);

  const showLooked = () => {
    const programs = new Set(data.values.map((value) => value.program_no));
    const done = [...programs].filter((no) => looked.has(no)).length;
    document.getElementById("looked").textContent = t("looked_at", { done, all: programs.size });
    for (const card of document.querySelectorAll("#values .item")) card.classList.toggle("looked", [card.filter.program].flat().every((no) => looked.has(no)));
  };
  const toggleLooked = (card) => {
    for (const no of [card.filter.program].flat()) if (no) { if (looked.has(no)) looked.delete(no); else looked.add(no); }
    keep(`looked.${data.document.sha256}`, JSON.stringify([...looked]));
    showLooked();
  };

  const changedSince = () => {
    const before = JSON.parse(sessionStorage.getItem("gongpyo.before") ?? "null");
    sessionStorage.removeItem("gongpyo.before");
    if (!before) return;
    const changed = data.values.filter((value) => { const was = before[`${seriesId(value)}|${value.period_type}|${value.year ?? ""}`]; return !was || was[0] !== (value.value ?? "") || was[1] !== value.status; });
    for (const value of changed) for (const node of document.querySelectorAll(`[data-key="${CSS.escape(value.key)}"]`)) node.classList.add("changed");
    say(t("saved", { count: changed.length }));
    document.getElementById(sessionStorage.getItem("gongpyo.item"))?.focus({ preventScroll: true });
    const selected = sessionStorage.getItem("gongpyo.selected");
    if (selected && cells.has(selected)) choose(selected);
    scrollTo(0, Number(sessionStorage.getItem("gongpyo.at") ?? 0));
  };

  const dress = () => {
    document.querySelector("header").append(toolbar());
    for (const card of document.querySelectorAll("[data-finding]")) {
      const finding = data.findings.find((each) => each.id === card.dataset.finding);
      if (finding.resolution || answered.has(finding)) continue;
      const value = finding.keys.map((key) => (valuesAt.get(key) ?? [])[0]).find(Boolean);
      card.append(el("details", {}, el("summary", {}, t("decide")), finding.severity !== "info" && !value ? findingForm(finding) : value ? cellForm(value) : findingForm(finding)));
    }
    for (const card of document.querySelectorAll("[data-table]")) {
      const table = data.tables[Number(card.dataset.table)];
      card.append(el("details", { open: table.kind === "unclear" }, el("summary", {}, t("decide_table")), tableForm(table)));
    }
    if (live.refused) say(`${t("to_decide")}. ${t("to_decide_how")} ${live.refused[state.language]}`, "error");
    if (live.changed.length) say(t("changed_by_hand", { files: live.changed.join(", ") }), "error");
    showLooked();
  };
  document.addEventListener("gongpyo:rendered", dress);
  document.addEventListener("gongpyo:chosen", (event) => {
    const values = valuesAt.get(event.detail) ?? [];
    const body = document.getElementById("detail-body");
    for (const value of values) if (value.review_status === "unreviewed" || !value.review_status) body.querySelector(".forms").append(cellForm(value));
  });
  const inside = () => document.activeElement?.closest?.(".item");
  const press = (key) => {
    const panel = document.getElementById("detail");
    const place = !panel.hidden && panel.querySelector("form.decide") ? panel : inside();
    const details = place?.querySelector?.("details:has(form.decide)");
    if (details) details.open = true;
    const own = place?.querySelector?.("form.decide");
    if (!own) return;
    const wanted = own.querySelector(`[data-do="${key}"]`);
    const empty = [...own.querySelectorAll("input[required]")].find((input) => !input.value);
    if (key === "e") {
      const field = own.querySelector("[name=value], [name=kind]");
      field?.focus();
      field?.select?.(); // what is typed stands for the printed number, not before it
    }
    else if (empty) empty.focus();
    else wanted?.click();
  };
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "u" && live.undo) step("undo");
    else if (event.key === "r" && live.redo) step("redo");
    else if (event.key === "x" && inside()) toggleLooked(inside());
    else if (event.key === "n") document.querySelector("#findings .item:not([hidden]):not(.resolved)")?.focus();
    else if (event.key === "a" || event.key === "e") { event.preventDefault(); press(event.key); }
  });

  setInterval(async () => {
    try {
      const answer = await fetch(api("version"));
      if (answer.ok && (await answer.json()).version !== live.version) say(t("changed_meanwhile"), "error");
    } catch { say(t("server_gone"), "error"); }
  }, 4000);

  dress();
  // what else a server's pages add, and what is done when all of it is there (publish.js)
  window.gongpyo.review = { send, act, form, button, arrived: changedSince };
})();
