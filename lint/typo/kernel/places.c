/* Which places look odd, 64 at a time: candidates.py. */

#include "candidates.h"

#include <string.h>

#define SELDOM_THREE 6
/* Words of bits for a part, with one before it and one behind. */
#define ROOM (PART / 64 + 3)

/* A bit for each place of a part and around it: the first place of the part is the first bit of the second word. */
typedef struct {
    uint64_t rare[ROOM];   /* its triple was seen once at most */
    uint64_t seldom[ROOM]; /* or not often */
    uint64_t seen[ROOM];
    uint64_t hanzi[ROOM];
    uint64_t again[ROOM]; /* the same hanzi stands a little further on, or stood a word and a little before */
} Bits;

/* The bits of the places so many further on, or before. */
static inline uint64_t ahead(const uint64_t *bits, size_t word, int step)
{
    return bits[word] >> step | bits[word + 1] << (64 - step);
}

static inline uint64_t back(const uint64_t *bits, size_t word)
{
    return bits[word] << 1 | (word ? bits[word - 1] >> 63 : 0);
}

static void fill(const Text *text, size_t low, size_t high, Bits *bits)
{
    size_t from = low - 2, to = high + 3 < text->length ? high + 3 : text->length, at;
    uint32_t first = text->model->first;
    memset(bits, 0, sizeof *bits);
    for (at = from; at < to; at++) {
        size_t bit = at + 64 - low, word = bit >> 6;
        unsigned place = bit & 63, three = text->threes[at];
        bits->rare[word] |= (uint64_t)(three <= 1) << place;
        bits->seldom[word] |= (uint64_t)(three <= SELDOM_THREE) << place;
        bits->seen[word] |= (uint64_t)(three > 0) << place;
        bits->hanzi[word] |= (uint64_t)(text->line[at] >= first) << place;
    }
    for (at = low; at < high; at++) {
        const uint8_t *again = text->again + (at - text->again_from);
        size_t bit = at + 64 - low;
        bits->again[bit >> 6] |= (uint64_t)(again[0] || (again[-3] >> 3 & 1) || (again[-4] >> 4 & 1) || (again[-5] >> 5 & 1)) << (bit & 63);
    }
}

/* The places of a word that are in [from, to), from the first bit of all on. */
static inline uint64_t between(size_t word, size_t from, size_t to)
{
    size_t start = word << 6;
    uint64_t bits = ~UINT64_C(0);
    if (start + 64 <= from || start >= to)
        return 0;
    if (start < from)
        bits &= ~UINT64_C(0) << (from - start);
    if (start + 64 > to)
        bits &= ~UINT64_C(0) >> (start + 64 - to);
    return bits;
}

/* Gaps, by the symbols before them: what stands beside them is looked up for many at a time. */
static int gaps(const Text *text, const size_t *places, int count, Changes *found)
{
    const Model *model = text->model;
    size_t kept[BLOCK];
    uint64_t keys[BLOCK];
    uint8_t levels[BLOCK], left[BLOCK], right[BLOCK];
    int item, number = 0, failed = 0;
    for (item = 0; item < count; item++)
        keys[item] = pair_key(text->line[places[item]], text->line[places[item] + 1]);
    grams_get(model, keys, count, levels);
    for (item = 0; item < count; item++)
        if (levels[item] <= SELDOM || !adjoin(model, text->line[places[item]], text->line[places[item] + 1]))
            kept[number++] = places[item];
    for (item = 0; item < number; item++)
        keys[item] = pair_key(text->line[kept[item] - 1], text->line[kept[item]]);
    grams_get(model, keys, number, left);
    for (item = 0; item < number; item++)
        keys[item] = pair_key(text->line[kept[item] + 1], text->line[kept[item] + 2]);
    grams_get(model, keys, number, right);
    /* A pair seen once has no entry. */
    for (item = 0; !failed && item < number; item++)
        failed = insertions(text, kept[item], left[item] ? left[item] : 1, right[item] ? right[item] : 1, found);
    return failed;
}

/* Missing hanzi: they leave an odd triple across the gap and one that is seldom, beside one that is not odd. */
static int missing(const Text *text, const Bits *bits, size_t low, size_t high, Changes *found)
{
    const Model *model = text->model;
    size_t places[BLOCK], word, from = 63, to = high + 64 - low;
    int count = 0, failed = 0;
    /* Behind the last symbol of all, too. */
    if (high != text->length - MARGIN)
        to--;
    for (word = 0; !failed && word << 6 < to; word++) {
        uint64_t odd = (bits->rare[word] | ahead(bits->rare, word, 1)) & bits->seldom[word] & ahead(bits->seldom, word, 1) &
                       (back(bits->seen, word) | ahead(bits->seen, word, 2)) & (bits->hanzi[word] | ahead(bits->hanzi, word, 1));
        for (odd &= between(word, from, to); odd && !failed; odd &= odd - 1) {
            size_t at = low - 64 + (word << 6) + lowest(odd);
            const uint16_t *line = text->line + at;
            if (!adjoin(model, line[-1], line[0]) || !adjoin(model, line[1], line[2]))
                continue;
            places[count++] = at;
            if (count == BLOCK) {
                failed = gaps(text, places, count, found);
                count = 0;
            }
        }
    }
    return failed ? failed : gaps(text, places, count, found);
}

int propose(const Text *text, size_t low, size_t high, Changes *found)
{
    Bits bits;
    size_t end = text->length - MARGIN, to = high + 64 - low, word;
    int failed = 0;
    fill(text, low, high, &bits);
    for (word = 1; !failed && word << 6 < to; word++) {
        uint64_t a = back(bits.rare, word), b = bits.rare[word], c = ahead(bits.rare, word, 1), d = ahead(bits.rare, word, 2);
        uint64_t hanzi = bits.hanzi[word] & between(word, 64, to), two = hanzi & ahead(bits.hanzi, word, 1);
        /* Two of the three triples around a hanzi are rare. */
        uint64_t odd = hanzi & ((a & b) | (a & c) | (b & c)), places;
        /* Of the four triples around two neighbours to exchange, three are rare; a word that is usual by itself is odd
           where it meets its neighbours. */
        uint64_t pair = two & ((a & b) | (c & d) | ((a | b) & (c | d))), swap = two & ((a & b & (c | d)) | (c & d & (a | b)));
        size_t base = low - 64 + (word << 6);
        for (places = odd; places && !failed; places &= places - 1)
            failed = substitutes(text, base + lowest(places), found);
        for (places = pair; places && !failed; places &= places - 1)
            if (base + lowest(places) + 1 < end)
                failed = pairs(text, base + lowest(places), found);
        for (places = swap; places && !failed; places &= places - 1)
            if (base + lowest(places) + 1 < end)
                failed = swaps(text, base + lowest(places), found);
        for (places = hanzi & (odd | bits.again[word]); places && !failed; places &= places - 1)
            failed = deletions(text, base + lowest(places), found);
    }
    return failed ? failed : missing(text, &bits, low, high, found);
}
