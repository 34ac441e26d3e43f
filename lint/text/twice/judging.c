/* What of the aligned regions repeats something: comparison.py. */

#include "twice.h"

#include <stdlib.h>

#define PARAGRAPH_LIKENESS 0.75
#define PARAGRAPH_LENGTH 40
#define SENTENCE_LIKENESS 0.75
#define SENTENCE_LENGTH 18
#define CLAUSE_LIKENESS 0.88
#define CLAUSE_LENGTH 24
#define RUN_LENGTH 15
#define RUN_ON_LENGTH 20
#define SHORTEST 10

static int keep(Search *search, Span first, Span later, int unit, double alike, int exact)
{
    Repeat *repeat;
    if (search->count == search->room) {
        size_t more = search->room ? 2 * search->room : 64;
        void *moved = realloc(search->items, more * sizeof *search->items);
        if (!moved)
            return -1;
        search->items = moved;
        search->room = more;
    }
    repeat = search->items + search->count;
    repeat->order = search->count++;
    repeat->region.first = first;
    repeat->region.later = later;
    repeat->unit = unit;
    repeat->alike = alike;
    repeat->exact = exact;
    return 0;
}

/* Take a region as the sentences or the clauses that it covers, or as a run. */
static int judge(Search *search, const Region *region, int near)
{
    static const struct {
        int unit;
        double least;
        int64_t length;
    } sizes[] = {{SENTENCE, SENTENCE_LIKENESS, SENTENCE_LENGTH}, {CLAUSE, CLAUSE_LIKENESS, CLAUSE_LENGTH}};
    const Text *text = search->text;
    int64_t length = region->first.end - region->first.start, further = region->later.end - region->later.start;
    double alike;
    int item, found;
    for (item = 0; item < 1 + near; item++) {
        const uint64_t *marks = item ? text->clauses : text->sentences;
        Span first, later;
        int64_t one, other;
        if (!snapped(marks, region->later, &later) || !snapped(marks, region->first, &first) || first.end > later.start)
            continue;
        one = first.end - first.start;
        other = later.end - later.start;
        if (least_of(one, other) < sizes[item].length || (double)least_of(one, other) < 0.6 * (double)most_of(one, other))
            continue;
        first = bared(text, first);
        later = bared(text, later);
        found = are_alike(text, search->scratch, first, later, sizes[item].length, sizes[item].least, &alike);
        if (found < 0)
            return -1;
        if (found)
            return is_line(text, first) || is_line(text, later) ? 0 : keep(search, first, later, sizes[item].unit, alike, found == 1);
    }
    if (length < RUN_LENGTH || further < RUN_LENGTH)
        return 0;
    if (runs_on(text, region->first, region->later) || runs_on(text, region->later, region->first)) {
        found = are_alike(text, search->scratch, region->first, region->later, RUN_ON_LENGTH, CLAUSE_LIKENESS, &alike);
        if (found < 0)
            return -1;
        if (found) {
            Span first = region->first, later = region->later;
            if (is_stop(text->chars[later.start])) {
                first.start++;
                later.start++;
            }
            return keep(search, first, later, SENTENCE, alike, found == 1);
        }
    }
    return equal_numbers(text, region->first, region->later) ? keep(search, region->first, region->later, RUN, 1.0, 1) : 0;
}

/* What of a paragraph stands in an earlier one. */
typedef struct {
    int64_t paragraph;
    int64_t order;
    int64_t covered;
} Share;

static int by_paragraph(const void *one, const void *other)
{
    const Share *first = one, *second = other;
    if (first->paragraph != second->paragraph)
        return first->paragraph < second->paragraph ? -1 : 1;
    return (first->order > second->order) - (first->order < second->order);
}

static int by_order(const void *one, const void *other)
{
    const Share *first = one, *second = other;
    return (first->order > second->order) - (first->order < second->order);
}

/* Take a paragraph if it repeats another one: 1 if it does. */
static int take_whole(Search *search, const Region *regions, int64_t count, int64_t number)
{
    const Text *text = search->text;
    Span line, best;
    int64_t size, covered = 0, item, kept = 0;
    double score = 0.0, alike;
    int exact = 0, found = 0;
    Share *shares;
    line.start = text->starts[number];
    line.end = (int64_t)text->starts[number + 1] - 1;
    best = line;
    size = line.end - line.start;
    for (item = 0; item < count; item++)
        covered += regions[item].later.end - regions[item].later.start;
    if (size < PARAGRAPH_LENGTH || 2 * covered < size)
        return 0;
    shares = malloc((size_t)count * sizeof *shares);
    if (!shares)
        return -1;
    for (item = 0; item < count; item++) {
        shares[item].paragraph = paragraph_of(text, regions[item].first.start);
        shares[item].order = item;
        shares[item].covered =
            least_of(regions[item].first.end - regions[item].first.start, regions[item].later.end - regions[item].later.start);
    }
    qsort(shares, (size_t)count, sizeof *shares, by_paragraph);
    for (item = 0; item < count; item++) {
        if (shares[item].paragraph == number)
            continue;
        if (kept && shares[kept - 1].paragraph == shares[item].paragraph)
            shares[kept - 1].covered += shares[item].covered;
        else
            shares[kept++] = shares[item];
    }
    qsort(shares, (size_t)kept, sizeof *shares, by_order);
    for (item = 0; item < kept && found >= 0; item++) {
        Span first;
        first.start = text->starts[shares[item].paragraph];
        first.end = (int64_t)text->starts[shares[item].paragraph + 1] - 1;
        if (first.end - first.start < PARAGRAPH_LENGTH || 2 * shares[item].covered < most_of(size, first.end - first.start))
            continue;
        found = are_alike(text, search->scratch, first, line, PARAGRAPH_LENGTH, PARAGRAPH_LIKENESS, &alike);
        if (found > 0 && alike > score) {
            best = first;
            score = alike;
            exact = found == 1;
        }
    }
    free(shares);
    if (found < 0)
        return -1;
    if (score == 0.0)
        return 0;
    return keep(search, best, line, PARAGRAPH, score, exact) < 0 ? -1 : 1;
}

int judge_paragraph(Search *search, const Region *regions, int64_t count)
{
    const Text *text = search->text;
    int64_t number = paragraph_of(text, regions[0].later.start), before = text->starts[most_of(0, number - 1)], item;
    int taken = take_whole(search, regions, count, number);
    for (item = 0; item < count && !taken; item++) {
        const Region *region = regions + item;
        int64_t length = region->later.end - region->later.start;
        int near = region->first.start >= before;
        Span units;
        /* Too short for a run, and too little of a sentence: most regions are. */
        if (length < SHORTEST || (length < RUN_LENGTH && !near && !snapped(text->sentences, region->later, &units)))
            continue;
        taken = judge(search, region, near);
    }
    return taken < 0 ? -1 : 0;
}

static int by_place(const void *one, const void *other)
{
    const Repeat *first = one, *second = other;
    Span place = first->region.later, place_of_other = second->region.later;
    if (place.start != place_of_other.start)
        return place.start < place_of_other.start ? -1 : 1;
    if (place.end != place_of_other.end)
        return place.end > place_of_other.end ? -1 : 1;
    return (first->order > second->order) - (first->order < second->order);
}

void keep_outer(Search *search)
{
    size_t item, kept = 0;
    int64_t reached = -1;
    if (search->count)
        qsort(search->items, search->count, sizeof *search->items, by_place);
    for (item = 0; item < search->count; item++) {
        if (search->items[item].region.later.start < reached)
            continue;
        reached = search->items[item].region.later.end;
        search->items[kept++] = search->items[item];
    }
    search->count = kept;
}
