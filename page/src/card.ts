import { button, make } from "./elements";
import type { Mark } from "./marks";
import type { Rule } from "./types";

export interface Actions {
  go(mark: Mark): void;
  look(place: number): void;
  fix(mark: Mark): void;
  ignore(mark: Mark): void;
  ignoreRule(mark: Mark): void;
  rule(id: string): Rule | undefined;
}

export const NAMES = { error: "错误", warning: "警告", info: "提示" } as const;

/** What the button that makes a fix says. */
export function fixWords(mark: Mark): string {
  const title = mark.finding.fix?.title;
  if (title) return title;
  const [edit] = mark.edits;
  if (mark.edits.length === 1) return edit.insert ? `改为“${edit.insert}”` : "删去";
  return "照建议修改";
}

/** The buttons for a finding. */
export function acts(mark: Mark, actions: Actions): HTMLElement {
  const row = make("div", "acts");
  if (mark.edits.length && mark.makeable) {
    row.append(button(fixWords(mark), "fix", () => actions.fix(mark)));
  } else if (mark.edits.length) {
    row.append(make("span", "hint", `请在原来的程序里改：${fixWords(mark)}`));
  } else {
    row.append(button("去修改", "go", () => actions.go(mark)));
  }
  row.append(button("忽略", "ignore", () => actions.ignore(mark)));
  return row;
}

/** What stands beside the selected place in the text. */
export function card(mark: Mark, actions: Actions): HTMLElement {
  const row = acts(mark, actions);
  row.querySelector(".go")?.remove();
  const box = make("div", `card ${mark.finding.severity}`, make("p", "message", mark.finding.message), row);
  // The editor gives the outer element a look of its own.
  return make("div", "", box);
}

/** Why: the rule's reasons and sources, and what else to do. */
export function reasons(mark: Mark, actions: Actions): HTMLElement {
  const box = make("div", "reasons");
  for (const one of mark.related) {
    const where = button(one.message || "相关的另一处", "link", () => actions.look(one.from));
    box.append(make("p", "", where));
  }
  const rule = actions.rule(mark.finding.rule);
  if (rule) {
    box.append(make("p", "", rule.rationale.replace(/\n/g, "")));
    const sources = rule.references.filter((source) => source !== "实务");
    if (sources.length) box.append(make("p", "sources", `依据：${sources.join("；")}`));
  }
  const name = rule?.name ?? mark.finding.rule;
  box.append(button(`本文不再提示“${name}”`, "link", () => actions.ignoreRule(mark)));
  return box;
}
