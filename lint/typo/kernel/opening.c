/* A model's arrays, found in its file and checked before anything is read with them. */

#include "opening.h"

#include <math.h>
#include <string.h>

/* An array of the model's file: of this kind, with at least so many items. */
static const void *section(Py_buffer *data, PyObject *sections, const char *name, const char *kind, size_t least, size_t *count)
{
    PyObject *entry = PyDict_GetItemString(sections, name);
    const char *found;
    Py_ssize_t number, offset;
    size_t width = (size_t)(kind[2] - '0');
    if (!entry) {
        PyErr_Format(PyExc_ValueError, "no array %s", name);
        return NULL;
    }
    if (!PyTuple_Check(entry) || !PyArg_ParseTuple(entry, "snn", &found, &number, &offset)) {
        PyErr_Format(PyExc_ValueError, "no array %s", name);
        return NULL;
    }
    /* "|u1" and "<u1" are the same. */
    if (strlen(found) != 3 || strcmp(found + 1, kind + 1) != 0 || (width > 1 && found[0] != '<') || number < 0 || offset < 0 ||
        offset > data->len || (size_t)number > (size_t)(data->len - offset) / width || (size_t)number < least ||
        ((uintptr_t)data->buf + (size_t)offset) % width) {
        PyErr_Format(PyExc_ValueError, "array %s does not fit", name);
        return NULL;
    }
    if (count)
        *count = (size_t)number;
    return (const char *)data->buf + offset;
}

static int open_table(Py_buffer *data, PyObject *sections, PyObject *layouts, const char *name, int wide, Table *table)
{
    char part[64];
    unsigned long long seed, segment, segments;
    size_t slots;
    PyObject *layout = PyDict_GetItemString(layouts, name);
    if (!layout || !PyTuple_Check(layout) || !PyArg_ParseTuple(layout, "KKK", &seed, &segment, &segments)) {
        if (!PyErr_Occurred())
            PyErr_Format(PyExc_ValueError, "no layout of %s", name);
        return -1;
    }
    if (!segment || segment & (segment - 1) || segment > 1 << 24 || !segments || segments > 1 << 24 ||
        (segments + 2) * segment > 1 << 30) {
        PyErr_Format(PyExc_ValueError, "the layout of %s is impossible", name);
        return -1;
    }
    slots = (size_t)((segments + 2) * segment);
    table->seed = seed;
    table->segment = segment;
    table->spread = segments * segment;
    PyOS_snprintf(part, sizeof part, "%s.marks", name);
    if (wide)
        table->marks16 = section(data, sections, part, "<u2", slots, NULL);
    else
        table->marks8 = section(data, sections, part, "<u1", slots, NULL);
    if (PyErr_Occurred())
        return -1;
    PyOS_snprintf(part, sizeof part, "%s.values", name);
    table->values = section(data, sections, part, "<u1", wide ? slots : (slots + 1) / 2, NULL);
    return table->values ? 0 : -1;
}

static int open_tables(Py_buffer *data, PyObject *sections, PyObject *layouts, const char *name, int wide, Tables *tables)
{
    char own[64];
    if (open_table(data, sections, layouts, name, wide, &tables->base) < 0)
        return -1;
    PyOS_snprintf(own, sizeof own, "own.%s", name);
    tables->extended = PyDict_GetItemString(layouts, own) != NULL;
    return tables->extended ? open_table(data, sections, layouts, own, wide, &tables->own) : 0;
}

static int open_forest(Py_buffer *data, PyObject *sections, const char *name, Forest *forest)
{
    static const char *const parts[] = {"feature", "limit", "left", "right", "value", "roots", "depth"};
    static const char *const kinds[] = {"<u1", "<f4", "<u2", "<u2", "<f4", "<u2", "<u1"};
    const void *found[7];
    size_t counts[7], node;
    char whole[64];
    int part;
    PyOS_snprintf(whole, sizeof whole, "%s.feature", name);
    if (!PyDict_GetItemString(sections, whole))
        return 0;
    for (part = 0; part < 7; part++) {
        PyOS_snprintf(whole, sizeof whole, "%s.%s", name, parts[part]);
        found[part] = section(data, sections, whole, kinds[part], 1, &counts[part]);
        if (!found[part])
            return -1;
    }
    forest->nodes = counts[0];
    forest->feature = found[0];
    forest->limit = found[1];
    forest->left = found[2];
    forest->right = found[3];
    forest->value = found[4];
    forest->root = found[5];
    forest->roots = counts[5];
    forest->depth = *(const uint8_t *)found[6];
    for (part = 1; part < 5; part++)
        if (counts[part] < forest->nodes)
            goto broken;
    if (forest->roots > MOST_TREES)
        goto broken;
    for (node = 0; node < forest->nodes; node++)
        if (forest->feature[node] >= COLUMN_COUNT || forest->left[node] >= forest->nodes || forest->right[node] >= forest->nodes)
            goto broken;
    for (node = 0; node < forest->roots; node++)
        if (forest->root[node] >= forest->nodes)
            goto broken;
    return 0;
broken:
    PyErr_Format(PyExc_ValueError, "the trees %s lead nowhere", name);
    return -1;
}

