import { make } from "./elements";
import type { Mark } from "./marks";

const CELLS = 40;
const RANK = { info: 1, warning: 2, error: 3 } as const;
const NAMES = ["", "info", "warning", "error"];

/** The worst finding in each part of a document of `length`, 0 for none; places of the first one. */
export function parts(found: readonly Mark[], length: number): { rank: number; place: number }[] {
  const cells = Array.from({ length: CELLS }, () => ({ rank: 0, place: 0 }));
  for (const mark of found) {
    const cell = cells[Math.min(CELLS - 1, Math.floor((mark.from / Math.max(1, length)) * CELLS))];
    const rank = RANK[mark.finding.severity];
    if (rank > cell.rank) {
      cell.rank = rank;
      cell.place = mark.from;
    }
  }
  return cells;
}

/** Draws the document from beginning to end as a bar: how good each part of it is, and where to go. */
export function strip(root: HTMLElement, found: readonly Mark[], length: number, go: (place: number) => void): void {
  root.hidden = !length;
  const cells = parts(found, length);
  const clean = cells.filter((cell) => cell.rank < 2).length;
  root.setAttribute("aria-label", `全文分 ${CELLS} 段，${clean} 段没有错误和警告`);
  root.title = "从左到右是全文；有颜色的地方有问题，点一下跳过去";
  root.replaceChildren(
    ...cells.map(({ rank, place }) => {
      const cell = make("span", NAMES[rank]);
      if (rank) cell.addEventListener("click", () => go(place));
      return cell;
    }),
  );
}
