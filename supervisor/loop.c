// The event loop: signals, the slot, the child's exec, the probe, the clients and the timers, around one ppoll().
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { AT_SIGNALS, AT_EXEC, AT_PROBE, AT_DRAIN, AT_SLOT, AT_LISTENER, AT_LIFELINE, AT_LOG, AT_CLIENTS };

static int open_signals(void) {
    static const int taken[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH};
    sigset_t set;
    sigemptyset(&set);
    for (size_t at = 0; at < sizeof taken / sizeof *taken; at++) sigaddset(&set, taken[at]);
    sigprocmask(SIG_SETMASK, &set, NULL);
    signal(SIGCHLD, SIG_DFL); // if it came ignored, children would be reaped behind our back
    signal(SIGPIPE, SIG_IGN);
    return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

// Descriptors 0 to 2 must be taken, or one of ours would become the child's output.
static void keep_standard_streams(void) {
    int fd;
    while ((fd = open("/dev/null", O_RDWR)) >= 0 && fd <= 2) continue;
    if (fd > 2) close(fd);
}

static void handle_signals(int signals) {
    struct signalfd_siginfo info;
    bool reap = false;
    while (read(signals, &info, sizeof info) == (ssize_t)sizeof info) {
        int number = (int)info.ssi_signo;
        if (number == SIGCHLD) reap = true;
        else if (number == SIGTERM || number == SIGINT) machine_quit(number);
        else life_signal(number);
    }
    if (reap) life_reap();
}

// What may be written to it means nothing; that it ends does.
static void handle_lifeline(short events) {
    char unused[256];
    if (events & POLLIN) {
        ssize_t count = read(0, unused, sizeof unused);
        if (count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))) return;
    }
    m.lifeline = false;
    machine_left_alone();
}

static void handle_timers(void) {
    int64_t now = now_us();
    for (int timer = 0; timer < T_COUNT; timer++)
        if (m.timers[timer] > 0 && m.timers[timer] <= now) machine_timer((enum timer)timer);
}

static struct timespec until_next_timer(void) {
    int64_t first = INT64_MAX, now = now_us();
    for (int timer = 0; timer < T_COUNT; timer++)
        if (m.timers[timer] > 0 && m.timers[timer] < first) first = m.timers[timer];
    int64_t left = first > now ? first - now : 0;
    return (struct timespec){.tv_sec = left / 1000000, .tv_nsec = left % 1000000 * 1000};
}

static int exit_code(void) {
    if (WIFEXITED(m.exit_status)) return WEXITSTATUS(m.exit_status);
    return WIFSIGNALED(m.exit_status) ? 128 + WTERMSIG(m.exit_status) : 0;
}

// What can end the child comes before what can call it ready.
static void turn(int signals, int notify) {
    struct pollfd fds[AT_CLIENTS + CLIENTS_MAX];
    fds[AT_SIGNALS] = (struct pollfd){.fd = signals, .events = POLLIN};
    fds[AT_EXEC] = (struct pollfd){.fd = m.exec_pipe, .events = POLLIN};
    fds[AT_PROBE].fd = probe_fd(&fds[AT_PROBE].events);
    fds[AT_PROBE].revents = 0;
    fds[AT_DRAIN] = (struct pollfd){.fd = drain_fd(), .events = POLLIN};
    fds[AT_SLOT] = (struct pollfd){.fd = notify, .events = POLLIN};
    fds[AT_LISTENER] = (struct pollfd){.fd = status_listener(), .events = POLLIN};
    fds[AT_LIFELINE] = (struct pollfd){.fd = m.lifeline ? 0 : -1, .events = POLLIN};
    fds[AT_LOG] = (struct pollfd){.fd = log_fd(), .events = POLLIN};
    int clients = status_clients(fds + AT_CLIENTS);
    struct timespec limit = until_next_timer();
    if (ppoll(fds, (nfds_t)(AT_CLIENTS + clients), &limit, NULL) < 0) return;
    short unused;
    if (fds[AT_SIGNALS].revents) handle_signals(signals);
    if (fds[AT_EXEC].revents && fds[AT_EXEC].fd == m.exec_pipe) life_exec_answer();
    if (fds[AT_DRAIN].revents && fds[AT_DRAIN].fd == drain_fd()) drain_io();
    if (fds[AT_PROBE].revents && fds[AT_PROBE].fd == probe_fd(&unused)) machine_probed(probe_io());
    if (fds[AT_SLOT].revents) {
        slot_drain();
        machine_slot();
    }
    for (int at = 0; at < clients; at++) {
        struct pollfd *client = &fds[AT_CLIENTS + at];
        if (!client->revents) continue;
        enum word word = status_client_io(client->fd, client->revents);
        if (word != WORD_NONE) machine_command(word);
    }
    if (fds[AT_LISTENER].revents) status_accept();
    if (fds[AT_LIFELINE].revents) handle_lifeline(fds[AT_LIFELINE].revents);
    if (status_bound_lost()) machine_left_alone();
    handle_timers();
    if (fds[AT_LOG].revents) log_io(); // last: nobody waits for it
}

int loop_run(void) {
    keep_standard_streams();
    int signals = open_signals();
    if (signals < 0) {
        say("cannot watch signals", "", "");
        return 70;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    log_open();
    child_join_cgroups();
    child_setup();
    m.lifeline = options.lifeline;
    status_open();
    int notify = slot_watch();
    machine_open();
    while (!m.done) turn(signals, notify);
    probe_cancel();
    log_drain();
    status_close();
    log_close();
    return exit_code();
}
