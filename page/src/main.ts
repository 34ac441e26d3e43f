import { redo, undo, undoDepth } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { type Actions, card, fixWords } from "./card";
import { extensions } from "./editor";
import { button, byId, make } from "./elements";
import { List } from "./list";
import { type Mark, mend, marking, markAt, marks, select, selectedMark, setShown } from "./marks";
import { SAMPLE } from "./sample";
import * as server from "./server";
import { Session } from "./session";
import { strip } from "./strip";
import type { Info, Rule, Severity } from "./types";
import { Theme } from "./theme";
import { verdict } from "./verdict";

/** What is said of the kinds of files: the best known suffixes of each, of which those are shown that can be read. */
const FAMILIES: [string[], string][] = [
  [[".docx", ".doc"], "Word"],
  [[".wps"], "WPS"],
  [[".txt"], "纯文本"],
  [[".pdf"], "PDF"],
  [[".html"], "网页"],
  [[".md"], "Markdown"],
  [[".ofd"], "OFD"],
];

let info: Info = { version: "", suffixes: [".txt"], formats: [], categories: {}, largest: 0 };
let rules = new Map<string, Rule>();
const ignored = new Map<string, string>();
let mended = 0;
let state: "empty" | "checking" | "checked" | "failed" = "empty";
let toastTimer = 0;

const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

/** A mark as it stands now: the text may have changed since a button for it was drawn. */
function current(mark: Mark): Mark | undefined {
  return view.state.field(marks).all.find((other) => other.key === mark.key);
}

const actions: Actions = {
  go: (mark) => {
    const now = current(mark);
    if (now) go(now);
    view.focus();
  },
  look: (place) => {
    view.dispatch({ selection: { anchor: place }, effects: EditorView.scrollIntoView(place, { y: "center" }) });
    view.focus();
  },
  fix: (mark) => {
    const now = current(mark);
    if (now) fix([now]);
  },
  ignore: (mark) => ignore(`one ${mark.key}`, "已忽略这一处"),
  ignoreRule: (mark) => {
    const name = rules.get(mark.finding.rule)?.name ?? mark.finding.rule;
    ignore(`rule ${mark.finding.rule}`, `本文不再提示“${name}”`);
  },
  rule: (id) => rules.get(id),
};

const more = [
  marking((mark) => card(mark, actions)),
  keymap.of([
    { key: "F8", run: () => step(1), shift: () => step(-1) },
    { key: "Alt-Enter", run: () => act(actions.fix) },
    { key: "Alt-Delete", run: () => act(actions.ignore) },
    { key: "Escape", run: () => leave() },
  ]),
  EditorView.updateListener.of((update) => {
    session.update(update);
    // While one types, what stands beside the text may follow a frame later.
    if (update.docChanged) drawSoon();
    else if (update.startState.field(marks) !== update.state.field(marks)) draw();
  }),
  EditorView.domEventHandlers({
    mouseup: (event) => {
      const place = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (place === null || !view.state.selection.main.empty) return;
      const mark = markAt(view.state, place);
      view.dispatch({ effects: select.of(mark ? mark.key : "") });
    },
  }),
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.isUserEvent("input.fix")) return transaction;
    if (transaction.isUserEvent("undo") || transaction.isUserEvent("redo")) return transaction;
    if (!session.isBound || session.keepsParagraphs(transaction.changes, transaction.startState.doc)) return transaction;
    toast("这种文件请在原来的程序里分段、并段；这里只改段内的字");
    return [];
  }),
];

const fresh = (text: string) =>
  EditorState.create({ doc: text, extensions: extensions(nonce, more) }).update({ effects: setShown.of(wants) }).state;

const view = new EditorView({ state: fresh(""), parent: byId("editor") });

const session = new Session(view, fresh, {
  checking: () => {
    state = session.isEmpty ? "empty" : "checking";
    summary();
  },
  checked: () => {
    state = session.isEmpty ? "empty" : "checked";
    draw();
  },
  failed: (message) => {
    state = "failed";
    draw();
    toast(message);
    byId("detail").textContent = message;
  },
  noticed: (message) => {
    byId("notice").textContent = message;
    byId("notice").hidden = !message;
  },
});

