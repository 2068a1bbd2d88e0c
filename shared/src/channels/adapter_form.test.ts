import assert from "node:assert/strict";
import test from "node:test";
import { drawable } from "../resource/define.ts";
import { askedOf, draftOf, initialValues, inputOf, problemOf } from "../resource/form_values.ts";
import { ADAPTERS } from "./adapters.ts";
import { carrier } from "./carrier.ts";
import { CHANNEL_INPUTS } from "./inputs.ts";

const form = drawable(carrier.forms.create);
assert.ok(form);
const KEYS = {
  sandbox: { api_key: "a-key-of-the-tests", webhook_secret: `whsec_${"QUJD".repeat(8)}` },
  smpp: { system_id: "tidings", password: "s3cr3t" },
  koomessage: { access_key: "AK-OF-THE-TESTS", secret_key: "sk-of-the-tests" },
};
const TOKEN_KEYS = { iam_account: "spruce", iam_user: "sender", iam_password: "pass-of-iam" };
const KINDS = ["sandbox", "smpp", "koomessage"] as const;
const ADDRESSES = {
  ...{ sandbox: "https://carrier.test", smpp: "smpp://gate.test:2775" },
  koomessage: "https://koomessage.myhuaweicloud.cn",
};
/** A form as it is filled in for one adapter, with what was typed for the other before. */
const filled = (adapter: keyof typeof ADAPTERS) => ({
  ...initialValues(form),
  ...{
    adapter,
    name: "网关",
    base_url: ADDRESSES[adapter],
    ...KEYS.sandbox,
    ...KEYS.smpp,
    ...KEYS.koomessage,
    ...TOKEN_KEYS,
  },
});

test("a form asks for what its adapter needs, and sends nothing of another adapter", () => {
  for (const adapter of KINDS) {
    const input = inputOf(form, filled(adapter));
    assert.deepEqual(CHANNEL_INPUTS.create_carrier.parse(input), input);
    const { credentials, settings } = ADAPTERS[adapter];
    const pick = (shape: object) =>
      Object.fromEntries(Object.keys(shape).flatMap((name) => (name in input ? [[name, input[name]]] : [])));
    assert.deepEqual(credentials.parse(pick(credentials.shape)), KEYS[adapter]);
    assert.ok(settings.safeParse(pick(settings.shape)).success, adapter);
    const others = KINDS.filter((kind) => kind !== adapter).flatMap((kind) => Object.keys(KEYS[kind]));
    for (const name of others) assert.ok(!(name in input), `${adapter}: ${name}`);
  }
});

test("an edit and a rotation ask by the adapter of their row, and an edit asks for no credentials", () => {
  const update = drawable(carrier.forms.update);
  const rotate = { inputs: carrier.transitions.rotate?.inputs ?? {} };
  const names = (asked: ReturnType<typeof askedOf>) => asked.map(([name]) => name);
  for (const adapter of KINDS) {
    assert.deepEqual(names(askedOf(rotate, {}, { adapter })), Object.keys(KEYS[adapter]));
    const edited = names(askedOf(update ?? { inputs: {} }, {}, { adapter }));
    assert.equal(edited.includes("window"), adapter === "smpp");
    assert.equal(edited.includes("idempotent"), adapter === "sandbox");
    assert.equal(edited.includes("sign_in"), adapter === "koomessage");
    assert.equal(edited.includes("batch_size"), adapter !== "koomessage");
    for (const name of ["api_key", "webhook_secret", "system_id", "password"])
      assert.ok(!edited.includes(name), name);
  }
});

test("which credentials KooMessage needs says how it is signed in to", () => {
  const input = inputOf(form, { ...filled("koomessage"), sign_in: "token", iam_url: "https://iam.test" });
  for (const name of Object.keys(TOKEN_KEYS)) assert.ok(name in input, name);
  for (const name of Object.keys(KEYS.koomessage)) assert.ok(!(name in input), name);
  assert.equal(input.iam_url, "https://iam.test");
  assert.ok(!("iam_url" in inputOf(form, filled("koomessage"))));
  const rotate = { inputs: carrier.transitions.rotate?.inputs ?? {} };
  const asked = askedOf(rotate, {}, { adapter: "koomessage", sign_in: "token" }).map(([name]) => name);
  assert.deepEqual(asked, Object.keys(TOKEN_KEYS));
});

test("no credential is kept in a draft, and each is checked before it is sent", () => {
  const kept = JSON.stringify(draftOf(form, filled("smpp")));
  for (const secret of [...Object.values(KEYS.sandbox), ...Object.values(KEYS.smpp)])
    assert.ok(!kept.includes(secret));
  const asked = new Map(askedOf(form, filled("smpp")));
  const problem = (name: string, value: unknown) => {
    const input = asked.get(name);
    return input ? problemOf(input, value)?.en : "not asked";
  };
  assert.match(problem("password", "nine-long") ?? "", /8 characters/);
  assert.match(problem("base_url", "smpp://gate.test") ?? "", /SMPP needs a port/);
  assert.equal(problem("base_url", "smpps://gate.test:2776"), undefined);
  assert.equal(problem("system_type", ""), undefined);
});
