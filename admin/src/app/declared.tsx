import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import { lazy, type ReactNode, use } from "react";
import { Route } from "react-router";
import type { DrawnResource, PageKind } from "../ui/resource/pages.tsx";
import { NoPage } from "./no-page.tsx";

/** Where each declared noun is drawn from. A declaration is loaded with the first page that needs it. */
const DECLARATIONS: Readonly<Record<Noun, () => Promise<DrawnResource>>> = {
  template: async () => (await import("../templates/pages.tsx")).templates,
  media: async () => (await import("../media/pages.tsx")).library,
  public_template: async () => (await import("../templates/public/pages.tsx")).publicTemplates,
  send: async () => (await import("../sends/pages.tsx")).sends,
  send_settings: async () => (await import("../sends/settings.tsx")).sendSettingsPage,
  marketing_window: async () => ({
    of: (await import("@tidings/shared/sends/marketing_window.ts")).marketingWindow,
    slots: {},
  }),
  operation_protection: async () => ({
    of: (await import("@tidings/shared/people/operation_protection.ts")).operationProtection,
    slots: {},
  }),
  approver_mfa: async () => ({
    of: (await import("@tidings/shared/people/approver_mfa.ts")).approverMfa,
    slots: {},
  }),
  review_hours: async () => ({
    of: (await import("@tidings/shared/people/review_hours.ts")).reviewHours,
    slots: {},
  }),
  resolve_task: async () => (await import("../tasks/pages.tsx")).resolveTasks,
  link: async () => (await import("../tasks/links.tsx")).links,
  domain: async () => ({ of: (await import("@tidings/shared/links/domain.ts")).domain, slots: {} }),
  jump_batch: async () => (await import("../jumps/pages.tsx")).jumps,
  link_rules: async () => ({
    of: (await import("@tidings/shared/links/link_rules.ts")).linkRules,
    slots: {},
  }),
  filing: async () => (await import("../filings/pages.tsx")).filings,
  sms_app: async () => ({ of: (await import("@tidings/shared/sms/app.ts")).smsApp, slots: {} }),
  basic_template: async () => (await import("../basic/pages.tsx")).basicTemplates,
  basic_signature: async () => ({
    of: (await import("@tidings/shared/basic/signature.ts")).basicSignature,
    slots: {},
  }),
  sms_signature: async () => ({
    of: (await import("@tidings/shared/sms/signature.ts")).smsSignature,
    slots: {},
  }),
  sms_template: async () => (await import("../sms/template.tsx")).smsTemplates,
  member: async () => (await import("../people/pages.tsx")).members,
  invitation: async () => (await import("../people/invitations.tsx")).invitations,
  export: async () => (await import("../exports/pages.tsx")).exports,
  own_field: async () => ({ of: (await import("@tidings/shared/own/own_field.ts")).ownField, slots: {} }),
  access_key: async () => ({ of: (await import("@tidings/shared/keys/access_key.ts")).accessKey, slots: {} }),
  access_key_request: async () => ({
    of: (await import("@tidings/shared/keys/access_key_request.ts")).accessKeyRequest,
    slots: {},
  }),
  standing_approval: async () => ({
    of: (await import("@tidings/shared/keys/standing_approval.ts")).standingApproval,
    slots: {},
  }),
  group: async () => (await import("../people/pages.tsx")).groups,
  policy: async () => (await import("../people/policies/pages.tsx")).policies,
  package: async () => (await import("../quotas/pages.tsx")).packages,
  order: async () => (await import("../quotas/pages.tsx")).orders,
  offer: async () => (await import("../quotas/pages.tsx")).offers,
  unit_price: async () => ({
    of: (await import("@tidings/shared/quotas/unit_price.ts")).unitPrice,
    slots: {},
  }),
  ledger_entry: async () => ({
    of: (await import("@tidings/shared/quotas/ledger_entry.ts")).ledgerEntry,
    slots: {},
  }),
  audit_entry: async () => (await import("../people/pages.tsx")).auditLog,
  chat_identity: async () => (await import("../people/pages.tsx")).chatIdentities,
  session: async () => (await import("../people/pages.tsx")).sessions,
  number_file: async () => (await import("../numbers/pages.tsx")).numberFiles,
  opt_out: async () => (await import("../sends/opt-outs/pages.tsx")).optOuts,
  reply: async () => ({ of: (await import("@tidings/shared/sends/reply.ts")).reply, slots: {} }),
  receipt: async () => ({ of: (await import("@tidings/shared/sends/receipt.ts")).receipt, slots: {} }),
  approval_rule: async () => (await import("../sends/approval-rules/pages.tsx")).approvalRules,
  channel: async () => ({ of: (await import("@tidings/shared/channels/channel.ts")).channel, slots: {} }),
  carrier: async () => (await import("../platform/carriers.tsx")).carriers,
  tenant: async () => ({ of: (await import("@tidings/shared/platform/tenant.ts")).tenant, slots: {} }),
  vendor_review: async () => ({
    of: (await import("@tidings/shared/platform/vendor_review.ts")).vendorReview,
    slots: {},
  }),
  banned_word: async () => ({
    of: (await import("@tidings/shared/platform/banned_word.ts")).bannedWord,
    slots: {},
  }),
  signature_network: async () => ({
    of: (await import("@tidings/shared/platform/signature_network.ts")).signatureNetwork,
    slots: {},
  }),
  number_prefix: async () => ({
    of: (await import("@tidings/shared/platform/number_prefix.ts")).numberPrefix,
    slots: {},
  }),
  result_code: async () => ({
    of: (await import("@tidings/shared/channels/result_code.ts")).resultCode,
    slots: { Above: (await import("../platform/unknown-codes.tsx")).UnknownCodes },
  }),
  holiday: async () => ({ of: (await import("@tidings/shared/platform/holiday.ts")).holiday, slots: {} }),
  import_item: async () => ({
    of: (await import("@tidings/shared/moving/import_item.ts")).importItem,
    slots: {},
  }),
  restore: async () => ({ of: (await import("@tidings/shared/platform/restore.ts")).restore, slots: {} }),
  call_limit: async () => ({
    of: (await import("@tidings/shared/platform/call_limit.ts")).callLimit,
    slots: {},
  }),
  retention_period: async () => ({
    of: (await import("@tidings/shared/numbers/retention.ts")).retentionPeriod,
    slots: {},
  }),
  erasure: async () => (await import("../numbers/erasures.tsx")).erasures,
  callback: async () => (await import("../callbacks/pages.tsx")).callbacks,
  callback_post: async () => (await import("../callbacks/pages.tsx")).callbackPosts,
  robot: async () => ({ of: (await import("@tidings/shared/alerts/robot.ts")).robot, slots: {} }),
  incident: async () => ({ of: (await import("@tidings/shared/alerts/incident.ts")).incident, slots: {} }),
  alert: async () => (await import("../alerts/pages.tsx")).alerts,
  service_account: async () => (await import("../accounts/pages.tsx")).serviceAccounts,
  account_part: async () => (await import("../accounts/pages.tsx")).accountParts,
  port: async () => (await import("../accounts/pages.tsx")).ports,
  port_binding: async () => (await import("../accounts/pages.tsx")).portBindings,
  shortcut: async () => (await import("../accounts/shortcuts/pages.tsx")).shortcuts,
  chat_channel: async () => ({
    of: (await import("@tidings/shared/alerts/chat_channel.ts")).chatChannel,
    slots: {},
  }),
};

