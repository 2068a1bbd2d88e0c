import { useQueryClient } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import { App } from "antd";
import { useNavigate } from "react-router";
import { useFailureToast } from "./failure-toast.tsx";
import { useConfirmLeave } from "./leave-guard.tsx";
import { useMe } from "./me.tsx";
import { useVerb } from "./verb.ts";
import { useTranslations } from "./words.ts";

const words = { switched: w("已切换到「{name}」", "Switched to “{name}”") };

/** Makes another enterprise the current one, and begins at its overview. Failures are told in a message. */
export function useEnterpriseChange() {
  const t = useTranslations(words);
  const { enterprises } = useMe();
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const confirmLeave = useConfirmLeave();
  const { run, running } = useVerb("switch_enterprise", { request: false });

  async function change(id: string) {
    if (!(await confirmLeave())) return;
    try {
      await run({ enterprise: id });
      // Nothing of the previous enterprise may stay on the screen.
      queries.clear();
      navigate("/");
      message.success(t("switched", { name: enterprises.find((one) => one.id === id)?.name }));
    } catch (failure) {
      tellFailure(failure);
    }
  }
  return { change, running };
}
