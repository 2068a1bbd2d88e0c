/** The headers that the panel is served with, by our server and by any other host: the one source of them. */

/**
 * What the browser may do in the panel. Scripts come from files of our own, never from the page or from a text. Styles need
 * 'unsafe-inline': antd writes its style sheets at run time, echarts sets style attributes. The page talks to its own host
 * and to the project, and nobody may show it in a frame. The preview of a message is a `srcdoc` frame and inherits all of it. A frame of `blob:` is a stored PDF that the page
 * itself has read and named one; it inherits all of it too.
 */
function contentSecurityPolicy(api: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${api}`,
    `media-src 'self' blob: ${api}`,
    "font-src 'self'",
    `connect-src 'self' ${api}`,
    "frame-src blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Abilities of a browser that the panel never uses. */
const UNUSED_FEATURES = [
  "camera",
  "microphone",
  "geolocation",
  "payment",
  "usb",
  "serial",
  "display-capture",
];

/** Headers of every answer, an error's too. `apiUrl` is the address of the project. */
export function securityHeaders(apiUrl: string): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentSecurityPolicy(new URL(apiUrl).origin),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": UNUSED_FEATURES.map((name) => `${name}=()`).join(", "),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    // For browsers that do not know frame-ancestors.
    "x-frame-options": "DENY",
  };
}

/** Where Vite puts the files that carry the hash of their content in their name. */
export const HASHED = "/assets/";

/** A file of HASHED never changes; the page, which names them, is asked for anew each time. */
export const CACHE = { hashed: "public, max-age=31536000, immutable", page: "no-cache" } as const;

/**
 * The headers as the file `_headers`, which Netlify, Cloudflare Pages and others read from the folder they serve. Other hosts
 * are told the same by their own means.
 */
export function headersFile(apiUrl: string): string {
  const lines = Object.entries(securityHeaders(apiUrl)).map(([name, value]) => `  ${name}: ${value}`);
  const page = `/*\n${lines.join("\n")}\n  cache-control: ${CACHE.page}`;
  // "! name" takes away what the wider rule has set.
  return `${page}\n${HASHED}*\n  ! cache-control\n  cache-control: ${CACHE.hashed}\n`;
}
