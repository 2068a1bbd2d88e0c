/** The way to the database, which a journey can cut and mend. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { place } from "../screens/panel.ts";

export type Cut = {
  url: string;
  /** Ends every connection and takes no further one, as when the network goes. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

export async function cuttable(): Promise<Cut> {
  const { hostname, port } = new URL(place().api);
  const open = new Set<Socket>();
  let whole = true;
  const server = createServer((here) => {
    if (!whole) {
      here.destroy();
      return;
    }
    const there = connect(Number(port), hostname);
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false;
      for (const each of open) each.destroy();
    },
    mend() {
      whole = true;
    },
    async close() {
      for (const each of open) each.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
