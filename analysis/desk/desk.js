// The panel of the desk. It draws nothing itself: pictures, tables and sentences come as escaped HTML from
// Python; text from the corpus that comes as plain text is only ever set as text.

// Marks of pictures and values of tables: a click, Enter or Space opens; arrow keys go from mark to mark.
export function wireMarks(root, open) {
  const find = (event) => event.target.closest && event.target.closest("[data-key]");
  root.addEventListener("click", (event) => {
    const mark = find(event);
    if (mark && root.contains(mark)) open(mark.dataset.key, mark);
  });
  root.addEventListener("keydown", (event) => {
    const mark = find(event);
    if (!mark || !mark.classList.contains("mark")) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(mark.dataset.key, mark);
      return;
    }
    const marks = [...mark.closest("svg").querySelectorAll(".mark")];
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -marks.length, End: marks.length };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const place = Math.min(Math.max(marks.indexOf(mark) + steps[event.key], 0), marks.length - 1);
    mark.setAttribute("tabindex", "-1");
    marks[place].setAttribute("tabindex", "0");
    marks[place].focus();
  });
}

const SHELL = `
<p class="desk-status" role="status" aria-live="polite">The panel starts. If it stays empty, run its cell again.</p>
<progress class="desk-busy" aria-label="Working"></progress>
<div class="desk-body" hidden>
  <div class="desk-views"></div>
  <div class="desk-shared">
    <button type="button" class="add">Add a picture beside it</button>
    <label>Compared by <select class="by" aria-label="Compared by"></select></label>
    <label>Shown <select class="over" aria-label="Shown"></select></label>
    <fieldset class="days"><legend>Days</legend>
      <label>From <input type="range" class="from" aria-label="From" min="0" value="0"> <output class="first"></output></label>
      <label>To <input type="range" class="to" aria-label="To" min="0"> <output class="last"></output></label>
    </fieldset>
  </div>
  <p class="help keys">Click a mark for its sentences. By keyboard: Tab to the picture, arrow keys, Home and End from mark to mark, Enter to open.</p>
  <div class="desk-pictures"></div>
  <section class="desk-sentences" hidden>
    <h3 tabindex="-1"></h3>
    <p class="of"></p>
    <div class="row">
      <label>Sorted <select class="sort" aria-label="Sorted"></select></label>
      <button type="button" class="previous">Previous page</button>
      <span class="place"></span>
      <button type="button" class="next">Next page</button>
      <button type="button" class="close">Back to the picture</button>
    </div>
    <div class="list"></div>
  </section>
  <section class="desk-article" hidden>
    <h3 tabindex="-1">Article</h3>
    <button type="button" class="close">Back to the sentences</button>
    <div class="text"></div>
  </section>
  <details class="desk-save"><summary>Save</summary>
    <div class="row">
      <button type="button" data-form="png">Picture (PNG)</button>
      <button type="button" data-form="svg">Picture (SVG)</button>
      <button type="button" data-form="table">Table (CSV)</button>
      <button type="button" data-form="sentences">Sentences (CSV)</button>
      <button type="button" class="cell-code">Notebook cell</button>
    </div>
    <div class="code" hidden>
      <label>Code of the cell <textarea aria-label="Code of the cell" readonly rows="10" spellcheck="false"></textarea></label>
      <div class="row">
        <button type="button" class="insert">Insert below this cell</button>
        <button type="button" class="copy">Copy</button>
      </div>
    </div>
    <div class="row">
      <label>Name of this view <input type="text" class="name" aria-label="Name of this view" maxlength="80"></label>
      <button type="button" class="keep">Keep</button>
      <label>Kept views <select class="kept" aria-label="Kept views"></select></label>
      <button type="button" class="take">Open</button>
      <button type="button" class="drop">Remove</button>
    </div>
  </details>
</div>`;
const FIRST = { what: "tone", which: "evaluation" };
const LEAST = 400; // pixels across of a picture beside others
const FEW = 40; // choices that a list shows; more are typed, with suggestions
let panels = 0;

