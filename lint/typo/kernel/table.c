/* Many look-ups in a static function at once: table.py. */

#include "kernel.h"

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

static void table_get_many(const Table *table, const uint64_t *keys, int count, uint8_t *levels)
{
    uint32_t places[BLOCK][3];
    uint8_t prints[BLOCK];
    int item;
    for (item = 0; item < count; item++) {
        uint64_t high = mixed(keys[item], table->seed), mask = table->segment - 1;
        uint64_t one = ((high >> 32) * table->spread) >> 32;
        places[item][0] = (uint32_t)one;
        places[item][1] = (uint32_t)((one + table->segment) ^ ((high >> 14) & mask));
        places[item][2] = (uint32_t)((one + 2 * table->segment) ^ (high & mask));
        prints[item] = (uint8_t)((high * UINT64_C(0x9E3779B97F4A7C15)) >> 48);
        PREFETCH(table->marks8 + places[item][0]);
        PREFETCH(table->marks8 + places[item][1]);
        PREFETCH(table->marks8 + places[item][2]);
    }
    for (item = 0; item < count; item++) {
        const uint32_t *place = places[item];
        levels[item] = (table->marks8[place[0]] ^ table->marks8[place[1]] ^ table->marks8[place[2]]) == prints[item];
        if (levels[item]) {
            PREFETCH(table->values + (place[0] >> 1));
            PREFETCH(table->values + (place[1] >> 1));
            PREFETCH(table->values + (place[2] >> 1));
        }
    }
    for (item = 0; item < count; item++)
        if (levels[item]) {
            const uint32_t *place = places[item];
            unsigned value = (unsigned)(table->values[place[0] >> 1] >> ((place[0] & 1) << 2)) ^
                             (unsigned)(table->values[place[1] >> 1] >> ((place[1] & 1) << 2)) ^
                             (unsigned)(table->values[place[2] >> 1] >> ((place[2] & 1) << 2));
            levels[item] = (uint8_t)(1 + (value & 15));
        }
}

void grams_get(const Model *model, const uint64_t *keys, int count, uint8_t *levels)
{
    table_get_many(&model->grams.base, keys, count, levels);
    if (model->grams.extended) {
        uint8_t own[BLOCK];
        int item;
        table_get_many(&model->grams.own, keys, count, own);
        for (item = 0; item < count; item++)
            if (own[item] > levels[item])
                levels[item] = own[item];
    }
}
