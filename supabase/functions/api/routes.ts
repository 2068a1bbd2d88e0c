/** Everything that a program can ask. */
import { EXPORT_ROUTES } from "./beside/exports.ts";
import { NUMBER_ROUTES } from "./beside/number_files.ts";
import { PROGRESS_ROUTES } from "./beside/progress.ts";
import { REPORT_ROUTES as OWN_REPORT_ROUTES } from "./beside/reports.ts";
import { STORY_ROUTES } from "./beside/stories.ts";
import { ACCOUNT_HOME_ROUTES } from "./koomessage/account_homes.ts";
import { ACCOUNT_MENU_ROUTES } from "./koomessage/account_menus.ts";
import { ACCOUNT_PORT_ROUTES } from "./koomessage/account_ports.ts";
import { ACCOUNT_PROFILE_ROUTES } from "./koomessage/account_profiles.ts";
import { BASIC_SEND_ROUTES } from "./koomessage/basic_sends.ts";
import { BASIC_TEMPLATE_ROUTES } from "./koomessage/basic_templates.ts";
import { CALLBACK_ROUTES } from "./koomessage/callbacks.ts";
import { CAPABILITY_ROUTES } from "./koomessage/capability.ts";
import { CREATE_TEMPLATE_ROUTES } from "./koomessage/create_template.ts";
import { MATERIAL_ROUTES } from "./koomessage/materials.ts";
import { RESOLVE_DETAIL_ROUTES } from "./koomessage/resolve_details.ts";
import { RESOLVE_ROUTES } from "./koomessage/resolve_tasks.ts";
import { DETAIL_ROUTES } from "./koomessage/send_details.ts";
import { REPORT_ROUTES } from "./koomessage/send_reports.ts";
import { SEND_ROUTES } from "./koomessage/send_tasks.ts";
import { SMS_APP_ROUTES } from "./koomessage/sms_apps.ts";
import { SMS_MESSAGE_ROUTES } from "./koomessage/sms_messages.ts";
import { SMS_SIGNATURE_ROUTES } from "./koomessage/sms_signatures.ts";
import { SMS_TEMPLATE_ROUTES } from "./koomessage/sms_templates.ts";
import { TEMPLATE_ACT_ROUTES } from "./koomessage/template_acts.ts";
import { TEMPLATE_REPORT_ROUTES } from "./koomessage/template_reports.ts";
import { TEMPLATE_ROUTES } from "./koomessage/templates.ts";
import { THUMBNAIL_ROUTES } from "./koomessage/thumbnails.ts";
import { resourceRoutes } from "./resources/routes.ts";
import type { Route } from "./route.ts";

export const ROUTES: readonly Route[] = [
  ...TEMPLATE_ROUTES,
  ...CREATE_TEMPLATE_ROUTES,
  ...TEMPLATE_ACT_ROUTES,
  ...TEMPLATE_REPORT_ROUTES,
  ...MATERIAL_ROUTES,
  ...THUMBNAIL_ROUTES,
  ...CAPABILITY_ROUTES,
  ...RESOLVE_ROUTES,
  ...RESOLVE_DETAIL_ROUTES,
  ...SEND_ROUTES,
  ...DETAIL_ROUTES,
  ...REPORT_ROUTES,
  ...SMS_APP_ROUTES,
  ...SMS_SIGNATURE_ROUTES,
  ...SMS_TEMPLATE_ROUTES,
  ...SMS_MESSAGE_ROUTES,
  ...BASIC_TEMPLATE_ROUTES,
  ...BASIC_SEND_ROUTES,
  ...ACCOUNT_PROFILE_ROUTES,
  ...ACCOUNT_MENU_ROUTES,
  ...ACCOUNT_HOME_ROUTES,
  ...ACCOUNT_PORT_ROUTES,
  ...CALLBACK_ROUTES,
  ...resourceRoutes(),
  ...NUMBER_ROUTES,
  ...PROGRESS_ROUTES,
  ...STORY_ROUTES,
  ...EXPORT_ROUTES,
  ...OWN_REPORT_ROUTES,
];
