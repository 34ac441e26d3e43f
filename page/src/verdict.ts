/** What is said of the whole document. */
export interface Verdict {
  level: "none" | "error" | "warning" | "good" | "busy";
  title: string;
  detail: string;
}

/** The verdict for a state of the page and the numbers of findings that nobody ignored. */
export function verdict(
  state: "empty" | "checking" | "checked" | "failed",
  errors: number,
  warnings: number,
  hints: number,
  mended: number,
): Verdict {
  if (state === "empty") return { level: "none", title: "还没有文稿", detail: "贴上文稿，这里就会列出问题。" };
  if (state === "failed") return { level: "none", title: "没有检查成", detail: "" };
  const did = mended ? `已改 ${mended} 处。` : "";
  if (errors) {
    const also = warnings ? `，另有 ${warnings} 处要再看一眼` : "";
    return { level: "error", title: `有 ${errors} 处错误${also}`, detail: `${did}改好再发。点一条，看文稿里的位置。` };
  }
  if (warnings) {
    return { level: "warning", title: `有 ${warnings} 处要再看一眼`, detail: `${did}不一定错，请逐条核对。` };
  }
  if (state === "checking") return { level: "busy", title: "正在检查…", detail: did };
  const more = hints ? `另有 ${hints} 条提示，勾上“提示”可看。` : "";
  return {
    level: "good",
    title: "没有发现问题",
    detail: `${did}${more}事实、数字是否属实和政策表述，仍要人来核对。`,
  };
}
