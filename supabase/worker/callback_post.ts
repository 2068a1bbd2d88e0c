/** One post to the address of a callback (CBK-1), signed as Standard Webhooks: what was answered, and whether another try would help. */
import { PUBLIC_HTTP, postJson, type Reach, Unreachable } from "@tidings/shared/node/reach.ts";
import { webhookHeaders } from "@tidings/shared/node/webhook.ts";

/** A post as `claim_callback_posts` gives it. */
export type CallbackPost = { id: number; body: string };

/** Where posts go, and what signs them. */
export type Address = { url: string; secrets: readonly string[] };

/** What came of a post. `error` null: it was taken; `gone: ` where another try would not help. */
export type Outcome = { id: number; status: number | null; error: string | null; ms: number };

/** The receiver says that it will never take anything any more (Standard Webhooks). */
const GONE = 410;

function troubleOf(status: number): string | null {
  if (status >= 200 && status <= 299) return null;
  return status === GONE ? `gone: HTTP ${status}` : `HTTP ${status}`;
}

/** Posts once. Never throws. */
export async function postCallback(
  { id, body }: CallbackPost,
  { url, secrets }: Address,
  reach: Reach = PUBLIC_HTTP,
): Promise<Outcome> {
  const begun = performance.now();
  const outcome = (status: number | null, error: string | null) => ({
    ...{ id, status, error },
    ms: Math.round(performance.now() - begun),
  });
  try {
    const { status } = await postJson(
      url,
      webhookHeaders(secrets, `post_${id}`, body, Date.now()),
      body,
      reach,
    );
    return outcome(status, troubleOf(status));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return outcome(null, error instanceof Unreachable ? `gone: ${why}` : why);
  }
}
