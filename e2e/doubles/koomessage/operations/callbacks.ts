/** Where receipts go: one address a kind for the whole account. And which phones show cards. */
import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { plainNumber, vendorOf } from "../control.ts";
import { bad, Refusal, unknownTemplate } from "../errors.ts";
import type { House } from "../house.ts";
import { type Operation, ok } from "../operation.ts";
import { fields, HTTP, list, oneOf, TEMPLATE, text as words } from "../shapes.ts";

/** Private addresses are refused, but the loopback, on which this house stands. */
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe80)/i;

function checked(url: string): string {
  const { hostname } = new URL(url);
  if (isIP(hostname.replace(/[[\]]/g, "")) && PRIVATE.test(hostname))
    throw bad("KM.90016803", "callback_url is a private address.");
  return url;
}

function register(house: House, of: "aim" | "basic", url_type: number, url: string, remark: string) {
  if (!house.control.te_admin)
    throw new Refusal(
      403,
      "KM.00000403",
      "Policy doesn't allow the callback to be registered: te_admin is needed.",
    );
  const old = house.callbacks.all.find((one) => one.of === of && one.url_type === url_type);
  const id = old?.id ?? house.id();
  house.callbacks.put(id, { id, of, url_type, callback_url: checked(url), remark });
  return { id, callback_url: url, url_type };
}

const add: Operation = {
  name: "add_call_back",
  method: "POST",
  path: "/v1/aim/callbacks",
  body: fields({ "callback_url*": HTTP, url_type: oneOf(0, 1, 2) }),
  act: ({ body }, house) =>
    ok(register(house, "aim", Number(body.url_type ?? 0), String(body.callback_url), "")),
};

const all: Operation = {
  name: "list_aim_callbacks",
  method: "GET",
  path: "/v1/aim/callbacks",
  act(_, house) {
    const own = house.callbacks.all.filter(({ of }) => of === "aim");
    return ok(own.map(({ id, callback_url, url_type }) => ({ id, callback_url, url_type })));
  },
};

const addBasic: Operation = {
  name: "add_vms_call_back",
  method: "POST",
  path: "/v1/aim-basic/callbacks",
  body: fields({ "url_type*": oneOf(0, 1), "callback_url*": HTTP, remark: words(200, { least: 0 }) }),
  act({ body }, house) {
    register(house, "basic", Number(body.url_type), String(body.callback_url), String(body.remark ?? ""));
    return ok();
  },
};

const allBasic: Operation = {
  name: "list_vms_callbacks",
  method: "GET",
  path: "/v1/aim-basic/callbacks",
  act(_, house) {
    const own = house.callbacks.all.filter(({ of }) => of === "basic");
    return ok({
      callbacks: own.map(({ url_type, callback_url, remark }) => ({ url_type, callback_url, remark })),
    });
  },
};

/** The hashes of numbers that are asked for by their SHA-1; the service knows every number of the country, this house those of tests. */
const hashes = new Map<string, string>();
function numberOf(hash: string): string | undefined {
  if (hashes.size === 0)
    for (let n = 0; n < 20_000; n += 1) {
      const number = `138000${String(n).padStart(5, "0")}`;
      hashes.set(createHash("sha1").update(`86${number}`).digest("hex"), number);
    }
  return hashes.get(hash.toLowerCase());
}

const capability: Operation = {
  name: "check_mobile_capability",
  method: "POST",
  path: "/v1/aim/mobile-capabilities/check",
  body: fields({
    "mobiles*": list(words(64), 1, 100),
    tpl_id: TEMPLATE,
    encryption_alg: oneOf("NONE", "SHA1"),
  }),
  act({ body }, house) {
    const { mobiles, tpl_id, encryption_alg } = body as {
      mobiles: string[];
      tpl_id?: string;
      encryption_alg?: string;
    };
    const hashed = encryption_alg === "SHA1";
    const like = hashed ? /^[0-9a-fA-F]{40}$/ : /^(?:86|0086)?1[3-9]\d{9}$/;
    if (!mobiles.every((mobile) => like.test(mobile)))
      throw bad("KM.90016803", "mobiles holds what is no number.");
    const template = tpl_id === undefined ? undefined : house.templates.get(tpl_id);
    if (tpl_id !== undefined && !template) throw unknownTemplate(tpl_id);
    const shown = (mobile: string) => {
      const vendor = vendorOf(plainNumber(hashed ? (numberOf(mobile) ?? "8") : mobile));
      if (vendor === null) return false;
      return !template || template.factories.some((one) => one.factory_type === vendor && one.state === 1);
    };
    return {
      body: {
        supported_mobiles: mobiles.filter(shown),
        unsupported_mobiles: mobiles.filter((mobile) => !shown(mobile)),
        ...(tpl_id === undefined ? {} : { tpl_id }),
      },
    };
  },
};

export const CALLBACKS: readonly Operation[] = [add, all, addBasic, allBasic, capability];
