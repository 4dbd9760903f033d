/** SM3, the hash of GB/T 32905-2016: 32 bytes for any bytes. */

const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

const rotate = (x: number, n: number): number => (x << (n % 32)) | (x >>> (32 - (n % 32)) % 32);
const p0 = (x: number): number => x ^ rotate(x, 9) ^ rotate(x, 17);
const p1 = (x: number): number => x ^ rotate(x, 15) ^ rotate(x, 23);

function padded(data: Uint8Array): DataView {
  const message = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64);
  message.set(data);
  message[data.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setUint32(message.length - 8, Math.floor(data.length / 2 ** 29));
  view.setUint32(message.length - 4, data.length << 3);
  return view;
}

function expand(words: Int32Array, message: DataView, offset: number): void {
  for (let j = 0; j < 16; j++) words[j] = message.getInt32(offset + 4 * j);
  const word = (j: number): number => words[j] ?? 0;
  for (let j = 16; j < 68; j++) {
    words[j] = p1(word(j - 16) ^ word(j - 9) ^ rotate(word(j - 3), 15)) ^ rotate(word(j - 13), 7) ^ word(j - 6);
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < 64; j++) {
    const early = j < 16;
    const ss1 = rotate((rotate(a, 12) + e + rotate(early ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
    const tt1 = ((early ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + (ss1 ^ rotate(a, 12)) + ((words[j] ?? 0) ^ (words[j + 4] ?? 0))) | 0;
    const tt2 = ((early ? e ^ f ^ g : (e & f) | (~e & g)) + h + ss1 + (words[j] ?? 0)) | 0;
    [d, c, b, a] = [c, rotate(b, 9), a, tt1];
    [h, g, f, e] = [g, rotate(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i] ?? 0) ^ word));
}

export function sm3(data: Uint8Array): Uint8Array {
  const message = padded(data);
  const state = Int32Array.from(START);
  const words = new Int32Array(68);
  for (let offset = 0; offset < message.byteLength; offset += 64) {
    expand(words, message, offset);
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setInt32(4 * i, word));
  return new Uint8Array(digest.buffer);
}
