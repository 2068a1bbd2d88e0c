/** What the server serves: a built folder, the page with its settings, and the headers. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type BuiltFile, formOf, readBuild } from "./built.ts";
import { compressed } from "./compress.ts";
import { securityHeaders } from "./headers.ts";
import { fillPage, type PanelSettings } from "./page.ts";

/** The page is in memory: its content is made at the start of the server. */
export type Page = { file: BuiltFile; bodies: { identity: Buffer; br: Buffer; gzip: Buffer } };

/** Files by address, the page for every place of the panel, and headers of every answer. */
export type Site = {
  folder: string;
  files: ReadonlyMap<string, BuiltFile>;
  page: Page;
  headers: Readonly<Record<string, string>>;
};

/** Builds into `folder` in a process of its own, unless that is what it holds. @throws Error; the reason is on stderr */
export async function ensureBuilt(folder: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "build.ts"), folder], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  await new Promise<void>((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) =>
      code === 0 ? done() : fail(new Error(`The panel could not be built (${signal ?? code}).`)),
    );
  });
}

/** The site of a built folder. @throws Error when the folder holds no whole build */
export async function siteOf(folder: string, settings: PanelSettings): Promise<Site> {
  const build = await readBuild(folder);
  const { "/index.html": page, ...rest } = build?.files ?? {};
  if (!page) throw new Error(`${folder} holds no built panel.`);
  const identity = Buffer.from(fillPage(await readFile(join(folder, "index.html"), "utf8"), settings));
  const bodies = { identity, ...(await compressed(identity)) };
  const forms = {
    identity: formOf(bodies.identity, "identity"),
    br: formOf(bodies.br, "br"),
    gzip: formOf(bodies.gzip, "gzip"),
  };
  return {
    folder,
    files: new Map(Object.entries(rest)),
    page: { file: { ...page, forms }, bodies },
    headers: securityHeaders(settings.apiUrl),
  };
}
