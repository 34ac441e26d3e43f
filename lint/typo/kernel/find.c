/* From a text to its alarms: detector.py. */

#include "find.h"

#include <stdlib.h>
#include <string.h>

/* Which of the next symbols are the same hanzi, for the places [low, high) and those that are looked at from there. */
static void read_again(Text *text, size_t low, size_t high)
{
    const uint16_t *line = text->line;
    size_t from = low - DOUBLED, stop = high + DOUBLED, end = text->length - DOUBLED, at;
    int step;
    text->again_from = from;
    memset(text->again, 0, stop - from);
    if (end > stop)
        end = stop;
    for (step = 1; step <= DOUBLED; step++)
        for (at = from; at < end; at++)
            text->again[at - from] |= (uint8_t)((line[at] == line[at + step]) << step);
    for (at = from; at < end; at++)
        text->again[at - from] = line[at] >= text->model->first ? text->again[at - from] : 0;
}

/* The level of every triple, the share of hanzi whose triple was never seen, how often each symbol stands there. */
static void read_line(Text *text)
{
    const Model *model = text->model;
    const uint16_t *line = text->line;
    size_t at, hanzi = 0, unseen = 0, places[BLOCK];
    uint64_t keys[BLOCK];
    uint8_t levels[BLOCK];
    int joined = adjoin(model, line[0], line[1]), count = 0, item;
    memset(text->threes, 0, text->length);
    for (at = 1; at + 1 < text->length; at++) {
        int joins = adjoin(model, line[at], line[at + 1]);
        if (joined && joins) {
            keys[count] = triple_key(line[at - 1], line[at], line[at + 1]);
            places[count++] = at;
        }
        joined = joins;
        if (count == BLOCK || at + 2 == text->length) {
            grams_get(model, keys, count, levels);
            for (item = 0; item < count; item++)
                text->threes[places[item]] = levels[item];
            count = 0;
        }
    }
    for (at = 0; at < text->length; at++)
        text->times[line[at]]++;
    for (at = MARGIN; at < text->length - MARGIN; at++)
        if (line[at] >= model->first) {
            hanzi++;
            unseen += text->threes[at] == 0;
        }
    text->domain = hanzi ? (double)unseen / (double)hanzi : 0.0;
}

/* Put the changes of the places [low, high], which are the last ones, in order: by place, those of a place as they came. */
static int by_place(Changes *changes, size_t from, size_t low, size_t high)
{
    Change *items = changes->items + from;
    size_t count = changes->count - from, row, at;
    Change *copy = malloc((count + 1) * sizeof *copy);
    uint32_t *starts = calloc(high - low + 2, sizeof *starts);
    int failed = copy && starts ? 0 : -1;
    if (!failed && count) {
        memcpy(copy, items, count * sizeof *copy);
        for (row = 0; row < count; row++)
            starts[copy[row].at - low + 1]++;
        for (at = 0; at <= high - low; at++)
            starts[at + 1] += starts[at];
        for (row = 0; row < count; row++)
            items[starts[copy[row].at - low]++] = copy[row];
    }
    free(copy);
    free(starts);
    return failed;
}

/* Everything that is proposed, by place. */
static int propose_all(Text *text, Changes *changes)
{
    size_t end = text->length - MARGIN, low, high, from;
    int failed = 0;
    text->again = malloc(PART + 2 * DOUBLED);
    if (!text->again)
        return -1;
    for (low = MARGIN; !failed && low < end; low = high) {
        high = end - low > PART ? low + PART : end;
        from = changes->count;
        read_again(text, low, high);
        failed = propose(text, low, high, changes);
        if (!failed)
            failed = by_place(changes, from, low, high);
    }
    free(text->again);
    text->again = NULL;
    return failed;
}

static int family_of(int kind)
{
    return kind == SUBSTITUTE ? BY_SUBSTITUTE : kind == PAIR ? BY_PAIR : kind == INSERT ? BY_INSERT : BY_EDIT;
}

static double judged(const Forest *forests, int kind, const float *row)
{
    const Forest *forest = &forests[family_of(kind)];
    return forest->root ? forest_score(forest, row) : -99.0;
}

typedef struct {
    double score;
    uint32_t at;
    uint32_t row;
} Scored;

