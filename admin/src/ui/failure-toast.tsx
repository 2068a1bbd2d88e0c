import { App, Button } from "antd";
import { userErrorOf, wayOutOf } from "./user-error.ts";
import { useAway } from "./way-back.tsx";
import { useLocale, useTranslations } from "./words.ts";

/** As long as somebody takes to read it and to reach its button. */
const SECONDS = 10;

/** Says in a toast what failed, with a button to where what it lacks is filed. */
export function useFailureToast(): (failure: unknown) => void {
  const t = useTranslations();
  const locale = useLocale();
  const away = useAway();
  const { message } = App.useApp();
  return (failure) => {
    const said = userErrorOf(failure, locale).message;
    const out = wayOutOf(failure);
    if (!out) return void message.error(said);
    // Messages stand outside the router, so it is no link.
    const leave = () => {
      message.destroy(out.to);
      away(out.to);
    };
    message.error({
      key: out.to,
      duration: SECONDS,
      content: (
        <>
          {said}{" "}
          <Button type="link" size="small" onClick={leave} data-way-out>
            {t(out.words)}
          </Button>
        </>
      ),
    });
  };
}
