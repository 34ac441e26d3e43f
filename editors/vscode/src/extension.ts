import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { advice, command, settings } from "./command";

let client: LanguageClient | undefined;

async function start(): Promise<void> {
  const configuration = workspace.getConfiguration("reportlint");
  const { program, args } = command(configuration.get("command"));
  client = new LanguageClient(
    "reportlint",
    "reportlint",
    { command: program, args },
    {
      documentSelector: [
        { scheme: "file", language: "plaintext" },
        { scheme: "file", language: "markdown" },
        { scheme: "untitled", language: "plaintext" },
        { scheme: "untitled", language: "markdown" },
      ],
      initializationOptions: settings(configuration.get("minSeverity")),
    },
  );
  try {
    await client.start();
  } catch {
    client = undefined;
    window.showErrorMessage(advice(program));
  }
}

async function restart(): Promise<void> {
  await client?.stop();
  client = undefined;
  await start();
}

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("reportlint.restart", restart),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("reportlint")) restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
