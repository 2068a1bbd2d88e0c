import type { AnyCommand } from "../registry.ts";
import { device } from "./devices/device.ts";
import { domainAdd } from "./links/domain_add.ts";
import { domains } from "./links/domains.ts";
import { jumpAdd } from "./links/jump_add.ts";
import { jumps } from "./links/jumps.ts";
import { numbers } from "./numbers/numbers.ts";
import { enterprise } from "./people/enterprise.ts";
import { help } from "./people/help.ts";
import { language } from "./people/language.ts";
import { link } from "./people/link.ts";
import { audit } from "./quotas/audit.ts";
import { quota } from "./quotas/quota.ts";
import { report } from "./reports/report.ts";
import { approve } from "./reviews/approve.ts";
import { reject } from "./reviews/reject.ts";
import { reviews } from "./reviews/reviews.ts";
import { show } from "./reviews/show.ts";
import { submit } from "./reviews/submit.ts";
import { cancel } from "./sends/cancel.ts";
import { release } from "./sends/release.ts";
import { send } from "./sends/send.ts";
import { status } from "./sends/status.ts";
import { templates } from "./templates/templates.ts";

/** Every command, in the order of `help`. A new one is its file and a line here (Discord takes 25). */
export const COMMANDS: readonly AnyCommand[] = [
  help,
  link,
  reviews,
  show,
  approve,
  reject,
  templates,
  submit,
  send,
  status,
  release,
  cancel,
  numbers,
  domains,
  domainAdd,
  jumps,
  jumpAdd,
  report,
  quota,
  audit,
  device,
  enterprise,
  language,
];
