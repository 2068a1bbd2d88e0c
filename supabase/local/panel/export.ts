/**
 * `npm run panel -- <folder>`: the panel as a folder that any web server can serve, with its settings in the page and its
 * headers in `_headers`. SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY name the project.
 */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { compressFile } from "./compress.ts";
import { headersFile } from "./headers.ts";
import { fillPage, panelSettings } from "./page.ts";
import { ensureBuilt } from "./site.ts";

async function exportTo(folder: string): Promise<void> {
  const settings = panelSettings(process.env);
  await ensureBuilt(folder);
  const page = join(folder, "index.html");
  const html = Buffer.from(fillPage(await readFile(page, "utf8"), settings));
  await Promise.all([
    writeFile(page, html),
    compressFile(page, html),
    writeFile(join(folder, "_headers"), headersFile(settings.apiUrl)),
    rm(join(folder, ".build.json")),
  ]);
}

const [, , folder] = process.argv;
try {
  if (!folder) throw new Error("Name a folder: npm run panel -- <folder>");
  await exportTo(resolve(folder));
  console.log(`The panel is in ${resolve(folder)}; docs/panel-hosting.md says how to serve it.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
