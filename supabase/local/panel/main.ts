/**
 * The panel's process: has it built where something that goes into it has changed, and serves what was built. With
 * TIDINGS_PANEL=dev it is Vite's development server instead, which follows every edit; its headers are Vite's.
 */
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { fillPage, type PanelSettings, panelSettings } from "./page.ts";
import { panelServer } from "./server.ts";
import { ensureBuilt, siteOf } from "./site.ts";

/** Where this server is, as `supabase/local/parts.ts` says. */
const { TIDINGS_HOME: home = ".tidings", TIDINGS_ADMIN_HOST: host, TIDINGS_ADMIN_PORT } = process.env;
const port = Number(TIDINGS_ADMIN_PORT);

/** Vite is loaded only here: it takes 100 MB. */
async function develop(settings: PanelSettings): Promise<void> {
  const { createServer } = await import("vite");
  const told = { name: "tidings-settings", transformIndexHtml: (html: string) => fillPage(html, settings) };
  const server = await createServer({
    root: join(import.meta.dirname, "../../../admin"),
    clearScreen: false,
    plugins: [told],
    server: { host, port, strictPort: true },
  });
  await server.listen();
}

async function serve(settings: PanelSettings): Promise<void> {
  const folder = join(home, "panel");
  await ensureBuilt(folder);
  const server = panelServer(await siteOf(folder, settings), (what, error) => console.error(what, error));
  await new Promise<void>((listening, fail) => {
    server.once("error", fail);
    server.listen(port, host, listening);
  });
}

// A server of files makes little garbage: without growth of its young generation it stays 15 MB smaller.
setFlagsFromString("--semi-space-growth-factor=1");
const settings = panelSettings(process.env);
await (process.env.TIDINGS_PANEL === "dev" ? develop(settings) : serve(settings));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
