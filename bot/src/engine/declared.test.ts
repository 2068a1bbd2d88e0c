import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { DECLARED } from "@tidings/shared/catalogue/declared.ts";
import {
  drawable,
  type Resource,
  type Row,
  sureOf,
  textFor,
  verbOf,
} from "@tidings/shared/resource/define.ts";
import { askedOf } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { headOf, isBound, type Noun, PLATFORM, rightOf } from "@tidings/shared/resource/nouns.ts";
import { valueText } from "@tidings/shared/resource/text.ts";
import { COMMANDS } from "../commands/list.ts";
import { Refusal } from "../ground/errors.ts";
import { NOTHING_LOOKED } from "../registry/looked.ts";
import { findCommand } from "../registry/registry.ts";
import { openContext } from "../registry/run.ts";
import { typist, whoamiOf } from "../testing/person.ts";
import { type Rows, startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";
import { commandsOf } from "./commands.ts";
import { commandOf } from "./view.ts";

/** Every declared noun in chat: the same story for each, so that a new one is born with it. */

const ROW: Row = {
  id: "7f3a19be-0000-4000-8000-000000000002",
  name: "s.yunshan.example.com",
  email: "frank@nowhere.test",
  word: "稳赚",
  groups: ["Readers"],
  policies: [],
  members: [],
  member_names: ["Bob"],
  state: "approved",
  enabled: true,
  secret: "whsec_c2VjcmV0",
  is_default: true,
  custom_codes: false,
  batch_no: "20261124-0001",
  links: 1,
  kind: "channel_sick",
  kinds: ["channel_sick"],
  details: { error: "timeout" },
  chat_channel: "C1",
  phone: "+86138****8000",
  signature: "云杉商城",
  conditions: {
    min_audience: 10_000,
    min_units: null,
    min_cost_fen: null,
    marketing: true,
    requester_group: null,
  },
  reference: "no reference of ours",
  rows: 1,
  bytes: 10,
  source: "typed",
  first_urls: ["https://mall.example.com/1212"],
  ...{ client: "Mozilla/5.0", account: "slack:T1:UBOB", member_name: "Bob", current: true, aal: "aal1" },
  ...{ order_no: "PO-0123456789", sku: "aim-100k", size: 100_000, quantity: 2 },
  ...{ price_fen: 300_000, total_fen: 600_000, unit_micros: 30_000, price_micros: 45_000, currency: "CNY" },
  ...{ units: 200_000, amount: -7, verb: "approve", resource: "template", item: "basic" },
  due_at: "2099-11-26T02:30:00Z",
  due_certain: true,
  variables: [{ name: "name", kind: "text", example: "Zhang" }],
  signature_name: "Yunshan",
  body: "Your parcel is on its way {link}",
  created_at: "2026-11-24T02:30:00Z",
  submitted_at: "2026-11-24T02:30:00Z",
  submitted_by_name: "Bob",
};

/** What the rows of some nouns have besides. */
const MORE: Readonly<Partial<Record<Noun, object>>> = {
  carrier: { adapter: "koomessage" },
  basic_template: { shown_state: "draft", content: {}, networks: [], parameters: [] },
  template: { layout: "text_only", content: {}, vendors: ["huawei"], vendor_states: [], parameters: [] },
  send: {
    ...{
      state: "sending",
      timing: "immediate",
      origin: "own",
      scheduled_at: null,
      cron: null,
      approvals: null,
    },
    ...{
      template_name: "会员日图文",
      signature: "云杉会员",
      file_name: "a.csv",
      sms_text: "{link}",
      sms_template_name: "会员福利",
      channel_name: "sandbox",
      domain_name: "default",
      kind: "aim",
      columns: {},
    },
    ...{
      accepted: 10,
      intended: 10,
      pending: 10,
      handed: 0,
      expanded: 10,
      left_out: 0,
      segments: 1,
      segments_in_all: null,
      started_at: null,
    },
  },
  resolve_task: {
    ...{
      state: "done",
      status: "live",
      kind: "group",
      template_name: "会员日图文",
      signatures: ["云杉会员"],
    },
    ...{
      address: "https://aim.example.com/Ab12cd34",
      source_send_name: null,
      file_name: null,
      jump_url: null,
    },
    ...{
      decided_at: null,
      frozen_at: null,
      failed: 0,
      resolved: 1,
      allowance: 5,
      max_resolutions: 5,
      validity_days: 7,
    },
  },
  filing: { form: "basic", standing: "filed", version: 2, live_version: 1, lacks: [] },
  service_account: { state: "active", missing: ["port"], usable: false },
  account_part: {
    ...{ kind: "menus", state: "in_review", version: 1, live_version: null },
    content: [{ name: "官网", action: "url", url: "https://mall.example.com", title: "官网" }],
  },
  port: { number: "10690001", signatures: ["云杉商城"], kind: "plain", bindings: 0 },
  port_binding: {
    number: "10690001",
    account_name: "云杉商城",
    region: 440300,
    kind: "plain",
    automatic: false,
  },
  shortcut: {
    ...{ signature: "云杉商城", state: "in_review", serving: "serving", version: 2, live_version: 1 },
    ...{ regions: [440000], timed: [], proofs: [{ path: "a.png", name: "授权证明.png" }] },
    ...{
      buttons: [{ name: "客服", action: "dial", phone: "400-123-4567" }],
      frozen_at: null,
      urged_at: null,
    },
  },
  incident: {
    ...{ number: 7, cause: "send", resource: "send", resource_id: null, state: "open", events: [] },
    ...{ opened_at: "2026-11-24T15:00:00Z", taken_at: null, owner_name: null },
    ...{ closed_at: null, closed_by_name: null, closed_reason: null },
  },
  result_code: {
    ...{ code: "MK:0001", words_zh: "空号或号码不存在", words_en: "Number not in use" },
    ...{ advice_zh: "请从名单中移除。", advice_en: "Take it off the list.", again: false },
  },
  callback: {
    kind: "send_batch",
    app_name: null,
    url: "https://erp.example.com/in",
    health: "well",
    waiting: 0,
  },
  access_key_request: {
    ...{ called: "POST /v1/aim/send-tasks", outcome: "done", status: 200, code: null, took_ms: 12 },
    ...{ access_key_name: "营销系统", access_key_id: null, at: "2026-11-24T15:00:00Z", body: {} },
    ...{ request_id: "4bf92f3577b34da6a3ce929d0e0e4736", address: null, send_id: null, again_id: null },
  },
  callback_post: { kind: "send", app_name: null, type: "sms", state: "taken", n: 1, body: {} },
  robot: { kind: "feishu", host: "open.feishu.cn", health: "well", kinds: ["channel_sick"], signed: true },
  invitation: { name: "frank@nowhere.test" },
  policy: {
    ...{ system: false, groups: [] },
    document: { Version: "1.1", Statement: [{ Effect: "Allow", Action: ["KooMessage:*:list"] }] },
  },
  link: { task_name: "s.yunshan.example.com", status: "live", kind: "personal", used: 1, maximum: 2 },
};
/** As it is typed and as it is sent. */
const AN_INSTANT = "2026-11-24T10:05:00.000Z";
/** Inputs of acts that have a form of their own. */
const TYPED: Readonly<Record<string, string>> = {
  phone: "13800000001",
  api_key: "a-key-of-the-tests",
  address: "https://robot.example.com/hook",
  webhook_secret: `whsec_${"QUJD".repeat(8)}`,
};
/** A value that an input of a setting takes. */
const taken = (input: Input | undefined): unknown => {
  if (input?.kind === "count") return input.min;
  if (input?.kind === "hour") return "09:30";
  return input?.kind === "choice" ? Object.keys(input.values)[0] : true;
};
const rowOf = (noun: Noun): Row => ({
  ...{ ...ROW, ...MORE[noun] },
  ...(DECLARED[noun].single
    ? Object.fromEntries(
        Object.entries(DECLARED[noun].fields).map(([name, of]) => [name, taken(of as Input)]),
      )
    : {}),
  ...(DECLARED[noun].numbered ? { id: 7 } : {}),
});

let refusal: Refusal | null;
let current: Noun | null;
/** What Bob may do, and with the row. */
let rights: string[] = [];
let allowed: Parameters<typeof allowing>[0] extends () => infer All ? All : never = [];
/** The enterprises that views were asked about; null where a row is read by its id. */
const asked: (string | null)[] = [];
/** The verb takes from this person the right to see the row. */
let losing: boolean;
/** The row is one of another enterprise that Bob belongs to. */
let elsewhere: boolean;
const nouns = Object.keys(DECLARED) as Noun[];
const verbs = nouns.flatMap((noun) => [
  ...Object.keys(DECLARED[noun].transitions).map((act) => verbOf(DECLARED[noun], act)[0]),
  DECLARED[noun].forms.update?.verb ?? [],
]);
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob", rights),
    allowed_transitions: allowing(() => allowed),
    ...Object.fromEntries(
      verbs.flat().map((name) => [
        name,
        () => {
          if (refusal) throw refusal;
          // As the law does: a verb answers the card of its row.
          const card = current === null ? ROW : rowOf(current);
          if (losing) current = null;
          return card;
        },
      ]),
    ),
  },
  {
    ...Object.fromEntries(nouns.map((noun) => [DECLARED[noun].view, rowsOf(noun)])),
    link_days: () => [],
  },
);
/** The row lies in the enterprise `e1`, in which Bob works; of another one the law would show it too. */
function rowsOf(noun: Noun): Rows {
  return (_user, query) => {
    if (noun !== current) return [];
    asked.push(query.get("enterprise_id"));
    return elsewhere && query.get("enterprise_id") === "eq.e1" ? [] : [rowOf(noun)];
  };
}
after(() => rest.close());
beforeEach(() => {
  elsewhere = false;
  refusal = null;
  losing = false;
  rights = [];
  allowed = [];
});
const run = typist(rest, "UBOB");
const inTerminal = typist(rest, "UBOB", NOTHING_LOOKED);
const calls = (verb: string) => rest.calls.filter((call) => call.verb === verb);

