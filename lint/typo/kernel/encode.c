/* From characters to symbols, and back to the places of characters: symbols.py. */

#include "find.h"

static inline unsigned symbol_of(const Model *model, uint32_t point)
{
    return model->table[point < 65535 ? point : 65535];
}

/* Tell alarms that begin or end with a symbol the offset of its character. */
static void place(Encoder *encoder, size_t offset)
{
    Alarms *alarms = encoder->alarms;
    while (encoder->next < alarms->count) {
        Alarm *alarm = &alarms->items[encoder->next];
        if (alarm->before) {
            if (encoder->length == alarm->at)
                alarm->start = offset;
            if (encoder->length != alarm->at + (size_t)alarm->before - 1)
                return;
            alarm->end = offset + 1;
        } else if (alarm->at) {
            if (encoder->length != alarm->at - 1)
                return;
            alarm->start = alarm->end = offset + 1;
        }
        encoder->next++;
    }
}

void encode(Encoder *encoder, const uint32_t *points, size_t count, size_t low, size_t high, size_t base)
{
    const Model *model = encoder->model;
    size_t at;
    for (at = low; at < high; at++) {
        unsigned symbol = symbol_of(model, points[at]);
        /* 1.5 and 1,500 are one number. */
        if ((points[at] == 46 || points[at] == 44 || points[at] == 0xFF0E) && at > 0 && at + 1 < count &&
            symbol_of(model, points[at - 1]) == DIGITS && symbol_of(model, points[at + 1]) == DIGITS)
            symbol = DIGITS;
        if (symbol == DROPPED || (symbol == encoder->previous && symbol < FIRST_MARK && symbol != OTHER))
            continue;
        encoder->previous = symbol;
        if (encoder->symbols)
            encoder->symbols[encoder->length] = (uint16_t)symbol;
        else
            place(encoder, base + at);
        encoder->length++;
    }
}
