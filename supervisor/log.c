// The child's output: read from one pipe, written to a file with the time before each line, rotated by size.
// Lines are never kept: what was read is written at once, and a file that cannot take it costs bytes, not the service.
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { STAMP = 14, CHUNK = 32768 };

static int from = -1, into = -1, file = -1;
static dev_t device;
static ino_t inode;
static int64_t size;      // of the file
static bool rotates;      // only a regular file does
static int64_t rotate_at; // after a failure not before this
static bool in_file_line; // the file's last byte is no line end
static bool in_line;      // the output is in the middle of a line
static bool dropping;     // the rest of that line is dropped
static bool usable;       // the file takes what is read now
static int64_t lost;
static int lost_error;
static char stamp[STAMP];
static char in[CHUNK], out[CHUNK];
static size_t used;

static void set_stamp(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    int64_t rest = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    for (int at = STAMP - 2; at >= 0; at--, rest /= 10) stamp[at] = (char)('0' + rest % 10);
    stamp[STAMP - 1] = ' ';
}

static void fail(int error) {
    usable = false;
    lost_error = error;
}

static void flush(void) {
    size_t done = 0;
    while (done < used) {
        ssize_t count = write(file, out + done, used - done);
        if (count <= 0) {
            fail(count < 0 ? errno : EIO);
            break;
        }
        done += (size_t)count;
    }
    size += (int64_t)done;
    if (done > 0) in_file_line = out[done - 1] != '\n';
    // A line of which only the end is missing is whole: the end is added before the next line.
    size_t at = done < used && in_file_line && out[done] == '\n' ? done + 1 : done;
    for (; at < used; at++) lost += out[at] == '\n';
    if (done < used && out[used - 1] != '\n') {
        lost++;
        dropping = true;
    }
    used = 0;
}

// False when the rest of the line has to be dropped.
static bool put(const char *bytes, size_t count) {
    while (count > 0 && usable) {
        size_t part = CHUNK - used < count ? CHUNK - used : count;
        memcpy(out + used, bytes, part);
        used += part;
        bytes += part;
        count -= part;
        if (used == CHUNK) flush();
    }
    return usable;
}

static bool mid_line(void) { return used > 0 ? out[used - 1] != '\n' : in_file_line; }

// What follows of a line gets a stamp of its own in another file.
static void begin_anew(char last) {
    in_file_line = last != '\n';
    in_line = in_line && dropping;
}

static void open_file(void) {
    struct stat info;
    char last = '\n';
    file = open(options.log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0600);
    if (file < 0 || fstat(file, &info) != 0) {
        fail(errno);
        if (file >= 0) close(file);
        file = -1;
        return;
    }
    device = info.st_dev;
    inode = info.st_ino;
    size = info.st_size;
    rotates = S_ISREG(info.st_mode);
    // The one who wrote it before us may have been killed in the middle of a line.
    if (rotates && size > 0 && pread(file, &last, 1, size - 1) != 1) last = '\n';
    begin_anew(last);
}

// Somebody may have removed, replaced or emptied it.
static void look(void) {
    struct stat info;
    bool is_there = stat(options.log, &info) == 0;
    bool is_ours = is_there && file >= 0 && info.st_dev == device && info.st_ino == inode;
    usable = true;
    if (is_ours) {
        if (rotates && info.st_size < size) begin_anew(info.st_size == 0 ? '\n' : 0);
        size = info.st_size;
        return;
    }
    if (file >= 0) close(file);
    open_file();
}

static void report_lost(void) {
    char line[REASON_MAX + 64];
    struct text t = text_in(line, sizeof line);
    int64_t count = lost;
    int error = lost_error;
    bool was_dropping = dropping;
    if (in_file_line) put("\n", 1);
    text_add(&t, "\xe2\x80\xa6 ");
    text_number(&t, count);
    text_add(&t, " lines lost: ");
    text_add(&t, error_words(error));
    text_add(&t, "\n");
    put(stamp, STAMP);
    put(line, t.used);
    flush();
    lost = usable ? 0 : count;
    dropping = was_dropping;
}

