/* Guards: whether what a rule looks for can stand around a string. */

#include "strings.h"

/* Operations, as in lint/text/programs.py. */
enum { MATCH, CHAR, SET, SPLIT, JUMP, RUN, LOOK, AT, SAVE, BACK, FAIL, FORK };
/* Places to be at, as there. */
enum { BEGIN, END, STOP, LINE_BEGIN, LINE_END };

#define NEGATED 1
#define BEHIND 2
/* Numbers of the longest operation. */
#define LONGEST 5
/* Twice as many places as groups are kept. */
#define MARKS 32
/* After so many steps everything passes: time is bounded whatever stands in a paragraph. */
#define STEPS 60000
/* And where one place leads to another so many times over: the stack of a thread may be small. */
#define DEPTH 500
/* A paragraph of so many characters is searched as a whole where a guard says nothing of where to begin; a longer one passes. */
#define WHOLE 4096
/* Numbers of a guard. */
#define GUARD 4
/* As many programs are remembered for which a paragraph was searched. */
#define SEARCHED 32
/* Numbers with a bit for each of the last eight digits of characters. */
#define MASKS 8
/* No place. */
#define NOWHERE UINT32_MAX

/* A guard at work on a part of a text. */
typedef struct {
    const uint8_t *words;
    uint32_t size;
    const uint32_t *text;
    uint32_t begin, end;
    uint32_t steps, depth;
    uint32_t marks[MARKS];
} Machine;

/* A class of characters: a bit for each of their last eight digits, then ranges, of those in or of the others. */
typedef struct {
    const uint8_t *bits, *ranges;
    uint32_t count, others;
} Class;

/* Finds a class; 0 where there is none, and anything passes. */
static inline int open_class(const Machine *m, uint32_t set, Class *class)
{
    uint32_t count;
    if (set >= m->size || m->size - set <= MASKS)
        return 0;
    count = at(m->words, set);
    class->others = count & 1;
    class->count = count >> 1;
    class->bits = m->words + 4 * ((size_t)set + 1);
    class->ranges = class->bits + 4 * MASKS;
    return class->count <= (m->size - set - 1 - MASKS) / 2;
}

static inline int holds(const Class *class, uint32_t character)
{
    uint32_t low = 0, high = class->count;
    /* Most are told by their bit. */
    if (!(at(class->bits, character >> 5 & (MASKS - 1)) >> (character & 31) & 1))
        return (int)class->others;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (character < at(class->ranges, 2 * (size_t)middle))
            high = middle;
        else if (character > at(class->ranges, 2 * (size_t)middle + 1))
            low = middle + 1;
        else
            return !class->others;
    }
    return (int)class->others;
}

static inline int is_in(const Machine *m, uint32_t set, uint32_t character)
{
    Class class;
    return !open_class(m, set, &class) || holds(&class, character);
}

static int is_at(const Machine *m, uint32_t kind, uint32_t place)
{
    switch (kind) {
    case BEGIN:
        return place == m->begin;
    case LINE_BEGIN:
        return place == m->begin || m->text[place - 1] == '\n';
    case END:
        return place == m->end || (place + 1 == m->end && m->text[place] == '\n');
    case LINE_END:
        return place == m->end || m->text[place] == '\n';
    default:
        return place == m->end;
    }
}

/* How many characters of a class follow a place, so many at most. */
static uint32_t run_of(const Machine *m, uint32_t set, uint32_t place, uint32_t most)
{
    uint32_t count = 0;
    Class class;
    if (most > m->end - place)
        most = m->end - place;
    if (!open_class(m, set, &class))
        return most;
    while (count < most && holds(&class, m->text[place + count]))
        count++;
    return count;
}

/* Whether a program can match from a place on as far as its first character tells: a call costs more. */
static int begins(const Machine *m, uint32_t pc, uint32_t place)
{
    uint32_t first;
    if (pc >= m->size || m->size - pc <= LONGEST)
        return 1;
    first = at(m->words, (size_t)pc + 1);
    switch (at(m->words, pc)) {
    case CHAR:
        return place < m->end && m->text[place] == first;
    case SET:
        return place < m->end && is_in(m, first, m->text[place]);
    case RUN:
        return !at(m->words, (size_t)pc + 2) || (place < m->end && is_in(m, first, m->text[place]));
    case AT:
        return is_at(m, first, place);
    case LOOK:
        /* A look at the character before. */
        if (first != BEHIND || at(m->words, (size_t)pc + 2) != 1 || at(m->words, (size_t)pc + 3) != 1)
            return 1;
        return place > m->begin && begins(m, pc + LONGEST, place - 1);
    default:
        return 1;
    }
}

static int matches(Machine *m, uint32_t pc, uint32_t place, uint32_t target);

/* As ``matches``, within it. */
static int tried(Machine *m, uint32_t pc, uint32_t place, uint32_t target)
{
    int matched;
    if (m->depth == DEPTH)
        m->steps = 0;
    m->depth++;
    matched = matches(m, pc, place, target);
    m->depth--;
    return matched;
}

