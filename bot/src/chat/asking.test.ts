import assert from "node:assert/strict";
import { after, test } from "node:test";
import { COMMANDS } from "../commands/list.ts";
import { chatRows } from "../testing/chat_rows.ts";
import { whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";
import { allowing } from "../testing/transitions.ts";
import { type ChatPerson, makeDispatcher } from "./dispatcher.ts";

/** What a button's form says is in the language of the person who pressed it, and who may not decide is told so before the form. */

const ID = "7f3a19be-0000-4000-8000-000000000000";
const rows = chatRows();
let may = true;
let waits: Promise<void> | null = null;
const rest = await startRest(
  {
    ...rows.verbs,
    whoami: () => ({ ...whoamiOf("u1", "Bob", ["KooMessage:template:list"]), locale: "en" }),
    allowed_transitions: async (args) => {
      await waits;
      const refused = { allowed: false, code: "forbidden", needs: "KooMessage:template:review" };
      return allowing(() => [{ verb: "reject", ...(may ? {} : refused) }])(args);
    },
  },
  { ...NO_ROWS, template_cards: () => [{ id: ID, name: "会员日", state: "in_review" }] },
);
after(() => rest.close());

const dispatcher = makeDispatcher(rest.database, COMMANDS);
const bob: ChatPerson = { provider: "slack", chatUser: "slack:T1:UBOB", team: "T1", localeHint: "zh-CN" };
const [button] = await dispatcher.buttons([
  { command: "reject", input: { resource: ID }, label: "驳回", asks: { option: "reason", label: "原因" } },
]);
const asking = (withinMs = 60_000) => dispatcher.asking(bob, button?.token ?? "", "reason", withinMs);

test("the form of a card in another language says the act, its row and what the reason is for, in one's own", async () => {
  assert.deepEqual(await asking(), {
    locale: "en",
    title: "Reject “会员日”",
    label: "Reason (the submitter sees it)",
    act: "Reject",
    refusal: null,
  });
});

test("who may not decide is refused before the form; where that is not known in time the form opens, in one's own language still", async () => {
  may = false;
  const { refusal } = await asking();
  assert.deepEqual(refusal?.refusal, { code: "forbidden", status: 403 });
  assert.match(refusal?.text ?? refusal?.title ?? "", /with this permission/);

  const { promise, resolve } = Promise.withResolvers<void>();
  waits = promise;
  assert.deepEqual(await asking(1), { locale: "en", title: "Reason", label: "Reason", refusal: null });
  resolve();
});
