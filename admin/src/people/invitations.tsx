import { MailOutlined } from "@ant-design/icons";
import { invitation } from "@tidings/shared/people/invitation.ts";
import { Alert, Button, Flex, Typography } from "antd";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useEnterprise } from "../ui/me.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Invitations: declared, but for the link of a new one, which is shown once. */
export const invitations: DrawnResource = { of: invitation, slots: { Made: InvitationLink } };

/** A letter in the mail program of the inviter: this deployment sends none itself. */
const mailTo = (to: string, subject: string, body: string) =>
  `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;

interface InvitationLinkProps {
  readonly answer: Readonly<Record<string, unknown>>;
  readonly close: () => void;
}

function InvitationLink({ answer: { email, token }, close }: InvitationLinkProps) {
  const t = useTranslations(words);
  const { name } = useEnterprise();
  const link = `${location.origin}/join#${token}`;
  return (
    <Dialog
      title={t("invited", { email })}
      okText={t("invited_read")}
      onOk={close}
      onCancel={close}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      {token === undefined ? (
        <Alert type="warning" showIcon message={t("invited_before")} />
      ) : (
        <>
          <p>{t("invited_how", { email })}</p>
          <Typography.Paragraph className="mono" data-testid="invitation-link">
            {link}
          </Typography.Paragraph>
          <Flex gap={8} wrap>
            <CopyButton text={link} label={t("invited_copy")} />
            <Button
              icon={<MailOutlined />}
              href={mailTo(String(email), t("invited_subject", { name }), t("invited_text", { name, link }))}
            >
              {t("invited_mail")}
            </Button>
          </Flex>
          <p className="faint">{t("invited_unmailed")}</p>
        </>
      )}
    </Dialog>
  );
}
