/** The demo's people at the API: what they do in the panel before a chat journey begins, and what the rows say after it. */

import assert from "node:assert/strict";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { INCOMING, incomingPath, type KeptKind } from "@tidings/shared/files/kinds.ts";
import { materialsOf } from "@tidings/shared/filings/forms.ts";
import { PASSWORD, place } from "../screens/panel.ts";
import { comes } from "../screens/shown.ts";

export type Member = {
  name: string;
  client: SupabaseClient;
  /** Calls a verb; a decision names what is shown now, unless `shown` is given. @throws with the refusal when it is refused */
  // biome-ignore lint/suspicious/noExplicitAny: a verb answers what it answers, and the journey looks at it
  verb(name: string, input?: object): Promise<any>;
  /** A one-time code that links a chat account to this member. */
  linkCode(): Promise<string>;
};

/** Signs in a member of the demo, who speaks this language from now on. */
export async function member(
  name: string,
  locale: "en" | "zh-CN",
  email = `${name}@demo.test`,
): Promise<Member> {
  const client = createClient(place().api, place().key, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers: { "x-tidings-source": "admin" } },
  });
  const { error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
  assert.equal(error, null, `${name} signs in`);
  const verb: Member["verb"] = async (verbName, input = {}) => {
    const call = async () => client.rpc(verbName, await looked(client, verbName, input));
    let { data, error: refusal } = await call();
    // A journey on a busy machine takes more than the ten minutes for which a password counts as just given.
    if (refusal?.code === "sudo_required") {
      await client.auth.signInWithPassword({ email, password: PASSWORD });
      ({ data, error: refusal } = await call());
    }
    if (refusal) throw new Error(`${verbName}: ${refusal.code} ${refusal.message}`);
    return data;
  };
  await verb("set_locale", { input: { locale } });
  return { name, client, verb, linkCode: async () => (await verb("begin_link")).code };
}

/** Signs up somebody whom nobody knows yet, as the panel does; belongs to no enterprise. */
export async function newcomer(name: string, email: string): Promise<Member> {
  const client = createClient(place().api, place().key, { auth: { persistSession: false } });
  const { error } = await client.auth.signUp({ email, password: PASSWORD, options: { data: { name } } });
  assert.equal(error, null, `${name} signs up`);
  return member(name, "en", email);
}

/** What a decision has to name (APR-1): what `allowed_transitions` shows of it now. */
async function looked(client: SupabaseClient, verb: string, input: object): Promise<object> {
  const [, act, resource = ""] = /^(approve|reject|release)_(\w+)$/.exec(verb) ?? [];
  const id: unknown = Object.entries(input).find(([name]) => name === resource)?.[1];
  if (!act || "shown" in input || typeof id !== "string") return input;
  const { data, error } = await client.rpc("allowed_transitions", { resource, ids: [id] });
  assert.equal(error, null, `${verb} is looked at`);
  const transitions: { verb: string; shown: string | null }[] = data[id] ?? [];
  const shown = transitions.find((transition) => transition.verb === act)?.shown;
  return shown ? { ...input, shown } : input;
}

/** A template like the demo's live notice, submitted for review by its maker. */
export async function submittedTemplate(maker: Member, name: string): Promise<string> {
  const { data } = await maker.client.from("template_cards").select("*").eq("name", "签收提醒").single();
  const { usage, layout, vendors, content } = data;
  const input = { name, usage, layout, vendors, content };
  const { id } = await maker.verb("create_template", { input });
  const { error } = await maker.client.functions.invoke("check-template", { body: { template: id } });
  assert.equal(error, null, "the content was checked");
  await maker.verb("submit_template", { template: id });
  return id;
}

/** A domain, submitted for review by its maker. */
export async function submittedDomain(maker: Member, name: string): Promise<string> {
  const input = { names: [name], custom_codes: false, proof: null };
  const { domains } = await maker.verb("create_domains", { input });
  return domains[0].id;
}

/** Another one rejects the domain; its maker allows custom short codes and submits it again. */
export async function submittedAnew(
  maker: Member,
  other: Member,
  domain: string,
  name: string,
): Promise<void> {
  await other.verb("reject_domain", { domain, reason: "say whether codes may be chosen" });
  await maker.verb("update_domain", { domain, input: { name, custom_codes: true } });
  await maker.verb("submit_domain", { domain });
}

/** The decisions about a resource in the audit log, oldest first: `approve granted slack Carol`. */
export async function decisions(reader: Member, resource: string, id: string): Promise<string[]> {
  const { data, error } = await reader.client
    .from("audit_log")
    .select("verb, outcome, code, source, actor_name")
    .match({ resource, resource_id: id })
    .in("verb", ["approve", "reject"])
    .order("id");
  assert.equal(error, null);
  return (data ?? []).map(({ verb, outcome, code, source, actor_name }) =>
    [verb, outcome === "granted" ? "granted" : code, source, actor_name].join(" "),
  );
}

/** Who has tried to submit a domain, from where, and with what outcome, oldest first: `Alice slack granted`. */
export async function submissions(reader: Member, domain: string): Promise<string[]> {
  const { data, error } = await reader.client
    .from("audit_log")
    .select("actor_name, source, outcome")
    .match({ resource: "domain", resource_id: domain, verb: "submit" })
    .order("id");
  assert.equal(error, null);
  return (data ?? []).map(({ actor_name, source, outcome }) => `${actor_name} ${source} ${outcome}`);
}

/** Waits until these are the decisions about a resource: what was refused is written to the log after it has been told. */
export const untilDecided = (reader: Member, resource: string, id: string, expected: readonly string[]) =>
  comes(
    () => decisions(reader, resource, id),
    (found) => assert.deepEqual(found, expected),
  );

/** A file of numbers for the demo's notice: `good` valid lines, then one that is no number and one repeated. */
export function numbersCsv(good: number, from = 13_912_340_000): Buffer {
  const line = (phone: number | string) => `${phone},王小明,YS${phone},6-2-1024`;
  const lines = Array.from({ length: good }, (_, index) => line(from + index));
  return Buffer.from(["手机号,name,order_no,pickup_code", ...lines, line("不是号码"), line(from)].join("\n"));
}

/** Has a file of the enterprise kept, as the panel does. Answers its path. */
export async function keptFile(
  maker: Member,
  kind: KeptKind,
  enterprise: string,
  content: Uint8Array,
  ending: string,
): Promise<string> {
  const path = incomingPath(enterprise, crypto.randomUUID(), ending);
  const sent = await maker.client.storage.from(INCOMING).upload(path, content);
  assert.equal(sent.error, null, "the file is sent in");
  const { data, error } = await maker.client.functions.invoke("keep-file", { body: { kind, path } });
  assert.equal(error, null, "the file is kept");
  return data.path;
}

/** An edit of the filing that the demo has for a form: this file for every material, submitted for review by its maker. `more`: what else it says. */
export async function submittedFiling(
  maker: Member,
  form: string,
  licence: Buffer,
  more: object = {},
): Promise<string> {
  const { data } = await maker.client
    .from("filing_cards")
    .select("id, enterprise_id")
    .eq("form", form)
    .single();
  const path = await keptFile(maker, "filing", data?.enterprise_id, licence, "pdf");
  // One file for all that the form asks for: who reviews it here looks at the licence alone.
  const files = materialsOf(form).map((material) => [material, { path, name: `${material}.pdf` }]);
  await maker.verb("update_filing", { filing: data?.id, input: { ...Object.fromEntries(files), ...more } });
  await maker.verb("submit_filing", { filing: data?.id });
  return data?.id;
}
