// Builds the page into lint/web/static, or with --into FOLDER elsewhere; with --tests the tests into made/.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const SOURCES = ["build.mjs", "package-lock.json", "package.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)]
  .filter((name) => !name.endsWith(".test.ts"))
  .sort();

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

if (process.argv.includes("--tests")) {
  rmSync(join(here, "made"), { recursive: true, force: true });
  await build({
    entryPoints: readdirSync(join(here, "src")).filter((name) => name.endsWith(".test.ts")).map((name) => join(here, "src", name)),
    outdir: join(here, "made"),
    bundle: true,
    platform: "node",
    format: "esm",
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
} else {
  const at = process.argv.indexOf("--into");
  const into = at > 0 ? process.argv[at + 1] : join(here, "../lint/web/static");
  mkdirSync(into, { recursive: true });
  await build({
    absWorkingDir: here,
    entryPoints: { app: "src/main.ts" },
    outdir: into,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome80", "firefox78", "safari15"],
    legalComments: "inline",
    charset: "utf8",
    logLevel: "warning",
  });
  await build({
    absWorkingDir: here,
    entryPoints: { app: "src/style.css" },
    outdir: into,
    minify: true,
    charset: "utf8",
    target: ["chrome80", "firefox78", "safari15"],
    logLevel: "warning",
  });
  for (const name of ["index.html", "icon.svg"]) writeFileSync(join(into, name), readFileSync(join(here, "src", name)));
  // Line ends are left out of account: git may change them.
  const text = (name) => readFileSync(join(here, name), "utf8").replace(/\r\n/g, "\n");
  const made = { sources: digest(SOURCES.flatMap((name) => [`${name}\n`, text(name)])) };
  writeFileSync(join(into, "build.json"), `${JSON.stringify(made)}\n`);
}
