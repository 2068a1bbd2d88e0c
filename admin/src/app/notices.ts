import { useNotificationProvider } from "@refinedev/antd";
import type { NotificationProvider } from "@refinedev/core";

/** What the pages say themselves, beside what failed, and so must not be said a second time in a corner. */
const SAID_ON_THE_PAGE = new Set(["login-error"]);

/** Refine's notices as antd shows them, but for those that a page shows itself. */
export function useNotices(): NotificationProvider {
  const { open, close } = useNotificationProvider();
  return {
    open: (notice) => {
      if (!SAID_ON_THE_PAGE.has(notice.key ?? "")) open(notice);
    },
    close,
  };
}
