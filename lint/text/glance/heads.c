/* What lines begin with: ordinals of the usual forms, read as headings.py reads them, and other lines of which few are worth a look. */

#include "glance.h"

#include <string.h>

/* What may stand before an ordinal: BLANK of heading.py. */
static int is_left_blank(uint32_t point)
{
    return point == ' ' || point == '\t' || point == 0xA0 || point == 0x3000 || point == 0x200B || point == 0xFEFF;
}

/* What an ordinal stands behind that is no blank: _LEFT. */
static int is_left(uint32_t point)
{
    return is_left_blank(point) || (point && point < 0x80 && strchr("#>*-_[<", (int)point)) || point == 0xFF0A || point == 0xB7 ||
           point == 0x2022 || point == 0x3010;
}

/* What may stand behind an ordinal: _MARKS. */
static int is_mark(uint32_t point)
{
    return point == 0x3001 || point == '.' || point == 0xFF0E || point == 0xFF0C || point == ',' || point == ':' || point == 0xFF1A;
}

/* Characters that are one ordinal each; more of them than headings.py knows. */
static int is_single(uint32_t point)
{
    return (point >= 0x2460 && point <= 0x249B) || (point >= 0x24EB && point <= 0x24F4) || (point >= 0x2776 && point <= 0x277F) ||
           (point >= 0x3220 && point <= 0x3229) || (point >= 0x3251 && point <= 0x325F) || (point >= 0x32B1 && point <= 0x32BF);
}

static int is_wide_digit(uint32_t point)
{
    return point - 0xFF10 < 10;
}

/* Hanzi, and marks and letters that are surely no digits of any script. */
static int is_clear(uint32_t point)
{
    return (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3000 && point <= 0x303F) || (point >= 0x2010 && point <= 0x2027) ||
           (point > ' ' && point < 0x7F && !is_digit(point)) || (point >= 0xFF01 && point <= 0xFF0F) || point == ' ' || point == 0xA0;
}

/* What a numeral of hanzi goes on with: HANZI of numerals.py. */
static int is_numeral(uint32_t point)
{
    return value_of(point) || point == 0x3007 || point == 0x96F6 || point == 0x25CB || point == 0x4E24 || point == 0x767E || point == 0x5343;
}

/* What a reference goes on with that begins as an ordinal does: _REFERS. */
static int refers(uint32_t point)
{
    static const uint16_t points[] = {0x3001, 0xFF0C, 0x548C, 0x53CA, 0x4E0E, 0x81F3, 0x6216, 0x5230, 0x2014, '-', 0x7B2C, 0xFF08, '(',
                                      0x9879, 0x6B3E, 0x89C4, 0};
    const uint16_t *one;
    for (one = points; *one; one++)
        if (*one == point)
            return 1;
    return 0;
}

static int ends_line(uint32_t point)
{
    return point == '\n' || point == '\r';
}

/* An ordinal: its style (0 for none), number, the length of its numeral, and where it ends. */
typedef struct {
    unsigned style, number, length, end;
} Ordinal;

static Ordinal bracketed(const uint32_t *text)
{
    Ordinal unknown = {STYLE_UNKNOWN, 0, 0, 0}, found = {STYLE_HANZI_BRACKET, value_of(text[1]), 1, 0};
    unsigned at = 2;
    if (!found.number) {
        if (!is_digit(text[1]) || text[1] == '0')
            return unknown;
        found.style = STYLE_ARABIC_BRACKET;
        found.number = text[1] - '0';
        if (is_digit(text[2])) {
            found.number = 10 * found.number + text[2] - '0';
            found.length = 2;
            at = 3;
        }
    }
    if ((text[at] != 0xFF09 && text[at] != ')') || refers(text[at + 1]))
        return unknown;
    found.end = at + 1 + is_mark(text[at + 1]);
    return found;
}

/* The ordinal that stands at a place, as _parsed of headings.py tells it; of an unknown style where that must tell. */
static Ordinal ordinal_at(const uint32_t *text)
{
    Ordinal none = {0, 0, 0, 0}, unknown = {STYLE_UNKNOWN, 0, 0, 0}, found = {STYLE_HANZI, value_of(text[0]), 1, 2};
    unsigned digits;
    if (found.number) {
        if (text[1] == 0x3001) {
            if (ends_line(text[2]))
                return none;
            return is_numeral(text[2]) ? unknown : found;
        }
        return is_numeral(text[1]) || is_left_blank(text[1]) || is_mark(text[1]) ? unknown : none;
    }
    if (text[0] == 0xFF08 || text[0] == '(')
        return bracketed(text);
    if (text[0] == 0x7B2C || is_single(text[0]) || is_wide_digit(text[0]))
        return unknown;
    if (!is_digit(text[0]))
        return none;
    for (digits = 1; digits < 4 && is_digit(text[digits]); digits++)
        ;
    if (digits > 3)
        return none;
    if (!is_mark(text[digits]) && text[digits] != ')' && text[digits] != 0xFF09)
        return text[digits] == ' ' || text[digits] == 0x3000 || is_wide_digit(text[digits]) ? unknown : none;
    if (ends_line(text[digits + 1]))
        return none;
    if (digits > 2 || text[0] == '0' || !is_clear(text[digits + 1]) || text[digits] == 0xFF0C || text[digits] == ',' || text[digits] == ':' ||
        text[digits] == 0xFF1A)
        return unknown;
    found.style = text[digits] == ')' || text[digits] == 0xFF09 ? STYLE_ARABIC_PAREN : STYLE_ARABIC;
    found.number = digits > 1 ? 10 * (text[0] - '0') + text[1] - '0' : text[0] - '0';
    found.length = digits;
    found.end = digits + 1;
    return found;
}

