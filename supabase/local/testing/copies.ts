/** The running copies that journeys and screens share in one run of `npm test`. */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { findPlace, type Stack, startStack } from "./stack.ts";

/** What a copy begins with: the seed alone, or the demo's sixty days for anyone who looks at full pages. */
type Demo = "past" | "bare";

/** Copies of one run. Each takes the panel that the first one has built. */
export class Copies {
  readonly #started: Promise<Stack>[] = [];
  readonly #panel: string;
  #built: Promise<unknown> | undefined;

  /** `folder` keeps the panel. */
  constructor(folder: string) {
    this.#panel = join(folder, "panel");
  }

  async #start(demo: Demo): Promise<Stack> {
    if (this.#built) {
      await this.#built;
      return startStack(await findPlace(this.#panel, demo));
    }
    const first = findPlace(undefined, demo).then(startStack);
    this.#built = first.then(({ place }) =>
      cp(join(place.TIDINGS_HOME, "panel"), this.#panel, { recursive: true }),
    );
    await this.#built;
    return first;
  }

  /** The environment of a copy that stays until the end of the run. */
  async shared(demo: Demo): Promise<Record<string, string>> {
    const copy = this.#start(demo);
    this.#started.push(copy);
    return (await copy).env;
  }

  /** A copy for one file alone, whose user stops it. */
  async fresh(demo: Demo): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
    const copy = this.#start(demo);
    // Where the run is ended meanwhile, it goes with the others.
    this.#started.push(copy);
    return copy;
  }

  /** The last lines that the copies have logged. Those that have not come about have told it where they were asked for. */
  async logs(): Promise<string> {
    return (await Promise.all((await this.#running()).map((copy) => copy.logs()))).join("\n");
  }

  /** Ends and removes them. */
  async clear(): Promise<void> {
    await Promise.all((await this.#running()).map((copy) => copy.stop()));
  }

  async #running(): Promise<Stack[]> {
    const settled = await Promise.allSettled(this.#started);
    return settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  }
}
