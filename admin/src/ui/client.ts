import { createClient } from "@supabase/supabase-js";
import { publishableKey as key, api as url } from "./settings.ts";

/** The base URL of the project's storage and functions. */
export const origin = url;

/**
 * The Supabase client, with the publishable key and the session of the signed-in person, which the browser keeps and
 * renews. What the person may see and do is decided by the database.
 */
export const client = createClient(url, key, {
  auth: {
    persistSession: true,
    autoRefreshToken: true,
    // The fragment of a page's address is believed only where the links of Auth's mails lead.
    detectSessionInUrl: ({ pathname }, { access_token }) =>
      (pathname === "/confirm" || pathname === "/new-password") && access_token !== undefined,
    // Of GoTrue 2.197; where a project's Auth has none, nobody is offered any.
    experimental: { recoveryCodes: true },
  },
  // Queries retry themselves, and sooner, because a person is waiting.
  db: { retry: false },
  global: { headers: { "x-tidings-source": "admin" } },
});
