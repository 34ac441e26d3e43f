/* What the parts of proposing share. */

#ifndef REPORTLINT_CANDIDATES_H
#define REPORTLINT_CANDIDATES_H

#include "kernel.h"

/* The best few of a place, by gain; of equals the first. */
typedef struct {
    double gain[3];
    uint16_t after[3][2];
    int count;
    int most;
} Best;

/* Take one more into account. */
void best_add(Best *best, double gain, unsigned one, unsigned other);

/* Keep those whose triples gain enough: the rest is not looked at. -1 where memory does not suffice. */
int keep_best(const Text *text, Changes *found, int kind, size_t at, int before, int size, const Best *best);

/* Look for changes at a place. */
int substitutes(const Text *text, size_t at, Changes *found);
int pairs(const Text *text, size_t at, Changes *found);
int swaps(const Text *text, size_t at, Changes *found);
int deletions(const Text *text, size_t at, Changes *found);
/* At the symbol before the gap, with the levels of the pairs that end there and begin behind it. */
int insertions(const Text *text, size_t at, unsigned left, unsigned right, Changes *found);

/* A pair that is more usual than this level is not torn by a missing hanzi. */
#define SELDOM 12

/* The number of the lowest bit that is set. */
static inline unsigned lowest(uint64_t bits)
{
    static const uint8_t place[64] = {
        0, 1, 2, 53, 3, 7, 54, 27, 4, 38, 41, 8, 34, 55, 48, 28, 62, 5, 39, 46, 44, 42, 22, 9, 24, 35, 59, 56, 49, 18, 29, 11,
        63, 52, 6, 26, 37, 40, 33, 47, 61, 45, 43, 21, 23, 58, 17, 10, 51, 25, 36, 32, 60, 20, 57, 16, 50, 31, 19, 15, 30, 14, 13, 12,
    };
    return place[((bits & (~bits + 1)) * UINT64_C(0x022FDD63CC95386D)) >> 58];
}

#endif
