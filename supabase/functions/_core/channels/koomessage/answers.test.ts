// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import assert from "node:assert/strict";
import type { Batch, HandedOver, Message } from "../carrier.ts";
import { handedOver } from "./answers.ts";
import { callOf } from "./bodies.ts";
import type { Said } from "./client.ts";
import { digitsOf } from "./numbers.ts";

const message = (reference: string, params: Record<string, string> = {}): Message => ({
  ...{ reference, to: `+861380013800${reference}`, text: "", link: "https://l.test/AbCdEf12", params },
});
const BATCH: Batch = {
  ...{ id: "42", key: "42", kind: "aim", signature: "云杉", template: "600000001", sms_template: "s-1" },
  ...{ pattern: "点击 {link} 查看", minted: false, days: 7, callback_url: "", trace: null },
  messages: [message("1"), message("2"), message("3")],
};
const TEXT: Batch = { ...BATCH, kind: "text", pattern: "${b}，您好，${a}。再见 ${b}" };
const BASIC: Batch = { ...BATCH, kind: "basic" };
const CHANNEL = { base_url: "", credentials: {}, settings: {}, number: "106900001" };

const done = (body: Record<string, unknown>): Said => ({ outcome: "done", body });
const outcomes = (handed: HandedOver) =>
  handed.outcome === "answered"
    ? handed.results.map(({ reference, status, carrier_id, code }) => [reference, status, carrier_id ?? code])
    : handed.outcome;

Deno.test("each number of a task is taken but those whose link could not be made, which have its code", () => {
  const failed_short_chains = [{ cust_flag: "13800138002", result_code: "90016801" }];
  const body = { task_id: "T", task_state: "Success", failed_short_chains };
  assert.deepEqual(outcomes(handedOver(done(body), BATCH)), [
    ["1", "accepted", "T/13800138001"],
    ["2", "rejected", "KM.90016801"],
    ["3", "accepted", "T/13800138003"],
  ]);
  assert.equal(outcomes(handedOver(done({}), BATCH)), "in_doubt");
});

Deno.test("of a task that failed, those that are named are rejected, and the rest was not taken", () => {
  const failed_short_chains = [{ cust_flag: "13800138002", result_code: "90016801" }];
  const handed = handedOver(done({ task_id: "T", task_state: "Failed", failed_short_chains }), BATCH);
  assert.deepEqual(outcomes(handed), [["2", "rejected", "KM.90016801"]]);
  assert.equal(handed.outcome === "answered" && handed.rest?.seconds, 1);
  assert.equal(outcomes(handedOver(done({ task_id: "T", task_state: "Failed" }), BATCH)), "refused");
});

Deno.test("each short message has its own answer; one that is not named stays in doubt", () => {
  const result = [
    { to: "+8613800138001", msg_id: "m1", send_status: "000000" },
    { to: "13800138002", msg_id: "m2", send_status: "E200030" },
  ];
  assert.deepEqual(outcomes(handedOver(done({ task_id: "T", result }), TEXT)), [
    ["1", "accepted", "T/13800138001"],
    ["2", "rejected", "E200030"],
  ]);
  assert.deepEqual(outcomes(handedOver(done({ result: result.slice(0, 1) }), TEXT)), [
    ["1", "accepted", "m1"],
  ]);
  assert.equal(outcomes(handedOver(done({ status: "Failed" }), TEXT)), "refused");
  assert.equal(outcomes(handedOver(done({ task_id: "T", result: [] }), TEXT)), "in_doubt");
});

Deno.test("the basic edition answers with a task, or a code for all", () => {
  const taken = handedOver(done({ data: { ret_code: "0", task_id: "B" } }), BASIC);
  assert.deepEqual(outcomes(taken)[0], ["1", "accepted", "B/13800138001"]);
  const refused = handedOver(done({ data: { ret_code: "KM.90016805", desc: "x" } }), BASIC);
  assert.deepEqual(outcomes(refused)[2], ["3", "rejected", "KM.90016805"]);
  const numbered = handedOver(done({ data: { ret_code: "2", desc: "The template is not usable." } }), BASIC);
  assert.deepEqual(outcomes(numbered)[0], ["1", "rejected", "VMS:2"]);
  assert.equal(outcomes(handedOver(done({ status: "success" }), BASIC)), "in_doubt");
});

