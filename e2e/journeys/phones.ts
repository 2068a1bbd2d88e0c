/** Phones that open links: the sandbox plays them and the cloud of their vendor, and shows its pass. */
import assert from "node:assert/strict";

/** Asks for a link as a phone of Huawei's does. Answers the HTTP status that it got. */
export async function phone(link: string): Promise<number> {
  const answer = await fetch(`${process.env.TIDINGS_TEST_CARRIER_URL}/phones`, {
    method: "POST",
    body: JSON.stringify({ link, vendor: "huawei" }),
  });
  assert.ok(answer.ok, "the sandbox played a phone");
  return ((await answer.json()) as { status: number }).status;
}

/** Asks for a link as a crowd does that `group_burst` of 2 a minute refuses: of eight, three are in the same minute, also around its turn. */
export async function crowd(link: string): Promise<void> {
  for (let each = 0; each < 8; each += 1) await phone(link);
}
