/** The types of socket.mjs, which is plain JavaScript because a command starts with it. */
export function socketPath(home: string): string;
export const SENT: readonly string[];
export function versionOf(root: string): string;

/** What a command says to the bot. */
export type Said =
  | {
      readonly is: "hello";
      readonly version: string;
      readonly url: string | null;
      readonly key: string | null;
    }
  | {
      readonly is: "begin";
      readonly argv: readonly string[];
      readonly env: Readonly<Record<string, string>>;
      readonly folder: string;
      readonly input: { readonly isTTY: boolean };
      readonly out: Width;
      readonly aside: Width;
    }
  | { readonly is: "size"; readonly out: Width; readonly aside: Width }
  /** What was typed or piped in; nothing at its end. */
  | { readonly is: "typed" }
  | {
      readonly is: "reply";
      readonly id: number;
      readonly value?: unknown;
      readonly error?: string;
    };

/** One of the two streams that a command prints on. */
export interface Width {
  readonly isTTY: boolean;
  readonly columns: number | null;
}

/** What a command does with its files for the bot. */
export type Task =
  | { readonly act: "about"; readonly path: string }
  | { readonly act: "open"; readonly path: string }
  | { readonly act: "read"; readonly file: number }
  | { readonly act: "close"; readonly file: number }
  | { readonly act: "save"; readonly folder: string; readonly name: string };

/** What the bot says to a command. */
export type Told =
  | { readonly is: "ready" }
  | { readonly is: "other" }
  | { readonly is: "out" }
  | { readonly is: "aside" }
  | { readonly is: "listen"; readonly on: boolean }
  | { readonly is: "raw"; readonly on: boolean }
  | { readonly is: "ask"; readonly id: number; readonly task: Task }
  | { readonly is: "exit"; readonly code: number };

export function frame(head: Said | Told, body?: Uint8Array): Buffer;
export function frames<Head extends Said | Told>(
  take: (head: Head, body: Buffer) => void,
  most?: number,
): (chunk: Buffer) => void;
