/** The way to the database, which a journey can cut and mend, hold and let go. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { place } from "../screens/panel.ts";

export type Cut = {
  url: string;
  /** Ends every connection and takes no further one, as when the network goes. */
  cut(): void;
  mend(): void;
  /** Lets nothing through, and keeps what comes, as when the database stands still. */
  hold(): void;
  /** Lets through what was kept, and what comes from now on. */
  letGo(): void;
  close(): Promise<void>;
};

export async function cuttable(): Promise<Cut> {
  const { hostname, port } = new URL(place().api);
  const open = new Set<Socket>();
  const ways = new Set<readonly [Socket, Socket]>();
  let whole = true;
  let held = false;
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
      const way = [one, other] as const;
      open.add(one);
      ways.add(way);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        ways.delete(way);
        other.destroy();
      });
      if (!held) one.pipe(other);
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
    hold() {
      held = true;
      for (const [one, other] of ways) one.unpipe(other);
    },
    letGo() {
      held = false;
      for (const [one, other] of ways) one.pipe(other);
    },
    async close() {
      for (const each of open) each.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
