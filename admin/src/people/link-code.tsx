import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Card, Flex, Typography } from "antd";
import { useEffect, useState } from "react";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface Code {
  readonly code: string;
  readonly expires_at: string;
}

/** Creates the one-time code that links a chat account (BOT-2), and shows how long it is valid. */
export function LinkCode() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const [code, setCode] = useState<Code | null>(null);
  const { run, running } = useVerb<Code>("begin_link", { request: false });
  const [failure, setFailure] = useState<unknown>(null);
  const left = useSecondsUntil(code?.expires_at);
  const command = code ? `/tidings link ${code.code}` : "";

  async function make() {
    setFailure(null);
    try {
      setCode(await run({}));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  async function copy() {
    await navigator.clipboard.writeText(command);
    message.success(t("link_copied"));
  }

  return (
    <Card title={t("link_title")}>
      <Flex vertical gap={14} align="start">
        <div className="faint">{t("link_note")}</div>
        <FailedNote failure={failure} />
        {code && left > 0 && (
          <div className="link-code">
            <div>{t("link_type")}</div>
            <Flex gap={12} align="center" wrap>
              <code className="link-command" data-testid="link-command">
                {command}
              </code>
              {navigator.clipboard && (
                <Button icon={<CopyOutlined />} onClick={() => void copy()}>
                  {t("link_copy")}
                </Button>
              )}
            </Flex>
            <div role="timer" className="faint">
              {t("link_left", { left: minutes(left) })}
            </div>
            <Typography.Text type="warning">{t("link_secret")}</Typography.Text>
          </div>
        )}
        {code && left <= 0 && <Typography.Text type="danger">{t("link_expired")}</Typography.Text>}
        <Button type={code && left > 0 ? "default" : "primary"} loading={running} onClick={() => void make()}>
          {t(code ? "link_again" : "link_make")}
        </Button>
      </Flex>
    </Card>
  );
}

/** Whole seconds until `at`, counted down; 0 when it is past or there is none. */
function useSecondsUntil(at: string | undefined): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!at) return;
    setNow(Date.now());
    const beat = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(beat);
  }, [at]);
  return at ? Math.max(0, Math.ceil((new Date(at).getTime() - now) / 1000)) : 0;
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
