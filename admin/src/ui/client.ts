import { createClient } from "@supabase/supabase-js";

const url = import.meta.env.VITE_SUPABASE_URL;
const key = import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY;
if (!url || !key) throw new Error("VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY must be set");

/** Where the project's storage and functions answer. */
export const origin = url;

/**
 * The one door to the data: the publishable key and the signed-in person's own session, which the browser
 * keeps and renews. What the person may see and do is decided behind it, by the database.
 */
export const client = createClient(url, key, {
  auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
  // Pages try again themselves, and sooner: a person waits for them.
  db: { retry: false },
  global: { headers: { "x-tidings-source": "admin" } },
});
