// The service under test: an HTTP server that behaves as the words at the end of its own binary, and its arguments, say.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int port, delay_ms, exit_code = -1, raise_signal, children, term_code = 0, status = 200;
static int nonblock;
static int ignore_term, daemonize, never, no_header, wrong_id, forget, chunks, children_ignore_term, term_delay_ms;
static pid_t family[8];
static int asked;
static char gate[256], health_gate[256], term_gate[256]; // files that must exist before listening, being ready, leaving

static void read_word(const char *word) {
    const char *equals = strchr(word, '=');
    int number = equals ? atoi(equals + 1) : 1;
    size_t length = equals ? (size_t)(equals - word) : strlen(word);
    static const struct { const char *name; int *value; } known[] = {
        {"port", &port}, {"delay", &delay_ms}, {"exit", &exit_code}, {"signal", &raise_signal}, {"term-code", &term_code},
        {"children", &children}, {"ignore-term", &ignore_term}, {"daemon", &daemonize},
        {"never", &never}, {"no-header", &no_header}, {"wrong-id", &wrong_id}, {"status", &status}, {"forget", &forget},
        {"chunks", &chunks}, {"children-ignore-term", &children_ignore_term}, {"term-delay", &term_delay_ms}, {"nonblock", &nonblock}};
    if (strncmp(word, "gate=", 5) == 0) snprintf(gate, sizeof gate, "%s", word + 5);
    if (strncmp(word, "health-gate=", 12) == 0) snprintf(health_gate, sizeof health_gate, "%s", word + 12);
    if (strncmp(word, "term-gate=", 10) == 0) snprintf(term_gate, sizeof term_gate, "%s", word + 10);
    for (size_t at = 0; at < sizeof known / sizeof *known; at++)
        if (strlen(known[at].name) == length && strncmp(known[at].name, word, length) == 0) *known[at].value = number;
}

static void read_tail(void) {
    char tail[512];
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    lseek(fd, -(off_t)sizeof tail, SEEK_END);
    ssize_t count = read(fd, tail, sizeof tail - 1);
    close(fd);
    if (count <= 0) return;
    tail[count] = 0;
    char *words = memmem(tail, (size_t)count, "#words ", 7);
    if (!words) return;
    for (char *word = strtok(words + 7, " \n"); word; word = strtok(NULL, " \n")) read_word(word);
}

static void pause_ms(int ms) {
    struct timespec t = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
    while (nanosleep(&t, &t) != 0) continue;
}

static void pass_gate(const char *path) {
    while (path[0] && access(path, F_OK) != 0) pause_ms(1);
}

static void on_term(int number) {
    (void)number;
    pass_gate(term_gate);
    if (term_delay_ms) pause_ms(term_delay_ms);
    _exit(term_code);
}

// The pids of grandchildren and daemons come back through a pipe, so that /info can name them.
static void make_family(void) {
    int ends[2];
    if (pipe(ends) != 0) exit(99);
    int count = children + (daemonize ? 1 : 0);
    for (int at = 0; at < children; at++) {
        pid_t pid = fork();
        if (pid != 0) continue;
        signal(SIGTERM, children_ignore_term ? SIG_IGN : SIG_DFL);
        pid = getpid();
        if (write(ends[1], &pid, sizeof pid) < 0) _exit(1);
        for (;;) pause();
    }
    if (daemonize && fork() == 0) {
        setsid();
        if (fork() != 0) _exit(0);
        signal(SIGTERM, SIG_IGN);
        pid_t pid = getpid();
        if (write(ends[1], &pid, sizeof pid) < 0) _exit(1);
        for (;;) pause();
    }
    for (int at = 0; at < count && at < 8; at++)
        if (read(ends[0], &family[at], sizeof family[at]) < 0) exit(98);
}

static int open_listener(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(INADDR_ANY)}};
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 64) != 0) {
        perror("service: bind");
        exit(97);
    }
    return fd;
}

