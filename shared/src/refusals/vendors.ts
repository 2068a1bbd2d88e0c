import type { Refusal } from "./refusal.ts";

/** Refusals about the keys and addresses of vendors. */
export const VENDOR_REFUSALS = {
  vendor_key_known: {
    status: 409,
    zh: "该厂商已有编号相同的密钥。",
    en: "This vendor already has a key with this ID.",
    hint_zh: "更换密钥时请使用新的编号（kid），停用过的编号不能再用。",
    hint_en: "For a new key, use a new ID (kid). The ID of a retired key can't be reused.",
  },
  vendor_range_known: {
    status: 409,
    zh: "地址段「{name}」已登记。",
    en: "The address range “{name}” is already registered.",
    hint_zh: "如需分配给其他厂商，请先移除该地址段。",
    hint_en: "To assign the range to another vendor, remove it first.",
  },
  vendor_range_invalid: {
    status: 422,
    zh: "「{cidr}」不是有效的地址段。",
    en: "“{cidr}” isn't a valid address range.",
    hint_zh: "请填写 CIDR 地址段，主机位为 0，例如 203.0.113.0/24；IPv4 不大于 /16，IPv6 不大于 /32。",
    hint_en:
      "Enter a CIDR range with all host bits set to 0, such as 203.0.113.0/24, no larger than /16 for IPv4 or /32 for IPv6.",
  },
} as const satisfies Record<string, Refusal>;
