/* A QR code (ISO/IEC 18004) of version 6, level L, mask 0: at most 134 bytes, as a square of dark and light modules. */

const SIZE = 41;
const DATA_BLOCK = 68;
const CHECK_BLOCK = 18;
const BLOCKS = 2;
const MOST = DATA_BLOCK * BLOCKS - 2;
const FORMAT_LEVEL_L_MASK_0 = 0b111011111000100;

const EXP = [];
const LOG = [];
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = value;
  LOG[value] = power;
  value = value & 128 ? (value << 1) ^ 0x11d : value << 1;
}
const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

/* Rows of true (dark) and false (light). */
export function modules(text) {
  const grid = Array.from({ length: SIZE }, () => new Array(SIZE).fill(null));
  drawPatterns(grid);
  drawBits(grid, interleaved(codewords(new TextEncoder().encode(text))));
  drawFormat(grid);
  return grid;
}

/* The code as a drawing, with the quiet zone that readers need. */
export function drawing(text) {
  const rows = modules(text);
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${SIZE + 8} ${SIZE + 8}`);
  const dark = document.createElementNS("http://www.w3.org/2000/svg", "path");
  dark.setAttribute("d", path.join(""));
  svg.append(dark);
  return svg;
}

function codewords(bytes) {
  if (bytes.length > MOST) throw new RangeError("too long for this code");
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const words = [];
  for (let at = 0; at < nibbles.length; at += 2) words.push((nibbles[at] << 4) | nibbles[at + 1]);
  for (let pad = 0; words.length < DATA_BLOCK * BLOCKS; pad ^= 1) words.push(pad ? 0x11 : 0xec);
  return words;
}

function interleaved(words) {
  const data = [words.slice(0, DATA_BLOCK), words.slice(DATA_BLOCK)];
  const check = data.map(checkWords);
  const woven = (blocks) => blocks[0].flatMap((word, at) => blocks.map((block) => block[at]));
  return [...woven(data), ...woven(check)];
}

/* Reed-Solomon over GF(256): the remainder by the generator with roots 1, 2, 4, ... */
function checkWords(block) {
  let generator = [1];
  for (let root = 0; root < CHECK_BLOCK; root++) {
    const raised = [...generator, 0];
    generator.forEach((factor, at) => { raised[at + 1] ^= times(factor, EXP[root]); });
    generator = raised;
  }
  const rest = [...block, ...new Array(CHECK_BLOCK).fill(0)];
  block.forEach((_word, at) => {
    const lead = rest[at];
    generator.forEach((factor, offset) => { rest[at + offset] ^= times(factor, lead); });
  });
  return rest.slice(block.length);
}

function drawPatterns(grid) {
  for (const [top, left] of [[0, 0], [0, SIZE - 7], [SIZE - 7, 0]]) {
    for (let y = -1; y <= 7; y++) for (let x = -1; x <= 7; x++) {
      if (grid[top + y]?.[left + x] === undefined) continue;
      const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3));
      grid[top + y][left + x] = ring !== 2 && ring !== 4;
    }
  }
  for (let y = -2; y <= 2; y++) for (let x = -2; x <= 2; x++) grid[34 + y][34 + x] = Math.max(Math.abs(y), Math.abs(x)) !== 1;
  for (let at = 8; at < SIZE - 8; at++) grid[6][at] = grid[at][6] = at % 2 === 0;
  for (const [y, x] of formatPlaces()) grid[y][x] = false;
  grid[SIZE - 8][8] = true;
}

/* Both copies of the fifteen format bits, the most significant bit first. */
function formatPlaces() {
  const near = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]];
  const down = Array.from({ length: 7 }, (_none, at) => [SIZE - 1 - at, 8]);
  const right = Array.from({ length: 8 }, (_none, at) => [8, SIZE - 8 + at]);
  return [...near, ...down, ...right];
}

function drawFormat(grid) {
  formatPlaces().forEach(([y, x], at) => { grid[y][x] = ((FORMAT_LEVEL_L_MASK_0 >> (14 - (at % 15))) & 1) === 1; });
}

/* Two columns at a time from the right, up and down in turn, past the vertical timing pattern. */
function drawBits(grid, words) {
  const bits = words.flatMap((word) => Array.from({ length: 8 }, (_none, at) => ((word >> (7 - at)) & 1) === 1));
  let next = 0;
  let isUp = true;
  for (let right = SIZE - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < SIZE; step++) {
      const y = isUp ? SIZE - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== null) continue;
        const bit = next < bits.length ? bits[next] : false;
        next += 1;
        grid[y][x] = bit !== ((y + x) % 2 === 0);
      }
    }
    isUp = !isUp;
  }
}
