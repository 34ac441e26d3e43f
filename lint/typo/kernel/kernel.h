/* What one text is read with: the model's arrays in place, and look-ups in them.

   The numbers here are those of symbols.py, candidates.py, features.py,
   lattice.py and table.py, which say what they mean; a test compares the two
   ways to the same alarms. Sizes of all arrays are checked when a model is
   opened, indices that come out of its file where they are used. */

#ifndef REPORTLINT_KERNEL_H
#define REPORTLINT_KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* That of levels.py: to be raised where what is found changes. */
#define EDITION 5

#define SIZE 3584 /* symbols */
#define EDGE 0
#define OTHER 1
#define DIGITS 2
#define LATIN 3
#define FIRST_MARK 4
#define DROPPED 65535

#define MARGIN 10
#define DOUBLED 6
#define LONGEST 4
#define REACH 7
#define WIDEST (2 * REACH + DOUBLED)
#define READINGS 4
#define LEVELS 17 /* never seen, and the sixteen values of a count */
#define MOST_TREES 1024

enum { SUBSTITUTE, PAIR, DELETE, SWAP, INSERT };
enum { BY_SUBSTITUTE, BY_PAIR, BY_EDIT, BY_INSERT, FAMILIES };

/* The columns of features.NAMES, in its order. */
#define COLUMNS(X) \
    X(ratio) X(gain) \
    X(three_before_least) X(three_before_middle) X(three_before_most) \
    X(three_after_least) X(three_after_middle) X(three_after_most) \
    X(two_before_least) X(two_before_most) X(two_after_least) X(two_after_most) \
    X(unseen_before) X(unseen_after) \
    X(words) X(words_per_symbol_before) X(words_per_symbol_after) \
    X(length_before) X(length_after) X(word_before) X(word_after) \
    X(common_before) X(common_after) \
    X(sound) X(shape) X(lead) X(rivals) \
    X(left) X(right) X(quoted) X(listed) X(named) \
    X(again_before) X(again_after) X(pair_again) X(pair_again_after) X(own) \
    X(kind) X(size) X(doubled) X(near_unseen) X(domain) \
    X(chance_before) X(chance_after) X(further_left) X(further_right)

#define NAMED(name) F_##name,
enum { COLUMNS(NAMED) COLUMN_COUNT };
#undef NAMED

/* A binary fuse table; marks of 8 or 16 bits, values of 4 or 8. */
typedef struct {
    uint64_t seed;
    uint64_t spread; /* slots that a key's first may be */
    uint64_t segment;
    const uint8_t *marks8; /* or */
    const uint16_t *marks16;
    const uint8_t *values;
} Table;

/* A table and, in a model of one's own texts, another; the greater value counts. */
typedef struct {
    Table base;
    Table own;
    int extended;
} Tables;

typedef struct {
    size_t nodes;
    size_t roots;
    int depth;
    const uint8_t *feature;
    const float *limit;
    const uint16_t *left;
    const uint16_t *right;
    const float *value;
    const uint16_t *root; /* NULL where the model has no such trees */
} Forest;

typedef struct {
    uint16_t table[65536]; /* the symbol of each character */
    uint32_t first;        /* the symbol of the first hanzi */
    uint32_t open, close, list, title;
    uint8_t named[SIZE]; /* what names end in */
    const uint8_t *follows; /* SIZE rows of bits: what may come next */
    const uint32_t *singles;
    double total;
    Tables grams;
    Tables words;
    double tokens;
    double count[LEVELS];  /* what a level stands for */
    double log_e[LEVELS];  /* of the count + 0.3 */
    double log_2[LEVELS];  /* of the count + 0.5 */
    double frequency[256]; /* of words, by level */
    const uint16_t *readings;
    const uint16_t *groups;
    size_t group_count;
    const uint32_t *shape_offsets;
    const uint16_t *shapes;
    const uint32_t *sound_keys;
    const uint16_t *sound_words;
    size_t sound_count;
    uint32_t member_offsets[65537]; /* which symbols belong to each class of syllables */
    uint16_t members[SIZE * READINGS];
    Forest early[FAMILIES];
    Forest final[FAMILIES];
    double limits[FAMILIES];
    double least[INSERT + 1];
} Model;

/* A proposed change: ``before`` symbols from a place on become those of ``after``. */
typedef struct {
    float ratio;
    float gain;
    uint32_t at;
    uint16_t after[2];
    uint8_t kind;
    uint8_t before;
    uint8_t size; /* of after */
} Change;

typedef struct {
    Change *items;
    size_t count;
    size_t room;
} Changes;

/* How often the pairs and triples that are asked for stand in a text. */
typedef struct {
    uint64_t *keys;
    uint8_t *times;
    size_t count;
    size_t mask;
} Census;

typedef struct Kept Kept;

/* A padded line of symbols and what is known of each place in it. */
typedef struct {
    const Model *model;
    Kept *kept;
    uint16_t *line;
    size_t length;
    uint8_t *threes;  /* the level of the triple centred here; NULL once nothing is proposed any more, and then */
    uint8_t *context; /* see features.c; in the same place */
    uint8_t *again;   /* of the places around a part, from this one on: */
    size_t again_from; /* a bit for each of the next symbols that is the same hanzi */
    double domain;
    uint32_t times[SIZE];
    Census census;
} Text;

