/* The Python side: texts in, places out. */

#include "text.h"

#include <stdlib.h>

static PyObject *starts_of(const Text *text)
{
    return PyBytes_FromStringAndSize((const char *)text->starts, (Py_ssize_t)((size_t)(text->paragraphs + 1) * sizeof *text->starts));
}

static PyObject *row_of(const Loading *loading, const Repeat *repeat)
{
    static const char *const units[] = {"paragraph", "sentence", "clause", "run"};
    Span first = repeat->region.first, later = repeat->region.later;
    const int64_t edges[] = {later.start - 1, later.end, first.start - 1, first.end};
    PyObject *text = piece(loading, later.start, later.end), *around = characters(loading, edges, 4), *row = NULL;
    if (text && around)
        row = Py_BuildValue("((LLLL)sdOOO)", (long long)first.start, (long long)first.end, (long long)later.start, (long long)later.end,
                            units[repeat->unit], repeat->alike, repeat->exact ? Py_True : Py_False, text, around);
    Py_XDECREF(text);
    Py_XDECREF(around);
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

/* How many strings a list holds, and how many characters they have; -1 with an error set. */
static int sizes_of(PyObject *list, Py_ssize_t *count, Py_ssize_t *most)
{
    Py_ssize_t at;
    if (!PyList_Check(list)) {
        PyErr_SetString(PyExc_TypeError, "paragraphs are a list, or their number is given");
        return -1;
    }
    *count = PyList_Size(list);
    *most = 0;
    for (at = 0; at < *count; at++) {
        PyObject *paragraph = PyList_GetItem(list, at);
        Py_ssize_t length = paragraph && PyUnicode_Check(paragraph) ? PyUnicode_GetLength(paragraph) : 0;
        if (length < 0)
            return -1;
        *most += length;
    }
    return 0;
}

static PyObject *twice_repeats(PyObject *module, PyObject *args)
{
    PyObject *given, *paragraphs, *starts, *rows, *found = NULL;
    Py_ssize_t count = -1, most = -1;
    Room *room;
    Search search = {NULL, NULL, 0, 0, NULL};
    int failed;
    (void)module;
    if (!PyArg_ParseTuple(args, "O|nn:repeats", &given, &count, &most))
        return NULL;
    if (count < 0 && sizes_of(given, &count, &most) < 0)
        return NULL;
    paragraphs = PyObject_GetIter(given);
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
        failed = load_text(&room->loading, paragraphs, count, most);
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

/* So many characters of a text are copied at a time. */
#define PART 4096

/* Have the characters of a text taken: 0, or -1 with an error set. */
static int take_text(Distinct *found, PyObject *text)
{
    Py_ssize_t count = PyUnicode_GetLength(text), low;
    uint32_t *points = malloc((PART + 1) * sizeof *points);
    int failed = 0;
    if (!points) {
        PyErr_NoMemory();
        return -1;
    }
    for (low = 0; !failed && low < count; low += PART) {
        Py_ssize_t high = low + PART < count ? low + PART : count;
        PyObject *part = PyUnicode_Substring(text, low, high);
        if (!part || !PyUnicode_AsUCS4(part, (Py_UCS4 *)points, PART + 1, 0))
            failed = -1;
        else if (take_distinct(found, points, high - low) < 0) {
            PyErr_NoMemory();
            failed = -1;
        }
        Py_XDECREF(part);
    }
    free(points);
    return failed;
}

static PyObject *taken(Distinct *found)
{
    const uint16_t one = 1;
    int order = *(const uint8_t *)&one ? -1 : 1;
    return PyUnicode_DecodeUTF32((const char *)found->points, (Py_ssize_t)(4 * found->count), "surrogatepass", &order);
}

static void free_distinct(Distinct *found)
{
    free(found->beyond);
    free(found->points);
    free(found);
}

static PyObject *twice_distinct(PyObject *module, PyObject *args)
{
    PyObject *text, *made = NULL;
    Distinct *found;
    (void)module;
    if (!PyArg_ParseTuple(args, "U:distinct", &text))
        return NULL;
    found = calloc(1, sizeof *found);
    if (!found)
        return PyErr_NoMemory();
    if (!take_text(found, text))
        made = taken(found);
    free_distinct(found);
    return made;
}

static PyMethodDef methods[] = {
    {"repeats", twice_repeats, METH_VARARGS,
     "repeats(paragraphs, count, most): where each starts in the text without blanks, as numbers of four bytes, and what\n"
     "repeats as rows: the region, unit, likeness, whether equal, the text, and the characters before and after it and\n"
     "before and after the first. Count and most, how many paragraphs and characters there are, may be left out for a list.\n"
     "None for a text of too many characters beyond the basic plane."},
    {"doubled", twice_doubled, METH_VARARGS,
     "doubled(text, least, most): offset and length of each string of hanzi that is followed by itself, longest first."},
    {"distinct", twice_distinct, METH_VARARGS,
     "distinct(text): the characters of a text, each once, in the order in which they come first."},
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
