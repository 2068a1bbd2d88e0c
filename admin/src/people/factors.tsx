import { useQuery, useQueryClient } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import { App, Button, type ButtonProps, Card, Flex, Typography } from "antd";
import { lazy, Suspense, useState } from "react";
import { client } from "../ui/client.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { FactorCode } from "../ui/factor-code.tsx";
import { useFullTime } from "../ui/me.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed, FailedNote } from "../ui/states.tsx";
import { useAskPassword } from "../ui/sudo.tsx";
import { useTranslations } from "../ui/words.ts";
import { RecoveryCodes, useRecoveryCodes } from "./recovery-codes.tsx";

/** Loaded when somebody enrols. */
const QrCode = lazy(async () => ({ default: (await import("../ui/qr-code.tsx")).QrCode }));

const words = {
  title: w("两步验证", "Two-step verification"),
  device: w("身份验证器 {n}", "Authenticator {n}"),
  note: w(
    "启用后，登录时除密码外，还须输入身份验证器（如 Microsoft Authenticator、Google Authenticator）中的验证码。企业可以要求审批人启用。",
    "Once two-step verification is enabled, you sign in with your password and a code from an authenticator (such as Microsoft or Google Authenticator). An enterprise can require it for approvers.",
  ),
  add: w("启用两步验证", "Enable"),
  add_another: w("再添加一台设备", "Add another device"),
  spare: w(
    "建议再添加一台备用设备：丢失唯一的设备后，只能用恢复码登录。",
    "Add a spare device. If you lose your only device, you'll need a recovery code to sign in.",
  ),
  enrol: w("添加身份验证器", "Add authenticator"),
  scan: w("1. 用身份验证器扫描二维码", "1. Scan the QR code with your authenticator"),
  typed: w("无法扫描时，手动输入密钥：", "Can't scan it? Enter this key:"),
  enter: w("2. 输入身份验证器显示的验证码", "2. Enter the code shown"),
  confirm: w("确认", "Confirm"),
  cancel: w("取消", "Cancel"),
  ends: w(
    "确认后，将退出其他所有仅凭密码登录的会话。",
    "After you confirm, all other sessions that used only the password are ended.",
  ),
  done: w("两步验证已启用", "Two-step verification is enabled"),
  remove: w("移除", "Remove"),
  remove_title: w("移除「{name}」？", "Remove “{name}”?"),
  remove_last: w(
    "这是唯一的设备。移除后，登录只需密码；在要求两步验证的企业中，您不能再审批。",
    "This is your only device. After you remove it, you'll sign in with just your password and won't be able to approve anything in enterprises that require two-step verification.",
  ),
  remove_one: w(
    "此前用此设备验证的登录会话须重新验证。",
    "Sessions that used this device must be verified again.",
  ),
  removed: w("「{name}」已移除", "“{name}” removed"),
  since: w("添加于 {at}", "Added {at}"),
  qr: w("身份验证器的二维码", "Authenticator QR code"),
};

const FACTORS = ["factors"] as const;

async function factors() {
  const { data, error } = await client.auth.mfa.listFactors();
  if (error) throw error;
  return data;
}

/** What is enrolled and not confirmed yet. */
interface Enrolling {
  readonly id: string;
  readonly uri: string;
  readonly secret: string;
}

/** One's factors, and what is being done to them. */
function useFactors() {
  const queries = useQueryClient();
  const askPassword = useAskPassword();
  const query = useQuery({ queryKey: FACTORS, queryFn: factors });
  const { data } = query;
  const [enrolling, setEnrolling] = useState<Enrolling | null>(null);
  const [removing, setRemoving] = useState<RemoveProps["of"] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  /** With the password first: who finds an open browser would shut its owner out. */
  async function begin() {
    setFailure(null);
    if (!(await askPassword())) return;
    // What was begun and never confirmed makes room.
    for (const { id, status } of data?.all ?? [])
      if (status === "unverified") await client.auth.mfa.unenroll({ factorId: id });
    const made = await client.auth.mfa.enroll({
      factorType: "totp",
      // Auth wants another name for each; people see their number.
      friendlyName: `Authenticator ${new Date().toISOString().slice(0, 19)}`,
      issuer: "Tidings",
    });
    if (made.error) setFailure(made.error);
    else setEnrolling({ id: made.data.id, uri: made.data.totp.uri, secret: made.data.totp.secret });
  }

  async function remove(id: string, name: string) {
    if (await askPassword()) setRemoving({ id, name });
  }

  function close() {
    setEnrolling(null);
    setRemoving(null);
    void queries.invalidateQueries({ queryKey: FACTORS });
  }
  return {
    query,
    own: [...(data?.totp ?? [])].sort((a, b) => a.created_at.localeCompare(b.created_at)),
    enrolling,
    removing,
    failure,
    begin,
    remove,
    close,
  };
}

