import { type Words, w } from "@tidings/shared/ground/locale.ts";
import { editionsOf, headOf, type Noun, PLATFORM } from "@tidings/shared/resource/nouns.ts";
import type { AnyCommand } from "../registry/registry.ts";

/** Decisions have commands of their own, for whatever is reviewed. */
export const DECISIONS: ReadonlySet<string> = new Set(["submit", "approve", "reject", "assign", "urge"]);

/** The options that name a row, and a reason. */
export const WHICH: Words = w("名称或编号", "Name or ID");
export const REASON: Words = w("原因", "Reason");
export const OWN: Words = w("自定义字段（标识=值）", "Custom fields (key=value)");

/** Who may; what the deployment's own people do, they do in the terminal, as in chat nobody runs it. */
export const onlyFor = (right: string | null, noun: Noun | null = null) =>
  right === PLATFORM
    ? ({ permission: null, platform: true, terminalOnly: true } as const)
    : { permission: noun === null ? right : permissionOf(noun, right) };

/** What a command about rows of a noun needs: the right, or for rows of the basic edition that of its own service. */
export function permissionOf(noun: Noun, right: string | null): AnyCommand["permission"] {
  if (right === null) return null;
  const rights = editionsOf(noun, right);
  return rights.length === 1 ? right : rights;
}

type CommandHead = Pick<AnyCommand, "name" | "aliases" | "feature" | "admin" | "audience">;

/** What every command of a declared noun has: its name by the second word, earlier names, where it stands, who sees its answer. */
export function commandHead(noun: Noun, word: string, more: readonly string[] = []): CommandHead {
  const { command, feature, apart, admin = apart, personal = apart, aliases = {} } = headOf(noun);
  return {
    name: `${command} ${word}`,
    aliases: [...more, ...(aliases[word] ?? [])],
    feature,
    admin,
    audience: personal ? "person" : "chat_channel",
  };
}
