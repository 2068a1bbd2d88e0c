/** Every verb of the API, with arguments that succeed for someone. A new verb without a line here fails verbs.test.ts. */

import {
  CARRIER_KEYS,
  carrierInput,
  carrierTerms,
  grantInput,
  resultCodeInput,
} from "./carriers/carrier_fixtures.ts";
import { offerInput, phones } from "./fixtures.ts";
import {
  ALICE_IN_CHAT,
  EXPORT,
  MEDIA_POLICY,
  type OneOfEach,
  PUBLIC_JWK,
  robotInput,
  STRANGER_IN_CHAT,
  VENDOR_KEY,
  VENDOR_RANGE,
  viewInput,
} from "./one_of_each.ts";
import { DELETED, NAMING, REVIEWED, SWITCHED } from "./reviewed.ts";
import { notice, publicInput } from "./templates/checks.ts";
import { type Actor, PEOPLE, type Person, proven, type TestDatabase } from "./test_database.ts";

/**
 * read: changes nothing. own: what anyone may do with their own account. member: needs a right in the enterprise.
 * bot: for the bot's account, which acts for `chat` or for itself. clock: for the bot's account too; such a verb raises
 * its refusals instead of returning them. many: an act on many rows, each with an outcome of its own (transition_many.test.ts).
 * platform: acts of those who run the deployment. overview: what they read. service: for the service key.
 */
export type Kind = "read" | "own" | "member" | "bot" | "clock" | "many" | "platform" | "overview" | "service";

export type Verb = {
  kind: Kind;
  /** Someone who may do it. */
  who: Person;
  chat?: string;
  /** Arguments with which it succeeds for `who`. */
  input(resources: OneOfEach): Record<string, unknown>;
  /** The input has the id of a resource of alice's enterprise. */
  names?: true;
};

const content = notice();

/** A verb that takes the id of one resource, as those of `private.transitions` do. */
const on = (who: Person, input: Verb["input"]): Verb => ({ kind: "member", who, input, names: true });
const may = (who: Person, input: Verb["input"]): Verb => ({ kind: "member", who, input });
const own = (who: Person, input: Verb["input"]): Verb => ({ kind: "own", who, input });
const mine = (who: Person, input: Verb["input"]): Verb => ({ ...own(who, input), names: true });
/** Whom a decision is asked of. */
const ASKED = { person: PEOPLE.carol };
/** The verbs of an ordinary reviewed noun. */
const reviewedVerbs = (noun: string): Record<string, Verb> => {
  const about =
    (row: "edited" | "rejected" | "waiting" | "doubtful" | "live" | "off" | "spare") => (it: OneOfEach) => ({
      [noun]: it.reviewed[noun]?.[row],
    });
  return {
    [`create_${noun}`]: (NAMING.includes(noun) ? on : may)("bob", (it) => ({
      input: it.reviewed[noun]?.input,
    })),
    [`update_${noun}`]: on("bob", (it) => ({ ...about("edited")(it), input: it.reviewed[noun]?.edit })),
    [`submit_${noun}`]: on("bob", about("rejected")),
    [`assign_${noun}`]: on("alice", (it) => ({ ...about("waiting")(it), input: ASKED })),
    [`urge_${noun}`]: on("bob", about("waiting")),
    [`approve_${noun}`]: on("carol", about("waiting")),
    [`reject_${noun}`]: on("carol", (it) => ({ ...about("doubtful")(it), reason: "不合适" })),
    ...(SWITCHED.includes(noun)
      ? {
          [`enable_${noun}`]: on("bob", about("off")),
          [`disable_${noun}`]: on("bob", about("live")),
        }
      : {}),
    ...(DELETED.includes(noun) ? { [`delete_${noun}`]: on("bob", about("spare")) } : {}),
  };
};
const platform = (input: Verb["input"]): Verb => ({ kind: "platform", who: "olga", input });
const read = (input: Verb["input"]): Verb => ({ kind: "read", who: "dan", input });
const bot = (kind: "bot" | "clock", input: Verb["input"], chat?: string): Verb => ({
  kind,
  who: "bot",
  input,
  ...(chat ? { chat } : {}),
});

