/** Tells the database of sign-ins that failed, for the audit (T19). lite writes down only those that succeed. */

/** So many wait to be told; what comes beyond is counted and said once. The limits on guessing let few through. */
const WAITING = 500;

/**
 * A function that calls `record_failed_sign_in {email, address}` with the secret key, one after the other and behind the answer
 * to the caller. A database that does not take it is named in the log once, and sign-ins go on.
 */
export function failedSignIns(
  answer: (request: Request) => Promise<Response>,
  origin: string,
  secretKey: string,
) {
  let waiting = 0;
  let said = false;
  let last: Promise<void> = Promise.resolve();
  const say = (why: string) => {
    if (!said) console.error(`Failed sign-ins are not recorded: ${why}`);
    said = true;
  };
  const tell = async (email: string, address: string) => {
    const headers = { apikey: secretKey, "content-type": "application/json" };
    const body = JSON.stringify({ email, address });
    const url = `${origin}/rest/v1/rpc/record_failed_sign_in`;
    const told = await answer(new Request(url, { method: "POST", headers, body }));
    if (told.ok) said = false;
    else say(`record_failed_sign_in answers ${told.status}`);
    await told.body?.cancel();
  };
  return (email: string, address: string): void => {
    if (waiting >= WAITING) {
      say(`more than ${WAITING} wait`);
      return;
    }
    waiting += 1;
    last = last
      .then(() => tell(email, address))
      .catch((error: unknown) => say(String(error)))
      .finally(() => {
        waiting -= 1;
      });
  };
}
