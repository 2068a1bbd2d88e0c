import { GlobalOutlined } from "@ant-design/icons";
import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { Button, Flex, Input, Space } from "antd";
import { useId, useState } from "react";
import { useEnterprise } from "../ui/me.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { type Medium, storeWebPicture } from "./store-medium.ts";
import { words } from "./words.ts";

/** A picture by its address (BAS-2, 网页提取): it is fetched into the library, and chosen. */
export function WebPicture({ choose }: { choose: (medium: Medium) => void }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id: enterprise } = useEnterprise();
  const hint = useId();
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const said = failure ? userErrorOf(failure, locale) : null;

  async function fetchIt() {
    setBusy(true);
    setFailure(null);
    try {
      choose(await storeWebPicture(enterprise, url.trim()));
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Flex vertical gap={4} className="media-web">
      <Space.Compact block>
        <Input
          prefix={<GlobalOutlined aria-hidden />}
          type="url"
          aria-label={t("web_address")}
          aria-describedby={hint}
          placeholder={t("web_address")}
          maxLength={BASIC_LIMITS.web_picture}
          value={url}
          status={said ? "error" : ""}
          onChange={(event) => setUrl(event.target.value)}
          onPressEnter={() => url.trim() && void fetchIt()}
        />
        <Button loading={busy} disabled={url.trim() === ""} onClick={() => void fetchIt()}>
          {t("web")}
        </Button>
      </Space.Compact>
      <span id={hint} className={said ? "wrong" : "faint"} role={said ? "alert" : undefined}>
        {said ? `${said.message} ${said.hint}` : t("web_hint")}
      </span>
    </Flex>
  );
}
