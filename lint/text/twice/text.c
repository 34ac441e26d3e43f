/* A text as it is searched: paragraphs without blanks, and where sentences and clauses end. */

#include "text.h"

#include <stdlib.h>

#define STRANGERS (STRANGE_END - STRANGE)
#define SLOTS 4096
#define LEFT_OUT 0x10000u
#define UNKNOWN 0x10001u

/* The characters that have no place of their own in 16 bits, in the order of their codes. */
struct Strangers {
    uint32_t count;
    uint32_t points[STRANGERS];
    uint16_t slots[SLOTS]; /* one more than their numbers, by their values */
};

/* A code for a character that has none of its own; 0 where there are too many. */
static unsigned code_of_stranger(Loading *loading, uint32_t point)
{
    struct Strangers *strangers = loading->strangers;
    size_t slot = (size_t)mixed(point, loading->text->seed) % SLOTS;
    if (!strangers) {
        strangers = loading->strangers = calloc(1, sizeof *strangers);
        if (!strangers)
            return 0;
    }
    for (; strangers->slots[slot]; slot = (slot + 1) % SLOTS)
        if (strangers->points[strangers->slots[slot] - 1] == point)
            return STRANGE + strangers->slots[slot] - 1;
    if (strangers->count == STRANGERS)
        return 0;
    strangers->points[strangers->count++] = point;
    strangers->slots[slot] = (uint16_t)strangers->count;
    return STRANGE + strangers->count - 1;
}

static unsigned code_of(Loading *loading, uint32_t point)
{
    switch (point) {
    case 0x3002: return FULL_STOP;
    case 0xFF1B: return SEMICOLON;
    case 0xFF01: return EXCLAMATION;
    case 0xFF1F: return QUESTION;
    case ';': return NARROW_SEMICOLON;
    case 0xFF1A: return COLON;
    case ',': return NARROW_COMMA;
    case 0xFF0C: return COMMA;
    case 0x3001: return LIST_COMMA;
    default:
        return point < MARKS || (point >= STRANGE_END && point <= 0xFFFF) ? point : code_of_stranger(loading, point);
    }
}

static uint32_t point_of(const Loading *loading, unsigned code)
{
    static const uint16_t marks[] = {0x3002, 0xFF1B, 0xFF01, 0xFF1F, ';', 0xFF1A, ',', 0xFF0C, 0x3001};
    if (is_mark(code))
        return marks[code - MARKS];
    return code >= STRANGE && code < STRANGE_END ? loading->strangers->points[code - STRANGE] : code;
}

static int is_blank(uint32_t point)
{
    return point == ' ' || point == '\t' || point == '\r' || point == 0xA0 || point == 0x3000;
}

/* Visible ASCII but for marks. */
static int is_plain(uint32_t point)
{
    return point - 0x21 <= 0x7E - 0x21 && point != ';' && point != ',';
}

