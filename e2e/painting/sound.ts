/** Sounds by code: a chime of four notes that fade, as a wav of 8,000 samples a second with eight bits each. */
const RATE = 8_000;
const NOTES = [523.25, 659.25, 783.99, 1046.5];
/** Seconds between two notes, and in all. */
const STEP = 0.35;
const LENGTH = 2.5;
const HEAD = 44;

/** How loud the chime is at a time, from -1 to 1. */
function at(seconds: number): number {
  const sum = NOTES.reduce((loud, pitch, n) => {
    const since = seconds - n * STEP;
    return since < 0 ? loud : loud + Math.sin(2 * Math.PI * pitch * since) * Math.exp(-3 * since);
  }, 0);
  return sum / NOTES.length;
}

/** A wav (RIFF, PCM) of one channel. */
export function chime(): Uint8Array {
  const samples = Math.floor(RATE * LENGTH);
  const made = new Uint8Array(HEAD + samples);
  const view = new DataView(made.buffer);
  const write = (place: number, said: string) => made.set(new TextEncoder().encode(said), place);
  write(0, "RIFF");
  view.setUint32(4, HEAD - 8 + samples, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(36, "data");
  view.setUint32(40, samples, true);
  // Of eight bits, silence is in the middle.
  for (let n = 0; n < samples; n++) made[HEAD + n] = 128 + Math.round(120 * at(n / RATE));
  return made;
}