/** One's second factors (IAM-5): enrolled with a picture and a code, several where one has a spare device, and removed. */
export function Factors() {
  const t = useTranslations(words);
  const at = useFullTime();
  const { query, own, enrolling, removing, failure, begin, remove, close } = useFactors();
  const codes = useRecoveryCodes(own.length > 0);
  return (
    <Card className="narrow" title={t("title")} data-testid="factors">
      <p className="faint">{t("note")}</p>
      <FailedNote failure={failure} />
      {query.isPending ? (
        <ListSkeleton rows={2} />
      ) : query.error && query.data === undefined ? (
        <Failed failure={query.error} retry={() => void query.refetch()} />
      ) : (
        <>
          <ul className="plain">
            {own.map(({ id, created_at }, index) => {
              const name = t("device", { n: index + 1 });
              return (
                <li key={id} data-factor={id}>
                  <span className="plain-fill">
                    {name}
                    <div className="faint">{t("since", { at: at(created_at) })}</div>
                  </span>
                  <Button danger size="small" onClick={() => void remove(id, name)}>
                    {t("remove")}
                  </Button>
                </li>
              );
            })}
          </ul>
          {own.length === 1 && <p className="faint">{t("spare")}</p>}
          {own.length > 0 && <RecoveryCodes of={codes} />}
          <Button onClick={() => void begin()} data-testid="add-factor">
            {t(own.length === 0 ? "add" : "add_another")}
          </Button>
        </>
      )}
      {enrolling && (
        <Enrol
          of={enrolling}
          close={close}
          done={() => {
            close();
            // With the first device come the codes for the day it is lost.
            if (own.length === 0) void codes.make();
          }}
        />
      )}
      {removing && <Remove of={removing} last={own.length === 1} close={close} />}
    </Card>
  );
}

interface EnrolProps {
  readonly of: Enrolling;
  readonly close: () => void;
  readonly done: () => void;
}

function Enrol({ of, close, done }: EnrolProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<(Error & { code?: string | undefined }) | null>(null);
  const isWrong = failure?.code === "mfa_verification_failed";

  async function confirm() {
    setBusy(true);
    setFailure(null);
    const { error } = await client.auth.mfa.challengeAndVerify({
      factorId: of.id,
      code: code.replace(/\D/g, ""),
    });
    setBusy(false);
    if (error) return setFailure(error);
    message.success(t("done"));
    done();
  }

  return (
    <Dialog
      title={t("enrol")}
      okText={t("confirm")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: code.trim() === "" }}
      confirmLoading={busy}
      onOk={() => void confirm()}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <div>{t("scan")}</div>
        <Suspense fallback={<ListSkeleton tiles rows={1} />}>
          <div role="img" aria-label={t("qr")}>
            <div aria-hidden>
              <QrCode value={of.uri} size={200} />
            </div>
          </div>
        </Suspense>
        <div>
          {t("typed")}{" "}
          <Typography.Text className="mono" data-testid="factor-secret">
            {of.secret}
          </Typography.Text>{" "}
          <CopyButton text={of.secret} />
        </div>
        <FactorCode id="factor-code" label={t("enter")} value={code} change={setCode} isWrong={isWrong} />
        <div className="faint">{t("ends")}</div>
        {!isWrong && <FailedNote failure={failure} />}
      </Flex>
    </Dialog>
  );
}

interface RemoveProps {
  readonly of: { readonly id: string; readonly name: string };
  readonly last: boolean;
  readonly close: () => void;
}

function Remove({ of: { id, name }, last, close }: RemoveProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function remove() {
    setBusy(true);
    const { error } = await client.auth.mfa.unenroll({ factorId: id });
    setBusy(false);
    if (error) return setFailure(error);
    // The token is renewed, as it says that the factor was given.
    await client.auth.refreshSession();
    message.success(t("removed", { name }));
    close();
  }

  return (
    <Dialog
      title={t("remove_title", { name })}
      okText={t("remove")}
      okButtonProps={{ danger: true, "data-confirm": "remove_factor" } as ButtonProps}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onOk={() => void remove()}
      onCancel={close}
    >
      <p>{t(last ? "remove_last" : "remove_one")}</p>
      <FailedNote failure={failure} />
    </Dialog>
  );
}