for (const noun of nouns) {
  const { command, list = `${command} list` } = headOf(noun);
  const of = DECLARED[noun];

  const told = (title: string, story: () => Promise<void>) =>
    test(`${noun}: ${title}`, async () => {
      current = noun;
      await story();
    });

  if (of.single) {
    const form = drawable(of.forms.update);
    const [[name, input] = ["", undefined]] = Object.entries(form?.inputs ?? {});
    const option = input?.option ?? name;
    const value = taken(input);
    const may = [rightOf(noun, "list"), rightOf(noun, "update")].flatMap((right) => right ?? []);

    told("it is shown by two commands and by the noun alone, which change nothing", async () => {
      rights = may;
      for (const line of [`${command} show`, `${command} edit`, command]) {
        const { title, fields, note } = await run(line, {});
        assert.equal(title, headOf(noun).many.en, line);
        assert.equal(fields?.length, Object.keys(of.fields).length);
        assert.match(note ?? "", new RegExp(`${command} edit.* with .*${option}`));
      }
      assert.equal(calls(form?.verb ?? "").length, 0);
    });

    told(
      "what is named is changed, and nothing else; a refusal speaks with the register's words",
      async () => {
        rights = may;
        for (const line of [`${command} edit`, command]) {
          const done = await run(line, { [option]: value });
          assert.deepEqual(
            [done.tone, done.text],
            ["good", form && textFor(form.done, { id: "" }, "UTC").en],
            JSON.stringify(done),
          );
          const { request, ...args } = calls(form?.verb ?? "").at(-1)?.args ?? {};
          const id = isBound(noun) ? "e1" : "b0b";
          assert.deepEqual([args, typeof request], [{ [noun]: id, input: { [name]: value } }, "string"]);
        }
        refusal = new Refusal("forbidden", 403);
        assert.equal((await run(command, { [option]: value })).refusal?.code, "forbidden");
      },
    );
    continue;
  }

  told("the list has a row, a column for each that is declared, and a number to call it by", async () => {
    // What belongs to anyone who runs the deployment is read in the terminal.
    const ask = rightOf(noun, "list") === PLATFORM ? inTerminal : run;
    const { table, title, text = "" } = await ask(list, {});
    assert.match(title ?? "", /\(1\)$/);
    assert.equal(
      /You can add \d+ more/.test(text),
      (of.most ?? Number.POSITIVE_INFINITY) <= 20,
      "how many more there can be",
    );
    assert.equal(table?.rows.length, 1);
    assert.equal(table?.rows[0]?.length, table?.columns.length);
    const called = of.opens !== false || Object.keys(of.transitions).length > 0;
    if (called) assert.equal(table?.rows[0]?.at(-1), String(rowOf(noun).id).slice(0, 8));
  });

  if (of.reviewed)
    told("what is shown says its name, where it stands and nothing that is empty", async () => {
      const card = await run("show", { resource: String(ROW.name) });
      const row = rowOf(noun);
      const title = of.fields[of.title];
      // A name may be shown in the reader's words.
      const named = title && valueText(title, row[of.title], row, { locale: "en", zone: "Asia/Shanghai" });
      assert.equal(card.title, named);
      assert.deepEqual(card.card, { resource: noun, id: ROW.id });
      for (const { label, value } of card.fields ?? []) assert.ok(label && value && value !== "—", label);
    });

  // Rows of the deployment, and what is a person's own, are bound to no enterprise.
  if (isBound(noun))
    told(
      "a row of another enterprise that one belongs to is neither listed, suggested nor touched",
      async () => {
        elsewhere = true;
        assert.equal((await run(list, {})).table, undefined);
        const before = rest.calls.filter(({ verb }) => verb.endsWith(`_${noun}`)).length;
        const acts = commandsOf(noun)
          .map(({ name }) => name)
          .filter((name) => name !== list && name !== `${command} add`);
        for (const line of [...acts, `${command} edit`]) {
          const found = findCommand(COMMANDS, line);
          if (!found) continue;
          const session = rest.database.forChat("slack:T1:UBOB", "slack");
          const context = await openContext({ session, commands: COMMANDS, localeHint: "en" });
          assert.deepEqual(
            (await found.suggests?.[noun]?.(context, "", {})) ??
              (await found.suggests?.resource?.(context, "", {})),
            [],
            `suggested: ${line}`,
          );
          for (const typed of [String(rowOf(noun)[of.title]), String(ROW.id), String(ROW.id).slice(0, 8)]) {
            const { tone } = await run(line, { [noun]: typed, resource: typed, name: "x", reason: "why" });
            assert.notEqual(tone, "good", `${line} ${typed}`);
          }
        }
        assert.equal(rest.calls.filter(({ verb }) => verb.endsWith(`_${noun}`)).length, before);
        assert.ok(asked.length > 0);
      },
    );

  for (const [act, offer] of Object.entries(of.transitions)) {
    const line = commandOf(of, act, offer);
    if (!commandsOf(noun).some(({ name }) => name === line)) continue;
    const [verb, argument] = verbOf(of, act);
    const asked = askedOf({ inputs: offer.inputs ?? {} }, {}, rowOf(noun))
      // A row of another noun, of which this story has none.
      .filter(([, input]) => input.kind !== "reference" || input.from.view === of.view);
    const inputs = Object.fromEntries(
      asked.map(([name, { kind }]) => {
        if (kind === "reference") return [name, String(rowOf(noun).id)];
        return [name, TYPED[name] ?? (kind === "count" ? 5 : kind === "time" ? AN_INSTANT : "X-1")];
      }),
    );
    // Several are typed as one text.
    const sent = Object.fromEntries(
      asked.map(([name, input]) => [
        name,
        input.kind === "texts"
          ? input.split(String(inputs[name]))
          : input.kind === "time"
            ? AN_INSTANT
            : inputs[name],
      ]),
    );
    const row = rowOf(noun);
    const typed = {
      // What cannot be undone is named by its whole name, or its id.
      resource: String(of.numbered || offer.deletes ? row.id : (row[of.title] ?? row.id)),
      ...inputs,
      ...(offer.reason ? { reason: "why" } : {}),
    };
    const sure = sureOf(offer) ? { sure: true } : {};
    const doIt = offer.platform || offer.once ? inTerminal : run;
    if (sureOf(offer))
      told(`${act} asks first, and what says yes to it does it`, async () => {
        const before = calls(verb).length;
        const isFrom = offer.from?.includes(String(row.state)) ?? true;
        if (!isFrom) return;
        const asked = await inTerminal(line, typed);
        assert.match(asked.text ?? "", /: --sure$/);
        assert.equal(asked.title, textFor(offer.question, row, "Asia/Shanghai").en);
        if (!offer.platform) {
          const [button] = (await run(line, typed)).actions ?? [];
          assert.deepEqual(button?.input, { ...typed, resource: String(row.id), sure: true });
        }
        assert.equal(calls(verb).length, before, "nothing is done yet");
      });
    told(`${act} does it once, and a refusal speaks with the register's words`, async () => {
      const done = await doIt(line, { ...typed, ...sure });
      const asked = calls(verb).at(-1)?.args;
      assert.equal(asked?.[argument], row.id, JSON.stringify(done));
      assert.deepEqual(asked?.input ?? {}, sent);
      const words = textFor(offer.done, row, "Asia/Shanghai").en;
      // Below it stands where the row is now.
      const said = [done.text?.split("\n")[0], done.text, done.title];
      if (offer.once) assert.equal(done.fields?.[0]?.value, ROW[offer.once.key], "told this once");
      assert.ok(said.includes(words), JSON.stringify(done));
      refusal = new Refusal("forbidden", 403);
      assert.equal((await doIt(line, { ...typed, ...sure })).refusal?.code, "forbidden");
    });
  }
}

