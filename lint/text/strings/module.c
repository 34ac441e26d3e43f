/* Many strings found in one pass, where their table lies: nothing is built or copied to begin.

   The table (see lint/text/stringtable.py) files every string under its first three characters, or
   under all it has. A bit for each pair of characters that a string begins with lets nine places in
   ten pass at once. At each place as many strings are compared as begin alike, so that time
   grows with the text's length whatever stands in it. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define EDITION 1
/* Numbers at the head of the table: edition, strings, numbers in all records, and binary digits of two hashes. */
#define HEAD 5
/* Numbers at the head of a record: the string's length, how many owners it has, its own number. */
#define RECORD 3
#define SINGLES 0x10000

typedef struct {
    PyObject_HEAD
    Py_buffer data;
    int held;
    const uint8_t *keys, *singles;
    const uint8_t *buckets, *records; /* numbers of four bytes, wherever they lie */
    uint32_t length;
    unsigned int key_bits, bucket_bits;
} Strings;

/* A string of a rule at a place of the text. */
typedef struct {
    uint32_t start, rule, index;
} Call;

typedef struct {
    uint32_t start, record;
} Hit;

typedef struct {
    Hit *items;
    size_t count, room;
} Hits;

static uint32_t at(const uint8_t *numbers, size_t index)
{
    uint32_t number;
    memcpy(&number, numbers + 4 * index, 4);
    return number;
}

static uint32_t key(uint32_t one, uint32_t two, uint32_t three)
{
    uint32_t mixed = one * 0x9E3779B1u ^ two * 0x85EBCA77u ^ three * 0xC2B2AE3Du;
    mixed ^= mixed >> 15;
    return mixed * 0x2C1B3C6Du;
}

static int add(Hits *hits, uint32_t start, uint32_t record)
{
    if (hits->count == hits->room) {
        size_t room = hits->room ? 2 * hits->room : 1024;
        Hit *items = realloc(hits->items, room * sizeof *items);
        if (!items)
            return -1;
        hits->items = items;
        hits->room = room;
    }
    hits->items[hits->count++] = (Hit){start, record};
    return 0;
}

static int marked(const uint8_t *bits, uint32_t bit)
{
    return bits[bit >> 3] >> (bit & 7) & 1;
}

/* Whether a string stands in a text; they differ at the end, if anywhere. */
static int same(const Py_UCS4 *text, const uint8_t *characters, uint32_t length)
{
    while (length--)
        if (text[length] != at(characters, length))
            return 0;
    return 1;
}

/* Adds the strings that are filed under so many characters, three where they are longer, in a bucket and stand at a place. */
static int compare(const Strings *self, const Py_UCS4 *text, uint32_t size, uint32_t place, uint32_t hash, uint32_t filed, Hits *hits)
{
    uint32_t bucket = hash >> (32 - self->bucket_bits);
    uint32_t record = at(self->buckets, bucket), last = at(self->buckets, bucket + 1);
    while (record < last && record + RECORD <= self->length) {
        uint32_t length = at(self->records, record), owners = at(self->records, (size_t)record + 1), next;
        if (length > self->length || owners > self->length / 2 || (next = record + RECORD + length + 2 * owners) > self->length)
            break;
        /* Another number of characters may lead to the same bucket. */
        if ((length < 3 ? length : 3) == filed && length <= size - place && same(text + place, self->records + 4 * ((size_t)record + RECORD), length) &&
            add(hits, place, record) < 0)
            return -1;
        record = next;
    }
    return 0;
}

static int scan(const Strings *self, const Py_UCS4 *text, uint32_t size, Hits *hits)
{
    const uint8_t *keys = self->keys, *singles = self->singles;
    unsigned int shift = 32 - self->key_bits;
    for (uint32_t place = 0; place < size; place++) {
        /* Beyond the end there are no strings: U+0000 begins none that is longer than what is left. */
        Py_UCS4 one = text[place], two = place + 1 < size ? text[place + 1] : 0, three = place + 2 < size ? text[place + 2] : 0;
        uint32_t pair = key(one, two, 0), triple = key(one, two, three);
        int single = one >= SINGLES || marked(singles, one), marks = marked(keys, pair >> shift), more = marked(keys, triple >> shift);
        /* One branch that is seldom taken: which of the three it was is asked then. */
        if (!(single | marks | more))
            continue;
        if (single && compare(self, text, size, place, key(one, 0, 0), 1, hits) < 0)
            return -1;
        if (marks && two && compare(self, text, size, place, pair, 2, hits) < 0)
            return -1;
        if (more && three && compare(self, text, size, place, triple, 3, hits) < 0)
            return -1;
    }
    return 0;
}

