/** A program that signs: the vendor's published SDK core, told another endpoint and other keys. */
import { GlobalCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/GlobalCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { MadeKey } from "../keys/key_fixtures.ts";
import type { Programs } from "./programs.ts";
import type { Json } from "./stage.ts";

/** A client of the vendor. */
export function clientOf({ key_id, secret }: Pick<MadeKey, "key_id" | "secret">, endpoint: string) {
  const credential = new GlobalCredentials({ ak: key_id, sk: secret, domainId: "tidings" });
  return new ClientBuilder((client) => client, "GlobalCredentials")
    .withCredential(credential)
    .withEndpoint(endpoint)
    .build();
}

/** What the service answers to a request as its core takes it. */
export const vendorCall = (client: ReturnType<typeof clientOf>, request: object): Promise<Json> =>
  client.sendRequest(request as never);

interface Call {
  readonly data?: object;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly form?: FormData;
  /** An Idempotency-Key. */
  readonly key?: string;
}

/** What the SDK sends: a form as bytes that say their own type, as those of its `form-data` do. */
async function requestOf(method: string, url: string, { data, query = {}, form, key }: Call) {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const about = { url, method, queryParams: query, pathParams: {}, headers };
  if (form === undefined)
    return { ...about, contentType: "application/json", ...(data === undefined ? {} : { data }) };
  const whole = new Response(form);
  const getHeaders = () => ({ "content-type": whole.headers.get("content-type") });
  const bytes = Object.assign(Buffer.from(await whole.arrayBuffer()), { getHeaders });
  return { ...about, contentType: "multipart/form-data", data: bytes };
}

/** Asks as this key: the answer with its status. */
export function signedBy(key: MadeKey, { base }: Programs) {
  const client = clientOf(key, base);
  return async (method: string, url: string, call: Call = {}): Promise<{ status: number; body: Json }> => {
    const request = await requestOf(method, url, call);
    return vendorCall(client, request).then(
      (answer: Json) => {
        const { httpStatusCode: status, ...body } = answer;
        return { status, body };
      },
      (error: Json) => {
        // What the SDK makes of an error of the service.
        const { httpStatusCode: status, errorCode: error_code, errorMsg: error_msg, requestId } = error;
        if (status === undefined) throw error;
        return { status, body: { error_code, error_msg, request_id: requestId } };
      },
    );
  };
}
