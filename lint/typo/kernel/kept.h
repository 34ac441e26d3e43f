/* What is made of a model while texts are read, and kept from text to text. */

#ifndef REPORTLINT_KEPT_H
#define REPORTLINT_KEPT_H

#include "kernel.h"

#define WORDS (SIZE / 64)
/* Missing hanzi are looked for among the first 64 times this many symbols. */
#define COMMON 16
/* One stands between and beside its neighbours so often: a level, 6 times. */
#define OFTEN 5
/* The symbols that rows are kept for: others are rare. */
#define ROWS 2048

enum { BEHIND, BEFORE };

/* The levels of a symbol's pairs with common symbols, and a bit for each that is seen often. */
typedef struct {
    uint64_t bits[COMMON];
    uint8_t levels[COMMON * 64];
} Row;

/* Zeroed at first. What is found does not depend on what is there already. */
struct Kept {
    uint64_t confused[SIZE][WORDS]; /* the symbols that each is taken for */
    uint8_t made[SIZE];
    uint8_t asked[2][ROWS]; /* not beside the rows: most are never made, and no memory is touched for them */
    Row rows[2][ROWS];
};

/* The row of a symbol on one side, or NULL where making it does not pay, or not yet. */
const Row *kept_row(const Text *text, int side, unsigned symbol);

#endif