/* The highest score first; of equals the first place, then the first row. */
static int by_score(const void *one, const void *other)
{
    const Scored *a = one, *b = other;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static int by_start(const void *one, const void *other)
{
    const Alarm *a = one, *b = other;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* The best that keep clear of each other. ``taken`` holds one more than the length of what was chosen at a place. */
static size_t choose(const Changes *changes, Scored *scored, size_t count, uint8_t *taken, size_t length)
{
    size_t row, kept = 0, at, from;
    qsort(scored, count, sizeof *scored, by_score);
    for (row = 0; row < count; row++) {
        const Change *change = &changes->items[scored[row].row];
        size_t low = change->at, high = low + change->before;
        int clear = 1;
        from = low > DOUBLED + 1 ? low - DOUBLED - 1 : 0;
        for (at = from; at <= high + 1 && at < length; at++)
            if (taken[at] && at + taken[at] >= low)
                clear = 0;
        if (!clear)
            continue;
        taken[low] = (uint8_t)(change->before + 1);
        scored[kept++] = scored[row];
    }
    return kept;
}

/* The level of the longer word that the second of two equal words begins; 0 for none. */
static unsigned longer_word(const Text *text, size_t start, size_t size)
{
    const uint16_t *line = text->line;
    uint64_t key = 0;
    size_t at;
    int step;
    for (step = 0; step < DOUBLED && line[start - 1] == line[start - 1 + size] && line[start - 1] > text->model->first; step++)
        start--;
    if (memcmp(line + start, line + start + size, size * sizeof *line) != 0)
        return 0;
    for (at = start + size; at <= start + 2 * size; at++)
        key = key << 12 | line[at];
    return tables_get(&text->model->words, key);
}

static int judge(Text *text, const Changes *changes, double lowest, Alarms *found)
{
    const Model *model = text->model;
    Scored *scored = NULL;
    size_t rank, count = 0, room = 0, row;
    int failed = -1;
    if (census_take(text, changes) < 0)
        goto done;
    for (rank = 0; rank < changes->count; rank++) {
        const Change *change = &changes->items[rank];
        float values[COLUMN_COUNT];
        double score;
        early_row(text, changes, rank, values);
        if (model->early[0].root && !(judged(model->early, change->kind, values) >= model->limits[family_of(change->kind)]))
            continue;
        words_row(text, change, values);
        score = judged(model->final, change->kind, values);
        if (!(score >= lowest))
            continue;
        if (count == room) {
            Scored *more = realloc(scored, (room = room ? 2 * room : 64) * sizeof *scored);
            if (!more)
                goto done;
            scored = more;
        }
        scored[count].score = score;
        scored[count].at = change->at;
        scored[count++].row = (uint32_t)rank;
    }
    memset(text->context, 0, text->length);
    if (count)
        count = choose(changes, scored, count, text->context, text->length);
    found->items = calloc(count + 1, sizeof *found->items);
    if (!found->items)
        goto done;
    for (row = 0; row < count; row++) {
        const Change *change = &changes->items[scored[row].row];
        Alarm *alarm = &found->items[row];
        alarm->score = scored[row].score;
        alarm->at = change->at - MARGIN;
        alarm->kind = change->kind;
        alarm->before = change->before;
        alarm->size = change->size;
        if (change->kind == DELETE && change->before > 1 && change->before < LONGEST)
            alarm->longer = longer_word(text, change->at, change->before);
        memcpy(alarm->after, change->after, sizeof alarm->after);
        memcpy(alarm->around, text->line + change->at - 2, sizeof *text->line * (change->before + 4u));
    }
    found->count = count;
    if (count)
        qsort(found->items, count, sizeof *found->items, by_start);
    failed = 0;
done:
    free(scored);
    return failed;
}

int find(const Model *model, Kept *kept, uint16_t *line, size_t symbols, double lowest, Alarms *found)
{
    Text *text = calloc(1, sizeof *text);
    Changes changes = {NULL, 0, 0};
    int failed = -1;
    memset(found, 0, sizeof *found);
    if (!text)
        return -1;
    text->model = model;
    text->kept = kept;
    text->line = line;
    text->length = symbols + 2 * MARGIN;
    text->threes = malloc(text->length);
    if (!text->threes)
        goto done;
    read_line(text);
    found->domain = text->domain;
    if (propose_all(text, &changes) < 0)
        goto done;
    context_fill(text);
    failed = judge(text, &changes, lowest, found);
done:
    free(changes.items);
    free(text->threes);
    free(text->context);
    free(text->census.keys);
    free(text->census.times);
    free(text);
    return failed;
}
