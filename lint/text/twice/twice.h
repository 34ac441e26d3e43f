/* What stands in a text twice, compiled: the same as alignment.py, comparison.py, similarity.py and doubled.py find.

   The numbers here are those of these modules, which say what they mean; tests
   compare the two ways. No state is held between texts. */

#ifndef REPORTLINT_TWICE_H
#define REPORTLINT_TWICE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* That of repeats.py: to be raised where what is found changes. */
#define EDITION 2

/* A character is kept in 16 bits. Those that have no place there, and the marks that may end a clause, take the codes of
   lone surrogates, which are given others like the rest that has no place. */
#define MARKS 0xD800u
#define STRANGE 0xD810u
#define STRANGE_END 0xE000u
#define LINE_END 10

#define KEY 8
#define WITH_TAIL 12

enum { FULL_STOP = MARKS, SEMICOLON, EXCLAMATION, QUESTION, NARROW_SEMICOLON, COLON, NARROW_COMMA, COMMA, LIST_COMMA };

typedef struct {
    uint16_t *chars;     /* the paragraphs without blanks, a line end behind each */
    int64_t end;         /* where the last line end stands, which is none of the text's */
    uint64_t *sentences; /* a bit for each mark or line end behind a sentence, */
    uint64_t *clauses;   /* and behind a clause */
    uint32_t *starts;    /* where paragraphs start, and one past where the last one ends */
    int64_t paragraphs;
    size_t heads; /* clauses and sentences that are long enough to be known by their first or last characters */
    size_t tails;
    uint64_t seed;
    uint64_t words[65536 / 64]; /* the characters that words are made of */
} Text;

typedef struct {
    int64_t start;
    int64_t end;
} Span;

/* An earlier and a later stretch. */
typedef struct {
    Span first;
    Span later;
} Region;

enum { PARAGRAPH, SENTENCE, CLAUSE, RUN };

typedef struct {
    Region region;
    double alike;
    size_t order;
    int unit;
    int exact;
} Repeat;

/* The figures of a number. */
typedef struct {
    const uint16_t *chars;
    int64_t count;
} Number;

/* Room that comparing two stretches takes, kept for the next. */
typedef struct {
    uint16_t *chars;
    int64_t room;
    uint64_t *pairs;
    size_t slots;
    uint64_t seen[2][65536 / 64]; /* all 0 between two comparisons */
} Scratch;

typedef struct {
    const Text *text;
    Repeat *items;
    size_t count;
    size_t room;
    Scratch *scratch;
} Search;

static inline int is_mark(unsigned code)
{
    return (code & 0xFFF0u) == MARKS;
}

static inline int ends_sentence(unsigned code)
{
    return code - MARKS <= NARROW_SEMICOLON - MARKS || code == LINE_END;
}

static inline int ends_clause(unsigned code)
{
    return code - MARKS <= COMMA - MARKS || code == LINE_END;
}

/* Whether a character is a full stop, a semicolon, or a mark of exclamation or question. */
static inline int is_stop(unsigned code)
{
    return code - MARKS <= QUESTION - MARKS;
}

/* Marks change easily: all that may end a clause are alike. */
static inline int same(unsigned one, unsigned other)
{
    return one == other || (is_mark(one) && is_mark(other));
}

static inline int is_hanzi(unsigned code)
{
    return code - 0x4E00u <= 0x9FFFu - 0x4E00u;
}

/* Full-width digits, points and signs of per cent as narrow ones. */
static inline unsigned folded(unsigned code)
{
    if (code < 0xFF05u)
        return code;
    return code - 0xFF10u <= 9 ? code - 0xFF10u + '0' : code == 0xFF0Eu ? '.' : code == 0xFF05u ? '%' : code;
}

static inline int64_t least_of(int64_t one, int64_t other)
{
    return one < other ? one : other;
}

static inline int64_t most_of(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

static inline uint64_t mixed(uint64_t key, uint64_t seed)
{
    key ^= seed;
    key *= UINT64_C(0xFF51AFD7ED558CCD);
    key ^= key >> 32;
    key *= UINT64_C(0xC4CEB9FE1A85EC53);
    return key ^ key >> 29;
}

#if defined(__GNUC__) || defined(__clang__)
#define PREFETCH(place) __builtin_prefetch(place)
#else
#define PREFETCH(place) ((void)0)
#endif

/* The start of the unit that holds what stands before an offset, and the first start of one behind an offset. */
int64_t unit_start(const uint64_t *marks, int64_t offset);
int64_t unit_end(const uint64_t *marks, int64_t offset);

/* The number of the paragraph that holds an offset. */
int64_t paragraph_of(const Text *text, int64_t offset);

/* The whole units that a span covers; 0 where it covers too little. */
int snapped(const uint64_t *marks, Span span, Span *units);

/* A unit without its ordinal and without the comma or line end behind it. */
Span bared(const Text *text, Span span);

/* Whether a span is a line of its own without a full stop: a heading, an item, a contents entry. */
int is_line(const Text *text, Span span);

/* Whether one place is a whole sentence and the other begins one that goes on without a stop. */
int runs_on(const Text *text, Span whole, Span other);

int has_line_end(const uint16_t *chars, int64_t low, int64_t high);

/* The region around a key that stands at two offsets; neither end runs into the other place. */
Region extended(const Text *text, int64_t one, int64_t other);

/* Each returns 0, or -1 where memory does not suffice. */
int search_text(Search *search);
int judge_paragraph(Search *search, const Region *regions, int64_t count);

/* Leave those out that lie in another, and put the others in order. */
void keep_outer(Search *search);

/* 1 where two stretches are equal but for marks, 2 where they are alike, 0 where they are too short or too
   different, or differ lawfully; -1 where memory does not suffice. */
int are_alike(const Text *text, Scratch *scratch, Span first, Span later, int64_t length, double least, double *alike);

/* Whether two stretches have the same numbers in the same order. */
int equal_numbers(const Text *text, Span first, Span later);

/* Offsets of the strings of ``least`` to ``most`` hanzi that are followed by themselves and are none repeated, longest
   first: pairs of offset and length. What is found is to be freed. -1 where memory does not suffice. */
int64_t find_doubled(const uint32_t *points, int64_t count, int64_t least, int64_t most, int64_t **found);

/* The characters of a text, each once, in the order in which they come first. */
typedef struct {
    uint32_t basic[65536 / 32]; /* a bit for each that was seen */
    uint32_t *beyond;           /* and for each beyond the basic plane; NULL before the first of these */
    uint32_t *points;
    size_t count;
    size_t room;
} Distinct;

/* Take some more characters: 0, or -1 where memory does not suffice. What was found is to be freed. */
int take_distinct(Distinct *found, const uint32_t *points, int64_t count);

#endif
