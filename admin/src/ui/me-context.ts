import type { Notice } from "@tidings/shared/alerts/notices.ts";
import type { CurrentEnterprise, Whoami } from "@tidings/shared/people/whoami.ts";
import { createContext } from "react";

/** The signed-in person, as returned by `whoami`. Among the permissions is `platform` for who runs the deployment. */
export interface Me extends Whoami {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly notices: readonly Notice[];
  readonly enterprise:
    | (CurrentEnterprise & {
        /** The marketing window, `HH:MM:SS` in `time_zone`. */
        readonly marketing_from: string;
        readonly marketing_to: string;
      })
    | null;
  /** Where feedback goes: an address of the web, or `mailto:`; null: nowhere. */
  readonly feedback: string | null;
}

/** Apart from its hooks (`me.tsx`), so that an error, which is also shown where nobody is signed in, may look at it. null: nobody is. */
export const MeContext = createContext<Me | null>(null);
