/* Opening a model. */

#ifndef REPORTLINT_OPENING_H
#define REPORTLINT_OPENING_H

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>

#include "kernel.h"

/* Fill a model, zeroed before, from the arrays in ``data``; it points into them. -1 with an error set where they do not
   fit together. */
int open_model(Model *model, Py_buffer *data, PyObject *sections, PyObject *layouts, Py_buffer *table, unsigned first,
               PyObject *marks, Py_buffer *named, PyObject *levels, double tokens, PyObject *limits, PyObject *least);

#endif