export const VERBS: Record<string, Verb> = {
  whoami: read(() => ({})),
  may: read(() => ({ action: "KooMessage:template:list" })),
  explain_right: {
    ...read((it) => ({ action: "KooMessage:template:list", member: it.member })),
    names: true,
  },
  who_can: read(() => ({ action: "KooMessage:template:list" })),
  allowed_transitions: read((it) => ({ resource: "template", ids: [it.templates.waiting] })),
  edit_presence: read((it) => ({ resource: "template", id: it.templates.waiting, tab: crypto.randomUUID() })),
  keep_draft: read(() => ({
    resource: "template",
    name: "template.new",
    tab: crypto.randomUUID(),
    content: {},
  })),
  drafts_of: read(() => ({ name: "template.new" })),
  audit_quota: read(() => ({})),
  digest: read(() => ({ period: "week" })),
  report: read(() => ({ report: "sends", first: "2026-11-01", last: "2026-11-30" })),
  spending: read(() => ({ first: "2026-11-01", last: "2026-11-30" })),
  audit_proof: read(() => ({})),
  audit_export: read(() => ({ from_time: "2026-01-01T00:00:00Z", to_time: "2100-01-01T00:00:00Z" })),
  begin_question: read(() => ({ thread: "terminal" })),
  end_question: read(() => ({ thread: "terminal", question: "?", answer: "!", tokens: 1 })),
  proposal_place: read(() => ({})),
  propose_command: read(() => ({ command: "submit", input: { resource: "x" } })),
  my_proposals: read(() => ({})),
  transition_many: {
    kind: "many",
    who: "bob",
    input: (it) => ({ resource: "domain", verb: "submit", ids: [it.domains.rejected] }),
  },

  set_locale: own("dan", () => ({ input: { locale: "zh-CN" } })),
  set_notices: own("dan", () => ({ input: { notices: ["held"] } })),
  set_delegate: own("dan", () => ({ input: { delegate: null } })),
  switch_enterprise: own("dan", (it) => ({ enterprise: it.enterprise })),
  create_enterprise: own("dan", () => ({
    input: { name: "丹的公司", statements: ["koomessage", "sms"] },
  })),
  update_enterprise: may("alice", () => ({ input: { name: "云杉商城" } })),
  beginning: read(() => ({})),
  invitation_for: read((it) => ({ token: it.erins })),
  accept_invitation: own("erin", (it) => ({ input: { token: it.erins } })),
  leave_enterprise: { ...own("dan", (it) => ({ enterprise: it.enterprise })), names: true },
  begin_link: own("dan", () => ({})),
  unlink_chat_identities: own("dan", () => ({})),
  revoke_session: { ...own("dan", (it) => ({ session: it.session })), names: true },
  revoke_other_sessions: own("dan", () => ({})),
  deployment_health: { kind: "overview", who: "olga", input: () => ({}) },
  platform_overview: { kind: "overview", who: "olga", input: () => ({}) },
  vendor_proofs: { kind: "overview", who: "olga", input: () => ({}) },
  add_vendor_key: platform(() => ({ input: { vendor: "huawei", kid: "2027-01", jwk: PUBLIC_JWK } })),
  retire_vendor_key: platform(() => ({ input: VENDOR_KEY })),
  add_vendor_range: platform(() => ({ input: { vendor: "vivo", cidr: "198.51.100.0/24" } })),
  remove_vendor_range: platform(() => ({ input: { cidr: VENDOR_RANGE } })),
  record_failed_sign_in: {
    kind: "service",
    who: "bot",
    input: () => ({ email: "dan@demo.test", address: "203.0.113.9" }),
  },
  unlink_chat_identity: { ...own("alice", (it) => ({ identity: it.identity })), names: true },

  update_approver_mfa: may("alice", () => ({ input: { approver_mfa: "none" } })),
  update_operation_protection: may("alice", () => ({ input: { operation_protection: false } })),
  update_review_hours: may("alice", () => ({ input: { review_hours: 48 } })),
  update_marketing_window: may("alice", () => ({
    input: { marketing_from: "09:00", marketing_to: "20:00" },
  })),
  create_invitation: may("alice", () => ({ input: { email: "heidi@nowhere.test", groups: ["Readers"] } })),
  revoke_invitation: on("alice", (it) => ({ invitation: it.invitation })),
  disable_member: on("alice", (it) => ({ member: it.member })),
  enable_member: on("alice", (it) => ({ member: it.former })),
  pseudonymise_member: on("alice", (it) => ({ member: it.former, reason: "本人要求" })),
  create_policy: may("alice", () => ({ input: { name: "图库", document: MEDIA_POLICY } })),
  update_policy: on("alice", (it) => ({
    policy: it.policy,
    input: { name: "图库备用", document: MEDIA_POLICY },
  })),
  delete_policy: on("alice", (it) => ({ policy: it.policy })),
  create_access_key: may("alice", () => ({
    input: { name: "测试", policies: ["KooMessage ReadOnlyAccess"], test: true },
  })),
  update_access_key: on("alice", (it) => ({
    access_key: it.keys.one,
    input: { name: "报表", policies: [], addresses: ["203.0.113.7"] },
  })),
  rotate_access_key: on("alice", (it) => ({ access_key: it.keys.one })),
  retire_access_key: on("alice", (it) => ({ access_key: it.keys.two })),
  close_standing_approval: on("bob", (it) => ({ standing_approval: it.standing })),
  again_access_key_request: on("alice", (it) => ({ access_key_request: it.call })),
  revoke_access_key: on("alice", (it) => ({ access_key: it.keys.spare })),
  create_group: on("alice", (it) => ({
    input: { name: "图库组", policies: ["KooMessage ReadOnlyAccess"], members: [it.member] },
  })),
  update_group: on("alice", (it) => ({
    user_group: it.group,
    input: { name: "临时组", policies: [], members: [] },
  })),
  delete_group: on("alice", (it) => ({ user_group: it.group })),

  add_media: may("bob", (it) => ({
    input: { name: "图", path: it.picture },
  })),
  update_media: on("bob", (it) => ({ media: it.media.active, input: { name: "新海报", folder: "秋季" } })),
  cover_media: on("bob", (it) => ({ media: it.media.film, input: { picture: it.media.active } })),
  trash_media: on("bob", (it) => ({ media: it.media.old })),
  restore_media: on("bob", (it) => ({ media: it.media.trashed })),
  purge_media: on("bob", (it) => ({ media: it.media.spare })),
  create_template: may("bob", () => ({
    input: { name: "新模板", usage: "commercial", layout: "notice", vendors: ["huawei"], content },
  })),
  update_template: on("bob", (it) => ({ template: it.templates.draft, input: { content } })),
  submit_template: on("bob", (it) => ({ template: it.templates.draft })),
  withdraw_template: on("bob", (it) => ({ template: it.templates.waiting })),
  assign_template: on("alice", (it) => ({ template: it.templates.waiting, input: ASKED })),
  urge_template: on("bob", (it) => ({ template: it.templates.waiting })),
  approve_template: on("carol", (it) => ({ template: it.templates.waiting })),
  reject_template: on("carol", (it) => ({ template: it.templates.waiting, reason: "文案有误" })),
  copy_template: on("bob", (it) => ({ template: it.templates.live, input: { name: "签收提醒（春节）" } })),
  test_template: on("bob", (it) => ({
    template: it.templates.live,
    input: { numbers: phones(1), params: [it.templates.values] },
  })),
  delete_template: on("bob", (it) => ({ template: it.templates.spare })),
  create_basic_template: may("bob", (it) => ({ input: it.basics.input })),
  update_basic_template: on("bob", (it) => ({
    basic_template: it.basics.draft,
    input: { validity_days: 60 },
  })),
  submit_basic_template: on("bob", (it) => ({ basic_template: it.basics.draft })),
  withdraw_basic_template: on("bob", (it) => ({ basic_template: it.basics.waiting })),
  assign_basic_template: on("alice", (it) => ({ basic_template: it.basics.waiting, input: ASKED })),
  urge_basic_template: on("bob", (it) => ({ basic_template: it.basics.waiting })),
  approve_basic_template: on("carol", (it) => ({ basic_template: it.basics.waiting })),
  reject_basic_template: on("carol", (it) => ({ basic_template: it.basics.waiting, reason: "主题有误" })),
  copy_basic_template: on("bob", (it) => ({
    basic_template: it.basics.live,
    input: { name: "会员日（春节）" },
  })),
  test_basic_template: on("bob", (it) => ({ basic_template: it.basics.live, input: { numbers: phones(1) } })),
  delete_basic_template: on("bob", (it) => ({ basic_template: it.basics.spare })),
  enable_basic_template: on("bob", (it) => ({ basic_template: it.basics.off })),
  disable_basic_template: on("bob", (it) => ({ basic_template: it.basics.live })),
  set_own_basic_template: on("bob", (it) => ({
    basic_template: it.basics.live,
    input: { own: { cost_centre: "CC-1" } },
  })),
  enable_template: on("bob", (it) => ({ template: it.templates.off })),
  disable_template: on("bob", (it) => ({ template: it.templates.live })),

  create_filing: may("mallory", () => ({ input: { form: "service_account" } })),
  update_filing: on("bob", (it) => ({
    filing: it.filings.draft,
    input: { certificate: "business_licence", ends_on: "2099-12-31", special: null },
  })),
  submit_filing: on("bob", (it) => ({ filing: it.filings.draft })),
  urge_filing: on("bob", (it) => ({ filing: it.filings.waiting })),
  assign_filing: on("alice", (it) => ({ filing: it.filings.waiting, input: ASKED })),
  approve_filing: on("carol", (it) => ({ filing: it.filings.waiting })),
  reject_filing: on("carol", (it) => ({ filing: it.filings.waiting, reason: "公章不清晰" })),
  set_own_filing: on("bob", (it) => ({ filing: it.filings.live, input: { own: { cost_centre: "C7" } } })),
  create_domains: may("bob", () => ({ input: { names: ["go.new.example.com"], custom_codes: false } })),
  create_sms_app: may("bob", () => ({ input: { name: "travel" } })),
  update_sms_app: on("bob", (it) => ({
    sms_app: it.apps.on,
    input: { name: "mall_2", uplink_url: "https://crm.example.com/replies" },
  })),
  enable_sms_app: on("bob", (it) => ({ sms_app: it.apps.off })),
  disable_sms_app: on("bob", (it) => ({ sms_app: it.apps.on })),
  bring_import_item: on("bob", (it) => ({ import_item: it.importItem })),
  register_sms_template: on("bob", (it) => ({
    sms_template: it.sms,
    input: { carrier_template_id: "sms-1" },
  })),
  update_callback: on("bob", (it) => ({
    callback: it.callbacks.on,
    input: { url: "https://erp.example.com/moved" },
  })),
  rotate_callback: on("alice", (it) => ({ callback: it.callbacks.on })),
  resume_callback: on("bob", (it) => ({ callback: it.callbacks.stopped })),
  test_callback: on("bob", (it) => ({ callback: it.callbacks.on })),
  replay_callback: on("bob", (it) => ({ callback: it.callbacks.on, input: { since: null, until: null } })),
  replay_callback_post: on("bob", (it) => ({ callback_post: it.callbacks.post })),
  rotate_sms_app: on("alice", (it) => ({ sms_app: it.apps.stopped })),
  resume_sms_app: on("bob", (it) => ({ sms_app: it.apps.stopped })),
  ...Object.assign({}, ...Object.keys(REVIEWED).map(reviewedVerbs)),
  update_domain: on("bob", (it) => ({
    domain: it.domains.rejected,
    input: { name: "go.again.example.com", custom_codes: true },
  })),
  submit_domain: on("bob", (it) => ({ domain: it.domains.rejected })),
  assign_domain: on("alice", (it) => ({ domain: it.domains.waiting, input: ASKED })),
  urge_domain: on("bob", (it) => ({ domain: it.domains.waiting })),
  approve_domain: on("carol", (it) => ({ domain: it.domains.waiting })),
  reject_domain: on("carol", (it) => ({ domain: it.domains.waiting, reason: "未备案" })),
  enable_domain: on("bob", (it) => ({ domain: it.domains.off })),
  disable_domain: on("bob", (it) => ({ domain: it.domains.spare })),
  set_default_domain: on("bob", (it) => ({ domain: it.domains.other })),
  create_jump_batch: may("bob", () => ({
    input: { name: "会场", purpose: "落地页", source: "typed", urls: ["https://mall.example.com/a"] },
  })),
  assign_jump_batch: on("alice", (it) => ({ jump_batch: it.jumps, input: ASKED })),
  urge_jump_batch: on("bob", (it) => ({ jump_batch: it.jumps })),
  approve_jump_batch: on("carol", (it) => ({ jump_batch: it.jumps })),
  reject_jump_batch: on("carol", (it) => ({ jump_batch: it.jumps, reason: "链接打不开" })),

  begin_number_file: may("bob", () => ({ input: { name: "名单.csv", bytes: 100, parts: 1 } })),
  add_number_part: on("bob", (it) => ({ file: it.uploading, input: { part: 1, bytes: 8, first_line: 1 } })),
  start_import: on("bob", (it) => ({ file: it.uploading })),
  type_numbers: may("bob", () => ({ input: { phones: ["+8613800138000"] } })),
  discard_number_file: on("bob", (it) => ({ file: it.spare })),

  price_list: read(() => ({})),
  preview_cost: read(() => ({ numbers: 100, segments: 2 })),
  create_order: may("alice", (it) => ({
    input: { offer_id: it.offer.id, quantity: 2, revision: it.offer.revision },
  })),
  cancel_order: on("alice", (it) => ({ package_order: it.orders.mine })),
  confirm_order: {
    ...platform((it) => ({ package_order: it.orders.paid, input: { reference: "B-1" } })),
    names: true,
  },
  decline_order: {
    ...platform((it) => ({ package_order: it.orders.unpaid, reason: "未付款" })),
    names: true,
  },
  create_offer: platform(() => ({ input: offerInput({ sku: "new-offer" }) })),
  update_offer: platform((it) => ({
    offer: it.offer.id,
    input: offerInput({ validity_months: 6, sale_until: "2100-01-01T00:00:00Z" }),
  })),
  withdraw_offer: platform((it) => ({ offer: it.offer.id })),
  set_unit_price: platform(() => ({ input: { item: "sms_segment", price_micros: 46_000 } })),
  set_feedback: platform(() => ({ input: { feedback: "https://help.example.com/" } })),
  set_sale_settings: platform(() => ({ input: { orders_confirm_themselves: false } })),

  create_carrier: platform(() => ({ input: carrierInput({ name: "备用运营商" }) })),
  update_carrier: platform((it) => ({ carrier: it.carriers.spare, input: carrierTerms() })),
  rotate_carrier: platform((it) => ({ carrier: it.carriers.spare, input: CARRIER_KEYS })),
  register_callbacks_carrier: platform((it) => ({ carrier: it.carriers.account })),
  test_carrier: platform((it) => ({ carrier: it.carriers.working, input: { phone: "13800000001" } })),
  pause_carrier: platform((it) => ({ carrier: it.carriers.spare, reason: "割接" })),
  resume_carrier: platform((it) => ({ carrier: it.carriers.resting })),
  grant_channel: platform((it) => ({ input: grantInput(it.carriers.spare, it.enterprise, "新通道") })),
  pass_vendor_review: { ...platform((it) => ({ vendor_review: it.vendorReviews[0] })), names: true },
  refuse_vendor_review: {
    ...platform((it) => ({ vendor_review: it.vendorReviews[1], reason: "图片不清晰" })),
    names: true,
  },
  report_signature_network: {
    ...platform((it) => ({ signature_network: it.signatureNetworks[0] })),
    names: true,
  },
  refuse_signature_network: {
    ...platform((it) => ({ signature_network: it.signatureNetworks[1], reason: "材料不全" })),
    names: true,
  },
  withdraw_signature_network: {
    ...platform((it) => ({ signature_network: it.signatureNetworks[2] })),
    names: true,
  },
  create_public_template: platform(() => ({ input: publicInput("会员日") })),
  update_public_template: platform((it) => ({
    public_template: it.publicTemplates.offered,
    input: { industry: "零售" },
  })),
  copy_public_template: may("bob", (it) => ({ public_template: it.publicTemplates.offered })),
  disable_public_template: platform((it) => ({ public_template: it.publicTemplates.offered })),
  enable_public_template: platform((it) => ({ public_template: it.publicTemplates.off })),
  delete_public_template: platform((it) => ({ public_template: it.publicTemplates.spare })),
  create_banned_word: platform(() => ({ input: { word: "全网第一", why: "广告法第九条" } })),
  update_banned_word: platform((it) => ({
    banned_word: it.bannedWord,
    input: { word: "最佳", why: "广告法" },
  })),
  delete_banned_word: platform((it) => ({ banned_word: it.spareWord })),
  create_result_code: platform(() => ({ input: resultCodeInput("ZZ:0001") })),
  update_result_code: platform((it) => ({ result_code: it.resultCode, input: resultCodeInput("ZZ:0002") })),
  delete_result_code: platform((it) => ({ result_code: it.spareCode })),
  create_holiday: platform(() => ({
    input: { day: "2027-02-06", until: null, kind: "off", name: "春节" },
  })),
  update_holiday: platform((it) => ({
    holiday: it.holiday,
    input: { day: "2027-01-01", kind: "off", name: "元旦" },
  })),
  delete_holiday: platform((it) => ({ holiday: it.spareDay })),
  create_number_prefix: platform(() => ({
    input: { prefix: "174", network: "telecom", since: "2026-01-01", source: "工业和信息化部" },
  })),
  update_number_prefix: platform((it) => ({
    number_prefix: it.prefix,
    input: { prefix: "138", network: "mobile", since: "2000-01-01", source: "工业和信息化部" },
  })),
  delete_number_prefix: platform((it) => ({ number_prefix: it.sparePrefix })),
  accept_restore: platform((it) => ({ restore: it.restore, reason: "昨夜备份" })),
  dismiss_restore: platform((it) => ({ restore: it.restore, reason: "故障切换" })),
  update_call_limit: platform((it) => ({ call_limit: it.callLimit, input: { most: 5000 } })),
  set_minter_channel: platform((it) => ({ channel: it.channels.working, input: { mints_at: null } })),
  revoke_channel: { ...platform((it) => ({ channel: it.channels.spare, reason: "欠费" })), names: true },
  restore_channel: { ...platform((it) => ({ channel: it.channels.revoked })), names: true },

  create_send: on("bob", (it) => ({
    input: {
      name: "新任务",
      template_id: it.templates.live,
      sms_template_id: it.sms,
      number_file_id: it.ready,
    },
  })),
  set_own_send: on("bob", (it) => ({ send: it.sends.over, input: { own: { cost_centre: "CC-1" } } })),
  set_own_template: on("bob", (it) => ({
    template: it.templates.live,
    input: { own: { cost_centre: "CC-1" } },
  })),
  set_own_service_account: on("bob", (it) => ({
    service_account: it.accounts.live.id,
    input: { own: { cost_centre: "CC-1" } },
  })),
  create_service_account: may("bob", (it) => ({ input: { profile: it.accounts.profile } })),
  freeze_service_account: on("carol", (it) => ({ service_account: it.accounts.live.id, reason: "投诉" })),
  unfreeze_service_account: on("carol", (it) => ({ service_account: it.accounts.frozen.id })),
  update_account_part: on("bob", (it) => ({
    account_part: it.accounts.draft.parts.menus,
    input: { menus: it.accounts.menus },
  })),
  submit_account_part: on("bob", (it) => ({ account_part: it.accounts.draft.parts.home })),
  urge_account_part: on("bob", (it) => ({ account_part: it.accounts.waiting.parts.menus })),
  withdraw_account_part: on("bob", (it) => ({ account_part: it.accounts.waiting.parts.menus })),
  assign_account_part: on("alice", (it) => ({
    account_part: it.accounts.waiting.parts.profile,
    input: ASKED,
  })),
  approve_account_part: on("carol", (it) => ({ account_part: it.accounts.waiting.parts.profile })),
  reject_account_part: on("carol", (it) => ({
    account_part: it.accounts.waiting.parts.home,
    reason: "图片模糊",
  })),
  create_port: may("bob", (it) => ({ input: it.accounts.port })),
  delete_port: on("bob", (it) => ({ port: it.accounts.ports.spare })),
  create_port_binding: on("bob", (it) => ({
    input: { port_id: it.accounts.ports.bound, account_id: it.accounts.live.id, region: "北京市" },
  })),
  delete_port_binding: on("bob", (it) => ({ port_binding: it.accounts.binding })),
  create_shortcut: may("bob", (it) => ({ input: it.shortcuts.input })),
  update_shortcut: on("bob", (it) => ({ shortcut: it.shortcuts.edited, input: it.shortcuts.input })),
  submit_shortcut: on("bob", (it) => ({ shortcut: it.shortcuts.draft })),
  withdraw_shortcut: on("bob", (it) => ({ shortcut: it.shortcuts.taken })),
  urge_shortcut: on("bob", (it) => ({ shortcut: it.shortcuts.urged })),
  assign_shortcut: on("alice", (it) => ({ shortcut: it.shortcuts.waiting, input: ASKED })),
  approve_shortcut: on("carol", (it) => ({ shortcut: it.shortcuts.waiting })),
  reject_shortcut: on("carol", (it) => ({ shortcut: it.shortcuts.doubtful, reason: "证明不清晰" })),
  freeze_shortcut: on("carol", (it) => ({ shortcut: it.shortcuts.live, reason: "投诉" })),
  unfreeze_shortcut: on("carol", (it) => ({ shortcut: it.shortcuts.frozen })),
  create_own_field: may("alice", () => ({
    input: {
      ...{ resource: "send", key: "campaign", kind: "text", name: "活动" },
      ...{ bound: true, required: false, in_chat: false },
    },
  })),
  update_own_field: on("alice", (it) => ({
    own_field: it.fields.free,
    input: { name: "成本", required: false, in_chat: true },
  })),
  retire_own_field: on("alice", (it) => ({ own_field: it.fields.free })),
  restore_own_field: on("alice", (it) => ({ own_field: it.fields.retired })),
  update_send: on("bob", (it) => ({
    send: it.sends.waiting,
    input: {
      name: "改名",
      template_id: it.templates.live,
      sms_template_id: it.sms,
      number_file_id: it.ready,
      revision: 1,
    },
  })),
  submit_send: on("bob", (it) => ({ send: it.sends.draft })),
  assign_send: on("alice", (it) => ({ send: it.sends.waiting, input: ASKED })),
  urge_send: on("bob", (it) => ({ send: it.sends.waiting })),
  approve_send: on("carol", (it) => ({ send: it.sends.waiting })),
  reject_send: on("carol", (it) => ({ send: it.sends.waiting, reason: "时间不对" })),
  release_send: on("bob", (it) => ({ send: it.sends.held })),
  undo_send: on("carol", (it) => ({ send: it.sends.regretted })),
  pause_send: on("carol", (it) => ({ send: it.sends.going, reason: "先看看" })),
  retry_send: on("bob", (it) => ({ send: it.sends.restored })),
  resume_send: on("bob", (it) => ({ send: it.sends.paused })),
  resend_send: on("bob", (it) => ({ send: it.sends.over })),
  resend_delivery: on("bob", (it) => ({ delivery: it.lost })),
  break_glass_send: on("alice", (it) => ({ send: it.sends.urgent, reason: "停机公告" })),
  cancel_send: on("bob", (it) => ({ send: it.sends.draft })),

  create_resolve_task: on("bob", (it) => ({
    input: {
      kind: "personal",
      name: "新链接",
      template_id: it.templates.live,
      number_file_id: it.ready,
      signatures: ["云杉商城"],
    },
  })),
  regenerate_resolve_task: on("bob", (it) => ({ task: it.tasks.partial })),
  add_resolutions: on("bob", (it) => ({ task: it.tasks.group, input: { resolutions: 10 } })),
  add_validity: on("bob", (it) => ({ task: it.tasks.group, input: { days: 1 } })),
  freeze_link: on("carol", (it) => ({ link: it.tasks.group, reason: "投诉" })),
  unfreeze_link: on("carol", (it) => ({ link: it.frozen, reason: "误报" })),
  cancel_resolve_task: on("bob", (it) => ({ task: it.tasks.group })),
  update_link_rules: may("alice", () => ({ input: { jump_approval: true } })),
  find_link: read((it) => ({ code: it.frozenCode })),

  find_recipient: { ...read(() => ({ resource: "delivery", number: phones(1)[0] })), who: "dan" },
  number_story: { ...read(() => ({ number: phones(1)[0] })), who: "dan" },
  message_story: { ...read((it) => ({ message: it.message })), names: true },
  send_reasons: { ...read((it) => ({ send: it.sends.over })), names: true },
  reveal_recipient: on("alice", (it) => ({
    resource: "number_reject",
    id: `${it.ready}/99`,
    reason: "客户来电核对",
  })),
  trace_recipient: may("alice", () => ({ number: phones(1)[0], reason: "客户询问" })),
  create_erasure: may("alice", () => ({
    input: { phone: phones(1, 900)[0], reason: "客户要求" },
  })),
  update_retention_period: on("alice", (it) => ({ retention_period: it.period, input: { days: 200 } })),
  create_export: own("dan", () => ({ input: EXPORT })),
  retry_export: { ...own("dan", (it) => ({ export: it.exports.failed })), names: true },
  download_export: { ...own("dan", (it) => ({ export: it.exports.done })), names: true },
  delete_export: { ...own("dan", (it) => ({ export: it.exports.spare })), names: true },
  send_details: read((it) => ({ template: it.templates.live, results: ["delivered"] })),
  review_changes: { ...read((it) => ({ resource: "send", id: it.sends.waiting })), names: true },
  first_message: { ...read((it) => ({ send: it.sends.waiting })), names: true },
  limits_report: read(() => ({})),
  try_approval_rules: read(() => ({ rules: [{ name: "都要两人", approvers: 2 }] })),
  update_send_settings: may("alice", () => ({ input: { marketing_per_hour: 3 } })),
  create_approval_rule: may("alice", () => ({
    input: { name: "超大", min_audience: 900_000, approvers: 1 },
  })),
  update_approval_rule: on("alice", (it) => ({
    approval_rule: it.rule,
    input: { name: "百万以上", min_audience: 1_000_000, approvers: 1 },
  })),
  delete_approval_rule: on("alice", (it) => ({ approval_rule: it.rule })),
  import_opt_outs: on("bob", () => ({
    input: { signature: "云杉会员", phones: ["+8613700000009"], proof: "工单 7" },
    reason: "客服登记",
  })),
  remove_opt_out: on("alice", (it) => ({ opt_out: it.optOut, reason: "来信要求恢复" })),
  pause_channel: on("alice", (it) => ({ channel: it.channels.working, reason: "割接" })),
  resume_channel: on("alice", (it) => ({ channel: it.channels.resting })),
  set_default_channel: on("alice", (it) => ({ channel: it.channels.resting })),
  update_channel: on("alice", (it) => ({ channel: it.channels.working, input: { rate_per_s: 500 } })),
  see_alert: on("carol", (it) => ({ alert: it.alert })),
  create_robot: may("alice", () => ({ input: robotInput("运营群") })),
  update_robot: on("alice", (it) => ({
    robot: it.robots.active,
    input: { name: "早班群", kinds: null, locale: "en" },
  })),
  rotate_robot: on("alice", (it) => ({
    robot: it.robots.active,
    input: { address: robotInput("").address, secret: null },
  })),
  test_robot: on("alice", (it) => ({ robot: it.robots.active })),
  pause_robot: on("alice", (it) => ({ robot: it.robots.working })),
  resume_robot: on("alice", (it) => ({ robot: it.robots.paused })),
  delete_robot: on("alice", (it) => ({ robot: it.robots.spare })),
  take_incident: on("carol", (it) => ({ incident: it.incidents.free })),
  take_over_incident: on("carol", (it) => ({ incident: it.incidents.bobs })),
  note_incident: on("carol", (it) => ({ incident: it.incidents.noted, reason: "运营商已答复" })),
  close_incident: on("carol", (it) => ({ incident: it.incidents.spare, reason: "名单过旧" })),
  update_chat_channel: on("alice", (it) => ({
    chat_channel: it.subscription,
    input: { kinds: ["channel_sick"] },
  })),
  unsubscribe_chat_channel: on("alice", (it) => ({ chat_channel: it.subscription })),

  create_list_view: own("dan", () => ({ input: viewInput("新视图") })),
  update_list_view: mine("dan", (it) => ({
    list_view: it.views.dans,
    input: { name: "待审核域名", query: "state=in_review" },
  })),
  set_default_list_view: mine("dan", (it) => ({ list_view: it.views.dans })),
  clear_default_list_view: mine("alice", (it) => ({ list_view: it.views.mine })),
  share_list_view: on("alice", (it) => ({ list_view: it.views.mine })),
  unshare_list_view: on("alice", (it) => ({ list_view: it.views.shared })),
  delete_list_view: mine("dan", (it) => ({ list_view: it.views.dans })),

  finish_link: bot("bot", (it) => ({ code: it.code }), STRANGER_IN_CHAT),
  mint_tokens: bot("bot", () => ({ tokens: [{ command: "approve", input: {} }] })),
  read_token: bot("bot", (it) => ({ token: it.token })),
  read_proposal: bot("bot", (it) => ({ proposal: it.proposal }), ALICE_IN_CHAT),
  take_chat_runs: bot("bot", (it) => ({
    runs: [
      {
        ...proven({ provider: "slack", team: "T1", key: "taken", chat_user: ALICE_IN_CHAT }),
        place: {},
        token: it.token,
        begun: true,
      },
    ],
  })),
  keep_chat_runs: bot("bot", (it) => ({
    runs: [{ run_id: it.run, attempt: 1, state: "shown", burn: true }],
  })),
  claim_chat_runs: bot("bot", () => ({ most: 5 })),
  find_requests: bot(
    "bot",
    () => ({
      first: "00000000-0000-0000-0000-000000000000",
      last: "ffffffff-ffff-ffff-ffff-ffffffffffff",
    }),
    ALICE_IN_CHAT,
  ),
  keep_slack_workspace: bot("bot", () => ({ team: "T9NINE", name: "Nine", token: "x".repeat(40) })),
  end_slack_workspace: bot("bot", () => ({ team: "T9NINE", at: "2026-11-01T00:00:00Z" })),
  list_slack_workspaces: bot("bot", () => ({})),
  register_card: bot(
    "bot",
    (it) => ({
      provider: "slack",
      chat_channel: "C1",
      message: "2.2",
      resource: "send",
      resource_id: it.sends.held,
      locale: "en",
    }),
    ALICE_IN_CHAT,
  ),
  find_card: bot("bot", () => ({ provider: "slack", chat_channel: "C1", messages: ["1.1"] }), ALICE_IN_CHAT),
  keep_home: bot("bot", () => ({ provider: "slack" }), ALICE_IN_CHAT),
  claim_homes: bot("bot", () => ({})),
  claim_card_updates: bot("bot", () => ({ most: 5 })),
  finish_card_update: bot("bot", (it) => ({ card_id: it.card, seq: 1 })),
  subscribe_chat_channel: bot(
    "bot",
    () => ({ input: { chat_channel: "C8", kinds: ["channel_sick"], locale: "en" } }),
    ALICE_IN_CHAT,
  ),
  claim_alert_posts: bot("bot", () => ({ most: 5 })),
  finish_alert_post: bot("bot", (it) => ({ post: it.post })),
  clock_tick: bot("clock", () => ({})),
  clock_sweep: bot("clock", () => ({})),
  claim_job: bot("clock", () => ({ job: "dispatch", seconds: 30 })),
  finish_job: bot("clock", () => ({ job: "dispatch" })),
};

/** The actor of a verb's line. */
export const doer = (db: TestDatabase, { kind, who, chat }: Verb): Actor =>
  kind === "service" ? db.service : db.as(who, chat);

/** The verbs of these kinds. */
export function verbsOf(...kinds: Kind[]): [string, Verb][] {
  return Object.entries(VERBS).filter(([, verb]) => kinds.includes(verb.kind));
}