/* Every pair and triple of hanzi around a change, as it is and as it would be. */
typedef struct {
    uint64_t pairs[2][DOUBLED + 1];
    int pair_count[2];
    uint64_t triples[2][DOUBLED];
    int triple_count[2];
} Around;

/* The symbols around a change, as they are or as they would be. */
typedef struct {
    uint16_t symbols[WIDEST];
    int width; /* of the middle */
} Cells;

static inline uint64_t mixed(uint64_t key, uint64_t seed)
{
    key += seed * UINT64_C(0x9E3779B97F4A7C15);
    key *= UINT64_C(0xFF51AFD7ED558CCD);
    key ^= key >> 32;
    key *= UINT64_C(0xC4CEB9FE1A85EC53);
    key ^= key >> 29;
    return key;
}

/* The value of a key plus one; 0 for one that was never put in. */
static inline unsigned table_get(const Table *table, uint64_t key)
{
    uint64_t high = mixed(key, table->seed);
    uint64_t mask = table->segment - 1;
    size_t one = (size_t)(((high >> 32) * table->spread) >> 32);
    size_t two = (size_t)((one + table->segment) ^ ((high >> 14) & mask));
    size_t three = (size_t)((one + 2 * table->segment) ^ (high & mask));
    unsigned print = (unsigned)((high * UINT64_C(0x9E3779B97F4A7C15)) >> 48);
    if (table->marks8) {
        if ((unsigned)(table->marks8[one] ^ table->marks8[two] ^ table->marks8[three]) != (print & 255))
            return 0;
        return 1 + (((table->values[one >> 1] >> ((one & 1) << 2)) ^ (table->values[two >> 1] >> ((two & 1) << 2)) ^
                     (table->values[three >> 1] >> ((three & 1) << 2))) & 15);
    }
    if ((unsigned)(table->marks16[one] ^ table->marks16[two] ^ table->marks16[three]) != print)
        return 0;
    return (1u + (table->values[one] ^ table->values[two] ^ table->values[three])) & 255;
}

static inline unsigned tables_get(const Tables *tables, uint64_t key)
{
    unsigned found = table_get(&tables->base, key);
    if (tables->extended) {
        unsigned other = table_get(&tables->own, key);
        return other > found ? other : found;
    }
    return found;
}

/* As many places are read in one go. */
#define PART 32768

/* The levels of many keys at once: the processor waits for memory once for all of a block. */
#define BLOCK 64
void grams_get(const Model *model, const uint64_t *keys, int count, uint8_t *levels);

/* Whether two symbols ever stand side by side. */
static inline int adjoin(const Model *model, unsigned left, unsigned right)
{
    return (model->follows[left * (SIZE / 8) + (right >> 3)] >> (right & 7)) & 1;
}

static inline uint64_t pair_key(unsigned left, unsigned right)
{
    return (uint64_t)left << 12 | right | UINT64_C(1) << 60;
}

static inline uint64_t triple_key(unsigned left, unsigned middle, unsigned right)
{
    return (uint64_t)left << 24 | (uint64_t)middle << 12 | right | UINT64_C(1) << 61;
}

/* The level of a pair: 0 for one never seen; one seen once has a bit and no entry in the table. */
static inline unsigned pair_level(const Model *model, unsigned left, unsigned right)
{
    unsigned level;
    if (!adjoin(model, left, right))
        return 0;
    level = tables_get(&model->grams, pair_key(left, right));
    return level ? level : 1;
}

/* The level of a triple whose pairs are known to be seen. */
static inline unsigned known_triple(const Model *model, unsigned left, unsigned middle, unsigned right)
{
    return tables_get(&model->grams, triple_key(left, middle, right));
}

static inline unsigned triple_level(const Model *model, unsigned left, unsigned middle, unsigned right)
{
    return adjoin(model, left, middle) && adjoin(model, middle, right) ? known_triple(model, left, middle, right) : 0;
}

/* The class of syllables of a reading; 0 for none. */
static inline unsigned group_of(const Model *model, unsigned reading)
{
    return (reading >> 3) < model->group_count ? model->groups[reading >> 3] : 0;
}

/* Each returns 0, or -1 where memory does not suffice. */
int changes_add(Changes *changes, const Change *change);
int propose(const Text *text, size_t low, size_t high, Changes *found);
int census_take(Text *text, const Changes *changes);

/* How often a pair or triple stands in the text that was around a change when the census was taken. */
int census_times(const Census *census, uint64_t key);
void around_fill(const Text *text, const Change *change, Around *around);
void cells_fill(const Text *text, const Change *change, int reach, Cells *was, Cells *would);
double usual_ratio(const Text *text, const Change *change, float *row);
void context_fill(Text *text);
void early_row(const Text *text, const Changes *changes, size_t rank, float *row);
void words_row(const Text *text, const Change *change, float *row);
double forest_score(const Forest *forest, const float *row);

/* The log-probability of the best reading as words, the length of the word that
   each symbol is in, and the frequencies of the words that begin at each. */
double best_reading(const Model *model, const uint16_t *symbols, int width, uint8_t *lengths,
                    double counts[][LONGEST]);

#endif