/* What str.strip takes away. */
static int is_space(uint32_t point)
{
    if (point < 0x1680)
        return (point >= 9 && point <= 13) || (point >= 0x1C && point <= 0x20) || point == 0x85 || point == 0xA0;
    return point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

static void set_bit(uint64_t *bits, int64_t at)
{
    bits[at >> 6] |= UINT64_C(1) << (at & 63);
}

/* Whether words are made of a character: Python's own opinion. -1 with an error set. */
static int makes_words(uint32_t point)
{
    PyObject *one, *answer;
    int made;
    one = PyUnicode_FromOrdinal((int)point);
    answer = one ? PyObject_CallMethod(one, "isalnum", NULL) : NULL;
    made = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    Py_XDECREF(one);
    return made;
}

/* A character that is neither hanzi nor plain: its code, or LEFT_OUT, or UNKNOWN where there is none for it. */
static unsigned special(Loading *loading, uint32_t point)
{
    Text *text = loading->text;
    unsigned code;
    if (is_blank(point))
        return LEFT_OUT;
    code = code_of(loading, point);
    if (!code && point)
        return UNKNOWN;
    if (!is_mark(code) && !(loading->known[code >> 6] >> (code & 63) & 1)) {
        int made = makes_words(point);
        if (made < 0)
            return UNKNOWN;
        set_bit(loading->known, code);
        if (made)
            set_bit(text->words, code);
    }
    return code;
}

/* Note the mark behind a clause or a sentence. */
static void end_unit(Loading *loading, unsigned code, int64_t at)
{
    Text *text = loading->text;
    set_bit(text->clauses, at);
    text->heads += at - loading->clause >= KEY;
    loading->clause = at + 1;
    if (ends_sentence(code)) {
        set_bit(text->sentences, at);
        text->tails += at - loading->sentence >= WITH_TAIL;
        loading->sentence = at + 1;
    }
}

/* 0, or 1 where the text has too many characters without codes; -1 with an error set. */
static int append(Loading *loading, const uint32_t *points, int64_t count)
{
    Text *text = loading->text;
    uint16_t *chars = text->chars;
    int64_t end = text->end, low = 0, high = count;
    while (low < high && is_space(points[low]))
        low++;
    while (low < high && is_space(points[high - 1]))
        high--;
    for (; low < high; low++) {
        uint32_t point = points[low];
        unsigned code;
        if (is_hanzi(point) || is_plain(point)) {
            chars[end++] = (uint16_t)point;
            continue;
        }
        /* The most frequent ones first. */
        code = point == 0xFF0C ? (unsigned)COMMA : point == 0x3002 ? (unsigned)FULL_STOP : point == 0x3001 ? (unsigned)LIST_COMMA : special(loading, point);
        if (code >= LEFT_OUT) {
            if (code == LEFT_OUT)
                continue;
            if (loading->strangers && !PyErr_Occurred())
                return 1;
            if (!PyErr_Occurred())
                PyErr_NoMemory();
            return -1;
        }
        if (ends_clause(code))
            end_unit(loading, code, end);
        chars[end++] = (uint16_t)code;
    }
    end_unit(loading, LINE_END, end);
    chars[end++] = LINE_END;
    text->end = end;
    return 0;
}

int load_text(Loading *loading, PyObject *paragraphs)
{
    Text *text = loading->text;
    Py_ssize_t count = PyTuple_Size(paragraphs), at;
    int64_t total = 0, longest = 0;
    uint32_t *points;
    int failed = 0;
    for (at = 0; at < count; at++) {
        PyObject *paragraph = PyTuple_GetItem(paragraphs, at);
        Py_ssize_t length = paragraph && PyUnicode_Check(paragraph) ? PyUnicode_GetLength(paragraph) : -1;
        if (length < 0) {
            if (!PyErr_Occurred())
                PyErr_SetString(PyExc_TypeError, "paragraphs are strings");
            return -1;
        }
        total += length + 1;
        longest = most_of(longest, length);
    }
    if (!count || total > UINT32_MAX / 4)
        return 1;
    text->chars = malloc(((size_t)total + 8) * sizeof *text->chars);
    text->starts = malloc(((size_t)count + 1) * sizeof *text->starts);
    text->sentences = calloc((size_t)total / 64 + 1, sizeof *text->sentences);
    text->clauses = calloc((size_t)total / 64 + 1, sizeof *text->clauses);
    points = malloc(((size_t)longest + 1) * sizeof *points);
    if (!text->chars || !text->starts || !text->sentences || !text->clauses || !points) {
        free(points);
        PyErr_NoMemory();
        return -1;
    }
    for (at = 0; at < count && !failed; at++) {
        PyObject *paragraph = PyTuple_GetItem(paragraphs, at);
        Py_ssize_t length = PyUnicode_GetLength(paragraph);
        text->starts[at] = (uint32_t)text->end;
        failed = PyUnicode_AsUCS4(paragraph, (Py_UCS4 *)points, (Py_ssize_t)longest + 1, 0) ? append(loading, points, length) : -1;
    }
    free(points);
    for (at = '0'; at <= 'z'; at++)
        if (at <= '9' || ((at | 32) >= 'a' && (at | 32) <= 'z'))
            set_bit(text->words, at);
    text->paragraphs = count;
    text->starts[count] = (uint32_t)text->end;
    /* The last line end is none of the text's. */
    text->end--;
    return failed;
}

void free_text(Loading *loading)
{
    free(loading->text->chars);
    free(loading->text->starts);
    free(loading->text->sentences);
    free(loading->text->clauses);
    free(loading->strangers);
}

PyObject *piece(const Loading *loading, int64_t low, int64_t high)
{
    const Text *text = loading->text;
    const uint16_t one = 1;
    int64_t at;
    uint32_t *points;
    PyObject *made;
    int order = *(const uint8_t *)&one ? -1 : 1;
    low = most_of(0, low);
    high = most_of(low, least_of(high, text->end));
    points = malloc((size_t)(high - low + 1) * sizeof *points);
    if (!points)
        return PyErr_NoMemory();
    for (at = low; at < high; at++)
        points[at - low] = point_of(loading, text->chars[at]);
    /* Lone surrogates are characters here. */
    made = PyUnicode_DecodeUTF32((const char *)points, (Py_ssize_t)(4 * (high - low)), "surrogatepass", &order);
    free(points);
    return made;
}