/* As many characters from an ordinal on are looked at for its title. */
#define MOST_TITLE 100

static void add_row(Glance *glance, const uint32_t *text, uint32_t blanks)
{
    Ordinal found = ordinal_at(text);
    uint32_t row[ROW] = {0}, title, final;
    int number;
    /* Behind something else than blanks headings.py looks itself. */
    if (is_left(*text) || blanks > MOST_BLANKS - 8)
        found.style = STYLE_UNKNOWN;
    if (!found.style)
        return;
    title = found.end;
    while (title < MOST_TITLE && is_left_blank(text[title]))
        title++;
    for (final = title; final < MOST_TITLE && !is_stop(text[final]) && !ends_line(text[final]); final++)
        ;
    if (final == MOST_TITLE)
        found.style = STYLE_UNKNOWN;
    row[ROW_LINE] = glance->lines;
    row[ROW_STYLE] = found.style;
    row[ROW_NUMBER] = found.number;
    row[ROW_START] = blanks;
    row[ROW_LENGTH] = found.length;
    row[ROW_END] = blanks + found.end;
    row[ROW_TITLE] = blanks + title;
    row[ROW_FINAL] = blanks + final;
    for (number = 0; number < ROW; number++)
        add_place(glance, &glance->rows, row[number]);
    glance->row = found.style != STYLE_UNKNOWN && !glance->failed;
}

/* Whether a line begins with a numeral and a mark that should not follow it: _TITLE_LINE of ordinal.py. */
static int is_title(const uint32_t *text)
{
    int at = 1;
    if (value_of(*text)) {
        at += value_of(*text) == 10 && value_of(text[1]) && value_of(text[1]) < 6;
        at += text[at] == ' ';
        return text[at] == '.' || text[at] == 0xFF0E || text[at] == 0xFF0C || text[at] == ',' || text[at] == ':' || text[at] == 0xFF1A;
    }
    if (!is_digit(*text))
        return 0;
    at += is_digit(text[1]);
    return text[at] == 0xFF0C || text[at] == ',' || text[at] == ':' || text[at] == 0xFF1A;
}

/* What the number of a page begins and ends with. */
static int begins_page(uint32_t point)
{
    static const uint16_t points[] = {0x2014, 0x2013, 0x2015, 0xFF0D, 0x2500, 0xB7, 0x2022, '~', 0xFF5E, 0x7B2C, 0x5171, 'P', 'p', '-', 0};
    const uint16_t *one;
    for (one = points; *one; one++)
        if (*one == point)
            return 1;
    return is_digit(point) || is_wide_digit(point);
}

static int ends_page(uint32_t point)
{
    return begins_page(point) || point == 0x9875 || point == ')' || point == 0xFF09;
}

/* What no sentence begins with. */
static int is_misplaced(uint32_t point)
{
    return is_stop(point) || point == 0xFF0C || point == 0xFF1B || point == 0xFF1A || point == 0x3001 || point == 0x201D || point == 0x2019;
}

void begin_line(Glance *glance, const uint32_t *text, uint32_t at)
{
    uint32_t blanks = 0;
    glance->line_start = at;
    glance->inked = glance->row = glance->paged = 0;
    while (blanks < MOST_BLANKS && is_left_blank(text[blanks])) {
        glance->inked |= !is_space(text[blanks]);
        blanks++;
    }
    text += blanks;
    glance->head = at + blanks;
    if (blanks == MOST_BLANKS) {
        /* What stands behind as many is not known: whoever asks must look at the line. */
        glance->vague = 1;
        add_place(glance, &glance->titles, glance->head);
        add_place(glance, &glance->pages, glance->head);
        return;
    }
    if (ends_line(*text))
        return;
    if (is_space(*text))
        glance->vague = 1;
    glance->inked = 1;
    if (is_misplaced(*text))
        add_place(glance, &glance->openings, glance->head);
    if (is_title(text))
        add_place(glance, &glance->titles, glance->head);
    glance->paged = begins_page(*text);
    add_row(glance, text, blanks);
}

void end_line(Glance *glance, const uint32_t *text, uint32_t at)
{
    uint32_t blanks = 0, last;
    uint32_t *row;
    if (text[-1] < 0x10000 && !(glance->ended[text[-1] >> 5] >> (text[-1] & 31) & 1)) {
        glance->ended[text[-1] >> 5] |= UINT32_C(1) << (text[-1] & 31);
        add_place(glance, &glance->finals, text[-1]);
    }
    if (at - glance->line_start > LONGEST)
        glance->vague = 1;
    if (!glance->inked)
        return;
    glance->lines++;
    if (!glance->paged && !glance->row)
        return;
    while (blanks < MOST_BLANKS && at - blanks > glance->line_start && is_space(text[-1 - (int)blanks]))
        blanks++;
    last = at - blanks;
    if (blanks == MOST_BLANKS) {
        glance->vague = 1;
        if (glance->paged)
            add_place(glance, &glance->pages, glance->head);
        return;
    }
    if (glance->paged && last > glance->head && ends_page(text[-1 - (int)blanks]))
        add_place(glance, &glance->pages, glance->head);
    if (!glance->row)
        return;
    row = glance->rows.items + glance->rows.count - ROW;
    last -= glance->line_start;
    if (row[ROW_TITLE] > last)
        row[ROW_TITLE] = last;
    if (row[ROW_FINAL] > last)
        row[ROW_FINAL] = last;
    row[ROW_LAST] = text[-1 - (int)blanks];
    row[ROW_RUN_IN] = row[ROW_FINAL] + 1 < last;
}
