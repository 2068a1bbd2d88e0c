import { createClient } from "@supabase/supabase-js";

const url = import.meta.env.VITE_SUPABASE_URL;
const key = import.meta.env.VITE_SUPABASE_PUBLISHABLE_KEY;
if (!url || !key) throw new Error("VITE_SUPABASE_URL and VITE_SUPABASE_PUBLISHABLE_KEY must be set");

/** The base URL of the project's storage and functions. */
export const origin = url;

/**
 * The Supabase client, with the publishable key and the session of the signed-in person, which the browser keeps and
 * renews. What the person may see and do is decided by the database.
 */
export const client = createClient(url, key, {
  auth: { persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
  // Queries retry themselves, and sooner, because a person is waiting.
  db: { retry: false },
  global: { headers: { "x-tidings-source": "admin" } },
});
