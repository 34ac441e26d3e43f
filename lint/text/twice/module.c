/* The Python side: texts in, places out. */

#include "text.h"

#include <stdlib.h>

/* How much of a text is shown on each side of a repeat. */
#define AROUND 20

static PyObject *starts_of(const Text *text)
{
    PyObject *list = PyList_New((Py_ssize_t)text->paragraphs + 1);
    int64_t at;
    for (at = 0; list && at <= text->paragraphs; at++) {
        PyObject *start = PyLong_FromLongLong(text->starts[at]);
        if (!start || PyList_SetItem(list, (Py_ssize_t)at, start) < 0)
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *row_of(const Loading *loading, const Repeat *repeat)
{
    static const char *const units[] = {"paragraph", "sentence", "clause", "run"};
    Span first = repeat->region.first, later = repeat->region.later;
    PyObject *text = piece(loading, later.start, later.end), *row = NULL;
    PyObject *before = piece(loading, later.start - AROUND, later.start), *after = piece(loading, later.end, later.end + AROUND);
    PyObject *first_before = piece(loading, first.start - AROUND, first.start);
    PyObject *first_after = piece(loading, first.end, first.end + AROUND);
    if (text && before && after && first_before && first_after)
        row = Py_BuildValue("((LLLL)sdOOOOOO)", (long long)first.start, (long long)first.end, (long long)later.start,
                            (long long)later.end, units[repeat->unit], repeat->alike, repeat->exact ? Py_True : Py_False, text, before,
                            after, first_before, first_after);
    Py_XDECREF(text);
    Py_XDECREF(before);
    Py_XDECREF(after);
    Py_XDECREF(first_before);
    Py_XDECREF(first_after);
    return row;
}

static PyObject *rows_of(const Loading *loading, const Search *search)
{
    PyObject *rows = PyList_New(0);
    size_t item;
    for (item = 0; rows && item < search->count; item++) {
        PyObject *row = row_of(loading, search->items + item);
        if (!row || PyList_Append(rows, row) < 0)
            Py_CLEAR(rows);
        Py_XDECREF(row);
    }
    return rows;
}

/* Everything that one search takes. */
typedef struct {
    Loading loading;
    Text text;
    Scratch scratch;
} Room;

/* A number that nobody who writes a text can know: some texts would be slow to read otherwise. */
static int seed_of(uint64_t *seed)
{
    PyObject *name = PyUnicode_FromString("twice");
    Py_hash_t hash = name ? PyObject_Hash(name) : -1;
    Py_XDECREF(name);
    *seed = (uint64_t)hash;
    return hash == -1 ? -1 : 0;
}

static PyObject *twice_repeats(PyObject *module, PyObject *args)
{
    PyObject *given, *paragraphs, *starts, *rows, *found = NULL;
    Room *room;
    Search search = {NULL, NULL, 0, 0, NULL};
    int failed;
    (void)module;
    if (!PyArg_ParseTuple(args, "O!:repeats", &PyList_Type, &given))
        return NULL;
    paragraphs = PyList_AsTuple(given);
    if (!paragraphs)
        return NULL;
    room = calloc(1, sizeof *room);
    if (!room) {
        Py_DECREF(paragraphs);
        return PyErr_NoMemory();
    }
    room->loading.text = &room->text;
    search.text = &room->text;
    search.scratch = &room->scratch;
    failed = seed_of(&room->text.seed);
    if (!failed)
        failed = load_text(&room->loading, paragraphs);
    Py_DECREF(paragraphs);
    if (!failed) {
        Py_BEGIN_ALLOW_THREADS
        failed = search_text(&search);
        if (!failed)
            keep_outer(&search);
        Py_END_ALLOW_THREADS
        if (failed)
            PyErr_NoMemory();
    }
    if (!failed) {
        starts = starts_of(&room->text);
        rows = starts ? rows_of(&room->loading, &search) : NULL;
        if (rows)
            found = PyTuple_Pack(2, starts, rows);
        Py_XDECREF(starts);
        Py_XDECREF(rows);
    } else if (failed > 0) {
        found = Py_None;
        Py_INCREF(found);
    }
    free(search.items);
    free(room->scratch.chars);
    free(room->scratch.pairs);
    free_text(&room->loading);
    free(room);
    return found;
}

static PyObject *twice_doubled(PyObject *module, PyObject *args)
{
    PyObject *text, *list;
    Py_ssize_t count, least, most;
    uint32_t *points;
    int64_t *found = NULL, pairs, at;
    (void)module;
    if (!PyArg_ParseTuple(args, "Unn:doubled", &text, &least, &most))
        return NULL;
    count = PyUnicode_GetLength(text);
    if (count < 0)
        return NULL;
    points = malloc(((size_t)count + 1) * sizeof *points);
    if (!points)
        return PyErr_NoMemory();
    if (!PyUnicode_AsUCS4(text, (Py_UCS4 *)points, count + 1, 0)) {
        free(points);
        return NULL;
    }
    Py_BEGIN_ALLOW_THREADS
    pairs = find_doubled(points, count, least, most, &found);
    Py_END_ALLOW_THREADS
    free(points);
    if (pairs < 0)
        return PyErr_NoMemory();
    list = PyList_New((Py_ssize_t)pairs);
    for (at = 0; list && at < pairs; at++) {
        PyObject *pair = Py_BuildValue("(LL)", (long long)found[2 * at], (long long)found[2 * at + 1]);
        if (!pair || PyList_SetItem(list, (Py_ssize_t)at, pair) < 0)
            Py_CLEAR(list);
    }
    free(found);
    return list;
}

static PyMethodDef methods[] = {
    {"repeats", twice_repeats, METH_VARARGS,
     "repeats(paragraphs): where each starts in the text without blanks, and what repeats as rows: the region, unit,\n"
     "likeness, whether equal, the text, before and after it, before and after the first. None for a text of too many\n"
     "characters beyond the basic plane."},
    {"doubled", twice_doubled, METH_VARARGS,
     "doubled(text, least, most): offset and length of each string of hanzi that is followed by itself, longest first."},
    {NULL, NULL, 0, NULL},
};

static int execute(PyObject *module)
{
    return PyModule_AddIntConstant(module, "EDITION", EDITION);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_twice", "What stands in a text twice, compiled: the same as the modules in Python find.",
    0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__twice(void)
{
    return PyModuleDef_Init(&definition);
}
