/* The Python side: opens a model's arrays where they lie and reads texts with them. */

#include "opening.h"

#include "find.h"
#include "kept.h"
#include "reading.h"

#include <stdlib.h>

typedef struct {
    PyObject_HEAD
    Model *model;
    Kept *kept;
    PyThread_type_lock lock; /* of what is kept */
    Py_buffer data;
    int held;
} Kernel;

static PyObject *kernel_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"data",   "sections", "layouts", "table",  "first", "marks",
                            "named",  "levels", "tokens",   "limits",  "least", NULL};
    PyObject *data, *sections, *layouts, *marks, *levels, *limits, *least;
    Py_buffer table, named;
    unsigned int first;
    double tokens;
    Kernel *self;
    int failed;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO!O!y*IOy*OdOO:Kernel", names, &data, &PyDict_Type, &sections, &PyDict_Type,
                                     &layouts, &table, &first, &marks, &named, &levels, &tokens, &limits, &least))
        return NULL;
    self = (Kernel *)PyType_GenericAlloc(type, 0);
    if (!self) {
        PyBuffer_Release(&table);
        PyBuffer_Release(&named);
        return NULL;
    }
    self->model = calloc(1, sizeof *self->model);
    self->kept = calloc(1, sizeof *self->kept);
    self->lock = PyThread_allocate_lock();
    if (!self->model || !self->kept || !self->lock) {
        PyErr_NoMemory();
        failed = -1;
    } else {
        failed = PyObject_GetBuffer(data, &self->data, PyBUF_SIMPLE);
        self->held = !failed;
        if (!failed)
            failed = open_model(self->model, &self->data, sections, layouts, &table, first, marks, &named, levels, tokens, limits, least);
    }
    PyBuffer_Release(&table);
    PyBuffer_Release(&named);
    if (failed) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void kernel_dealloc(PyObject *object)
{
    Kernel *self = (Kernel *)object;
    PyTypeObject *type = Py_TYPE(object);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    if (self->held)
        PyBuffer_Release(&self->data);
    free(self->model);
    free(self->kept);
    if (self->lock)
        PyThread_free_lock(self->lock);
    release(object);
    Py_DECREF(type);
}

/* Symbols as a tuple of numbers. */
static PyObject *row_of(const uint16_t *symbols, int count)
{
    PyObject *row = PyTuple_New(count);
    int at;
    for (at = 0; row && at < count; at++) {
        PyObject *number = PyLong_FromLong(symbols[at]);
        if (!number || PyTuple_SetItem(row, at, number) < 0)
            Py_CLEAR(row);
    }
    return row;
}

static PyObject *kernel_find(Kernel *self, PyObject *args)
{
    PyObject *text, *list = NULL;
    double lowest;
    Reading reading;
    Alarms found = {NULL, 0, 0.0};
    int failed;
    size_t row, symbols;
    if (!PyArg_ParseTuple(args, "Od:find", &text, &lowest))
        return NULL;
    failed = reading_start(&reading, self->model, text);
    symbols = reading.encoder.length;
    if (!failed) {
        Py_BEGIN_ALLOW_THREADS
        /* Another thread that reads a text at the same time starts with nothing. */
        int mine = PyThread_acquire_lock(self->lock, NOWAIT_LOCK);
        Kept *kept = mine ? self->kept : calloc(1, sizeof *kept);
        failed = kept ? find(self->model, kept, reading.line, symbols, lowest, &found) : -1;
        if (mine)
            PyThread_release_lock(self->lock);
        else
            free(kept);
        Py_END_ALLOW_THREADS
        if (failed)
            PyErr_NoMemory();
    }
    if (!failed && found.count)
        failed = reading_place(&reading, &found, text);
    reading_end(&reading);
    if (!failed)
        list = PyList_New(0);
    for (row = 0; list && row < found.count; row++) {
        const Alarm *alarm = &found.items[row];
        PyObject *after = row_of(alarm->after, alarm->size), *around = row_of(alarm->around, alarm->before + 4), *entry = NULL;
        if (after && around)
            entry = Py_BuildValue("(nndiniOOI)", (Py_ssize_t)alarm->start, (Py_ssize_t)alarm->end, alarm->score, alarm->kind,
                                  (Py_ssize_t)alarm->at, alarm->before, after, around, alarm->longer);
        Py_XDECREF(after);
        Py_XDECREF(around);
        if (!entry || PyList_Append(list, entry) < 0)
            Py_CLEAR(list);
        Py_XDECREF(entry);
    }
    free(found.items);
    if (!list)
        return NULL;
    return Py_BuildValue("(Ndn)", list, found.domain, (Py_ssize_t)symbols);
}

