/**
 * `POST /submit-templates`: hands template versions over for review by vendors or networks, and asks resolvers that are to be asked what was
 * decided (spec TPL-7); and service accounts to the same resolvers (SA-2). The bot calls it.
 */
import { checkBasic } from "@tidings/shared/basic/check.ts";
import { vendorFindings } from "@tidings/shared/templates/content.ts";
import type { Finding } from "@tidings/shared/templates/findings.ts";
import { requireBot } from "../_core/caller.ts";
import { resolverOf } from "../_core/channels/adapters.ts";
import { Silent } from "../_core/channels/calls.ts";
import { type Resolver, Unfit } from "../_core/channels/resolver.ts";
import type { Sql } from "../_core/database.ts";
import type { Env } from "../_core/env.ts";
import { answering, json, log, onlyMethods } from "../_core/reply.ts";
import { type Bucket, bucketOf } from "../_core/storage.ts";
import { submitAccounts } from "./accounts.ts";
import {
  type Claimed,
  claim,
  claimQuestions,
  finish,
  handoffOf,
  type Question,
  recordStates,
  recordTold,
  reject,
} from "./handoff.ts";

/** Versions a request; each is one call of up to 30 s, all at once. */
const MOST = 20;

/** Answers `{submitted, failed, accounts: {handed, left}}`; what failed is tried again later. Refuses 401, 403, 405. */
export function makeHandler(
  env: Env,
  sql: Sql,
  resolvers: (name: string) => Resolver = resolverOf,
  pictures: Pick<Bucket, "addressOf"> = bucketOf(env, "account-pictures"),
): (request: Request) => Promise<Response> {
  return answering("submit-templates", async (request) => {
    onlyMethods(request, "POST");
    await requireBot(request, env);
    const claimed = await claim(sql, MOST);
    const questions = await claimQuestions(sql, MOST);
    const [accounts, ...done] = await Promise.all([
      submitAccounts(sql, resolvers, pictures),
      ...claimed.map((version) => submit(sql, version, resolvers(version.adapter))),
      ...questions.map((question) => look(sql, question, resolvers(question.adapter))),
    ]);
    const submitted = done.slice(0, claimed.length).filter(Boolean).length;
    return json({ submitted, failed: claimed.length - submitted, accounts });
  });
}

/** What vendors cannot show of a card, or what the automatic check finds in a storyboard: its media were measured when it was submitted. */
function unfitOf(version: Claimed): Finding[] {
  if (version.kind === "aim")
    return vendorFindings(version.layout, version.vendors, version.usage, version.content);
  const { content, signature, adapter } = version;
  return checkBasic(content, { signature, adapter, measures: null }).filter(({ level }) => level === "error");
}

async function submit(sql: Sql, version: Claimed, resolver: Resolver): Promise<boolean> {
  const { reference } = version;
  try {
    // The last door: what cannot be shown is offered to nobody, however the version came here.
    const unfit = unfitOf(version);
    if (unfit.length > 0) throw new Unfit(unfit.map(({ words }) => words.zh).join(" "));
    await finish(sql, reference, await resolver.submitTemplate(version, handoffOf(version)), null);
    return true;
  } catch (error) {
    if (error instanceof Unfit) {
      log("submit-templates", "refused for what is in it", { version: reference, why: error.message });
      await reject(sql, reference, error.message);
      return false;
    }
    if (!(error instanceof Silent)) throw error;
    log("submit-templates", "not taken", { version: reference, why: error.message });
    await finish(sql, reference, null, error.message);
    return false;
  }
}

/** Asks what was decided about a template, or tells that it is off or on. What is not answered is asked again. */
async function look(sql: Sql, question: Question, resolver: Resolver): Promise<boolean> {
  const { tpl_id, kind, carrier, turns_off } = question;
  try {
    if (turns_off === null) {
      await recordStates(sql, carrier, (await resolver.templateStates?.(question, tpl_id, kind)) ?? []);
    } else {
      await resolver.setTemplate?.(question, tpl_id, !turns_off);
      await recordTold(sql, question);
    }
    return true;
  } catch (error) {
    if (!(error instanceof Silent)) throw error;
    log("submit-templates", "no answer", { template: tpl_id, why: error.message });
    return false;
  }
}
