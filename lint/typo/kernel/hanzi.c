/* Single hanzi that might have been meant, or are missing: candidates.py. */

#include "candidates.h"
#include "kept.h"

#include <string.h>

#define GAINED 13.0

static const uint64_t *confused_with(const Model *model, Kept *kept, unsigned symbol)
{
    uint64_t *row = kept->confused[symbol];
    if (!kept->made[symbol]) {
        uint32_t item, other;
        int reading;
        for (item = model->shape_offsets[symbol]; item < model->shape_offsets[symbol + 1]; item++)
            if (model->shapes[item] < SIZE)
                row[model->shapes[item] >> 6] |= UINT64_C(1) << (model->shapes[item] & 63);
        for (reading = 0; reading < READINGS; reading++) {
            unsigned group = group_of(model, model->readings[symbol * READINGS + reading]);
            if (!model->readings[symbol * READINGS + reading] || !group)
                continue;
            for (item = model->member_offsets[group]; item < model->member_offsets[group + 1]; item++)
                row[model->members[item] >> 6] |= UINT64_C(1) << (model->members[item] & 63);
        }
        if (symbol == model->first) /* a hanzi that no report has may stand for any */
            for (other = symbol; other < SIZE; other++)
                row[other >> 6] |= UINT64_C(1) << (other & 63);
        row[symbol >> 6] &= ~(UINT64_C(1) << (symbol & 63));
        kept->made[symbol] = 1;
    }
    return row;
}

static inline uint64_t follows_word(const Model *model, unsigned symbol, int word)
{
    uint64_t bits;
    memcpy(&bits, model->follows + (size_t)symbol * (SIZE / 8) + (size_t)word * 8, 8);
    return bits;
}

/* Weigh a block of hanzi that might stand at a place instead of what does. */
static void weigh_substitutes(const Text *text, size_t at, const uint16_t *news, int count, Best *best)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    const uint8_t *threes = text->threes + at;
    int left_joins = adjoin(model, line[-2], line[-1]), right_joins = adjoin(model, line[1], line[2]), item;
    double was = model->log_e[threes[0]] + model->log_e[threes[-1]] + model->log_e[threes[1]];
    uint64_t keys[BLOCK];
    uint8_t middle[BLOCK], left[BLOCK] = {0}, right[BLOCK] = {0};
    if (count <= 0)
        return;
    for (item = 0; item < count; item++)
        keys[item] = triple_key(line[-1], news[item], line[1]);
    grams_get(model, keys, count, middle);
    if (left_joins) {
        for (item = 0; item < count; item++)
            keys[item] = triple_key(line[-2], line[-1], news[item]);
        grams_get(model, keys, count, left);
    }
    if (right_joins) {
        for (item = 0; item < count; item++)
            keys[item] = triple_key(news[item], line[1], line[2]);
        grams_get(model, keys, count, right);
    }
    for (item = 0; item < count; item++) {
        double gain = model->log_e[middle[item]] + model->log_e[left[item]] + model->log_e[right[item]];
        gain -= was;
        if (gain > 2.0 && (middle[item] || left[item] || right[item]))
            best_add(best, gain, news[item], 0);
    }
}

int substitutes(const Text *text, size_t at, Changes *found)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    const uint64_t *alike = confused_with(model, text->kept, line[0]);
    uint16_t news[BLOCK];
    int word, count = 0;
    Best best;
    best.count = 0;
    best.most = 3;
    for (word = 0; word < WORDS; word++) {
        uint64_t bits = alike[word];
        if (bits)
            bits &= follows_word(model, line[-1], word);
        for (; bits; bits &= bits - 1) {
            unsigned new = (unsigned)word * 64 + lowest(bits);
            if (!adjoin(model, new, line[1]))
                continue;
            news[count++] = (uint16_t)new;
            if (count == BLOCK) {
                weigh_substitutes(text, at, news, count, &best);
                count = 0;
            }
        }
    }
    weigh_substitutes(text, at, news, count, &best);
    return keep_best(text, found, SUBSTITUTE, at, 1, 1, &best);
}

