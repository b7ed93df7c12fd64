// The command agent: starts commands for devenv, whose own fork would first copy the page tables of a big process.
// Requests come by stdin, output and ends go out by stdout, in frames with little-endian numbers; see docs/supervisor.md.
#include "agent.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROTOCOL = 1, HEAD = 9, RUN_HEAD = 12, REQUEST_MAX = 4 << 20, IN_SIZE = 64 << 10 };
enum { OUT_SIZE = 256 << 10, READ_MAX = 32 << 10, RESERVE = 4 << 10 }; // the reserve is for what is not output
enum { AT_SIGNALS, AT_IN, AT_OUT, AT_JOBS };
static const int64_t quit_grace_us = 500000, quit_limit_us = quit_grace_us + 2 * job_give_up_us;

static struct {
    uint8_t bytes[OUT_SIZE];
    size_t used;
    bool is_lost;
} out;
static struct {
    uint8_t *bytes;
    size_t size, used;
} in;
static int64_t quit_at;
static bool has_reaped, is_bad;

static uint32_t get_number(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put_number(uint8_t *at, uint32_t number) {
    for (int byte = 0; byte < 4; byte++) at[byte] = (uint8_t)(number >> 8 * byte);
}

static size_t room(void) {
    return OUT_SIZE - out.used;
}

static void put_head(uint32_t id, char kind, size_t length) {
    uint8_t *at = out.bytes + out.used;
    put_number(at, id);
    at[4] = (uint8_t)kind;
    put_number(at + 5, (uint32_t)length);
    out.used += HEAD;
}

static bool put_word(uint32_t id, char kind, uint32_t number) {
    if (room() < HEAD + 4) return false;
    put_head(id, kind, 4);
    put_number(out.bytes + out.used, number);
    out.used += 4;
    return true;
}

static void quit(void) {
    if (quit_at > 0) return;
    quit_at = now_us();
    for (struct job *job = jobs; job; job = job->next) job_end(job, quit_grace_us);
}

// Sends as much as devenv takes, and moves the rest to the front.
static void flush(void) {
    size_t sent = 0;
    while (!out.is_lost && sent < out.used) {
        ssize_t count = write(1, out.bytes + sent, out.used - sent);
        if (count >= 0) sent += (size_t)count;
        else if (errno == EAGAIN) break;
        else if (errno != EINTR) out.is_lost = true;
    }
    if (out.is_lost) {
        sent = out.used; // nobody is there, and a full pipe must not keep a command from its end
        quit();
    }
    memmove(out.bytes, out.bytes + sent, out.used - sent);
    out.used -= sent;
}

static void read_output(struct job *job, int which) {
    if (room() <= RESERVE + HEAD) return;
    size_t size = room() - RESERVE - HEAD;
    ssize_t count = read(job->fds[which], out.bytes + out.used + HEAD, size < READ_MAX ? size : READ_MAX);
    if (count > 0) {
        put_head(job->id, which == 0 ? 'o' : 'e', (size_t)count);
        out.used += (size_t)count;
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        job_close_output(job, which);
    }
}

// Niceness, how many arguments, how many of the environment; then words that end with NUL: the folder and these.
static bool run_request(uint32_t id, uint8_t *body, size_t size) {
    if (size < RUN_HEAD || body[size - 1] != 0) return false;
    uint32_t arg_count = get_number(body + 4), env_count = get_number(body + 8);
    size_t words = 0;
    for (size_t at = RUN_HEAD; at < size; at++) words += body[at] == 0;
    if (arg_count == 0 || words != (size_t)arg_count + env_count + 1) return false;
    char **list = calloc(words + 2, sizeof *list); // each list ends with NULL, the second one begins with the mark
    if (!list) _exit(70);
    char *word = (char *)body + RUN_HEAD;
    struct command command = {.folder = word, .args = list, .env = list + arg_count + 1, .nice = (int)get_number(body)};
    for (size_t at = 0; at < arg_count; at++) list[at] = word += strlen(word) + 1;
    for (size_t at = 1; at <= env_count; at++) command.env[at] = word += strlen(word) + 1;
    job_start(id, &command);
    free(list);
    return true;
}

static bool end_request(uint32_t id, const uint8_t *body, size_t size) {
    if (size != 4) return false;
    for (struct job *job = jobs; job; job = job->next)
        if (job->id == id) job_end(job, (int64_t)get_number(body) * 1000);
    return true; // one that has ended meanwhile is no fault
}

static bool take_request(uint32_t id, uint8_t kind, uint8_t *body, size_t size) {
    if (kind == 'r') return run_request(id, body, size);
    return kind == 'e' && end_request(id, body, size);
}

// How much of the input was used; the buffer has room for the whole of the next request.
static size_t take_requests(void) {
    size_t at = 0;
    while (in.used - at >= HEAD) {
        uint8_t *head = in.bytes + at;
        size_t size = get_number(head + 5);
        is_bad = size > REQUEST_MAX;
        if (is_bad || in.used - at < HEAD + size) break;
        is_bad = !take_request(get_number(head), head[4], head + HEAD, size);
        if (is_bad) break;
        at += HEAD + size;
    }
    return at;
}

static void read_requests(void) {
    ssize_t count = read(0, in.bytes + in.used, in.size - in.used);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count > 0) in.used += (size_t)count;
    size_t taken = count > 0 ? take_requests() : 0;
    if (count <= 0 || is_bad) {
        quit();
        return;
    }
    in.used -= taken;
    memmove(in.bytes, in.bytes + taken, in.used);
    size_t wanted = in.used < HEAD ? 0 : HEAD + get_number(in.bytes + 5);
    if (wanted <= in.size) return;
    in.bytes = realloc(in.bytes, wanted);
    if (!in.bytes) _exit(70);
    in.size = wanted;
}

