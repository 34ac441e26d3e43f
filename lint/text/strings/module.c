/* The Python side: a table in, places out. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "strings.h"

#include <stdlib.h>

typedef struct {
    PyObject_HEAD
    Py_buffer data;
    int held;
    Table table;
} Strings;

/* The characters of a text, to be freed, and all strings that stand in it, whose items are to be freed; NULL with an exception. */
static Py_UCS4 *found(const Strings *self, PyObject *text, Hits *hits)
{
    Py_ssize_t size = PyUnicode_GetLength(text);
    Py_UCS4 *copy;
    if (size < 0)
        return NULL;
    if ((size_t)size > UINT32_MAX / 4) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long");
        return NULL;
    }
    copy = malloc(4 * (size_t)(size ? size : 1));
    if (!copy) {
        PyErr_NoMemory();
        return NULL;
    }
    if (size && !PyUnicode_AsUCS4(text, copy, size, 0)) {
        free(copy);
        return NULL;
    }
    if (scan(&self->table, copy, (uint32_t)size, hits)) {
        PyErr_NoMemory();
        free(copy);
        return NULL;
    }
    return copy;
}

/* A tuple of two numbers; NULL with an exception. */
static PyObject *pair(uint32_t one, uint32_t two)
{
    PyObject *result = PyTuple_New(2), *first = PyLong_FromUnsignedLong(one), *second = PyLong_FromUnsignedLong(two);
    if (!result || !first || !second) {
        Py_XDECREF(result);
        Py_XDECREF(first);
        Py_XDECREF(second);
        return NULL;
    }
    PyTuple_SetItem(result, 0, first);
    PyTuple_SetItem(result, 1, second);
    return result;
}

static PyObject *strings_find(Strings *self, PyObject *text)
{
    Hits hits = {NULL, 0, 0};
    Py_UCS4 *copy;
    PyObject *result = NULL;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is asked for");
        return NULL;
    }
    copy = found(self, text, &hits);
    if (copy && (result = PyList_New((Py_ssize_t)hits.count)) != NULL)
        for (size_t number = 0; number < hits.count; number++) {
            Hit hit = hits.items[number];
            uint32_t length = at(self->table.records, hit.record);
            PyObject *item = Py_BuildValue("III", hit.start, hit.start + length, at(self->table.records, (size_t)hit.record + 2));
            if (!item) {
                Py_CLEAR(result);
                break;
            }
            PyList_SetItem(result, (Py_ssize_t)number, item);
        }
    free(copy);
    free(hits.items);
    return result;
}

/* Appends (block[paragraph], [(start in it, index), ...]) to a list. */
static int append(PyObject *list, PyObject *block, size_t paragraph, uint32_t base, const Call *calls, size_t count)
{
    PyObject *here = PyList_GetItem(block, (Py_ssize_t)paragraph), *own, *item;
    int failed = -1;
    if (!here)
        return -1;
    own = PyList_New((Py_ssize_t)count);
    if (!own)
        return -1;
    for (size_t number = 0; number < count; number++) {
        PyObject *place = pair(calls[number].start - base, calls[number].index);
        if (!place) {
            Py_DECREF(own);
            return -1;
        }
        PyList_SetItem(own, (Py_ssize_t)number, place);
    }
    item = PyTuple_Pack(2, here, own);
    Py_DECREF(own);
    if (item) {
        failed = PyList_Append(list, item);
        Py_DECREF(item);
    }
    return failed;
}

/* A block of paragraphs: its joined text, and where each starts in it. */
typedef struct {
    PyObject *list;
    Py_UCS4 *text;
    uint32_t *starts;
    size_t count;
    uint32_t end;
} Block;

/* Where a paragraph ends: a line end stands between it and the next. */
static uint32_t end_of(const Block *block, size_t paragraph)
{
    return paragraph + 1 < block->count ? block->starts[paragraph + 1] - 1 : block->end;
}

/* What one rule is called for, paragraph by paragraph; NULL with an exception. */
static PyObject *by_paragraph(const Table *table, const Block *block, const Call *calls, size_t count, int paired)
{
    const uint32_t *starts = block->starts;
    size_t paragraphs = block->count;
    PyObject *list = PyList_New(0);
    size_t paragraph = 0;
    for (size_t from = 0, to; list && from < count; from = to) {
        size_t low = paragraph, high = paragraphs;
        /* The last paragraph that starts at the place or before it. */
        while (high - low > 1) {
            size_t middle = low + (high - low) / 2;
            if (starts[middle] <= calls[from].start)
                low = middle;
            else
                high = middle;
        }
        paragraph = low;
        to = from + 1;
        while (to < count && (paragraph + 1 == paragraphs || calls[to].start < starts[paragraph + 1]))
            to++;
        if (to - from > (size_t)paired && passes(table, calls + from, to - from, block->text, starts[paragraph], end_of(block, paragraph)) &&
            append(list, block->list, paragraph, starts[paragraph], calls + from, to - from) < 0)
            Py_CLEAR(list);
    }
    return list;
}

