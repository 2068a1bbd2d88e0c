import { sendSettings } from "@tidings/shared/sends/send_settings.ts";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { WindowForm } from "./window-form.tsx";

export const sendSettingsPage: DrawnResource = { of: sendSettings, slots: { After: WindowForm } };
