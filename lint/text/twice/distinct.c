/* Every character of a text once: what it holds is then asked of some hundred characters and not of a hundred thousand. */

#include "twice.h"

#include <stdlib.h>

#define BEYOND (0x110000 - 0x10000)

static int add_point(Distinct *found, uint32_t point)
{
    if (found->count == found->room) {
        size_t more = found->room ? 2 * found->room : 2048;
        void *moved = realloc(found->points, more * sizeof *found->points);
        if (!moved)
            return -1;
        found->points = moved;
        found->room = more;
    }
    found->points[found->count++] = point;
    return 0;
}

int take_distinct(Distinct *found, const uint32_t *points, int64_t count)
{
    int64_t at;
    for (at = 0; at < count; at++) {
        uint32_t point = points[at], bit = UINT32_C(1) << (point & 31), *word;
        if (point < 0x10000)
            word = found->basic + (point >> 5);
        else {
            /* Most texts have none of these. */
            if (point >= 0x110000)
                continue;
            if (!found->beyond && !(found->beyond = calloc(BEYOND / 32, sizeof *found->beyond)))
                return -1;
            word = found->beyond + ((point - 0x10000) >> 5);
        }
        if (*word & bit)
            continue;
        *word |= bit;
        if (add_point(found, point) < 0)
            return -1;
    }
    return 0;
}
