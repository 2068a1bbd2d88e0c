import { CloseOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { App, Button } from "antd";
import { userErrorOf } from "./user-error.ts";
import { useAway } from "./way-back.tsx";
import { useWayOut } from "./way-out.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = { close: w("关闭", "Close") };

/** Says in a toast what failed, with a button to where what it lacks is filed. */
export function useFailureToast(): (failure: unknown) => void {
  const t = useTranslations(words);
  const locale = useLocale();
  const away = useAway();
  const wayOut = useWayOut();
  const { message } = App.useApp();
  return (failure) => {
    const said = userErrorOf(failure, locale).message;
    const out = wayOut(failure);
    if (!out) return void message.error(said);
    const close = () => message.destroy(out.to);
    // Messages stand outside the router, so it is no link.
    const leave = () => {
      close();
      away(out.to);
    };
    message.error({
      key: out.to,
      // A keyboard reaches its buttons last, after the whole page: it stays until it is closed.
      duration: 0,
      content: (
        <>
          {said}{" "}
          <Button type="link" size="small" onClick={leave} data-way-out>
            {t(out.label)}
          </Button>
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("close")} onClick={close} />
        </>
      ),
    });
  };
}