function fill(select, options, value) {
  select.replaceChildren(...options.map(([key, label]) => new Option(label, key)));
  if (value !== undefined && options.some(([key]) => key === value)) select.value = value;
}

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function download(file) {
  const data = file.base64 ? Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0)) : file.data;
  const link = make("a", "", { download: file.name });
  link.href = URL.createObjectURL(new Blob([data], { type: file.mime }));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// JupyterLab gives scripts of an output no way to its cells; this uses what a person would: its own button.
async function insertBelow(panel, code) {
  const cell = panel.closest(".jp-Cell");
  const wait = () => new Promise((done) => setTimeout(done, 150));
  if (!cell) return false;
  cell.querySelector(".jp-InputPrompt")?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
  await wait();
  const selector = '[data-command="notebook:insert-cell-below"], [data-jp-item-name="insert-cell-below"] jp-button';
  const button = cell.querySelector(selector);
  if (!button) return false;
  button.click();
  await wait();
  const added = cell.closest(".jp-Notebook")?.querySelector(".jp-Cell.jp-mod-active");
  const editor = added && added !== cell && added.querySelector(".cm-content");
  if (!editor) return false;
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", code);
  editor.focus();
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
  await wait();
  return editor.textContent.includes("measured");
}

class Panel {
  constructor(model, el) {
    this.model = model;
    this.root = make("section", "", { class: "desk", "aria-label": "Desk" });
    // JupyterLab's own keys (b, d, arrows ...) do not act on what has the focus in the panel. It looks for
    // this sign on the element itself.
    this.root.addEventListener("focusin", (event) => { event.target.dataset.lmSuppressShortcuts = "true"; });
    this.root.innerHTML = SHELL; // written above; nothing of a corpus is in it
    el.append(this.root);
    this.number = panels += 1;
    this.keys = this.find(".keys").id = `desk-keys-${this.number}`;
    this.waiting = new Map();
    this.asked = 0;
    this.drawing = 0;
    this.views = [];
    this.shown = null; // what the sentences are of: { view, key, page }
    this.listen = (message) => this.receive(message);
    model.on("msg:custom", this.listen);
    this.wire();
    this.watch = new ResizeObserver(() => {
      clearTimeout(this.later);
      this.later = setTimeout(() => this.run(() => this.fit()), 300);
    });
    this.watch.observe(this.find(".desk-pictures"));
    this.start();
  }

  find(selector) { return this.root.querySelector(selector); }
  say(text) { this.find(".desk-status").textContent = text; }

  ask(message) {
    const id = `${this.number}-${(this.asked += 1)}`;
    this.busy(true);
    return new Promise((done, fail) => {
      this.waiting.set(id, { done, fail });
      this.model.send({ ...message, id });
    });
  }

  receive(message) {
    const asked = this.waiting.get(message.id);
    if (!asked) return;
    this.waiting.delete(message.id);
    this.busy(false);
    if (message.error) asked.fail(new Error(message.error)); else asked.done(message);
  }

  busy() {
    const works = this.waiting.size > 0 || arguments[0];
    this.find(".desk-busy").hidden = !works;
    this.root.setAttribute("aria-busy", String(works));
  }

  // Whatever goes wrong is said where a screen reader hears it.
  async run(work) {
    try { await work(); } catch (error) { this.say(error.message); }
  }

  async start() {
    await this.run(async () => {
      const offer = await this.ask({ do: "open" });
      this.offer = offer;
      fill(this.find(".over"), offer.over);
      fill(this.find(".by"), [["outlet", "outlet"]]);
      fill(this.find(".sort"), offer.sorts);
      this.listKept(offer.kept);
      this.find(".days").hidden = offer.days.length < 2;
      for (const name of [".from", ".to"]) this.find(name).max = Math.max(offer.days.length - 1, 0);
      this.find(".to").value = offer.days.length - 1;
      this.nameDays();
      this.find(".desk-body").hidden = false;
      await this.addView(FIRST);
      await this.draw();
    });
  }

