/* What might have been meant at a place that looks odd: candidates.py. */

#include "candidates.h"

#include <stdlib.h>
#include <string.h>

#define GAP 3

int changes_add(Changes *changes, const Change *change)
{
    if (changes->count == changes->room) {
        size_t room = changes->room ? changes->room * 2 : 256;
        Change *items;
        if (room > SIZE_MAX / sizeof *items)
            return -1;
        items = realloc(changes->items, room * sizeof *items);
        if (!items)
            return -1;
        changes->items = items;
        changes->room = room;
    }
    changes->items[changes->count++] = *change;
    return 0;
}

void best_add(Best *best, double gain, unsigned one, unsigned other)
{
    int place = best->count, at;
    while (place > 0 && gain > best->gain[place - 1])
        place--;
    if (place >= best->most)
        return;
    if (best->count < best->most)
        best->count++;
    for (at = best->count - 1; at > place; at--) {
        best->gain[at] = best->gain[at - 1];
        memcpy(best->after[at], best->after[at - 1], sizeof best->after[at]);
    }
    best->gain[place] = gain;
    best->after[place][0] = (uint16_t)one;
    best->after[place][1] = (uint16_t)other;
}

/* Keep a change whose triples gain enough: the rest is not looked at. */
static int keep(const Text *text, Changes *found, int kind, size_t at, int before, int size, double gain,
                const uint16_t *after)
{
    Change change;
    double ratio;
    memset(&change, 0, sizeof change);
    change.at = (uint32_t)at;
    change.kind = (uint8_t)kind;
    change.before = (uint8_t)before;
    change.size = (uint8_t)size;
    change.gain = (float)gain;
    if (size > 0)
        change.after[0] = after[0];
    if (size > 1)
        change.after[1] = after[1];
    ratio = usual_ratio(text, &change, NULL);
    if (!(ratio >= text->model->least[kind]))
        return 0;
    change.ratio = (float)ratio; /* what differs by a rounding error does not lead */
    return changes_add(found, &change);
}

int keep_best(const Text *text, Changes *found, int kind, size_t at, int before, int size, const Best *best)
{
    int rank;
    for (rank = 0; rank < best->count; rank++)
        if (keep(text, found, kind, at, before, size, best->gain[rank], best->after[rank]) < 0)
            return -1;
    return 0;
}

/* Gain over the four triples around a change of two symbols, and how many of the new ones are known. */
static double around(const Text *text, size_t at, unsigned x, unsigned y, int *seen)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    const uint8_t *threes = text->threes + at;
    unsigned one = triple_level(model, line[-2], line[-1], x), two = triple_level(model, line[-1], x, y);
    unsigned three = triple_level(model, x, y, line[2]), four = triple_level(model, y, line[2], line[3]);
    double gain = model->log_e[one] + model->log_e[two] + model->log_e[three] + model->log_e[four];
    gain = gain - (model->log_e[threes[-1]] + model->log_e[threes[0]] + model->log_e[threes[1]] + model->log_e[threes[2]]);
    *seen = (one > 0) + (two > 0) + (three > 0) + (four > 0);
    return gain;
}

/* The first place in sorted keys that is not below one. */
static size_t lower(const uint32_t *keys, size_t count, uint32_t key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int pairs(const Text *text, size_t at, Changes *found)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    uint32_t keys[READINGS * READINGS];
    int count = 0, one, other, place, seen;
    Best best;
    best.count = 0;
    best.most = 2;
    for (one = 0; one < READINGS; one++)
        for (other = 0; other < READINGS; other++) {
            uint32_t first = group_of(model, model->readings[line[0] * READINGS + one]);
            uint32_t second = group_of(model, model->readings[line[1] * READINGS + other]), key = first << 10 | second;
            if (!first || !second)
                continue;
            for (place = count; place > 0 && keys[place - 1] > key; place--)
                keys[place] = keys[place - 1];
            keys[place] = key;
            count++;
        }
    for (place = 0; place < count; place++) {
        size_t item;
        if (place && keys[place] == keys[place - 1])
            continue;
        for (item = lower(model->sound_keys, model->sound_count, keys[place]);
             item < model->sound_count && model->sound_keys[item] == keys[place]; item++) {
            unsigned x = model->sound_words[2 * item], y = model->sound_words[2 * item + 1];
            double gain;
            if (x >= SIZE || y >= SIZE || x == line[0] || y == line[1] || !adjoin(model, line[-1], x) || !adjoin(model, y, line[2]))
                continue;
            gain = around(text, at, x, y, &seen);
            if (gain > 4.0 && seen >= 1)
                best_add(&best, gain, x, y);
        }
    }
    return keep_best(text, found, PAIR, at, 2, 2, &best);
}

