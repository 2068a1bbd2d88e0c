import { w } from "@tidings/shared/ground/locale.ts";
import { App, type ButtonProps } from "antd";
import { useEffect, useId, useRef } from "react";
import { useBlocker } from "react-router";
import { useTranslations } from "./words.ts";

const words = {
  title: w("要离开此页面吗？", "Leave this page?"),
  draft: w(
    "填写的内容尚未提交，已作为草稿留在本浏览器中，回到此页面即可继续。",
    "Your changes aren't saved. They're kept as a draft in this browser, so you can continue when you come back.",
  ),
  lost: w("填写的内容还没有保存，离开后会丢失。", "Your changes aren't saved and will be lost if you leave."),
  upload: w(
    "文件还没有上传完。离开后上传会停止，稍后可以用同一个文件继续。",
    "The file hasn't finished uploading. Leaving stops the upload. You can continue later with the same file.",
  ),
  leave: w("离开", "Leave"),
  stay: w("留在此页面", "Stay on page"),
};

/** What becomes of something unsaved when its page is left: kept as a draft, lost, or an upload that stops. */
export type Fate = "draft" | "lost" | "upload";

/** What is typed and not saved now, by form. Not a state of React: a form that has just saved leaves in the same tick. */
const unsaved = new Map<string, Fate>();

/** Tells the guard that a form has something unsaved, or (null) has no more. */
export function markUnsaved(form: string, fate: Fate | null): void {
  if (fate) unsaved.set(form, fate);
  else unsaved.delete(form);
}

/** While `active`, leaving the page is asked about. For forms without a draft; `useDraft` tells the guard itself. */
export function useUnsaved(active: boolean, fate: Fate = "lost"): void {
  const form = useId();
  useEffect(() => {
    markUnsaved(form, active ? fate : null);
    return () => markUnsaved(form, null);
  }, [form, active, fate]);
}

/** Asks whether to leave what is unsaved, where something is; answers whether to go on. */
export function useConfirmLeave(): () => Promise<boolean> {
  const t = useTranslations(words);
  const { modal } = App.useApp();
  return async () => {
    // What would be lost matters more than what is kept.
    const fate = (["upload", "lost", "draft"] as const).find((one) => [...unsaved.values()].includes(one));
    if (!fate) return true;
    const leave = await modal.confirm({
      title: t("title"),
      content: t(fate),
      okText: t("leave"),
      cancelText: t("stay"),
      autoFocusButton: "cancel",
      okButtonProps: { "data-leave": fate } as ButtonProps,
    });
    if (leave) unsaved.clear();
    return leave;
  };
}

/** The one guard of all forms: links, the Back button and closing the tab. Once, inside the router. `except`: the
 * sign-in page, where a session that has ended leads without being asked. */
export function LeaveGuard({ except }: { except: string }) {
  const confirm = useConfirmLeave();
  const asking = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      unsaved.size > 0 && from.pathname !== to.pathname && to.pathname !== except,
  );
  useEffect(() => {
    if (blocker.state !== "blocked" || asking.current) return;
    asking.current = true;
    void confirm().then((leave) => {
      asking.current = false;
      if (leave) blocker.proceed();
      else blocker.reset();
    });
  }, [blocker, confirm]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (unsaved.size > 0) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, []);
  return null;
}
