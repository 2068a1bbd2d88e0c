import { MailOutlined } from "@ant-design/icons";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { Alert, Button, Flex, Typography } from "antd";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { SHOWN_ONCE } from "../ui/focus.ts";
import { useEnterprise } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { FailedNote } from "../ui/states.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { type Mailing, useInvitationMail } from "./invitation-mail.ts";
import { words } from "./words.ts";

/** Invitations: declared, but for the link of a new one, which is shown once. */
export const invitations: DrawnResource = { of: invitation, slots: { Made: InvitationLink } };

/** A letter in the mail program of the inviter, where this deployment mails nothing itself. */
const mailTo = (to: string, subject: string, body: string) =>
  `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;

/** With these another try does not help. */
const FINAL: ReadonlySet<string | null> = new Set(["mail_tried", "invitation_over", "not_found"]);

interface InvitationLinkProps {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly close: () => void;
}

function InvitationLink({ answer: { email, token }, close }: InvitationLinkProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { name } = useEnterprise();
  const { mailing, again } = useInvitationMail(token === undefined ? undefined : String(token));
  const code = mailing.state === "failed" ? userErrorOf(mailing.failure, locale).code : null;
  const link = `${location.origin}/join#${token}`;
  return (
    <Dialog
      title={t("invited", { email })}
      okText={t("invited_read")}
      // Shown once: not lost by a key.
      keyboard={false}
      closable={false}
      onOk={close}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      {token === undefined ? (
        <Alert type="warning" showIcon message={t("invited_before")} />
      ) : (
        <div className="stack">
          {code !== "mail_absent" && (
            <MailNote mailing={mailing} email={String(email)} again={FINAL.has(code) ? undefined : again} />
          )}
          <p>{t(mailing.state === "mailed" ? "invited_kept" : "invited_how", { email })}</p>
          <Typography.Paragraph className="mono" data-testid="invitation-link">
            {link}
          </Typography.Paragraph>
          <Flex gap={8} wrap className={SHOWN_ONCE}>
            <CopyButton text={link} label={t("invited_copy")} />
            {code === "mail_absent" && (
              <Button
                icon={<MailOutlined />}
                href={mailTo(
                  String(email),
                  t("invited_subject", { name }),
                  t("invited_text", { name, link }),
                )}
              >
                {t("invited_mail")}
              </Button>
            )}
          </Flex>
          {code === "mail_absent" && <p className="faint">{t("invited_unmailed")}</p>}
        </div>
      )}
    </Dialog>
  );
}

interface MailNoteProps {
  readonly mailing: Mailing;
  readonly email: string;
  readonly again: (() => void) | undefined;
}

/** What became of the mail, said aloud as it changes. */
function MailNote({ mailing, email, again }: MailNoteProps) {
  const t = useTranslations(words);
  return (
    <div role="status" aria-live="polite" data-testid="invitation-mail" data-state={mailing.state}>
      {mailing.state === "failed" ? (
        <FailedNote failure={mailing.failure} retry={again} />
      ) : (
        <Alert
          type={mailing.state === "mailed" ? "success" : "info"}
          showIcon
          message={t(mailing.state === "mailed" ? "invited_mailed" : "invited_mailing", { email })}
        />
      )}
    </div>
  );
}
