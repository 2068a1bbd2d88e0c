import assert from "node:assert/strict";
import { test } from "node:test";
import { filing } from "../filings/filing.ts";
import { drawable, textFor } from "../resource/define.ts";
import { problemOf } from "../resource/form_values.ts";
import { smsTemplate } from "../sms/template.ts";

/** What forms say of what is typed and made. */

test("a filing that is begun says only of materials that came along that they did", () => {
  const form = drawable(filing.forms.create);
  const said = (row: object) =>
    form && textFor(form.done, { id: "f1", form: "basic", ...row }, "Asia/Shanghai").en;
  assert.equal(said({ licence_name: null }), "Draft created.");
  assert.match(said({ licence_name: "licence.pdf" }) ?? "", /with materials already approved/);
});

test("a text for cards that has variables is told so while it is typed", () => {
  const content = drawable(smsTemplate.forms.create)?.inputs.content;
  const wrong = (text: string, for_cards: boolean) =>
    content && problemOf(content, text, undefined, "Asia/Shanghai", { for_cards })?.en;
  assert.equal(wrong(`Hello \${name}`, true), "An SMS for cards can't have variables");
  assert.equal(wrong(`Hello \${name}`, false), undefined);
  assert.equal(wrong("Hello {link}", true), undefined);
});
