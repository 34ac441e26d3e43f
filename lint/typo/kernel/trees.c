/* Boosted trees: trees.py. */

#include "kernel.h"

#include <string.h>

/* Sums as numpy adds float32, so that both agree at a threshold. */
static float summed(const float *values, size_t count)
{
    float part[8], sum = 0.0f;
    size_t at;
    int lane;
    if (count > 128) { /* a few levels deep: there are at most MOST_TREES */
        size_t half = count / 2 - count / 2 % 8;
        return summed(values, half) + summed(values + half, count - half);
    }
    at = 0;
    if (count >= 8) {
        memcpy(part, values, sizeof part);
        for (at = 8; at + 8 <= count; at += 8)
            for (lane = 0; lane < 8; lane++)
                part[lane] += values[at + (size_t)lane];
        sum = ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
    }
    for (; at < count; at++)
        sum += values[at];
    return sum;
}

double forest_score(const Forest *forest, const float *row)
{
    float values[MOST_TREES];
    size_t tree;
    for (tree = 0; tree < forest->roots; tree++) {
        unsigned node = forest->root[tree];
        int depth;
        for (depth = 0; depth < forest->depth; depth++)
            node = row[forest->feature[node]] <= forest->limit[node] ? forest->left[node] : forest->right[node];
        values[tree] = forest->value[node];
    }
    return summed(values, forest->roots);
}
