/* Many strings found in one pass, where their table lies: nothing is built or copied to begin.

   The table (see lint/text/stringtable.py) files every string under its first three characters, or
   under all it has. A bit for what strings are filed under lets nearly all places pass at once. At each
   of the others as many strings are compared as begin alike, so that time grows with the text's
   length whatever stands in it. What else must stand around a string for a rule to find anything is said by
   guards, small programs (see lint/text/programs.py) that are tried in a bounded number of steps. */

#ifndef REPORTLINT_STRINGS_H
#define REPORTLINT_STRINGS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* That of automaton.py: to be raised where the table changes. */
#define EDITION 4
/* Numbers at the head of the table: edition, strings, numbers in all records, binary digits of two hashes, numbers of all guards. */
#define HEAD 6
/* Numbers at the head of a record: the string's length, how many owners it has, its own number. */
#define RECORD 3
/* Numbers for each owner: a rule, which of its strings it is, and the guard that must pass there. */
#define OWNER 3
/* Characters that have a bit each. */
#define SINGLES 0x10000

/* A table where it lies. */
typedef struct {
    const uint8_t *keys, *singles;
    const uint8_t *buckets, *records, *guards; /* numbers of four bytes, wherever they lie */
    uint32_t length, words; /* how many of the last two */
    unsigned int key_bits, bucket_bits;
} Table;

/* A string at a place of a text. */
typedef struct {
    uint32_t start, record;
} Hit;

typedef struct {
    Hit *items;
    size_t count, room;
} Hits;

static inline uint32_t at(const uint8_t *numbers, size_t index)
{
    uint32_t number;
    memcpy(&number, numbers + 4 * index, 4);
    return number;
}

/* A string of a rule at a place of the text. */
typedef struct {
    uint32_t start, rule, index, guard;
} Call;

/* Opens a table: 0, or -1 where it is none of this edition. */
int open_table(Table *table, const uint8_t *data, size_t size);

/* Finds all strings that stand in a text: 0, or -1 where memory does not suffice. */
int scan(const Table *table, const uint32_t *text, uint32_t size, Hits *hits);

/* What the strings found are to the rules that have a mode, by rule and place; what is found is to be freed.
   Their number, or -1 where memory does not suffice. */
int64_t calls_of(const Table *table, const Hits *hits, const uint8_t *modes, size_t rules, Call **calls);

/* In place of how far before a string a guard begins: it may match anywhere. */
#define ANYWHERE 0x7FFFFFFFu

/* Whether the guard of one of the strings of a rule passes in the part [begin, end) of a text; 0 is the guard that always does. */
int passes(const Table *table, const Call *calls, size_t count, const uint32_t *text, uint32_t begin, uint32_t end);

#endif
