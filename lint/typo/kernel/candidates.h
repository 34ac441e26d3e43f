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

/* Look for changes at a place; of insertions the symbol before the gap. */
int substitutes(const Text *text, size_t at, Changes *found);
int insertions(const Text *text, size_t at, Changes *found);

#endif
