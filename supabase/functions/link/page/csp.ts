/** The policy of the pages: what may run and what may be loaded. */
import { createHash } from "node:crypto";
import { BASE_STYLE, CARD_STYLE, CLOSED_STYLE } from "@tidings/shared/templates/picture/style.ts";
import { PARTS } from "@tidings/shared/templates/picture/style_parts.ts";
import { SCRIPT } from "./script.ts";

const hash = (source: string) => `'sha256-${createHash("sha256").update(source).digest("base64")}'`;

const STYLES = [BASE_STYLE, CARD_STYLE, CLOSED_STYLE, ...PARTS.map(({ style }) => style)];

/**
 * For the header `content-security-policy` of every page, open or closed. The script and the styles are constant, so
 * their hashes allow exactly them: a nonce would have to be made for each answer and kept in step with it. Nothing
 * else is loaded but the template's own pictures and videos.
 */
export const CSP = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${STYLES.map(hash).join(" ")}`,
  "img-src 'self' https: http: data:",
  "media-src 'self' https: http:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
