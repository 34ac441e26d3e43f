/* How often what stands around the changes stands in the whole text. */

#include "kernel.h"

#include <stdlib.h>

#define LEAST_ROOM 4096
/* As far as is counted. */
#define MOST 9

static size_t census_place(const Census *census, uint64_t key)
{
    size_t place = (size_t)mixed(key, 3) & census->mask;
    while (census->keys[place] && census->keys[place] != key)
        place = (place + 1) & census->mask;
    return place;
}

void around_fill(const Text *text, const Change *change, Around *around)
{
    const Model *model = text->model;
    Cells sides[2];
    int side, place;
    cells_fill(text, change, 2, &sides[0], &sides[1]);
    for (side = 0; side < 2; side++) {
        /* One symbol on each side; and where nothing is between these, the next on the right. */
        const uint16_t *symbols = sides[side].symbols + 1;
        int width = sides[side].width;
        around->pair_count[side] = 0;
        for (place = 0; place <= width; place++)
            if (symbols[place] >= model->first && symbols[place + 1] >= model->first)
                around->pairs[side][around->pair_count[side]++] = pair_key(symbols[place], symbols[place + 1]);
        around->triple_count[side] = width ? width : 1;
        for (place = 0; place < around->triple_count[side]; place++)
            around->triples[side][place] = triple_key(symbols[place], symbols[place + 1], symbols[place + 2]);
    }
}

/* Twice the room, or the first; half of it stays empty. */
static int grow(Census *census)
{
    Census larger = {NULL, NULL, 0, census->mask ? 2 * census->mask + 1 : LEAST_ROOM - 1};
    size_t at;
    larger.keys = calloc(larger.mask + 1, sizeof *larger.keys);
    if (!larger.keys)
        return -1;
    for (at = 0; census->keys && at <= census->mask; at++)
        if (census->keys[at])
            larger.keys[census_place(&larger, census->keys[at])] = census->keys[at];
    larger.count = census->count;
    free(census->keys);
    *census = larger;
    return 0;
}

static int ask_for(Census *census, const uint64_t *keys, int count)
{
    int at;
    for (at = 0; at < count; at++) {
        size_t place;
        if (2 * census->count >= census->mask && grow(census) < 0)
            return -1;
        place = census_place(census, keys[at]);
        census->count += !census->keys[place];
        census->keys[place] = keys[at];
    }
    return 0;
}

int census_take(Text *text, const Changes *changes)
{
    Census *census = &text->census;
    size_t row, at;
    Around around;
    int side;
    for (row = 0; row < changes->count; row++) {
        around_fill(text, &changes->items[row], &around);
        for (side = 0; side < 2; side++)
            if (ask_for(census, around.pairs[side], around.pair_count[side]) < 0 ||
                ask_for(census, around.triples[side], around.triple_count[side]) < 0)
                return -1;
    }
    if (!census->count)
        return 0;
    census->times = calloc(census->mask + 1, 1);
    if (!census->times)
        return -1;
    for (at = 0; at + 1 < text->length; at++) {
        const uint16_t *symbol = text->line + at;
        size_t found = census_place(census, pair_key(symbol[0], symbol[1]));
        if (census->keys[found] && census->times[found] < MOST)
            census->times[found]++;
        if (at + 2 == text->length)
            break;
        found = census_place(census, triple_key(symbol[0], symbol[1], symbol[2]));
        if (census->keys[found] && census->times[found] < MOST)
            census->times[found]++;
    }
    return 0;
}

int census_times(const Census *census, uint64_t key)
{
    return census->times[census_place(census, key)];
}
