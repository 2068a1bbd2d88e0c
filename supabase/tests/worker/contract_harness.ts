/** What an adapter brings to the contract of carriers, and the numbers that its other side treats in a fixed way. */
import type { Known, Question } from "../../functions/_core/channels/carrier.ts";
import type { TestDatabase } from "../test_database.ts";

/** How the other side behaves. */
export type Mood = {
  /** Messages a second, more are refused for the moment. */
  ratePerS?: number;
  receiptMs?: [number, number];
  /** Receipts that come before the answer. */
  early?: boolean;
  repeats?: number;
  shuffled?: boolean;
};

export type Harness = {
  /** The carrier can be asked what became of a message, answers a repeated reference as before, and takes the basic edition. */
  can: { asked: boolean; repeated: boolean; storyboards: boolean };
  /** Most messages in doubt after one cut. */
  most: number;
  /** In which ways its receipts write the ids of its answers; none: they carry our own reference. */
  notations: readonly string[];
  db: TestDatabase;
  channel: string;
  /** Back to calm. */
  calm(): Promise<void>;
  mood(mood: Mood): Promise<void>;
  /** The numbers that were taken, each as often as it was. */
  taken(): Promise<string[]>;
  /** Hands over and receives until nothing of the send waits, or `enough` says so. */
  run(send: string, enough?: () => Promise<boolean>): Promise<void>;
  /** Our side signs in with the right key, or with a wrong one. */
  key(right: boolean): Promise<void>;
  notation(name: string): Promise<void>;
  query(asked: Question): Promise<Known[] | null>;
  /** A template of the basic edition with these parameters, approved; the carrier knows it where it takes any. */
  storyboard(parameters: readonly string[]): Promise<string>;
  /** Nothing runs for an hour; receipts that are due come afterwards. */
  hour(): Promise<void>;
};

/** Numbers with fixed behaviour, which the sandbox and the double of an SMSC have alike. */
export const FIXED = {
  failed: "+8613800000002",
  expired: "+8613800000003",
  refused: "+8613800000004",
  dropped: "+8613800000006",
};
