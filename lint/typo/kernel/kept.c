/* Levels of pairs with common hanzi, made for symbols that are asked for again and again. */

#include "kept.h"

/* Looking pairs up one by one costs as much as making a row at this count. */
#define PATIENCE 4

const Row *kept_row(const Text *text, int side, unsigned symbol)
{
    const Model *model = text->model;
    uint64_t keys[BLOCK];
    Row *row;
    uint8_t *asked;
    int word, item;
    if (symbol >= ROWS)
        return NULL;
    row = &text->kept->rows[side][symbol];
    asked = &text->kept->asked[side][symbol];
    if (*asked > PATIENCE)
        return row;
    if (++*asked <= PATIENCE)
        return NULL;
    for (word = 0; word < COMMON; word++) {
        uint8_t *levels = row->levels + word * 64;
        uint8_t found[BLOCK], items[BLOCK];
        int count = 0;
        for (item = 0; item < 64; item++) {
            unsigned common = (unsigned)(word * 64 + item);
            if (side == BEHIND ? adjoin(model, symbol, common) : adjoin(model, common, symbol)) {
                keys[count] = side == BEHIND ? pair_key(symbol, common) : pair_key(common, symbol);
                items[count++] = (uint8_t)item;
            }
        }
        grams_get(model, keys, count, found);
        for (item = 0; item < count; item++) {
            /* A pair seen once has no entry. */
            levels[items[item]] = found[item] ? found[item] : 1;
            if (found[item] >= OFTEN)
                row->bits[word] |= UINT64_C(1) << items[item];
        }
    }
    return row;
}
