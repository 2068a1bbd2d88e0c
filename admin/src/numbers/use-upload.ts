import type { NumberPurpose } from "@tidings/shared/numbers/file.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { useEffect, useRef, useState } from "react";
import { cutInWorker } from "../ui/cut.ts";
import { useUnsaved } from "../ui/leave-guard.tsx";
import { AnotherFile, isSameFile } from "./resume.ts";
import type { NumberFile } from "./row.ts";
import { beginFile, sendParts } from "./send-parts.ts";

/** The state of an upload. */
export type UploadState =
  | { readonly step: "idle" }
  | { readonly step: "reading"; readonly share: number }
  | {
      readonly step: "sending";
      readonly file: NumberFile;
      readonly sent: number;
      readonly bytes: number;
    }
  | { readonly step: "sent"; readonly file: NumberFile }
  | { readonly step: "failed"; readonly failure: unknown; readonly file: NumberFile | null };

/** An upload of a number file: read, split, send, start the import. */
export interface Upload {
  readonly state: UploadState;
  /** Starts the upload of `chosen` under `name` for a purpose, or resumes one. */
  readonly start: (chosen: File, name: string, as: NumberPurpose | NumberFile) => Promise<void>;
  readonly cancel: () => void;
}

export function useUpload(): Upload {
  const [state, setState] = useState<UploadState>({ step: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  useUnsaved(state.step === "reading" || state.step === "sending", "upload");

  async function start(chosen: File, name: string, as: NumberPurpose | NumberFile) {
    const known = typeof as === "string" ? undefined : as;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const show = (next: UploadState) => {
      if (!signal.aborted) setState(next);
    };
    let file = known ?? null;
    try {
      show({ step: "reading", share: 0 });
      const purpose = (typeof as === "string" ? as : as.purpose) as NumberPurpose; // the database has a text
      const order = { file: chosen, name, purpose, fits: true };
      const parts = await cutInWorker(order, (share) => show({ step: "reading", share }), signal);
      // As the import reads them: a workbook of 1 MB may be 5 MB of text.
      const bytes = parts.reduce((sum, part) => sum + part.body.size, 0);
      if (known && !isSameFile({ name, bytes, parts: parts.length }, known)) throw new AnotherFile();
      if (typeof as === "string") file = await beginFile(name, bytes, parts.length, as);
      if (file === null) return;
      const begun = file;
      await sendParts(begun, parts, (sent) => show({ step: "sending", file: begun, sent, bytes }), signal);
      show({ step: "sent", file: begun });
    } catch (failure) {
      if (!(failure instanceof UnreadableFile) && !(failure instanceof AnotherFile))
        console.warn("upload", failure);
      show({ step: "failed", failure, file });
    }
  }

  function cancel() {
    running.current?.abort();
    setState({ step: "idle" });
  }

  return { state, start, cancel };
}
