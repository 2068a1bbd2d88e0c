import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Deliverer } from "./deliver.ts";
import { type Env, readEnv } from "./env.ts";
import { Openings } from "./openings.ts";
import { Phones } from "./phones.ts";
import { makeRoutes, type Route } from "./routes.ts";
import { CarrierServer } from "./server.ts";
import { Store } from "./store.ts";
import { VendorKeys } from "./vendor_keys.ts";

// The store holds whole numbers: it is for this user alone.
process.umask(0o077);

// The garbage of a batch lives for milliseconds. Left to itself V8 keeps 128 MB ready for it, which is half
// of what a million messages may cost; without growth they cost 235 MB instead of 355, at the same speed.
setFlagsFromString("--semi-space-growth-factor=1");

/** The sandbox carrier as a process of its own: `node supabase/local/carrier/main.ts` (docs/carrier.md). */
async function main(env: Env): Promise<void> {
  const routes = Promise.withResolvers<Route[]>();
  const server = new CarrierServer(env.key, routes.promise);
  // The port first: it is what keeps a second carrier away from the store. Requests wait until that is read.
  const port = await server.listen(env.port);
  await mkdir(env.data, { recursive: true });
  const store = await Store.open(join(env.data, "store.log"), (error) =>
    end("cannot write its store", error),
  );
  const keys = await VendorKeys.open(join(env.data, "phones.json"));
  const phones = new Phones(keys);
  const openings = new Openings(phones);
  const deliverer = new Deliverer(store, env.secret);
  deliverer.resume();
  routes.resolve(makeRoutes(store, deliverer, { keys, phones, openings }));
  console.log(`carrier listens on http://127.0.0.1:${port}`);

  const stop = async () => {
    deliverer.stop();
    openings.stop();
    phones.stop();
    await server.close();
    await store.log.close();
    process.exit(0);
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

function end(why: string, error: unknown): never {
  console.error(`carrier: ${why}: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

try {
  await main(readEnv(process.env));
} catch (error) {
  end("cannot start", error);
}
