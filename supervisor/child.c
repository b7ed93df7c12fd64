// Starting processes and ending what is left of them.
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;
static char **child_environ;
static char build_id[ID_MAX + 32];
static char **child_args;
static bool limits_told;

// All memory is taken here once; a swap allocates nothing.
void child_setup(void) {
    size_t count = 0, kept = 0;
    while (environ[count]) count++;
    child_environ = calloc(count + 2, sizeof *child_environ);
    child_args = calloc((size_t)options.arg_count + 2, sizeof *child_args);
    if (!child_environ || !child_args) _exit(70);
    for (size_t i = 0; i < count; i++)
        if (strncmp(environ[i], "DEVENV_BUILD_ID=", 16) != 0) child_environ[kept++] = environ[i];
    child_environ[kept] = build_id;
    for (int i = 0; i < options.arg_count; i++) child_args[i + 1] = options.args[i];
}

static void set_build_id(const char *id) {
    struct text t = text_in(build_id, sizeof build_id);
    text_add(&t, "DEVENV_BUILD_ID=");
    text_add(&t, id);
}

static void close_on_exec_all(void) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 3U, ~0U, 4U /* CLOSE_RANGE_CLOEXEC */) == 0) return;
#endif
    for (int fd = 3; fd < 256; fd++) fcntl(fd, F_SETFD, FD_CLOEXEC);
}

// One that cannot be set is told once, by the first child, on its stderr.
static void set_limits(void) {
    for (int at = 0; at < options.limit_count; at++) {
        const struct limit *limit = &options.limits[at];
        struct rlimit both = {(rlim_t)limit->value, (rlim_t)limit->value};
        if (setrlimit(limit->resource, &both) == 0 || limits_told) continue;
        char line[256];
        struct text t = text_in(line, sizeof line);
        text_add(&t, "supervisor: cannot set --rlimit ");
        text_add(&t, limit->words);
        text_add(&t, ": ");
        text_add(&t, error_words(errno));
        text_add(&t, "\n");
        ssize_t written = write(2, line, t.used);
        (void)written;
    }
}

void child_join_cgroups(void) {
    for (int at = 0; at < options.cgroup_count; at++) {
        char path[PATH_LEN], line[24];
        struct text t = text_in(path, sizeof path), pid = text_in(line, sizeof line);
        text_add(&t, options.cgroups[at]);
        text_add(&t, "/cgroup.procs");
        text_number(&pid, getpid());
        text_add(&pid, "\n");
        int fd = open(path, O_WRONLY | O_CLOEXEC);
        bool ok = fd >= 0 && write(fd, line, pid.used) == (ssize_t)pid.used;
        int error = errno;
        if (fd >= 0) close(fd);
        if (!ok) {
            struct text reason = text_in(path, sizeof path);
            text_add(&reason, ": ");
            text_add(&reason, error_words(error));
            say("cannot join --cgroup ", options.cgroups[at], path);
        }
    }
}

// In the child, between fork and exec.
static void prepare(pid_t parent, bool quiet) {
    sigset_t none;
    setpgid(0, 0);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != parent) _exit(127);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    int ends[2];
    if (null >= 0) dup2(null, 0);
    else if (pipe2(ends, O_CLOEXEC) == 0) dup2(ends[0], 0); // no /dev: still at its end, never the supervisor's stdin
    if (quiet && null >= 0) {
        dup2(null, 1);
        dup2(null, 2);
    } else if (!quiet && log_child_fd() >= 0) {
        dup2(log_child_fd(), 1);
        dup2(log_child_fd(), 2);
    }
    close_on_exec_all();
}

pid_t child_start(const struct build *build, int *exec_pipe) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    set_build_id(build->id);
    log_child_begins();
    child_args[0] = (char *)build->path;
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        prepare(parent, false);
        set_limits();
        execve(build->path, child_args, child_environ);
        int error = errno;
        ssize_t written = write(ends[1], &error, sizeof error);
        (void)written;
        _exit(127);
    }
    int error = errno;
    limits_told = true;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        errno = error;
        return -1;
    }
    setpgid(pid, pid);
    *exec_pipe = ends[0];
    return pid;
}

pid_t child_start_probe(const char *id) {
    set_build_id(id);
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0) {
        prepare(parent, true);
        environ = child_environ;
        execvp(options.command[0], options.command);
        _exit(127);
    }
    if (pid > 0) setpgid(pid, pid);
    return pid;
}

int child_exec_result(int exec_pipe) {
    int error;
    ssize_t count = read(exec_pipe, &error, sizeof error);
    if (count == (ssize_t)sizeof error) return error;
    return count == 0 ? EXEC_DONE : EXEC_PENDING;
}

bool child_group_exists(pid_t leader) {
    return leader > 0 && (kill(-leader, 0) == 0 || errno == EPERM);
}

static pid_t parent_of(const char *pid) {
    char path[64], line[512];
    struct text t = text_in(path, sizeof path);
    text_add(&t, "/proc/");
    text_add(&t, pid);
    text_add(&t, "/stat");
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return -1;
    ssize_t count = read(fd, line, sizeof line - 1);
    close(fd);
    if (count <= 0) return -1;
    line[count] = 0;
    const char *end = strrchr(line, ')'); // the name before it may hold anything
    return end && strlen(end) > 4 ? (pid_t)strtol(end + 4, NULL, 10) : -1;
}

// Descendants that left the group by setsid() came back to us as orphans: we are PID 1 or their subreaper.
// Only our own children are touched, so a process id cannot have been given to somebody else.
void child_kill_orphans(void) {
    char buffer[4096] __attribute__((aligned(8)));
    pid_t self = getpid();
    int fd = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    for (;;) {
        long count = syscall(SYS_getdents64, fd, buffer, sizeof buffer);
        if (count <= 0) break;
        for (long at = 0; at < count;) {
            uint16_t length;
            memcpy(&length, buffer + at + 16, sizeof length); // linux_dirent64: ino 8, off 8, reclen 2, type 1, name
            const char *name = buffer + at + 19;
            if (name[0] >= '1' && name[0] <= '9' && parent_of(name) == self) kill((pid_t)strtol(name, NULL, 10), SIGKILL);
            at += length;
        }
    }
    close(fd);
}
