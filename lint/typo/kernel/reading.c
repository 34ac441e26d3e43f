/* A text on its way into symbols. */

#include "reading.h"

#include <stdlib.h>
#include <string.h>

#define PIECE 65536

/* Room for so many more symbols; -1 with an error set. */
static int widen(Reading *reading, size_t more)
{
    size_t needed = reading->encoder.length + more + 2 * MARGIN;
    if (reading->line && needed > reading->room) {
        size_t room = needed + needed / 2;
        uint16_t *line = realloc(reading->line, room * sizeof *line);
        if (!line) {
            PyErr_NoMemory();
            return -1;
        }
        reading->line = line;
        reading->room = room;
        reading->encoder.symbols = line + MARGIN;
    }
    return 0;
}

/* Go on with one string; -1 with an error set. */
static int encode_string(Reading *reading, PyObject *string)
{
    Py_ssize_t count = PyUnicode_GetLength(string), low;
    if (count < 0)
        return -1;
    if ((uint64_t)count + reading->count > UINT32_MAX / 4) {
        PyErr_NoMemory();
        return -1;
    }
    for (low = 0; low < count; low += PIECE) {
        Py_ssize_t high = count - low > PIECE ? low + PIECE : count, from = low ? low - 1 : 0, to = high < count ? high + 1 : count;
        PyObject *piece = from || to < count ? PyUnicode_Substring(string, from, to) : Py_NewRef(string);
        if (!piece || widen(reading, (size_t)(high - low)) < 0 || !PyUnicode_AsUCS4(piece, (Py_UCS4 *)reading->points, PIECE + 2, 0)) {
            Py_XDECREF(piece);
            return -1;
        }
        Py_DECREF(piece);
        encode(&reading->encoder, reading->points, (size_t)(to - from), (size_t)(low - from), (size_t)(high - from),
               reading->count + (size_t)from);
    }
    reading->count += (size_t)count;
    return 0;
}

/* Read a text, a string or strings that follow each other, from its beginning; -1 with an error set. */
static int encode_text(Reading *reading, PyObject *text)
{
    PyObject *strings, *string;
    reading->encoder.previous = DROPPED;
    reading->encoder.length = 0;
    reading->count = 0;
    if (PyUnicode_Check(text))
        return encode_string(reading, text);
    strings = PyObject_GetIter(text);
    if (!strings)
        return -1;
    while ((string = PyIter_Next(strings))) {
        int failed = encode_string(reading, string);
        Py_DECREF(string);
        if (failed)
            break;
    }
    Py_DECREF(strings);
    return PyErr_Occurred() ? -1 : 0;
}

int reading_start(Reading *reading, const Model *model, PyObject *text)
{
    memset(reading, 0, sizeof *reading);
    reading->room = 2 * MARGIN;
    reading->line = calloc(reading->room, sizeof *reading->line);
    reading->points = malloc((PIECE + 2) * sizeof *reading->points);
    if (!reading->line || !reading->points) {
        PyErr_NoMemory();
        return -1;
    }
    reading->encoder.model = model;
    reading->encoder.symbols = reading->line + MARGIN;
    if (encode_text(reading, text) < 0)
        return -1;
    memset(reading->encoder.symbols + reading->encoder.length, 0, MARGIN * sizeof *reading->line);
    return 0;
}

int reading_place(Reading *reading, Alarms *alarms, PyObject *text)
{
    free(reading->line);
    reading->line = NULL;
    reading->encoder.symbols = NULL;
    reading->encoder.alarms = alarms;
    return encode_text(reading, text);
}

void reading_end(Reading *reading)
{
    free(reading->line);
    free(reading->points);
}
