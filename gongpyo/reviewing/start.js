"use strict";
// The first page: the plans of a folder, and the place to drop documents.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const kept = () => { try { return localStorage.getItem("gongpyo.language"); } catch { return null; } };
  let language = kept() ?? (navigator.language.startsWith("en") ? "en" : "ko");
  const t = (key, names = {}) => words[key][language].replace(/\{(\w+)\}/g, (whole, name) => names[name] ?? whole);
  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  // what cannot be said of a job or a plan
  const say = (text) => { document.getElementById("said").textContent = text; };
  const isThere = () => fetch("/api/plans").then((answer) => answer.ok, () => false);
  const jobs = new Map();
  let plans = [];
  let suffixes = [];
  let most = 0; // bytes of a document

  const took = (files) => [...files].reduce((before, file) => before.then(() => upload(file)), Promise.resolve()).then(listen);
  const upload = async (file) => {
    if (most && file.size > most) { jobs.set(`refused ${file.name}`, { name: file.name, state: "refused", too_large: true }); showJobs(); return; }
    const answer = await fetch("/api/documents", { method: "POST", headers: { "X-Gongpyo": "1", "X-Name": encodeURIComponent(file.name), "Content-Type": "application/octet-stream" }, body: file })
      .catch(() => null);
    const job = answer ? await answer.json().catch(() => null) : null;
    if (!job) say(await isThere() ? t("not_sent", { name: file.name }) : t("server_gone"));
    if (job?.error) jobs.set(`refused ${file.name}`, { name: file.name, state: "refused", error: job.error });
    else if (job) jobs.set(job.number, job);
    showJobs();
  };
  let source = null;
  const listen = () => {
    source?.close();
    source = new EventSource("/api/progress");
    source.onmessage = (event) => { const job = JSON.parse(event.data); jobs.set(job.number, job); showJobs(); if (job.state === "done" || job.state === "refused") list(); };
    source.addEventListener("rest", () => source.close());
    source.onerror = async () => { source.close(); if (!await isThere()) say(t("server_gone")); };
  };
  // a document that holds tables, of which a person has to say which is the plan, is not one that could not be read
  const showJobs = () => document.getElementById("jobs").replaceChildren(...[...jobs.values()].map((job) => {
    const waits = job.state === "refused" && plans.find((plan) => plan.name === job.name && plan.is_plan === false);
    const plan = waits || job.plan;
    return el("li", { class: `job ${waits ? "waits" : job.state}` },
      waits ? `▲ ${job.name}: ${t("to_decide")}. ${t("to_decide_how")} ` : `${{ waiting: "…", reading: "⏳", done: "✔", refused: "✖" }[job.state]} ${job.name}: ${t(`job_${job.state}`)} `,
      plan ? el("a", { href: `/plan/${encodeURIComponent(plan.id)}` }, t("review")) : "", !waits && job.error ? job.error[language] : "", job.too_large ? t("too_large", { most: Math.floor(most / 2 ** 20) }) : "");
  }));

  const list = async () => {
    const answer = await fetch("/api/plans").catch(() => null);
    if (!answer?.ok) { say(t("server_gone")); return; }
    ({ plans, suffixes, most } = await answer.json());
    showPlans();
    showJobs();
  };
  const showPlans = () => {
    document.getElementById("plans").replaceChildren(...(plans.length ? plans.map((plan) => el("li", { class: "card" },
      el("h3", {}, el("a", { href: `/plan/${encodeURIComponent(plan.id)}` }, plan.title ?? plan.id)),
      plan.error ? el("p", { class: "said error" }, plan.error[language]) : el("p", { class: "where" },
        `${plan.name} · ${plan.is_plan ? `${t("programs")} ${plan.counts.programs} · ${t("values_count")} ${plan.counts.values}` : t("to_decide")} · ${t("error")} ${plan.findings.error} · ${t("warning")} ${plan.findings.warning}`)))
      : [el("li", {}, t("no_plans"))]));
    document.getElementById("files").setAttribute("accept", suffixes.join(","));
  };

  const render = () => {
    document.documentElement.lang = language;
    const input = el("input", { type: "file", id: "files", multiple: true, onchange: (event) => took(event.target.files) });
    const zone = el("div", { class: "drop", id: "drop" }, el("label", { for: "files" }, t("drop_here")), input);
    for (const kind of ["dragover", "drop"]) zone.addEventListener(kind, (event) => event.preventDefault());
    zone.addEventListener("drop", (event) => took(event.dataTransfer.files));
    const app = document.getElementById("app") ?? document.body.appendChild(el("div", { id: "app" }));
    app.replaceChildren(
      el("header", {}, el("p", { class: "brand" }, "gongpyo"), el("h1", {}, t("review")),
        el("button", { type: "button", lang: language === "ko" ? "en" : "ko", onclick: () => { language = language === "ko" ? "en" : "ko"; try { localStorage.setItem("gongpyo.language", language); } catch { /* not kept */ } render(); showPlans(); showJobs(); } }, t("language"))),
      el("main", {}, zone, el("p", { id: "said", class: "said error", role: "alert" }), el("ul", { id: "jobs", "aria-live": "polite" }), el("h2", {}, t("plans")), el("ul", { id: "plans" }, el("li", { class: "where" }, t("plans_being_read")))));
  };
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  render();
  list();
})();
