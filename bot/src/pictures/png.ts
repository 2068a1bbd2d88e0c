import { join } from "node:path";
import { makeWorker, WorkerFailed } from "../workers/worker.ts";
import type { Drawing, DrawRequest } from "./draw-worker.ts";

/** The drawing could not be made: it is wrong, or it took too long. The answer goes out without it. */
export class NoPicture extends Error {}

/** The largest cards take 0.5 s, and 200 MB. */
const drawer = makeWorker<DrawRequest, Uint8Array>(join(import.meta.dirname, "draw-worker.ts"), {
  heapMb: 256,
  memoryMb: 1_024,
  workMs: 10_000,
});

/**
 * Renders a drawing as PNG, `zoom` pixels to a unit. Only the bundled font is used, so it looks the same everywhere. It is done in a
 * process of its own: the renderer is native code, which nothing but the end of its process stops.
 *
 * @throws NoPicture when it cannot be drawn, or not within `limit` milliseconds
 */
export async function png(drawing: Drawing, zoom = 2, limit?: number): Promise<Uint8Array> {
  try {
    return await drawer.ask({ drawing, zoom }, limit);
  } catch (error) {
    throw error instanceof WorkerFailed ? new NoPicture(error.message) : error;
  }
}