const list = new List(byId("list"), actions, () => info.categories);

// --- what is shown ---------------------------------------------------------

function severities(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>("[data-severity]")];
}

function isIgnored(mark: Mark): boolean {
  return ignored.has(`one ${mark.key}`) || ignored.has(`rule ${mark.finding.rule}`);
}

function fixable(mark: Mark): boolean {
  return mark.edits.length > 0 && mark.makeable;
}

function wants(mark: Mark): boolean {
  if (isIgnored(mark)) return false;
  if (byId<HTMLInputElement>("only-fixable").checked && !fixable(mark)) return false;
  return severities().some((box) => box.checked && box.dataset.severity === mark.finding.severity);
}

function refilter(): void {
  // A function of its own each time, so that the editor sees that something changed.
  view.dispatch({ effects: setShown.of((mark) => wants(mark)) });
}

let frame = 0;
function drawSoon(): void {
  if (!frame) frame = requestAnimationFrame(draw);
}

function draw(): void {
  cancelAnimationFrame(frame);
  frame = 0;
  const { all, shown, selected } = view.state.field(marks);
  const live = all.filter((mark) => !isIgnored(mark));
  for (const box of severities()) {
    const count = live.filter((mark) => mark.finding.severity === box.dataset.severity).length;
    const number = box.parentElement?.querySelector("b");
    if (number) number.textContent = String(count);
  }
  const safe = safeMarks();
  const all_ = byId<HTMLButtonElement>("all");
  all_.textContent = safe.length ? `一键改好 ${safe.length} 处` : "没有可一键改的";
  all_.title = "只改写法确定、不动意思的地方；其余请逐条看";
  all_.disabled = !safe.length;
  byId<HTMLButtonElement>("undo").disabled = !undoDepth(view.state);
  byId<HTMLButtonElement>("download").disabled = session.isEmpty;
  byId("start").hidden = !session.isEmpty;
  byId("controls").hidden = session.isEmpty || (!all.length && state !== "checked");
  list.draw(shown, selected, view.state.doc);
  strip(byId("strip"), live, view.state.doc.length, (place) => actions.look(place));
  const hidden = all.length - live.length;
  const line = byId("ignored");
  line.hidden = !hidden;
  line.replaceChildren(`已忽略 ${hidden} 处。`, button("恢复", "link", restore));
  summary();
}

function summary(): void {
  const live = view.state.field(marks).all.filter((mark) => !isIgnored(mark));
  const count = (severity: Severity) => live.filter((mark) => mark.finding.severity === severity).length;
  const said = verdict(state, count("error"), count("warning"), count("info"), mended);
  byId("summary").dataset.level = said.level;
  if (byId("verdict").textContent !== said.title) byId("verdict").textContent = said.title;
  if (state !== "failed") byId("detail").textContent = said.detail;
  byId("panel").setAttribute("aria-busy", String(state === "checking"));
}

function toast(words: string, undoable = false): void {
  const box = byId("toast");
  box.replaceChildren(make("span", "", words));
  if (undoable) box.append(button("撤销", "link", takeBack));
  box.classList.add("on");
  window.clearTimeout(toastTimer);
  toastTimer = window.setTimeout(() => box.classList.remove("on"), undoable ? 8000 : 5000);
}

// --- what can be done ------------------------------------------------------

function go(mark: Mark): void {
  list.reveal(mark, view.state.field(marks).shown);
  view.dispatch({
    selection: { anchor: mark.from },
    effects: [select.of(mark.key), EditorView.scrollIntoView(mark.from, { y: "center" })],
  });
}

function step(direction: 1 | -1): boolean {
  const { shown, selected } = view.state.field(marks);
  if (!shown.length) {
    toast("没有问题可看");
    return true;
  }
  const at = shown.findIndex((mark) => mark.key === selected);
  let next = at + direction;
  if (at < 0) {
    const here = view.state.selection.main.head;
    const after = shown.findIndex((mark) => mark.from >= here);
    next = direction > 0 ? (after < 0 ? 0 : after) : (after < 0 ? shown.length : after) - 1;
  }
  go(shown[(next + shown.length) % shown.length]);
  return true;
}