static int numbers(PyObject *tuple, double *target, Py_ssize_t count, const char *name)
{
    Py_ssize_t at;
    if (!PyTuple_Check(tuple) || PyTuple_Size(tuple) != count) {
        PyErr_Format(PyExc_ValueError, "%s has %zd numbers", name, count);
        return -1;
    }
    for (at = 0; at < count; at++) {
        target[at] = PyFloat_AsDouble(PyTuple_GetItem(tuple, at));
        if (target[at] == -1.0 && PyErr_Occurred())
            return -1;
    }
    return 0;
}

/* Which symbols belong to each class of syllables, in order of the classes. */
static void sort_members(Model *model)
{
    uint32_t at, group, last = 0, *starts = model->member_offsets;
    /* There are a few hundred classes; what lies beyond the last is never asked for. */
    for (at = 0; at < model->group_count; at++)
        if (model->groups[at] > last)
            last = model->groups[at];
    for (at = 0; at < SIZE * READINGS; at++)
        starts[group_of(model, model->readings[at]) + 1]++;
    for (group = 0; group <= last; group++)
        starts[group + 1] += starts[group];
    for (at = 0; at < SIZE * READINGS; at++)
        model->members[starts[group_of(model, model->readings[at])]++] = (uint16_t)(at / READINGS);
    for (group = last + 1; group > 0; group--)
        starts[group] = starts[group - 1];
    starts[0] = 0;
}

int open_model(Model *model, Py_buffer *data, PyObject *sections, PyObject *layouts, Py_buffer *table, unsigned first,
               PyObject *marks, Py_buffer *named, PyObject *levels, double tokens, PyObject *limits, PyObject *least)
{
    static const char *const names[] = {"substitute", "pair", "edit", "insert"};
    double signs[4];
    size_t count, words, at;
    char early[64];
    int number;
    if (table->len != sizeof model->table || named->len != SIZE || first < FIRST_MARK || first >= SIZE) {
        PyErr_SetString(PyExc_ValueError, "the alphabet does not fit");
        return -1;
    }
    memcpy(model->table, table->buf, sizeof model->table);
    for (at = 0; at < 65536; at++)
        if (model->table[at] >= SIZE && model->table[at] != DROPPED) {
            PyErr_SetString(PyExc_ValueError, "the alphabet does not fit");
            return -1;
        }
    for (at = 0; at < SIZE; at++)
        model->named[at] = ((const uint8_t *)named->buf)[at] != 0;
    model->first = first;
    model->tokens = tokens;
    if (numbers(marks, signs, 4, "marks") < 0 || numbers(levels, model->count + 1, LEVELS - 1, "levels") < 0 ||
        numbers(limits, model->limits, FAMILIES, "limits") < 0 || numbers(least, model->least, INSERT + 1, "least") < 0)
        return -1;
    model->open = (uint32_t)signs[0];
    model->close = (uint32_t)signs[1];
    model->list = (uint32_t)signs[2];
    model->title = (uint32_t)signs[3];
    for (number = 0; number < LEVELS; number++) {
        model->log_e[number] = log(model->count[number] + 0.3);
        model->log_2[number] = log2(model->count[number] + 0.5);
    }
    for (number = 1; number < 256; number++)
        model->frequency[number] = exp2((number - 1) / 8.0 - 7.0);
    if (!(model->follows = section(data, sections, "follows", "<u1", (size_t)SIZE * SIZE / 8, NULL)) ||
        !(model->singles = section(data, sections, "singles", "<u4", SIZE, NULL)) ||
        !(model->readings = section(data, sections, "readings", "<u2", (size_t)SIZE * READINGS, NULL)) ||
        !(model->groups = section(data, sections, "groups", "<u2", 1, &model->group_count)) ||
        !(model->shapes = section(data, sections, "shapes.items", "<u2", 0, &count)) ||
        !(model->shape_offsets = section(data, sections, "shapes.offsets", "<u4", SIZE + 1, NULL)) ||
        !(model->sound_keys = section(data, sections, "homophones.keys", "<u4", 0, &model->sound_count)) ||
        !(model->sound_words = section(data, sections, "homophones.words", "<u2", 0, &words)))
        return -1;
    if (words / 2 < model->sound_count) {
        PyErr_SetString(PyExc_ValueError, "array homophones.words does not fit");
        return -1;
    }
    for (at = 0; at < SIZE; at++)
        if (model->shape_offsets[at] > model->shape_offsets[at + 1] || model->shape_offsets[at + 1] > count) {
            PyErr_SetString(PyExc_ValueError, "array shapes.offsets does not fit");
            return -1;
        }
    for (at = 0; at < SIZE; at++)
        model->total += model->singles[at];
    sort_members(model);
    if (open_tables(data, sections, layouts, "grams", 0, &model->grams) < 0 ||
        open_tables(data, sections, layouts, "words", 1, &model->words) < 0)
        return -1;
    for (number = 0; number < FAMILIES; number++) {
        PyOS_snprintf(early, sizeof early, "early.%s", names[number]);
        if (open_forest(data, sections, early, &model->early[number]) < 0 ||
            open_forest(data, sections, names[number], &model->final[number]) < 0)
            return -1;
    }
    return 0;
}