const FOR_GOOD =
  /(cannot be|is not) (undone|taken back|brought back)|(does|will) not come back|nothing brings|for good/i;

/** What an offer or form says of itself. */
const saidOf = (texts: readonly unknown[]) =>
  texts.flatMap((text) => (text && typeof text === "object" && "en" in text ? [String(text.en)] : []));

test("whatever says that it cannot be undone asks before it does it", () => {
  const bare = Object.values(DECLARED as Record<string, Resource>).flatMap(({ noun, forms, transitions }) => [
    ...Object.entries(transitions)
      .filter(([, { body, about, final }]) =>
        saidOf([body, about, final]).some((said) => FOR_GOOD.test(said)),
      )
      .filter(([, offer]) => !sureOf(offer) && !offer.shown)
      .map(([act]) => `${noun} ${act}`),
    ...Object.entries(forms)
      .filter(([, each]) => saidOf(["note" in each && each.note]).some((said) => FOR_GOOD.test(said)))
      .filter(([, each]) => !("final" in each))
      .map(([each]) => `${noun} ${each}`),
  ]);
  assert.deepEqual(bare, []);
});

for (const [line, typed, verb] of [
  ["erasure add", { phone: "13800138000", reason: "asked for" }, "create_erasure"],
  ["retention edit", { retention_period: String(ROW.id), days: 3 }, "update_retention_period"],
] as const)
  test(`${line} says what it does and asks for --sure`, async () => {
    current = line === "erasure add" ? "erasure" : "retention_period";
    const needs = line === "erasure add" ? "KooMessage:recipient:erase" : "KooMessage:retention:manage";
    allowed = [{ verb: "update", needs, allowed: false, code: "forbidden" }];
    const refused = await inTerminal(line, typed);
    assert.equal(refused.refusal?.code, "forbidden", "whoever may not is not asked");
    rights = [needs];
    allowed = [{ verb: "update", needs }];
    const asked = await inTerminal(line, typed);
    assert.match(asked.text ?? "", /--sure$/, JSON.stringify(asked));
    assert.equal(calls(verb).length, 0);
    await inTerminal(line, { ...typed, sure: true });
    assert.equal(calls(verb).length, 1);
    assert.equal((calls(verb)[0]?.args.input as Row | undefined)?.sure, undefined);
  });

