// Bundles the extension into dist/, or with --tests the tests into made/.
import { build } from "esbuild";

const tests = process.argv.includes("--tests");
await build({
  entryPoints: tests ? ["src/command.test.ts"] : ["src/extension.ts"],
  outdir: tests ? "made" : "dist",
  outExtension: { ".js": tests ? ".mjs" : ".js" },
  format: tests ? "esm" : "cjs",
  bundle: true,
  minify: !tests,
  platform: "node",
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
});
