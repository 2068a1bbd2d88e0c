import type { Notice, NoticesOn, Quiet } from "@tidings/shared/alerts/notices.ts";
import type { Locale } from "@tidings/shared/ground/locale.ts";
import type { Delegate } from "@tidings/shared/people/delegate.ts";
import type { TrialBar } from "@tidings/shared/sends/trial.ts";
import { createContext } from "react";

/** The signed-in person, as returned by `whoami`. */
export interface Me {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  /** null: not chosen yet. */
  readonly locale: Locale | null;
  /** C10: of what becomes of their things they are told in chat. */
  readonly notices: readonly Notice[];
  /** C10: on which platform; null: where they last did something. */
  readonly notices_on: NoticesOn | null;
  /** BOT-4: they get the report of each month by mail. */
  readonly month_mail: boolean;
  /** C10: when they are told nothing directly; null: never. */
  readonly quiet: Quiet | null;
  /** BOT-3: who decides in their place. */
  readonly delegate: Delegate | null;
  /** Runs the deployment. */
  readonly platform_admin: boolean;
  readonly enterprise: {
    readonly id: string;
    readonly name: string;
    readonly time_zone: string;
    /** The marketing window, `HH:MM:SS` in `time_zone`. */
    readonly marketing_from: string;
    readonly marketing_to: string;
  } | null;
  readonly enterprises: readonly { readonly id: string; readonly name: string }[];
  /** Enterprises where an owner has disabled the person's membership. */
  readonly disabled_in: readonly { readonly id: string; readonly name: string }[];
  /** Actions (`service:resource:operation`) the person may do in the current enterprise, and `platform` for who runs the deployment. */
  readonly permissions: readonly string[];
  /** IAM-2: in the current enterprise a send has to begin with a trial, or to go without one; null: as they like. */
  readonly trial_bar: TrialBar | null;
  /** The same of a send of the basic edition. */
  readonly basic_trial_bar: TrialBar | null;
  /** Where feedback goes: an address of the web, or `mailto:`; null: nowhere. */
  readonly feedback: string | null;
}

/** Apart from its hooks (`me.tsx`), so that an error, which is also shown where nobody is signed in, may look at it. null: nobody is. */
export const MeContext = createContext<Me | null>(null);
