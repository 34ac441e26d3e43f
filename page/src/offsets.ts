/**
 * Places in a text, as the linter counts them and as the editor does.
 *
 * The linter counts Unicode code points of the text as it stands in the file;
 * the editor counts UTF-16 units of a text in which every line end is one.
 */
export class Offsets {
  /** From these code points on, and from these places on, the editor's count is ahead by `shift`. */
  private readonly points: number[] = [];
  private readonly places: number[] = [];
  private readonly shift: number[] = [];

  constructor(text: string) {
    let point = 0;
    let shift = 0;
    for (let unit = 0; unit < text.length; unit++, point++) {
      const code = text.charCodeAt(unit);
      if (code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(unit + 1))) {
        unit++;
        shift++;
        this.mark(point + 1, point + 1 + shift, shift);
      } else if (code === 13 && text.charCodeAt(unit + 1) === 10) {
        // CR and LF are one line end; the code point between them stands at its beginning.
        unit++;
        point++;
        shift--;
        this.mark(point, point + 1 + shift, shift);
      }
    }
  }

  private mark(point: number, place: number, shift: number): void {
    this.points.push(point);
    this.places.push(place);
    this.shift.push(shift);
  }

  /** The editor's place for a code point of the file's text. */
  toEditor(point: number): number {
    return point + this.shiftAt(this.points, point);
  }

  /** The code point for a place of the editor; inside of a character, that character's end. */
  toText(place: number): number {
    return place - this.shiftAt(this.places, place);
  }

  private shiftAt(starts: number[], value: number): number {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low ? this.shift[low - 1] : 0;
  }
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

/** A text with the editor's line ends. */
export function normalized(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
