/** What people type wrong in the forms of a beginning: each in one field of a good input, at which it has to be said. */

/** The field, what stands in it (undefined: nothing), and what else is typed otherwise than in the good input. */
type Typed = readonly [field: string, value: unknown, beside?: Readonly<Record<string, unknown>>];

const SENTENCE = "长".repeat(301);
const TURNED = "云\u202e杉";
const NAMED = `\${name}，您好`;
const statement = (action: unknown, effect = "Allow") => ({
  Version: "1.1",
  Statement: [{ Effect: effect, Action: action }],
});

/** By the noun of the form and its verb. */
export const BAD_FORMS: Readonly<Record<string, Readonly<Record<string, readonly Typed[]>>>> = {
  enterprise: {
    create_enterprise: [
      ["name", ""],
      ["name", SENTENCE],
      ["name", TURNED],
      ["time_zone", "Peking"],
      ["statements", ["koomessage"]],
      ["statements", null],
    ],
    update_enterprise: [
      ["name", "   "],
      ["time_zone", "+08:00"],
    ],
  },
  settings: {
    update_marketing_window: [
      ["marketing_from", "25:00"],
      ["marketing_to", "9"],
    ],
    update_approver_mfa: [["approver_mfa", "sometimes"]],
    update_operation_protection: [["operation_protection", "yes"]],
    update_link_rules: [["group_burst", 0]],
    set_notices: [
      ["notices", ["weather"]],
      ["quiet_from", "25:00"],
      ["quiet_until", "08:00"],
    ],
  },
  invitation: {
    create_invitation: [
      ["email", "heidi"],
      ["email", "heidi@nowhere"],
      ["email", ""],
      ["groups", []],
      ["groups", ["Nobodies"]],
    ],
  },
  group: {
    create_group: [
      ["name", ""],
      ["policies", ["No such policy"]],
      ["members", ["nobody"]],
    ],
  },
  policy: {
    create_policy: [
      ["name", ""],
      ["name", TURNED],
      ["document", "{"],
      ["document", statement(["KooMessage:nothing:create"])],
      ["document", statement(["KooMessage:template:create"], "Perhaps")],
      ["document", statement([])],
    ],
  },
  access_key: {
    create_access_key: [
      ["name", ""],
      ["name", TURNED],
      ["policies", ["nothing"]],
      ["addresses", ["300.1.1.1"]],
      ["addresses", ["10.0.0.0/33"]],
      ["most_a_minute", 0],
      ["most_a_minute", 6001],
      ["test", "perhaps"],
    ],
  },
  filing: {
    create_filing: [["form", "postcard"]],
    update_filing: [
      ["company_name", SENTENCE],
      ["company_name", TURNED],
      ["credit_code", "91330106MA2CDEFG0Y"],
      ["contact_phone", "12"],
      ["contact_email", "zhang@"],
      ["certificate", "passport"],
      ["ends_on", "2027-02-30"],
      ["licence", { path: "elsewhere/a.png", name: "a.png" }],
    ],
  },
  domain: {
    create_domains: [
      ["names", []],
      ["names", ["-a.example.com"]],
      ["names", ["http://a.example.com/"]],
      ["names", ["192.0.2.1"]],
      ["custom_codes", "yes"],
    ],
  },
  jump_batch: {
    create_jump_batch: [
      ["name", ""],
      ["urls", []],
      ["urls", ["http://10.0.0.1/"]],
      ["urls", ["mall.example.com"]],
    ],
  },
  sms_app: {
    create_sms_app: [
      ["name", "商城"],
      ["name", ""],
      ["name", "a".repeat(65)],
      ["name", "MALL"],
      ["uplink_url", "crm.example.com"],
      ["uplink_url", "http://192.168.0.1/"],
      ["uplink_url", `https://crm.example.com/${"a".repeat(256)}`],
    ],
  },
  callback: {
    update_callback: [
      ["url", "erp.example.com"],
      ["url", "http://192.168.0.1/"],
      ["url", `https://erp.example.com/${"a".repeat(1_000)}`],
    ],
  },
  basic_signature: {
    create_basic_signature: [
      ["name", "云"],
      ["name", "【云杉】"],
      ["company_name", ""],
      ["company_name", TURNED],
      ["company_name", SENTENCE],
      ["third_party", "perhaps"],
      ["note", "长".repeat(501)],
      ["proof", null],
      ["proof", { path: "elsewhere/a.pdf", name: "a.pdf" }],
      ["other", { path: "elsewhere/a.zip", name: "a.zip" }],
    ],
  },
  sms_signature: {
    create_sms_signature: [
      ["name", "云"],
      ["name", "【云杉】"],
      ["name", "云杉商城"],
      ["app_id", "mall"],
      ["app_id", "a11ce000-0000-4000-8000-00000000000f"],
      ["kind", "letter"],
      ["members_only", false, { kind: "promotion" }],
      ["proofs", null],
      ["proofs", [{ path: "elsewhere/a.jpg", name: "a.jpg" }]],
      ["third_party", "perhaps"],
    ],
  },
  sms_template: {
    create_sms_template: [
      ["name", ""],
      ["name", "订单通知"],
      ["signature_id", "云杉商城"],
      ["content", ""],
      ["content", "【云杉】您好"],
      ["content", "见 https://mall.example.com"],
      ["content", "{link} {link}"],
      ["content", "字".repeat(501)],
      ["content", `\${姓名}，您好`, { for_cards: false }],
      ["variables", [], { content: NAMED, for_cards: false }],
      ["variables", [{ name: "name", kind: "money", example: "张" }], { content: NAMED, for_cards: false }],
    ],
  },
  order: {
    create_order: [
      ["offer_id", "a11ce000-0000-4000-8000-00000000000f"],
      ["quantity", 0],
      ["quantity", 1.5],
      ["revision", 0],
    ],
    confirm_order: [["reference", ""]],
  },
  offer: {
    create_offer: [
      ["sku", "包"],
      ["sku", "aim-100k"],
      ["size", 0],
      ["price_fen", 0.5],
      ["validity_months", 61],
      ["sale_until", "tomorrow"],
    ],
    set_unit_price: [["price_micros", -1]],
  },
  carrier: {
    create_carrier: [
      ["name", ""],
      ["base_url", "http://carrier.test"],
      ["base_url", "https://user@carrier.test/"],
      ["api_key", "short"],
      ["webhook_secret", "whsec_"],
      ["batch_size", 1001],
      ["rate_per_s", 0],
      ["number_prefix", "+86"],
    ],
    test_carrier: [["phone", "12"]],
  },
  result_code: {
    create_result_code: [
      ["code", "mk:0001"],
      ["code", "x*"],
      ["adapter", "cmpp"],
      ["words_en", " "],
    ],
  },
  channel: {
    grant_channel: [
      ["name", ""],
      ["number", "106-9"],
      ["carrier_id", "a11ce000-0000-4000-8000-00000000000f"],
      ["enterprise_id", "yunshan"],
      ["resolver", "nobody"],
      ["rate_per_s", 100_001],
    ],
  },
  deployment: {
    create_holiday: [
      ["day", "2027-02-30"],
      ["until", "2027-01-01"],
      ["name", ""],
    ],
    create_banned_word: [["word", ""]],
    create_number_prefix: [
      ["prefix", "129"],
      ["network", "unknown"],
      ["since", "2027-02-30"],
      ["source", ""],
    ],
    update_call_limit: [["most", 0]],
  },
};
