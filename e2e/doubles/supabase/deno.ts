/** The Deno that stands in for the edge runtime, cut off from every registry. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const DENO = join(dirname(createRequire(import.meta.url).resolve("deno/package.json")), "deno");

/** Nothing is fetched, and no deno.json, package.json or node_modules above the folder is looked for. */
export const NO_REGISTRY = ["--no-remote", "--no-npm", "--no-lock", "--no-config"];
