import assert from "node:assert/strict";
import { before, test } from "node:test";
import { place } from "../screens/panel.ts";
import { type Member, member, submittedTemplate } from "./members.ts";

/** APR-1 and bad input over REST, as any program of the company's would call it. */
let bob: Member;
let carol: Member;
let token: string;
before(async () => {
  bob = await member("bob", "en");
  carol = await member("carol", "en");
  token = (await carol.client.auth.getSession()).data.session?.access_token ?? "";
});

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: string;
}

/** Calls a verb with the body as it stands. */
async function post(verb: string, body: string): Promise<{ status: number; answer: Refusal }> {
  const response = await fetch(`${place().api}/rest/v1/rpc/${verb}`, {
    method: "POST",
    headers: { apikey: place().key, authorization: `Bearer ${token}`, "content-type": "application/json" },
    body,
  });
  return { status: response.status, answer: (await response.json().catch(() => ({}))) as Refusal };
}

const shownOf = async (template: string): Promise<string> => {
  const { [template]: buttons } = await carol.verb("allowed_transitions", {
    resource: "template",
    ids: [template],
  });
  return buttons.find((each: { verb: string }) => each.verb === "approve").shown;
};

const stateOf = async (template: string) =>
  (await carol.client.from("template_cards").select("state").eq("id", template).single()).data?.state;

test("bob withdraws, changes and resubmits between carol's look and her call: it is refused with what differs, and after a second look it counts", async () => {
  const template = await submittedTemplate(bob, "REST 两眼之间");
  const shown = await shownOf(template);
  const { data: card } = await bob.client
    .from("template_cards")
    .select("content")
    .eq("id", template)
    .single();
  await bob.verb("withdraw_template", { template });
  const slots = { ...card?.content.slots, title: "改过的标题" };
  await bob.verb("update_template", { template, input: { content: { ...card?.content, slots } } });
  const { error: unchecked } = await bob.client.functions.invoke("check-template", { body: { template } });
  assert.equal(unchecked, null);
  await bob.verb("submit_template", { template });

  const late = await post("approve_template", JSON.stringify({ template, shown }));
  assert.deepEqual([late.status, late.answer.code], [409, "shown_changed"]);
  const { differs } = JSON.parse(late.answer.details);
  assert.deepEqual(
    differs.map(({ field, after }: { field: string; after: string }) => [field, after]),
    [["content.slots.title", "改过的标题"]],
  );
  const blind = await post("approve_template", JSON.stringify({ template }));
  assert.deepEqual([blind.status, blind.answer.code], [422, "shown_required"]);
  assert.equal(await stateOf(template), "in_review");

  const again = await post("approve_template", JSON.stringify({ template, shown: await shownOf(template) }));
  assert.equal(again.status, 200);
  assert.notEqual(await stateOf(template), "in_review");
});

test("what is refused before any verb runs keeps its own 4xx, and the next call is answered", async () => {
  const before = new Map<string, [string, string]>([
    ["a body that is no JSON", ["set_locale", "{locale"]],
    ["an argument that the verb does not have", ["set_locale", '{"locale": "en", "surprise": 1}']],
    ["a verb that does not exist", ["approve_everything", "{}"]],
    [
      "a character U+0000",
      ["create_domains", '{"input": {"names": ["a\\u0000b.example.com"], "custom_codes": true}}'],
    ],
  ]);
  for (const [what, [verb, body]] of before) {
    const { status } = await post(verb, body);
    assert.ok(status >= 400 && status < 500, `${what}: ${status}`);
    assert.equal((await post("whoami", "{}")).status, 200, what);
  }
});

test("JSON that is nested 5,000 deep is refused, by the verb or before it, and never with a 500", async () => {
  const nested = `${"[".repeat(5000)}${"]".repeat(5000)}`;
  const { status } = await post("create_domains", `{"input": {"names": ${nested}, "custom_codes": true}}`);
  assert.ok(status >= 400 && status < 500, `${status}`);
});
