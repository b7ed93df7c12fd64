// Commands of the agent: each from its start until nothing of it is left, if it is ended before its time.
#include "agent.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t look_again_us = 20000;
static const int unsure_looks = 5;
static const char mark_name[] = "DEVENV_COMMAND=";

extern char **environ;
struct job *jobs;
size_t job_count;
static int null_fd;
static pid_t self;

bool jobs_open(void) {
    self = getpid();
    do null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (null_fd >= 0 && null_fd <= 2);
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    return null_fd >= 0;
}

// In the child, which shares the memory of the agent until its exec; returns only when that is not to be had.
static void become(const struct command *command, const int *ends) {
    sigset_t none;
    setpgid(0, 0); // no session of its own: `nice` compares processes of one session where the kernel has autogroups
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    if (getppid() != self) _exit(127);
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (command->nice > 0 && nice(command->nice) < 0) errno = 0; // it runs all the same
    if (dup2(null_fd, 0) < 0 || dup2(ends[0], 1) < 0 || dup2(ends[1], 2) < 0) return;
    if (*command->folder && chdir(command->folder) != 0) return;
    execvp(command->args[0], command->args);
}

// 0 or an errno. It is vfork, so that not even the small agent is copied.
static int start_process(struct job *job, const struct command *command, const int *ends) {
    static volatile int error;
    static char **ours;
    ours = environ;
    error = 0;
    environ = command->env; // PATH is that of the command
    pid_t pid = vfork();
    if (pid == 0) {
        become(command, ends);
        error = errno;
        _exit(127);
    }
    environ = ours;
    if (pid < 0) return errno;
    if (error != 0) {
        waitpid(pid, NULL, 0);
        return error;
    }
    job->pid = job->group = pid;
    return 0;
}

static int start_with_pipes(struct job *job, const struct command *command) {
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0) return errno;
    if (pipe2(err, O_CLOEXEC) != 0) {
        int error = errno;
        close(out[0]);
        close(out[1]);
        return error;
    }
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    fcntl(err[0], F_SETFL, O_NONBLOCK);
    int error = start_process(job, command, (const int[]){out[1], err[1]});
    close(out[1]);
    close(err[1]);
    job->fds[0] = out[0];
    job->fds[1] = err[0];
    return error;
}

void job_start(uint32_t id, struct command *command) {
    struct job *job = malloc(sizeof *job);
    if (!job) _exit(70);
    *job = (struct job){.next = jobs, .id = id, .fds = {-1, -1}};
    struct text t = text_in(job->mark, sizeof job->mark);
    text_add(&t, mark_name);
    text_number(&t, self);
    text_add(&t, ".");
    text_number(&t, id);
    size_t kept = 1; // a mark that devenv itself was started with is not passed on
    for (size_t at = 1; command->env[at]; at++)
        if (strncmp(command->env[at], mark_name, sizeof mark_name - 1) != 0) command->env[kept++] = command->env[at];
    command->env[kept] = NULL;
    command->env[0] = job->mark;
    jobs = job;
    job_count++;
    job->error = start_with_pipes(job, command);
    job->owes_start = job->error == 0;
    for (int which = 0; which < 2 && job->error != 0; which++) job_close_output(job, which);
}

static void signal_job(const struct job *job, int number) {
    if (job->group > 0) kill(-job->group, number);
    if (job->pid > 0 && getpgid(job->pid) != job->group) kill(job->pid, number);
}

static void kill_job(struct job *job, int64_t now) {
    job->ending = true;
    job->kill_at = 0;
    job->killed_at = job->look_at = now;
    signal_job(job, SIGKILL);
}

void job_end(struct job *job, int64_t grace_us) {
    int64_t now = now_us();
    if (job->killed_at > 0) return;
    if (grace_us == 0) {
        kill_job(job, now);
        return;
    }
    if (!job->ending) signal_job(job, SIGTERM);
    if (!job->ending || job->kill_at > now + grace_us) job->kill_at = now + grace_us;
    job->ending = true;
}

void job_timer(struct job *job, int64_t now) {
    if (job->kill_at > 0 && job->kill_at <= now) kill_job(job, now);
}

static bool can_look(const struct job *job) {
    return job->ending && job->pid == 0 && (job->group == 0 || job->killed_at > 0);
}

