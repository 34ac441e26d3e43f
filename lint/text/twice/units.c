/* The paragraphs, sentences and clauses around places: units.py, and what comparison.py asks of them. */

#include "twice.h"

#define COVER 0.35
#define EDGE 0.4
#define LONG_LINE 60

/* The numbers of the highest and the lowest bit that is set. */
static int highest(uint64_t bits)
{
#if defined(__GNUC__) || defined(__clang__)
    return 63 - __builtin_clzll(bits);
#else
    int at = 63;
    for (; !(bits >> 63); at--)
        bits <<= 1;
    return at;
#endif
}

static int lowest(uint64_t bits)
{
#if defined(__GNUC__) || defined(__clang__)
    return __builtin_ctzll(bits);
#else
    int at = 0;
    for (; !(bits & 1); at++)
        bits >>= 1;
    return at;
#endif
}

int64_t unit_start(const uint64_t *marks, int64_t offset)
{
    int64_t word = offset >> 6;
    uint64_t bits = marks[word] & ((UINT64_C(1) << (offset & 63)) - 1);
    while (!bits && word)
        bits = marks[--word];
    return bits ? 64 * word + highest(bits) + 1 : 0;
}

int64_t unit_end(const uint64_t *marks, int64_t offset)
{
    int64_t word = offset >> 6;
    uint64_t bits = marks[word] >> (offset & 63) << (offset & 63);
    /* The text ends in a mark. */
    while (!bits)
        bits = marks[++word];
    return 64 * word + lowest(bits) + 1;
}

int64_t paragraph_of(const Text *text, int64_t offset)
{
    int64_t low = 0, high = text->paragraphs;
    while (high - low > 1) {
        int64_t middle = (low + high) / 2;
        if (text->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

int snapped(const uint64_t *marks, Span span, Span *units)
{
    int64_t start = unit_start(marks, span.start), end = unit_end(marks, span.end - 1), following = unit_end(marks, start), before;
    if (following != end) {
        if ((double)(following - span.start) < EDGE * (double)(following - start)) {
            start = following;
            following = unit_end(marks, following);
        }
        before = unit_start(marks, end - 1);
        if (following < end && (double)(span.end - before) < EDGE * (double)(end - before))
            end = before;
    }
    units->start = start;
    units->end = end;
    return (double)(span.end - span.start) >= COVER * (double)(end - start);
}

static Span line_of(const Text *text, int64_t offset)
{
    int64_t number = paragraph_of(text, offset);
    Span line;
    line.start = text->starts[number];
    line.end = (int64_t)text->starts[number + 1] - 1;
    return line;
}

static int is_numeral(unsigned code)
{
    switch (code) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: /* 一二三四五 */
    case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: /* 六七八九十 */
        return 1;
    default:
        return 0;
    }
}

/* Where an ordinal before a unit ends, as the pattern in comparison.py has it. */
static int64_t behind_ordinal(const Text *text, int64_t start, int64_t end)
{
    const uint16_t *chars = text->chars;
    int64_t at = start, low;
    if (at < end && (chars[at] == 0xFF08 || chars[at] == '('))
        at++;
    low = at;
    while (at < end && at - low < 3 && (is_numeral(chars[at]) || (unsigned)chars[at] - '0' <= 9))
        at++;
    if (at > low && at < end) {
        switch (chars[at]) {
        case 0xFF09: case ')': case LIST_COMMA: case '.': case 0xFF0E: case 0x662F: /* 是 */
            return at + 1;
        }
    }
    if (start >= end || chars[start] != 0x7B2C) /* 第 */
        return start;
    for (at = low = start + 1; at < end && at - low < 3 && is_numeral(chars[at]); at++)
        ;
    if (at == low)
        return start;
    return at < end && (chars[at] == COMMA || chars[at] == LIST_COMMA) ? at + 1 : at;
}

Span bared(const Text *text, Span span)
{
    unsigned last = text->chars[span.end - 1];
    if (last == COMMA || last == COLON || last == LINE_END)
        span.end--;
    span.start = behind_ordinal(text, span.start, span.end);
    return span;
}

int is_line(const Text *text, Span span)
{
    Span line = line_of(text, span.start);
    if (line.end - line.start >= LONG_LINE || span.end < line.end - 1)
        return 0;
    return !is_stop(text->chars[line.end ? line.end - 1 : text->end - 1]);
}

int runs_on(const Text *text, Span whole, Span other)
{
    int64_t start = unit_start(text->sentences, whole.start + 2), end = unit_end(text->sentences, start), begin, at;
    if (whole.start - start > 2 || end - whole.end > 2 || !(end - 1 == text->end || is_stop(text->chars[end - 1])))
        return 0;
    begin = unit_start(text->sentences, other.start + 2);
    if (other.start - begin > 2 || begin - other.start > 2 || unit_end(text->sentences, begin) - other.end <= 4)
        return 0;
    for (at = other.end - 1; at <= other.end && at < text->end; at++)
        if (!is_hanzi(text->chars[at]))
            return 0;
    return 1;
}