test("whoever may not do what cannot be undone is refused, and not asked whether they are sure", async () => {
  current = "send";
  const cancel = () => run("cancel", { resource: String(ROW.id) });
  const before = calls("cancel_send").length;
  const needs = "KooMessage:sendTask:update";
  for (const code of ["forbidden", "own_only", "four_eyes"]) {
    allowed = [{ verb: "cancel", needs, allowed: false, code }];
    const { refusal: refused, actions } = await cancel();
    assert.deepEqual([refused?.code, actions], [code, undefined]);
  }
  // What stands against the act itself is said with its details by the verb.
  allowed = [{ verb: "cancel", needs, allowed: false, code: "in_use", blocked: "in_use" }];
  assert.equal((await cancel()).actions?.length, 1);
  allowed = [{ verb: "cancel", needs, needs_sudo: true }];
  assert.equal((await cancel()).refusal?.code, "sudo_required", "nobody gives a password in chat");
  allowed = [{ verb: "cancel", needs }];
  assert.equal((await cancel()).actions?.length, 1);
  assert.equal(calls("cancel_send").length, before);
});

test("an edit changes what is named and leaves the rest, and submits again", async () => {
  current = "domain";
  const before = calls("submit_domain").length;
  await run("domain edit", { domain: String(ROW.name), custom_codes: true });
  assert.deepEqual(calls("update_domain").at(-1)?.args.input, { name: ROW.name, custom_codes: true });
  assert.equal(calls("submit_domain").length, before + 1);
  const nothing = await run("domain edit", { domain: String(ROW.name) });
  assert.match(nothing.text ?? "", /Specify what to change: name, custom_codes, proof/);
  const wrong = await run("domain edit", { domain: String(ROW.name), name: "-a.example.com" });
  assert.match(wrong.text ?? "", /“-a\.example\.com” isn't a valid domain/);
  assert.equal(calls("update_domain").length, 1);
});

test("who gives up the right to see what was edited is told that it was done", async () => {
  current = "group";
  losing = true;
  const answer = await run("group edit", { group: String(ROW.name), name: "Night shift" });
  assert.deepEqual([answer.tone, answer.text, answer.refusal], ["good", "Group saved", undefined]);
  assert.deepEqual(calls("update_group").length, 1);
});
