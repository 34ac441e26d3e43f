/* Which stretches of a text are alike: alignment.py. */

#include "twice.h"

#include <stdlib.h>

#define DRIFT 12
#define GAP 30
#define WELL 60
#define EMPTY UINT32_MAX
/* Keys that are looked up together: the processor waits for memory once for all of them. */
#define BLOCK 32

/* Where a key stood first and last. */
typedef struct {
    uint32_t first;
    uint32_t last;
} Place;

typedef struct {
    Place *places;
    size_t mask;
} Places;

typedef struct {
    const Places *places;
    uint64_t hash;
    int64_t at;
} Key;

/* A region that ends near the place looked at is also known by its number in its paragraph. */
typedef struct {
    Region region;
    int64_t index;
} Recent;

typedef struct {
    Region *regions;
    int64_t count;
    int64_t room;
    Recent *recent;
    int64_t near;
    int64_t near_room;
    int64_t first_end; /* where the last of the recent regions reaches that ends first, at most */
    int64_t end;       /* of the line */
} Line;

static int grown(void **items, int64_t count, int64_t *room, size_t size)
{
    int64_t more = *room ? 2 * *room : 64;
    void *moved;
    if (count < *room)
        return 0;
    moved = realloc(*items, (size_t)more * size);
    if (!moved)
        return -1;
    *items = moved;
    *room = more;
    return 0;
}

/* Whether a region goes on in another, neighbours on one diagonal. */
static int goes_on(const uint16_t *chars, const Region *region, const Region *further, int64_t shift)
{
    int64_t drift = region->later.start - region->first.start - shift, gap = further->first.start - region->first.end;
    return -DRIFT <= drift && drift <= DRIFT && 0 <= gap && gap <= GAP &&
           !has_line_end(chars, region->first.end, further->first.start) &&
           !has_line_end(chars, region->later.end, further->later.start);
}

/* Take two offsets with the same key; those of a line come one after the other. */
static int meet(Search *search, Line *line, int64_t one, int64_t other)
{
    const Text *text = search->text;
    int64_t shift = other - one, item, kept;
    Region region;
    if (other > line->end) {
        if (line->count && judge_paragraph(search, line->regions, line->count) < 0)
            return -1;
        line->count = line->near = 0;
        for (line->end = other; text->chars[line->end] != LINE_END;)
            line->end++;
        line->first_end = other;
    } else if (other - line->first_end > GAP) {
        line->first_end = INT64_MAX;
        for (item = kept = 0; item < line->near; item++)
            if (other - line->recent[item].region.later.end <= GAP) {
                line->recent[kept] = line->recent[item];
                line->first_end = least_of(line->first_end, line->recent[kept++].region.later.end);
            }
        line->near = kept;
        if (!kept)
            line->first_end = other;
    }
    for (item = 0; item < line->near; item++) {
        const Region *last = &line->recent[item].region;
        int64_t drift = last->later.start - last->first.start - shift;
        /* What lies well inside a region is not compared again: a text may repeat itself all along. */
        if (other < last->later.end && ((-DRIFT <= drift && drift <= DRIFT) || last->later.end - other > WELL))
            return 0;
    }
    region = extended(text, one, other);
    for (item = 0; item < line->near; item++) {
        Recent *last = &line->recent[item];
        if (goes_on(text->chars, &last->region, &region, shift)) {
            last->region.first.end = region.first.end;
            last->region.later.end = region.later.end;
            line->regions[last->index] = last->region;
            break;
        }
    }
    if (item == line->near) {
        if (grown((void **)&line->recent, line->near, &line->near_room, sizeof *line->recent) < 0 ||
            grown((void **)&line->regions, line->count, &line->room, sizeof *line->regions) < 0)
            return -1;
        line->recent[line->near].region = region;
        line->recent[line->near++].index = line->count;
        line->regions[line->count++] = region;
    }
    line->first_end = least_of(line->first_end, region.later.end);
    return 0;
}

