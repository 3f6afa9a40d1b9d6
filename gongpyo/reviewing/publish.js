"use strict";
// What is said of a plan for its publication, as a form; and what other editions propose, for a yes or a no.
(() => {
  const { data, t, el, state, review } = window.gongpyo;
  const { title: titleOf, fields, licence, update_period, no_derivatives } = { title: (field) => field.called[state.language], ...data.publishing };
  const choices = { licence, update_period };
  const missing = (kind) => fields.filter((field) => field.state === kind).map(titleOf);

  const section = (name, count, ...content) => el("section", { id: name, "aria-labelledby": `${name}-title` },
    el("h2", { id: `${name}-title` }, t(name), count === null ? "" : el("span", { class: "count" }, ` ${count}`)), ...content);

  const input = (field) => {
    const own = { name: field.key, id: `field-${field.key}`, "aria-describedby": `about-${field.key}` };
    if (!(field.key in choices)) return el("input", { ...own, value: field.value, maxlength: field.key === "keywords" ? 3000 : 300, autocomplete: "off" });
    const known = field.value && !(field.value in choices[field.key]) ? { [field.value]: field.value } : {};
    const names = { "": "", ...known, ...choices[field.key] };
    return el("select", own, Object.entries(names).map(([value, name]) =>
      el("option", { value, selected: value === field.value }, name && name !== value ? `${value} ${name}` : value)));
  };
  const row = (field) => el("div", { class: "field" },
    el("label", { for: `field-${field.key}` }, titleOf(field), field.state ? el("span", { class: `badge ${field.state === "needed" ? "error" : "warning"}` }, t(field.state)) : ""),
    input(field),
    el("p", { class: "where", id: `about-${field.key}` }, [field.by ? t(`said_by_${field.by.replace("-", "_")}`) : "",
      field.key in choices ? "" : t("for_example", { example: field.example })].filter(Boolean).join(" · ")));

  const changed = (form) => Object.fromEntries(fields.map((field) => [field.key, form.elements[field.key].value, field.value])
    .filter(([, now, before]) => now !== before).map(([key, now]) => [key, now]));
  const save = async (form) => {
    const values = changed(form);
    for (const node of form.querySelectorAll("[aria-invalid]")) node.removeAttribute("aria-invalid");
    const told = form.querySelector("[role=alert]");
    told.textContent = Object.keys(values).length ? "" : t("nothing_changed");
    if (!Object.keys(values).length) return;
    const error = await review.send("publishing", { values });
    if (!error) return;
    told.textContent = error[state.language];
    const wrong = error.field && form.elements[error.field];
    if (wrong) { wrong.setAttribute("aria-invalid", "true"); wrong.focus(); }
  };

  const publishing = () => {
    const [needed, asked] = [missing("needed"), missing("asked")];
    const form = el("form", { class: "card publishing", onsubmit: (event) => { event.preventDefault(); save(event.target); } },
      el("p", {}, t("publishing_note")),
      el("p", { class: needed.length ? "said error" : "said" }, needed.length ? t("still_needed", { fields: needed.join(", ") }) : t("nothing_needed")),
      asked.length ? el("p", { class: "said warning" }, t("still_asked", { fields: asked.join(", ") })) : "",
      no_derivatives ? el("p", { class: "said warning" }, t("no_derivatives")) : "",
      el("div", { class: "fields" }, fields.map(row)),
      el("p", { class: "said error", role: "alert" }),
      el("p", {}, el("button", { type: "submit" }, t("save"))));
    return section("publishing", null, form);
  };

  // ------------------------------------------------------------------------------------------------ proposals

  const answer = (proposal) => {
    const entry = data.findings[proposal.finding].entry;
    const decide = (said) => (form) => review.act("proposals", { ...entry, inherited: said }, form);
    const made = review.form(t("answer_proposal"), [], () => [
      review.button(t("yes"), decide("yes"), "a"), review.button(t("no"), decide("no"))]);
    made.querySelector("[name=reason]").value = proposal.reason;
    return made;
  };
  const proposed = (proposal) => {
    const card = document.getElementById(data.findings[proposal.finding].id);
    card.append(el("dl", {}, [[t("proposed"), proposal.says], [t("decided_there"), `${proposal.plan} · ${proposal.who} · ${proposal.when}`], [t("reason"), proposal.reason]]
      .map(([name, said]) => el("div", {}, el("dt", {}, name), el("dd", {}, said)))), answer(proposal));
    return card;
  };

  const dress = () => {
    const nav = document.querySelector("header .sections");
    const link = (name, count) => nav.insertBefore(el("a", { href: `#${name}` }, t(name), count ? ` (${count})` : ""), nav.querySelector("button"));
    document.getElementById("sign_off").before(publishing());
    link("publishing", missing("needed").length);
    if (!data.proposals.length) return;
    const found = section("proposals", data.proposals.length, el("p", {}, t("proposals_note")));
    document.getElementById("findings").before(found);
    found.append(...data.proposals.map(proposed));
    link("proposals", data.proposals.length);
  };
  document.addEventListener("gongpyo:rendered", dress);
  dress();
  review.arrived();
})();