/** The engine brings tables, forms and calendars: loaded with the first page it draws. */
const ResourcePage = lazy(async () => ({
  default: (await import("../ui/resource/pages.tsx")).ResourcePage,
}));

const ROUTES = [
  { path: "", page: "list" },
  { path: "/new", page: "create" },
  { path: "/:id", page: "show" },
  { path: "/:id/edit", page: "edit" },
] as const satisfies readonly { path: string; page: PageKind }[];

type Guard = (resource: string, action: string, page: ReactNode) => ReactNode;

/** The routes of all declared nouns. */
export function declaredRoutes(guarded: Guard): ReactNode {
  return (Object.keys(NOUNS) as Noun[]).flatMap((noun) =>
    ROUTES.map(({ path, page }) => {
      const name = NOUNS[noun].path;
      const drawn = <DeclaredPage key={`${noun} ${page}`} noun={noun} page={page} />;
      return <Route key={name + path} path={name + path} element={guarded(name, page, drawn)} />;
    }),
  );
}

const loaded = new Map<Noun, Promise<DrawnResource>>();

/** What a noun is drawn from; the same promise each time. */
export function loadDeclared(noun: Noun): Promise<DrawnResource> {
  const found = loaded.get(noun) ?? DECLARATIONS[noun]();
  loaded.set(noun, found);
  return found;
}

function DeclaredPage({ noun, page }: { noun: Noun; page: PageKind }) {
  return <ResourcePage {...use(loadDeclared(noun))} page={page} otherwise={<NoPage />} />;
}
