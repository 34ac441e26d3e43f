/* A text character by character: most belong to no class, and nothing is done about them. */

#include "glance.h"

#include <stdlib.h>

/* So many characters stand between two colons of one sentence: those of the rule colon-nested. */
#define LEAST_NESTED 7
#define MOST_NESTED 57

static uint8_t classes[0x10000];

static void classify(const uint16_t *points, unsigned sort)
{
    for (; *points; points++)
        classes[*points] = (uint8_t)sort;
}

static void classify_range(uint32_t first, uint32_t last, unsigned sort)
{
    for (; first <= last; first++)
        classes[first] = (uint8_t)sort;
}

void make_classes(void)
{
    static const uint16_t blanks[] = {' ', '\t', 0xA0, 0x3000, 0}, unseen[] = {0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0};
    static const uint16_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0};
    static const uint16_t paired[] = {0x3008, 0x3009, 0x3010, 0x3011, 0x3014, 0x3015, 0x300C, 0x300D, 0x300E, 0x300F,
                                      0x2018, 0x2019, ')', '"', '\'', 0xFF02, 0x2033, 0x301D, 0};
    classify_range(0, 8, ODD);
    classify_range(0x0B, 0x1F, ODD);
    classify_range(0x7F, 0x9F, ODD);
    classify_range(0x180E, 0x180E, ODD);
    classify_range(0x200B, 0x200F, ODD);
    classify_range(0x2028, 0x202E, ODD);
    classify_range(0x2060, 0x206F, ODD);
    classify_range(0x2E80, 0x2FDF, ODD);
    classify_range(0xE000, 0xFAFF, ODD);
    classify_range(0xFFF9, 0xFFFB, ODD);
    classify_range(0xFFFE, 0xFFFF, ODD);
    classify_range('0', '9', DIGIT);
    classify_range(0xFF10, 0xFF19, DIGIT);
    classify_range(0x2460, 0x2473, CIRCLED);
    classify(blanks, BLANK);
    classify(unseen, UNSEEN);
    classify(numerals, NUMERAL);
    classify(paired, PAIRED);
    classes['\n'] = classes['\r'] = LINE_END;
    classes[0x300A] = TITLE;
    classes[0x300B] = TITLE_END;
    classes[0xFF08] = BRACKET;
    classes[0xFF09] = BRACKET_END;
    classes[0x201C] = QUOTE;
    classes[0x201D] = QUOTE_END;
    classes['('] = NARROW;
    classes[0xFF1A] = COLON;
    classes[0x5176] = SECOND;
}

unsigned class_of(uint32_t point)
{
    return point < 0x10000 ? classes[point] : NOTHING;
}

int is_space(uint32_t point)
{
    if (point < 0x1680)
        return (point >= 9 && point <= 13) || (point >= 0x1C && point <= 0x20) || point == 0x85 || point == 0xA0;
    return point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 || point == 0x202F ||
           point == 0x205F || point == 0x3000;
}

unsigned value_of(uint32_t point)
{
    switch (point) {
    case 0x4E00: return 1;
    case 0x4E8C: return 2;
    case 0x4E09: return 3;
    case 0x56DB: return 4;
    case 0x4E94: return 5;
    case 0x516D: return 6;
    case 0x4E03: return 7;
    case 0x516B: return 8;
    case 0x4E5D: return 9;
    case 0x5341: return 10;
    default: return 0;
    }
}

void add_place(Glance *glance, Places *places, uint32_t place)
{
    if (places->count == places->room) {
        size_t room = places->room ? 2 * places->room : 256;
        uint32_t *items = realloc(places->items, room * sizeof *items);
        if (!items) {
            glance->failed = 1;
            return;
        }
        places->items = items;
        places->room = room;
    }
    places->items[places->count++] = place;
}

/* What may stand between two groups of one number. */
static int parts_number(uint32_t point)
{
    return point == ' ' || point == '-' || point == 0xFF0D || point == 0x2014 || point == 0x2013 || point == 0x2010 || point == 0x2011 ||
           point == 0xA0 || point == 0x2002;
}

/* Digits from a place on, so many of which are read at once; how many these are. */
static uint32_t take_digits(Glance *glance, const uint32_t *text, uint32_t at, uint32_t most)
{
    int on = glance->digits && (at == glance->after_digit || (at == glance->after_digit + 1 && parts_number(text[-1])));
    uint32_t count = 1;
    while (count < most && class_of(text[count]) == DIGIT)
        count++;
    glance->digits = on ? glance->digits + count : count;
    glance->after_digit = at + count;
    glance->numbers |= glance->digits >= 11;
    return count;
}

int is_stop(uint32_t point)
{
    return point == 0x3002 || point == 0xFF01 || point == 0xFF1F;
}