/* Where the paragraphs of a block start in their joined text; NULL with an exception. */
static uint32_t *starts_of(PyObject *starts, size_t count)
{
    uint32_t *result = malloc((count ? count : 1) * sizeof *result);
    if (!result) {
        PyErr_NoMemory();
        return NULL;
    }
    for (size_t number = 0; number < count; number++) {
        PyObject *item = PyList_GetItem(starts, (Py_ssize_t)number);
        result[number] = item ? (uint32_t)PyLong_AsUnsignedLong(item) : 0;
        if (PyErr_Occurred()) {
            free(result);
            return NULL;
        }
    }
    return result;
}

/* Whether the paragraphs follow each other within the text, a character between each two; an exception where not. */
static int in_order(const Block *block)
{
    size_t number;
    for (number = 1; number < block->count && block->starts[number] > block->starts[number - 1]; number++)
        ;
    if (number == block->count && block->starts[number - 1] <= block->end)
        return 1;
    PyErr_SetString(PyExc_ValueError, "paragraphs must follow each other");
    return 0;
}

static PyObject *strings_called(Strings *self, PyObject *args)
{
    PyObject *text, *places, *result = NULL;
    Block block = {NULL, NULL, NULL, 0, 0};
    Py_buffer modes;
    Hits hits = {NULL, 0, 0};
    Call *calls = NULL;
    int64_t count = 0;
    if (!PyArg_ParseTuple(args, "UO!O!y*:called", &text, &PyList_Type, &block.list, &PyList_Type, &places, &modes))
        return NULL;
    block.count = (size_t)PyList_Size(block.list);
    block.end = (uint32_t)PyUnicode_GetLength(text);
    if ((size_t)PyList_Size(places) < block.count || !block.count) {
        PyErr_SetString(PyExc_ValueError, "each paragraph must have its start");
        goto done;
    }
    block.starts = starts_of(places, block.count);
    if (!block.starts || !in_order(&block) || (block.text = found(self, text, &hits)) == NULL)
        goto done;
    count = calls_of(&self->table, &hits, modes.buf, (size_t)modes.len, &calls);
    if (count < 0) {
        PyErr_NoMemory();
        goto done;
    }
    result = PyDict_New();
    for (size_t from = 0, to; result && from < (size_t)count; from = to) {
        uint32_t rule = calls[from].rule;
        PyObject *list, *name;
        for (to = from + 1; to < (size_t)count && calls[to].rule == rule; to++)
            ;
        list = by_paragraph(&self->table, &block, calls + from, to - from, ((const uint8_t *)modes.buf)[rule] > 1);
        name = PyLong_FromUnsignedLong(rule);
        if (!list || !name || (PyList_Size(list) && PyDict_SetItem(result, name, list) < 0))
            Py_CLEAR(result);
        Py_XDECREF(list);
        Py_XDECREF(name);
    }
done:
    free(hits.items);
    free(calls);
    free(block.text);
    free(block.starts);
    PyBuffer_Release(&modes);
    return result;
}

static PyObject *strings_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"data", NULL};
    PyObject *data;
    Strings *self;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:Strings", names, &data))
        return NULL;
    self = (Strings *)PyType_GenericAlloc(type, 0);
    if (!self)
        return NULL;
    if (PyObject_GetBuffer(data, &self->data, PyBUF_SIMPLE) < 0) {
        Py_DECREF(self);
        return NULL;
    }
    self->held = 1;
    if (open_table(&self->table, self->data.buf, (size_t)self->data.len) < 0) {
        PyErr_SetString(PyExc_ValueError, "this is no table of strings");
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void strings_dealloc(PyObject *object)
{
    Strings *self = (Strings *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (self->held)
        PyBuffer_Release(&self->data);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    Py_DECREF(type);
}

static PyMethodDef strings_methods[] = {
    {"find", (PyCFunction)strings_find, METH_O,
     "find(text): (start, end, number of the string) of every string that stands in a text, overlapping ones too, by their starts."},
    {"called", (PyCFunction)strings_called, METH_VARARGS,
     "called(text, block, starts, modes): for each rule (paragraph, [(start in it, index)]) of its strings in the "
     "joined text of a block, by paragraph, where a guard of one passes; modes say which rules count (1) and which of them need two strings in a paragraph (2)."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot strings_slots[] = {
    {Py_tp_new, (void *)strings_new},
    {Py_tp_dealloc, (void *)strings_dealloc},
    {Py_tp_methods, strings_methods},
    {Py_tp_doc, (void *)"A table of strings, and where they stand in texts."},
    {0, NULL},
};

static PyType_Spec strings_spec = {"reportlint.text._strings.Strings", sizeof(Strings), 0, Py_TPFLAGS_DEFAULT, strings_slots};

static int execute(PyObject *module)
{
    const uint16_t one = 1;
    PyObject *type;
    if (!*(const uint8_t *)&one) {
        PyErr_SetString(PyExc_ImportError, "the table of strings is little-endian");
        return -1;
    }
    if (PyModule_AddIntConstant(module, "EDITION", EDITION) < 0)
        return -1;
    type = PyType_FromModuleAndSpec(module, &strings_spec, NULL);
    if (!type || PyModule_AddObjectRef(module, "Strings", type) < 0) {
        Py_XDECREF(type);
        return -1;
    }
    Py_DECREF(type);
    return 0;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, (void *)execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_strings", "Many strings found in one pass, compiled.", 0, NULL, module_slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__strings(void)
{
    return PyModuleDef_Init(&definition);
}
