/* A text, a string or strings that follow each other, read piece by piece into symbols. */

#ifndef REPORTLINT_READING_H
#define REPORTLINT_READING_H

#include "find.h"
#include "opening.h"

typedef struct {
    Encoder encoder;
    uint16_t *line; /* the symbols with a margin around them */
    size_t room;    /* of it */
    size_t count;   /* characters so far */
    uint32_t *points;
} Reading;

/* Read a text into a line of symbols. 0, or -1 with an error set; the caller ends the reading in either case. */
int reading_start(Reading *reading, const Model *model, PyObject *text);
/* Read the same text again and tell alarms by place their characters; the line is given up. 0, or -1 with an error set. */
int reading_place(Reading *reading, Alarms *alarms, PyObject *text);
void reading_end(Reading *reading);

#endif
