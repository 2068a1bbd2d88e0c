/** SDK-HMAC-SHA256: how a request to Huawei Cloud is signed with an access key and its secret key. */

const ALGORITHM = "SDK-HMAC-SHA256";
const UNSIGNED = "UNSIGNED-PAYLOAD";
const encoder = new TextEncoder();

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;
export type Unsigned = {
  method: string;
  host: string;
  /** As it is read, not percent-encoded. */
  path: string;
  query: Query;
  /** Null: a request without one, and without a content type. */
  body: string | null;
  /** The content type of a form with a file: what is in it is not signed, as the service's own clients have it. */
  form?: string | undefined;
};
export type Keys = { access: string; secret: string };

/** RFC 3986, where `encodeURIComponent` leaves five more characters as they are. Half a character becomes U+FFFD, as it would on the way. */
const encoded = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

export const pathOf = (path: string): string => path.split("/").map(encoded).join("/");

/** The query in the order in which it is signed: by name, then by value. */
export function queryOf(query: Query): string {
  const pairs: string[] = [];
  for (const name of Object.keys(query).sort()) {
    const value = query[name];
    if (value === undefined) continue;
    const values = typeof value === "object" ? [...value].sort() : [String(value)];
    for (const one of values) pairs.push(`${encoded(name)}=${encoded(one)}`);
  }
  return pairs.join("&");
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const sha256 = async (text: string) => hex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));

async function hmac(secret: string, text: string): Promise<string> {
  const raw = encoder.encode(secret);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
}

/** The headers that make the request signed at that time; a body's content type is one of them. */
export async function signed(request: Unsigned, keys: Keys, at: Date): Promise<Record<string, string>> {
  const date = at.toISOString().replace(/[-:]|\.\d+/g, "");
  const { form } = request;
  const type: Record<string, string> =
    form === undefined && request.body === null ? {} : { "content-type": form ?? "application/json" };
  const unsigned: Record<string, string> = form === undefined ? {} : { "x-sdk-content-sha256": UNSIGNED };
  const headers: Record<string, string> = { ...type, host: request.host, ...unsigned, "x-sdk-date": date };
  const names = Object.keys(headers).join(";");
  const path = pathOf(request.path);
  const canonical = [
    request.method,
    path.endsWith("/") ? path : `${path}/`,
    queryOf(request.query),
    ...Object.entries(headers).map(([name, value]) => `${name}:${value}`),
    "",
    names,
    form === undefined ? await sha256(request.body ?? "") : UNSIGNED,
  ].join("\n");
  const signature = await hmac(keys.secret, `${ALGORITHM}\n${date}\n${await sha256(canonical)}`);
  return {
    ...type,
    ...unsigned,
    "x-sdk-date": date,
    authorization: `${ALGORITHM} Access=${keys.access}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
