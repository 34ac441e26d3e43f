/* What stands in a text, by the table. */

#include "strings.h"

#include <stdlib.h>

static uint32_t key(uint32_t one, uint32_t two, uint32_t three)
{
    uint32_t mixed = one * 0x9E3779B1u ^ two * 0x85EBCA77u ^ three * 0xC2B2AE3Du;
    mixed ^= mixed >> 15;
    return mixed * 0x2C1B3C6Du;
}

static int add(Hits *hits, uint32_t start, uint32_t record)
{
    if (hits->count == hits->room) {
        size_t room = hits->room ? 2 * hits->room : 1024;
        Hit *items = realloc(hits->items, room * sizeof *items);
        if (!items)
            return -1;
        hits->items = items;
        hits->room = room;
    }
    hits->items[hits->count++] = (Hit){start, record};
    return 0;
}

static int marked(const uint8_t *bits, uint32_t bit)
{
    return bits[bit >> 3] >> (bit & 7) & 1;
}

/* Whether a string stands in a text; they differ at the end, if anywhere. */
static int same(const uint32_t *text, const uint8_t *characters, uint32_t length)
{
    while (length--)
        if (text[length] != at(characters, length))
            return 0;
    return 1;
}

/* Adds the strings that are filed under so many characters, three where they are longer, in a bucket and stand at a place. */
static int compare(const Table *table, const uint32_t *text, uint32_t size, uint32_t place, uint32_t hash, uint32_t filed, Hits *hits)
{
    uint32_t bucket = hash >> (32 - table->bucket_bits);
    uint32_t record = at(table->buckets, bucket), last = at(table->buckets, bucket + 1);
    while (record < last && record + RECORD <= table->length) {
        uint32_t length = at(table->records, record), owners = at(table->records, (size_t)record + 1), next;
        if (length > table->length || owners > table->length / OWNER || (next = record + RECORD + length + OWNER * owners) > table->length)
            break;
        /* Another number of characters may lead to the same bucket. */
        if ((length < 3 ? length : 3) == filed && length <= size - place && same(text + place, table->records + 4 * ((size_t)record + RECORD), length) &&
            add(hits, place, record) < 0)
            return -1;
        record = next;
    }
    return 0;
}

int scan(const Table *table, const uint32_t *text, uint32_t size, Hits *hits)
{
    const uint8_t *keys = table->keys, *singles = table->singles;
    unsigned int shift = 32 - table->key_bits;
    for (uint32_t place = 0; place < size; place++) {
        /* Beyond the end there are no strings: U+0000 begins none that is longer than what is left. */
        uint32_t one = text[place], two = place + 1 < size ? text[place + 1] : 0, three = place + 2 < size ? text[place + 2] : 0;
        uint32_t pair = key(one, two, 0), triple = key(one, two, three);
        int single = one >= SINGLES || marked(singles, one), marks = marked(keys, pair >> shift), more = marked(keys, triple >> shift);
        /* One branch that is seldom taken: which of the three it was is asked then. */
        if (!(single | marks | more))
            continue;
        if (single && compare(table, text, size, place, key(one, 0, 0), 1, hits) < 0)
            return -1;
        if (marks && two && compare(table, text, size, place, pair, 2, hits) < 0)
            return -1;
        if (more && three && compare(table, text, size, place, triple, 3, hits) < 0)
            return -1;
    }
    return 0;
}

/* Whether a hash may have so many binary digits. */
static int fits(unsigned int bits)
{
    return bits >= 3 && bits <= 24;
}

int open_table(Table *table, const uint8_t *data, size_t size)
{
    uint64_t expected;
    if (size < 4 * HEAD || at(data, 0) != EDITION)
        return -1;
    table->length = at(data, 2);
    table->key_bits = at(data, 3);
    table->bucket_bits = at(data, 4);
    table->words = at(data, 5);
    if (!fits(table->key_bits) || !fits(table->bucket_bits) || table->length > UINT32_MAX / 8 || table->words > UINT32_MAX / 8)
        return -1;
    expected = 4 * ((uint64_t)HEAD + ((uint64_t)1 << table->bucket_bits) + 1 + table->length + table->words) + ((uint64_t)1 << table->key_bits) / 8 + SINGLES / 8;
    if (size != expected)
        return -1;
    table->keys = data + 4 * HEAD;
    table->singles = table->keys + ((size_t)1 << table->key_bits) / 8;
    table->buckets = table->singles + SINGLES / 8;
    table->records = table->buckets + 4 * (((size_t)1 << table->bucket_bits) + 1);
    table->guards = table->records + 4 * (size_t)table->length;
    return 0;
}

static int ordered(const void *one, const void *two)
{
    const Call *a = one, *b = two;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

int64_t calls_of(const Table *table, const Hits *hits, const uint8_t *modes, size_t rules, Call **calls)
{
    size_t count = 0, room = 0;
    for (size_t number = 0; number < hits->count; number++) {
        Hit hit = hits->items[number];
        size_t owner = (size_t)hit.record + RECORD + at(table->records, hit.record);
        size_t last = owner + OWNER * (size_t)at(table->records, (size_t)hit.record + 1);
        for (; owner < last; owner += OWNER) {
            uint32_t rule = at(table->records, owner);
            if (rule >= rules || !modes[rule])
                continue;
            if (count == room) {
                Call *more;
                room = room ? 2 * room : 1024;
                more = realloc(*calls, room * sizeof **calls);
                if (!more)
                    return -1;
                *calls = more;
            }
            (*calls)[count++] = (Call){hit.start, rule, at(table->records, owner + 1), at(table->records, owner + 2)};
        }
    }
    if (count)
        qsort(*calls, count, sizeof **calls, ordered);
    return (int64_t)count;
}
