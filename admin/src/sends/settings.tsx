import { marketingWindow } from "@tidings/shared/sends/marketing_window.ts";
import { sendSettings } from "@tidings/shared/sends/send_settings.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { SettingCard } from "../ui/resource/single.tsx";

/** The settings of sends, with the marketing window under them. */
export const sendSettingsPage: DrawnResource = {
  of: sendSettings,
  slots: { After: () => <SettingCard of={marketingWindow} titled /> },
};
