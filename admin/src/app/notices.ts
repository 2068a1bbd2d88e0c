import { useNotificationProvider } from "@refinedev/antd";
import type { NotificationProvider } from "@refinedev/core";

/** Notifications that pages already show next to what failed; showing them again in the corner would repeat them. */
const SAID_ON_THE_PAGE = new Set(["login-error"]);

/** Refine's notifications through antd, except those that a page shows itself. */
export function useNotices(): NotificationProvider {
  const { open, close } = useNotificationProvider();
  return {
    open: (notice) => {
      if (!SAID_ON_THE_PAGE.has(notice.key ?? "")) open(notice);
    },
    close,
  };
}
