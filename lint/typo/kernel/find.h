/* From a text to its alarms. */

#ifndef REPORTLINT_FIND_H
#define REPORTLINT_FIND_H

#include "kernel.h"

typedef struct {
    double score;
    size_t start; /* characters */
    size_t end;
    size_t at; /* symbols, without the margin */
    uint16_t after[2];
    uint16_t around[DOUBLED + 4]; /* two symbols, the changed place, two symbols */
    int kind;
    int before;
    int size;
} Alarm;

typedef struct {
    Alarm *items;
    size_t count;
    double domain;
    size_t symbols;
} Alarms;

/* The alarms of ``count`` characters from a score on, by place, none overlapping another.
   0, or -1 where memory does not suffice; the caller frees the items. */
int find(const Model *model, const uint32_t *points, size_t count, double lowest, Alarms *found);

#endif
