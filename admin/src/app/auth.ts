import type { AuthProvider } from "@refinedev/core";
import type { QueryClient } from "@tanstack/react-query";
import { client } from "../ui/client.ts";
import { WHOAMI, whoami } from "../ui/me.tsx";
import { isHalfIn } from "../ui/second-factor.ts";
import { userErrorOf } from "../ui/user-error.ts";

/** The path of the sign-in page. */
export const SIGN_IN = "/sign-in";

/**
 * Sign-in with e-mail and password against Supabase Auth. The session is kept by the browser and renewed; the
 * permissions are those the database returns (`whoami`), never claims of a token.
 */
export function authProvider(queries: QueryClient): AuthProvider {
  return {
    async login({ email, password }: { email: string; password: string }) {
      const { error } = await client.auth.signInWithPassword({ email: email.trim(), password });
      if (error) return { success: false, error };
      queries.clear();
      return { success: true };
    },
    async logout() {
      // "local" ends this browser's session before the server is asked, so the person is signed out also when it cannot be reached.
      await client.auth.signOut({ scope: "local" });
      queries.clear();
      return { success: true, redirectTo: SIGN_IN };
    },
    async check() {
      const { data } = await client.auth.getSession();
      // By the password alone one is not in where the account has a second factor: the door asks for it.
      if (data.session && !(await isHalfIn())) return { authenticated: true };
      return { authenticated: false, redirectTo: SIGN_IN };
    },
    async onError(failure) {
      if (userErrorOf(failure, "en").kind !== "signed_out") return {};
      return { logout: true, redirectTo: SIGN_IN };
    },
    async getIdentity() {
      return queries.ensureQueryData({ queryKey: WHOAMI, queryFn: whoami });
    },
    async getPermissions() {
      const me = await queries.ensureQueryData({ queryKey: WHOAMI, queryFn: whoami });
      return me?.permissions ?? [];
    },
  };
}