/* What a missing hanzi can add at most: a triple is no more usual than its pairs. */
typedef struct {
    double left; /* of the pairs on the outer sides */
    double right;
    double was;
} Bound;

static inline int within(const Model *model, const Bound *bound, unsigned behind, unsigned before)
{
    double one = model->log_e[behind], other = model->log_e[before], gain;
    if (behind < OFTEN || before < OFTEN)
        return 0;
    gain = (one < other ? one : other) + (bound->left < one ? bound->left : one) + (bound->right < other ? bound->right : other);
    return gain - bound->was > GAINED;
}

/* Weigh a block of hanzi that might be missing behind a symbol; ``known`` says that all are within the bound. */
static void weigh_insertions(const Text *text, size_t at, const Bound *bound, int known, uint16_t *news, int count, Best *best)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    uint64_t keys[BLOCK];
    uint8_t levels[3][BLOCK] = {{0}};
    int step, item, kept;
    /* Most fall at the first triple: only the rest is looked up further. */
    for (step = 0; step < 3 && count > 0; step++) {
        for (item = 0; item < count; item++)
            keys[item] = step == 0   ? triple_key(line[0], news[item], line[1])
                         : step == 1 ? triple_key(line[-1], line[0], news[item])
                                     : triple_key(news[item], line[1], line[2]);
        grams_get(model, keys, count, levels[step]);
        for (item = kept = 0; item < count; item++)
            if (levels[step][item] >= (step == 0 ? OFTEN : 1)) {
                news[kept] = news[item];
                levels[0][kept] = levels[0][item];
                levels[1][kept] = levels[1][item];
                levels[2][kept++] = levels[2][item];
            }
        count = kept;
    }
    for (item = 0; item < count; item++) {
        double gain = model->log_e[levels[0][item]] + model->log_e[levels[1][item]] + model->log_e[levels[2][item]];
        gain -= bound->was;
        if (gain > GAINED && (known || within(model, bound, pair_level(model, line[0], news[item]), pair_level(model, news[item], line[1]))))
            best_add(best, gain, news[item], 0);
    }
}

int insertions(const Text *text, size_t at, unsigned left, unsigned right, Changes *found)
{
    const Model *model = text->model;
    const uint16_t *line = text->line + at;
    const uint8_t *threes = text->threes + at;
    const Row *behind, *before;
    uint8_t least[LEVELS] = {0}; /* how usual the pair on the right must be, by that on the left */
    uint16_t news[BLOCK];
    int word, count = 0, known, level, other = LEVELS;
    Bound bound;
    Best best;
    best.count = 0;
    best.most = 2;
    bound.left = model->log_e[left];
    bound.right = model->log_e[right];
    bound.was = 1.5 * (model->log_e[threes[0]] + model->log_e[threes[1]]);
    behind = kept_row(text, BEHIND, line[0]);
    before = kept_row(text, BEFORE, line[1]);
    known = behind && before;
    for (level = 0; known && level < LEVELS; level++) {
        while (other > 0 && within(model, &bound, (unsigned)level, (unsigned)other - 1))
            other--;
        least[level] = (uint8_t)other;
    }
    for (word = (int)(model->first + 1) / 64; word < COMMON; word++) {
        uint64_t bits = behind ? behind->bits[word] : follows_word(model, line[0], word);
        if (before)
            bits &= before->bits[word];
        for (; bits; bits &= bits - 1) {
            unsigned new = (unsigned)word * 64 + lowest(bits);
            if (new <= model->first)
                continue;
            if (known ? before->levels[new] < least[behind->levels[new]] : !adjoin(model, new, line[1]))
                continue;
            news[count++] = (uint16_t)new;
            if (count == BLOCK) {
                weigh_insertions(text, at, &bound, known, news, count, &best);
                count = 0;
            }
        }
    }
    weigh_insertions(text, at, &bound, known, news, count, &best);
    return keep_best(text, found, INSERT, at + 1, 0, 1, &best);
}
