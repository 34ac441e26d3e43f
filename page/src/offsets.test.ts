import assert from "node:assert/strict";
import { test } from "node:test";
import { normalized, Offsets } from "./offsets";

/** Every place of a text, counted one by one. */
function slowly(text: string): number[] {
  const places = [];
  const points = Array.from(text);
  let place = 0;
  for (let index = 0; index < points.length; index++) {
    places.push(place);
    // CR before LF: the line end counts once, at its LF.
    if (!(points[index] === "\r" && points[index + 1] === "\n")) place += points[index].length;
  }
  places.push(place);
  return places;
}

function random(seed: number): () => number {
  return () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
}

for (const text of ["", "甲乙", "𠮷甲", "甲𠮷\r\n乙", "\r\n\r\n", "甲\r乙\n\r", "😀😀\r\n😀", "\ud842甲"]) {
  test(JSON.stringify(text), () => {
    const offsets = new Offsets(text);
    slowly(text).forEach((place, point) => assert.equal(offsets.toEditor(point), place, `point ${point}`));
  });
}

test("texts at random", () => {
  const next = random(7);
  const letters = ["甲", "a", "𠮷", "\r\n", "\n", "\r", "😀", "，"];
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: next() * 30 }, () => letters[Math.floor(next() * letters.length)]).join("");
    const offsets = new Offsets(text);
    const points = Array.from(text);
    const editor = normalized(text);
    slowly(text).forEach((place, point) => {
      assert.equal(offsets.toEditor(point), place, JSON.stringify(text));
      const inside = points[point - 1] === "\r" && points[point] === "\n";
      if (!inside) assert.equal(offsets.toText(place), point, JSON.stringify([text, place]));
      // What stands before a place is the same text in both.
      assert.equal(editor.slice(0, place), normalized(points.slice(0, inside ? point - 1 : point).join("")));
    });
  }
});
