import type { Info, Result, Rule } from "./types";

/** What went wrong, in words for the reader. */
export class Trouble extends Error {}

const BUSY_RETRIES = 3;

async function send(path: string, body: object | null, signal?: AbortSignal): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    let response: Response;
    try {
      response = await fetch(path, {
        method: body ? "POST" : "GET",
        headers: body ? { "Content-Type": "application/json" } : undefined,
        body: body ? JSON.stringify(body) : undefined,
        signal,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Trouble("连不上本机的 reportlint；请确认它还在运行（黑色的命令窗口没有关）");
    }
    if (response.ok) return response;
    if (response.status === 503 && response.headers.get("Retry-After") && attempt < BUSY_RETRIES) {
      await new Promise((done) => setTimeout(done, 500 * (attempt + 1)));
      continue;
    }
    let words = "";
    try {
      words = (await response.json()).error;
    } catch {
      // Not every answer is JSON; the status says enough.
    }
    throw new Trouble(words || `出错了（${response.status}）`);
  }
}

export async function check(body: object, signal: AbortSignal): Promise<Result> {
  return (await send("/api/check", { ...body, min_severity: "info" }, signal)).json();
}

export async function info(): Promise<Info> {
  return (await send("/api/info", null)).json();
}

export async function rules(): Promise<Map<string, Rule>> {
  const { rules } = (await (await send("/api/rules", null)).json()) as { rules: Rule[] };
  return new Map(rules.map((rule) => [rule.id, rule]));
}

/** Asks for a file and hands it to the user. */
export async function download(kind: string, body: object): Promise<string> {
  const response = await send(`/api/${kind}`, body);
  const stated = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
  const name = stated ? decodeURIComponent(stated[1]) : "文稿";
  save(await response.blob(), name);
  return name;
}

/** Lets the browser save some data as a file. */
export function save(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
