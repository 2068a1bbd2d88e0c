import { createSign, generateKeyPairSync, randomBytes } from "node:crypto";

/** A certificate that is made anew for each run (X.509 in DER), so that no key lies in the repository and none ever ends. */

const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const list = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const name = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const time = (at: number) =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));

const COMMON_NAME = name("550403");
const ECDSA_WITH_SHA256 = list(name("2a8648ce3d040302"));
const BASIC_CONSTRAINTS = name("551d13");
const ALTERNATIVE_NAMES = name("551d11");
const DAY_MS = 86_400_000;

/** A certificate of these hosts for a day, signed by itself: whoever trusts it trusts nothing else by that. Both in PEM. */
export function certificateOf(hosts: readonly string[]): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const whom = list(der(0x31, list(COMMON_NAME, der(0x0c, Buffer.from("The double of robots")))));
  const names = hosts.map((host) => der(0x82, Buffer.from(host)));
  const said = list(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    whom,
    list(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    whom,
    publicKey.export({ type: "spki", format: "der" }),
    der(
      0xa3,
      list(
        list(BASIC_CONSTRAINTS, der(0x04, list(der(0x01, Buffer.from([0xff]))))),
        list(ALTERNATIVE_NAMES, der(0x04, list(...names))),
      ),
    ),
  );
  const signature = createSign("SHA256").update(said).sign(privateKey);
  const whole = list(said, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
  };
}
