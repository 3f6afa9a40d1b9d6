"use strict";
// What is printed and what was read, side by side. Every text of the document is put in as text, never as markup.
(() => {
  const part = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = part("data");
  const words = part("words");
  const SVG = "http://www.w3.org/2000/svg";
  const SEVERITIES = ["error", "warning", "info"];
  const MARKS = { error: "✖", warning: "▲", info: "ℹ", resolved: "✔" };
  const AROUND = 60; // points of a page that are shown above a table, and half of them below
  const HEADING = 260; // points of a page that are shown of a heading at least
  const NEAR = 12; // points of a page that are shown round a single cell
  const UNLIKE = ["source-damaged", "not-as-seen", "label-not-as-seen"]; // rules of cells that a second reading contradicts
  const ADDED = ["total-mismatch", "sum-mismatch"]; // rules that hold a total against the sum of its parts
  const FAR = 8; // times the median of the other years, from which on a value is an outlier

  // ------------------------------------------------------------------------------------------------ small helpers

  const remembered = (name, otherwise) => {
    try { return localStorage.getItem(`gongpyo.${name}`) ?? otherwise; } catch { return otherwise; }
  };
  const remember = (name, value) => {
    try { localStorage.setItem(`gongpyo.${name}`, value); } catch { /* a page from a mail may not keep anything */ }
  };
  const state = {
    language: remembered("language", navigator.language.startsWith("en") ? "en" : "ko"),
    theme: remembered("theme", ""),
    selected: "",
    filters: { text: "", program: "", rule: "", severity: "", status: "" },
  };

  const filled = (text, names) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in names ? names[name] : whole));
  const t = (key, names = {}) => filled(words[key][state.language], names);
  const ruleWords = (kind, name) => data.rules[kind]?.[name]?.[state.language] ?? name;

  // a mark without the examples in brackets that its meaning has in the data dictionary, and with the word that it keeps
  const flagSaid = (flag) => {
    const [name, ...word] = flag.split("=");
    const meaning = ruleWords("flag", name).replace(/\s*\(.*$|: `.*$/, "");
    return word.length ? `${meaning}: ${word.join("=")}` : meaning;
  };

  const made = (node, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value !== false && value !== undefined && value !== null) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  };
  const el = (tag, attributes = {}, ...children) => made(document.createElement(tag), attributes, children);
  const svg = (tag, attributes = {}, ...children) => made(document.createElementNS(SVG, tag), attributes, children);
  const lines = (text) => text.split("\n").flatMap((line, at) => (at ? [el("br"), line] : [line]));
  const shownNumber = (value) => (typeof value === "number" ? value.toLocaleString("en-US", { maximumFractionDigits: 12 }) : String(value));
  const inThousands = (text) => text.replace(/^-?\d{5,}(?=\.|$)/, (whole) => Number(whole).toLocaleString("en-US")); // a year has four digits
  const grouped = (items, keyOf) => {
    const groups = new Map();
    for (const item of items) {
      const key = keyOf(item);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
    return groups;
  };

  // ------------------------------------------------------------------------------------------------ what hangs together

  const programs = new Map(data.programs.map((program) => [program.no, program]));
  const pictures = new Map(data.pictures.map((picture) => [picture.page, { ...picture, href: `data:image/jpeg;base64,${picture.jpeg}` }]));
  const cells = new Map();
  for (const table of data.tables) for (const cell of table.cells) cells.set(cell.key, { table, cell });
  const seriesId = (entry) => `${entry.program_no}|${entry.measure}|${entry.indicator_no}`;
  const series = new Map(data.series.map((entry) => [seriesId(entry), entry]));
  const valuesAt = grouped(data.values, (value) => value.key);
  const findingsAt = new Map();
  for (const finding of data.findings) for (const key of finding.keys) findingsAt.set(key, [...(findingsAt.get(key) ?? []), finding]);
  const valuesOfTable = grouped(data.values, (value) => cells.get(value.key)?.table.at ?? -1);
  const isPublished = (table) => table.kind === "plan" && !table.unread;

  const ancestors = (no) => {
    const path = [];
    for (let node = programs.get(no); node && path.length < 9; node = programs.get(node.parent_no)) path.unshift(node);
    return path;
  };
  const programName = (no) => {
    const node = programs.get(no);
    if (!node) return t("no_program");
    return node.no_printed ? `${node.no_printed} ${node.name}` : node.name;
  };
  const periodName = (value) => (value.period_type === "year" ? t("year", { year: value.year }) : t(value.period_type) + (value.year ? ` ${value.year}` : ""));
  const seriesName = (entry) => {
    const payer = entry.funding_source && entry.funding_source !== "total" ? ` · ${t(`funding_${entry.funding_source}`)}` : "";
    return `${entry.name}${payer}`;
  };
  const shownValue = (value) => {
    const sign = { ">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< " }[value.comparator] ?? "";
    if (value.status === "range") return `${shownNumber(value.value_min)}–${shownNumber(value.value_max)}`;
    if (value.value !== undefined) return sign + shownNumber(value.value);
    return t(`status_${value.status}`);
  };
  const state_of = (finding) => (finding.resolution ? "resolved" : "open");

  // ------------------------------------------------------------------------------------------------ the printed side

  // of the cells of a finding the first is in question; the others are what it is held against
  const openAt = (key) => (findingsAt.get(key) ?? []).filter((finding) => !finding.resolution);
  const inQuestion = (finding) => finding.keys.find((key) => cells.has(key));
  const worstAt = (key) => SEVERITIES.find((severity) => openAt(key).some((finding) => finding.severity === severity && inQuestion(finding) === key));
  const isHeldAgainst = (key) => openAt(key).length > 0;
  const cellClass = (cell) => {
    const worst = worstAt(cell.key) ?? (isHeldAgainst(cell.key) ? "with" : "");
    return [cell.fate === "ignored" ? "ignored" : "", worst, cell.fate === "finding" ? "warning" : ""].join(" ").trim();
  };

  const tableClass = (table) => (isPublished(table) ? "printed" : "printed grey");

  const boxesOn = (page, keys) => keys.flatMap((key) => {
    const found = cells.get(key)?.cell;
    return found?.box && found.page === page ? [found] : [];
  });

  const pageView = (picture, keys, whole) => {
    const boxes = boxesOn(picture.page, keys);
    const top = whole || !boxes.length ? 0 : Math.max(0, Math.min(...boxes.map((cell) => cell.box[1])) - AROUND);
    const bottom = whole || !boxes.length ? picture.height : Math.min(picture.height, Math.max(...boxes.map((cell) => cell.box[3])) + AROUND / 2);
    return drawn(picture, [0, top, picture.width, bottom], boxes, "page");
  };
  const drawn = (picture, [left, top, right, bottom], boxes, kind) =>
    svg("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, class: kind, role: "img", "aria-label": `${t("picture")} ${t("page", { page: picture.page })}` },
      svg("image", { href: picture.href, width: picture.width, height: picture.height }),
      boxes.map((cell) => svg("rect", {
        "data-key": cell.key, class: `box ${cellClass(cell)}`,
        x: cell.box[0], y: cell.box[1], width: cell.box[2] - cell.box[0], height: cell.box[3] - cell.box[1],
      }, svg("title", {}, cell.text))));
  // where a finding about no table stands on its pages: what it names, with the lines round it
  const namedPlaces = (finding) => [...grouped(finding.boxes, (place) => place.page).entries()].filter(([page]) => pictures.has(page)).map(([page, places]) => {
    const picture = pictures.get(page);
    const top = Math.max(0, Math.min(...places.map(({ box }) => box[1])) - AROUND);
    const view = drawn(picture, [0, top, picture.width, Math.min(picture.height, Math.max(...places.map(({ box }) => box[3])) + AROUND / 2)], [], "page");
    view.append(...places.map(({ box: [left, above, right, below] }) => svg("rect", { class: `box ${finding.severity}`, x: left, y: above, width: right - left, height: below - above })));
    return el("figure", {}, el("figcaption", { class: "where" }, `${t("picture")}, ${t("page", { page })}`), view);
  });
  // the cell alone, as the page shows it
  const cellPicture = ({ table, cell }) => {
    const picture = cell.box && fits(table) && pictures.get(cell.page);
    if (!picture) return null;
    const [left, top, right, bottom] = cell.box;
    const made_ = drawn(picture, [left - NEAR, top - NEAR, right + NEAR, bottom + NEAR], [], "cell");
    made_.setAttribute("width", 2 * (right - left + 2 * NEAR));
    return made_;
  };

  const fits = (table) => table.pages.length && table.pages.every((page) => pictures.has(page)) &&
    table.cells.every((cell) => !cell.box || (cell.box[0] >= -2 && cell.box[2] <= pictures.get(cell.page)?.width + 2 && cell.box[3] <= pictures.get(cell.page)?.height + 2));

  // the picture of the page, where there is one, over the table as the file says it with what was read under each row
  const tableView = (table, only) => {
    const holder = el("div", { class: "side" });
    const keys = table.cells.map((cell) => cell.key);
    const pages = fits(table) ? (only ? [...new Set(only.map((key) => cells.get(key)?.cell.page))].filter((page) => page) : table.pages) : [];
    const show = (whole) => {
      const views = pages.map((page) => el("figure", {}, el("figcaption", { class: "where" }, `${t("picture")}, ${t("page", { page })}`), pageView(pictures.get(page), keys, whole)));
      const turn = pages.length ? el("button", { type: "button", class: "small", onclick: () => { show(!whole); lit(state.selected); } }, t(whole ? "part_of_page" : "whole_page")) : "";
      holder.replaceChildren(el("p", { class: "where" }, [place(table), " ", turn]), ...views, el("p", { class: "where" }, t(isPublished(table) ? "file_and_read" : "file_says")), compared(table, only));
    };
    show(false);
    return holder;
  };

  const place = (table) => {
    const pages = table.pages.length ? `${t("page", { page: [...new Set([table.pages[0], table.pages.at(-1)])].join("–") })}, ` : table.in_sheet ? `${table.in_sheet}, ` : "";
    const unit = table.unit_text ? ` (${table.unit_text.replace(/^\((.*)\)$/, "$1")})` : "";
    const under = table.under ? `${t("under", table.under)} · ` : "";
    return `${pages}${under}${t("table", { number: table.number + 1 })}${table.title ? ` · ${table.title}` : ""}${unit}`;
  };

  // the last heading above a table, as printed: whether the table was given to its programme is seen here
  const headingAbove = (table) => {
    const above = table.below;
    if (!above) return "";
    const own = [table.program_no, ...table.row_programs].flatMap((no) => ancestors(no).map((node) => node.no));
    const isOther = own.length > 0 && !own.includes(above.no);
    const [left, top, right, bottom] = above.box ?? [];
    const picture = above.box && pictures.get(above.page);
    const isInSight = above.page === table.pages[0] && table.box && table.box[1] - AROUND < top;
    const strip = picture && !isInSight && bottom <= picture.height ? drawn(picture, [left - NEAR, top - NEAR / 2, Math.max(right, left + HEADING) + NEAR, bottom + NEAR / 2], [], "cell") : "";
    if (strip) strip.setAttribute("width", 1.5 * (Math.max(right - left, HEADING) + 2 * NEAR));
    const said = t("heading_above", { heading: above.heading, page: above.page ? ` (${t("page", { page: above.page })})` : "" });
    return el("figure", {}, el("figcaption", { class: isOther ? "said warning" : "where" }, isOther ? `${MARKS.warning} ${said} ${t("read_under_other", { program: programName(table.program_no) })}` : said), strip);
  };

  // a cell is found by what is printed beside and above it; nobody counts rows and columns
  const oneLine = (cell) => cell.text.replace(/\s+/g, " ").trim();
  const covers = (from, span, at) => from <= at && at < from + (span ?? 1);
  const cellPlace = (key) => {
    const { table, cell } = cells.get(key) ?? {};
    if (!table || cell.head) return cell ? t("place_head", { text: oneLine(cell) }) : "";
    const printed = table.cells.filter((other) => other !== cell && oneLine(other));
    const above = printed.filter((other) => other.head && covers(other.column, other.spans?.[1], cell.column));
    const beside = printed.filter((other) => !other.head && other.fate !== "ignored" && other.column < cell.column && covers(other.row, other.spans?.[0], cell.row) && !valuesAt.has(other.key));
    const said = (found) => [...new Set(found.map(oneLine))].join(" ");
    if (!beside.length) return above.length ? t("place_column", { column: said(above) }) : "";
    return t("place_cell", { row: said(beside), column: said(above) });
  };
  const heldAgainst = (finding) => {
    const key = inQuestion(finding);
    const { table, cell } = cells.get(key) ?? {};
    const said = (each) => {
      const other = cells.get(each);
      const isNear = other.table === table && other.cell.row === cell.row;
      const heads = other.table.cells.filter((head) => head.head && covers(head.column, head.spans?.[1], other.cell.column)).map(oneLine);
      return [isNear ? heads.at(-1) : cellPlace(each), oneLine(other.cell)].filter(Boolean).join(": ");
    };
    return [...new Set(finding.keys)].filter((each) => each !== key && cells.has(each)).map(said).join(" · ");
  };
  const findingPlace = (finding) => {
    const key = inQuestion(finding);
    const table = cells.get(key)?.table;
    const pages = table?.pages.length ? table.pages : finding.pages;
    return [
      pages.length ? t("page", { page: [...new Set([pages[0], pages.at(-1)])].join("–") }) : finding.in_sheet ?? "",
      finding.heading.split(" > ").filter(Boolean).join(" › "),
      table?.under ? t("nth_table", table.under) : "",
      key ? cellPlace(key) : "",
    ].filter(Boolean).join(" · ");
  };

  // ------------------------------------------------------------------------------------------------ the read side

  const median = (numbers) => { const sorted = [...numbers].sort((one, other) => one - other); return sorted[Math.floor(sorted.length / 2)]; };
  const outliers = (years) => {
    const numbers = years.filter((value) => typeof value.base_value === "number" || typeof value.value === "number");
    const amount = (value) => Math.abs(value.base_value ?? value.value);
    if (numbers.length < 3) return [];
    return numbers.filter((value) => {
      const middle = median(numbers.filter((other) => other !== value).map(amount));
      return middle > 0 && amount(value) > 0 && (amount(value) > FAR * middle || amount(value) * FAR < middle);
    });
  };

  const spark = (years, name) => {
    const numbers = years.filter((value) => typeof value.value === "number");
    if (numbers.length < 2) return "";
    const low = Math.min(0, ...numbers.map((value) => value.value));
    const high = Math.max(...numbers.map((value) => value.value), low + 1e-9);
    const at = (value, index) => [4 + (index * 72) / (numbers.length - 1), 22 - ((value.value - low) * 18) / (high - low)];
    const odd = new Set(outliers(years));
    const points = numbers.map(at);
    return svg("svg", { viewBox: "0 0 80 26", class: "spark", role: "img", "aria-label": `${t("trend")}: ${name} ${numbers.map((value) => `${periodName(value)} ${shownValue(value)}`).join(", ")}` },
      svg("polyline", { points: points.map((point) => point.join(",")).join(" ") }),
      points.map(([x, y], index) => svg("circle", { cx: x, cy: y, r: odd.has(numbers[index]) ? 3.6 : 1.8, class: odd.has(numbers[index]) ? "odd" : "" },
        svg("title", {}, `${periodName(numbers[index])}: ${shownValue(numbers[index])}${odd.has(numbers[index]) ? ` (${t("outlier")})` : ""}`))));
  };

  // what was read in one printed cell: its values, or that it is not published
  const valueCell = (values, cell, { units, span, others }) => {
    const worst = worstAt(cell.key);
    const each = values.map((value) => `${shownValue(value)}${units && value.unit ? ` ${value.unit}` : ""}`);
    const said = span > 1 ? [...new Set(each)] : each; // one cell over several columns says the same of each
    const reviewed = values.find((value) => value.review_status && value.review_status !== "unreviewed");
    const sign = (name, mark) => el("span", { class: `witness ${mark === "✓" ? "agrees" : "differs"}`, role: "img", "aria-label": t(name), title: t(name) }, mark);
    const unlike = values.find((value) => value.unlike)?.unlike;
    const isConfirmed = values.length > 0 && values.every((value) => value.confirmed);
    const witness = unlike ? sign(`unlike_${unlike}`, "≠") : UNLIKE.includes(cell.rule) ? sign("differs", "≠") : isConfirmed ? sign("agrees", "✓") : "";
    return el("td", { "data-key": cell.key, colspan: span > 1 && span, class: `value ${worst ?? (isHeldAgainst(cell.key) ? "with" : "")} ${values.every((value) => value.value === undefined) ? "word" : ""}`.trim() },
      worst ? el("span", { class: "mark", title: t(worst) }, `${MARKS[worst]} `) : "",
      values.length ? lines(said.join("\n")) : t("not_published"),
      others.length ? el("span", { class: "other" }, others.join(", ")) : "",
      reviewed ? el("span", { class: "mark", title: t(reviewed.review_status) }, ` ${MARKS.resolved}`) : "", witness ? [" ", witness] : "");
  };
  const compared = window.gongpyoCompared({ el, t, lines, grouped, cells, valuesAt, valuesOfTable, series, seriesId, tableClass, cellClass, valueCell, programName, seriesName, periodName, spark });

  // ------------------------------------------------------------------------------------------------ a cell in detail

  const facts = (pairs) => el("dl", {}, pairs.filter(([, value]) => value !== undefined && value !== "" && value !== null)
    .map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));

  const detail = (key) => {
    const found = cells.get(key);
    if (!found) return [el("p", {}, t("pick_cell"))];
    const values = valuesAt.get(key) ?? [];
    const table = found.table;
    const why = [
      t("why_table", { taken_for: ruleWords("taken_for", table.kind), rule: ruleWords("kind_rule", table.kind_rule) }),
      t("why_owner", { rule: ruleWords("owner_rule", table.owner_rule) }),
      table.columns.find((column) => column.column === found.cell.of)?.[state.language] ?? "",
      found.cell.rule ? t("why_cell", { rule: ruleWords("fate_rule", found.cell.rule) }) : "",
      ...new Set(values.flatMap((value) => [
        value.measure_rule ? t("why_measure", { rule: ruleWords("measure_rule", value.measure_rule) }) : "",
        value.unit_rule ? t("why_unit", { rule: ruleWords("unit_rule", value.unit_rule) }) : "",
      ])),
    ].filter(Boolean);
    return [
      facts([[t("picture"), cellPicture(found)], [t("file_says"), found.cell.text], ...values.map((value) => [t("read"), `${shownValue(value)} ${value.unit ?? ""}`])]),
      el("div", { class: "forms" }), // what a server's page lets a person decide stands before what is only told
      facts([[t("where"), [place(table), cellPlace(key)].filter(Boolean).join(" · ")]]),
      values.length ? values.map((value) => facts([
        [t("program"), ancestors(value.program_no).map((node) => programName(node.no)).join(" › ") || t("no_program")],
        [t("series"), `${t(value.measure)} · ${seriesName(series.get(seriesId(value)) ?? { name: "" })}`],
        [t("period"), periodName(value)],
        [t("scale"), value.scale === undefined ? "" : shownNumber(value.scale)],
        [t("base_value"), value.base_value === undefined ? "" : `${shownNumber(value.base_value)} ${value.base_unit ?? ""}`],
        [t("flags"), (value.flags ?? []).map(flagSaid).join(", ")],
      ])) : el("p", {}, t("not_read")),
      (findingsAt.get(key) ?? []).map((finding) => el("p", { class: `said ${finding.severity}` }, `${MARKS[finding.severity]} ${finding.said[state.language]}`)),
      el("p", { class: "why" }, el("strong", {}, t("why"))), el("ul", {}, why.map((line) => el("li", {}, line))),
    ];
  };

  const lit = (key) => {
    state.selected = key;
    for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
    if (!key) return;
    for (const node of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) node.classList.add("lit");
  };
  const choose = (key) => {
    lit(key);
    const panel = document.getElementById("detail");
    panel.hidden = !key;
    document.getElementById("detail-body").replaceChildren(...(key ? detail(key).flat() : []));
    document.dispatchEvent(new CustomEvent("gongpyo:chosen", { detail: key }));
  };
  // the row that was chosen, printed and read, is not hidden by what is said of it
  const uncover = (node) => {
    const panel = document.getElementById("detail");
    if (!node || panel.hidden) return;
    const row = node.closest("tr");
    const own = [node, row, row?.nextElementSibling?.matches(".reading") ? row.nextElementSibling : null].filter(Boolean).map((one) => one.getBoundingClientRect());
    const over = Math.max(...own.map((one) => one.bottom)) - panel.getBoundingClientRect().top;
    if (over > 0) scrollBy(0, over + 8);
  };

  // ------------------------------------------------------------------------------------------------ sections

  const severityBadge = (finding) => {
    const kind = finding.resolution ? "resolved" : finding.severity;
    return el("span", { class: `badge ${kind}` }, `${MARKS[kind]} ${t(kind)}`);
  };

  const tableOf = (finding) => cells.get(inQuestion(finding))?.table;
  const findingItem = (finding) => {
    const table = tableOf(finding);
    const key = inQuestion(finding);
    const read = (valuesAt.get(key) ?? []).map((value) => `${shownValue(value)} ${value.unit ?? ""}`).join(", ");
    const card = el("article", { "data-finding": finding.id, class: `item ${table ? "" : "card"} ${finding.resolution ? "resolved" : finding.severity}`, tabindex: "-1", id: finding.id },
      el("h3", {}, severityBadge(finding), " ", finding.program_no ? programName(finding.program_no) : t("plan_wide")),
      el("p", { class: "sentence" }, finding.said[state.language]),
      facts([[t("where"), findingPlace(finding)], [t("picture"), key ? cellPicture(cells.get(key)) : null], [t("file_says"), key ? oneLine(cells.get(key).cell) : ""], [t("read"), read],
        ...finding.sides.map((side) => [side.named[state.language], inThousands(side.says)]), [t("difference"), inThousands(finding.difference)], [t(ADDED.includes(finding.rule) ? "added_cells" : "held_against"), heldAgainst(finding)],
        [t("resolution"), finding.resolution], [t("rule"), `${finding.rule} · ${finding.id}`]]), table ? "" : namedPlaces(finding));
    card.filter = {
      program: finding.program_no, rule: finding.rule, severity: finding.severity, status: state_of(finding), pages: table?.pages.length ? table.pages : finding.pages,
      text: [finding.said.ko, finding.said.en, finding.record, finding.rule, finding.id, finding.heading, programName(finding.program_no), ...finding.sides.map((side) => side.says),
        ...finding.keys.map((each) => cells.get(each)?.cell.text ?? "")].join(" "),
    };
    return card;
  };

  // one card for each table: what is said of it, the worst first, over one view of its rows
  const findingsSection = () => {
    const worst = (finding) => 4 * Boolean(finding.resolution) + SEVERITIES.indexOf(finding.severity);
    const order = [...data.findings].sort((one, other) => worst(one) - worst(other));
    const groups = [...grouped(order, (finding) => tableOf(finding) ?? finding).entries()];
    return section("findings", data.findings.length, order.length ? groups.map(([table, own]) => (own[0] === table ? findingItem(table)
      : el("div", { class: `group card ${own[0].resolution ? "resolved" : own[0].severity}` }, el("div", {}, own.map(findingItem)), tableView(table, own.flatMap((finding) => finding.keys.filter((key) => cells.get(key)?.table === table)))))) : el("p", {}, t("no_findings")));
  };

  const tableCard = (table) => {
    const own = valuesOfTable.get(table.at) ?? [];
    const nos = [...new Set([table.program_no, ...own.map((value) => value.program_no)])].filter(Boolean);
    const path = ancestors(table.program_no);
    const card = el("article", { "data-table": table.at, class: "item card", tabindex: "-1", id: `table-${table.at}` },
      el("h3", {}, path.length ? programName(table.program_no) : table.title || t("no_program")),
      el("p", { class: "path" }, path.slice(0, -1).map((node) => programName(node.no)).join(" › "), path.at(-1)?.department ? ` · ${path.at(-1).department}` : ""),
      headingAbove(table), tableView(table), el("p", { class: "where" }, t("why_owner", { rule: ruleWords("owner_rule", table.owner_rule) })));
    const found = [...new Set(table.cells.flatMap((cell) => findingsAt.get(cell.key) ?? []))];
    card.filter = {
      program: nos, rule: [...found.map((finding) => finding.rule), ...table.cells.map((cell) => cell.rule), table.kind_rule, table.owner_rule],
      severity: found.map((finding) => finding.severity), status: found.map(state_of), pages: table.pages,
      text: [...nos.map(programName), table.title, ...table.cells.map((cell) => cell.text), ...own.map((value) => `${series.get(seriesId(value))?.name} ${shownValue(value)}`)].join(" "),
    };
    return card;
  };

  const tree = () => {
    const count = (no) => data.values.filter((value) => value.program_no === no).length;
    const open = (no) => data.findings.filter((finding) => finding.program_no === no && !finding.resolution).length;
    const first = new Map();
    for (const value of data.values) if (cells.has(value.key) && !first.has(value.program_no)) first.set(value.program_no, cells.get(value.key).table.at);
    const branch = (parent) => data.programs.filter((node) => node.parent_no === parent && node.no !== parent);
    const shown = (node) => {
      const values = count(node.no);
      const name = `${node.no_printed ? `${node.no_printed} ` : ""}${node.name}`;
      const children = branch(node.no);
      const label = [first.has(node.no) ? el("a", { href: `#table-${first.get(node.no)}` }, name) : name, " ",
        el("span", { class: "count" }, [values ? t("value_count", { count: values }) : "", open(node.no) ? t("finding_count", { count: open(node.no) }) : ""].filter(Boolean).join(" · "))];
      return el("li", {}, children.length ? el("details", { open: true }, el("summary", {}, label), el("ul", {}, children.map(shown))) : label);
    };
    const known = new Set(data.programs.map((node) => node.no));
    return el("nav", { class: "tree", "aria-label": t("programs") }, el("ul", {}, data.programs.filter((node) => !node.parent_no || !known.has(node.parent_no)).map(shown)));
  };

  const valuesSection = () => {
    const tables = data.tables.filter(isPublished);
    return section("values", data.counts.values, el("div", { class: "with-tree" }, tree(), el("div", {}, tables.map(tableCard))));
  };

  const leftOutSection = () => {
    const seen = data.tables.filter((table) => !isPublished(table));
    const cards = seen.map((table) => {
      const card = el("article", { "data-table": table.at, class: "item card out", tabindex: "-1", id: `table-${table.at}` },
        el("h3", {}, `${ruleWords("taken_for", table.kind)} · ${programName(table.program_no)}`),
        el("p", {}, t("why_table", { taken_for: ruleWords("taken_for", table.kind), rule: ruleWords("kind_rule", table.kind_rule) })),
        table.unread ? el("p", { class: "said warning" }, `${MARKS.warning} ${table.unread[state.language]}`) : "",
        tableView(table));
      card.filter = { program: [table.program_no], rule: [table.kind_rule, table.owner_rule], severity: [], status: [], pages: table.pages,
        text: [table.title, programName(table.program_no), ...table.cells.map((cell) => cell.text)].join(" ") };
      return card;
    });
    const ignored = data.tables.filter(isPublished).flatMap((table) => table.cells.filter((cell) => cell.fate === "ignored").map((cell) => ({ table, cell })));
    const others = data.passed_over.filter((entry) => entry.at === null);
    return section("left_out", seen.length + ignored.length, [
      ...cards,
      ignored.length ? listed(t("ignored_cells"), [t("file_says"), t("rule"), t("where")],
        [...grouped(ignored, ({ table, cell }) => `${table.at}|${cell.rule}|${cell.text}`).values()].map((own) => [`${own[0].cell.text || t("empty_cell")}${own.length > 1 ? ` ×${own.length}` : ""}`, ruleWords("fate_rule", own[0].cell.rule), place(own[0].table)]), ignored.length) : "",
      others.length ? listed(t("other_tables"), [t("where"), t("size_of_table"), t("taken_for"), t("rule")],
        others.map((entry) => [place({ ...entry, unit_text: "" }), `${entry.rows} × ${entry.columns}`, ruleWords("taken_for", entry.taken_for), entry.reason?.[state.language] ?? ruleWords("look_rule", entry.rule)])) : "",
    ]);
  };

  const listed = (title, heads, rows, count = rows.length) => el("details", { class: "card", open: rows.length < 40 },
    el("summary", {}, `${title} (${count})`),
    el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title },
      el("table", { class: "list" }, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, rows.map((row) => el("tr", {}, row.map((text) => el("td", {}, text))))))));

  // ------------------------------------------------------------------------------------------------ charts

  const budgets = () => {
    const money = data.values.filter((value) => value.measure === "budget" && value.period_type === "year" && value.base_unit === "원" && typeof value.base_value === "number");
    const bySource = (value) => series.get(seriesId(value))?.funding_source ?? "total";
    const groups = grouped(money, (value) => `${value.program_no}|${value.year}|${cells.get(value.key)?.table.at}`);
    return { money, bySource, once: [...groups.values()].flatMap((own) => { const totals = own.filter((value) => bySource(value) === "total"); return totals.length ? totals : own; }) };
  };

  const bars = (title, values, groupOf) => {
    const years = [...new Set(values.map((value) => value.year))].sort();
    const groups = [...grouped(values, groupOf).entries()];
    if (!groups.length) return "";
    const sum = (own, year) => own.filter((value) => value.year === year).reduce((total, value) => total + value.base_value, 0) / 1e6;
    const has = (own, year) => own.some((value) => value.year === year); // a year without a value is no zero
    const highest = Math.max(...groups.flatMap(([, own]) => years.map((year) => sum(own, year))), 1);
    const rows = groups.map(([name, own]) => el("tr", {}, el("th", { scope: "row" }, name),
      years.map((year) => el("td", {}, svg("svg", { viewBox: "0 0 100 10", class: "bar", "aria-hidden": "true", preserveAspectRatio: "none" },
        svg("rect", { width: Math.max(0, (100 * sum(own, year)) / highest), height: 10 })), has(own, year) ? shownNumber(Math.round(sum(own, year) * 10) / 10) : "–"))));
    return el("div", { class: "card" }, el("h3", {}, `${title} (${t("million_won")})`),
      el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, el("table", { class: "bars" },
        el("thead", {}, el("tr", {}, el("td"), years.map((year) => el("th", { scope: "col" }, t("year", { year }))))), el("tbody", {}, rows))));
  };

  const chartsSection = () => {
    const { money, bySource, once } = budgets();
    const payers = money.filter((value) => bySource(value) !== "total");
    const { in_scope, read, ignored, findings } = data.counts;
    const width = (part) => (in_scope ? (100 * part) / in_scope : 0);
    const odd = [...grouped(data.values.filter((value) => value.period_type === "year"), seriesId).entries()].filter(([, own]) => outliers(own).length);
    return section("charts", null, [
      el("div", { class: "card" }, el("h3", {}, t("coverage_title")), el("p", {}, t("coverage", data.counts)),
        svg("svg", { viewBox: "0 0 100 6", class: "coverage", preserveAspectRatio: "none", "aria-hidden": "true" },
          svg("rect", { class: "read", width: width(read), height: 6 }), svg("rect", { class: "ignored", x: width(read), width: width(ignored), height: 6 }),
          svg("rect", { class: "found", x: width(read + ignored), width: width(findings), height: 6 }))),
      bars(t("budget_by_strategy"), once, (value) => { const top = ancestors(value.program_no)[0]; return top ? programName(top.no) : t("plan_wide"); }),
      payers.length ? bars(t("budget_by_payer"), payers, (value) => t(`funding_${bySource(value)}`)) : "",
      once.length ? el("p", { class: "where" }, t("chart_note")) : "",
      odd.length ? el("div", { class: "card" }, el("h3", {}, t("outliers_title")), el("ul", { class: "odds" }, odd.map(([id, own]) => {
        const entry = series.get(id);
        return el("li", {}, spark(own, entry?.name ?? ""), " ", el("a", { href: `#table-${cells.get(own[0].key)?.table.at}` }, `${programName(own[0].program_no)} · ${entry ? seriesName(entry) : ""}`), " ",
          outliers(own).map((value) => `${periodName(value)} ${shownValue(value)} ${value.unit ?? ""}`).join(", "));
      }))) : "",
    ]);
  };

  // ------------------------------------------------------------------------------------------------ sign-off

  const signOffSection = () => {
    const document_ = data.document;
    const years = (first, last) => (first ? [...new Set([first, last])].join("–") : t("not_stated"));
    const bySeverity = (one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity);
    const open = data.findings.filter((finding) => !finding.resolution).sort(bySeverity);
    const settled = data.findings.filter((finding) => finding.resolution);
    const list = (title, found) => found.length ? el("div", {}, el("h3", {}, `${title} (${found.length})`), el("ol", { class: "sheet" }, found.map((finding) =>
      el("li", {}, `${MARKS[finding.severity]} ${t(finding.severity)} · ${finding.program_no ? programName(finding.program_no) : t("plan_wide")}: ${finding.said[state.language]}${findingPlace(finding) ? ` [${findingPlace(finding)}]` : ""}`, finding.resolution ? ` → ${finding.resolution}` : "")))) : "";
    return section("sign_off", null, el("div", { class: "card sheet" },
      el("h3", {}, document_.title || document_.name),
      facts([
        [t("document"), document_.name], ["SHA-256", document_.sha256], [t("size"), `${shownNumber(document_.bytes)} B${document_.pages ? `, ${document_.pages} p.` : ""}`],
        [t("provider"), document_.provider_name || t("not_stated")], [t("licence"), document_.licence || t("not_stated")],
        [t("plan_period"), years(document_.first_year, document_.last_year)], [t("values_period"), years(document_.data_first_year, document_.data_last_year)],
        [t("counts"), `${t("programs")} ${data.counts.programs} · ${t("tables")} ${data.counts.tables} · ${t("series")} ${data.counts.series} · ${t("values_count")} ${data.counts.values}`],
        [t("coverage_title"), t("coverage", data.counts)],
        [t("comparison"), headline()],
        [t("open_findings"), SEVERITIES.map((severity) => `${t(severity)} ${open.filter((finding) => finding.severity === severity).length}`).join(" · ")],
        [t("settled_findings"), String(settled.length)],
      ]),
      el("table", { class: "signatures" }, el("thead", {}, el("tr", {}, el("td"), [t("day"), t("signature")].map((head) => el("th", { scope: "col" }, head)))),
        el("tbody", {}, [t("looked_at_by"), t("approved_by")].map((who) => el("tr", {}, el("th", { scope: "row" }, who), el("td"), el("td"))))),
      list(t("open_findings"), open), list(t("settled_findings"), settled)));
  };

  const section = (name, count, content) => el("section", { id: name, "aria-labelledby": `${name}-title` },
    el("h2", { id: `${name}-title` }, t(name), count === null ? "" : el("span", { class: "count" }, ` ${count}`)), content);

  // ------------------------------------------------------------------------------------------------ filters and the whole page

  const filters = () => {
    const choice = (name, options) => el("label", {}, el("span", {}, t(name)),
      el("select", { onchange: (event) => { state.filters[name] = event.target.value; filter(); } },
        el("option", { value: "" }, t("all")), options.map(([value, text]) => el("option", { value, selected: state.filters[name] === value }, text))));
    const rules = [...new Set(data.findings.map((finding) => finding.rule))].sort();
    return el("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      el("label", { class: "wide" }, el("span", {}, t("search")), el("input", { type: "search", id: "search", value: state.filters.text, oninput: (event) => { state.filters.text = event.target.value; filter(); } })),
      choice("program", data.programs.map((node) => [node.no, `${"· ".repeat(ancestors(node.no).length - 1)}${programName(node.no)}`])),
      choice("severity", SEVERITIES.map((severity) => [severity, t(severity)])),
      choice("rule", rules.map((rule) => [rule, rule])),
      choice("status", [["open", t("open")], ["resolved", t("resolved")]]),
      el("output", { id: "shown", "aria-live": "polite" }));
  };

  const under = (no, wanted) => { for (let node = programs.get(no), steps = 0; node && steps < 9; node = programs.get(node.parent_no), steps += 1) if (node.no === wanted) return true; return no === wanted; };
  const unpunctuated = (text) => text.toLowerCase().replace(/(\d),(?=\d)/g, "$1"); // 32,000 is found as 32000, and the other way round
  const PAGE = /(?:^|\s)p\.?\s*(\d+)(?=\s|$)|(\d+)\s*쪽/g;
  const filter = () => {
    const { text, program, rule, severity, status } = state.filters;
    const asked = text.trim().toLowerCase();
    const pages = [...asked.matchAll(PAGE)].map((found) => Number(found[1] ?? found[2]));
    const wanted = unpunctuated(asked.replace(PAGE, " ")).split(/\s+/).filter(Boolean);
    const has = (own, one) => !one || (Array.isArray(own) ? own.includes(one) : own === one);
    const items = [...document.querySelectorAll(".item")];
    for (const item of items) {
      const own = item.filter;
      item.searched ??= unpunctuated(own.text);
      const nos = Array.isArray(own.program) ? own.program : [own.program];
      item.hidden = !(wanted.every((word) => item.searched.includes(word)) && pages.every((page) => own.pages?.includes(page)) && (!program || nos.some((no) => under(no, program))) &&
        has(own.rule, rule) && has(own.severity, severity) && has(own.status, status));
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".item:not([hidden])");
    document.getElementById("shown").textContent = t("shown", { shown: items.filter((item) => !item.hidden).length, all: items.length });
  };

  // what a person has compared so far, and what only machines have
  const headline = () => {
    const done = data.values.filter((value) => value.review_status && value.review_status !== "unreviewed").length;
    return [done ? t("compared_by_person", { done, all: data.values.length }) : t("not_yet_compared"), data.document.read_twice ? t("read_twice") : ""].filter(Boolean).join(" ");
  };

  // a heading is gone to until it stays: what is far away is laid out only when it comes near
  const goTo = (node) => {
    let left = 30; // frames at most
    let rest = 0;
    let last = null;
    const again = () => {
      node.scrollIntoView({ block: "start" });
      const top = Math.round(node.getBoundingClientRect().top);
      rest = top === last ? rest + 1 : 0;
      last = top;
      left -= 1;
      if (left && rest < 3) requestAnimationFrame(again);
    };
    again();
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    const node = link && document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!node) return;
    event.preventDefault();
    if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
    node.focus({ preventScroll: true });
    goTo(node);
  });
  const barHeight = new ResizeObserver((entries) => {
    const sticks = getComputedStyle(entries[0].target).position === "sticky";
    document.documentElement.style.setProperty("--bar", `${sticks ? Math.ceil(entries[0].target.offsetHeight) : 0}px`);
  });

  const help = () => {
    const box = document.getElementById("help");
    if (box.open) box.close();
    else box.showModal();
  };
  const helpBox = () => el("dialog", { id: "help", "aria-labelledby": "help-title" },
    el("h2", { id: "help-title" }, t("help")),
    el("ul", {}, ["help_view", data.document.read_twice ? "help_witness" : "", "help_sum", "help_search"].filter(Boolean).map((key) => el("li", {}, t(key))), el("li", {}, t(data.live ? "review_keys" : "keys"))),
    el("button", { type: "button", onclick: help }, t("close")));

  const header = () => {
    const { title, name, provider_name } = data.document;
    const chip = (severity) => el("a", { class: `badge ${severity}`, href: "#findings" }, `${MARKS[severity]} ${t(severity)} ${data.severities[severity]}`);
    return el("header", {},
      el("a", { class: "skip", href: "#findings" }, t("skip")),
      el("p", { class: "brand" }, `gongpyo · ${t("review")}`),
      el("h1", {}, title || name),
      el("p", {}, [name, provider_name].filter(Boolean).join(" · ")),
      el("p", { class: "chips" }, [["programs", "programs"], ["tables", "tables"], ["series", "series"], ["values_count", "values"]].map(([word, count]) => el("span", { class: "chip" }, `${t(word)} ${shownNumber(data.counts[count])}`)),
        ["error", "warning", "info", "resolved"].map(chip)),
      el("p", { class: "headline" }, headline()),
      el("p", { class: "where" }, t("coverage", data.counts)),
      el("nav", { class: "sections", "aria-label": t("review") },
        ["findings", "values", "left_out", "charts", "sign_off"].map((name_) => el("a", { href: `#${name_}` }, t(name_))),
        el("button", { type: "button", lang: state.language === "ko" ? "en" : "ko", onclick: () => { state.language = state.language === "ko" ? "en" : "ko"; remember("language", state.language); render(); } }, t("language")),
        el("button", { type: "button", onclick: () => { const dark = getComputedStyle(document.documentElement).colorScheme.includes("dark"); state.theme = dark ? "light" : "dark"; remember("theme", state.theme); themed(); } }, t("theme")),
        el("button", { type: "button", onclick: () => window.print() }, t("print")),
        el("button", { type: "button", onclick: help }, `? ${t("help")}`)));
  };

  const panel = () => el("aside", { id: "detail", hidden: true, "aria-label": t("read") },
    el("button", { type: "button", class: "small", onclick: () => choose("") }, t("close")), el("div", { id: "detail-body", "aria-live": "polite" }));

  const themed = () => { if (state.theme) document.documentElement.dataset.theme = state.theme; };

  const render = () => {
    document.documentElement.lang = state.language;
    const app = document.getElementById("app") ?? document.body.appendChild(el("div", { id: "app" }));
    app.replaceChildren(header(), el("main", {}, filters(), findingsSection(), valuesSection(), leftOutSection(), chartsSection(), signOffSection()),
      panel(), helpBox(), el("footer", {}, el("p", {}, t("keys"))));
    filter();
    barHeight.disconnect();
    barHeight.observe(document.querySelector(".filters"));
    document.dispatchEvent(new CustomEvent("gongpyo:rendered"));
    choose(cells.has(state.selected) ? state.selected : "");
  };

  // of the places of a cell that one is kept in sight that stands where the last one was chosen
  const chooseIn = (side, key) => {
    choose(key);
    const node = side?.querySelector(`td[data-key="${CSS.escape(key)}"], th[data-key="${CSS.escape(key)}"]`);
    node?.scrollIntoView({ block: "nearest", inline: "nearest" });
    uncover(node);
  };
  const step = (by) => {
    choose(""); // what is decided next is about the item that is gone to
    const items = [...document.querySelectorAll(".item:not([hidden])")];
    const now = items.indexOf(document.activeElement?.closest?.(".item"));
    items[Math.min(items.length - 1, Math.max(0, now < 0 ? 0 : now + by))]?.focus();
  };

  // a cell is a button: it is reached by the arrow keys from the one that was chosen last, and by the mouse
  document.addEventListener("click", (event) => { const node = event.target.closest?.("[data-key]"); if (node) { choose(node.dataset.key); uncover(node); } });
  for (const [kind, on] of [["mouseover", true], ["mouseout", false]]) {
    document.addEventListener(kind, (event) => {
      const key = event.target.closest?.("[data-key]")?.dataset.key;
      if (key) for (const node of document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) node.classList.toggle("near", on);
    });
  }
  const neighbour = (key, event) => {
    const found = cells.get(key);
    const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event];
    const inLine = found.table.cells.filter((cell) => (down ? cell.column === found.cell.column && (cell.row - found.cell.row) * down > 0 : cell.row === found.cell.row && (cell.column - found.cell.column) * right > 0));
    return inLine.sort((one, other) => Math.abs(one.row - found.cell.row + one.column - found.cell.column) - Math.abs(other.row - found.cell.row + other.column - found.cell.column))[0];
  };
  document.addEventListener("keydown", (event) => {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
    else if (event.key === "/") { event.preventDefault(); document.getElementById("search").focus(); }
    else if (event.key === "?") help();
    else if (event.key === "Escape") choose("");
    else if (event.key === "Enter" && event.target.classList?.contains("item")) {
      const key = (event.target.querySelector("td.value[data-key]") ?? event.target.querySelector("[data-key]"))?.dataset.key;
      if (key) choose(key);
    } else if (event.key.startsWith("Arrow") && cells.has(state.selected)) {
      const next = neighbour(state.selected, event.key);
      const found = [...document.querySelectorAll(".lit")].find((node) => { const box = node.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; })?.closest(".side");
      if (next) { event.preventDefault(); chooseIn(found, next.key); }
    }
  });

  // what a server's pages add to each finding, cell and table (review.js)
  window.gongpyo = { data, words, t, el, cells, series, seriesId, valuesAt, findingsAt, state, choose, render, MARKS };
  themed();
  render();
})();