static int is_comma(uint32_t point)
{
    return point == 0xFF0C || point == 0x3001 || point == ',';
}

/* Whether an item is numbered so: a numeral before 是 or 要, or behind 第 or 其 as the last of one to three and before a comma. */
static int is_item(const uint32_t *text)
{
    int back;
    if (text[1] == 0x662F || text[1] == 0x8981)
        return 1;
    if (!is_comma(text[1]))
        return 0;
    for (back = 1; back < 3 && class_of(text[-back]) == NUMERAL; back++)
        ;
    return text[-back] == 0x7B2C || text[-back] == 0x5176;
}

/* Whether a character ends or parts what stands before an item within a paragraph. */
static int parts_items(uint32_t point)
{
    return is_comma(point) || is_stop(point) || point == 0xFF1A || point == 0xFF1B || point == ':' || point == ';';
}

int is_digit(uint32_t point)
{
    return point - '0' < 10;
}

/* A colon: whether it and the one before it stand in one sentence. */
static void take_colon(Glance *glance, const uint32_t *text, uint32_t at)
{
    uint32_t between = at - glance->colon, back;
    if (!glance->colon || between < LEAST_NESTED || between > MOST_NESTED)
        return;
    for (back = 1; back <= between && !is_stop(text[-(int)back]) && text[-(int)back] != 0xFF1B; back++)
        ;
    glance->nested |= back > between;
}

/* A title and a bracket may stand one within the other, a quotation anywhere, all of them in one line and none within its like. */
static void take_mark(Glance *glance, unsigned sort)
{
    switch (sort) {
    case TITLE:
        glance->uneven |= glance->title > 0;
        glance->title = 1 + (glance->bracket > 0);
        return;
    case TITLE_END:
        glance->uneven |= !glance->title || glance->bracket > 1;
        glance->title = 0;
        return;
    case BRACKET:
        glance->uneven |= glance->bracket > 0;
        glance->bracket = 1 + (glance->title > 0);
        return;
    case BRACKET_END:
        glance->uneven |= !glance->bracket || glance->title > 1;
        glance->bracket = 0;
        return;
    case QUOTE:
        glance->uneven |= glance->quote;
        glance->quote = 1;
        return;
    case QUOTE_END:
        glance->uneven |= !glance->quote;
        glance->quote = 0;
        return;
    case LINE_END:
        glance->uneven |= glance->title || glance->bracket || glance->quote;
        return;
    default:
        glance->uneven = 1;
    }
}

void glance_part(Glance *glance, const uint32_t *text, uint32_t low, uint32_t high)
{
    uint32_t at;
    if (!low)
        begin_line(glance, text, 0);
    for (at = low; at < high; at++, text++) {
        unsigned sort;
        while (high - at > 3 && !(classes[(uint16_t)text[0]] | classes[(uint16_t)text[1]] | classes[(uint16_t)text[2]] | classes[(uint16_t)text[3]])) {
            at += 4;
            text += 4;
        }
        if (at == high)
            break;
        sort = class_of(*text);
        if (sort == NOTHING)
            continue;
        switch (sort) {
        case LINE_END:
            take_mark(glance, sort);
            if (*text == '\n') {
                glance->colon = 0;
                add_place(glance, &glance->marks, '\n');
            }
            end_line(glance, text, at);
            begin_line(glance, text + 1, at + 1);
            break;
        case BLANK: {
            unsigned before = class_of(text[-1]);
            if (before != BLANK && before != LINE_END)
                add_place(glance, &glance->gaps, at);
            break;
        }
        case UNSEEN:
            glance->odd = 1;
            add_place(glance, &glance->gaps, at);
            break;
        case ODD:
            glance->odd = 1;
            break;
        case DIGIT: {
            uint32_t more = take_digits(glance, text, at, high - at) - 1;
            at += more;
            text += more;
            break;
        }
        case NUMERAL:
            if (is_item(text))
                add_place(glance, &glance->items, at + 2);
            break;
        case CIRCLED:
            if (parts_items(text[-1]))
                add_place(glance, &glance->brackets, at);
            break;
        case COLON:
            take_colon(glance, text, at);
            glance->colon = at + 1;
            break;
        case SECOND:
            glance->seconds += text[1] == 0x6B21;
            break;
        case NARROW:
        case BRACKET:
            if (parts_items(text[-1]) && (is_digit(text[1]) || class_of(text[1]) == NUMERAL))
                add_place(glance, &glance->brackets, at);
            /* fall through */
        default:
            if (sort >= BRACKET && sort <= QUOTE_END)
                glance->colon = 0;
            add_place(glance, &glance->marks, *text);
            take_mark(glance, sort);
        }
    }
}