static bool tell_end(const struct job *job) {
    if (out.is_lost) return true;
    if (job->error != 0) return put_word(job->id, 'f', (uint32_t)job->error);
    if (WIFSIGNALED(job->status)) return put_word(job->id, 'k', (uint32_t)WTERMSIG(job->status));
    return put_word(job->id, 'x', (uint32_t)WEXITSTATUS(job->status));
}

// What there is to do and to say for each command. One that is over goes, once that could be said.
static void settle(void) {
    int64_t now = now_us();
    for (struct job *job = jobs; job;) {
        job_timer(job, now);
        if (job->owes_start) job->owes_start = !out.is_lost && !put_word(job->id, 's', (uint32_t)job->group);
        bool is_done = !job->owes_start && job_is_over(job, now, has_reaped) && tell_end(job);
        job = is_done ? job_remove(job) : job->next;
    }
    has_reaped = false;
}

static struct timespec until_due(void) {
    int64_t now = now_us(), first = quit_at > 0 ? quit_at + quit_limit_us : INT64_MAX;
    for (const struct job *job = jobs; job; job = job->next) {
        int64_t due = job_due(job, now);
        if (due < first) first = due;
    }
    int64_t left = first > now ? first - now : 0;
    return (struct timespec){.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
}

static void handle_signals(int signals) {
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info)
        if (info.ssi_signo != SIGCHLD) quit();
    if (jobs_reap()) has_reaped = true;
}

// Output is read only while there is room for it; requests always, so that an end can be asked for at any time.
static void turn(int signals) {
    static struct pollfd *fds;
    static size_t size;
    if (size < AT_JOBS + 2 * job_count) {
        size = AT_JOBS + 4 * job_count;
        fds = realloc(fds, size * sizeof *fds);
        if (!fds) _exit(70);
    }
    bool has_room = room() > RESERVE + READ_MAX;
    nfds_t count = AT_JOBS;
    fds[AT_SIGNALS] = (struct pollfd){.fd = signals, .events = POLLIN};
    fds[AT_IN] = (struct pollfd){.fd = quit_at > 0 ? -1 : 0, .events = POLLIN};
    fds[AT_OUT] = (struct pollfd){.fd = out.is_lost ? -1 : 1, .events = out.used > 0 ? POLLOUT : 0};
    for (const struct job *job = jobs; job; job = job->next)
        for (int which = 0; which < 2; which++)
            fds[count++] = (struct pollfd){.fd = has_room ? job->fds[which] : -1, .events = POLLIN};
    struct timespec limit = until_due();
    if (ppoll(fds, count, &limit, NULL) < 0) return;
    if (fds[AT_SIGNALS].revents) handle_signals(signals);
    if (fds[AT_OUT].revents & (POLLERR | POLLHUP)) out.is_lost = true;
    count = AT_JOBS;
    for (struct job *job = jobs; job; job = job->next)
        for (int which = 0; which < 2; which++)
            if (fds[count++].revents) read_output(job, which);
    if (fds[AT_IN].revents) read_requests();
}

static int open_signals(void) {
    static const int taken[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    sigset_t set;
    sigemptyset(&set);
    for (size_t at = 0; at < sizeof taken / sizeof *taken; at++) sigaddset(&set, taken[at]);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    signal(SIGPIPE, SIG_IGN);
    sigprocmask(SIG_SETMASK, &set, NULL);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

int agent_run(void) {
#ifdef SYS_close_range
    syscall(SYS_close_range, 3U, ~0U, 0U); // nothing that devenv had open is held open here
#endif
    int signals = open_signals();
    in.size = IN_SIZE;
    in.bytes = malloc(in.size);
    if (!in.bytes || signals < 0 || !jobs_open()) return 70;
    fcntl(0, F_SETFL, fcntl(0, F_GETFL) | O_NONBLOCK);
    fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
    put_word(0, 'h', PROTOCOL);
    for (;;) {
        settle();
        flush();
        if (quit_at > 0 && ((!jobs && out.used == 0) || now_us() - quit_at >= quit_limit_us)) break;
        turn(signals);
    }
    return is_bad ? 2 : 0;
}