int swaps(const Text *text, size_t at, Changes *found)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    uint16_t after[2];
    double gain;
    int seen;
    if (line[0] == line[1] || !adjoin(model, line[-1], line[1]) || !adjoin(model, line[1], line[0]) ||
        !adjoin(model, line[0], line[2]))
        return 0;
    gain = around(text, at, line[1], line[0], &seen);
    if (!(gain > 4.5 && seen >= 2))
        return 0;
    after[0] = line[1];
    after[1] = line[0];
    return keep(text, found, SWAP, at, 2, 2, gain, after);
}

static inline int rare(const Text *text, size_t at)
{
    return text->threes[at] <= 1;
}

/* Whether two of the three triples around a hanzi are rare. */
static inline int odd(const Text *text, size_t at)
{
    return text->line[at] >= text->model->first && rare(text, at - 1) + rare(text, at) + rare(text, at + 1) >= 2;
}

static inline int odd_word(const Text *text, size_t at)
{
    return rare(text, at - 1) + rare(text, at) + rare(text, at + 1) + rare(text, at + 2) >= 2;
}

static inline unsigned again(const Text *text, size_t at)
{
    return text->again[at - text->again_from];
}

/* Whether ``size`` hanzi from a place on stand again ``step`` symbols later. */
static int stands_again(const Text *text, size_t at, int size, int step)
{
    int shift;
    for (shift = 0; shift < size; shift++)
        if (!(again(text, at + (size_t)shift) >> step & 1))
            return 0;
    return 1;
}

/* Whether the same hanzi stood a word and a little before. */
static inline int came_before(const Text *text, size_t at)
{
    int step;
    for (step = 3; step <= 2 + GAP; step++)
        if (again(text, at - (size_t)step) >> step & 1)
            return 1;
    return 0;
}

int deletions(const Text *text, size_t at, Changes *found)
{
    const Model *model = text->model;
    const uint16_t *line = text->line;
    const uint8_t *threes = text->threes;
    size_t low = MARGIN, high = text->length - MARGIN;
    unsigned sizes = odd(text, at) ? 1u << 1 : 0;
    int size, step;
    if (line[at] < model->first || !(sizes || again(text, at) || came_before(text, at)))
        return 0;
    for (size = 1; size <= DOUBLED; size++)
        if (at + 2 * (size_t)size <= high && stands_again(text, at, size, size))
            sizes |= 1u << size;
    /* The same word again a little later, where one of them is odd. */
    for (step = 3; step <= 2 + GAP; step++) {
        if (stands_again(text, at, 2, step) && at + step + 2 <= high && odd_word(text, at))
            sizes |= 1u << 2;
        if (stands_again(text, at - step, 2, step) && at - step >= low && at + 2 <= high && odd_word(text, at))
            sizes |= 1u << 2;
    }
    for (size = 1; size <= DOUBLED; size++) {
        unsigned l2, l1, r1, r2, left, right;
        double was, other, gain;
        int kept, shift, twice = 1;
        if (!(sizes >> size & 1))
            continue;
        l2 = line[at - 2];
        l1 = line[at - 1];
        r1 = line[at + size];
        r2 = line[at + size + 1];
        left = triple_level(model, l2, l1, r1);
        right = triple_level(model, l1, r1, r2);
        was = model->log_e[threes[at - 1]] + model->log_e[threes[at]];
        other = model->log_e[threes[at + size - 1]] + model->log_e[threes[at + size]];
        if (other < was)
            was = other;
        gain = model->log_e[left] + model->log_e[right] - was;
        for (shift = 0; shift < size; shift++)
            twice &= line[at + shift] == line[at + size + shift];
        kept = (gain > 1.0 && left && right) || (twice && (size > 1 || gain > -1.0));
        if (kept && keep(text, found, DELETE, at, size, 0, gain, NULL) < 0)
            return -1;
    }
    return 0;
}
