// What the parts of the supervisor share. It is one thread around one ppoll(); nothing here may block.
#ifndef SUPERVISOR_H
#define SUPERVISOR_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

#define VERSION "1.1.0"
enum { ID_MAX = 160, PATH_LEN = 1024, REASON_MAX = 200, LINE_MAX_BYTES = 8192, CLIENTS_MAX = 32, PROBE_WORDS = 32 };
enum { LIMITS_MAX = 8, CGROUPS_MAX = 4 };

// text.c: formatting without stdio, which would cost memory
struct text {
    char *at;
    size_t used, size;
};
struct text text_in(char *buffer, size_t size);
void text_add(struct text *t, const char *words);
void text_number(struct text *t, int64_t number);
void text_json(struct text *t, const char *words); // quoted, or null for ""
void text_quoted(struct text *t, const char *words);
void copy(char *to, size_t size, const char *from);
void say(const char *a, const char *b, const char *c); // one line in the log, else on stderr
const char *error_words(int number);
bool read_number(const char *words, int64_t max, int64_t *number);
int64_t now_us(void);

// options.c
enum probe_kind { PROBE_NONE, PROBE_HTTP, PROBE_TCP, PROBE_EXEC };
struct options {
    const char *slot, *name;
    const char *status_dir, *instance;
    enum probe_kind probe;
    uint16_t port;
    const char *path;
    char *command[PROBE_WORDS];
    int64_t grace_us, ready_us, poll_us; // poll_us 0: inotify where it works
    bool revert;
    const char *log;
    int64_t log_max, log_keep;
    bool lifeline;
    struct limit {
        const char *words;
        int resource;
        int64_t value;
    } limits[LIMITS_MAX];
    int limit_count;
    const char *cgroups[CGROUPS_MAX];
    int cgroup_count;
    char **args;
    int arg_count;
};
extern struct options options;
bool options_read(int argc, char **argv, bool needs_slot);

// log.c
void log_open(void);
void log_close(void);
void log_keep(void);
int log_fd(void);       // what the child prints, or -1
int log_child_fd(void); // where it prints to, or -1
void log_io(void);
void log_drain(void);
void log_child_begins(void);
void log_child_ended(void);
bool log_say(const char *line, size_t length); // false when it is not in the file

// slot.c
struct build {
    char id[ID_MAX]; // "" is no build
    char path[PATH_LEN];
    dev_t device;
    ino_t inode;
};
bool slot_read(struct build *found, char *problem, size_t size);
bool slot_good(struct build *found);
bool slot_still_there(const struct build *build);
bool same_build(const struct build *a, const struct build *b);
int slot_watch(void); // the inotify descriptor, or -1
void slot_rewatch(void);
void slot_drain(void);
int64_t slot_poll_us(void);

// child.c
enum { EXEC_PENDING = -1, EXEC_DONE = 0 };
void child_setup(void);
void child_join_cgroups(void); // ourselves, so that all children follow
pid_t child_start(const struct build *build, int *exec_pipe);
pid_t child_start_probe(const char *build_id);
int child_exec_result(int exec_pipe); // EXEC_PENDING, EXEC_DONE or an errno
bool child_group_exists(pid_t leader);
void child_kill_orphans(void);

// probe.c
enum verdict { PROBE_PENDING, PROBE_OK, PROBE_FAILED };
enum verdict probe_begin(const char *build_id);
enum verdict probe_io(void);
enum verdict probe_ended(int status); // the exec probe's process
enum verdict probe_expire(void);
void probe_cancel(void);
bool probe_active(void);
pid_t probe_pid(void);
int probe_fd(short *events);
const char *probe_reason(void);
int64_t probe_limit_us(void);
int drain_fd(void);
void drain_io(void);
void drain_stop(void);

// status.c
enum state { WAITING, STARTING, READY, UNREADY, CRASHED, STOPPING, HELD };
struct report {
    enum state state;
    char build[ID_MAX], slot[ID_MAX], good[ID_MAX];
    pid_t pid;
    int64_t restarts, swaps;
    char rejected[ID_MAX], rejected_reason[REASON_MAX];
    char reason[REASON_MAX];
    int64_t stop_us, start_us, ready_us;
    bool bound; // it ends with somebody else
};
void status_open(void);
void status_keep(void);
bool status_publish(const struct report *report); // true when something had changed
void status_write_file(void);
void status_close(void);
int status_listener(void);
void status_accept(void);
int status_clients(struct pollfd *into);
enum word { WORD_NONE, WORD_RESTART, WORD_REVERT, WORD_BOUND, WORD_STOP };
enum word status_client_io(int fd, short events);
bool status_bound(void);
bool status_bound_lost(void);

// client.c
int client_status(void);
int client_ready(void);

// machine.c: what state it is in and what happens next
enum timer { T_SLOT, T_PROBE, T_PROBE_LIMIT, T_DRAIN, T_READY, T_END, T_START, T_EXEC, T_FILE, T_COUNT };
enum life { LIFE_NONE, LIFE_BUSY, LIFE_EXECING, LIFE_ALIVE, LIFE_ENDING };
enum why { WHY_SLOT, WHY_RESTART, WHY_REVERT, WHY_CRASH };
struct machine {
    struct report report;
    enum life life;
    struct build slot, run, good, previous;
    struct build next; // to start as soon as nothing is left of `run`
    enum why why, next_why;
    char blocked[ID_MAX]; // rejected, so not tried again by itself
    pid_t pid, group;
    int exec_pipe, exit_status;
    bool was_ready; // since its start
    bool proven;    // not a new build: it has been ready before
    bool killed, quitting, done;
    bool lifeline; // still held
    int64_t seen, gone, execed, ready_at, start_at, killed_at, exec_since, exec_wait;
    int64_t crashes, failures;
    int64_t timers[T_COUNT]; // microseconds of the clock; 0 is off
};
extern struct machine m;

void machine_open(void);
void machine_slot(void);
void machine_command(enum word word);
void machine_quit(int signal);
void machine_left_alone(void); // what it was bound to is gone
void machine_timer(enum timer timer);
void machine_started(void);
void machine_exec_busy(int error);
void machine_exec_failed(const char *what, int error);
void machine_exited(int status);
void machine_gone(void);
void machine_probed(enum verdict verdict);

// lifecycle.c: one child from its start until nothing of it is left
void life_start(void);
void life_end(int signal);
void life_kill(void);
void life_signal(int signal);
void life_exec_answer(void);
void life_reap(void);
void life_end_due(void);

// loop.c
int loop_run(void);

// agent.c
int agent_run(void);

#endif
