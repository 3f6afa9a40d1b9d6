"use strict";
// A table as its file says it, and under each of its rows what was read of it, so that the eye goes from one to the other.
window.gongpyoCompared = ({ el, t, lines, grouped, cells, valuesAt, valuesOfTable, series, seriesId, tableClass, cellClass, valueCell, programName, seriesName, periodName, spark }) => {
  const MANY = 8; // columns from which on a table is set closer, so that ten years stand on one screen
  const end = (from, span) => from + (span ?? 1) - 1;
  const sumMark = (entry) => {
    const said = { right: ["=", "right"], wrong: ["≠", "wrong"], off: ["≠", "wrong"] }[entry.sum] ?? ["–", "unchecked"];
    return el("span", { class: `sum ${said[1]}` }, `${said[0]} ${t(`sum_${entry.sum}`)}`);
  };
  const named = (value) => {
    const entry = series.get(seriesId(value)) ?? { name: "", measure: value.measure };
    return [el("span", { class: `kind ${entry.measure}` }, t(entry.measure)), ` ${seriesName(entry)}`, el("span", { class: "unit" }, ` ${entry.unit ?? value.unit ?? ""}`)];
  };
  const firstOf = (values, keyOf) => [...new Map(values.map((value) => [keyOf(value), value])).values()];

  return (table, only) => {
    const shownOf = (cell) => rows.filter((row) => cell.row <= row && row <= end(cell.row, cell.spans?.[0]));
    const wanted = only?.map((key) => cells.get(key)?.cell).filter(Boolean);
    const all = [...new Set(table.cells.flatMap((cell) => cell.row))].sort((one, other) => one - other);
    const heads = new Set(table.cells.filter((cell) => cell.head).map((cell) => cell.row));
    const rows = all.filter((row) => !wanted || heads.has(row) || wanted.some((cell) => cell.row <= row && row <= end(cell.row, cell.spans?.[0])));
    const width = Math.max(...table.cells.map((cell) => end(cell.column, cell.spans?.[1]))) + 1;

    const read = valuesOfTable.get(table.at) ?? [];
    const rowsOf = new Map([...grouped(read, seriesId).entries()].map(([id, own]) => [id, new Set(own.map((value) => cells.get(value.key).cell.row)).size]));
    const lastRow = (cell) => shownOf(cell).at(-1);
    const told = table.cells.filter((cell) => !cell.head && (valuesAt.has(cell.key) || cell.fate === "finding"));
    const toldRows = new Set(told.map(lastRow));
    const lastHead = Math.max(...rows.filter((row) => heads.has(row)), -1);
    const isSideways = read.length > 1 && [...rowsOf.values()].every((count) => count > 1);

    // what a column was read as: its periods, or its series where the years go down the side; where they are several, each cell says its own
    const readAs = (value) => (isSideways ? seriesName(series.get(seriesId(value)) ?? { name: "" }) : periodName(value));
    const inOne = read.filter((value) => (cells.get(value.key).cell.spans?.[1] ?? 1) === 1);
    const columns = new Map([...grouped(inOne, (value) => cells.get(value.key).cell.column).entries()].map(([column, own]) => [column, [...new Set(own.map(readAs))]]));
    const ownSaid = (values, cell) => {
      const over = [...columns.entries()].filter(([column]) => cell.column <= column && column <= end(cell.column, cell.spans?.[1])).map(([, said]) => said);
      const own = [...new Set(values.map(readAs))];
      return over.length && over.every((said) => said.length === 1) && own.every((said) => over.flat().includes(said)) ? [] : own;
    };
    const readHead = () => {
      const parts = [];
      const isOver = (column) => table.cells.some((cell) => cell.column <= column && column <= end(cell.column, cell.spans?.[1]) && shownOf(cell).includes(lastHead) && lastRow(cell) > lastHead);
      for (let column = 0; column < width; column += 1) {
        if (isOver(column)) continue; // a cell of the head goes on below it, so that its place in this line is taken
        const said = columns.get(column);
        if (said === undefined && parts.length) { parts.push(el("td")); continue; }
        parts.push(el(said || column ? "td" : "th", { class: column ? "when" : "first" }, said?.join(", ") ?? el("span", { class: "tag" }, t("columns_read_as"))));
      }
      return el("tr", { class: "reading heads" }, parts);
    };

    // what a row was read as, before its values: its series, or the year of a row where the years go down the side
    const label = (values) => {
      const own = isSideways ? firstOf(values, periodName).map(periodName) : firstOf(values, seriesId).map(named);
      const others = firstOf(values.filter((value) => value.program_no !== table.program_no), (value) => value.program_no);
      return [el("span", { class: "tag" }, t("read")), " ", ...others.map((value) => el("span", { class: "of" }, programName(value.program_no))), ...own.map((said) => el("span", { class: "of_row" }, said))];
    };
    const sums = (values) => firstOf(values, seriesId).map((value) => {
      const entry = series.get(seriesId(value));
      const years = valuesOfSeries(entry ? seriesId(entry) : "").filter((one) => one.period_type === "year");
      return entry ? el("div", {}, sumMark(entry), spark(years, entry.name)) : "";
    });
    const bySeries = grouped(read, seriesId);
    const valuesOfSeries = (id) => bySeries.get(id) ?? [];

    const fileRow = (row, values) => {
      const own = table.cells.filter((cell) => shownOf(cell)[0] === row).sort((one, other) => one.column - other.column);
      const printed = own.map((cell) => {
        const over = shownOf(cell);
        const span = over.length + over.slice(0, -1).filter((each) => toldRows.has(each) || (read.length && each === lastHead)).length;
        return el(cell.head ? "th" : "td", { "data-key": cell.key, class: `${cellClass(cell)} ${cell.column ? "" : "first"}`.trim(), rowspan: span > 1 && span, colspan: cell.spans?.[1] > 1 && cell.spans[1] }, lines(cell.text));
      });
      if (!read.length || isSideways) return el("tr", {}, printed);
      const isTop = row === rows[0] && heads.has(row);
      if (heads.has(row) && !isTop) return el("tr", {}, printed);
      return el("tr", {}, printed, isTop ? el("th", { class: "beside", scope: "col", rowspan: rows.filter((each) => heads.has(each)).length + 1 }, t("sum_of_row"))
        : el("td", { class: "beside", rowspan: toldRows.has(row) && 2 }, sums(values)));
    };

    const readRow = (row, values) => {
      const units = firstOf(values, seriesId).length > 1;
      const parts = [];
      let empty = 0;
      let isNamed = false;
      const flush = () => {
        if (!empty) return;
        parts.push(isNamed ? el("td", { colspan: empty > 1 && empty }) : el("th", { class: parts.length ? "" : "first", scope: "row", colspan: empty > 1 && empty }, label(values)));
        isNamed = true;
        empty = 0;
      };
      for (let column = 0; column < width;) {
        const cell = table.cells.find((each) => each.column <= column && column <= end(each.column, each.spans?.[1]) && shownOf(each).includes(row));
        const span = cell ? end(cell.column, cell.spans?.[1]) - column + 1 : 1;
        const isOver = cell && lastRow(cell) > row; // it goes on below, so that its place in this line is taken
        const own = !isOver && cell && !cell.head ? valuesAt.get(cell.key) ?? [] : [];
        if (isOver) flush();
        else if (own.length) { flush(); parts.push(valueCell(own, cell, { units, span, others: ownSaid(own, cell) })); }
        else if (cell?.fate === "finding") { flush(); parts.push(valueCell([], cell, { units, span, others: [] })); }
        else empty += span;
        column += span;
      }
      flush();
      return el("tr", { class: "reading" }, parts);
    };

    const body = rows.flatMap((row) => {
      const values = told.filter((cell) => lastRow(cell) === row).flatMap((cell) => valuesAt.get(cell.key) ?? []);
      return [fileRow(row, values), toldRows.has(row) ? readRow(row, values) : "", row === lastHead && read.length ? readHead() : ""].filter(Boolean);
    });
    const sideways = isSideways ? el("ul", { class: "sums" }, [...bySeries.values()].map((own) => el("li", {}, named(own[0]), " ", sums([own[0]])))) : "";
    return el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": `${t("file_says")}, ${t("read")} ${table.title}` },
      el("table", { class: `${tableClass(table)} ${width > MANY ? "wide" : ""}`.trim() }, el("tbody", {}, body)), sideways);
  };
};
