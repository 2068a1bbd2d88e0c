import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Refusal } from "../../ground/errors.ts";
import { slackMessage } from "../../surfaces/slack/blocks.ts";
import { typist, whoamiOf } from "../../testing/person.ts";
import { NO_ROWS, startRest } from "../../testing/rest_double.ts";

let refusal = new Refusal("filing_exists", 409);
const rest = await startRest(
  {
    whoami: () => whoamiOf("b0b", "Bob", ["KooMessage:filing:create"]),
    create_filing() {
      throw refusal;
    },
  },
  { ...NO_ROWS, filing_cards: () => ["send_task"].map((form) => ({ id: form, form })) },
);
after(() => rest.close());
const run = typist(rest, "UBOB");

test("a filing that there is already is refused with the forms that are left, a button each", async () => {
  const { title, text, actions, refusal } = await run("filing add", {});
  assert.equal(refusal?.code, "filing_exists");
  assert.equal(title, "A filing of this type already exists.");
  assert.match(text ?? "", /^Not filed yet: .*\(short_link\).*\(service_account\)/);
  assert.doesNotMatch(text ?? "", /\(send_task\)/);
  assert.deepEqual(
    actions?.map(({ command, input }) => [command, input.form]),
    [
      ["filing add", "short_link"],
      ["filing add", "basic"],
      ["filing add", "service_account"],
    ],
  );
});

test("a refusal that lists much is told to its end, not cut in a heading", async () => {
  const items = [
    "company_name",
    "credit_code",
    "enterprise_type",
    "industry",
    "registered_address",
    "legal_representative",
    "contact",
    "licence",
    "letter",
    "ends_on",
  ];
  refusal = new Refusal("filing_incomplete", 422, { details: { items } });
  const answer = await run("filing add", { form: "short_link" });
  assert.equal(answer.title, undefined, answer.title);
  const { blocks } = slackMessage(answer, { buttons: [], pictureId: null, locale: "en" });
  assert.match(JSON.stringify(blocks), /Before you submit, add: .*\.\\nEdit the filing/);
});
