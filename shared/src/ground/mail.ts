/** The settings of a deployment that mails, as the embedded copy and the edge function read them. */
import { z } from "zod";

/** A mail server: TLS from the first byte (smtps), or by STARTTLS. */
export const smtpUrl = z
  .url({ protocol: /^smtps?$/, error: "must be smtps://user:password@host:465, or smtp:// with STARTTLS" })
  .refine((url) => URL.canParse(url) && new URL(url).hostname !== "", "must name a host");

/** Who a mail is from: an address, or a name with an address in angle brackets. */
export const mailFrom = z
  .string()
  .max(320)
  .regex(
    /^(?:[^<>@\p{Cc}]*<[^<>@\s,;:]+@[^<>@\s,;:]+>|[^<>@\s,;:]+@[^<>@\s,;:]+)$/u,
    "must be an address, or a name <address>",
  );

/** Where the panel is. */
export const panelUrl = z.url({ protocol: /^https?$/, error: "must be the address of the panel" });
