import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal, UserError } from "../ground/errors.ts";
import { failureAnswer, wayOutFields } from "./way_out.ts";

const PANEL = "https://panel.example.com";
const missing = new Refusal("filing_missing", 409, { details: { form: "send_task" } });
const me = { permissions: ["KooMessage:filing:list"] };

test("a refusal for lack of a filing leads to its form in the panel, in the reader's language", () => {
  const href = `${PANEL}/filings/for/send_task`;
  const answer = failureAnswer(missing, { locale: "zh-CN", panel: PANEL, me });
  assert.deepEqual(answer.fields, [{ label: "企业备案", value: "在管理台中打开", href }]);
  assert.match(answer.title ?? "", /备案/);
  assert.equal(answer.refusal?.code, "filing_missing");
});

test("an act that asks for the password is refused in chat with the page of its row", () => {
  const refused = new Refusal("sudo_required", 403, { details: { resource: "send", id: "s1" } });
  const answer = failureAnswer(refused, { locale: "en", panel: PANEL, me });
  assert.deepEqual(answer.fields, [{ label: "send", value: "Open in the panel", href: `${PANEL}/sends/s1` }]);
});

test("without a panel, without the right to open it, and of what lacks no filing, nothing is added", () => {
  assert.deepEqual(wayOutFields(missing, { locale: "en", panel: null, me }), []);
  const other = { permissions: ["KooMessage:sms:list"] };
  for (const nobody of [other, null])
    assert.deepEqual(wayOutFields(missing, { locale: "en", panel: PANEL, me: nobody }), []);
  const others = [new Refusal("wrong_state", 409), new UserError("a"), new Error("b")];
  for (const error of others)
    assert.equal(failureAnswer(error, { locale: "en", panel: PANEL, me }).fields, undefined);
});