/* All strings that stand in a text; the caller frees the items. -1 with an exception. */
static int found(const Strings *self, PyObject *text, Hits *hits)
{
    Py_ssize_t size = PyUnicode_GetLength(text);
    Py_UCS4 *copy;
    int failed;
    if (size < 0)
        return -1;
    if ((size_t)size > UINT32_MAX / 4) {
        PyErr_SetString(PyExc_OverflowError, "the text is too long");
        return -1;
    }
    copy = malloc(4 * (size_t)(size ? size : 1));
    if (!copy) {
        PyErr_NoMemory();
        return -1;
    }
    if (size && !PyUnicode_AsUCS4(text, copy, size, 0)) {
        free(copy);
        return -1;
    }
    failed = scan(self, copy, (uint32_t)size, hits);
    free(copy);
    if (failed)
        PyErr_NoMemory();
    return failed;
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
    PyObject *result = NULL;
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text is asked for");
        return NULL;
    }
    if (found(self, text, &hits) == 0 && (result = PyList_New((Py_ssize_t)hits.count)) != NULL)
        for (size_t number = 0; number < hits.count; number++) {
            Hit hit = hits.items[number];
            uint32_t length = at(self->records, hit.record);
            PyObject *item = Py_BuildValue("III", hit.start, hit.start + length, at(self->records, (size_t)hit.record + 2));
            if (!item) {
                Py_CLEAR(result);
                break;
            }
            PyList_SetItem(result, (Py_ssize_t)number, item);
        }
    free(hits.items);
    return result;
}

static int ordered(const void *one, const void *two)
{
    const Call *a = one, *b = two;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
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

/* What one rule is called for, paragraph by paragraph; NULL with an exception. */
static PyObject *by_paragraph(const Call *calls, size_t count, const uint32_t *starts, size_t paragraphs, PyObject *block, int paired)
{
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
        if (to - from > (size_t)paired && append(list, block, paragraph, starts[paragraph], calls + from, to - from) < 0)
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

static PyObject *strings_called(Strings *self, PyObject *args)
{
    PyObject *text, *block, *places, *result = NULL;
    Py_buffer modes;
    Hits hits = {NULL, 0, 0};
    Call *calls = NULL;
    uint32_t *starts = NULL;
    size_t count = 0, room = 0, paragraphs;
    if (!PyArg_ParseTuple(args, "UO!O!y*:called", &text, &PyList_Type, &block, &PyList_Type, &places, &modes))
        return NULL;
    paragraphs = (size_t)PyList_Size(block);
    if ((size_t)PyList_Size(places) < paragraphs || !paragraphs) {
        PyErr_SetString(PyExc_ValueError, "each paragraph must have its start");
        goto done;
    }
    starts = starts_of(places, paragraphs);
    if (!starts || found(self, text, &hits) < 0)
        goto done;
    for (size_t number = 0; number < hits.count; number++) {
        Hit hit = hits.items[number];
        size_t owner = (size_t)hit.record + RECORD + at(self->records, hit.record);
        size_t last = owner + 2 * (size_t)at(self->records, (size_t)hit.record + 1);
        for (; owner < last; owner += 2) {
            uint32_t rule = at(self->records, owner);
            if (rule >= (uint32_t)modes.len || !((const uint8_t *)modes.buf)[rule])
                continue;
            if (count == room) {
                Call *more;
                room = room ? 2 * room : 1024;
                more = realloc(calls, room * sizeof *calls);
                if (!more) {
                    PyErr_NoMemory();
                    goto done;
                }
                calls = more;
            }
            calls[count++] = (Call){hit.start, rule, at(self->records, owner + 1)};
        }
    }
    if (count)
        qsort(calls, count, sizeof *calls, ordered);
    result = PyDict_New();
    for (size_t from = 0, to; result && from < count; from = to) {
        uint32_t rule = calls[from].rule;
        PyObject *list, *name;
        for (to = from + 1; to < count && calls[to].rule == rule; to++)
            ;
        list = by_paragraph(calls + from, to - from, starts, paragraphs, block, ((const uint8_t *)modes.buf)[rule] > 1);
        name = PyLong_FromUnsignedLong(rule);
        if (!list || !name || (PyList_Size(list) && PyDict_SetItem(result, name, list) < 0))
            Py_CLEAR(result);
        Py_XDECREF(list);
        Py_XDECREF(name);
    }
done:
    free(hits.items);
    free(calls);
    free(starts);
    PyBuffer_Release(&modes);
    return result;
}

/* Whether a hash may have so many binary digits. */
static int fits(unsigned int bits)
{
    return bits >= 3 && bits <= 24;
}

static PyObject *strings_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"data", NULL};
    PyObject *data;
    Strings *self;
    const uint8_t *buffer;
    size_t size;
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
    buffer = self->data.buf;
    size = (size_t)self->data.len;
    if (size >= 4 * HEAD) {
        self->length = at(buffer, 2);
        self->key_bits = at(buffer, 3);
        self->bucket_bits = at(buffer, 4);
    }
    if (size < 4 * HEAD || at(buffer, 0) != EDITION || !fits(self->key_bits) || !fits(self->bucket_bits) ||
        self->length > UINT32_MAX / 8 ||
        size != 4 * ((uint64_t)HEAD + ((uint64_t)1 << self->bucket_bits) + 1 + self->length) +
                    ((uint64_t)1 << self->key_bits) / 8 + SINGLES / 8) {
        PyErr_SetString(PyExc_ValueError, "this is no table of strings");
        Py_DECREF(self);
        return NULL;
    }
    self->keys = buffer + 4 * HEAD;
    self->singles = self->keys + ((size_t)1 << self->key_bits) / 8;
    self->buckets = self->singles + SINGLES / 8;
    self->records = self->buckets + 4 * (((size_t)1 << self->bucket_bits) + 1);
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
     "joined text of a block, by paragraph; modes say which rules count (1) and which of them need two strings in a paragraph (2)."},
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