Deno.test("what is definite, what may pass, and what nobody knows", () => {
  const no = (code: string) =>
    handedOver({ outcome: "refused", code, why: `KooMessage answered 400 ${code}` }, BATCH);
  // Of one message among many: found in halves, and rejected with the code.
  for (const code of ["KM.90016801", "KM.90016802", "KM.00001376", "E200028", "KM.90016416"]) {
    const handed = no(code);
    assert.deepEqual([handed.outcome, handed.outcome === "refused" && handed.code], ["refused", code], code);
  }
  // Of the template, the signature or the channel: nobody can be sent to, and the share of failures stops the send.
  for (const code of ["KM.90016805", "E200030", "KM.00001098", "KM.00001075"])
    assert.deepEqual(outcomes(no(code))[0], ["1", "rejected", code], code);
  const quota = no("E000623");
  assert.deepEqual(
    [quota.outcome, quota.outcome === "nothing_taken" && quota.whose],
    ["nothing_taken", "ours"],
  );
  // The gateway says nothing of the content: nobody is rejected for it.
  for (const code of ["APIGW.0201", "400"]) {
    const handed = no(code);
    assert.deepEqual(
      [handed.outcome, handed.outcome === "refused" && handed.code],
      ["refused", undefined],
      code,
    );
  }
  const said = (one: Said) => handedOver(one, BATCH);
  assert.deepEqual(said({ outcome: "busy", seconds: 7, why: "w" }), {
    ...{ outcome: "nothing_taken", seconds: 7, whose: "busy", why: "w" },
  });
  assert.deepEqual(said({ outcome: "denied", why: "w" }), {
    ...{ outcome: "nothing_taken", seconds: 60, whose: "ours", why: "w" },
  });
  assert.deepEqual(said({ outcome: "unclear", why: "w" }), { outcome: "in_doubt", why: "w" });
});

Deno.test("variables and the link stand in their order; a text without them goes to all at once", () => {
  const bodyOf = (batch: Batch) => {
    const call = callOf(CHANNEL, batch);
    assert.ok("body" in call);
    return call.body as { sms_content: { to: string[]; template_params?: string[] }[] };
  };
  const one = { ...TEXT, messages: [message("1", { a: "A", b: "B" })] };
  assert.deepEqual(bodyOf(one).sms_content, [
    { to: ["13800138001"], template_id: "s-1", template_params: ["B", "A", "B"] },
  ]);
  const minted = { ...BATCH, minted: true, messages: [{ ...message("1"), link: "km2g.cn/PDiWqc" }] };
  assert.deepEqual(bodyOf(minted).sms_content[0]?.template_params, ["km2g.cn/PDiWqc"]);
  const plain = bodyOf({ ...TEXT, pattern: "您好" }).sms_content;
  assert.deepEqual(plain, [{ to: ["13800138001", "13800138002", "13800138003"], template_id: "s-1" }]);
});

Deno.test("a card names its parameters; a domain of one's own wants a code for each", () => {
  const bodyOf = (settings: Record<string, unknown>) => {
    const call = callOf({ ...CHANNEL, settings }, { ...BATCH, messages: [message("1", { name: "张" })] });
    assert.ok("body" in call);
    // biome-ignore lint/suspicious/noExplicitAny: what is posted, looked at field by field
    return call.body as any;
  };
  const { task_name, sms_channel, resolve_task } = bodyOf({ sms_app_name: "商城" });
  assert.equal(task_name, "tidings-42");
  assert.deepEqual(sms_channel, {
    ...{ channel_number: "106900001", sms_tpl_id: "s-1", sms_sign: "云杉", sms_app_name: "商城" },
  });
  assert.deepEqual(
    [resolve_task.generation_type, resolve_task.domain, resolve_task.expiration_time],
    ["1", undefined, 7],
  );
  assert.deepEqual(resolve_task.params, [
    { cust_flag: "13800138001", dync_params: { name: "张" }, sms_params: [] },
  ]);
  const own = bodyOf({ link_domain: "km.example.cn" }).resolve_task;
  assert.deepEqual([own.generation_type, own.domain], ["2", "km.example.cn"]);
  assert.match(own.params[0].custom_short_code, /^[A-Za-z0-9]{3,10}$/);
});

Deno.test("without the ids that it needs, nothing is asked", () => {
  for (const batch of [
    { ...BATCH, sms_template: null },
    { ...TEXT, sms_template: null },
    { ...BATCH, template: null },
    { ...BASIC, template: null },
  ])
    assert.ok("lacks" in callOf(CHANNEL, batch));
});

Deno.test("a number is read in every way in which the service writes it, and a masked one in none", () => {
  for (const said of ["13800138000", "+8613800138000", "8613800138000", "008613800138000", 13800138000])
    assert.equal(digitsOf(said), "13800138000", String(said));
  for (const none of ["130****0001", "1380013800", "+85291234567", "", null, undefined, "23800138000"])
    assert.equal(digitsOf(none), null, String(none));
});