  // One block of controls for each picture.
  async addView(given) {
    const block = make("fieldset", "", { class: "desk-view" });
    const what = make("select", "", { "aria-label": "What" });
    const which = make("span", "", { class: "which" });
    const remove = make("button", "Remove", { type: "button" });
    const label = make("label", "What ");
    label.append(what);
    block.append(make("legend"), label, which, remove);
    fill(what, this.offer.kinds, given.what);
    const view = { block, what, which, control: null };
    this.views.push(view);
    this.find(".desk-views").append(block);
    what.addEventListener("change", () => this.run(async () => { await this.offerWhich(view); await this.draw(); }));
    remove.addEventListener("click", () => this.run(async () => {
      this.views.splice(this.views.indexOf(view), 1);
      block.remove();
      this.number_views();
      this.views[0].what.focus();
      await this.draw();
    }));
    this.number_views();
    await this.offerWhich(view, given.which);
  }

  number_views() {
    this.views.forEach((view, place) => {
      view.block.querySelector("legend").textContent = `Picture ${place + 1}`;
      view.block.querySelector("button").hidden = this.views.length < 2;
    });
    this.find(".add").disabled = this.views.length >= this.offer.most;
  }

  async offerWhich(view, value) {
    const what = view.what.value;
    view.control = null;
    view.which.replaceChildren();
    if (what === "articles") return;
    const choices = what === "words" ? [] : (await this.ask({ do: "choices", what })).choices;
    const first = value ?? (what === "words" ? "ceasefire*" : choices.length ? choices[0][0] : "");
    const label = make("label", what === "words" ? "Words " : "Which ");
    let control;
    if (what !== "words" && choices.length <= FEW) {
      control = make("select");
      fill(control, choices, first);
    } else {
      const id = `desk-${this.number}-${Math.random().toString(36).slice(2)}`;
      control = make("input", "", { type: "search", list: id, autocomplete: "off", size: what === "words" ? 36 : 28 });
      control.value = first;
      const list = make("datalist", "", { id });
      fill(list, choices);
      view.which.append(list);
      if (what === "words") {
        const help = make("span", this.offer.help, { class: "help", id: `${id}-help` });
        control.setAttribute("aria-describedby", help.id);
        view.which.append(help);
      }
    }
    control.setAttribute("aria-label", label.textContent.trim());
    label.append(control);
    view.which.prepend(label);
    view.control = control;
    let drawn = control.value;
    const draw = () => {
      if (control.value === drawn) return;
      drawn = control.value;
      this.run(() => this.draw());
    };
    control.addEventListener("change", draw);
    // In JupyterLab the Enter key does not make the browser say that the text has changed.
    control.addEventListener("keydown", (event) => { if (event.key === "Enter") draw(); });
  }

  days() {
    const [from, to] = [".from", ".to"].map((name) => Number(this.find(name).value));
    const last = this.offer.days.length - 1;
    if (last < 1 || (from === 0 && to === last)) return { since: "", until: "" };
    return { since: this.offer.days[from][0], until: this.offer.days[to][1] };
  }

  nameDays() {
    if (!this.offer.days.length) return;
    for (const [range, output, end] of [[".from", ".first", 0], [".to", ".last", 1]]) {
      const day = this.offer.days[Number(this.find(range).value)][end];
      this.find(output).textContent = day;
      this.find(range).setAttribute("aria-valuetext", day);
    }
  }

  list() {
    const shared = { by: this.find(".by").value, over: this.find(".over").value, ...this.days() };
    return this.views.map((view) => ({ what: view.what.value, which: view.control ? view.control.value : "", ...shared }));
  }

  async draw() {
    const mine = (this.drawing += 1);
    this.say("Drawing …");
    const views = this.list();
    const width = this.room(views.length);
    const answer = await this.ask({ do: "draw", views, width });
    if (mine !== this.drawing) return;
    this.width = width;
    const by = this.find(".by");
    const columns = [...new Set([...answer.columns, ...answer.drawn.flatMap((one) => one.columns || [])])];
    const allowed = columns.length ? columns : ["outlet"];
    const lost = columns.length > 0 && !columns.includes(by.value) && by.value !== "outlet";
    fill(by, allowed.map((name) => [name, name.replaceAll("_", " ")]), lost ? "outlet" : by.value);
    if (lost) { await this.draw(); return; }
    this.find(".desk-pictures").replaceChildren(...answer.drawn.map((one) => this.show(one)));
    this.drawn = answer.drawn;
    this.closeSentences(false);
    const wrong = answer.drawn.find((one) => one.error);
    this.say(wrong ? wrong.error : answer.drawn.map((one) => one.pictures[0].title).join("; ") + ": drawn.");
    if (answer.drawn.length === 1 && views[0].what === "words" && !wrong) {
      await this.read({ view: answer.drawn[0].pictures[0].view, key: "", page: 1 }, null);
    }
  }

