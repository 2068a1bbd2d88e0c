import { mailFrom, panelUrl, smtpUrl } from "@tidings/shared/ground/mail.ts";
import type { z } from "zod";

/** How this deployment mails: the server, who it is from, and where the panel is that a link opens. */
export type Mail = { server: string; from: string; panel: string };

const SHAPES = { TIDINGS_SMTP_URL: smtpUrl, TIDINGS_MAIL_FROM: mailFrom, TIDINGS_PANEL_URL: panelUrl };

/**
 * The settings of mail; null where the deployment has none, or not all three.
 * @throws Error naming every variable that is wrong; it never shows a value
 */
export function readMail(setting: (name: string) => string | undefined): Mail | null {
  const names = Object.keys(SHAPES) as (keyof typeof SHAPES)[];
  const given = names.filter((name) => setting(name));
  const wrong = given.flatMap((name) => {
    const shape: z.ZodType = SHAPES[name];
    const { error } = shape.safeParse(setting(name));
    return (error?.issues ?? []).map(({ message }) => `  ${name}: ${message}`);
  });
  if (wrong.length > 0)
    throw new Error(`This function cannot start; its environment is wrong:\n${wrong.join("\n")}`);
  if (given.length < names.length) return null;
  return {
    server: setting("TIDINGS_SMTP_URL") ?? "",
    from: setting("TIDINGS_MAIL_FROM") ?? "",
    panel: (setting("TIDINGS_PANEL_URL") ?? "").replace(/\/+$/, ""),
  };
}
