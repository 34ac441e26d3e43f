/** What to start, and with which words. */
export interface Command {
  program: string;
  args: string[];
}

/** The command from the setting `reportlint.command`; the plain program where it makes no sense. */
export function command(setting: unknown): Command {
  const words = Array.isArray(setting) ? setting.filter((word): word is string => typeof word === "string" && word !== "") : [];
  const [program = "reportlint", ...args] = words;
  return { program, args: [...args, "lsp"] };
}

/** What the server wants to know of the settings. */
export function settings(minSeverity: unknown): { minSeverity?: string } {
  return minSeverity === "error" || minSeverity === "warning" || minSeverity === "info" ? { minSeverity } : {};
}

/** What to tell someone whose server does not start. */
export function advice(program: string): string {
  return `启动不了 ${program}。请先安装：pip install "reportlint[lsp]"，或在设置 reportlint.command 里写明它在哪里。`;
}
