/* The Python side: a text in, places out. */

#include <Python.h>

#include "glance.h"

#include <stdlib.h>
#include <string.h>

/* Copy the characters [low, high) of a text: 0, or -1 with an error set. */
static int copy_part(PyObject *text, Py_ssize_t low, Py_ssize_t high, uint32_t *points)
{
    PyObject *part = low < high ? PyUnicode_Substring(text, low, high) : NULL;
    int failed = 0;
    if (low < high && (!part || !PyUnicode_AsUCS4(part, (Py_UCS4 *)points, high - low, 0)))
        failed = -1;
    Py_XDECREF(part);
    return failed;
}

/* Read a text part by part: 0, or -1 with an error set. */
static int read_text(Glance *glance, PyObject *text)
{
    Py_ssize_t count = PyUnicode_GetLength(text), low, at;
    uint32_t points[MARGIN + PART + MARGIN + 1];
    if (count < 0)
        return -1;
    if ((size_t)count > UINT32_MAX / 2) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long");
        return -1;
    }
    for (low = 0; low < count; low += PART) {
        Py_ssize_t high = low + PART < count ? low + PART : count, ahead = high + MARGIN < count ? high + MARGIN : count;
        Py_ssize_t back = low ? low - MARGIN : 0;
        if (!low)
            for (at = 0; at < MARGIN; at++)
                points[at] = '\n';
        if (copy_part(text, back, ahead, points + MARGIN - (low - back)) < 0)
            return -1;
        for (at = ahead; at < high + MARGIN; at++)
            points[MARGIN + at - low] = '\n';
        glance_part(glance, points + MARGIN, (uint32_t)low, (uint32_t)high);
        if (high == count)
            end_line(glance, points + MARGIN + (high - low), (uint32_t)high);
        if (glance->failed) {
            PyErr_NoMemory();
            return -1;
        }
    }
    glance->uneven |= glance->title || glance->bracket || glance->quote;
    return 0;
}

static PyObject *packed(const Places *places)
{
    return PyBytes_FromStringAndSize((const char *)places->items, (Py_ssize_t)(places->count * sizeof *places->items));
}

/* Characters as a string, an empty one where they are not wanted. */
static PyObject *points_of(const Places *points, int wanted)
{
    const uint16_t one = 1;
    int order = *(const uint8_t *)&one ? -1 : 1;
    size_t count = wanted ? points->count : 0;
    return PyUnicode_DecodeUTF32((const char *)points->items, (Py_ssize_t)(4 * count), "surrogatepass", &order);
}

static PyObject *glance_glance(PyObject *module, PyObject *text)
{
    Glance glance;
    PyObject *rows, *found = NULL;
    (void)module;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is asked for");
        return NULL;
    }
    memset(&glance, 0, sizeof glance);
    if (!read_text(&glance, text)) {
        if (glance.vague) {
            rows = Py_None;
            Py_INCREF(rows);
        } else
            rows = packed(&glance.rows);
        found = Py_BuildValue("(NNNNNNNkNNiiik)", packed(&glance.gaps), packed(&glance.items), packed(&glance.brackets),
                              packed(&glance.openings), packed(&glance.titles), packed(&glance.pages), rows, (unsigned long)glance.lines,
                              points_of(&glance.marks, glance.uneven),
                              points_of(&glance.finals, 1), glance.odd, glance.numbers, glance.nested, (unsigned long)glance.seconds);
    }
    free(glance.gaps.items);
    free(glance.items.items);
    free(glance.brackets.items);
    free(glance.openings.items);
    free(glance.titles.items);
    free(glance.pages.items);
    free(glance.rows.items);
    free(glance.marks.items);
    free(glance.finals.items);
    return found;
}

static PyMethodDef methods[] = {
    {"glance", glance_glance, METH_O,
     "glance(text): as numbers of four bytes where blanks and characters of no width stand behind a character, where items end, where\n"
     "brackets and circled numbers may be items, and the heads of lines that begin with a mark, as a title with a wrong mark, as the\n"
     "number of a page; rows of ten numbers for lines that may begin with an ordinal (None where they are not told); how many lines are\n"
     "not blank; the marks and line ends where the marks are not all in plain pairs; the last characters of lines, each once; whether there\n"
     "are odd characters, long numbers, two colons in one sentence; and how often 其次 is in it."},
    {NULL, NULL, 0, NULL},
};

static int execute(PyObject *module)
{
    make_classes();
    return PyModule_AddIntConstant(module, "EDITION", EDITION);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_glance", "One look at a whole text, compiled.", 0, methods, slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__glance(void)
{
    return PyModuleDef_Init(&definition);
}
