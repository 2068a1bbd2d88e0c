/** What the server of the panel has written into its page (admin/index.html). One build works on any project. */
function told(name: "api" | "key" | "demo"): string {
  return document.querySelector<HTMLMetaElement>(`meta[name="tidings-${name}"]`)?.content ?? "";
}

/** The address of the Supabase project, and its publishable key. */
export const api = told("api");
export const publishableKey = told("key");
if (!api || !publishableKey) throw new Error("The page does not say which project this panel works on.");

/** With the demo seed the sign-in page lists the demo people. */
export const isDemo = told("demo") === "1";