static int open_descriptors(void) {
    int count = 0;
    for (int fd = 3; fd < 64; fd++) count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

static int info(char *body, size_t size, int argc, char **argv, int inherited) {
    const char *id = getenv("DEVENV_BUILD_ID");
    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    int blocked = 0, used;
    for (int number = 1; number < 32; number++) blocked += sigismember(&mask, number) == 1;
    char input[8];
    used = snprintf(body, size,
                    "{\"pid\":%d,\"group\":%d,\"parent\":%d,\"uid\":%d,\"gid\":%d,\"build\":\"%s\",\"inherited\":%d,\"blocked\":%d,"
                    "\"pipeIgnored\":%s,\"stdin\":%zd,\"args\":\"",
                    getpid(), getpgrp(), getppid(), getuid(), getgid(), id ? id : "", inherited, blocked,
                    signal(SIGPIPE, SIG_DFL) == SIG_IGN ? "true" : "false", read(0, input, sizeof input));
    for (int at = 1; at < argc; at++) used += snprintf(body + used, size - (size_t)used, "%s%s", at > 1 ? " " : "", argv[at]);
    used += snprintf(body + used, size - (size_t)used, "\",\"asked\":%d,\"nonblocking\":%s,\"family\":[", asked,
                     fcntl(1, F_GETFL) & O_NONBLOCK ? "true" : "false");
    for (int at = 0; at < 8 && family[at]; at++) used += snprintf(body + used, size - (size_t)used, "%s%d", at ? "," : "", family[at]);
    return used + snprintf(body + used, size - (size_t)used, "]}");
}

static void answer(int fd, int argc, char **argv, int inherited) {
    char request[2048], body[4096], head[512];
    ssize_t count = read(fd, request, sizeof request - 1);
    if (count <= 0) return;
    request[count] = 0;
    bool is_open = !health_gate[0] || access(health_gate, F_OK) == 0;
    int code = is_open ? status : 503;
    if (strncmp(request, "GET /exit/", 10) == 0) _exit(atoi(request + 10));
    if (strncmp(request, "GET /kill/", 10) == 0) kill(getpid(), atoi(request + 10));
    if (strncmp(request, "GET /print/", 11) == 0) {
        printf("%.*s\n", (int)strcspn(request + 11, " "), request + 11);
        fflush(stdout);
    }
    if (strncmp(request, "GET /fail ", 10) == 0) status = 503;
    if (strncmp(request, "GET /heal ", 10) == 0) status = 200;
    if (strncmp(request, "GET /health ", 12) != 0) code = 200;
    else asked++;
    int length = info(body, sizeof body, argc, argv, inherited);
    const char *id = getenv("DEVENV_BUILD_ID");
    int used = snprintf(head, sizeof head, "HTTP/1.1 %d X\r\nContent-Length: %d\r\nConnection: close\r\n", code, length);
    if (!no_header) used += snprintf(head + used, sizeof head - (size_t)used, "X-Build-Id: %s\r\n", wrong_id ? "other" : id ? id : "");
    used += snprintf(head + used, sizeof head - (size_t)used, "\r\n");
    if (write(fd, head, (size_t)used) < 0) return;
    // No protection against SIGPIPE: a prober that closes too early ends this process.
    for (int at = 0; at < chunks; at++) pause_ms(5);
    if (write(fd, body, (size_t)length) < 0) return;
    if (chunks && write(fd, "\n", 1) < 0) return;
}

int main(int argc, char **argv) {
    int inherited = open_descriptors();
    for (int at = 1; at < argc; at++) read_word(argv[at]);
    read_tail();
    signal(SIGTERM, ignore_term ? SIG_IGN : on_term);
    signal(SIGINT, ignore_term ? SIG_IGN : on_term);
    int listener = daemonize && port ? open_listener() : -1; // held by the daemon too
    make_family();
    if (nonblock) fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
    if (delay_ms) pause_ms(delay_ms);
    pass_gate(gate);
    if (raise_signal) kill(getpid(), raise_signal);
    if (exit_code >= 0) exit(exit_code);
    if (forget) exit(0); // like a daemon whose first process leaves
    printf("service %s up\n", getenv("DEVENV_BUILD_ID"));
    fflush(stdout);
    if (never) for (;;) pause();
    if (listener < 0) listener = open_listener();
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) continue;
        answer(fd, argc, argv, inherited);
        close(fd);
    }
}
