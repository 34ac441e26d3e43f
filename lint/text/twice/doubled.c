/* Strings that stand twice in a row: doubled.py. */

#include "twice.h"

#include <stdlib.h>

typedef struct {
    int64_t *items; /* pairs of offset and length */
    int64_t count;
    int64_t room;
} Pairs;

/* Whether a string is hanzi and not itself a shorter one repeated. */
static int counts(const uint32_t *unit, int64_t length)
{
    int64_t at, part;
    for (at = 0; at < length; at++)
        if (unit[at] - 0x4E00 > 0x9FFF - 0x4E00)
            return 0;
    for (part = 1; part <= length / 2; part++) {
        if (length % part)
            continue;
        for (at = part; at < length && unit[at] == unit[at - part]; at++)
            ;
        if (at == length)
            return 0;
    }
    return 1;
}

static int add(Pairs *pairs, int64_t at, int64_t length)
{
    if (pairs->count == pairs->room) {
        int64_t more = pairs->room ? 2 * pairs->room : 32;
        void *moved = realloc(pairs->items, (size_t)more * 2 * sizeof *pairs->items);
        if (!moved)
            return -1;
        pairs->items = moved;
        pairs->room = more;
    }
    pairs->items[2 * pairs->count] = at;
    pairs->items[2 * pairs->count++ + 1] = length;
    return 0;
}

int64_t find_doubled(const uint32_t *points, int64_t count, int64_t least, int64_t most, int64_t **found)
{
    Pairs pairs = {NULL, 0, 0};
    int64_t period;
    for (period = most_of(1, least_of(most, count / 2)); period >= most_of(1, least); period--) {
        int64_t limit = count - period, done = 0, at;
        /* What is the same for a period long is the same at one place of so many. */
        for (at = period - 1; at < limit; at += period) {
            int64_t start = at, end = at;
            if (points[at] != points[at + period])
                continue;
            while (start > done && points[start - 1] == points[start - 1 + period])
                start--;
            while (end < limit && points[end] == points[end + period])
                end++;
            done = end;
            for (; end - start >= period; start += period)
                if (counts(points + start, period) && add(&pairs, start, period) < 0) {
                    free(pairs.items);
                    return -1;
                }
            at += (done - at) / period * period;
        }
    }
    *found = pairs.items;
    return pairs.count;
}
