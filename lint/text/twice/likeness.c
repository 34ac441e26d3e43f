/* How alike two stretches are: similarity.py, and _alike of comparison.py. */

#include "twice.h"

#include <stdlib.h>

#define VERY 0.9
#define QUITE 0.85

static int is_letter(unsigned code)
{
    return (code | 32) - 'a' <= 25 && code < 128;
}

static int is_word(const Text *text, unsigned code)
{
    return is_hanzi(code) || (text->words[code >> 6] >> (code & 63)) & 1;
}

/* A stretch without marks, blanks and masks. */
static int64_t bare(const Text *text, Span span, uint16_t *left)
{
    int64_t at = span.start, count = 0, end;
    while (at < span.end) {
        unsigned code = folded(text->chars[at]);
        if ((code | 32) == 'x') {
            for (end = at + 1; end < span.end && (text->chars[end] | 32) == 'x';)
                end++;
            if ((at > span.start && is_letter(text->chars[at - 1])) || (end < span.end && is_letter(text->chars[end])))
                for (; at < end; at++)
                    left[count++] = text->chars[at];
            at = end;
            continue;
        }
        if (is_word(text, code))
            left[count++] = (uint16_t)code;
        at++;
    }
    return count;
}

static int is_figure(unsigned code)
{
    return code - '0' <= 9;
}

static int counts(unsigned code)
{
    switch (code) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: /* 一二三四五六 */
    case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x767E: case 0x5343: /* 七八九十百千 */
    case 0x4E24: /* 两 */
        return 1;
    default:
        return 0;
    }
}

/* The next number from an offset on; 0 where there is none. */
static int next_number(const Text *text, int64_t *from, int64_t end, Number *number)
{
    const uint16_t *chars = text->chars;
    int64_t at = *from, low;
    while (at < end) {
        unsigned code = folded(chars[at]);
        low = at;
        if (is_figure(code)) {
            while (at < end && is_figure(folded(chars[at])))
                at++;
            if (at + 1 < end && folded(chars[at]) == '.' && is_figure(folded(chars[at + 1])))
                for (at++; at < end && is_figure(folded(chars[at]));)
                    at++;
        } else if (counts(code)) {
            while (at < end && counts(chars[at]))
                at++;
            if (at - low < 2)
                continue;
        } else {
            at++;
            continue;
        }
        number->chars = chars + low;
        number->count = at - low;
        *from = at;
        return 1;
    }
    *from = end;
    return 0;
}

static int by_figures(const void *one, const void *other)
{
    const Number *first = one, *second = other;
    int64_t item, count = least_of(first->count, second->count);
    for (item = 0; item < count; item++) {
        unsigned code = folded(first->chars[item]), also = folded(second->chars[item]);
        if (code != also)
            return code < also ? -1 : 1;
    }
    return (first->count > second->count) - (first->count < second->count);
}

int equal_numbers(const Text *text, Span first, Span later)
{
    Number one, other;
    for (;;) {
        int more = next_number(text, &first.start, first.end, &one);
        if (more != next_number(text, &later.start, later.end, &other))
            return 0;
        if (!more)
            return 1;
        if (by_figures(&one, &other))
            return 0;
    }
}

static int64_t count_numbers(const Text *text, Span span, Number *numbers)
{
    int64_t count = 0;
    Number number;
    while (next_number(text, &span.start, span.end, &number)) {
        if (numbers)
            numbers[count] = number;
        count++;
    }
    return count;
}

/* Whether the numbers agree so far that one stretch is not the other's counterpart for another year. */
static int same_numbers(const Text *text, Span first, Span later, double alike)
{
    int64_t one, other, at = 0, also = 0, common = 0, wrong, length = first.end - first.start;
    Number *numbers;
    if (equal_numbers(text, first, later))
        return 1;
    one = count_numbers(text, first, NULL);
    other = count_numbers(text, later, NULL);
    numbers = malloc((size_t)(one + other) * sizeof *numbers);
    if (!numbers)
        return -1;
    count_numbers(text, first, numbers);
    count_numbers(text, later, numbers + one);
    qsort(numbers, (size_t)one, sizeof *numbers, by_figures);
    qsort(numbers + one, (size_t)other, sizeof *numbers, by_figures);
    while (at < one && also < other) {
        int order = by_figures(numbers + at, numbers + one + also);
        common += !order;
        at += order <= 0;
        also += order >= 0;
    }
    free(numbers);
    wrong = most_of(one, other) - common;
    if (wrong <= 1 && alike >= VERY && length >= 40)
        return 1;
    return alike >= QUITE && 2 * wrong <= most_of(one, other) && length >= 30;
}

