/* One look at a whole text: the few places at which something may be for the passes over documents that would otherwise
   read all of it. Whoever asks for places decides there; a place too many costs a moment, one that is left out a finding. */

#ifndef REPORTLINT_GLANCE_H
#define REPORTLINT_GLANCE_H

#include <stddef.h>
#include <stdint.h>

/* That of glances.py: to be raised where another place is told. */
#define EDITION 1

/* So many characters of a text are read at a time, with so many before and behind them at hand. */
#define PART 4096
#define MARGIN 176
/* As many blanks are passed over at either end of a line. */
#define MOST_BLANKS 64
/* Of a longer line, reading.py makes several paragraphs. */
#define LONGEST 8192

/* What something is done about. */
enum {
    NOTHING, /* must be 0: several characters are asked at a time */
    LINE_END,
    BLANK,
    UNSEEN, /* of no width */
    ODD,    /* a control character, a radical, or one of private use */
    DIGIT,
    NUMERAL, /* one to ten in hanzi */
    TITLE, TITLE_END, BRACKET, BRACKET_END, QUOTE, QUOTE_END,
    NARROW, /* an ASCII bracket that opens */
    PAIRED, /* any other mark of those that come in pairs */
    CIRCLED,
    COLON,
    SECOND /* 其 of 其次 */
};

typedef struct {
    uint32_t *items;
    size_t count;
    size_t room;
} Places;

/* A line that may begin with an ordinal, as numbers: the line's among those that are not blank, the ordinal's style, number,
   start, the length of its numeral, its end, where the title starts and ends, the last character, and whether text follows the title. */
#define ROW 10
enum { ROW_LINE, ROW_STYLE, ROW_NUMBER, ROW_START, ROW_LENGTH, ROW_END, ROW_TITLE, ROW_FINAL, ROW_LAST, ROW_RUN_IN };
/* Styles as heading.py has them, and one for lines that it must read itself. */
enum { STYLE_HANZI = 4, STYLE_HANZI_BRACKET = 5, STYLE_ARABIC = 6, STYLE_ARABIC_BRACKET = 7, STYLE_ARABIC_PAREN = 8, STYLE_UNKNOWN = 15 };

typedef struct {
    Places gaps, items, brackets, openings, titles, pages, rows;
    Places marks;   /* the marks themselves, and the ends of lines */
    Places finals;  /* the characters before those, each once */
    uint32_t ended[0x10000 / 32];
    int uneven;     /* marks are not all in plain pairs */
    int odd;        /* there are odd characters */
    int numbers;    /* there are as many digits in a row as a telephone number has */
    int nested;     /* two colons may stand in one sentence */
    uint32_t seconds; /* how often 其次 stands in it */
    int vague;      /* rows are not to be used */
    int failed;     /* no memory */
    uint32_t lines; /* that are not blank */
    /* Where it is in the text. */
    int title, bracket, quote; /* what is open; 2 for what is open within the other, of a title and a bracket */
    uint32_t digits, after_digit; /* of the number that is being read, and where it ends */
    uint32_t colon; /* one behind the last colon with nothing behind it that ends a sentence, 0 where there is none */
    uint32_t line_start;
    int inked;          /* the line is not blank */
    uint32_t head;      /* its first character that is no blank */
    int row;            /* it has a row that is not yet whole */
    int paged;          /* it begins as the number of a page does */
} Glance;

/* Called once, before anything else. */
void make_classes(void);

/* The class of a character, and whether it counts as a blank for str.strip. */
unsigned class_of(uint32_t point);
int is_space(uint32_t point);

void add_place(Glance *glance, Places *places, uint32_t place);

/* Read the characters [low, high) of a text, of which ``text`` is the one at ``low``, MARGIN before and behind at hand, line ends
   beyond the text's edges. */
void glance_part(Glance *glance, const uint32_t *text, uint32_t low, uint32_t high);

/* A line begins at ``at``, of which ``text`` is the first character. */
void begin_line(Glance *glance, const uint32_t *text, uint32_t at);

/* It ends before ``at``, of which ``text`` is the character. */
void end_line(Glance *glance, const uint32_t *text, uint32_t at);

/* One to ten for the hanzi that say so, 0 for any other. */
unsigned value_of(uint32_t point);

int is_digit(uint32_t point);

/* Whether a character ends a sentence. */
int is_stop(uint32_t point);

#endif