static PyObject *kernel_level(Kernel *self, PyObject *args)
{
    unsigned int one, two, three = SIZE;
    unsigned level;
    if (!PyArg_ParseTuple(args, "II|I:level", &one, &two, &three))
        return NULL;
    if (one >= SIZE || two >= SIZE || (PyTuple_Size(args) == 3 && three >= SIZE)) {
        PyErr_SetString(PyExc_ValueError, "no such symbol");
        return NULL;
    }
    level = three < SIZE ? triple_level(self->model, one, two, three) : pair_level(self->model, one, two);
    return PyLong_FromUnsignedLong(level);
}

static PyObject *kernel_rest(PyObject *object, PyObject *unused)
{
    Kernel *self = (Kernel *)object;
    (void)unused;
    /* Left alone while another thread reads with it. */
    if (PyThread_acquire_lock(self->lock, NOWAIT_LOCK)) {
        Kept *fresh = calloc(1, sizeof *fresh);
        if (fresh) {
            free(self->kept);
            self->kept = fresh;
        }
        PyThread_release_lock(self->lock);
    }
    Py_RETURN_NONE;
}

static PyMethodDef kernel_methods[] = {
    {"find", (PyCFunction)(void (*)(void))kernel_find, METH_VARARGS,
     "find(text, lowest): the alarms of a string, or of strings that follow each other, as (start, end, score, kind, at,\n"
     "size, new symbols, symbols around), the share of triples never seen, and the number of symbols."},
    {"rest", kernel_rest, METH_NOARGS, "rest(): forget what was made of the model while texts were read."},
    {"level", (PyCFunction)(void (*)(void))kernel_level, METH_VARARGS,
     "level(*symbols): how usual a pair or triple of symbols is, 0 for one never seen."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot kernel_slots[] = {
    {Py_tp_new, (void *)kernel_new},
    {Py_tp_dealloc, (void *)kernel_dealloc},
    {Py_tp_methods, kernel_methods},
    {Py_tp_doc, (void *)"One model's arrays, and what they find in texts."},
    {0, NULL},
};

static PyType_Spec kernel_spec = {"reportlint.typo._kernel.Kernel", sizeof(Kernel), 0, Py_TPFLAGS_DEFAULT, kernel_slots};

static int execute(PyObject *module)
{
#define NAME(name) #name,
    static const char *const columns[] = {COLUMNS(NAME)};
    const uint16_t one = 1;
    PyObject *type, *names;
    Py_ssize_t at;
    if (!*(const uint8_t *)&one) {
        PyErr_SetString(PyExc_ImportError, "the model's file is little-endian");
        return -1;
    }
    names = PyTuple_New(COLUMN_COUNT);
    for (at = 0; names && at < COLUMN_COUNT; at++) {
        PyObject *name = PyUnicode_FromString(columns[at]);
        if (!name || PyTuple_SetItem(names, at, name) < 0)
            Py_CLEAR(names);
    }
    if (!names || PyModule_AddObjectRef(module, "FEATURES", names) < 0) {
        Py_XDECREF(names);
        return -1;
    }
    Py_DECREF(names);
    if (PyModule_AddIntConstant(module, "EDITION", EDITION) < 0)
        return -1;
    type = PyType_FromModuleAndSpec(module, &kernel_spec, NULL);
    if (!type || PyModule_AddObjectRef(module, "Kernel", type) < 0) {
        Py_XDECREF(type);
        return -1;
    }
    Py_DECREF(type);
    return 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_kernel", "Typos by statistics, compiled: the same alarms as the arrays of numpy give.",
    0, NULL, module_slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__kernel(void)
{
    return PyModuleDef_Init(&definition);
}
