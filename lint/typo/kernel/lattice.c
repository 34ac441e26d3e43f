/* The best way to read a few symbols as words: lattice.py for one row. */

#include "kernel.h"

#include <math.h>

#define NEVER (-1e9)
#define BACK 8.0
#define ALONE 0.05

double best_reading(const Model *model, const uint16_t *symbols, int width, uint8_t *lengths,
                    double counts[][LONGEST])
{
    uint64_t heads[WIDEST][LONGEST]; /* keys of words, mixed as the first and the second of a pair */
    uint64_t tails[WIDEST][LONGEST];
    double best[WIDEST + 1][LONGEST];
    uint8_t choice[WIDEST + 1][LONGEST];
    int start, length, before, last, end;

    for (start = 0; start < width; start++) {
        uint64_t key = 0;
        for (length = 1; length <= LONGEST; length++) {
            double count = 0.0;
            if (start + length <= width) {
                key = key << 12 | symbols[start + length - 1];
                count = model->frequency[tables_get(&model->words, key)];
                if (length == 1 && count < ALONE)
                    count = ALONE;
                if (count > 0) {
                    heads[start][length - 1] = mixed(key, 1);
                    tails[start][length - 1] = mixed(key, 2) >> 1;
                }
            }
            counts[start][length - 1] = count;
        }
    }
    for (start = 0; start <= width; start++)
        for (length = 0; length < LONGEST; length++) {
            best[start][length] = NEVER;
            choice[start][length] = 0;
        }
    for (length = 1; length <= LONGEST && length <= width; length++)
        if (counts[0][length - 1] > 0)
            best[length][length - 1] = log(counts[0][length - 1] / model->tokens);
    for (start = 1; start < width; start++)
        for (length = 1; length <= LONGEST && start + length <= width; length++) {
            double share, most = NEVER;
            int pick = 0;
            if (counts[start][length - 1] <= 0)
                continue;
            share = counts[start][length - 1] / model->tokens;
            for (before = 1; before <= LONGEST && before <= start; before++) {
                double ends = counts[start - before][before - 1], seen, way;
                if (ends <= 0)
                    continue;
                seen = model->count[tables_get(&model->grams, (heads[start - before][before - 1] ^ tails[start][length - 1]) |
                                                                  UINT64_C(1) << 63)];
                way = best[start][before - 1] + log((seen + BACK * share) / ((ends > seen ? ends : seen) + BACK));
                if (way > most) {
                    most = way;
                    pick = before - 1;
                }
            }
            best[start + length][length - 1] = most;
            choice[start + length][length - 1] = (uint8_t)pick;
        }
    last = 0;
    for (length = 1; length < LONGEST; length++)
        if (best[width][length] > best[width][last])
            last = length;
    end = width;
    length = last;
    while (end > 0) {
        int previous = choice[end][length], offset;
        for (offset = 0; offset <= length && offset < end; offset++)
            lengths[end - 1 - offset] = (uint8_t)(length + 1);
        end -= length + 1;
        length = previous;
    }
    return best[width][last];
}
