/** Who asks for a link: a vendor's client, a preview fetcher, or a person in a browser (spec RES-3). */
import { isVendor, type Vendor } from "@tidings/shared/vendors/vendors.ts";
import { fetcherNamed, fetcherOf, isProgram } from "./bots.ts";

export type Asker =
  | { kind: "resolution"; vendor: Vendor }
  | { kind: "human" }
  | { kind: "bot" }
  | { kind: "stranger"; vendor: string };

/** Honor phones follow Huawei. */
const ALIASES: Readonly<Record<string, Vendor>> = { honor: "huawei" };

/**
 * A vendor's client names itself by `x-aim-vendor` (its own version stands in `x-aim-version`, which changes
 * nothing yet) or by `?vendor=`. A fetcher stays a fetcher whatever its address says, and a HEAD shows nothing to anybody, so neither uses a resolution up. curl, scripts and libraries that name no vendor do not
 * count as people. `stranger`: the named vendor is not one of ours.
 */
export function askerOf(request: Request): Asker {
  if (request.method === "HEAD") return { kind: "bot" };
  const named = request.headers.get("x-aim-vendor");
  // A request with our header is no browser prefetch, but a preview fetcher may send any header.
  const fetcher =
    named === null ? fetcherOf(request.headers) : fetcherNamed(request.headers.get("user-agent") ?? "");
  if (fetcher) return { kind: "bot" };
  const said = named ?? (request.url.includes("?") ? new URL(request.url).searchParams.get("vendor") : null);
  if (said === null) return { kind: isProgram(request.headers.get("user-agent") ?? "") ? "bot" : "human" };
  const name = said.trim().toLowerCase();
  const vendor = Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
  return isVendor(vendor) ? { kind: "resolution", vendor } : { kind: "stranger", vendor: name.slice(0, 32) };
}