/* How many different characters of a bare text there are, and how many of them the other has. */
static int64_t note(uint64_t *seen, const uint64_t *others, const uint16_t *chars, int64_t count, int64_t *common)
{
    int64_t item, different = 0;
    for (item = 0; item < count; item++) {
        unsigned code = chars[item];
        uint64_t bit = UINT64_C(1) << (code & 63);
        if (seen[code >> 6] & bit)
            continue;
        seen[code >> 6] |= bit;
        different++;
        if (others[code >> 6] & bit)
            ++*common;
    }
    return different;
}

/* The pairs of neighbours that two bare texts have in common. */
static int64_t common_pairs(uint64_t *slots, size_t mask, uint64_t seed, const uint16_t *one, int64_t length, const uint16_t *other,
                            int64_t further)
{
    int64_t item, common = 0;
    size_t slot;
    memset(slots, 0, (mask + 1) * sizeof *slots);
    for (item = 0; item + 1 < length; item++) {
        uint64_t key = (uint64_t)one[item] << 16 | one[item + 1];
        for (slot = (size_t)mixed(key, seed) & mask; slots[slot] && slots[slot] >> 32 != key; slot = (slot + 1) & mask)
            ;
        /* A full count of 32 bits is longer than any text. */
        slots[slot] = key << 32 | ((slots[slot] & UINT32_MAX) + 1);
    }
    for (item = 0; item + 1 < further; item++) {
        uint64_t key = (uint64_t)other[item] << 16 | other[item + 1];
        for (slot = (size_t)mixed(key, seed) & mask; slots[slot] && slots[slot] >> 32 != key; slot = (slot + 1) & mask)
            ;
        if (slots[slot] & UINT32_MAX) {
            slots[slot]--;
            common++;
        }
    }
    return common;
}

/* The share of pairs that two bare texts have in common; some number below ``least`` where it is. */
static double likeness(const Text *text, Scratch *scratch, const uint16_t *one, int64_t length, const uint16_t *other, int64_t further,
                       double least)
{
    int64_t pairs = length + further - 2, common = 0, ignored = 0, different, different_too, most, item;
    size_t slots = 16;
    if (length < 2 || further < 2)
        return 0.0;
    different = note(scratch->seen[0], scratch->seen[1], one, length, &ignored);
    different_too = note(scratch->seen[1], scratch->seen[0], other, further, &common);
    for (item = 0; item < length; item++)
        scratch->seen[0][one[item] >> 6] = 0;
    for (item = 0; item < further; item++)
        scratch->seen[1][other[item] >> 6] = 0;
    /* A character that the other text lacks takes at least one pair with it. */
    most = least_of(length - 1 - (different - common), further - 1 - (different_too - common));
    if ((double)(2 * most) < least * (double)pairs)
        return most > 0 ? (double)(2 * most) / (double)pairs : 0.0;
    while (slots < 2 * (size_t)length)
        slots *= 2;
    if (slots > scratch->slots) {
        free(scratch->pairs);
        scratch->slots = 0;
        scratch->pairs = malloc(slots * sizeof *scratch->pairs);
        if (!scratch->pairs)
            return -1.0;
        scratch->slots = slots;
    }
    return (double)(2 * common_pairs(scratch->pairs, slots - 1, text->seed, one, length, other, further)) / (double)pairs;
}

int are_alike(const Text *text, Scratch *scratch, Span first, Span later, int64_t length, double least, double *alike)
{
    int64_t room = first.end - first.start + later.end - later.start, one, other;
    uint16_t *chars;
    int agree;
    if (first.end - first.start < length || later.end - later.start < length)
        return 0;
    if (room > scratch->room) {
        free(scratch->chars);
        scratch->room = 0;
        scratch->chars = malloc((size_t)room * sizeof *chars);
        if (!scratch->chars)
            return -1;
        scratch->room = room;
    }
    chars = scratch->chars;
    one = bare(text, first, chars);
    if (one < length)
        return 0;
    other = bare(text, later, chars + one);
    if (other < length)
        return 0;
    if (one == other && !memcmp(chars, chars + one, (size_t)one * sizeof *chars)) {
        *alike = 1.0;
        return 1;
    }
    *alike = likeness(text, scratch, chars, one, chars + one, other, least);
    if (*alike < 0.0)
        return -1;
    if (*alike < least)
        return 0;
    agree = same_numbers(text, first, later, *alike);
    return agree > 0 ? 2 : agree;
}