function act(action: (mark: Mark) => void): boolean {
  const mark = selectedMark(view.state) ?? markAt(view.state, view.state.selection.main.head);
  if (mark) action(mark);
  return mark !== undefined;
}

function leave(): boolean {
  if (!selectedMark(view.state)) return false;
  view.dispatch({ effects: select.of("") });
  return true;
}

function safeMarks(): Mark[] {
  return view.state
    .field(marks)
    .all.filter((mark) => !isIgnored(mark) && fixable(mark) && mark.finding.fix?.applicability === "safe");
}

function fix(wanted: readonly Mark[]): void {
  const possible = wanted.filter(fixable);
  if (!possible.length) {
    toast("这一处没有现成的改法，请直接在文稿里改");
    return;
  }
  const made = mend(view, possible);
  mended += made.length;
  toast(made.length === 1 ? `已${fixWords(made[0])}` : `已改好 ${made.length} 处`, true);
  summary();
}

function takeBack(): void {
  if (undo(view)) toast("已撤销");
}

function ignore(key: string, words: string): void {
  ignored.set(key, words);
  refilter();
  toast(words);
}

function restore(): void {
  ignored.clear();
  refilter();
  toast("已恢复");
}

function replaceable(): boolean {
  return session.isEmpty || !session.changed || window.confirm("现在的文稿改过，还没有下载。要换成新的吗？");
}

function reset(): void {
  ignored.clear();
  mended = 0;
  list.forget();
  byId("notice").hidden = true;
}

async function openFile(file: File): Promise<void> {
  const suffix = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? "";
  if (!info.suffixes.includes(suffix)) {
    toast(`不能打开 ${suffix || "这种"} 文件；能打开的有 ${info.suffixes.join(" ")}${suffix === ".doc" || suffix === ".wps" ? "。请先在原来的程序里另存为 .docx" : ""}`);
    return;
  }
  if (file.size > info.largest) {
    toast(`文件超过 ${info.largest >> 20} MB，请拆成几份`);
    return;
  }
  if (!replaceable()) return;
  reset();
  if (await session.openFile(file)) {
    document.title = `${file.name} · 公文检查`;
    view.focus();
  }
  draw();
}

// --- files -----------------------------------------------------------------

const picker = byId<HTMLInputElement>("file");
picker.addEventListener("change", () => {
  const [file] = picker.files ?? [];
  picker.value = "";
  if (file) openFile(file);
});
for (const id of ["open", "start-open"]) byId(id).addEventListener("click", () => picker.click());
byId("sample").addEventListener("click", () => {
  if (!replaceable()) return;
  reset();
  session.open(SAMPLE);
  view.focus();
});

let dragging = 0;
function carries(event: DragEvent): boolean {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}
// Before the editor sees them, which would take a file for text.
window.addEventListener("dragenter", (event) => {
  if (carries(event)) byId("drop").hidden = ++dragging < 1;
}, true);
window.addEventListener("dragleave", (event) => {
  if (carries(event)) byId("drop").hidden = --dragging < 1;
}, true);
window.addEventListener("dragover", (event) => {
  if (carries(event)) event.preventDefault();
}, true);
window.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  event.stopPropagation();
  dragging = 0;
  byId("drop").hidden = true;
  const [file] = event.dataTransfer?.files ?? [];
  if (file) openFile(file);
}, true);
window.addEventListener("paste", (event) => {
  const [file] = event.clipboardData?.files ?? [];
  if (!file || event.clipboardData?.types.includes("text/plain")) return;
  event.preventDefault();
  event.stopPropagation();
  openFile(file);
}, true);

// --- downloads -------------------------------------------------------------

const menu = byId("downloads");
const opener = byId("download");

