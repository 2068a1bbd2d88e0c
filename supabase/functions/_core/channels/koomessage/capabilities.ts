/** KooMessage: which numbers show cards (`check_mobile_capability`), 100 a call. Numbers go as SHA-1, so the service is told no number that it does not know. */
import { Silent } from "../calls.ts";
import type { Capabilities, Capability, Resolver } from "../resolver.ts";
import { ask } from "./client.ts";

/** Numbers of one call. */
const MOST = 100;

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Of `8613800138000`: country and number without a sign. */
const hashOf = async (phone: string) =>
  hex(await crypto.subtle.digest("SHA-1", new TextEncoder().encode(phone.replace(/^\+/, ""))));

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string").map((one) => one.toLowerCase()) : [];

type Channel = Parameters<NonNullable<Resolver["capabilities"]>>[0];

/** What one call told of its numbers, or why it told nothing. */
async function told(
  channel: Channel,
  template: string | null,
  phones: readonly string[],
): Promise<Capability[] | string> {
  const hashes = new Map(
    await Promise.all(phones.map(async (phone) => [await hashOf(phone), phone] as const)),
  );
  const said = await ask(channel, {
    method: "POST",
    path: "/v1/aim/mobile-capabilities/check",
    body: {
      mobiles: [...hashes.keys()],
      encryption_alg: "SHA1",
      ...(template === null ? {} : { tpl_id: template }),
    },
  });
  if (said.outcome !== "done") return said.why;
  const { supported_mobiles: can, unsupported_mobiles: cannot } = said.body;
  const lists = [
    [texts(can), true],
    [texts(cannot), false],
  ] as const;
  return lists.flatMap(([list, supported]) =>
    list.flatMap((hash) => {
      const phone = hashes.get(hash);
      // One that is in both lists counts as in the first.
      return phone !== undefined && hashes.delete(hash) ? [{ phone, supported, vendor: null }] : [];
    }),
  );
}

/** One call after the other: the limits of an account are its own to set, and five calls are an answer within seconds. */
export async function capabilities(
  channel: Channel,
  template: string | null,
  numbers: readonly string[],
): Promise<Capabilities> {
  const all: Capability[] = [];
  let why: string | null = null;
  for (let from = 0; from < numbers.length; from += MOST) {
    const answer = await told(channel, template, numbers.slice(from, from + MOST));
    if (typeof answer === "string") {
      why = answer;
      break; // the next one would be told the same
    }
    all.push(...answer);
  }
  if (all.length === 0 && why !== null) throw new Silent(why);
  if (all.length < numbers.length) why ??= "KooMessage left numbers out";
  return { told: all, why };
}
