"use strict";
// Decisions of a reviewer. The texts come from the data, not from the page: HTML does not keep every line end.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const root = document.documentElement;
  const slider = byId("least");
  const tip = byId("tip");
  const marks = [];
  const byElement = new Map();
  let current = null;
  const unsaved = new Set(); // texts with decisions that are in no file yet

  for (const [number, text] of data.entries()) {
    for (const piece of text.pieces) {
      if (typeof piece === "string") continue;
      piece.text = number;
      piece.decision = null; // "accepted", "rejected", or null: as proposed
      piece.link = byId(`mark-${piece.id}`);
      piece.card = byId(`card-${piece.id}`);
      byElement.set(piece.link, piece).set(piece.card, piece);
      marks.push(piece);
    }
  }
  const alike = new Map();
  for (const mark of marks) {
    if (alike.has(mark.form)) alike.get(mark.form).push(mark);
    else alike.set(mark.form, [mark]);
  }

  const least = () => Number(slider.value) / 100;
  const sureEnough = (mark) => mark.made && mark.confidence >= least();
  const isMade = (mark) => mark.decision === "accepted" || (mark.decision === null && sureEnough(mark));
  const isShown = (mark) =>
    mark.decision !== null || (mark.made ? sureEnough(mark) : byId("show-left").checked);
  const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;

  function draw() {
    for (const mark of marks) {
      const made = isMade(mark);
      const shown = isShown(mark);
      mark.link.classList.toggle("is-made", made);
      mark.link.classList.toggle("decided", mark.decision !== null);
      mark.link.classList.toggle("off", !shown);
      mark.link.tabIndex = shown ? 0 : -1;
      mark.card.classList.toggle("off", !shown);
      mark.card.classList.toggle("accepted", mark.decision === "accepted");
      mark.card.classList.toggle("rejected", mark.decision === "rejected");
      mark.card.parentElement.hidden = !shown;
      mark.card.querySelector(".accept").setAttribute("aria-pressed", mark.decision === "accepted");
      mark.card.querySelector(".reject").setAttribute("aria-pressed", mark.decision === "rejected");
    }
    const changes = marks.filter((mark) => mark.made || mark.decision === "accepted");
    const decided = marks.filter((mark) => mark.decision !== null).length;
    byId("threshold").textContent = `${slider.value} %`;
    byId("made-count").textContent =
      `${changes.filter(isMade).length} of ${count(changes.length, "change")}, ${decided} decided`;
    byId("exclusions").disabled = !marks.some((mark) => mark.decision === "rejected");
    root.classList.toggle("both", byId("show-both").checked);
    if (current && !isShown(current)) close();
  }

  const say = (message) => { byId("said").textContent = message; };

  function open(mark, { focus = false } = {}) {
    hideTip();
    if (current && current !== mark) close();
    current = mark;
    mark.card.open = true;
    mark.card.classList.add("current");
    mark.link.classList.add("current");
    if (focus) mark.link.focus({ preventScroll: true });
    mark.link.scrollIntoView({ block: "nearest" });
    mark.card.scrollIntoView({ block: "nearest" });
  }

  function close() {
    if (!current) return;
    current.card.open = false;
    current.card.classList.remove("current");
    current.link.classList.remove("current");
    current = null;
  }

  function step(by) {
    const shown = marks.filter(isShown);
    if (!shown.length) return;
    const focused = byElement.get(document.activeElement.closest(".mark, .card"));
    const from = shown.indexOf(current ?? focused);
    const to = from < 0 ? (by > 0 ? 0 : shown.length - 1) : from + by;
    if (shown[to]) open(shown[to], { focus: true });
    else say(by > 0 ? "That was the last name." : "That was the first name.");
  }

  function decide(chosen, decision) {
    for (const mark of chosen) {
      mark.decision = decision;
      unsaved.add(data[mark.text]);
    }
    draw();
    const [mark] = chosen;
    const state = decision ?? "as proposed";
    say(`${mark.surface}: ${state}${chosen.length > 1 ? ` in ${chosen.length} places` : ""}. ${byId("made-count").textContent}.`);
  }

  const toggled = (mark, decision) => (mark.decision === decision ? null : decision);

  function corrected(text) {
    return text.pieces
      .map((piece) => (typeof piece === "string" ? piece : isMade(piece) ? piece.replacement : piece.surface))
      .join("");
  }

  // JSON's string escapes are all TOML's; what JSON leaves and TOML forbids is escaped here.
  const tomlString = (text) =>
    JSON.stringify(text.toWellFormed ? text.toWellFormed() : text).replaceAll("\x7f", "\\u007f");

  function exclusions() {
    const forms = new Set(marks.filter((mark) => mark.decision === "rejected").map((mark) => mark.form));
    const lines = [...forms].sort().map((form) => `  ${tomlString(form)},\n`).join("");
    return `# Rejected in a review: slavonym never touches these forms.\n[tables]\nexclude = [\n${lines}]\n`;
  }

  function save(name, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say(`${name} saved.`);
  }

  function showTip(mark) {
    if (!isShown(mark) || mark === current) return;
    const verdict = mark.card.querySelector(".reason")?.textContent ?? "";
    tip.textContent =
      `${mark.surface} → ${mark.replacement}, ${mark.card.querySelector(".confidence").textContent}` +
      (verdict ? `. ${verdict}` : "");
    tip.hidden = false;
    const place = mark.link.getClientRects()[0];
    const above = place.top - tip.offsetHeight - 8;
    const left = Math.min(place.left, root.clientWidth - tip.offsetWidth - 12);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${(above > byId("texts").previousElementSibling.offsetHeight ? above : place.bottom + 8) + scrollY}px`;
    mark.link.setAttribute("aria-describedby", "tip");
  }

  function hideTip() {
    tip.hidden = true;
    document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
  }

  for (const mark of marks) {
    const { link, card } = mark;
    const same = alike.get(mark.form);
    card.open = false;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (current === mark) close();
      else open(mark);
    });
    link.addEventListener("mouseenter", () => showTip(mark));
    link.addEventListener("focus", () => showTip(mark));
    link.addEventListener("mouseleave", hideTip);
    link.addEventListener("blur", hideTip);
    card.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      if (current === mark) close();
      else open(mark);
    });
    card.querySelector(".accept").addEventListener("click", () => decide([mark], toggled(mark, "accepted")));
    card.querySelector(".reject").addEventListener("click", () => decide([mark], toggled(mark, "rejected")));
    if (same.length > 1) {
      const all = card.querySelector(".all");
      all.hidden = false;
      all.textContent = `Reject all ${same.length}`;
      all.addEventListener("click", () => decide(same, "rejected"));
    }
  }
  for (const section of document.querySelectorAll("section.text")) {
    const text = data[Number(section.dataset.text)];
    section.querySelector(".save").addEventListener("click", () => {
      save(text.name, corrected(text));
      unsaved.delete(text);
    });
  }
  byId("exclusions").addEventListener("click", () => save("exclusions.toml", exclusions()));
  byId("next").addEventListener("click", () => step(1));
  byId("previous").addEventListener("click", () => step(-1));
  byId("help").addEventListener("click", () => byId("keys").showModal());
  for (const id of ["least", "show-left", "show-both"]) byId(id).addEventListener("input", draw);

  const flip = (id) => { byId(id).checked = !byId(id).checked; draw(); };
  const verdict = (decision, everywhere) => {
    if (!current) return;
    decide(everywhere ? alike.get(current.form) : [current], toggled(current, decision));
    if (current?.decision) step(1);
  };
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: (event) => verdict("accepted", event.shiftKey),
    r: (event) => verdict("rejected", event.shiftKey),
    u: () => { if (current) decide([current], null); },
    b: () => flip("show-both"),
    l: () => flip("show-left"),
    "?": () => byId("keys").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!tip.hidden) hideTip();
      else if (!byId("keys").open) close();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || byId("keys").open || !byId("keys-on").checked) return;
    const act = keys[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act(event);
    }
  });
  addEventListener("beforeunload", (event) => { if (unsaved.size) event.preventDefault(); });
  addEventListener("beforeprint", () => { for (const mark of marks) mark.card.open = true; });
  addEventListener("afterprint", () => { for (const mark of marks) mark.card.open = mark === current; });

  root.classList.add("js");
  draw();
})();
