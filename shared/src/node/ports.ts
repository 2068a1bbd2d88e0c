/** Free ports, for the programs and tests of every house. Node only: see `shared-imports-zod-only`. */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

/** Whether nobody listens on `port` of 127.0.0.1. It is listened on for a moment to find out. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? done(false) : fail(error),
    );
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * Where free ports are looked for: below those from which the systems take one for every connection that goes out. Of that range one is free
 * now, and a moment later another program's connection has it.
 */
const [FIRST, LAST] = [20_000, 32_000];

/**
 * Reserves `port` among all who ask `freePorts` until this process ends. A service that is killed and started again leaves its TCP port free
 * for seconds. Its UDP twin stays bound here, and the system releases it with the process, however that ends.
 */
function reserve(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const twin = createSocket("udp4");
    twin.once("error", (error: NodeJS.ErrnoException) => {
      twin.close();
      if (error.code === "EADDRINUSE") done(false);
      else fail(error);
    });
    twin.bind({ port, address: "127.0.0.1", exclusive: true }, () => {
      twin.unref();
      done(true);
    });
  });
}

/** `count` different ports that are free now and that no other caller on this machine is given while this process lives. */
export async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let tries = 0; found.length < count; tries += 1) {
    if (tries > LAST - FIRST) throw new Error(`No ${count} ports between ${FIRST} and ${LAST} are free.`);
    const port = randomInt(FIRST, LAST);
    if ((await reserve(port)) && (await isFree(port))) found.push(port);
  }
  return found;
}

/** One of `freePorts`. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}