static int make_places(Places *places, size_t keys)
{
    size_t slots = 16;
    while (slots < keys + keys / 2)
        slots *= 2;
    places->mask = slots - 1;
    places->places = malloc(slots * sizeof *places->places);
    if (!places->places)
        return -1;
    memset(places->places, 0xFF, slots * sizeof *places->places);
    return 0;
}

static Place *slot_of(const Places *places, uint64_t hash)
{
    return places->places + ((size_t)hash & places->mask);
}

/* Enter a key, and add the first and the last place where it stood before: how many they are now. */
static int enter(const Text *text, const Places *places, const Key *key, int64_t *before, int count)
{
    Place *place = slot_of(places, key->hash), *last = places->places + places->mask;
    for (;; place = place == last ? places->places : place + 1) {
        if (place->first == EMPTY) {
            place->first = place->last = (uint32_t)key->at;
            return count;
        }
        if (!memcmp(text->chars + place->first, text->chars + key->at, KEY * sizeof *text->chars))
            break;
    }
    before[count++] = place->first;
    if (place->last != place->first)
        before[count++] = place->last;
    place->last = (uint32_t)key->at;
    return count;
}

/* Look a block of keys up, all of them in order, and take what they meet. */
static int meet_all(Search *search, Line *line, const Key *keys, int count)
{
    const Text *text = search->text;
    int64_t before[4];
    int item, one, other, found;
    for (item = 0; item < count; item++) {
        const Place *place = slot_of(keys[item].places, keys[item].hash);
        if (place->first != EMPTY)
            PREFETCH(text->chars + place->first);
    }
    for (item = 0; item < count; item++) {
        found = enter(text, keys[item].places, keys + item, before, 0);
        if (item + 1 < count && keys[item + 1].at == keys[item].at) {
            item++;
            found = enter(text, keys[item].places, keys + item, before, found);
        }
        for (one = 1; one < found; one++) {
            int64_t place = before[one];
            for (other = one; other && before[other - 1] > place; other--)
                before[other] = before[other - 1];
            before[other] = place;
        }
        for (one = 0; one < found; one++)
            if (meet(search, line, before[one], keys[item].at) < 0)
                return -1;
    }
    return 0;
}

static void add_key(const Text *text, const Places *places, int64_t at, Key *key)
{
    uint64_t low, high;
    memcpy(&low, text->chars + at, 8);
    memcpy(&high, text->chars + at + 4, 8);
    key->at = at;
    key->places = places;
    key->hash = mixed(mixed(low, text->seed) ^ high, ~text->seed);
    PREFETCH(slot_of(places, key->hash));
}

/* Go through the ends of clauses: the head of one and the tail of a sentence that end there, in the order of their places. */
static int walk(Search *search, Line *line, const Places *heads, const Places *tails)
{
    const Text *text = search->text;
    Key keys[BLOCK + 2];
    int64_t at = -1, clause = 0, sentence = 0;
    int count = 0;
    while (at < text->end) {
        at = unit_end(text->clauses, at + 1) - 1;
        if (at - clause >= KEY)
            add_key(text, heads, clause, keys + count++);
        clause = at + 1;
        if (text->sentences[at >> 6] >> (at & 63) & 1) {
            if (at - sentence >= WITH_TAIL)
                add_key(text, tails, at - KEY, keys + count++);
            sentence = at + 1;
        }
        if (count >= BLOCK || (count && at == text->end)) {
            if (meet_all(search, line, keys, count) < 0)
                return -1;
            count = 0;
        }
    }
    return 0;
}

int search_text(Search *search)
{
    Places heads = {NULL, 0}, tails = {NULL, 0};
    Line line = {NULL, 0, 0, NULL, 0, 0, 0, -1};
    int failed = make_places(&heads, search->text->heads) < 0 || make_places(&tails, search->text->tails) < 0 ||
                 walk(search, &line, &heads, &tails) < 0;
    if (!failed && line.count)
        failed = judge_paragraph(search, line.regions, line.count) < 0;
    free(heads.places);
    free(tails.places);
    free(line.regions);
    free(line.recent);
    return failed ? -1 : 0;
}
