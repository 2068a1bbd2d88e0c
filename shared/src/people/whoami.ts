import type { Notice, NoticesOn, Quiet } from "../alerts/notices.ts";
import type { Locale } from "../ground/locale.ts";
import type { TrialBar } from "../sends/trial.ts";
import type { Delegate } from "./delegate.ts";

/** An enterprise by its name. */
interface NamedEnterprise {
  readonly id: string;
  readonly name: string;
}

/** What both houses read of the enterprise in use. */
export interface CurrentEnterprise extends NamedEnterprise {
  readonly time_zone: string;
}

/** What both houses read of the answer of `whoami()`. `user_id` is null where nobody is known: signed in nowhere, or a chat account that is not linked. */
export interface Whoami {
  readonly user_id: string | null;
  readonly email: string | null;
  readonly name: string | null;
  /** null: not chosen yet. */
  readonly locale: Locale | null;
  /** C10: of what becomes of their things they are told in chat; null for nobody. */
  readonly notices: readonly Notice[] | null;
  /** C10: on which platform; null: where they last did something. */
  readonly notices_on: NoticesOn | null;
  /** BOT-4: they get the report of each month by mail. */
  readonly month_mail: boolean;
  /** C10: when they are told nothing directly; null: never. */
  readonly quiet: Quiet | null;
  /** BOT-3: who decides in their place. */
  readonly delegate: Delegate | null;
  /** Runs the deployment. Never in chat. */
  readonly platform_admin: boolean;
  /** null: none was chosen, or they belong to none. */
  readonly enterprise: CurrentEnterprise | null;
  /** Of which one is the current one. */
  readonly enterprises: readonly NamedEnterprise[];
  /** Enterprises where an owner has disabled the person's membership. */
  readonly disabled_in: readonly NamedEnterprise[];
  /** Actions (`service:resource:operation`) the person may do in the current enterprise. */
  readonly permissions: readonly string[];
  /** IAM-2: in the current enterprise a send has to begin with a trial, or to go without one; null: as they like. */
  readonly trial_bar: TrialBar | null;
  /** The same of a send of the basic edition. */
  readonly basic_trial_bar: TrialBar | null;
}
