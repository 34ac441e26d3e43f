/* What speaks for and against a proposed change: features.py, a row at a time. */

#include "kernel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SIDE 2

void cells_fill(const Text *text, const Change *change, int reach, Cells *was, Cells *would)
{
    const uint16_t *line = text->line + change->at;
    int place, size = change->size, before = change->before;
    was->width = before;
    memcpy(was->symbols, line - reach, sizeof *line * (size_t)(2 * reach + before));
    would->width = size;
    memcpy(would->symbols, line - reach, sizeof *line * (size_t)reach);
    for (place = 0; place < size; place++)
        would->symbols[reach + place] = change->after[place];
    memcpy(would->symbols + reach + size, line + before, sizeof *line * (size_t)reach);
}

/* The log-probability by triples of one side; its levels go to a row from these columns on. */
static double usual(const Model *model, const Cells *side, float *row, int three, int two, int unseen, int common)
{
    double logs[DOUBLED + SIDE], total = 0.0, least = INFINITY, most = -INFINITY, single = INFINITY;
    int count = side->width + SIDE, place, none = 0, other;
    unsigned twos[DOUBLED + 2 * SIDE];
    for (place = 0; place <= count; place++)
        twos[place] = pair_level(model, side->symbols[place], side->symbols[place + 1]);
    for (place = 0; place < count; place++) {
        const uint16_t *symbol = side->symbols + place;
        /* A triple is there only where both its pairs are. */
        unsigned level = adjoin(model, symbol[0], symbol[1]) && adjoin(model, symbol[1], symbol[2])
                             ? known_triple(model, symbol[0], symbol[1], symbol[2])
                             : 0;
        double second = model->count[twos[place + 1]], first = model->count[twos[place]], third = model->count[level];
        double middle = model->singles[symbol[1]], chance, pair;
        chance = (model->singles[symbol[2]] + 1.0) / model->total;
        pair = (second + 20.0 * chance) / ((middle > second ? middle : second) + 20.0);
        total += log(((third < second ? third : second) + 5.0 * pair) / ((first > third ? first : third) + 5.0));
        if (row) {
            double value = model->log_2[level];
            none += level == 0;
            for (other = place; other > 0 && logs[other - 1] > value; other--)
                logs[other] = logs[other - 1];
            logs[other] = value;
        }
    }
    if (!row)
        return total;
    for (place = 1; place < count; place++) {
        double value = model->log_2[twos[place]];
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    for (place = SIDE; place < SIDE + side->width; place++)
        if (model->singles[side->symbols[place]] < single)
            single = model->singles[side->symbols[place]];
    row[three] = (float)logs[0];
    row[three + 1] = (float)(count > 2 ? logs[count / 2] : (logs[0] + logs[1]) / 2);
    row[three + 2] = (float)logs[count - 1];
    row[two] = (float)least;
    row[two + 1] = (float)most;
    row[unseen] = (float)none;
    row[common] = (float)(side->width ? log2(single + 1) : 0.0);
    return total;
}

double usual_ratio(const Text *text, const Change *change, float *row)
{
    Cells was, would;
    double before, after;
    cells_fill(text, change, SIDE, &was, &would);
    before = usual(text->model, &was, row, F_three_before_least, F_two_before_least, F_unseen_before, F_common_before);
    after = usual(text->model, &would, row, F_three_after_least, F_two_after_least, F_unseen_after, F_common_after);
    return after - before;
}

/* Bits of a place's context: in a quotation, in a title; whether the marks around it are those of a list; whether the
   triple centred there was never seen. */
enum { IN_QUOTATION = 1, IN_TITLE = 2, LIST_BEFORE = 4, LIST_BEHIND = 8, UNSEEN = 16 };

void context_fill(Text *text)
{
    const Model *model = text->model;
    size_t at;
    uint8_t flags = 0;
    text->context = text->threes;
    text->threes = NULL;
    for (at = 0; at < text->length; at++) {
        unsigned symbol = text->line[at];
        text->context[at] = flags | (text->context[at] ? 0 : UNSEEN);
        if (symbol == EDGE || symbol == model->close)
            flags = (uint8_t)(flags & ~(IN_QUOTATION | IN_TITLE));
        if (symbol == model->open)
            flags = (uint8_t)((flags & ~IN_TITLE) | IN_QUOTATION);
        else if (symbol == model->title)
            flags = (uint8_t)((flags & ~IN_QUOTATION) | IN_TITLE);
        if (symbol < model->first && symbol != DIGITS)
            flags = (uint8_t)(symbol == model->list ? flags | LIST_BEFORE : flags & ~LIST_BEFORE);
    }
    flags = 0;
    for (at = text->length; at-- > 0;) {
        unsigned symbol = text->line[at];
        if (symbol < model->first && symbol != DIGITS)
            flags = symbol == model->list ? LIST_BEHIND : 0;
        text->context[at] |= flags;
    }
}

/* How alike two hanzi sound: 3 for the same sound and tone, 2 for the same sound, 1 for a similar one, else 0. */
static int sound(const Model *model, unsigned one, unsigned other)
{
    int tone = 0, same = 0, alike = 0, i, j;
    for (i = 0; i < READINGS; i++)
        for (j = 0; j < READINGS; j++) {
            unsigned a = model->readings[one * READINGS + i], b = model->readings[other * READINGS + j];
            if (!a || !b)
                continue;
            tone |= a == b;
            same |= a >> 3 == b >> 3;
            alike |= group_of(model, a) == group_of(model, b);
        }
    return tone + same + alike;
}

static int alike_in_shape(const Model *model, unsigned one, unsigned other)
{
    uint32_t item;
    for (item = model->shape_offsets[one]; item < model->shape_offsets[one + 1]; item++)
        if (model->shapes[item] == other)
            return 1;
    return 0;
}

/* 0 hanzi, 1 mark, 2 number, 3 Latin or unknown, 4 edge. */
static int sort_of(const Model *model, unsigned symbol)
{
    if (symbol >= model->first)
        return 0;
    if (symbol >= FIRST_MARK)
        return 1;
    return symbol == DIGITS ? 2 : symbol == EDGE ? 4 : 3;
}

/* How often the least usual triple and the most usual pair stand in the text, and whether its hanzi do so too often. */
static void again(const Text *text, const Change *change, float *row)
{
    const Model *model = text->model;
    static const int three[2] = {F_again_before, F_again_after}, two[2] = {F_pair_again, F_pair_again_after};
    Around around;
    int side, place, low = change->before ? 0 : -1, high = change->before ? change->before : 1;
    double own = -9.0;
    around_fill(text, change, &around);
    for (side = 0; side < 2; side++) {
        int most = 0, least = 9;
        for (place = 0; place < around.pair_count[side]; place++) {
            int times = census_times(&text->census, around.pairs[side][place]);
            most = times > most ? times : most;
        }
        for (place = 0; place < around.triple_count[side]; place++) {
            int times = census_times(&text->census, around.triples[side][place]);
            least = times < least ? times : least;
        }
        row[two[side]] = (float)most;
        row[three[side]] = (float)least;
    }
    for (place = low; place < high; place++) {
        unsigned symbol = text->line[(ptrdiff_t)change->at + place];
        double times = text->times[symbol] ? text->times[symbol] - 1.0 : 0.0;
        double expected = model->singles[symbol] / model->total * (double)text->length;
        double excess = log2((times + 0.5) / (expected + 0.5));
        own = excess > own ? excess : own;
    }
    row[F_own] = (float)(own < -2.0 ? -2.0 : own > 8.0 ? 8.0 : own);
}

void early_row(const Text *text, const Changes *changes, size_t rank, float *row)
{
    const Model *model = text->model;
    const Change *change = &changes->items[rank];
    const uint16_t *line = text->line + change->at;
    double rival = -INFINITY;
    size_t low, high;
    int place, near = 0, flags = text->context[change->at];
    memset(row, 0, sizeof *row * COLUMN_COUNT);
    row[F_ratio] = (float)usual_ratio(text, change, row);
    row[F_gain] = change->gain;
    if (change->kind == SUBSTITUTE) {
        row[F_sound] = (float)sound(model, line[0], change->after[0]);
        row[F_shape] = (float)alike_in_shape(model, line[0], change->after[0]);
    } else if (change->kind == PAIR) {
        row[F_sound] = (float)(sound(model, line[0], change->after[0]) / 2.0 + sound(model, line[1], change->after[1]) / 2.0);
    }
    /* How far it leads the best other one at its place or beside it. */
    for (low = rank; low > 0 && changes->items[low - 1].at + 1 >= change->at; low--) {
        double ratio = changes->items[low - 1].ratio;
        rival = ratio > rival ? ratio : rival;
    }
    for (high = rank + 1; high < changes->count && changes->items[high].at <= change->at + 1; high++) {
        double ratio = changes->items[high].ratio;
        rival = ratio > rival ? ratio : rival;
    }
    row[F_rivals] = (float)(high - low - 1 < 8 ? high - low - 1 : 8);
    row[F_lead] = (float)(high - low > 1 ? change->ratio - rival : 20.0);
    row[F_left] = (float)sort_of(model, line[-1]);
    row[F_right] = (float)sort_of(model, line[change->before]);
    row[F_further_left] = (float)sort_of(model, line[-2]);
    row[F_further_right] = (float)sort_of(model, line[change->before + 1]);
    row[F_quoted] = (float)(flags & IN_QUOTATION ? 1 : flags & IN_TITLE ? 2 : 0);
    row[F_listed] = (float)((flags & LIST_BEFORE ? 1 : 0) + (text->context[change->at + change->before] & LIST_BEHIND ? 1 : 0));
    /* 2 right before an ending of names, 1 with a symbol between. */
    row[F_named] = (float)(model->named[line[change->before]] ? 2 : model->named[line[change->before + 1]]);
    row[F_kind] = change->kind;
    row[F_size] = change->before;
    if (change->kind == DELETE) {
        int ahead = 1, behind = 1, size = change->before;
        for (place = 0; place < size; place++) {
            ahead &= line[place] == line[place + size];
            behind &= line[place] == line[place - size];
        }
        row[F_doubled] = (float)(ahead || behind ? 2 : size > 1);
    }
    for (place = -8; place <= 8; place++)
        if (place < -2 || place > 2)
            near += line[place] >= model->first && text->context[(ptrdiff_t)change->at + place] & UNSEEN;
    row[F_near_unseen] = (float)near;
    again(text, change, row);
    row[F_domain] = (float)text->domain;
}