/* Whether a program matches from a place on, and where ``target`` is one, up to there. */
static int matches(Machine *m, uint32_t pc, uint32_t place, uint32_t target)
{
    for (;;) {
        uint32_t operation, count, least, next;
        if (!m->steps)
            return 1;
        m->steps--;
        if (pc >= m->size || m->size - pc <= LONGEST)
            return 1;
#define WORD(number) at(m->words, (size_t)pc + (number))
        operation = WORD(0);
        switch (operation) {
        case MATCH:
            return target == NOWHERE || place == target;
        case CHAR:
            if (place == m->end || m->text[place] != WORD(1))
                return 0;
            place++;
            pc += 2;
            break;
        case SET:
            if (place == m->end || !is_in(m, WORD(1), m->text[place]))
                return 0;
            place++;
            pc += 2;
            break;
        case SPLIT:
            if (begins(m, WORD(1), place) && tried(m, WORD(1), place, target))
                return 1;
            pc = WORD(2);
            break;
        case FORK: {
            uint32_t low = 0, ways = WORD(1), more = ways;
            if (place == m->end)
                return 0;
            if (ways > (m->size - pc - 2) / 2)
                return 1;
            /* The first way for the character; others for it follow. */
            while (low < more) {
                uint32_t middle = low + (more - low) / 2;
                if (WORD(2 + 2 * (size_t)middle) < m->text[place])
                    low = middle + 1;
                else
                    more = middle;
            }
            for (; low < ways && WORD(2 + 2 * (size_t)low) == m->text[place]; low++)
                if (tried(m, WORD(3 + 2 * (size_t)low), place, target))
                    return 1;
            return 0;
        }
        case JUMP:
            pc = WORD(1);
            break;
        case RUN:
            count = run_of(m, WORD(1), place, WORD(3));
            least = WORD(2);
            if (count < least)
                return 0;
            /* Each character that was passed is a step. */
            m->steps -= count < m->steps ? count : m->steps;
            pc += 4;
            for (; count > least; count--)
                if (begins(m, pc, place + count) && tried(m, pc, place + count, target))
                    return 1;
            place += least;
            break;
        case LOOK:
            next = WORD(4);
            count = 0;
            if (WORD(1) & BEHIND) {
                uint32_t width = WORD(2), most = WORD(3);
                for (; !count && width <= most && width <= place - m->begin; width++)
                    count = (uint32_t)tried(m, pc + LONGEST, place - width, place);
            }
            else
                count = (uint32_t)tried(m, pc + LONGEST, place, NOWHERE);
            if (!m->steps)
                return 1;
            if (count == (WORD(1) & NEGATED))
                return 0;
            pc = next;
            break;
        case AT:
            if (!is_at(m, WORD(1), place))
                return 0;
            pc += 2;
            break;
        case SAVE: {
            uint32_t mark = WORD(1) % MARKS, before = m->marks[mark];
            m->marks[mark] = place;
            if (tried(m, pc + 2, place, target))
                return 1;
            m->marks[mark] = before;
            return 0;
        }
        case BACK: {
            uint32_t mark = 2 * WORD(1) % MARKS, from = m->marks[mark], to = m->marks[mark + 1];
            if (from == NOWHERE || to == NOWHERE || from > to || to - from > m->end - place)
                return 0;
            if (memcmp(m->text + from, m->text + place, 4 * (size_t)(to - from)))
                return 0;
            place += to - from;
            pc += 2;
            break;
        }
        default:
            return operation != FAIL;
        }
#undef WORD
    }
}

/* The last programs for which the whole was searched. */
typedef struct {
    uint32_t programs[SEARCHED];
    unsigned int count;
} Searched;

/* Whether the whole was searched before; it is from now on. */
static int is_searched(Searched *searched, uint32_t program)
{
    for (unsigned int number = 0; number < searched->count && number < SEARCHED; number++)
        if (searched->programs[number] == program)
            return 1;
    searched->programs[searched->count++ % SEARCHED] = program;
    return 0;
}

/* Whether one passes for a string at a place. */
static int guarded(Machine *machine, uint32_t guard, uint32_t start, Searched *searched)
{
    size_t place = 1 + GUARD * (size_t)(guard - 1);
    int64_t from, to;
    uint32_t program, first;
    int known;
    Class class;
    if (!guard || place + GUARD > machine->size)
        return 1;
    program = at(machine->words, place);
    first = at(machine->words, place + 1);
    from = (int64_t)start - (int32_t)at(machine->words, place + 3);
    to = (int64_t)start - (int32_t)at(machine->words, place + 2);
    if (at(machine->words, place + 3) == ANYWHERE) {
        if (is_searched(searched, program))
            return 0;
        if (machine->end - machine->begin > WHOLE)
            return 1;
        from = machine->begin;
        to = machine->end;
    }
    if (from < machine->begin)
        from = machine->begin;
    if (to > machine->end)
        to = machine->end;
    known = first && open_class(machine, first, &class);
    for (; from <= to; from++) {
        if (known ? from == machine->end || !holds(&class, machine->text[from]) : !begins(machine, program, (uint32_t)from))
            continue;
        memset(machine->marks, 0xFF, sizeof machine->marks);
        if (matches(machine, program, (uint32_t)from, NOWHERE))
            return 1;
    }
    return 0;
}

int passes(const Table *table, const Call *calls, size_t count, const uint32_t *text, uint32_t begin, uint32_t end)
{
    Machine machine = {table->guards, table->words, text, begin, end, STEPS, 0, {0}};
    Searched searched;
    searched.count = 0;
    for (size_t number = 0; number < count; number++)
        if (guarded(&machine, calls[number].guard, calls[number].start, &searched))
            return 1;
    return 0;
}