  // In a panel that got wider or narrower the pictures are drawn anew, so that letters keep their size. What
  // is open stays open.
  async fit() {
    const views = this.list();
    const width = this.room(views.length);
    if (!this.width || this.waiting.size || width <= 0 || Math.abs(width - this.width) < this.width / 8) return;
    const mine = (this.drawing += 1);
    const answer = await this.ask({ do: "draw", views, width });
    if (mine !== this.drawing) return;
    this.width = width;
    this.drawn = answer.drawn;
    this.find(".desk-pictures").replaceChildren(...answer.drawn.map((one) => this.show(one)));
  }

  // The pixels across of one of so many pictures side by side, as the style lays them out.
  room(n) {
    const whole = this.find(".desk-pictures").clientWidth;
    const columns = Math.max(Math.min(n, Math.floor((whole + 16) / (LEAST + 16))), 1);
    return (whole - 16 * (columns - 1)) / columns;
  }

  // The pictures of one view, each above its table.
  show(one) {
    const column = make("div", "", { class: "desk-column" });
    if (one.error) {
      column.append(make("h3", one.title), make("p", one.error, { class: "wrong" }));
      return column;
    }
    for (const picture of one.pictures) {
      const figure = make("figure");
      const chart = make("div", "", { class: "chart" });
      chart.innerHTML = picture.svg;
      chart.firstElementChild.setAttribute("aria-describedby", this.keys);
      const table = make("details");
      const body = make("div", "", { class: "table", tabindex: "0", role: "region", "aria-label": `Table: ${picture.title}` });
      body.innerHTML = picture.table;
      const words = make("details");
      words.append(make("summary", "In words"), make("p", picture.words));
      const all = make("button", "All its sentences", { type: "button", class: "all", "data-key": "" });
      table.append(make("summary", "Table"), body);
      figure.append(make("figcaption", picture.title), chart, all, table, words);
      if (picture.note) chart.before(make("p", picture.note, { class: "help" }));
      wireMarks(figure, (key, mark) => this.run(() => this.read({ view: picture.view, key, page: 1 }, mark)));
      column.append(figure);
    }
    return column;
  }

  async read(shown, mark) {
    this.say("Reading sentences …");
    const sort = this.find(".sort").value;
    const page = await this.ask({ do: "read", ...shown, sort });
    this.shown = shown;
    if (mark) this.mark = mark;
    const section = this.find(".desk-sentences");
    section.querySelector("h3").textContent = page.heading;
    section.querySelector(".of").textContent = page.title;
    section.querySelector(".place").textContent = `Page ${page.page} of ${page.n_pages}`;
    section.querySelector(".previous").disabled = page.page <= 1;
    section.querySelector(".next").disabled = page.page >= page.n_pages;
    section.querySelector(".list").innerHTML = page.html;
    section.hidden = false;
    this.find(".desk-article").hidden = true;
    if (mark) { section.querySelector("h3").focus(); section.scrollIntoView({ block: "nearest" }); }
    this.say(`${page.heading}. Page ${page.page} of ${page.n_pages}.`);
  }

  closeSentences(back) {
    this.find(".desk-sentences").hidden = true;
    this.find(".desk-article").hidden = true;
    if (!back) return;
    if (this.mark && this.mark.isConnected) this.mark.focus();
    this.say("The sentences are closed.");
  }

  async openArticle(button) {
    this.say("Opening the article …");
    const { html } = await this.ask({ do: "article", article: button.dataset.article });
    const section = this.find(".desk-article");
    section.querySelector(".text").innerHTML = html;
    section.hidden = false;
    this.opened = button;
    section.querySelector("h3").focus();
    const sentence = section.querySelector(`.sentence[id$="s${Number(button.dataset.sentence)}"]`);
    if (sentence) { sentence.classList.add("here"); sentence.scrollIntoView({ block: "center" }); }
    this.say("The article is open, with all layers marked.");
  }

  listKept(names) { fill(this.find(".kept"), names.map((name) => [name, name])); }

