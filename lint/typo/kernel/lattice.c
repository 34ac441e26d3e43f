/* The best way to read a few symbols as words, for one row: lattice.py; and the columns of features.py made from it. */

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

void words_row(const Text *text, const Change *change, float *row)
{
    static const int share[2] = {F_words_per_symbol_before, F_words_per_symbol_after};
    static const int chance[2] = {F_chance_before, F_chance_after};
    static const int longest[2] = {F_length_before, F_length_after}, word[2] = {F_word_before, F_word_after};
    Cells sides[2];
    double scores[2], counts[WIDEST][LONGEST];
    uint8_t lengths[WIDEST];
    int side, place, length, start;
    cells_fill(text, change, REACH, &sides[0], &sides[1]);
    for (side = 0; side < 2; side++) {
        int width = sides[side].width, first = width ? 3 : 2, last = width ? 3 + width : 4, most = 0;
        float sum = 0.0f;
        double best = 0.0;
        scores[side] = best_reading(text->model, sides[side].symbols, 2 * REACH + width, lengths, counts);
        row[chance[side]] = (float)(scores[side] / (2 * REACH + width));
        for (place = REACH - 1; place <= REACH + width; place++) {
            sum += 1.0f / (float)lengths[place];
            most = lengths[place] > most ? lengths[place] : most;
        }
        row[share[side]] = (float)(-(double)sum / (width + 2));
        row[longest[side]] = (float)most;
        /* The most frequent word of several hanzi that holds the whole changed place. */
        for (length = 2; length <= LONGEST; length++)
            for (start = 0; start < 4 && start <= first; start++)
                if (start + length >= last && counts[REACH - 3 + start][length - 1] > best)
                    best = counts[REACH - 3 + start][length - 1];
        row[word[side]] = (float)log2(best + 1.0 / 128);
    }
    row[F_words] = (float)(scores[1] - scores[0]);
}
