import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { test } from "node:test";
import { advice, command, settings } from "./command";

for (const [setting, program, args] of [
  [undefined, "reportlint", ["lsp"]],
  [[], "reportlint", ["lsp"]],
  [["reportlint"], "reportlint", ["lsp"]],
  [["python3", "-m", "reportlint"], "python3", ["-m", "reportlint", "lsp"]],
  [["", 3], "reportlint", ["lsp"]],
  ["reportlint", "reportlint", ["lsp"]],
] as const) {
  test(`command ${JSON.stringify(setting)}`, () => assert.deepEqual(command(setting), { program, args }));
}

for (const [value, expected] of [["", {}], ["info", { minSeverity: "info" }], [3, {}], ["bad", {}]] as const) {
  test(`settings ${JSON.stringify(value)}`, () => assert.deepEqual(settings(value), expected));
}

test("the advice names the program", () => assert.match(advice("x/reportlint"), /x\/reportlint.*pip install/));

const manifest = JSON.parse(readFileSync("package.json", "utf8"));

test("the manifest's defaults are what the code takes them for", () => {
  const properties = manifest.contributes.configuration.properties;
  assert.deepEqual(command(properties["reportlint.command"].default), command(undefined));
  assert.deepEqual(settings(properties["reportlint.minSeverity"].default), {});
});

// REPORTLINT names the installed program; the project's own tests set it.
test("the server that the command starts says hello", { skip: !process.env.REPORTLINT }, async () => {
  const { program, args } = command([process.env.REPORTLINT]);
  const server = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  const hello = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(hello)}\r\n\r\n${hello}`);
  const answer = await new Promise<string>((done) => server.stdout.once("data", (data) => done(String(data))));
  server.kill();
  assert.match(answer, /Content-Length/);
});
