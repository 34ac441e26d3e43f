import { type ChangeDesc, type Extension, RangeSet, StateEffect, StateField, type EditorState } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import type { Finding } from "./types";

/** A finding at its place in the editor; it moves with the text around it. */
export interface Mark {
  finding: Finding;
  key: string;
  from: number;
  to: number;
  edits: { from: number; to: number; insert: string }[];
  related: { from: number; message: string }[];
  /** Whether the file's format can take the fix. */
  makeable: boolean;
}

export const setMarks = StateEffect.define<Mark[]>();
/** Which marks are shown; the others stay in the list of all. */
export const setShown = StateEffect.define<(mark: Mark) => boolean>();
export const select = StateEffect.define<string>();
const flash = StateEffect.define<{ from: number; to: number }[]>();

interface Marks {
  all: Mark[];
  shown: Mark[];
  wants: (mark: Mark) => boolean;
  selected: string;
  decorations: DecorationSet;
}

const lines = {
  error: Decoration.mark({ class: "f f-error" }),
  warning: Decoration.mark({ class: "f f-warning" }),
  info: Decoration.mark({ class: "f f-info" }),
};
const chosen = Decoration.mark({ class: "f-selected" });

function decorated(shown: Mark[], selected: string): DecorationSet {
  const ranges = [];
  for (const mark of shown) {
    if (mark.to <= mark.from) continue;
    ranges.push(lines[mark.finding.severity].range(mark.from, mark.to));
    if (mark.key === selected) ranges.push(chosen.range(mark.from, mark.to));
  }
  return RangeSet.of(ranges, true);
}

function moved(mark: Mark, changes: ChangeDesc): Mark | null {
  const from = changes.mapPos(mark.from, 1);
  const to = Math.max(from, changes.mapPos(mark.to, -1));
  // What was said of words that are no longer there is not said of their neighbours.
  if (mark.to > mark.from && (to === from || changes.touchesRange(mark.from, mark.to) === "cover")) return null;
  if (changes.touchesRange(mark.from, mark.to)) return null;
  return {
    ...mark,
    from,
    to,
    edits: mark.edits.map((edit) => ({ ...edit, from: changes.mapPos(edit.from, 1), to: changes.mapPos(edit.to, -1) })),
    related: mark.related.map((one) => ({ ...one, from: changes.mapPos(one.from) })),
  };
}

export const marks = StateField.define<Marks>({
  create: () => ({ all: [], shown: [], wants: () => true, selected: "", decorations: Decoration.none }),
  update(value, transaction) {
    let { all, wants, selected } = value;
    if (transaction.docChanged) {
      all = all.map((mark) => moved(mark, transaction.changes)).filter((mark): mark is Mark => mark !== null);
    }
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) all = effect.value;
      if (effect.is(setShown)) wants = effect.value;
      if (effect.is(select)) selected = effect.value;
    }
    if (all === value.all && wants === value.wants && selected === value.selected) return value;
    const shown = all.filter(wants);
    if (!shown.some((mark) => mark.key === selected)) selected = "";
    return { all, shown, wants, selected, decorations: decorated(shown, selected) };
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.decorations),
});

const done = Decoration.mark({ class: "f-done" });
const flashes = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    value = value.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(flash)) value = RangeSet.of(effect.value.map(({ from, to }) => done.range(from, to)), true);
    }
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

export function selectedMark(state: EditorState): Mark | undefined {
  const { shown, selected } = state.field(marks);
  return shown.find((mark) => mark.key === selected);
}

/** The smallest shown mark around a place. */
export function markAt(state: EditorState, place: number): Mark | undefined {
  let best: Mark | undefined;
  for (const mark of state.field(marks).shown) {
    if (mark.from <= place && place <= mark.to && (!best || mark.to - mark.from < best.to - best.from)) best = mark;
  }
  return best;
}

/** Makes the fixes of some marks as one change that is undone as one; gives back those that were made. */
export function mend(view: EditorView, wanted: readonly Mark[]): Mark[] {
  const taken: { from: number; to: number; insert: string }[] = [];
  const made = [];
  for (const mark of wanted) {
    const clashes = mark.edits.some((edit) => taken.some((other) => edit.from <= other.to && other.from <= edit.to));
    if (clashes || !mark.edits.length) continue;
    taken.push(...mark.edits);
    made.push(mark);
  }
  if (!made.length) return [];
  const changes = view.state.changes(taken);
  const shown: { from: number; to: number }[] = [];
  changes.iterChangedRanges((_fromA, _toA, from, to) => {
    if (to > from) shown.push({ from, to });
  });
  view.dispatch({
    changes,
    effects: flash.of(shown),
    userEvent: "input.fix",
    scrollIntoView: false,
  });
  setTimeout(() => view.dispatch({ effects: flash.of([]) }), 2500);
  return made;
}

/** The extension: underlines, and beside the selected one what `card` makes. */
export function marking(card: (mark: Mark) => HTMLElement): Extension {
  return [
    marks,
    flashes,
    showTooltip.compute([marks], (state): Tooltip | null => {
      const mark = selectedMark(state);
      if (!mark) return null;
      return { pos: mark.from, end: mark.to, above: false, arrow: false, create: () => ({ dom: card(mark) }) };
    }),
  ];
}
