import { ChangeSet, type EditorState, type Text } from "@codemirror/state";
import type { EditorView, ViewUpdate } from "@codemirror/view";
import { type Mark, setMarks } from "./marks";
import { normalized, Offsets } from "./offsets";
import { check, Trouble } from "./server";
import type { Edit, Result } from "./types";

const PAUSE = 350;

/** The file behind the text, where there is one: its bytes as they were given, never changed here. */
interface Original {
  data: string;
  text: string;
  offsets: Offsets;
  changes: ChangeSet;
  format: string;
}

export interface Listener {
  checking(): void;
  checked(marks: Mark[]): void;
  failed(message: string): void;
  noticed(message: string): void;
}

/** One document: where it came from, what was changed since, and its checking. */
export class Session {
  name = "文稿.txt";
  changed = false;
  /** Whether the page shows something that the file cannot hold. */
  isDetached = false;
  private original: Original | null = null;
  private timer = 0;
  private request: AbortController | null = null;

  constructor(
    private readonly view: EditorView,
    private readonly fresh: (text: string) => EditorState,
    private readonly listener: Listener,
  ) {}

  get isFile(): boolean {
    return this.original !== null;
  }

  /** Whether paragraphs must stay as they are: files whose text is not all there is to them. */
  get isBound(): boolean {
    return this.original !== null && this.original.format !== "txt" && this.original.format !== "md";
  }

  get isEmpty(): boolean {
    return this.view.state.doc.length === 0;
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** The document as a request's body. */
  body(): object {
    const original = this.original;
    if (!original) return { name: this.name, text: this.text };
    return { name: this.name, data: original.data, edits: this.edits(original), document: true };
  }

  /** The document as a request's body, for what may be made of its text where the file does not hold it. */
  textBody(): object {
    return this.isDetached ? { name: this.name.replace(/\.[^.]+$/, ".txt"), text: this.text } : this.body();
  }

  /** Starts anew with a text. */
  open(text: string, name = "文稿.txt"): void {
    this.original = null;
    this.start(text, name);
    this.check();
  }

  /** Starts anew with a file; false where it could not be read. */
  async openFile(file: File): Promise<boolean> {
    const data = await base64(file);
    this.listener.checking();
    let result: Result;
    this.request?.abort();
    const request = (this.request = new AbortController());
    try {
      result = await check({ name: file.name, data, document: true }, request.signal);
    } catch (error) {
      if (!request.signal.aborted) this.listener.failed(said(error));
      return false;
    }
    const document = result.document;
    if (!document || fault(result)) {
      this.listener.failed(`${file.name}：${fault(result) || "读不出来"}`);
      return false;
    }
    const offsets = new Offsets(document.text);
    this.original = null;
    this.start(normalized(document.text), file.name);
    this.original = {
      data,
      text: document.text,
      offsets,
      changes: ChangeSet.empty(this.view.state.doc.length),
      format: document.format,
    };
    this.show(result, offsets);
    return true;
  }

  /** To be called for every update of the editor. */
  update(update: ViewUpdate): void {
    if (!update.docChanged) return;
    this.changed = true;
    if (this.original) this.original.changes = this.original.changes.compose(update.changes);
    window.clearTimeout(this.timer);
    this.request?.abort();
    this.listener.checking();
    this.timer = window.setTimeout(() => this.check(), PAUSE);
  }

  /** Whether a change keeps paragraphs apart and together, as a bound document needs. */
  keepsParagraphs(changes: ChangeSet, before: Text): boolean {
    let keeps = true;
    changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
      if (inserted.lines > 1 || before.lineAt(fromA).number !== before.lineAt(toA).number) keeps = false;
    });
    return keeps;
  }

  /** Checks the text as it is now. */
  async check(): Promise<void> {
    window.clearTimeout(this.timer);
    this.request?.abort();
    if (this.isEmpty) {
      this.view.dispatch({ effects: setMarks.of([]) });
      this.listener.checked([]);
      return;
    }
    const request = (this.request = new AbortController());
    const doc = this.view.state.doc;
    this.listener.checking();
    let result: Result;
    let offsets: Offsets;
    try {
      result = await check(this.body(), request.signal);
      if (this.original && result.document && normalized(result.document.text) !== doc.toString()) {
        // The file holds something else than the page shows: what is seen is what is checked.
        result = await check({ name: "文稿.txt", text: doc.toString() }, request.signal);
      }
      offsets = new Offsets(result.document && this.original ? result.document.text : doc.toString());
    } catch (error) {
      if (!request.signal.aborted) this.listener.failed(said(error));
      return;
    }
    // Whatever was typed meanwhile is checked next.
    if (request.signal.aborted || this.view.state.doc !== doc) return;
    if (fault(result)) this.listener.failed(fault(result));
    else this.show(result, offsets);
  }

  private start(text: string, name: string): void {
    this.name = name;
    window.clearTimeout(this.timer);
    // A new state, so that "undo" does not lead back into another document.
    this.view.setState(this.fresh(text));
    this.changed = false;
    this.isDetached = false;
  }

  private show(result: Result, offsets: Offsets): void {
    const unmakeable = new Set(result.document?.unmakeable ?? []);
    const seen = new Map<string, number>();
    const found = result.findings.map((finding, index): Mark => {
      const count = seen.get(finding.fingerprint) ?? 0;
      seen.set(finding.fingerprint, count + 1);
      return {
        finding,
        key: `${finding.fingerprint}-${count}`,
        from: offsets.toEditor(finding.start),
        to: offsets.toEditor(finding.end),
        edits: (finding.fix?.edits ?? []).map((edit) => ({
          from: offsets.toEditor(edit.start),
          to: offsets.toEditor(edit.end),
          insert: normalized(edit.replacement),
        })),
        related: (finding.related ?? []).map((one) => ({ from: offsets.toEditor(one.start), message: one.message })),
        makeable: !unmakeable.has(index),
      };
    });
    this.view.dispatch({ effects: setMarks.of(found) });
    this.listener.checked(found);
    const refused = result.document?.refused?.length ?? 0;
    this.isDetached = refused > 0;
    const notices = result.failures.map((failure) => failure.message);
    if (refused) {
      notices.unshift(
        `有 ${refused} 处改动写不进这个文件（例如自动编号、分段）。下载时请选“纯文本”，或撤销后在原来的程序里改。`,
      );
    }
    this.listener.noticed(notices.join("；"));
  }

  /** The changes since the file was opened, in places of the file's text. */
  private edits(original: Original): Edit[] {
    const edits: Edit[] = [];
    const lineEnd = original.text.includes("\r\n") ? "\r\n" : "\n";
    const before = Array.from(original.text);
    original.changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
      let start = original.offsets.toText(fromA);
      let end = original.offsets.toText(toA);
      const after = Array.from(inserted.toString().replace(/\n/g, lineEnd));
      // What was taken out and put back is no change.
      while (start < end && after.length && before[start] === after[0]) {
        start++;
        after.shift();
      }
      while (start < end && after.length && before[end - 1] === after[after.length - 1]) {
        end--;
        after.pop();
      }
      if (start < end || after.length) edits.push({ start, end, replacement: after.join("") });
    });
    return edits;
  }
}

/** Why a document could not be checked at all; a rule that stumbled leaves the others' findings. */
function fault(result: Result): string {
  const faults = result.failures.filter((failure) => failure.stage !== "rule");
  return faults.map((failure) => failure.message).join("；");
}

function said(error: unknown): string {
  return error instanceof Trouble ? error.message : `出错了：${error}`;
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
