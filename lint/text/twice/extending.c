/* How far two places are alike, small changes included: _extended of alignment.py. */

#include "twice.h"

#define MEETING 3
#define SKIPS 9

static const int8_t skips[SKIPS][2] = {{1, 1}, {0, 1}, {1, 0}, {2, 2}, {1, 2}, {2, 1}, {0, 2}, {2, 0}, {3, 3}};

/* How many characters, ``most`` at most, are the same from two offsets on, up to a line end. */
static int64_t shared(const uint16_t *chars, int64_t one, int64_t other, int64_t most)
{
    int64_t length = 0;
    while (length < most && chars[one + length] != LINE_END && same(chars[one + length], chars[other + length]))
        length++;
    return length;
}

static int64_t shared_before(const uint16_t *chars, int64_t one, int64_t other, int64_t most)
{
    int64_t length = 0;
    if (most > one)
        most = one;
    while (length < most && chars[one - length - 1] != LINE_END && same(chars[one - length - 1], chars[other - length - 1]))
        length++;
    return length;
}

int has_line_end(const uint16_t *chars, int64_t low, int64_t high)
{
    for (; low < high; low++)
        if (chars[low] == LINE_END)
            return 1;
    return 0;
}

/* Go on behind changes, from a first difference on. */
static void resume(const Text *text, int64_t *first, int64_t *later, int64_t limit)
{
    const uint16_t *chars = text->chars;
    int64_t one = *first, other = *later, length, count = text->end + 1;
    int item = 0;
    while (one < limit && item < SKIPS) {
        for (item = 0; item < SKIPS; item++) {
            int64_t low = one + skips[item][0], high = other + skips[item][1];
            if (low + MEETING > count || high + MEETING > count || shared(chars, low, high, MEETING) < MEETING)
                continue;
            if (has_line_end(chars, one, low) || has_line_end(chars, other, high))
                continue;
            one = low + MEETING;
            other = high + MEETING;
            length = shared(chars, one, other, limit - one);
            one += length;
            other += length;
            break;
        }
    }
    *first = least_of(one, limit);
    *later = other;
}

/* The same towards the beginning of the text. */
static void retrace(const Text *text, int64_t *first, int64_t *later, int64_t limit)
{
    const uint16_t *chars = text->chars;
    int64_t one = *first, other = *later, length;
    int item = 0;
    while (other > limit && item < SKIPS) {
        for (item = 0; item < SKIPS; item++) {
            int64_t low = one - skips[item][0], high = other - skips[item][1];
            if (low < MEETING || high < MEETING || shared_before(chars, low, high, MEETING) < MEETING)
                continue;
            if (has_line_end(chars, low, one) || has_line_end(chars, high, other))
                continue;
            one = low - MEETING;
            other = high - MEETING;
            length = shared_before(chars, one, other, other - limit);
            one -= length;
            other -= length;
            break;
        }
    }
    *first = one;
    *later = most_of(other, limit);
}

Region extended(const Text *text, int64_t one, int64_t other)
{
    const uint16_t *chars = text->chars;
    int64_t up_one = one + KEY, up_other = other + KEY, length = shared(chars, up_one, up_other, other - up_one), limit;
    Region region;
    up_one += length;
    up_other += length;
    if (chars[up_one] != LINE_END && chars[up_other] != LINE_END)
        resume(text, &up_one, &up_other, other);
    else if (up_one > other)
        up_one = other;
    limit = up_one;
    if (one) {
        if (other > limit) {
            length = shared_before(chars, one, other, other - limit);
            one -= length;
            other -= length;
        }
        if (one && chars[one - 1] != LINE_END && chars[other - 1] != LINE_END)
            retrace(text, &one, &other, limit);
    }
    region.first.start = one;
    region.first.end = up_one;
    region.later.start = most_of(other, limit);
    region.later.end = up_other;
    return region;
}
