// Text into fixed buffers and lines on stderr, without stdio.
#include "supervisor.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

struct text text_in(char *buffer, size_t size) {
    buffer[0] = 0;
    return (struct text){.at = buffer, .used = 0, .size = size};
}

static void add_byte(struct text *t, char byte) {
    if (t->used + 1 >= t->size) return;
    t->at[t->used++] = byte;
    t->at[t->used] = 0;
}

void text_add(struct text *t, const char *words) {
    while (*words) add_byte(t, *words++);
}

void text_number(struct text *t, int64_t number) {
    char digits[24];
    int count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0) add_byte(t, '-');
    do digits[count++] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    while (count > 0) add_byte(t, digits[--count]);
}

void text_quoted(struct text *t, const char *words) {
    static const char hex[] = "0123456789abcdef";
    add_byte(t, '"');
    for (; *words; words++) {
        unsigned char byte = (unsigned char)*words;
        if (byte == '"' || byte == '\\') {
            add_byte(t, '\\');
            add_byte(t, *words);
        } else if (byte < 0x20 || byte >= 0x7f) {
            // Bytes that may not be UTF-8 are shown as Latin-1, so that the line stays valid JSON.
            text_add(t, "\\u00");
            add_byte(t, hex[byte >> 4]);
            add_byte(t, hex[byte & 15]);
        } else {
            add_byte(t, *words);
        }
    }
    add_byte(t, '"');
}

void text_json(struct text *t, const char *words) {
    if (*words) text_quoted(t, words);
    else text_add(t, "null");
}

void copy(char *to, size_t size, const char *from) {
    size_t length = strnlen(from, size - 1);
    memmove(to, from, length);
    to[length] = 0;
}

void say(const char *a, const char *b, const char *c) {
    char line[2 * PATH_LEN];
    struct text t = text_in(line, sizeof line - 1);
    text_add(&t, "supervisor: ");
    text_add(&t, a);
    text_add(&t, b);
    text_add(&t, c);
    line[t.used++] = '\n';
    if (log_say(line, t.used)) return;
    ssize_t written = write(2, line, t.used);
    (void)written;
}

const char *error_words(int number) {
#ifdef __GLIBC__
    const char *words = strerrordesc_np(number);
    return words ? words : "unknown error";
#else
    return strerror(number);
#endif
}

bool read_number(const char *words, int64_t max, int64_t *number) {
    int64_t value = 0;
    if (!*words) return false;
    for (; *words; words++) {
        int digit = *words - '0';
        if (digit < 0 || digit > 9 || value > (max - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
