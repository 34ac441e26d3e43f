import type { Text } from "@codemirror/state";
import { type Actions, acts, NAMES, reasons } from "./card";
import { button, make } from "./elements";
import type { Mark } from "./marks";

const AT_FIRST = 30;
const CONTEXT = 12;

/** The list of findings, grouped by kind; drawn anew whenever something changes. */
export class List {
  private readonly closed = new Set<string>();
  private readonly whole = new Set<string>();
  private drawn = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly actions: Actions,
    private readonly categories: () => Record<string, string>,
  ) {
    root.addEventListener("keydown", (event) => this.key(event));
  }

  draw(marks: readonly Mark[], selected: string, doc: Text): void {
    // Marks that moved look the same; where they are now is looked up when a button is pressed.
    const picture = [marks.length, selected, ...this.closed, ...this.whole, ...marks.map((mark) => mark.key)].join(" ");
    if (picture === this.drawn) return;
    this.drawn = picture;
    const focused = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>("#list [data-key]");
    const focus = focused?.dataset.key;
    const order = focused ? [...this.root.querySelectorAll<HTMLElement>("[data-key]")].indexOf(focused) : -1;
    const groups = new Map<string, Mark[]>();
    for (const mark of marks) {
      const group = groups.get(mark.finding.category);
      if (group) group.push(mark);
      else groups.set(mark.finding.category, [mark]);
    }
    this.root.replaceChildren(
      ...[...groups].map(([category, group]) => this.group(category, group, selected, doc, marks)),
    );
    if (focus !== undefined) {
      const all = [...this.root.querySelectorAll<HTMLElement>("[data-key]")];
      const same = all.find((item) => item.dataset.key === focus) ?? all[Math.min(order, all.length - 1)];
      same?.querySelector<HTMLElement>(".jump")?.focus({ preventScroll: true });
    }
    if (selected) this.root.querySelector("[aria-current=true]")?.closest("li")?.scrollIntoView({ block: "nearest" });
  }

  /** Shows the group of a finding, however it was folded. */
  reveal(mark: Mark, all: readonly Mark[]): void {
    this.closed.delete(mark.finding.category);
    const group = all.filter((other) => other.finding.category === mark.finding.category);
    if (group.indexOf(mark) >= AT_FIRST) this.whole.add(mark.finding.category);
  }

  forget(): void {
    this.closed.clear();
    this.whole.clear();
  }

  private group(
    category: string,
    group: Mark[],
    selected: string,
    doc: Text,
    all: readonly Mark[],
  ): HTMLElement {
    const box = make("details", "group");
    box.open = !this.closed.has(category);
    const title = make("summary", "", `${this.categories()[category] ?? category} `, make("span", "count", `${group.length}`));
    box.append(title);
    box.addEventListener("toggle", () => {
      if (box.open === !this.closed.has(category)) return;
      if (box.open) this.closed.delete(category);
      else this.closed.add(category);
    });
    const items = make("ol", "items");
    const few = this.whole.has(category) ? group : group.slice(0, AT_FIRST);
    items.append(...few.map((mark) => this.item(mark, mark.key === selected, doc)));
    box.append(items);
    if (few.length < group.length) {
      const more = button(`还有 ${group.length - few.length} 处，全部列出`, "link more", () => {
        this.whole.add(category);
        this.draw(all, selected, doc);
      });
      box.append(more);
    }
    return box;
  }

  private item(mark: Mark, isSelected: boolean, doc: Text): HTMLElement {
    const jump = button("", "jump", () => this.actions.go(mark));
    jump.setAttribute("aria-current", String(isSelected));
    const severity = mark.finding.severity;
    jump.append(
      make("span", `severity ${severity}`, NAMES[severity]),
      make("span", "message", mark.finding.message),
      context(mark, doc),
    );
    const item = make("li", `item ${severity}${isSelected ? " selected" : ""}`, jump, acts(mark, this.actions));
    item.dataset.key = mark.key;
    if (isSelected) item.append(reasons(mark, this.actions));
    return item;
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const jumps = [...this.root.querySelectorAll<HTMLElement>("details[open] .jump")];
    const item = (event.target as HTMLElement).closest("li");
    const at = jumps.findIndex((jump) => item?.contains(jump));
    const next = jumps[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

/** The words around a finding. */
function context(mark: Mark, doc: Text): HTMLElement {
  const line = doc.lineAt(mark.from);
  const from = Math.max(line.from, mark.from - CONTEXT);
  const to = Math.min(Math.max(line.to, mark.from), mark.to, mark.from + 3 * CONTEXT);
  const end = Math.min(line.to, to + CONTEXT);
  return make(
    "span",
    "context",
    `${from > line.from ? "…" : ""}${whole(doc, from, mark.from)}`,
    make("mark", "", whole(doc, mark.from, to) + (to < mark.to ? "…" : "")),
    `${whole(doc, to, Math.max(end, to))}${end < line.to ? "…" : ""}`,
  );
}

/** Text without half of a character at either end. */
function whole(doc: Text, from: number, to: number): string {
  return doc.sliceString(from, Math.max(from, to)).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, "");
}