int64_t job_due(const struct job *job, int64_t now) {
    int64_t due = job->kill_at > 0 ? job->kill_at : INT64_MAX;
    if (job->killed_at > 0 && job->killed_at + job_give_up_us > now) due = job->killed_at + job_give_up_us;
    return can_look(job) && job->look_at < due ? job->look_at : due;
}

bool jobs_reap(void) {
    bool any = false;
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0; any = true) {
        for (struct job *job = jobs; job; job = job->next) {
            if (job->pid != pid) continue;
            job->pid = 0;
            job->status = status;
        }
    }
    return any;
}

static bool is_leader(pid_t pid) {
    for (const struct job *job = jobs; job; job = job->next)
        if (job->pid == pid) return true;
    return false;
}

static bool has_word(int fd, const char *word, bool *is_empty) {
    char chunk[4096];
    size_t matched = 0, length = strlen(word) + 1; // with the NUL that ends it
    bool differs = false;
    ssize_t count;
    while ((count = read(fd, chunk, sizeof chunk)) > 0) {
        *is_empty = false;
        for (ssize_t at = 0; at < count; at++) {
            if (!differs && chunk[at] == word[matched]) matched++;
            else differs = true;
            if (matched == length) return true;
            if (chunk[at] != 0) continue;
            matched = 0;
            differs = false;
        }
    }
    return false;
}

enum belonging { STRANGER, UNSURE, ENDING, MARKED };

// One that is ending has no memory any more, and its children are not yet ours. One that is about to run another
// program has no environment for a moment, which some have for good.
static enum belonging belonging(const char *pid, const char *mark) {
    char path[64], target[1];
    struct text t = text_in(path, sizeof path);
    text_add(&t, "/proc/");
    text_add(&t, pid);
    size_t base = t.used;
    text_add(&t, "/environ");
    bool is_empty = true;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return STRANGER;
    bool is_marked = has_word(fd, mark, &is_empty);
    close(fd);
    if (is_marked) return MARKED;
    if (!is_empty) return STRANGER;
    t.used = base;
    text_add(&t, "/exe");
    return readlink(path, target, sizeof target) < 0 ? ENDING : UNSURE;
}

// What left the group by setsid() comes back to us, the subreaper, once its parents have ended. Only our own children
// are touched, so a process id cannot have been given to somebody else. Answers the most that one of them is.
static enum belonging kill_escaped(const struct job *job) {
    enum belonging most = STRANGER;
    DIR *processes = opendir("/proc");
    if (!processes) return most;
    for (struct dirent *entry; (entry = readdir(processes));) {
        pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
        siginfo_t unused;
        if (pid <= 0 || is_leader(pid)) continue;
        if (waitid(P_PID, (id_t)pid, &unused, WEXITED | WNOHANG | WNOWAIT) != 0) continue;
        enum belonging found = belonging(entry->d_name, job->mark);
        if (found == MARKED) kill(pid, SIGKILL);
        if (found > most) most = found;
    }
    closedir(processes);
    return most;
}

// True when nothing that left the group is there any more.
static bool look(struct job *job, int64_t now) {
    enum belonging most = kill_escaped(job);
    if (most != UNSURE) job->unsure = 0;
    else if (job->look_at <= now) job->unsure++;
    if (job->look_at <= now) job->look_at = now + look_again_us;
    return most == STRANGER || (most == UNSURE && job->unsure > unsure_looks);
}

// As node's `close`: ended, and its output read. One that was told to end is over once nothing of it is left.
bool job_is_over(struct job *job, int64_t now, bool has_reaped) {
    if (job->pid > 0) return false;
    bool is_read = job->fds[0] < 0 && job->fds[1] < 0;
    if (!job->ending || job->error != 0) return is_read;
    if (job->killed_at > 0 && now - job->killed_at >= job_give_up_us) return true;
    if (job->group > 0 && kill(-job->group, 0) != 0 && errno == ESRCH) {
        job->group = 0;
        job->look_at = now;
    }
    if (can_look(job) && (has_reaped || job->look_at <= now)) job->is_clean = look(job, now) && job->group == 0;
    return job->is_clean && is_read;
}

void job_close_output(struct job *job, int which) {
    if (job->fds[which] >= 0) close(job->fds[which]);
    job->fds[which] = -1;
}

struct job *job_remove(struct job *job) {
    struct job **link = &jobs, *next = job->next;
    while (*link != job) link = &(*link)->next;
    *link = next;
    job_close_output(job, 0);
    job_close_output(job, 1);
    free(job);
    job_count--;
    return next;
}
