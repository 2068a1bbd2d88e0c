/** Links that KooMessage makes and its vendors read (create_resolve_task), each good for one opening. */
import { z } from "zod";
import type { Channel } from "../calls.ts";
import type { Minted, MintedLink, MintOrder } from "../resolver.ts";
import { ask } from "./client.ts";

/** Of a personal link: 1 to 7 days. */
const MOST_DAYS = 7;
const DAY_MS = 86_400_000;
/** It will not pass by itself. */
const DENIED_S = 60;

const item = z.object({
  cust_flag: z.coerce.string(),
  aim_url: z.string().nullish(),
  result_code: z.coerce.string().nullish(),
  expire_date: z.string().nullish(),
});
const answer = z.object({ params: z.array(z.unknown()) });

/** By the service's clock where it says so with a zone, else by ours: a link is never thought good for longer than it is. */
function endOf(said: string | null | undefined, now: number, days: number): string {
  const ours = now + days * DAY_MS;
  const theirs = /(Z|[+-]\d\d:?\d\d)$/.test(said ?? "") ? Date.parse(said ?? "") : Number.NaN;
  return new Date(Number.isNaN(theirs) ? ours : Math.min(ours, theirs)).toISOString();
}

/** Sensitive words, parameters that do not match the template or are none, a link in a text: of some, and not of the template. */
const ITEM_FAULTS = new Set(["KM.90016801", "KM.90016802", "KM.90016803", "KM.90018111"]);

const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 10;

/** A domain of one's own wants its codes from us: ten letters that nobody guesses (57 bits), as each opens somebody's card once. */
export function freshCode(): string {
  const bytes = crypto.getRandomValues(new Uint32Array(CODE_LENGTH));
  return Array.from(bytes, (number) => LETTERS[number % LETTERS.length]).join("");
}

function linkOf(value: unknown, now: number, days: number): MintedLink[] {
  const read = item.safeParse(value).data;
  if (!read) return [];
  const { cust_flag: flag, aim_url: url, result_code: code } = read;
  const good = !code || /^0+$/.test(code);
  // A host and a code, and no more of anything: it goes into a text as it is.
  if (good && url && /^(https?:\/\/)?[A-Za-z0-9.-]+\/[A-Za-z0-9]+$/.test(url))
    return [{ flag, url, ends_at: endOf(read.expire_date, now, days), code: null }];
  return good ? [] : [{ flag, url: null, ends_at: null, code: code ?? "" }];
}

export async function mint(channel: Channel, order: MintOrder): Promise<Minted> {
  const days = Math.min(MOST_DAYS, Math.max(1, order.days));
  const domain = channel.settings.link_domain;
  const own = typeof domain === "string" && domain !== "";
  const now = Date.now();
  const said = await ask(channel, {
    method: "POST",
    path: "/v1/aim/resolve-tasks",
    body: {
      tpl_id: order.template,
      sms_signs: [order.signature],
      resolving_times: 1,
      aim_code_type: "individual",
      ...(own ? { generation_type: "2", domain } : {}),
      expiration_time: days,
      params: order.items.map(({ flag, params }) => ({
        cust_flag: flag,
        ...(Object.keys(params).length > 0 ? { dync_params: params } : {}),
        ...(own ? { custom_short_code: freshCode() } : {}),
      })),
    },
  });
  switch (said.outcome) {
    case "done": {
      const read = answer.safeParse(said.body).data;
      if (!read) return { outcome: "in_doubt", why: "the answer has no links" };
      const asked = new Set(order.items.map(({ flag }) => flag));
      const links = read.params.flatMap((value) => linkOf(value, now, days));
      return { outcome: "answered", links: links.filter(({ flag }) => asked.has(flag)) };
    }
    case "refused":
      return { ...said, whose: ITEM_FAULTS.has(said.code) ? "items" : "order" };
    case "busy":
      return { outcome: "nothing_made", seconds: said.seconds, whose: "busy", why: said.why };
    case "denied":
      return { outcome: "nothing_made", seconds: DENIED_S, whose: "ours", why: said.why };
    case "unclear":
      return { outcome: "in_doubt", why: said.why };
  }
}
