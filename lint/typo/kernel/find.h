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
    unsigned longer; /* the level of the word that the second of two equal words begins */
} Alarm;

typedef struct {
    Alarm *items;
    size_t count;
    double domain;
} Alarms;

/* Where reading a text piece by piece stands: no copy of the whole is made. */
typedef struct {
    const Model *model;
    unsigned previous;
    size_t length; /* symbols so far */
    uint16_t *symbols; /* where they go; or NULL, */
    Alarms *alarms;    /* and alarms by place are told their characters */
    size_t next;
} Encoder;

/* Go on with the characters [low, high) of ``count`` at hand, of which the first is number ``base`` of the text; one
   more on each side lets numbers be seen across. ``symbols`` has room for as many more. */
void encode(Encoder *encoder, const uint32_t *points, size_t count, size_t low, size_t high, size_t base);

/* The alarms of a line of so many symbols, with a margin around them, from a score on: by place, none overlapping
   another. 0, or -1 where memory does not suffice; the caller frees the items. ``kept`` is no one
   else's meanwhile. */
int find(const Model *model, Kept *kept, uint16_t *line, size_t symbols, double lowest, Alarms *found);

#endif
