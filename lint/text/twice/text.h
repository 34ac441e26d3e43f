/* Between Python's strings and a text as it is searched. */

#ifndef REPORTLINT_TEXT_H
#define REPORTLINT_TEXT_H

#include <Python.h>

#include "twice.h"

typedef struct {
    Text *text;
    struct Strangers *strangers;
    int64_t clause; /* where the clause and the sentence start that are being read */
    int64_t sentence;
    uint64_t known[65536 / 64]; /* the characters of which it is known whether words are made of them */
} Loading;

/* Read a tuple of paragraphs: 0, or 1 where the text cannot be searched; -1 with an error set. */
int load_text(Loading *loading, PyObject *paragraphs);
void free_text(Loading *loading);

/* A stretch of a text, or what the text has of it, as Python's string. */
PyObject *piece(const Loading *loading, int64_t low, int64_t high);

#endif
