/** Everything that a program can ask. */
import { EXPORT_ROUTES } from "./beside/exports.ts";
import { NUMBER_ROUTES } from "./beside/number_files.ts";
import { PROGRESS_ROUTES } from "./beside/progress.ts";
import { REPORT_ROUTES as OWN_REPORT_ROUTES } from "./beside/reports.ts";
import { CAPABILITY_ROUTES } from "./koomessage/capability.ts";
import { RESOLVE_ROUTES } from "./koomessage/resolve_tasks.ts";
import { DETAIL_ROUTES } from "./koomessage/send_details.ts";
import { REPORT_ROUTES } from "./koomessage/send_reports.ts";
import { SEND_ROUTES } from "./koomessage/send_tasks.ts";
import { TEMPLATE_ROUTES } from "./koomessage/templates.ts";
import { resourceRoutes } from "./resources/routes.ts";
import type { Route } from "./route.ts";

export const ROUTES: readonly Route[] = [
  ...TEMPLATE_ROUTES,
  ...CAPABILITY_ROUTES,
  ...RESOLVE_ROUTES,
  ...SEND_ROUTES,
  ...DETAIL_ROUTES,
  ...REPORT_ROUTES,
  ...resourceRoutes(),
  ...NUMBER_ROUTES,
  ...PROGRESS_ROUTES,
  ...EXPORT_ROUTES,
  ...OWN_REPORT_ROUTES,
];
