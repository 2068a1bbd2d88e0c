/** What the panel is told at run time, in its page: one build serves any project and any port. */

/** The project that a panel works on. `demo` shows the demo's people on the sign-in page. */
export type PanelSettings = { apiUrl: string; publishableKey: string; demo: boolean };

/**
 * The settings in an environment. Read by hand: zod would be a fifth of the memory of the process that serves.
 *
 * @throws Error that names the variable that is missing or wrong
 */
export function panelSettings(env: NodeJS.ProcessEnv): PanelSettings {
  const { SUPABASE_URL: apiUrl = "", SUPABASE_PUBLISHABLE_KEY: publishableKey = "" } = env;
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl))
    throw new Error("SUPABASE_URL must be the http(s) address of the Supabase project.");
  if (publishableKey === "")
    throw new Error("SUPABASE_PUBLISHABLE_KEY must be set: the project's publishable key.");
  return { apiUrl, publishableKey, demo: env.TIDINGS_DEMO === "1" };
}

const escaped = (text: string) => text.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/**
 * The page with its settings in the `meta` tags that admin/index.html has for them. They are in the page and in no
 * script: the panel reads them without a request, and the content security policy allows no inline script.
 *
 * @throws Error when the page lacks one of the tags
 */
export function fillPage(html: string, { apiUrl, publishableKey, demo }: PanelSettings): string {
  const values = { api: apiUrl, key: publishableKey, demo: demo ? "1" : "" };
  return Object.entries(values).reduce((page, [name, value]) => {
    const tag = new RegExp(`(<meta name="tidings-${name}" content=")[^"]*(")`);
    if (!tag.test(page)) throw new Error(`admin/index.html has no <meta name="tidings-${name}" content="">.`);
    return page.replace(tag, (_all, before: string, after: string) => before + escaped(value) + after);
  }, html);
}
