/**
 * The codes of personal links. A delivery's id, enciphered with Speck48/96 (Beaulieu et al. 2013: 48-bit block,
 * 96-bit key, 23 rounds), is its code. It is unique by construction, so that a million links need no row, no index and
 * no retry, and it cannot be guessed without the key. `private.link_code` in the
 * database is the same.
 */
const WORD = 0xff_ffff;
const ROUNDS = 23;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PAIRS = Array.from(LETTERS).flatMap((first) => Array.from(LETTERS, (second) => first + second));
const LENGTH = 8;
/** Blocks of 62^8 or more do not fit into eight characters. */
const CODES = 62 ** LENGTH;

const right8 = (word: number): number => ((word >>> 8) | (word << 16)) & WORD;
const left8 = (word: number): number => ((word << 8) | (word >>> 16)) & WORD;
const left3 = (word: number): number => ((word << 3) | (word >>> 21)) & WORD;
const right3 = (word: number): number => ((word >>> 3) | (word << 21)) & WORD;

/** Converts ids to codes and back with one key. */
export type LinkCodes = {
  /** The code of a delivery id (an integer from 0 to 2^47): eight letters and digits. */
  codeOf(id: number): string;
  /** The id of a code; undefined for anything that is not such a code. The id need not exist. */
  idOf(code: string): number | undefined;
};

/** Codes with a key of four 24-bit words. Throws a RangeError for any other key. */
export function linkCodes(words: readonly number[]): LinkCodes {
  if (words.length !== 4 || words.some((word) => !Number.isInteger(word) || word < 0 || word > WORD)) {
    throw new RangeError("The key of the link codes is four words of 24 bits.");
  }
  const keys = schedule(words);
  return {
    codeOf: (id) => {
      let block = id;
      // Cycle walking: encipher again until the block fits, 1.3 times on average.
      do block = encipher(block, keys);
      while (block >= CODES);
      return lettersOf(block);
    },
    idOf: (code) => {
      let block = blockOf(code);
      if (block === undefined) return undefined;
      do block = decipher(block, keys);
      while (block >= CODES);
      return block;
    },
  };
}

function schedule([first = 0, ...rest]: readonly number[]): number[] {
  const keys = [first];
  const line = [...rest];
  for (let round = 0; round < ROUNDS - 1; round++) {
    const key = keys[round] ?? 0;
    const next = ((key + right8(line[round] ?? 0)) & WORD) ^ round;
    line.push(next);
    keys.push(left3(key) ^ next);
  }
  return keys;
}

function encipher(block: number, keys: readonly number[]): number {
  let x = Math.floor(block / (WORD + 1));
  let y = block % (WORD + 1);
  for (let round = 0; round < ROUNDS; round++) {
    x = ((right8(x) + y) & WORD) ^ (keys[round] ?? 0);
    y = left3(y) ^ x;
  }
  return x * (WORD + 1) + y;
}

function decipher(block: number, keys: readonly number[]): number {
  let x = Math.floor(block / (WORD + 1));
  let y = block % (WORD + 1);
  for (let round = ROUNDS - 1; round >= 0; round--) {
    y = right3(y ^ x);
    x = left8(((x ^ (keys[round] ?? 0)) - y) & WORD);
  }
  return x * (WORD + 1) + y;
}

function lettersOf(block: number): string {
  // Two characters at a time for speed: a batch has a thousand links.
  const high = Math.floor(block / PAIRS.length ** 2);
  return `${fourOf(high)}${fourOf(block - high * PAIRS.length ** 2)}`;
}

const fourOf = (value: number) => `${PAIRS[Math.floor(value / PAIRS.length)]}${PAIRS[value % PAIRS.length]}`;

function blockOf(code: string): number | undefined {
  if (!/^[0-9A-Za-z]{8}$/.test(code)) return undefined;
  let block = 0;
  for (const letter of code) block = block * 62 + LETTERS.indexOf(letter);
  return block;
}
