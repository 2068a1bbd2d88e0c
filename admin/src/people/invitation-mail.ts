import { useEffect, useRef, useState } from "react";
import { callFunction } from "../ui/call-function.ts";
import { useLocale } from "../ui/words.ts";

/** What became of the mail of an invitation. `failure`: as `userErrorOf` reads it. */
export type Mailing = { state: "sending" } | { state: "mailed" } | { state: "failed"; failure: unknown };

/** Has a new invitation mailed, once by itself; `again` tries it again. Without a token nothing is mailed. */
export function useInvitationMail(token: string | undefined): { mailing: Mailing; again: () => void } {
  const locale = useLocale();
  const [mailing, setMailing] = useState<Mailing>({ state: "sending" });
  const asked = useRef("");

  async function send() {
    setMailing({ state: "sending" });
    try {
      await callFunction("mail-invitation", { token, locale });
      setMailing({ state: "mailed" });
    } catch (failure) {
      setMailing({ state: "failed", failure });
    }
  }

  const first = useRef(send);
  useEffect(() => {
    // An effect may run twice, and the language may change: neither is another mail.
    if (token === undefined || asked.current === token) return;
    asked.current = token;
    void first.current();
  }, [token]);
  return { mailing, again: () => void send() };
}