static void begin(void) {
    set_stamp();
    look();
    if (usable && lost > 0) report_lost();
}

static void numbered(char *name, int64_t number) {
    struct text t = text_in(name, PATH_LEN);
    text_add(&t, options.log);
    if (number == 0) return;
    text_add(&t, ".");
    text_number(&t, number);
}

static bool rename_all(void) {
    char older[PATH_LEN], newer[PATH_LEN];
    if (options.log_keep == 0) return unlink(options.log) == 0;
    for (int64_t number = options.log_keep; number > 0; number--) {
        numbered(older, number);
        numbered(newer, number - 1);
        if (rename(newer, older) != 0 && (errno != ENOENT || number == 1)) return false;
    }
    return true;
}

static void rotate(void) {
    flush();
    if (!usable) return;
    if (!rename_all()) {
        rotate_at = now_us() + 1000000;
        say("cannot rotate the log: ", error_words(errno), "");
        return;
    }
    close(file);
    open_file();
}

static void begin_line(void) {
    dropping = false;
    if (usable && mid_line()) put("\n", 1);
    if (rotates && usable && size + (int64_t)used > options.log_max && now_us() >= rotate_at) rotate();
    if (usable) put(stamp, STAMP);
    if (usable || dropping) return; // when the stamp was lost, so is the line: it is counted already
    dropping = true;
    lost++;
}

static void take(const char *bytes, size_t count) {
    const char *end = bytes + count;
    while (bytes < end) {
        const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
        const char *next = newline ? newline + 1 : end;
        if (!in_line) begin_line();
        else if (!usable && !dropping) {
            dropping = true;
            lost++;
        }
        if (!dropping) put(bytes, (size_t)(next - bytes));
        in_line = newline == NULL;
        bytes = next;
    }
}

static void take_some(size_t most, size_t *taken) {
    ssize_t count = read(from, in, most < CHUNK ? most : CHUNK);
    *taken = count > 0 ? (size_t)count : 0;
    if (count <= 0) return;
    begin();
    take(in, (size_t)count);
    flush();
}

void log_open(void) {
    int ends[2];
    if (!options.log) return;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        say("no log: ", error_words(errno), "");
        return;
    }
    signal(SIGXFSZ, SIG_IGN); // a limit of file sizes is one more way to be full
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    begin();
    if (!usable) say("cannot write the log ", options.log, "; going on without until it can be");
    from = ends[0];
    into = ends[1];
}

int log_fd(void) { return from; }

int log_child_fd(void) { return into; }

// A child that made it non-blocking did so for the next one too: they share its description.
void log_child_begins(void) {
    if (into >= 0) fcntl(into, F_SETFL, 0);
}

void log_child_ended(void) {
    log_drain();
    if (from < 0 || !in_line) return;
    if (!dropping && usable) put("\n", 1);
    flush();
    in_line = dropping = false;
}

void log_io(void) {
    size_t taken;
    take_some(CHUNK, &taken);
}

// What is in the pipe now and no more: somebody may go on writing.
void log_drain(void) {
    int count = 0;
    if (from < 0 || ioctl(from, FIONREAD, &count) != 0 || count <= 0) return;
    for (size_t left = (size_t)count, taken; left > 0; left -= taken) {
        take_some(left, &taken);
        if (taken == 0) return;
    }
}

bool log_say(const char *line, size_t length) {
    if (from < 0) return false;
    int64_t before = lost;
    if (used == 0) begin();
    in_line = false;
    take(line, length);
    flush();
    return usable && lost <= before;
}

// The last lines that were lost are told also when nothing follows them.
void log_keep(void) {
    if (from >= 0 && lost > 0) begin();
}

void log_close(void) {
    log_child_ended();
    log_keep();
}
