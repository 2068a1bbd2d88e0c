import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import {
  BEGINNING_STEPS,
  type BeginningState,
  type BeginningStep,
} from "@tidings/shared/people/beginning.ts";
import { makeDispatcher } from "../chat/dispatcher.ts";
import { COMMANDS } from "../commands/list.ts";
import { findCommand } from "../registry/registry.ts";
import { typist, whoamiOf } from "../testing/person.ts";
import { NO_ROWS, startRest } from "../testing/rest_double.ts";

/** OVW-1 in chat: what was made says what comes next, and a form has chosen what is the only one. */
let sent = false;
let states: Partial<Record<BeginningStep, BeginningState>> = {};
let barred: ReadonlySet<BeginningStep> = new Set();
let apps: readonly object[] = [];
const APP = {
  id: "11111111-0000-4000-8000-000000000001",
  name: "shop",
  enabled: true,
  uplink_health: "none",
};
const rest = await startRest(
  {
    whoami: () => whoamiOf("a1", "Alice", ["KooMessage:sms:list", "KooMessage:sms:create"]),
    beginning: () => ({
      sent,
      steps: BEGINNING_STEPS.map((step) => ({
        ...{ step, state: states[step] ?? "done" },
        ...{ needs: "KooMessage:sms:create", may: !barred.has(step), who: barred.has(step) ? ["Dan"] : [] },
      })),
    }),
    create_sms_app: () => APP,
    create_holiday: () => ({ id: "x" }),
    allowed_transitions: () => [],
  },
  { ...NO_ROWS, sms_app_cards: () => apps },
);
after(() => rest.close());
const run = typist(rest, "UALICE");
beforeEach(() => {
  sent = false;
  states = {};
  barred = new Set();
  apps = [APP];
});

test("what a step has made says the next one with its command, until the first message has gone out", async () => {
  states = { filing: "waiting", signature: "open", sms_template: "open", send: "open" };
  const { tone, text } = await run("sms-app add", { name: "shop" });
  assert.equal(tone, "good");
  assert.match(text ?? "", /\nNext: Request an SMS signature · \/tidings signature add$/m);
  // A text needs an approved signature, and a send an approved filing: nothing can be done before.
  states = { filing: "waiting", signature: "waiting", sms_template: "open", send: "open" };
  assert.doesNotMatch((await run("sms-app add", { name: "shop" })).text ?? "", /Next:/);
  // What only others may do says who.
  states = { signature: "open" };
  barred = new Set(["signature"]);
  assert.match(
    (await run("sms-app add", { name: "shop" })).text ?? "",
    /\nNext: Request an SMS signature\. This can be done by Dan\.$/m,
  );
  sent = true;
  assert.doesNotMatch((await run("sms-app add", { name: "shop" })).text ?? "", /Next:/);
});

test("a form begins with the only row that can be chosen, and with none of several", async () => {
  const command = findCommand(COMMANDS, "signature add");
  const dispatcher = makeDispatcher(rest.database, COMMANDS);
  const who = { provider: "slack", chatUser: "slack:T1:UALICE", team: "T1", localeHint: "en" } as const;
  assert.ok(command);
  const begins = async (raw: Record<string, unknown>) => {
    const filled = await dispatcher.filled(who, command, raw);
    assert.ok(!filled.refusal);
    return filled.raw;
  };
  assert.deepEqual(await begins({}), { app_id: "shop" });
  assert.deepEqual(await begins({ app_id: "other" }), { app_id: "other" }, "what was typed stays");
  apps = [APP, { ...APP, id: "22222222-0000-4000-8000-000000000002", name: "mall" }];
  assert.deepEqual(await begins({}), {});
  apps = [];
  assert.deepEqual(await begins({}), {});
});
