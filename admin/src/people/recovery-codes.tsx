import { useQuery, useQueryClient } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, type ButtonProps, Flex } from "antd";
import { useState } from "react";
import { client } from "../ui/client.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { Failed, FailedNote } from "../ui/states.tsx";
import { useAskPassword } from "../ui/sudo.tsx";
import { useTranslations } from "../ui/words.ts";

const words = {
  title: w("恢复码", "Recovery codes"),
  left: w("恢复码：剩余 {remaining} 个，共 {total} 个", "Recovery codes: {remaining} of {total} left"),
  none: w(
    "没有恢复码：丢失设备后无法登录。",
    "No recovery codes: if you lose your device, you can't sign in.",
  ),
  make: w("生成恢复码", "Get recovery codes"),
  anew: w("重新生成", "Get new codes"),
  shown: w(
    "丢失设备时，用恢复码代替验证码登录。每个只能用一次，之前的恢复码已失效。恢复码只显示这一次，请保存在安全的地方。",
    "If you lose your device, sign in with one of these instead of an authenticator code. Each works once; earlier recovery codes no longer work. They're shown only once, so keep them somewhere safe.",
  ),
  copy: w("复制全部", "Copy all"),
  kept: w("我已保存", "I've saved them"),
  off: w(
    "本系统的登录服务没有启用恢复码。",
    "This deployment's sign-in service doesn't offer recovery codes.",
  ),
};

const KEY = ["recovery-codes"] as const;
const NONE = { total: 0, remaining: 0 };

type Failure = Error & { code?: string | undefined; status?: number | undefined };

/** An Auth that is older than recovery codes knows no such route, or takes their name for a factor's id. */
const isUnknown = ({ status = 0 }: Failure): boolean => status === 404 || status === 405;

/** How many there are and are left. */
async function left() {
  const { data, error } = await client.auth.mfa.recoveryCodes.getStatus();
  if (!error) return data;
  // Nobody has made any, or there are none here.
  if (isUnknown(error)) return NONE;
  throw error;
}

/** One's recovery codes: how many are left, and those that are shown this once. */
export function useRecoveryCodes(has: boolean) {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: KEY, queryFn: left, enabled: has });
  const askPassword = useAskPassword();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  /** For a session that just gave its factor. */
  async function make() {
    setFailure(null);
    const { recoveryCodes } = client.auth.mfa;
    let made = await recoveryCodes.generate();
    if (made.error?.code === "mfa_verified_factor_exists") made = await recoveryCodes.regenerate();
    if (made.error) return setFailure(made.error);
    setCodes(made.data.codes);
    // So that the next question for a code knows of them.
    await client.auth.refreshSession();
    await queries.invalidateQueries({ queryKey: KEY });
  }

  async function ask() {
    if (await askPassword()) await make();
  }
  return { query, codes, failure, make, ask, close: () => setCodes(null) };
}

/** How many recovery codes are left, and the way to new ones (IAM-5). */
export function RecoveryCodes({ of }: { of: ReturnType<typeof useRecoveryCodes> }) {
  const t = useTranslations(words);
  const { query, codes, failure, ask, close } = of;
  if (query.error && query.data === undefined)
    return <Failed failure={query.error} retry={() => void query.refetch()} />;
  const { total, remaining } = query.data ?? NONE;
  const isOff =
    failure !== null && (failure.code === "mfa_recovery_codes_enroll_not_enabled" || isUnknown(failure));
  return (
    <>
      {query.data && (
        <Flex gap={8} align="center" wrap>
          <span className={remaining === 0 ? "wrong" : "faint"} data-testid="recovery-left">
            {total === 0 ? t("none") : t("left", { remaining, total })}
          </span>
          {!isOff && (
            <Button size="small" onClick={() => void ask()} data-testid="recovery-new">
              {t(total === 0 ? "make" : "anew")}
            </Button>
          )}
        </Flex>
      )}
      {isOff ? <p className="faint">{t("off")}</p> : <FailedNote failure={failure} />}
      {codes && <Shown codes={codes} close={close} />}
    </>
  );
}

/** In fours, as they are written down; Auth passes over the hyphens. */
const inFours = (code: string) => code.match(/.{1,4}/g)?.join("-") ?? code;

function Shown({ codes, close }: { readonly codes: readonly string[]; readonly close: () => void }) {
  const t = useTranslations(words);
  const shown = codes.map(inFours);
  return (
    <Dialog
      title={t("title")}
      okText={t("kept")}
      okButtonProps={{ "data-confirm": "recovery_codes" } as ButtonProps}
      // What is shown once is not lost by a key.
      keyboard={false}
      closable={false}
      footer={(_, { OkBtn }) => <OkBtn />}
      onOk={close}
    >
      <ShownOnce>
        <p>{t("shown")}</p>
        <ul className="plain recovery-codes mono" data-testid="recovery-codes">
          {shown.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={shown.join("\n")} label={t("copy")} />
      </ShownOnce>
    </Dialog>
  );
}
