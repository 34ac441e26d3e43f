/** What the server says; version 1 of the JSON contract, as far as the page reads it. */
export type Severity = "error" | "warning" | "info";

export interface Edit {
  start: number;
  end: number;
  replacement: string;
}

export interface Finding {
  rule: string;
  category: string;
  severity: Severity;
  message: string;
  start: number;
  end: number;
  text: string;
  related: { start: number; end: number; message: string }[] | null;
  fix: { applicability: "safe" | "unsafe" | "display"; title: string; edits: Edit[] } | null;
  fingerprint: string;
}

export interface Result {
  findings: Finding[];
  failures: { stage: string; message: string }[];
  document?: { format: string; text: string; unmakeable: number[]; editable?: boolean; refused?: number[] };
}

export interface Info {
  version: string;
  suffixes: string[];
  formats: string[];
  categories: Record<string, string>;
  largest: number;
}

export interface Rule {
  id: string;
  name: string;
  rationale: string;
  references: string[];
}
