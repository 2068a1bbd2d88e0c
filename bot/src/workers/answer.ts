import type { WorkerReply } from "./worker.ts";

/** In the process that `makeWorker` started: does what it is asked, one after the other, as they are sent. */
export function answerWork<Asked, Done>(work: (asked: Asked) => Promise<Done>): void {
  const tell = (reply: WorkerReply<Done>) => process.send?.(reply);
  process.on("message", (asked: Asked) => {
    tell({ begun: true });
    work(asked).then(
      (done) => tell({ done }),
      (error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
