import { useRef, useState } from "react";
import { showFirstWrong } from "./first-wrong.ts";

/** How far somebody wanted to go with a form: to a draft, or to the end. */
type Tried = "no" | "draft" | "all";

/** A form that is handed in. */
export interface Submission {
  readonly tried: Tried;
  readonly busy: Exclude<Tried, "no"> | null;
  readonly failure: unknown;
  /** Marks what is wrong; is nothing in the way? */
  readonly attempt: (complete: boolean) => boolean;
  /** Hands it in; `complete`: with what follows, else as a draft. */
  readonly act: (complete: boolean) => Promise<void>;
}

interface SubmissionOptions {
  /** Is nothing in the way? What is wrong is marked, once it was tried. */
  readonly ready: (complete: boolean) => boolean;
  /** Leads to the first thing in the way. Without it, to the first field that is marked. */
  readonly lead?: (complete: boolean) => void;
  readonly run: (complete: boolean) => Promise<void>;
  /** Leads to what was refused. Without it, to the field that is marked then. */
  readonly refused?: (refusal: unknown) => void;
}

/** Nothing is sent while something is wrong: the first of it is brought into view. What is refused leaves everything as typed. */
export function useSubmission({
  ready,
  lead = () => showFirstWrong(),
  run,
  refused = () => showFirstWrong(),
}: SubmissionOptions): Submission {
  const [tried, setTried] = useState<Tried>("no");
  const [busy, setBusy] = useState<Submission["busy"]>(null);
  const [failure, setFailure] = useState<unknown>(null);
  // The second click of a double click comes before the button is drawn as busy.
  const under = useRef(false);

  function attempt(complete: boolean): boolean {
    setTried(complete ? "all" : "draft");
    if (ready(complete)) return true;
    lead(complete);
    return false;
  }

  async function act(complete: boolean) {
    if (under.current || !attempt(complete)) return;
    setFailure(null);
    under.current = true;
    setBusy(complete ? "all" : "draft");
    try {
      await run(complete);
    } catch (refusal) {
      setFailure(refusal);
      refused(refusal);
    } finally {
      under.current = false;
      setBusy(null);
    }
  }

  return { tried, busy, failure, attempt, act };
}