  async take(views) {
    this.views.splice(0).forEach((view) => view.block.remove());
    for (const view of views) await this.addView(view);
    const { by, over, since, until } = views[0];
    const select = this.find(".by");
    if (![...select.options].some((option) => option.value === by)) select.append(new Option(by, by));
    select.value = by;
    this.find(".over").value = over;
    const days = this.offer.days;
    const from = since ? days.findIndex((day) => day[0] >= since) : 0;
    const to = until ? days.findLastIndex((day) => day[1] <= until) : days.length - 1;
    this.find(".from").value = Math.max(from, 0);
    this.find(".to").value = to < 0 ? days.length - 1 : to;
    this.nameDays();
    await this.draw();
  }

  wire() {
    const on = (selector, event, work) =>
      this.find(selector).addEventListener(event, (given) => this.run(() => work(given)));
    for (const name of [".by", ".over"]) on(name, "change", () => this.draw());
    for (const [name, other] of [[".from", ".to"], [".to", ".from"]]) {
      on(name, "input", () => {
        const [here, there] = [this.find(name), this.find(other)];
        const crossed = Number(this.find(".from").value) > Number(this.find(".to").value);
        if (crossed) there.value = here.value;
        this.nameDays();
      });
      on(name, "change", () => this.draw());
    }
    on(".add", "click", async () => {
      await this.addView(this.list()[this.views.length - 1]);
      this.views[this.views.length - 1].what.focus();
      await this.draw();
    });
    on(".sort", "change", () => this.read({ ...this.shown, page: 1 }, null));
    on(".previous", "click", () => this.read({ ...this.shown, page: this.shown.page - 1 }, null));
    on(".next", "click", () => this.read({ ...this.shown, page: this.shown.page + 1 }, null));
    on(".desk-sentences .close", "click", () => this.closeSentences(true));
    on(".desk-article .close", "click", () => { this.find(".desk-article").hidden = true; this.opened?.focus(); });
    on(".list", "click", (event) => {
      const button = event.target.closest("button.article");
      return button && this.openArticle(button);
    });
    on(".desk-save", "click", (event) => {
      const form = event.target.dataset?.form;
      return form && this.save(form);
    });
    on(".cell-code", "click", async () => {
      const { cells } = await this.ask({ do: "cells", views: this.list() });
      this.find(".code").hidden = false;
      this.find("textarea").value = cells.join("\n\n");
      this.find("textarea").focus();
      this.say("The code of the cell is below.");
    });
    on(".insert", "click", async () => {
      const done = await insertBelow(this.root, this.find("textarea").value);
      this.say(done ? "The cell is below this one." : "The cell could not be inserted here: copy its code.");
    });
    on(".copy", "click", async () => {
      this.find("textarea").select();
      if (navigator.clipboard) await navigator.clipboard.writeText(this.find("textarea").value);
      else document.execCommand("copy");
      this.say("The code is copied.");
    });
    on(".keep", "click", async () => {
      const name = this.find(".name").value;
      const answer = await this.ask({ do: "keep", name, views: this.list() });
      this.listKept(answer.kept);
      this.say(`Kept in ${answer.file}.`);
    });
    on(".drop", "click", async () => {
      this.listKept((await this.ask({ do: "drop", name: this.find(".kept").value })).kept);
      this.say("Removed.");
    });
    on(".take", "click", async () => this.take((await this.ask({ do: "take", name: this.find(".kept").value })).views));
  }

  async save(form) {
    const sort = this.find(".sort").value;
    if (form === "sentences" && this.shown && !this.find(".desk-sentences").hidden) {
      const { view, key } = this.shown;
      download(await this.ask({ do: "save", form, view, key, sort }));
    } else {
      const pictures = (this.drawn || []).flatMap((one) => one.pictures || []);
      if (!pictures.length) throw new Error("There is no picture to save: choose what is shown first.");
      for (const { view } of pictures) download(await this.ask({ do: "save", form, view, sort }));
    }
    this.say("Saved with the browser's downloads.");
  }
}

function render({ model, el }) {
  const panel = new Panel(model, el);
  return () => {
    panel.watch.disconnect();
    model.off("msg:custom", panel.listen);
  };
}

export default { render };