function openMenu(open: boolean): void {
  menu.hidden = !open;
  opener.setAttribute("aria-expanded", String(open));
  if (!open) return;
  const suffix = /\.[^.]+$/.exec(session.name)?.[0] ?? ".txt";
  menu.replaceChildren();
  const offer = (words: string, note: string, action: () => Promise<unknown> | void) => {
    const entry = button(words, "", async () => {
      openMenu(false);
      try {
        await action();
      } catch (error) {
        toast(error instanceof server.Trouble ? error.message : String(error));
      }
    });
    entry.append(make("small", "", note));
    menu.append(entry);
  };
  if (session.isFile && !session.isDetached) offer(`改好的文稿（${suffix}）`, "只改动过的字变了，格式照旧", saveDocument);
  offer("纯文本（.txt）", "只有文字", saveText);
  offer("Word 批注版（.docx）", "问题写成批注，确定的改法写成修订", () => server.download("review", session.textBody()).then(saved));
  if (info.formats.includes("html")) {
    offer("检查报告（.html）", "可以打印或转给别人", () =>
      server.download("report", { ...session.textBody(), format: "html" }).then(saved),
    );
  }
  offer("复制全文", "贴到别处", async () => {
    await navigator.clipboard.writeText(session.text);
    toast("已复制");
  });
  menu.querySelector("button")?.focus();
}

function saved(name: string): void {
  toast(`已下载：${name}`);
}

function saveText(): void {
  const name = `${session.name.replace(/\.[^.]+$/, "")}（改）.txt`;
  server.save(new Blob([session.text], { type: "text/plain" }), name);
  session.changed = false;
  saved(name);
}

async function saveDocument(): Promise<void> {
  if (session.isEmpty) return;
  if (!session.isFile) return saveText();
  saved(await server.download("apply", session.body()));
  session.changed = false;
}

opener.addEventListener("click", () => openMenu(Boolean(menu.hidden)));
menu.addEventListener("keydown", (event) => {
  const entries = [...menu.querySelectorAll("button")];
  const at = entries.indexOf(document.activeElement as HTMLButtonElement);
  if (event.key === "Escape") {
    openMenu(false);
    opener.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    entries[(at + (event.key === "ArrowDown" ? 1 : -1) + entries.length) % entries.length].focus();
  }
});
document.addEventListener("click", (event) => {
  const target = event.target as Node;
  if (!menu.hidden && !menu.contains(target) && !opener.contains(target)) openMenu(false);
});

// --- the rest --------------------------------------------------------------

byId("all").addEventListener("click", () => fix(safeMarks()));
byId("undo").addEventListener("click", takeBack);
for (const box of [...severities(), byId("only-fixable")]) box.addEventListener("change", refilter);

const help = byId<HTMLDialogElement>("help");
byId("keys").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
new Theme(byId("theme"));

window.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const inEditor = view.dom.contains(event.target as Node);
  const actions_: [boolean, () => unknown][] = [
    [control && event.key === "s", () => saveDocument().catch((error) => toast(String(error.message ?? error)))],
    [control && event.key === "o", () => picker.click()],
    [event.key === "F8" && !inEditor, () => step(event.shiftKey ? -1 : 1)],
    [event.altKey && event.key === "Enter" && !inEditor, () => act(actions.fix)],
    [event.altKey && event.key === "Delete" && !inEditor, () => act(actions.ignore)],
    [control && event.key === "z" && !inEditor, () => (event.shiftKey ? redo(view) : takeBack())],
    [event.key === "F6", () => (inEditor ? byId("list").querySelector<HTMLElement>(".jump")?.focus() : view.focus())],
  ];
  const found = actions_.find(([applies]) => applies);
  if (!found || help.open) return;
  event.preventDefault();
  found[1]();
});
window.addEventListener("beforeunload", (event) => {
  if (session.changed && !session.isEmpty) event.preventDefault();
});

async function begin(): Promise<void> {
  try {
    [info, rules] = await Promise.all([server.info(), server.rules()]);
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
    return;
  }
  picker.accept = info.suffixes.join(",");
  const families = FAMILIES.map(([known, name]) => [known.filter((suffix) => info.suffixes.includes(suffix)), name] as const)
    .filter(([known]) => known.length)
    .map(([known, name]) => `${name}（${known.join("、")}）`);
  byId("kinds").textContent = `能打开：${families.join("、")}`;
  draw();
  document.documentElement.dataset.ready = "true";
}

draw();
begin();
