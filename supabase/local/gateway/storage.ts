/** Where lite's Storage differs from Supabase's: each gap, and its mending. */
import { LONGEST_SIGNATURE_S } from "./limits.ts";
import { answerOf, Refused } from "./refused.ts";

type Answer = (request: Request) => Promise<Response>;

/** storage-js sends a form with an unnamed file; lite wants `file`, and on PUT stores the form itself. Send the bytes. */
async function mendUpload(request: Request): Promise<Request> {
  const type = request.headers.get("content-type") ?? "";
  const path = new URL(request.url).pathname;
  const isUpload =
    /^\/storage\/v1\/object\/(?!list\/|sign\/|move$|copy$)/.test(path) && /^(POST|PUT)$/.test(request.method);
  if (!isUpload || !type.startsWith("multipart/form-data")) return request;
  const form = await request.formData();
  const file = [...form.values()].find((value) => value instanceof Blob);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const age = form.get("cacheControl");
  if (typeof age === "string") headers.set("cache-control", /^\d+$/.test(age) ? `max-age=${age}` : age);
  headers.set("content-type", file?.type || "application/octet-stream");
  const body = new Uint8Array(file ? await file.arrayBuffer() : []);
  headers.set("content-length", String(body.length));
  return new Request(request.url, { method: request.method, headers, body });
}

const SIGN = /^\/storage\/v1\/object\/(upload\/)?sign\//;

/** lite answers `signedUrl` with the full path; storage-js reads `signedURL` (or `url`), relative to /storage/v1. */
async function mendSigned(upload: boolean, response: Response): Promise<Response> {
  const { signedUrl } = (await response.json()) as { signedUrl: string };
  const url = signedUrl.replace(/^\/storage\/v1/, "");
  return Response.json(
    upload ? { url, token: new URLSearchParams(url.split("?")[1]).get("token") } : { signedURL: url },
  );
}

/**
 * How long a signed address is to live. A week at most: hosted Storage takes 300 years, and there the key has to be changed to end it.
 * @throws Refused 400 for another
 */
function checkLife(expiresIn: unknown): void {
  if (Number.isInteger(expiresIn) && Number(expiresIn) >= 1 && Number(expiresIn) <= LONGEST_SIGNATURE_S)
    return;
  throw new Refused(400, "InvalidRequest", `expiresIn is 1 to ${LONGEST_SIGNATURE_S} seconds (a week).`);
}

/** The fields of a request to sign; none where its body is no object (lite refuses it in its own words). */
async function signingOf(request: Request): Promise<{ paths?: unknown; expiresIn?: unknown }> {
  const read: unknown = await request.json().catch(() => undefined);
  return typeof read === "object" && read !== null ? read : {};
}

/** Paths that are signed with one request. */
const MOST_PATHS = 1_000;
/** A path that would name another place than an object of the bucket, once it is in an address. */
const STRAYS = /(^|\/)\.{1,2}(\/|$)|[?#\\]/;

/** lite takes a request to sign many for one without a name. Each path is signed by itself, as the same caller. */
async function signMany(request: Request, answer: Answer): Promise<Response> {
  const { paths, expiresIn } = await signingOf(request);
  checkLife(expiresIn);
  if (!Array.isArray(paths) || paths.length > MOST_PATHS || paths.some((path) => typeof path !== "string"))
    throw new Refused(400, "InvalidRequest", `paths is a list of at most ${MOST_PATHS} texts.`);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const signed: object[] = [];
  // One after the other: a thousand at once would take all connections to the database.
  for (const path of paths as string[]) {
    const url = `${request.url}/${encodeURI(path.toWellFormed())}`;
    const body = JSON.stringify({ expiresIn });
    const response = STRAYS.test(path)
      ? undefined
      : await answer(new Request(url, { method: "POST", headers, body }));
    const error = "Either the object does not exist or you do not have access to it";
    if (response?.ok)
      signed.push({ path, error: null, ...(await (await mendSigned(false, response)).json()) });
    else signed.push({ path, signedURL: null, error });
  }
  return Response.json(signed);
}

/** Kinds that a browser shows and runs nothing of. Everything else is saved, not shown. */
const PASSIVE = /^(image\/(png|jpeg|gif|webp|bmp)|video\/|audio\/|text\/(plain|csv)|application\/(json|pdf))/;

/**
 * lite answers 200 to a part of a file, where 206 is due, and ignores `?download=` (save under this name). An object is what its
 * kind says and nothing else (nosniff comes with every answer), and opened as a page of its own it runs nothing.
 */
function mendDownload(url: URL, response: Response): Response {
  const headers = new Headers(response.headers);
  const name = url.searchParams.get("download");
  if (name !== null && response.ok) {
    const called = name && `; filename*=UTF-8''${encodeURIComponent(name.toWellFormed())}`;
    headers.set("content-disposition", `attachment${called}`);
  } else if (!PASSIVE.test(headers.get("content-type") ?? ""))
    headers.set("content-disposition", "attachment");
  headers.set("content-security-policy", "default-src 'none'; sandbox");
  const status = response.status === 200 && headers.has("content-range") ? 206 : response.status;
  return new Response(response.body, { status, headers });
}

/** Answers a request to Storage as Supabase would, by a server that has the gaps. */
export async function answerStorage(request: Request, answer: Answer): Promise<Response> {
  const url = new URL(request.url);
  try {
    const posts = request.method === "POST";
    if (posts && /^\/storage\/v1\/object\/sign\/[^/]+\/?$/.test(url.pathname))
      return await signMany(new Request(request.url.replace(/\/(\?|$)/, "$1"), request), answer);
    const signs = posts ? SIGN.exec(url.pathname) : null;
    if (signs && !signs[1]) checkLife((await signingOf(request.clone())).expiresIn);
    const response = await answer(await mendUpload(request));
    if (signs && response.ok) return mendSigned(Boolean(signs[1]), response);
    return request.method === "GET" ? mendDownload(url, response) : response;
  } catch (error) {
    if (error instanceof Refused) return answerOf(url.pathname, error);
    throw error;
  }
}
